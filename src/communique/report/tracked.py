"""A comparison as a Word document with tracked changes, which any word processor can accept or
reject.

Accepting all changes gives the passages of the new text, paragraph by paragraph with their labels;
rejecting all gives the old ones. Words that came and went are `w:ins` and `w:del`, paragraphs that
were
parted or joined a tracked paragraph mark, passages that moved `w:moveFrom` and `w:moveTo` under one
name; of a passage that moved and was edited the words that stayed the same have moved. Left out:
what
is no passage (notes, furniture) and the look of the original. Written with zipfile alone: the few
elements needed are plainer than a library that knows no tracked changes.

    Path("redline.docx").write_bytes(docx(difference, author="Ida Marrow"))
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal, TypeAlias
from xml.sax.saxutils import escape, quoteattr

from communique.compare import tokens
from communique.compare.diff import Diff
from communique.compare.texts import Text
from communique.errors import LanguagesDiffer
from communique.model.codes import PassageType
from communique.report.placing import Placed, sequence
from communique.report.signs import flat, in_one_line
from communique.report.word_parts import PARTS, document_part, header_part, styles_part
from communique.report.wording import Piece, between, joint_of, labelled

Status: TypeAlias = Literal["same", "ins", "del", "moveFrom", "moveTo"]

_BREAK = "\n"
_RANGES = {"moveFrom": "moveFrom", "del": "moveFrom", "moveTo": "moveTo", "ins": "moveTo"}
"""Where words stand that moved with others: at the old place or at the new one."""

STAYS, MOVED = 0.2, 0.5
"""Passages with less in common than this, in place and moved, are told as one deleted and one
inserted:
a mosaic of single words serves nobody.
"""

_DEPTH = re.compile(r"[(（]|(?<=\w)[.](?=\w)")


@dataclass(frozen=True, slots=True)
class Run:
    """Words with one fate; `\\n` is the end of a paragraph. `move` is the name of the move it is
    of."""

    status: Status
    text: str
    look: str
    move: str = ""


def docx(difference: Diff, *, author: str = "communique", when: datetime | None = None) -> bytes:
    """The bytes of the Word document; the same for the same comparison, author and moment.

    Raises `languages-differ` where words are not compared, across languages.
    """
    old, new = difference.old, difference.new
    if tokens.group(old.language) != tokens.group(new.language):
        raise LanguagesDiffer(
            f"{old.name} is in {old.language}, {new.name} in {new.language}:"
            " their words cannot be tracked"
        )
    moment = (when or datetime.now(UTC)).astimezone(UTC)
    writer = _Writer(author, moment.strftime("%Y-%m-%dT%H:%M:%SZ"))
    body = "".join(writer.paragraphs(runs(difference)))
    names = f"{_named(old)} → {_named(new)}"
    held = {
        **PARTS,
        "word/document.xml": document_part(body),
        "word/header1.xml": header_part(escape(names)),
        "word/styles.xml": styles_part(new.language),
    }
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in held.items():
            info = zipfile.ZipInfo(name, (max(1980, moment.year), *moment.timetuple()[1:6]))
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, part.encode())
    return made.getvalue()


def runs(difference: Diff) -> Iterator[Run]:
    """All words of both texts in reading order, with their fate; the last paragraph ends both."""
    moves: dict[tuple[int, ...], str] = {}
    for placed in sequence(difference):
        yield from _runs(difference, placed, moves)
    yield Run("same", _BREAK, "")


def _runs(difference: Diff, placed: Placed, moves: dict[tuple[int, ...], str]) -> Iterator[Run]:
    before = _chunk(difference.old, placed.before)
    after = _chunk(difference.new, placed.after)
    pieces = _pieces(before, after, difference.new.language) if before and after else []
    stays = placed.how == "stays"
    if not pieces or _common(pieces) < (STAYS if stays else MOVED):
        if before and placed.how != "moved_to":
            yield Run("del", before, _look(difference.old, placed.before))
        if after and placed.how != "moved_from":
            yield Run("ins", after, _look(difference.new, placed.after))
        return
    fates: dict[str, Status] = {"both": "same", "old": "del", "new": "ins"}
    shown: tuple[str, ...] = ("both", "old", "new")
    move = ""
    if not stays:
        move = moves.setdefault(placed.after, f"move{len(moves) + 1}")
        came = placed.how == "moved_to"
        fates["both"] = "moveTo" if came else "moveFrom"
        shown = ("both", "new") if came else ("both", "old")
    for piece in pieces:
        if piece.side in shown:
            yield Run(fates[piece.side], piece.text, _look(difference.new, placed.after), move)


def _common(pieces: Sequence[Piece]) -> float:
    """The share of the longer text's characters that both have."""
    size = {
        side: sum(len(p.text) for p in pieces if p.side == side) for side in ("both", "old", "new")
    }
    return size["both"] / ((size["both"] + max(size["old"], size["new"])) or 1)


def _pieces(before: str, after: str, language: str) -> list[Piece]:
    """The pieces, the ends of paragraphs compared apart from the words before them."""
    heads = [before.rstrip(_BREAK + " "), after.rstrip(_BREAK + " ")]
    tails = [before[len(heads[0]) :], after[len(heads[1]) :]]
    made = list(between(heads[0], heads[1], language))
    if tails[0] == tails[1]:
        return [*made, Piece("both", tails[0])]
    return [*made, Piece("old", tails[0]), Piece("new", tails[1])]


def _chunk(text: Text, numbers: Sequence[int]) -> str:
    """Passages with what stands behind each: the end of a paragraph, or what parts sentences."""
    made = ""
    for number in numbers:
        made += flat(labelled(text, number))
        if number + 1 == len(text.passages):
            continue
        here, following = text.passages[number], text.passages[number + 1]
        same = (here.paragraph, here.type) == (following.paragraph, following.type)
        made += joint_of(text) if same else _BREAK
    return made


def _look(text: Text, numbers: Sequence[int]) -> str:
    """How a paragraph that begins with these passages looks: a heading, or so far in."""
    passage = text.passages[numbers[0]]
    if passage.type is PassageType.HEADING:
        return '<w:pStyle w:val="Heading1"/>'
    depth = len(_DEPTH.findall(passage.item or ""))
    return f'<w:ind w:left="{360 * min(depth, 6)}"/>' if depth else ""


def _named(text: Text) -> str:
    return in_one_line(f"{text.name} ({text.date})" if text.date else text.name)


class _Writer:
    """Turns runs into paragraphs; every change has a number of its own."""

    def __init__(self, author: str, date: str) -> None:
        self._by = f"w:author={quoteattr(in_one_line(author) or '-')} w:date={quoteattr(date)}"
        self._number = 0
        self._open: tuple[str, str, str] | None = None

    def paragraphs(self, found: Iterator[Run]) -> Iterator[str]:
        """The paragraphs of the runs, each ended by its mark."""
        content, look = "", None
        for run in found:
            content += self._moving(run)
            parts = run.text.split(_BREAK)
            for at, words in enumerate(parts):
                if words:
                    content += self._words(run.status, words)
                    look = run.look if look is None else look
                if at < len(parts) - 1:
                    yield self._paragraph(content, look or "", run.status)
                    content, look = "", None

    def _words(self, status: Status, words: str) -> str:
        element = "w:delText" if status == "del" else "w:t"
        run = f'<w:r><{element} xml:space="preserve">{escape(words)}</{element}></w:r>'
        return run if status == "same" else f"<w:{status} {self._next()}>{run}</w:{status}>"

    def _paragraph(self, content: str, look: str, mark: Status) -> str:
        tracked = "" if mark == "same" else f"<w:rPr><w:{mark} {self._next()}/></w:rPr>"
        style, indent = (look, "") if "pStyle" in look else ("", look)
        return f"<w:p><w:pPr>{style}{indent}{tracked}</w:pPr>{content}</w:p>"

    def _moving(self, run: Run) -> str:
        """The beginning and end of a stretch that moved, where it begins or ends with this run."""
        kind = _RANGES.get(run.status, "") if run.move else ""
        if self._open and (run.move, kind) == self._open[:2]:
            return ""
        made = self._closing()
        if kind:
            attributes = self._next()
            made += f"<w:{kind}RangeStart {attributes} w:name={quoteattr(run.move)}/>"
            self._open = (run.move, kind, str(self._number))
        return made

    def _closing(self) -> str:
        if self._open is None:
            return ""
        _, kind, number = self._open
        self._open = None
        return f'<w:{kind}RangeEnd w:id="{number}"/>'

    def _next(self) -> str:
        self._number += 1
        return f'w:id="{self._number}" {self._by}'
