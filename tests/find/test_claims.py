"""Claims of novelty, precedent and silence: types, quotes, and what is none."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.find.claims import claims_in, find_claims
from communique.find.context import Context
from communique.names import load
from communique.read.analyse import analyse_file

NAMES = load()
LANGUAGES = ["en", "ja", "zh-Hant", "zh-Hans"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "First, the Council will meet in the first quarter of next year."),
        ("en", "The Prime Minister thanked the people of Oslo."),
        ("ja", "第一回会合は来年の第一四半期に開かれる。"),
        ("ja", "最近の情勢と最終報告について話した。"),
        ("zh-Hant", "首先，首相將於第一季出席首次磋商。"),
        ("zh-Hans", "首先，首相将于第一季度出席首次磋商。"),
    ],
)
def test_ordinals_are_no_claims(language: str, text: str) -> None:
    assert claims_in(text, language) == []


@pytest.mark.parametrize(
    ("language", "text", "type"),
    [
        ("en", "Never before has Norway sent a ship so far.", "unprecedented"),
        ("en", "The text makes no mention of ice.", "omission"),
        ("ja", "両国の海軍は初めて共同訓練を行った。", "first"),
        ("ja", "貿易額は過去最高となった。", "superlative"),
        ("zh-Hant", "歷任首相均先訪問奧斯陸，從無例外。", "always"),
        ("zh-Hans", "声明对渔业只字未提。", "omission"),
    ],
)
def test_types(language: str, text: str, type: str) -> None:
    assert [found.value for found, _ in claims_in(text, language)] == [type]


def test_a_clause_that_leans_takes_the_one_before() -> None:
    text = "會議談了很久。對於賠償一事，一字未提。"
    ((_, (start, end)),) = claims_in(text, "zh-Hant")
    assert text[start:end].startswith("對於賠償一事")


def test_samples(samples: Path) -> None:
    """What is true of the invented corpus is found: at least nine of ten, with the type."""
    truth = json.loads((samples / "truth.json").read_text(encoding="utf-8"))["claims"]
    names = load([samples / "names"])
    hits = 0
    for path in {claim["file"] for claim in truth}:
        analysis = analyse_file(samples / path, names=names)
        text = analysis.reading.text
        found = [
            (claim.type.value, claim.quote.start, claim.quote.end)
            for doc in analysis.documents
            for claim in find_claims(Context(doc, analysis.reading, names))
        ]
        for claim in (c for c in truth if c["file"] == path):
            at = text.find(claim["quote"])
            end = at + len(claim["quote"])
            hits += any(t == claim["type"] and s < end and at < e for t, s, e in found)
    assert hits >= 0.9 * len(truth)


@pytest.mark.parametrize("language", LANGUAGES)
@given(text=st.text(max_size=120))
def test_any_text_has_claims_within_it(language: str, text: str) -> None:
    for _, (start, end) in claims_in(text, language):
        assert 0 <= start <= end <= len(text)


@pytest.mark.parametrize(
    ("language", "piece"),
    [
        ("en", "the most the first "),
        ("en", "has never "),
        ("ja", "最も初めて言及が"),
        ("zh-Hant", "是最未"),
        ("zh-Hans", "自首次"),
    ],
)
def test_time_grows_with_the_text_and_no_faster(language: str, piece: str) -> None:
    def spent(size: int) -> float:
        text = (piece * size)[:size]
        start = time.perf_counter()
        claims_in(text, language)
        return time.perf_counter() - start

    spent(100)
    assert spent(2_000) < 0.5
