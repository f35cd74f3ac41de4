"""Makes text of unknown origin safe to print on a terminal, and keeps every character accounted
for.

Recognises what could move the cursor, change the terminal's state or the order in which text is
shown: C0 and C1 control characters, DEL, bidirectional controls, line and paragraph separators,
lone surrogates. Each is shown by a visible sign, never left out. It does not judge look-alike
letters or zero-width joiners, which many scripts need.

    >>> print(visible("The two sides\\x1b[2J agreed\\u202e."))
    The two sides␛[2J agreed‹U+202E›.
"""

from __future__ import annotations

import re

_CONTROLS = r"\x00-\x08\x0b-\x1f\x7f-\x9f"
_DIRECTIONS = r"\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_OTHERS = r"\u2028\u2029\ufeff\ud800-\udfff"
_UNSAFE = re.compile(f"[{_CONTROLS}{_DIRECTIONS}{_OTHERS}]")

_CONTROL_PICTURES = 0x2400
_DELETE, _DELETE_PICTURE = 0x7F, "␡"


def visible(text: str) -> str:
    """The text with everything that could act on a terminal replaced by a visible sign; tabs and
    newlines stay.

    >>> visible("a\\x00b\\x7fc\\x9bd")
    'a␀b␡c‹U+009B›d'
    """
    return _UNSAFE.sub(_sign, text.replace("\r\n", "\n"))


def one_line(text: str) -> str:
    """The same for a table cell or message: white space of any sort, newlines too, becomes one
    space.

    >>> one_line("Joint\\r\\n  Statement\\t(draft)")
    'Joint Statement (draft)'
    """
    return visible(" ".join(text.split()))


def json_escaped(dumped: str) -> str:
    """Dumped JSON with the same characters as `\\uXXXX`: another spelling of the same value, safe
    to print and encode.
    """
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", dumped)


def _sign(found: re.Match[str]) -> str:
    code = ord(found[0])
    if code < 0x20:
        return chr(_CONTROL_PICTURES + code)
    return _DELETE_PICTURE if code == _DELETE else f"‹U+{code:04X}›"
