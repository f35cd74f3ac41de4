"""Break files on purpose and have them read: does any reader crash, hang, or swell?

    python bench/fuzz.py                          every format that has a reader, ten minutes in all
    python bench/fuzz.py --minutes 2 --only docx odt
    python bench/fuzz.py --seed 7                 other files than those of the last run
    python bench/fuzz.py --keep build/fuzz        write the files that broke a reader

Hypothesis draws a seed file and a few changes: in the parts of a package, in the tree of XML, in
the tokens of PDF and text, and at last in the bytes. Each file is read as `add` reads it, in the
sandbox and then through the structure modules. A coded refusal is fine; `reading-failed`, a limit
reached, any other exception, a layout that is not sound, or more than five seconds is a finding: it
is reduced by leaving out changes, and printed once a kind. Exit code 1 if there are findings.
"""

from __future__ import annotations

import argparse
import logging
import re
import sys
import tempfile
import time
import traceback
import warnings
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import Any

from fuzz_changes import OPERATIONS, SOUND, Change, changed
from fuzz_seeds import seeds
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from communique.errors import CommuniqueError
from communique.model.quotes import Reading
from communique.read import sandbox
from communique.read.fetching.feeds import read_feed
from communique.read.formats import extract
from communique.read.inputs import collect
from communique.read.layout import Layout
from communique.read.structure import structure

SLOW = 5.0
"""Seconds: the longest seed takes a tenth of one."""
LIMITS = replace(sandbox.DEFAULT, seconds=20.0, processor=20.0, memory=1024 * sandbox.MEGABYTE)
BAD = frozenset({"reading-failed", "reading-too-slow", "reading-too-large"})
CONTAINERS = frozenset({"zip", "tar", "tgz", "mbox", "warc", "volume"})
FEEDS = frozenset({"rss", "sitemap"})
MEMBERS = 20
"""Members of a collection that are read."""
ROUND = 50
"""Files drawn between two looks at the clock."""


@dataclass(slots=True)
class Tally:
    """What came of the files of one format."""

    files: int = 0
    read: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    slowest: float = 0.0
    findings: dict[str, str] = field(default_factory=dict)


def bounded() -> None:
    """Have the sandbox give every reader less than it would have."""
    run = sandbox.run

    def within(task: str, data: bytes, *, name: str, **options: Any) -> Any:
        return run(task, data, name=name, **{**options, "limits": LIMITS})

    sandbox.run = within


def outcome(data: bytes, name: str) -> tuple[str, str]:
    """What came of a file: "read", "refused" with its code, or "finding" with what went wrong."""
    begin = time.perf_counter()
    form = name.rpartition(".")[2]
    try:
        if form in FEEDS:
            read_feed(data, "https://office.example/feed")
        elif form in CONTAINERS:
            wrong = contained(data, name)
        else:
            wrong = read(data, name)
        if form not in FEEDS and wrong:
            return "finding", wrong
    except CommuniqueError as error:
        if error.code in BAD:
            said = re.sub(r"\d+", "#", error.message.replace(name, "it"))
            return "finding", f"{error.code}: {said[:160]}"
        return "refused", error.code
    except Exception as error:  # noqa: BLE001 - what a bench of crashes is for
        last = traceback.extract_tb(error.__traceback__)[-1]
        return "finding", f"{type(error).__name__} in {Path(last.filename).name}:{last.lineno}"
    seconds = time.perf_counter() - begin
    return ("finding", "slow: more than 5 seconds") if seconds > SLOW else ("read", "")


def read(data: bytes, name: str, media_type: str | None = None) -> str:
    """Read one source to its structure; what is unsound about its layout."""
    layout = extract(data, name=name, media_type=media_type).layout
    wrong = unsound(layout)
    structure(layout, Reading(layout.text, layout.pages, layout.reader))
    return f"layout: {wrong}" if wrong else ""


def contained(data: bytes, name: str) -> str:
    """Read the first members of a collection. Raises the first refusal if nothing was read."""
    refused: CommuniqueError | None = None
    done = 0
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        for one in islice(collect([path], manifests=False), MEMBERS):
            try:
                if isinstance(one, tuple):
                    raise one[1]
                member = one.read(max_bytes=4_000_000)
                wrong = read(member, one.name, one.media_type) if member else ""
                done += 1
                if wrong:
                    return wrong
            except CommuniqueError as error:
                if error.code in BAD:
                    raise
                refused = refused or error
    if refused and not done:
        raise refused
    return ""


def unsound(layout: Layout) -> str:
    """What is wrong with a layout; empty if nothing is."""
    ends: list[int] = []
    for mark in layout.marks:
        if not 0 <= mark.start <= mark.end <= len(layout.text):
            return f"{mark.kind} outside the text"
        while ends and ends[-1] <= mark.start:
            ends.pop()
        if ends and mark.end > ends[-1]:
            return f"{mark.kind} crosses another mark"
        if mark.end > mark.start:
            ends.append(mark.end)
    starts = [mark.start for mark in layout.marks]
    return "" if starts == sorted(starts) else "marks out of order"


def reduced(data: bytes, changes: Sequence[Change], name: str, what: str) -> list[Change]:
    """As few of the changes as still give the same finding."""
    left = list(changes)
    for change in list(left):
        fewer = [each for each in left if each is not change]
        if outcome(changed(data, fewer), name) == ("finding", what):
            left = fewer
    return left


def fuzz(form: str, files: Sequence[bytes], until: float, number: int, keep: Path | None) -> Tally:
    """Change and read files of one format until the clock says so."""
    tally = Tally()
    name = f"fuzz.{form}"

    def look(data: bytes, changes: list[Change]) -> None:
        if time.monotonic() > until:
            return
        broken = changed(data, changes)
        begin = time.perf_counter()
        kind, what = outcome(broken, name)
        tally.slowest = max(tally.slowest, time.perf_counter() - begin)
        tally.files += 1
        if kind == "read":
            tally.read += 1
        elif kind == "refused":
            tally.refused[what] += 1
        elif what not in tally.findings:
            few = reduced(data, changes, name, what)
            tally.findings[what] = ", ".join(f"{each.what}({each.number})" for each in few)
            if keep:
                keep.mkdir(parents=True, exist_ok=True)
                (keep / f"{form}-{len(tally.findings)}.{form}").write_bytes(changed(data, few))

    places = st.integers(0, 2**31)
    sound = st.lists(st.builds(Change, st.sampled_from(SOUND), places), min_size=1, max_size=12)
    wild = st.lists(st.builds(Change, st.sampled_from(OPERATIONS), places), min_size=1, max_size=4)
    draws = given(st.sampled_from(files), st.one_of(sound, sound, wild))
    while time.monotonic() < until:
        chosen = settings(
            max_examples=ROUND,
            deadline=None,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        number += 1
        seed(number)(chosen(draws(look)))()
    return tally


def main(arguments: Sequence[str] | None = None) -> int:
    """Fuzz every format for its share of the time, and print what came of it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--only", nargs="*", default=[], help="suffixes of formats")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--keep", type=Path)
    options = parser.parse_args(arguments)
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    bounded()
    formats = {k: v for k, v in seeds().items() if not options.only or k in options.only}
    bad = 0
    for number, (form, files) in enumerate(formats.items()):
        share = options.minutes * 60 / len(formats)
        tally = fuzz(form, files, time.monotonic() + share, options.seed * 10_000_000, options.keep)
        refused = ", ".join(f"{code} {n:,}" for code, n in tally.refused.most_common())
        print(
            f"{number + 1}/{len(formats)} {form}: {tally.files:,} files, {tally.read:,} read; "
            f"refused: {refused or 'none'}; slowest {tally.slowest:.1f} s; "
            f"{len(tally.findings)} findings",
            flush=True,
        )
        for what, few in tally.findings.items():
            bad += 1
            print(f"    {what}\n        by {few}", flush=True)
    return bool(bad)


if __name__ == "__main__":
    sys.exit(main())
