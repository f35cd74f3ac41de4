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
from itertools import zip_longest

from communique.find.context import Context, Scan
from communique.find.dated import Words, clause_of, dates_in, words_of
from communique.languages.dates import DateMention
from communique.model.findings import Happening

SHORT = 40
"""Characters of a line that names what its date is of."""
LONG = {True: 48, False: 20}
"""Characters of a clause (of Latin letters, of others) in which a dated phrase is quoted alone."""

VERBOSE = 130
"""Characters of a clause in Latin letters of which only the predicate around the date is quoted."""
PREDICATE = 24
"""Characters a predicate has at least, from its verb to the date."""
LINE = 120
"""Characters up to which a line with bars in it is one of the page."""
NEAR_BEFORE = 48
"""Characters before a date in which a word may say that it only measures."""

SUBJECT = 28
"""Characters of a subject in Han or kana that is quoted before a date."""

_CHAIN = re.compile(
    r"(?:\s(?:of|for|between|on|with|concerning)\s(?:the\s)?[A-Z][\w'’.-]*"
    r"(?:\s(?:and|of|the|for|to|between)(?=\s(?:the\s)?[A-Z])|\s[A-Z][\w'’.-]*){0,30}){0,4}"
)
_DETERMINER = r"\b(?:the|its|their|his|her|our|this|these|an?)\s"
_ANTECEDENT = re.compile(
    rf"{_DETERMINER}(?:(?!{_DETERMINER})[\w'’-]+\s){{0,7}}[\w'’-]+,?\s$"
    r"|(?:^|(?<=[.;] ))(?:[\w'’-]+\s){0,6}[\w'’-]+,\s$",
    re.IGNORECASE,
)
_RELATIVE = re.compile(r"(?:(?:with|for|of|to|under|in|by|at)\s)?(?:which|that|who|whom)\s")
_PARTICIPLE = re.compile(r",\s(?=[a-z]{3,}ed\s)")
_LOOSE = (("day", 0), ("year", 0))
"""Today and this year: happenings only where the clause says what happened."""
_ASIDE = re.compile(r",\s[a-z]{3,}(?:ed|wn|lt|ut|en|ld)\s")
_AND = re.compile(
    r",?\sand\s(?=(?:again\s)?(?:in|on|at|from|for|to|the)\s)|[,;]\s(?=(?:in|on|at)\s)"
)
_CLOSED = re.compile(r",\s|\)")
_NOTED = re.compile(r"[一-龯ァ-ヶー・A-Za-zＡ-Ｚ]{4,30}[（(](?=[^）)]$)")
_NOTE_ENDS = re.compile(r"[一-龯]{1,8}[）)]")
_TOPIC = re.compile(r"^[^、,]{36,}?(?:は|が)[、,]")
_KANA_COMMA = re.compile("(?<=[ぁ-ん])、")
_SHORT_TOPIC = re.compile(r"[^、,]{1,36}(?:は|が)[、,]")


def find_events(context: Context) -> Iterable[Happening]:
    """The dated happenings of a document, one for each date and clause, in order. A phrase that
    names a thing by its year (the 1988 Guidelines) counts where it stands first."""
    named: set[str] = set()
    for scan in context.scans:
        words = words_of(context.language)
        seen: set[tuple[int, int, str]] = set()
        signed = _signed(context, scan)
        if signed:
            yield signed
            continue
        found = [(m, place) for m in dates_in(scan, words) for place in _places(scan, m, words)]
        for (mention, (start, end, rule)), after in zip_longest(found, found[1:]):
            if words.latin:
                start, end = _parted(scan.text, start, end, mention, seen, after)
            if start < end:
                key = (start, end, mention.edtf)
                phrase = scan.text[start:end].casefold() if rule == "phrase" else ""
                if key not in seen and phrase not in named:
                    seen.add(key)
                    named |= {phrase} if phrase else set()
                    yield context.finding(
                        Happening,
                        scan.quote(start, end),
                        rule=f"event-{rule}",
                        confidence=0.8 if rule == "clause" else 0.7,
                        date=mention.edtf,
                        what=scan.text[start:end].strip(),
                    )


def _parted(
    text: str, start: int, end: int, mention: DateMention, seen: set[tuple[int, int, str]],
    after: tuple[DateMention, tuple[int, int, str]] | None,
) -> tuple[int, int]:  # fmt: skip
    """A clause with two dates ("met in Oslo in May and in Rome in June") parted at its "and"."""
    if after and after[1][:2] == (start, end) and after[0].start > mention.end:
        link = _AND.search(text, mention.end, after[0].start)
        end = link.start() if link else end
    elif any(known == start and start < last < mention.start for known, last, _ in seen):
        last = max(last for known, last, _ in seen if known == start and last < mention.start)
        if link := _AND.match(text, last):
            start = link.end()
    return start, end


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


def _places(scan: Scan, mention: DateMention, words: Words) -> Iterator[tuple[int, int, str]]:
    """The stretch that says what happened on a date: a noun phrase around it, else its clause."""
    text = scan.text
    start, end = clause_of(text, mention.start, mention.end, words)
    noted = _NOTED.search(text, max(0, mention.start - 40), mention.start + 1)
    if noted and (closing := _NOTE_ENDS.match(text, mention.end)):
        yield noted.start(), closing.end(), "phrase"  # 相互提供協定（平成30年4月署名）
        return
    if not re.search(r"[^\W\d]", text[start : mention.start] + text[mention.end : end]):
        if len(text) <= SHORT and re.search(r"[^\W\d]", text[:start] + text[end:]):
            yield 0, len(text), "clause"  # 發布日期：… says what it is a date of
        return  # a date by itself: a line of the page, no happening
    if words.figurative.match(text, mention.start) or _measures(text, mention, end, words):
        return
    if mention.counts in _LOOSE[: 1 + words.latin] and not words.happened.search(text, start, end):
        return
    relative = words.relative.match(text, mention.end, end)
    if relative:
        yield mention.start, relative.end(), "phrase"
        return
    phrase = words.after.match(text, mention.end, end)
    then = bool(phrase and words.then.match(text, phrase.end(), end))
    if end - start > LONG[words.latin] or then:
        during = phrase and words.during.match(text, phrase.end(), end)
        named = words.latin and _article(text, mention.start, words) < mention.start
        if phrase and (phrase.end() < end - 4 or named) and not during:
            chain = _CHAIN.match(text, phrase.end(), end) if words.latin else None
            stop = chain.end() if chain else phrase.end()
            yield _article(text, mention.start, words), stop, "phrase"
            return
        before = words.before.search(text, start, mention.start) if words.latin else None
        before = before or _last(words.action, text, start, mention.start)
        if before:
            yield before.start(), mention.end, "phrase"
            return
    dateline = words.dateline.match(text)
    if dateline and mention.end <= dateline.end():
        return  # where and when a report was written
    if dateline and start < dateline.end():
        start = dateline.end()
    begin = _begin(text, start, mention.start, words)
    if words.latin and _ASIDE.match(text, max(0, start - 2)) and _CLOSED.match(text, mention.end):
        end = mention.end  # "The bloc, founded in 1986, accounts for": the aside alone
    if words.latin and end - begin > VERBOSE:
        begin, end = _pared(text, begin, mention, end, words)
    yield begin, end, "clause"


def _last(pattern: re.Pattern[str], text: str, start: int, end: int) -> re.Match[str] | None:
    """The shortest stretch before `end` that a pattern ending there matches."""
    found = None
    for _ in range(6):
        match = pattern.search(text, start, end)
        if match is None or (found and end - match.start() < PREDICATE):
            break
        found, start = match, match.start() + 1
    return found


def _measures(text: str, mention: DateMention, end: int, words: Words) -> bool:
    """Whether a date only measures or names something (compared with 1978, 昨年の貿易額), or its
    clause asks."""
    near = max(0, mention.start - NEAR_BEFORE)
    ends = text[end : end + 2]
    if " | " in text and len(text) < LINE:
        return True  # by whom, where and when: a line of the page
    return bool(
        any(
            match.end() == mention.start
            for match in words.no_event_before.finditer(text[: mention.start], near)
        )
        or words.no_event_behind.match(text, mention.end)
        or words.no_event.search(text[max(0, mention.start - NEAR_BEFORE) : end] + ends.strip())
    )


def _pared(text: str, start: int, mention: DateMention, end: int, words: Words) -> tuple[int, int]:
    """A long clause without the subject before its verb, and without what hangs on behind the
    date."""
    verbs = list(words.verbs.finditer(text, start, mention.start))
    if verbs and mention.start - verbs[-1].start() >= PREDICATE:
        start = verbs[-1].start()
    if words.hangs_on.match(text, mention.end, end) and mention.end - start >= PREDICATE:
        end = mention.end
    return start, end


def _begin(text: str, start: int, date: int, words: Words) -> int:
    """Where a clause is quoted from: a relative clause with its noun, no long topic before it."""
    if words.latin:
        relative = _RELATIVE.match(text, start) or _PARTICIPLE.match(text, max(0, start - 2))
        noun = _ANTECEDENT.search(text, max(0, start - 90), start) if relative else None
        which = relative is not None and relative.re is _RELATIVE
        brief = noun and (which or len(noun[0]) <= date - start + 8)
        if noun and brief and not words.reports.search(noun[0]):
            return noun.start()
        return relative.end() if relative and relative[0] == "that " else start
    topic = _TOPIC.match(text[start:date])
    if not topic and date - start > SUBJECT and not _SHORT_TOPIC.fullmatch(text, start, date):
        commas = [m.end() for m in _KANA_COMMA.finditer(text, start, date - 2)]
        return commas[-1] if commas and date - commas[-1] <= NEAR_BEFORE else date
    return start + topic.end() if topic else start


def _article(text: str, start: int, words: Words) -> int:
    """Where a phrase that begins with a date begins: at its article."""
    return start - 4 if words.latin and text[max(0, start - 4) : start].lower() == "the " else start
