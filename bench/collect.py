"""Collections: how fast their members are read, in how much memory, and whether all that they state
comes out.

    python bench/collect.py [volume] [warc] [tei] [--documents 20000] [--records 5000]

`volume`: 300 documents in the manner of the FRUS series, imported into an archive; ids, dates,
places, people, titles and notes are compared with what was put in. `warc`: records of a crawl in
one run into an archive; the memory of the process that writes and of those that read, early and at
the end. `tei`: documents a second from the file to analyses, without and with finding, in one
process (by the processor's clock and by the wall) and, into an archive, with one process a core.
Exit code 1 if a document is wrong, memory grows, or 200 documents a second are missed. (The file is
not called after the room it measures, for a module `collections` would hide Python's own.)
"""

from __future__ import annotations

import argparse
import gzip
import os
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from frus import Truth, volume

from communique.archive import Archive, Entry
from communique.archive.add import add
from communique.find.analyse import analyse_bytes as analyse_and_find
from communique.names import load
from communique.read.analyse import analyse_bytes
from communique.read.inputs import Input, collect

IN_A_VOLUME = 300
WANTED = 200.0
"""TEI documents a second (issue 5)."""

FLAT = 1.25
"""How many times the memory of the first fifth of a run the rest may need."""


@dataclass(frozen=True, slots=True)
class Said:
    """One line of the report, and whether it is as asked for."""

    words: str
    good: bool = True


# ---- a volume, compared with what was put into it


def imported(work: Path) -> Iterator[Said]:
    """A volume of 300 documents in an archive."""
    data, truths = volume(IN_A_VOLUME)
    path = work / "frus2031v01.xml"
    path.write_bytes(data)
    with Archive.open(str(work / "volume.db"), create=True) as archive:
        summary = add(archive, collect([str(path)]))
        wrong = [f"{one.name}: {one.message}" for one in summary.failed]
        for truth in truths:
            entry = archive.find(f"frus:frus2031v01/{truth.id}")
            wrong += different(truth, entry, len(archive.analysis(entry).documents[0].notes))
        wrong += [problem.message for problem in archive.verify()]
    yield Said(
        f"volume: {len(truths)} documents, {len(wrong)} wrong in id, date, place, people, title or "
        f"notes; {summary.seconds:.1f} s with findings",
        not wrong and summary.counts["added"] == IN_A_VOLUME,
    )
    yield from (Said(f"  {words}", False) for words in wrong[:5])


def different(truth: Truth, entry: Entry, notes: int) -> Iterator[str]:
    """What of a document is not as it was made."""
    for name, got, wanted in (
        ("title", entry.title, truth.title),
        ("date", entry.date, truth.date),
        ("place", entry.place, truth.place),
        ("people", entry.people, truth.people),
        ("notes", notes, truth.notes),
    ):
        if got != wanted:
            yield f"{truth.id}: {name} is {got!r}, not {wanted!r}"


# ---- a crawl in one run


def crawled(work: Path, records: int) -> Iterator[Said]:
    """Records of a crawl in an archive, and the memory they took."""
    path = work / "crawl.warc.gz"
    write_warc(path, records)
    watch = Memory()
    with Archive.open(str(work / "crawl.db"), create=True) as archive, watch:
        summary = add(
            archive, collect([str(path)]), on_progress=lambda done, total, name: watch.note(done)
        )
    first = watch.highest(0.1, 0.3)
    last = watch.highest(0.3, 1.0)
    added = summary.counts["added"]
    yield Said(
        f"warc: {records:,} records of {path.stat().st_size / 1e6:.1f} MB, {added:,} added in "
        f"{summary.seconds:.1f} s ({added / summary.seconds:.0f} a second, with findings); all "
        f"processes {first:.0f} MB in the run's second and third tenth, {last:.0f} MB after",
        added == records and last < FLAT * first,
    )


def write_warc(path: Path, records: int) -> None:
    """A crawl of pages that differ, packed record by record."""
    with path.open("wb") as file:
        for number in range(records):
            words = "".join(
                f"<p>Both sides agreed on point {number}-{n}: Mervania will send {n + 2} ships to "
                f"Averne by May {2031 + number % 9}, and Kestria will open its port.</p>\n"
                for n in range(3)
            )
            page = f"<!DOCTYPE html><title>Talks {number}</title><h1>Talks {number}</h1>{words}"
            block = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{page}"
            body = block.encode()
            head = (
                "WARC/1.0\r\nWARC-Type: response\r\nWARC-Date: 2031-05-04T10:00:00Z\r\n"
                f"WARC-Record-ID: <urn:uuid:{number}>\r\nContent-Type: application/http\r\n"
                f"WARC-Target-URI: https://mofa.example/talks/{number}\r\n"
                f"Content-Length: {len(body)}\r\n\r\n"
            )
            file.write(gzip.compress(head.encode() + body + b"\r\n\r\n"))


class Memory:
    """Megabytes of this process and those it started (proportional share), ten times a second."""

    def __init__(self) -> None:
        self._seen: list[tuple[int, float]] = []
        self._done = 0
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> Memory:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._thread.join()

    def note(self, done: int) -> None:
        """So many inputs are done."""
        self._done = done

    def _watch(self) -> None:
        while not self._ended.wait(0.1):
            self._seen.append((self._done, megabytes()))

    def highest(self, start: float, end: float) -> float:
        """The most within a part of the run, by inputs done."""
        last = max((done for done, _ in self._seen), default=0)
        found = [mb for done, mb in self._seen if start * last <= done <= end * last]
        return max(found, default=0.0)


def megabytes() -> float:
    """What this process and its descendants hold."""
    children: dict[int, list[int]] = {}
    for each in Path("/proc").glob("[0-9]*"):
        with suppress(OSError, ValueError, IndexError):
            parent = int((each / "stat").read_text().rpartition(")")[2].split()[1])
            children.setdefault(parent, []).append(int(each.name))
    total, waiting = 0, [os.getpid()]
    while waiting:
        number = waiting.pop()
        waiting += children.get(number, [])
        with suppress(OSError, ValueError, StopIteration):
            lines = Path(f"/proc/{number}/smaps_rollup").read_text().splitlines()
            total += int(next(line for line in lines if line.startswith("Pss:")).split()[1])
    return total / 1024


# ---- many documents, by the clock


def read_all(work: Path, documents: int, found: int, archived: int) -> Iterator[Said]:
    """TEI documents a second, in one process and in an archive."""
    folder = work / "volumes"
    folder.mkdir()
    for number in range(-(-documents // IN_A_VOLUME)):
        count = min(IN_A_VOLUME, documents - number * IN_A_VOLUME)
        data, _ = volume(count, seed=number, volume_id=f"frus{2031 + number}v01")
        (folder / f"frus{2031 + number}v01.xml").write_bytes(data)
    names = load()
    inputs = [one for one in collect([str(folder)]) if isinstance(one, Input)]
    for label, analyse, some in (
        ("reading to analyses", analyse_bytes, inputs),
        ("reading and finding", analyse_and_find, inputs[:found]),
    ):
        analyse(some[0].read(), name="warm", media_type=some[0].media_type, names=names)
        clock, begun, characters = time.process_time(), time.monotonic(), 0
        for one in some:
            analysis = analyse(one.read(), name=one.name, media_type=one.media_type, names=names)
            characters += len(analysis.reading.text)
        spent, wall = time.process_time() - clock, time.monotonic() - begun
        rate = len(some) / spent
        yield Said(
            f"tei: {label}, {len(some):,} documents of {characters // len(some):,} characters, one "
            f"process: {rate:.0f} a second of the processor, {len(some) / wall:.0f} of the wall",
            rate >= WANTED or analyse is analyse_and_find,
        )
    with Archive.open(str(work / "tei.db"), create=True) as archive:
        paths = sorted(folder.iterdir())[: max(1, archived // IN_A_VOLUME)]
        summary = add(archive, collect(paths))
    cores = os.cpu_count()
    yield Said(
        f"tei: {summary.counts['added']:,} into an archive with findings, {cores} processes: "
        f"{summary.counts['added'] / summary.seconds:.0f} a second of the wall",
        summary.counts["added"] == min(documents, len(paths) * IN_A_VOLUME),
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Run what the command line asks for."""
    parser = argparse.ArgumentParser(description="Read collections.")
    parser.add_argument("parts", nargs="*", default=["volume", "warc", "tei"])
    parser.add_argument("--documents", type=int, default=20_000)
    parser.add_argument(
        "--found", type=int, default=2_000, help="of these also find, in one process"
    )
    parser.add_argument("--archived", type=int, default=6_000, help="of these add to an archive")
    parser.add_argument("--records", type=int, default=5_000)
    given = parser.parse_args(arguments)
    bad = 0
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        for part in given.parts:
            lines = {
                "volume": lambda: imported(work),
                "warc": lambda: crawled(work, given.records),
                "tei": lambda: read_all(work, given.documents, given.found, given.archived),
            }[part]()
            for said in lines:
                bad += not said.good
                print(("" if said.good else "MISSED  ") + said.words, flush=True)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
