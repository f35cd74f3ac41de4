"""Formats by bytes, name and content; what is refused by name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.errors import CommuniqueError, EmptyInput, UnsupportedFormat
from communique.read import magic
from communique.read.formats import extract
from tests.read.layouts import check


@pytest.mark.parametrize(
    ("data", "name", "media_type", "expected"),
    [
        (b"<!doctype html><p>Both met.", "x", None, "text/html"),
        (b"\n<?xml version='1.0'?>\n<html><p>Both met.", "x.txt", None, "text/html"),
        (b"<p>Both met.</p>", "x.html", None, "text/html"),
        (b"<p>Both met.</p>", "x.txt", None, "text/plain"),
        (b"Both met. a < b", "x.html", None, "text/plain"),
        (b"<p>Both met.</p>", "x", "text/html; charset=utf-8", "text/html"),
        (b"# Talks", "x.md", None, "text/markdown"),
        (b"# Talks", "x", None, "text/plain"),
    ],
)
def test_formats_are_told(data: bytes, name: str, media_type: str | None, expected: str) -> None:
    found = extract(data, name=name, media_type=media_type)
    assert found.media_type == expected
    check(found.layout)


def test_the_server_declares_an_encoding() -> None:
    found = extract(
        "両国の協定".encode("euc_jp"), name="x", media_type='text/plain; Charset="EUC-JP"'
    )
    assert (found.layout.text, found.encoding_basis) == ("両国の協定", "declared")


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"{\\rtf1 ", "RTF"),
        (b"PK\x03\x04" + b"\0" * 26 + b"[Content_Types].xml" + b"xl/workbook.xml", "XLSX"),
        (b"PK\x03\x04" + b"\0" * 26 + b"a.txt", "ZIP"),
        (b"wOFF", "font"),
        (b"\x1f\x8b\x08", "gzip"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "DOC"),
    ],
)
def test_known_formats_are_refused_by_name(data: bytes, what: str) -> None:
    with pytest.raises(UnsupportedFormat, match=what):
        extract(data, name="x")


def test_markup_without_text_is_empty() -> None:
    with pytest.raises(EmptyInput):
        extract(b"<html><body><script>x</script></body></html>", name="x")


def test_a_page_of_comments_is_sniffed_in_linear_time() -> None:
    assert extract(b"<!---->" * 3000 + b"x", name="x").layout.text == "x"


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"PK\x03\x04" + b"\0" * 26 + b"word/document.xml", magic.DOCX),
        (
            b"PK\x03\x04" + b"\0" * 26 + b"mimetypeapplication/vnd.oasis.opendocument.textPK",
            magic.ODT,
        ),
        (b"%PDF-1.7", magic.PDF),
        (b"junk before\n%PDF-1.7\0", magic.PDF),
        (b"\xff\xd8\xff\xe0", "image/jpeg"),
        (b'<?xml version="1.0"?><!-- x --><TEI xmlns="http://www.tei-c.org/ns/1.0">', magic.TEI),
        (b"<TEI>", None),
        (b"The TEI is", None),
        (b"<!--" * 10_000, None),
    ],
)
def test_binary_formats_are_told_by_what_they_hold(data: bytes, expected: str | None) -> None:
    found = magic.kind(data, name="x")
    assert (found and found.media_type) == expected


@given(st.binary(max_size=400), st.sampled_from(["a.txt", "a.md", "a.html", "a"]))
def test_any_bytes_are_read_or_refused(data: bytes, name: str) -> None:
    try:
        found = extract(data, name=name)
    except CommuniqueError:
        return
    check(found.layout)
    found.layout.text.encode("utf-8")
