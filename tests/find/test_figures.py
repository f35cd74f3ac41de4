"""Figures of whole documents: quotes, tables cell by cell, what and when, and the gold's floors."""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.errors import CommuniqueError
from communique.find.context import Context
from communique.find.figures import find_figures
from communique.find.phrases import phrase
from communique.languages import FOLDERS
from communique.model.findings import Figure
from communique.names import load
from communique.read.analyse import analyse_bytes, analyse_file

GOLD = {
    "001": ("seeds/001_*.txt", None),
    "002": ("seeds/002_*.txt", None),
    "003-ja": ("seeds/003_*.txt", "ja"),
    "003-en": ("seeds/003_*.txt", "en"),
    **{
        name: (f"gold/{name}.txt", None)
        for name in ("g-en1", "g-en2", "g-ja1", "g-ja2", "g-zhs1", "g-zht1")
    },
}


def figures(text: str, name: str = "text.txt") -> list[Figure]:
    """The figures of a text, of all its documents."""
    analysis = analyse_bytes(text.encode(), name=name, names=load())
    contexts = [Context(doc, analysis.reading, load()) for doc in analysis.documents]
    return [figure for context in contexts for figure in find_figures(context)]


TABLE = """# 貿易統計

下表為兩國近年貿易：

年份\t輸出（億美元）\t輸入（億美元）\t差額
一九九一\t12.5\t9.5\t出超三億美元
一九九二\t14\t15\t入超一億美元
一九九三\t1,600\t20\t出超四億美元
"""


def test_a_table_gives_one_figure_a_cell_with_row_and_column() -> None:
    found = [f for f in figures(TABLE) if f.table]
    assert len(found) == 9
    first = found[0]
    assert first.table is not None
    assert (first.table.row, first.table.column) == ("一九九一", "輸出（億美元）")
    assert (str(first.value), first.unit, first.period) == ("1250000000", "USD", "1991")
    assert {f.unit for f in found} == {"USD"}
    assert all(f.value > 0 for f in found), "入超 and 出超 stay words"
    assert found[-1].quote.exact == ("出超四億美元",)


def test_quotes_are_what_stands_in_the_text() -> None:
    text = (
        "Canada and Chile met in Ottawa on 3 May 2025.\n\nTrade reached US$9.2 billion in 2024.\n"
    )
    (figure,) = figures(text)
    ((start, end),) = figure.quote.ranges
    assert figure.quote.exact == ("US$9.2 billion",) == (text[start:end],)
    assert figure.period == "2024"


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("The two governments trained 2,300 Indonesian nurses in Leeds.", "Indonesian nurses"),
        ("Peru offered US$5 million in loans for ports.", "loans for ports"),
        ("Two-way trade reached US$9.2 billion.", "Two-way trade"),
    ],
)
def test_what_is_the_documents_own_phrase(text: str, what: str) -> None:
    assert [f.what for f in figures(text)] == [what]


def test_a_bare_yuan_follows_the_dollar_named_beside_it() -> None:
    text = "日本對美輸出達二四億元，出超一〇億美元。\n"
    assert {f.unit for f in figures(text)} == {"USD"}
    converted = "雙方設立八億元（約合一億美元）基金。\n"
    assert {f.unit for f in figures(converted)} == {"TWD", "USD"}


def test_the_phrase_of_a_number_at_the_edges_is_empty_or_short() -> None:
    from communique.find.measures import measures

    for text, language in (("5 km", "en"), ("５人", "ja"), ("五人", "zh-Hant")):
        for measure in measures(text, language):
            assert len(phrase(text, measure, language)) <= 60


@pytest.fixture(scope="module", name="score")
def the_score(shared: Path) -> ModuleType:
    """The scorer of the gold."""
    found = importlib.util.spec_from_file_location("gold_score", shared / "gold" / "score.py")
    assert found and found.loader
    module = importlib.util.module_from_spec(found)
    sys.modules[found.name] = module
    found.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", GOLD)
def test_gold(name: str, shared: Path, score: ModuleType) -> None:
    """F1 of .96 and values and units right, file by file."""
    pattern, language = GOLD[name]
    (path,) = shared.glob(pattern)
    analysis = analyse_file(path, names=load())
    found = [
        f.to_json()
        for doc in analysis.documents
        if language in (None, doc.language)
        for f in find_figures(Context(doc, analysis.reading, load()))
    ]
    gold = json.loads((shared / "gold" / f"{name}.json").read_text(encoding="utf-8"))
    place = score.Place(path.read_bytes().decode("utf-8-sig"), False, analysis.reading.text)
    row = score.score_kind("figures", gold["figures"], found, place, {})
    assert row["f1"] >= 0.96, (row["_missed"], row["_extra"])
    assert row["value"] >= 0.98 and row["unit"] >= 0.95


def test_the_trade_table_of_the_oldest_seed(shared: Path) -> None:
    (path,) = shared.glob("seeds/000_*.txt")
    analysis = analyse_file(path, names=load())
    context = Context(analysis.documents[0], analysis.reading, load())
    cells = [f for f in find_figures(context) if f.table]
    assert len(cells) == 18
    assert {f.unit for f in cells} == {"USD"} and all(f.value > 0 for f in cells)
    assert len({(f.table.row, f.table.column) for f in cells if f.table}) == 18
    assert str(cells[0].value) == "8313000000"


WORDS = st.sampled_from(
    [
        "about",
        "5",
        "million",
        "yen",
        "US$3bn",
        "two",
        "ships",
        "|",
        "|",
        "---",
        "2025年",
        "約３万人",
        "一九七三",
        "八億美元",
        "輸出（億美元）",
        "from",
        "to",
        "8",
        "per",
        "cent",
        "years",
        "%",
        "",
        "\t",
        "\n",
        "\n\n",
        "#",
        "-",
        "入超",
        "、",
        "。",
        "\x00",
        "GDPの2%",
        "third",
        "of",
    ]
)


@settings(max_examples=120, deadline=None)
@given(st.lists(st.one_of(WORDS, st.text(max_size=5), st.just(" ")), max_size=40))
def test_no_text_raises_and_every_quote_reproduces(pieces: list[str]) -> None:
    data = "".join(pieces).encode("utf-8", "surrogatepass")
    try:
        analysis = analyse_bytes(data, name="text.md", names=load())
    except CommuniqueError:
        return
    for doc in analysis.documents:
        if doc.language not in FOLDERS:
            continue
        found = list(find_figures(Context(doc, analysis.reading, load())))
        assert len({figure.id for figure in found}) == len(found)
        for figure in found:
            parts = tuple(analysis.reading.text[s:e] for s, e in figure.quote.ranges)
            assert figure.quote.exact == parts
            figure.to_json()
