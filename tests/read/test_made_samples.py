"""The samples that samples/make_files.py makes: as made, and read as what was put in."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from communique.model.places import confidence
from communique.read.analyse import analyse_bytes, analyse_file
from communique.read.inputs import Input, collect
from communique.read.scans import tesseract

REPORT = "reports/2024-05-06-xaa-xbb-trade.en.pdf"
SCAN = "scans/1961-03-02-xbb-note.en.png"


@pytest.fixture
def pages(samples: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The script that set the pages, with their words."""
    import importlib

    monkeypatch.syspath_prepend(str(samples))
    return importlib.import_module("make_pages")


def needs_tesseract() -> None:
    if "eng" not in tesseract.languages():
        pytest.skip("tesseract has no eng here; .ci/run installs it")


def test_they_are_as_made(samples: Path) -> None:
    made = subprocess.run(
        [sys.executable, samples / "make_files.py", "--check"], capture_output=True, text=True
    )
    assert (made.returncode, made.stderr) == (0, "")


def test_the_report_is_read_whole_and_in_order(samples: Path, pages: ModuleType) -> None:
    analysis = analyse_file(samples / REPORT)
    assert analysis.gaps == () and len(analysis.reading.pages) == 2
    [document] = analysis.documents
    view = " ".join(passage.text for passage in document.passages)
    at = 0
    for what, words in pages.REPORT:
        if what == "table":
            continue
        if what == "head":
            words = words.partition(". ")[2]  # the view sets labels apart
        for number in "123":
            words = words.replace(f"<super>{number}</super>", "")
        found = view.find(words, at)
        assert found >= at, words
        at = found + len(words)
    [table] = document.tables
    assert [tuple(cell.text for cell in row) for row in table.rows] == list(pages.TRADE)
    notes = [note for page in pages.NOTES.values() for note in page]
    assert [(n.label, "".join(n.quote.exact)) for n in document.notes] == notes
    assert [b.what for b in analysis.boilerplate] == ["running_head", "page_number"] * 2


def test_the_scan_is_read_by_name_and_as_a_page_of_a_pdf(samples: Path, pages: ModuleType) -> None:
    needs_tesseract()
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(420, 480))
    canvas.drawImage(ImageReader(str(samples / SCAN)), 0, 0, 420, 480)
    canvas.save()
    wanted = " ".join(pages.SCAN)
    for data, name in (((samples / SCAN).read_bytes(), "note.png"), (out.getvalue(), "note.pdf")):
        analysis = analyse_bytes(data, name=name)
        [document] = analysis.documents
        assert " ".join(" ".join(p.text for p in document.passages).split()) == wanted
        sure = confidence(analysis.reading.places, document.ranges)
        assert sure is not None and sure > 0.9
        assert "scan-read" in {gap.code for gap in analysis.gaps}


def test_a_walk_passes_the_scan_over(samples: Path) -> None:
    assert not [one for one in collect([samples / "scans"]) if isinstance(one, Input)]
