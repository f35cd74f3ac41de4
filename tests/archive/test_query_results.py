"""What searches find in an archive: operators, filters, order, first and last use, counts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from communique.archive import Archive
from communique.archive.all_vectors import all_vectors
from communique.archive.query import phrase
from communique.errors import DocumentNotFound, InvalidField, QueryInvalid
from communique.model.codes import Kind
from communique.model.documents import Analysis

Make = Callable[..., tuple[Analysis, bytes]]


@pytest.fixture
def desk(archive: Archive, made: Make) -> Archive:
    """Five statements and a press item, one of them without a date."""
    for name, date, text in (
        ("1.en", "1990-05-01", "Joint Statement\nThe sides oppose force.\nTrade grew. Trade rose."),
        ("2.en", "1995-05-01", "Joint Statement\nThe sides oppose force or coercion.\nTrade fell."),
        ("3.en", "2000-05-01", "Joint Statement\nThey oppose coercion by force.\nPeace and Trade."),
        ("4.ja", "2000-06-01", "共同声明\n力又は威圧による試みに反対する。\n台湾海峡の平和。"),
        ("5.zh-Hant", "2005-05-01", "聯合聲明\n反對以武力或脅迫改變現狀。\n臺灣海峽之和平。"),
        ("6.en", None, "Note\nThe sides oppose force."),
    ):
        language = name.partition(".")[2]
        archive.put(
            *made(
                text, identity=f"/desk/{name}.txt", language=language, date=date, parties=("XAA",)
            )
        )
    kind = Kind.NEWS
    text = "News\nOfficials spoke of coercion."
    archive.put(*made(text, identity="/desk/7.en.txt", date="2003-01-01", kind=kind))
    return archive


def names(archive: Archive, query: str, **options: object) -> str:
    """The first signs of the files found, in order."""
    return "".join(hit.name[0] for hit in archive.query(query, **options))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("force", "1236"),
        ("force coercion", "23"),
        ('"force or coercion"', "2"),
        ("force -coercion", "16"),
        ("coercion OR 威圧 OR 脅迫", "23475"),
        ("胁迫", "5"),
        ("coerc*", "237"),
        ("force NEAR/1 coercion", "23"),
        ("force NEAR/0 coercion", ""),
        ("武力 NEAR/1 脅迫", "5"),
        ("coercion kind:news", "7"),
        ("coercion -kind:news", "23"),
        ("coercion kind:news,joint_statement", "237"),
        ("force date:1991..2001", "23"),
        ("force since:1995", "23"),
        ("force until:1995", "12"),
        ("和平 lang:zh", "5"),
        ("和平 OR 平和 -lang:zh-Hant", "4"),
        ("coercion party:XBB", "7"),
        ("coercion party:XAA party:XBB", "7"),
        ("force issuer:XAA until:1990", "1"),
        ("force in:2.en.txt", "2"),
        ("force in:2.en.txt,3.en.txt", "23"),
        ('force title:"joint statement"', "123"),
        ("force level:leaders until:1990", "1"),
        ("force level:ministers", ""),
        ("finding:claims 聯合", "5"),
        ("finding:claims until:1991", "1"),
        ("issue:strait until:1991", "1"),
        ("issue:elsewhere force", ""),
        ("force -finding:commitments until:1991", "1"),
        ("joint -finding:commitments", ""),
        ("statement finding:commitment issue:strait date:1995", "2"),
    ],
)
def test_finds(desk: Archive, query: str, found: str) -> None:
    results = desk.query(query)
    assert "".join(hit.name[0] for hit in results) == found
    assert results.count() == len(found)
    for what in ("year", "document", "language", "kind", "series"):
        assert sum(results.by(what).values()) == len(found)
    pairs = results.tally("year", "language")
    assert pairs.total() == len(found)
    years = {year for year, _ in pairs}
    assert {year: sum(n for (y, _), n in pairs.items() if y == year) for year in years} == (
        results.by("year")
    )


def test_options_are_filters_too(desk: Archive) -> None:
    assert names(desk, "coercion", kind="news") == "7"
    assert names(desk, "coercion", kind=["news", "joint_statement"], since="2000") == "37"
    assert names(desk, "coercion", party=["XAA", "XBB"]) == "7"
    assert names(desk, "force", documents=["1.en.txt"]) == "1"
    assert names(desk, "Statement", finding="commitments", issue="strait", until="1990") == "1"
    for wrong in ({"kind": "x"}, {"since": "soon"}, {"sort": "best"}, {"language": "xx"}):
        with pytest.raises(InvalidField):
            list(desk.query("force", **wrong))  # type: ignore[arg-type]
    with pytest.raises(QueryInvalid, match="given twice"):
        desk.query("force lang:en", language="ja")
    with pytest.raises(DocumentNotFound):
        desk.query("force in:nothing")


def test_order_limit_and_offset(desk: Archive) -> None:
    assert names(desk, "force", sort="-date") == "3216"
    assert names(desk, "force", limit=2) == "12"
    assert names(desk, "force", limit=2, offset=1) == "23"
    assert names(desk, "force", limit=0) == ""
    ranked = list(desk.query("trade", sort="rank"))
    assert ranked[0].name == "1.en.txt"
    scores = [hit.score or 0 for hit in ranked]
    assert scores == sorted(scores, reverse=True)
    assert names(desk, "trade", sort="rank", limit=1) == "1"


def test_first_and_last_use(desk: Archive) -> None:
    found = desk.query("force")
    assert found.first and found.first.name == "1.en.txt"
    assert found.last and found.last.name == "3.en.txt"
    assert [gap.code for gap in found.gaps] == ["search-undated"]
    assert found.rests_on() == {"documents": 7, "from": "1990-05-01", "to": "2005-05-01"}
    none = desk.query("force kind:treaty")
    assert none.first is None and none.last is None and none.count() == 0
    assert [gap.code for gap in none.gaps] == ["search-scope-empty"]
    assert none.gaps[0].message == "no document of the archive fits kind:treaty"


def test_says_why_nothing_was_found(desk: Archive) -> None:
    (gap,) = desk.query("force stabilty coercion").gaps
    assert gap.code == "search-words-absent" and gap.message == "no passage has “stabilty”"
    assert [gap.code for gap in desk.query("stabilty").gaps] == []
    both = desk.query("force finding:commitment issue:gaza party:Atlantis")
    assert both.gaps[0].message.endswith("fits party:Atlantis finding:commitments issue:gaza")


def test_folding_is_visible_and_can_be_switched_off(desk: Archive) -> None:
    (hit,) = desk.query("胁迫")
    assert hit.match == "variant"
    assert [quote.exact for quote in hit.words] == [("脅迫",)]
    assert names(desk, "胁迫", fold=False) == ""
    assert names(desk, "脅迫", fold=False) == "5"
    assert names(desk, "Trade", fold=False) == "123"
    assert names(desk, "FORCE") == "1236"
    (mixed,) = desk.query("反對 胁迫")
    assert mixed.match == "variant"
    assert {form.form: form.match for form in mixed.forms} == {"反對": "exact", "胁迫": "variant"}


def test_a_hit_says_where_it_stands(desk: Archive) -> None:
    (hit,) = desk.query('"Trade fell"')
    assert hit.label == "4(a)" and hit.language == "en" and hit.kind == "joint_statement"
    assert [above.heading for above in hit.path] == ["Joint Statement", "other"]
    assert hit.passage.text[slice(*hit.places[0])] == "Trade fell"
    as_json = hit.to_json()
    assert as_json["span"]["exact"] == ["Trade fell."]
    assert as_json["words"][0]["exact"] == ["Trade fell"]


def test_old_versions_are_left_out_unless_asked_for(archive: Archive, made: Make) -> None:
    archive.put(*made("They will meet.", date="1990-01-01"))
    archive.put(*made("They will not meet.", date="1990-01-01"))
    assert [hit.passage.text for hit in archive.query("meet")] == ["They will not meet."]
    assert archive.query("meet").count() == 1
    assert archive.query("meet", all_versions=True).count() == 2


def test_a_bilingual_source_is_meant_as_a_whole(archive: Archive, made: Make) -> None:
    analysis, data = made("Peace.\nPeace again.")
    one = analysis.documents[0]
    other = replace(one, id="0123456789abcdef", language="ja")
    archive.put(replace(analysis, documents=(one, other)), data)
    assert archive.query("peace in:a.txt").count() == 4


@pytest.mark.parametrize(
    "words",
    ['a" OR rowid:1', "passage_words MATCH 'x'", "a* NEAR(b", "^a", "{a b}: c", "a\0b", "\ud800a"],
)
def test_signs_in_a_phrase_mean_nothing(desk: Archive, words: str) -> None:
    assert list(desk.query(phrase(words))) == []


def test_results_while_somebody_writes(desk: Archive, made: Make) -> None:
    hits = iter(desk.query("force"))
    first = next(hits)
    desk.put(*made("Force again.", identity="/desk/8.en.txt", date="1999-01-01"))
    assert first.name[0] + "".join(hit.name[0] for hit in hits) in ("1236", "12836")


def test_vectors_of_all_documents_are_one_matrix(desk: Archive) -> None:
    assert all_vectors(desk, "e") is None
    rows = desk._db.execute("SELECT id, passages FROM documents ORDER BY id").fetchall()
    with desk.transaction():
        for row, count in rows[:3]:
            desk._db.execute(
                "INSERT INTO vectors VALUES (?, 'e', 2, 'w', ?)", (row, bytes([row, 1] * count))
            )
    held = all_vectors(desk, "e")
    assert held is not None
    assert held.values.shape == (sum(count for _, count in rows[:3]), 2)
    assert held.values[held.row(rows[1][0], 0) or 0].tolist() == [rows[1][0], 1]
    assert held.place(len(held.values) - 1) == (rows[2][0], rows[2][1] - 1)
    assert held.row(rows[3][0], 0) is None
    with desk.transaction():
        desk._db.execute("DELETE FROM vectors WHERE document = ?", (rows[0][0],))
    again = all_vectors(desk, "e")
    assert again is not None and len(again.values) < len(held.values)
