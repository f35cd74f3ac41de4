"""Aliases: stored, listed, found by, verified, and gone with their source."""

from __future__ import annotations

from pathlib import Path

import pytest

from communique.archive import Archive
from communique.archive.add import add
from communique.errors import DocumentNotFound
from communique.read.inputs import Input

URL = "https://mofa.example/talks"


def page(text: str, at: str, **known: str) -> Input:
    """A capture of a page."""
    return Input(
        name="talks",
        identity=URL,
        path=None,
        data=text.encode(),
        retrieved=at,
        aliases=(("warc-record-id", known["record"]), ("url", f"{URL}/?lang=en")),
    )


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    """An archive of two captures of a page."""
    held = Archive.open(str(tmp_path / "a.db"), create=True)
    captures = [
        page("Talks\n\nBoth sides met.\n", "2026-05-04T00:00:00Z", record="urn:uuid:1"),
        page("Talks\n\nBoth sides agreed.\n", "2026-05-05T00:00:00Z", record="urn:uuid:2"),
    ]
    assert add(held, captures, workers=1).counts == {"added": 1, "new_version": 1}
    return held


def test_a_document_is_found_by_its_aliases(archive: Archive) -> None:
    for name in ("urn:uuid:1", "warc-record-id:urn:uuid:2", f"{URL}/?lang=en", URL):
        entry = archive.find(name)
        assert (entry.version, entry.identity) == (2, URL)
    assert ("url", f"{URL}/?lang=en") in entry.aliases
    assert entry.to_json()["aliases"][0] == {"scheme": "url", "alias": f"{URL}/?lang=en"}
    assert archive.analysis(entry).source.aliases == entry.aliases
    assert archive.analysis(entry).source.retrieved == "2026-05-05T00:00:00Z"
    assert archive.info().aliases == {"warc-record-id": 2, "url": 1}
    with pytest.raises(DocumentNotFound):
        archive.find("urn:uuid:3")
    archive.close()


def test_the_same_captures_again_change_nothing(archive: Archive) -> None:
    again = [
        page("Talks\n\nBoth sides met.\n", "2026-05-04T00:00:00Z", record="urn:uuid:1"),
        page("Talks\n\nBoth sides agreed.\n", "2026-05-05T00:00:00Z", record="urn:uuid:2"),
    ]
    assert add(archive, again, workers=1).counts == {"unchanged": 2}
    back = page("Talks\n\nBoth sides met.\n", "2026-05-06T00:00:00Z", record="urn:uuid:3")
    assert add(archive, [back], workers=1).counts == {"new_version": 1}
    assert archive.find(URL).version == 3
    archive.close()


def test_aliases_go_with_their_source_and_are_verified(archive: Archive) -> None:
    assert archive.verify() == []
    archive._db.execute("UPDATE aliases SET scheme = '' WHERE scheme = 'url'")
    assert [p.code for p in archive.verify()] == ["alias-wrong"]
    archive.remove(archive.find(URL))
    assert archive.info().aliases == {}
    archive.close()
