"""Radicals that a font's map gives in place of the characters they look like.

Producers that map glyphs to the first code point they find write ⾏ (U+2F8F) where 行 is shown; no
search finds it then. Those of the Kangxi block are told by Unicode's own compatibility; of the
supplement only those that are printed as whole characters. Left out: strokes and other shapes.

    >>> radical("⾏"), radical("⻑"), radical("⻌")
    ('行', '長', '⻌')
"""

from __future__ import annotations

import unicodedata
from typing import Final

SUPPLEMENT: Final = dict(
    zip(
        "⺟⺠⺩⻁⻄⻅⻆⻉⻋⻑⻓⻔⻘⻛⻜⻝⻢⻣⻤⻥⻦⻨⻩⻫⻬⻭⻮⻯⻰⻲⻳",
        "母民王虎西见角贝车長长门青风飞食马骨鬼鱼鸟麦黄斉齐歯齿竜龙亀龟",
        strict=True,
    )
)


def radical(char: str) -> str:
    """The character that a radical is printed for, or itself."""
    return SUPPLEMENT.get(char) or unicodedata.normalize("NFKC", char)[:1]
