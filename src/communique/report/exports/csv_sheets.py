"""Tables as CSV (RFC 4180): UTF-8 with a byte order mark, by which Excel knows the encoding.

A text that a spreadsheet would take for a formula gets an apostrophe in front, unless `raw` is set.
What UTF-8 or CSV readers cannot hold (lone surrogates, NUL) becomes a visible sign. Lists are
parted by `; `, ranges written `12-40; 55-60`.

    >>> from decimal import Decimal
    >>> shown("text", "=1+1"), shown("decimal", Decimal("-1.50")), shown("ranges", ((1, 5), (8, 9)))
    ("'=1+1", '-1.5', '1-5; 8-9')
"""

from __future__ import annotations

import csv
import io
import re
from typing import Any, BinaryIO

from communique.model.findings import plain
from communique.report.exports.fields import Sheet, Sort
from communique.report.signs import visible

FORMULA = re.compile(r"\s*[=+\-@＝＋－＠\t\r]")
"""How a text begins that a spreadsheet may run."""

_UNFIT = re.compile("[\0\ud800-\udfff]")
_MARK = b"\xef\xbb\xbf"


def write(sheet: Sheet, file: BinaryIO, *, mark: bool = True, raw: bool = False) -> None:
    """Write a table; `mark` puts the byte order mark in front, `raw` leaves formulas alone."""
    if mark:
        file.write(_MARK)
    text = io.TextIOWrapper(file, encoding="utf-8", newline="", write_through=False)
    try:
        writer = csv.writer(text)
        writer.writerow([field.name for field in sheet.fields])
        sorts = [field.sort for field in sheet.fields]
        for row in sheet.rows:
            writer.writerow(
                [shown(sort, value, raw=raw) for sort, value in zip(sorts, row, strict=True)]
            )
        text.flush()
    finally:
        text.detach()


def shown(sort: Sort, value: Any, *, raw: bool = False) -> str:
    """A value as its cell holds it."""
    if value is None:
        return ""
    if sort in ("text", "texts", "codes", "date"):
        text = fit(value if isinstance(value, str) else "; ".join(map(str, value)))
        return "'" + text if not raw and FORMULA.match(text) else text
    if sort == "truth":
        return "true" if value else "false"
    if sort == "decimal":
        return plain(value)
    if sort == "ranges":
        return "; ".join(f"{start}-{end}" for start, end in value)
    return str(value)


def fit(text: str) -> str:
    """A text without what UTF-8 cannot hold: visible signs stand in its place."""
    return _UNFIT.sub(lambda found: visible(found[0]), text)
