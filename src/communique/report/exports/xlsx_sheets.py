"""Tables as a workbook of Excel: a sheet a table, the data dictionary last.

The first row stays in sight and filters; numbers, days and truths are cells of their type, all else
is text that no program runs, with the mark that keeps Excel from trying when a cell is edited.
Excel's limits hold: a number of more than 15 digits is text, a text is cut at 32,767 characters (a
gap counts these), a table of more than a million rows goes on in another sheet. Rows are streamed.
Control characters are visible signs. Left out: links, which Excel bounds to 65,530 a sheet.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from itertools import islice
from typing import Any, BinaryIO
from xml.sax.saxutils import escape

from communique.model.gaps import Gap
from communique.report.exports import xlsx_parts as parts
from communique.report.exports.csv_sheets import FORMULA, shown
from communique.report.exports.fields import Field, Row, Sheet
from communique.report.signs import visible

MOST_ROWS = 1_048_575
"""Rows of a sheet below its head."""

MOST_CHARACTERS = 32_767
"""UTF-16 units of a cell."""

_FIRST_DAY = date(1899, 12, 30)
_FROM = date(1900, 3, 1)
"""Excel counts a 29 February 1900, so days before this one are text."""

_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_MOST_DIGITS = 15
_WIDE = {
    **dict.fromkeys(("quote", "sentence", "text", "meaning", "values"), 60),
    **dict.fromkeys(("action", "what", "about", "unit", "document_title", "title"), 36),
}
_FOLDED = ("quote", "meaning")
"""Columns whose words are folded; a row is as high as they need, up to so many lines."""

_MOST_LINES = 8
_LINE = 15.0


def write(sheets: Iterable[Sheet], file: BinaryIO) -> tuple[Gap, ...]:
    """Write a workbook. Gap: `export-cut`."""
    writer = _Workbook(file)
    for sheet in sheets:
        writer.add(sheet)
    writer.end()
    if not writer.cut:
        return ()
    said = f"{writer.cut:,} texts are longer than a cell can be and were cut"
    return (Gap("export-cut", f"{said}; CSV, JSON Lines and Parquet hold them whole"),)


class _Workbook:
    """A workbook under way."""

    def __init__(self, file: BinaryIO) -> None:
        self._zip = zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=5)
        self._names: list[str] = []
        self.cut = 0

    def add(self, sheet: Sheet) -> None:
        """Write the sheets of a table."""
        rows = iter(sheet.rows)
        number = 1
        first: list[Row] = list(islice(rows, 1))
        while first or number == 1:
            name = sheet.name if number == 1 else f"{sheet.name} {number}"
            self._sheet(name, sheet.fields, first, islice(rows, MOST_ROWS - 1))
            first, number = list(islice(rows, 1)), number + 1

    def _sheet(
        self, name: str, fields: Sequence[Field], first: list[Row], rest: Iterable[Row]
    ) -> None:
        self._names.append(name)
        path = f"xl/worksheets/sheet{len(self._names)}.xml"
        with self._zip.open(path, "w", force_zip64=True) as file:
            widths = [_width(field) for field in fields]
            file.write(parts.sheet_head(widths).encode())
            head = "".join(
                parts.text(parts.column(n) + "1", escape(field.name), parts.HEAD)
                for n, field in enumerate(fields)
            )
            file.write(f'<row r="1">{head}</row>'.encode())
            last = 1
            letters = [parts.column(n) for n in range(len(fields))]
            for rows in (first, rest):
                for row in rows:
                    last += 1
                    file.write(self._row(last, letters, fields, row).encode())
            file.write(parts.sheet_tail(letters[-1], last).encode())

    def _row(self, number: int, letters: Sequence[str], fields: Sequence[Field], row: Row) -> str:
        cells = "".join(
            self._cell(f"{letter}{number}", field, value)
            for letter, field, value in zip(letters, fields, row, strict=True)
            if value is not None and value != ()
        )
        height = _height(fields, row)
        tall = f' ht="{height}" customHeight="1"' if height > _LINE else ""
        return f'<row r="{number}"{tall}>{cells}</row>'

    def _cell(self, at: str, field: Field, value: Any) -> str:
        sort = field.sort
        if sort == "truth":
            return f'<c r="{at}" t="b"><v>{int(value)}</v></c>'
        if sort in ("integer", "number"):
            return f'<c r="{at}"><v>{value}</v></c>'
        if sort == "decimal" and _countable(value):
            style = f' s="{parts.WHOLE}"' if value == value.to_integral_value() else ""
            return f'<c r="{at}"{style}><v>{shown(sort, value)}</v></c>'
        if sort == "day" and value >= _FROM:
            days = (value - _FIRST_DAY).days
            return f'<c r="{at}" s="{parts.DAY}"><v>{days}</v></c>'
        return self._text(at, field, shown(sort, value, raw=True))

    def _text(self, at: str, field: Field, words: str) -> str:
        said = words
        if len(said) > MOST_CHARACTERS // 2:  # each may take two units
            units = said.encode("utf-16-le", "surrogatepass")
            if len(units) > 2 * MOST_CHARACTERS:
                self.cut += 1
                kept = units[: 2 * (MOST_CHARACTERS - 200)]
                said = kept.decode("utf-16-le", "ignore") + "…"
        said = visible(said)[:MOST_CHARACTERS]
        wraps = field.name in _FOLDED
        style = parts.style(wraps=wraps, quoted=bool(FORMULA.match(said)))
        return parts.text(at, escape(_ESCAPE.sub("_x005F_", said)), style)

    def end(self) -> None:
        """Write what names the sheets."""
        for path, content in parts.frame(self._names):
            self._zip.writestr(path, content)
        self._zip.close()


def _countable(value: Decimal) -> bool:
    """Whether Excel holds a number exactly: it keeps 15 digits."""
    digits = value.normalize().as_tuple().digits
    return value.is_finite() and len(digits) <= _MOST_DIGITS and abs(value.adjusted()) < 300


def _height(fields: Sequence[Field], row: Row) -> float:
    """How high a row must be for its folded words, in points: a wide character counts for two."""
    lines = 1
    for field, value in zip(fields, row, strict=True):
        if value and field.name in _FOLDED:
            some = value[: _MOST_LINES * _WIDE[field.name]]
            for line in some.split("\n"):
                cells = len(line) + sum(char > "\u2e7f" for char in line)
                lines += cells // (_WIDE[field.name] - 2)
            lines += some.count("\n")
    return _LINE * min(lines, _MOST_LINES)


def _width(field: Field) -> int:
    if field.name in _WIDE:
        return _WIDE[field.name]
    widths = {"integer": 9, "number": 11, "truth": 9, "day": 12, "decimal": 18, "ranges": 16}
    return max(widths.get(field.sort, 18), min(30, len(field.name) + 3))
