"""Small archives made by hand, so that these tests fail for the command line's own faults only."""

from __future__ import annotations

import re
from hashlib import sha256
from pathlib import Path

from communique.archive import Archive
from communique.model.codes import Basis, Kind, Level, PassageType
from communique.model.documents import (
    Analysis,
    Boilerplate,
    Cell,
    Document,
    Event,
    Ground,
    Header,
    Note,
    OutlineItem,
    Passage,
    Source,
    Table,
)
from communique.model.gaps import Gap
from communique.model.quotes import Reading, stable_id

ENGLISH = """Joint Statement of the Two Sides
1. The two sides will meet in Port Lyth.
They will meet again.
(a) They share the costs.1
Year\tTonnes
1996\t4
1 Of the meetings.
Share this page
"""
JAPANESE = """両国共同声明
1 両国は、港町で会合する。
"""
HOSTILE = """Statement\x1b]0;owned\x07 [bold red]of\x1b[2J the\u202e Sides[/]
The end \x9b31m.\ud800
"""


def analysis(
    text: str, *, name: str, language: str = "en", date: str | None = "1996-04-17", **header: object
) -> tuple[Analysis, bytes]:
    """One document of a text: its first line is the title, the others are sentences."""
    data = text.encode("utf-8", "surrogatepass")
    reading = Reading(text)
    passages, items = [], []
    for number, line in enumerate(re.finditer(r"[^\n]+", text)):
        label = re.match(r"(\d\.?|\(a\)) ", line[0])
        start = line.start() + (len(label[0]) if label else 0)
        quote = reading.quote((start, line.end()))
        if label:
            level = 2 if label[1] == "(a)" else 1
            items.append(OutlineItem(label[1], level, quote.exact[0][:12], quote))
        kind = PassageType.SENTENCE if number else PassageType.HEADING
        place = {"1.": "1.", "1": "1", "(a)": "1.(a)"}.get(label[1]) if label else None
        ident = stable_id("passage", reading.sha256, quote.ranges)
        passages.append(Passage(ident, kind, quote, quote.exact[0], language, place, number))
    title = passages[0].quote
    fields = Header(
        title=str(header.get("title", title.exact[0])),
        kind=Kind.JOINT_STATEMENT,
        issuers=("XAA", "XBB"),
        level=Level.LEADERS,
        event=Event(date, "Port Lyth", ("XAA", "XBB"), ("Ida Marrow", "Sem Calder")),
        grounds={"title": Ground(Basis.TEXT, "first-line", title)},
    )
    doc = Document(
        stable_id("document", reading.sha256, [(0, len(text))]),
        language,
        ((0, len(text)),),
        fields,
        tuple(items),
        tuple(passages),
    )
    source = Source(
        name, f"/desk/{name}", sha256(data).hexdigest(), "text/plain", len(data), "utf-8", "utf-8"
    )
    gaps = (Gap("year-missing", "no year stands in the text"),)
    return Analysis(source, reading, (doc,), (), gaps), data


def rich() -> tuple[Analysis, bytes]:
    """A document with a table, a note and furniture."""
    made, data = analysis(ENGLISH, name="statement.txt")
    (doc,) = made.documents
    at = ENGLISH.index

    def quote(words: str) -> object:
        return made.reading.quote((at(words), at(words) + len(words)))

    rows = (("Year", "Tonnes"), ("1996", "4"))
    cells = tuple(tuple(Cell(word, quote(word)) for word in row) for row in rows)  # type: ignore[arg-type]
    table = Table(quote("Year\tTonnes\n1996\t4"), cells, 1)  # type: ignore[arg-type]
    note = Note("1", None, quote("1 Of the meetings."))  # type: ignore[arg-type]
    kept = [p for p in doc.passages if not p.text.startswith(("Year", "1996", "Of the", "Share"))]
    furniture = Boilerplate("share", quote("Share this page"))  # type: ignore[arg-type]
    outline = tuple(item for item in doc.outline if item.label != "1")
    whole = Document(
        doc.id, doc.language, doc.ranges, doc.header, outline, tuple(kept), (note,), (table,)
    )
    return Analysis(made.source, made.reading, (whole,), (furniture,), made.gaps), data


def fill(path: Path) -> None:
    """An archive with an English statement, a Japanese one, and one that means harm."""
    with Archive.open(str(path), create=True) as archive:
        archive.put(*rich())
        archive.put(*analysis(JAPANESE, name="声明.txt", language="ja", date="1996-04-18"))
        archive.put(*analysis(HOSTILE, name="bad\x1b[2J.txt", date=None))
