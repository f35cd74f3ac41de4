"""The archive: schema, store, search, and what people set by hand."""

from communique.archive.entries import (
    Edit,
    Entry,
    Hit,
    Info,
    Problem,
    Removed,
    SourceGap,
    Stored,
)
from communique.archive.found import Found
from communique.archive.store import Archive

__all__ = [
    "Archive",
    "Edit",
    "Entry",
    "Found",
    "Hit",
    "Info",
    "Problem",
    "Removed",
    "SourceGap",
    "Stored",
]
