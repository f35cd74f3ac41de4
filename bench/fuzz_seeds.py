"""Whole files of every format that has a reader, small enough to be read a hundred times a second.

Samples of the corpus by their suffix, and packages that hold what samples do not. A format without
a seed here is not fuzzed: whoever adds a reader adds a line.
"""

from __future__ import annotations

import io
import tarfile
import zipfile
import zlib
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


RSS = """<?xml version="1.0"?><rss version="2.0"><channel><title>Office</title><link>https://o.example/
</link><item><title>Talks &amp; trade</title><link>https://o.example/1.html</link>
<pubDate>Sun, 04 May 2031 09:00:00 +0000</pubDate><guid>1</guid></item><item><link>/2.html</link>
</item></channel></rss>"""
SITEMAP = """<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>
https://o.example/1.html</loc><lastmod>2031-05-04</lastmod></url><url><loc>https://o.example/2</loc>
</url></urlset>"""


def collections() -> dict[str, list[bytes]]:
    """A collection of each kind, of two messages and a text."""
    mail, text = TEXTS["eml"].encode(), b"Joint Statement\n\nThe two sides met on 4 May 2031.\n"
    members = {"a/talks.txt": text, "b.eml": mail, "c.html": b"<p>The two sides met.</p>"}
    with zipfile.ZipFile(packed := io.BytesIO(), "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in members.items():
            made.writestr(zipfile.ZipInfo(name), data)
    tars = []
    for mode in ("w", "w:gz"):
        with tarfile.open(fileobj=(file := io.BytesIO()), mode=mode) as tar:
            for name, data in members.items():
                entry = tarfile.TarInfo(name)
                entry.size = len(data)
                tar.addfile(entry, io.BytesIO(data))
        tars.append(file.getvalue())
    mbox = b"".join(b"From office Sun May  4 09:00:00 2031\n" + mail + b"\n" for _ in range(2))
    return {
        "zip": [packed.getvalue()],
        "tar": tars[:1],
        "tgz": tars[1:],
        "mbox": [mbox],
        "rss": [RSS.encode()],
        "sitemap": [SITEMAP.encode()],
    }


def seeds() -> dict[str, list[bytes]]:
    """The files of each format, by the suffix they are read under."""
    found: dict[str, list[bytes]] = {}
    for path in sorted(SAMPLES.rglob("*")):
        suffix = path.suffix[1:]
        if suffix in ("docx", "odt", "pdf", "html", "md", "png", "eml", "mbox", "warc"):
            data = path.read_bytes()
            if len(data) <= LARGEST:
                found.setdefault(suffix, []).append(data)
    found.setdefault("odt", []).append(odt())
    found["fodt"] = [ODT.replace("document-content", "document").encode()]
    found.setdefault("pdf", []).extend(map(pdf, (False, True)))
    for suffix, some in collections().items():
        found.setdefault(suffix, []).extend(some)
    for suffix, text in TEXTS.items():
        found.setdefault(suffix, []).append(text.encode())
    return found


def pdf(compressed: bool) -> bytes:
    """A PDF of one page: two columns, a ruled table, a word in Japanese by a map of characters."""
    lines = "".join(
        f"BT /F1 10 Tf {x} {700 - 14 * n} Td (The two sides met again, line {n}.) Tj ET\n"
        for x in (60, 320)
        for n in range(8)
    )
    lines += "BT /F2 12 Tf 60 500 Td <00010002> Tj ET\n60 400 m 300 400 l S 60 380 m 300 380 l S\n"
    lines += (
        "60 360 m 300 360 l S 60 360 m 60 400 l S 180 360 m 180 400 l S 300 360 m 300 400 l S\n"
    )
    lines += "".join(
        f"BT /F1 9 Tf {x} {y} Td ({x + y}) Tj ET\n" for x in (64, 184) for y in (364, 384)
    )
    content = lines.encode()
    coded = b"/Filter /FlateDecode " if compressed else b""
    content = zlib.compress(content) if compressed else content
    unicode = (
        b"/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <0000> <ffff> "
        b"endcodespacerange 2 beginbfchar <0001> <6771> <0002> <4eac> endbfchar endcmap"
    )
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R /Outlines << /Count 0 >> >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Rotate 0 /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R /F2 6 0 R >> >> >>",
        b"<< " + coded + b"/Length %d >>\nstream\n%b\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Type /Font /Subtype /Type0 /BaseFont /Mincho /Encoding /Identity-H /ToUnicode 8 0 R "
        b"/DescendantFonts [7 0 R] >>",
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Mincho /CIDSystemInfo << /Registry (A) "
        b"/Ordering (B) /Supplement 0 >> /DW 1000 >>",
        b"<< /Length %d >>\nstream\n%b\nendstream" % (len(unicode), unicode),
    ]
    out, places = b"%PDF-1.7\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
    start = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    return out + start + table + trailer % (len(objects) + 1, len(out))


def odt() -> bytes:
    """An OpenDocument text with one of everything."""
    with zipfile.ZipFile(file := io.BytesIO(), "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr(zipfile.ZipInfo("mimetype"), "application/vnd.oasis.opendocument.text")
        made.writestr("content.xml", ODT)
    return file.getvalue()
