"""Sentence ends, language by language."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.languages import FOLDERS
from communique.read.sentences import sentences

CASES = {
    "en": [
        [
            "The U.N. Secretary-General met Mr. J. K. Tolland in St. Verena.",
            "They spoke for 2.5 hours.",
        ],
        ["Trade grew by 3.4 per cent (see No. 7 and Art. 12).", "It will double by 2030."],
        ["He said: “We will act.", "We will not wait.”", "The talks went on."],
        ["Ports will reopen in the U.S.", "The leaders welcomed this."],
        ["The Canada-U.S. Compact on Ports came into force.", "It was late."],
        ["The U.S. Navy will take part.", "Who pays?", "Nobody knows!"],
        ["The session began at 4 p.m. on Monday.", "It ended at 6 p.m.", "They dined."],
        ["Voting for it were A. Moor, Jr.; B. Lund; and C. D. Vane."],
        ["They met in Washington, D.C. for two days.", "“No. It is too soon,” she said."],
    ],
    "ja": [
        ["首相は「対話を続ける。圧力も続ける。」と述べた。", "会談は二時間に及んだ。"],
        ["両国は、協定（一九八一年署名。以下「協定」という。）を改正する。", "発効は来年である。"],
        ["成長率は３．５％であった．", "次の課題に移る．"],
        ["「決断の時である。」", "議長はこう結んだ。"],
        ["本当にそうか？", "そうではない！"],
    ],
    "zh-Hant": [
        ["他說：「我們同意。」然後離席。", "雙方將再會晤。"],
        [
            "部長表示：「第一，我們將擴大投資。",
            "第二，我們將縮短審查。",
            "第三，我們將增加名額。」",
        ],
        ["部長馬可．貝里尼（Marco Bellini）抵達臺北。", "他將停留三天。"],
        ["雙方重申《林霍特條約》（以下簡稱「條約」。）的重要性。", "會談順利。"],
    ],
    "zh-Hans": [
        ["双方同意：尽快启动谈判；力争年内结束。", "首轮将在北京举行。"],
        ["他说：“我们将信守承诺。", "我们不会后退。”", "记者随后提问。"],
        ["“这还不够。”他补充道。", "会场沉默。"],
    ],
}


@pytest.mark.parametrize(
    ("language", "expected"), [(tag, case) for tag, cases in CASES.items() for case in cases]
)
def test_cases(language: str, expected: list[str]) -> None:
    text = (" " if language == "en" else "").join(expected)
    assert [text[s:e] for s, e in sentences(text, language)] == expected


@given(
    st.text(alphabet="ab .。！？「」（）“”U.S.1\n", max_size=120), st.sampled_from(sorted(FOLDERS))
)
def test_sentences_cover_all_that_is_not_white_once(text: str, language: str) -> None:
    at = 0
    for start, end in sentences(text, language):
        assert (
            start >= at
            and not text[at:start].strip()
            and text[start:end] == text[start:end].strip(" \t\n\u3000")
        )
        at = end
    assert not text[at:].strip()
