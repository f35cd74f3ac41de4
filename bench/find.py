"""How fast findings are found: all kinds together and each kind alone, by language and size; peers.

    python bench/find.py                         every language and size, each kind, peers
    python bench/find.py --sizes 10k 100k        only these sizes
    python bench/find.py --only kinds            one part: finding, kinds, peers
    python bench/find.py --json build/find.json

The text is that of samples/, varied (bench/material.py). Reading is not counted. Each case runs in
a process of its own, after a warm-up that loads tables and language data, by the processor's clock.
Peers do less or other work, so they are a measure of scale and not a race; those that are not
installed are told and left out.
"""

from __future__ import annotations

import argparse
import gc
import importlib.util
import json
import platform
import resource
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass, field
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from material import LANGUAGES, material

SIZES = (10_000, 100_000, 1_000_000)
KIND_SIZE = 100_000
FLOOR = 100_000
"""Characters a second a core that issue 4 asks for."""

UNEVEN = 1.5
"""A character of the longest text may cost so many times one of the 100,000."""


@dataclass(frozen=True, slots=True)
class Case:
    """One measurement: what was found by what, how long it took, what memory it needed."""

    part: str
    what: str
    language: str
    characters: int
    seconds: float
    peak_mb: float
    found: int
    kinds: dict[str, float] = field(default_factory=dict)

    @property
    def rate(self) -> float:
        """Characters a second."""
        return self.characters / self.seconds if self.seconds else 0.0


# ---- what is measured, each in a process of its own


def prepared(language: str, size: int) -> Any:
    """The text, read."""
    from communique.read.analyse import analyse_bytes

    return analyse_bytes(material(language, "text", size), name="bench.txt")


def ours(analysis: Any, language: str) -> int:
    """All findings of all kinds; their number."""
    from communique.find import with_findings
    from communique.names import load

    return sum(len(doc.findings) for doc in with_findings(analysis, load()).documents)


def by_kind(analysis: Any) -> dict[str, float]:
    """Seconds of each finder, and of making the scans that they share."""
    from communique.find import FINDERS
    from communique.find.context import Context
    from communique.names import load

    spent: dict[str, float] = defaultdict(float)
    for doc in analysis.documents:
        begun = time.process_time()
        context = Context(doc, analysis.reading, load())
        scans = list(context.scans)
        _ = [(scan.mentions, scan.dates) for scan in scans]
        spent["scans"] += time.process_time() - begun
        for kind, finder in FINDERS.items():
            begun = time.process_time()
            context.found[kind] = tuple(sorted(finder(context), key=lambda f: f.quote.start))
            spent[kind] += time.process_time() - begun
    return dict(spent)


def spacy_blank(analysis: Any, language: str) -> int:
    """Tokens and sentences of spaCy's blank pipelines: no entity, no relation."""
    import spacy

    pipeline = spacy.blank(language[:2])  # Japanese would need a dictionary beside it
    pipeline.add_pipe("sentencizer")
    pipeline.max_length = 100_000_000
    return sum(
        len(doc) for doc in pipeline.pipe(p.text for d in analysis.documents for p in d.passages)
    )


def quantulum3_quantities(analysis: Any, language: str) -> int:
    """Quantities of English text by quantulum3."""
    from quantulum3 import parser

    return sum(len(parser.parse(p.text)) for d in analysis.documents for p in d.passages)


def dateparser_dates(analysis: Any, language: str) -> int:
    """Dates in text by dateparser."""
    from dateparser.search import search_dates

    tag = [{"zh-Hant": "zh-Hant", "zh-Hans": "zh"}.get(language, language)]
    return sum(
        len(search_dates(p.text, languages=tag) or ())
        for d in analysis.documents
        for p in d.passages
    )


Run = Callable[[Any, str], int]
PEERS: dict[str, tuple[str, tuple[str, ...], Run, int]] = {
    "spacy blank": ("spacy", ("en", "zh-Hant", "zh-Hans"), spacy_blank, 100_000),
    "quantulum3": ("quantulum3", ("en",), quantulum3_quantities, 10_000),
    "dateparser": ("dateparser", ("en", "ja", "zh-Hans"), dateparser_dates, 10_000),
}
"""Peers: the module they need, the languages they know, what runs, the largest size worth it."""


def peak_mb() -> float:
    """The most memory this process has held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measure(what: str, language: str, size: int) -> tuple[int, float, float, int, dict[str, float]]:
    """Characters, best processor seconds, peak MB above the warm program and text, found, kinds."""
    run = PEERS[what][2] if what in PEERS else ours
    run(prepared(language, 3_000), language)
    analysis = prepared(language, size)
    if what == "kinds":
        return len(analysis.reading.text), 0.0, 0.0, 0, by_kind(analysis)
    gc.collect()
    before = peak_mb()
    best, found = float("inf"), 0
    for _ in range(1 if size >= 500_000 or what in PEERS else 3):
        begun = time.process_time()
        found = run(analysis, language)
        best = min(best, time.process_time() - begun)
    return len(analysis.reading.text), best, peak_mb() - before, found, {}


def case(part: str, what: str, language: str, size: int) -> Case:
    """One case, measured in a fresh process."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        characters, seconds, peak, found, kinds = pool.submit(
            measure, what, language, size
        ).result()
    seconds = seconds or sum(kinds.values())
    return Case(part, what, language, characters, seconds, peak, found, kinds)


def finding(sizes: Sequence[int]) -> Iterator[Case]:
    """All kinds together, by language and size."""
    for language in LANGUAGES:
        for size in sizes:
            yield case("finding", "communique", language, size)


def kinds(sizes: Sequence[int]) -> Iterator[Case]:
    """Each kind alone, by language."""
    for language in LANGUAGES:
        yield case("kinds", "kinds", language, min(KIND_SIZE, max(sizes)))


def peers(sizes: Sequence[int]) -> Iterator[Case]:
    """What others do of the same or less work, on the same text, with ours beside it."""
    for what, (module, languages, _, largest) in PEERS.items():
        if importlib.util.find_spec(module) is None:
            print(f"{what}: not installed, left out (pip install {module})", file=sys.stderr)
            continue
        size = min(largest, max(sizes))
        for language in languages:
            yield case("peers", what, language, size)
            yield case("peers", "communique", language, size)


# ---- what is printed


def told(each: Case) -> str:
    """A case as a line of the table."""
    line = (
        f"{each.what:14}{each.language:10}{each.characters:>12,}{each.seconds:>10.3f}"
        f"{each.rate:>12,.0f}{each.peak_mb:>9.0f}{each.found:>9,}"
    )
    rates = (
        f"\n  {kind:14}{each.characters / seconds if seconds else 0:>12,.0f} characters a second"
        for kind, seconds in sorted(each.kinds.items(), key=lambda pair: -pair[1])
    )
    return line + "".join(rates)


def judged(cases: Sequence[Case]) -> list[str]:
    """What the measurements say of the promises: speed in each language, linearity."""
    said = []
    for language in LANGUAGES:
        large = sorted(
            (
                c
                for c in cases
                if c.part == "finding" and c.language == language and c.characters >= 90_000
            ),
            key=lambda c: c.characters,
        )
        if not large:
            continue
        slowest = min(c.rate for c in large)
        verdict = "reached" if slowest >= FLOOR else "MISSED"
        line = f"{language}: {slowest:,.0f} characters a second; asked for {FLOOR:,}: {verdict}"
        if len(large) > 1:
            ratio = large[0].rate / large[-1].rate
            line += f"; a character of {large[-1].characters:,} costs {ratio:.2f} times one of"
            line += f" {large[0].characters:,}" + ("" if ratio <= UNEVEN else ": NOT LINEAR")
        said.append(line)
    return said


def number(text: str) -> int:
    """`10k`, `1m` or plain digits."""
    factor = {"k": 1_000, "m": 1_000_000}.get(text[-1:].lower(), 1)
    return int(text.rstrip("kKmM")) * factor


def main() -> None:
    """Runs what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", nargs="+", type=number, default=SIZES, metavar="N")
    parser.add_argument("--only", choices=("finding", "kinds", "peers"), default=None)
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the measurements here too")
    asked = parser.parse_args()
    parts: dict[str, Callable[[Sequence[int]], Iterator[Case]]] = {
        "finding": finding,
        "kinds": kinds,
        "peers": peers,
    }
    print(
        f"Python {platform.python_version()}, {platform.machine()}, one core, reading not counted"
    )
    print(
        f"{'':14}{'language':10}{'characters':>12}{'seconds':>10}{'chars/s':>12}{'peak MB':>9}"
        f"{'found':>9}"
    )
    cases: list[Case] = []
    for name, part in parts.items():
        if asked.only in (None, name):
            for each in part(asked.sizes):
                cases.append(each)
                print(told(each), flush=True)
    print()
    for line in judged(cases):
        print(line)
    if asked.json:
        asked.json.parent.mkdir(parents=True, exist_ok=True)
        asked.json.write_text(json.dumps([asdict(each) for each in cases], indent=1))


if __name__ == "__main__":
    main()
