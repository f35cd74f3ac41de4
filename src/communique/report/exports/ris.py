"""Items of CSL-JSON as RIS, for Zotero, EndNote, Mendeley and the like.

>>> made = next(ris([{"id": "k", "type": "treaty", "title": "T", "language": "en"}]))
>>> made.splitlines()[0], made.splitlines()[-1]
('TY  - LEGAL', 'ER  - ')
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from communique.report.signs import in_one_line

TYPES = {
    "report": "RPRT",
    "treaty": "LEGAL",
    "article-newspaper": "NEWS",
    "article-journal": "JOUR",
    "speech": "GEN",
    "webpage": "ELEC",
    "document": "GEN",
}
"""The RIS type of each CSL type; there is none for a speech, so M3 tells it."""


def ris(items: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """Each item as a record, its lines ended by CR and LF as RIS asks."""
    for item in items:
        lines = [f"{tag}  - {in_one_line(value)}" for tag, value in _fields(item) if value]
        yield "\r\n".join([*lines, "ER  - ", ""])


def _fields(item: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    issued = item.get("issued")
    yield "TY", TYPES[item["type"]]
    yield "ID", item["id"]
    yield "TI", item["title"]
    for author in item.get("author", ()):
        yield "AU", author["literal"]
    if issued:
        first = [*issued["date-parts"][0], "", ""]
        yield "PY", str(first[0])
        yield "DA", "/".join(f"{part:02d}" if part else "" for part in first[:3])
    yield "LA", item["language"]
    yield "T2", item.get("container-title", "")
    yield "CY", item.get("event-place", "")
    yield "M3", item.get("genre", "") or ("Treaty" if item["type"] == "treaty" else "")
    yield "SP", item.get("page", "")
    yield "SE", item.get("locator", "")
    yield "UR", item.get("URL", "")
    if accessed := item.get("accessed"):
        yield "Y2", "/".join(f"{part:02d}" for part in accessed["date-parts"][0])
    yield "N1", item.get("note", "")
