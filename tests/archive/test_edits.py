"""What a person sets: checked, kept, laid over what was found, and alive after reading again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from communique.archive import Archive
from communique.archive.fields import FIELDS, checked
from communique.errors import InvalidField
from communique.model.codes import Basis, Kind, Level
from communique.model.documents import Analysis

Make = Callable[..., tuple[Analysis, bytes]]

VALUES: dict[str, tuple[Any, Any]] = {
    "date": ("1997-04-25/1997-04-26", "1997-04-25/1997-04-26"),
    "published": ("1997", "1997"),
    "kind": ("readout", Kind.READOUT),
    "parties": ("XBB, ASEAN", ("XBB", "ASEAN")),
    "issuers": (["XBB", "Ada Brook"], ("XBB", "Ada Brook")),
    "people": ("Ada Brook；Bo Linde", ("Ada Brook", "Bo Linde")),
    "level": ("ministers", Level.MINISTERS),
    "authenticity": ("quoted", "quoted"),
    "place": ("  Port \n Lyth ", "Port Lyth"),
    "title": ("共同声明", "共同声明"),
    "series": ("talks", "talks"),
    "language": ("ja", "ja"),
}


def test_values_cover_all_fields() -> None:
    assert set(VALUES) == set(FIELDS)


@pytest.mark.parametrize("field", FIELDS)
def test_edit_sets_keeps_and_gives_back(archive: Archive, made: Make, field: str) -> None:
    analysis, data = made("A statement.")
    archive.put(analysis, data)
    entry = archive.find("a.txt")
    given, held = VALUES[field]
    archive.edit(entry, {field: given}, who="Mika", when="2031-05-04T10:00:00Z")
    edited = archive.find("a.txt")
    assert getattr(edited, field) == held
    assert edited.edited
    document = archive.analysis(edited).documents[0]
    ground = document.header.grounds[field]
    assert (ground.basis, ground.note) == (Basis.PERSON, "Mika, 2031-05-04T10:00:00Z")
    assert archive.verify() == []
    archive.edit(edited, {field: None}, who="Mika")
    assert archive.find("a.txt") == entry
    assert archive.analysis(entry) == analysis
    history = archive.history(entry)
    assert [(edit.field, edit.value is None, edit.superseded) for edit in history] == [
        (field, False, True),
        (field, True, False),
    ]
    assert archive.verify() == []


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"date": "yesterday"}, "EDTF"),
        ({"date": "1996-02-30"}, "EDTF"),
        ({"kind": "letter"}, "joint_statement"),
        ({"level": "kings"}, "leaders"),
        ({"authenticity": "false"}, "provisional_translation"),
        ({"language": "fr"}, "zh-Hant"),
        ({"parties": "Japan"}, "JPN"),
        ({"colour": "red"}, "published"),
        ({"colour": None}, "published"),
        ({"title": ["a", "b"]}, "one text"),
        ({"title": "x" * 2000}, "1,000"),
        ({"place": "\ud800"}, "surrogate"),
        ({"kind": ""}, "joint_statement"),
        ({"date": "x", "level": "y"}, "; level"),
    ],
)
def test_bad_values_are_refused_by_name(
    filled: Archive, fields: dict[str, Any], words: str
) -> None:
    entry = filled.find("en.txt")
    with pytest.raises(InvalidField, match=words):
        filled.edit(entry, {"series": "good", **fields}, who="Mika")
    assert filled.find("en.txt") == entry
    assert filled.history(entry) == []


def test_an_empty_text_says_there_is_none(filled: Archive) -> None:
    entry = filled.find("en.txt")
    filled.edit(entry, {"date": "", "parties": "", "place": ""}, who="Mika")
    edited = filled.find("en.txt")
    assert (edited.date, edited.parties, edited.place) == (None, (), None)
    assert checked({"people": []}) == {"people": ()}


def test_edits_survive_a_new_version(archive: Archive, made: Make) -> None:
    archive.put(*made("We will meet."))
    archive.edit(archive.find("a.txt"), {"series": "talks"}, who="Mika")
    archive.put(*made("We intend to meet."))
    assert archive.find("a.txt").series == "talks"
    assert archive.find("a.txt@1").series == "talks"
    archive.put(*made("We intend to meet.", title="Otherwise"), reread=True)
    assert archive.find("a.txt").series == "talks"
    assert archive.find("a.txt").title == "Otherwise"
    assert archive.verify() == []


def test_edits_hold_under_every_name_of_the_bytes(archive: Archive, made: Make) -> None:
    archive.put(*made("A statement."))
    archive.edit(archive.find("a.txt"), {"series": "talks"}, who="Mika")
    archive.put(*made("A statement.", identity="/copy/b.txt"))
    archive.edit(archive.find("b.txt"), {"place": "Varn"}, who="Bo")
    archive.put(*made("Changed.", identity="/desk/a.txt"))
    for name in ("a.txt", "b.txt"):
        entry = archive.find(name)
        assert (entry.series, entry.place) == ("talks", "Varn")
    archive.edit(archive.find("a.txt"), {"place": "Lyth"}, who="Mika")
    assert archive.find("b.txt").place == "Varn"
    assert archive.verify() == []


def test_a_new_date_moves_the_document_in_search(filled: Archive) -> None:
    order = [hit.name for hit in filled.search("台湾")]
    assert order == ["zh-Hans.txt", "zh-Hant.txt", "ja.txt"]
    filled.edit(filled.find("ja.txt"), {"date": "1951"}, who="Mika")
    assert next(filled.search("台湾")).name == "ja.txt"
    filled.edit(filled.find("ja.txt"), {"date": ""}, who="Mika")
    assert [hit.name for hit in filled.search("台湾")][-1] == "ja.txt"
    assert filled.verify() == []


def test_an_edit_of_the_language_is_of_the_document(filled: Archive) -> None:
    filled.edit(filled.find("zh-Hant.txt"), {"language": "ja"}, who="Mika")
    assert filled.find("zh-Hant.txt").language == "ja"
    assert len(filled.documents(language="ja")) == 2
    filled.edit(filled.find("zh-Hant.txt"), {"series": "talks"}, who="Mika")
    assert filled.find("zh-Hant.txt").series == "talks"
