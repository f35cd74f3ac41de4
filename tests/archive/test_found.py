"""Findings are found over the archive by kind, by their fields, by place and time."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from communique.archive import Archive
from communique.archive.found import Found
from communique.errors import InvalidField
from communique.model.documents import Analysis
from communique.model.findings import Amount, Commitment, Degree, Finding, Force, Position, Stance
from communique.read.analyse import analyse_bytes

WORDS = "Canada will send 40% of the ships by 2031. Chile intends to visit. Both oppose delay."


def commitment(at: Analysis, words: str, actors: tuple[str, ...], **given: object) -> Finding:
    """A commitment on words of a reading."""
    start = at.reading.text.index(words)
    fields: dict[str, Any] = {"force": Force.PLEDGE, "action": words, **given}
    return Commitment(
        id=f"{start:016x}",
        rule="test",
        confidence=1,
        quote=at.reading.quote((start, start + len(words))),
        actors=actors,
        **fields,
    )


def stored(archive: Archive, name: str, date: str, *, deadline: str = "2031") -> None:
    """Put a document with two commitments and a position."""
    data = f"Joint Statement\n\n{WORDS} {name}\n".encode()
    analysis = analyse_bytes(data, name=name, identity=name, fields={"date": date})
    start = analysis.reading.text.index("Both oppose")
    position = Position(
        id="p" * 16,
        rule="test",
        confidence=1,
        quote=analysis.reading.quote((start, start + 18)),
        actors=("CAN", "CHL"),
        stance=Stance.OPPOSE,
        degree=Degree.PLAIN,
    )
    findings = (
        commitment(
            analysis,
            "send 40% of the ships",
            ("CAN",),
            deadline=deadline,
            amount=Amount(Decimal(40), "percent"),
        ),
        commitment(analysis, "intends to visit", ("CHL",), force=Force.INTENTION),
        position,
    )
    doc = replace(analysis.documents[0], findings=findings)
    archive.put(replace(analysis, documents=(doc,)), data)


@pytest.fixture(name="held")
def the_archive(tmp_path: Path) -> Archive:
    """An archive of two documents, the later one put first."""
    archive = Archive.open(str(tmp_path / "a.db"), create=True)
    stored(archive, "late.txt", "2027-05-01", deadline="2029-06")
    stored(archive, "early.txt", "2025-05-01")
    return archive


def test_earliest_first_each_in_its_passage(held: Archive) -> None:
    found = list(held.findings("commitments"))
    assert [(f.entry.name, f.finding.quote.exact[0]) for f in found] == [
        ("early.txt", "send 40% of the ships"),
        ("early.txt", "intends to visit"),
        ("late.txt", "send 40% of the ships"),
        ("late.txt", "intends to visit"),
    ]
    assert found[1].passage is not None and found[1].passage.text == "Chile intends to visit."
    assert found[0].finding == next(held.findings("commitments")).finding
    assert found[0].to_json()["date"] == "2025-05-01"


def some(held: Archive, kind: str, **given: object) -> list[Found]:
    """What is found."""
    return list(held.findings(kind, **given))  # type: ignore[arg-type]  # any mixture is tried


@pytest.mark.parametrize(
    ("kind", "given", "count"),
    [
        ("commitments", {"where": {"actors": "can"}}, 2),
        ("commitments", {"where": {"actors": "CA"}}, 0),
        ("commitments", {"where": {"force": "intention", "actors": "CHL"}}, 2),
        ("commitments", {"where": {"force": "intention", "actors": "CAN"}}, 0),
        ("commitments", {"where": {"action": "40%"}}, 2),
        ("commitments", {"where": {"action": "ship"}}, 0),
        ("commitments", {"where": {"action": "SHIPS"}}, 2),
        ("commitments", {"due_before": "2030"}, 1),
        ("commitments", {"due_before": "2031"}, 1),
        ("commitments", {"due_before": "2032"}, 2),
        ("commitments", {"text": "chile"}, 2),
        ("positions", {"where": {"stance": "oppose"}, "since": "2026"}, 1),
        ("positions", {"language": "ja"}, 0),
        ("figures", {}, 0),
    ],
)
def test_filters(held: Archive, kind: str, given: dict[str, object], count: int) -> None:
    assert len(some(held, kind, **given)) == count


def test_documents_in_the_order_named(held: Archive) -> None:
    late, early = held.find("late.txt"), held.find("early.txt")
    named = [f.entry.name for f in some(held, "positions", documents=[late, early])]
    assert named == ["late.txt", "early.txt"]
    assert some(held, "positions", documents=[]) == []


@pytest.mark.parametrize(
    ("kind", "given", "told"),
    [
        ("promises", {}, "commitments, positions"),
        ("figures", {"where": {"actors": "CAN"}}, "value, upper, unit"),
        ("figures", {"due_before": "2030"}, "value, upper, unit"),
        ("positions", {"where": {"stance": "cross"}}, "support, oppose"),
        ("commitments", {"due_before": "soon"}, "2028-04"),
        ("commitments", {"where": {"action": " "}}, "edit"),
    ],
)
def test_wrong_questions_are_answered(
    held: Archive, kind: str, given: dict[str, object], told: str
) -> None:
    with pytest.raises(InvalidField) as error:
        some(held, kind, **given)
    assert told in error.value.advice
