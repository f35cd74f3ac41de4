"""What the elements of HTML are to a reader: blocks, cells, lists, and which mark each makes.

The tables of compose.py; which elements count as tags within plain text is in tags.py. Left out:
elements that only style their text (`<i>`, `<u>`, `<font>`), which make no mark.

    >>> INLINE["strong"], MARKED["figcaption"]
    ('bold', 'caption')
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from communique.read.layout import Mark

HEADINGS: Final = {f"h{n}": n for n in range(1, 7)}
BLOCKS: Final = frozenset({
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dialog",
    "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "frameset",
    "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "html", "legend", "li",
    "listing", "main", "menu", "nav", "ol", "optgroup", "option", "p", "pre", "search", "section",
    "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "xmp", "caption",
    "noscript",
})  # fmt: skip
VOID: Final = frozenset({
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr", "frame",
})  # fmt: skip
INLINE: Final = {
    "b": "bold",
    "strong": "bold",
    "sup": "note_anchor",
    "a": "link",
    "rt": "cut",
    "rp": "cut",
    "rtc": "cut",
}
MARKED: Final = {
    "p": "paragraph",
    "address": "paragraph",
    "dd": "paragraph",
    "dt": "paragraph",
    "pre": "preformatted",
    "listing": "preformatted",
    "blockquote": "quote",
    "figcaption": "caption",
    "caption": "caption",
    "table": "table",
}
LEAVES: Final = frozenset({"div", "section", "article", "center", "main", "body", "figure"})
LISTS: Final = frozenset({"ul", "ol", "menu", "dir"})
CELLS: Final = frozenset({"td", "th"})
BOLD_STYLE: Final = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
NOTE_ADDRESS: Final = re.compile(
    r"#_?(?:fn|ftn|cite_note|note|edn|_?footnote|endnote)[-_:]?\w{0,40}$", re.IGNORECASE
)


@dataclass(slots=True, eq=False)
class Frame:
    """An element that stands open: where its text began, and what to mark when it ends."""

    name: str
    start: int | None = None
    mark: str = ""
    level: int = 0
    extra: str = ""
    has_block: bool = False
    verdict: str = ""
    links: int = 0
    link_text: int = 0
    attributes: Mapping[str, str] = field(default_factory=dict)
    cells: int = 0
    kept: list[Mark] = field(default_factory=list)
    at: int = 0
    items: int = 0
    outer: tuple[dict[str, list[int]], dict[str, list[tuple[str, ...]]]] | None = None
