"""Write the generated names tables: states.csv (CLDR and our additions) and variants.csv (OpenCC).

Run by hand after an edit of states_more.csv or an upgrade of Babel; the tables are committed:

    python scripts/make_names.py            # write
    python scripts/make_names.py --check    # say whether the committed tables are up to date

states.csv: one row a state or territory of ISO 3166-1, its names from CLDR in English, Japanese,
traditional Chinese (and Hong Kong's, where it differs) and simplified Chinese. A cell of
states_more.csv comes before CLDR's name, so that its first form is the label; a form written
`-Form` takes CLDR's away.

variants.csv: characters that count as the same when names are looked for: traditional Chinese as
simplified (`zh`), old Japanese forms as new (`ja`). One character always gives one character.
"""

from __future__ import annotations

import argparse
import csv
import io
import sys
from pathlib import Path

TABLES = Path(__file__).resolve().parent.parent / "src" / "communique" / "names" / "tables"
CLDR_LOCALES = {
    "en": ("en",),
    "ja": ("ja",),
    "zh-Hant": ("zh_Hant", "zh_Hant_HK"),
    "zh-Hans": ("zh_Hans",),
}
NOT_ISO = {"EU", "EZ", "UN", "XK", "ZZ", "AC", "CP", "DG", "TA", "EA", "IC", "XA", "XB", "QO", "CQ"}
SUCCEEDED = {"BUR", "ZAR", "DDR", "FXX", "TMP", "YMD"}
"""Withdrawn codes that CLDR gives as aliases of a current one: not the current code itself."""
FORM_COLUMNS = (*CLDR_LOCALES, "adjective_en", "character_ja", "character_zh")
STATE_COLUMNS = ("id", *FORM_COLUMNS, "from", "to", "source")


def forms(cell: str) -> list[str]:
    """The forms in a cell, in order."""
    return [form for part in cell.split("|") if (form := part.strip())]


def cldr_states() -> dict[str, dict[str, list[str]]]:
    """Names by ISO 3166-1 alpha-3 code, as CLDR has them."""
    from babel import Locale
    from babel.core import get_global

    locales = {
        language: [Locale.parse(name) for name in names] for language, names in CLDR_LOCALES.items()
    }
    alpha3 = {
        targets[0]: code
        for code, targets in get_global("territory_aliases").items()
        if len(code) == 3 and code.isalpha() and len(targets) == 1 and code not in SUCCEEDED
    }
    found: dict[str, dict[str, list[str]]] = {}
    for alpha2 in locales["en"][0].territories:
        if len(alpha2) != 2 or alpha2 in NOT_ISO or alpha2 not in alpha3:
            continue
        found[alpha3[alpha2]] = {
            language: list(dict.fromkeys(locale.territories[alpha2] for locale in group))
            for language, group in locales.items()
        }
    return found


def states() -> str:
    """The text of states.csv."""
    from babel import __version__ as babel_version

    base = cldr_states()
    with (TABLES / "states_more.csv").open(encoding="utf-8", newline="") as file:
        more = {row["id"]: row for row in csv.DictReader(file)}
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(STATE_COLUMNS)
    for code in sorted(base.keys() | more.keys()):
        extra = more.get(code, {})
        row = [code]
        for column in FORM_COLUMNS:
            ours = forms(extra.get(column, ""))
            without = {form[1:] for form in ours if form.startswith("-")}
            merged = [form for form in ours if not form.startswith("-")]
            weak = {form.rstrip("~") for form in merged}
            merged += [
                form.replace("’", "'")
                for form in base.get(code, {}).get(column, [])
                if form not in without and form not in weak
            ]
            row.append(" | ".join(dict.fromkeys(merged)))
        cldr = f"CLDR via Babel {babel_version}" if code in base else ""
        sources = "; ".join(filter(None, (cldr, extra.get("source", ""))))
        writer.writerow([*row, extra.get("from", ""), extra.get("to", ""), sources])
    return out.getvalue()


def opencc_tables() -> Path | None:
    """The folder of OpenCC's tables as text. opencc-python-reimplemented (Apache-2.0) has them; the
    official OpenCC, which the encoder uses and which installs a module of the same name, has not.
    """
    try:
        import opencc
    except ImportError:
        return None
    folder = Path(opencc.__file__).parent / "dictionary"
    return folder if (folder / "TSCharacters.txt").exists() else None


def variants() -> str:
    """The text of variants.csv."""
    folder = opencc_tables()
    if folder is None:
        raise SystemExit("variants.csv is made with opencc-python-reimplemented: install that")
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("language", "character", "as", "source"))
    for language, name in (("ja", "JPVariants.txt"), ("zh", "TSCharacters.txt")):
        pairs: dict[str, str] = {}
        for line in (folder / name).read_text(encoding="utf-8").splitlines():
            character, _, targets = line.partition("\t")
            target = targets.split(" ")[0]
            if len(character) == len(target) == 1 and character != target:
                pairs[character] = target
        for character, target in sorted(pairs.items()):
            writer.writerow((language, character, target, f"OpenCC {name}"))
    return out.getvalue()


def main() -> int:
    """Write the tables, or with --check compare; 1 when one differs."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("--check", action="store_true", help="compare only, write nothing")
    check = parser.parse_args().check
    made = {"states.csv": states}
    if opencc_tables() is None:
        print("variants.csv: left as it is (opencc-python-reimplemented is not installed)")
    else:
        made["variants.csv"] = variants
    stale = 0
    for name, make in made.items():
        path, text = TABLES / name, make()
        if path.exists() and path.read_text(encoding="utf-8") == text:
            print(f"{name}: up to date")
        elif check:
            stale += 1
            print(f"{name}: differs; run scripts/make_names.py and commit the result")
        else:
            path.write_text(text, encoding="utf-8")
            print(f"{name}: written")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
