"""Promises followed: over the sample corpus as its truth has it, and in invented statements."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from communique.compare.library import Library
from communique.compare.outcomes import outcome
from communique.compare.texts import Text
from communique.compare.track import Track, commitments, track, tracks
from communique.find.analyse import analyse_file
from communique.model.codes import Kind
from communique.model.decisions import Status
from communique.names import load

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
TRUTH: list[dict[str, Any]] = json.loads((SAMPLES / "truth.json").read_text(encoding="utf-8"))[
    "commitments"
]
FOLLOWED = [each for each in TRUTH if each["later"]]
SAYS = {
    "kept_up": {Status.FULFILLED, Status.REPEATED, Status.ADVANCED},
    "changed": {Status.CHANGED, Status.UNFULFILLED},
}


@cache
def _tracks() -> tuple[Track, ...]:
    names = load([SAMPLES / "names"])
    library = Library(files=[SAMPLES / "statements"], names=names)
    texts = [library.with_findings(text) for text in library.texts()]
    return tracks(text for text in texts if text.header.kind is Kind.JOINT_STATEMENT)


def _plain(words: str) -> str:
    return "".join(words.split())


def _of(truth: dict[str, Any]) -> list[Track]:
    """The tracks of the promises that a row of the truth quotes."""
    quote = _plain(truth["quote"])
    return [
        each
        for each in _tracks()
        if truth["file"].endswith(each.text.name)
        and each.text.language == truth["language"]
        and (
            _plain("".join(each.promise.quote.exact)) in quote
            or quote in _plain("".join(each.promise.quote.exact))
            or _plain(each.promise.action) in quote
        )
    ]


@pytest.mark.parametrize("truth", FOLLOWED, ids=[each["id"] for each in FOLLOWED])
def test_the_fate_of_each_promise_of_the_samples(truth: dict[str, Any]) -> None:
    found = _of(truth)
    assert found
    later = truth["later"]
    if later["status"] == "never_mentioned_again":
        assert any(not each.mentions for each in found)
        return
    said = [
        mention.outcome
        for each in found
        for mention in each.mentions
        if later["file"].endswith(mention.near.text.name)
    ]
    assert SAYS[later["status"]] & set(said)


FILLERS = {
    "en": "They reviewed the state of relations. They discussed the situation in the region. "
    "Both sides attach importance to youth exchanges. Talks on aviation were friendly.",
    "ja": "両首脳は、二国間関係の現状を概観した。両首脳は、地域情勢について意見を交換した。"
    "青年交流は重要である。航空に関する協議は友好的に行われた。",
    "zh-Hant": "雙方回顧了兩國關係的現況。雙方就地區情勢交換了意見。青年交流十分重要。航空問題的討論氣氛友好。",
    "zh-Hans": "双方回顾了两国关系的现状。双方就地区形势交换了意见。青年交流十分重要。航空问题的讨论气氛友好。",
}
HEADS = {
    "en": "Joint Statement of Japan and Kenya\n\n{place}, {month} 4, {year}\n\n",
    "ja": "日本・ケニア共同声明\n\n{year}年6月4日、東京\n\n",
    "zh-Hant": "日本與肯亞聯合聲明\n\n{year}年6月4日，東京\n\n",
    "zh-Hans": "日本和肯尼亚联合声明\n\n{year}年6月4日，东京\n\n",
}

CASES: tuple[tuple[str, str, str, Status], ...] = (
    (
        "en",
        "Japan will build a vocational school for welders in Mombasa by 2034.",
        "The two leaders welcomed the opening of the vocational school for welders in Mombasa.",
        Status.FULFILLED,
    ),
    (
        "en",
        "Japan will build a vocational school for welders in Mombasa by 2034.",
        "Japan will build a vocational school for welders in Mombasa by 2037.",
        Status.CHANGED,
    ),
    (
        "en",
        "Kenya will ratify the Convention on Seafarers' Pensions by 2033.",
        "Kenya has yet to ratify the Convention on Seafarers' Pensions.",
        Status.UNFULFILLED,
    ),
    (
        "en",
        "The two Governments will hold a joint oyster fair each year.",
        "The two Governments will continue to hold a joint oyster fair each year.",
        Status.ADVANCED,
    ),
    (
        "en",
        "The two Governments will consider the mutual recognition of pilots' licences.",
        "The two Governments will recognise pilots' licences mutually from 2036.",
        Status.CHANGED,
    ),
    (
        "en",
        "Japan will supply Kenya with six dredgers for the port of Lamu by 2034.",
        "Four of the six dredgers for the port of Lamu were delivered to Kenya in 2033.",
        Status.UNFULFILLED,
    ),
    (
        "en",
        "Japan will supply Kenya with six dredgers for the port of Lamu by 2034.",
        "They welcomed progress on the sea wall of Malindi.",
        Status.UNMENTIONED,
    ),
    (  # what was done before the promise is not its being kept
        "en",
        "They agreed to complete the second review of the Lamu Fisheries Agreement by 2034.",
        "The Lamu Fisheries Agreement has been in force since October 1, 2011.",
        Status.ADVANCED,
    ),
    (
        "ja",
        "日本は、2034年までにモンバサに溶接工の職業訓練校を建設する。",
        "両首脳は、モンバサの溶接工職業訓練校の開校を歓迎し、同校が完成したことに満足の意を表明した。",
        Status.FULFILLED,
    ),
    (
        "ja",
        "日本は、2034年までにラム港のために浚渫船6隻をケニアに供与する。",
        "ラム港の浚渫船の供与は未だ実現していない。",
        Status.UNFULFILLED,
    ),
    (
        "ja",
        "両国政府は、牡蠣の品評会を毎年共同で開催する。",
        "両国政府は、牡蠣の品評会の共同開催を引き続き毎年行う。",
        Status.ADVANCED,
    ),
    (
        "ja",
        "日本は、2034年までにラム港のために浚渫船6隻をケニアに供与する。",
        "日本は、2037年までにラム港のために浚渫船6隻をケニアに供与する。",
        Status.CHANGED,
    ),
    (
        "zh-Hant",
        "日本將於2034年以前在蒙巴薩興建焊工職業學校。",
        "雙方歡迎蒙巴薩焊工職業學校建成啟用。",
        Status.FULFILLED,
    ),
    (
        "zh-Hant",
        "日本將於2034年以前向肯亞拉穆港提供六艘挖泥船。",
        "向拉穆港提供挖泥船一事迄未實現。",
        Status.UNFULFILLED,
    ),
    (
        "zh-Hant",
        "日本將於2034年以前向肯亞拉穆港提供六艘挖泥船。",
        "日本將於2037年以前向肯亞拉穆港提供六艘挖泥船。",
        Status.CHANGED,
    ),
    (
        "zh-Hans",
        "日本将在2034年前在蒙巴萨建设焊工职业学校。",
        "双方对蒙巴萨焊工职业学校已建成表示满意。",
        Status.FULFILLED,
    ),
    (
        "zh-Hans",
        "两国政府将每年共同举办牡蛎博览会。",
        "两国政府将继续每年共同举办牡蛎博览会。",
        Status.ADVANCED,
    ),
    (
        "zh-Hans",
        "日本将在2034年前在蒙巴萨建设焊工职业学校。",
        "双方讨论了拉穆海堤工程。",
        Status.UNMENTIONED,
    ),
)


def stated(path: Path, language: str, words: str, year: int) -> Text:
    """A statement with a sentence among others."""
    head = HEADS[language].format(place="Tokyo", month="June", year=year)
    file = path / f"{year}.{language}.txt"
    file.write_text(f"{head}{FILLERS[language]}\n\n{words}\n", encoding="utf-8")
    return Text.all_of(analyse_file(file))[0]


@pytest.mark.parametrize(("language", "said", "later", "status"), CASES)
def test_what_became_of_a_promise(
    tmp_path: Path, language: str, said: str, later: str, status: Status
) -> None:
    texts = [stated(tmp_path, language, said, 2031), stated(tmp_path, language, later, 2035)]
    [promise] = [p for p in commitments(texts[0]) if p.quote.exact[0][:4] in said]
    found = track(texts[0], promise, texts)
    assert found.status is status
    assert all(each.near.text is texts[1] for each in found.mentions)


def test_without_a_later_text_a_promise_is_open(tmp_path: Path) -> None:
    text = stated(tmp_path, "en", CASES[0][1], 2031)
    found = track(text, commitments(text)[0], [text])
    assert (found.status, found.mentions, found.later) == (Status.OPEN, (), ())
    assert found.to_json()["rests_on"] == {"documents": 0, "from": None, "to": None}


def test_the_same_amount_by_the_same_date_is_followed_across_languages(tmp_path: Path) -> None:
    texts = [
        stated(tmp_path, "en", "Japan will provide Kenya with US$45 million by 2038.", 2031),
        stated(tmp_path, "zh-Hans", "日本将在2038年前向肯尼亚提供4500万美元。", 2035),
    ]
    found = track(texts[0], commitments(texts[0])[0], texts)
    assert [each.outcome for each in found.mentions] == [Status.REPEATED]
    assert "track-language" in [gap.code for gap in found.gaps]


@pytest.mark.parametrize(
    ("language", "words", "told"),
    [
        ("en", "Although signed in 2030, the treaty has not entered into force.", "undone"),
        ("en", "The line entered into service in 2032; its accounts are not closed.", "done"),
        ("en", "The two sides agreed to revise the budget of the project.", "revised"),
        ("en", "They share an interest in fisheries.", None),
        ("ja", "同協定は2032年に発効した。", "done"),
        ("ja", "交渉は中断している。", "undone"),
        ("zh-Hant", "該協定業已生效。", "done"),
        ("zh-Hans", "谈判仍未恢复。", "undone"),
    ],
)
def test_what_a_sentence_says_of_the_outcome(language: str, words: str, told: str | None) -> None:
    assert outcome(words, language) == told


def test_a_resolve_is_nothing_done() -> None:
    assert outcome("この時計台の修復に努める決意を新たにいたしました。", "ja") != "done"
