"""Searching with what the names tables and vectors know."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest

from communique.archive import Archive
from communique.archive.add import add
from communique.compare import similar
from communique.compare.encoder import OnProgress
from communique.compare.library import Library
from communique.compare.vectors import Floats
from communique.errors import DocumentNotFound, EncoderMissing, InvalidField, QueryInvalid
from communique.read.inputs import collect

TEXTS = {
    "1999-01-01.en.txt": "Joint Statement\n\nThe sides oppose coercion in the Taiwan Strait.\n\nTrade grew.\n",
    "2001-01-01.ja.txt": "共同声明\n\n双方は台湾海峡における威圧に反対する。\n",
    "2003-01-01.zh-Hant.txt": "聯合聲明\n\n雙方反對在臺灣海峽進行脅迫。\n\n雙方將加強國防合作。\n",
    "2005-01-01.en.txt": "Joint Statement\n\nThey will keep their defence ties.\n",
}


class Letters:
    """An encoder of counted letters, to tell texts apart without a model."""

    identity = "letters"
    dimension = 64

    def knows(self, language: str) -> bool:
        return True

    def encode(
        self, texts: Sequence[str], language: str, *, on_progress: OnProgress | None = None
    ) -> Floats:
        made = np.zeros((len(texts), 64), dtype=np.float32)
        for row, text in enumerate(texts):
            for char in text.lower():
                if char.isalnum():
                    made[row, ord(char) % 64] += 1
        return made


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    for name, text in TEXTS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    with Archive.open(str(tmp_path / "a.db"), create=True) as archive:
        add(archive, collect([tmp_path / name for name in TEXTS]), workers=1)
        yield Library(archive, encoder=Letters())


def test_terms_of_other_languages(library: Library) -> None:
    found = library.search('"Taiwan Strait"', translate=True)
    assert [(hit.date, hit.match) for hit in found] == [
        ("1999-01-01", "exact"),
        ("2001-01-01", "term"),
        ("2003-01-01", "term"),
    ]
    assert {"台湾海峡", "臺灣海峽"} & {form.words for form in found.forms}
    assert found.first and found.first.date == "1999-01-01"
    assert not found.gaps
    assert [hit.forms[0].match for hit in found][1:] == ["term", "term"]


def test_spellings_and_words_without_other_forms(library: Library) -> None:
    found = library.search("defense xyzzy", translate=True)
    assert [form.words for form in found.forms if form.match == "variant"] == ["defence"]
    assert "search-untranslated" in [gap.code for gap in found.gaps]
    assert [hit.match for hit in library.search("defense ties", translate=True)] == ["variant"]
    assert not list(library.search("defense ties"))


def test_each_word_is_translated_under_its_operator(library: Library) -> None:
    found = library.search('"Taiwan Strait" coercion -trade', translate=True)
    assert [hit.date for hit in found] == ["1999-01-01", "2001-01-01", "2003-01-01"]


def test_names_and_labels_as_filters(library: Library) -> None:
    with pytest.raises(QueryInvalid) as caught:
        library.search("trade issue:taiwan-straits")
    assert "taiwan-strait" in caught.value.advice
    assert not list(library.search("trade issue:taiwan-strait"))
    assert not list(library.search("trade party:Japan"))
    with pytest.raises(DocumentNotFound):
        library.search("trade series:nothing")


def test_meaning(library: Library) -> None:
    without = library.search(similar="They will keep their ties of defence.")
    assert [gap.code for gap in without.gaps] == ["search-vectors-missing"]
    assert not list(without) and without.first is None
    library.index()
    found = library.search(similar="They will keep their ties of defence.", limit=2)
    hits = list(found)
    assert hits[0].passage.text == "They will keep their defence ties."
    assert hits[0].match == "similar" and (hits[0].score or 0) > 0.9
    assert len(hits) == 2 and not found.gaps
    narrow = library.search("trade", similar="They will keep their ties of defence.")
    assert [hit.passage.text for hit in narrow] == ["Trade grew."]
    japanese = library.search("", similar="defence", language="ja")
    assert {hit.language for hit in japanese} == {"ja"}


def test_what_is_like_a_passage_is_not_that_passage(library: Library) -> None:
    library.index()
    (hit,) = library.search("威圧")
    found = list(library.search(similar=hit.passage.id, limit=3))
    assert hit.passage.id not in [each.passage.id for each in found]
    assert len(found) == 3
    with pytest.raises(DocumentNotFound):
        library.search(similar="0" * 16)
    with pytest.raises(InvalidField):
        library.search(similar="、。")
    with pytest.raises(EncoderMissing):
        Library(library.archive).search(similar="a")


def test_numpy_alone_finds_the_same() -> None:
    rows = np.random.default_rng(1).integers(-127, 128, (500, 64), dtype=np.int8)
    rows[7] = 0
    one = similar._with_numpy(rows[3], rows)
    assert np.allclose(one, similar.cosines(rows[3], rows), atol=1e-3)
    assert similar.nearest(rows[3], rows, 2)[0] == (3, pytest.approx(1, abs=1e-3))
    assert similar.nearest(rows[7], rows, 1)[0][1] == 0
    assert similar.nearest(rows[3], rows[:0], 5) == []
