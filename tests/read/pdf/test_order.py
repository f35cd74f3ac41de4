"""Columns, paragraphs, vertical text: that words come in the order in which they are read."""

from __future__ import annotations

from reportlab.pdfgen.canvas import Canvas

from tests.read.layouts import check
from tests.read.pdf.making import (
    HEIGHT,
    MINCHO,
    SENTENCES,
    WIDTH,
    font,
    lines,
    marked,
    passages,
    pdf,
    read,
    structured,
    wrapped,
)

LONG = " ".join(SENTENCES * 4)
SHORT = " ".join(SENTENCES * 2)
OTHER = " ".join(reversed(SENTENCES * 4))


def two_columns(canvas: Canvas) -> None:
    canvas.setFont("Helvetica-Bold", 18)
    canvas.drawCentredString(WIDTH / 2, 780, "Report on Harbours and Ferries")
    lines(canvas, wrapped(LONG, 210), x=72, y=740)
    lines(canvas, wrapped(OTHER, 210), x=312, y=740)
    canvas.showPage()


def test_columns_are_read_one_after_the_other():
    found = passages(pdf(two_columns))
    assert found == ["Report on Harbours and Ferries", *SENTENCES * 4, *reversed(SENTENCES * 4)]


def test_a_heading_over_both_columns_parts_them():
    def draw(canvas: Canvas) -> None:
        lines(canvas, wrapped(SHORT, 210), x=72, y=780)
        end = lines(canvas, wrapped(SHORT, 210), x=312, y=780)
        canvas.setFont("Helvetica-Bold", 14)
        canvas.drawString(72, end - 30, "Further Work")
        lines(canvas, wrapped(SHORT, 210), x=72, y=end - 60)
        lines(canvas, wrapped(SHORT, 210), x=312, y=end - 60)
        canvas.showPage()

    found = passages(pdf(draw))
    assert found == [*SENTENCES * 4, "Further Work", *SENTENCES * 4]


def test_three_columns():
    def draw(canvas: Canvas) -> None:
        for number, text in enumerate((LONG, OTHER, LONG)):
            lines(canvas, wrapped(text, 140, size=9), x=60 + 165 * number, size=9, leading=11)
        canvas.showPage()

    found = passages(pdf(draw))
    assert found == [*SENTENCES * 4, *reversed(SENTENCES * 4), *SENTENCES * 4]


def test_labels_before_paragraphs_are_no_column():
    def draw(canvas: Canvas) -> None:
        y = 760.0
        for number, text in enumerate(SENTENCES * 2):
            canvas.setFont("Times-Roman", 10.5)
            canvas.drawString(72, y, f"({number + 1})")
            y = lines(canvas, wrapped(text + " " + text, 380), x=110, y=y)
        canvas.showPage()

    layout = read(pdf(draw))
    assert "(1) The two sides agreed" in layout.text
    assert "(10) The ministers thanked" in layout.text


def test_a_word_broken_at_the_end_of_a_line_is_whole_in_the_view():
    text = [
        "Both sides will take up co-",
        "operation between the fish-",
        "eries boards of the coast.",
    ]
    found = passages(pdf(lambda c: (lines(c, text), c.showPage())))
    assert found == [
        "Both sides will take up cooperation between the fisheries boards of the coast."
    ]


def test_paragraphs_go_on_over_columns_and_pages():
    body = wrapped(LONG + " " + LONG + " " + LONG, 450)

    def draw(canvas: Canvas) -> None:
        for page in (body[:30], body[30:]):
            lines(canvas, ["The Channel Survey"], y=810, size=8)
            lines(canvas, page, y=780)
            lines(canvas, [str(canvas.getPageNumber())], x=290, y=30)
            canvas.showPage()

    layout, found = structured(pdf(draw))
    assert [p.text for d in found.drafts for p in d.passages] == list(SENTENCES * 12)
    assert sorted(b.what for b in found.boilerplate) == [
        "page_number", "page_number", "running_head", "running_head",
    ]  # fmt: skip
    assert layout.pages[1][0] == layout.text.index("The Channel Survey", 10)


def test_paragraphs_begin_with_an_indent_or_after_space():
    def draw(canvas: Canvas) -> None:
        y = 780.0
        for text in (LONG[:200], OTHER[:300], LONG[:250]):
            first, *rest = wrapped(text, 440)
            y = lines(canvas, [first], x=90, y=y)
            y = lines(canvas, rest, y=y)
        canvas.showPage()

    layout = read(pdf(draw))
    assert len([m for m in layout.marks if m.kind == "paragraph"]) == 3


def test_vertical_text_runs_from_the_right():
    columns = [
        "両国政府は、海上協力に関する協定が",
        "取組の基礎であることを再確認した。",
        "また、年二回の協議を行うことで一致",
        "した。外務大臣は、地域の安定のため",
        "に引き続き努力すると述べた。",
    ]

    def draw(canvas: Canvas) -> None:
        canvas.setFont(font(MINCHO), 12)
        for number, column in enumerate(columns):
            for at, char in enumerate(column):
                canvas.drawString(500 - 22 * number, 760 - 12 * at, char)
        canvas.setFont("Times-Roman", 9)
        canvas.drawString(290, 30, "- 1 -")
        canvas.showPage()

    layout, found = structured(pdf(draw))
    assert layout.text.startswith("\n".join(columns))
    assert [p.text for d in found.drafts for p in d.passages] == [
        "両国政府は、海上協力に関する協定が取組の基礎であることを再確認した。",
        "また、年二回の協議を行うことで一致した。",
        "外務大臣は、地域の安定のために引き続き努力すると述べた。",
    ]
    place = layout.places[1]
    assert place.page == 1 and 470 < place.x0 < place.x1 < 500 and place.y0 < 100 < place.y1


def test_a_page_that_is_turned_is_read_as_shown():
    def draw(canvas: Canvas) -> None:
        canvas.setPageRotation(90)
        # ReportLab makes the sheet lie on its side and turns it back
        canvas.translate(HEIGHT, 0)
        canvas.rotate(90)
        lines(canvas, wrapped(LONG, 400), y=760)
        canvas.showPage()

    data = pdf(draw)
    layout = read(data)
    assert layout.page_sizes == ((round(WIDTH, 1), round(HEIGHT, 1)),)
    assert passages(data) == list(SENTENCES * 4)
    assert layout.places[0].x0 == 72 and layout.places[0].y0 < layout.places[1].y0


def test_ruby_is_kept_and_cut():
    def draw(canvas: Canvas) -> None:
        canvas.setFont(font(MINCHO), 12)
        canvas.drawString(72, 700, "両国は琉球に関する協議を続けることで一致した。")
        canvas.setFont(MINCHO, 6)
        canvas.drawString(72 + 36, 711, "りゅうきゅう"[:4])
        canvas.showPage()

    data = pdf(draw)
    assert marked(read(data), "cut") == ["りゅうき"]
    assert passages(data) == ["両国は琉球に関する協議を続けることで一致した。"]


def test_marks_and_places_hold():
    layout = read(pdf(two_columns))
    check(layout)
    assert [p.start for p in layout.places] == sorted(p.start for p in layout.places)
    for place in layout.places:
        assert 0 <= place.x0 < place.x1 <= WIDTH and 0 <= place.y0 < place.y1 <= HEIGHT
        assert "\n" not in layout.text[place.start : place.end]
