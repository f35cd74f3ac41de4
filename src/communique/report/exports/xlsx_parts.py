"""The parts of a workbook (ECMA-376) that are the same for all tables: frame, styles, heads.

>>> column(0), column(25), column(26), column(701), column(702)
('A', 'Z', 'AA', 'ZZ', 'AAA')
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape, quoteattr

HEAD, DAY, WHOLE = 1, 2, 3
"""Numbers of the styles in `_STYLES`; texts have 4 to 7."""

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

_TOP = '<alignment vertical="top"/>'
_WRAP = '<alignment vertical="top" wrapText="1"/>'
_XF = '<xf numFmtId="{}" fontId="{}" fillId="{}" borderId="0" xfId="0"{}>{}</xf>'
_APPLIED = ' applyNumberFormat="1" applyAlignment="1"'
_QUOTED = ' quotePrefix="1"' + _APPLIED
_STYLES = (
    f'{_XML}<styleSheet xmlns="{_MAIN}">'
    '<numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts>'
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/><family val="2"/></font></fonts>'
    '<fills count="3"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid">'
    '<fgColor rgb="FFE9E5DC"/><bgColor indexed="64"/></patternFill></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="8">'
    + _XF.format(0, 0, 0, _APPLIED, _TOP)
    + _XF.format(0, 1, 2, ' applyFont="1" applyFill="1"' + _APPLIED, _TOP)
    + _XF.format(164, 0, 0, _APPLIED, _TOP)
    + _XF.format(3, 0, 0, _APPLIED, _TOP)
    + _XF.format(49, 0, 0, _APPLIED, _TOP)
    + _XF.format(49, 0, 0, _APPLIED, _WRAP)
    + _XF.format(49, 0, 0, _QUOTED, _TOP)
    + _XF.format(49, 0, 0, _QUOTED, _WRAP)
    + '</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/>'
    "</cellStyles></styleSheet>"
)


def style(*, wraps: bool, quoted: bool) -> int:
    """The style of a text: folded in its cell or not, marked as no formula or not."""
    return 4 + int(wraps) + 2 * int(quoted)


def column(number: int) -> str:
    """The letters of a column, from 0."""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def text(at: str, words: str, style: int) -> str:
    """A cell of text, escaped already."""
    return f'<c r="{at}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{words}</t></is></c>'


def sheet_head(widths: Sequence[int]) -> str:
    """What stands before the rows of a sheet: the first row and column stay in sight."""
    columns = "".join(
        f'<col min="{n}" max="{n}" width="{width}" customWidth="1"/>'
        for n, width in enumerate(widths, 1)
    )
    return (
        f'{_XML}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
        '<selection pane="bottomLeft"/></sheetView></sheetViews>'
        f'<sheetFormatPr defaultRowHeight="15"/><cols>{columns}</cols><sheetData>'
    )


def sheet_tail(last_column: str, last_row: int) -> str:
    """What stands behind the rows of a sheet: the filters of the head."""
    return f'</sheetData><autoFilter ref="A1:{last_column}{last_row}"/></worksheet>'


def frame(names: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The parts around the sheets of these names, by their paths."""
    numbers = range(1, len(names) + 1)
    types = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{_TYPE}.worksheet+xml"/>'
        for n in numbers
    )
    yield (
        "[Content_Types].xml",
        f'{_XML}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/>{types}</Types>',
    )
    yield (
        "_rels/.rels",
        _relations([("rId1", "officeDocument", "xl/workbook.xml")]),
    )
    sheets = "".join(
        f'<sheet name={quoteattr(escape_name(name))} sheetId="{n}" r:id="rId{n}"/>'
        for n, name in zip(numbers, names, strict=True)
    )
    yield (
        "xl/workbook.xml",
        f'{_XML}<workbook xmlns="{_MAIN}" xmlns:r="{_RELATED}"><sheets>{sheets}</sheets>'
        "</workbook>",
    )
    related = [(f"rId{n}", "worksheet", f"worksheets/sheet{n}.xml") for n in numbers]
    related.append((f"rId{len(names) + 1}", "styles", "styles.xml"))
    yield "xl/_rels/workbook.xml.rels", _relations(related)
    yield "xl/styles.xml", _STYLES


def escape_name(name: str) -> str:
    """The name of a sheet as Excel allows it: 31 characters, none of []:*?/\\."""
    return "".join(" " if char in "[]:*?/\\" else char for char in name)[:31]


def _relations(found: Sequence[tuple[str, str, str]]) -> str:
    rows = "".join(
        f'<Relationship Id="{name}" Type="{_RELATED}/{kind}" Target="{escape(target)}"/>'
        for name, kind, target in found
    )
    return f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">{rows}</Relationships>'
