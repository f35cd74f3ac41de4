"""Tables as Parquet, typed, with what each column means in the file's own schema.

Needs pyarrow, the extra `communique[parquet]`; without it `extra-missing` says so. An exact number
is a `double` for reckoning and beside it, under NAME_exact, the decimal string. Lists are lists,
ranges lists of {start, end}. Rows are written in portions, so a large table does not fill memory.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any, BinaryIO

from communique.errors import ExtraMissing
from communique.model.findings import plain
from communique.report.exports.csv_sheets import fit
from communique.report.exports.fields import TYPES, Field, Row, Sheet

PORTION = 5_000
"""Rows that are held at once."""


def library() -> Any:
    """The modules of pyarrow. Raises `extra-missing`."""
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as error:
        raise ExtraMissing(
            "Parquet needs pyarrow, which is not installed",
            advice="Run `pip install pyarrow` (or `communique[parquet]`), or export CSV or JSON"
            " Lines, which need nothing.",
        ) from error
    return pyarrow


def write(sheet: Sheet, file: BinaryIO) -> None:
    """Write a table. Raises `extra-missing`."""
    arrow = library()
    fields = [part for field in sheet.fields for part in _parts(field)]
    schema = arrow.schema(
        [
            arrow.field(name, _type(arrow, sort), metadata=_told(field))
            for name, sort, field in fields
        ],
        metadata={"description": sheet.meaning, "table": sheet.name},
    )
    with arrow.parquet.ParquetWriter(file, schema, compression="zstd") as writer:
        for rows in _portions(iter(sheet.rows)):
            held = [
                arrow.array(values, type=schema.field(number).type)
                for number, values in enumerate(_columns(sheet.fields, rows))
            ]
            writer.write_batch(arrow.record_batch(held, schema=schema))


def _portions(rows: Iterator[Row]) -> Iterator[list[Row]]:
    while some := list(islice(rows, PORTION)):
        yield some


def _parts(field: Field) -> Iterator[tuple[str, str, Field]]:
    yield field.name, field.sort, field
    if field.sort == "decimal":
        yield f"{field.name}_exact", "text", field


def _told(field: Field) -> dict[str, str]:
    told = {"type": TYPES[field.sort], "description": field.meaning, "unit": field.unit}
    return {name: value for name, value in told.items() if value}


def _type(arrow: Any, sort: str) -> Any:
    if sort in ("texts", "codes"):
        return arrow.list_(arrow.string())
    if sort == "ranges":
        return arrow.list_(arrow.struct([("start", arrow.int64()), ("end", arrow.int64())]))
    return {
        "integer": arrow.int64(),
        "number": arrow.float64(),
        "decimal": arrow.float64(),
        "day": arrow.date32(),
        "truth": arrow.bool_(),
    }.get(sort, arrow.string())


def _columns(fields: tuple[Field, ...], rows: list[Row]) -> Iterator[list[Any]]:
    for field, values in zip(fields, zip(*rows, strict=True), strict=True):
        yield [_value(field.sort, value) for value in values]
        if field.sort == "decimal":
            yield [None if value is None else plain(value) for value in values]


def _value(sort: str, value: Any) -> Any:
    if value is None:
        return None
    if sort in ("texts", "codes"):
        return [fit(each) for each in value]
    if sort == "ranges":
        return [{"start": start, "end": end} for start, end in value]
    if sort == "decimal":
        return float(value)
    return fit(value) if isinstance(value, str) else value
