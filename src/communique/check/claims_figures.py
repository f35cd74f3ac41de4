"""Superlatives over figures: the largest, the highest ever, compared with their likes.

The figure is the one of the claim's own sentence. Its likes are the other cells of its column,
where a table has the same figure; else figures of the same unit and the same thing in documents of
the scope. Supported only by a column that reaches over what is claimed of it, or where a person
vouches; a claim without a figure or without likes is undecided, and says so. Left out: what is
larger in the world than in any document.

    "The surplus of 1999 is a record." with a table of 1994 to 1999 -> supported by its column
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from communique.archive.tokens import fold
from communique.check.claims_answer import Answer, Found, Rests, Verdict
from communique.check.claims_language import language_words
from communique.check.claims_question import Question
from communique.check.claims_reasons import Reason, in_words, reason
from communique.check.claims_scope import Setting, texts_of
from communique.check.claims_table import Group, literal
from communique.compare.library import Library
from communique.compare.log import Hit
from communique.compare.texts import Span, Text, text_of
from communique.find.analyse import analyse_bytes
from communique.model.documents import Passage
from communique.model.findings import Figure
from communique.model.gaps import Gap
from communique.model.quotes import Quote
from communique.names import Names

_NO_MEASURE = frozenset({"year", "month", "day", "hour", "times"})
"""Units of spans of time and of comparisons, which a superlative names beside its figure."""

_ALIKE = 85
"""Percent of likeness from which two figures are said to measure the same thing."""

_DOCUMENTS = 60
"""Documents of the scope, the latest, whose figures are compared."""


@dataclass(frozen=True, slots=True)
class _Like:
    """A figure that can be compared with the claim's, and where it stands."""

    figure: Figure
    span: Span
    passage: Passage | None


def superlative(
    asked: Question,
    place: Setting,
    library: Library,
    *,
    doc: Text | None = None,
    passage: Passage | None = None,
) -> Answer:
    """The answer to a superlative: found in a passage of `doc`, or typed with its figure."""
    if doc is None:
        sentence = asked.text.rstrip(".。") + ("." if asked.text.isascii() else "。")
        typed = text_of(sentence, asked.language)
        found = analyse_bytes(
            sentence.encode(),
            name="claim.txt",
            fields={"language": asked.language},
            names=library.names,
        )
        findings = (each for one in found.documents for each in one.findings)
        typed = replace(typed, findings=tuple(findings))
        passage = typed.passages[0] if typed.passages else None
        own = _figures_in(typed, passage) if passage else []
    else:
        own = _figures_in(doc, passage) if passage else []
    best: tuple[Figure, list[_Like], bool] | None = None
    for figure in own:
        cells = [_like(doc, each) for each in _column(doc, figure)] if doc else []
        likes = cells or list(_likes(asked, place, library, figure, doc, passage))
        if likes and (best is None or (cells and not best[2])):
            best = figure, likes, bool(cells)
    if best is None:
        return _undecided(asked, place, own)
    figure, likes, in_column = best
    beyond = [each for each in likes if _beats(asked, each.figure, figure)]
    others = [each for each in likes if each not in beyond]
    gaps = list(place.coverage.gaps) if not in_column else []
    side = "smaller" if asked.asks == "smallest" else "larger"
    where = "column" if in_column else "like"
    said = {"count": len(likes), "figure": _said(figure)}
    if beyond:
        result: Verdict = "contradicted"
        first = beyond[0].span
        why = reason(f"figure-{side}", words=" ".join(first.exact), name=first.name)
    elif in_column or place.coverage.vouched or _all_compared(asked, place, likes):
        result, why = "supported", reason(f"{where}-none-{side}", **said)
    else:
        result, why = "undecided", reason(f"like-open-{side}", **said)
    return _answer(asked, place, result, why, beyond, others, gaps)


def _figures_in(doc: Text, passage: Passage) -> list[Figure]:
    start, end = passage.quote.start, passage.quote.end
    return [
        finding
        for finding in doc.findings
        if isinstance(finding, Figure)
        and start <= finding.quote.start < end
        and finding.unit not in _NO_MEASURE
        and finding.table is None
    ]


def _column(doc: Text, figure: Figure) -> list[Figure]:
    """The other cells of the column in which a figure stands, or a cell of the same value, unit and
    time; none where there is no such column."""
    cells = [f for f in doc.findings if isinstance(f, Figure) and f.table is not None]
    for own in cells:
        same = own.value == figure.value and own.unit == figure.unit
        if same and _one_time(own, figure):
            assert own.table is not None
            return [
                cell
                for cell in cells
                if cell is not own
                and cell.table is not None
                and cell.table.column == own.table.column
                and cell.unit == own.unit
            ]
    return []


def _one_time(one: Figure, other: Figure) -> bool:
    if not one.period or not other.period:
        return True
    return one.period[:4] == other.period[:4]


def _likes(
    asked: Question,
    place: Setting,
    library: Library,
    figure: Figure,
    doc: Text | None,
    passage: Passage | None,
) -> Iterator[_Like]:
    """Figures of the same unit that measure the same thing; where the sentence is of a sort of
    thing that happens (an exercise), only in sentences of such things."""
    terms = _terms(asked, figure, library.names)
    if not (terms or _telling(figure.what)) or passage is None:
        return
    families = _families(passage.text, asked.language)
    held = list(texts_of(place.documents))[-_DOCUMENTS:]
    held += [text for text in (place.about.texts if place.about else ()) if text not in held]
    texts = [*([doc] if doc else []), *(text for text in held if doc is None or text.id != doc.id)]
    for text, other, around in _held(library, texts, figure.unit):
        if other.id == figure.id or _overlap(other.quote, passage.quote, text, doc):
            continue
        alike = fuzz.token_set_ratio(fold(other.what), fold(figure.what)) >= _ALIKE
        if not alike and not (around and _speaks_of(around.text, text.language, terms)):
            continue
        if around and families <= _families(around.text, text.language):
            yield _Like(other, text.span(other.quote), around)


def _terms(asked: Question, figure: Figure, names: Names) -> tuple[Group, ...]:
    """What the figure is of, as the tables know it, else by the words beside it."""
    known = tuple(group for group in asked.terms if group.id)
    if known or not _telling(figure.what):
        return known
    return (literal(figure.what, names),)


def _speaks_of(text: str, language: str, terms: Sequence[Group]) -> bool:
    """Whether a passage has all terms in its own language."""
    folded = fold(text)
    return bool(terms) and all(
        any(
            fold(words.text) in folded
            for words in group.words
            if words.language in (None, language) and not words.alone
        )
        for group in terms
    )


def _all_compared(asked: Question, place: Setting, likes: Sequence[_Like]) -> bool:
    """Whether the scope is held whole, and all its documents could be searched for likes."""
    languages = {asked.language.partition("-")[0]}
    for group in asked.terms:
        if group.id:
            languages |= {tag.partition("-")[0] for tag in group.languages}
    searched = all(
        any(tag.partition("-")[0] in languages for tag in one.languages) for one in place.documents
    )
    others = {like.span.document for like in likes} - (place.about.ids if place.about else set())
    return bool(others) and place.coverage.whole and searched


def _held(
    library: Library, texts: Sequence[Text], unit: str
) -> Iterator[tuple[Text, Figure, Passage | None]]:
    """The figures of a unit in texts, with their passages: of an archive by its rows."""
    by_id = {text.id: text for text in texts}
    if library.archive is None or library.files:
        for text in map(library.with_findings, texts):
            for finding in text.findings:
                if isinstance(finding, Figure) and finding.unit == unit:
                    yield text, finding, _around(text.passages, finding.quote)
        return
    entries = [library.archive.find(text.id) for text in texts]
    for found in library.archive.findings("figures", documents=entries, where={"unit": unit}):
        if isinstance(found.finding, Figure) and found.finding.unit == unit:
            yield by_id[found.entry.id], found.finding, found.passage


def _around(passages: Iterable[Passage], quote: Quote) -> Passage | None:
    return next((p for p in passages if p.quote.start <= quote.start < p.quote.end), None)


def _overlap(one: Quote, other: Quote, text: Text, doc: Text | None) -> bool:
    return doc is not None and text.id == doc.id and other.start <= one.start < other.end


def _telling(what: str) -> bool:
    """Whether what a figure measures is said closely enough to compare it with others."""
    return len(what.split()) > 1 if what.isascii() else len(what) > 2


def _families(text: str, language: str) -> set[str]:
    words = language_words(language).happenings
    return {family for family, cue in words.items() if family != "meeting" and cue.search(text)}


def _beats(asked: Question, other: Figure, figure: Figure) -> bool:
    if asked.asks == "smallest":
        return other.value < figure.value
    return (other.upper or other.value) > figure.value


def _said(figure: Figure) -> str:
    return f"{figure.value:,f} {figure.unit}"


def _like(doc: Text | None, figure: Figure) -> _Like:
    assert doc is not None
    return _Like(figure, doc.span(figure.quote), _around(doc.passages, figure.quote))


def _undecided(asked: Question, place: Setting, own: Sequence[Figure]) -> Answer:
    told = reason("no-likes" if own else "no-figure")
    gap = Gap("claim-no-likes" if own else "claim-no-figure", in_words([told]))
    return _answer(asked, place, "undecided", told, [], [], [gap])


def _answer(
    asked: Question,
    place: Setting,
    result: Verdict,
    why: Reason,
    beyond: Sequence[_Like],
    others: Sequence[_Like],
    gaps: Sequence[Gap],
) -> Answer:
    return Answer(
        asked,
        place.scope,
        result,
        (why,),
        tuple(_found(each, "") for each in beyond),
        tuple(_found(each, "smaller" if asked.asks == "largest" else "larger") for each in others),
        Rests.on(place.documents),
        place.coverage,
        tuple(gaps),
        about=place.about,
        entry=place.entry,
    )


def _found(each: _Like, why: str) -> Found:
    hit = Hit(each.span, "exact", 1.0, 0, 0, "")
    return Found(hit, each.passage, why)
