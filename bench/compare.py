"""How fast passages find their parents, whether these are right, and how peers do.

    python bench/compare.py                      20,000 and 200,000 passages, and peers
    python bench/compare.py --sizes 20k 200k 1m  the million too (a minute and 2 GB)
    python bench/compare.py --only lineage --json build/compare.json

The corpus (bench/passages.py) is made of three languages in turn, in texts of a hundred passages:
half fresh, the others from an earlier text, word for word, with 10, 25 or 40% of their words
edited, or with a clause moved into a fresh sentence. Recall is the share whose parent found is the
true one (or its copy), false links the share of fresh passages that were given a parent. Each case
runs in a process of its own: wall clock, the processor's time, and the highest memory above that of
the corpus.
"""

from __future__ import annotations

import argparse
import difflib
import json
import platform
import resource
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from importlib.util import find_spec
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from passages import KINDS, LANGUAGES, TEXT, Passages, passages

SIZES = {"20k": 20_000, "200k": 200_000, "1m": 1_000_000}
FLOORS = {"0%": 0.99, "10%": 0.97, "25%": 0.94, "40%": 0.82, "clause": 0.85}
"""Recall of parents that issue 3 asks for at 200,000 passages."""
FALSE = 0.005
LIMITS = {20_000: (2, 1_500), 200_000: (12, 1_500), 1_000_000: (60, 4_000)}
"""Seconds and megabytes it asks for."""

Found = list[int]
"""For each passage the number of its parent, or -1."""


@dataclass(frozen=True, slots=True)
class Case:
    """One measurement."""

    what: str
    passages: int
    wall: float
    cpu: float
    peak_mb: int
    corpus_mb: int
    recall: dict[str, float]
    note: str = ""


def ours(part: Passages) -> Found:
    """Lineage, as `blame` and `diff` use it."""
    from communique.compare.lineage import of_wordings

    origins, _ = of_wordings(list(part.texts()), part.language)
    return [
        place.text * TEXT + place.passage if origin.parents else -1
        for text in origins
        for origin in text
        for place in (origin.parents[0] if origin.parents else origin.first,)
    ]


def with_cdist(part: Passages) -> Found:
    """rapidfuzz `cdist`: the likest earlier passage by characters, from 60 hundredths on."""
    import numpy as np
    from rapidfuzz import fuzz, process

    found: Found = []
    for at in range(0, len(part.words), 500):
        block = part.words[at : at + 500]
        scores = process.cdist(
            block, part.words[: at + len(block)], scorer=fuzz.ratio, dtype=np.uint8, workers=2
        )
        for row in range(len(block)):
            earlier = scores[row, : (at + row) // TEXT * TEXT]
            best = int(earlier.argmax()) if len(earlier) else 0
            found.append(best if len(earlier) and earlier[best] >= 60 else -1)
    return found


def with_difflib(part: Passages) -> Found:
    """difflib, the likest earlier passage by words or characters, from .6 on, as many use it."""
    split = [words.split() if part.language == "en" else list(words) for words in part.words]
    found: Found = []
    for number, words in enumerate(split):
        matcher = difflib.SequenceMatcher(b=words, autojunk=False)
        best, best_score = -1, 0.6
        for other in range(number // TEXT * TEXT):
            matcher.set_seq1(split[other])
            if matcher.real_quick_ratio() > best_score and matcher.quick_ratio() > best_score:
                score = matcher.ratio()
                if score > best_score:
                    best, best_score = other, score
        found.append(best)
    return found


def with_datasketch(part: Passages) -> Found:
    """datasketch: MinHash of 128 over the same runs, LSH at a Jaccard of .3, the nearest of what it
    gives.
    """
    from datasketch import MinHash, MinHashLSH

    lsh = MinHashLSH(threshold=0.3, num_perm=128)
    hashes: list[Any] = []
    found: Found = []
    for number, words in enumerate(part.words):
        tokens = words.lower().split() if part.language == "en" else list(words)
        size = 3 if part.language == "en" else 4
        runs = {
            " ".join(tokens[at : at + size]).encode()
            for at in range(max(1, len(tokens) - size + 1))
        }
        one = MinHash(num_perm=128)
        one.update_batch(list(runs))
        near = [other for other in lsh.query(one) if other < number // TEXT * TEXT]
        found.append(max(near, key=lambda other: one.jaccard(hashes[other]), default=-1))
        lsh.insert(number, one)
        hashes.append(one)
    return found


PEERS: dict[str, tuple[Callable[[Passages], Found], int, str]] = {
    "rapidfuzz cdist": (with_cdist, 9_000, "rapidfuzz"),
    "difflib": (with_difflib, 3_000, "difflib"),
    "datasketch": (with_datasketch, 9_000, "datasketch"),
}
"""The peers, and how many passages each bears in a minute or so."""


def measure(what: str, count: int) -> Case:
    """Run one case, all languages; meant for a process of its own."""
    find = ours if what == "communique" else PEERS[what][0]
    corpus = [passages(count // len(LANGUAGES), language) for language in LANGUAGES]
    find(passages(3 * TEXT, "en"))  # tables and modules are loaded before the clock starts
    before = _peak()
    wall, cpu = time.perf_counter(), time.process_time()
    found = [find(part) for part in corpus]
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    peak = _peak()
    recall = _recall(corpus, found)
    return Case(what, count, round(wall, 2), round(cpu, 2), peak, before, recall)


def _peak() -> int:
    size = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return size // (1024 * 1024 if sys.platform == "darwin" else 1024)


def _recall(corpus: Sequence[Passages], found: Sequence[Found]) -> dict[str, float]:
    every: Counter[str] = Counter()
    good: Counter[str] = Counter()
    for part, parents in zip(corpus, found, strict=True):
        for number, (kind, true, said) in enumerate(
            zip(part.kinds, part.parents, parents, strict=True)
        ):
            if number < 2 * TEXT:
                continue
            every[kind] += 1
            if kind == "fresh":
                good[kind] += said >= 0
            elif said >= 0:
                # A copy of the parent, or a child of it, leads to the same words.
                good[kind] += (
                    said == true
                    or part.words[said] == part.words[true]
                    or part.parents[said] == true
                )
    return {kind: round(good[kind] / max(1, every[kind]), 4) for kind in KINDS}


def skipped(names: Sequence[str]) -> list[str]:
    """Why peers are not measured."""
    notes = [f"{name}: not installed, skipped" for name in names if not find_spec(PEERS[name][2])]
    if not find_spec("pyspark"):
        notes.append("passim: needs pyspark and Java, not installed, skipped")
    else:
        notes.append(
            "passim: run it by hand (docs/decisions.md has the figures of record), skipped"
        )
    return notes


def line(case: Case) -> str:
    """A case as a row of the table."""
    shares = " ".join(f"{100 * case.recall[kind]:6.1f}" for kind in KINDS[1:])
    return (
        f"{case.what:<16} {case.passages:>9,} {case.wall:>8.1f} {case.cpu:>8.1f} "
        f"{case.peak_mb:>8,} {shares} {100 * case.recall['fresh']:>7.2f}"
    )


def missed(case: Case) -> list[str]:
    """What of the floors a case of ours does not reach. The clock counts only where the machine is
    idle.
    """
    seconds, megabytes = LIMITS.get(case.passages, (1e9, 1e9))
    found = (
        [f"{case.passages:,}: {case.wall} s, asked for {seconds}"] if case.wall > seconds else []
    )
    found += (
        [f"{case.passages:,}: {case.peak_mb} MB, asked for {megabytes}"]
        if case.peak_mb > megabytes
        else []
    )
    found += [
        f"{case.passages:,}: recall {case.recall[kind]} of {kind}, asked for {floor}"
        for kind, floor in FLOORS.items()
        if case.recall[kind] < floor
    ]
    found += (
        [f"{case.passages:,}: false links {case.recall['fresh']}"]
        if case.recall["fresh"] > FALSE
        else []
    )
    return found


def main(argv: Sequence[str] | None = None) -> int:
    """Measure and print; 1 if a floor is missed."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sizes", nargs="+", choices=list(SIZES), default=["20k", "200k"])
    parser.add_argument("--only", choices=["lineage", "peers"])
    parser.add_argument("--json", type=Path)
    options = parser.parse_args(argv)
    work = (
        [("communique", SIZES[size]) for size in options.sizes] if options.only != "peers" else []
    )
    if options.only != "lineage":
        work += [(name, count) for name, (_, count, module) in PEERS.items() if find_spec(module)]
    print(
        f"Python {platform.python_version()}, {platform.machine()}; recall of parents in per cent"
    )
    shares = " ".join(f"{kind:>6}" for kind in (*KINDS[1:], "false"))
    print(f"{'':<16} {'passages':>9} {'wall s':>8} {'cpu s':>8} {'peak MB':>8} {shares}")
    cases: list[Case] = []
    context = get_context("spawn")
    for what, count in work:
        with context.Pool(1) as pool:
            cases.append(pool.apply(measure, (what, count)))
        print(line(cases[-1]), flush=True)
    for note in skipped(list(PEERS)) if options.only != "lineage" else []:
        print(note)
    if options.json:
        options.json.parent.mkdir(parents=True, exist_ok=True)
        options.json.write_text(json.dumps([asdict(case) for case in cases], indent=1))
    problems = [problem for case in cases if case.what == "communique" for problem in missed(case)]
    for problem in problems:
        print("missed:", problem)
    return int(bool(problems))


if __name__ == "__main__":
    sys.exit(main())
