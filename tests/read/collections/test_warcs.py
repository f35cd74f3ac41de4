"""WARC: which records are sources, what is told of the others, and damaged crawls."""

from __future__ import annotations

import gzip
import zlib
from pathlib import Path

import pytest
from tests.read.collections.packs import packed_warc, page, warc_record

from communique.archive import Archive
from communique.archive.add import add
from communique.errors import InputError
from communique.read.inputs import Input, collect

A = "https://mofa.example/talks?id=1"


def taken(path: Path, data: bytes) -> tuple[list[Input], dict[str, InputError]]:
    """What a crawl gives."""
    path.write_bytes(data)
    found = list(collect([str(path)]))
    good = [one for one in found if isinstance(one, Input)]
    return good, {one[0]: one[1] for one in found if not isinstance(one, Input)}


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
def test_pages_are_read_and_the_rest_is_told(tmp_path: Path, name: str) -> None:
    records = [
        warc_record("https://MOFA.example:443/talks?id=1#top", page("Both met."), number=1),
        warc_record("https://mofa.example/old", b"", status="301 Moved", headers={"Location": A}),
        warc_record("https://mofa.example/gone", page("Gone."), status="404 Not Found"),
        warc_record("https://mofa.example/flag.png", b"PNG", headers={"Content-Type": "image/png"}),
        warc_record(A, b"", kind="revisit", at="2026-05-05T10:00:00Z"),
        warc_record("https://mofa.example/a.txt", b"Both met.", kind="resource",
                    headers={"Content-Type": "text/plain"}, number=6),
        warc_record("https://mofa.example/a.txt", b"GET / HTTP/1.1", kind="request"),
    ]  # fmt: skip
    data = packed_warc(records) if name.endswith(".gz") else b"".join(records)
    good, bad = taken(tmp_path / name, data)
    assert [one.identity for one in good] == [A, "https://mofa.example/a.txt"]
    assert good[0].aliases == (
        ("warc-record-id", "urn:uuid:1"),
        ("url", "https://MOFA.example:443/talks?id=1#top"),
    )
    assert (good[0].retrieved, good[0].name) == ("2026-05-04T10:00:00Z", "talks")
    assert good[0].read() == page("Both met.") and good[1].read() == b"Both met."
    assert {error.code for error in bad.values()} == {"skipped"}
    told = " ".join(error.message for error in bad.values())
    for words in (f"redirects to {A}", "answered 404", "image/png", "is a revisit"):
        assert words in told


def test_chunks_and_packing_are_undone(tmp_path: Path) -> None:
    body = page("Both met.")
    packed = gzip.compress(body)
    chunked = b"%x\r\n%b\r\n0\r\n\r\n" % (len(packed), packed)
    records = [
        warc_record(f"{A}1", packed, headers={"Content-Encoding": "gzip"}),
        warc_record(
            f"{A}2", chunked, headers={"Content-Encoding": "gzip", "Transfer-Encoding": "chunked"}
        ),
        warc_record(f"{A}3", zlib.compress(body), headers={"Content-Encoding": "deflate"}),
    ]
    good, bad = taken(tmp_path / "a.warc.gz", packed_warc(records))
    assert not bad and [one.read() for one in good] == [body] * 3


def test_a_packed_bomb_is_read_no_further_than_the_limit(tmp_path: Path) -> None:
    bomb = gzip.compress(bytes(200_000_000))
    data = packed_warc(
        [warc_record(A, bomb, headers={"Content-Encoding": "gzip"}), warc_record(f"{A}2", b"Met.")]
    )
    good, _ = taken(tmp_path / "a.warc.gz", data)
    with pytest.raises(InputError) as raised:
        good[0].read(max_bytes=1_000_000)
    assert raised.value.code == "too-large"
    assert good[1].read(max_bytes=1_000_000) == b"Met."


@pytest.mark.parametrize("cut", [5, 60, 400])
@pytest.mark.parametrize("packed", [True, False])
def test_a_crawl_that_is_cut_off_is_told(tmp_path: Path, packed: bool, cut: int) -> None:
    text = "".join(chr(97 + (n * n * 7919 >> 5) % 26) for n in range(2000))
    records = [warc_record(f"{A}{n}", page(text), number=n) for n in range(3)]
    data = packed_warc(records) if packed else b"".join(records)
    good, bad = taken(tmp_path / "a.warc", data[:-cut])
    assert [one.read() for one in good[:2]] == [page(text)] * 2
    assert "broken" in {error.code for error in bad.values()}


def test_a_crawl_packed_as_a_whole_is_told(tmp_path: Path) -> None:
    records = [warc_record(f"{A}{n}", page("Met."), number=n) for n in range(3)]
    _, bad = taken(tmp_path / "a.warc.gz", gzip.compress(b"".join(records)))
    assert [error.code for error in bad.values()] == ["broken"]


def test_captures_are_versions(tmp_path: Path) -> None:
    records = [
        warc_record(A, page("Both sides met in Averne."), at="2026-05-04T10:00:00Z", number=1),
        warc_record(A, page("Both sides met in Varn."), at="2026-06-04T10:00:00Z", number=2),
    ]
    path = tmp_path / "a.warc.gz"
    path.write_bytes(packed_warc(records))
    with Archive.open(str(tmp_path / "a.db"), create=True) as archive:
        assert add(archive, collect([str(path)])).counts == {"added": 1, "new_version": 1}
        assert add(archive, collect([str(path)])).counts == {"unchanged": 2}
        entry = archive.find("urn:uuid:1")
        assert entry.version == 2 and archive.verify() == []
