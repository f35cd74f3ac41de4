"""Akoma Ntoso (OASIS LegalDocML) as one reading: debates, statements, documents, acts, bills.

Recognises titles, numbered divisions with their headings, paragraphs, lists, tables, speeches with
who speaks (`<from>`), remarks, notes of authorities. What the markup states is the header: the date
of the work (`FRBRdate`), the title (`docTitle`, else the short title), the language of the
expression; the addresses of work, expression and manifestation are aliases. Left out: analysis,
temporal versions of single provisions, attachments' own identification.

    >>> data = b'''<akomaNtoso><debate><meta><identification><FRBRWork>
    ... <FRBRuri value="/akn/xaa/debate/2026-05-04"/><FRBRdate date="2026-05-04" name="debate"/>
    ... </FRBRWork></identification></meta><debateBody><debateSection><heading>Talks</heading>
    ... <speech by="#m"><from>The Minister</from><p>Both sides met.</p></speech></debateSection>
    ... </debateBody></debate></akomaNtoso>'''
    >>> layout = extract(data, name="a.xml")
    >>> layout.text, layout.stated["date"].value, layout.aliases[0][1]
    ('Talks\\nThe Minister\\nBoth sides met.', '2026-05-04', '/akn/xaa/debate/2026-05-04')
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from communique.read.collections.events import parse
from communique.read.collections.facts import LANGUAGES, period
from communique.read.collections.notes_behind import Annotated, NotesBehind
from communique.read.layout import Layout, Stated

DIVISIONS: Final = frozenset({
    "administrationOfOath", "address", "adjournment", "alinea", "answer", "article", "attachment",
    "body", "book", "chapter", "clause", "communication", "component", "debateBody",
    "debateSection", "declarationOfVote", "division", "hcontainer", "item", "judgmentBody",
    "mainBody", "ministerialStatements", "nationalInterest", "noticesOfMotion", "oralStatements",
    "papers", "paragraph", "part", "personalStatements", "petitions", "pointOfOrder", "preamble",
    "preface", "conclusions", "prayers", "proceduralMotions", "point", "questions", "question",
    "recitals", "recital", "resolutions", "rollCall", "rule", "section", "speech", "speechGroup",
    "subsection", "title", "writtenStatements", "citations", "citation", "coverPage",
    "interstitial", "other", "scene", "narrative", "summary",
})  # fmt: skip
BLOCKS: Final = {
    "p": "p", "block": "p", "heading": "h", "subheading": "h", "from": "p", "longTitle": "p",
    "docTitle": "h1", "ul": "ul", "ol": "ol", "li": "li", "table": "table", "tr": "tr",
    "td": "td", "th": "th", "caption": "caption", "blockList": "ul", "listIntroduction": "p",
    "blockContainer": "div", "content": "div", "intro": "div", "wrapUp": "div",
    "embeddedStructure": "blockquote", "toc": "",
}  # fmt: skip
HIDDEN: Final = frozenset({"meta", "toc", "del"})


def extract(data: bytes, *, name: str = "") -> Layout:
    """The layout of a document. Raises `unsafe-markup`, `bomb`, `broken`."""
    notes = parse(data, lambda: NotesBehind(_Akn(), "authorialNote", "marker"), name=name)
    return notes.behind().layout()


class _Akn(Annotated):
    """The composer of an Akoma Ntoso text."""

    def __init__(self) -> None:
        super().__init__()
        self._path: list[str] = []
        self._closing: list[str] = []
        self._divisions = 0
        self._stated: dict[str, Stated] = {}
        self._aliases: dict[tuple[str, str], None] = {}
        self._title_from = -1
        self._number = ""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element of Akoma Ntoso begins."""
        self._path.append(name)
        if self.hidden or name in HIDDEN:
            self.hidden += 1
            self._identify(name, attributes)
            return
        self._closing.append(self._open(name, attributes))

    def end(self, name: str) -> None:
        """It ends."""
        self._path.pop()
        if self.hidden:
            self.hidden -= 1
            return
        html = self._closing.pop()
        self._divisions -= name in DIVISIONS
        if html and html != "num":
            super().end(html)
        if name == "docTitle" and "title" not in self._stated and self._title_from >= 0:
            words = "".join(self.parts)[self._title_from : self.solid]
            start = self._title_from + len(words) - len(words.lstrip())
            if words.strip():
                at = (start, self.solid)
                self._stated["title"] = Stated(" ".join(words.split()), "docTitle", at)

    def text(self, text: str) -> None:
        """Words."""
        if self._path and self._path[-1] == "num":
            self._number += text
        elif not self.hidden:
            if text.strip():
                self._write_number()
            super().text(text)

    def _write_number(self) -> None:
        """Write the number of a division before its first words, on their line."""
        number, self._number = self._number.strip(), ""
        if number:
            super().text(f"{number} ")

    def _open(self, name: str, attributes: Mapping[str, str]) -> str:
        """Begin what the element is for the composer; what ends it."""
        if name == "docTitle":
            # Within a paragraph of the preface as a rule: a title needs no block of its own there.
            self._title_from = self.length
            return ""
        if name in DIVISIONS:
            self._divisions += 1
            super().start("div", {})
            return "div"
        if name == "num":
            self._number = ""
            return "num"
        if name in ("eol", "br"):
            self.line_break()
            return ""
        html = BLOCKS.get(name, "")
        if html == "h":
            html = f"h{min(6, max(1, self._divisions))}"
        if html:
            given = {k: attributes[k] for k in ("colspan", "rowspan") if k in attributes}
            super().start(html, given)
        return html

    def _identify(self, name: str, attributes: Mapping[str, str]) -> None:
        """What the identification states."""
        value = attributes.get("value", "").strip()[:500]
        inside = next(
            (p for p in self._path if p in ("FRBRWork", "FRBRExpression", "FRBRManifestation")), ""
        )
        if name in ("FRBRuri", "FRBRthis") and value and inside:
            self._aliases[("akn", value)] = None
        elif name == "FRBRdate" and inside in ("FRBRWork", "FRBRExpression"):
            day = period(attributes.get("date", ""), "")
            field = "date" if inside == "FRBRWork" else "published"
            if day and field not in self._stated:
                self._stated[field] = Stated(day, f"{inside}/FRBRdate")
        elif name == "FRBRlanguage":
            tag = LANGUAGES.get(attributes.get("language", "").lower())
            if tag:
                self._stated["language"] = Stated(tag, "FRBRlanguage")
        elif name == "FRBRalias" and value and "title" not in self._stated:
            self._short = value

    _short = ""

    def layout(self) -> Layout:
        """The layout, once all was told."""
        self.finish()
        if "title" not in self._stated and self._short:
            self._stated["title"] = Stated(self._short, "FRBRalias")
        return Layout(
            self.source_text(),
            self.marks,
            reader="akn/1",
            stated=self._stated,
            aliases=list(self._aliases),
        )
