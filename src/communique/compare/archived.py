"""Texts to compare, taken from an archive.

    texts(archive, language="en")           every document in English
    kin(archive, entry)                     what could be of one series with a document, and itself

`kin` looks at headers and file names alone, so that of a large archive only what may matter is
read; `series.series_of` then decides.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from communique.archive import Archive, Entry
from communique.compare.series import pattern
from communique.compare.texts import Text, in_order


def texts(
    archive: Archive, *, entries: Iterable[Entry] | None = None, **filters: Any
) -> tuple[Text, ...]:
    """The texts of entries, or of all documents that `Archive.documents` gives for the filters."""
    chosen = archive.documents(**filters) if entries is None else entries
    return in_order(text for entry in chosen for text in [text_of_entry(archive, entry)])


def text_of_entry(archive: Archive, entry: Entry) -> Text:
    """The text of one entry, with a person's edits of its header. Errors: the archive's."""
    analysis = archive.analysis(entry)
    same = [doc for doc in analysis.documents if doc.id == entry.id]
    doc = (same or [doc for doc in analysis.documents if doc.language == entry.language])[0]
    return Text.of(analysis, doc)


def kin(archive: Archive, entry: Entry) -> tuple[Text, ...]:
    """The document and those of its language with its series name, file name pattern, issuers or
    kind.
    """
    near = [other for other in archive.documents(language=entry.language) if _near(entry, other)]
    return texts(archive, entries=near)


def _near(entry: Entry, other: Entry) -> bool:
    if entry.id == other.id or (entry.series and entry.series == other.series):
        return True
    sides, others = (set(each.issuers or each.parties) for each in (entry, other))
    return (
        pattern(entry.name) == pattern(other.name)
        or (bool(sides) and sides == others)
        or (entry.kind is other.kind and (sides <= others or others <= sides))
    )
