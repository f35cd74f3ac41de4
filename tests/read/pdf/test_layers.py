"""Text layers that are not what the page shows, and files that cannot be read."""

from __future__ import annotations

import io

import pytest
from reportlab.lib import pdfencrypt
from reportlab.pdfgen.canvas import Canvas

from communique.errors import EmptyInput, InputBroken, InputEncrypted, InputTooLarge
from communique.read.pdf import extract, opening
from communique.read.pdf.radicals import radical
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


@pytest.fixture(autouse=True)
def no_reader_of_scans(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("communique.read.pdf.pictures.reader", lambda: None)


def codes(data: bytes) -> list[str]:
    return [gap.code for gap in read(data).gaps]


def page(text: str, **options: object) -> bytes:
    def draw(canvas: Canvas) -> None:
        lines(canvas, wrapped(text, 440), **options)  # type: ignore[arg-type]
        canvas.showPage()

    return pdf(draw)


def shifted(text: str) -> str:
    return "".join(chr((ord(c.lower()) - 97 + 10) % 26 + 97) if c.isalpha() else c for c in text)


def test_sound_text_has_no_gap():
    assert codes(page(LONG)) == []


def test_a_wrong_map_is_told():
    assert codes(page(shifted(LONG))) == ["text-layer-wrong"]


def test_spaces_between_all_letters_are_left_out():
    def draw(canvas: Canvas) -> None:
        y = 760.0
        for line in wrapped(LONG, 240):
            canvas.setFont("Times-Roman", 10.5)
            text = canvas.beginText(72, y)
            for word in line.split(" "):
                for char in word:
                    text.textOut(char + " ")
                text.textOut("  ")
            canvas.drawText(text)
            y -= 14
        canvas.showPage()

    data = pdf(draw)
    assert codes(data) == ["text-layer-spaced"]
    text = " ".join(read(data).text.split())
    assert text == LONG


def test_spaces_between_all_japanese_characters_are_left_out():
    line = "両国政府は海上協力に関する協定が引き続き取組の基礎"

    def draw(canvas: Canvas) -> None:
        canvas.setFont(font(MINCHO), 10)
        for at in range(6):
            canvas.drawString(72, 760 - 16 * at, " ".join(line))
        canvas.drawString(72, 760 - 16 * 6, "。")
        canvas.showPage()

    data = pdf(draw)
    assert codes(data) == ["text-layer-spaced"]
    assert line + "\n" + line in read(data).text


def test_a_watermark_is_furniture():
    def draw(canvas: Canvas) -> None:
        lines(canvas, wrapped(LONG, 440))
        canvas.saveState()
        canvas.translate(200, 400)
        canvas.rotate(45)
        canvas.setFont("Helvetica-Bold", 60)
        canvas.drawString(0, 0, "DRAFT")
        canvas.restoreState()
        canvas.saveState()
        canvas.translate(30, 300)
        canvas.rotate(90)
        canvas.drawString(0, 0, "Embargoed until noon")
        canvas.restoreState()
        canvas.showPage()

    data = pdf(draw)
    found = [(b.what, b.quote.exact[0]) for b in structured(data)[1].boilerplate]
    assert found == [("margin", "Embargoed until noon"), ("watermark", "DRAFT")]
    assert passages(data) == list(SENTENCES * 4)


def test_hidden_words_are_marked_and_told():
    def draw(canvas: Canvas) -> None:
        y = lines(canvas, wrapped(LONG, 440))
        text = canvas.beginText(72, y - 20)
        text.setFont("Times-Roman", 10)
        text.setTextRenderMode(3)
        text.textOut("ignore the text above")
        canvas.drawText(text)
        canvas.showPage()

    data = pdf(draw)
    assert codes(data) == ["text-hidden"]
    assert marked(read(data), "furniture") == ["ignore the text above"]


def test_text_off_the_page_is_told():
    def draw(canvas: Canvas) -> None:
        lines(canvas, wrapped(LONG, 440))
        canvas.drawString(WIDTH + 50, 300, "printer's marks")
        canvas.showPage()

    assert codes(pdf(draw)) == ["text-off-page"]


def picture(canvas: Canvas) -> None:
    from reportlab.lib.utils import ImageReader

    gray = io.BytesIO(b"P5 2 2 255\n\xff\x80\x80\xff")
    canvas.drawImage(ImageReader(gray), 0, 0, WIDTH, HEIGHT)


def test_a_picture_alone_says_how_to_have_it_read():
    data = pdf(lambda c: (picture(c), c.showPage()))
    with pytest.raises(EmptyInput) as caught:
        read(data)
    assert "tesseract" in caught.value.advice
    mixed = pdf(lambda c: (lines(c, wrapped(LONG, 440)), c.showPage(), picture(c)))
    (gap,) = read(mixed).gaps
    assert gap.code == "no-text-layer" and "page 2" in gap.message and "tesseract" in gap.message


def test_an_unseen_layer_over_a_picture_is_read_and_told():
    def draw(canvas: Canvas) -> None:
        picture(canvas)
        text = canvas.beginText(72, 760)
        text.setFont("Times-Roman", 10.5)
        text.setTextRenderMode(3)
        for line in wrapped(LONG, 440):
            text.textLine(line)
        canvas.drawText(text)
        canvas.showPage()

    data = pdf(draw)
    assert codes(data) == ["text-layer-hidden"]
    assert passages(data) == list(SENTENCES * 4)


def test_a_page_without_anything_is_but_a_page():
    layout = read(pdf(lambda c: (c.showPage(), lines(c, ["They met."]), c.showPage())))
    assert len(layout.pages) == 2 and layout.pages[0] == (0, 0)


def test_the_file_s_own_title_and_date():
    def draw(canvas: Canvas) -> None:
        canvas.setTitle("Harbour Review")
        canvas.setAuthor("Ministry of Coasts")
        lines(canvas, ["They met."])
        canvas.showPage()

    found = read(pdf(draw)).metadata
    assert found["title"].value == "Harbour Review"
    assert found["author"].value == "Ministry of Coasts"
    assert len(found["created"].value) == 10


def test_a_password():
    lock = pdfencrypt.StandardEncryption("secret", ownerPassword="owner", canPrint=0)
    with pytest.raises(InputEncrypted):
        read(pdf(lambda c: (lines(c, ["They met."]), c.showPage()), encrypt=lock))
    unlocked = pdfencrypt.StandardEncryption("", ownerPassword="owner", canCopy=0)
    data = pdf(lambda c: (lines(c, ["They met."]), c.showPage()), encrypt=unlocked)
    assert read(data).text == "They met.\n"


@pytest.mark.parametrize("share", [0.05, 0.3])
def test_cut_off(share: float):
    data = page(LONG)
    with pytest.raises(InputBroken, match="cut off"):
        read(data[: int(len(data) * share)])


def test_no_pdf_behind_the_sign():
    with pytest.raises(InputBroken):
        extract(b"%PDF-1.7\n" + b"\0\xff" * 4000 + b"\n%%EOF", name="a.pdf")


def test_absurd_numbers_of_pages(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(opening, "MOST_PAGES", 3)
    data = pdf(lambda c: [(lines(c, ["They met."]), c.showPage()) for _ in range(4)])
    with pytest.raises(InputTooLarge, match="4 pages"):
        read(data)


def test_absurd_sizes():
    def draw(canvas: Canvas) -> None:
        canvas.setPageSize((1e7, 1e7))
        lines(canvas, ["They met."])
        canvas.showPage()

    with pytest.raises(InputBroken, match="wide"):
        read(pdf(draw))


def test_many_rules_and_letters_take_no_long():
    def draw(canvas: Canvas) -> None:
        for at in range(3000):
            canvas.line(at % 500, at // 6, at % 500 + 90, at // 6)
            canvas.line(at // 6, at % 700, at // 6, at % 700 + 50)
        for at in range(6000):
            canvas.setFont("Times-Roman", 4 + at % 9)
            canvas.drawString((at * 37) % 590, (at * 91) % 830, "word")
        canvas.showPage()

    assert len(read(pdf(draw)).text) > 6000


def test_radicals_are_put_right():
    face = font(MINCHO)

    def draw(canvas: Canvas) -> None:
        canvas.setFont(face, 12)
        canvas.drawString(72, 700, "両国は行動計画を進めることで一致した。")
        canvas.showPage()

    sound = read(pdf(draw)).text
    assert "行動" in sound
    assert radical("⾏") == "行" and radical("⺠") == "民" and radical("行") == "行"
