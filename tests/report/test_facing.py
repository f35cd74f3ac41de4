"""A bilingual edition: no paragraph is torn, no sentence is lost."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from communique.compare.align import align
from communique.compare.library import Library
from communique.report.facing import blocks, standing


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("2013-11-22-xaa-xbb-joint-statement.en.txt", "2013-11-22-xaa-xbb-joint-statement.ja.md"),
        ("2000-06-09-xaa-xbb-joint-statement.en.md", "2000-06-09-xaa-xbb-joint-statement.zh-Hant.txt"),
    ],
)  # fmt: skip
def test_all_sentences_stand_once_in_whole_paragraphs(samples: Path, left: str, right: str) -> None:
    library = Library(files=[samples / "statements"])
    texts = [library.text(str(samples / "statements" / name)) for name in (left, right)]
    found = align(*texts, encoder=None)
    made = blocks(found)
    for side, text in (("left", found.left), ("right", found.right)):
        paragraphs = [p for block in made for p in getattr(block, side)]
        numbers = [each.number for paragraph in paragraphs for each in paragraph]
        assert numbers == list(range(len(text.passages)))
        for one, other in pairwise(paragraphs):
            a, b = text.passages[one[-1].number], text.passages[other[0].number]
            assert (a.paragraph, a.type) != (b.paragraph, b.type)
    assert len(made) > 10
    assert any(block.heading for block in made)
    assert {standing(pair) for pair in found.pairs} >= {"sure"}
