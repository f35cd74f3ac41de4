"""Events: dated happenings, one for each date a passage names, quoted with the clause it is in.

Recognised: any date that its words or the document's own day complete to a day, month, year or span
(4月10日, "in August 2026", 去年8月, "yesterday"), with the clause that says what happened or will
happen then; inside a noun phrase the phrase alone (去年6月首腦會談, "the 1988 Guidelines for …"). A
month without a year lies ahead or behind as the clause's words say, else at the nearest. Left out:
happenings without a date, and dates that only measure (a financial year of a budget is one). Where
clauses end and which nouns are happenings is data (languages/<x>/events.yaml).

    "The two navies met off Bali in August 2026, and will meet again." -> 2026-08 "The two navies
    met off Bali in August 2026"
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from communique.find.context import Context, Scan
from communique.find.days import days_near, starts
from communique.find.deadlines import anchor_of
from communique.languages import data
from communique.languages.dates import DateMention, resolve
from communique.model.codes import Kind
from communique.model.dates import is_edtf, span
from communique.model.findings import Happening

NEAR_NOUN = 24
"""Characters from a date to the noun whose date it is; a longer phrase has a verb of its own."""
SHORT = 40
"""Characters of a line that names what its date is of."""
LONG = {True: 48, False: 20}
"""Characters of a clause (of Latin letters, of others) in which a dated phrase is quoted alone."""
LEANS_ON = 20
"""Characters of a clause that lends its subject to the next."""
OPENING = 7
"""Letters before a date that only place it (In, Since early, By the end of are more or less so)."""
SOON = 7
"""Days from a meeting to a report that may call the day before its own yesterday."""

_CHAIN = re.compile(
    r"(?:\s(?:of|for|between|on|with|concerning)\s(?:the\s)?[A-Z][\w'’.-]*"
    r"(?:\s(?:and|of|the|for|to|between)(?=\s(?:the\s)?[A-Z])|\s[A-Z][\w'’.-]*){0,30}){0,4}"
)
_DETERMINER = r"\b(?:the|its|their|his|her|our|this|these|an?)\s"
_ANTECEDENT = re.compile(
    rf"{_DETERMINER}(?:(?!{_DETERMINER})[\w'’-]+\s){{0,7}}[\w'’-]+,?\s$", re.IGNORECASE
)
_RELATIVE = re.compile(r"(?:(?:with|for|of|to|under|in|by|at)\s)?(?:which|that|who|whom)\s")
_DIVISION = re.compile(r"\d{4}-(?:3[3-9]|4[01])", re.ASCII)
_SPOKEN = re.compile(r"[“「\"][^”」\"]{0,2000}(?:[”」\"]|$)")
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_REPORTS = frozenset({Kind.NEWS, Kind.ARTICLE, Kind.READOUT, Kind.OTHER})
_TOPIC = re.compile(r"^[^、,]{20,}?(?:は|が)[、,]")


@dataclass(frozen=True, slots=True)
class _Words:
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
    latin: bool


@cache
def _words(language: str) -> _Words:
    given = data(language, "events")
    nouns = "|".join(sorted(map(re.escape, given["nouns"]), key=len, reverse=True))
    latin = language == "en"
    gap = (
        r"(?:\s[\w'’.-]+){0,3}?\s"
        if latin
        else rf"[^\s、，,。；;：:はがをし將将了]{{0,{NEAR_NOUN}}}?"
    )
    link = r"(?:\s(?:of|on|in|at))?" if latin else ""
    head = rf"(?:{nouns})\b" if latin else rf"(?:{nouns})"
    return _Words(
        re.compile("|".join(given["clause_ends"]), re.IGNORECASE),
        re.compile(gap + head, re.IGNORECASE),
        re.compile(rf"(?:\bthe\s(?:[\w'’.-]+\s){{0,5}})?{head}{link}\s$", re.IGNORECASE),
        re.compile("|".join(given["ahead"]), re.IGNORECASE),
        re.compile("|".join(given["behind"]), re.IGNORECASE),
        re.compile("|".join(given["happened"]), re.IGNORECASE),
        re.compile("|".join(given["relative"]), re.IGNORECASE),
        re.compile(given["figurative"], re.IGNORECASE),
        re.compile(given["since_before"], re.IGNORECASE),
        re.compile(given["since_after"]),
        re.compile("|".join(given["begins"])),
        re.compile(given["reports"]),
        re.compile(given["goes_on"]),
        re.compile(given["then"]),
        re.compile(given["during"]),
        re.compile(given["leans"]),
        latin,
    )


def find_events(context: Context) -> Iterable[Happening]:
    """The dated happenings of a document, one for each date and clause, in order."""
    for scan in context.scans:
        words = _words(context.language)
        seen: set[tuple[int, int, str]] = set()
        signed = _signed(context, scan)
        if signed:
            yield signed
            continue
        for mention in _dates(scan, words):
            for start, end, rule in _places(scan, mention, words):
                key = (start, end, mention.edtf)
                if key not in seen:
                    seen.add(key)
                    yield context.finding(
                        Happening,
                        scan.quote(start, end),
                        rule=f"event-{rule}",
                        confidence=0.8 if rule == "clause" else 0.7,
                        date=mention.edtf,
                        what=scan.text[start:end].strip(),
                    )


def _signed(context: Context, scan: Scan) -> Happening | None:
    """A date on a line by itself with the place on the next: where and when a text was signed."""
    alone = len(scan.dates) == 1 and scan.dates[0].complete and _only(scan, scan.dates[0])
    if not alone or scan.index + 1 >= len(context.scans):
        return None
    following = context.scans[scan.index + 1]
    places = [m for m in following.mentions if m.kind == "place"]
    if len(places) != 1 or (places[0].start, places[0].end) != (0, len(following.text)):
        return None
    ranges = (*scan.passage.quote.ranges, *following.passage.quote.ranges)
    return context.finding(
        Happening,
        context.reading.quote(*ranges),
        rule="event-signature",
        confidence=0.9,
        date=scan.dates[0].edtf,
        what=f"{scan.text} {following.text}",
    )


def _only(scan: Scan, mention: DateMention) -> bool:
    """Whether a date is all the letters and figures of a passage."""
    return not re.search(r"\w", scan.text[: mention.start] + scan.text[mention.end :])


def _dates(scan: Scan, words: _Words) -> Iterator[DateMention]:
    """A scan's dates, each completed on the side on which its clause says it lies."""
    anchor = anchor_of(scan)
    sides = {m.start: _side(scan.text, m.start, m.end, words) for m in scan.dates}
    told = _told(scan, anchor)
    resolved = {
        (prefer, day): {m.start: m for m in resolve(list(scan.dates), day, prefer=prefer)}
        for prefer in set(sides.values())
        for day in (anchor, told)
    }
    spoken = [m.span() for m in _SPOKEN.finditer(scan.text)]
    near = {m.start for m in scan.dates if m.counts and m.counts[0] == "day"}
    near -= {at for at in near if any(s < at < e for s, e in spoken)}
    near_days = list(_near(scan, anchor, words))
    yield from near_days
    for start, prefer in sides.items():
        if any(m.start < start < m.end for m in near_days):
            continue  # the day before yesterday
        mention = resolved[prefer, told if start in near else anchor][start]
        named = scan.in_title(start)
        if mention.complete and is_edtf(mention.edtf) and not named:
            yield replace(mention, edtf=_period(scan.text, mention, anchor, words))


def _near(scan: Scan, anchor: str | None, words: _Words) -> Iterator[DateMention]:
    """Weeks, weekdays and other days counted from the text's own day."""
    if not (anchor and _DAY.fullmatch(anchor)):
        return
    language, text = scan.context.language, scan.text
    places = starts(text, language)
    ahead = [at for at in places if _side(text, at, at + 1, words) == "future"]
    day = date.fromisoformat(anchor)
    yield from days_near(text, language, day, taken=scan.dates, ahead=ahead)


def _told(scan: Scan, anchor: str | None) -> str | None:
    """The day that a report's yesterday counts from: its own, where it came out soon after."""
    header = scan.context.doc.header
    own = header.published
    if header.kind not in _REPORTS or not (own and anchor):
        return anchor
    if not (_DAY.fullmatch(own) and _DAY.fullmatch(anchor)):
        return anchor
    days = (date.fromisoformat(own) - date.fromisoformat(anchor)).days
    return own if 0 < days <= SOON else anchor


def _side(text: str, start: int, end: int, words: _Words) -> str:
    """On which side of the text's own day its clause puts a date."""
    clause = text[slice(*_clause(text, start, end, words))]
    ahead, behind = bool(words.ahead.search(clause)), bool(words.behind.search(clause))
    return "nearest" if ahead == behind else "future" if ahead else "past"


def _period(text: str, mention: DateMention, anchor: str | None, words: _Words) -> str:
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


def _places(scan: Scan, mention: DateMention, words: _Words) -> Iterator[tuple[int, int, str]]:
    """The stretch that says what happened on a date: a noun phrase around it, else its clause."""
    text = scan.text
    start, end = _clause(text, mention.start, mention.end, words)
    if not re.search(r"[^\W\d]", text[start : mention.start] + text[mention.end : end]):
        if len(text) <= SHORT and re.search(r"[^\W\d]", text[:start] + text[end:]):
            yield 0, len(text), "clause"  # 發布日期：… says what it is a date of
        return  # a date by itself: a line of the page, no happening
    if words.figurative.match(text, mention.start):
        return
    if mention.counts == ("day", 0) and not words.happened.search(text, start, end):
        return
    relative = words.relative.match(text, mention.end, end)
    if relative:
        yield mention.start, relative.end(), "phrase"
        return
    phrase = words.after.match(text, mention.end, end)
    then = bool(phrase and words.then.match(text, phrase.end(), end))
    if end - start > LONG[words.latin] or then:
        during = phrase and words.during.match(text, phrase.end(), end)
        if phrase and phrase.end() < end - 4 and not during:
            chain = _CHAIN.match(text, phrase.end(), end) if words.latin else None
            stop = chain.end() if chain else phrase.end()
            yield _article(text, mention.start, words), stop, "phrase"
            return
        before = words.before.search(text, start, mention.start) if words.latin else None
        if before:
            yield before.start(), mention.end, "phrase"
            return
    yield _begin(text, start, mention.start, words), end, "clause"


def _begin(text: str, start: int, date: int, words: _Words) -> int:
    """Where a clause is quoted from: a relative clause with its noun, no long topic before it."""
    if words.latin:
        relative = _RELATIVE.match(text, start)
        noun = _ANTECEDENT.search(text, max(0, start - 90), start) if relative else None
        if noun and not words.reports.search(noun[0]):
            return noun.start()
        return relative.end() if relative and relative[0] == "that " else start
    topic = _TOPIC.match(text[start:date])
    return start + topic.end() if topic else start


def _article(text: str, start: int, words: _Words) -> int:
    """Where a phrase that begins with a date begins: at its article."""
    return start - 4 if words.latin and text[max(0, start - 4) : start].lower() == "the " else start


def _clause(text: str, start: int, end: int, words: _Words) -> tuple[int, int]:
    """The clause around a stretch; one with little besides the date takes the next as well."""
    first, last, said = 0, len(text), False
    for match in words.ends.finditer(text):
        if match.end() <= start:
            if words.leans.match(text, match.end()) and match.start() - first <= LEANS_ON:
                continue
            first = match.end()
        elif match.start() >= end:
            said = words.latin and len(re.sub(r"\W", "", text[first:start])) > OPENING
            on = words.goes_on.match(text, end)
            if on and on.end() == match.end():
                continue
            bare = len(re.sub(r"\W", "", text[first : match.start()])) - (end - start)
            if bare <= (10 if words.latin else 4) and not said:
                continue
            last = match.start()
            break
    for match in words.begins.finditer(text, first, start):
        first = match.end()
    if words.latin and text.startswith(" that ", end):
        last = end  # said on Sunday that …
    return first, last
