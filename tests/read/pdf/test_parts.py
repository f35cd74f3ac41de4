"""Furniture, notes, tables, headings of PDFs."""

from __future__ import annotations

import pytest
from reportlab.lib import colors
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Table

from communique.read.pdf.running import page_number
from tests.read.pdf.making import (
    SENTENCES,
    WIDTH,
    lines,
    marked,
    pdf,
    read,
    structured,
    wrapped,
)

LONG = " ".join(SENTENCES * 6)


def paged(canvas: Canvas, *, number: int, body: str, head: str = "Harbour Review 2031") -> None:
    lines(canvas, [head], x=72, y=810, size=8)
    lines(canvas, wrapped(body, 440), y=770)
    canvas.setFont("Times-Roman", 9)
    canvas.drawCentredString(WIDTH / 2, 32, f"{number}")
    canvas.showPage()


def furniture(data: bytes) -> list[tuple[str, str]]:
    found = structured(data)[1].boilerplate
    return [(b.what, b.quote.exact[0]) for b in found]


def test_heads_and_numbers_that_come_again():
    def draw(canvas: Canvas) -> None:
        for number in range(7, 12):
            head = "Harbour Review 2031" if number % 2 else "Ministry of Coasts"
            paged(
                canvas, number=number, body=f"On the {number}th day it rained. " + LONG, head=head
            )

    found = furniture(pdf(draw))
    assert [words for what, words in found if what == "page_number"] == ["7", "8", "9", "10", "11"]
    assert len([1 for what, _ in found if what == "running_head"]) == 5
    assert len(found) == 10


def test_a_head_with_the_page_s_number():
    def draw(canvas: Canvas) -> None:
        for number in range(1, 5):
            paged(canvas, number=number, body=LONG, head=f"Harbour Review   {number}")

    assert len(furniture(pdf(draw))) == 8


def test_the_same_first_sentence_of_pages_is_text():
    def draw(canvas: Canvas) -> None:
        for _ in range(4):
            lines(canvas, wrapped(LONG, 440), y=700)
            canvas.showPage()

    assert furniture(pdf(draw)) == []


def test_a_lone_page_keeps_all_but_its_number():
    assert furniture(pdf(lambda c: paged(c, number=1, body=LONG))) == [("page_number", "1")]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("- 3 -", 3),
        ("３", 3),
        ("iv", 4),
        ("第12页", 12),
        ("3/14", 3),
        ("十二", 12),
        ("1,204", None),
        ("in 2031", None),
    ],
)
def test_page_numbers(text: str, number: int | None):
    assert page_number(text) == number


def noted(canvas: Canvas) -> None:
    y = lines(canvas, wrapped(LONG, 440), y=770)
    canvas.setFont("Times-Roman", 10.5)
    canvas.drawString(72, y, "They will meet again.")
    end = 72 + canvas.stringWidth("They will meet again.", "Times-Roman", 10.5)
    canvas.setFont("Times-Roman", 6.5)
    canvas.drawString(end, y + 4, "1")
    canvas.line(72, 120, 200, 120)
    canvas.drawString(72, 110, "1")
    lines(
        canvas,
        ["See the survey of the northern channel, part two,", "as amended."],
        x=78,
        y=107,
        size=8.5,
        leading=10,
    )
    canvas.showPage()


def test_a_note_at_the_foot_has_its_mark():
    layout, found = structured(pdf(noted))
    (note,) = found.drafts[0].notes
    assert note.label == "1"
    assert note.quote.exact[0].startswith("See the survey")
    assert (
        note.anchor is not None
        and layout.text[note.anchor.start - 6 : note.anchor.end] == "again.1"
    )
    texts = [p.text for p in found.drafts[0].passages]
    assert "They will meet again." in texts
    assert "See the survey of the northern channel, part two, as amended." in texts


def test_a_note_goes_on_at_the_next_foot():
    def draw(canvas: Canvas) -> None:
        noted(canvas)
        lines(canvas, wrapped(LONG, 440), y=770)
        canvas.line(72, 120, 200, 120)
        lines(canvas, ["It was amended twice."], y=107, size=8.5)
        canvas.showPage()

    found = structured(pdf(draw))[1]
    (note,) = found.drafts[0].notes
    assert len(note.quote.ranges) == 2
    assert note.quote.exact[1] == "It was amended twice."


def table(canvas: Canvas, rows: list[list[str]], style: list[tuple[object, ...]]) -> None:
    y = lines(canvas, wrapped(LONG, 440), y=790)
    made = Table(rows, colWidths=[120, 80, 80], style=style)
    _, height = made.wrapOn(canvas, 400, 400)
    made.drawOn(canvas, 72, y - height)
    lines(canvas, wrapped(LONG, 440), y=y - height - 30)
    canvas.showPage()


ROWS = [
    ["Port", "2029", "2030"],
    ["Averne", "1,204", "1,377"],
    ["Belmar", "987", "1,002"],
    ["Total", "2,191", "2,379"],
]
GRID = [("GRID", (0, 0), (-1, -1), 0.5, colors.black)]
BOOKS = [
    ("LINEABOVE", (0, 0), (-1, 0), 1, colors.black),
    ("LINEBELOW", (0, 0), (-1, 0), 0.5, colors.black),
    ("LINEBELOW", (0, -1), (-1, -1), 1, colors.black),
]


@pytest.mark.parametrize("style", [GRID, BOOKS, []], ids=["ruled", "three rules", "aligned"])
def test_tables(style: list[tuple[object, ...]]):
    found = structured(pdf(lambda c: table(c, ROWS, style)))[1]
    (made,) = found.drafts[0].tables
    assert [[cell.text for cell in row] for row in made.rows] == ROWS
    assert made.header == 1


def test_cells_of_several_lines_and_over_several_columns():
    rows = [
        ["Matter", "Side one", "Side two"],
        ["Fish", "agreed to\nhold talks", "agreed"],
        ["Tolls, under review", "", ""],
        ["Ferries", "daily", "twice\na week"],
    ]
    style = [*GRID, ("SPAN", (0, 2), (-1, 2))]
    layout, found = structured(pdf(lambda c: table(c, rows, style)))
    cells = [[cell.text for cell in row] for row in found.drafts[0].tables[0].rows]
    assert cells == [
        ["Matter", "Side one", "Side two"],
        ["Fish", "agreed to hold talks", "agreed"],
        ["Tolls, under review", "", ""],
        ["Ferries", "daily", "twice a week"],
    ]
    assert "agreed to\nhold talks" in layout.text


def test_a_box_about_text_is_no_table():
    def draw(canvas: Canvas) -> None:
        canvas.rect(60, 500, 470, 300)
        lines(canvas, wrapped(LONG, 440), y=780)
        canvas.showPage()

    layout = read(pdf(draw))
    assert marked(layout, "table") == []


def test_headings_by_size_and_weight():
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Times-Bold", 20)
        canvas.drawCentredString(WIDTH / 2, 780, "Harbours and Ferries:")
        canvas.drawCentredString(WIDTH / 2, 756, "A Review of Ten Years")
        y = lines(canvas, ["1. Background"], y=720, face="Times-Bold", size=14)
        y = lines(canvas, wrapped(LONG, 440), y=y - 6)
        y = lines(canvas, ["Ships at Sea"], y=y - 6, face="Times-Bold")
        lines(canvas, wrapped(LONG, 440), y=y - 4)
        canvas.showPage()

    layout = read(pdf(draw))
    found = [(m.level, layout.text[m.start : m.end]) for m in layout.marks if m.kind == "heading"]
    assert found == [
        (1, "Harbours and Ferries:\nA Review of Ten Years"),
        (2, "1. Background"),
        (3, "Ships at Sea"),
    ]


def test_contents_are_furniture():
    entries = [f"{n}. Ports of the coast {'. ' * 40}{n * 3}" for n in range(1, 9)]
    data = pdf(
        lambda c: (lines(c, ["Contents", *entries]), c.showPage(), paged(c, number=2, body=LONG))
    )
    layout = read(data)
    assert [m.extra for m in layout.marks if m.kind == "furniture"].count("contents") == 8
    assert "Ports" not in " ".join(p.text for d in structured(data)[1].drafts for p in d.passages)


def test_a_title_that_two_slides_share_is_a_heading():
    def draw(canvas: Canvas) -> None:
        for number in range(5):
            y = lines(
                canvas, ["Ports" if number in (0, 4) else SENTENCES[number][:20]], y=780, size=24
            )
            turned = SENTENCES[number:] + SENTENCES[:number]
            lines(canvas, turned, y=y - 30, size=14, leading=30)
            canvas.showPage()

    assert furniture(pdf(draw)) == []


def test_a_large_initial_belongs_to_its_word():
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Times-Roman", 34)
        canvas.drawString(72, 735, "T")
        first, *rest = wrapped(LONG[1:], 400)
        y = lines(canvas, [first, rest[0]], x=96, y=749)
        lines(canvas, wrapped(" ".join(rest[1:]), 424), y=y)
        canvas.showPage()

    assert structured(pdf(draw))[1].drafts[0].passages[0].text == SENTENCES[0]


def test_lines_at_the_right_margin_stand_alone():
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Times-Roman", 10.5)
        canvas.drawRightString(520, 800, "Ministry of Coasts")
        canvas.drawRightString(520, 786, "Averne, 16 April 2031")
        lines(canvas, wrapped(LONG, 448), y=760)
        canvas.showPage()

    texts = [p.text for p in structured(pdf(draw))[1].drafts[0].passages]
    assert texts[:2] == ["Ministry of Coasts", "Averne, 16 April 2031"]
