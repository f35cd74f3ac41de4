"""The text of a document as HTML: blocks, sentences with their marks, notes.

Every sentence says where it stands in the reading (`data-at`), and again wherever the words do not
go on from there, so that a script finds the place of any selection by counting code points. Marks
are nested as the quotes are; where they cross, one is closed and opened again. The first piece of a
finding has its id (`f-…`), all name it in `data-f`.

The words are escaped by report.page; what is built here holds nothing else of a document.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup

from communique.model.findings import Finding, singular
from communique.report.page import words as escaped
from communique.report.pieces import Piece
from communique.report.reading_blocks import Block, NoteView, Ref, Row, Sentence
from communique.report.signs import UNSAFE, flat

_SPACELESS = ("ja", "zh")

_FURNITURE = {
    **dict.fromkeys(
        ("navigation", "breadcrumb", "skip_link", "site_header", "search"), "navigation"
    ),
    **dict.fromkeys(("caption", "credit"), "caption"),
    **dict.fromkeys(("share", "newsletter", "comments"), "share"),
    **dict.fromkeys(("related", "tags"), "related"),
    **dict.fromkeys(("footer", "cookie_banner"), "footer"),
    **{name: name for name in ("advert", "running_head", "page_number", "byline_label")},
}
"""What sorts of furniture are called; any other is but no text."""

Say = Callable[..., str]


@dataclass(slots=True)
class Drawing:
    """Draws the blocks of one document. `states` are the verdicts of people by the finding's id;
    `chosen` is the finding that is open; `say` gives the words of the page.
    """

    findings: Sequence[Finding]
    language: str
    say: Say
    states: Mapping[str, str] = field(default_factory=dict)
    chosen: str | None = None
    _named: set[int] = field(default_factory=set)
    _page: int | None = None

    def block(self, block: Block) -> Markup:
        """A block as HTML."""
        return Markup(self._block(block))

    def note(self, note: NoteView) -> Markup:
        """A note as an item of a list, with a way back to its mark."""
        inner = "".join(self._block(each, pin=False) for each in note.blocks)
        back = ""
        if note.marked:
            said = escaped(self.say("document.back"))
            back = f'<a class="back" href="#ref-{note.number}" aria-label="{said}">↩</a>'
        label = f'<span class="label">{escaped(note.label)}</span>'
        return Markup(f'<li id="note-{note.number}">{label}<div>{inner}</div>{back}</li>')

    def title(self, block: Block) -> Markup:
        """The words of a block without its element."""
        return Markup(self._sentences(block.sentences))

    def _block(self, block: Block, *, pin: bool = True) -> str:
        if block.kind == "table":
            return self._table(block)
        if block.kind == "furniture":
            said = escaped(self.say(f"document.furniture-{_FURNITURE.get(block.what, 'other')}"))
            words = self._pieces(block.pieces)
            start = next((piece.start for piece in block.pieces if piece.start is not None), 0)
            return (
                f'<p class="b furniture"><span class="tag">{said}</span> '
                f'<span class="s" data-at="{start}">{words}</span></p>'
            )
        classes = ["b"]
        if block.depth:
            classes.append(f"d{min(block.depth, 6)}")
        if block.kind == "heading":
            classes.append("heading")
        element = f"h{min(block.level, 6)}" if block.level else "p"
        label = f'<span class="label">{escaped(block.label)} </span>' if block.label else ""
        link = self._pin(block.sentences[0].id) if pin else ""
        return (
            f'<{element} class="{" ".join(classes)}"{self._lang(block.language)}>{link}{label}'
            f"{self._sentences(block.sentences)}</{element}>\n"
        )

    def _pin(self, id: str) -> str:
        said = escaped(self.say("document.permalink"))
        return f'<a class="pin" href="#p-{id}" aria-label="{said}">¶</a>'

    def _lang(self, language: str) -> str:
        return "" if language == self.language else f' lang="{escaped(language)}"'

    def _sentences(self, sentences: Sequence[Sentence]) -> str:
        made = []
        for number, sentence in enumerate(sentences):
            if number and not sentence.language.startswith(_SPACELESS):
                made.append(" ")
            if sentence.page is not None and sentence.page != self._page:
                self._page = sentence.page
                made.append(
                    f'<span class="page-no" id="page-{sentence.page}">'
                    f"{escaped(self.say('document.page', number=sentence.page))}</span>"
                )
            made.append(self._sentence(sentence))
        return "".join(made)

    def _sentence(self, sentence: Sentence) -> str:
        start = next((p.start for p in sentence.parts if isinstance(p, Piece)), None)
        return (
            f'<span class="s" id="p-{sentence.id}" data-at="{start or 0}">'
            f"{self._pieces(sentence.parts, start)}</span>"
        )

    def _table(self, block: Block) -> str:
        named = escaped(self.say("document.table"))
        rows = "".join(map(self._row, block.rows))
        return (
            f'<div class="b scroll" tabindex="0" role="region" aria-label="{named}">'
            f"<table>{rows}</table></div>\n"
        )

    def _row(self, row: Row) -> str:
        cells = []
        for cell in row.cells:
            element = 'th scope="col"' if cell.head else "td"
            start = next((piece.start for piece in cell.pieces if piece.start is not None), None)
            words = self._pieces(cell.pieces, start)
            inner = f'<span class="s" data-at="{start}">{words}</span>' if words else ""
            cells.append(f"<{element}>{inner}</{element[:2]}>")
        name = f' id="p-{row.id}"' if row.id else ""
        return f"<tr{name}>{''.join(cells)}</tr>"

    def _pieces(self, parts: Iterable[Piece | Ref], at: int | None = None) -> str:
        """Pieces with their marks; `at` is the place that the element around them says."""
        made: list[str] = []
        opened: list[int] = []

        def close(keep: int) -> None:
            while len(opened) > keep:
                opened.pop()
                made.append("</mark>")

        for part in parts:
            if isinstance(part, Ref):
                close(0)
                made.append(self._ref(part))
                continue
            same = 0
            while same < min(len(opened), len(part.within)) and opened[same] == part.within[same]:
                same += 1
            close(same)
            for number in part.within[same:]:
                made.append(self._mark(number))
                opened.append(number)
            shown, at = _placed(part, at)
            made.append(shown)
        close(0)
        return "".join(made)

    def _mark(self, number: int) -> str:
        first = number not in self._named
        self._named.add(number)
        if number == len(self.findings):
            return '<mark class="at" id="at">' if first else '<mark class="at">'
        finding = self.findings[number]
        classes = f"k-{singular(finding.kind)}"
        if finding.id in self.states:
            classes += f" v-{self.states[finding.id]}"
        if finding.id == self.chosen:
            classes += " on"
        name = f' id="f-{finding.id}"' if first else ""
        return f'<mark class="{classes}"{name} data-f="{finding.id}">'

    def _ref(self, ref: Ref) -> str:
        return (
            f'<sup class="ref"><a href="#note-{ref.note}" id="ref-{ref.note}" role="doc-noteref">'
            f"{escaped(ref.mark)}</a></sup>"
        )


def _placed(piece: Piece, at: int | None) -> tuple[str, int | None]:
    """The words of a piece, with their place if they do not go on from `at`, and where they end.

    A character that is shown by a longer sign (`‹U+202E›`) says its own place.
    """
    if piece.start is None:
        return escaped(piece.text), None
    if len(flat(piece.text)) != len(piece.text):
        return _signs(piece.text, piece.start), None
    words = escaped(piece.text)
    shown = words if piece.start == at else f'<span data-at="{piece.start}">{words}</span>'
    return shown, piece.end


def _signs(text: str, start: int) -> str:
    made, last = [], 0
    for found in UNSAFE.finditer(text):
        if found.start() > last:
            made.append(_span(text[last : found.start()], start + last))
        made.append(_span(found[0], start + found.start(), " data-sign"))
        last = found.end()
    if last < len(text):
        made.append(_span(text[last:], start + last))
    return "".join(made)


def _span(text: str, start: int, more: str = "") -> str:
    return f'<span data-at="{start}"{more}>{escaped(text)}</span>'
