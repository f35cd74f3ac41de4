"""Prints the running text of a document: paragraphs under their labels, tables, notes, furniture.

Paragraphs stand as far in as the numbered item that they belong to, headings are bold. English
sentences are joined by spaces, Japanese and Chinese ones by nothing. Furniture is dim.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import groupby

from rich.cells import cell_len
from rich.text import Text

from communique.cli.safety import one_line
from communique.cli.screen import Screen
from communique.cli.sentences import Mark, Marks, marked, marks_of
from communique.model.codes import PassageType
from communique.model.documents import Analysis, Document, Passage, Table
from communique.model.quotes import Quote
from communique.report.labels import Heads, heads

_SPACELESS = ("ja", "zh")


def print_text(
    screen: Screen, analysis: Analysis, document: Document, *, furniture: bool, marks: bool = False
) -> None:
    """Print paragraphs, tables, notes and, if asked, furniture, in the order of the reading, under
    the number of their page where it is known; with `marks` the findings highlighted (not those in
    tables and notes).
    """
    found = marks_of(document) if marks else {}
    blocks = [*_paragraphs(document), *((table.quote.start, table) for table in document.tables)]
    if furniture:
        blocks += [(piece.quote.start, piece.quote) for piece in analysis.boilerplate]
    labels = heads(document)
    first, page = True, None
    for start, block in sorted(blocks, key=lambda found: found[0]):
        if not first:
            screen.print()
        first = False
        on = analysis.reading.page(start) if analysis.reading.page_sizes else None
        if on != page:
            page = on
            screen.print(Text(f"page {page}", style="dim"))
        if isinstance(block, Table):
            _print_table(screen, block)
        elif isinstance(block, Quote):
            screen.fold(Text(one_line(" ".join(block.exact)), style="dim"))
        else:
            _print_paragraph(screen, block, labels, found)
    if document.notes:
        screen.heading("Notes")
    for note in document.notes:
        label = Text(f"{one_line(note.label)} ", style="cyan")
        screen.fold(
            Text(_without(one_line(" ".join(note.quote.exact)), note.label)),
            first=label,
            indent=len(label),
        )


def _without(words: str, label: str) -> str:
    return words.removeprefix(one_line(label)).lstrip(" .．、")


def _width(labels: Iterable[str]) -> int:
    """The columns of labels, each with a space behind it."""
    return sum(cell_len(label) + 1 for label in labels if label)


Block = list[Passage] | Table | Quote


def _paragraphs(document: Document) -> list[tuple[int, Block]]:
    """The paragraphs with where each begins, without the rows of tables, which are shown as
    tables.
    """
    starts = [table.quote.start for table in document.tables]
    ends = [table.quote.end for table in document.tables]

    def belongs(passage: Passage) -> bool:
        at = bisect_right(starts, passage.quote.start) - 1
        inside = at >= 0 and passage.quote.start < ends[at]
        return passage.type is not PassageType.TABLE_ROW or not inside

    kept = filter(belongs, document.passages)
    groups = (list(group) for _, group in groupby(kept, key=lambda p: (p.paragraph, p.type)))
    return [(group[0].quote.start, group) for group in groups]


def _print_paragraph(
    screen: Screen, passages: Sequence[Passage], labels: Heads, marks: Marks
) -> None:
    """Print a paragraph under its label, or as far in as the item that it goes on with."""
    head = labels.of(passages[0])
    indent = _width(head.above)
    hang = _width((*head.above, head.label))
    first = Text(" " * indent)
    if head.label:
        first.append(f"{head.label} ", style="cyan")
    style = "bold" if passages[0].type is PassageType.HEADING else ""
    joined = Text(style=style)
    for passage in passages:
        if joined and not passage.language.startswith(_SPACELESS):
            joined.append(" ")
        joined.append_text(_words(screen, passage, marks.get(passage.id, ())))
    screen.fold(joined, first=first, indent=hang)


def _words(screen: Screen, passage: Passage, marks: Sequence[Mark]) -> Text:
    if marks:
        plain = not screen.terminal or screen.out.no_color
        text = marked(passage.text, marks, plain=plain)
    else:
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
