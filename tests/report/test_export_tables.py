"""Tables for other programs: what is written comes back, and runs nothing."""

from __future__ import annotations

import csv
import io
import json
import sys
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.archive import Archive
from communique.errors import ExtraMissing, InputUnreadable, InvalidField
from communique.model.findings import KINDS
from communique.report.exports import csv_sheets, json_lines, xlsx_sheets
from communique.report.exports.dictionary import TABLES, markdown
from communique.report.exports.export import FORMATS, WHAT, Choice, export
from communique.report.exports.fields import Field, Sheet
from communique.report.exports.finding_sheets import GAP, fields_of
from tests.report.exported import LINES, LONG, NAME, fill

Filled = tuple[Archive, str, str]


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Filled]:
    """An archive of hostile words, and the ids of a corrected and a rejected finding."""
    path = tmp_path_factory.mktemp("exports") / "a.db"
    corrected, rejected = fill(path)
    with Archive.open(str(path)) as archive:
        yield archive, corrected, rejected


def rows_of(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file."""
    csv.field_size_limit(10_000_000)
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


class TestCsv:
    """Comma-separated values."""

    def test_comes_back_and_runs_nothing(self, filled: Filled, tmp_path: Path) -> None:
        done = export(filled[0], "commitments", tmp_path / "c.csv")
        assert (tmp_path / "c.csv").read_bytes().startswith(b"\xef\xbb\xbfid,")
        rows = rows_of(tmp_path / "c.csv")
        assert done.rows == len(rows) == 7
        for row in rows:
            for name, cell in row.items():
                assert not cell.startswith(("=", "@", "+", "-")), (name, cell[:40])
        quotes = [row["quote"] for row in rows]
        assert quotes[0] == "'" + LINES[1]
        assert quotes[1] == LINES[2]
        assert quotes[2] == "Lone ‹U+D800› surrogate, NUL ␀ and bell \x07 will be kept."
        assert quotes[3] == LINES[4], "CR LF and astral characters stay"
        assert quotes[5] == f"they will {GAP}pay fully"
        assert quotes[6] == LONG
        assert rows[0]["document_name"] == "'" + NAME

    def test_raw_and_without_the_mark(self, filled: Filled, tmp_path: Path) -> None:
        export(filled[0], "commitments", tmp_path / "c.csv", raw=True, mark=False)
        assert (tmp_path / "c.csv").read_bytes().startswith(b"id,")
        assert rows_of(tmp_path / "c.csv")[0]["quote"] == LINES[1]

    def test_decisions_stand_beside(self, filled: Filled, tmp_path: Path) -> None:
        archive, corrected, rejected = filled
        export(archive, "commitments", tmp_path / "c.csv")
        rows = {row["id"]: row for row in rows_of(tmp_path / "c.csv")}
        row = rows[corrected]
        assert (row["deadline"], row["amount_value"]) == ("2031-05", "")
        assert (row["corrected_deadline"], row["corrected_deadline_day"]) == ("2032-03-04",) * 2
        assert (row["corrected_amount_value"], row["corrected_amount_unit"]) == ("5", "EUR")
        assert (row["verdict"], row["verdict_by"]) == ("correct", "'=Bo")
        assert row["judged_by"] == "Ann: accept; =Bo: correct"
        assert row["notes"] == "see <b>text</b> (=Bo)"
        assert rows[rejected]["verdict"] == "reject"
        assert rows[rejected]["deadline"] == "2031-05-06" == rows[rejected]["deadline_day"]

    def test_all_kinds_in_one_table_or_a_file_a_kind(self, filled: Filled, tmp_path: Path) -> None:
        export(filled[0], "findings", tmp_path / "all.csv")
        rows = rows_of(tmp_path / "all.csv")
        assert {row["kind"] for row in rows} == {"commitments", "figures", "claims"}
        folder = tmp_path / "apart"
        folder.mkdir()
        done = export(filled[0], "findings", folder, format="csv")
        assert {path.stem for path in done.files} == {*KINDS, "dictionary"}
        assert rows_of(folder / "figures.csv")[0]["value"] == "12345678901234567890.5"
        assert [f for f in folder.iterdir() if f.name.startswith(".")] == []

    def test_the_dictionary_has_every_column(self, filled: Filled, tmp_path: Path) -> None:
        for what in WHAT:
            export(filled[0], what, tmp_path / f"{what}.csv")
            with (tmp_path / f"{what}.csv").open(encoding="utf-8-sig", newline="") as file:
                head = next(csv.reader(file))
            told = rows_of(tmp_path / f"{what}.dictionary.csv")
            assert [row["column"] for row in told] == head
            assert all(row["type"] and row["meaning"] for row in told)


class TestWorkbook:
    """Workbooks, read back by openpyxl."""

    def book(self, filled: Filled, what: str, path: Path, **options: Any) -> Any:
        openpyxl = pytest.importorskip("openpyxl")
        self.done = export(filled[0], what, path, **options)
        return openpyxl.load_workbook(path)

    def test_a_sheet_a_kind_and_a_dictionary(self, filled: Filled, tmp_path: Path) -> None:
        book = self.book(filled, "findings", tmp_path / "f.xlsx")
        assert book.sheetnames == [*KINDS, "dictionary"]
        for sheet in book:
            assert sheet.freeze_panes == "A2"
            assert sheet.auto_filter.ref == sheet.dimensions
            assert all(cell.font.bold for cell in sheet[1])

    def test_types_of_cells(self, filled: Filled, tmp_path: Path) -> None:
        sheet = self.book(filled, "commitments", tmp_path / "c.xlsx")["commitments"]
        at = {cell.value: n for n, cell in enumerate(sheet[1])}
        second = sheet[3]
        assert second[at["amount_value"]].value == 16_000_001
        assert second[at["confidence"]].value == 0.5
        assert second[at["deadline"]].value == "2031-05-06"
        assert second[at["deadline_day"]].value == datetime(2031, 5, 6)
        assert second[at["deadline_day"]].number_format == "yyyy\\-mm\\-dd"
        figures = self.book(filled, "figures", tmp_path / "f.xlsx")["figures"]
        at = {cell.value: n for n, cell in enumerate(figures[1])}
        assert figures[2][at["value"]].value == "12345678901234567890.5", "more than 15 digits"
        assert figures[2][at["approximate"]].value is False

    def test_no_formula_and_no_broken_part(self, filled: Filled, tmp_path: Path) -> None:
        book = self.book(filled, "findings", tmp_path / "f.xlsx", together=True)
        assert book.sheetnames == ["findings", "dictionary"]
        for sheet in book:
            for row in sheet.iter_rows():
                for cell in row:
                    assert cell.data_type != "f"
                    if str(cell.value or "").startswith(("=", "@", "+", "-")):
                        assert cell.quotePrefix and cell.data_type == "s"
        with zipfile.ZipFile(tmp_path / "f.xlsx") as parts:
            assert parts.testzip() is None
            data = parts.read("xl/worksheets/sheet1.xml").decode("utf-8")
        assert "<f>" not in data and "&lt;script&gt;" in data and "_x005F_x0041_" in data

    def test_a_long_text_is_cut_and_said(self, filled: Filled, tmp_path: Path) -> None:
        sheet = self.book(filled, "commitments", tmp_path / "c.xlsx")["commitments"]
        longest = max(len(str(cell.value)) for cell in sheet[8])
        assert longest <= 32_767
        assert [gap.code for gap in self.done.gaps] == ["export-cut"]
        assert "2 texts" in self.done.gaps[0].message  # the quote and its sentence

    def test_astral_characters_count_twice(self) -> None:
        openpyxl = pytest.importorskip("openpyxl")
        file = io.BytesIO()
        fields = (Field("text", "text", "words"),)
        gaps = xlsx_sheets.write([Sheet("t", "m", fields, [("😀" * 20_000,)])], file)
        assert [gap.code for gap in gaps] == ["export-cut"]
        held = openpyxl.load_workbook(file)["t"]["A2"].value
        assert set(held) == {"😀", "…"}
        assert len(held.encode("utf-16-le")) // 2 <= 32_767

    def test_many_rows_go_on_in_another_sheet(self, monkeypatch: pytest.MonkeyPatch) -> None:
        openpyxl = pytest.importorskip("openpyxl")
        monkeypatch.setattr(xlsx_sheets, "MOST_ROWS", 3)
        file = io.BytesIO()
        fields = (Field("n", "integer", "a number"),)
        xlsx_sheets.write([Sheet("n", "m", fields, ((n,) for n in range(7)))], file)
        book = openpyxl.load_workbook(file)
        assert book.sheetnames == ["n", "n 2", "n 3"]
        assert [c.value for s in book for c in next(iter(s.columns))[1:]] == list(range(7))

    def test_days_that_excel_miscounts_are_text(self) -> None:
        openpyxl = pytest.importorskip("openpyxl")
        file = io.BytesIO()
        fields = (Field("d", "day", "a day"),)
        rows = [(date(1871, 9, 13),), (date(1900, 3, 1),)]
        xlsx_sheets.write([Sheet("d", "m", fields, rows)], file)
        column = next(iter(openpyxl.load_workbook(file)["d"].columns))
        assert [cell.value for cell in column[1:]] == ["1871-09-13", datetime(1900, 3, 1)]


class TestParquet:
    """Parquet, read back by pyarrow."""

    def test_types_and_values(self, filled: Filled, tmp_path: Path) -> None:
        parquet = pytest.importorskip("pyarrow.parquet")
        export(filled[0], "findings", tmp_path / "f.parquet")
        table = parquet.read_table(tmp_path / "f.parquet")
        assert str(table.schema.field("issuers").type.value_type) == "string"
        assert str(table.schema.field("deadline_day").type) == "date32[day]"
        assert b"code points" in table.schema.field("ranges").metadata[b"unit"]
        rows = table.to_pylist()
        assert rows[0]["quote"] == LINES[1], "nothing is escaped where nothing is run"
        assert rows[1]["deadline_day"] == date(2031, 5, 6)
        assert rows[5]["ranges"] == [
            {"start": s, "end": e}
            for s, e in list(filled[0].findings("commitments"))[5].finding.quote.ranges
        ]
        figure = next(row for row in rows if row["kind"] == "figures")
        assert figure["value_exact"] == "12345678901234567890.5"
        assert figure["value"] == pytest.approx(1.23456789e19)

    def test_without_pyarrow(
        self, filled: Filled, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setitem(sys.modules, "pyarrow", None)
        with pytest.raises(ExtraMissing, match="pyarrow") as caught:
            export(filled[0], "findings", tmp_path / "f.parquet")
        assert caught.value.code == "extra-missing" and "pip install" in caught.value.advice
        assert list(tmp_path.iterdir()) == []


class TestJsonLines:
    """JSON Lines."""

    def test_every_word_comes_back(self, filled: Filled, tmp_path: Path) -> None:
        done = export(filled[0], "findings", tmp_path / "f.jsonl")
        lines = (tmp_path / "f.jsonl").read_text(encoding="utf-8").splitlines()
        rows = [json.loads(line) for line in lines]
        assert len(rows) == done.rows == 9
        quotes = [row["quote"] for row in rows if row["table"] == "commitments"]
        assert quotes[:5] == list(LINES[1:6])
        figure = next(row for row in rows if row["table"] == "figures")
        assert Decimal(figure["value"]) == Decimal("12345678901234567890.5")
        told = json.loads((tmp_path / "f.dictionary.json").read_text(encoding="utf-8"))
        for table in told["tables"]:
            held = [row for row in rows if row["table"] == table["name"]]
            for row in held:
                assert [c["name"] for c in table["columns"]] == list(row)[1:]

    def test_other_tables(self, filled: Filled, tmp_path: Path) -> None:
        archive, corrected, _ = filled
        made = {}
        for what in ("documents", "passages", "ledger", "decisions"):
            export(archive, what, tmp_path / f"{what}.jsonl")
            text = (tmp_path / f"{what}.jsonl").read_text(encoding="utf-8")
            made[what] = [json.loads(line) for line in text.splitlines()]
        assert [row["kind"] for row in made["documents"]] == ["joint_statement", "treaty"]
        assert made["documents"][1]["sha256"] == archive.source(archive.find(NAME)).sha256
        assert made["documents"][0]["event_date_day"] is None, "1996-04 is no day"
        assert made["passages"][-1]["text"] == LONG
        assert made["passages"][0]["number"] == 1
        row = next(row for row in made["ledger"] if row["id"] == corrected)
        assert (row["deadline"], row["corrected_deadline"]) == ("2031-05", "2032-03-04")
        assert len(made["ledger"]) == 6, "the rejected one is left out"
        assert sorted(row["verdict"] for row in made["decisions"]) == [
            "accept",
            "correct",
            "reject",
        ]
        assert {row["state"] for row in made["decisions"]} == {"attached"}


class TestChoice:
    """Which documents, and what cannot be."""

    def test_filters(self, filled: Filled, tmp_path: Path) -> None:
        archive = filled[0]
        for choice, count in (
            (Choice(language="ja"), 1),
            (Choice(since="2000"), 1),
            (Choice(), 2),
            (Choice([archive.find("声明.txt")]), 1),
            (Choice([archive.find("声明.txt")], language="en"), 0),
        ):
            done = export(archive, "documents", tmp_path / "d.csv", choice=choice)
            assert done.rows == count, choice

    @pytest.mark.parametrize(
        ("what", "name", "told"),
        [
            ("promises", "a.csv", "cannot be exported"),
            ("findings", "a.bib", "cannot be written as bibtex"),
            ("ledger", "a.jsonld", "annotations"),
            ("findings", "a.doc", "format is not told"),
            ("findings", "a", "format is not told"),
        ],
    )
    def test_errors(self, filled: Filled, tmp_path: Path, what: str, name: str, told: str) -> None:
        with pytest.raises(InvalidField, match=told):
            export(filled[0], what, tmp_path / name)
        assert list(tmp_path.iterdir()) == []

    def test_an_old_file_stands_where_writing_fails(
        self, filled: Filled, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        old = tmp_path / "c.csv"
        old.write_text("old")

        def fail(*_: object, **__: object) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(csv_sheets, "shown", fail)
        with pytest.raises(InputUnreadable, match="No space"):
            export(filled[0], "commitments", old)
        assert [(p.name, p.read_text()) for p in tmp_path.iterdir()] == [("c.csv", "old")]

    def test_no_folder(self, filled: Filled, tmp_path: Path) -> None:
        with pytest.raises(InputUnreadable):
            export(filled[0], "commitments", tmp_path / "none" / "c.csv")

    def test_an_empty_archive(self, tmp_path: Path) -> None:
        with Archive.open(str(tmp_path / "e.db"), create=True) as archive:
            for format in FORMATS:
                for what in ("findings", "documents", "passages", "ledger", "decisions"):
                    file = io.BytesIO()
                    try:
                        done = export(archive, what, file, format=format)
                    except InvalidField:
                        continue
                    assert done.rows == 0, (what, format)


WORDS = st.lists(st.text(st.characters(), max_size=30), min_size=1, max_size=4)
ONE = (Field("quote", "text", "any words"),)


@given(WORDS)
def test_any_words_survive_csv_and_json_lines(words: list[str]) -> None:
    for raw in (True, False):
        file = io.BytesIO()
        csv_sheets.write(Sheet("t", "m", ONE, [(each,) for each in words]), file, raw=raw)
        text = io.StringIO(file.getvalue().decode("utf-8-sig"), newline="")
        cells = [row[0] if row else "" for row in csv.reader(text)][1:]
        for cell, each in zip(cells, words, strict=True):
            kept = csv_sheets.fit(each)
            assert cell == kept or (not raw and cell == "'" + kept)
            assert raw or not csv_sheets.FORMULA.match(cell)
    file = io.BytesIO()
    json_lines.write(Sheet("t", "m", ONE, [(each,) for each in words]), file)
    lines = file.getvalue().decode("utf-8").splitlines()
    assert [json.loads(line)["quote"] for line in lines] == words


@given(WORDS)
@settings(max_examples=30)
def test_any_words_make_a_workbook(words: list[str]) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    file = io.BytesIO()
    xlsx_sheets.write([Sheet("t", "m", ONE, [(f"x{each}",) for each in words])], file)
    column = next(iter(openpyxl.load_workbook(file)["t"].columns))
    assert len(column) == len(words) + 1
    for cell, each in zip(column[1:], words, strict=True):
        assert cell.data_type == "s" and cell.value[0] == "x"
        assert len(cell.value) >= len(each.replace("\r\n", "\n")), "signs are no shorter"


def test_columns_are_named_once() -> None:
    for fields in (fields_of(*KINDS), *(fields_of(kind) for kind in KINDS), *TABLES.values()):
        names = [field.name for field in fields]
        assert len(names) == len(set(names))
        assert all(name.replace("_", "").isalnum() and name.islower() for name in names)


def test_the_page_of_the_dictionary_names_every_column() -> None:
    page = markdown()
    for fields in (fields_of(*KINDS), *TABLES.values()):
        for field in fields:
            assert field.name.startswith("corrected_") or f"| `{field.name}` |" in page
