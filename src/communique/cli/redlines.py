"""Draws words that came, went and stayed, for a terminal: in colour, or with marks where there is
none.

Words that went are red and struck through, words that came are green. Without colour, as in a pipe,
they stand as `[-words-]` and `{+words+}`, as `git diff --word-diff` has it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.cells import cell_len
from rich.text import Text

from communique.cli.folding import lines
from communique.cli.safety import one_line, visible
from communique.cli.screen import Screen
from communique.report.wording import Piece

CAME, WENT = "green", "red strike"
_STYLES = {"new": CAME, "old": WENT, "both": ""}
_MARKS = {"new": ("{+", "+}"), "old": ("[-", "-]")}
_NARROW = 64
"""Columns below which two texts do not stand beside each other."""
_BESIDE = 160
"""No two columns are wider than this together, however wide the terminal."""


def with_marks(screen: Screen) -> bool:
    """Whether changes need marks, since colours do not show."""
    return not screen.terminal or screen.out.no_color


def redline(pieces: Iterable[Piece], *, marks: bool, base: str = "") -> Text:
    """Pieces as one text; `base` is the style of what stayed."""
    text = Text()
    for piece in pieces:
        words = visible(" ".join(piece.text.splitlines()) if "\n" in piece.text else piece.text)
        if marks and piece.side != "both":
            opening, closing = _MARKS[piece.side]
            text.append(f"{opening}{words}{closing}")
        else:
            text.append(words, style=_STYLES[piece.side] or base)
    return text


def brief(pieces: Sequence[Piece], *, marks: bool, most: int = 8) -> Text:
    """Only what changed, each change apart: `[-will-] {+intend to+} · [-2-] {+2.5+}`."""
    text, shown, left = Text(), 0, 0
    before = "both"
    for piece in pieces:
        if piece.side != "both" and piece.text.strip():
            if before == "both":
                shown += 1
                if shown > most:
                    left += 1
                    before = piece.side
                    continue
                text.append(" · " if text else "", style="dim")
            elif shown <= most:
                text.append(" ")
            if shown <= most:
                trimmed = Piece(piece.side, piece.text.strip())
                text.append_text(redline([trimmed], marks=marks))
        before = piece.side if piece.text.strip() else before
    if left:
        text.append(f" · and {left} more", style="dim")
    return text


def beside(
    screen: Screen, left: Text, right: Text, *, sign: Text | None = None, width: int = 3
) -> None:
    """Print two texts beside each other, `sign` between them in the first line; on a narrow
    terminal
    one below the other, in a pipe as fields of one line.
    """
    middle = sign or Text()
    if not screen.terminal:
        screen.line(left.plain, middle.plain.strip(), right.plain)
        return
    if screen.width < _NARROW:
        lead, indent = Text.assemble(middle, " "), cell_len(middle.plain) + 1
        for text in filter(None, (left, right)):
            screen.fold(text, first=lead, indent=indent)
            lead = Text(" " * indent)
        return
    room = (min(screen.width, _BESIDE) - width - 2) // 2
    columns = [_folded(text, room) for text in (left, right)]
    for number in range(max(map(len, columns))):
        cells = [column[number] if number < len(column) else Text() for column in columns]
        shown = middle if not number else Text()
        line = Text.assemble(
            cells[0],
            " " * (room - cell_len(cells[0].plain) + 1),
            shown,
            " " * (width - cell_len(shown.plain) + 1),
            cells[1],
            no_wrap=True,
            overflow="ignore",
        )
        line.rstrip()
        screen.print(line)


def _folded(text: Text, width: int) -> list[Text]:
    cuts = [offset for found in lines(text.plain, width) for offset in found]
    return list(text.divide(cuts)[1::2]) if cuts else []


def named(date: str | None, name: str, title: str | None) -> Text:
    """A document in a heading: date, title, file name."""
    return Text.assemble(
        (f"{date or 'no date':<12}", "cyan"),
        (one_line(title or "(no title)"), "bold"),
        "  ",
        (one_line(name), "dim"),
    )
