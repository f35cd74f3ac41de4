"""Documents made to harm, or harmed on the way, and the code each is refused with."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Iterator

from tests.read.office.made import W, docx, p, packed, part
from tests.read.office.test_odt import SPACES, odt

GOOD = p("The two sides met in Averne on 4 May 2031.")
LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    + "]>"
)  # fmt: skip


def document(xml: str | bytes) -> bytes:
    """A Word document whose main part is this."""
    return packed({"[Content_Types].xml": "<Types/>", "word/document.xml": xml})


def with_type(doctype: str, inside: str) -> bytes:
    """A Word document with a document type."""
    body = f"<w:body>{p(inside)}</w:body>"
    return document(doctype + part("document", body))


def lying(data: bytes, size: int) -> bytes:
    """A ZIP whose directory says that its last entry unpacks to another size."""
    at = data.rindex(b"PK\x01\x02")
    return data[: at + 24] + struct.pack("<I", size) + data[at + 28 :]


def flagged(data: bytes, name: bytes) -> bytes:
    """A ZIP whose directory says that an entry has a password."""
    at = data.rindex(name) - 46
    return data[: at + 8] + struct.pack("<H", 1) + data[at + 10 :]


def entries(count: int) -> bytes:
    """A document of very many parts."""
    with zipfile.ZipFile(file := io.BytesIO(), "w") as made:
        for number in range(count):
            made.writestr(f"word/{number}", b"")
        made.writestr("word/document.xml", part("document", f"<w:body>{GOOD}</w:body>"))
    return file.getvalue()


def nested(levels: int) -> bytes:
    """A document that holds a document that holds a document … and is none itself."""
    data = b"x" * 1_000_000
    for _ in range(levels):
        data = packed({"word/inner.zip": data})
    return data


def ole(stream: str) -> bytes:
    """The head of an old Office file with a stream of a name."""
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
    return head + stream.encode("utf-16-le") + b"\0" * 2048


def cases() -> Iterator[tuple[str, bytes, str]]:
    """Name, bytes and code of each."""
    good = docx(GOOD)
    swollen = p("x" * 90) * 800_000
    yield "bomb-ratio.docx", document(b" " * 60_000_000), "bomb"
    yield "bomb-size.docx", document(f'<w:document xmlns:w="{W}"><w:body>{swollen}'), "bomb"
    yield "bomb-lying.docx", lying(good, 100_000_000), "bomb"
    yield "bomb-lying-small.docx", lying(good, 10), "broken"
    yield "bomb-entries.docx", entries(12_000), "bomb"
    yield "bomb-nested.docx", nested(4), "broken"
    yield "bomb-odt.odt", packed({
        "mimetype": "application/vnd.oasis.opendocument.text", "content.xml": b" " * 60_000_000,
    }), "bomb"  # fmt: skip
    yield "laughs.docx", with_type(LAUGHS, "&i;"), "unsafe-markup"
    yield "quadratic.docx", with_type(
        f'<!DOCTYPE x [<!ENTITY a "{"ha" * 50_000}">]>', "&a;" * 10_000
    ), "unsafe-markup"  # fmt: skip
    yield "external.docx", with_type(
        '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>', "&a;"
    ), "unsafe-markup"  # fmt: skip
    yield "external-type.docx", with_type(
        '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">', "a"
    ), "unsafe-markup"  # fmt: skip
    yield "parameter.docx", with_type(
        '<!DOCTYPE x [<!ENTITY % a SYSTEM "http://169.254.169.254/latest/"> %a;]>', "a"
    ), "unsafe-markup"  # fmt: skip
    wide = part("document", f"<w:body>{p('&b;')}</w:body>")
    wide = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE x [<!ENTITY b "c">]>' + wide
    yield "utf16.docx", document(wide.encode("utf-16")), "unsafe-markup"
    yield "deep.docx", docx("<w:sdt><w:sdtContent>" * 150 + "</w:sdtContent></w:sdt>" * 150), "bomb"
    yield "deeper.docx", docx("<w:ins>" * 100_000 + "</w:ins>" * 100_000), "bomb"
    yield "one-word.docx", docx(p("x" * 11_000_000)), "bomb"
    yield "truncated.docx", good[: len(good) // 2], "broken"
    yield "head.docx", good[:40], "broken"
    yield "no-directory.docx", good[: good.rindex(b"PK\x01\x02")], "broken"
    yield "flipped.docx", good.replace(b"PK\x05\x06", b"PK\x05\x07"), "broken"
    at = good.index(b"word/document.xml") + 40
    yield "damaged.docx", good[:at] + bytes(b ^ 0x55 for b in good[at : at + 40]) + good[at + 40 :], "broken"  # fmt: skip
    yield "no-xml.docx", document(b"\x00\x01\x02 no XML"), "broken"
    yield "cut-xml.docx", document(part("document", f"<w:body>{GOOD}")[:300]), "broken"
    yield (
        "no-main.docx",
        packed({"[Content_Types].xml": "<Types/>", "word/x.xml": "<a/>"}),
        "broken",
    )
    yield "no-body.docx", document(part("document", "")), "broken"
    yield "no-text.docx", docx(""), "empty"
    yield "password.docx", flagged(good, b"word/document.xml"), "encrypted"
    yield "password-ole.docx", ole("EncryptedPackage"), "encrypted"
    yield "old.doc", ole("WordDocument"), "unsupported-format"
    yield "external.odt", packed({
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": f'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a {SPACES}>&x;</a>',
    }), "unsafe-markup"  # fmt: skip
    yield "blanks.odt", odt('<text:p>a<text:s text:c="999999999"/></text:p>' * 400_000), "bomb"


HARMLESS = {
    "paths.docx": docx(GOOD, extra={"../../evil.txt": "evil", "/etc/evil": "evil"}),
    "targets.docx": docx(
        GOOD + '<w:sectPr><w:headerReference r:id="h"/></w:sectPr>',
        extra={
            "relations": '<Relationship Id="h" Type="header" Target="../../../etc/passwd"/>'
            '<Relationship Id="i" Type="styles" Target="file:///etc/passwd"/>'
        },
    ),
    "styles.docx": docx(GOOD, extra={
        "relations": '<Relationship Id="s" Type="x/styles" Target="styles.xml"/>',
        "word/styles.xml": "<broken",
    }),
    "span.docx": docx(
        GOOD + '<w:tbl><w:tr><w:trPr><w:gridBefore w:val="999999999"/></w:trPr><w:tc><w:tcPr>'
        f'<w:gridSpan w:val="999999999"/></w:tcPr>{p("a")}</w:tc></w:tr></w:tbl>'
    ),
    "list.docx": docx(
        GOOD + p("a", properties='<w:numPr><w:ilvl w:val="-999"/><w:numId w:val="1"/></w:numPr>'),
        numbering='<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/>'
        f'<w:lvlText w:val="{"%1" * 1000}"/><w:start w:val="999999999"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>',
    ),
    "cells.odt": odt(
        "<text:p>The two sides met.</text:p><table:table><table:table-row>"
        '<table:table-cell table:number-columns-repeated="999999999"/></table:table-row></table:table>'
    ),
}  # fmt: skip
"""Documents that try, and are read all the same."""
