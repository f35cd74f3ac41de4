"""A web page as one reading: all its text in the order of the source, with what the elements say of
it.

Recognises headings, paragraphs, lists, tables (also which tables only lay out the page), captions,
quotations, bold, note marks, links, ruby (annotations are in the reading, marked `cut`), the page's
own title, date, author and language, the header lines of "The World and Japan", and furniture
(page_furniture.py). Left out of the reading, as in a browser: scripts, styles, templates, drawings,
choices of forms, comments, the list markers that a browser counts (they are in the mark). Text
hidden by the page is in, marked `furniture`.

    >>> layout = extract("<title>Talks</title><h1>XAA &amp; XBB</h1><p>Both sides<br>agreed.")
    >>> layout.text
    'XAA & XBB\\nBoth sides\\nagreed.'
    >>> layout.metadata["title"].value
    'Talks'

The tags are read by our own scanner, because no parser kept both the words and the time: selectolax
1.0.2 with lexbor (MIT) takes 13.5 s for 100,000 nested `<div>`, quadratic in their depth; lxml
6.1.3 (BSD) drops what is nested deeper than 2,048. Ours takes 0.6 s, keeps all text, and is the one
we need anyhow for tags within plain text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from communique.model.gaps import Gap
from communique.read.compose import Composer
from communique.read.elements import Frame
from communique.read.layout import Layout
from communique.read.metadata import Facts
from communique.read.page_furniture import Judge, inline_label
from communique.read.tags import Token, attributes, scan, unescape
from communique.read.worldjpn import labelled_lines

TABLE_PART = re.compile(r"<(/?)(table|tr|td|th|h[1-6]|form|article|main)(?=[\s/>])", re.IGNORECASE)
LONG_CELL = (
    3000  # characters of source in one cell: no cell of a table of figures, but a page's column
)
SHOWN = frozenset({"textarea", "xmp"})  # elements without markup inside whose text a browser prints


def extract(source: str, *, name: str = "") -> Layout:
    """The layout of a page. Guaranteed: marks sorted and nested, all within the text; time linear
    in the page's length.
    """
    page = _Page(_layout_tables(source) if "<table" in source.lower() else frozenset())
    cache: dict[str, Mapping[str, str]] = {"": {}}
    for token in scan(source, page=True):
        page.feed(token, cache)
    page.finish()
    layout = Layout(
        page.source_text(), page.marks, page.facts.found, gaps=page.gaps, reader="html/1"
    )
    labelled, layout.body = labelled_lines(layout.text)
    layout.metadata.update(labelled)
    furniture, gaps = page.judge.furniture(source, layout.text)
    layout.marks = sorted(
        [*layout.marks, *furniture], key=lambda m: (m.start, -m.end, m.kind != "furniture")
    )
    layout.gaps += gaps
    if page.deep:
        layout.gaps.append(
            Gap(
                "markup-deep", "elements nested deeper than 1,000 were read without their structure"
            )
        )
    return layout


class _Page(Composer):
    """The composer of a page: besides text and marks it collects what the page says of itself."""

    def __init__(self, layout_tables: frozenset[int]) -> None:
        super().__init__(verbatim=False)
        self.facts = Facts()
        self.judge = Judge()
        self.gaps: list[Gap] = []
        self.layout_tables = layout_tables
        self._script = ""

    def feed(self, token: Token, cache: dict[str, Mapping[str, str]]) -> None:
        """Take one token."""
        kind, name = token.kind, token.name
        if kind == "text":
            self.text(unescape(token.text) if "&" in token.text else token.text)
        elif kind == "end":
            self.end(name)
        elif kind == "start":
            found = cache.get(token.text)
            if found is None:
                found = attributes(token.text)
                if len(token.text) < 200 and len(cache) < 10_000:
                    cache[token.text] = found
            if name == "table" and token.at in self.layout_tables:
                found = {**found, "role": "presentation"}
            self._head(name, found)
            self.start(name, found)
        else:
            self._unmarked(token)

    def _head(self, name: str, found: Mapping[str, str]) -> None:
        """What an element says of the page."""
        if name == "meta":
            self.facts.meta(found)
        elif name == "html":
            self.facts.add("<html lang>", found.get("lang") or found.get("xml:lang", ""))
        elif name == "link" and found.get("rel", "").lower() == "canonical":
            self.facts.add("<link rel=canonical>", found.get("href", ""))
        elif name == "time" and found.get("datetime"):
            self.facts.add("<time>", found["datetime"])
        elif name == "script":
            self._script = found.get("type", "").lower()

    def _unmarked(self, token: Token) -> None:
        """The content of an element that holds no markup."""
        if token.kind == "open":
            message = f"<{token.name}> never ends: {len(token.text)} characters were left out"
            self.gaps.append(Gap("markup-unclosed", message))
        elif token.name == "title":
            self.facts.add("<title>", unescape(token.text[:4000]))
        elif token.name == "script" and "ld+json" in self._script:
            if not self.facts.json_ld(token.text):
                self.gaps.append(
                    Gap("metadata-unreadable", "a JSON-LD block of the page is no JSON")
                )
        elif token.name in SHOWN:
            self.text(unescape(token.text) if token.name == "textarea" else token.text)

    def _push(self, frame: Frame) -> None:
        self.judge.begun(frame, self.stack)
        super()._push(frame)

    def kinds(self, name: str, attributes: Mapping[str, str]) -> tuple[str, ...]:
        what = inline_label(name, attributes) if attributes else ""
        found = super().kinds(name, attributes)
        return (f"furniture:{what}", *found) if what else found

    def ended(self, frame: Frame, start: int, end: int) -> None:
        self.judge.ended(frame, start, end, self)


def _layout_tables(source: str) -> frozenset[int]:
    """Where tables begin that only lay out the page: with a table, heading or form inside, one cell
    a row, or a very long cell.
    """
    found: set[int] = set()
    stack: list[list[int]] = []  # start, cells in this row, most cells, where the last cell began
    for match in TABLE_PART.finditer(source):
        name, at = match[2].lower(), match.start()
        if name == "table" and not match[1]:
            if stack:
                found.add(stack[-1][0])
            stack.append([at, 0, 0, -1])
        elif not stack:
            continue
        elif name in ("tr", "td", "th", "table"):
            top = stack[-1]
            if top[3] >= 0 and at - top[3] > LONG_CELL:
                found.add(top[0])
            top[3] = at if name in ("td", "th") and not match[1] else -1
            if name == "tr":
                top[1] = 0
            elif name != "table" and not match[1]:
                top[1] += 1
                top[2] = max(top[2], top[1])
            elif name == "table":
                stack.pop()
                if top[2] < 2:
                    found.add(top[0])
        else:
            found.add(stack[-1][0])
    return frozenset(found)
