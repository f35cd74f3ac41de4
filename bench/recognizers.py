"""Numbers, percentages, currency amounts and dates of another project's test suite.

    python bench/recognizers.py [FOLDER] [--write] [--misses NAME]

FOLDER holds the JSON cases of Microsoft Recognizers-Text (MIT); without it the folder
../shared/peers/recognizers beside the repository, or COMMUNIQUE_SHARED. A case is right if every
result that it lists stands at its place with its value (and currency), and nothing else of the kind
is found beside. Categories that no document of ours has are left out, by rules told below, and
counted. `--write` writes docs/recognizers.md.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from communique.find.measures import measures
from communique.find.numbers import numbers
from communique.languages.dates import find_dates

HERE = Path(__file__).resolve().parent.parent
TAGS = {"English": "en", "Japanese": "ja", "Chinese": "zh-Hans"}
Case = dict[str, Any]
Found = list[tuple[int, int, str, Decimal | None]]

_NUMERALS = "一二三四五六七八九十百千万亿几0-9０-９点點"

LEFT_OUT: dict[str, list[tuple[str, str, str]]] = {
    # kind: (category, why, pattern of the case's input or of an expected text)
    "number": [
        (
            "fraction",
            "shares are measures (a fifth is 20 percent); a bare fraction measures nothing",
            r"分の|分\s*之|[0-9０-９]\s?[/／∕]\s?[0-9０-９]|半|[¾½¼]|out of"
            r"|(?i:\b(?:half|halves|quarters?|over)\b|\b\w*(?:thirds?|fourths?|fifths?|sixths?"
            r"|sevenths?|eighths?|ninths?|tenths?|elevenths?|twelfths?|teenths?|tieths?"
            r"|hundredths?|thousandths?|illionths?|twenty-firsts?)\b)",
        ),
        (
            "power",
            "no document writes powers",
            r"\^|乗|次方|[0-9０-９][eEｅＥ][+-]?[0-9０-９]|E\+|平方|×10",
        ),
        (
            "kana",
            "numbers in kana are of dictation",
            r"[ぁ-ん]{2,}(?:じゅう|ひゃく|せん|まん|おく|ちょう|いち|さん|よん|ろく|なな|はち|きゅう|きゅー)|(?:さん|に|よん|ご|ろっ|なな|はっ|きゅう|いっ)?(?:ぜん|せん|びゃく|ひゃく|ぴゃく|じゅう|まん|おく|ちょう)|[ァ-ン]*[じジ]ゅ",
        ),
        (
            "colloquial",
            "百三 for 130, 一万五 for 15,000: of speech",
            r"(?:[百千万萬亿億佰仟][一二三四五六七八九壹贰贰叁参參肆伍陆陸柒捌玖两兩](?![十百千万萬亿億拾佰仟兆一二三四五六七八九零〇]))",
        ),
        ("dozen", "ダース and 打 are of trade", r"ダース|打|dozen|对|對|双|雙"),
        (
            "hexadecimal or code",
            "serials, addresses and telephone numbers measure nothing",
            r"https?:|\+1-|\b[0-9]+[A-Za-z]{3,}[0-9]|[A-Za-z]\d+[A-Za-z]|\d{1,3}\.\d{1,3}\.\d{1,3}",
        ),
        ("letter scale", "40k, 10G in Han text and 5 M: of trade", r"\A[0-9０-９.,]+ ?[kKMGT]\b"),
        (
            "marks of lists",
            "1、234 and 5,00 are two numbers here",
            r"[0-9０-９]、[0-9０-９]|[五1],[〇0-9]|５、|五、〇|\u3000",
        ),
        (
            "other digits",
            "positional words (one two three; 一二三…)",
            r"[〇零一二三四五六七八九]{6,}",
        ),
        (
            "spaces inside",
            "numbers with spaces between characters are of speech recognition",
            r"fifty  |[一二三四五六七八九十百千万]\s+[余餘多]"
            rf"|[{_NUMERALS}][  ]+[{_NUMERALS}]",
        ),
        ("no value", "the suite gives no number for it", r"\bNaN\b"),
    ],
    "percent": [
        ("fraction", "as for numbers", r"分の.*分の"),
        (
            "discount",
            "打折 and 割引 tell what is taken off: of shops",
            r"折|割引|割り引|引き|オフ|对折|對折|半折|半額|掛け",
        ),
        ("kana", "as for numbers", r"[ぁ-ん]{2,}(?:ぱーせんと|パーセント)"),
        (
            "colloquial",
            "3.2k per cent, 12/100",
            r"[0-9０-９]\s?[kKmMgGｋＫｍＭｇＧtTｔＴ](?![A-Za-z])|[0-9]/100",
        ),
        (
            "spaces inside",
            "as for numbers",
            r"パ\s+ー|セ\s+ン|分\s+[点點之]|百\s+分|成\s+六|\s{2,}个|\s{2,}個"
            rf"|[{_NUMERALS}][  ]+[{_NUMERALS}]",
        ),
        ("half", "半数, 半分 and 五五 are words, not numbers", r"半|五五"),
    ],
    "currency": [
        (
            "no number",
            "a currency named without a sum",
            r"\A(?!.*[0-9０-９一二三四五六七八九十百千两兩]|.*\b(?:one|two|three|five|ten|quarter)\b)",
        ),
        ("kana", "as for numbers", r"にせん"),
        ("digital money", "no currency of ISO 4217", r"(?i)bitcoin|satoshi|比特币"),
        (
            "hundredths alone",
            "pence, cents, sen: no unit of ISO 4217",
            r"(?i)\bpence\b(?<!and)|-cent\b|\bsen\b",
        ),
        (
            "colloquial",
            "15 dollars 50, five mao five, 100ユーロと30: of speech",
            r"(?i)(?:dollars|usd) (?:50|25|forty)|mao|ユーロと30",
        ),
        ("trade code", "MEUR, MAUD: of banks", r"MEUR|MAUD"),
        (
            "currency beside",
            "the suite also lists a currency without a sum",
            r"dollar dollar|dollar rmb|dollars bill|\Adollar :",
        ),
        ("no such number", "more than twenty digits", r"[0-9]{20}"),
    ],
    "date": [
        ("relative", "tomorrow, next Tuesday, in 3 weeks, 上周日: of speech", ""),
        ("order unknown", "4/22, 22/04, 9-18-15: day, month or year unknown", ""),
        ("day alone", "the 22nd, 29日: no month", ""),
        ("in words", "Oct-2, monday january 12th, years in words: of speech and chat", ""),
        ("no such day", "30 February, years before 1000", ""),
    ],
}


@dataclass
class Row:
    """How one file went."""

    name: str
    kind: str
    cases: int = 0
    right: int = 0
    left: Counter[str] = field(default_factory=Counter)
    misses: list[str] = field(default_factory=list)

    @property
    def share(self) -> float:
        """Share of the cases that count which are right."""
        return self.right / self.cases if self.cases else 1.0


def folder(given: str | None = None) -> Path:
    """Where the cases are."""
    shared = Path(os.environ.get("COMMUNIQUE_SHARED", HERE.parent / "shared"))
    return Path(given) if given else shared / "peers" / "recognizers"


def kind_of(name: str) -> str:
    """The kind of a file by its name."""
    for word, kind in (("Percent", "percent"), ("Currency", "currency"), ("Date", "date")):
        if word in name:
            return kind
    return "number"


def run(path: Path) -> Row:
    """Measure one file."""
    kind, tag = kind_of(path.name), TAGS[path.name.split("-")[1]]
    row = Row(path.stem, kind)
    for case in json.loads(path.read_text(encoding="utf-8-sig")):
        category = left_out(kind, case)
        if category:
            row.left[category] += 1
            continue
        row.cases += 1
        if _right(kind, tag, case):
            row.right += 1
        else:
            row.misses.append(
                f"{case['Input']!r} wants {wanted(kind, case)}"
                f" found {found(kind, tag, case['Input'])}"
            )
    return row


def left_out(kind: str, case: Case) -> str | None:
    """The category for which a case is left out, or None."""
    if kind == "date":
        return _date_left_out(case)
    for category, _, pattern in LEFT_OUT[kind]:
        if re.search(pattern, case["Input"], re.DOTALL):
            return category
    return None


_EXPLICIT = re.compile(r"(?:[0-9]{4}|XXXX)-[0-9]{2}-[0-9]{2}")
_WRITTEN = re.compile(
    r"月の?[0-9０-９一二三四五六七八九十廿卅]{1,3}[日号號]"
    r"|[A-Z][a-z]{2,8}\.?[ ,]+(?:the )?[0-9]{1,2}(?:st|nd|rd|th)?\b"
    r"|\b[0-9]{1,2}(?:st|nd|rd|th)?(?: of)? [A-Z][a-z]{2,8}|[0-9]{4}[-/.][0-9]{1,2}[-/.][0-9]{1,2}"
    r"|(?:th|first|second|third)(?: day)? of [A-Z][a-z]{2,8}(?!, two thousand)"
)
_NUMERIC = re.compile(r"^[0-9０-９]{1,2}[-/.][0-9０-９]{1,2}(?:[-/.][0-9]{2,4})?$")
_MONTH = re.compile(r"(?i)月|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|[0-9]{4}|/")
_RELATIVE = re.compile(
    r"[前後后週周曜]|星期|去年|本月|今月|次の|来|先|days"
    r"|(?i:mon|tues|wednes|thurs|fri|satur|sun)day the|农历|农曆|大年|初"
)


def _date_left_out(case: Case) -> str | None:
    """Only explicit calendar dates count: a month and a day, with or without a year."""
    results = case["Results"]
    for result in results:
        timex, text = _timex(result), result["Text"].strip()
        if _NUMERIC.match(text):
            return "order unknown"
        if timex.startswith("XXXX-XX-") and timex[8:].isdigit():
            return "day alone"
        if not _EXPLICIT.fullmatch(timex) or _RELATIVE.search(text) or not _MONTH.search(text):
            return "relative"
        if timex < "1000" or timex.endswith(("-02-30", "-02-29", "-11-31")):
            return "no such day"
        start = int(result.get("Start", case["Input"].lower().find(text.lower())))
        if not _WRITTEN.search(case["Input"][start : start + len(text)] if start >= 0 else text):
            return "in words"
    return None if results else "relative"


def _timex(result: dict[str, Any]) -> str:
    return str((result.get("Value") or result.get("Resolution") or {}).get("Timex", ""))


def wanted(kind: str, case: Case) -> list[tuple[str, str]]:
    """What a case wants: text and value."""
    out = []
    for result in case["Results"]:
        if kind == "date":
            out.append((result["Text"], _timex(result)))
        else:
            resolution = result.get("Resolution") or {}
            value = str(resolution.get("value", "")).rstrip("%")
            out.append((result["Text"], f"{value} {resolution.get('isoCurrency') or ''}".strip()))
    return out


def found(kind: str, tag: str, text: str) -> Found:
    """What the program finds of a kind."""
    if kind == "number":
        return [(n.start, n.end, "", n.value) for n in numbers(text, tag)]
    if kind == "date":
        return [(d.start, d.end, d.edtf, None) for d in find_dates(text, tag)]
    every = measures(text, tag, dates=[])
    if kind == "percent":
        every = [m for m in every if m.unit.startswith("percent")]
        # Of a range the suite lists the upper end.
        return [(m.start, m.end, m.unit, m.value if m.upper is None else m.upper) for m in every]
    return [(m.start, m.end, m.unit, m.value) for m in every if m.unit.isupper()]


def _right(kind: str, tag: str, case: Case) -> bool:
    have, text = found(kind, tag, case["Input"]), case["Input"]
    used: set[int] = set()
    at = 0
    for result, (words, value) in zip(case["Results"], wanted(kind, case), strict=True):
        start = result.get("Start")
        start = text.find(words, at) if start is None else start
        end = start + len(words)
        hit = next(
            (
                i
                for i, h in enumerate(have)
                if i not in used and h[0] < end and start < h[1] and _same(kind, h, value)
            ),
            None,
        )
        if hit is None:
            return False
        used.add(hit)
        at = end
    if kind == "number":
        # Numbers of dates and quantities are not listed there; of a case that lists none, nothing
        # may be counted.
        return bool(case["Results"]) or not _counts(tag, text)
    return len(used) == len(have)


def _counts(tag: str, text: str) -> bool:
    """Whether people or things are counted in a text."""
    return any(m.unit in ("item", "person") for m in measures(text, tag))


def _same(kind: str, have: tuple[int, int, str, Decimal | None], value: str) -> bool:
    if kind == "date":
        return have[2] == value
    number, _, code = value.partition(" ")
    if code and have[2] != code:
        return False
    try:
        wanted_value, got = Decimal(number), have[3]
    except InvalidOperation:
        return False
    return got is not None and abs(got - wanted_value) <= abs(wanted_value) * Decimal("1e-9")


def rows(where: Path) -> Iterator[Row]:
    """All files of a folder, measured."""
    for path in sorted(where.glob("*.json")):
        yield run(path)


HEAD = """# Against another project's test suite

<!-- Written by `python bench/recognizers.py --write`. -->

Cases of Microsoft Recognizers-Text (MIT), half of its specifications. A case is right if every
result it lists stands at its place with its value (and currency or date) and nothing else of the
kind is found beside; of numbers, others may stand beside, and where the suite lists none, nothing
may be counted. Of a range the suite lists the upper end.

| file | cases that count | right | share | left out |
| --- | ---: | ---: | ---: | ---: |
"""


def document(done: list[Row]) -> str:
    """docs/recognizers.md."""
    lines = HEAD.splitlines()
    for row in done:
        counts = f"{row.cases} | {row.right} | {row.share:.3f} | {sum(row.left.values())}"
        lines.append(f"| {row.name} | {counts} |")
    lines += [
        "",
        "## Left out, by category",
        "",
        "| kind | category | cases | why |",
        "| --- | --- | ---: | --- |",
    ]
    for kind, categories in LEFT_OUT.items():
        for category, why, _ in categories:
            count = sum(row.left[category] for row in done if row.kind == kind)
            if count:
                lines.append(f"| {kind} | {category} | {count} | {why} |")
    return "\n".join(lines) + "\n"


def main(argv: list[str] | None = None) -> int:
    """Measure, print, and write the page."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", nargs="?")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--misses", metavar="NAME")
    args = parser.parse_args(argv)
    done = list(rows(folder(args.folder)))
    for row in done:
        print(
            f"{row.name:44} {row.right:4}/{row.cases:4} {row.share:.3f}  left out {dict(row.left)}"
        )
        if args.misses and args.misses in row.name:
            for miss in row.misses:
                print("   ", miss)
    if args.write:
        (HERE / "docs" / "recognizers.md").write_text(document(done), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
