"""Mechanisms: one for each body, with what happens to it, quoted where that is said."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.find.context import Context
from communique.find.mechanisms import find_mechanisms
from communique.model.findings import Mechanism
from communique.names import load
from communique.read.analyse import analyse_bytes


def mechanisms(text: str, language: str) -> list[Mechanism]:
    fields = {"language": language, "date": "2031-05-04", "parties": ["KEN", "NOR"]}
    analysis = analyse_bytes(text.encode(), name="a.txt", fields=fields)
    doc = analysis.documents[0]
    found = list(find_mechanisms(Context(doc, analysis.reading, load())))
    for mechanism in found:
        exact = [analysis.reading.text[s:e] for s, e in mechanism.quote.ranges]
        assert exact == list(mechanism.quote.exact)
    return found


@pytest.mark.parametrize(
    ("language", "text", "action"),
    [
        ("en", "They will establish a Joint Ocean Commission in 2032.", "planned"),
        ("en", "They established a Joint Ocean Commission in 2012.", "established"),
        ("en", "The Joint Ocean Commission resumed its work.", "resumed"),
        ("ja", "両国は合同海洋委員会を設置することで一致した。", "planned"),
        ("ja", "合同海洋委員会が開催された。", "met"),
        ("zh-Hant", "雙方已簽署漁業協定。", "established"),
        ("zh-Hans", "渔业联合委员会已中止运作。", "lapsed"),
    ],
)
def test_actions(language: str, text: str, action: str) -> None:
    (mechanism,) = mechanisms(text, language)
    assert mechanism.action == action


def test_a_body_is_one_with_its_acronym() -> None:
    text = "They work through the Joint Ocean Commission (JOC). The JOC, they said, is busy."
    (mechanism,) = mechanisms(text, "en")
    assert mechanism.name == "Joint Ocean Commission" and "JOC" in mechanism.surface
    assert mechanism.parties == ("KEN", "NOR")


def test_the_mention_that_says_something_is_quoted() -> None:
    text = "They praised the Joint Ocean Commission. The Joint Ocean Commission has lapsed."
    (mechanism,) = mechanisms(text, "en")
    assert mechanism.action == "lapsed" and "has lapsed" in "".join(mechanism.quote.exact)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "No agreement was reached, and the group left."),
        ("ja", "この条約は重要であり、対話を続ける。"),
        ("zh-Hans", "该协定十分重要，双方将加强合作。"),
    ],
)
def test_nouns_alone_are_none(language: str, text: str) -> None:
    assert mechanisms(text, language) == []


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet="Joint Forum of (JF),.協定委員会を設置する對話機制《》、。", max_size=80))
def test_any_text(text: str) -> None:
    for language in ("en", "ja", "zh-Hant"):
        mechanisms(f"The leaders met.\n{text}", language)
