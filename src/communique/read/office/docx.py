"""Word documents (DOCX): the final text, with notes, tables, labels and what was changed.

Recognises paragraphs, headings, computed labels of lists, tables, footnotes and endnotes (behind
the text, each at its mark), text boxes, fields, links, ruby, heads and feet of pages (furniture),
tracked changes (read as accepted, counted in a gap), comments (counted). Left out: pictures,
charts, embedded files, macros, and the division into pages, which a Word file does not hold. Labels
and the numbers of notes stand in the reading though Word keeps them elsewhere: a statement without
"3." cannot be quoted by item.

python-docx (MIT) was looked at and not taken: it drops insertions, hyperlinks and text boxes
(`Paragraph.runs`), knows neither labels nor notes, and parses with the same lxml.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from communique.errors import CommuniqueError, InputBroken
from communique.model.gaps import Gap
from communique.read.layout import Layout
from communique.read.office import core
from communique.read.office.changes import Changes
from communique.read.office.counters import printed
from communique.read.office.docx_body import Body
from communique.read.office.docx_numbering import Numbering
from communique.read.office.docx_runs import Runs
from communique.read.office.docx_styles import Styles
from communique.read.office.manuscript import Manuscript
from communique.read.office.markup import (
    Element,
    attribute,
    below,
    child,
    children,
    local,
    parse,
)
from communique.read.office.package import Package

READER: Final = "docx/1"
_MAIN: Final = "/officeDocument"
MOST_PARTS: Final = 60
"""Heads and feet of pages that are read; each section may have six."""


def extract(data: bytes, *, name: str) -> Layout:
    """The layout of a Word document. Errors: `broken`, `encrypted`, `bomb`, `unsafe-markup`."""
    return _Document(Package(data, name=name), name).layout()


class _Document:
    """The parts of a document while they are read."""

    def __init__(self, package: Package, name: str) -> None:
        self._package, self._name = package, name
        self._path = self._main()
        self._targets = dict(self._relations(self._path))
        self._sheet, self._changes = Manuscript(name=name), Changes()
        self._gaps: list[Gap] = []
        self._called: dict[str, list[tuple[str, Element]]] = {"footnote": [], "endnote": []}
        self._styles = Styles(self._root("styles"))
        self._numbering = Numbering(self._root("numbering"))
        self._notes = {kind: _notes(self._root(f"{kind}s"), kind) for kind in self._called}
        self._numbered = {"footnote": 0, "endnote": 0}

    def layout(self) -> Layout:
        """Heads of pages, text, notes, feet of pages."""
        root = parse(self._package.needed(self._path), name=self._name)
        body = child(root, "body")
        if body is None:
            raise InputBroken(f"{self._name} is a Word document without a body")
        self._formats = _note_formats(root)
        self._edges(root, "headerReference", "running_head")
        self._reader(self._note).read(body)
        self._write_notes()
        self._edges(root, "footerReference", "footer")
        self._comments()
        layout = self._sheet.layout(READER)
        layout.gaps = [*self._changes.gaps(), *self._gaps]
        core.add(layout, self._package.part("docProps/core.xml"), where="core.xml")
        return layout

    # -- parts

    def _main(self) -> str:
        """The part with the text: `word/document.xml` unless the package says otherwise."""
        for kind, path in self._relations(""):
            if kind.endswith(_MAIN) and path in self._package.names:
                return path
        return "word/document.xml"

    def _relations(self, path: str) -> Iterator[tuple[str, str]]:
        """What a part points to within the package, by type, and by id."""
        folder, _, file = path.rpartition("/")
        data = self._package.part(f"{folder}/_rels/{file}.rels".lstrip("/"))
        if data is None:
            return
        for each in children(parse(data, name=self._name), "Relationship"):
            if attribute(each, "TargetMode") != "External":
                target = self._package.beside(path, attribute(each, "Target"))
                yield attribute(each, "Type"), target
                yield f"#{attribute(each, 'Id')}", target

    def _root(self, kind: str) -> Element | None:
        """The root of a part of a kind (styles, footnotes); None if there is none, or it is broken,
        which is told.
        """
        path = next((p for t, p in self._targets.items() if t.endswith(f"/{kind}")), "")
        return self._parsed(path) if path else None

    def _parsed(self, path: str) -> Element | None:
        data = self._package.part(path)
        try:
            return None if data is None else parse(data, name=self._name)
        except InputBroken:
            self._gaps.append(
                Gap("part-unreadable", f"the part {path} is damaged: it was left out")
            )
            return None

    def _reader(self, note: Callable[[Element], None]) -> Body:
        runs = Runs(self._sheet, self._changes, note)
        return Body(runs, self._styles, self._numbering, self._gaps)

    # -- notes

    def _note(self, reference: Element) -> None:
        """The mark of a note in the text; the note itself is written behind it all."""
        kind = local(reference).removesuffix("Reference")
        found = self._notes[kind].get(attribute(reference, "id"))
        if found is None:
            return
        label = ""
        if attribute(reference, "customMarkFollows") not in ("1", "true", "on"):
            form, start = self._formats[kind]
            label = printed(start + self._numbered[kind], form)
            self._numbered[kind] += 1
            with self._sheet.stretch("note_anchor"):
                self._sheet.put(label)
        self._called[kind].append((label, found))

    def _write_notes(self) -> None:
        for kind in ("footnote", "endnote"):
            done = 0
            while done < len(self._called[kind]):
                label, element = self._called[kind][done]
                done += 1
                with self._sheet.block("note", 0, label):
                    self._sheet.lead(label)
                    self._reader(lambda reference: None).read(element)
                    self._sheet.lead("")

    # -- what stands around the text

    def _edges(self, root: Element, kind: str, what: str) -> None:
        """Heads or feet of pages, each once."""
        seen: set[str] = set()
        for section in below(root, "sectPr"):
            for reference in children(section, kind):
                path = self._targets.get(f"#{attribute(reference, 'id')}", "")
                if not path or path in seen or len(seen) >= MOST_PARTS:
                    continue
                seen.add(path)
                part = self._parsed(path)
                if part is not None:
                    with self._sheet.block("furniture", extra=what):
                        self._reader(lambda reference: None).read(part)

    def _comments(self) -> None:
        try:
            root = self._root("comments")
        except CommuniqueError:
            return
        for each in children(root, "comment"):
            self._changes.count("comments", attribute(each, "author"), attribute(each, "date"))


def _notes(root: Element | None, kind: str) -> dict[str, Element]:
    """The notes of a part by their ids, less the lines that part them from the text."""
    return {
        attribute(each, "id"): each
        for each in children(root, kind)
        if attribute(each, "type") not in ("separator", "continuationSeparator")
    }


def _note_formats(root: Element) -> dict[str, tuple[str, int]]:
    """How notes are numbered, and from what number on, as the last section has it."""
    formats = {"footnote": ("decimal", 1), "endnote": ("lowerRoman", 1)}
    for kind, (form, start) in formats.items():
        for properties in below(root, f"{kind}Pr"):
            said = attribute(child(properties, "numFmt"), "val", form)
            begins = attribute(child(properties, "numStart"), "val", str(start))
            formats[kind] = (said, int(begins) if begins.isdigit() and len(begins) < 6 else start)
    return formats
