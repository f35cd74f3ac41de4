"""The packaged tables hold together: ids, references, dates, forms, columns."""

from __future__ import annotations

import csv
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from communique.model.dates import is_edtf
from communique.names import load
from communique.names.folds import fold
from communique.names.reading import COLUMNS
from communique.names.rows import Form, Named

ROOT = Path(__file__).resolve().parents[2]
TABLES = ROOT / "src" / "communique" / "names" / "tables"
FILES = sorted(
    [
        TABLES / f"{table}.csv"
        for table in (*COLUMNS, "states_more", "variants")
        if table != "catalogues"
    ]
    + [*TABLES.glob("catalogues/*.csv")]
)
LANGUAGES = ("en", "ja", "zh-Hant", "zh-Hans")
TERRITORIES = (
    "ABW AIA ALA ASM ATA ATF BES BLM BMU BVT CCK CUW CXR CYM FRO GGY GIB GLP GUF GUM "
    "HKG HMD IMN IOT JEY MAF MNP MSR MTQ MYT NCL NFK PCN PYF REU SGS SHN SJM SPM SXM "
    "TCA TKL UMI VAT VGB VIR WLF ANT SCG FLK "
)
"""Territories, a micro-state and ended unions without an adjective of their own."""
KINDS = ("states", "organisations", "people", "places")


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def things(table: str) -> Iterator[Named]:
    yield from getattr(load(), table).values()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
class TestFile:
    def test_ids_are_unique(self, path: Path) -> None:
        found = Counter(row["id"] for row in rows(path) if "id" in row)
        assert not [id for id, count in found.items() if count > 1]

    def test_every_row_has_a_source(self, path: Path) -> None:
        # One row of the catalogue is from memory, and says so.
        without = [row for row in rows(path) if not row["source"] and row.get("confirmed") != "no"]
        assert not without

    def test_cells_are_trimmed_and_complete(self, path: Path) -> None:
        for row in rows(path):
            assert None not in row and None not in row.values(), row
            assert all(cell == cell.strip() for cell in row.values()), row

    def test_dates_are_edtf(self, path: Path) -> None:
        for row in rows(path):
            for column in ("from", "to", "date"):
                assert not row.get(column) or is_edtf(row[column]), row

    def test_columns_are_the_declared_ones(self, path: Path) -> None:
        table = "catalogues" if path.parent.name == "catalogues" else path.stem
        if table in COLUMNS:
            assert set(rows(path)[0]) == set(COLUMNS[table])


@pytest.mark.parametrize("table", KINDS)
@pytest.mark.parametrize("language", LANGUAGES)
class TestForms:
    def test_every_column_is_filled(self, table: str, language: str) -> None:
        assert not [thing.id for thing in things(table) if not thing.forms(language)]

    def test_a_strong_form_means_one_thing(self, table: str, language: str) -> None:
        meant: dict[str, set[str]] = defaultdict(set)
        for thing in things(table):
            forms: tuple[Form, ...] = thing.forms(language)
            if language == "en":
                forms += getattr(thing, "adjectives", ())
            for form in forms:
                if not form.weak:
                    meant[fold(form.text, language)].add(thing.id)
        assert not {form: ids for form, ids in meant.items() if len(ids) > 1}

    def test_one_character_is_never_strong(self, table: str, language: str) -> None:
        assert not [
            (thing.id, form.text)
            for thing in things(table)
            for form in thing.forms(language)
            if len(form.text) == 1 and not form.weak
        ]


def test_every_state_has_an_adjective() -> None:
    """States proper; territories and ended unions may do without."""
    without = {state.id for state in load().states.values() if not state.adjectives}
    assert without <= set(TERRITORIES.split())


def test_withdrawn_states_are_kept_with_their_end() -> None:
    states = load().states
    assert {"SUN", "DDR", "YUG", "CSK"} <= states.keys()
    assert all(states[id].end for id in ("SUN", "DDR", "YUG", "CSK"))


def test_characters_of_states_are_single() -> None:
    for state in load().states.values():
        # 印尼, 南ア and the like are names; only single characters go into compounds.
        assert not [f for f in (*state.characters_ja, *state.characters_zh) if not f.text]


def test_terms_of_one_office_overlap_by_a_day_at_most() -> None:
    """Nobody holds a head of government's office beside another for more than the day of change."""
    held = defaultdict(list)
    for term in load().terms:
        if term.office == "head_of_government":
            held[term.state].append(term)
    for terms in held.values():
        terms.sort(key=lambda term: term.start)
        for before, after in pairwise(terms):
            assert before.end and before.end <= after.start, (before, after)


def test_places_of_meetings_and_catalogues_are_known() -> None:
    names = load()
    known = {place.label("en") for place in names.places.values()}
    known |= {state.label("en") for state in names.states.values()}
    used = {meeting.place for meeting in names.all_meetings}
    used |= {entry.place for entry in names.entries}
    assert used - known <= {""}


def test_leaders_of_meetings_held_office() -> None:
    """The leaders named at a meeting held some office then, or the row says why not."""
    names = load()
    for meeting in names.all_meetings:
        for person in meeting.people:
            served = any(
                term.start <= meeting.end and (not term.end or meeting.start <= term.end)
                for term in names.terms_of(person)
            )
            assert served or "President-elect" in meeting.description or person == "park-chung-hee"


def test_generated_tables_are_what_the_script_makes() -> None:
    pytest.importorskip("babel")
    script = ROOT / "scripts" / "make_names.py"
    done = subprocess.run(
        [sys.executable, str(script), "--check"], capture_output=True, text=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stdout + done.stderr
