"""Results in a notebook: escaped, sandboxed, self-contained; and the notebook of the docs runs."""

from __future__ import annotations

import ast
import html
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from communique.archive import Archive
from communique.compare.library import Library
from communique.report import notebook
from communique.report.notebook import Shown, show
from tests.report.exported import NAME, fill


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """An archive of hostile words."""
    path = tmp_path_factory.mktemp("notebook") / "a.db"
    fill(path)
    with Archive.open(str(path)) as archive:
        yield archive


def page_in(frame: str) -> str:
    """The page in a frame, which is sandboxed and sends for nothing."""
    found = re.fullmatch(
        r'<iframe sandbox="" srcdoc="([^"]*)" title="communique"[^<>]*></iframe>', frame
    )
    assert found
    page = html.unescape(found[1])
    assert page.startswith("<!doctype html>") and "default-src 'none'" in page
    assert "<script" not in page
    assert not re.search(r'(?:src|href)="', page) and "@import" not in page and "url(" not in page
    assert "prefers-color-scheme: dark" in page
    page.encode("utf-8")
    return page


def test_findings(archive: Archive) -> None:
    made = show(archive.findings("commitments"))
    page = page_in(made._repr_html_())
    assert "&lt;script&gt;alert(&#x27;x&#x27;)" in page and "𠮷野" in page
    assert "‹U+202E›" in page
    assert repr(made).splitlines()[0] == "7 findings"
    assert "\x07" not in repr(made) and "\ud800" not in repr(made)


def test_documents(archive: Archive) -> None:
    assert "両国共同声明" in page_in(show(archive.documents())._repr_html_())
    assert "=bad &lt;name&gt;" in page_in(show(archive.find(NAME))._repr_html_())


def test_everything_of_the_kind_is_shown(archive: Archive) -> None:
    from communique.check.claims import check_claim
    from communique.check.figures import check_figures
    from communique.check.ledger import ledger
    from communique.compare.track import track
    from communique.report.brief.briefs import brief

    library = Library(archive)
    text = library.with_findings(library.text(NAME))
    other = library.text("声明.txt")
    book = ledger(library)
    for each in (
        text,
        library.diff(text, text),
        library.blame(text),
        library.log("will"),
        library.align(text, other),
        library.search("will"),
        library.search("will").results,
        book,
        book.rows[0].track,
        track(text, text.findings[0], [text]),  # type: ignore[arg-type]
        check_figures(library),
        brief(library, text),
        check_claim(library, "coercion is named for the first time"),
        next(archive.findings("claims")),
    ):
        page_in(notebook.html(each))
        assert "\ud800" not in notebook.text(each)


def test_what_cannot_be_shown() -> None:
    for value in (7, [1, 2], "words"):
        with pytest.raises(TypeError, match="shown"):
            show(value)
    assert isinstance(show([]), Shown)


def test_installed_where_a_notebook_runs(root: Path) -> None:
    code = (
        "import sys, types; sys.modules['IPython'] = types.ModuleType('IPython'); "
        "import communique; print(hasattr(communique.Text, '_repr_html_'))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={"PYTHONPATH": str(root / "src")},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "True"


def cells(root: Path) -> list[dict[str, Any]]:
    """The cells of the notebook of the docs."""
    text = (root / "docs" / "notebook.ipynb").read_text(encoding="utf-8")
    held: dict[str, Any] = json.loads(text)
    assert (held["nbformat"], held["nbformat_minor"]) == (4, 5)
    return list(held["cells"])


def test_the_notebook_holds_no_output(root: Path) -> None:
    found = cells(root)
    assert len({cell["id"] for cell in found}) == len(found)
    for cell in found:
        if cell["cell_type"] == "code":
            assert cell["outputs"] == [] and cell["execution_count"] is None


def test_the_notebook_runs(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every cell, as a notebook runs it: what its last expression gives is shown."""
    monkeypatch.chdir(root)
    notebook.install()
    held: dict[str, Any] = {}
    pages = 0
    for number, cell in enumerate(cells(root)):
        if cell["cell_type"] != "code":
            continue
        body = ast.parse("".join(cell["source"]))
        last = body.body.pop() if isinstance(body.body[-1], ast.Expr) else None
        exec(compile(body, f"cell {number}", "exec"), held)
        if last is not None:
            value = eval(compile(ast.Expression(last.value), f"cell {number}", "eval"), held)
            if hasattr(value, "_repr_html_"):
                page_in(value._repr_html_())
                pages += 1
    assert pages == 8
