"""Make the samples that are no text: `python samples/make_files.py [--check] [NAME…]`.

Each file of `FILES` has a function that gives its bytes, the same on every machine: fixed dates, no
random ids. `--check` says which files are not as they would be made. The words are invented, as in
all of this folder; they agree with the statement of 2024-04-11.
"""

from __future__ import annotations

import argparse
import io
import sys
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path
from xml.sax.saxutils import escape

from make_pages import report, scanned_page

HERE = Path(__file__).resolve().parent
SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
DECLARED = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"

# ---- the fact sheet, in Word, as it went between two offices


def run(words: str, properties: str = "") -> str:
    """A run of words."""
    dress = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{dress}<w:t xml:space="preserve">{escape(words)}</w:t></w:r>'


def inserted(words: str, author: str, day: str) -> str:
    """Words that somebody added."""
    return f"<w:ins {_who(author, day)}>{run(words)}</w:ins>"


def deleted(words: str, author: str, day: str) -> str:
    """Words that somebody struck out."""
    text = f'<w:delText xml:space="preserve">{escape(words)}</w:delText>'
    return f"<w:del {_who(author, day)}><w:r>{text}</w:r></w:del>"


def _who(author: str, day: str) -> str:
    return f'w:id="1" w:author="{author}" w:date="{day}T09:00:00Z"'


def paragraph(*pieces: str, style: str = "", listed: int | None = None, end: str = "") -> str:
    """A paragraph: runs, or words; `listed` is its level in the list, `end` a change of its end."""
    inside = "".join(piece if piece.startswith("<w:") else run(piece) for piece in pieces)
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    if listed is not None:
        properties += f'<w:numPr><w:ilvl w:val="{listed}"/><w:numId w:val="1"/></w:numPr>'
    properties += f"<w:rPr>{end}</w:rPr>" if end else ""
    return f"<w:p><w:pPr>{properties}</w:pPr>{inside}</w:p>"


def table(rows: Iterable[Iterable[str]]) -> str:
    """A table whose first row names the columns."""
    made = ""
    for number, cells in enumerate(rows):
        head = "<w:trPr><w:tblHeader/></w:trPr>" if number == 0 else ""
        made += f"<w:tr>{head}{''.join(f'<w:tc>{paragraph(cell)}</w:tc>' for cell in cells)}</w:tr>"
    return f"<w:tbl><w:tblPr/>{made}</w:tbl>"


def level(at: int, form: str, text: str) -> str:
    """A level of the list."""
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def part(root: str, content: str) -> str:
    """A part of a Word document."""
    return f"{DECLARED}<w:{root} {SPACES}>{content}</w:{root}>"


def fact_sheet() -> bytes:
    """A Word document with tracked changes, a list, a table, a footnote and a comment."""
    noll, eskild = ("C. Noll", "2024-04-09"), ("R. Eskild", "2024-04-10")
    note = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    gone = f"<w:del {_who(*noll)}/>"
    body = (
        paragraph("Fact Sheet: The State Visit of Prime Minister Sorel to Mervania", style="Title")
        + paragraph("Office of the President of Mervania")
        + paragraph("April 11, 2024")
        + paragraph(
            "President Livia Aumont of Mervania and Prime Minister Ingrid Sorel of Kestria met in "
            "Averne on April 11, 2024. What they announced is set out below."
        )
        + paragraph("Defense", style="Heading1")
        + paragraph(
            "The two Governments ", deleted("intend to", *noll), inserted("will", *noll),
            " establish a joint cyber center in Brannock by October 1, 2025.", note, listed=0,
        )
        + paragraph("Mervania will invest US$210 million in the plant at Santa Verena", end=gone)
        .replace("<w:pPr>", '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')
        + paragraph(
            deleted(". The sum is subject to review", *noll),
            ", and Kestria will purchase no fewer than ", deleted("20", *eskild),
            inserted("24", *eskild), " radars by 2030.", listed=0,
        )
        + paragraph(
            deleted("The two sides will consider a third patrol aircraft.", *eskild),
            end=f"<w:del {_who(*eskild)}/>",
        )
        + paragraph("Climate and People", style="Heading1")
        + paragraph("The two Governments will:", listed=0)
        + paragraph(
            "decide by December 2025 whether to build a hydrogen terminal at Cape Ilse;", listed=1
        )
        + paragraph(inserted("offer 1,000 scholarships a year by 2028.", *eskild), listed=1)
        + paragraph("Subsidies for supply chains, 2024 to 2028", style="Caption")
        + table([
            ("State", "Up to (million US$)"), ("Mervania", "1,800"), ("Kestria", "600"),
        ])
        + '<w:sectPr><w:headerReference w:type="default" r:id="rId4"/></w:sectPr>'
    )  # fmt: skip
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/></w:style>'
        for key, name in (("Title", "Title"), ("Heading1", "heading 1"), ("Caption", "caption"))
    )
    notes = (
        '<w:footnote w:type="separator" w:id="0"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
        f'<w:footnote w:id="2">{paragraph("The center was first announced for 2024.")}</w:footnote>'
    )
    comment = f"<w:comment {_who(*eskild)}>{paragraph('Agreed by telephone.')}</w:comment>"
    numbering = (
        f'<w:abstractNum w:abstractNumId="0">{level(0, "decimal", "%1.")}'
        f"{level(1, 'lowerLetter', '(%2)')}</w:abstractNum>"
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    parts = {
        "styles": part("styles", styles),
        "numbering": part("numbering", numbering),
        "footnotes": part("footnotes", notes),
        "header": part("hdr", paragraph("Draft for the two Offices")),
        "comments": part("comments", comment),
    }
    return packed(docx_parts(part("document", f"<w:body>{body}</w:body>"), parts))


def docx_parts(document: str, parts: dict[str, str]) -> dict[str, str]:
    """The files of a Word package, with its lists of types and relations."""
    types = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{WORD}.{name}+xml"/>' for name in parts
    )
    relations = "".join(
        f'<Relationship Id="rId{number}" Type="{OFFICE}/{name}" Target="{name}.xml"/>'
        for number, name in enumerate(parts, 1)
    )
    main = f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>'
    return {
        "[Content_Types].xml": DECLARED
        + '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/word/document.xml" '
        f'ContentType="{WORD}.document.main+xml"/>{types}</Types>',
        "_rels/.rels": f'{DECLARED}<Relationships xmlns="{RELATIONS}">{main}</Relationships>',
        "word/_rels/document.xml.rels": f'{DECLARED}<Relationships xmlns="{RELATIONS}">'
        f"{relations}</Relationships>",
        "word/document.xml": document,
        **{f"word/{name}.xml": content for name, content in parts.items()},
    }


def packed(parts: dict[str, str]) -> bytes:
    """A ZIP that is the same whenever and wherever it is made."""
    with zipfile.ZipFile(file := io.BytesIO(), "w") as made:
        for path, content in parts.items():
            entry = zipfile.ZipInfo(path, (2024, 4, 11, 0, 0, 0))
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            # Stored: what deflate makes of the same bytes depends on the library's version.
            made.writestr(entry, content, zipfile.ZIP_STORED)
    return file.getvalue()


# ---- a crawl of a ministry's pages: one was edited without a word between two visits

MINISTRY = "https://foreign-ministry.xbb.example"
CENTER = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{title}</title>
<meta property="article:published_time" content="2024-09-30"></head>
<body><nav><a href="/">Home</a> <a href="/press">Press</a></nav><main>
<h1>{title}</h1>
<p>Sundvik, September 30, 2024</p>
<p>The Foreign Ministry of Kestria welcomes the progress made since the Joint Leaders' Statement of
April 11, 2024.</p>
<p>{opening}</p>
<p>Kestria will provide 60 specialists for the center. {money}</p>
</main></body></html>
"""
TITLE = "Kestria and Mervania prepare the joint cyber center in Brannock"
FIRST = {
    "title": TITLE,
    "opening": "The two Governments will open the center by October 1, 2025.",
    "money": "Kestria will contribute US$45 million to its equipment.",
}
EDITED = {
    "title": TITLE,
    "opening": "The two Governments aim to open the center by the end of 2025.",
    "money": "",
}


def crawl() -> bytes:
    """A WARC: a page and its silent edit, a redirect, a picture, a page that is gone."""
    page, flag = f"{MINISTRY}/press/2024/cyber-center.html", f"{MINISTRY}/flag.png"
    html = {"Content-Type": "text/html; charset=utf-8"}
    first = CENTER.format(**FIRST).encode()
    return b"".join(
        record(number, *given)
        for number, given in enumerate(
            (
                (f"{MINISTRY}/", "2024-10-01", "301 Moved", {"Location": page}, b""),
                (page, "2024-10-01", "200 OK", html, first),
                (flag, "2024-10-01", "200 OK", {"Content-Type": "image/png"}, b"\x89PNG\r\n\x1a\n"),
                (page, "2024-11-12", "200 OK", html, CENTER.format(**EDITED).encode()),
                (f"{MINISTRY}/press/2023/", "2024-11-12", "404 Not Found", html, b"<p>Gone."),
            ),
            1,
        )
    )


def record(
    number: int, url: str, day: str, status: str, headers: dict[str, str], body: bytes
) -> bytes:
    """A record of a WARC, not packed, so that it is the same everywhere."""
    said = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    block = f"HTTP/1.1 {status}\r\n{said}\r\n".encode() + body
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\n"
        f"WARC-Date: {day}T08:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{number:012d}>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


FILES: dict[str, Callable[[], bytes]] = {
    "fact-sheets/2024-04-11-xaa-fact-sheet.en.docx": fact_sheet,
    "web/2024-kestria-foreign-ministry.warc": crawl,
    "reports/2024-05-06-xaa-xbb-trade.en.pdf": report,
    "scans/1961-03-02-xbb-note.en.png": scanned_page,
}
"""What is made, and by which function."""


def main(arguments: list[str] | None = None) -> int:
    """Write the files, or say which are not as they would be made."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("names", nargs="*", help="files to make (default: all)")
    parser.add_argument("--check", action="store_true", help="write nothing; 1 if one differs")
    options = parser.parse_args(arguments)
    stale = []
    for name in options.names or FILES:
        path, data = HERE / name, FILES[name]()
        if options.check:
            stale += [name] if not path.is_file() or path.read_bytes() != data else []
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    for name in stale:
        print(f"{name} is not as samples/make_files.py makes it", file=sys.stderr)
    return bool(stale)


if __name__ == "__main__":
    sys.exit(main())
