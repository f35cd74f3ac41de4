"""Answers that a browser saves as a file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Literal, TypeAlias
from urllib.parse import quote

from fastapi import Response
from fastapi.responses import StreamingResponse

from communique.report.exports import csv_sheets, json_lines, xlsx_sheets
from communique.report.exports.dictionary import dictionary
from communique.report.exports.fields import Sheet

TYPES = {
    "html": "text/html; charset=utf-8",
    "md": "text/markdown; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "parquet": "application/vnd.apache.parquet",
    "jsonl": "application/jsonl",
    "annotations": "application/ld+json",
    "csl": "application/vnd.citationstyles.csl+json",
    "bibtex": "application/x-bibtex",
    "ris": "application/x-research-info-systems",
    "json": "application/json",
}
"""The media type of each format."""

TableFormat: TypeAlias = Literal["csv", "xlsx", "jsonl"]
"""The formats of a single table."""

SANDBOX = "default-src 'none'; sandbox; frame-ancestors 'none'"
_MEDIA_TYPE = re.compile(r"[\w.+-]{1,80}/[\w.+-]{1,80}(?:; ?charset=[\w-]{1,30})?", re.ASCII)


def saved(data: bytes | str, *, name: str, format: str) -> Response:
    """A file for the browser to save under a name. `format` is one of TYPES."""
    body = data.encode("utf-8", "backslashreplace") if isinstance(data, str) else data
    return Response(body, media_type=TYPES[format], headers=naming(name))


def saved_table(sheet: Sheet, *, name: str, format: TableFormat) -> Response:
    """A table for the browser to save; `name` is without the ending."""
    file = BytesIO()
    if format == "xlsx":
        xlsx_sheets.write([sheet, dictionary([sheet])], file)
    else:
        (csv_sheets.write if format == "csv" else json_lines.write)(sheet, file)
    return saved(file.getvalue(), name=f"{name}.{format}", format=format)


def attachment(
    data: bytes | Iterator[bytes], *, name: str, media_type: str = "application/octet-stream"
) -> Response:
    """A source as it came. It may be a page with scripts of its own, which would be one of our
    pages if it opened here: a browser that shows it all the same does so in a sandbox.
    """
    safe = media_type if _MEDIA_TYPE.fullmatch(media_type) else "application/octet-stream"
    headers = {**naming(name), "Content-Security-Policy": SANDBOX}
    if isinstance(data, bytes):
        return Response(data, media_type=safe, headers=headers)
    return StreamingResponse(data, media_type=safe, headers=headers)


def naming(name: str) -> dict[str, str]:
    """The header that names a file, whatever signs are in the name.

    >>> naming('../共同 "A1".md')["Content-Disposition"]
    'attachment; filename="___ _A1_.md"; filename*=UTF-8\\'\\'_%E5%85%B1%E5%90%8C%20_A1_.md'
    """
    plain = re.sub(r'[\x00-\x1f\x7f/\\:"*?<>|]', "_", name).strip(". ")[:150] or "file"
    simple = re.sub(r"[^ -~]", "_", plain)
    told = quote(plain, safe="", errors="replace")
    return {"Content-Disposition": f"attachment; filename=\"{simple}\"; filename*=UTF-8''{told}"}
