"""Against the cases of another project: shares that may only rise (bench/recognizers.py)."""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType

import pytest

BENCH = Path(__file__).resolve().parents[2] / "bench"

FLOORS = {"currency": 0.95, "date": 0.95, "number": 0.9, "percent": 0.9}
FLOOR_OF_A_FILE = 0.9


@pytest.fixture(name="bench")
def the_bench(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """bench/recognizers.py as a module."""
    monkeypatch.syspath_prepend(str(BENCH))
    monkeypatch.delitem(sys.modules, "recognizers", raising=False)
    import recognizers

    return recognizers


def test_shares_of_right_cases(bench: ModuleType) -> None:
    if not bench.folder().is_dir():
        pytest.skip("no shared/peers/recognizers beside the repository (COMMUNIQUE_SHARED)")
    rows = list(bench.rows(bench.folder()))
    for kind, floor in FLOORS.items():
        of_kind = [row for row in rows if row.kind == kind]
        share = sum(row.right for row in of_kind) / sum(row.cases for row in of_kind)
        assert share >= floor, (kind, share, [row.misses for row in of_kind])
    for row in (row for row in rows if row.cases >= 10):
        assert row.share >= FLOOR_OF_A_FILE, (row.name, row.misses)


def test_the_page_tells_what_is_left_out(bench: ModuleType) -> None:
    page = (BENCH.parent / "docs" / "recognizers.md").read_text(encoding="utf-8")
    for kind, categories in bench.LEFT_OUT.items():
        for category, why, _ in categories:
            assert why
            if f"| {kind} | {category} |" in page:
                assert why in page


def test_a_case_is_right_only_at_its_place_and_with_its_value(bench: ModuleType) -> None:
    case = {
        "Input": "about 5 million yen",
        "Results": [
            {
                "Text": "5 million yen",
                "Start": 6,
                "Resolution": {"value": "5000000", "isoCurrency": "JPY"},
            }
        ],
    }
    assert bench._right("currency", "en", case)
    case["Results"][0]["Resolution"]["value"] = "5"  # type: ignore[index]
    assert not bench._right("currency", "en", case)
