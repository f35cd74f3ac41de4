"""The text within a Word paragraph: runs, fields, links, ruby, notes' marks, tracked changes.

Recognises the final text: what was inserted or moved here is in, what was deleted or moved away is
out. Of a field its result is in, its instruction out. Tabs and line breaks are kept, a ruby's
annotation and hidden text are in the reading and cut from the view. Text boxes are handed back,
since they hold paragraphs of their own. Left out: pictures, their descriptions, and objects.

    >>> from communique.read.office.markup import parse
    >>> sheet = Manuscript(); runs = Runs(sheet, Changes(), lambda mark: None)
    >>> paragraph = b"<p><ins><r><t>will</t></r></ins><del><r><t>may</t></r></del></p>"
    >>> runs.read(parse(paragraph, name="a"))
    >>> sheet.layout("docx/1").text
    'will'
"""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import ExitStack
from typing import Any, Final

from communique.read.office.changes import Changes
from communique.read.office.docx_styles import is_on
from communique.read.office.manuscript import Manuscript
from communique.read.office.markup import Element, attribute, below, child, local

INSERTED: Final = {"ins": "insertions", "moveTo": "moves"}
DELETED: Final = {"del": "deletions", "moveFrom": ""}
"""Elements of tracked changes, and what they are counted as; a move is counted once."""
NOTES: Final = frozenset({"footnoteReference", "endnoteReference"})
SIGNS: Final = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n"}
GLYPHS: Final = {0xF0B7: "•", 0xF0A7: "■", 0xF0D8: "➢", 0xF0FC: "✓", 0xF0E0: "→", 0xF0A8: "□"}
"""Signs of Symbol and Wingdings that stand in texts, by their place in those fonts."""
_BLANKS: Final = str.maketrans("\n\r\t", "   ")
_TYPED_NOTE: Final = re.compile(r"\s*(?:[\[(（〔]?\d{1,3}[\])）〕]?|[*†‡§]{1,3}|注\d{1,3})\s*")
_BOXES: Final = ("txbxContent",)


class Runs:
    """Reads the content of paragraphs of one part into a manuscript."""

    def __init__(
        self, sheet: Manuscript, changes: Changes, note: Callable[[Element], None]
    ) -> None:
        self.sheet, self.changes, self._note = sheet, changes, note
        self.boxes: list[Element] = []
        self.contents = False
        self._fields: list[list[Any]] = []  # open fields: whether their result has begun; words

    def read(self, element: Element) -> None:
        """The content of a paragraph, or of what stands within one."""
        for each in element:
            name = local(each)
            if name == "r":
                self._run(each)
            elif name in INSERTED:
                self.count(each, INSERTED[name])
                self.read(each)
            elif name in DELETED:
                self.count(each, DELETED[name])
            elif name == "hyperlink":
                with self.sheet.stretch("link"):
                    self.read(each)
            elif name == "AlternateContent":
                self._alternate(each)
            elif name in ("oMath", "oMathPara"):
                self.put("".join(t.text or "" for t in below(each, "t")))
            elif name not in ("pPr", "sdtPr", "sdtEndPr", "customXmlPr", "smartTagPr"):
                self.read(each)

    def count(self, element: Element, what: str) -> None:
        """Note a tracked change."""
        if what:
            self.changes.count(what, attribute(element, "author"), attribute(element, "date"))

    def put(self, text: str) -> None:
        """Text, unless it stands in the instruction of a field."""
        if all(field[0] for field in self._fields):
            self.sheet.put(text)

    def _run(self, run: Element) -> None:
        properties = child(run, "rPr")
        if child(properties, "rPrChange") is not None:
            self.count(child(properties, "rPrChange"), "changes of dress")
        hidden = is_on(properties, "vanish") or is_on(properties, "specVanish")
        bold = is_on(properties, "b") and not hidden
        raised = attribute(child(properties, "vertAlign"), "val") == "superscript"
        with ExitStack() as marks:
            if hidden:
                marks.enter_context(self.sheet.stretch("cut", extra="hidden"))
            elif bold:
                marks.enter_context(self.sheet.stretch("bold"))
            if raised and _TYPED_NOTE.fullmatch("".join(t.text or "" for t in below(run, "t"))):
                marks.enter_context(self.sheet.stretch("note_anchor"))
            for each in run:
                self._piece(each)

    def _piece(self, element: Element) -> None:
        name = local(element)
        if name == "t":
            self.put((element.text or "").translate(_BLANKS))
        elif name in SIGNS:
            self.put(SIGNS[name])
        elif name == "fldChar":
            self._field(attribute(element, "fldCharType"))
        elif name == "instrText":
            if self._fields:
                self._fields[-1][1] += (element.text or "")[:200]
        elif name == "noBreakHyphen":
            self.put("-")
        elif name == "softHyphen":
            self.put("\u00ad")
        elif name == "sym":
            self._sign(attribute(element, "char"))
        elif name == "ruby":
            self._ruby(element)
        elif name in NOTES:
            self._note(element)
        elif name == "AlternateContent":
            self._alternate(element)
        elif name in ("drawing", "pict", "object"):
            self._box(element)

    def _field(self, what: str) -> None:
        if what == "begin":
            self._fields.append([False, ""])
        elif self._fields and what == "separate":
            self._fields[-1][0] = True
            self.contents = self.contents or _is_contents(self._fields[-1][1])
        elif self._fields and what == "end" and _is_contents(self._fields.pop()[1]):
            self.contents = False

    def end_paragraph(self) -> None:
        """A field whose result never began hides no further paragraph."""
        for field in self._fields:
            field[0] = True

    def _sign(self, code: str) -> None:
        try:
            value = int(code, 16)
        except ValueError:
            return
        if 0x20 <= value < 0xD800 or 0xE000 <= value < 0xFFFE:
            self.put(GLYPHS.get(value, chr(value)))

    def _ruby(self, ruby: Element) -> None:
        base, above = child(ruby, "rubyBase"), child(ruby, "rt")
        if base is not None:
            self.read(base)
        if above is not None:
            with self.sheet.stretch("cut", extra="ruby"):
                self.read(above)

    def _alternate(self, element: Element) -> None:
        """One of several ways to say the same: the first, unless only another holds text."""
        ways = [each for each in element if local(each) in ("Choice", "Fallback")]
        best = next((each for each in ways if next(below(each, "t"), None) is not None), None)
        if best is None:
            return
        self._box(best)

    def _box(self, element: Element) -> None:
        """The outermost text boxes of a drawing; those within are read with them."""
        if local(element) in _BOXES:
            self.boxes.append(element)
            return
        if local(element) == "AlternateContent":
            self._alternate(element)
            return
        for each in element:
            self._box(each)


def _is_contents(instruction: str) -> bool:
    return instruction.strip().upper().startswith("TOC")
