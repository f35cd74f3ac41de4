"""Edits: they lead from the old words to the new exactly, and read as a person would mark them."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.compare.edits import apply, edits

LANGUAGES = ["en", "ja", "zh-Hant", "zh-Hans", "und"]
LETTERS = "the will co-op 1.5 、。・協力強化安全保障をのにする\n\t　\u2028 ’'US\U00020bb7é神"
CHUNKS = st.lists(st.sampled_from([*LETTERS, "the ", "will ", "協力", "強化する"]), max_size=30)
WORDS = CHUNKS.map("".join)


@pytest.mark.parametrize("language", LANGUAGES)
@given(old=WORDS, new=WORDS)
def test_both_sides_are_whole(language: str, old: str, new: str) -> None:
    steps = edits(old, new, language)
    assert "".join(step.old for step in steps) == old
    assert apply(steps, old) == new
    for step in steps:
        sides = (bool(step.old), bool(step.new))
        wanted = {"insert": (False, True), "delete": (True, False)}.get(step.op, (True, True))
        assert sides == wanted
        assert (step.op == "equal") == (step.old == step.new)
    assert all(a.op != "equal" or b.op != "equal" for a, b in pairwise(steps))


def test_apply_refuses_another_text() -> None:
    with pytest.raises(ValueError, match="another text"):
        apply(edits("a", "b", "en"), "c")


CHANGED = [
    ("en", "They will meet in May.", "They intend to meet in June.", ["will>intend to", "May>June"]),
    ("en", "They support talks.", "They strongly support talks.", [">strongly "]),
    ("en", "peace, trade and culture", "peace and trade", [",>", " trade> and trade"]),
    ("en", "by 2-1/4 per cent", "by 2-1/2 per cent", ["1/4>1/2"]),
    ("ja", "両国は協力を強化する。", "両国は協力を深化する。", ["強化>深化"]),
    ("ja", "両国は協力する。", "両国は緊密に協力する。", [">緊密に"]),
    ("ja", "第６９回の会合", "第７０回の会合", ["６９>７０"]),
    ("zh-Hans", "双方重申台湾海峡和平的重要性。", "双方强调台湾海峡和平稳定的重要性。", ["重申>强调", ">稳定"]),
]  # fmt: skip


@pytest.mark.parametrize(("language", "old", "new", "wanted"), CHANGED)
def test_reads_as_a_person_would_mark_it(
    language: str, old: str, new: str, wanted: list[str]
) -> None:
    found = [f"{s.old}>{s.new}" for s in edits(old, new, language) if s.op != "equal"]
    if "culture" in old:  # where the comma goes is a matter of taste; that little changes is not
        assert len(found) <= 3
    else:
        assert found == wanted


def test_no_confetti_in_a_rewritten_sentence() -> None:
    old = "今後とも、港で働く人々の安全にしっかりと目を配ってまいります。"
    new = "これからも、船員の安全に丁寧に心を砕いていくことを約束します。"
    steps = edits(old, new, "ja")
    inner = [step for step in steps[1:-1] if step.op == "equal"]
    assert all(len(step.old) >= 2 or not step.old.isalnum() for step in inner)


def test_huge_passages_are_bounded() -> None:
    old = " ".join(f"w{n % 4999}" for n in range(40_000))
    new = " ".join(f"v{n % 4999}" for n in range(40_000))
    started = time.process_time()
    assert [step.op for step in edits(old, new, "en")] == ["replace"]
    assert apply(edits(old, old + " more", "en"), old).endswith(" more")
    assert time.process_time() - started < 10
