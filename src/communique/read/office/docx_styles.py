"""What Word's styles say: which paragraphs are headings, tables of contents, captions, quotations.

Recognises outline levels, set on the paragraph, its style or the styles that is based on; built-in
names in whatever language a program wrote them; numbering that a style gives. Left out: how styles
look, but for bold, which a heading without a style has.

    >>> [level_of_name(each) for each in ("heading 2", "見出し 1", "标题 3", "Title", "Body Text")]
    [2, 1, 3, 1, 0]
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from communique.read.office.markup import Element, attribute, child, children, number

_HEADING: Final = re.compile(
    r"(?:heading|h|見出し|标题|標題|제목|überschrift|titre|título|titolo|заголовок)\s?([1-9])$",
    re.IGNORECASE,
)
_TITLE: Final = frozenset({"title", "表題", "标题", "標題", "題名"})
_SUBTITLE: Final = frozenset({"subtitle", "副題", "副标题", "副標題"})
_CONTENTS: Final = re.compile(r"(?:toc|目次|目录|目錄)\s?[1-9]$", re.IGNORECASE)
_CAPTION: Final = frozenset({"caption", "図表番号", "题注", "標號"})
_QUOTE: Final = frozenset({"quote", "intense quote", "引用文", "引用", "引文"})
_DEEPEST: Final = 30
"""Styles that are based on one another; Word allows eleven."""


def level_of_name(name: str) -> int:
    """The level of a heading by its style's name; 0 if it is none."""
    bare = name.strip().lower()
    if found := _HEADING.match(bare):
        return min(6, int(found[1]))
    return 1 if bare in _TITLE else 2 if bare in _SUBTITLE else 0


@dataclass(frozen=True, slots=True)
class Style:
    """What a paragraph style says: a heading's level, a kind of block, numbering, bold."""

    level: int = 0
    kind: str = ""
    numbering: tuple[int, int] | None = None
    bold: bool = False


PLAIN: Final = Style()


class Styles:
    """The paragraph styles of a document by their ids."""

    def __init__(self, root: Element | None) -> None:
        self._elements = {
            attribute(style, "styleId"): style
            for style in children(root, "style")
            if attribute(style, "type") in ("paragraph", "")
        }
        self._known: dict[str, Style] = {}

    def of(self, identifier: str) -> Style:
        """The style with an id; a plain one if there is none."""
        if identifier not in self._known:
            self._known[identifier] = self._read(identifier)
        return self._known[identifier]

    def _read(self, identifier: str) -> Style:
        level, kind, bold = 0, "", False
        numbering: tuple[int, int] | None = None
        seen: set[str] = set()
        while identifier in self._elements and identifier not in seen and len(seen) < _DEEPEST:
            seen.add(identifier)
            style = self._elements[identifier]
            name = attribute(child(style, "name"), "val")
            properties = child(style, "pPr")
            level = level or level_of_name(name) or outline_level(properties)
            kind = kind or _kind(name)
            if numbering is None and (found := child(properties, "numPr")) is not None:
                numbering = (number(child(found, "numId"), "val"), _level(found))
            bold = bold or is_on(child(style, "rPr"), "b")
            identifier = attribute(child(style, "basedOn"), "val")
        return Style(level, kind, numbering, bold)


def _level(properties: Element) -> int:
    return number(child(properties, "ilvl"), "val", -1)


def _kind(name: str) -> str:
    bare = name.strip().lower()
    if _CONTENTS.match(bare):
        return "contents"
    return "caption" if bare in _CAPTION else "quote" if bare in _QUOTE else ""


def outline_level(properties: Element | None) -> int:
    """The level of a heading that a paragraph's own properties give; 0 if they give none."""
    value = number(child(properties, "outlineLvl"), "val", 9)
    return min(6, value + 1) if 0 <= value < 9 else 0


def is_on(properties: Element | None, name: str) -> bool:
    """Whether a property that is on or off is there and on."""
    found = child(properties, name)
    return found is not None and attribute(found, "val", "1") not in ("0", "false", "off", "none")
