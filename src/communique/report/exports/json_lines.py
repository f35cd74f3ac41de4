"""Tables as JSON Lines: an object a row with `table` first, in UTF-8.

Exact numbers are strings, as in the contract; a lone surrogate is a JSON escape, so every word
comes back as it was.

    >>> dumped({"quote": "a\\ud800b\\u2028"})
    b'{"quote":"a\\\\ud800b\\\\u2028"}\\n'
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, BinaryIO

from communique.model.findings import plain
from communique.report.exports.fields import Sheet


def write(sheet: Sheet, file: BinaryIO) -> None:
    """Write a table."""
    names = [field.name for field in sheet.fields]
    for row in sheet.rows:
        file.write(dumped({"table": sheet.name, **dict(zip(names, row, strict=True))}))


def dumped(value: Mapping[str, Any]) -> bytes:
    """One line: an object of plain values."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=_plain)
    for mark in "\x85\u2028\u2029":  # ends of lines to some readers
        text = text.replace(mark, f"\\u{ord(mark):04x}")
    return text.encode("utf-8", "backslashreplace") + b"\n"


def _plain(value: Any) -> str:
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"no value of an export: {type(value).__name__}")
