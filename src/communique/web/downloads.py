"""Answers that a browser saves as a file."""

from __future__ import annotations

import re
from urllib.parse import quote

from fastapi import Response

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


def saved(data: bytes | str, *, name: str, format: str) -> Response:
    """A file for the browser to save under a name. `format` is one of TYPES."""
    body = data.encode("utf-8", "backslashreplace") if isinstance(data, str) else data
    return Response(body, media_type=TYPES[format], headers=naming(name))


def naming(name: str) -> dict[str, str]:
    """The header that names a file, whatever signs are in the name.

    >>> naming('共同 "a".md')["Content-Disposition"]
    'attachment; filename="__ _a_.md"; filename*=UTF-8\\'\\'%E5%85%B1%E5%90%8C%20_a_.md'
    """
    plain = re.sub(r'[\\x00-\\x1f\\x7f/\\\\:"*?<>|]', "_", name).strip(". ")[:150] or "file"
    simple = re.sub(r"[^ -~]", "_", plain)
    told = quote(plain, safe="", errors="replace")
    return {"Content-Disposition": f"attachment; filename=\"{simple}\"; filename*=UTF-8''{told}"}
