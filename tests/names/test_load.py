"""A user's own tables: they add and replace, and every mistake is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from communique.errors import NamesTableError
from communique.names import load

SAMPLES = Path(__file__).resolve().parents[2] / "samples" / "names"


def write(folder: Path, name: str, text: str) -> None:
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_loading_twice_gives_the_same() -> None:
    assert load() is load()


def test_a_row_is_added_and_a_row_replaced(tmp_path: Path) -> None:
    write(
        tmp_path,
        "states.csv",
        "id,en,ja,character_ja,source\nXAA,Mervania,メルヴァニア,梅,own\nJPN,Nippon,日本,日,own\n",
    )
    names = load([tmp_path])
    assert [m.id for m in names.find("日梅首脳会談", "ja")] == ["JPN", "XAA"]
    assert [m.id for m in names.find("Nippon and Japan", "en")] == ["JPN"]
    assert [m.id for m in load().find("Nippon and Japan", "en")] == ["JPN"]
    assert load().states["JPN"].label("en") == "Japan"


def test_people_of_a_catalogue_may_be_named(tmp_path: Path) -> None:
    write(tmp_path, "people.csv", "id,en,state,source\nann-other,Ann Other,USA,own\n")
    write(
        tmp_path,
        "catalogues/usa-can.csv",
        "series,date,parties,people,kind,source\n"
        "leaders,2001-02-03,CAN | USA,Ann Other | jean-chretien,joint_statement,own\n",
    )
    (entry,) = load([tmp_path]).catalogue(id="usa-can")
    assert entry.people == ("ann-other", "jean-chretien")


def test_the_sample_tables_load() -> None:
    names = load([SAMPLES])
    assert {"XAA", "XBB"} <= names.states.keys()
    assert names.catalogue(id="xaa-xbb")


def test_all_problems_are_named_at_once(tmp_path: Path) -> None:
    write(
        tmp_path,
        "people.csv",
        "id,en,state,source\nnobody,,USA,own\nsomebody,Some Body,XQQ,own\n",
    )
    write(
        tmp_path,
        "terms.csv",
        "person,office,state,from,to,source\nsomebody,head_of_state,USA,2001-13-01,,own\n",
    )
    write(tmp_path, "places.csv", "id,en,colour,source\nx,X,red,own\n")
    write(tmp_path, "meetings.csv", "from,parties,level\n2001-01-01,USA,leaders,extra\n")
    with pytest.raises(NamesTableError) as raised:
        load([tmp_path])
    message = str(raised.value)
    for part in (
        "people.csv, line 2, column en: empty",
        "people.csv, line 3, column state: XQQ is no id",
        "terms.csv, line 2, column from: ",
        "places.csv, line 1, column colour: unknown",
        "meetings.csv, line 2, column level: 4 cells for 3 columns",
    ):
        assert part in message
    assert message.startswith("5 problems in the names tables:")
    assert raised.value.code == "names-table"


@pytest.mark.parametrize("name", ["missing", "empty"])
def test_a_folder_without_tables_is_an_error(tmp_path: Path, name: str) -> None:
    folder = tmp_path / name
    if name == "empty":
        folder.mkdir()
    with pytest.raises(NamesTableError, match=name):
        load([folder])


def test_a_table_in_another_encoding_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "states.csv").write_bytes("id,en\nXAA,日本\n".encode("shift_jis"))
    with pytest.raises(NamesTableError, match="not UTF-8"):
        load([tmp_path])
