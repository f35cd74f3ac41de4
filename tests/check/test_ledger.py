"""The ledger: rows with what became of promises and what people decided, deadlines, counts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from communique.archive import Archive
from communique.check.ledger import GROUPS, Ledger, ledger
from communique.check.reviewers import agreements, kappa, queue
from communique.compare.library import Library
from communique.errors import InvalidField
from communique.find.analyse import analyse_file
from communique.model.decisions import Status

FIRST = """Joint Statement of Norway and Kenya

Oslo, June 4, 2031

Norway will build a fish market in Mombasa by the end of 2033. Kenya intends to send 40
divers to Norway in 2032. The two Governments will consider an agreement on ferries.
"""
SECOND = """Joint Statement of Norway and Kenya

Nairobi, June 4, 2034

The two leaders welcomed the opening, in March 2034, of the fish market in Mombasa. Norway will open a
consulate in Kisumu by 2038.
"""


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Archive.open(str(tmp_path / "a.db"), create=True) as archive:
        for name, text in (("2031.txt", FIRST), ("2034.txt", SECOND)):
            file = tmp_path / name
            file.write_text(text, encoding="utf-8")
            archive.put(analyse_file(file), text.encode())
        yield Library(archive)


def actions(book: Ledger) -> list[str]:
    return [row.promise.action for row in book.rows]


def test_rows_with_status_and_deadlines(library: Library) -> None:
    book = ledger(library, as_of="2035-01-01")
    assert [(row.due, row.status.value) for row in book.rows] == [
        ("passed", "fulfilled"),
        ("passed", "no longer mentioned"),
        ("undated", "no longer mentioned"),
        ("coming", "open"),
    ]
    assert [row.promise.deadline for row in book.passed] == ["2032"]
    assert [row.promise.deadline for row in book.coming] == ["2038"]
    assert ledger(library, as_of="2031").rows[0].due == "coming"


def test_counts(library: Library) -> None:
    book = ledger(library, as_of="2035-01-01")
    assert book.counts("actor") == {"NOR": 3, "KEN": 2}
    assert book.counts("year") == {"2031": 3, "2034": 1}
    assert sum(book.counts("status").values()) == 4
    assert set(book.to_json()["counts"]) == {*GROUPS} - {"document"}
    with pytest.raises(InvalidField):
        book.counts("colour")
    with pytest.raises(InvalidField):
        ledger(library, as_of="soon")


def test_filters(library: Library) -> None:
    assert len(ledger(library, where={"actors": "ken"}).rows) == 2
    assert len(ledger(library, where={"force": "intention"}).rows) == 1
    assert len(ledger(library, where={"status": "fulfilled"}).rows) == 1
    assert len(ledger(library, since="2034").rows) == 1
    assert len(ledger(library, documents=[library.text("2034.txt")]).rows) == 1


def test_decisions_come_before_suggestions(library: Library) -> None:
    assert library.archive is not None
    reviews = library.archive.reviews
    market, divers, ferries, _ = library.archive.findings("commitments")
    reviews.decide(market, "status", fields={"status": "unfulfilled"}, who="Mika")
    reviews.decide(divers, "reject", who="Mika")
    reviews.decide(ferries, "correct", fields={"deadline": "2036"}, who="Mika")
    book = ledger(library, as_of="2035-01-01")
    assert len(book.rows) == 3
    assert book.rows[0].status is Status.UNFULFILLED
    assert book.rows[0].track.status is Status.FULFILLED
    assert [row.promise.deadline for row in book.coming] == ["2036", "2038"]
    assert book.rows[0].to_json()["decided_by"] == "Mika"


def test_agreement_and_queue(library: Library) -> None:
    archive = library.archive
    assert archive is not None
    found = list(archive.findings("commitments"))
    for number, each in enumerate(found):
        archive.reviews.decide(each, "accept", who="Mika")
        archive.reviews.decide(each, "reject" if number == 3 else "accept", who="Jun")
    [agreement] = agreements(archive.reviews.decisions())
    assert (agreement.both, agreement.agreed, agreement.kappa) == (4, 3, 0.0)
    assert agreement.differ == (found[3].finding.id,)
    assert queue(archive, "commitments", who="Mika") == []
    assert len(queue(archive, "commitments", who="Ada")) == 4
    assert len(queue(archive, "commitments", who="Mika", again=True)) == 4


def test_kappa() -> None:
    assert kappa([]) is None
    assert kappa([("accept", "accept")]) is None
    pairs = [("accept", "accept")] * 20 + [("accept", "reject")] * 5
    pairs += [("reject", "accept")] * 10 + [("reject", "reject")] * 15
    assert kappa(pairs) == 0.4


def test_an_empty_archive(tmp_path: Path) -> None:
    with Archive.open(str(tmp_path / "empty.db"), create=True) as archive:
        book = ledger(Library(archive))
        assert (book.rows, book.coming, book.passed, book.gaps) == ((), (), (), ())
