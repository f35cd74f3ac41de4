"""Word documents: what becomes of their text, structure, notes and changes."""

from __future__ import annotations

import pytest

from communique.read.analyse import analyse_bytes
from communique.read.layout import Layout
from communique.read.office.docx import extract
from tests.read.layouts import check
from tests.read.office.made import change, deleted, docx, p, part, r


def layout(body: str, **options: object) -> Layout:
    """The layout of a document."""
    found = extract(docx(body, **options), name="a.docx")  # type: ignore[arg-type]
    check(found)
    return found


def marked(found: Layout, kind: str) -> list[str]:
    """The words of all marks of a kind."""
    return [found.text[m.start : m.end] for m in found.marks if m.kind == kind]


STYLES = (
    '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="berschrift2"><w:name w:val="Überschrift 2"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="own"><w:name w:val="Own"/><w:basedOn w:val="1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="loop"><w:name w:val="L"/><w:basedOn w:val="loop"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="T"><w:name w:val="Title"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="c1"><w:name w:val="toc 1"/></w:style>'
)


def styled(words: str, style: str) -> str:
    """A paragraph with a style."""
    return p(words, properties=f'<w:pStyle w:val="{style}"/>')


def test_paragraphs_are_lines_and_headings_have_levels() -> None:
    found = layout(
        styled("Joint Statement", "T") + styled("Peace", "own") + styled("Trade", "berschrift2")
        + styled("Both met.", "loop") + p() + p("Set", properties='<w:outlineLvl w:val="2"/>')
        + styled("Peace 1", "c1"),
        styles=STYLES,
    )  # fmt: skip
    assert found.text == "Joint Statement\nPeace\nTrade\nBoth met.\nSet\nPeace 1"
    assert [m.level for m in found.marks if m.kind == "heading"] == [1, 1, 2, 3]
    assert marked(found, "furniture") == ["Peace 1"]


def numbered(words: str, level: int, which: int = 1) -> str:
    """A paragraph of a list."""
    inside = f'<w:ilvl w:val="{level}"/><w:numId w:val="{which}"/>'
    return p(words, properties=f"<w:numPr>{inside}</w:numPr>")


def level(at: int, form: str, text: str, more: str = "") -> str:
    """A level of an abstract list."""
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/>{more}</w:lvl>'
    )


NUMBERING = (
    '<w:abstractNum w:abstractNumId="0">'
    + level(0, "decimal", "%1.") + level(1, "lowerLetter", "(%2)") + level(2, "decimal", "%1.%3")
    + '</w:abstractNum><w:abstractNum w:abstractNumId="1">' + level(0, "chineseCounting", "%1、")
    + level(1, "bullet", "\uf0b7") + '</w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
    '<w:startOverride w:val="5"/></w:lvlOverride></w:num>'
)  # fmt: skip


def test_labels_are_counted_as_word_does() -> None:
    body = (
        numbered("One", 0) + numbered("a", 1) + numbered("b", 1) + numbered("", 0) + numbered("Two", 0)
        + numbered("a", 1) + numbered("deep", 2) + numbered("Five", 0, 3) + numbered("Six", 0, 1)
        + numbered("一", 0, 2) + numbered("dot", 1, 2) + numbered("no list", 0, 0) + numbered("gone", 0, 9)
    )  # fmt: skip
    found = layout(body, numbering=NUMBERING)
    assert found.text.split("\n") == [
        "1. One", "(a) a", "(b) b", "2. Two", "(a) a", "2.1 deep", "5. Five", "6. Six",
        "一、 一", "dot", "no list", "gone",
    ]  # fmt: skip
    assert next((m.level, m.extra) for m in found.marks if m.kind == "list_item") == (2, "ul")


def test_the_final_text_is_read_and_the_changes_told() -> None:
    body = (
        p("Both sides ", deleted("may"), change("ins", r("will")), " meet ", change("moveTo", r("in May")), ".")
        + p(change("moveFrom", r("in May")), properties="")
        + p("They agree", properties=f"<w:rPr>{change('del', '')}</w:rPr>")
        + p(deleted(" not "), " on trade.", properties='<w:pStyle w:val="1"/>')
        + p(deleted("All is gone."), properties=f"<w:rPr>{change('del', '', author='B. Hale', day='2031-04-05')}</w:rPr>")
        + p("The end.")
    )  # fmt: skip
    found = layout(body, styles=STYLES)
    assert found.text == "Both sides will meet in May.\nThey agree on trade.\nThe end."
    assert marked(found, "heading") == ["They agree on trade."]
    assert [gap.code for gap in found.gaps] == ["tracked-changes"]
    message = found.gaps[0].message
    assert "1 insertion" in message and "5 deletions" in message and "1 move" in message
    assert "A. Dorn, B. Hale" in message and "2031-04-02 to 2031-04-05" in message


def cell(words: str, properties: str = "") -> str:
    """A cell."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(words)}</w:tc>"


def test_tables_keep_their_columns_when_cells_are_merged() -> None:
    down, on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    rows = [
        "<w:trPr><w:tblHeader/></w:trPr>" + cell("Year") + cell("Sum", '<w:gridSpan w:val="2"/>'),
        cell("2030", down) + cell("1") + cell("2"),
        cell("", on) + cell("3") + cell(""),
        f"<w:trPr>{change('del', '')}</w:trPr>" + cell("2031") + cell("4") + cell("5"),
        "<w:trPr><w:gridBefore w:val='1'/></w:trPr>" + cell("6") + cell("7"),
    ]
    table = "".join(f"<w:tr>{row}</w:tr>" for row in rows)
    found = layout(p("Figures") + f"<w:tbl>{table}</w:tbl>" + p("End"))
    assert found.text == "Figures\nYear\tSum\n2030\t1\t2\n\t3\t\n\t6\t7\nEnd"
    spans = [(m.extra, m.level) for m in found.marks if m.kind == "cell"]
    assert spans[:3] == [("1,1", 1), ("2,1", 1), ("1,2", 0)]
    analysis = analyse_bytes(
        docx(p("Figures") + f"<w:tbl>{table}</w:tbl>" + p("End")), name="a.docx"
    )
    assert [[c.text for c in row] for row in analysis.documents[0].tables[0].rows][1:3] == [
        ["2030", "1", "2"],
        ["", "3", ""],
    ]


def test_notes_stand_at_their_marks() -> None:
    reference = '<w:r><w:footnoteReference w:id="7"/></w:r>'
    end = '<w:r><w:endnoteReference w:id="2"/></w:r>'
    parts = {
        "footnotes": '<w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>'
        f'<w:footnote w:id="7">{p("<w:r><w:footnoteRef/></w:r>", "Signed in Averne.")}</w:footnote>',
        "endnotes": f'<w:endnote w:id="2">{p("See the annex.")}</w:endnote>',
    }
    body = p("The two sides signed a pact", reference, " and", end, " met again in the spring.")
    found = layout(body, **parts)
    assert found.text.split("\n") == [
        "The two sides signed a pact1 andi met again in the spring.",
        "1 Signed in Averne.",
        "i See the annex.",
    ]
    assert marked(found, "note_anchor") == ["1", "i"]
    doc = analyse_bytes(docx(body, **parts), name="a.docx").documents[0]
    assert [(n.label, n.quote.exact, bool(n.anchor)) for n in doc.notes] == [
        ("1", ("Signed in Averne.",), True),
        ("i", ("See the annex.",), True),
    ]
    assert doc.passages[0].text == "The two sides signed a pact and met again in the spring."


def test_what_stands_within_a_line() -> None:
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> DATE </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + r("4 May")
        + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )  # fmt: skip
    ruby = f"<w:r><w:ruby><w:rt>{r('とうきょう')}</w:rt><w:rubyBase>{r('東京')}</w:rubyBase></w:ruby></w:r>"
    found = layout(
        p("On ", field, ": ", f"<w:hyperlink>{r('the list')}</w:hyperlink>", "<w:r><w:tab/></w:r>", ruby)
        + p(r("bold", "<w:b/>"), r(" hidden", "<w:vanish/>"), r("plain", '<w:b w:val="0"/>'))
        + p("one<w:br/>".replace("<w:br/>", ""), "<w:r><w:br/></w:r>", "two")
        + f"<w:sdt><w:sdtContent>{p('kept')}</w:sdtContent></w:sdt>"
        + p('<w:fldSimple w:instr="PAGE"><w:r><w:t>9</w:t></w:r></w:fldSimple>')
    )  # fmt: skip
    assert found.text == "On 4 May: the list\t東京とうきょう\nbold hiddenplain\none\ntwo\nkept\n9"
    assert marked(found, "link") == ["the list"]
    assert marked(found, "cut") == ["とうきょう", "hidden"]
    assert marked(found, "bold") == ["bold"]


def test_a_field_that_never_ends_hides_no_paragraph() -> None:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    assert layout(p("a", begin, "gone") + p("b")).text == "a\nb"


def test_text_boxes_heads_and_feet_and_comments() -> None:
    box = (
        '<w:r><mc:AlternateContent xmlns:mc="m"><mc:Choice><w:drawing><w:txbxContent>'
        + p("In the box.") + "</w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict>"
        "<w:txbxContent>" + p("In the box.") + "</w:txbxContent></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )  # fmt: skip
    section = '<w:sectPr><w:headerReference r:id="h"/><w:footerReference r:id="f"/></w:sectPr>'
    extra = {
        "relations": '<Relationship Id="h" Type="header" Target="header1.xml"/>'
        '<Relationship Id="f" Type="footer" Target="/word/footer1.xml"/>'
        '<Relationship Id="x" Type="image" TargetMode="External" Target="http://127.0.0.1/"/>',
        "word/header1.xml": part("hdr", p("Ministry of Mervania")),
        "word/footer1.xml": part("ftr", p("Page 1")),
    }
    comments = f'<w:comment w:author="A. Dorn">{p("Check this.")}</w:comment>'
    found = layout(p("Both met.", box) + p("Then left.") + section, extra=extra, comments=comments)
    assert found.text.split("\n") == [
        "Ministry of Mervania", "Both met.", "In the box.", "Then left.", "Page 1",
    ]  # fmt: skip
    assert [m.extra for m in found.marks if m.kind == "furniture"] == ["running_head", "footer"]
    assert [(g.code, g.message) for g in found.gaps] == [
        ("comments", "1 comment, by A. Dorn: not in the text")
    ]


@pytest.mark.parametrize(("title", "kept"), [("Joint Statement", True), ("Template 7", False)])
def test_a_title_in_the_properties_counts_if_the_text_has_it(title: str, kept: bool) -> None:
    core = f'<c:p xmlns:c="c" xmlns:d="d"><d:title>{title}</d:title></c:p>'
    found = layout(p("Joint Statement") + p("Both met."), extra={"docProps/core.xml": core})
    assert ("title" in found.metadata) == kept


def test_the_whole_way_from_bytes_to_passages() -> None:
    analysis = analyse_bytes(
        docx(
            numbered("The two sides met on 4 May 2031.", 0) + numbered("They agreed.", 0),
            numbering=NUMBERING,
        ),
        name="a.docx",
    )
    assert analysis.source.media_type.endswith("wordprocessingml.document")
    assert [(x.item, x.text) for x in analysis.documents[0].passages] == [
        ("1", "The two sides met on 4 May 2031."),
        ("2", "They agreed."),
    ]
