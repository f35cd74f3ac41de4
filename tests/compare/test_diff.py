"""Diff: totals add up, the edits alone make the new text, and swapping the sides swaps dropped and new."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.compare.align import align
from communique.compare.diff import apply, diff
from communique.compare.texts import Text, text_of
from communique.errors import LanguagesDiffer

SENTENCES = [
    "The two sides agreed to hold annual talks on fisheries.",
    "The two sides agreed to hold regular talks on fisheries.",
    "The two sides agreed to hold regular talks on fisheries, and a fund will be set up.",
    "A fund will be set up.",
    "Kestria will lay a power cable of 320 kilometres to Brannock.",
    "KESTRIA will lay a power cable of 320 kilometres to Brannock",
    "Trade in timber has doubled since 2019.",
]
JAPANESE = [
    "両国は漁業に関する協議を毎年行う。",
    "両国は漁業に関する協議を定期的に行う。",
    "木材の貿易は倍増した。",
]


def text(sentences: list[str], language: str = "en", name: str = "a.txt") -> Text:
    return text_of("\n\n".join(sentences), language, name=name)


@given(
    old=st.lists(st.sampled_from(SENTENCES), max_size=7),
    new=st.lists(st.sampled_from(SENTENCES), max_size=7),
)
def test_totals_and_apply(old: list[str], new: list[str]) -> None:
    check(text(old), text(new, name="b.txt"))


@given(
    old=st.lists(st.sampled_from(JAPANESE), max_size=5),
    new=st.lists(st.sampled_from(JAPANESE), max_size=5),
)
def test_totals_and_apply_in_japanese(old: list[str], new: list[str]) -> None:
    check(text(old, "ja"), text(new, "ja", "b.txt"))


def check(old: Text, new: Text) -> None:
    found = diff(old, new)
    assert apply(found) == tuple(passage.text for passage in new.passages)
    after = [number for change in found.changes for number in change.after]
    assert sorted(after) == list(range(len(new.passages)))
    before = {number for change in found.changes for number in change.before}
    assert before == set(range(len(old.passages)))
    summary = found.summary()
    assert sum(summary["new"].values()) == len(new.passages)
    assert sum(summary["old"].values()) == len(old.passages)
    assert summary["new"].get("dropped", 0) == summary["old"].get("new", 0) == 0


def test_swapping_swaps_dropped_and_new() -> None:
    one, two = text(SENTENCES[:1] + SENTENCES[4:5]), text(SENTENCES[1:2] + SENTENCES[6:], name="b")
    there, back = diff(one, two), diff(two, one)
    new = [c.new[0].exact for c in there.changes if c.origin == "new"]
    dropped = [c.old[0].exact for c in back.changes if c.origin == "dropped"]
    assert new == dropped == [("Trade in timber has doubled since 2019.",)]


def test_a_text_against_itself() -> None:
    same = text(SENTENCES[:1] + SENTENCES[4:5])
    found = diff(same, same)
    assert found.summary() == {"new": {"kept": 2}, "old": {"kept": 2}}
    assert not any(change.moved for change in found.changes)


def test_split_stands_in_one_change() -> None:
    joint = "The two sides agreed to hold regular talks on fisheries in the northern waters, and "
    old = text([joint + "a fund for the protection of seabirds will be set up.", SENTENCES[4]])
    new = text(
        [joint[:-6] + ".", "A fund for the protection of seabirds will be set up.", SENTENCES[4]]
    )
    found = diff(old, new)
    assert [(c.origin, len(c.old), len(c.new)) for c in found.changes] == [
        ("split", 1, 2),
        ("kept", 1, 1),
    ]
    assert found.summary() == {"new": {"kept": 1, "split": 2}, "old": {"kept": 1, "split": 1}}


def test_moved_and_edited() -> None:
    old = text([SENTENCES[0], SENTENCES[4], SENTENCES[6]])
    new = text([SENTENCES[4], SENTENCES[6], SENTENCES[1]])
    assert [(c.origin, c.moved) for c in diff(old, new).changes] == [
        ("kept", False),
        ("kept", False),
        ("edited", True),
    ]


def test_json_is_the_contract() -> None:
    out = diff(text(SENTENCES[:1]), text(SENTENCES[1:2], name="b.txt")).to_json()
    assert set(out) == {"old", "new", "changes", "summary", "findings", "gaps"}
    assert set(out["changes"][0]) == {
        "origin", "moved", "returned", "similarity", "old", "new", "edits"
    }  # fmt: skip
    assert {"op": "replace", "old": "annual", "new": "regular"} in out["changes"][0]["edits"]


def test_empty_texts() -> None:
    found = diff(text([]), text(SENTENCES[:1]))
    assert found.summary() == {"new": {"new": 1}, "old": {}}
    assert [gap.code for gap in found.gaps] == ["diff-empty"]


def test_two_languages_go_through_an_alignment() -> None:
    old = text(["Kestria will send 40 experts in 2031.", "Talks were held in Averne."])
    new = text(["ケストリアは2031年に専門家40名を派遣する。"], "ja", "b.txt")
    with pytest.raises(LanguagesDiffer):
        diff(old, new)
    found = diff(old, new, alignment=align(old, new, encoder=None))
    assert found.summary()["old"]["dropped"] == 1
    assert found.gaps[0].code == "diff-across-languages"
    with pytest.raises(ValueError, match="other texts"):
        diff(old, old, alignment=align(old, new, encoder=None))
