"""Whole files of every format that has a reader, small enough to be read a hundred times a second.

Samples of the corpus by their suffix, and packages that hold what samples do not. A format without
a seed here is not fuzzed: whoever adds a reader adds a line.
"""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

SAMPLES = Path(__file__).resolve().parents[1] / "samples"
LARGEST = 200_000

ODT = (
    '<o:document-content xmlns:o="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:t="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:b="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:s="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:f="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" '
    'xmlns:d="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0">'
    '<o:automatic-styles><t:list-style s:name="L"><t:list-level-style-number t:level="1" '
    's:num-format="1" s:num-suffix="."/><t:list-level-style-number t:level="2" s:num-format="a" '
    't:display-levels="2"/></t:list-style><s:style s:name="B" s:family="text" '
    's:parent-style-name="C"><s:text-properties f:font-weight="bold"/></s:style>'
    "</o:automatic-styles><o:body><o:text><t:tracked-changes><t:changed-region><t:insertion>"
    "<o:change-info/></t:insertion></t:changed-region></t:tracked-changes>"
    '<t:h t:outline-level="1">Joint Statement</t:h><t:p>The two <t:span t:style-name="B">sides'
    '</t:span><t:s t:c="3"/>met on 4 May 2031.<t:note t:note-class="footnote"><t:note-citation>1'
    "</t:note-citation><t:note-body><t:p>In Averne.</t:p></t:note-body></t:note></t:p>"
    '<t:list t:style-name="L"><t:list-item><t:p>One</t:p><t:list><t:list-item><t:p>a</t:p>'
    "</t:list-item></t:list></t:list-item></t:list>"
    '<b:table><b:table-row><b:table-cell b:number-columns-spanned="2"><t:p>Year</t:p>'
    "</b:table-cell><b:covered-table-cell/></b:table-row><b:table-row>"
    '<b:table-cell b:number-columns-repeated="2"><t:p>2030</t:p></b:table-cell></b:table-row>'
    "</b:table><t:p><d:frame><d:text-box><t:p>Box<t:ruby><t:ruby-base>東京</t:ruby-base>"
    "<t:ruby-text>とうきょう</t:ruby-text></t:ruby></t:p></d:text-box></d:frame></t:p>"
    "</o:text></o:body></o:document-content>"
)
TEXTS = {
    "tei": '<?xml version="1.0"?><TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc>'
    "<titleStmt><title>Volume I</title></titleStmt></fileDesc></teiHeader><text><body>"
    '<div type="document" xml:id="d1" n="1"><head>1. Telegram</head><opener><dateline><placeName>'
    'Averne</placeName>, <date when="1961-05-04">May 4</date></dateline></opener><p>The two sides '
    '<persName corresp="#p1">met</persName>.<note n="1">A note.</note></p></div></body></text>'
    "</TEI>",
    "akn": '<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><statement>'
    '<meta><identification><FRBRWork><FRBRdate date="2031-05-04" name="x"/></FRBRWork>'
    "</identification></meta><mainBody><paragraph><num>1.</num><content><p>The two sides met.</p>"
    "</content></paragraph></mainBody></statement></akomaNtoso>",
    "eml": "From: office@mervania.example\nTo: list@example.org\nSubject: =?utf-8?B?"
    "44OX44Os44K5?=\nDate: Sun, 4 May 2031 09:00:00 +0000\nMessage-ID: <1@x>\nMIME-Version: 1.0\n"
    'Content-Type: multipart/mixed; boundary="b"\n\n--b\nContent-Type: text/plain; charset=utf-8\n'
    "Content-Transfer-Encoding: quoted-printable\n\nThe two sides met on 4 May 2031.=20\n--b\n"
    "Content-Type: text/html\n\n<p>The two sides met.</p>\n--b--\n",
}


def seeds() -> dict[str, list[bytes]]:
    """The files of each format, by the suffix they are read under."""
    found: dict[str, list[bytes]] = {}
    for path in sorted(SAMPLES.rglob("*")):
        suffix = path.suffix[1:]
        if suffix in ("docx", "odt", "pdf", "html", "md", "png", "eml", "mbox"):
            data = path.read_bytes()
            if len(data) <= LARGEST:
                found.setdefault(suffix, []).append(data)
    found.setdefault("odt", []).append(odt())
    found["fodt"] = [
        ODT.replace("document-content", "document").encode(),
    ]
    for suffix, text in TEXTS.items():
        found.setdefault(suffix, []).append(text.encode())
    return found


def odt() -> bytes:
    """An OpenDocument text with one of everything."""
    with zipfile.ZipFile(file := io.BytesIO(), "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr(zipfile.ZipInfo("mimetype"), "application/vnd.oasis.opendocument.text")
        made.writestr("content.xml", ODT)
    return file.getvalue()
