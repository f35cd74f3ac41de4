"""Citations of documents and passages in a style: CSL-JSON, BibTeX or RIS."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, BinaryIO

from communique.archive import Archive, Entry
from communique.errors import InvalidField
from communique.model.documents import Passage
from communique.names import Names
from communique.report.exports.bibtex import bibtex
from communique.report.exports.citing import cited
from communique.report.exports.ris import ris

STYLES = ("csl", "bibtex", "ris")
"""What a citation can be written in."""


def items(
    archive: Archive, named: Iterable[tuple[Entry, Passage | None]], names: Names
) -> Iterator[dict[str, Any]]:
    """The CSL items of documents and passages."""
    before: tuple[Entry, Any] | None = None
    for entry, passage in named:
        if before is None or before[0] is not entry:
            before = (entry, archive.source(entry))
        yield cited(entry, names, source=before[1], passage=passage)


def named(archive: Archive, name: str) -> tuple[Entry, Passage | None]:
    """The passage of an id, else the document of a name. Raises as `Archive.find`."""
    return archive.passage(name) or (archive.find(name), None)


def write(found: Iterable[Mapping[str, Any]], style: str, file: BinaryIO) -> None:
    """Write items in a style, one after the other. Raises `invalid-field`."""
    if style not in STYLES:
        raise InvalidField(f"no style is called {style!r}", advice=f"One of {', '.join(STYLES)}.")
    if style == "csl":
        between = b"[\n"
        for item in found:
            dumped = json.dumps(item, ensure_ascii=False, indent=1)
            file.write(between + dumped.encode("utf-8", "backslashreplace"))
            between = b",\n"
        file.write(b"[]\n" if between == b"[\n" else b"\n]\n")
        return
    for number, text in enumerate(bibtex(found) if style == "bibtex" else ris(found)):
        between = b"\n" if number and style == "bibtex" else b""
        file.write(between + text.encode("utf-8", "backslashreplace"))
