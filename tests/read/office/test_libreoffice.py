"""Files that another program wrote, and what it makes of ours: LibreOffice, where it is installed."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from communique.read.office import docx, odt

SAMPLES = Path(__file__).resolve().parents[3] / "samples" / "fact-sheets"
PAGE = """<html><body><h1>Joint Statement of Mervania and Kestria</h1>
<p>The two sides met in Averne on 4 May 2031.</p>
<ol><li>They will hold talks.</li><li>They agreed on:
<ol type="a"><li>trade;</li><li>ports.</li></ol></li></ol>
<ul><li>dot</li></ul>
<table border=1><tr><th>Year</th><th colspan=2>Sum</th></tr>
<tr><td rowspan=2>2030</td><td>1</td><td>2</td></tr><tr><td>3</td><td></td></tr></table>
<h2>日本語の部</h2><p>両国は、<b>海の安全</b>に関する協議を続ける。</p></body></html>"""
READ = """Joint Statement of Mervania and Kestria
The two sides met in Averne on 4 May 2031.
1. They will hold talks.
2. They agreed on:
a. trade;
b. ports.
dot
Year\tSum
2030\t1\t2
\t3\t
日本語の部
両国は、海の安全に関する協議を続ける。"""


@pytest.fixture(name="office", scope="module")
def the_office(tmp_path_factory: pytest.TempPathFactory):  # type: ignore[no-untyped-def]
    """A function that converts a file to a format; skips where there is no LibreOffice."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice is not installed")
    folder = tmp_path_factory.mktemp("office")

    def convert(path: Path, form: str) -> Path:
        command = [
            program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless",
            "--convert-to", form, "--outdir", str(folder), str(path),
        ]  # fmt: skip
        subprocess.run(command, check=True, capture_output=True, timeout=180)
        made = folder / f"{path.stem}.{form.split(':')[0]}"
        if not made.is_file():
            pytest.skip(f"this LibreOffice writes no {form}")
        return made

    convert.folder = folder  # type: ignore[attr-defined]
    return convert


def test_what_libreoffice_wrote_is_read(office) -> None:  # type: ignore[no-untyped-def]
    page = office.folder / "page.html"
    page.write_text(PAGE, encoding="utf-8")
    text = office(page, "odt:writer8")
    as_odt = odt.extract(text.read_bytes(), name="page.odt")
    as_docx = docx.extract(office(text, "docx:MS Word 2007 XML").read_bytes(), name="page.docx")
    for layout in (as_odt, as_docx):
        lines = [line.rstrip(" ") for line in layout.text.split("\n")]
        assert lines == READ.split("\n")
    for layout in (as_odt, as_docx):
        cells = [m.extra for m in layout.marks if m.kind == "cell"]
        assert "2,1" in cells and "1,2" in cells
        bold = [layout.text[m.start : m.end] for m in layout.marks if m.kind == "bold"]
        assert "海の安全" in bold
        assert [m.level for m in layout.marks if m.kind == "heading"] == [1, 2]


def test_the_fact_sheet_survives_a_passage_through_libreoffice(office) -> None:  # type: ignore[no-untyped-def]
    sample = next(SAMPLES.glob("*.docx"))
    ours = docx.extract(sample.read_bytes(), name="a.docx")
    theirs = odt.extract(office(sample, "odt:writer8").read_bytes(), name="a.odt")
    again = docx.extract(office(sample, "docx:MS Word 2007 XML").read_bytes(), name="a.docx")
    assert again.text == ours.text
    assert [line.strip() for line in theirs.text.splitlines()] == ours.text.splitlines()
    assert {gap.code for gap in theirs.gaps} >= {"tracked-changes"}
