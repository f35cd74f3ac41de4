"""Adding many files: resumed, in order, in groups, and one bad file costs that file alone."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from communique.archive import Archive
from communique.archive import batch as batching
from communique.archive.add import Interrupted, Summary, add
from communique.archive.batch import Became
from communique.archive.reading import Job, Outcome, read
from communique.archive.workers import Workers
from communique.errors import ArchiveLocked, NamesTableError, ReadingFailed
from communique.read.inputs import Input, collect

STATEMENT = """Joint Statement of Aland and Beland

Port Lyth, 4 May {year}

1. The two sides will meet again by {year}. They reaffirmed the importance of the Strait.

2. They will exchange {number} students.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Twenty statements: few enough to be read without other processes unless a test asks."""
    made = tmp_path / "statements"
    made.mkdir()
    for number in range(20):
        text = STATEMENT.format(year=1990 + number, number=number)
        (made / f"{1990 + number}-05-04.txt").write_text(text, encoding="utf-8")
    return made


@pytest.mark.parametrize("workers", [1, 2, None])
def test_all_are_added_and_then_unchanged(
    archive: Archive, folder: Path, workers: int | None
) -> None:
    told: list[tuple[int, int | None, str]] = []
    summary = add(
        archive,
        collect([folder]),
        workers=workers,
        on_progress=lambda *args: told.append(args),
    )
    assert summary.counts == {"added": 20}
    assert summary.failed == []
    assert summary.documents == 20
    assert [done for done, _, _ in told] == list(range(1, 21))
    assert {total for _, total, _ in told} == {20}
    assert archive.verify() == []
    again = add(archive, collect([folder]), workers=workers)
    assert again.counts == {"unchanged": 20}
    assert archive.info().versions == 20


def test_the_same_files_make_the_same_archive(tmp_path: Path, folder: Path) -> None:
    """However many processes read: rows in the same order, the same numbers of passages."""
    dumps = []
    for workers in (1, 2, 3):
        path = str(tmp_path / f"{workers}.db")
        with Archive.open(path, create=True) as archive:
            add(archive, collect([folder]), workers=workers)
            rows = archive._db.execute(
                "SELECT passage_id, stable_id, name FROM passages p "
                "JOIN documents d ON d.id = p.document JOIN versions v ON v.analysis = d.analysis "
                "ORDER BY passage_id".replace("stable_id", "p.stable_id")
            )
            dumps.append(rows.fetchall())
    assert dumps[0] == dumps[1] == dumps[2]


def test_changed_files_make_versions(archive: Archive, folder: Path) -> None:
    add(archive, collect([folder]))
    changed = folder / "1990-05-04.txt"
    changed.write_text("Joint Statement\n\nThey intend to meet.\n", encoding="utf-8")
    (folder / "copy.txt").write_bytes((folder / "1991-05-04.txt").read_bytes())
    summary = add(archive, collect([folder]))
    assert summary.counts == {"unchanged": 19, "new_version": 1, "known_bytes": 1}
    assert archive.verify() == []


@pytest.mark.parametrize("workers", [1, 2])
def test_bad_files_cost_only_themselves(archive: Archive, folder: Path, workers: int) -> None:
    (folder / "empty.txt").write_bytes(b"")
    (folder / "noise.txt").write_bytes(bytes(range(256)) * 20)
    (folder / "large.txt").write_text("word " * 4000)
    (folder / "report.txt").write_bytes(b"{\\rtf1 The two sides met.}")
    found = [*collect([folder, folder / "missing.txt"])]
    summary = add(archive, found, workers=workers, max_bytes=10_000)
    assert summary.counts == {"added": 20}
    codes = {Path(failure.name).name: failure.code for failure in summary.failed}
    assert codes == {
        "empty.txt": "empty",
        "noise.txt": "binary",
        "large.txt": "too-large",
        "report.txt": "unsupported-format",
        "missing.txt": "unreadable",
    }
    assert all(failure.message and failure.advice for failure in summary.failed)
    assert archive.verify() == []


def test_fields_are_set_and_a_change_of_them_is_seen(archive: Archive, folder: Path) -> None:
    manifest = folder / "manifest.csv"
    manifest.write_text("file,series\n1990-05-04.txt,talks\n", encoding="utf-8")
    add(archive, collect([folder]), fields={"place": "Varn"})
    assert {entry.place for entry in archive.documents()} == {"Varn"}
    assert [entry.name for entry in archive.documents(series="talks")] == ["1990-05-04.txt"]
    manifest.write_text("file,series\n1991-05-04.txt,talks\n", encoding="utf-8")
    summary = add(archive, collect([folder]), fields={"place": "Varn"})
    assert summary.counts == {"reread": 2, "unchanged": 18}
    assert [entry.name for entry in archive.documents(series="talks")] == ["1991-05-04.txt"]
    assert archive.verify() == []


def test_reread(archive: Archive, folder: Path) -> None:
    add(archive, collect([folder]))
    assert add(archive, collect([folder]), reread=True).counts == {"unchanged": 20}


def test_standard_input(archive: Archive, folder: Path) -> None:
    piped = collect(["-", folder], stdin=io.BytesIO(STATEMENT.encode()))  # type: ignore[arg-type]
    summary = add(archive, piped, workers=2)
    assert summary.counts == {"added": 21}


def test_what_became_of_each_input_is_told_once_it_is_stored(
    archive: Archive, folder: Path
) -> None:
    (folder / "empty.txt").write_bytes(b"")
    told = list[Became]()

    def became(what: Became) -> None:
        assert all(archive.find(id) for id in what.documents)
        told.append(what)

    summary = add(archive, collect([folder]), workers=1, on_became=became)
    assert len(told) == sum(summary.counts.values()) + len(summary.failed)
    assert sum(len(each.documents) for each in told) == summary.documents
    assert [each.failure for each in told if each.failure] == summary.failed
    again = list[Became]()
    add(archive, collect([folder]), workers=1, on_became=again.append)
    assert {each.status for each in again} == {"unchanged", None}
    assert {each.identity for each in again} == {each.identity for each in told}


def test_gaps_are_told(archive: Archive, folder: Path) -> None:
    (folder / "nothing.txt").write_text("Some words without a date or a name.\n")
    summary = add(archive, collect([folder]))
    assert "nothing.txt" in {gap.name for gap in summary.gaps}
    assert len(summary.gaps) == len(archive.gaps())


def test_bad_names_tables_are_told_before_anything(
    archive: Archive, folder: Path, tmp_path: Path
) -> None:
    names = tmp_path / "names"
    names.mkdir()
    (names / "states.csv").write_text("nonsense\n1,2,3\n")
    with pytest.raises(NamesTableError):
        add(archive, collect([folder]), names_paths=[names], workers=2)
    assert archive.documents() == []


def test_a_locked_archive_stops_the_run(
    archive: Archive, folder: Path, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive._db.execute("PRAGMA busy_timeout = 50")
    with Archive.open(path) as other, other.transaction(), pytest.raises(ArchiveLocked):
        add(archive, collect([folder]))
    assert add(archive, collect([folder])).counts == {"added": 20}


def test_a_mistake_of_ours_costs_one_file(
    archive: Archive, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from communique.archive import reading

    real = reading.analyse_bytes

    def broken(data: bytes, **options: Any) -> Any:
        if options["name"] == "1995-05-04.txt":
            raise ZeroDivisionError("a mistake")
        return real(data, **options)

    monkeypatch.setattr(reading, "analyse_bytes", broken)
    summary = add(archive, collect([folder]), workers=1)
    assert summary.counts == {"added": 19}
    (failure,) = summary.failed
    assert (failure.name, failure.code) == ("1995-05-04.txt", "reading-failed")
    assert "ZeroDivisionError" in failure.message


@pytest.mark.parametrize("workers", [1, 2])
def test_ctrl_c_leaves_the_archive_whole(archive: Archive, folder: Path, workers: int) -> None:
    def stop(done: int, total: int | None, name: str) -> None:
        if done == 5:
            raise KeyboardInterrupt

    with pytest.raises(Interrupted) as caught:
        add(archive, collect([folder]), workers=workers, on_progress=stop)
    held = archive.info().sources
    assert caught.value.summary.counts["added"] == held > 0
    assert archive.verify() == []
    summary = add(archive, collect([folder]))
    assert summary.counts["added"] + summary.counts["unchanged"] == 20
    assert archive.info().sources == 20


def test_memory_is_bounded_by_writing_early(
    archive: Archive, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batching, "_AHEAD", 3)
    monkeypatch.setattr(batching, "_GROUP", 2)
    assert add(archive, collect([folder]), workers=2).counts == {"added": 20}
    assert archive.verify() == []


def jobs(folder: Path) -> Iterator[Job]:
    for number, one in enumerate(collect([folder])):
        assert isinstance(one, Input)
        yield Job(number, one, {})


def test_a_killed_process_costs_nothing(folder: Path) -> None:
    """Its inputs are tried once more in a new one."""
    with Workers(2, timeout=60) as pool:
        found: list[Outcome] = []
        for outcome in pool.run(jobs(folder)):
            found.append(outcome)
            if len(found) in (5, 10):
                os.kill(pool._workers[0].process.pid or 0, signal.SIGKILL)
    assert sorted(outcome.number for outcome in found) == list(range(20))
    assert not [outcome.failure for outcome in found if outcome.failure]


DEADLY = """
import os, sys, time
from communique.archive import reading, workers

real = reading.read

def read(job, names):
    if job.source.name.startswith("1995"):
        {act}
    return real(job, names)

workers.read = read
"""


@pytest.mark.parametrize(
    ("act", "code"),
    [("os._exit(1)", "reading-failed"), ("time.sleep(600)", "reading-too-slow")],
)
def test_a_deadly_or_endless_file_costs_itself(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, act: str, code: str
) -> None:
    """The processes are made to break off at one name by what they import first."""
    site = tmp_path / "site"
    site.mkdir()
    (site / "sitecustomize.py").write_text(DEADLY.format(act=act), encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", f"{site}{os.pathsep}{os.environ.get('PYTHONPATH', '')}")
    started = time.monotonic()
    with Workers(2, timeout=5 if "sleep" in act else 60) as pool:
        found = list(pool.run(jobs(folder)))
    assert sorted(outcome.number for outcome in found) == list(range(20))
    (failure,) = [outcome.failure for outcome in found if outcome.failure]
    assert (failure.name, failure.code) == ("1995-05-04.txt", code)
    assert time.monotonic() - started < 60


def test_processes_that_cannot_start_are_told_once(
    archive: Archive, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (site / "sitecustomize.py").write_text("import os\nos._exit(1)\n", encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", f"{site}{os.pathsep}{os.environ.get('PYTHONPATH', '')}")
    with pytest.raises(ReadingFailed, match="cannot start"):
        add(archive, collect([folder]), workers=2)


def test_read_never_raises() -> None:
    from communique.names import load

    for name in ("/no/such", "/", "\0", "\ud800"):
        outcome = read(Job(0, Input(name, name, Path(name)), {}), load())
        assert outcome.failure is not None
        assert outcome.failure.code in ("unreadable", "reading-failed")


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_sigkill_leaves_the_archive_whole(folder: Path, path: str) -> None:
    """One kill; bench/kill.py does fifty at random moments."""
    script = textwrap.dedent(
        f"""
        from communique.archive import Archive
        from communique.archive.add import add
        from communique.read.inputs import collect
        import os, signal
        def stop(done, total, name):
            if done == 12:
                os.kill(os.getpid(), signal.SIGKILL)
        with Archive.open({path!r}, create=True) as archive:
            import communique.archive.batch as adding
            adding._GROUP = 4
            add(archive, collect([{str(folder)!r}]), workers=1, on_progress=stop)
        """
    )
    killed = subprocess.run([sys.executable, "-c", script], check=False)
    assert killed.returncode == -signal.SIGKILL
    with Archive.open(path) as archive:
        assert archive.verify() == []
        assert archive.info().sources == 12
        summary = add(archive, collect([folder]))
        assert summary.counts == {"unchanged": 12, "added": 8}


def test_summary_starts_empty() -> None:
    assert Summary().counts["added"] == 0
