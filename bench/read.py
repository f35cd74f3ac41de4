"""How fast sources become passages, what memory that takes, what 10,000 small files cost to add.

    python bench/read.py                      every language, format and size; peers; the archive
    python bench/read.py --sizes 10k 1m       only these sizes
    python bench/read.py --only archive       one part: reading, peers, archive
    python bench/read.py --json build/read.json

The text is that of samples/, varied (bench/material.py). Each case runs in a process of its own,
after a warm-up that loads tables and language data (told apart), by the processor's clock. Linear
means that a character costs the same in a long text as in a short one.
"""

from __future__ import annotations

import argparse
import gc
import importlib.util
import json
import os
import platform
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from material import FORMATS, LANGUAGES, SAMPLES, material, small_files

SIZES = (10_000, 100_000, 1_000_000, 10_000_000)
FILES = (100, 1_000, 10_000)
FLOOR = 1_000_000
"""Characters a second a core that issue 2 asks for."""


@dataclass(frozen=True, slots=True)
class Case:
    """One measurement: what was read by what, how long it took, what it needed."""

    part: str
    what: str
    language: str
    format: str
    characters: int
    seconds: float
    peak_mb: float
    found: int
    first_seconds: float = 0.0

    @property
    def rate(self) -> float:
        """Characters a second."""
        return self.characters / self.seconds if self.seconds else 0.0


# ---- what is measured, each in a process of its own


def ours(data: bytes, format: str, language: str) -> int:
    """Bytes to passages; the number of passages."""
    from communique.read.analyse import analyse_bytes

    analysis = analyse_bytes(data, name=f"bench.{FORMATS[format]}")
    return sum(len(document.passages) for document in analysis.documents)


def trafilatura_main_text(data: bytes, format: str, language: str) -> int:
    """The main text of a page by trafilatura; its lines."""
    import trafilatura

    return len((trafilatura.extract(data.decode()) or "").splitlines())


def pysbd_sentences(data: bytes, format: str, language: str) -> int:
    """Sentences by pysbd, paragraph by paragraph."""
    import pysbd

    segmenter = pysbd.Segmenter(language=language[:2], clean=False)
    return sum(len(segmenter.segment(block)) for block in data.decode().split("\n\n"))


def sentencex_sentences(data: bytes, format: str, language: str) -> int:
    """Sentences by sentencex, paragraph by paragraph."""
    import sentencex

    blocks = data.decode().split("\n\n")
    return sum(len(list(sentencex.segment(language[:2], block))) for block in blocks)


PEERS: dict[str, tuple[str, str, Callable[[bytes, str, str], int], int]] = {
    "trafilatura": ("trafilatura", "html", trafilatura_main_text, 1_000_000),
    "pysbd": ("pysbd", "text", pysbd_sentences, 100_000),
    "sentencex": ("sentencex", "text", sentencex_sentences, 1_000_000),
}
"""Peers: the module they need, the format, what runs, the largest size worth the wait."""


def peak_mb() -> float:
    """The most memory this process has held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measure(
    what: str, language: str, format: str, size: int
) -> tuple[int, float, float, int, float]:
    """Characters, best processor seconds, peak MB above the warm program, found, first run."""
    run = ours if what == "communique" else PEERS[what][2]
    begun = time.process_time()
    run(material(language, format, 5_000), format, language)
    first = time.process_time() - begun
    data = material(language, format, size)
    characters = len(data.decode())
    gc.collect()
    before = peak_mb()
    best, found = float("inf"), 0
    for _ in range(1 if size >= 5_000_000 else 3 if size >= 500_000 else 7):
        begun = time.process_time()
        found = run(data, format, language)
        best = min(best, time.process_time() - begun)
    return characters, best, peak_mb() - before, found, first


def case(part: str, what: str, language: str, format: str, size: int) -> Case:
    """One case, measured in a fresh process."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        measured = pool.submit(measure, what, language, format, size).result()
    characters, seconds, peak, found, first = measured
    return Case(part, what, language, format, characters, seconds, peak, found, first)


def reading(sizes: Sequence[int]) -> Iterator[Case]:
    """Our reading, by language, format and size."""
    for language in LANGUAGES:
        for format in FORMATS:
            for size in sizes:
                yield case("reading", "communique", language, format, size)


def peers(sizes: Sequence[int]) -> Iterator[Case]:
    """What others do of the same work, on the same text, with ours beside it."""
    for what, (module, format, _, largest) in PEERS.items():
        if importlib.util.find_spec(module) is None:
            print(f"{what}: not installed, left out (make bench installs it)", file=sys.stderr)
            continue
        size = min(largest, max(sizes))
        for language in LANGUAGES:
            yield case("peers", what, language, format, size)
            yield case("peers", "communique", language, format, size)


# ---- the archive


def children(pid: int) -> list[int]:
    """A process and all below it."""
    try:
        below = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return []
    return [pid, *(each for child in below for each in children(int(child)))]


def resident_mb(pid: int) -> float:
    """The memory a process and its children hold together, pages they share counted once."""
    total = 0
    for each in children(pid):
        try:
            rollup = Path(f"/proc/{each}/smaps_rollup").read_text()
        except OSError:
            continue
        total += sum(int(kb) for kb in re.findall(r"(?m)^Pss:\s+(\d+)", rollup))
    return total / 1024


def archive(counts: Sequence[int]) -> Iterator[Case]:
    """`communique add` of a folder of small files: wall clock, memory of all processes."""
    for count in counts:
        folder = Path(tempfile.mkdtemp(prefix="communique-bench-"))
        try:
            (folder / "texts").mkdir()
            characters = small_files(folder / "texts", count)
            store = folder / "bench.db"
            command = [sys.executable, "-m", "communique", "add", str(folder / "texts")]
            command += ["--archive", str(store), "--names", str(SAMPLES / "names"), "--quiet"]
            begun, peak = time.perf_counter(), 0.0
            with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
                while process.poll() is None:
                    peak = max(peak, resident_mb(process.pid))
                    time.sleep(0.1)
            seconds = time.perf_counter() - begun
            if process.returncode:
                raise SystemExit(f"add of {count} files ended with exit code {process.returncode}")
            yield Case(
                "archive",
                "communique add",
                "all",
                f"{count} files",
                characters,
                seconds,
                peak,
                count,
            )
        finally:
            shutil.rmtree(folder)


# ---- what is printed


def table(cases: Iterable[Case]) -> list[Case]:
    """Prints each case as it comes; all of them."""
    kept: list[Case] = []
    for each in cases:
        if not kept:
            print(f"\n{'':16}{'language':10}{'what':12}{'characters':>12}{'seconds':>10}"
                  f"{'chars/s':>12}{'peak MB':>9}{'found':>9}")  # fmt: skip
        print(f"{each.what:16}{each.language:10}{each.format:12}{each.characters:>12,}{each.seconds:>10.3f}"
              f"{each.rate:>12,.0f}{each.peak_mb:>9.0f}{each.found:>9,}", flush=True)  # fmt: skip
        kept.append(each)
    return kept


def judged(cases: Sequence[Case]) -> list[str]:
    """What the measurements say of the promises: speed, linearity, memory."""
    said = []
    large = [c for c in cases if c.part == "reading" and c.characters >= 100_000]
    if large:
        slowest = min(large, key=lambda c: c.rate)
        said.append(
            f"slowest reading of 100,000 characters or more: {slowest.rate:,.0f} a second"
            f" ({slowest.language}, {slowest.format}, {slowest.characters:,}); asked for: {FLOOR:,}"
        )
        by_kind: dict[tuple[str, str], list[Case]] = {}
        for each in large:
            by_kind.setdefault((each.language, each.format), []).append(each)
        ratios = {
            kind: ordered[0].rate / ordered[-1].rate
            for kind, found in by_kind.items()
            if len(ordered := sorted(found, key=lambda c: c.characters)) > 1
        }
        if ratios:
            worst = max(ratios, key=lambda kind: ratios[kind])
            said.append(
                "linear: a character of the longest text costs at most"
                f" {ratios[worst]:.2f} times one of the shortest ({worst[0]}, {worst[1]})"
            )
    added = sorted((c for c in cases if c.part == "archive"), key=lambda c: c.found)
    if added:
        last = added[-1]
        said.append(
            f"adding {last.found:,} files: {last.seconds:.1f} s,"
            f" {last.found / last.seconds:.0f} files a second,"
            f" {last.peak_mb:.0f} MB in all processes; asked for: under 400 MB"
        )
    if len(added) > 1:
        first = added[-2]
        ratio = (last.seconds / last.found) / (first.seconds / first.found)
        said.append(
            f"linear: a file of {last.found:,} costs {ratio:.2f} times one of {first.found:,}"
        )
    return said


def number(text: str) -> int:
    """`10k`, `1m` or plain digits."""
    factor = {"k": 1_000, "m": 1_000_000}.get(text[-1:].lower(), 1)
    return int(text.rstrip("kKmM")) * factor


def main() -> None:
    """Runs what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", nargs="+", type=number, default=SIZES, metavar="N")
    parser.add_argument("--files", nargs="+", type=number, default=FILES, metavar="N")
    parser.add_argument("--only", choices=("reading", "peers", "archive"), default=None)
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the measurements here too")
    asked = parser.parse_args()
    parts: dict[str, Callable[[], Iterator[Case]]] = {
        "reading": lambda: reading(asked.sizes),
        "peers": lambda: peers(asked.sizes),
        "archive": lambda: archive(asked.files),
    }
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, one used for reading")
    cases: list[Case] = []
    for name, run in parts.items():
        if asked.only in (None, name):
            cases += table(run())
    said = judged(cases)
    print("\n" + "\n".join(said))
    if asked.json:
        asked.json.parent.mkdir(parents=True, exist_ok=True)
        rows: list[dict[str, Any]] = [{**asdict(each), "rate": each.rate} for each in cases]
        record = {"python": platform.python_version(), "cases": rows, "said": said}
        asked.json.write_text(json.dumps(record, ensure_ascii=False, indent=1) + "\n")


if __name__ == "__main__":
    main()
