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

from communique.report.signs import UNSAFE, visible

__all__ = ["json_escaped", "one_line", "visible"]


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
    return UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", dumped)
