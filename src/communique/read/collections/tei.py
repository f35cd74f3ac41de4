"""TEI P5 as one reading: a document of a volume as the FRUS series prints them, or a text by itself.

Recognises divisions and their heads, paragraphs, lists, tables, quotations, notes (the words of a
note stand behind the text, its number where it is referred to), page beginnings, datelines and
signatures, corrections (the corrected word is read) and abbreviations (as printed). What the markup
states is the header: the document's date (`frus:doc-dateTime-min`, else the date of its dateline), the
place of the dateline, the head as title, and the people named as writers, recipients and
participants. What an edition leaves out or cannot read is a gap. Left out: the critical apparatus,
facsimiles, drama, the words of `<teiHeader>`.

    >>> data = b'''<div type="document" xml:id="d1" frus:doc-dateTime-min="1961-05-04T00:00:00Z"
    ... frus:doc-dateTime-max="1961-05-04T23:59:59Z"><head>1. Note<note n="1">Source: X.</note></head>
    ... <p>Both <persName>sides</persName> met.</p></div>'''
    >>> layout = extract(data, name="d1")
    >>> layout.text, layout.stated["date"].value, layout.stated["title"].value
    ('1. Note1\\nBoth sides met.\\n1 Source: X.', '1961-05-04', 'Note')
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from communique.model.gaps import Gap
from communique.read.collections.events import parse
from communique.read.collections.facts import TeiFacts, kind_of_head
from communique.read.compose import Composer
from communique.read.elements import Frame
from communique.read.layout import Layout, Mark, Stated

BLOCKS: Final = {
    "p": "p", "ab": "p", "div": "div", "div1": "div", "div2": "div", "div3": "div", "body": "div",
    "front": "div", "back": "div", "group": "div", "floatingText": "div", "attachment": "div",
    "opener": "div", "closer": "div", "postscript": "div", "dateline": "p", "salute": "p",
    "signed": "p", "byline": "p", "docTitle": "p", "titlePart": "p", "epigraph": "blockquote",
    "quote": "blockquote", "lg": "p", "sp": "div", "speaker": "p", "stage": "p", "argument": "p",
    "trailer": "p", "list": "ul", "listPerson": "ul", "item": "li", "table": "table", "row": "tr",
    "cell": "td", "figure": "figure", "figDesc": "figcaption", "addrLine": "p",
}  # fmt: skip
"""The elements of HTML that the composer takes for those of TEI; all others stand within a line."""

HIDDEN: Final = frozenset(
    {"teiHeader", "sic", "orig", "expan", "del", "graphic", "facsimile", "fw", "index", "rdg"}
)
"""Elements whose words are not read: what an editor corrected or struck, and running heads."""

BOLD: Final = re.compile(r"\b(?:strong|bold)\b")
_NUMBER: Final = re.compile(r"^\s*\[?[0-9]{1,4}[a-z]?\.?\]?\.\s+(?=\S)")


def extract(data: bytes, *, name: str = "") -> Layout:
    """The layout of a document. Raises `unsafe-markup`, `bomb`, `broken`. Marks are sorted and nest;
    time is linear.
    """
    return parse(data, _Tei, name=name).layout()


class _Tei(Composer):
    """The composer of a TEI text."""

    def __init__(self) -> None:
        super().__init__(verbatim=False)
        self.facts = TeiFacts()
        self._hidden = 0
        self._divisions = 0
        self._path: list[str] = []
        self._closing: list[tuple[str, ...]] = []
        self._note: list[tuple[str, str, Mapping[str, str]]] | None = None
        self._note_depth = 0
        self._notes: list[tuple[str, list[tuple[str, str, Mapping[str, str]]]]] = []
        self._anchors: list[Mark] = []
        self._pages: list[int] = []
        self._gaps: list[str] = []
        self._unclear = 0

    # -- what the parser tells -----------------------------------------------------------------

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element of TEI begins."""
        if self._note is not None:
            self._note_depth += name == "note"
            self._note.append(("start", name, attributes))
            return
        self._path.append(name)
        if self._hidden or name in HIDDEN:
            self._hidden += 1
            self.facts.hidden_start(name, attributes, self._path)
            return
        if name == "note":
            self._note, self._note_depth = [], 1
            self._anchor(attributes.get("n", "").strip())
            return
        self.facts.start(name, attributes, self._path, self.length)
        self._open(name, attributes)

    def end(self, name: str) -> None:
        """An element of TEI ends."""
        if self._note is not None:
            self._note_depth -= name == "note"
            if self._note_depth:
                self._note.append(("end", name, {}))
                return
            self._notes.append((self._label, self._note))
            self._note = None
            self._path.pop()
            return
        self._path.pop()
        if self._hidden:
            self._hidden -= 1
            self.facts.hidden_end(name)
            return
        self._close(name)
        self.facts.end(name)

    def text(self, text: str) -> None:
        """Words."""
        if self._note is not None:
            self._note.append(("text", text, {}))
        elif self._hidden:
            self.facts.hidden_text(text)
        else:
            self.facts.text(text)
            super().text(text)

    # -- elements ------------------------------------------------------------------------------

    def _open(self, name: str, attributes: Mapping[str, str]) -> None:
        """Begin what the element is for the composer, and note how it ends."""
        opened: tuple[str, ...] = ()
        if name == "head":
            opened = (self._head(),)
            super().start(opened[0], {})
        elif name in BLOCKS:
            html, given = _html(name, attributes)
            opened = (html,)
            self._divisions += html == "div"
            super().start(html, given)
        elif name in ("hi", "emph") and BOLD.search(attributes.get("rend", "")):
            opened = ("b",)
            super().start("b", {})
        elif name == "lb":
            self.line_break()
        elif name == "pb":
            self._pages.append(self.length)
        elif name == "gap":
            why = attributes.get("reason") or "not given"
            extent = attributes.get("extent") or " ".join(
                attributes.get(k, "") for k in ("quantity", "unit")
            )
            self._gaps.append(f"{extent.strip() or 'some words'} (reason: {why})"[:120])
        elif name == "unclear":
            self._unclear += 1
        self._closing.append(opened)

    def _close(self, name: str) -> None:
        for html in self._closing.pop():
            self._divisions -= html == "div"
            super().end(html)
        if name == "l":
            self.line_break()
        elif name == "label" and self._path and self._path[-1] == "list":
            self.text(" ")

    def _head(self) -> str:
        """What a head is: a heading of its division's level, the title of a list or table."""
        parent = self._path[-2] if len(self._path) > 1 else ""
        if parent == "table":
            return "caption"
        if parent == "figure":
            return "figcaption"
        return "p" if parent in ("list", "listPerson") else f"h{min(6, max(1, self._divisions))}"

    def _anchor(self, label: str) -> None:
        """Write a note's number where it is referred to."""
        self._label = label[:12]
        if not self._label:
            return
        super().text(self._label)
        self._anchors.append(Mark(self.length - len(self._label), self.length, "note_anchor"))

    def _replay(self) -> None:
        """Write the notes behind the text, each a block of its own."""
        for label, told in self._notes:
            super().start("div", {"note": label})
            if label:
                super().text(f"{label} ")
            for kind, name, attributes in told:
                if kind == "text" and not self._hidden:
                    super().text(name)
                elif kind == "text":
                    continue
                elif kind == "start":
                    self._path.append(name)
                    hide = self._hidden or name in HIDDEN
                    self._hidden += bool(hide)
                    if not hide:
                        self._open("seg" if name in ("note", "pb") else name, attributes)
                else:
                    self._path.pop()
                    if self._hidden:
                        self._hidden -= 1
                    else:
                        self._close(name)
            super().end("div")

    def ended(self, frame: Frame, start: int, end: int) -> None:
        """A note's block has ended."""
        if "note" in frame.attributes:
            self.marks.append(Mark(start, end, "note", 0, frame.attributes["note"]))

    # -- the end -------------------------------------------------------------------------------

    def layout(self) -> Layout:
        """The layout, once all was told."""
        body = self.solid
        while self.stack:
            self._pop()
        self._replay()
        self.marks += self._anchors
        self.finish()
        layout = Layout(self.source_text(), self.marks, reader="tei/1")
        layout.pages = _pages(self._pages, body, len(layout.text))
        layout.aliases = self.facts.aliases
        layout.stated = self.facts.stated(layout.text)
        title = self._title(layout)
        if title:
            layout.stated["title"] = title
            kind = kind_of_head(str(title.value)) if self.facts.document else None
            if kind:
                layout.stated["kind"] = Stated(kind, "head", title.range)
        if self._gaps:
            listed = "; ".join(self._gaps[:5])
            more = f" and {len(self._gaps) - 5} more" if len(self._gaps) > 5 else ""
            layout.gaps.append(Gap("text-missing", f"the edition leaves out {listed}{more}"))
        if self._unclear:
            layout.gaps.append(
                Gap("text-unclear", f"the editor is not sure of {self._unclear} places")
            )
        if self.deep:
            message = "elements nested deeper than 1,000 were read without their structure"
            layout.gaps.append(Gap("markup-deep", message))
        return layout

    def _title(self, layout: Layout) -> Stated | None:
        """The first heading, less the number of the document and the mark of its note."""
        head = next((m for m in layout.marks if m.kind == "heading"), None)
        if head is None:
            return None
        start, end = head.start, head.end
        for anchor in sorted(self._anchors):
            if start < anchor.start < end:
                end = anchor.start
        number = _NUMBER.match(layout.text[start:end])
        start += number.end() if number else 0
        words = " ".join(layout.text[start:end].split())
        return Stated(words, "head", (start, end)) if words else None


def _html(name: str, attributes: Mapping[str, str]) -> tuple[str, dict[str, str]]:
    """The element of HTML for a block, with what of its attributes the composer knows."""
    if name in ("list", "listPerson"):
        ordered = attributes.get("type") in ("ordered", "numbered") or "numbered" in attributes.get(
            "rend", ""
        )
        return ("ol" if ordered else "ul"), {}
    if name == "cell":
        spans = {"colspan": attributes.get("cols", "1"), "rowspan": attributes.get("rows", "1")}
        return ("th" if attributes.get("role") == "label" else "td"), spans
    return BLOCKS[name], {}


def _pages(starts: list[int], body: int, length: int) -> tuple[tuple[int, int], ...]:
    """The pages that page beginnings divide; the notes behind the text are of the last."""
    inner = [at for at in dict.fromkeys(starts) if 0 < at < body]
    if not inner:
        return ()
    bounds = [0, *inner, length]
    return tuple((a, b) for a, b in zip(bounds, bounds[1:], strict=False) if a < b)
