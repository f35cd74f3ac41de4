"""The words of reasons: every one in every language, filled by the same values."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from communique.check import claims_figures, claims_reasons, claims_verdict
from communique.check.claims_reasons import in_words, reason, said, table

LANGUAGES = ("en", "ja", "zh-Hant", "zh-Hans")


def _holes(row: Any) -> set[str]:
    texts = row.values() if isinstance(row, Mapping) else [row]
    return {hole for text in texts for hole in re.findall(r"\{(\w+)\}", text)}


@pytest.mark.parametrize("code", table()["reasons"])
def test_every_reason_says_the_same_in_every_language(code: str) -> None:
    row = table()["reasons"][code]
    assert set(row) == set(LANGUAGES)
    for language in LANGUAGES[1:]:
        assert _holes(row[language]) == _holes(row["en"]) | (_holes(row[language]) & {"count"})


def test_every_reason_that_is_given_has_words_and_every_word_is_given() -> None:
    given: set[str] = set()
    for module in (claims_reasons, claims_verdict, claims_figures):
        text = Path(str(module.__file__)).read_text(encoding="utf-8")
        given |= set(re.findall(r"\"([a-z]+(?:-[a-z]+)*)\"", text))
        if "{side}" in text:
            shapes = re.findall(r"f\"([a-z{}-]+)\"", text)
            given |= {
                shape.format(side=side, where=where)
                for shape in shapes
                for side in ("larger", "smaller")
                for where in ("column", "like")
            }
    assert set(table()["reasons"]) <= given


def test_reasons_in_a_language_say_dates_and_languages_in_it() -> None:
    told = [reason("missing", count=2, dates=("1992", "1969-11-21"))]
    assert in_words(told) == "2 documents of the catalogue are not held: 1992, 1969-11-21"
    assert in_words(told, "ja", date=lambda day: f"〈{day}〉") == (
        "目録にある2文書を収録していない：〈1992〉、〈1969-11-21〉"
    )
    one = [reason("not-there", name="a.txt", languages=("en", "ja"))]
    assert in_words(one, "zh-Hans", tag={"en": "英文", "ja": "日文"}.__getitem__) == (
        "a.txt（英文、日文）中无此表述"
    )
    assert in_words([reason("all-have", count=2)]).startswith("both documents")
    assert said("kind,period", "ja") == "別の種類の文書、期間外"
