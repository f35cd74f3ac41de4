"""Plain text, and text with HTML inside, as a reading that keeps every character.

Recognises known HTML tags and comments inside text (a scraped article that kept its `<p>` and
`<sup>`): they are left out of the reading and become marks as in html.py, a block that ends within
a line breaks it; references (`&amp;`) are decoded only where there are tags. Form feeds divide
pages. The header lines of "The World and Japan" fill the metadata. Everything else stays as it is:
line ends of every kind, indents, Markdown (markdown.py marks it).

    >>> extract("Talks in Averne<sup>1</sup> <3\\r\\n<p>Both agreed.</p><p>They met.</p>").text
    'Talks in Averne1 <3\\r\\nBoth agreed.\\nThey met.'
"""

from __future__ import annotations

from communique.model.gaps import Gap
from communique.read import markdown
from communique.read.compose import Composer
from communique.read.elements import VOID
from communique.read.layout import Layout, Mark
from communique.read.tags import KNOWN, TEXT_TAG, attributes, scan, unescape
from communique.read.worldjpn import labelled_lines

SHOWN = frozenset({"title", "textarea", "xmp"})


def extract(source: str, *, name: str = "") -> Layout:
    """The layout of a text. Guaranteed: without tags inside, `layout.text == source`; marks sorted
    and nested; linear time.
    """
    layout = _without_tags(source) if "<" in source and _has_tags(source) else Layout(source)
    layout.reader = "text/1"
    metadata, layout.body = labelled_lines(layout.text)
    layout.metadata.update(metadata)
    layout.pages = _pages(layout.text)
    if markdown.is_markdown(layout.text, name=name):
        layout.marks = nested([*layout.marks, *markdown.marks(layout.text)])
    return layout


def _has_tags(source: str) -> bool:
    """Whether there is a known tag or a comment; what looks like one in passing (`<a@b.org>`) is
    none.
    """
    if "<!--" in source:
        return True
    return any(m[2].lower() in KNOWN for m in TEXT_TAG.finditer(source))


def _without_tags(source: str) -> Layout:
    """The text between the tags, with their marks."""
    composer = Composer(verbatim=True)
    gaps: list[Gap] = []
    for token in scan(source, page=False):
        if token.kind == "text" or (token.kind == "raw" and token.name in SHOWN):
            composer.text(unescape(token.text) if "&" in token.text else token.text)
        elif token.kind == "start":
            composer.start(token.name, attributes(token.text) if token.text else {})
        elif token.kind == "end" and token.name not in VOID:
            composer.end(token.name)
    composer.finish()
    if composer.deep:
        gaps.append(
            Gap(
                "markup-deep", "elements nested deeper than 1,000 were read without their structure"
            )
        )
    return Layout(composer.source_text(), composer.marks, gaps=gaps)


def _pages(text: str) -> tuple[tuple[int, int], ...]:
    """The pages that form feeds divide; none if there are none. A form feed at the very end divides
    nothing.
    """
    if "\f" not in text.rstrip("\f\n\r "):
        return ()
    pages, start = [], 0
    for piece in text.split("\f"):
        pages.append((start, min(len(text), start + len(piece) + 1)))
        start += len(piece) + 1
    if len(pages) > 1 and not text[pages[-1][0] :].strip():
        last = pages.pop()
        pages[-1] = (pages[-1][0], max(last[1], pages[-1][1]))
    return tuple(p for p in pages if p[1] > p[0])


def nested(marks: list[Mark]) -> list[Mark]:
    """The marks sorted by start, the wider first; one that crosses an earlier one's end is cut at
    it.
    """
    out: list[Mark] = []
    open_ends: list[int] = []
    for mark in sorted(marks, key=lambda m: (m.start, -m.end)):
        while open_ends and open_ends[-1] <= mark.start:
            open_ends.pop()
        if open_ends and mark.end > open_ends[-1]:
            mark = mark._replace(end=open_ends[-1])
        if mark.end > mark.start:
            open_ends.append(mark.end)
        out.append(mark)
    return sorted(out, key=lambda m: (m.start, -m.end))
