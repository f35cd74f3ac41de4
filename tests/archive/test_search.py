"""Phrases in all languages, with quotes that reproduce, earliest first."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

import pytest

from communique.archive import Archive
from communique.errors import InvalidField
from communique.model.documents import Analysis
from communique.model.quotes import Reading, stable_id

Make = Callable[..., tuple[Analysis, bytes]]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("台湾", [("台湾", "variant"), ("臺灣", "variant"), ("台湾", "exact")]),
        ("臺灣海峽", [("台湾海峡", "variant"), ("臺灣海峽", "exact"), ("台湾海峡", "variant")]),
        ("同盟", [("同盟", "exact")]),
        ("米", [("米", "exact")]),
        ("two sides", [("two sides", "exact")]),
        ("TWO  sides", [("two sides", "variant")]),
        ("two", [("two", "exact")]),
        ("tw", []),
        ("sides two", []),
    ],
)
def test_finds(filled: Archive, words: str, found: list[tuple[str, str]]) -> None:
    hits = list(filled.search(words))
    got = {(hit.words[0].exact[0], hit.match) for hit in hits}
    # 台湾 is the same in Japanese and in simplified Chinese.
    assert got == {(exact, "exact" if exact == words else match) for exact, match in found}
    assert [hit.date for hit in hits] == sorted(hit.date or "" for hit in hits)
    for hit in hits:
        reading = filled.analysis(filled.find(hit.document)).reading
        assert reading.quote(*hit.quote.ranges) == hit.quote
        assert all(reading.quote(*words.ranges) == words for words in hit.words)


def test_exactly_as_typed(filled: Archive) -> None:
    assert [hit.name for hit in filled.search("臺灣", fold=False)] == ["zh-Hant.txt"]
    assert [hit.name for hit in filled.search("Strait", fold=False)] == ["en.txt"]
    assert list(filled.search("strait", fold=False)) == []


def test_scope(filled: Archive) -> None:
    assert {hit.name for hit in filled.search("台湾", language="zh")} == {
        "zh-Hant.txt",
        "zh-Hans.txt",
    }
    assert [hit.name for hit in filled.search("台湾", since="1998")] == ["ja.txt"]
    assert [hit.name for hit in filled.search("台湾", until="1996")] == ["zh-Hans.txt"]
    assert len(list(filled.search("台湾", limit=2))) == 2
    assert list(filled.search("台湾", limit=0)) == []


@pytest.mark.parametrize("words", ["", "、。", "\ud800"])
def test_words_without_letters_are_refused(filled: Archive, words: str) -> None:
    with pytest.raises(InvalidField):
        filled.search(words)


@pytest.mark.parametrize(
    "words", ['台"湾', "NEAR(a b)", "a AND b", "台*", "words:two", "^two", "-two"]
)
def test_words_are_no_query_language(filled: Archive, words: str) -> None:
    list(filled.search(words))


def test_every_place_is_quoted(archive: Archive, made: Make) -> None:
    archive.put(*made("日米、米国、米。", language="ja"))
    (hit,) = archive.search("米")
    assert [quote.ranges[0] for quote in hit.words] == [(1, 2), (3, 4), (6, 7)]


def test_words_across_a_line_break_and_a_mark_are_quoted_apart(
    archive: Archive, made: Make
) -> None:
    """A passage whose text is a repaired view: joined lines, a note's mark left out."""
    archive.put(*broken_lines(made))
    (hit,) = archive.search("中華民国政府")
    assert hit.words[0].exact == ("中華\n民国", "政府")
    (hit,) = archive.search("sentence")
    assert hit.words[0].exact == ("sen", "tence")


def broken_lines(made: Make) -> tuple[Analysis, bytes]:
    text = "中華\n民国①政府は a sen-\ntence を"
    analysis, data = made(text, language="ja")
    reading = Reading(text, reader="test/1")
    quote = reading.quote((0, 5), (6, 15), (17, len(text)))
    document = analysis.documents[0]
    passage = replace(
        document.passages[0],
        id=stable_id("passage", reading.sha256, quote.ranges),
        quote=quote,
        text="中華民国政府は a sentence を",
    )
    return replace(analysis, documents=(replace(document, passages=(passage,)),)), data


def test_fast_among_many(archive: Archive, made: Make) -> None:
    text = "\n".join(f"第{n}条 両国は協力を強化する。" for n in range(3000))
    archive.put(*made(text + "\n台湾海峡の平和。", language="ja"))
    started = time.perf_counter()
    assert len(list(archive.search("台湾海峡"))) == 1
    assert time.perf_counter() - started < 1.0
