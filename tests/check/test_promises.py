"""Promises as columns say what the ledger says, without following; fates in parts."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from communique.archive import Archive
from communique.check.columns import numbered, place
from communique.check.courses import courses
from communique.check.fates import FIRST, LAST, Fate, kept, told
from communique.check.ledger import Ledger, ledger
from communique.check.measures import Asked as AskedFigures
from communique.check.measures import Measures
from communique.check.promises import GROUPS, Asked, Promises
from communique.compare.library import Library
from communique.compare.track import Track, tracks
from communique.errors import InvalidField
from communique.names import load

TODAY = date(2026, 11, 22)


@pytest.fixture
def library(tmp_path: Path, corpus: Path, samples: Path) -> Iterator[Library]:
    copy = tmp_path / "a.db"
    shutil.copyfile(corpus, copy)
    with Archive.open(str(copy)) as archive:
        yield Library(archive, names=load((str(samples / "names"),)))


@pytest.fixture(scope="session")
def book(corpus: Path, samples: Path) -> Ledger:
    with Archive.open(str(corpus)) as archive:
        return ledger(
            Library(archive, names=load((str(samples / "names"),))), as_of=TODAY.isoformat()
        )


def fates(library: Library) -> dict[str, Fate]:
    return {
        id: Fate(*held) for part in kept(library, {}) for id, held in (part.value or {}).items()
    }


def test_columns_count_as_the_ledger_does(library: Library, book: Ledger) -> None:
    assert library.archive is not None
    held = Promises.of(library.archive)
    known = fates(library)
    found = held.asked(Asked(), day=TODAY, status=held.status(known))
    assert {held.ids[n] for n in found.rows.tolist()} == {row.promise.id for row in book.rows}
    assert found.gaps == book.gaps
    for by in GROUPS:
        if by != "due":  # the ledger counts by the year of a deadline, columns by how it stands
            assert found.counts(by) == book.counts(by), by
    assert found.counts("due")["passed"] == sum(row.due == "passed" for row in book.rows)
    rows = {row.promise.id: row for row in book.rows}
    numbers = found.rows[:40].tolist()
    for each in found.told(library.archive, numbers, known):
        made, row = each.to_json(), rows[each.promise.id].to_json()
        same = made.keys() & row.keys() - {"mentions"}
        assert {name: made[name] for name in same} == {name: row[name] for name in same}
        assert made["mentions"] == len(row["mentions"])


@pytest.mark.parametrize(
    ("asked", "field", "value"),
    [
        (Asked(actor="XAA"), "actors", "XAA"),
        (Asked(force="pledge"), "force", "pledge"),
        (Asked(issue="trade"), "issue", "trade"),
        (Asked(text="CABLE"), "action", "cable"),
    ],
)
def test_filters(library: Library, asked: Asked, field: str, value: str) -> None:
    assert library.archive is not None
    held = Promises.of(library.archive)
    status = held.status({})
    every = held.asked(Asked(), day=TODAY, status=status)
    found = held.asked(asked, day=TODAY, status=status)
    told = found.told(library.archive, found.rows.tolist(), {})
    assert 0 < len(told) < len(every.rows)
    for each in told:
        said = getattr(each.promise, field)
        assert value in (said.lower() if field == "action" else said)


def test_deadlines_stand_in_order_and_bounds_are_of_their_last_day(library: Library) -> None:
    assert library.archive is not None
    held = Promises.of(library.archive)
    status = held.status({})
    found = held.asked(Asked(due="passed"), day=TODAY, status=status)
    last = [held.due[1][n] for n in found.rows.tolist()]
    assert last == sorted(last, reverse=True) and len(last) > 10
    asked = Asked(due_since="2019", due_until="2020-12")
    some = held.asked(asked, day=TODAY, status=status)
    assert some.rows.size
    assert all(date(2019, 1, 1) <= day <= date(2020, 12, 31) for day, _ in some.deadlines())
    with pytest.raises(InvalidField):
        held.asked(Asked(due_until="soon"), day=TODAY, status=status)


def test_decisions_are_laid_on_at_once(library: Library) -> None:
    archive = library.archive
    assert archive is not None
    held = Promises.of(archive)
    first, second, third = held.ids[:3]
    archive.reviews.decide(archive.reviews.finding(first), "reject", who="Mika")
    corrected = {"deadline": "2031-05"}
    archive.reviews.decide(archive.reviews.finding(second), "correct", who="Mika", fields=corrected)
    decided = {"status": "fulfilled"}
    archive.reviews.decide(archive.reviews.finding(third), "status", who="Mika", fields=decided)
    again = Promises.of(archive, held)
    assert again is not held and Promises.of(archive, again) is again
    assert again.number(first) is None
    found = again.asked(Asked(), day=TODAY, status=again.status({}))
    one, other = (again.number(id) for id in (second, third))
    assert one is not None and other is not None
    told = {each.promise.id: each for each in found.told(archive, [one, other], {})}
    assert told[second].promise.deadline == "2031-05" and told[second].due == "coming"
    assert told[third].to_json()["status"] == "fulfilled"
    assert told[third].to_json()["decided_by"] == "Mika"


def test_what_still_holds_is_not_made_again(library: Library) -> None:
    assert library.archive is not None
    parts = list(kept(library, {}))
    assert parts[-1].done == 1.0
    known = {part.name: part.digest for part in parts}
    assert all(part.value is None for part in kept(library, known))
    entry = library.archive.find("2018-06-28-xaa-xbb-joint-statement.en.md")
    library.archive.edit(entry, {"date": "2018-06-27"}, who="Mika")
    fresh = list(kept(Library(library.archive, names=library.names), known))
    assert any(part.value is not None for part in fresh)


def test_of_very_many_mentions_the_first_and_last_are_kept(library: Library) -> None:
    assert library.archive is not None
    [longest] = sorted(
        tracks(library.filled(library.outlines())), key=lambda each: len(each.mentions)
    )[-1:]
    many = Track(
        longest.text,
        longest.promise,
        longest.later,
        longest.mentions * 50,
        longest.status,
        (),
    )
    made = told(many)
    assert len(made["mentions"]) == FIRST + LAST
    assert made["left_out"] == len(many.mentions) - FIRST - LAST
    assert told(longest)["left_out"] == 0


def test_figures_as_columns(library: Library) -> None:
    assert library.archive is not None
    held = Measures.of(library.archive)
    found = held.asked(AskedFigures(unit="USD", text="trade"), sort="value")
    told = found.told(library.archive, found.rows.tolist())
    assert told and {each.figure.unit for each in told} == {"USD"}
    values = [each.figure.value for each in told]
    assert values == sorted(values, reverse=True)
    tabled = held.asked(AskedFigures(table=True, party="XAA"))
    assert all(e.figure.table for e in tabled.told(library.archive, tabled.rows[:20].tolist()))
    assert held.asked(AskedFigures(ids=())).rows.size == 0


def test_quantities_in_time(library: Library) -> None:
    made = courses(library.filled(library.outlines()), library.names)
    trade = next(c for c in made if c.quantity == "trade" and c.unit == "USD")
    assert set(trade.actors) == {"XAA", "XBB"}
    assert {("2017", 48_600_000_000)} <= {(p.time, int(p.value)) for p in trade.points}
    assert [p.time for p in trade.points] == sorted(p.time for p in trade.points)
    exports = {course.flow for course in made if course.quantity == "goods"}
    assert {("XAA", "XBB"), ("XBB", "XAA")} <= exports
    assert len({course.id for course in made}) == len(made)


def test_values_as_codes() -> None:
    codes, names = numbered(["b", "a", "b"])
    assert codes.tolist() == [1, 0, 1] and names == ("a", "b")
    assert place(names, "b") == 1 and place(names, "c") == -1
