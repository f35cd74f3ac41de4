"""Comparisons of texts that are named: from files, and from an archive where there is one.

Brings together where texts come from (shelf.py), the vectors an archive keeps (indexing.py) and
what compares texts. Everything works without an archive, on files alone, and without an encoder.

    with Archive.open("communique.db") as archive:
        library = Library(archive)
        print(library.diff(*library.pair("2018.en.txt", "2024.en.txt")).summary())
        print(library.blame(library.text("2024.en.txt")).passages[0].first.name)
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from communique.archive import Archive, all_vectors
from communique.archive import vectors as storing
from communique.archive.all_vectors import AllVectors
from communique.archive.query import Query, phrase
from communique.archive.search import Values, wanted
from communique.archive.tokens import tokens as searchable
from communique.compare import align as aligning
from communique.compare import asking, tokens
from communique.compare import blame as blaming
from communique.compare import diff as diffing
from communique.compare import log as logging
from communique.compare import series as serial
from communique.compare import turns as turning
from communique.compare.asking import Answer
from communique.compare.encoder import Encoder, OnProgress
from communique.compare.forms import Form, forms
from communique.compare.indexing import BATCH, OnDocument, index, vectors_of
from communique.compare.lineage import Lineage, lineage
from communique.compare.shelf import Shelf, described, passes
from communique.compare.texts import Text
from communique.errors import DocumentAmbiguous, DocumentNotFound, SeriesAmbiguous
from communique.model.gaps import Gap
from communique.names import Names


class Library(Shelf):
    """Texts by name, and their comparisons. `encoder` is used where languages meet; None: anchors
    alone.
    """

    def __init__(
        self,
        archive: Archive | None = None,
        *,
        files: Sequence[str | Path] = (),
        names: Names | None = None,
        encoder: Encoder | None = None,
        paths: bool = True,
    ) -> None:
        super().__init__(archive, files=files, names=names, paths=paths)
        self.encoder = encoder
        self._mapped: tuple[tuple[int, int], AllVectors | None, int] | None = None

    def align(
        self, left: Text, right: Text, *, on_progress: OnProgress | None = None
    ) -> aligning.Alignment:
        """The alignment of two texts, with the archive's vectors where it has them; made once for
        the same two.
        """
        key = ("align", left.id, right.id, bool(left.findings), bool(right.findings))
        return self.kept(key, lambda: self._aligned(left, right, on_progress))

    def _aligned(
        self, left: Text, right: Text, on_progress: OnProgress | None
    ) -> aligning.Alignment:
        made = None
        if self.archive is not None and self.encoder is not None:
            made = vectors_of(self.archive, self.encoder, left, right)
        return aligning.align(
            left,
            right,
            encoder=self.encoder,
            names=self.names,
            vectors=(made[0], made[1]) if made else None,
            on_progress=on_progress,
        )

    def version(self, doc: Text) -> Text:
        """The text of the same event and kind, by the same issuers, in another language.

        Raises `document-not-found` where there is none, `document-ambiguous` where there are
        several.
        """
        found = self.versions(doc)
        if not found:
            raise DocumentNotFound(
                f"no other language version of {doc.name} ({doc.language}) is here",
                advice="Name it: `communique align LEFT RIGHT`; or set its date, kind and issuers"
                " with `communique edit`.",
            )
        if len(found) > 1:
            raise DocumentAmbiguous(
                f"{doc.name} has {len(found)} other language versions",
                candidates=tuple(map(described, found)),
            )
        return self.filled(found)[0]

    def versions(self, doc: Text) -> tuple[Text, ...]:
        """The outlines of all texts that `version` could mean, in order."""
        return tuple(text for text in self.outlines() if _versions(doc, text))

    def diff(self, old: Text, new: Text) -> diffing.Diff:
        """What became of each passage, promise and position; two languages are compared through
        their alignment. Made once for the same two.
        """
        texts = self.with_findings(old), self.with_findings(new)
        return self.kept(("diff", old.id, new.id), lambda: self._diff(*texts))

    def _diff(self, old: Text, new: Text) -> diffing.Diff:
        if tokens.group(old.language) == tokens.group(new.language):
            return diffing.diff(old, new)
        return diffing.diff(old, new, alignment=self.align(old, new))

    def previous(self, doc: Text, *, series: str | None = None) -> Text:
        """The text just before one in its series. Raises `document-not-found` where it is the
        first."""
        before = self.series_of(doc, name=series).before(doc)
        if before is None:
            raise DocumentNotFound(
                f"nothing before {doc.name} in its series is here",
                advice="`communique series` lists the series; add earlier documents or name one.",
            )
        return self.filled([before])[0]

    def blame(self, doc: Text, *, series: str | None = None) -> blaming.Blame:
        """Since when each passage has been said, within the text's series."""
        found = self.series_of(doc, name=series)
        made = blaming.blame(doc, self.filled(found.texts), follow=self._lineage)
        if len(made.series) > 1:
            before = self.with_findings(made.series[-2])
            made = made.followed(before, self.with_findings(made.text))
        return replace(made, gaps=tuple(dict.fromkeys((*found.gaps, *made.gaps))))

    def log(
        self, words: str, *, also: Sequence[str] = (), series: str | None = None, **filters: Any
    ) -> logging.Log:
        """The history of words over all texts, those of a series, or those that pass the filters.

        Of an archive only texts that may matter are read: those with the words, those of the same
        day
        (a version in another language), and the series of both.
        """
        scope = self.series(name=series)[0].texts if series else self.outlines(**filters)
        if series and filters:
            scope = tuple(text for text in scope if passes(text, filters))
        if self.archive is not None and not self.files:
            scope = self._needed(words, also, scope)
        return logging.log(words, scope, encoder=self.encoder, names=self.names, also=also)

    def search(
        self,
        query: str | Query = "",
        *,
        translate: bool = False,
        similar: str | None = None,
        sort: str | None = None,
        limit: int | None = None,
        offset: int = 0,
        fold: bool = True,
        all_versions: bool = False,
        **filters: Values,
    ) -> Answer:
        """What an archive holds of a search (`Archive.query`), also in other languages and by
        meaning.

        `translate`: also the forms of its words that the names tables have. `similar`: passages
        nearest to a text, or to the passage of an id, among those the query finds (none: among
        all); best first unless `sort` says otherwise. Filters also understand names of states and
        of series (`communique series`). Raises as `Archive.query`, `encoder-missing`; ValueError
        without an archive.
        """
        if self.archive is None:
            raise ValueError("a search needs an archive")
        options: dict[str, Any] = {"fold": fold, "all_versions": all_versions}
        asked = wanted(query, filters, similar is not None)
        asked = asking.resolved(asked, self.names, self.members, self.archive.named_series())
        found: tuple[Form, ...] = ()
        gaps: tuple[Gap, ...] = ()
        if translate:
            asked, found, gaps = asking.translated(asked, self.names)
        if similar is not None:
            narrow = self.archive.results(asked, **options)
            most = asking.MOST if limit is None else offset + limit
            held, waiting = self._vectors()
            near, lacking = asking.like(
                similar, self.archive, self.encoder, held, waiting, narrow, most
            )
            options["given"], gaps = near, (*gaps, *lacking)
            sort = sort or "rank"
        options |= {"sort": sort or "date", "limit": limit, "offset": offset}
        return Answer(asked, self.archive.results(asked, **options), found, similar, gaps)

    def members(self, name: str) -> tuple[str, ...]:
        """The ids of the texts of a series by its label or name; errors as `series`."""
        return tuple(text.id for each in self.series(name=name) for text in each.texts)

    def _vectors(self) -> tuple[AllVectors | None, int]:
        """All vectors of the archive and how many documents have none, kept until somebody writes
        to it.
        """
        assert self.archive is not None
        if self.encoder is None:
            return None, 0
        now, name = self.archive.state(), self.encoder.identity
        if self._mapped is None or self._mapped[0] != now:
            held = all_vectors.all_vectors(self.archive, name)
            self._mapped = (now, held, storing.lacking(self.archive, name))
        return self._mapped[1:]

    def series(
        self, *, name: str | None = None, full: bool = False, **filters: Any
    ) -> tuple[serial.Series, ...]:
        """The series that the texts make; with `name`, those of that label or name (or that begins
        so).

        Raises `document-not-found` for a name no series has, `series-ambiguous` (only with `name`).
        """
        found = self._series(self.outlines(**filters))
        if name is not None:
            found = (_named(found, name),)
        return (
            tuple(replace(each, texts=self.filled(each.texts)) for each in found) if full else found
        )

    def series_of(self, doc: Text, *, name: str | None = None) -> serial.Series:
        """The series a text belongs to; errors as `compare.series.series_of`."""
        outlines = self.outlines()
        if name is None and self.archive is not None and not self.files:
            own = self.kept("series by document", lambda: _by_document(self._series(outlines)))
            found = own.get(doc.id)
            if found and (found.named or len(found.texts) > 1) and _as_in(found, doc):
                texts = tuple(doc if text.id == doc.id else text for text in found.texts)
                return replace(found, texts=texts)
        return serial.series_of(doc, outlines, name=name)

    def turns(self, found: logging.Log) -> tuple[turning.Turn, ...]:
        """When the words of a log came, changed and went, in the series of its texts."""
        return turning.turns(found, groups=self._series, follow=self._lineage)

    def _series(self, texts: Iterable[Text]) -> tuple[serial.Series, ...]:
        """The series of texts, made once for the same texts; each text as it was given."""
        given = {text.id: text for text in texts}
        made = self.kept(("series", tuple(given)), lambda: serial.series(given.values()))
        return tuple(
            replace(each, texts=tuple(given[text.id] for text in each.texts)) for each in made
        )

    def _lineage(self, texts: Sequence[Text]) -> Lineage:
        """The lineage of texts, made once for the same texts."""
        key = ("lineage", tuple((text.id, len(text.passages)) for text in texts))
        return self.kept(key, lambda: lineage(texts))

    def index(self, *, batch: int = BATCH, on_progress: OnDocument | None = None) -> int:
        """Make the vectors that the archive lacks; see `indexing.index`. Needs an archive and an
        encoder (`ValueError`).
        """
        if self.archive is None or self.encoder is None:
            raise ValueError("an index needs an archive and an encoder")
        return index(self.archive, self.encoder, batch=batch, on_progress=on_progress)

    def _needed(self, words: str, also: Sequence[str], scope: Sequence[Text]) -> tuple[Text, ...]:
        """The scope with those texts filled that a log may need."""
        assert self.archive is not None
        wanted = [form.words for form in forms(" ".join(words.split()), self.names)]
        with_words = {
            document
            for form in [*wanted, *also]
            if searchable(form)
            for document in self.archive.query(phrase(form)).by("document")
        }
        days = {text.date for text in scope if text.id in with_words}
        needed = {text.id for text in scope if text.id in with_words or text.date in days - {None}}
        for each in self._series(scope):
            ids = {text.id for text in each.texts}
            if ids & with_words:
                needed |= ids
        return tuple(self.filled([text])[0] if text.id in needed else text for text in scope)


def _by_document(found: Iterable[serial.Series]) -> dict[str, serial.Series]:
    return {text.id: each for each in found for text in each.texts}


def _as_in(found: serial.Series, doc: Text) -> bool:
    """Whether a series holds a text under the same date, by which it is in order."""
    return any(text.id == doc.id and text.date == doc.date for text in found.texts)


def _versions(one: Text, other: Text) -> bool:
    """Whether two texts are versions of one: same day, kind and issuers, other language."""
    a, b = one.header, other.header
    sides = (set(a.issuers or a.event.parties), set(b.issuers or b.event.parties))
    return (
        one.id != other.id
        and one.language != other.language
        and one.date is not None
        and one.date == other.date
        and a.kind == b.kind
        and sides[0] == sides[1]
    )


def _named(found: Sequence[serial.Series], name: str) -> serial.Series:
    """The series of a label, of its beginning, or with the words in it; errors as
    `Library.series`."""
    wanted = name.casefold().strip()
    for fits in (
        lambda label: label == wanted or label.rpartition(" (")[0] == wanted,
        lambda label: label.startswith(wanted),
        lambda label: all(word in label for word in wanted.split()),
    ):
        chosen = [each for each in found if fits(each.label.casefold())]
        if len(chosen) == 1:
            return chosen[0]
        if chosen:
            labels = tuple(each.label for each in chosen)
            raise SeriesAmbiguous(
                f"{len(chosen)} series are called {name!r}",
                candidates=labels,
                advice="Add the language or more of the name.",
            )
    raise DocumentNotFound(
        f"no series is called {name!r}", advice="`communique series` lists the series there are."
    )
