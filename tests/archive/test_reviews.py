"""What people decide of findings: kept with the words, laid on what stands there now, and carried
from archive to archive.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from communique.archive import Archive
from communique.errors import CommuniqueError, DecisionsUnreadable, FindingNotFound, InvalidField
from communique.find.analyse import analyse_file
from communique.model.documents import Analysis

Add = Callable[..., None]

TEXT = (
    "Joint Statement\n\nOslo, June 4, 2031\n\nNorway will open a port office in Mombasa by the end of"
    " 2033. Kenya intends to send 40 engineers to Norway in 2032.\n"
)


def adding(path: Path, text: str, *, name: str = "a.txt") -> tuple[Analysis, bytes]:
    file = path / name
    file.write_text(text, encoding="utf-8")
    return analyse_file(file), file.read_bytes()


@pytest.fixture
def stated(archive: Archive, tmp_path: Path) -> Archive:
    archive.put(*adding(tmp_path, TEXT))
    return archive


def _first(archive: Archive) -> Any:
    return next(archive.findings("commitments"))


def test_a_decision_stands_beside_the_finding(stated: Archive) -> None:
    found = _first(stated)
    said = stated.reviews.decide(
        found, "correct", fields={"deadline": "2034", "targets": "KEN"}, who="Mika", note=" why "
    )
    [held] = stated.reviews.decisions()
    assert (held.state, held.finding, held.decision) == ("attached", found.finding, said)
    assert held.decision.fields == {"deadline": "2034", "targets": ["KEN"]}
    assert held.decision.note == "why"
    assert _first(stated).finding == found.finding
    assert stated.verify() == []


def test_a_later_judgement_supersedes_and_can_be_taken_back(stated: Archive) -> None:
    found = _first(stated)
    stated.reviews.decide(found, "accept", who="Mika", when="2031-06-01T00:00:00Z")
    stated.reviews.decide(found, "accept", who="Jun", when="2031-06-01T00:00:00Z")
    no = stated.reviews.decide(found, "reject", who="Mika", when="2031-06-02T00:00:00Z")
    stated.reviews.decide(
        found, "status", fields={"status": "fulfilled"}, who="Mika", when="2031-06-03T00:00:00Z"
    )

    def verdicts() -> list[tuple[str, str]]:
        return [(d.decision.who, d.decision.verdict.value) for d in stated.reviews.decisions()]

    assert verdicts() == [("Jun", "accept"), ("Mika", "reject"), ("Mika", "status")]
    assert len(stated.reviews.decisions(superseded=True)) == 4
    stated.reviews.withdraw(no.id)
    assert verdicts() == [("Mika", "accept"), ("Jun", "accept"), ("Mika", "status")]
    with pytest.raises(FindingNotFound):
        stated.reviews.withdraw(no.id)


def test_it_reattaches_only_to_exactly_the_same_words(stated: Archive, tmp_path: Path) -> None:
    first, second = list(stated.findings("commitments"))
    for found in (first, second):
        stated.reviews.decide(found, "accept", who="Mika")
    changed = "Corrected version\n\n" + TEXT.replace("40 engineers", "50 engineers")
    stated.put(*adding(tmp_path, changed))
    states = [each.state for each in stated.reviews.decisions()]
    assert sorted(states) == ["attached", "orphaned"]


def test_words_without_a_finding_any_more(stated: Archive) -> None:
    found = _first(stated)
    decision = stated.reviews.decide(found, "accept", who="Mika")
    lines = [json.loads(line) for line in map(json.dumps, stated.reviews.exported())]
    assert lines[0]["id"] == decision.id
    lines[0]["kind"] = "claims"
    lines[0]["finding"] = {"type": "first", "about": ""}
    assert stated.reviews.import_(map(json.dumps, lines)).kept == 1
    assert [each.state for each in stated.reviews.decisions(kind="claims")] == ["words"]


def test_export_and_import(stated: Archive, tmp_path: Path) -> None:
    found = _first(stated)
    stated.reviews.decide(found, "accept", who="Mika", when="2031-06-01T00:00:00Z")
    stated.reviews.decide(found, "reject", who="Mika", when="2031-06-02T00:00:00Z")
    lines = [json.dumps(each) for each in stated.reviews.exported()]
    with Archive.open(str(tmp_path / "other.db"), create=True) as other:
        done = other.reviews.import_(lines)
        assert (done.kept, [gap.code for gap in done.gaps]) == (0, ["decision-homeless"])
        (tmp_path / "b").mkdir()
        other.put(*adding(tmp_path / "b", TEXT, name="elsewhere.txt"))
        done = other.reviews.import_([*lines, "\n"])
        assert (done.kept, done.known, done.gaps) == (2, 0, ())
        assert other.reviews.import_(lines).known == 2
        [held] = other.reviews.decisions()
        assert (held.decision.verdict, held.state) == ("reject", "attached")


@pytest.mark.parametrize(
    "line", ["{", "[]", "1", '{"source": 3}', '{"source": {"sha256": 1}}', "[" * 5000]
)
def test_a_file_of_something_else(stated: Archive, line: str) -> None:
    found = _first(stated)
    stated.reviews.decide(found, "accept", who="Mika")
    good = json.dumps(next(stated.reviews.exported())).replace("Mika", "Jun")
    with pytest.raises(DecisionsUnreadable):
        stated.reviews.import_([good, line])
    assert [each.decision.who for each in stated.reviews.decisions()] == ["Mika"]


def test_decisions_go_with_their_source_but_not_while_another_name_has_the_bytes(
    stated: Archive, tmp_path: Path
) -> None:
    stated.reviews.decide(_first(stated), "accept", who="Mika")
    stated.put(*adding(tmp_path, TEXT, name="b.txt"))
    stated.remove(stated.find("a.txt"))
    assert [each.entry.name for each in stated.reviews.decisions()] == ["b.txt"]
    stated.remove(stated.find("b.txt"))
    assert stated.reviews.decisions() == []
    assert stated.verify() == []


@pytest.mark.parametrize(
    ("verdict", "fields"),
    [
        ("agree", {}),
        ("correct", {}),
        ("correct", {"speaker": "x"}),
        ("correct", {"deadline": "soon"}),
        ("correct", {"force": "perhaps"}),
        ("correct", {"force": ""}),
        ("correct", {"amount": "many"}),
        ("correct", {"amount": f"{'9' * 60} USD"}),
        ("status", {"status": "lost"}),
        ("status", {"deadline": "2033"}),
        ("accept", {"deadline": "2033"}),
        ("note", {}),
    ],
)
def test_what_cannot_be_said(stated: Archive, verdict: str, fields: Mapping[str, str]) -> None:
    with pytest.raises(InvalidField):
        stated.reviews.decide(_first(stated), verdict, fields=fields, who="Mika")
    assert stated.reviews.decisions(superseded=True) == []


@pytest.mark.parametrize("name", ["", "zz", "ffffffffffffffff", "'; DROP TABLE findings"])
def test_no_such_finding(stated: Archive, name: str) -> None:
    with pytest.raises(CommuniqueError):
        stated.reviews.finding(name)


def test_a_finding_by_the_beginning_of_its_id(stated: Archive) -> None:
    found = _first(stated)
    assert stated.reviews.finding(found.finding.id[:8].upper()) == found
