"""Dates of a text with the side and the clause they stand in, completed for its happenings.

Recognised: the dates of find_dates and the days of find/days.py, each on the side of the text's own
day that its clause says (ahead: will, 將, 予定; behind: was, 去年, した); a quarter or half as its
months; a date since which something lasts as a span to the text's month; a report's yesterday from
its own day. Left out: dates inside titles. The words are data (languages/<x>/events.yaml).

    "Since 2022 the two navies have trained together" (in a text of July 2026) -> 2022/2026-07
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any

from communique.find.anchors import anchor_of
from communique.find.context import Scan
from communique.find.days import days_near, starts
from communique.find.gates import gated
from communique.languages import data
from communique.languages.dates import DateMention, resolve
from communique.model.codes import Kind
from communique.model.dates import is_edtf, span

NEAR_NOUN = 24
"""Characters from a date to the noun whose date it is; a longer phrase has a verb of its own."""
LEANS_ON = 20
"""Characters of a clause that lends its subject to the next."""
OPENING = 7
"""Letters before a date that only place it (In, Since early, By the end of are more or less so)."""
SOON = 7
"""Days from a meeting to a report that may call the day before its own yesterday."""
WINDOW = 800
"""Characters on either side of a date in which its clause is looked for."""

_DUE = re.compile(r"[止前内內底]\Z|(?<=[，,])(?:最[迟遲]|不[晚迟遲]|至|截至)")
"""A clause that only says by when, and belongs to the one before."""
_DIVISION = re.compile(r"\d{4}-(?:3[3-9]|4[01])", re.ASCII)
_SPOKEN = re.compile(r"[“「\"][^”」\"]{0,2000}(?:[”」\"]|$)")
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_WRITTEN = frozenset({Kind.NEWS, Kind.ARTICLE})
"""Kinds whose days count from when they came out."""
_REPORTS = frozenset({Kind.NEWS, Kind.ARTICLE, Kind.READOUT, Kind.OTHER})


@dataclass(frozen=True, slots=True)
class Words:
    """The patterns of a language that dates and clauses of happenings need."""

    ends: re.Pattern[str]
    after: re.Pattern[str]
    before: re.Pattern[str]
    ahead: re.Pattern[str]
    behind: re.Pattern[str]
    happened: re.Pattern[str]
    relative: re.Pattern[str]
    figurative: re.Pattern[str]
    since_before: re.Pattern[str]
    since_after: re.Pattern[str]
    begins: re.Pattern[str]
    reports: re.Pattern[str]
    goes_on: re.Pattern[str]
    then: re.Pattern[str]
    during: re.Pattern[str]
    leans: re.Pattern[str]
    no_event_before: re.Pattern[str]
    no_event_behind: re.Pattern[str]
    no_event: re.Pattern[str]
    verbs: re.Pattern[str]
    hangs_on: re.Pattern[str]
    action: re.Pattern[str]
    dateline: re.Pattern[str]
    latin: bool
    bare: int


@cache
def words_of(language: str) -> Words:
    """The patterns of a language, compiled once."""
    given = data(language, "events")
    nouns = "|".join(sorted(map(re.escape, given["nouns"]), key=len, reverse=True))
    latin = language == "en"
    gap = (
        r"(?:\s(?!(?:and|or|with|about|on|to|in|at|for|by|that|[a-z]+ed|held|met|made|took|gave)\b)[\w'’.-]+){0,3}?\s"
        if latin
        else rf"[^\s、，,。；;：:はがをし將将了]{{0,{NEAR_NOUN}}}?"
    )
    link = r"(?:\s(?:of|on|in|at))?" if latin else ""
    head = (
        rf"(?:{nouns})\b"
        if latin
        else rf"(?:{nouns})(?!する|した|して|し、|され|いたし|堂|厅|廳|[员員]|主席|管理|監視団"
        r"|運動)"
    )
    return Words(
        _loosely("|".join(given["clause_ends"])),
        re.compile(gap + head, re.IGNORECASE),
        re.compile(rf"(?:\bthe\s(?:[\w'’.-]+\s){{0,5}})?{head}{link}\s$", re.IGNORECASE),
        _loosely("|".join(given["ahead"])),
        _loosely("|".join(given["behind"])),
        _loosely("|".join(given["happened"])),
        _loosely("|".join(given["relative"])),
        _loosely(given["figurative"]),
        re.compile(given["since_before"], re.IGNORECASE),
        re.compile(given["since_after"]),
        re.compile("|".join(given["begins"])),
        re.compile(given["reports"]),
        re.compile(given["goes_on"]),
        re.compile(given["then"]),
        re.compile(given["during"]),
        re.compile(given["leans"]),
        re.compile(rf"(?:{given['no_event_before']})"),
        re.compile(given["no_event_behind"]),
        re.compile(given["no_event"]),
        re.compile(given["verbs"]),
        re.compile(given["hangs_on"]),
        _action(given),
        re.compile(given["dateline"]),
        latin,
        given["bare"],
    )


def _loosely(pattern: str) -> re.Pattern[str]:
    """A pattern in either case behind its gate, whose letters are in either case too."""
    return re.compile(gated(pattern), re.IGNORECASE)


def _action(given: Mapping[str, Any]) -> re.Pattern[str]:
    """A noun phrase right before a date that says what happened: the return of … in, the accord
    signed on."""
    article = r"\b(?:the|its|their|his|her|our|an?|[A-Z]\w+['’]s)\s"
    verbal = r"\b(?:has|have|had|was|were|is|are|will|that|which|who|and)\b"
    over = rf"(?:(?!{verbal})[^,;.]){{2,90}}?"
    season = r"(?:the\s(?:spring|summer|autumn|fall|winter|end|course|middle|beginning)\sof\s)?"
    action = rf"(?:[\w-]+\s){{0,3}}(?:{'|'.join(given['actions'])}){over}\s(?:in|on|of|during)\s"
    nouns = rf"(?:(?!{verbal}|\b(?:the|an?|to)\b)[\w-]+\s){{1,6}}"
    participle = rf"{nouns}(?:{given['participles']})\s(?:{over}\s)?"
    return re.compile(rf"{article}(?:{action}|{participle}(?:on|in|during)\s){season}$")


def dates_in(scan: Scan, words: Words) -> Iterator[DateMention]:
    """A scan's dates, each completed on the side on which its clause says it lies."""
    anchor = anchor_of(scan)
    sides = {m.start: _side(scan.text, m.start, m.end, words) for m in scan.dates}
    told = _told(scan, anchor)
    resolved = {
        (prefer, day): {m.start: m for m in resolve(list(scan.dates), day, prefer=prefer)}
        for prefer in set(sides.values())
        for day in (anchor, told)
    }
    near = {m.start for m in scan.dates if m.counts and m.counts[0] == "day"}
    if near:
        spoken = [m.span() for m in _SPOKEN.finditer(scan.text)]
        near -= {at for at in near if _inside(spoken, at)}
    near_days = list(_near(scan, told, words))
    yield from near_days
    held = [(m.start, m.end) for m in near_days]
    for start, prefer in sides.items():
        if _inside(held, start):
            continue  # the day before yesterday
        mention = resolved[prefer, told if start in near else anchor][start]
        if mention.from_before and not mention.complete and _DAY.fullmatch(anchor or ""):
            mention = replace(mention, edtf=anchor or "", complete=True)  # 同日, of the text's day
        named = scan.in_title(start)
        if mention.complete and is_edtf(mention.edtf) and not named:
            yield replace(mention, edtf=_period(scan.text, mention, anchor, words))


def _near(scan: Scan, anchor: str | None, words: Words) -> Iterator[DateMention]:
    """Weeks, weekdays and other days counted from the text's own day."""
    if not (anchor and _DAY.fullmatch(anchor)):
        return
    language, text = scan.context.language, scan.text
    places = starts(text, language)
    if not places:
        return
    ahead = {at for at in places if _side(text, at, at + 1, words) == "future"}
    day = date.fromisoformat(anchor)
    yield from days_near(text, language, day, taken=scan.dates, ahead=ahead)


def _told(scan: Scan, anchor: str | None) -> str | None:
    """The day that a report's yesterday counts from: its own, where it came out soon after."""
    header = scan.context.doc.header
    own = header.published
    if header.kind in _WRITTEN and own and _DAY.fullmatch(own) and own >= (anchor or own):
        return own
    if header.kind not in _REPORTS or not (own and anchor):
        return anchor
    if not (_DAY.fullmatch(own) and _DAY.fullmatch(anchor)):
        return anchor
    days = (date.fromisoformat(own) - date.fromisoformat(anchor)).days
    return own if 0 < days <= SOON else anchor


def _inside(spans: list[tuple[int, int]], at: int) -> bool:
    """Whether a place lies inside (not at the start) of one of the spans, which are in order."""
    index = bisect_right(spans, (at,)) - 1
    return index >= 0 and spans[index][0] < at < spans[index][1]


def _side(text: str, start: int, end: int, words: Words) -> str:
    """On which side of the text's own day its clause puts a date."""
    clause = text[slice(*clause_of(text, start, end, words))]
    ahead, behind = bool(words.ahead.search(clause)), bool(words.behind.search(clause))
    return "nearest" if ahead == behind else "future" if ahead else "past"


def _period(text: str, mention: DateMention, anchor: str | None, words: Words) -> str:
    """The date as months where it is a quarter or half, and until the text's day after `since`."""
    edtf = mention.edtf
    if _DIVISION.fullmatch(edtf):
        part = span(edtf)
        return f"{part.first:%Y-%m}/{part.last:%Y-%m}"
    lasts = words.since_before.search(text, max(0, mention.start - 12), mention.start)
    lasts = lasts or words.since_after.match(text, mention.end)
    if lasts and anchor and "/" not in edtf and re.match(r"\d{4}-\d\d", anchor):
        return f"{edtf}/{anchor[:7]}" if edtf < anchor[:7] else edtf
    return edtf


def clause_of(text: str, start: int, end: int, words: Words) -> tuple[int, int]:
    """The clause around a stretch; one with little besides the date takes the next as well."""
    first, last, said = max(0, start - WINDOW), min(len(text), end + WINDOW), False
    earlier = first
    for match in words.ends.finditer(text, first, last):
        if match.end() <= start:
            if words.leans.match(text, match.end()) and match.start() - first <= LEANS_ON:
                continue
            earlier, first = first, match.end()
        elif match.start() >= end:
            said = words.latin and len(re.sub(r"\W", "", text[first:start])) > OPENING
            on = words.goes_on.match(text, end)
            if on and on.end() == match.end():
                continue
            bare = len(re.sub(r"\W", "", text[first : match.start()])) - (end - start)
            if bare <= words.bare and not said:
                if earlier < first and _DUE.search(text, first, match.start()):
                    first, last = earlier, match.start()  # …，至九五年底止；: with what is before
                    break
                continue
            last = match.start()
            break
    for match in words.begins.finditer(text, first, start):
        first = match.end()
    if words.latin and text.startswith(" that ", end):
        last = end  # said on Sunday that …
    return first, last
