"""The cases of specs/ hold: shape and size of every file, and accuracy no lower than its floor.

A floor may only rise (`python bench/accuracy.py --raise-floors` after an improvement).
"""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType

import pytest

from communique.model.findings import KINDS, columns

ROOT = Path(__file__).resolve().parents[2]
FLOORS = json.loads((ROOT / "specs" / "floors.json").read_text(encoding="utf-8"))
FILES = sorted((p.parent.name, p.stem) for p in (ROOT / "specs").glob("*/*.yaml"))


@pytest.fixture(scope="module")
def specs() -> ModuleType:
    """The module that reads and scores the cases, which the bench uses too."""
    found = importlib.util.spec_from_file_location("bench_specs", ROOT / "bench" / "specs.py")
    assert found and found.loader
    module = importlib.util.module_from_spec(found)
    sys.modules[found.name] = module  # dataclasses look their module up
    found.loader.exec_module(module)
    return module


@pytest.mark.parametrize(("kind", "language"), FILES)
def test_shape(kind: str, language: str, specs: ModuleType) -> None:
    assert kind in KINDS
    cases = specs.cases(kind, language)
    assert len(cases) >= 40, "an analyst wants enough cases to trust a kind"
    assert sum(not case.get("expect") for case in cases) >= 5, "and some with nothing to find"
    known = {"quote", "nth", *(column.name for column in columns(KINDS[kind]))}
    for case in cases:
        assert set(case) <= {"text", "context", "expect", "why"}, case
        for item in case.get("expect") or ():
            assert set(item) <= known and item["quote"] in case["text"], item


@pytest.mark.parametrize(("kind", "language"), FILES)
def test_accuracy(kind: str, language: str, specs: ModuleType) -> None:
    tally = specs.run(kind, language)
    floor = FLOORS.get(f"{kind}/{language}", 0.0)
    assert floor > 0, "a file of cases has a floor: python bench/accuracy.py --raise-floors"
    assert tally.f1 >= floor - 1e-9, "\n".join(tally.wrong)
