"""Typed rows from rows as read: one function a table.

Left out: checks, which reading.py and tables.py have made before.
"""

from __future__ import annotations

from collections.abc import Mapping

from communique.names import rows
from communique.names.lookup import Names
from communique.names.reading import Row


def build(merged: Mapping[str, list[Row]]) -> Names:
    """Typed rows from checked ones."""
    by_date = sorted(merged["meetings"], key=lambda row: row["from"])
    entries = sorted(merged["catalogues"], key=lambda row: (row.catalogue, row["date"]))
    return Names(
        states={
            row["id"]: rows.State(
                *_named(row),
                adjectives=rows.forms(row["adjective_en"]),
                characters_ja=rows.forms(row["character_ja"]),
                characters_zh=rows.forms(row["character_zh"]),
                start=row["from"],
                end=row["to"],
            )
            for row in merged["states"]
        },
        organisations={
            row["id"]: rows.Organisation(
                *_named(row), kind=row["kind"], start=row["from"], end=row["to"]
            )
            for row in merged["organisations"]
        },
        people={
            row["id"]: rows.Person(*_named(row), state=row["state"]) for row in merged["people"]
        },
        places={
            row["id"]: rows.Place(
                *_named(row), state=row["state"], kind=row["kind"], within=row["in"]
            )
            for row in merged["places"]
        },
        titles={
            row["id"]: rows.Title(
                *_named(row), office=row["office"], states=rows.items(row["states"])
            )
            for row in merged["titles"]
        },
        issues={row["id"]: rows.Issue(*_named(row)) for row in merged["issues"]},
        terms_of_art={
            row["id"]: rows.TermOfArt(*_named(row), issue=row["issue"])
            for row in merged["terms_of_art"]
        },
        terms=tuple(_term(row) for row in merged["terms"]),
        all_meetings=tuple(_meeting(row) for row in by_date),
        entries=tuple(_entry(row) for row in entries),
        not_names=tuple((row["language"], row["form"]) for row in merged["not_names"]),
        compound_words={
            (row["script"], row["part"]): rows.items(row["words"]) for row in merged["compounds"]
        },
    )


_Forms = tuple[rows.Form, ...]


def _named(row: Row) -> tuple[str, _Forms, _Forms, _Forms, _Forms, str]:
    en, ja, zh_hant, zh_hans = (rows.forms(row[column]) for column in rows.LANGUAGE_COLUMNS)
    return row["id"], en, ja, zh_hant, zh_hans, row["source"]


def _term(row: Row) -> rows.Term:
    return rows.Term(
        person=row["person"],
        office=row["office"],
        state=row["state"],
        start=row["from"],
        end=row["to"],
        source=row["source"],
    )


def _meeting(row: Row) -> rows.Meeting:
    return rows.Meeting(
        start=row["from"],
        end=row["to"] or row["from"],
        place=row["place"],
        parties=rows.items(row["parties"]),
        people=rows.items(row["people"]),
        level=row["level"],
        description=row["description"],
        source=row["source"],
    )


def _entry(row: Row) -> rows.CatalogueEntry:
    return rows.CatalogueEntry(
        catalogue=row.catalogue,
        series=row["series"],
        date=row["date"],
        place=row["place"],
        parties=rows.items(row["parties"]),
        people=rows.items(row["people"]),
        level=row["level"],
        title_en=row["title_en"],
        title_ja=row["title_ja"],
        kind=row["kind"],
        languages=rows.items(row["languages"]),
        confirmed=row["confirmed"] != "no",
        note=row["note"],
        source=row["source"],
    )
