"""Gates and needles pass over only what could not match."""

from __future__ import annotations

import re

import pytest

from communique.find.gates import gated
from communique.find.needles import Sieve, needles
from communique.languages import data

PATTERNS = [
    "(?<!的)决定|同意",
    "[没沒]有(?:先例|前例)?",
    "(?i:\\bnever before\\b|\\bfirst[ -]ever\\b)",
    "(?i:more [a-z]+) than (?:ever|any(?:thing)?)",
    "(?:一)?再(?=重申)",
    "(?:甲|乙){2,3}丙?",
    "[^,]{2,4}会议",
]
TEXTS = [
    "双方决定",
    "的决定",
    "沒有",
    "Never Before",
    "MORE often than any",
    "再重申",
    "乙甲",
    "某某会议",
]


@pytest.mark.parametrize("pattern", PATTERNS)
@pytest.mark.parametrize("text", TEXTS)
def test_gates_and_sieves_let_all_matches_through(pattern: str, text: str) -> None:
    plain, behind = re.search(pattern, text), re.search(gated(pattern), text)
    assert (plain and plain.span()) == (behind and behind.span())
    if plain:
        assert Sieve([pattern]).worth(text) == {0}


@pytest.mark.parametrize("language", ["en", "ja", "zh-Hans"])
def test_nearly_all_claims_have_needles(language: str) -> None:
    rows = data(language, "claims")["claims"]
    bare = [row["rule"] for row in rows if not needles(row["cue"])]
    assert len(bare) <= 1, bare


def test_a_sieve_tries_everything_where_no_automaton_can_look() -> None:
    assert Sieve(["先例", "b"]).worth("\ud800") == {0, 1}
