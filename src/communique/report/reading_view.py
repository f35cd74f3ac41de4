"""A document as it is read: headings, paragraphs under their labels, tables, notes, each sentence
in pieces that know their place and the findings around them.

The words are those of the passages; labels and furniture are what stands between them. A table in a
note stands with the note. Left out: what no passage holds (marks of lists, the signs of a markup).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from communique.model.codes import PassageType
from communique.model.documents import Analysis, Document, Passage, Table
from communique.model.quotes import Range, Reading
from communique.report.labels import heads
from communique.report.pieces import Covers, Piece
from communique.report.reading_blocks import Block, Cell, NoteView, Ref, Row, Sentence, View
from communique.report.signs import in_one_line


def words_at(analysis: Analysis, document: Document, ranges: Sequence[Range]) -> tuple[str, ...]:
    """The words of ranges as they are read: lines joined, notes left out; of each range its own.

    Where a range holds no text that is shown, the raw words of the reading; nothing beyond its end.
    """
    made = []
    for start, end in ranges:
        seen = view(analysis, document, furniture=True, point=((start, end),))
        said = _pointed(seen, len(document.findings)) or analysis.reading.text[start:end]
        if said:
            made.append(said)
    return tuple(made)


def _pointed(seen: View, number: int) -> str:
    made = ""
    for block in seen.all_blocks():
        rows = [[part for cell in row.cells for part in cell.pieces] for row in block.rows]
        for parts in ([*block.pieces], *(each.parts for each in block.sentences), *rows):
            words = "".join(p.text for p in parts if isinstance(p, Piece) and number in p.within)
            joint = "" if block.language.startswith(("ja", "zh")) or not made else " "
            made += joint + words if words else ""
    return made


def view(
    analysis: Analysis,
    document: Document,
    *,
    furniture: bool = False,
    point: Sequence[Range] = (),
) -> View:
    """A document of an analysis as it is read; every finding is around some piece.

    `furniture`: navigation, captions, running heads, too, where they stand. `point`: ranges of the
    reading that somebody points at. Time is linear in the text and its findings.
    """
    return _Maker(analysis, document, point).made(furniture=furniture)


class _Maker:
    """Makes the blocks of one document."""

    def __init__(self, analysis: Analysis, document: Document, point: Sequence[Range]) -> None:
        self.analysis, self.document, self.point = analysis, document, point
        self.covers = Covers([*(f.quote.ranges for f in document.findings), tuple(point)])
        self.heads = heads(document)
        self.in_order = sorted(document.passages, key=lambda each: each.quote.start)
        self.marks = self._marks()
        self.noted = sorted(
            (start, end, number)
            for number, note in enumerate(document.notes)
            for start, end in note.quote.ranges
        )

    def made(self, *, furniture: bool) -> View:
        tables = [each for each in self.document.tables if self._whole(each)]
        taken = {
            passage.id
            for table in tables
            for passage in self._between(table.quote.ranges)
            if passage.type is PassageType.TABLE_ROW
        }
        parted: list[list[Block]] = [[] for _ in range(len(self.document.notes) + 1)]
        for note, passages in groupby(
            (each for each in self.document.passages if each.id not in taken), key=self._note
        ):
            parted[note + 1] += self._paragraphs(list(passages))
        for note, some in groupby(tables, key=lambda each: self._note_at(each.quote.start)):
            parted[note + 1] = list(_merged(parted[note + 1], map(self._table, some)))
        body = parted[0]
        title = body.pop(0) if body and self._is_title(body[0]) else None
        if furniture:
            body = list(_merged(body, self._furniture()))
        marked = {ref.note for refs in self.marks.values() for _, ref in refs}
        notes = tuple(
            NoteView(number, in_one_line(note.label), number in marked, tuple(blocks))
            for number, (note, blocks) in enumerate(
                zip(self.document.notes, parted[1:], strict=True), 1
            )
        )
        return View(title, tuple(body), notes, self.heads.parts)

    def _is_title(self, block: Block) -> bool:
        held = self.document.header.title
        said = in_one_line(" ".join(each.text for each in block.sentences))
        return block.kind == "heading" and bool(held) and said == in_one_line(held or "")

    def _note(self, passage: Passage) -> int:
        return self._note_at(passage.quote.start)

    def _note_at(self, place: int) -> int:
        """The number (from 0) of the note in which a place lies; -1 for none."""
        at = bisect_right(self.noted, (place, len(self.analysis.reading.text), 0)) - 1
        return self.noted[at][2] if at >= 0 and place < self.noted[at][1] else -1

    def _between(self, ranges: Sequence[Range]) -> Iterable[Passage]:
        """The passages that begin within ranges."""
        for start, end in ranges:
            first = bisect_left(self.in_order, start, key=lambda each: each.quote.start)
            last = bisect_left(self.in_order, end, key=lambda each: each.quote.start)
            yield from self.in_order[first:last]

    def _paragraphs(self, passages: Sequence[Passage]) -> Iterator[Block]:
        for _, group in groupby(passages, key=lambda each: (each.paragraph, _sort(each.type))):
            some = list(group)
            first = some[0]
            head = self.heads.of(first)
            heading = first.type is PassageType.HEADING
            yield Block(
                "heading" if heading else "paragraph",
                first.language,
                first.quote.start,
                tuple(map(self._sentence, some)),
                head.label,
                head.depth,
                head.level if heading else 0,
            )

    def _sentence(self, passage: Passage) -> Sentence:
        page = passage.page if self.analysis.reading.pages else None
        parts = self._noted(passage, self.covers.pieces(passage.text, passage.quote))
        return Sentence(passage.id, passage.language, page, tuple(parts))

    def _marks(self) -> dict[str, list[tuple[int, Ref]]]:
        """The marks of notes by the passage they stand in or right behind, with their places."""
        made: dict[str, list[tuple[int, Ref]]] = {}
        for number, note in enumerate(self.document.notes, 1):
            if note.anchor is None:
                continue
            place = note.anchor.start
            at = bisect_right(self.in_order, place, key=lambda each: each.quote.start) - 1
            if at >= 0:
                ref = Ref(number, in_one_line("".join(note.anchor.exact)))
                made.setdefault(self.in_order[at].id, []).append((place, ref))
        return {id: sorted(refs, key=lambda each: each[0]) for id, refs in made.items()}

    def _noted(self, passage: Passage, pieces: Iterable[Piece]) -> Iterator[Piece | Ref]:
        """The pieces of a passage with the marks of notes where they stand."""
        waiting = list(self.marks.get(passage.id, ()))
        for piece in pieces:
            while waiting and piece.start is not None and waiting[0][0] < piece.start:
                yield waiting.pop(0)[1]
            yield piece
        yield from (ref for _, ref in waiting)

    def _whole(self, table: Table) -> bool:
        """Whether the cells hold all words of the rows; if not, these are shown as paragraphs."""
        held = [
            each for row in table.rows for cell in row if cell.quote for each in cell.quote.ranges
        ]
        return not _words_outside(self._between(table.quote.ranges), held, self.analysis.reading)

    def _table(self, table: Table) -> Block:
        ids = {each.quote.start: each.id for each in self._between(table.quote.ranges)}
        rows = []
        for number, row in enumerate(table.rows):
            start = next((cell.quote.start for cell in row if cell.quote), -1)
            cells = tuple(
                Cell(
                    self.covers.pieces(cell.text, cell.quote) if cell.quote else (),
                    number < table.header,
                )
                for cell in row
            )
            rows.append(Row(ids.get(start), cells))
        return Block("table", self.document.language, table.quote.start, rows=tuple(rows))

    def _furniture(self) -> Iterator[Block]:
        alone = len(self.analysis.documents) == 1
        for each in self.analysis.boilerplate:
            inside = any(a <= each.quote.start < b for a, b in self.document.ranges)
            if alone or inside:
                words = in_one_line(" ".join(each.quote.exact))
                yield Block(
                    "furniture",
                    self.document.language,
                    each.quote.start,
                    what=each.what,
                    pieces=self.covers.pieces(words, each.quote),
                )


def _sort(type: PassageType) -> str:
    """Sentences and items of a list may be of one paragraph."""
    return "words" if type in (PassageType.SENTENCE, PassageType.LIST_ITEM) else type.value


def _merged(blocks: Iterable[Block], others: Iterable[Block]) -> Iterator[Block]:
    """Blocks with others before the first that begins behind them."""
    waiting = sorted(others, key=lambda each: each.start, reverse=True)
    for block in blocks:
        while waiting and waiting[-1].start < block.start:
            yield waiting.pop()
        yield block
    yield from reversed(waiting)


def _words_outside(passages: Iterable[Passage], held: list[Range], reading: Reading) -> bool:
    """Whether rows have words outside of ranges."""
    held.sort()
    starts = [start for start, _ in held]
    for passage in passages:
        for start, end in passage.quote.ranges:
            at = start
            while at < end:
                found = bisect_right(starts, at) - 1
                if found >= 0 and at < held[found][1]:
                    at = held[found][1]
                elif reading.text[at].isspace():
                    at += 1
                else:
                    return True
    return False
