"""Figures as mentions of a thing: what tells whether two figures measure the same.

A mention holds its quantity (trade, exports, a loan …), the works it is for, the names and words of
its sentence and of what stands around, whose it is, from whom to whom, its period, what part of the
thing it is (the first, the rest, an increase), and the years its sentence looks back to. Words are
of languages/*/quantities.yaml. Left out: figures in notes, figures longer than 40 digits.

    "對日輸出" in a table of the two parties Japan and the United States  -> exports, USA to JPN
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from communique.archive.tokens import fold
from communique.check.bounds import Bound, Verdict, bound, compare, unit_class
from communique.check.conflicts import Cited
from communique.check.flows import Flow, by_character, directed, within
from communique.check.quantities import Quantities, Word, knowledge
from communique.check.sentences import LONGEST, Placed, Sentence, cite
from communique.check.slips import MOST_DIGITS
from communique.check.sums import grain
from communique.compare import tokens
from communique.compare.texts import Text
from communique.errors import CommuniqueError
from communique.languages.dates import DateMention, find_dates, resolve
from communique.model import dates
from communique.model.findings import Commitment, Figure
from communique.model.links import Sort, links
from communique.names import Names
from communique.names.mentions import Mention as Name

_CLAUSE = re.compile(r"[,，、;；:：。]|(?<=[a-z]) (?:and|while|but|whereas|which|of which) ")
_BOUNDARY = re.compile(r"[;；。]")
_ACRONYM = re.compile(r"(?<![A-Za-z])[A-Z][A-Z0-9]{2,9}(?![A-Za-z0-9$€£¥])")
_HARD = ("first", "rest", "more", "each", "rise", "fall", "before")
_SOFT = ("yearly", "monthly", "total", "planned")
FLOWS = ("goods", "exports", "imports", "balance")
"""Quantities that go from one state to another; `goods` are exports, and the other's imports, of
which both ends are known.
"""

NARROW = 6
MOST = 2_000
"""Figures of one document that are compared with those of others."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A figure with what it is of. `quantity` is the kind of its clause, `far` that of its sentence
    where the clause names none; `flow` goes from a state to a state; `years` are those its sentence
    or the one before looks at; `reports`: it tells what another text said or promised;
    `guessed`: its words left the unit open.
    """

    cited: Cited
    bound: Bound
    grain: Decimal
    unit: str
    quantity: str | None
    far: str | None
    means: frozenset[str]
    works: frozenset[str]
    around: frozenset[str]
    names: frozenset[str]
    stems: frozenset[str]
    noun: frozenset[str]
    actors: frozenset[str]
    flow: Flow | None
    roles: frozenset[str]
    period: str | None
    years: frozenset[int]
    reports: bool
    promise: str | None
    passage: int
    order: int
    in_table: bool
    guessed: bool

    @property
    def value(self) -> Decimal:
        """The figure's value."""
        return self.cited.value

    def agrees(self, other: Mention, *, strict: bool = False) -> Verdict:
        """Whether two mentions agree, if they are of one thing; see `bounds.compare`. A currency
        that words left open (元) is no other than one that is told.
        """
        unit = self.cited.unit
        if self.unit == other.unit == "money" and (self.guessed or other.guessed):
            unit = other.cited.unit
        return compare(
            (self.value, self.cited.upper, unit, self.bound),
            (other.value, other.cited.upper, other.cited.unit, other.bound),
            (self.grain, other.grain),
            strict=strict,
        )


def mentions(text: Text, found: Sequence[Sentence], names: Names) -> list[Mention]:
    """The mentions of a text that carries findings: those of sentences, then those of tables."""
    counted = {
        link.from_id: link.to_id for link in links(text.findings) if link.sort is Sort.COUNTS
    }
    promises = {f.id: f for f in text.findings if isinstance(f, Commitment)}
    made: list[Mention] = []
    for sentence in found:
        seen = _Seen(text, sentence, names)
        for placed, minutes in _lengths(sentence.figures):
            if _usable(placed.figure) and len(made) < MOST:
                promise = promises.get(counted.get(placed.figure.id, ""))
                mention = _of_sentence(seen, placed, promise, len(made))
                if minutes is not None:
                    whole = replace(mention.cited, value=minutes, unit="minute")
                    mention = replace(mention, cited=whole)
                made.append(mention)
    for figure in text.findings:
        if isinstance(figure, Figure) and figure.table and _usable(figure) and len(made) < MOST:
            made.append(_of_table(text, figure, names, len(made)))
    return made


def _lengths(figures: Sequence[Placed]) -> Iterator[tuple[Placed, Decimal | None]]:
    """The figures of a sentence, hours and the minutes right behind them as one length."""
    skipped = False
    for placed, behind in zip(figures, [*figures[1:], None], strict=True):
        if skipped:
            skipped = False
            continue
        minutes = None
        if behind is not None and (placed.figure.unit, behind.figure.unit) == ("hour", "minute"):
            skipped = behind.start - placed.end <= 5
            if skipped:
                minutes = 60 * placed.figure.value + behind.figure.value
        yield placed, minutes


def _usable(figure: Figure) -> bool:
    parts = figure.value.as_tuple()
    return (
        isinstance(parts.exponent, int) and len(parts.digits) + abs(parts.exponent) <= MOST_DIGITS
    )


def _words(figure: Figure) -> str:
    return " ".join(" ".join(figure.quote.exact).split())


def parties(text: Text) -> tuple[str, ...]:
    """The states a text is about."""
    return tuple(dict.fromkeys((*text.header.event.parties, *text.header.issuers)))


class _Seen:
    """A sentence with what is found in it once for all its figures."""

    def __init__(self, text: Text, sentence: Sentence, names: Names) -> None:
        self.text, self.sentence = text, sentence
        self.words = knowledge(text.language)
        self.said = sentence.words[:LONGEST]
        self.folded = fold(self.said)
        language = text.language
        self.reports = self.words.reports.search(self.folded) is not None
        self.names = list(names.find(self.said, language))
        self.dates = _dates(self.said, text)
        self.concepts = list(self.words.concepts(self.said))
        before = [
            text.passages[at].text
            for at in range(max(0, sentence.number - 2), sentence.number)
            if text.passages[at].paragraph == sentence.passage.paragraph
            or at == sentence.number - 1
        ]
        behind = [
            each.text
            for each in text.passages[sentence.number + 1 : sentence.number + 2]
            if each.paragraph == sentence.passage.paragraph
        ]
        near = [_head(words[-600:], language, names) for words in before]
        near += [_head(words[:300], language, names) for words in behind]
        self.near_names = frozenset(name for _, things, _ in near for name in things)
        self.near_works = {
            w.name for concepts, _, _ in near for w in concepts if w.name in self.words.works
        }
        self.stems = _stems(_without(self.said, sentence.figures), language)
        self.cuts = [0, *(m.start() for m in _CLAUSE.finditer(self.said)), len(self.said)]

    def clause(self, placed: Placed) -> tuple[int, int]:
        """Where the clause around a figure begins and ends; commas within numbers do not part."""
        inner = [c for c in self.cuts if not placed.start < c < placed.end]
        start = max((c for c in inner if c <= placed.start), default=0)
        end = min((c for c in inner if c >= placed.end), default=len(self.said))
        return start, end


def _of_sentence(seen: _Seen, placed: Placed, promise: Commitment | None, order: int) -> Mention:
    text, words = seen.text, seen.words
    start, end = seen.clause(placed)
    inside = [w for w in seen.concepts if start <= w.start and w.end <= end + 1]
    quantity = _nearest([w for w in inside if w.name in words.kinds], placed)
    far = quantity or _nearest(
        [w for w in seen.concepts if w.name in words.kinds and w.end <= placed.start], placed
    )
    if unit_class(placed.figure.unit) == "minute" and any(w.name == "call" for w in seen.concepts):
        quantity = far = "call"
    works = {w.name for w in inside if w.name in words.works}
    works = works or {w.name for w in seen.concepts if w.name in words.works}
    means = {w.name for w in seen.concepts} - words.works - words.kinds
    figure = placed.figure
    own, years = _period(seen, placed, figure, start, end)
    if placed.start - start < NARROW:  # "the first instalment, of US$3 million"
        start = max((cut for cut in seen.cuts if cut < start), default=start)
    lead = seen.folded[max(start, placed.start - 48) : placed.start]
    roles = _roles(
        words, lead, seen.folded[placed.start : min(end, placed.end + 24)], text.language
    )
    actors = _actors(seen.names, placed, start, end)
    if not actors and promise is not None and len(promise.actors) == 1:
        actors = frozenset(promise.actors)
    flow = None
    if far in FLOWS:
        near = [w for w in inside if w.name == far]
        near = near or [w for w in seen.concepts if w.name == far and w.end <= placed.start]
        flow = _flow(seen, near[-1], far, placed) if near else None
        if flow and far != "balance":
            quantity, far = quantity and "goods", "goods"
    noun: frozenset[str] = frozenset()
    if unit_class(figure.unit) == "count":
        noun = _stems(f"{figure.what} {' '.join(figure.quote.exact)}", text.language)
    return Mention(
        cited=cite(text, figure, seen.sentence),
        bound=bound(_words(figure), lead, text.language),
        grain=grain(figure),
        unit=unit_class(figure.unit),
        quantity=quantity,
        far=far,
        means=frozenset(means),
        works=frozenset(works),
        around=frozenset(seen.near_works | seen.near_names),
        names=_things(seen.names) | frozenset(_ACRONYM.findall(seen.said)),
        stems=seen.stems,
        noun=noun,
        actors=actors,
        flow=flow,
        roles=roles,
        period=own,
        years=years,
        reports=seen.reports,
        promise=promise.issue if promise is not None else None,
        passage=seen.sentence.number,
        order=order,
        in_table=False,
        guessed=figure.basis is not None,
    )


def _of_table(text: Text, figure: Figure, names: Names, order: int) -> Mention:
    assert figure.table is not None
    words = knowledge(text.language)
    said = f"{figure.table.row} {figure.table.column}"
    concepts, things, states = _head(said[:200], text.language, names)
    quantity = next((w.name for w in concepts if w.name in words.kinds), None)
    flow = None
    if quantity in FLOWS:
        states = states or by_character(said, parties(text), text.language, names)
        flow = directed(said, states, quantity, parties(text), words)
    if flow and quantity != "balance":
        quantity = "goods"
    return Mention(
        cited=cite(text, figure, None),
        bound=bound(_words(figure), "", text.language),
        grain=grain(figure),
        unit=unit_class(figure.unit),
        quantity=quantity,
        far=quantity,
        means=frozenset(),
        works=frozenset(w.name for w in concepts if w.name in words.works),
        around=frozenset(),
        names=things,
        stems=_stems(said, text.language),
        noun=_stems(said, text.language),
        actors=frozenset(m.id for m in states),
        flow=flow,
        roles=_roles(words, fold(said), "", text.language) & {*_SOFT, "more", "first", "rest"},
        period=figure.period,
        years=frozenset(),
        reports=False,
        promise=None,
        passage=-1,
        order=order,
        in_table=True,
        guessed=figure.basis is not None,
    )


@lru_cache(maxsize=4_000)
def _head(
    said: str, language: str, names: Names
) -> tuple[tuple[Word, ...], frozenset[str], tuple[Name, ...]]:
    found = tuple(names.find(said, language))
    return (
        knowledge(language).concepts(said),
        _things(found),
        tuple(m for m in found if m.kind == "state"),
    )


def _things(found: Iterable[Name]) -> frozenset[str]:
    """Places, organisations and works by their ids; states and people tell too little."""
    return frozenset(m.id for m in found if m.kind in ("place", "organisation") and not m.weak)


def _dates(said: str, text: Text) -> list[DateMention]:
    found = find_dates(said, text.language)
    header = text.header
    anchor = header.event.date or header.published
    try:
        return [d for d in resolve(found, anchor) if d.complete]
    except (ValueError, CommuniqueError):
        return [d for d in found if d.complete]


def _nearest(found: Sequence[Word], placed: Placed) -> str | None:
    """The word nearest to a figure, those before it first."""
    if not found:
        return None

    def far(word: Word) -> int:
        if word.end <= placed.start:
            return placed.start - word.end
        return max(0, word.start - placed.end) + 12

    return min(found, key=far).name


def _without(said: str, figures: Sequence[Placed]) -> str:
    """A sentence without its figures."""
    parts, at = [], 0
    for placed in figures:
        parts += [said[at : max(at, placed.start)], " "]
        at = max(at, placed.end)
    return "".join([*parts, said[at:]])


def _stems(said: str, language: str) -> frozenset[str]:
    common = tokens.common(language)
    keys = [key for key in tokens.keys(said[:1000], language) if not key[0].isdigit()]
    if tokens.by_characters(language):
        return frozenset(a + b for a, b in pairwise(keys) if not (a in common and b in common))
    return frozenset(tokens.stem(key, language) for key in keys if key not in common)


def _period(
    seen: _Seen, placed: Placed, figure: Figure, start: int, end: int
) -> tuple[str | None, frozenset[int]]:
    """The time a figure is of, and the years its sentence names. In Chinese and Japanese the date
    before a number is its own, in English the nearest of the clause.
    """
    years = frozenset(dates.earliest(d.edtf).year for d in seen.dates if dates.is_edtf(d.edtf))
    own = [d for d in seen.dates if start <= d.start and d.end <= end + 1]
    eastern = seen.text.language != "en"
    if eastern:
        before = [d for d in own if d.end <= placed.start]
        near = before[-1:] or own[:1]
        if not near:
            earlier = [
                d
                for d in seen.dates
                if d.end <= placed.start and not _BOUNDARY.search(seen.said, d.end, placed.start)
            ]
            near = earlier[-1:]
    else:
        near = sorted(own, key=lambda d: max(d.start - placed.end, placed.start - d.end))[:1]
    if near:
        return near[0].edtf, years
    return figure.period, years


def _roles(words: Quantities, lead: str, behind: str, language: str) -> frozenset[str]:
    """What part of a thing the words around a figure make it."""
    reach = 40 if language == "en" else 12
    found = set()
    for name in (*_HARD, *_SOFT):
        pattern = words.roles[name]
        if name == "before":
            if any(
                len(lead) - m.end() <= (6 if language == "en" else 1)
                for m in pattern.finditer(lead)
            ):
                found.add(name)
            continue
        if name in ("rise", "fall"):
            near = lead[-(24 if language == "en" else 6) :]
            told = any(len(near) - m.end() <= 8 for m in pattern.finditer(near))
            if language != "en":
                told = told or bool(pattern.match(behind[_number_end(behind) :][:8]))
            if told:
                found.add(name)
            continue
        if pattern.search(lead[-reach:]) or pattern.search(behind):
            found.add(name)
    return frozenset(found)


def _number_end(behind: str) -> int:
    match = re.match(r"[^、，,。]{0,12}?(?=增|減|减|上昇|低下|伸|下降|上升)", behind)
    return match.end() if match else 0


def _actors(found: Sequence[Name], placed: Placed, start: int, end: int) -> frozenset[str]:
    """The state named first in the figure's clause before it, if there is one."""
    states = [m for m in found if m.kind == "state" and start <= m.start and m.end <= placed.start]
    return frozenset({states[0].id}) if states else frozenset()


def _flow(seen: _Seen, word: Word, quantity: str, placed: Placed) -> Flow | None:
    """From whom to whom the goods of a figure go, by the clause of the word for them."""
    low = max((m.end() for m in _CLAUSE.finditer(seen.said, 0, word.start)), default=0)
    after = max(placed.end, word.end)
    high = min((m.start() for m in _CLAUSE.finditer(seen.said, after)), default=len(seen.said))
    both = parties(seen.text)
    return within(
        seen.said, seen.names, quantity, both, seen.words, word=word.start, low=low, high=high
    )
