"""Chinese in simplified characters, for the encoder only; a text is never changed by it.

Left out: matching words across scripts, which the folded tokens of the archive do character by
character.

    >>> simplified("臺灣海峽之和平")
    '台湾海峡之和平'
"""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from typing import Any


@cache
def can_simplify() -> bool:
    """Whether OpenCC, which converts by phrases, is installed."""
    return find_spec("opencc") is not None


def simplified(text: str) -> str:
    """A Chinese text with its traditional characters as simplified ones."""
    out: str = _converter().convert(text)
    return out


@cache
def _converter() -> Any:
    from opencc import OpenCC

    return OpenCC("t2s")
