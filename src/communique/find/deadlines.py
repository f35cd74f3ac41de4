"""Deadline and start of a promise, from the dates and lengths of time in its clause.

Recognised: "by the end of 2029", "before July", "in the first half of 2027", "from 1 July 2026",
"within two years" and "over the next three years" (counted from the document's date, as precise
as the unit), 2027年度末までに, 今後五年間, 年内に, 2030年底前, 自…起, 未来五年, 60天内. Parts of
years and financial years become the interval of their months. Left out: dates that are over at the
document's date, lengths of time that count from something else ("within 24 hours of detection"),
"soon". The words are data (languages/<x>/deadlines.yaml).

    "The parties will sign by the end of March 2031 and start from 1 May." -> ("2031-03", None)
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from typing import Any

from communique.find.anchors import anchor_of
from communique.find.context import Scan
from communique.find.fixed_dates import fixed_date, months
from communique.find.kept import Kept
from communique.languages import data, numerals
from communique.languages.dates import DateMention, find_dates, resolve
from communique.model.codes import Kind
from communique.model.dates import is_edtf, span

_WINDOW = 28
_resolved: Kept[Scan, list[DateMention]] = Kept()


@dataclass(frozen=True, slots=True)
class _Words:
    due_before: re.Pattern[str]
    due_after: re.Pattern[str]
    start_before: re.Pattern[str]
    start_after: re.Pattern[str]
    past_before: re.Pattern[str]
    past_after: re.Pattern[str]
    joins: re.Pattern[str]
    lengths: re.Pattern[str]
    fixed: tuple[tuple[re.Pattern[str], str], ...]
    year_end: re.Pattern[str]
    fiscal: re.Pattern[str]
    numbers: Mapping[str, int]
    units: Mapping[str, str]
    then: re.Pattern[str]
    standing: re.Pattern[str]
    day: re.Pattern[str]
    day_before: re.Pattern[str]
    no_date: re.Pattern[str]
    compared: re.Pattern[str]


@cache
def _words(language: str) -> _Words:
    given = data(language, "deadlines")
    number = _either(given["numbers"]) if given["numbers"] else f"[{numerals.char_class()}]{{1,4}}"
    lengths = _numbered(given["lengths"], f"[0-9]{{1,4}}|{number}", _either(given["units"]))
    return _Words(
        due_before=_ending(given["due_before"]),
        due_after=_starting(given["due_after"]),
        start_before=_ending(given["start_before"]),
        start_after=_starting(given["start_after"]),
        past_before=_ending(given["past_before"]),
        past_after=_starting(given.get("past_after", [])),
        joins=_any(given["joins"]),
        lengths=re.compile(lengths, re.IGNORECASE),
        fixed=tuple((re.compile(p, re.IGNORECASE), what) for p, what in given["fixed"].items()),
        year_end=_starting(given["year_end"]),
        fiscal=re.compile(_either(given["fiscal"])),
        numbers=given["numbers"],
        units=given["units"],
        then=_any(given["then"]),
        standing=_any(given["standing_before"]),
        day=_starting(given["day_behind"]),
        day_before=_ending(given.get("day_before", [])),
        no_date=_starting(given["no_date_behind"]),
        compared=_starting(given["compared_behind"]),
    )


def _numbered(patterns: list[str], digits: str, units: str) -> str:
    made = [
        p.replace("{n}", f"(?P<n{i}>{digits})").replace("{unit}", f"(?P<u{i}>{units})")
        for i, p in enumerate(patterns)
    ]
    return "|".join(f"(?:{p})" for p in made) or "(?!)"


def _either(words: Any) -> str:
    return "|".join(re.escape(str(w)) for w in sorted(words, key=lambda w: -len(str(w)))) or "(?!)"


def _any(patterns: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{p})" for p in patterns) or "(?!)", re.IGNORECASE)


def _ending(patterns: list[str]) -> re.Pattern[str]:
    either = "|".join(f"(?:{p})" for p in patterns) or "(?!)"
    return re.compile(rf"(?:{either})\s?$", re.IGNORECASE)


def _starting(patterns: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{p})" for p in patterns) or "(?!)", re.IGNORECASE)


def dates_of(scan: Scan) -> list[DateMention]:
    """The dates of a scan, completed from the document's day, ahead rather than back."""
    if scan not in _resolved:
        mentions = list(scan.dates)
        if any(m.rule == "fiscal-year" or "fiscal" in m.rule for m in mentions):
            mentions = find_dates(scan.text, scan.context.language, country=_country(scan))
        anchor = anchor_of(scan)
        lent = _date_before(scan) if any(m.from_before for m in mentions) else []
        resolved = resolve([*lent, *mentions], anchor, prefer="future")[len(lent) :]
        dated = (m for m in resolved if m.complete and is_edtf(m.edtf))
        _resolved[scan] = [_with_day(m, scan) for m in dated if not scan.in_title(m.start)]
    return _resolved[scan]


def _date_before(scan: Scan) -> list[DateMention]:
    """The last date of the passages just before (同年, 翌日 count from it), too far off to lend
    its year to anything else."""
    for earlier in reversed(scan.context.scans[max(0, scan.index - 3) : scan.index]):
        if found := dates_of(earlier):
            return [replace(found[-1], start=-1002, end=-1001)]
    return []


def _with_day(mention: DateMention, scan: Scan) -> DateMention:
    """30日前 behind a month is a deadline, not the thirtieth day ago; "the 30th of this month"."""
    if mention.precision != "month":
        return mention
    words, low = _words(scan.context.language), max(0, mention.start - _WINDOW)
    if day := words.day.match(scan.text, mention.end):
        end = day.end(1) + 1
    elif day := words.day_before.search(scan.text, low, mention.start):
        end = mention.end
    else:
        return mention
    edtf = f"{mention.edtf}-{int(day[1]):02d}"
    return replace(mention, edtf=edtf, end=end) if is_edtf(edtf) else mention


def deadline(scan: Scan, start: int, end: int) -> tuple[str | None, str | None]:
    """By when and from when (EDTF) a promise at `start` to `end` of a scan's text holds.

    Dates with a word of deadline go before those without; dates that were over on the document's
    day are none.
    """
    words = _words(scan.context.language)
    text, anchor = scan.text, anchor_of(scan)
    today = span(anchor).first if anchor else None
    strong: str | None = None
    weak: str | None = None
    begins: str | None = None
    for mention in dates_of(scan):
        if mention.start < start or mention.end > end:
            continue
        if mention.precision == "year" and words.no_date.match(text, mention.end - 1):
            continue
        if words.compared.match(text, mention.end):
            continue
        role = _role(words, text, mention, start, end)
        first, last = _halves(words, text, mention)
        over = today is not None and _over(last or mention.edtf, today)
        told = scan.context.doc.header.kind is Kind.ARTICLE and role == "due"
        if role == "past" or (over and not told):
            continue  # a study tells of promises that were due before it
        if role == "start":
            begins = begins or months(first or mention.edtf)
            strong = strong or (months(last) if last else None)
        elif first and last:
            begins, strong = begins or months(first), strong or months(last)
        elif role == "due":
            strong = strong or _due(words, text, mention)
        else:
            weak = weak or _due(words, text, mention)
    due = strong or weak or _counted(words, scan, start, end, anchor, begins)
    return due, begins


def _role(words: _Words, text: str, mention: DateMention, start: int, end: int) -> str:
    before = text[max(start, mention.start - _WINDOW) : mention.start]
    after = text[mention.end : min(end, mention.end + _WINDOW)]
    if words.past_before.search(before) or words.past_after.match(after):
        return "past"
    if words.start_after.match(after) or words.start_before.search(before):
        return "start"
    if words.due_after.match(after) or words.due_before.search(before):
        return "due"
    return ""


def _halves(words: _Words, text: str, mention: DateMention) -> tuple[str | None, str | None]:
    """The ends of "from A to B" where both are months or years; days are one meeting's."""
    first, slash, last = mention.edtf.partition("/")
    if not slash or len(first) > 7 or mention.rule in ("part-of-year", "season"):
        return None, None
    joined = words.joins.search(text, mention.start, mention.end)
    return (first, last) if joined else (None, None)


def _over(edtf: str, today: date) -> bool:
    """Whether a date is behind; the document's own day promises nothing either."""
    given = span(edtf)
    return given.last < today or (given.precision == "day" and given.last == today)


def _due(words: _Words, text: str, mention: DateMention) -> str:
    """A date as a deadline: 年度末 is its last month."""
    edtf = months(mention.edtf)
    if "/" in edtf and words.year_end.match(text, mention.end):
        return span(edtf).last.isoformat()[:7]
    return edtf


def _counted(
    words: _Words, scan: Scan, start: int, end: int, anchor: str | None, begins: str | None
) -> str | None:
    """A deadline in words: counted from the document's day, the year's end, or the date before."""
    if anchor is None:
        return None
    clause = scan.text[start:end]
    today = span(anchor).first
    for match in words.lengths.finditer(clause):
        if words.standing.search(clause, max(0, match.start() - 30), match.start()):
            continue
        made = _length(words, match, span(begins).first if begins else today, begun=bool(begins))
        if made and begins and len(begins) == 4 and made > begins:
            return f"{int(made[:4]) - 1:04d}" if made.endswith("-01") else made
        if made:
            return made
    for pattern, what in words.fixed:
        if found := pattern.search(clause):
            given = (
                scan.context.language,
                today,
                _country(scan),
                _year_before(scan, start + found.start()),
            )
            if made := fixed_date(what, found, *given):
                return made
    if words.then.search(clause):
        earlier = [m for m in dates_of(scan) if m.end <= start + len(clause)] or _date_before(scan)
        return months(earlier[-1].edtf) if earlier else None
    return None


def _country(scan: Scan) -> str | None:
    """The state whose financial year a text means: one named beside it, else its issuer."""
    header = scan.context.doc.header
    parties = (*header.issuers, *header.event.parties)
    named = [m.id for m in scan.mentions if m.kind == "state"]
    return next((c for c in named if c in parties), next(iter((*parties, *named)), None))


def _year_before(scan: Scan, at: int) -> int:
    """The year of the last date before a place in a scan's text; 0 if there is none."""
    earlier = [m for m in dates_of(scan) if m.end <= at]
    return span(earlier[-1].edtf).last.year if earlier else 0


def _length(words: _Words, match: re.Match[str], today: date, *, begun: bool) -> str | None:
    """The end of a length of time; one that has `begun` on its first day or month ends before it
    comes again."""
    found = {k[0]: v for k, v in match.groupdict().items() if v}
    unit = words.units.get(found.get("u", "").lower())
    count = _count(words, found.get("n", ""))
    if unit is None or count is None or not 0 < count <= 400:
        return None
    if unit in ("day", "week"):
        days = count * (7 if unit == "week" else 1) - begun
        return (today + timedelta(days=days)).isoformat()
    ahead = today.month - 1 - begun + count * {"month": 1, "year": 12, "decade": 120}[unit]
    year = today.year + ahead // 12
    return f"{year:04d}-{ahead % 12 + 1:02d}" if year < 9999 else None


def _count(words: _Words, text: str) -> int | None:
    if text.lower() in words.numbers:
        return words.numbers[text.lower()]
    return numerals.integer(text) if text else None
