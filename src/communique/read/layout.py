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
from communique.model.places import Place
from communique.model.quotes import Range


class Mark(NamedTuple):
    """A stretch of the reading and what the format says of it.

    `kind` is one of
    - block marks: `heading` (level 1-6), `list_item` (level: depth from 1), `caption`, `paragraph`,
      `preformatted`, `quote`. A `paragraph` whose `extra` is `printed` is a paragraph as it stands
      on paper: its lines belong together however long they are, and no other line does; pieces
      with the same `level` are one paragraph that a column, page or note interrupts;
    - `note`: a note that the format knows as one, label included (`extra`: the label as printed;
      pieces of one note on two pages bear the same `level`, which else is 0);
    - `table`, `row`, `cell` (nested ranges; `level` of a cell is 1 for a header cell, `extra` its
      "colspan,rowspan");
    - `furniture` (`extra` says what: navigation, advert, cookie_banner, related, share, footer,
      feed, running_head, page_number, watermark, hidden, …);
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


class Stated(NamedTuple):
    """A header field as the file's own markup gives it, with the element it stands in (`Date`,
    `dateline/placeName`); range if its words are in the reading. It wins over what rules find in
    the text; what a manifest or person sets wins over it.
    """

    value: str | tuple[str, ...]
    where: str
    range: Range | None = None


@dataclass(slots=True)
class Layout:
    """A reading's text with the format's marks, sorted by start, and the page's own metadata.

    `metadata` keys: title, published, author, language, site, place, source, notes, url. `body` is
    where the text proper begins if the format says so (`[Full text]`). `places` say where lines (of
    scans: words) stand on the pages, sorted by start; `page_sizes` are width and height in points.
    `stated` are header fields (as in manifests) that the markup gives, `aliases` ids and addresses
    that the file gives itself, as (scheme, alias). `cuts` and `hyphenated` are worked out by
    paragraphs.py on first use.
    """

    text: str
    marks: list[Mark] = field(default_factory=list)
    metadata: dict[str, Metadatum] = field(default_factory=dict)
    pages: tuple[Range, ...] = ()
    places: list[Place] = field(default_factory=list)
    page_sizes: tuple[tuple[float, float], ...] = ()
    gaps: list[Gap] = field(default_factory=list)
    body: int | None = None
    reader: str = "text/1"
    stated: dict[str, Stated] = field(default_factory=dict)
    aliases: list[tuple[str, str]] = field(default_factory=list)
    cuts: list[Range] | None = None
    hyphenated: frozenset[str] | None = None
