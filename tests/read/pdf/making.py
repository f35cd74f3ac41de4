"""PDFs of known text, drawn line by line with ReportLab, so that a test says where what stands."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from communique.model.quotes import Reading
from communique.read.layout import Layout
from communique.read.pdf import extract
from communique.read.structure import Structure, structure

WIDTH, HEIGHT = A4
MINCHO, SONG, MING = "HeiseiMin-W3", "STSong-Light", "MSung-Light"
SENTENCES = (
    "The two sides agreed to hold talks on fisheries in the autumn.",
    "They will open a second crossing for goods at the river bridge.",
    "Officials are to report on the survey of the northern channel.",
    "Each side named a member of its cabinet to follow the matter.",
    "The ministers thanked the harbour towns for their patience.",
)


def pdf(draw: Callable[[Canvas], object], **options: object) -> bytes:
    """The bytes of a PDF whose pages a function draws (it ends each with `showPage`)."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, **options)
    draw(canvas)
    canvas.save()
    return out.getvalue()


def font(name: str) -> str:
    """A font of Adobe's Asian packs, which every viewer brings."""
    pdfmetrics.registerFont(UnicodeCIDFont(name))
    return name


def lines(
    canvas: Canvas,
    texts: Iterable[str],
    *,
    x: float = 72,
    y: float = 760,
    face: str = "Times-Roman",
    size: float = 10.5,
    leading: float = 14,
) -> float:
    """Draw lines downwards from a height over the page's foot; gives the height of the next."""
    for text in texts:
        canvas.setFont(face, size)
        canvas.drawString(x, y, text)
        y -= leading
    return y


def wrapped(text: str, width: float, *, face: str = "Times-Roman", size: float = 10.5) -> list[str]:
    """The lines of a text in a width."""
    out, line = [], ""
    for word in text.split(" "):
        longer = f"{line} {word}".strip()
        if pdfmetrics.stringWidth(longer, face, size) > width and line:
            out.append(line)
            line = word
        else:
            line = longer
    return [*out, line]


def read(data: bytes) -> Layout:
    """The layout of a PDF."""
    return extract(data, name="a.pdf")


def structured(data: bytes) -> tuple[Layout, Structure]:
    """The layout of a PDF and its structure."""
    layout = read(data)
    reading = Reading(
        layout.text, layout.pages, layout.reader, tuple(layout.places), layout.page_sizes
    )
    return layout, structure(layout, reading)


def passages(data: bytes) -> list[str]:
    """The passages of a PDF's documents."""
    return [p.text for draft in structured(data)[1].drafts for p in draft.passages]


def marked(layout: Layout, kind: str) -> list[str]:
    """The words of all marks of a kind."""
    return [layout.text[m.start : m.end] for m in layout.marks if m.kind == kind]
