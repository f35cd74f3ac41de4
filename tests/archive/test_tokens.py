"""Tokens: words of any length are found, places hold, and old tokens are made again exactly."""

from __future__ import annotations

import csv
import sqlite3
from importlib import resources
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.archive import tokens

ANY = st.text(alphabet=st.characters(exclude_categories=()), max_size=40)
SOME = st.text(alphabet="台湾臺灣米日同盟国國 aZé.１a\u0301ｶﾞー々\ud800\0𠮷", max_size=30)


@pytest.mark.parametrize(
    ("words", "text", "found"),
    [
        ("台湾", "對臺灣的立場", ["臺灣"]),
        ("臺灣", "台湾海峡", ["台湾"]),
        ("米", "日米、米国", ["米", "米"]),
        ("同盟", "日米同盟は", ["同盟"]),
        ("国際連合", "國際聯合", ["國際聯合"]),
        ("澤", "沢 泽", ["沢", "泽"]),
        ("ガイド", "ｶﾞｲﾄﾞと", ["ｶﾞｲﾄﾞ"]),
        ("US", "the U.S. and us", ["U.S", "us"]),
        ("U.S.", "the US", ["US"]),
        ("sao tome", "São\nTomé", ["São\nTomé"]),
        ("peace and stability", "Peace, and stability", ["Peace, and stability"]),
        ("G7首", "日本のG7首脳会合", ["G7首"]),
        ("首脳G7", "首脳G7と", ["首脳G7"]),
        ("２０２７年", "2027年度", ["2027年"]),
        ("台湾", "台 湾", []),
        ("湾海", "台湾 海峡", []),
        ("aba", "ab", []),
        ("日米日", "日米日米日", ["日米日"]),
        ("𠮷野", "𠮷野家", ["𠮷野"]),
        ("神", "\ufa19社", ["\ufa19"]),
    ],
)
def test_finds(words: str, text: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in tokens.find(words, text)] == found


@pytest.mark.parametrize("words", ["", " ", "＊＊＊", "。", "\ud800", "\0"])
def test_no_query_without_letters(words: str) -> None:
    assert tokens.query(words) is None
    assert tokens.find(words, "台湾") == []


@given(ANY)
def test_fold_keeps_length(text: str) -> None:
    assert len(tokens.fold(text)) == len(text)


@given(SOME)
def test_fold_twice_is_fold(text: str) -> None:
    assert tokens.fold(tokens.fold(text)) == tokens.fold(text)


@given(ANY | SOME)
def test_tokens_are_the_index_text(text: str) -> None:
    held = tokens.tokens(text)
    assert " ".join(token.text for token in held) == tokens.index_text(text)
    assert all(0 <= token.start < token.end <= len(text) for token in held)
    assert all(one.start < other.start for one, other in pairwise(held))


@given(SOME, SOME, SOME)
def test_the_index_finds_what_find_finds(before: str, words: str, after: str) -> None:
    """FTS5 and `find` agree on any text and any phrase."""
    query, text = tokens.query(words), before + words + after
    db = sqlite3.connect(":memory:")
    db.execute(
        "CREATE VIRTUAL TABLE t USING fts5 (w, content = '', columnsize = 0, tokenize = 'ascii')"
    )
    db.execute("INSERT INTO t (rowid, w) VALUES (1, ?)", (tokens.index_text(text),))
    if query is not None:
        held = db.execute("SELECT rowid FROM t WHERE t MATCH ?", (query,)).fetchall()
        assert bool(held) == bool(tokens.find(words, text))
    db.close()


@given(st.text(alphabet="台湾海峡和平安定両国日米", min_size=1, max_size=6))
def test_cjk_words_of_any_length_are_found_inside_a_sentence(words: str) -> None:
    assert tokens.find(words, f"また、本日{words}の件")


def test_a_long_word_is_cut_as_fts5_would_not() -> None:
    assert max(map(len, tokens.index_text("a" * 100_000).split())) == 64


def test_a_long_run_is_taken_in_portions() -> None:
    text = "台湾海峡の平和" * 20_000
    assert tokens.index_text(text).split() == [token.text for token in tokens.tokens(text)]


def test_fold_table_is_what_opencc_gives() -> None:
    """The file is made from OpenCC's tables: classes of characters that are one another's forms."""
    opencc = pytest.importorskip("opencc")
    folder = resources.files(opencc) / "dictionary"
    if not (folder / "TSCharacters.txt").is_file():
        pytest.skip("this opencc comes without its tables as text")
    parent: dict[str, str] = {}

    def top(char: str) -> str:
        parent.setdefault(char, char)
        while parent[char] != char:
            char = parent[char]
        return char

    def rows(name: str) -> list[tuple[str, list[str]]]:
        lines = (folder / name).read_text(encoding="utf-8").splitlines()
        cells = (line.split("\t") for line in lines if line and line[0] != "#")
        return [(key, values.split(" ")) for key, values in cells]

    for char, forms in rows("TSCharacters.txt"):
        if forms[0] != char and top(char) != top(forms[0]):
            parent[top(char)] = top(forms[0])
    for name in ("TWVariants.txt", "HKVariants.txt", "JPVariants.txt"):
        for char, forms in rows(name):
            for form in forms:
                if form != char and len(form) == len(char) == 1 and top(form) != top(char):
                    parent[top(form)] = top(char)
    classes: dict[str, set[str]] = {}
    for char in parent:
        classes.setdefault(top(char), set()).add(char)
    path = resources.files("communique.archive") / "fold.csv"
    held = list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
    assert {row["as"]: set(row["characters"]) | {row["as"]} for row in held} == {
        key: members for key, members in classes.items() if len(members) > 1
    }


_PIECES = st.sampled_from(
    ["us", "u.s.", "U.S", "the", "The", " ", ", ", "-", "台", "湾", "臺灣", "海峡", "a", "b", "_", "1",
     "ｱ", "ガ", "・", "é", "É", "'", "foo", "foobar", "。", "\n", "x" * 63]
)  # fmt: skip


@given(st.lists(_PIECES, max_size=4).map("".join), st.lists(_PIECES, max_size=14).map("".join))
def test_a_pattern_finds_what_tokens_do(words: str, text: str) -> None:
    by_pattern = tokens.find(words, text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tokens, "_plainly", lambda _: None)
        assert tokens.find(words, text) == by_pattern


def test_words_that_go_on() -> None:
    text = "Coercive acts, coercion, force"
    assert [text[a:b] for a, b in tokens.find("coerc", text, prefix=True)] == [
        "Coercive",
        "coercion",
    ]
    assert tokens.find("coerc", text) == []
