"""Scans: what tesseract reads becomes text with places and confidence; without it, a coded error."""

from __future__ import annotations

import io
import shutil

import pytest

from communique.errors import InputBroken, UnsupportedFormat
from communique.find.analyse import analyse_bytes
from communique.model.places import confidence
from communique.read.scans import extract, extract_pages, pictures, tesseract
from communique.read.scans.tesseract import Sheet, Word

LINES = {
    "eng": [
        "The two sides will establish a committee on fisheries.",
        "They will meet again in Port Lyth in May 2031.",
    ],
    "jpn": ["双方は漁業に関する合同委員会を設置する。", "両首脳は来年五月に再び会談する。"],
    "chi_tra": ["雙方將設立漁業聯合委員會。", "兩國將於明年五月再次會晤。"],
    "chi_sim": ["双方将设立渔业联合委员会。", "两国将于明年五月再次会晤。"],
}
FACES = {
    "eng": "Times-Roman",
    "jpn": "HeiseiMin-W3",
    "chi_tra": "MSung-Light",
    "chi_sim": "STSong-Light",
}


def needs(language: str) -> None:
    if language not in tesseract.languages():
        pytest.skip(f"tesseract has no {language} here; .ci/run installs it")


def scan(language: str, *, pages: int = 1) -> bytes:
    """A PDF without text layer: each page the picture of the lines at 200 dpi."""
    import pypdfium2
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    if language != "eng":
        pdfmetrics.registerFont(UnicodeCIDFont(FACES[language]))
    drawn = io.BytesIO()
    canvas = Canvas(drawn, pagesize=(420, 300))
    canvas.setFont(FACES[language], 15)
    for at, line in enumerate(LINES[language]):
        canvas.drawString(30, 220 - 30 * at, line)
    canvas.save()
    picture = (
        pypdfium2.PdfDocument(drawn.getvalue())[0].render(scale=200 / 72, grayscale=True).to_pil()
    )
    out = io.BytesIO()
    whole = Canvas(out, pagesize=(420, 300))
    for _ in range(pages):
        whole.drawImage(ImageReader(picture), 0, 0, 420, 300)
        whole.showPage()
    whole.save()
    return out.getvalue()


def png(language: str) -> bytes:
    import pypdfium2

    out = io.BytesIO()
    page = pypdfium2.PdfDocument(scan(language))[0]
    page.render(scale=300 / 72, grayscale=True).to_pil().save(out, "PNG", dpi=(300, 300))
    return out.getvalue()


@pytest.mark.parametrize("language", LINES)
def test_a_scanned_pdf_is_read_with_places_and_confidence(language: str) -> None:
    needs(language)
    analysis = analyse_bytes(scan(language), name="scan.pdf")
    words = "".join("".join(p.text for p in analysis.documents[0].passages).split())
    wanted = "".join("".join(LINES[language]).split())
    from rapidfuzz.distance import Levenshtein

    assert Levenshtein.distance(words, wanted) <= (0 if language == "eng" else 3)
    reading = analysis.reading
    assert reading.places and all(p.confidence is not None for p in reading.places)
    passage = analysis.documents[0].passages[0]
    sure = confidence(reading.places, passage.quote.ranges)
    assert sure is not None and sure > 0.6
    assert passage.page == 1
    [gap] = [g for g in analysis.gaps if g.code == "scan-read"]
    assert language in gap.message and "confidence" in gap.message


def test_boxes_are_in_points_from_the_upper_left() -> None:
    needs("eng")
    layout = extract(png("eng"), name="a.png")
    first = layout.places[0]
    assert layout.text[first.start : first.end] == "The"
    assert 20 < first.x0 < 45 and 50 < first.y0 < 90  # drawn at x 30, baseline 80 below the top
    assert layout.page_sizes[0] == pytest.approx((420, 300), abs=2)


def test_a_picture_file_through_the_sandbox() -> None:
    needs("eng")
    analysis = analyse_bytes(png("eng"), name="page.png")
    assert analysis.source.media_type == "image/png"
    assert LINES["eng"][0] in analysis.documents[0].passages[0].text


def test_without_tesseract_a_picture_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tesseract, "languages", lambda: frozenset())
    with pytest.raises(UnsupportedFormat) as caught:
        extract(b"\x89PNG\r\n\x1a\n", name="a.png")
    assert "apt install tesseract-ocr" in caught.value.advice
    assert list(extract_pages([])) == []


def test_what_is_no_picture() -> None:
    needs("eng")
    with pytest.raises(InputBroken):
        extract(b"\x89PNG\r\n\x1a\n" + b"\0" * 100, name="a.png")


class Drawn:
    def __init__(self, number: int) -> None:
        self.number, self.width, self.height, self.dpi, self.pgm = (
            number,
            100.0,
            100.0,
            300.0,
            b"P5 1 1 255\n\0",
        )


def sheet(text: str, sure: float) -> Sheet:
    words = tuple(
        Word(1, 1, 1, 1, 10 * n, 10, 10 * n + 8, 20, sure, w) for n, w in enumerate(text.split())
    )
    return Sheet(1, 1000, 1000, words)


def test_the_language_is_the_one_that_is_surest_and_is_kept(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []

    def read(
        picture: bytes, *, language: str, layout: int = 3, dpi: float | None = None
    ) -> list[Sheet]:
        asked.append(language)
        return [sheet("漁業 協定", 0.9 if language == "chi_tra" else 0.4)]

    monkeypatch.setattr(tesseract, "languages", lambda: frozenset({"eng", "jpn", "chi_tra"}))
    monkeypatch.setattr(tesseract, "script", lambda picture, dpi=None: None)
    monkeypatch.setattr(tesseract, "version", lambda: "5")
    monkeypatch.setattr(tesseract, "read", read)
    layouts = list(extract_pages([Drawn(1), Drawn(2)]))
    assert asked == ["eng", "jpn", "chi_tra", "chi_tra"]
    assert [layout.text for layout in layouts] == ["漁業協定", "漁業協定"]


def test_a_page_that_fails_or_comes_too_late_is_a_gap(monkeypatch: pytest.MonkeyPatch) -> None:
    def read(picture: bytes, **_: object) -> list[Sheet]:
        raise InputBroken("no picture")

    monkeypatch.setattr(tesseract, "languages", lambda: frozenset({"eng"}))
    monkeypatch.setattr(tesseract, "script", lambda picture, dpi=None: None)
    monkeypatch.setattr(tesseract, "read", read)
    assert [g.code for layout in extract_pages([Drawn(1)]) for g in layout.gaps] == ["scan-unread"]
    monkeypatch.setattr(pictures, "TIME", -1.0)
    [late] = extract_pages([Drawn(7)])
    assert "page 7" in late.gaps[0].message and "no time" in late.gaps[0].message


def test_ci_has_tesseract() -> None:
    import os

    if os.environ.get("CI") and shutil.which("tesseract") is None:
        pytest.fail("tesseract is not installed in CI")
