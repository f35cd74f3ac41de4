"""Shows a document: header, outline, text with its tables and notes, passages, gaps.

The same view serves `show` (from the archive) and `analyse` (from a file). Text comes from the
passages, which are the repaired form of the words; `--source` shows the raw reading. All text is
made `visible` before it is printed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.text import Text

from communique.cli.safety import one_line, visible
from communique.cli.screen import Screen
from communique.cli.sentences import print_legend
from communique.cli.tables import Column, print_lines, print_table
from communique.cli.texts import print_text
from communique.model.documents import Analysis, Document, Ground, Passage
from communique.model.gaps import Gap

_KEY = 14


@dataclass(frozen=True, slots=True)
class Parts:
    """Which parts of a document to show."""

    header: bool = True
    grounds: bool = False
    outline: bool = True
    text: bool = True
    furniture: bool = False
    marks: bool = False


def print_document(screen: Screen, analysis: Analysis, document: Document, parts: Parts) -> None:
    """Print the parts asked for, a blank line between them."""
    if parts.header:
        print_header(screen, document, grounds=parts.grounds)
    if parts.outline and document.outline:
        screen.heading("Outline")
        _print_outline(screen, document)
    if parts.text:
        screen.heading("Text")
        if parts.marks:
            print_legend(screen, document)
            screen.print()
        print_text(screen, analysis, document, furniture=parts.furniture, marks=parts.marks)


def print_header(screen: Screen, document: Document, *, grounds: bool = False) -> None:
    """Print the title and the header fields; with `grounds`, under each what it rests on."""
    header, event = document.header, document.header.event
    screen.fold(Text(one_line(header.title or "(no title)"), style="bold"))
    fields: Sequence[tuple[str, str | None]] = (
        ("id", document.id),
        ("language", document.language),
        ("kind", header.kind.value),
        ("issuers", ", ".join(header.issuers)),
        ("level", header.level.value),
        ("authenticity", header.authenticity.value),
        ("published", header.published),
        ("date", event.date),
        ("place", event.place),
        ("parties", ", ".join(event.parties)),
        ("people", "; ".join(event.people)),
        ("series", header.series),
    )
    if grounds and (ground := header.grounds.get("title")):
        _print_ground(screen, ground)
    for name, value in fields:
        if value:
            print_field(screen, name, value, style="yellow" if name == "id" else "")
            if grounds and (ground := header.grounds.get(name)):
                _print_ground(screen, ground)


def print_field(screen: Screen, name: str, value: str, *, style: str = "") -> None:
    """Print one `name  value` line, the value folded under itself; nothing without a value."""
    if not value:
        return
    screen.fold(
        Text(one_line(value), style=style),
        first=Text(f"{name:<{_KEY}}", style="dim"),
        indent=_KEY,
    )


def print_gaps(screen: Screen, gaps: Sequence[Gap]) -> None:
    """Print what could not be done, if anything."""
    if gaps:
        screen.heading("Gaps")
    for gap in gaps:
        screen.fold(Text.assemble((gap.code, "yellow"), "  ", one_line(gap.message)), indent=2)


def print_passages(screen: Screen, documents: Sequence[Document]) -> None:
    """Print the passages with ids and ranges: a table on a terminal, tab-separated lines in a
    pipe.
    """
    columns: tuple[Column[Passage], ...] = (
        Column("id", lambda p: p.id, style="yellow"),
        Column("ranges", lambda p: ",".join(f"{s}-{e}" for s, e in p.quote.ranges)),
        Column("type", lambda p: p.type.value, style="dim", shown_from=70),
        Column("item", lambda p: p.item or "", style="cyan"),
        Column("page", lambda p: str(p.page or ""), shown_from=100, align_right=True),
        Column("text", lambda p: p.text, whole=False),
    )
    passages = [passage for document in documents for passage in document.passages]
    (print_table if screen.terminal else print_lines)(screen, columns, passages)


def print_source(screen: Screen, analysis: Analysis) -> None:
    """Print the raw reading: made visible on a terminal, as it is in a pipe."""
    text = analysis.reading.text
    if not screen.terminal:
        screen.raw(text)
        return
    screen.print(Text(visible(text)), end="" if text.endswith("\n") else "\n")


def _print_ground(screen: Screen, ground: Ground) -> None:
    words = f": “{one_line(' … '.join(ground.quote.exact))}”" if ground.quote else ""
    note = f" ({one_line(ground.note)})" if ground.note else ""
    screen.fold(
        Text(f"{ground.basis.value}, {ground.rule}{note}{words}", style="dim italic"),
        indent=_KEY,
        all_lines=True,
    )


def _print_outline(screen: Screen, document: Document) -> None:
    for item in document.outline:
        line = Text("  " * item.level, no_wrap=True, overflow="ellipsis")
        label, words = one_line(item.label or ""), one_line(item.heading)
        if label and not words.startswith(label):
            line.append(label + " ", style="cyan")
        line.append(words)
        screen.print_cut(line)
