"""Figures that disagree, over texts or a library: the same thing told with different values, sums
that fail, a currency mistaken.

    with Archive.open("communique.db") as archive:
        found = check_figures(Library(archive))
        for conflict in found.conflicts:
            print(conflict.type, conflict.why)

Precision comes first: ranges, approximations, roundings, other years, other directions of trade and
targets that changed from one meeting to the next are no conflicts. What tells that two figures are
of one thing is in mentions.py and likeness.py, which pairs are looked at in pairing.py. Time is
linear in the texts. Left out: the same thing in two documents that share no party, meeting or year.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from communique.check.agreement import Edge, grouped, judged
from communique.check.bare import bare_conflicts
from communique.check.conflicts import TYPES, Conflict, FigureCheck
from communique.check.mentions import Mention, mentions
from communique.check.ocr import scanned
from communique.check.pairing import Doc, versions
from communique.check.sentences import sentences
from communique.check.sums import sum_conflicts
from communique.check.tables import table_conflicts
from communique.check.versions import FEW, SURE, UNLIKE, Group, chained, left_over
from communique.compare import encoder as encoders
from communique.compare.align import align
from communique.compare.archived import text_of_entry
from communique.compare.encoder import Encoder
from communique.compare.library import Library
from communique.compare.texts import Text
from communique.errors import InvalidField
from communique.languages import FOLDERS
from communique.model.findings import Figure
from communique.model.gaps import Gap
from communique.names import Names, load

OnProgress = Callable[[int], None]
"""Called with the number of documents read."""


@dataclass
class _Held:
    """What is kept of the texts while they pass by."""

    names: Names
    docs: list[Doc] = field(default_factory=list)
    readings: list[str] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    of: list[int] = field(default_factory=list)
    spans: list[tuple[int, int]] = field(default_factory=list)
    scans: set[str] = field(default_factory=set)
    alone: list[Conflict] = field(default_factory=list)
    given: dict[str, Text] = field(default_factory=dict)
    figures: int = 0
    gaps: list[Gap] = field(default_factory=list)


def check_figures(
    source: Library | Iterable[Text],
    *,
    docs: Sequence[Text] = (),
    names: Names | None = None,
    types: Sequence[str] = (),
    encoder: Encoder | None = None,
    on_progress: OnProgress | None = None,
    **filters: Any,
) -> FigureCheck:
    """The conflicts among the texts of a library (those that pass the filters) or of texts that
    carry findings; with `docs` only those that a figure of one of these has a part in.

    A library lends its names and encoder. The order is by document, then place. `types` are of
    value, arithmetic, unit (`invalid-field` for others). Gaps: `figures-none`, `kind-language`,
    `encoder-missing` where versions or documents of several languages were compared without one.
    """
    for name in types:
        if name not in TYPES:
            raise InvalidField(
                f"figures have no conflicts of type {name!r}", advice=f"One of {', '.join(TYPES)}."
            )
    library = source if isinstance(source, Library) else None
    if library is not None:
        names, encoder = library.names, encoder or library.encoder
    texts = _texts(library, docs, filters) if library is not None else source
    assert not isinstance(texts, Library)
    tables = names or load()
    held = _Held(tables)
    keep = library is None or library.archive is None or bool(library.files)
    for text in texts:
        if keep:
            held.given[text.id] = text
        _take(held, text, tables)
        if on_progress is not None:
            on_progress(len(held.docs))
    edges = [
        *_version_edges(held, library, encoder),
        *judged(held.docs, held.mentions, held.of, encoder),
    ]
    found = [*held.alone, *grouped(held.mentions, edges, held.scans)]
    asked = {doc.id for doc in docs}
    if asked:
        found = [c for c in found if any(figure.document in asked for figure in c.figures)]
    if types:
        found = [conflict for conflict in found if conflict.type in types]
    found.sort(key=_order)
    dated = sorted(doc.date for doc in held.docs if doc.date)
    return FigureCheck(
        tuple(found),
        len(held.docs),
        held.figures,
        dated[0] if dated else None,
        dated[-1] if dated else None,
        tuple(_gaps(held, encoder)),
    )


def _order(conflict: Conflict) -> tuple[object, ...]:
    ranks = {"high": 0, "medium": 1, "low": 2}
    first = conflict.figures[0]
    return (first.date or "9", first.name, first.quote.start, ranks[conflict.severity])


def _texts(library: Library, docs: Sequence[Text], filters: dict[str, Any]) -> Iterator[Text]:
    """The texts of a library one by one, with findings; of an archive none is kept."""
    given = {doc.id: doc for doc in docs}
    if library.archive is None or library.files:
        others = library.texts(**filters) if library.files else ()
        for text in (*docs, *(text for text in others if text.id not in given)):
            yield library.with_findings(text)
        return
    wanted = [{*doc.header.event.parties, *doc.header.issuers} for doc in docs]
    for doc in docs:
        yield library.with_findings(doc)
    for entry in library.archive.documents(**{k: v for k, v in filters.items() if v}):
        sides = {*entry.parties, *entry.issuers}
        if entry.id in given or (docs and not any(len(sides & own) > 1 for own in wanted)):
            continue
        yield text_of_entry(library.archive, entry)


def _take(held: _Held, text: Text, names: Names) -> None:
    """Keep of a text what later steps need, and find what it contradicts by itself."""
    number = len(held.docs)
    held.docs.append(Doc.of(text))
    held.readings.append(text.reading.sha256)
    start = len(held.mentions)
    if text.language not in FOLDERS:
        if text.findings:
            held.gaps.append(Gap("kind-language", f"no figures in {text.language}: {text.name}"))
        held.spans.append((start, start))
        return
    held.figures += sum(isinstance(finding, Figure) for finding in text.findings)
    found = sentences(text)
    read_by_scanner = scanned(text)
    if read_by_scanner:
        held.scans.add(text.id)
    held.alone += table_conflicts(text, ocr=read_by_scanner)
    held.alone += sum_conflicts(text, found)
    made = mentions(text, found, names)
    held.alone += bare_conflicts(made)
    held.mentions += made
    held.of += [number] * len(made)
    held.spans.append((start, len(held.mentions)))


def _version_edges(held: _Held, library: Library | None, encoder: Encoder | None) -> Iterator[Edge]:
    """What language versions tell of the same figure, equal and not."""
    groups: defaultdict[tuple[object, ...], list[int]] = defaultdict(list)
    for number, doc in enumerate(held.docs):
        if doc.event:
            groups["event", doc.event, doc.kind].append(number)
        groups["reading", held.readings[number]].append(number)
    seen: set[tuple[int, int]] = set()
    for key, numbers in groups.items():
        for at, a in enumerate(numbers[:40]):
            for b in numbers[at + 1 : 40]:
                one, other = held.docs[a], held.docs[b]
                same = key[0] == "reading" or versions(one, other)
                if not same or one.language == other.language or (a, b) in seen:
                    continue
                seen.add((a, b))
                yield from _of_pair(held, library, encoder, a, b)


def _of_pair(
    held: _Held, library: Library | None, encoder: Encoder | None, a: int, b: int
) -> Iterator[Edge]:
    (start, end), (low, high) = held.spans[a], held.spans[b]
    left, right = held.mentions[start:end], held.mentions[low:high]
    made = list(chained(left, right))
    differ = sum(not equal for *_, equal in made)
    if len(made) > FEW and differ > UNLIKE * len(made):
        return
    agreeing = [pair for pair in made if pair[3]]
    for i, j, score, _ in agreeing:
        yield Edge(start + i, low + j, "versions", "same", score)
    whole = (len(left), len(right))
    if min(whole) == len(agreeing):
        return
    groups = _passages(held, library, encoder, a, b)
    found = list(left_over(left, right, made, groups)) if groups else []
    found += [
        pair
        for pair in made
        if not pair[3] and pair[2] >= SURE and (not groups or left[pair[0]].in_table)
    ]
    for i, j, score, _ in found:
        yield Edge(start + i, low + j, "versions", "differ", score + 2.0)


def _passages(
    held: _Held, library: Library | None, encoder: Encoder | None, a: int, b: int
) -> list[Group]:
    """The passages that an alignment of two versions holds for the same; none without the texts."""
    left, right = (_again(held, library, held.docs[number].id) for number in (a, b))
    if left is None or right is None or not left.passages or not right.passages:
        return []
    aligned = library.align(left, right) if library is not None else None
    aligned = aligned or align(left, right, encoder=encoder, names=held.names)
    return [
        (pair.first, pair.second, pair.doubtful) for pair in aligned.pairs if not pair.one_sided
    ]


def _again(held: _Held, library: Library | None, document: str) -> Text | None:
    if document in held.given:
        return held.given[document]
    if library is not None and library.archive is not None and not library.files:
        return library.text(document)
    return None


def _gaps(held: _Held, encoder: Encoder | None) -> Iterator[Gap]:
    yield from dict.fromkeys(held.gaps)
    if not held.figures:
        words = f"none of {len(held.docs):,} documents holds a figure"
        if len(held.docs) < 2:
            words = "the document holds no figure" if held.docs else "there are no documents"
        yield Gap("figures-none", words)
    languages = sorted({doc.language for doc in held.docs})
    if len(languages) > 1 and held.figures:
        gap = encoders.gap(encoder, *languages)
        if gap is not None:
            yield gap
