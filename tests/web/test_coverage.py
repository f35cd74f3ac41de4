"""Coverage: series against catalogues, what is missing by name, and what could not be read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from tests.web.conftest import HTML


def test_a_series_is_listed_with_what_is_held_and_what_is_missing(reader: TestClient) -> None:
    rows = reader.get("/coverage").json()["rows"]
    [own] = [row for row in rows if row["label"].startswith("xaa-xbb") and row["catalogued"]]
    assert own["held"] > 0 and own["known"] == own["held"] + own["missing"]
    one = reader.get("/coverage", params={"series": own["label"]}).json()
    entries = [row for row in one["rows"] if row["entry"]]
    assert len(entries) == own["known"]
    missing = [row["entry"] for row in entries if row["held"] is None]
    assert len(missing) == own["missing"]
    page = reader.get("/coverage", params={"series": own["label"]}, headers=HTML).text
    for entry in missing:
        assert entry["title"] in page
    only = reader.get("/coverage", params={"series": own["label"], "missing": "true"}).json()
    assert [row["entry"] for row in only["rows"]] == missing
    assert reader.get("/coverage?series=nowhere").status_code == 404


def test_the_statements_of_the_samples_are_held(reader: TestClient, samples: Path) -> None:
    truth = json.loads((samples / "truth.json").read_text(encoding="utf-8"))
    dates = {d["date"] for d in truth["documents"] if d["file"].startswith("statements/")}
    held = {
        row["held"]["date"]
        for row in reader.get("/coverage?party=XAA-XBB&size=200").json()["rows"]
        if row["held"]
    }
    assert dates <= held


@pytest.mark.parametrize("lang", ["en", "ja", "zh-Hant", "zh-Hans"])
def test_all_of_it_is_shown_in_every_language(reader: TestClient, lang: str) -> None:
    rows = reader.get("/coverage").json()["rows"]
    for path in ("/coverage", "/coverage/gaps", f"/coverage?series={rows[0]['label']}",
                 f"/coverage?series={rows[-1]['label']}"):  # fmt: skip
        told = reader.get(path, params={"lang": lang}, headers=HTML)
        assert told.status_code == 200, path


def test_what_could_not_be_read_is_listed_by_code(reader: TestClient) -> None:
    all_ = reader.get("/coverage/gaps?size=200").json()
    assert sum(all_["codes"].values()) == all_["total"] > 0
    code, count = next(iter(all_["codes"].items()))
    some = reader.get(f"/coverage/gaps?code={code}&size=200").json()
    assert some["total"] == count and {row["code"] for row in some["rows"]} == {code}
    assert all(
        reader.get(f"/documents/{r['document']}").status_code == 200 for r in some["rows"][:2]
    )
