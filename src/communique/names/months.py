"""Surnames that are a month's name too: May 4, 2031 is a day, and nobody called May.

Recognised in English text: a month's name beside a day, a year, another month, or the words that
stand before months (in May, late May). Left out: surnames that a title makes sure (Prime Minister
May); `May` behind by, of, from, since, which may be either (`loosely` takes it for a month).

    >>> [reads_as_month(text, text.index("May"), text.index("May") + 3)
    ...  for text in ("On May 4, 2031", "by mid-May", "May and Juncker met")]
    [True, True, False]
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from communique.names.mentions import Mention

_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
MONTHS = frozenset({"March", "April", "May", "June", "July", "August"})
"""The months that are names of people as well."""
_JOINED = r"\s?(?:to|and|or|through|until|[-‐–—/,])\s?"
_BEHIND = re.compile(
    r"\s[0-9]{1,2}(?:st|nd|rd|th)?\b|,?\s(?:of\s)?[0-9]{4}\b|\s['’][0-9]{2}\b|\sDay\b"
    rf"|{_JOINED}{_MONTH}(?![\w])"
)
_BEFORE = re.compile(
    rf"(?:\b[0-9]{{1,2}}(?:st|nd|rd|th)?(?:\sof)?|\b{_MONTH}{_JOINED}"
    r"|\b(?:in|during|last|next|this|every|early|late|mid|(?:end|start|beginning|middle|month"
    r"|weeks?|half|days?|part)\sof))[\s-]?\Z",
    re.IGNORECASE,
)
_LOOSELY = re.compile(r"\b(?:by|until|till|of|since|from|before|after)\s\Z", re.IGNORECASE)
_REACH = 24
"""Characters before a name in which the words stand that tell of a month."""


def reads_as_month(text: str, start: int, end: int, *, loosely: bool = False) -> bool:
    """Whether the words at a place are a month's name, and by what stands around them a month."""
    if text[start:end] not in MONTHS:
        return False
    low = max(0, start - _REACH)
    if _BEHIND.match(text, end) or _BEFORE.search(text, low, start):
        return True
    return loosely and _LOOSELY.search(text, low, start) is not None


def without_months(
    text: str, mentions: Iterable[Mention], *, loosely: bool = False
) -> list[Mention]:
    """The mentions but for weak surnames that are months there."""
    return [
        m for m in mentions
        if not (m.weak and m.kind == "person")
        or not reads_as_month(text, m.start, m.end, loosely=loosely)
    ]  # fmt: skip
