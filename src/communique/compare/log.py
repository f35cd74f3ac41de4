"""The history of a phrase in all languages: where it stands, earliest first, and where it does not.

Each hit says what it is: *exact* (the words as typed), *variant* (another case, width, script or
spelling), *term* (the same term as the names tables have it), or *translation* (a passage that an
encoder holds nearest to one with the words, in a version or counterpart of the same date; its score
is the cosine). Beside the hits the texts in scope without one, and for a strip how often each text
has it. Left out: synonyms; negation.

    >>> from communique.compare.texts import text_of
    >>> texts = [text_of("They will keep their defence ties.", "en", name="a.txt", date="2031"),
    ...          text_of("They will meet.", "en", name="b.txt", date="2032"),
    ...          text_of("Defense ties are strong.", "en", name="c.txt", date="2033")]
    >>> found = log("defence ties", texts)
    >>> [(hit.span.name, hit.match) for hit in found.hits], [cell.count for cell in found.strip]
    ([('a.txt', 'exact'), ('c.txt', 'variant')], [1, 0, 1])
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from communique.archive.tokens import find, tokens
from communique.compare.encoder import Encoder
from communique.compare.forms import Form, Match, forms, languages_of
from communique.compare.texts import Span, Text, in_order
from communique.compare.translated import translations
from communique.errors import InvalidField
from communique.model.cutting import quote
from communique.model.gaps import Gap
from communique.names import Names, load


@dataclass(frozen=True, slots=True)
class Hit:
    """A place of the words: the span of the words (of a translation: of the passage), and what sort
    of find it is.

    `text` and `passage` are its numbers in the log's texts; `form` the words that were found.
    """

    span: Span
    match: Match
    score: float
    text: int
    passage: int
    form: str

    def to_json(self) -> dict[str, Any]:
        """The hit as the contract prints it."""
        return {"span": self.span.to_json(), "match": self.match, "score": self.score}


@dataclass(frozen=True, slots=True)
class Cell:
    """A text in the strip of a log: how many hits it has; None where its language could not be
    searched.
    """

    document: str
    name: str
    date: str | None
    count: int | None


@dataclass(frozen=True, slots=True)
class Log:
    """The history of some words over texts in order."""

    query: str
    forms: tuple[str, ...]
    texts: tuple[Text, ...]
    hits: tuple[Hit, ...]
    strip: tuple[Cell, ...]
    gaps: tuple[Gap, ...]

    @property
    def first(self) -> Hit | None:
        """The earliest hit."""
        return self.hits[0] if self.hits else None

    @property
    def last(self) -> Hit | None:
        """The latest hit."""
        return self.hits[-1] if self.hits else None

    @property
    def absent(self) -> tuple[str, ...]:
        """The ids of texts that were searched and have none."""
        return tuple(cell.document for cell in self.strip if cell.count == 0)

    def to_json(self) -> dict[str, Any]:
        """The log as the contract prints it, and the strip."""
        return {
            "query": self.query,
            "forms": list(self.forms),
            "hits": [hit.to_json() for hit in self.hits],
            "first": self.first.span.to_json() if self.first else None,
            "last": self.last.span.to_json() if self.last else None,
            "absent": list(self.absent),
            "strip": [
                {
                    "document": cell.document,
                    "name": cell.name,
                    "date": cell.date,
                    "count": cell.count,
                }
                for cell in self.strip
            ],
            "gaps": [gap.to_json() for gap in self.gaps],
        }


def log(
    words: str,
    texts: Iterable[Text],
    *,
    encoder: Encoder | None = None,
    names: Names | None = None,
    also: Sequence[str] = (),
) -> Log:
    """The history of words over texts, given in any order.

    `also` are further forms that a person names (counted as `term`). Without an encoder there are
    no translations. Raises `invalid-field` for words without a letter or digit. Gaps:
    `log-language` where no form is known in the language of some texts, `series-undated`, and the
    encoder's own.
    """
    if not tokens(words):
        raise InvalidField(f"{words[:80]!r} holds no letter or digit to look for")
    scope = in_order(texts)
    wanted = [*forms(" ".join(words.split()), names or load())]
    wanted += [Form(each, None, "term") for each in also if tokens(each)]
    hits = [hit for number, text in enumerate(scope) for hit in _hits(number, text, wanted)]
    gaps: list[Gap] = []
    if encoder is not None:
        near, gaps = translations([(hit.text, hit.passage) for hit in hits], scope, encoder)
        hits += [
            Hit(scope[t].span(scope[t].passages[p]), "translation", score, t, p, "")
            for t, p, score in near
        ]
    hits.sort(key=lambda hit: (hit.text, hit.span.ranges))
    known = searched(wanted, {scope[hit.text].language for hit in hits}, scope)
    counts = Counter(hit.text for hit in hits)
    strip = tuple(
        Cell(text.id, text.name, text.date, counts[n] if text.language in known else None)
        for n, text in enumerate(scope)
    )
    gaps += lacking(scope, known)
    return Log(words, tuple(form.words for form in wanted), scope, tuple(hits), strip, tuple(gaps))


def _hits(number: int, text: Text, wanted: Sequence[Form]) -> list[Hit]:
    found = []
    for at, passage in enumerate(text.passages):
        taken: list[tuple[int, int]] = []
        for form in sorted(wanted, key=lambda each: -len(each.words)):
            if form.language is not None and not _same(form.language, text.language):
                continue
            for start, end in find(form.words, passage.text):
                if any(start < b and a < end for a, b in taken):
                    continue
                taken.append((start, end))
                match = _match(form, passage.text[start:end])
                span = text.span(quote(passage, start, end, text.reading))
                found.append(Hit(span, match, 1.0, number, at, form.words))
    return found


def _same(one: str, other: str) -> bool:
    return one.partition("-")[0] == other.partition("-")[0]


def _match(form: Form, found: str) -> Match:
    if form.match != "exact":
        return form.match
    held = tokens(form.words)
    typed = form.words[held[0].start : held[-1].end]
    return "exact" if " ".join(found.split()) == " ".join(typed.split()) else "variant"


def searched(wanted: Sequence[Form], found: Iterable[str], scope: Sequence[Text]) -> set[str]:
    """The languages of texts in which the words could have been found: those of the forms, and
    those in which something was `found`.
    """
    known = set(found)
    for form in wanted:
        known |= set(languages_of(form.words)) if form.language is None else {form.language}
    return {text.language for text in scope if any(_same(each, text.language) for each in known)}


def lacking(scope: Sequence[Text], known: set[str]) -> list[Gap]:
    """Gaps of a search in the languages that are known: `log-language`, `series-undated`."""
    others = sorted({text.language for text in scope} - known)
    gaps = [
        Gap(
            "log-language",
            f"no form of the words is known in {language}; name one to search its texts",
        )
        for language in others
    ]
    undated = [text.name for text in scope if text.date is None]
    if undated:
        gaps.append(Gap("series-undated", f"{len(undated)} without a date stand last, by name"))
    return gaps
