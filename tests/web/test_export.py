"""Exports: what the page offers is what can be saved."""

from __future__ import annotations

import csv
import json
import zipfile
from io import BytesIO, StringIO

import pytest
from fastapi.testclient import TestClient
from lxml import html

from communique.report.exports.export import WHAT
from communique.web import exporting
from tests.web.conftest import HTML


def test_every_link_of_the_page_saves_a_file(reader: TestClient) -> None:
    page = html.fromstring(reader.get("/export", params={"until": "1990"}, headers=HTML).text)
    links = page.xpath("//table//a/@href")
    offered = reader.get("/export").json()["exports"]
    assert len(links) == sum(len(each["formats"]) for each in offered) > 50
    assert [each["what"] for each in offered] == list(WHAT)
    for link in links:
        assert "until=1990" in link
        answer = reader.get(link)
        assert answer.status_code == 200, (link, answer.text[:200])
        assert answer.headers["content-disposition"].startswith("attachment")
        assert int(answer.headers["content-length"]) == len(answer.content)


def test_filters_choose_the_documents(reader: TestClient) -> None:
    table = reader.get("/export/download?what=documents&as=csv&language=ja").text
    rows = list(csv.DictReader(StringIO(table.removeprefix("\ufeff"))))
    assert rows and {row["language"] for row in rows} == {"ja"}
    assert reader.get("/export?language=ja").json()["documents"] == len(rows)
    one = rows[0]["document"]
    lines = reader.get(f"/export/download?what=passages&as=jsonl&document={one}").text.splitlines()
    assert {json.loads(line)["document"] for line in lines} == {one}


def test_a_workbook_has_a_sheet_a_kind_and_the_dictionary(reader: TestClient) -> None:
    answer = reader.get("/export/download?what=findings&as=xlsx")
    book = zipfile.ZipFile(BytesIO(answer.content)).read("xl/workbook.xml").decode()
    assert 'name="commitments"' in book and 'name="dictionary"' in book


def test_what_cannot_be_written_is_told(reader: TestClient) -> None:
    answer = reader.get("/export/download?what=ledger&as=bibtex")
    assert (answer.status_code, answer.json()["error"]["code"]) == (400, "invalid-field")
    assert reader.get("/export/download?what=secrets&as=csv").status_code == 422
    assert reader.get("/export/download?what=documents&as=csv&document=0000").status_code == 404


def test_an_export_that_grows_too_large_is_refused(
    reader: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exporting, "MOST_BYTES", 1_000)
    answer = reader.get("/export/download?what=findings&as=jsonl")
    assert (answer.status_code, answer.json()["error"]["code"]) == (413, "export-too-large")
    monkeypatch.undo()
    assert reader.get("/export/download?what=findings&as=jsonl").status_code == 200


def test_a_few_exports_are_written_at_a_time(reader: TestClient) -> None:
    free = reader.app.state.exports._free  # type: ignore[attr-defined]
    held = [free.acquire() for _ in range(exporting.AT_ONCE)]
    try:
        assert reader.get("/export/download?what=documents&as=csv").status_code == 503
    finally:
        for _ in held:
            free.release()


def test_the_dictionary_tells_every_column(reader: TestClient) -> None:
    tables = reader.get("/export/dictionary").json()["tables"]
    assert [each["name"] for each in tables][:2] == ["findings", "documents"]
    page = html.fromstring(reader.get("/export/dictionary", headers=HTML).text)
    assert len(page.xpath("//tbody/tr")) == sum(len(each["columns"]) for each in tables)
