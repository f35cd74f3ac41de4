"""Texts by name: of files, and of an archive where there is one.

A name is a path to a file, or what `Archive.find` takes: an id or its beginning, a file name, words
of a title. A file that holds two language versions is two texts; `name#ja` means the Japanese one,
and where a comparison leaves no doubt which is meant, the plain name does. Most questions need only
what a text's header says: `outlines` are texts without passages, `filled` gives them theirs.

    shelf = Shelf(files=["statements/"])
    old, new = shelf.pair("2018.txt", "2024.txt")
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import replace
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

from communique.archive import Archive, Entry
from communique.compare import tokens
from communique.compare.texts import UNREAD, Text, in_order
from communique.errors import (
    ArchiveMissing,
    DocumentAmbiguous,
    DocumentNotFound,
    InputError,
    InputSkipped,
)
from communique.find import find
from communique.model.codes import LANGUAGES
from communique.model.documents import Analysis, Document, Event, Header
from communique.names import Names, load
from communique.read.analyse import analyse_bytes
from communique.read.inputs import Input, collect

Fits = Callable[[Text], bool]
Kept = TypeVar("Kept")

KEPT = 40
"""Values that are kept: lists of all documents, series, their lineages."""

READ = 400
"""Sources of an archive that are kept when they were read: a server runs for weeks."""


class Shelf:
    """Where texts come from. `files` (paths, folders, globs) stand in for the archive.

    Nothing is read before it is asked for; the last sources that were read are kept. With `paths`
    off a name is never looked for as a file: who asks may be a stranger.
    """

    def __init__(
        self,
        archive: Archive | None = None,
        *,
        files: Sequence[str | Path] = (),
        names: Names | None = None,
        paths: bool = True,
    ) -> None:
        self.archive = archive
        self.files = tuple(files)
        self.paths = paths
        self._names = names
        self._read: OrderedDict[str, tuple[Text, ...]] = OrderedDict()
        self._known: dict[str, Entry] = {}
        self._unsearched: dict[str, Document] = {}
        self._kept: OrderedDict[Hashable, Any] = OrderedDict()
        self._kept_of: tuple[int, int] | None = None

    @cached_property
    def names(self) -> Names:
        """The names tables: those given, or the program's own."""
        return self._names or load()

    def candidates(self, name: str) -> tuple[Text, ...]:
        """The texts a name may mean: one, or several language versions in one file.

        Raises `document-not-found`, `document-ambiguous`, `archive-missing` where a name is no file
        and there is no archive, and what reading a file raises.
        """
        stem, sign, language = name.rpartition("#")
        if (
            sign
            and (language in LANGUAGES or language == "zh")
            and not (self.paths and Path(name).exists())
        ):
            found = tuple(t for t in self.candidates(stem) if _is(t.language, language))
            if not found:
                raise DocumentNotFound(f"{stem} holds no text in {language}")
            return found
        path = Path(name)
        if self.paths and _is_file(path):
            return self._of_archive(path) or self.of_file(path)
        loose = [text for text in self._loose if name in (text.name, text.id)]
        if loose:
            return tuple(loose)
        if self.archive is None:
            raise ArchiveMissing(f"{name!r} is no file, and there is no archive to look in")
        try:
            return (self.full(self.archive.find(name)),)
        except DocumentAmbiguous:
            same = [e for e in self._entries() if name in (e.name, e.identity)]
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

    def with_findings(self, text: Text) -> Text:
        """The text with its findings: those of a file are looked for now, an archive has them."""
        doc = self._unsearched.get(text.id)
        if doc is None or text.findings:
            return text
        return replace(text, findings=find(doc, text.reading, self.names)[0].findings)

    def texts(self, **filters: Any) -> tuple[Text, ...]:
        """All texts there are, in order: of the files, else of the archive; `filters` as
        `Archive.documents`."""
        if self.files:
            return tuple(text for text in self._loose if passes(text, filters))
        return in_order(self.full(entry) for entry in self._entries(**filters))

    @cached_property
    def _loose(self) -> tuple[Text, ...]:
        return in_order(self._collected(self.files)) if self.files else ()

    def _collected(self, paths: Sequence[str | Path], *, strict: bool = False) -> Iterable[Text]:
        for one in _latest(collect(paths), strict=strict):
            analysis = analyse_bytes(
                one.read(),
                **one.known,
                fields=one.fields,
                names=self.names,
            )
            for doc in analysis.documents:
                self._unsearched[doc.id] = doc
            yield from Text.all_of(analysis)

    def _of_archive(self, path: Path) -> tuple[Text, ...]:
        """The texts of a file as the archive holds it, if it holds just these bytes under this
        path."""
        if self.archive is None or self.files:
            return ()
        identity = str(path.resolve())
        held = self.archive.held(identity)
        if held is None or sha256(path.read_bytes()).hexdigest() != held[0]:
            return ()
        entries = [e for e in self.archive.documents(all_versions=True) if e.identity == identity]
        newest = max((entry.version for entry in entries), default=0)
        return tuple(self.full(entry) for entry in entries if entry.version == newest)

    def _source(self, entry: Entry) -> tuple[Text, ...]:
        key = f"{entry.identity}@{entry.version}"
        if key not in self._read:
            assert self.archive is not None
            analysis: Analysis = self.archive.analysis(entry)
            self._read[key] = Text.all_of(analysis)
            if len(self._read) > READ:
                self._read.popitem(last=False)
        self._read.move_to_end(key)
        return self._read[key]

    def _entries(self, **filters: Any) -> list[Entry]:
        if self.archive is None:
            raise ArchiveMissing("there is no archive to take texts from")
        archive, asked = self.archive, {name: value for name, value in filters.items() if value}
        return archive.documents(**asked) if asked else self.kept("entries", archive.documents)

    def outlines(self, **filters: Any) -> tuple[Text, ...]:
        """The texts there are by their headers alone, without passages, which most questions do
        not need."""
        if self.files:
            return self.texts(**filters)
        filters = {name: value for name, value in filters.items() if value}

        def made() -> tuple[Text, ...]:
            return in_order(self.outline(entry) for entry in self._entries(**filters))

        return made() if filters else self.kept("outlines", made)

    def kept(self, key: Hashable, make: Callable[[], Kept]) -> Kept:
        """A value that is made once, until somebody writes to the archive; the last few are kept.

        `key` says what it is of. Of files, which may change unseen, nothing is kept.
        """
        if self.archive is None or self.files:
            return make()
        state = self.archive.state()
        if self._kept_of != state:
            self._kept.clear()
            self._kept_of = state
        if key not in self._kept:
            made = make()
            self._kept[key] = made
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
            return made
        self._kept.move_to_end(key)
        held: Kept = self._kept[key]
        return held

    def outline(self, entry: Entry) -> Text:
        """The text of an entry by its header alone; `filled` gives it its passages."""
        self._known[entry.id] = entry
        return outline_of(entry)

    def filled(self, texts: Iterable[Text]) -> tuple[Text, ...]:
        """The texts with their passages."""
        known = self._known
        return tuple(
            self.full(known[text.id]) if not text.passages and text.id in known else text
            for text in texts
        )


def _latest(found: Iterable[Input | tuple[str, InputError]], *, strict: bool) -> Iterable[Input]:
    """What there is to read. Of several captures of an address the last, as an archive has it;
    the first thing that cannot be read is raised, what a walk passes over only if `strict`.
    """
    kept: dict[str, Input] = {}
    for one in found:
        if isinstance(one, Input):
            kept[one.identity] = one
        elif strict or not isinstance(one[1], InputSkipped):
            raise one[1]
    return kept.values()


def outline_of(entry: Entry) -> Text:
    """The text of an entry of an archive by its header alone."""
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
    return Text(entry.id, entry.name, entry.language, date, UNREAD, (), header)


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):  # a NUL, or a name longer than any file's
        return False


def _is(language: str, wanted: str) -> bool:
    return language == wanted or language.partition("-")[0] == wanted


def passes(text: Text, filters: dict[str, Any]) -> bool:
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


def described(text: Text) -> str:
    """A text in one line, as a list of candidates shows it."""
    parts = (text.id, text.name, text.language, text.date, text.header.title)
    return "  ".join(part for part in parts if part)


def _several(name: str, found: Sequence[Text]) -> DocumentAmbiguous:
    some = ", ".join(f"{name}#{text.language}" for text in found)
    return DocumentAmbiguous(
        f"{name!r} holds {len(found)} texts",
        candidates=tuple(map(described, found)),
        advice=f"Name one of them by its language ({some}) or by its id.",
    )
