"""TEI P5 as one reading: a document of a volume as the FRUS series prints them, or a text by
itself.

Recognises divisions and their heads, paragraphs, lists, tables, quotations, notes (the words of a
note stand behind the text, its number where it is referred to), page beginnings, datelines and
signatures, corrections (the corrected word is read) and abbreviations (as printed). What the markup
states is the header: the document's date (`frus:doc-dateTime-min`, else the date of its dateline),
the place of the dateline, the head as title, and the people named as writers, recipients and
participants. What an edition leaves out or cannot read is a gap. Left out: the critical apparatus,
facsimiles, drama, the words of `<teiHeader>`.

    >>> data = b'''<div type="document" xml:id="d1" frus:doc-dateTime-min="1961-05-04T00:00:00Z"
    ... frus:doc-dateTime-max="1961-05-04T23:59:59Z"><head>1. Note<note n="1">From X.</note></head>
    ... <p>Both <persName>sides</persName> met.</p></div>'''
    >>> layout = extract(data, name="d1")
    >>> layout.text, layout.stated["date"].value, layout.stated["title"].value
    ('1. Note1\\nBoth sides met.\\n1 From X.', '1961-05-04', 'Note')
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import pairwise
from typing import Final

from communique.model.gaps import Gap
from communique.read.collections.events import parse
from communique.read.collections.facts import TeiFacts, kind_of_head
from communique.read.collections.notes_behind import Annotated, NotesBehind
from communique.read.layout import Layout, Stated

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
    """The layout of a document. Raises `unsafe-markup`, `bomb`, `broken`. Marks are sorted and
    nest; time is linear.
    """
    return parse(data, lambda: NotesBehind(_Tei(), "note", "n"), name=name).behind().layout()


class _Tei(Annotated):
    """The composer of a TEI text."""

    def __init__(self) -> None:
        super().__init__()
        self.facts = TeiFacts()
        self._divisions = 0
        self._path: list[str] = []
        self._closing: list[str] = []
        self._pages: list[int] = []
        self._body = 0
        self._gaps: list[str] = []
        self._unclear = 0

    # -- what the parser tells -----------------------------------------------------------------

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element of TEI begins."""
        self._path.append(name)
        if self.hidden or name in HIDDEN:
            self.hidden += 1
            self.facts.hidden_start(name, attributes, self._path)
            return
        if not self.in_note:
            self.facts.start(name, attributes, self._path, self.length)
        self._closing.append(self._open(name, attributes))

    def end(self, name: str) -> None:
        """An element of TEI ends."""
        self._path.pop()
        if self.hidden:
            self.hidden -= 1
            self.facts.hidden_end(name)
            return
        html = self._closing.pop()
        if html:
            self._divisions -= html == "div"
            super().end(html)
        if name == "l":
            self.line_break()
        elif name == "label" and self._path and self._path[-1] == "list":
            super().text(" ")
        if not self.in_note:
            self.facts.end(name)

    def text(self, text: str) -> None:
        """Words."""
        if self.hidden:
            self.facts.hidden_text(text)
            return
        if not self.in_note:
            self.facts.text(text)
        super().text(text)

    def text_ended(self) -> int:
        """The text has ended, and with it the pages that are counted."""
        self._body = super().text_ended()
        return self._body

    # -- elements ------------------------------------------------------------------------------

    def _open(self, name: str, attributes: Mapping[str, str]) -> str:
        """Begin what the element is for the composer, if anything, and note the edition's marks."""
        html, given = "", dict[str, str]()
        if name == "head":
            html = self._head()
        elif name in BLOCKS:
            html, given = _html(name, attributes)
            self._divisions += html == "div"
        elif name in ("hi", "emph") and BOLD.search(attributes.get("rend", "")):
            html = "b"
        elif name == "lb":
            self.line_break()
        elif name == "pb" and not self.in_note:
            self._pages.append(self.length)
        elif name == "gap":
            self._gaps.append(_missing(attributes))
        elif name == "unclear":
            self._unclear += 1
        if html:
            super().start(html, given)
        return html

    def _head(self) -> str:
        """What a head is: a heading of its division's level, the title of a list or table."""
        parent = self._path[-2] if len(self._path) > 1 else ""
        if parent == "table":
            return "caption"
        if parent == "figure":
            return "figcaption"
        return "p" if parent in ("list", "listPerson") else f"h{min(6, max(1, self._divisions))}"

    # -- the end -------------------------------------------------------------------------------

    def layout(self) -> Layout:
        """The layout, once all was told."""
        self.finish()
        layout = Layout(self.source_text(), self.marks, reader="tei/1")
        layout.pages = _pages(self._pages, self._body, len(layout.text))
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
        for anchor in sorted(self.anchors):
            if start < anchor.start < end:
                end = anchor.start
        number = _NUMBER.match(layout.text[start:end])
        start += number.end() if number else 0
        words = " ".join(layout.text[start:end].split())
        return Stated(words, "head", (start, end)) if words else None


def _missing(attributes: Mapping[str, str]) -> str:
    """What a `<gap>` says is left out, and why."""
    measured = (attributes.get("quantity", ""), attributes.get("unit", ""))
    extent = attributes.get("extent") or " ".join(measured).strip() or "some words"
    return f"{extent} (reason: {attributes.get('reason') or 'not given'})"[:120]


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
    return tuple((a, b) for a, b in pairwise(bounds) if a < b)
