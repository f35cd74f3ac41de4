"""Links say what stands within what, and which promise is told twice."""

from __future__ import annotations

from decimal import Decimal
from time import perf_counter
from typing import Any

import pytest

from communique.model.findings import Amount, Attribution, Commitment, Figure, Finding, Force, Mode
from communique.model.links import links
from communique.model.quotes import Reading

TEXT = (
    'The Prime Minister said: "Norway will send 40 boats to Chile by 2031." Norway will send 40'
    " boats to Chile. 雙方將於年底前開設領事館。雙方將於年內開設領事館。"
)
READING = Reading(TEXT)


def promise(start: str, end: str, **fields: Any) -> Commitment:
    """A commitment from one word to another."""
    at = TEXT.index(start)
    until = TEXT.index(end, at) + len(end)
    given = {"actors": ("NOR",), "force": Force.PLEDGE, "action": TEXT[at:until], **fields}
    return Commitment(
        id=f"c{at}", rule="t", confidence=1, quote=READING.quote((at, until)), **given
    )


def speech(start: int, end: int) -> Finding:
    """Reported speech."""
    return Attribution(
        id=f"a{start}", rule="t", confidence=1, quote=READING.quote((start, end)),
        speaker="Prime Minister", mode=Mode.DIRECT,
    )  # fmt: skip


def figure(at: int) -> Finding:
    """The figure 40 at a place."""
    return Figure(
        id=f"f{at}", rule="t", confidence=1, quote=READING.quote((at, at + 2)),
        value=Decimal(40), unit="item",
    )  # fmt: skip


FIRST = promise("Norway will", "2031.")


def told(*findings: Finding) -> list[tuple[str, str, str]]:
    """The links in short."""
    return [(link.from_id, link.to_id, link.sort.value) for link in links(findings)]


def second(**fields: Any) -> Commitment:
    """The second sentence about boats."""
    at = TEXT.index("Norway", 40)
    until = TEXT.index("Chile.", at) + 6
    given = {"actors": ("NOR",), "force": Force.PLEDGE, "action": TEXT[at:until], **fields}
    return Commitment(
        id=f"c{at}", rule="t", confidence=1, quote=READING.quote((at, until)), **given
    )


def test_speech_carries_and_figures_count() -> None:
    outer, inner = speech(0, 120), speech(26, 70)
    forty = figure(TEXT.index("40"))
    assert told(forty, FIRST, outer, inner) == [
        ("a26", FIRST.id, "carries"),
        (forty.id, FIRST.id, "counts"),
    ]


def test_a_promise_told_twice() -> None:
    assert told(FIRST, second()) == [(second().id, FIRST.id, "restates")]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({}, {"actors": ("CHL",)}),
        ({"deadline": "2031"}, {"deadline": "2035"}),
        ({"amount": Amount(Decimal(40), "boat")}, {"amount": Amount(Decimal(50), "boat")}),
        ({}, {"action": "lend a hand"}),
    ],
)
def test_another_promise_is_another(one: dict[str, Any], other: dict[str, Any]) -> None:
    assert told(promise("Norway will", "2031.", **one), second(**other)) == []


def second_in_chinese() -> Commitment:
    """The second sentence about a consulate."""
    return promise("雙方將於年內", "館。")


def test_scripts_without_spaces() -> None:
    assert len(told(promise("雙方將於年底", "館。"), second_in_chinese())) == 1


def test_many_are_linked_in_time() -> None:
    at = TEXT.index("Norway")
    many = [
        Commitment(
            id=str(n), rule="t", confidence=1, quote=READING.quote((at, at + 6)),
            actors=("NOR",), force=Force.PLEDGE, action=f"send boat {n} to Chile by night",
        )
        for n in range(5000)
    ]  # fmt: skip
    begun = perf_counter()
    assert links(many) == ()
    assert perf_counter() - begun < 2
