"""The whole way, with the sample corpus and the real texts: read, stored, given back, searched."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from communique.archive import Archive
from communique.archive.add import add
from communique.find.analyse import analyse_bytes
from communique.read.inputs import Input, collect


def stored_as_read(archive: Archive, folder: Path) -> int:
    """Add a folder; every source comes back as it is read, and everything verifies."""
    found = [one for one in collect([folder]) if isinstance(one, Input)]
    add(archive, found)
    for one in found:
        entries = [
            entry
            for entry in archive.documents(all_versions=True)
            if entry.identity == one.identity
            and archive.analysis(entry).source.retrieved == one.retrieved
        ]
        assert entries, one.name
        analysis = archive.analysis(entries[0])
        again = analyse_bytes(
            one.read(),
            **one.known,
            fields=one.fields,
        )
        # An alias is the identity's: a page has those of all its captures.
        held = analysis.source.aliases
        assert set(again.source.aliases) <= set(held)
        assert analysis == replace(again, source=replace(again.source, aliases=held))
        assert {entry.id for entry in entries} == {doc.id for doc in again.documents}
    assert archive.verify() == []
    return len(found)


def test_samples(archive: Archive, samples: Path) -> None:
    assert stored_as_read(archive, samples) > 10


@pytest.mark.parametrize("part", ["seeds", "series"])
def test_shared(archive: Archive, shared: Path, part: str) -> None:
    assert stored_as_read(archive, shared / part) >= 5


@pytest.mark.parametrize("words", ["Strait", "海峡", "海峽"])
def test_words_of_the_samples_are_found(archive: Archive, samples: Path, words: str) -> None:
    add(archive, collect([samples]))
    hits = list(archive.search(words))
    assert hits
    dated = [hit.date for hit in hits if hit.date]
    assert [date[:4] for date in dated] == sorted(date[:4] for date in dated)
    for hit in hits:
        text = archive.analysis(archive.find(hit.document)).reading.text
        for quote in (hit.quote, *hit.words):
            assert tuple(text[start:end] for start, end in quote.ranges) == quote.exact
