"""Queues of findings that wait for a judgement: their order, neighbours and counts."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from communique.archive import Archive
from communique.check.reviewers import queue
from communique.errors import FindingNotFound, InvalidField


@pytest.fixture
def held(corpus: Path, tmp_path: Path) -> Archive:
    copy = tmp_path / "archive.db"
    shutil.copyfile(corpus, copy)
    return Archive.open(str(copy))


def test_one_walks_through_all_the_least_certain_first(held: Archive) -> None:
    expected = [each.finding.id for each in queue(held, "commitments", who="Mika")]
    at, walked, back = None, [], []
    while True:
        now = held.reviews.queue("commitments", at=at, who="Mika")
        assert now.found is not None
        walked.append(now.found.finding.id)
        back.append(now.previous)
        assert now.ahead == len(walked) - 1
        assert (now.waiting, now.total, now.judged) == (len(expected), len(expected), 0)
        if now.next is None:
            break
        at = now.next
    # Documents of one day stand in another order there: by name.
    assert sorted(walked) == sorted(expected)
    sure = {each.finding.id: each.finding.confidence for each in held.findings("commitments")}
    assert [sure[id] for id in walked] == [sure[id] for id in expected]
    assert back == [None, *walked[:-1]]


def test_what_is_judged_does_not_wait_but_can_be_seen(held: Archive) -> None:
    first = held.reviews.queue("claims", who="Mika")
    assert first.found and first.next
    held.reviews.decide(first.found, "reject", who="Mika")
    then = held.reviews.queue("claims", who="Mika")
    assert then.found and then.found.finding.id == first.next
    assert (then.judged, then.waiting) == (1, first.waiting - 1)
    seen = held.reviews.queue("claims", at=first.found.finding.id, who="Mika")
    assert seen.found == first.found and seen.next == first.next
    again = held.reviews.queue("claims", who="Mika", again=True)
    assert again.found == first.found and again.waiting == first.waiting
    assert held.reviews.queue("claims", who="Jun").found == first.found
    assert held.reviews.queue("claims").found == then.found, "of anybody"
    latest = held.reviews.latest("Mika")
    assert latest and latest.finding and latest.finding.id == first.found.finding.id
    assert held.reviews.latest("Jun") is None and held.reviews.reviewers() == ["Mika"]


def test_filters_and_context(held: Archive) -> None:
    one = held.reviews.queue("positions", language="ja", order="date")
    assert one.found and one.found.entry.language == "ja"
    inside = held.reviews.queue("positions", document=one.found.entry)
    assert inside.found and inside.found.entry.id == one.found.entry.id
    assert 0 < inside.total <= one.total
    passage = inside.found.passage
    assert passage is not None
    if inside.before:
        assert inside.before.quote.end <= passage.quote.start
    if inside.after:
        assert inside.after.quote.start >= passage.quote.end
    none = held.reviews.queue("positions", since="2400")
    assert (none.found, none.waiting, none.total) == (None, 0, 0)


def test_what_is_asked_wrongly_is_told(held: Archive) -> None:
    claim = held.reviews.queue("claims").found
    assert claim is not None
    with pytest.raises(FindingNotFound):
        held.reviews.queue("positions", at=claim.finding.id)
    with pytest.raises(InvalidField):
        held.reviews.queue("positions", since="soon")
