"""A brief as a Word document: real headings, tables and lists that a desk can go on writing in.

Charts stand as tables. Fonts are named for the reader's language, quotes in others are marked with
theirs. What is shown of documents is escaped.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from datetime import date as Day
from xml.sax.saxutils import escape

from communique.names import Names
from communique.report.brief.blocks import (
    Block,
    Chart,
    Facts,
    Grid,
    Heading,
    Items,
    Line,
    Lines,
    Run,
    Title,
)
from communique.report.brief.contents import Brief
from communique.report.brief.phrases import Phrases
from communique.report.brief.telling import telling
from communique.report.signs import flat, in_one_line
from communique.report.word_parts import PARTS, document_part, header_part, styles_part

_WIDE = 9866
"""The width of the text on the page, in twentieths of a point."""

_LOOKS = {
    "strong": "<w:b/>",
    "soft": '<w:color w:val="666666"/>',
    "old": '<w:strike/><w:color w:val="97231B"/>',
    "new": '<w:color w:val="0B5D2C"/><w:u w:val="single"/>',
    "mark": '<w:i/><w:color w:val="7A5000"/>',
    "code": '<w:rFonts w:ascii="Consolas" w:hAnsi="Consolas"/>',
}
_EAST = {"ja": "ja-JP", "zh-Hant": "zh-TW", "zh-Hans": "zh-CN"}
_FONTS = {"ja": "Yu Mincho", "zh-Hant": "PMingLiU", "zh-Hans": "SimSun"}
_TONES = {"more": "0B5D2C", "new": "0B5D2C", "less": "97231B", "gone": "97231B", "mixed": "8A5A00"}

_STYLES = (
    '<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/>'
    '<w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:pPr><w:keepNext/>'
    '<w:spacing w:before="0" w:after="60"/></w:pPr><w:rPr><w:b/>'
    '<w:sz w:val="32"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Heading2"><w:name w:val="heading 2"/>'
    '<w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:pPr><w:keepNext/>'
    '<w:spacing w:before="120" w:after="60"/><w:outlineLvl w:val="1"/></w:pPr>'
    '<w:rPr><w:b/><w:sz w:val="20"/></w:rPr></w:style>'
)


def docx(brief: Brief, names: Names) -> bytes:
    """The bytes of the document; the same for the same brief."""
    words = Phrases.of(brief.language, names)
    blocks = telling(brief, words)
    body = "".join(map(_drawn, blocks))
    doc = brief.meeting.document
    head = f"{words.brief}{words.colon}{in_one_line(doc.title or doc.name)[:120]}"
    styles = styles_part(brief.language).replace("</w:styles>", f"{_STYLES}</w:styles>")
    # Smaller and tighter than a statement with tracked changes: a brief is two or three pages.
    styles = styles.replace('<w:sz w:val="22"/>', '<w:sz w:val="18"/>', 1)
    styles = styles.replace('w:after="140" w:line="288"', 'w:after="40" w:line="245"', 1)
    held = {
        **PARTS,
        "word/document.xml": _narrow(document_part(body)),
        "word/header1.xml": header_part(escape(head)),
        "word/styles.xml": styles,
    }
    day = Day.fromisoformat(brief.as_of)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in held.items():
            stamp = (min(2107, max(1980, day.year)), day.month, day.day, 0, 0, 0)
            info = zipfile.ZipInfo(name, stamp)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, part.encode("utf-8"))
    return made.getvalue()


def _narrow(document: str) -> str:
    """The document with narrower margins than a statement with tracked changes has."""
    for side in ("top", "bottom"):
        document = document.replace(f'w:{side}="1440"', f'w:{side}="1020"')
    for side in ("left", "right"):
        document = document.replace(f'w:{side}="1304"', f'w:{side}="1020"')
    return document


def _drawn(block: Block) -> str:
    match block:
        case Title(kind=kind, title=title, under=under):
            return (
                _paragraph((Run(kind, "soft"),))
                + _paragraph((title,), '<w:pStyle w:val="Title"/>')
                + _paragraph(under)
            )
        case Heading(text=text, level=level, count=count):
            runs = (Run(text), Run(f"  {count}", "soft")) if count else (Run(text),)
            return _paragraph(runs, f'<w:pStyle w:val="Heading{level}"/>')
        case Lines(lines=lines):
            return "".join(map(_paragraph, lines))
        case Facts(rows=rows):
            cells = [((_soft(name),), (line,)) for name, line in rows]
            return _table((), (20, 80), cells, rule=False)
        case Items(items=items):
            return "".join(_item(each.tag, each.tone, each.lines) for each in items)
        case Grid():
            return _table(block.columns, block.widths, block.rows)
        case Chart(title=title, told=told, grid=grid):
            head = _paragraph((Run(title),), '<w:pStyle w:val="Heading1"/>')
            table = _table(grid.columns, grid.widths, grid.rows)
            return head + table + _paragraph((Run(told, "soft"),))


def _soft(words: str) -> Line:
    return (Run(words, "soft"),)


def _item(tag: str, tone: str, lines: tuple[Line, ...]) -> str:
    """Lines with a bar at the left; only the last keeps its space."""
    colour = _TONES.get(tone, "C8C8C8")
    bar = f'<w:pBdr><w:left w:val="single" w:sz="18" w:space="8" w:color="{colour}"/></w:pBdr>'
    every = [*([_soft(tag)] if tag else []), *lines]
    made = ""
    for number, line in enumerate(every):
        last = number == len(every) - 1
        keep = "" if last else "<w:keepNext/>"
        space = f'<w:spacing w:after="{100 if last else 0}"/>'
        made += _paragraph(line, f'{keep}<w:keepLines/>{bar}{space}<w:ind w:left="200"/>')
    return made


def _table(
    columns: tuple[str, ...],
    widths: tuple[int, ...],
    rows: Iterable[tuple[tuple[Line, ...], ...]],
    *,
    rule: bool = True,
) -> str:
    """A table whose head is repeated on each page and whose rows are not torn."""
    sizes = [_WIDE * width // (sum(widths) or 1) for width in widths]
    grid = "".join(f'<w:gridCol w:w="{size}"/>' for size in sizes)
    line = '<w:insideH w:val="single" w:sz="4" w:space="0" w:color="D0D0D0"/>' if rule else ""
    end = '<w:bottom w:val="single" w:sz="4" w:space="0" w:color="D0D0D0"/>' if rule else ""
    made = (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(sizes)}" w:type="dxa"/><w:tblBorders>{end}{line}'
        '</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="0" w:type="dxa"/>'
        f'<w:right w:w="100" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
    )
    if any(columns):
        cells = [(_soft(name),) for name in columns]
        made += _row(cells, sizes, "<w:cantSplit/><w:tblHeader/>")
    for row in rows:
        made += _row(row, sizes, "<w:cantSplit/>")
    after = _paragraph((), '<w:spacing w:after="40" w:line="120" w:lineRule="exact"/>')
    return f"{made}</w:tbl>{after}"


def _row(cells: Iterable[tuple[Line, ...]], sizes: list[int], properties: str) -> str:
    made = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{size}" w:type="dxa"/></w:tcPr>'
        + ("".join(_paragraph(line, '<w:spacing w:after="20"/>') for line in cell) or "<w:p/>")
        + "</w:tc>"
        for cell, size in zip(cells, sizes, strict=True)
    )
    return f"<w:tr><w:trPr>{properties}</w:trPr>{made}</w:tr>"


def _paragraph(line: Line, properties: str = "") -> str:
    look = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    return f"<w:p>{look}{''.join(map(_run, line))}</w:p>"


def _run(run: Run) -> str:
    """A run; the format's order of properties is fonts, weight, colour, underline, language."""
    look = _LOOKS.get(run.look, "")
    language = ""
    if run.language in _EAST:
        tag = _EAST[run.language]
        if "rFonts" not in look:
            look = f'<w:rFonts w:eastAsia="{_FONTS[run.language]}"/>{look}'
        language = f'<w:lang w:eastAsia="{tag}"/>'
    properties = f"<w:rPr>{look}{language}</w:rPr>" if look or language else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(flat(run.text))}</w:t></w:r>'
