"""Filters and orders of lists."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from communique.archive import Archive
from communique.archive.listing import SORTS
from communique.errors import InvalidField
from communique.model.codes import Kind
from communique.model.documents import Analysis

Make = Callable[..., tuple[Analysis, bytes]]


@pytest.fixture
def desk(filled: Archive, made: Make) -> Archive:
    """Four languages, and a readout without a date by another state."""
    filled.put(
        *made(
            "Readout\nA call took place.",
            identity="/desk/call.txt",
            date=None,
            issuers=("XBB",),
            parties=("XBB", "XCC"),
            kind=Kind.READOUT,
        )
    )
    return filled


@pytest.mark.parametrize(
    ("filters", "names"),
    [
        ({}, ["zh-Hans", "zh-Hant", "ja", "en", "call"]),
        ({"language": "ja"}, ["ja"]),
        ({"language": "zh"}, ["zh-Hans", "zh-Hant"]),
        ({"language": "zh-Hant"}, ["zh-Hant"]),
        ({"kind": "readout"}, ["call"]),
        ({"party": "XCC"}, ["call"]),
        ({"party": ["XBB", "XCC"]}, ["call"]),
        ({"party": "XBB"}, ["zh-Hans", "zh-Hant", "ja", "en", "call"]),
        ({"issuer": "XBB"}, ["call"]),
        ({"issuer": "XZZ"}, []),
        ({"level": "ministers"}, []),
        ({"since": "1998"}, ["ja", "en"]),
        ({"until": "1997"}, ["zh-Hans", "zh-Hant"]),
        ({"since": "1997-05-03", "until": "1998-05-02"}, ["zh-Hant", "ja"]),
        ({"text": "共同声明"}, ["ja"]),
        ({"text": "台灣海峽"}, ["zh-Hans", "zh-Hant", "ja"]),
        ({"text": "readout"}, ["call"]),
        ({"text": "＊"}, []),
        ({"series": "talks"}, []),
        ({"sort": "name"}, ["call", "en", "ja", "zh-Hans", "zh-Hant"]),
        ({"reverse": True}, ["en", "ja", "zh-Hant", "zh-Hans", "call"]),
        ({"sort": "kind", "reverse": True}, ["call", "en", "ja", "zh-Hant", "zh-Hans"]),
    ],
)
def test_filters(desk: Archive, filters: dict[str, Any], names: list[str]) -> None:
    assert [entry.name.removesuffix(".txt") for entry in desk.documents(**filters)] == names


@pytest.mark.parametrize("sort", SORTS)
def test_every_order_lists_all(desk: Archive, sort: str) -> None:
    assert len(desk.documents(sort=sort)) == 5


@pytest.mark.parametrize(
    "filters",
    [
        {"language": "fr"},
        {"kind": "letter"},
        {"level": "kings"},
        {"since": "soon"},
        {"until": "1996-13"},
        {"sort": "colour"},
    ],
)
def test_unknown_filters_are_refused(desk: Archive, filters: dict[str, str]) -> None:
    with pytest.raises(InvalidField):
        desk.documents(**filters)  # type: ignore[arg-type]


def test_more_documents_than_a_statement_takes(archive: Archive, made: Make) -> None:
    with archive.transaction():
        for number in range(1100):
            archive.put(*made(f"Statement {number}.", identity=f"/desk/{number}.txt"))
    entries = archive.documents()
    assert len(entries) == 1100
    assert all(entry.parties == ("XAA", "XBB") for entry in entries)
    assert len(list(archive.search("statement"))) == 1100


@pytest.mark.parametrize("sort", SORTS)
@pytest.mark.parametrize("filters", [{}, {"text": "statement"}, {"language": "zh"}])
def test_pages_are_the_list_in_pieces(desk: Archive, sort: str, filters: dict[str, Any]) -> None:
    whole = desk.documents(sort=sort, **filters)
    pages = [desk.page(at, 2, sort=sort, **filters) for at in range(0, len(whole) + 2, 2)]
    assert [entry for entries, _ in pages for entry in entries] == whole
    assert {total for _, total in pages} == {len(whole)}


def test_only_some_ids_and_the_documents_of_a_source(desk: Archive) -> None:
    first, *_ = whole = desk.documents()
    assert desk.page(0, 10, ids=[first.id]) == ([first], 1)
    same = [entry for entry in whole if entry.identity == first.identity]
    assert {entry.id for entry in desk.of_source(first.identity)} == {entry.id for entry in same}
    assert desk.of_source("/nowhere") == []
