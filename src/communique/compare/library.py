"""Texts by name, and comparisons of them: from files, and from an archive where there is one.

A name is a path to a file, or what `Archive.find` takes: an id or its beginning, a file name,
words of
a title. A file that holds two language versions is two texts; `name#ja` means the Japanese one, and
where a comparison leaves no doubt which is meant, the plain name does. Everything works without an
archive, on files alone, and without an encoder.

    with Archive.open("communique.db") as archive:
        library = Library(archive)
        print(library.diff("2018.en.txt", "2024.en.txt").summary())
        print(library.blame("2024.en.txt").passages[0].first.name)
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np

from communique.archive import Archive, Entry
from communique.archive import vectors as storing
from communique.archive.tokens import tokens as searchable
from communique.compare import align as aligning
from communique.compare import blame as blaming
from communique.compare import diff as diffing
from communique.compare import encoder as encoders
from communique.compare import log as logging
from communique.compare import series as serial
from communique.compare import tokens
from communique.compare.encoder import Encoder, OnProgress
from communique.compare.forms import forms
from communique.compare.texts import Text, in_order
from communique.compare.vectors import Vectors
from communique.errors import (
    ArchiveMissing,
    DocumentAmbiguous,
    DocumentNotFound,
    InputSkipped,
    SeriesAmbiguous,
)
from communique.model.codes import LANGUAGES
from communique.model.documents import Analysis, Event, Header
from communique.model.quotes import Reading
from communique.names import Names, load
from communique.read.analyse import analyse_bytes
from communique.read.inputs import collect

Fits = Callable[[Text], bool]

BATCH = 6000
"""Passages that are encoded together, and kept in one transaction: some seconds' work."""


class Library:
    """Texts by name. `files` (paths, folders, globs) stand in for the archive as the texts there
    are.

    `encoder` is used where languages meet; None: anchors alone. Nothing is read before it is asked
    for.
    """

    def __init__(
        self,
        archive: Archive | None = None,
        *,
        files: Sequence[str | Path] = (),
        names: Names | None = None,
        encoder: Encoder | None = None,
    ) -> None:
        self.archive = archive
        self.encoder = encoder
        self._files = tuple(files)
        self._names = names
        self._read: dict[str, tuple[Text, ...]] = {}

    @cached_property
    def names(self) -> Names:
        """The names tables: those given, or the program's own."""
        return self._names or load()

    # ---- texts by name

    def candidates(self, name: str) -> tuple[Text, ...]:
        """The texts a name may mean: one, or several language versions in one file.

        Raises `document-not-found`, `document-ambiguous`, `archive-missing` where a name is no file
        and there is no archive, and what reading a file raises.
        """
        stem, sign, language = name.rpartition("#")
        if sign and (language in LANGUAGES or language == "zh") and not Path(name).exists():
            found = tuple(t for t in self.candidates(stem) if _is(t.language, language))
            if not found:
                raise DocumentNotFound(f"{stem} holds no text in {language}")
            return found
        path = Path(name)
        if _is_file(path):
            return self._of_archive(path) or self.of_file(path)
        loose = [text for text in self._loose if name in (text.name, text.id)]
        if loose:
            return tuple(loose)
        if self.archive is None:
            raise ArchiveMissing(f"{name!r} is no file, and there is no archive to look in")
        try:
            return (self.full(self.archive.find(name)),)
        except DocumentAmbiguous:
            same = [e for e in self.archive.documents() if name in (e.name, e.identity)]
            if not same or len({entry.identity for entry in same}) > 1:
                raise
            return tuple(self.full(entry) for entry in same)

    def text(self, name: str, *, fits: Fits | None = None) -> Text:
        """The one text a name means; of several in one file the only one that `fits`.

        Errors as `candidates`; `document-ambiguous` for several.
        """
        found = self.candidates(name)
        if len(found) > 1 and fits is not None:
            found = tuple(text for text in found if fits(text)) or found
        if len(found) > 1:
            raise _several(name, found)
        return found[0]

    def pair(self, left: str, right: str, *, across: bool = False) -> tuple[Text, Text]:
        """Two texts by name: of files with several languages those in one language, or (`across`)
        in two.

        Errors as `candidates`; `document-ambiguous` where several pairs would do.
        """
        ones, others = self.candidates(left), self.candidates(right)
        wanted = [
            (a, b)
            for a in ones
            for b in others
            if a.id != b.id and (tokens.group(a.language) != tokens.group(b.language)) == across
        ]
        if left == right and across:
            wanted = [(a, b) for a, b in wanted if ones.index(a) < others.index(b)]
        if len(wanted) == 1:
            return wanted[0]
        for name, found in ((left, ones), (right, others)):
            if len(found) > 1:
                raise _several(name, found)
        return ones[0], others[0]

    def of_file(self, path: str | Path) -> tuple[Text, ...]:
        """The texts of a file, with what a manifest beside it says."""
        return tuple(self._collected([path], strict=True))

    def full(self, entry: Entry) -> Text:
        """The text of an entry of the archive, edits of people applied."""
        for text in self._source(entry):
            if text.id == entry.id:
                return text
        raise DocumentNotFound(f"{entry.name} ({entry.id}) is not in the archive any more")

    def texts(self, **filters: Any) -> tuple[Text, ...]:
        """All texts there are, in order: of the files, else of the archive; `filters` as
        `Archive.documents`."""
        if self._files:
            return tuple(text for text in self._loose if _passes(text, filters))
        return in_order(self.full(entry) for entry in self._entries(**filters))

    # ---- comparisons

    def align(
        self, left: Text, right: Text, *, on_progress: OnProgress | None = None
    ) -> aligning.Alignment:
        """The alignment of two texts, with the archive's vectors where it has them."""
        return aligning.align(
            left,
            right,
            encoder=self.encoder,
            names=self.names,
            vectors=self._vectors(left, right),
            on_progress=on_progress,
        )

    def version(self, doc: Text) -> Text:
        """The text of the same event and kind, by the same issuers, in another language.

        Raises `document-not-found` where there is none, `document-ambiguous` where there are
        several.
        """
        found = [text for text in self._outlines() if _versions(doc, text)]
        if not found:
            raise DocumentNotFound(
                f"no other language version of {doc.name} ({doc.language}) is here",
                advice="Name it: `communique align LEFT RIGHT`; or set its date, kind and issuers"
                " with `communique edit`.",
            )
        if len(found) > 1:
            raise DocumentAmbiguous(
                f"{doc.name} has {len(found)} other language versions",
                candidates=tuple(map(_described, found)),
            )
        return self._filled(found)[0]

    def diff(self, old: Text, new: Text) -> diffing.Diff:
        """What became of each passage; two languages are compared through their alignment."""
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
        return self._filled([before])[0]

    def blame(self, doc: Text, *, series: str | None = None) -> blaming.Blame:
        """Since when each passage has been said, within the text's series."""
        found = self.series_of(doc, name=series)
        made = blaming.blame(doc, self._filled(found.texts))
        return replace(made, gaps=tuple(dict.fromkeys((*found.gaps, *made.gaps))))

    def log(
        self, words: str, *, also: Sequence[str] = (), series: str | None = None, **filters: Any
    ) -> logging.Log:
        """The history of words over all texts, those of a series, or those that pass the filters.

        Of an archive only texts that may matter are read: those with the words, those of the same
        day
        (a version in another language), and the series of both.
        """
        scope = self.series(name=series)[0].texts if series else self._outlines(**filters)
        if series and filters:
            scope = tuple(text for text in scope if _passes(text, filters))
        if self.archive is not None and not self._files:
            scope = self._needed(words, also, scope)
        return logging.log(words, scope, encoder=self.encoder, names=self.names, also=also)

    def series(
        self, *, name: str | None = None, full: bool = False, **filters: Any
    ) -> tuple[serial.Series, ...]:
        """The series that the texts make; with `name`, those of that label or name (or that begins
        so).

        Raises `document-not-found` for a name no series has, `series-ambiguous` (only with `name`).
        """
        found = serial.series(self._outlines(**filters))
        if name is not None:
            found = (_named(found, name),)
        return (
            tuple(replace(each, texts=self._filled(each.texts)) for each in found)
            if full
            else found
        )

    def series_of(self, doc: Text, *, name: str | None = None) -> serial.Series:
        """The series a text belongs to; errors as `compare.series.series_of`."""
        return serial.series_of(doc, self._outlines(), name=name)

    # ---- what the archive keeps

    def index(
        self,
        *,
        batch: int = BATCH,
        on_progress: Callable[[int, int, str], None] | None = None,
    ) -> int:
        """Make vectors of all documents that have none by this encoder; how many documents were
        done.

        Documents are kept by batches of so many passages, so that a run that was interrupted goes
        on where it stopped. Documents in a language the encoder does not know are passed over.
        `on_progress` is called with passages done, all of them, and a file name. Raises
        `archive-locked`, and the encoder's errors.
        """
        if self.archive is None or self.encoder is None:
            raise ValueError("an index needs an archive and an encoder")
        identity, knows = self.encoder.identity, self.encoder.knows
        waiting = [w for w in storing.without(self.archive, identity) if knows(w.language)]
        waiting.sort(key=lambda each: each.language)
        total = sum(each.passages for each in waiting)
        begun = kept = 0
        for group in _batches(waiting, batch):
            found = (storing.pending(self.archive, each.row) for each in group)
            documents = [document for document in found if document is not None]
            if documents:
                at, name = begun, documents[0].name

                def advance(done: int, _: int, at: int = at, name: str = name) -> None:
                    if on_progress:
                        on_progress(at + done, total, name)

                advance(0, 0)
                kept += self._encode(documents, advance)
            begun += sum(each.passages for each in group)
        return kept

    def _encode(self, documents: Sequence[storing.Pending], advance: OnProgress) -> int:
        """Make and keep the vectors of documents in one language."""
        assert self.archive is not None
        assert self.encoder is not None
        texts = [text for document in documents for text in document.passages]
        language = documents[0].language
        made = encoders.encode(self.encoder, texts, language, on_progress=advance)
        rows = np.ascontiguousarray(made.values, dtype=np.int8)
        done, at = [], 0
        for document in documents:
            end = at + len(document.passages)
            done.append((document, rows[at:end].tobytes()))
            at = end
        dimension = self.encoder.dimension
        return storing.put(self.archive, done, encoder=made.encoder, dimension=dimension)

    def _vectors(self, left: Text, right: Text) -> tuple[Vectors, Vectors] | None:
        if self.archive is None or self.encoder is None:
            return None
        made = []
        for text in (left, right):
            kept = storing.kept(
                self.archive, text.id, [p.text for p in text.passages], self.encoder.identity
            )
            if kept is None:
                return None
            rows = np.frombuffer(kept.values, dtype=np.int8).reshape(-1, kept.dimension)
            made.append(Vectors(self.encoder.identity, rows))
        return made[0], made[1]

    # ---- reading

    @cached_property
    def _loose(self) -> tuple[Text, ...]:
        return in_order(self._collected(self._files)) if self._files else ()

    def _collected(self, paths: Sequence[str | Path], *, strict: bool = False) -> Iterable[Text]:
        for one in collect(paths):
            if isinstance(one, tuple):
                if strict or not isinstance(one[1], InputSkipped):
                    raise one[1]
                continue
            analysis = analyse_bytes(
                one.read(),
                name=one.name,
                identity=one.identity,
                fields=one.fields,
                names=self.names,
            )
            yield from Text.all_of(analysis)

    def _of_archive(self, path: Path) -> tuple[Text, ...]:
        """The texts of a file as the archive holds it, if it holds just these bytes under this
        path."""
        if self.archive is None or self._files:
            return ()
        identity = str(path.resolve())
        held = self.archive.held(identity)
        if held is None:
            return ()
        entries = [e for e in self.archive.documents(all_versions=True) if e.identity == identity]
        newest = max((entry.version for entry in entries), default=0)
        texts = tuple(self.full(entry) for entry in entries if entry.version == newest)
        return texts if sha256(path.read_bytes()).hexdigest() == held[0] else ()

    def _source(self, entry: Entry) -> tuple[Text, ...]:
        key = f"{entry.identity}@{entry.version}"
        if key not in self._read:
            assert self.archive is not None
            analysis: Analysis = self.archive.analysis(entry)
            self._read[key] = Text.all_of(analysis)
        return self._read[key]

    def _entries(self, **filters: Any) -> list[Entry]:
        if self.archive is None:
            raise ArchiveMissing("there is no archive to take texts from")
        return self.archive.documents(**{name: value for name, value in filters.items() if value})

    def _outlines(self, **filters: Any) -> tuple[Text, ...]:
        """The texts there are by their headers alone, without passages, which most questions do
        not need."""
        if self._files:
            return self.texts(**filters)
        self._known = {entry.id: entry for entry in self._entries(**filters)}
        return in_order(map(_outline, self._known.values()))

    def _filled(self, texts: Iterable[Text]) -> tuple[Text, ...]:
        """The texts with their passages."""
        known: dict[str, Entry] = getattr(self, "_known", {})
        return tuple(
            self.full(known[text.id]) if not text.passages and text.id in known else text
            for text in texts
        )

    def _needed(self, words: str, also: Sequence[str], scope: Sequence[Text]) -> tuple[Text, ...]:
        """The scope with those texts filled that a log may need."""
        assert self.archive is not None
        wanted = [form.words for form in forms(" ".join(words.split()), self.names)]
        with_words = {
            hit.document
            for form in [*wanted, *also]
            if searchable(form)
            for hit in self.archive.search(form)
        }
        days = {text.date for text in scope if text.id in with_words}
        needed = {text.id for text in scope if text.id in with_words or text.date in days - {None}}
        for each in serial.series(scope):
            ids = {text.id for text in each.texts}
            if ids & with_words:
                needed |= ids
        return tuple(self._filled([text])[0] if text.id in needed else text for text in scope)


def _batches(
    waiting: Sequence[storing.Waiting], most: int
) -> Iterable[tuple[storing.Waiting, ...]]:
    """Documents in a row of one language, about so many passages together."""
    held: list[storing.Waiting] = []
    for each in waiting:
        full = sum(one.passages for one in held) + each.passages > most
        if held and (full or each.language != held[0].language):
            yield tuple(held)
            held = []
        held.append(each)
    if held:
        yield tuple(held)


def _outline(entry: Entry) -> Text:
    header = Header(
        entry.title,
        entry.kind,
        entry.issuers,
        entry.level,
        entry.authenticity,
        entry.published,
        Event(entry.date, entry.place, entry.parties, entry.people),
        entry.series,
    )
    date = entry.date or entry.published
    return Text(entry.id, entry.name, entry.language, date, Reading(""), (), header)


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):  # a NUL, or a name longer than any file's
        return False


def _is(language: str, wanted: str) -> bool:
    return language == wanted or language.partition("-")[0] == wanted


def _passes(text: Text, filters: dict[str, Any]) -> bool:
    """Whether a text of a file passes the filters of a list."""
    header, date = text.header, text.date or ""
    tests: dict[str, Callable[[Any], bool]] = {
        "language": lambda value: _is(text.language, value),
        "kind": lambda value: header.kind.value == value,
        "level": lambda value: header.level.value == value,
        "party": lambda value: value in header.event.parties,
        "issuer": lambda value: value in header.issuers,
        "since": lambda value: date[: len(value)] >= value,
        "until": lambda value: bool(date) and date[: len(value)] <= value,
        "series": lambda value: header.series == value,
    }
    return all(tests[name](value) for name, value in filters.items() if value)


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


def _described(text: Text) -> str:
    parts = (text.id, text.name, text.language, text.date, text.header.title)
    return "  ".join(part for part in parts if part)


def _several(name: str, found: Sequence[Text]) -> DocumentAmbiguous:
    some = ", ".join(f"{name}#{text.language}" for text in found)
    return DocumentAmbiguous(
        f"{name!r} holds {len(found)} texts",
        candidates=tuple(map(_described, found)),
        advice=f"Name one of them by its language ({some}) or by its id.",
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
