"""TEI and Akoma Ntoso: what the markup states, what is read of it, and XML made to harm."""

from __future__ import annotations

import io
import sys
import time
from pathlib import Path

import pytest

from communique.errors import InputError
from communique.model.codes import Basis
from communique.read import magic
from communique.read.analyse import analyse_bytes
from communique.read.collections import akoma_ntoso, tei
from communique.read.collections.volumes import Volume
from communique.read.inputs import Input, collect

sys.path.insert(0, str(Path(__file__).resolve().parents[3] / "bench"))
from frus import volume

ROOT = '<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="frus2031v01"><text><body>%s</body></text></TEI>'


def test_a_volume_gives_each_document_with_what_it_states(tmp_path: Path) -> None:
    data, truths = volume(30)
    path = tmp_path / "frus2031v01.xml"
    path.write_bytes(data)
    found = [one for one in collect([str(path)]) if isinstance(one, Input)]
    assert [one.identity for one in found] == [f"{path.resolve()}#{t.id}" for t in truths]
    for one, truth in zip(found, truths, strict=True):
        raw = one.read()
        assert raw in data and raw.startswith(b"<div ") and raw.endswith(b"</div>")
        analysis = analyse_bytes(raw, name=one.name, media_type=one.media_type, aliases=one.aliases)
        [doc] = analysis.documents
        header = doc.header
        assert (header.title, header.event.date) == (truth.title, truth.date)
        assert (header.event.place, header.event.people) == (truth.place, truth.people)
        assert len(doc.notes) == truth.notes and all(note.anchor for note in doc.notes)
        assert ("frus", f"frus2031v01/{truth.id}") in analysis.source.aliases
        assert header.grounds["date"].basis is Basis.METADATA
        assert header.grounds["date"].rule == "div/@frus:doc-dateTime-min"
        quote = header.grounds["place"].quote
        assert quote is not None and quote.exact == (truth.place,)


def test_a_person_stands_over_the_markup() -> None:
    data = b'<div type="document"><head>1. Note</head><p>Both met in Averne.</p></div>'
    [doc] = analyse_bytes(
        data, name="d1", media_type=magic.TEI, fields={"title": "Other"}
    ).documents
    assert doc.header.title == "Other" and doc.header.grounds["title"].basis is Basis.MANIFEST


def test_what_an_editor_marks_is_read_or_told() -> None:
    data = b"""<div type="document"><head>A</head><p>They <choice><sic>agred</sic><corr>agreed</corr>
    </choice> on <gap reason="declassified" extent="2 lines"/> and <del>war</del> <unclear>peace</unclear>
    with <choice><abbr>UN</abbr><expan>United Nations</expan></choice> <add>help</add>.</p>
    <fw>SECRET</fw><table><row role="label"><cell>Men</cell><cell>Year</cell></row>
    <row><cell>40</cell><cell>2031</cell></row></table></div>"""
    layout = tei.extract(data)
    assert "They agreed on and peace with UN help." in layout.text
    assert [gap.code for gap in layout.gaps] == ["text-missing", "text-unclear"]
    assert "declassified" in layout.gaps[0].message
    analysis = analyse_bytes(data, name="a", media_type=magic.TEI)
    [table] = analysis.documents[0].tables
    assert [[cell.text for cell in row] for row in table.rows] == [["Men", "Year"], ["40", "2031"]]


def test_pages_are_known() -> None:
    data = b"""<div type="document"><head>A</head><p>One met.</p><pb n="7"/><p>Two met.</p></div>"""
    layout = tei.extract(data)
    assert [layout.text[a:b].strip() for a, b in layout.pages] == ["A\nOne met.", "Two met."]


def test_a_text_by_itself_has_its_header() -> None:
    data = b"""<?xml version="1.0" encoding="ISO-8859-1"?>
    <TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>Trait\xe9
    d'Averne</title></titleStmt><publicationStmt><date when="1961-06-01"/><idno type="DOI">10.1/x</idno>
    </publicationStmt></fileDesc><profileDesc><creation><date when="1961-05-04"/></creation>
    <langUsage><language ident="en"/></langUsage></profileDesc></teiHeader>
    <text><body><p>Both sides met at the caf\xe9.</p></body></text></TEI>"""
    analysis = analyse_bytes(data, name="a.xml")
    header = analysis.documents[0].header
    assert header.title == "Traité d'Averne" and analysis.source.media_type == magic.TEI
    assert (header.event.date, header.published) == ("1961-05-04", "1961-06-01")
    assert analysis.source.aliases == (("doi", "10.1/x"),)
    assert "café" in analysis.reading.text


BOMB = b"""<?xml version="1.0"?><!DOCTYPE TEI [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>
<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><div type="document"><p>&b;</p></div></text></TEI>"""
XXE = b"""<?xml version="1.0"?><!DOCTYPE TEI [<!ENTITY x SYSTEM "file:///etc/passwd">]>
<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><p>&x;</p></text></TEI>"""
PARAMETER = b"""<?xml version="1.0"?><!DOCTYPE TEI [<!ENTITY % x SYSTEM "http://127.0.0.1/x"> %x;]>
<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><p>Met.</p></text></TEI>"""


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (BOMB, "unsafe-markup"),
        (XXE, "unsafe-markup"),
        (PARAMETER, "unsafe-markup"),
        (b"<TEI>" + b"<div>" * 100_000, "bomb"),
        (b"<TEI><p " + b" ".join(b'a%d="x"' % n for n in range(5000)) + b"/></TEI>", "bomb"),
        (b"<TEI><p>Both met.</TEI>", "broken"),
        (b"<TEI><p>Both met.", "broken"),
        (b"<TEI><p>&undeclared;</p></TEI>", "broken"),
        (b"", "broken"),
    ],
)
@pytest.mark.parametrize("reader", [tei.extract, akoma_ntoso.extract])
def test_xml_made_to_harm_is_a_coded_error(data: bytes, code: str, reader: object) -> None:
    begun = time.monotonic()
    with pytest.raises(InputError) as raised:
        reader(data, name="a.xml")  # type: ignore[operator]
    assert raised.value.code == code and raised.value.advice
    if data:
        with pytest.raises(InputError) as raised:
            list(Volume(io.BytesIO(data), "a.xml").members())
        assert raised.value.code == code
    assert time.monotonic() - begun < 5


def test_a_doctype_elsewhere_is_never_fetched() -> None:
    data = b'<!DOCTYPE TEI SYSTEM "http://127.0.0.1:1/tei.dtd"><TEI><text><p>Both met.</p></text></TEI>'
    assert tei.extract(data).text == "Both met."


def test_a_tag_without_end_is_a_bomb() -> None:
    data = b"<TEI><text><p a='" + b"x" * 20_000_000
    begun = time.monotonic()
    with pytest.raises(InputError) as raised:
        list(Volume(io.BytesIO(data), "a.xml").members())
    assert raised.value.code == "bomb" and time.monotonic() - begun < 10


def test_ids_that_stand_twice_or_climb_are_refused(tmp_path: Path) -> None:
    part = '<div type="document" xml:id="%s"><p>Both met.</p></div>'
    path = tmp_path / "v.xml"
    path.write_text(ROOT % "".join(part % name for name in ("d1", "d1", "../x", "d2")))
    found = list(collect([str(path)]))
    good = [one.identity.rpartition("#")[2] for one in found if isinstance(one, Input)]
    bad = [one[1].code for one in found if not isinstance(one, Input)]
    assert (good, bad) == (["d1", "d2"], ["member-refused", "member-refused"])


def test_akoma_ntoso_gives_debates_with_who_speaks() -> None:
    data = b"""<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><debate><meta>
    <identification><FRBRWork><FRBRthis value="/akn/xaa/debate/2026-05-04/main"/>
    <FRBRuri value="/akn/xaa/debate/2026-05-04"/><FRBRdate date="2026-05-04" name="debate"/></FRBRWork>
    <FRBRExpression><FRBRdate date="2026-05-06" name="edited"/><FRBRlanguage language="eng"/>
    </FRBRExpression></identification></meta>
    <preface><p><docTitle>Debate on the Treaty of Averne</docTitle></p></preface>
    <debateBody><debateSection><num>1.</num><heading>Garrisons</heading>
    <speech by="#m"><from>The Minister</from><p>Mervania will bring home 40 men
    <authorialNote marker="1"><p>Applause.</p></authorialNote> by May 2031.</p></speech>
    </debateSection></debateBody></debate></akomaNtoso>"""
    analysis = analyse_bytes(data, name="debate.xml")
    [doc] = analysis.documents
    assert doc.header.title == "Debate on the Treaty of Averne"
    assert (doc.header.event.date, doc.header.published) == ("2026-05-04", "2026-05-06")
    texts = [passage.text for passage in doc.passages]
    assert ("1.", "Garrisons") in [(item.label, item.heading) for item in doc.outline]
    assert "The Minister" in texts and "Mervania will bring home 40 men by May 2031." in texts
    assert [note.label for note in doc.notes] == ["1"]
    assert ("akn", "/akn/xaa/debate/2026-05-04") in analysis.source.aliases
    assert analysis.source.media_type == magic.AKOMA_NTOSO


def test_other_xml_in_a_folder_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text("<rss><channel/></rss>")
    [(_, error)] = list(collect([str(tmp_path)]))  # type: ignore[misc]
    assert error.code == "skipped"  # type: ignore[union-attr]


def test_a_text_in_an_encoding_of_several_bytes_is_one_text(tmp_path: Path) -> None:
    text = (
        '<?xml version="1.0" encoding="Shift_JIS"?><TEI xmlns="http://www.tei-c.org/ns/1.0"><text>'
    )
    text += "<p>両首脳は会談し、共同声明を発表した。</p></text></TEI>"
    (tmp_path / "a.xml").write_bytes(text.encode("cp932"))
    [one] = list(collect([str(tmp_path / "a.xml")]))
    assert isinstance(one, Input) and one.member is None
    assert (
        analyse_bytes(one.read(), name=one.name).reading.text
        == "両首脳は会談し、共同声明を発表した。"
    )
