"""Bytes to text: marks, declarations, detection, damage."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.errors import BinaryInput, CommuniqueError, EmptyInput
from communique.read.encodings import decode, labels_to_codecs

JA = "両首脳は、梅ケ原で会談し、海上の安全に関する協定に署名した。次回は来年春に開く。\n"
HANS = "双方领导人在会谈后发表了联合声明，同意加强经济合作，并支持地区的和平与稳定。\n"
HANT = "雙方領袖在會談後發表了聯合聲明，同意加強經濟合作，並支持區域的和平與穩定。\n"
EN = "The two sides’ ministers – meeting at the café – agreed to “move on”.\n"


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        (JA, "cp932"),
        (JA, "euc_jp"),
        (JA, "iso2022_jp"),
        (HANS, "gb18030"),
        (HANT, "cp950"),
        (HANT, "gb18030"),
        (EN, "cp1252"),
        (JA, "utf-16-le"),
        (HANT, "utf-16-be"),
        ("The two sides will meet.", "utf-16-le"),
        (JA + EN, "utf-8"),
    ],
)
@pytest.mark.parametrize("times", [1, 50])
def test_undeclared_encodings_are_told(text: str, codec: str, times: int) -> None:
    found = decode((text * times).encode(codec))
    assert (found.text, found.encoding) == (text * times, codec)
    assert found.basis == ("utf-8" if codec == "utf-8" else "detected")
    assert not found.gaps


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_mark_decides_and_is_no_text(codec: str) -> None:
    found = decode(JA.encode(codec), declared="big5")
    assert (found.text, found.basis) == (JA, "bom")


@pytest.mark.parametrize("codec", ["cp932", "euc_jp", "utf-8"])
@pytest.mark.parametrize("label", ["gb2312", "iso-8859-1", "utf-8", "big5"])
def test_a_wrong_declaration_is_overridden_and_told(codec: str, label: str) -> None:
    page = f'<meta http-equiv="Content-Type" content="text/html; charset={label}">'
    found = decode((page + JA * 5).encode(codec))
    assert found.text.endswith(JA)
    assert [g.code for g in found.gaps] == ([] if codec == label else ["encoding-declared-wrong"])


def test_a_right_declaration_is_the_basis() -> None:
    for label, codec in [("Shift_JIS", "cp932"), ("x-euc-jp", "euc_jp"), ("UTF8", "utf-8")]:
        found = decode(JA.encode(codec), declared=label)
        assert (found.text, found.basis, found.gaps) == (JA, "declared", ())
    cyrillic = "Стороны подписали договор."
    assert decode(cyrillic.encode("koi8-r"), declared="koi8-r").text == cyrillic


def test_an_unknown_declaration_is_told() -> None:
    assert decode(JA.encode(), declared="klingon-8").gaps[0].code == "encoding-declared-unknown"


@pytest.mark.parametrize("label", ["base64", "rot13", "utf-7", "unicode_escape", "", "\0", "idna"])
def test_codecs_that_are_no_encodings_are_refused(label: str) -> None:
    assert labels_to_codecs(label) == []


def test_circled_numbers_of_euc_pages_are_read() -> None:
    text = ("①" + JA) * 3
    assert decode(text.encode("euc_jis_2004")).text == text


def test_damage_is_replaced_and_told() -> None:
    for codec in ("utf-8", "cp932", "gb18030", "euc_jp"):
        found = decode((JA * 30).encode(codec) + b"\xe3")
        assert found.text.startswith(JA * 30), codec
        assert [g.code for g in found.gaps] == ["undecodable-bytes"], codec


def test_nul_and_lone_surrogates_do_not_survive() -> None:
    found = decode(b"The two\0sides met in Averne.")
    assert found.text == "The two\ufffdsides met in Averne."
    assert [g.code for g in found.gaps] == ["undecodable-bytes"]
    assert "\ud800" not in decode(("a\ud800b" * 9).encode("utf-8", "surrogatepass")).text
    assert "\ud800" not in decode(b"\xff\xfe" + b"a\0\x00\xd8b\0").text


@pytest.mark.parametrize("data", [b"", b" \r\n\t", "\u3000\ufeff\n".encode(), b"\xef\xbb\xbf"])
def test_nothing_is_an_error(data: bytes) -> None:
    with pytest.raises(EmptyInput):
        decode(data)


@pytest.mark.parametrize(
    "data", [bytes(range(256)) * 8, b"\0" * 99, b"\x7fELF\x02\x01" + b"\0\1" * 50]
)
def test_what_is_no_text_is_an_error(data: bytes) -> None:
    with pytest.raises(BinaryInput):
        decode(data)


@given(st.binary(min_size=1, max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        found = decode(data)
    except CommuniqueError:
        return
    found.text.encode("utf-8")
    assert "\0" not in found.text


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(str.strip))
def test_utf_8_is_read_back(text: str) -> None:
    data = text.encode()
    try:
        found = decode(data)
    except EmptyInput:
        return
    assert found.text == text.removeprefix("\ufeff")
