"""The form in which every format module hands its text to the structure modules.

A format module (text, markdown, html; later pdf, docx) extracts the reading's text and says by
*marks* what the format itself knew of it: this stretch is a heading, a cell, bold, a caption, part
of the navigation. Everything else (numbering, sentences, language, notes) is found from the text,
the same way for all formats.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from communique.model.gaps import Gap
from communique.model.quotes import Range


class Mark(NamedTuple):
    """A stretch of the reading and what the format says of it.

    `kind` is one of
    - block marks: `heading` (level 1-6), `list_item` (level: depth from 1), `caption`, `paragraph`,
      `preformatted`, `quote`;
    - `table`, `row`, `cell` (nested ranges; `level` of a cell is 1 for a header cell, `extra` its
      "colspan,rowspan");
    - `furniture` (`extra` says what: navigation, advert, cookie_banner, related, share, footer,
      feed, …);
    - inline marks: `bold`, `note_anchor` (a superscript), `cut` (markup that is in the reading but
      not in the text: Markdown asterisks, link addresses, ruby annotations), `link`.
    """

    start: int
    end: int
    kind: str
    level: int = 0
    extra: str = ""


class Metadatum(NamedTuple):
    """A fact that the page states about itself, and where (`og:title`, `<title>`, `[Date]`); range
    if in the reading."""

    value: str
    where: str
    range: Range | None = None


@dataclass(slots=True)
class Layout:
    """A reading's text with the format's marks, sorted by start, and the page's own metadata.

    `metadata` keys: title, published, author, language, site, place, source, notes, url. `body` is
    where the text proper begins if the format says so (`[Full text]`). `cuts` and `hyphenated` are
    worked out by paragraphs.py on first use.
    """

    text: str
    marks: list[Mark] = field(default_factory=list)
    metadata: dict[str, Metadatum] = field(default_factory=dict)
    pages: tuple[Range, ...] = ()
    gaps: list[Gap] = field(default_factory=list)
    body: int | None = None
    reader: str = "text/1"
    cuts: list[Range] | None = None
    hyphenated: frozenset[str] | None = None
