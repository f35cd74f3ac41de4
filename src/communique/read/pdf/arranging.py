"""Putting the pages of a document in order: furniture out, tables in their place, columns, notes,
paragraphs; then written line by line.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from communique.read.layout import Layout
from communique.read.pdf.aligned import aligned, is_contents
from communique.read.pdf.columns import arrange, find_gutter
from communique.read.pdf.feet import foot, note_blocks
from communique.read.pdf.grids import Grid, grids
from communique.read.pdf.pages import Page
from communique.read.pdf.pieces import Flow, Piece
from communique.read.pdf.rows import Row
from communique.read.pdf.running import running
from communique.read.pdf.setting import Block, Type, blocks, body_type, connect, levels
from communique.read.pdf.writing import Writer


def ordered(pages: Sequence[Page], scans: Mapping[int, Layout]) -> Layout:
    """The layout of pages; `scans` are the layouts of those that were read as pictures."""
    body = body_type([page.rows for page in pages])
    edges = [_upright(page) for page in pages]
    furniture = running(edges, [page.glyphs.height for page in pages], size=body.size)
    known = _gutters(pages)
    last: Block | None = None
    for page in pages:
        last = _arrange(page, body, furniture, known, last)
    columns = [column for page in pages for column in page.columns]
    levels([b for column in columns for b in column], body)
    connect(columns)
    return _write(pages, furniture, scans)


def _upright(page: Page) -> list[Row]:
    """The rows among which a page's head and number are: of vertical text those that are not."""
    if not page.flow.vertical:
        return page.rows
    return next((found for flow, found in page.beside if flow.direction == "right"), [])


def _gutters(pages: Sequence[Page]) -> list[float]:
    """The gutters of pages that surely have one, those of most pages first."""
    found = Counter(round(at) for page in pages if (at := find_gutter(page.pieces)) is not None)
    return [float(at) for at, _ in found.most_common(4)]


def _arrange(
    page: Page,
    body: Type,
    furniture: dict[int, str],
    known: list[float],
    last: Block | None,
) -> Block | None:
    """Put a page's rows in order; gives its last note."""
    kept = [row for row in page.rows if id(row) not in furniture]
    for row in page.rows:
        if id(row) in furniture:
            block = Block([row], kind=furniture[id(row)], spaced=True)
            side = page.head if row.mid < page.flow.height / 2 else page.tail
            side.append(block)
    tables, free = grids(
        [p for row in kept for p in (*row.pieces, *row.ruby)], page.strokes, page.flow
    )
    free += [_placeholder(grid, at, body) for at, grid in enumerate(tables)]
    columns = arrange(free, known)
    everything = [row for column in columns for row in column]
    for column in columns:
        feet = foot(column, everything, body, page.strokes, page.flow.height)
        page.notes += note_blocks(feet, page.notes[-1] if page.notes else last, page.number)
    page.columns = [_blocks(column, body, page, tables) for column in columns]
    return page.notes[-1] if page.notes else last


def _placeholder(grid: Grid, at: int, body: Type) -> Piece:
    """A piece that stands for a table while the page is put in order."""
    box = (grid.u0, grid.v0, grid.u1, grid.v1)
    return Piece(0, 0, *box, "", body.size, False, "", table=at)


def _blocks(column: list[Row], body: Type, page: Page, tables: list[Grid]) -> list[Block]:
    """The blocks of a column, its tables filled in."""
    for start, end, grid in reversed(aligned(column, page.strokes)):
        column[start:end] = [Row([_placeholder(grid, len(tables), body)])]
        tables.append(grid)
    out: list[Block] = []
    for block in blocks(column, body):
        if is_contents(block.rows):
            block.kind, block.heading = "contents", 0
        if block.kind != "table":
            out.append(block)
            continue
        grid = tables[block.rows[0].pieces[0].table]
        if grid.long:
            out += [b for row in grid.cells for cell in row for b in blocks(cell, body)]
        else:
            block.cells = grid.cells
            out.append(block)
    return out


def _write(pages: Sequence[Page], furniture: dict[int, str], scans: Mapping[int, Layout]) -> Layout:
    writer = Writer()
    for page in pages:
        writer.page(page.number, page.glyphs.width, page.glyphs.height)
        if page.number in scans:
            writer.embed(scans[page.number])
            continue
        before, after = _aside(page, furniture)
        for flow, block in before:
            writer.block(block, flow)
        for block in (*page.head, *(b for c in page.columns for b in c), *page.notes, *page.tail):
            writer.block(block, page.flow)
        for flow, block in after:
            writer.block(block, flow)
    return writer.layout()


def _aside(
    page: Page, furniture: dict[int, str]
) -> tuple[list[tuple[Flow, Block]], list[tuple[Flow, Block]]]:
    """What runs another way than the page: upright rows above and below vertical text, which may be
    a title; else furniture."""
    before: list[tuple[Flow, Block]] = []
    after: list[tuple[Flow, Block]] = []
    for flow, found in page.beside:
        for row in found:
            what = "watermark" if flow.direction == "askew" else "margin"
            if flow.hidden:
                what = "hidden"
            elif flow.direction == "right":
                what = furniture.get(id(row), "text")
            block = Block([row], kind=what, spaced=True)
            above = flow.direction == "right" and row.mid < flow.height / 2
            (before if above else after).append((flow, block))
    return before, after
