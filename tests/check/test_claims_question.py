"""How claims are understood: cases that an analyst can read, and claims that say little."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
import yaml

from communique.check.claims import language_of
from communique.check.claims_question import LONGEST, question
from communique.names import load

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "claims_asked.yaml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["claim"][:40])
def test_a_claim_asks_for_its_words(case: dict[str, Any]) -> None:
    asked = question(case["claim"], language_of(case["claim"]), load())
    understood: dict[str, Any] = {
        "type": asked.type.value,
        "asks": asked.asks,
        "terms": [group.label for group in asked.terms],
        "context": [group.label for group in asked.context],
        "kinds": [kind.value for kind in asked.kinds],
        "levels": [level.value for level in asked.levels],
        "parties": list(asked.parties),
        **{name: getattr(asked, name) for name in ("both", "own", "after", "about", "years_ago")},
        **{name: getattr(asked, name) for name in ("for_years", "ever")},
        **{name: getattr(asked, name) for name in ("graded", "happens")},
    }
    wanted = {"context": [], **case} if "terms" in case else case
    assert {name: understood[name] for name in wanted if name != "claim"} == {
        name: value for name, value in wanted.items() if name != "claim"
    }


def test_cases_are_of_all_languages_and_types() -> None:
    assert len(CASES) >= 40
    languages = {language_of(case["claim"]) for case in CASES}
    assert languages == {"en", "ja", "zh-Hant", "zh-Hans"}
    assert {case["type"] for case in CASES if "type" in case} >= {
        "first", "unprecedented", "superlative", "omission", "always",
    }  # fmt: skip


@pytest.mark.parametrize(
    "claim", ["never", "not mentioned this time", "今回初めて", "首次写入联合声明", "初めてだ。"]
)
def test_a_claim_without_words_has_no_terms(claim: str) -> None:
    assert question(claim, language_of(claim), load()).terms == ()


def test_a_long_claim_is_cut() -> None:
    asked = question("coercion for the first time " * 40_000, "en", load())
    assert len(asked.text) == LONGEST


@pytest.mark.parametrize(
    "words", ['"a' * 2_000, "「" * 4_000, "在" * 4_000, "since the " * 400, "について" * 1_000]
)
def test_hostile_claims_are_read_in_time(words: str) -> None:
    begun = time.process_time()
    for language in ("en", "ja", "zh-Hant"):
        question(words, language, load())
    assert time.process_time() - begun < 5
