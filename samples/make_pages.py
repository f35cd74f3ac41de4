"""The samples that are pages: a report in two columns (PDF) and a scanned page (PNG).

Set with ReportLab, with fonts that every reader of PDF brings; the scan is the picture that pdfium
draws of such a page, black and white at 200 dots an inch, a little crooked as paper lies. With the
pinned versions (requirements/) the bytes are the same on every machine.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from reportlab.lib.pagesizes import B5
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.utils import simpleSplit
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    CondPageBreak,
    Flowable,
    Frame,
    FrameBreak,
    KeepTogether,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
)

WIDTH, HEIGHT = B5
MARGIN, GUTTER = 50.0, 22.0
COLUMN = (WIDTH - 2 * MARGIN - GUTTER) / 2
HEAD = "Ministry of Commerce of Mervania: Papers on Trade"
TITLE = "Fact Sheet: Mervania–Kestria Trade in 2023"
LINES = ("Ministry of Commerce of Mervania", "Averne, May 6, 2024")
NOTES = {
    1: (
        ("1", "Figures of both statistical offices; services are not included."),
        ("2", "Statement of April 11, 2024, paragraph 12."),
    ),
    2: (("3", "The second audit began in February 2024."),),
}
"""The notes at the foot of each page."""
RAISED = "<super rise='4' size='7'>"
"""A note's mark: raised, and clearly smaller than the text, as printers set it."""
TRADE = (
    ("Year", "Exports of Mervania", "Exports of Kestria", "Total"),
    ("2021", "27.9", "26.0", "53.9"),
    ("2022", "29.8", "28.3", "58.1"),
    ("2023", "31.5", "29.7", "61.2"),
)
REPORT: tuple[tuple[str, str], ...] = (
    ("head", "1. Trade in goods"),
    (
        "text",
        "Trade between the two countries amounted to US$61.2 billion in 2023, after US$58.1 "
        "billion in 2022.<super>1</super> Mervania sold machinery, ships and medical "
        "instruments; Kestria sold timber, fish, semiconductors and refined metals. The surplus of "
        "Mervania has become smaller in each of the last three years.",
    ),
    (
        "text",
        "Three ports handle most of the goods. Santa Verena loads the ships that cross the Ormel "
        "Strait, Brannock receives them, and Lindholt serves the railway. In the year under review "
        "the Ministry found no port at which the waiting time had grown, although the number of "
        "ships rose by 4 per cent.",
    ),
    (
        "text",
        "The Economic Partnership Agreement has been in force since October 1, 2011. Tariffs on 96 "
        "per cent of all lines are gone. What remains are tariffs on dairy products and leather, "
        "which both sides have kept, and quotas on fish that are set anew every spring.",
    ),
    ("table", "Trade in goods, billion US$"),
    ("head", "2. Supply chains"),
    (
        "text",
        "In April both countries decided to strengthen the supply chains of "
        "semiconductors and rare earths.<super>2</super> Mervania will provide subsidies of up to "
        "US$1.8 billion between 2024 and 2028, Kestria up to US$600 million in the same years. The "
        "Ministry will publish by March 2025 the rules under which companies may apply.",
    ),
    (
        "text",
        "A survey of 412 companies shows where the chains are thin. One in five depends on a "
        "single supplier for a material without which its works would stand still within six "
        "weeks. The most frequent are gallium, quartz sand of high purity and the resins in "
        "which circuits are cast. Two companies in three would accept higher prices for a "
        "second source.",
    ),
    (
        "text",
        "The Ministry therefore recommends common stocks for 90 days. The two Governments intend "
        "to decide on this recommendation before the end of 2024. Until then the offices in Averne "
        "and Sundvik will tell each other of every shortage within five working days.",
    ),
    ("head", "3. Work in hand"),
    (
        "text",
        "The submarine power cable between Santa Verena and Brannock entered into service later "
        "than planned, and its accounts are not closed.<super>3</super> The Ministry will examine "
        "them in the autumn. It also asked the port authorities to report by September 30, 2024, "
        "on the interchange of customs documents, which are still printed and sent by courier.",
    ),
    (
        "text",
        "Forty-two inspectors of both countries were trained in 2023 to test instruments for the "
        "other side. A test that was made in one country is to count in the other, so that goods "
        "need not wait on the quay for a second one. The rule holds for scales, gauges and medical "
        "devices; chemicals will follow when the laboratories have compared their methods.",
    ),
    ("head", "4. What comes next"),
    (
        "text",
        "Officials will meet every month. A list of materials that both sides hold in stock is to "
        "be ready by January 2025, and a second survey of companies in the summer after. Norvask "
        "has asked to take part as an observer; no answer has been given.",
    ),
    (
        "text",
        "The next talks will be held in Sundvik in November 2024.",
    ),
)  # fmt: skip
SCAN: tuple[str, ...] = (
    "MINISTRY OF FOREIGN AFFAIRS OF KESTRIA",
    "Sundvik, March 2, 1961",
    "Note to the Embassy of the Republic of Mervania",
    "The Ministry of Foreign Affairs presents its compliments to the Embassy of the Republic of "
    "Mervania and has the honour to refer to the talks on the Treaty of Lindholt.",
    "The Government of Kestria agrees that the fishing vessels of both countries may shelter in "
    "the harbours of the Sarrow Islands in bad weather. The harbour masters will keep a list of "
    "these vessels and exchange it on the first day of each month.",
    "The Ministry will inform the Embassy by June 30, 1961, of the day on which this rule enters "
    "into force.",
)
"""The paragraphs of the scanned page, as they were typed."""


def report() -> bytes:
    """Two pages in two columns, with running heads, page numbers, notes and a ruled table."""
    out = io.BytesIO()
    pages = BaseDocTemplate(
        out, pagesize=B5, title=TITLE, author=HEAD, invariant=1, pageCompression=0
    )
    foot, top = 110.0, HEIGHT - 80
    opening = 80.0
    columns = [MARGIN, MARGIN + COLUMN + GUTTER]

    def frames(under: float) -> list[Frame]:
        bare = {"leftPadding": 0, "rightPadding": 0, "topPadding": 0, "bottomPadding": 0}
        return [Frame(x, foot, COLUMN, under - foot, **bare) for x in columns]

    whole = Frame(MARGIN, top - opening, WIDTH - 2 * MARGIN, opening, 0, 0, 0, 0)
    pages.addPageTemplates([
        PageTemplate("first", [whole, *frames(top - opening)], onPage=_furniture,
                     autoNextPageTemplate="other"),
        PageTemplate("other", frames(top), onPage=_furniture),
    ])  # fmt: skip
    pages.build(_story())
    return out.getvalue()


def _story() -> list[Flowable]:
    """The title over both columns, then the text."""
    body = ParagraphStyle(
        "body", fontName="Times-Roman", fontSize=11, leading=16, firstLineIndent=12, alignment=4
    )
    title = ParagraphStyle("title", fontName="Times-Bold", fontSize=17, leading=21, spaceAfter=6)
    line = ParagraphStyle("line", fontName="Times-Roman", fontSize=11, leading=14)
    head = ParagraphStyle(
        "head", fontName="Times-Bold", fontSize=12, leading=15, spaceBefore=9, spaceAfter=4
    )
    story: list[Flowable] = [Paragraph(TITLE, title)]
    story += [Paragraph(words, line) for words in LINES]
    story.append(FrameBreak())
    for what, words in REPORT:
        if what == "head":
            story += [CondPageBreak(60), Paragraph(words, head)]
        elif what == "text":
            story.append(Paragraph(words.replace("<super>", RAISED), body))
        else:
            story += [Spacer(1, 8), KeepTogether(_table()), Spacer(1, 8)]
    return story


def _table() -> Table:
    """The trade of three years, between rules."""
    widths = [32, 60, 56, 40]
    cell = ParagraphStyle("cell", fontName="Times-Roman", fontSize=9, leading=11)
    rows: list[Sequence[Any]] = [[Paragraph(words, cell) for words in row] for row in TRADE]
    look = [("GRID", (0, 0), (-1, -1), 0.5, "black"), ("VALIGN", (0, 0), (-1, -1), "TOP")]
    return Table(rows, colWidths=widths, style=look)


def _furniture(canvas: Canvas, document: BaseDocTemplate) -> None:
    """The running head, the page's number, and its note under a short rule."""
    canvas.setFont("Times-Italic", 9)
    canvas.drawString(MARGIN, HEIGHT - 44, HEAD)
    canvas.setFont("Times-Roman", 9)
    canvas.drawCentredString(WIDTH / 2, 36, str(document.page))
    canvas.setLineWidth(0.5)
    canvas.line(MARGIN, 92, MARGIN + 80, 92)
    for row, (label, words) in enumerate(NOTES[document.page]):
        canvas.setFont("Times-Roman", 6)
        canvas.drawString(MARGIN, 82 - 11 * row, label)
        canvas.setFont("Times-Roman", 8)
        canvas.drawString(MARGIN + 5, 79 - 11 * row, words)


def scanned_page() -> bytes:
    """A typed note, as a scanner sees it: a picture, black and white, not quite straight."""
    import pypdfium2

    size = 420.0, 480.0
    drawn = io.BytesIO()
    canvas = Canvas(drawn, pagesize=size, invariant=1)
    canvas.rotate(0.3)
    y = size[1] - 60
    for words in SCAN:
        canvas.setFont("Courier", 10)
        for line in simpleSplit(words, "Courier", 10, size[0] - 90):
            canvas.drawString(46, y, line)
            y -= 14
        y -= 12
    canvas.save()
    page = pypdfium2.PdfDocument(drawn.getvalue())[0]
    picture = page.render(scale=200 / 72, grayscale=True).to_pil()
    out = io.BytesIO()
    picture.point(lambda shade: 255 * (shade > 150)).convert("1").save(
        out, "PNG", dpi=(200, 200), optimize=True
    )
    return out.getvalue()
