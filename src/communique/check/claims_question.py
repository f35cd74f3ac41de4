"""A claim's words as a question: what is asked of which words, on what, since when.

Words in quotation marks come first, then those that the names tables know, then what stands where
the language's patterns say that words are spoken of. Of several words all must stand in one
passage; states and places beside other words, and what stands behind "on" or 在…上, are the
*context* in which they must stand. What a claim says of the kind of document, of parties and of
time becomes its scope. Left out: words that mean the same but that no table knows, which a person
can add (`--term`); irony and hedges.

    >>> from communique.names import load
    >>> asked = question("The statement mentions coercion for the first time.", "en", load())
    >>> asked.type.value, asked.asks, [group.label for group in asked.terms]
    ('first', 'absent', ['coercion'])
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Literal, TypeAlias

from communique.check.claims_language import LanguageWords, language_words
from communique.check.claims_table import Group, TableMention, literal, mentions
from communique.find.claims import claims_in
from communique.languages.dates import find_dates
from communique.languages.numerals import integer
from communique.model import dates
from communique.model.codes import Kind, Level
from communique.model.findings import ClaimType
from communique.model.quotes import Range
from communique.names import Names

Asks: TypeAlias = Literal["absent", "present", "largest", "smallest"]
"""What would bear a claim out: words in no document of the scope, words in every one, a figure
larger or smaller than its likes."""

LONGEST = 4_000
"""Characters of a claim that are read; a whole document is no claim."""

_QUOTES = tuple(
    map(
        re.compile,
        (
            *("「([^「」]{1,200})」", "『([^『』]{1,200})』"),
            *("“([^“”]{1,200})”", "‘([^‘’]{1,200})’"),
            *(r'"([^"]{1,200})"', r"(?<!\w)'([^']{1,200})'(?!\w)"),
        ),
    )
)
_EDGES = " \t\n　,，、;；:：.。!！?？—–-“”‘’「」『』\"'（）()《》"
_MOST = 12
"""Quotations of a claim that are looked for."""

_PHRASE = 4
"""Characters of Chinese or Japanese, twice the words of English, up to which words are a term."""

_NEXT = 10
"""Characters that may stand between "since" and its date."""

_KANA = re.compile("[\u3041-\u309f]{1,4}")
"""Particles, which are no words to look for."""

_SENTENCE_LIKE = 12
"""Characters of Chinese or Japanese, half the words of English, from which a quotation is a
sentence and not a word."""


@dataclass(frozen=True, slots=True)
class Question:
    """A claim as it was understood.

    `terms` must all stand in one passage, in the `context` (which may stand around it). `after` is
    from when, `for_years` for how long; `about` is the date of the document spoken of, `own` that
    it is the one of the day, `years_ago` that it is of so many years before, `last` how many
    documents are spoken of, `through` the first and last date of a period, `until` from when
    it was otherwise. `only`: no other
    document of the scope is said to have the words, not only no earlier one. `perhaps` are the
    states that a character may stand for, where the tables took one of several. `ever`: silence is
    claimed of all times and not of one document.
    `world`: the claim is about the world and not about words of documents; `happens` is then the
    family of things that happen. `graded`: it says how much and not what. `back`: it points to the
    sentence before. `sure`: that it is a claim, and of which type, was found.
    """

    text: str
    language: str
    type: ClaimType
    asks: Asks
    terms: tuple[Group, ...] = ()
    context: tuple[Group, ...] = ()
    kinds: tuple[Kind, ...] = ()
    levels: tuple[Level, ...] = ()
    parties: tuple[str, ...] = ()
    both: bool = False
    after: str | None = None
    about: str | None = None
    own: bool = False
    years_ago: int | None = None
    last: int | None = None
    for_years: int | None = None
    through: tuple[str, str] | None = None
    until: str | None = None
    only: bool = False
    perhaps: tuple[tuple[str, tuple[str, ...]], ...] = ()
    ever: bool = False
    happens: str = ""
    world: bool = False
    graded: bool = False
    back: bool = False
    sure: bool = True

    @property
    def phrase(self) -> str:
        """Words of the claim that no table knows and that are too many for a term, or nothing:
        that they do not stand together says little."""
        return next((g.label for g in self.terms if g.guessed and _phrase_like(g.label)), "")

    @property
    def sentence(self) -> str:
        """The one quoted sentence that is asked for, or nothing."""
        if len(self.terms) == 1 and _sentence_like(self.terms[0].label):
            return self.terms[0].label
        return ""


def question(
    claim: str,
    language: str,
    names: Names,
    *,
    type: ClaimType | None = None,
    sentence: str = "",
    start: int = 0,
) -> Question:
    """The question a claim asks. `sentence` is the passage it stands in, from `start`; `type` is
    what a finding says that it is. Nothing is raised: what was not understood stays empty.
    """
    claim = claim[:LONGEST]
    words = language_words(language)
    around = sentence or claim
    start = start if sentence else 0
    span = (start, start + len(claim))
    kind, sure = (type, True) if type else _type(claim, language, words)
    if kind is ClaimType.ALWAYS and type is None and words.only.search(claim):
        kind = ClaimType.FIRST
    if kind is ClaimType.OMISSION and words.lacks_none.search(claim):
        kind = ClaimType.ALWAYS
    since = _since(around, span, language, words)
    after = _date_in(since, around, language) if since else None
    ever = bool(words.denies.search(claim))
    if words.last_use.search(claim) and (kind is ClaimType.OMISSION or not sure):
        dated = after or _date_in(span, around, language) or _year_in(claim)
        if dated:
            kind, sure, after, ever = ClaimType.OMISSION, True, dated, True
    made = Question(
        claim,
        language,
        kind,
        _asks(kind, claim, words),
        after=after,
        kinds=_kinds(claim, around, words),
        levels=_levels(claim, words),
        both=bool(words.both.search(claim)),
        own=bool(words.own.search(claim)),
        years_ago=next((n for cue, n in reversed(words.years_ago) if cue.search(claim)), None),
        last=_last(claim, words),
        through=_through(claim, words),
        until=_until(claim, kind, words),
        only=_only(claim, kind, words),
        ever=ever,
        graded=kind in _GRADED and bool(words.graded.search(claim)),
        for_years=_for_years(claim, words),
        back=bool(words.back.search(claim)),
        sure=sure,
    )
    made = _with_terms(made, around, span, since, names, words)
    if made.kinds and not made.through and not (ever and after):
        states = [(m.start, m.end) for m in names.find(around, language) if m.kind == "state"]
        made = replace(made, about=_about(around, span, since, language, words, states))
    told = claim
    if words.bare.fullmatch(claim.strip(_EDGES)):  # what it is about follows in the sentence
        told = around[start:]
    happens, world = _world(made, told, words, found=type is not None)
    return replace(made, happens=happens, world=world)


def _type(claim: str, language: str, words: LanguageWords) -> tuple[ClaimType, bool]:
    first = next(cue for kind, cue in words.types if kind is ClaimType.FIRST)
    if words.lacking(claim) and first.search(claim):
        return ClaimType.FIRST, True
    found = claims_in(claim, language)
    if found:
        return found[0][0], True
    for kind, cue in words.types:
        if cue.search(claim):
            return kind, True
    return ClaimType.FIRST, False


def _asks(kind: ClaimType, claim: str, words: LanguageWords) -> Asks:
    if kind is ClaimType.SUPERLATIVE:
        return "smallest" if words.least.search(claim) else "largest"
    if kind is ClaimType.ALWAYS:
        if words.lacks_none.search(claim):
            return "present"
        return "absent" if words.denies.search(claim) else "present"
    if kind is ClaimType.FIRST and words.lacking(claim):
        return "present"
    return "absent"


def _since(text: str, span: Range, language: str, words: LanguageWords) -> Range | None:
    """Where the claim, or the clause before it, says from when; no further than a date that stands
    at once behind its first word."""
    found = [m.span() for m in words.since.finditer(text) if m.start() < span[1]]
    inside = [place for place in found if place[1] > span[0] - 2]
    if not inside:
        return None
    start, end = inside[0]
    for mention in find_dates(text, language, start=start, end=end):
        if mention.start - start <= _NEXT and language == "en":
            return start, mention.end
    return start, end


def _date_in(place: Range, text: str, language: str) -> str | None:
    found = [m for m in find_dates(text, language, start=place[0], end=place[1]) if m.complete]
    return found[0].edtf if found and dates.is_edtf(found[0].edtf) else None


def _year_in(claim: str) -> str | None:
    found = re.search(r"(?<![0-9])((?:19|20)[0-9]{2})(?![0-9])", claim)
    return found[1] if found else None


def _through(claim: str, words: LanguageWords) -> tuple[str, str] | None:
    """The first and last year of a period: between 2004 and 2019."""
    found = words.within.search(claim)
    return (found["from"], found["to"]) if found and found["from"] <= found["to"] else None


def _only(claim: str, kind: ClaimType, words: LanguageWords) -> bool:
    """Whether no other document is said to have it; "first … only in 2018" says no more than
    first."""
    firsts = [cue for each, cue in words.types if each is ClaimType.FIRST]
    first = any(cue.search(claim) for cue in firsts)
    return kind is ClaimType.FIRST and not first and bool(words.only.search(claim))


def _until(claim: str, kind: ClaimType, words: LanguageWords) -> str | None:
    """Until when it was so, of a claim over a time."""
    found = words.until.search(claim) if kind in (ClaimType.OMISSION, ClaimType.ALWAYS) else None
    return found["date"] if found else None


def _kinds(claim: str, around: str, words: LanguageWords) -> tuple[Kind, ...]:
    """The kinds of documents a claim speaks of; where it says "statement" and a press conference
    is where it was said, the more special word wins."""
    for text in (claim, around):
        found = [kind for kind, cue in words.kinds if cue.search(text)]
        if found:
            return tuple(found[:1]) if Kind.JOINT_STATEMENT in found else tuple(found)
    return ()


def _levels(claim: str, words: LanguageWords) -> tuple[Level, ...]:
    """The levels of the documents a claim speaks of: words of one beside a word for a document."""
    kinds = [match.span() for _, cue in words.kinds for match in cue.finditer(claim)]
    return tuple(
        level
        for level, cue in words.levels
        if any(
            match.start() < end + 4 and start - 4 < match.end()
            for match in cue.finditer(claim)
            for start, end in kinds
        )
    )


def _last(claim: str, words: LanguageWords) -> int | None:
    match = words.last_few.search(claim)
    if not match:
        return None
    number = match["number"].casefold()
    return words.numbers.get(number) or (int(number) if number.isdigit() else None)


def _for_years(claim: str, words: LanguageWords) -> int | None:
    """For how many years a claim says that something was not."""
    for cue, factor in words.for_years:
        match = cue.search(claim)
        if match is None:
            continue
        if "number" not in cue.groupindex:
            return factor
        number = words.numbers.get(match["number"].casefold()) or integer(match["number"])
        return number * factor if number else None
    return None


def _about(
    text: str,
    span: Range,
    since: Range | None,
    language: str,
    words: LanguageWords,
    states: Sequence[Range],
) -> str | None:
    """The date of the document spoken of: one that stands before its kind, and says no since. Its
    parties may stand between (the 2012 Japan-Philippines joint statement)."""
    for mention in find_dates(text, language, start=span[0], end=min(span[1], len(text))):
        if not mention.complete or not dates.is_edtf(mention.edtf):
            continue
        if since and since[0] <= mention.start < since[1]:
            continue
        end = _behind_states(text, mention.end, states, words)
        beside = text[max(0, mention.start - 32) : end + 12]
        if any(cue.search(beside) for _, cue in words.kinds):
            return mention.edtf
    for year in _YEAR.finditer(text, *span):  # "the 1981 communiqué"
        end = _behind_states(text, year.end(), states, words)
        if since and since[0] <= year.start() < since[1]:
            continue
        if any(cue.match(text, end) for _, cue in words.kinds):
            return year[1]
    return None


def _behind_states(text: str, at: int, states: Sequence[Range], words: LanguageWords) -> int:
    """Behind the states that stand one after another from a place, and what joins them."""
    ends = dict(states)
    while True:
        joined = words.joins.match(text, at)
        behind = joined.end() if joined else at
        if behind not in ends:
            return behind if behind in ends.values() or at in ends.values() else at
        at = ends[behind]


def _of_kinds(
    states: Sequence[Range], kinds: Sequence[Range], text: str, words: LanguageWords
) -> tuple[Range, ...]:
    """The states that stand before a kind of document and say whose it is."""
    starts = {start for start, _ in kinds}
    before = [each for each in states if _behind_states(text, each[1], states, words) in starts]
    behind = []
    for _, end in kinds:
        if joined := words.whose.match(text, end):
            last = _behind_states(text, joined.end(), states, words)
            behind += [each for each in states if joined.end() <= each[0] and each[1] <= last]
    return tuple(dict.fromkeys((*before, *behind)))


def _world(asked: Question, claim: str, words: LanguageWords, *, found: bool) -> tuple[str, bool]:
    """The family of things that happen that a claim is about, and whether it is about the world at
    all: no words or documents are spoken of in it, and nothing is quoted in one that was typed."""
    quoted = not found and any(marks.search(claim) for marks in _QUOTES)
    if quoted or words.says.search(claim):
        return "", False
    family = next((name for name, cue in words.happenings.items() if cue.search(claim)), "")
    return family, bool(family) or (found and asked.type is not ClaimType.OMISSION)


@dataclass(frozen=True, slots=True)
class _Reading:
    """What reading the terms of a claim needs: the text around it, its place, what is no term."""

    text: str
    span: Range
    barred: tuple[Range, ...]
    language: str
    names: Names
    words: LanguageWords


def _with_terms(
    asked: Question,
    text: str,
    span: Range,
    since: Range | None,
    names: Names,
    words: LanguageWords,
) -> Question:
    """The question with its terms and context, and the parties that it names."""
    scope = [m.span() for _, cue in (*words.kinds, *words.levels) for m in cue.finditer(text)]
    states = [m for m in names.find(text, asked.language) if m.kind == "state"]
    paired = [(m.start, m.end) for m in states if m.part != "name"]
    every = [(m.start, m.end) for m in states]
    whose = _of_kinds(every, scope, text, words)
    barred = (*scope, *paired, *whose, *((since,) if since else ()), *_cues(text, span))
    at = _Reading(text, span, barred, asked.language, names, words)
    quotes = list(dict.fromkeys(islice(_quoted(text, span), _MOST)))
    quoted = [literal(each, names) for each in quotes]
    held = mentions(text, asked.language, names)
    useful = [m for m in held if not _overlaps((m.start, m.end), barred)]
    inside = [m for m in useful if span[0] <= m.start < span[1]]
    places = [m.span("topic") for m in words.topics.finditer(text)]
    topical = [m for m in useful if m.start < span[1] and _within(m, places)]
    topics = [m.group for m in topical]
    terms = quoted or [m.group for m in inside if m not in topical and not m.group.place]
    context = [m.group for m in inside if m.group.table == "places"] if not quoted else []
    pair = _pair(at) if not quoted and len(dict.fromkeys(terms)) < 2 else []
    if pair:
        terms = pair
    lacked = words.lacking(asked.text) if asked.type is ClaimType.FIRST else None
    if lacked and not quoted:
        start, end = (span[0] + each for each in lacked.span("term"))
        terms, context = _spoken(text[slice(*_cut(start, end, at))], at) or terms, []
    elif not terms:
        terms = _objects(at, slice(*span))
        if context and not any(group.id for group in terms):
            terms = context
        context = []
        if not terms:
            terms, topics = topics, []
        named = [m.group for m in inside if m.group.table == "states" and m not in topical]
        if not terms and len(named) % 2:  # of three states the two before are the parties
            terms = named[-1:]
        if not terms and span[1] < len(text):  # "For the first time since 2012, the two …"
            terms = _following(at, useful)
        if not terms and asked.type is ClaimType.OMISSION:  # "the matter of X …, but not a word"
            terms = _objects(at, slice(0, span[0]))
    terms, more = _apart(terms)
    used = {group.label for group in terms}
    context = [g for g in dict.fromkeys((*topics, *context, *more)) if g.label not in used]
    parties = {m.id for m in states if span[0] <= m.start < span[1]}
    parties -= {group.id for group in (*terms, *context)}
    named_as = {m.id for m in states if (m.start, m.end) in whose and span[0] <= m.start < span[1]}
    parties = named_as if len(named_as) > 1 else parties
    return replace(
        asked,
        terms=tuple(dict.fromkeys(terms)),
        context=tuple(context[:2]),
        parties=tuple(sorted(parties)),
        perhaps=tuple(
            (m.id, tuple(sorted(each.id for each in m.others)))
            for m in states
            if m.others and m.id in parties
        ),
    )


def _following(at: _Reading, useful: Sequence[TableMention]) -> list[Group]:
    """The terms of what follows in the sentence, where the claim itself is only that it is new."""
    if at.words.bare.fullmatch(at.text[slice(*at.span)].strip(_EDGES)) is None:
        return []
    known = [m.group for m in useful if m.start >= at.span[1] and not m.group.place]
    return known[:2] or _objects(at, slice(at.span[1], None))


def _pair(at: _Reading) -> list[Group]:
    """Two terms that are said to stand together, by the language's patterns."""
    for pattern in at.words.pairs:
        if match := pattern.search(at.text, *at.span):
            found = [_spoken(match[name], at)[:1] for name in ("one", "other")]
            if all(found) and found[0] != found[1]:
                return [group for each in found for group in each]
    return []


def _quoted(text: str, span: Range) -> Iterator[str]:
    """Words in quotation marks within a claim, marks just outside it too; not the claim itself."""
    found = sorted((m.span(), m[1]) for marks in _QUOTES for m in marks.finditer(text))
    for (start, end), quoted in found:
        if start < span[0] - 1 or end > span[1] + 1 or (start <= span[0] and end >= span[1]):
            continue
        if words := quoted.strip(_EDGES):
            yield words


def _cues(text: str, span: Range) -> tuple[Range, ...]:
    """Where the words stand that make it a claim ("for the first time"): no terms."""
    return tuple(match.span() for match in _CLAIMING.finditer(text, *span))


def _overlaps(place: Range, others: Sequence[Range]) -> bool:
    return any(place[0] < end and start < place[1] for start, end in others)


def _within(mention: TableMention, places: Sequence[Range]) -> bool:
    return any(start <= mention.start < end for start, end in places)


def _apart(terms: Sequence[Group]) -> tuple[list[Group], list[Group]]:
    """Terms, and the states and places among them as context, where there are others."""
    others = [group for group in terms if not group.place]
    if not others:
        return list(terms), []
    return others, [group for group in terms if group.place]


def _objects(at: _Reading, where: slice) -> list[Group]:
    """What is spoken of by the language's patterns, of the first pattern that gives words."""
    part, offset = at.text[where], where.start or 0
    for pattern in at.words.objects:
        for match in pattern.finditer(part):
            start, end = (each + offset for each in match.span("term"))
            if found := _spoken(at.text[slice(*_cut(start, end, at))], at):
                return found
    return []


def _cut(start: int, end: int, at: _Reading) -> Range:
    """A stretch without the words of the scope and of the claim that lead, trail or part it: of
    Japanese, whose verb comes last, what is behind them is kept, else what is before."""
    for first, last in at.barred:
        if first <= start < last:
            start = min(last, end)
        elif start <= first < end:
            if at.language == "ja" and last < end:
                start = last
            else:
                end = first
    return start, end


def _spoken(words: str, at: _Reading) -> list[Group]:
    """The groups of words that are spoken of: those of the tables, else the words themselves.

    Words of Chinese or Japanese without a space may be more than one thing: what stands behind a
    state or a place is the thing, the state its context.
    """
    words = _trimmed(words, at.words)
    if not re.search(r"\w", words) or at.words.generic.match(words) or _KANA.fullmatch(words):
        return []
    known = mentions(words, at.language, at.names)
    things = [m.group for m in known if not m.group.place]
    if things:
        return things
    if at.language == "en":
        parts = words.split()
        while parts and at.words.generic.match(parts[0]):
            parts = parts[1:]
        words = " ".join(parts)
        places = [m.group for m in known if m.end - m.start >= len(words) - 1]
        return places or ([_guess(words, at)] if words else [])
    if not known:
        return [_guess(words, at)]
    rest = _trimmed(words[known[-1].end :], at.words)
    return [*([_guess(rest, at)] if len(rest) > 1 else []), *(m.group for m in known)]


def _guess(words: str, at: _Reading) -> Group:
    """Words as they stand in the claim."""
    made = literal(words, at.names)
    return made if made.id else replace(made, guessed=True)


def _trimmed(words: str, cut: LanguageWords) -> str:
    words, before = words.strip(_EDGES), ""
    while words != before:
        before, words = words, cut.trims.sub("", words).strip(_EDGES)
    return words


_YEAR = re.compile(r"\b((?:18|19|20)[0-9]{2})\s(?:joint\s|leaders[’']?\s)?", re.ASCII)

_GRADED = (ClaimType.FIRST, ClaimType.UNPRECEDENTED, ClaimType.SUPERLATIVE)

_CLAIMING = re.compile(
    r"for the first time|first[- ]ever|first time|unprecedented|初めて|史上初|初となる|首次|首度"
    "|前所未有|史無前例|前例のない",
    re.IGNORECASE,
)


def _phrase_like(words: str) -> bool:
    return len(words.split()) > _PHRASE // 2 if words.isascii() else len(words) > _PHRASE


def _sentence_like(words: str) -> bool:
    if words.isascii():
        return len(words.split()) >= _SENTENCE_LIKE // 2
    return len(words) >= _SENTENCE_LIKE
