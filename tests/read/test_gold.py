"""Structure and header of real texts against hand-made gold, with the floors of the issue that
asked for them."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from communique.model.contract import to_json
from communique.read.analyse import analyse_file

CASES = {
    "001": ("seeds/001_*.txt", None),
    "002": ("seeds/002_*.txt", None),
    "003-ja": ("seeds/003_*.txt", "ja"),
    "003-en": ("seeds/003_*.txt", "en"),
    **{
        name: (f"gold/{name}.txt", None)
        for name in ("g-en1", "g-en2", "g-ja1", "g-ja2", "g-zhs1", "g-zht1")
    },
}
SEEDS = {
    "000": (["zh-Hant"], "article", "1979-05-02", {"JPN", "USA"}),
    "001": (["zh-Hant"], "news", "2024-04-10", {"JPN", "USA"}),
    "002": (["zh-Hans"], "news", "2025-02-07", {"JPN", "USA"}),
    "003": (["ja", "en"], "joint_statement", "1996-04-17", {"JPN", "USA"}),
    "004": (["ja"], "seminar_report", "2007-03-22/2007-03-23", {"JPN", "USA"}),
}


@pytest.fixture(scope="module")
def scorer(shared: Path) -> ModuleType:
    """The scoring program that stands beside the gold."""
    spec = importlib.util.spec_from_file_location("score", shared / "gold" / "score.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", CASES)
def test_scores(name: str, shared: Path, scorer: ModuleType) -> None:
    pattern, language = CASES[name]
    (path,) = shared.glob(pattern)
    gold = json.loads((shared / "gold" / f"{name}.json").read_text(encoding="utf-8"))
    raw = path.read_bytes().decode("utf-8-sig")
    report: dict[str, Any] = scorer.score(gold, to_json(analyse_file(path)), raw, False, language)
    outline = report.get("outline", {})
    assert outline.get("n/a") or outline["f1"] >= 0.95, outline
    assert outline.get("false_quotes", 0) == 0
    if "boilerplate" in report:
        assert report["boilerplate"]["f1"] >= 0.9
    assert all(report["document"].values()), report["document"]


@pytest.mark.parametrize("seed", SEEDS)
def test_seeds(seed: str, shared: Path) -> None:
    (path,) = (shared / "seeds").glob(f"{seed}_*.txt")
    languages, kind, date, parties = SEEDS[seed]
    documents = analyse_file(path).documents
    assert [d.language for d in documents] == languages
    for doc in documents:
        assert (doc.header.kind, doc.header.event.date, set(doc.header.event.parties)) == (
            kind,
            date,
            parties,
        )


def test_the_trade_table_of_the_article(shared: Path) -> None:
    (path,) = (shared / "seeds").glob("000_*.txt")
    (doc,) = analyse_file(path).documents
    (table,) = doc.tables
    assert table.header == 1 and [len(row) for row in table.rows] == [4] * 7
    assert all(cell.quote for row in table.rows for cell in row)
    assert len(doc.notes) == 3 and all(note.anchor for note in doc.notes)


def test_broken_lines_of_the_seminar_report(shared: Path) -> None:
    (path,) = (shared / "seeds").glob("004_*.txt")
    (doc,) = analyse_file(path).documents
    assert not any("\n" in p.text for p in doc.passages)
    assert sum(
        p.text.endswith("。") or p.text.endswith("」") or p.text.endswith("）")
        for p in doc.passages
    ) >= 0.9 * len(doc.passages)


def test_every_file_of_the_series_is_one_document(shared: Path) -> None:
    for folder, language in (("fomc", "en"), ("hiroshima", "ja")):
        for path in sorted((shared / "series" / folder).glob("*.txt")):
            (doc,) = analyse_file(path).documents
            assert doc.language == language and doc.header.event.date == path.name[:10], path.name
