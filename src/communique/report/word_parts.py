"""The parts of a Word document around its text: what the format asks for, and one plain look.

>>> document_part("<w:p/>").count("<w:p/>")
1
"""

from __future__ import annotations

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"

_EAST_ASIAN = {"ja": "Yu Mincho", "zh-Hant": "PMingLiU", "zh-Hans": "SimSun"}

PARTS = {
    "[Content_Types].xml": (
        f'{_HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_TYPE}.document.main+xml"/>'
        f'<Override PartName="/word/styles.xml" ContentType="{_TYPE}.styles+xml"/>'
        f'<Override PartName="/word/header1.xml" ContentType="{_TYPE}.header+xml"/></Types>'
    ),
    "_rels/.rels": (
        f'{_HEAD}<Relationships xmlns="{_RELATIONS}"><Relationship Id="rId1" '
        f'Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>'
    ),
    "word/_rels/document.xml.rels": (
        f'{_HEAD}<Relationships xmlns="{_RELATIONS}">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/styles" Target="styles.xml"/>'
        f'<Relationship Id="rId2" Type="{_OFFICE}/header" Target="header1.xml"/></Relationships>'
    ),
}
"""The parts that are the same in every document."""


def document_part(body: str) -> str:
    """The main part: paragraphs on A4 with a header."""
    return (
        f'{_HEAD}<w:document xmlns:w="{_MAIN}" xmlns:r="{_OFFICE}"><w:body>{body}'
        '<w:sectPr><w:headerReference w:type="default" r:id="rId2"/>'
        '<w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="1440" w:right="1304" w:bottom="1440" w:left="1304" w:header="708" '
        'w:footer="708" w:gutter="0"/></w:sectPr></w:body></w:document>'
    )


def header_part(words: str) -> str:
    """The running head, of words that are escaped already."""
    return (
        f'{_HEAD}<w:hdr xmlns:w="{_MAIN}"><w:p><w:pPr><w:jc w:val="right"/></w:pPr><w:r><w:rPr>'
        f'<w:color w:val="666666"/><w:sz w:val="16"/></w:rPr><w:t>{words}</w:t></w:r></w:p></w:hdr>'
    )


def styles_part(language: str) -> str:
    """Body text and headings, with fonts for a language."""
    east = _EAST_ASIAN.get(language, "Yu Mincho")
    code = {"zh-Hant": "zh-TW", "zh-Hans": "zh-CN"}.get(language, "ja-JP")
    return (
        f'{_HEAD}<w:styles xmlns:w="{_MAIN}"><w:docDefaults><w:rPrDefault><w:rPr>'
        f'<w:rFonts w:ascii="Cambria" w:hAnsi="Cambria" w:eastAsia="{east}"/>'
        f'<w:sz w:val="22"/><w:lang w:val="en-GB" w:eastAsia="{code}"/></w:rPr></w:rPrDefault>'
        '<w:pPrDefault><w:pPr><w:spacing w:after="140" w:line="288" w:lineRule="auto"/></w:pPr>'
        "</w:pPrDefault></w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal">'
        '<w:name w:val="Normal"/></w:style><w:style w:type="paragraph" w:styleId="Heading1">'
        '<w:name w:val="heading 1"/><w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:pPr>'
        "<w:keepNext/>"
        '<w:spacing w:before="240"/><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/></w:rPr>'
        "</w:style></w:styles>"
    )
