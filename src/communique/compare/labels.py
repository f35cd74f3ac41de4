"""Labels of items as numbers, so that 4(a) of one version is 四（一） of the other.

Digits of any width, Japanese and Chinese numerals, letters, Roman numerals, circled numbers,
kana, number words (Part Five) are read; anchors.yaml holds them. A single i, v or x is taken for
a Roman numeral. Left out: labels that the passage itself does not show.

    >>> item_key("4(a)"), item_key("四（一）"), item_key("Part Five.18"), item_key("第5部.18")
    ('4.1', '4.1', '5.18', '5.18')
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from communique.compare.anchors import knowledge
from communique.languages.numerals import integer

_PART = re.compile(r"[0-9〇一二三四五六七八九十百]+|[a-z]+|[ア-ン]|[①-⑳]|[甲乙丙丁戊己]")
_CIRCLED = re.compile(r"[①-⑳]")


def item_key(item: str) -> str:
    """The labels of an item as numbers with points between; the item itself where none of it is a
    number.

    >>> item_key("Ⅳ.②"), item_key("(c)"), item_key("Annex")
    ('4.2', '3', 'Annex')
    """
    # Circled numbers go by the table, before their circles are folded away.
    spaced = _CIRCLED.sub(lambda match: f" {_labels()[match[0]]} ", item)
    folded = unicodedata.normalize("NFKC", spaced).lower()
    parts = [integer(part) or _labels().get(part) for part in _PART.findall(folded)]
    return ".".join(str(part) for part in parts if part is not None) or item


@cache
def _labels() -> dict[str, int]:
    rows = reversed(knowledge()["labels"])
    return {label: at for row in rows for at, label in enumerate(row, 1) if label}
