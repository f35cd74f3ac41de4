"""The history of a phrase for a page: where it stands, a page of its places, how it changed.

Over up to WIDE statements it is the log (compare/log.py) with its turns and translations, whose
texts are all read. Over more only the index is asked, so that an answer takes no longer for a
large archive: statements are then counted by year, translations and turns are left out, and a gap
says so.

    history(Library(archive), "considerable period").first.date
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from communique.archive import Hit
from communique.archive.query import Also, Query, Words, phrase
from communique.compare.forms import Form, forms
from communique.compare.library import Library
from communique.compare.log import Log, lacking, searched
from communique.compare.shelf import passes
from communique.compare.texts import Span, Text
from communique.compare.turns import Turn
from communique.model.codes import LANGUAGES
from communique.model.gaps import Gap
from communique.report.snippets import Snippet, parts_at, snippets

WIDE = 300
"""Statements in scope from which on only the index is asked."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A statement in the strip: how many passages have the words; None where its language could not
    be searched.
    """

    text: Text
    count: int | None

    def to_json(self) -> dict[str, Any]:
        """The cell as the contract of comparisons prints it, with its language and title."""
        return {
            "document": self.text.id,
            "name": self.text.name,
            "date": self.text.date,
            "count": self.count,
            "language": self.text.language,
            "title": self.text.header.title,
        }


@dataclass(frozen=True, slots=True)
class Year:
    """The statements of a year in one language: how many there are, and how many have the words
    (None: not searched).
    """

    year: str
    language: str
    statements: int
    having: int | None

    def to_json(self) -> dict[str, Any]:
        """The year as JSON."""
        return {
            "year": self.year,
            "language": self.language,
            "statements": self.statements,
            "having": self.having,
        }


@dataclass(frozen=True, slots=True)
class Place:
    """A passage with the words: its parts, of which the words looked for are marked."""

    span: Span
    language: str
    title: str | None
    passage: str
    match: str
    score: float
    parts: tuple[tuple[str, bool], ...]

    def to_json(self) -> dict[str, Any]:
        """The hit as the contract of comparisons prints it, with its passage and language."""
        return {
            "span": self.span.to_json(),
            "match": self.match,
            "score": self.score,
            "passage": self.passage,
            "language": self.language,
            "text": "".join(words for words, _ in self.parts),
        }


@dataclass(frozen=True, slots=True)
class History:
    """The history of a phrase: of `total` places some, from `first` to `last` use.

    `cells` are the statements in scope, or `years` if they are too many.
    """

    query: str
    forms: tuple[Form, ...]
    cells: tuple[Cell, ...]
    years: tuple[Year, ...]
    statements: int
    having: int
    places: tuple[Place, ...]
    total: int
    first: Place | None
    last: Place | None
    turns: tuple[Turn, ...]
    gaps: tuple[Gap, ...]

    @property
    def wide(self) -> bool:
        """Whether only the index was asked."""
        return bool(self.years)

    @property
    def absent(self) -> tuple[Cell, ...]:
        """The statements that were searched and do not have the words."""
        return tuple(cell for cell in self.cells if cell.count == 0)

    def to_json(self) -> dict[str, Any]:
        """The log as the contract prints it; hits and turns are those asked for."""
        return {
            "query": self.query,
            "forms": [form.words for form in self.forms],
            "hits": [place.to_json() for place in self.places],
            "total": self.total,
            "first": self.first.span.to_json() if self.first else None,
            "last": self.last.span.to_json() if self.last else None,
            "absent": [cell.text.id for cell in self.absent],
            "strip": [cell.to_json() for cell in self.cells],
            "years": [year.to_json() for year in self.years],
            "statements": self.statements,
            "having": self.having,
            "turns": [turn.to_json() for turn in self.turns],
            "gaps": [gap.to_json() for gap in self.gaps],
        }


def history(
    library: Library,
    words: str,
    *,
    also: Sequence[str] = (),
    series: str | None = None,
    start: int = 0,
    size: int = 50,
    wide: int = WIDE,
    **filters: Any,
) -> History:
    """The history of words over an archive, or over the statements of a series or that pass the
    filters of `Archive.documents`; of its places `size` from number `start` on, earliest first.

    Raises `invalid-field` for words without a letter or digit, and as `Library.series`. Gap, beside
    those of a log: `log-wide` where only the index was asked.
    """
    filters = {name: value for name, value in filters.items() if value}
    scope = library.series(name=series)[0].texts if series else library.outlines(**filters)
    if series and filters:
        scope = tuple(text for text in scope if passes(text, filters))
    if len(scope) > wide and library.archive is not None:
        return _of_index(library, words, also, series, scope, (start, size), filters)
    found = library.log(words, also=also, series=series, **filters)
    return _of_log(found, library.turns(found), words, also, library, (start, size))


def _of_log(
    found: Log,
    turns: tuple[Turn, ...],
    words: str,
    also: Sequence[str],
    library: Library,
    window: tuple[int, int],
) -> History:
    held = list(snippets(found))
    start, size = window
    passages = Counter(each.hit.text for each in held)
    cells = tuple(
        Cell(text, passages[number] if cell.count is not None else None)
        for number, (text, cell) in enumerate(zip(found.texts, found.strip, strict=True))
    )
    return History(
        query=found.query,
        forms=_forms(words, also, library),
        cells=cells,
        years=(),
        statements=len(cells),
        having=sum(1 for cell in cells if cell.count),
        places=tuple(_place(each, found) for each in held[start : start + size]),
        total=len(held),
        first=_place(held[0], found) if held else None,
        last=_place(held[-1], found) if held else None,
        turns=turns,
        gaps=found.gaps,
    )


def _forms(words: str, also: Sequence[str], library: Library) -> tuple[Form, ...]:
    return (
        *forms(" ".join(words.split()), library.names),
        *(Form(each, None, "term") for each in also),
    )


def _place(each: Snippet, found: Log) -> Place:
    hit = each.hit
    text = found.texts[hit.text]
    passage = text.passages[hit.passage]
    return Place(
        hit.span, text.language, text.header.title, passage.id, hit.match, hit.score, each.parts
    )


def _of_index(
    library: Library,
    words: str,
    also: Sequence[str],
    series: str | None,
    scope: Sequence[Text],
    window: tuple[int, int],
    filters: dict[str, Any],
) -> History:
    wanted = _forms(words, also, library)
    asked = {**filters, **({"series": series} if series else {})}
    others = tuple(Also(each.words, each.language, each.match) for each in wanted[1:])
    query = Query(words, Words(phrase(words).text, also=others))
    answer = library.search(query, limit=window[1], offset=window[0], **asked)
    counts = answer.results.by("document")
    named = {text.id: text.language for text in scope}
    known = searched(wanted, {named[id] for id in counts if id in named}, scope)
    gap = Gap(
        "log-wide",
        f"over {len(scope):,} documents only the index was asked: choose a series or a shorter time"
        " to see how the words changed, and translations",
    )
    return History(
        query=words,
        forms=wanted,
        cells=(),
        years=tuple(_years(scope, counts, known)),
        statements=len(scope),
        having=len(counts),
        places=tuple(map(_found, answer)),
        total=answer.results.count(),
        first=_found(answer.first) if answer.first else None,
        last=_found(answer.last) if answer.last else None,
        turns=(),
        gaps=(gap, *lacking(scope, known)),
    )


def _years(scope: Sequence[Text], counts: dict[str, int], known: set[str]) -> Iterator[Year]:
    """The statements by language and year; those without a date under the empty year, last."""
    keys = Counter((text.language, (text.date or "")[:4]) for text in scope)
    having = Counter((text.language, (text.date or "")[:4]) for text in scope if text.id in counts)
    for language, year in sorted(keys, key=lambda key: (key[0], key[1] or "9999")):
        found = having[language, year] if language in known else None
        yield Year(year, language, keys[language, year], found)


def _found(hit: Hit) -> Place:
    quote = next(iter(hit.words), hit.passage.quote)
    span = Span(hit.document, hit.name, hit.date, quote.ranges, quote.exact)
    parts = tuple(parts_at(hit.passage.text, hit.places))
    return Place(span, hit.language, hit.title, hit.passage.id, hit.match, 1.0, parts)


def terms(library: Library, language: str, *, most: int = 12) -> tuple[tuple[str, int], ...]:
    """Terms of the names tables that an archive holds, in a language where they have a form in it,
    with the number of passages; the most frequent first.
    """
    archive = library.archive
    if archive is None:
        return ()

    def made() -> list[tuple[str, int]]:
        found: dict[str, int] = {}
        for row in (*library.names.terms_of_art.values(), *library.names.issues.values()):
            strong = [form.text for form in row.forms(language) if not form.weak]
            if not strong or len(strong[0]) < 2:
                continue
            others = tuple(
                Also(form.words, form.language, form.match)
                for form in forms(strong[0], library.names)[1:]
            )
            count = archive.query(Query(strong[0], Words(strong[0], also=others))).count()
            if count:
                found[strong[0]] = count
        return sorted(found.items(), key=lambda each: -each[1])

    return tuple(islice(library.kept(("terms", language), made), most))


def all_terms(library: Library) -> dict[str, tuple[tuple[str, int], ...]]:
    """The terms of an archive in every language of readers, for who keeps them."""
    return {language: terms(library, language) for language in LANGUAGES}
