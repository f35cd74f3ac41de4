"""Searching an archive with what the names tables and vectors know: terms in other languages,
meaning, series that nobody named.

    with Archive.open("communique.db") as archive:
        found = Library(archive).search('"Taiwan Strait" kind:joint_statement', translate=True)
        print(found.first, [form.words for form in found.forms])

`translate` looks for every word of the query also as other languages and spellings have it, by the
names tables; the answer names the forms. `similar` orders passages by how near they come to a text
or to a passage of the archive, among those that fit the query, or among all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import Any

import numpy as np
from numpy.typing import NDArray

from communique.archive import Archive, Hit, all_vectors
from communique.archive.all_vectors import AllVectors
from communique.archive.query import Also, Filter, Node, Not, Query, Words, words_of
from communique.archive.results import Results
from communique.archive.tokens import fold
from communique.archive.tokens import tokens as searchable
from communique.compare import encoder as encoders
from communique.compare.encoder import Encoder
from communique.compare.forms import Form, forms, languages_of
from communique.compare.similar import nearest
from communique.errors import DocumentNotFound, EncoderMissing, InvalidField, QueryInvalid
from communique.model.gaps import Gap
from communique.names import Names

MOST = 1_000
"""Passages that are given by meaning where no limit is set."""
_PASSAGE = re.compile(r"[0-9a-f]{16}")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a search found, the forms that were looked for besides those typed, and what it lacks.

    Iterate over it for the hits; `results` also counts.
    """

    query: Query
    results: Results
    forms: tuple[Form, ...]
    similar: str | None
    own_gaps: tuple[Gap, ...]

    def __iter__(self) -> Iterator[Hit]:
        """The hits, in order."""
        return iter(self.results)

    @property
    def first(self) -> Hit | None:
        """The earliest use of the words; None for a search by meaning alone."""
        return None if self.query.node is None and self.similar else self.results.first

    @property
    def last(self) -> Hit | None:
        """The latest use of the words; None for a search by meaning alone."""
        return None if self.query.node is None and self.similar else self.results.last

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """What could not be searched."""
        return (*self.own_gaps, *self.results.gaps)

    def to_json(self, *, by: str | None = None) -> dict[str, Any]:
        """The answer as the program prints it; with `by` the counts too."""
        first, last = self.first, self.last
        return {
            "query": self.query.text,
            "similar": self.similar,
            "forms": [
                {"words": form.words, "language": form.language, "match": form.match}
                for form in self.forms
            ],
            "count": self.results.count(),
            "rests_on": self.results.rests_on(),
            **({"by": {by: self.results.by(by)}} if by else {}),
            "hits": [hit.to_json() for hit in self],
            "first": first.to_json() if first else None,
            "last": last.to_json() if last else None,
            "gaps": [gap.to_json() for gap in self.gaps],
        }


def resolved(
    query: Query, names: Names, series: Callable[[str], Sequence[str]], held: set[str]
) -> Query:
    """The query with names of states and issues as codes, and series that nobody named (`held` are
    those) as the documents they are made of. Raises `query-invalid` for an issue there is not.
    """
    made = []
    for each in query.filters:
        if each.field in ("party", "issuer"):
            each = replace(each, values=tuple(code_of(value, names) for value in each.values))
        elif each.field == "issue":
            each = replace(each, values=tuple(_issue(value, names, each) for value in each.values))
        elif each.field == "series" and not set(each.values) <= held:
            ids = tuple(one for value in each.values for one in series(value))
            each = Filter("in", ids, each.negated, each.start)
        made.append(each)
    return replace(query, filters=tuple(made))


def code_of(value: str, names: Names) -> str:
    """The code of a state or organisation that is called so in any language; else the value, in
    capitals where it may be a code.
    """
    value = value.strip()
    if value in names.states or value in names.organisations:
        return value
    if len(value) == 3 and value.isascii():
        return value.upper()
    wanted = fold(value)
    for code, row in (*names.states.items(), *names.organisations.items()):
        for language in ("en", "ja", "zh-Hant", "zh-Hans"):
            if any(fold(form.text) == wanted for form in row.forms(language)):
                return code
    return value


def issue_called(value: str, names: Names) -> str | None:
    """The id of the issue that is called so in any language, or None."""
    if value in names.issues:
        return value
    wanted = fold(value)
    for name, row in names.issues.items():
        for language in ("en", "ja", "zh-Hant", "zh-Hans"):
            if any(fold(form.text) == wanted for form in row.forms(language)):
                return name
    return None


def _issue(value: str, names: Names, held: Filter) -> str:
    if found := issue_called(value, names):
        return found
    near = get_close_matches(value.lower(), names.issues, n=3, cutoff=0.4) or sorted(names.issues)
    raise QueryInvalid(
        f"there is no issue {value!r}",
        position=max(1, held.start + 1),
        advice=f"One of {', '.join(near)}.",
    )


def translated(query: Query, names: Names) -> tuple[Query, tuple[Form, ...], tuple[Gap, ...]]:
    """The query with the other forms of its words, these forms, and a gap for words that have
    none in other languages.
    """
    made: dict[str, Form] = {}
    alone: list[str] = []

    def expanded(node: Node) -> Node:
        if isinstance(node, Words):
            if node.prefix:
                return node
            found = [f for f in forms(" ".join(node.text.split()), names) if searchable(f.words)]
            others = [form for form in found if form.match != "exact"]
            made.update({form.words: form for form in others})
            if not any(form.match == "term" for form in others):
                alone.append(node.text)
            also = tuple(Also(form.words, form.language, form.match) for form in others)
            return replace(node, also=also)
        if isinstance(node, Not):
            return Not(expanded(node.part))
        return replace(node, parts=tuple(map(expanded, node.parts)))  # type: ignore[arg-type]

    if query.node is None:
        return query, (), ()
    node = expanded(query.node)
    asked = {words.text for words in words_of(query.node)}
    gaps = tuple(
        Gap(
            "search-untranslated",
            f"the names tables have no other form of {words!r}; it was looked for"
            f" in {', '.join(languages_of(words))} alone",
        )
        for words in dict.fromkeys(alone)
        if words in asked
    )
    return replace(query, node=node), tuple(made.values()), gaps


def vector_of(
    text: str, archive: Archive, encoder: Encoder, held: AllVectors
) -> tuple[NDArray[np.int8], int | None]:
    """The vector of a text, or of the passage with this id; and that passage's row, which is left
    out of what is like it. Raises `document-not-found`, `invalid-field`, the encoder's errors.
    """
    if _PASSAGE.fullmatch(text.strip().lower()):
        places = all_vectors.places(archive, text.strip().lower())
        if not places:
            raise DocumentNotFound(
                f"the archive holds no passage {text.strip()}",
                advice="`communique search --json` prints the ids of passages.",
            )
        for document, ordinal in places:
            row = held.row(document, ordinal)
            if row is not None:
                return np.ascontiguousarray(held.values[row]), row
    if not searchable(text):
        raise InvalidField(f"{text[:80]!r} holds no letter or digit to compare with")
    language = languages_of(text)[0]
    made = encoders.encode(encoder, [text], language).values
    return np.ascontiguousarray(made[0], dtype=np.int8), None


def like(
    text: str,
    archive: Archive,
    encoder: Encoder | None,
    held: AllVectors | None,
    lacking: int,
    narrow: Results,
    count: int,
) -> tuple[list[tuple[int, float]], tuple[Gap, ...]]:
    """Numbers of the passages nearest to a text, with their cosines, among those of `narrow`;
    `lacking` documents have no vectors.

    Raises `encoder-missing`. Gap: `search-vectors-missing`.
    """
    if encoder is None:
        raise EncoderMissing("searching by meaning needs an encoder, and none is installed")
    gaps: tuple[Gap, ...] = ()
    if lacking:
        have = (
            "document has no vectors and was"
            if lacking == 1
            else "documents have no vectors and were"
        )
        said = f"{lacking:,} {have} not searched by meaning"
        gaps = (Gap("search-vectors-missing", f"{said}: `communique index` makes them"),)
    if held is None:
        return [], gaps
    vector, own = vector_of(text, archive, encoder, held)
    among = None if narrow.everything else _among(narrow, held)
    if own is not None:
        among = np.ones(len(held.values), dtype=np.bool_) if among is None else among
        among[own] = False
    found = nearest(vector, held.values, count, among=among)
    numbers = all_vectors.numbers(archive, [held.place(row) for row, _ in found])
    return [
        (number, round(score, 4))
        for number, (_, score) in zip(numbers, found, strict=True)
        if number is not None
    ], gaps


def _among(narrow: Results, held: AllVectors) -> NDArray[np.bool_]:
    """The rows of the passages that a search finds; of all in its documents if it has no words."""
    documents = narrow.documents()
    if documents is not None:
        return held.rows_of(np.array(sorted(documents), dtype=np.int64))
    among = np.zeros(len(held.values), dtype=np.bool_)
    for document, ordinal in narrow.places():
        row = held.row(document, ordinal)
        if row is not None:
            among[row] = True
    return among
