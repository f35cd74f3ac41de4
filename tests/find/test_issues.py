"""The issue of a clause by its words, the same in every language."""

from __future__ import annotations

import pytest

from communique.find.issues import issue_of
from communique.names import load

SAME = {
    "taiwan-strait": {
        "en": "They spoke of calm in the TAIWAN STRAIT.",
        "ja": "両首脳は台湾海峡の状況を協議した。",
        "zh-Hant": "雙方談及台灣海峽情勢。",
        "zh-Hans": "双方谈及台湾海峡局势。",
    },
    "supply-chains": {
        "en": "It will pay for resilient supply chains.",
        "ja": "日本はサプライチェーンを強化する。",
        "zh-Hant": "我國將強化供應鏈。",
        "zh-Hans": "中方将维护供应链稳定。",
    },
}


@pytest.mark.parametrize(("issue", "language"), [(i, tag) for i in SAME for tag in SAME[i]])
def test_same_issue_in_every_language(issue: str, language: str) -> None:
    assert issue_of(SAME[issue][language], language, load()) == issue


@pytest.mark.parametrize("language", ["en", "ja", "zh-Hant", "zh-Hans"])
def test_no_words_no_issue(language: str) -> None:
    assert issue_of("", language, load()) is None
    assert issue_of("1234 …", language, load()) is None


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("They stressed peace and stability in the Asia-Pacific.", "en"),
        ("They urged a peaceful settlement and a ceasefire.", "en"),
        ("They reaffirmed sovereignty and territorial integrity.", "en"),
        ("アジア太平洋地域の平和と安定を支持した。", "ja"),
        ("雙方支持和平解決。", "zh-Hant"),
    ],
)
def test_what_is_said_of_many_places_is_no_sign_of_one(text: str, language: str) -> None:
    assert issue_of(text, language, load()) is None


def test_words_are_whole() -> None:
    assert issue_of("They discussed tradesmanship.", "en", load()) is None
