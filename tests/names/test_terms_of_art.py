"""The terms of art: sorted, each form of one term, each cell in its own script."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from importlib import resources
from pathlib import Path

import pytest

from communique.compare.forms import forms
from communique.find.issues import issue_of
from communique.names import load
from communique.names.folds import fold
from communique.names.reading import COLUMNS
from communique.names.rows import LANGUAGE_COLUMNS, TermOfArt

TABLE = (
    Path(__file__).resolve().parents[2] / "src" / "communique" / "names" / "tables"
) / "terms_of_art.csv"
CHARACTERS = {"ja": "shift_jis", "zh-Hant": "big5", "zh-Hans": "gb2312"}
"""Character sets that hold what one script writes, and not what only the others do."""
SHARED = "·／“”"
USUAL = "群峰疎"
"""What OpenCC writes otherwise (羣, 峯, 疏), and ministries do not."""


def rows() -> list[dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def terms() -> Iterator[TermOfArt]:
    yield from load().terms_of_art.values()


@cache
def others(table: str) -> frozenset[str]:
    """The characters that a table of OpenCC always writes with another: those of another script."""
    opencc = pytest.importorskip("opencc")
    file = resources.files(opencc) / "dictionary" / f"{table}.txt"
    if not file.is_file():
        pytest.skip("this opencc comes without its tables as text")
    cells = [line.split("\t") for line in file.read_text(encoding="utf-8").splitlines()]
    pairs = [(cell[0], cell[1].split(" ")) for cell in cells if len(cell) == 2]
    return frozenset(char for char, written in pairs if char not in written)


def test_ids_are_sorted_slugs() -> None:
    ids = [row["id"] for row in rows()]
    assert ids == sorted(set(ids))
    assert not [id for id in ids if id.strip("-") != id or not id.replace("-", "").isalnum()]
    assert not [id for id in ids if id != id.lower() or not id.isascii() or "--" in id]


def test_there_are_some_six_hundred() -> None:
    assert len(rows()) >= 600
    assert set(rows()[0]) == set(COLUMNS["terms_of_art"])


@pytest.mark.parametrize("language", LANGUAGE_COLUMNS)
class TestForms:
    def test_every_term_has_a_form_that_stands_alone(self, language: str) -> None:
        without = [t.id for t in terms() if all(form.weak for form in t.forms(language))]
        assert without == ["framework"]  # wanted as a word, too common to look for

    def test_a_form_is_of_one_term_unless_marked(self, language: str) -> None:
        held: dict[str, list[str]] = defaultdict(list)
        for term in terms():
            for form in term.forms(language):
                if not form.weak:
                    held[form.text.casefold()].append(term.id)
        assert not {form: ids for form, ids in held.items() if len(ids) > 1}

    def test_no_single_character_stands_alone(self, language: str) -> None:
        elements = {"plutonium"}  # 鈽 and 钚 are nothing else
        assert not [
            (term.id, form.text)
            for term in terms()
            for form in term.forms(language)
            if len(form.text) == 1 and not form.weak and term.id not in elements
        ]


@pytest.mark.parametrize("language", CHARACTERS)
class TestScript:
    def test_characters_are_those_of_the_script(self, language: str) -> None:
        wrong = {
            (term.id, char)
            for term in terms()
            for form in term.forms(language)
            for char in form.text
            if char not in SHARED and not _writes(CHARACTERS[language], char)
        }
        assert not wrong

    def test_no_character_is_of_another_script(self, language: str) -> None:
        table = {"ja": "JPVariants", "zh-Hant": "STCharacters", "zh-Hans": "TSCharacters"}
        foreign = others(table[language])
        wrong = {
            (term.id, char)
            for term in terms()
            for form in term.forms(language)
            for char in form.text
            if char in foreign and char not in USUAL
        }
        assert not wrong


def test_english_is_in_latin_letters() -> None:
    assert not [
        (t.id, f.text) for t in terms() for f in t.en if not fold(f.text, "en").isprintable()
    ]
    assert not [
        (t.id, f.text) for t in terms() for f in t.en if any(ord(c) > 0x24F for c in f.text)
    ]


@pytest.mark.parametrize(
    ("words", "same"),
    [
        ("nuclear weapons", {"核兵器", "核子武器", "核武器"}),
        ("サイバー攻撃", {"cyberattacks", "網路攻擊", "網絡攻擊"}),
        ("資訊安全", {"information security", "情報セキュリティ", "信息安全"}),
        ("不受欢迎的人", {"persona non grata", "不受歡迎人物", "ペルソナ・ノン・グラータ"}),
        ("note verbale", {"口上書", "普通照會"}),
        ("entry into force", {"発効", "生效"}),
        ("disinformation", {"偽情報", "假訊息", "虛假信息"}),
    ],
)
def test_a_term_is_looked_for_in_every_script(words: str, same: set[str]) -> None:
    assert same <= {form.words for form in forms(words, load())}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The ministers adopted a framework on return."),
        ("ja", "両国は枠組みの概要を確認した。"),
        ("zh-Hant", "雙方強調此一架構的關鍵。"),
        ("zh-Hans", "双方强调这一框架的关键。"),
    ],
)
def test_a_word_too_general_gives_no_issue(language: str, text: str) -> None:
    assert issue_of(text, language, load()) is None


def _writes(encoding: str, char: str) -> bool:
    try:
        char.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
