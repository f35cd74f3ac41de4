"""Mail: messages and what is attached to them, and mail made to harm."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from tests.read.collections.packs import STATEMENT, mbox, message, nested_multiparts, zipped

from communique.errors import InputError
from communique.read.analyse import analyse_bytes
from communique.read.collections import messages
from communique.read.inputs import Input, collect


def inputs(path: Path, data: bytes) -> list[Input | tuple[str, InputError]]:
    """What a file of mail gives."""
    path.write_bytes(data)
    return list(collect([str(path)]))


def tails(found: list[Input | tuple[str, InputError]], path: Path) -> list[str]:
    """The identities behind the file's own."""
    base = str(path.resolve())
    return [one.identity.removeprefix(base) for one in found if isinstance(one, Input)]


def test_messages_and_attachments_are_sources(tmp_path: Path) -> None:
    path = tmp_path / "list.mbox"
    sheet = {"facts.txt": b"Fact Sheet\n\nKestria will give 3 million marks.\n"}
    pack = {"docs.zip": zipped({"a.txt": STATEMENT})}
    found = inputs(path, mbox([message(1), message(2, files=sheet), message(3, files=pack)]))
    assert tails(found, path) == [
        "#1@mofa.example",
        "#2@mofa.example",
        "#2@mofa.example/facts.txt",
        "#3@mofa.example",
        "#3@mofa.example/docs.zip!/a.txt",
    ]
    read = [one.read() for one in found if isinstance(one, Input)]
    assert read[2] == sheet["facts.txt"]
    assert read[4] == STATEMENT.encode()
    assert isinstance(found[2], Input) and found[2].aliases == (("message-id", "2@mofa.example"),)


def test_header_lines_are_fields_with_grounds() -> None:
    data = message(4, page="<p>Not this.</p>").as_bytes()
    analysis = analyse_bytes(data, name="a.eml")
    [doc] = analysis.documents
    assert doc.header.title == "Talks no. 4 in Averne"
    assert doc.header.published == "2026-05-05"
    ground = doc.header.grounds["published"]
    assert (ground.basis, ground.rule) == ("metadata", "Date")
    assert ground.quote is not None and ground.quote.exact == ("Tue, 05 May 2026 23:30:00 +0900",)
    assert next(p.text for p in doc.passages).startswith("Joint Statement")
    assert "Not this" not in analysis.reading.text
    assert analysis.source.aliases == (("message-id", "4@mofa.example"),)
    assert {b.what for b in analysis.boilerplate} == {"mail_header"}


def test_a_page_is_read_where_there_is_no_text() -> None:
    data = message(5, text="\n", page="<h1>Talks</h1><p>Both sides agreed.</p>").as_bytes()
    [doc] = analyse_bytes(data, name="a.eml").documents
    assert [p.text for p in doc.passages] == ["Talks", "Both sides agreed."]


def test_japanese_words_are_decoded() -> None:
    raw = (
        b"Subject: =?ISO-2022-JP?B?GyRCNiZGMUA8TEAbKEI=?=\nMIME-Version: 1.0\n"
        b"Content-Type: text/plain; charset=iso-2022-jp\n\n"
    ) + "両首脳は会談した。\n".encode("iso-2022-jp")
    layout = messages.extract(raw, name="a.eml")
    assert layout.stated["title"].value == "共同声明"
    assert "両首脳は会談した。" in layout.text


def test_one_message_is_the_file(tmp_path: Path) -> None:
    path = tmp_path / "a.eml"
    found = inputs(path, message(6, files={"b.txt": b"Both met."}).as_bytes())
    assert tails(found, path) == ["", "#b.txt"]
    assert isinstance(found[0], Input) and found[0].media_type == "message/rfc822"


@pytest.mark.parametrize("depth", [150, 1000, 20_000])
def test_nested_parts_are_a_bomb_and_the_rest_is_read(tmp_path: Path, depth: int) -> None:
    path = tmp_path / "a.mbox"
    line = b"\nFrom press@mofa.example Mon May  4 10:00:00 2026\n"
    begun = time.monotonic()
    found = inputs(path, line.lstrip() + nested_multiparts(depth) + line + message(1).as_bytes())
    assert [one[1].code for one in found if not isinstance(one, Input)] == ["bomb"]
    assert "#1@mofa.example" in tails(found, path)
    assert time.monotonic() - begun < 5
    with pytest.raises(InputError, match="parts within parts"):
        messages.extract(nested_multiparts(depth))


@pytest.mark.parametrize(
    "header",
    [
        b"Subject: " + b"=?utf-8?q?a?= " * 15_000,
        b"Content-Type: text/plain; " + b"a=b; " * 40_000,
        b"From: " + b"(" * 100_000,
        b"Date: Mon, 99 Foo 99999999999999999999 10:00:00 +9999",
        b"Content-Type: multipart/mixed\nContent-Transfer-Encoding: base64",
        b'Content-Type: text/plain; charset="no-such"',
        b"Subject: \xff\xfe\x00bad",
    ],
)
def test_damaged_headers_cost_no_more_than_a_coded_error(header: bytes) -> None:
    begun = time.monotonic()
    try:
        messages.extract(header + b"\n\nBoth sides met in Averne.\n")
    except InputError as error:
        assert error.code in ("broken", "bomb")
    assert time.monotonic() - begun < 10


def test_a_message_without_id_is_called_by_its_bytes(tmp_path: Path) -> None:
    one = message(1)
    del one["Message-ID"]
    path = tmp_path / "a.mbox"
    assert tails(inputs(path, mbox([one])), path)[0].startswith("#sha256-")
