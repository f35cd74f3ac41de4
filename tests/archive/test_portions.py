"""Findings a portion at a time, and counted by their fields."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from communique.archive import Archive
from communique.errors import InvalidField
from communique.model.findings import KINDS


@pytest.fixture(scope="module")
def archive(corpus: Path) -> Iterator[Archive]:
    with Archive.open(str(corpus)) as made:
        yield made


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_portions_make_up_the_whole_list(archive: Archive, kind: str) -> None:
    whole = [each.finding.id for each in archive.findings(kind)]
    first = archive.portion(kind, size=7)
    rest = archive.portion(kind, start=7, size=10_000)
    assert first.total == rest.total == len(whole) > 0
    assert Counter(each.finding.id for each in (*first.rows, *rest.rows)) == Counter(whole)
    for each in first.rows:
        assert "".join(each.finding.quote.exact)


def test_values_are_compared_whole_and_codes_one_by_one(archive: Archive) -> None:
    every = [each.finding for each in archive.portion("positions", size=10_000).rows]
    for where, fits in (
        ({"issue": "trade"}, lambda p: p.issue == "trade"),
        ({"issue": None}, lambda p: p.issue is None),
        ({"stance": "oppose"}, lambda p: p.stance == "oppose"),
        ({"actors": "XAA"}, lambda p: "XAA" in p.actors),
        (
            {"actors": "XAA", "degree": "strong"},
            lambda p: "XAA" in p.actors and p.degree == "strong",
        ),
    ):
        found = archive.portion("positions", where=where, size=10_000)
        assert found.total == len(found.rows) == sum(map(fits, every)) > 0, where
        assert all(fits(each.finding) for each in found.rows)
    assert archive.portion("positions", where={"issue": "trad"}).total == 0


def test_documents_narrow_the_list(archive: Archive) -> None:
    def languages(**asked: object) -> set[str]:
        return {each.entry.language for each in archive.portion("figures", size=9999, **asked).rows}

    assert languages(language="ja") == {"ja"}
    [doc] = {each.entry.id for each in archive.portion("positions", size=1).rows}
    assert {e.entry.id for e in archive.portion("figures", documents=[doc], size=9999).rows} <= {
        doc
    }
    late = archive.portion("positions", since="2018", size=9999).rows
    assert late and all((e.entry.date or e.entry.published or "") >= "2018" for e in late)
    both = archive.portion("positions", party=["XAA", "XBB"], size=9999).rows
    assert both and all({"XAA", "XBB"} <= set(e.entry.parties) for e in both)


def test_findings_are_left_out_and_taken_in_by_id(archive: Archive) -> None:
    held = archive.portion("positions", where={"stance": "oppose"}, size=9999)
    other = archive.portion("positions", where={"stance": "welcome"}, size=1).rows[0].finding.id
    gone = held.rows[0].finding.id
    found = archive.portion(
        "positions", where={"stance": "oppose"}, without=[gone, other], besides=[other], size=9999
    )
    ids = {each.finding.id for each in found.rows}
    assert gone not in ids and other in ids and found.total == held.total


def test_tallies_count_what_the_list_holds(archive: Archive) -> None:
    bodies = list(archive.findings("mechanisms"))
    counts = Counter(each.finding.name for each in bodies)  # type: ignore[attr-defined]
    tallies = archive.tallies("mechanisms", ["name"])
    assert {tally.values[0]: tally.findings for tally in tallies} == counts
    for tally in tallies:
        dates = [
            each.entry.date or each.entry.published
            for each in bodies
            if each.finding.name == tally.values[0]  # type: ignore[attr-defined]
        ]
        held = sorted(date for date in dates if date)
        assert (tally.first, tally.last) == ((held[0], held[-1]) if held else (None, None))


def test_each_finding_with_its_document_and_without_its_words(archive: Archive) -> None:
    rows = archive.fields_of("mechanisms", ["name", "parties"])
    held = [(each.entry.id, each.finding) for each in archive.findings("mechanisms")]
    assert Counter((row.document, row.id, *row.values) for row in rows) == Counter(
        (document, finding.id, finding.name, finding.parties)  # type: ignore[attr-defined]
        for document, finding in held
    )


def test_one_of_several_values_will_do(archive: Archive) -> None:
    def count(stance: object) -> int:
        return archive.portion("positions", where={"stance": stance}).total

    assert count(("oppose", "urge")) == count("oppose") + count("urge") > count("urge") > 0


def test_a_field_that_there_is_not_is_told(archive: Archive) -> None:
    with pytest.raises(InvalidField):
        archive.tallies("positions", ["colour"])
    with pytest.raises(InvalidField):
        archive.portion("positions", where={"x') OR 1=1 --": "a"})
    with pytest.raises(InvalidField):
        archive.portion("moods")
