"""From pairs of mentions to conflicts: which agree, which differ, and what they make together.

A mention that agrees with one figure of another document is no conflict with that document's other
figures. Conflicts that share a figure, or figures that agree, are told as one: the statement in two
languages and the seminar against the news page. Left out: which of the values is right; `expected`
is told of units only, where most say the same.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from communique.check.bounds import Verdict
from communique.check.conflicts import Conflict, Severity, listed, said
from communique.check.likeness import ENOUGH, likeness, shared_words
from communique.check.mentions import FLOWS, Mention
from communique.check.pairing import REPORT, Candidate, Doc, candidates
from communique.check.slips import slip
from communique.compare import encoder as encoders
from communique.compare import tokens
from communique.compare.encoder import Encoder

PROMISING = 1.5
"""Pairs in two languages with such a score are given to the encoder."""

AGREED = 2.0
"""Equal figures are held for the same thing from this score on."""

ENCODED = 20_000
"""At most so many sentences are encoded for one check."""

_LASTING = frozenset(("month", "day", "minute"))
_SHARES = frozenset(("percent", "percentage_point", "percent_of_gdp", "times", "degree"))


@dataclass(frozen=True, slots=True)
class Edge:
    """Two mentions (by number) held for the same thing: where they stand, whether they agree, and
    how sure that is.
    """

    one: int
    other: int
    way: str
    verdict: Verdict
    score: float


def judged(
    docs: Sequence[Doc], mentions: Sequence[Mention], of: Sequence[int], encoder: Encoder | None
) -> Iterator[Edge]:
    """The candidate pairs that are of one thing, with whether they agree."""
    open_: list[tuple[Candidate, Verdict]] = []
    for candidate in candidates(docs, mentions, of):
        one, other = mentions[candidate.one], mentions[candidate.other]
        verdict = one.agrees(other)
        if verdict == "apart":
            continue
        score = likeness(one, other)
        if score is None:
            continue
        if candidate.way == REPORT:
            score += 0.5  # it says which year's text it speaks of
        elif one.actors and one.actors == other.actors and _of_a_meeting(candidate.way):
            score += 0.5
        if score >= AGREED if verdict == "same" else _told(one, other, score, verdict):
            yield Edge(candidate.one, candidate.other, candidate.way, verdict, score)
            continue
        across = tokens.group(one.cited.language) != tokens.group(other.cited.language)
        if across and score >= PROMISING:
            open_.append((candidate, verdict))
    if encoder is not None and open_:
        yield from _by_vectors(open_, mentions, encoder)


def _of_a_meeting(way: str) -> bool:
    return way in ("counterparts", "documents of one meeting")


def _least(verdict: Verdict) -> float:
    return ENOUGH + 0.5 if verdict == "doubtful" else ENOUGH


def _told(one: Mention, other: Mention, score: float, verdict: Verdict) -> bool:
    """Whether what two figures have in common is enough for figures of their sort to differ."""
    if score < _least(verdict):
        return False
    words = shared_words(one, other)
    if one.unit in _LASTING:
        return (one.far == other.far == "call") or words >= 0.7
    if one.unit in _SHARES:
        return bool(one.far and one.far == other.far and (one.period or words >= 0.5)) or (
            words >= 0.7
        )
    if verdict == "unit":
        things = len(one.names & other.names) + len(one.works & other.works)
        return things > 1 or words >= 0.5
    if one.far in ("goods", "exports", "imports"):
        return one.flow is not None and one.flow == other.flow
    if one.far in (*FLOWS, "trade"):
        return bool(one.period and other.period)
    if one.unit == "count":
        return words >= 0.5 or bool(one.names & other.names)
    return bool(
        one.names & other.names
        or one.works & other.works
        or words >= 0.5
        or (one.far and one.far == other.far and one.period)
        or (one.around & (other.names | other.works))
        or (other.around & (one.names | one.works))
    )


def _by_vectors(
    open_: Sequence[tuple[Candidate, Verdict]], mentions: Sequence[Mention], encoder: Encoder
) -> Iterator[Edge]:
    """The pairs in two languages that an encoder's likeness of their sentences makes sure."""
    by_language: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for candidate, _ in open_:
        for number in (candidate.one, candidate.other):
            held = by_language[mentions[number].cited.language]
            if len(held) < ENCODED:
                held.setdefault(mentions[number].cited.sentence, len(held))
    vectors = {
        language: encoders.encode(encoder, list(held), language).unit()
        for language, held in by_language.items()
        if encoder.knows(language)
    }
    for candidate, verdict in open_:
        one, other = mentions[candidate.one], mentions[candidate.other]
        rows = []
        for mention in (one, other):
            language, sentence = mention.cited.language, mention.cited.sentence
            at = by_language[language].get(sentence)
            if language in vectors and at is not None:
                rows.append(vectors[language][at])
        if len(rows) < 2:
            continue
        score = likeness(one, other, cosine=float(rows[0] @ rows[1]))
        if score is None:
            continue
        if score >= AGREED + 0.5 if verdict == "same" else _told(one, other, score, verdict):
            yield Edge(candidate.one, candidate.other, candidate.way, verdict, score)


def grouped(
    mentions: Sequence[Mention], edges: Iterable[Edge], scans: set[str]
) -> Iterator[Conflict]:
    """The conflicts that edges make, each once."""
    known = list(edges)
    agreeing: defaultdict[int, set[int]] = defaultdict(set)
    agreed: set[tuple[int, str]] = set()
    for edge in known:
        if edge.verdict == "same":
            agreeing[edge.one].add(edge.other)
            agreeing[edge.other].add(edge.one)
            agreed.add((edge.one, mentions[edge.other].cited.document))
            agreed.add((edge.other, mentions[edge.one].cited.document))
    differing = _best(
        [edge for edge in known if edge.verdict != "same" and not _settled(edge, mentions, agreed)],
        mentions,
    )
    groups = _together(differing, agreeing)
    for some in groups:
        made = _conflict(mentions, some, agreeing, scans)
        if made is not None:
            yield made


def _settled(edge: Edge, mentions: Sequence[Mention], agreed: set[tuple[int, str]]) -> bool:
    """Whether one of the two agrees with another figure of the other's document."""
    if edge.way == "versions":
        return False
    pairs = (edge.one, mentions[edge.other]), (edge.other, mentions[edge.one])
    return any((number, far.cited.document) in agreed for number, far in pairs)


def _best(edges: Sequence[Edge], mentions: Sequence[Mention]) -> list[Edge]:
    """Of the figures of a document that may be the other of a conflict the likest."""
    best: dict[tuple[int, str], Edge] = {}
    for edge in sorted(edges, key=lambda e: (-e.score, e.one, e.other)):
        keys = (
            (edge.one, mentions[edge.other].cited.document),
            (edge.other, mentions[edge.one].cited.document),
        )
        if any(key in best for key in keys):
            continue
        for key in keys:
            best[key] = edge
    return sorted({*best.values()}, key=lambda e: (e.one, e.other))


def _together(edges: Sequence[Edge], agreeing: dict[int, set[int]]) -> list[list[Edge]]:
    """The edges that share a figure, or figures that agree directly."""
    parent: dict[int, int] = {}

    def root(number: int) -> int:
        parent.setdefault(number, number)
        while parent[number] != number:
            parent[number] = parent[parent[number]]
            number = parent[number]
        return number

    touched = {number for edge in edges for number in (edge.one, edge.other)}
    for edge in edges:
        parent[root(edge.one)] = root(edge.other)
    for number in touched:
        for other in agreeing.get(number, ()):
            if other in touched:
                parent[root(number)] = root(other)
    groups: defaultdict[int, list[Edge]] = defaultdict(list)
    for edge in edges:
        groups[root(edge.one)].append(edge)
    return list(groups.values())


def _conflict(
    mentions: Sequence[Mention],
    edges: Sequence[Edge],
    agreeing: dict[int, set[int]],
    scans: set[str],
) -> Conflict | None:
    numbers = {number for edge in edges for number in (edge.one, edge.other)}
    numbers |= {other for number in numbers for other in agreeing.get(number, ())}
    members = [mentions[number] for number in sorted(numbers)]
    members.sort(key=lambda m: (m.cited.date or "9", m.cited.name, m.cited.quote.start))
    best = max(edges, key=lambda edge: (edge.way == "versions", edge.score))
    one, other = mentions[best.one], mentions[best.other]
    unit = all(edge.verdict == "unit" for edge in edges)
    made = None if unit else slip(one.value, other.value)
    doubtful = all(edge.verdict == "doubtful" for edge in edges)
    severity: Severity = "high" if unit or made or best.way == "versions" else "medium"
    if doubtful:
        severity = "low"
    expected = None
    if unit:
        counts = Counter(member.cited.unit for member in members)
        first, *rest = counts.most_common(2)
        expected = first[0] if not rest or first[1] > rest[0][1] else members[0].cited.unit
    ocr = made is not None and made.scanner and any(m.cited.document in scans for m in members)
    why = _why(members, one, unit=unit, doubtful=doubtful)
    if made is not None:
        why += f"; they differ by {made.words}" if "factor" in made.kind else f"; {made.words}?"
    return Conflict(
        type="unit" if unit else "value",
        figures=tuple(member.cited for member in members),
        expected=expected,
        why=why,
        between=best.way,
        severity=severity,
        slip=made,
        ocr=ocr,
    )


def _why(members: Sequence[Mention], one: Mention, *, unit: bool, doubtful: bool) -> str:
    """The values and who says them."""
    by_value: defaultdict[str, list[str]] = defaultdict(list)
    documents = {member.cited.document for member in members}
    tables = any(member.in_table for member in members)
    for member in members:
        told = said(member.cited.value, member.cited.unit)
        name = f"{member.cited.name} ({member.cited.language})"
        if len(documents) == 1:
            name = "the table" if member.in_table else f"item {member.cited.item or '-'}"
            name = "the text" if tables and not member.in_table else name
        if name not in by_value[told]:
            by_value[told].append(name)
    parts = [f"{value} in {listed(names)}" for value, names in by_value.items()]
    quantity = next((m.far for m in members if m.far), None)
    flow = next((m.flow for m in members if m.flow), None)
    period = next((m.period for m in members if m.period and m.far == quantity), None)
    named = f"goods from {flow[0]} to {flow[1]}" if flow and quantity == "goods" else quantity
    head = ", ".join(part for part in (named, period if quantity else None) if part)
    why = f"{head}: {'; '.join(parts)}" if head else "; ".join(parts)
    if unit:
        why += "; the number is the same, the currency is not"
    if doubtful:
        why += "; arguably no conflict, since one is approximate or a bound"
    return why
