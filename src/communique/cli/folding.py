"""Folds long lines at the width of a terminal, in scripts with and without spaces.

English is folded at spaces; Japanese and Chinese between any two characters, except that no line
begins with a closing mark or ends with an opening one. A word wider than the line is cut. Nothing
is added or lost: folding gives offsets.

    >>> text = "両国は、同盟を深める。"
    >>> [text[a:b] for a, b in lines(text, 12)]
    ['両国は、同盟', 'を深める。']
"""

from __future__ import annotations

import re

from rich.cells import cell_len, get_character_cell_size

_IDEOGRAPHS = "\u2e80-\u2fff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_WIDE = f"{_IDEOGRAPHS}\u3040-\u33ff\uff01-\uff60\uffe0-\uffe6"
_OPENING = r"（［｛「『【〔〈《｟〖〘“‘"
_CLOSING = r"、。，．・：；？！）］｝」』】〕〉》｠〗〙”’々ー…％,.:;?!)\]%"
_UNIT = re.compile(
    rf"\s+|[{_OPENING}]*(?:[{_WIDE}](?<![{_OPENING}])|[^\s{_WIDE}{_OPENING}]+)[{_CLOSING}]*"
    rf"|[{_OPENING}]+|[{_CLOSING}]+"
)


def lines(text: str, width: int) -> list[tuple[int, int]]:
    """The ranges of the lines of one paragraph (no newlines in it), each at most `width` columns
    wide.
    """
    found: list[tuple[int, int]] = []
    start, used = 0, 0
    for unit in _UNIT.finditer(text):
        size = cell_len(unit[0])
        if used + size <= width:
            used += size
        elif unit[0].isspace():
            found.append((start, unit.start()))
            start, used = unit.end(), 0
        else:
            if unit.start() > start:
                found.append((start, unit.start()))
                start = unit.start()
            start, used = _cut(text, start, unit.end(), width, found)
    if start < len(text):
        found.append((start, len(text)))
    return [(a, a + len(text[a:b].rstrip())) for a, b in found]


def _cut(
    text: str, start: int, end: int, width: int, found: list[tuple[int, int]]
) -> tuple[int, int]:
    """Cut a unit that begins a line and may be wider than it; where the last line begins, and its
    width so far.
    """
    used = 0
    for i in range(start, end):
        size = get_character_cell_size(text[i])
        if used + size > width and i > start:
            found.append((start, i))
            start, used = i, 0
        used += size
    return start, used
