"""A document as it is read: every passage once, every finding marked, every place exact."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from communique.archive import Archive
from communique.find.analyse import analyse_file
from communique.model.documents import Analysis, Document
from communique.report.plain_text import plain_text
from communique.report.reading_blocks import Block, Ref, View
from communique.report.reading_view import view


def of_archive(path: Path) -> Iterator[tuple[Analysis, Document]]:
    """Every document of an archive."""
    with Archive.open(str(path)) as archive:
        for entry in archive.documents():
            analysis = archive.analysis(entry)
            yield analysis, next(each for each in analysis.documents if each.id == entry.id)


@cache
def of_file(path: Path) -> list[tuple[Analysis, Document]]:
    """Every document of a file."""
    analysis = analyse_file(path)
    return [(analysis, document) for document in analysis.documents]


def check(analysis: Analysis, document: Document) -> View:
    """The view of a document, which must hold everything just once and in its place."""
    made = view(analysis, document, furniture=True)
    text = analysis.reading.text
    by_id = {each.id: each for each in document.passages}
    seen: list[str] = []
    for block in made.all_blocks():
        for sentence in block.sentences:
            assert sentence.text == by_id[sentence.id].text
            seen.append(sentence.id)
        seen += [row.id for row in block.rows if row.id]
    assert sorted(seen) == sorted(by_id)
    within: set[int] = set()
    for piece in made.pieces():
        within |= set(piece.within)
        if piece.start is not None:
            assert "".join(text[piece.start : piece.end].split()) == "".join(piece.text.split())
            assert len(text[piece.start : piece.end]) == len(piece.text)
    assert within == set(range(len(document.findings)))
    return made


def test_every_sample_is_whole_and_marked(corpus: Path) -> None:
    counted = 0
    for analysis, document in of_archive(corpus):
        check(analysis, document)
        counted += 1
    assert counted > 20


@pytest.mark.parametrize("number", ["000", "001", "002", "003", "004"])
def test_every_seed_is_whole_and_marked(shared: Path, number: str) -> None:
    [path] = (shared / "seeds").glob(f"{number}_*")
    for analysis, document in of_file(path):
        check(analysis, document)


def test_a_table_of_a_note_stands_with_the_note(shared: Path) -> None:
    [path] = (shared / "seeds").glob("000_*")
    [(analysis, document)] = of_file(path)
    made = check(analysis, document)
    assert made.title is not None and not any(block.kind == "table" for block in made.blocks)
    assert [block.kind for block in made.notes[0].blocks] == ["paragraph", "table"]
    assert len(made.notes[0].blocks[1].rows) == 7
    refs = [p for b in made.blocks for s in b.sentences for p in s.parts if isinstance(p, Ref)]
    assert [(ref.note, ref.mark) for ref in refs] == [(1, "①"), (2, "②"), (3, "③")]
    assert all(note.marked for note in made.notes)


def labels(blocks: tuple[Block, ...]) -> list[tuple[str, int]]:
    """The labels of blocks, and how deep they stand."""
    return [(block.label, block.depth) for block in blocks if block.label]


def test_labels_are_nested_as_the_outline_is(shared: Path) -> None:
    [path] = (shared / "seeds").glob("003_*")
    for analysis, document in of_file(path):
        made = check(analysis, document)
        found = labels(made.blocks)
        assert found[:4] == [("1.", 1), ("2.", 1), ("3.", 1), ("4.", 1)]
        assert found[4:7] == [("(a)", 2), ("(b)", 2), ("(c)", 2)]
        # A paragraph that goes on with an item stands as deep as the item.
        at = next(n for n, block in enumerate(made.blocks) if block.label == "1.")
        assert (made.blocks[at + 1].label, made.blocks[at + 1].depth) == ("", 1)
        assert [b.level for b in made.blocks if b.level] == [2] * sum(p.heading for p in made.parts)


def test_a_stretch_that_is_pointed_at_is_marked_whole(corpus: Path) -> None:
    analysis, document = next(of_archive(corpus))
    first, last = document.passages[1].quote.start + 2, document.passages[3].quote.end - 2
    made = view(analysis, document, point=((first, last),))
    number = len(document.findings)
    shown = [p for p in made.pieces() if number in p.within and p.start is not None]
    assert min(p.start or 0 for p in shown) == first
    assert max(p.end or 0 for p in shown) == last


def test_plain_text_holds_every_word(corpus: Path) -> None:
    for analysis, document in of_archive(corpus):
        said = "".join(plain_text(view(analysis, document)).split())
        for passage in document.passages:
            assert passage.type.value == "table_row" or "".join(passage.text.split())[:20] in said
