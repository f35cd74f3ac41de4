"""Where passages come from: each origin, one parent for one child, formulae, and what must not explode."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.compare.lineage import Kind, Place, lineage, of_wordings
from communique.compare.texts import text_of

TALKS = "The two sides agreed to hold annual talks on fisheries in the northern waters."
CABLE = "Kestria will lay a power cable of 320 kilometres between Santa Verena and Brannock."
TRADE = "Trade in timber and grain has doubled since the agreement of 2019 entered into force."
SCHOOL = "Forty students of marine science will receive scholarships from September onward."
FUND = "A fund for the protection of seabirds is to be set up by both coast guards together."


def kinds(*texts: list[str], language: str = "en") -> list[str]:
    """The kinds of the last text's passages."""
    return [origin.kind.value for origin in of_wordings(texts, language)[0][-1]]


def test_kept_whatever_case_width_and_punctuation() -> None:
    assert kinds([TALKS, CABLE], [TALKS.upper(), CABLE.replace(" of ", "  of, ")]) == ["kept"] * 2
    assert kinds(["臺灣海峽的和平。"], ["台湾海峡的和平"], language="zh") == ["kept"]
    assert kinds(["Ｇ７は協力する。"], ["G7は協力する"], language="ja") == ["kept"]


def test_a_number_is_a_word() -> None:
    assert kinds(["It rose to 1.5 per cent."], ["It rose to 15 per cent."]) == ["edited"]
    assert kinds(["成長率は1.5%だった。"], ["成長率は15%だった。"], language="ja") == ["edited"]


def test_edited_and_new_and_dropped() -> None:
    origins, dropped = of_wordings(
        [[TALKS, CABLE], [TALKS.replace("annual", "regular"), TRADE]], "en"
    )
    assert [origin.kind for origin in origins[1]] == [Kind.EDITED, Kind.NEW]
    assert origins[1][0].parents == (Place(0, 0),)
    assert dropped == [[], [1]]


def test_partly_by_a_long_run_in_another_sentence() -> None:
    new = (
        "Ministers recalled with satisfaction, on the occasion of the anniversary, that work on "
        "a power cable of 320 kilometres between Santa Verena and Brannock had begun at last."
    )
    assert kinds([TALKS, CABLE], [TRADE, new]) == ["new", "partly"]


def test_split_and_merged() -> None:
    both = TALKS.rstrip(".") + ", and a fund for the protection of seabirds is to be set up."
    parts = [TALKS, "A fund for the protection of seabirds is to be set up."]
    assert kinds([both, CABLE], [*parts, CABLE]) == ["split", "split", "kept"]
    origins, dropped = of_wordings([[*parts, CABLE], [both, CABLE]], "en")
    assert [origin.kind.value for origin in origins[1]] == ["merged", "kept"]
    assert origins[1][0].parents == (Place(0, 0), Place(0, 1))
    assert dropped[1] == []


def test_moved_is_out_of_order_only() -> None:
    origins, _ = of_wordings([[TALKS, CABLE, TRADE, SCHOOL], [SCHOOL, TALKS, CABLE, TRADE]], "en")
    assert [origin.moved for origin in origins[1]] == [True, False, False, False]
    origins, _ = of_wordings([[TALKS, CABLE, TRADE], [FUND, TALKS, TRADE]], "en")
    assert not any(origin.moved for origin in origins[1])


def test_returned_after_an_absence_from_the_last_that_had_it() -> None:
    origins, _ = of_wordings([[TALKS], [TALKS, CABLE], [CABLE], [CABLE, TALKS]], "en")
    back = origins[3][1]
    assert (back.kind, back.returned, back.parents) == (Kind.KEPT, True, (Place(1, 0),))
    assert back.first == Place(0, 0)
    edited = TALKS.replace("annual", "regular")
    origins, _ = of_wordings([[TALKS, CABLE], [CABLE], [CABLE, edited]], "en")
    assert (origins[2][1].kind, origins[2][1].returned) == (Kind.EDITED, True)


def test_first_is_the_earliest_of_the_chain() -> None:
    steps = [TALKS, TALKS.replace("annual", "regular"), TALKS.replace("annual", "monthly")]
    origins, _ = of_wordings([[step, CABLE] for step in steps], "en")
    assert origins[2][0].first == Place(0, 0)


def test_two_children_do_not_claim_one_parent() -> None:
    one, two = TALKS.replace("annual", "regular"), TALKS.replace("annual", "monthly")
    assert sorted(kinds([TALKS, CABLE], [one, two])) == ["edited", "new"]
    assert kinds([TALKS, TALKS.replace("fisheries", "shipping")], [one, two]) == ["edited"] * 2


def test_a_wording_that_stands_twice_comes_from_the_one_there_was() -> None:
    assert kinds([TALKS], [TALKS, TALKS]) == ["kept", "kept"]


def test_a_formula_is_no_parent() -> None:
    subjects = ("coral reefs", "night trains", "dairy prices", "opera tours", "tax returns",
                "lost luggage", "wind farms", "chess clubs")  # fmt: skip
    said = [f"The two leaders welcomed the progress made in the field of {s}." for s in subjects]
    old, new = said[:4], said[4:]
    assert kinds([*old, CABLE], [*new, CABLE]) == [*["new"] * 4, "kept"]


@pytest.mark.parametrize("language", ["en", "ja", "zh-Hans", "fr", "und"])
def test_sensible_on_little(language: str) -> None:
    assert of_wordings([], language) == ([], [])
    assert of_wordings([[], []], language) == ([[], []], [[], []])
    assert kinds(["…"], ["…", "x"], language=language) == ["kept", "new"]
    assert kinds([TALKS], [""], language=language) == ["new"]


def test_nothing_in_common_and_all_in_common() -> None:
    assert kinds([TALKS, CABLE], [SCHOOL, FUND]) == ["new", "new"]
    assert kinds([TALKS, CABLE], [TALKS, CABLE]) == ["kept", "kept"]


def test_languages_are_series_of_their_own() -> None:
    texts = [
        text_of(TALKS, "en", name="1.txt"),
        text_of("両国は漁業に関する協議を行う。", "ja", name="2.txt"),
        text_of(TALKS, "en", name="3.txt"),
    ]
    found = lineage(texts)
    assert found.origins[2][0].parents == (Place(0, 0),)
    assert found.span(found.origins[2][0].first).name == "1.txt"


WORDS = st.lists(
    st.sampled_from(["talks", "trade", "cable", "fund", "year", "sea", "north", "seven"]),
    max_size=9,
)
TEXTS = st.lists(st.lists(WORDS.map(" ".join), max_size=6), min_size=1, max_size=4)


@given(TEXTS)
def test_every_passage_has_one_origin_and_every_old_one_a_fate(texts: list[list[str]]) -> None:
    origins, dropped = of_wordings(texts, "en")
    assert [len(each) for each in origins] == [len(text) for text in texts]
    for number, found in enumerate(origins):
        before = [p.passage for o in found for p in o.parents if p.text == number - 1]
        if number:
            assert set(before).isdisjoint(dropped[number])
            assert set(before) | set(dropped[number]) == set(range(len(texts[number - 1])))
        for at, origin in enumerate(found):
            assert (origin.kind is Kind.NEW) == (not origin.parents)
            assert origin.first <= Place(number, at)
            assert all(place.text < number for place in origin.parents)
            assert origin.returned == any(p.text < number - 1 for p in origin.parents)


@given(TEXTS)
def test_the_index_agrees_on_what_was_kept(texts: list[list[str]]) -> None:
    """What is kept is found by either way; the index may miss what shares no run of three words."""
    one, _ = of_wordings(texts, "en")
    two, _ = of_wordings(texts, "en", exhaustive=0)
    for found, other in zip(one, two, strict=True):
        for a, b in zip(found, other, strict=True):
            assert (a.kind is Kind.KEPT) == (b.kind is Kind.KEPT)


@pytest.mark.parametrize("text", [TALKS, "両国は漁業に関する協議を毎年行うことで一致した。"])
def test_many_identical_passages_are_quick(text: str) -> None:
    language = "en" if text is TALKS else "ja"
    started = time.process_time()
    origins, dropped = of_wordings([[text] * 50_000, [text] * 50_000], language)
    assert {origin.kind for origin in origins[1]} == {Kind.KEPT}
    assert not dropped[1]
    assert time.process_time() - started < 10


def test_many_near_copies_are_quick() -> None:
    old = [f"Item {n}: {TALKS}" for n in range(4_000)]
    new = [f"Item {n}: {TALKS}" for n in range(2_000, 6_000)]
    started = time.process_time()
    origins, _ = of_wordings([old, new], "en")
    assert all(origin.parents for origin in origins[1][:2_000])
    assert time.process_time() - started < 30


def test_one_huge_passage() -> None:
    huge = " ".join(f"word{n % 997}" for n in range(50_000))
    assert kinds([huge, TALKS], [huge + " end", TALKS]) == ["edited", "kept"]


def test_a_date_line_is_not_dropped_for_another_date() -> None:
    texts = [
        text_of(f"{TALKS}\n\n{line}", "en", name=name)
        for name, line in (("1.txt", "Oster, 4 May 2031"), ("2.txt", "Port Lyth, 12 June 2032"))
    ]
    found = lineage(texts)
    assert found.dropped[1] == ()
    assert found.origins[1][1].parents == (Place(0, 1),)


def test_two_huge_strangers_fit_in_memory() -> None:
    one = " ".join(f"old{n * 7919 % 4001}" for n in range(60_000))
    two = " ".join(f"{'old' if n % 3 else 'new'}{n * 7919 % 3989}" for n in range(60_000))
    assert kinds([one, TALKS], [two, TALKS])[1] == "kept"
