"""The words about documents have the same parts in every language, and are words."""

from __future__ import annotations

from typing import Any

import pytest

from communique.languages import data
from communique.model.codes import Authenticity, Kind

LANGUAGES = ["en", "ja", "zh-Hant"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("file", ["documents", "dates"])
def test_every_word_is_a_word(language: str, file: str) -> None:
    """YAML reads a bare `on` or `no` as true or false."""

    def check(value: Any) -> None:
        assert not isinstance(value, bool)
        if isinstance(value, dict):
            for key, inner in value.items():
                check(key)
                check(inner)
        elif isinstance(value, list):
            for inner in value:
                assert isinstance(inner, str)

    check(dict(data(language, file)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_parts(language: str) -> None:
    words = data(language, "documents")
    assert set(words) == set(data("en", "documents"))
    assert set(words["kinds"]) == {kind.value for kind in Kind}
    assert set(words["authenticity"]) < {standing.value for standing in Authenticity}
    for places in words["kinds"].values():
        assert set(places) <= {"title", "opening", "closing"}
        for cues in places.values():
            assert all(cue == cue.lower() and 0 < weight <= 10 for cue, weight in cues.items())
