"""What became of promises and positions, and where versions diverge: the facts of the samples,
counted, and what holds of any text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from tests.test_samples_truth import SAMPLES, TRUTH

from communique.compare.align import align
from communique.compare.blame import blame
from communique.compare.diff import diff
from communique.compare.divergence import Divergences, divergence
from communique.compare.findings import CHANGES, Fate, counted, fates
from communique.compare.library import Library
from communique.compare.texts import Text, text_of
from communique.model.findings import Amount, Commitment, Degree, Finding, Force, Position, Stance
from communique.names import load

WORDING = 0.75
"""Least share of the samples' strengthened and weakened wordings that are told as such."""

DIVERGENCES = 0.7
"""Least share of the samples' divergences that are told, by anchors alone."""


@cache
def library() -> Library:
    """The sample corpus as files."""
    return Library(files=[SAMPLES], names=load([SAMPLES / "names"]))


@cache
def texts(file: str) -> tuple[Text, ...]:
    """The texts of a file of the samples, with their findings."""
    return tuple(map(library().with_findings, library().candidates(Path(file).name)))


def place(text: Text, quote: str) -> tuple[int, int] | None:
    """Where words stand in a text, whatever their line breaks."""
    found = re.search(r"\s*".join(map(re.escape, quote.split())), text.reading.text)
    return found.span() if found else None


def touches(finding: Finding | None, at: tuple[int, int] | None) -> bool:
    """Whether a finding stands on words."""
    return bool(finding and at and finding.quote.start < at[1] and finding.quote.end > at[0])


def in_english(file: str) -> Text:
    """The English text of a file."""
    [found] = [text for text in texts(file) if text.language == "en"]
    return found


@cache
def english(old: str, new: str) -> tuple[Fate, ...]:
    """The fates between two English statements."""
    return diff(in_english(old), in_english(new)).findings


def test_wordings_are_told_as_stronger_and_weaker() -> None:
    facts = [w for w in TRUTH["wording"] if w["type"] in ("strengthened", "weakened")]
    wrong = []
    for fact in facts:
        files = fact["old"]["file"], fact["new"]["file"]
        old, new = (
            place(in_english(fact[side]["file"]), fact[side]["quote"]) for side in ("old", "new")
        )
        told = [f for f in english(*files) if touches(f.old, old) and touches(f.new, new)]
        if fact["type"] not in {fate.change for fate in told}:
            wrong.append((fact["id"], fact["note"]))
    assert len(wrong) <= (1 - WORDING) * len(facts), wrong


def test_deadlines_and_amounts_are_told() -> None:
    found = english(
        "statements/2018-06-28-xaa-xbb-joint-statement.en.md",
        "statements/2024-04-11-xaa-xbb-joint-statement.en.txt",
    )
    spending = [f for f in found if f.new and f.new.quote.exact[0].startswith("Kestria will incr")]
    assert {"strengthened", "amount raised", "deadline later"} <= {f.change for f in spending}
    assert set(counted(found)) <= set(CHANGES)


@cache
def divergences(left: str, right: str, across: bool) -> Divergences:
    """The divergence report of two files."""
    one, two = library().pair(Path(left).name, Path(right).name, across=across)
    if across and one.language != "en":
        one, two = two, one
    one, two = map(library().with_findings, (one, two))
    return divergence(align(one, two, encoder=None, names=library().names))


def told(fact: dict[str, Any]) -> bool:
    """Whether a divergence report says what a fact says."""
    files = fact["left"]["file"], fact["right"]["file"]
    report = divergences(*files, fact["between"] == "versions")
    at = [
        place(text, fact[side]["quote"]) if fact[side]["quote"] else None
        for side, text in (("left", report.left), ("right", report.right))
    ]
    items = [i for i in report.items if touches(i.left, at[0]) or touches(i.right, at[1])]
    if fact["differs"] != "omission":
        return any(fact["differs"] in item.fields for item in items)
    lacking = {"left": at[1], "right": at[0]}
    return any(
        (where := lacking[each.missing_in]) and span.ranges[0][0] < where[1]
        and span.ranges[-1][1] > where[0]
        for each in report.omissions.omissions
        for span in each.spans
    )  # fmt: skip


def test_divergences_between_versions_and_counterparts_are_told() -> None:
    facts = TRUTH["divergences"]
    missed = [(fact["id"], fact["note"]) for fact in facts if not told(fact)]
    assert len(missed) <= (1 - DIVERGENCES) * len(facts), missed


# ---- what holds of any text


def with_promise(words: str, name: str, **fields: Any) -> Text:
    """A text of one sentence that is one commitment."""
    text = text_of(words, "en", name=name, date=f"203{len(name)}")
    made = Commitment(
        id=f"{name:0>16}",
        rule="test",
        confidence=1,
        quote=text.passages[0].quote,
        **{"actors": ("NOR",), "force": Force.PLEDGE, "action": words, **fields},
    )
    return _with(text, made)


def _with(text: Text, *found: Finding) -> Text:
    from dataclasses import replace

    return replace(text, findings=found)


def changes(old: Text, new: Text) -> Iterator[str]:
    """What changed."""
    yield from (fate.change for fate in diff(old, new).findings)


WORDS = "Norway will plant trees along the coast road."


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ({}, {}, []),
        ({"force": Force.PLEDGE}, {"force": Force.EFFORT}, ["weakened"]),
        ({"force": Force.EXPLORATION}, {"force": Force.INTENTION}, ["strengthened"]),
        ({"force": Force.PLEDGE}, {"force": Force.CONTINUATION}, ["weakened"]),
        ({"force": Force.EFFORT}, {"force": Force.CONTINUATION}, []),
        ({"deadline": "2035"}, {}, ["deadline gone"]),
        ({}, {"deadline": "2035"}, ["deadline set"]),
        ({"deadline": "2035"}, {"deadline": "2036-02"}, ["deadline later"]),
        ({"deadline": "2035"}, {"deadline": "2034-02"}, ["deadline earlier"]),
        ({"deadline": "2035"}, {"deadline": "2035-12"}, []),
        ({"deadline": "soon"}, {"deadline": "2035-12"}, []),
        (
            {"amount": Amount(Decimal(2), "tree")},
            {"amount": Amount(Decimal(3), "tree")},
            ["amount raised"],
        ),
        ({"amount": Amount(Decimal(2), "tree")}, {"amount": Amount(Decimal(3), "NOK")}, []),
        ({"issue": "climate-change"}, {"issue": "climate-change"}, []),
    ],
)
def test_each_change_of_a_promise(
    before: dict[str, Any], after: dict[str, Any], expected: list[str]
) -> None:
    old, new = with_promise(WORDS, "a", **before), with_promise(WORDS, "bb", **after)
    assert list(changes(old, new)) == expected


def test_a_promise_that_is_gone_and_its_issue() -> None:
    old = with_promise(WORDS, "a", issue="climate-change")
    gone = text_of("Both sides met.", "en", name="b")
    assert list(changes(old, gone)) == ["issue no longer mentioned"]
    assert list(changes(gone, old)) == ["new"]
    other = with_promise("Norway will lend ships to Chile.", "b", issue="climate-change")
    assert list(changes(old, other)) == ["new", "dropped"]


def test_another_actors_promise_is_another() -> None:
    old = with_promise("Norway will plant trees.", "a")
    new = with_promise("Chile will plant trees.", "b", actors=("CHL",))
    assert fates(old, new, ())[0].change == "new"


def test_words_of_degree_where_nothing_else_changed() -> None:
    def position(words: str, name: str) -> Text:
        text = text_of(words, "en", name=name)
        quote = text.passages[0].quote
        return _with(
            text,
            Position(
                id=name,
                rule="test",
                confidence=1,
                quote=quote,
                actors=(),
                stance=Stance.REAFFIRM,
                degree=Degree.PLAIN,
            ),
        )

    one = position("They affirmed that the port is of interest.", "a")
    two = position("They affirmed that the port is of vital interest.", "b")
    [fate] = diff(one, two).findings
    assert (fate.change, dict(fate.fields)) == ("strengthened", {"words": ((), ("vital",))})
    assert fate.to_json()["fields"] == {"words": [[], ["vital"]]}
    assert fate.to_json()["old_span"]["exact"] == list(one.passages[0].quote.exact)


def test_blame_follows_promises_from_the_statement_before() -> None:
    old, new = with_promise(WORDS, "a"), with_promise(WORDS, "bb", force=Force.EFFORT)
    assert [f["change"] for f in blame(new, [old, new]).to_json()["findings"]] == ["weakened"]
    assert blame(old, [old, new]).findings == ()


def test_time_is_linear() -> None:
    """Thousands of promises in the same words are matched without comparing all with all."""
    text = text_of(" ".join(f"Norway will plant {n} trees." for n in range(3000)), "en", name="a")
    found = tuple(
        Commitment(
            id=f"{n}", rule="t", confidence=1, quote=passage.quote, actors=("NOR",),
            force=Force.PLEDGE, action="plant",
        )
        for n, passage in enumerate(text.passages)
    )  # fmt: skip
    other = text_of(text.reading.text, "en", name="b")
    assert fates(_with(text, *found), _with(other, *found), ()) is not None
