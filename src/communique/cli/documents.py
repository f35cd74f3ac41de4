"""Shows a document: header, outline, text with its tables and notes, passages, gaps.

The same view serves `show` (from the archive) and `analyse` (from a file). Text comes from the
passages, which are the repaired form of the words; `--source` shows the raw reading. All text is
made `visible` before it is printed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from rich.cells import cell_len
from rich.text import Text

from communique.cli.folding import lines
from communique.cli.safety import one_line, visible
from communique.cli.screen import MEASURE, Screen
from communique.cli.tables import Column, print_lines, print_table
from communique.model.codes import PassageType
from communique.model.documents import Analysis, Document, Ground, Passage, Table
from communique.model.gaps import Gap
from communique.model.quotes import Quote

_KEY = 14
_SPACELESS = ("ja", "zh")


@dataclass(frozen=True, slots=True)
class Parts:
    """Which parts of a document to show."""

    header: bool = True
    grounds: bool = False
    outline: bool = True
    text: bool = True
    furniture: bool = False


def print_document(screen: Screen, analysis: Analysis, document: Document, parts: Parts) -> None:
    """Print the parts asked for, a blank line between them."""
    if parts.header:
        print_header(screen, document, grounds=parts.grounds)
    if parts.outline and document.outline:
        print_heading(screen, "Outline")
        _print_outline(screen, document)
    if parts.text:
        print_heading(screen, "Text")
        _print_text(screen, analysis, document, furniture=parts.furniture)


def print_header(screen: Screen, document: Document, *, grounds: bool = False) -> None:
    """Print the title and the header fields; with `grounds`, under each what it rests on."""
    header, event = document.header, document.header.event
    _fold(screen, Text(one_line(header.title or "(no title)"), style="bold"))
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
    _fold(
        screen,
        Text(one_line(value), style=style),
        first=Text(f"{name:<{_KEY}}", style="dim"),
        indent=_KEY,
    )


def print_gaps(screen: Screen, gaps: Sequence[Gap]) -> None:
    """Print what could not be done, if anything."""
    if gaps:
        print_heading(screen, "Gaps")
    for gap in gaps:
        _fold(screen, Text.assemble((gap.code, "yellow"), "  ", one_line(gap.message)), indent=2)


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


def print_heading(screen: Screen, words: str) -> None:
    """Print a heading with a blank line above it."""
    screen.print()
    screen.print(Text(words, style="bold dim"))


def _print_ground(screen: Screen, ground: Ground) -> None:
    words = f": “{one_line(' … '.join(ground.quote.exact))}”" if ground.quote else ""
    note = f" ({one_line(ground.note)})" if ground.note else ""
    _fold(
        screen,
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


def _print_text(screen: Screen, analysis: Analysis, document: Document, *, furniture: bool) -> None:
    """Print paragraphs, tables, notes and, if asked, furniture, in the order of the reading."""
    blocks = [*_paragraphs(document), *((table.quote.start, table) for table in document.tables)]
    if furniture:
        blocks += [(piece.quote.start, piece.quote) for piece in analysis.boilerplate]
    labels = _labels(document)
    first = True
    for _, block in sorted(blocks, key=lambda found: found[0]):
        if not first:
            screen.print()
        first = False
        if isinstance(block, Table):
            _print_table(screen, block)
        elif isinstance(block, Quote):
            _fold(screen, Text(one_line(" ".join(block.exact)), style="dim"))
        else:
            _print_paragraph(screen, block, labels)
    if document.notes:
        print_heading(screen, "Notes")
    for note in document.notes:
        label = Text(f"{one_line(note.label)} ", style="cyan")
        _fold(
            screen,
            Text(_without(one_line(" ".join(note.quote.exact)), note.label)),
            first=label,
            indent=len(label),
        )


def _without(words: str, label: str) -> str:
    return words.removeprefix(one_line(label)).lstrip(" .．、")


@dataclass(frozen=True, slots=True)
class Label:
    """A label as printed at the head of a paragraph, and the column it stands in."""

    text: str
    indent: int

    @property
    def hang(self) -> int:
        """The column of the text after the label."""
        return self.indent + (cell_len(self.text) + 1 if self.text else 0)


_NO_LABEL = Label("", 0)


def _labels(document: Document) -> dict[str, Label]:
    """The labels by the id of the passage that they head, and by item for the paragraphs that go
    on.
    """
    found: dict[str, Label] = {}
    passages = iter(document.passages)
    above: list[tuple[int, Label]] = []
    for item in document.outline:
        while above and above[-1][0] >= item.level:
            above.pop()
        headed = next((p for p in passages if p.quote.end > item.quote.start), None)
        if headed is None:
            break
        words = one_line(item.label or "")
        if words and not headed.text.startswith(words):
            label = Label(words, above[-1][1].hang if above else 0)
            above.append((item.level, label))
            found[headed.id] = label
            if headed.item:
                found[f"item {headed.item}"] = label
    return found


Block = list[Passage] | Table | Quote


def _paragraphs(document: Document) -> list[tuple[int, Block]]:
    """The paragraphs with where each begins, without the rows of tables, which are shown as
    tables.
    """
    inside = [table.quote for table in document.tables]

    def belongs(passage: Passage) -> bool:
        start = passage.quote.start
        return passage.type is not PassageType.TABLE_ROW or not any(
            q.start <= start < q.end for q in inside
        )

    kept = filter(belongs, document.passages)
    groups = (list(group) for _, group in groupby(kept, key=lambda p: (p.paragraph, p.type)))
    return [(group[0].quote.start, group) for group in groups]


def _print_paragraph(
    screen: Screen, passages: Sequence[Passage], labels: Mapping[str, Label]
) -> None:
    """Print a paragraph under its label, or as far in as the item that it goes on with."""
    head = labels.get(passages[0].id)
    place = head or labels.get(f"item {passages[0].item}", _NO_LABEL)
    hang = " " * place.hang
    first = Text.assemble(" " * place.indent, (f"{head.text} ", "cyan")) if head else Text(hang)
    style = "bold" if passages[0].type is PassageType.HEADING else ""
    joined = Text(style=style)
    for passage in passages:
        if joined and not passage.language.startswith(_SPACELESS):
            joined.append(" ")
        joined.append_text(_words(passage))
    _fold(screen, joined, first=first, indent=place.hang)


def _words(passage: Passage) -> Text:
    text = Text(one_line(passage.text))
    for label in passage.notes:
        text.append(f"[{one_line(label)}]", style="cyan dim")
    return text


def _print_table(screen: Screen, table: Table) -> None:
    """Print a table: columns aligned on a terminal, tab-separated in a pipe."""
    rows = [[cell.text for cell in row] for row in table.rows]
    if not screen.terminal:
        for row in rows:
            screen.line(*row)
        return
    from rich.table import Table as Grid

    grid = Grid(box=None, show_header=False, padding=(0, 2, 0, 0), pad_edge=False)
    for _ in range(max(map(len, rows), default=0)):
        grid.add_column(overflow="fold")
    for number, row in enumerate(rows):
        style = "bold" if number < table.header else ""
        grid.add_row(*(Text(one_line(cell), style=style) for cell in row))
    screen.print(grid)


def _fold(
    screen: Screen,
    text: Text,
    *,
    first: Text | None = None,
    indent: int = 0,
    all_lines: bool = False,
) -> None:
    """Print a text folded to the terminal (not in a pipe), lines after the first indented."""
    for number, line in enumerate(_folded(screen, text, indent)):
        lead = Text(" " * indent) if number or all_lines else (first or Text())
        screen.print(Text.assemble(lead, line, no_wrap=True, overflow="ignore"))


def _folded(screen: Screen, text: Text, indent: int) -> Iterator[Text]:
    if not screen.terminal:
        yield text
        return
    width = max(20, min(screen.width, MEASURE) - indent)
    for start, end in lines(text.plain, width) or [(0, 0)]:
        yield text[start:end]
