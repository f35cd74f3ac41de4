"""Visible signs for characters that would act on what shows them, or that a format cannot hold.

Recognises C0 and C1 control characters, DEL, bidirectional controls, line and paragraph separators,
lone surrogates and code points that are no characters. Each is shown by a visible sign, never left
out.
It does not judge look-alike letters or zero-width joiners, which many scripts need.

    >>> print(visible("The two sides\\x1b[2J agreed\\u202e."))
    The two sides␛[2J agreed‹U+202E›.
"""

from __future__ import annotations

import re

_CONTROLS = r"\x00-\x08\x0b-\x1f\x7f-\x9f"
_DIRECTIONS = r"\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_OTHERS = r"\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff"
UNSAFE = re.compile(f"[{_CONTROLS}{_DIRECTIONS}{_OTHERS}]")

_CONTROL_PICTURES = 0x2400
_DELETE, _DELETE_PICTURE = 0x7F, "␡"


def visible(text: str) -> str:
    """The text with everything that could act on its reader's machine replaced by a visible sign;
    tabs and newlines stay.

    >>> visible("a\\x00b\\x7fc\\x9bd")
    'a␀b␡c‹U+009B›d'
    """
    return UNSAFE.sub(_sign, text.replace("\r\n", "\n"))


def in_one_line(text: str) -> str:
    """The same with each run of white space as one space, for a name or a title.

    >>> in_one_line("Joint\\r\\n  Statement\\t(draft)")
    'Joint Statement (draft)'
    """
    return visible(" ".join(text.split()))


def flat(text: str) -> str:
    """The same with each white space character as a space, so that pieces of a text still join."""
    return visible(re.sub(r"\s", " ", text))


def _sign(found: re.Match[str]) -> str:
    code = ord(found[0])
    if code < 0x20:
        return chr(_CONTROL_PICTURES + code)
    return _DELETE_PICTURE if code == _DELETE else f"‹U+{code:04X}›"
