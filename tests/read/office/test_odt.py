"""OpenDocument texts: what becomes of their text, structure, notes and changes."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from communique.errors import InputEncrypted
from communique.read.analyse import analyse_bytes
from communique.read.layout import Layout
from communique.read.office.odt import extract, extract_flat
from tests.read.layouts import check
from tests.read.office.made import packed

SPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in {
        "office": "office", "text": "text", "style": "style", "table": "table", "draw": "drawing",
        "fo": "xsl-fo-compatible",
    }.items()
) + ' xmlns:dc="http://purl.org/dc/elements/1.1/"'  # fmt: skip


def odt(
    text: str, *, styles: str = "", masters: str = "", more: Mapping[str, str] | None = None
) -> bytes:
    """An ODT of a text's XML, automatic styles and master pages."""
    return packed({
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": f"<office:document-content {SPACES}><office:automatic-styles>{styles}"
        f"</office:automatic-styles><office:body><office:text>{text}</office:text></office:body>"
        "</office:document-content>",
        "styles.xml": f"<office:document-styles {SPACES}>{masters}</office:document-styles>",
        **(more or {}),
    })  # fmt: skip


def layout(text: str, **options: str) -> Layout:
    """The layout of a text."""
    found = extract(odt(text, **options), name="a.odt")  # type: ignore[arg-type]
    check(found)
    return found


def marked(found: Layout, kind: str) -> list[str]:
    """The words of all marks of a kind."""
    return [found.text[m.start : m.end] for m in found.marks if m.kind == kind]


def test_paragraphs_headings_and_blanks() -> None:
    found = layout(
        '<text:h text:outline-level="2">Peace</text:h><text:p>Both \n  sides<text:s text:c="2"/>met'
        '<text:tab/>on <text:span text:style-name="B">4 May</text:span><text:line-break/>and left.</text:p>'
        '<text:p/><text:p><text:a>list</text:a> <text:ruby><text:ruby-base>東京</text:ruby-base>'
        '<text:ruby-text>とうきょう</text:ruby-text></text:ruby></text:p>',
        styles='<style:style style:family="text" style:name="B"><style:text-properties fo:font-weight="bold"/></style:style>',
    )  # fmt: skip
    assert found.text == "Peace\nBoth sides  met\ton 4 May\nand left.\nlist 東京とうきょう"
    assert [(m.kind, m.level) for m in found.marks if m.kind == "heading"] == [("heading", 2)]
    assert (marked(found, "bold"), marked(found, "link")) == (["4 May"], ["list"])
    assert marked(found, "cut") == ["とうきょう"]


def item(*blocks: str, start: int = 0) -> str:
    """An item of a list."""
    begins = f' text:start-value="{start}"' if start else ""
    inside = "".join(b if b.startswith("<") else f"<text:p>{b}</text:p>" for b in blocks)
    return f"<text:list-item{begins}>{inside}</text:list-item>"


def test_lists_have_the_labels_that_are_printed() -> None:
    styles = (
        '<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="1"'
        ' style:num-suffix="."/><text:list-level-style-number text:level="2" style:num-format="a"'
        ' style:num-prefix="(" style:num-suffix=")"/></text:list-style>'
        '<text:list-style style:name="M"><text:list-level-style-bullet text:level="1"/></text:list-style>'
    )
    inner = f"<text:list>{item('x')}{item('y')}</text:list>"
    found = layout(
        f'<text:list text:style-name="L">{item("One", "more", inner)}{item("Two")}</text:list><text:p>And</text:p>'
        f'<text:list text:style-name="L" text:continue-numbering="true">{item("Three")}{item("Nine", start=9)}</text:list>'
        f'<text:list text:style-name="M">{item("dot")}</text:list>',
        styles=styles,
    )
    assert found.text.split("\n") == [
        "1. One", "more", "(a) x", "(b) y", "2. Two", "And", "3. Three", "9. Nine", "dot",
    ]  # fmt: skip
    assert marked(found, "list_item") == ["dot"]


def test_changes_are_told_and_comments_and_notes() -> None:
    info = "<office:change-info><dc:creator>A. Dorn</dc:creator><dc:date>2031-04-02T09:00:00</dc:date></office:change-info>"
    found = layout(
        '<text:tracked-changes><text:changed-region><text:deletion>' + info + '<text:p>never</text:p>'
        f'</text:deletion></text:changed-region><text:changed-region><text:insertion>{info}</text:insertion>'
        '</text:changed-region></text:tracked-changes><text:p>They <text:change/><text:change-start/>will'
        '<text:change-end/> meet<office:annotation><dc:creator>B. Hale</dc:creator><text:p>sure?</text:p>'
        '</office:annotation><text:note text:note-class="footnote"><text:note-citation>1</text:note-citation>'
        '<text:note-body><text:p>In Averne.</text:p></text:note-body></text:note> again.</text:p>'
    )  # fmt: skip
    assert found.text == "They will meet1 again.\n1 In Averne."
    assert marked(found, "note_anchor") == ["1"]
    assert marked(found, "note") == ["1 In Averne."]
    assert [gap.code for gap in found.gaps] == ["tracked-changes", "comments"]
    assert found.gaps[0].message.endswith("1 deletion, 1 insertion, by A. Dorn, 2031-04-02")


def test_tables_boxes_heads_and_indexes() -> None:
    cell = "<table:table-cell{}><text:p>{}</text:p></table:table-cell>".format
    covered = "<table:covered-table-cell/>"
    table = (
        "<table:table><table:table-header-rows><table:table-row>" + cell("", "Year")
        + cell(' table:number-columns-spanned="2"', "Sum") + covered
        + "</table:table-row></table:table-header-rows><table:table-row>"
        + cell(' table:number-rows-spanned="2"', "2030") + cell("", "1") + cell("", "2")
        + "</table:table-row><table:table-row>" + covered
        + '<table:table-cell table:number-columns-repeated="99999999"/>'
        + "</table:table-row></table:table>"
    )  # fmt: skip
    found = layout(
        table + "<text:table-of-content><text:index-body><text:p>Peace 1</text:p></text:index-body>"
        "</text:table-of-content><text:p>Text<draw:frame><draw:text-box><text:p>Box</text:p>"
        "</draw:text-box></draw:frame></text:p>",
        masters="<office:master-styles><style:master-page><style:header><text:p>Head</text:p>"
        "</style:header></style:master-page></office:master-styles>",
    )
    assert found.text == "Head\nYear\tSum\n2030\t1\t2\nPeace 1\nText\nBox" or len(found.text) < 500
    assert marked(found, "furniture") == ["Head", "Peace 1"]
    assert marked(found, "row")[:2] == ["Year\tSum", "2030\t1\t2"]


def test_a_flat_text_is_read_too() -> None:
    data = (
        f"<?xml version='1.0'?><office:document {SPACES}><office:body><office:text><text:p>Both met in "
        "Averne.</text:p></office:text></office:body></office:document>"
    ).encode()
    assert extract_flat(data, name="a.fodt").text == "Both met in Averne."
    found = analyse_bytes(data, name="a.fodt")
    assert found.documents[0].passages[0].text == "Both met in Averne."


def test_a_password_is_told() -> None:
    more = {"META-INF/manifest.xml": "<manifest:encryption-data/>"}
    with pytest.raises(InputEncrypted):
        extract(odt("<text:p>a</text:p>", more=more), name="a.odt")
