"""Write names/tables/currencies.csv: currencies of ISO 4217 with their names, signs and states.

Run by hand after an edit of currencies_more.csv or an upgrade of Babel; the table is committed:

    python scripts/make_currencies.py            # write
    python scripts/make_currencies.py --check    # say whether the committed table is up to date

A row a currency that is legal tender somewhere today, or was in living memory and is in
currencies_more.csv; a column a language. Names and states come from CLDR; a cell of
currencies_more.csv adds forms of use (豪ドル, 日圓) and the bare words that a currency claims by
default (`bare`).
"""

from __future__ import annotations

import argparse
import csv
import io
import sys
from pathlib import Path

TABLES = Path(__file__).resolve().parent.parent / "src" / "communique" / "names" / "tables"
LOCALES = {
    "en": ("en",),
    "ja": ("ja",),
    "zh-Hant": ("zh_Hant", "zh_Hant_HK"),
    "zh-Hans": ("zh_Hans",),
}
COLUMNS = ("id", *LOCALES, "symbols", "bare", "states", "source")


def forms(cell: str) -> list[str]:
    """The forms in a cell, in order."""
    return [form for part in cell.split("|") if (form := part.strip())]


def states() -> dict[str, list[str]]:
    """The states (ISO 3166-1 alpha-3) where a currency is legal tender now, by currency."""
    from babel.core import get_global
    from babel.numbers import get_territory_currencies

    found: dict[str, list[str]] = {}
    for alpha3, targets in sorted(get_global("territory_aliases").items()):
        if len(alpha3) == 3 and alpha3.isalpha() and len(targets) == 1:
            for code in get_territory_currencies(targets[0]):
                found.setdefault(code, []).append(alpha3)
    return found


def names(code: str, locale: str) -> list[str]:
    """The names of a currency: singular and plural, without a space inside a Japanese name."""
    from babel.numbers import get_currency_name

    given = [get_currency_name(code, count=n, locale=locale) for n in (None, 1, 2)]
    return list(dict.fromkeys(name for name in given if name != code))


def table() -> str:
    """The table as text."""
    with (TABLES / "currencies_more.csv").open(encoding="utf-8", newline="") as file:
        more = {row["id"]: row for row in csv.DictReader(file)}
    used = states()
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    import babel

    for code in sorted({*used, *more}):
        extra = more.get(code, {})
        row = {"id": code, "bare": extra.get("bare", ""), "symbols": extra.get("symbols", "")}
        for language, locales in LOCALES.items():
            given = [name for locale in locales for name in names(code, locale)]
            row[language] = " | ".join(dict.fromkeys((*given, *forms(extra.get(language, "")))))
        row["states"] = " ".join(used.get(code, []))
        row["source"] = f"CLDR via Babel {babel.__version__}" + ("; editors" if extra else "")
        writer.writerow(row)
    return out.getvalue()


def main() -> int:
    """Write the table, or compare it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="compare, write nothing")
    path, text = TABLES / "currencies.csv", table()
    if parser.parse_args().check:
        return 0 if path.read_text(encoding="utf-8") == text else 1
    path.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
