"""Whether a text was read by a scanner, or looks so: what makes a misread digit likely.

Signs: the reader that made the reading; letters within numbers (1O, l2), circles among Han
numerals, characters that no font had, and dashes of different sorts among numerals. Left out: scans
so good that nothing shows.

    >>> signs("It rose to 1O5 and l20, then 9l0."), signs("It rose to 105.")
    (3, 0)
"""

from __future__ import annotations

import re

from communique.compare.texts import Text

FEW = 2
"""So many signs may stand in any text."""

_LOOKED_AT = 200_000
_SIGNS = re.compile(
    r"(?<![A-Za-z0-9])(?:[0-9]+[lIO|][0-9]*|[lIO|][0-9]{2,})(?![A-Za-z0-9])|\ufffd"
    r"|[一二三四五六七八九][○◯][一二三四五六七八九○◯]|[〇一二三四五六七八九][0-9]{1,2}[〇一二三四五六七八九]"
    r"|[一二三四五六七八九][|｜丨][一二三四五六七八九]"
)


def signs(words: str) -> int:
    """How many signs of a scanner a text shows."""
    return sum(1 for _ in _SIGNS.finditer(words[:_LOOKED_AT]))


def scanned(text: Text) -> bool:
    """Whether a text was scanned or looks as if it was."""
    reader = text.reading.reader
    return any(word in reader for word in ("scan", "ocr", "tesseract")) or (
        signs(text.reading.text) > FEW
    )
