"""Log: exact, variant, term, translation; absent and unknown are not the same."""

from __future__ import annotations

import numpy as np
import pytest

from communique.compare.forms import forms, languages_of
from communique.compare.log import log
from communique.compare.texts import text_of
from communique.compare.turns import turns
from communique.errors import InvalidField
from communique.names import load

TEXTS = [
    text_of(
        "Both sides support peace in the Taiwan Strait.", "en", name="1.txt", date="2031-01-01"
    ),
    text_of("両国は台湾海峡の平和を支持する。", "ja", name="2.txt", date="2031-01-01"),
    text_of("雙方重申臺灣海峽的和平。", "zh-Hant", name="3.txt", date="2032"),
    text_of("Trade has doubled.", "en", name="4.txt", date="2033"),
]


def test_marks_each_hit_as_what_it_is() -> None:
    found = log("台湾海峡", TEXTS)
    assert [(hit.span.name, hit.match, hit.span.exact) for hit in found.hits] == [
        ("1.txt", "term", ("Taiwan Strait",)),
        ("2.txt", "exact", ("台湾海峡",)),
        ("3.txt", "variant", ("臺灣海峽",)),
    ]
    assert [cell.count for cell in found.strip] == [1, 1, 1, 0]
    assert found.absent == (TEXTS[3].id,)
    assert found.first and found.first.span.name == "1.txt"
    assert found.last and found.last.span.name == "3.txt"


def test_an_unknown_form_is_a_gap_and_no_absence() -> None:
    found = log("doubled", TEXTS)
    assert [hit.span.name for hit in found.hits] == ["4.txt"]
    assert found.absent == (TEXTS[0].id,)
    assert [cell.count for cell in found.strip] == [0, None, None, 1]
    assert [gap.code for gap in found.gaps] == ["log-language"] * 2
    assert not log("doubled", TEXTS, also=["倍増"]).gaps


def test_words_over_a_line_break_and_in_other_case() -> None:
    words = "TALKS ON FISHERIES will go on. They will hold talks on\nfisheries and on the sea."
    found = log("talks on fisheries", [text_of(words, "en", date="2031")])
    assert [hit.match for hit in found.hits][:1] == ["variant"]
    assert found.strip[0].count and found.strip[0].count >= 1


def test_nothing_to_look_for() -> None:
    with pytest.raises(InvalidField):
        log("…", TEXTS)
    assert log("talks", []).to_json()["first"] is None


class Same:
    """An encoder for which the first passage of each text says the same."""

    identity, dimension = "same", 8

    def knows(self, language: str) -> bool:
        return language != "und"

    def encode(self, texts: list[str], language: str, **_: object) -> np.ndarray:
        return np.eye(8, dtype=np.float32)[: len(texts)]


def test_translations_are_told_by_vectors() -> None:
    left = text_of("They keep calm.\n\nTrade grew.", "en", name="1.txt", date="2031")
    right = text_of("両国は冷静である。\n\n貿易が増えた。", "ja", name="2.txt", date="2031")
    found = log("keep calm", [left, right], encoder=Same())  # type: ignore[arg-type]
    assert [(hit.match, hit.score) for hit in found.hits] == [("exact", 1.0), ("translation", 1.0)]
    assert found.hits[1].span.exact == ("両国は冷静である。",)


def test_forms() -> None:
    assert languages_of("同盟") == ("ja", "zh-Hant", "zh-Hans")
    assert "defense ties" in [form.words for form in forms("defence ties", load())]
    assert forms("of no table", load())[0].match == "exact"


def test_turns_follow_the_passage() -> None:
    said = ["They will hold talks on fisheries.", "They will hold annual talks on fisheries.",
            "They will hold annual talks on fisheries and whales.", "Trade in grain doubled."]  # fmt: skip
    texts = [text_of(words, "en", name=f"{n}.txt", date=f"203{n}") for n, words in enumerate(said)]
    found = turns(log("annual talks", texts))
    assert [(turn.what, turn.document.date) for turn in found] == [
        ("came", "2031"), ("changed", "2032"), ("went", "2033")
    ]  # fmt: skip
    assert found[-1].new is None
    assert found[0].to_json()["edits"]
