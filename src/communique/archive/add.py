"""Adding many inputs to an archive: read side by side, written by one, each whole or not at all.

    summary = add(archive, collect(["statements/"]), on_progress=print)
    summary.counts["added"], summary.failed

What the archive holds already is only hashed, so that the same call goes on after an interruption.
One input that cannot be read, hangs, or ends its process costs that input alone. Left out: where
inputs come from, and what manifests say of them (read/inputs.py).
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from communique.archive.batch import Batch, Found, OnBecame, Plan, Progress, Summary
from communique.archive.reading import Job, Outcome, names_of, read
from communique.archive.store import Archive
from communique.archive.workers import Workers
from communique.read.analyse import MAX_BYTES
from communique.read.inputs import Input

__all__ = ["TIMEOUT", "Interrupted", "Summary", "add"]

TIMEOUT = 300.0
"""Seconds one input may take: the largest allowed takes about one minute."""

_FEW_FILES, _FEW_BYTES = 24, 1_000_000
"""Below both, reading here is quicker than starting processes (one second)."""


class Interrupted(KeyboardInterrupt):
    """Ctrl-C during `add`: the archive is whole, and `summary` says what is in it."""

    def __init__(self, summary: Summary) -> None:
        super().__init__()
        self.summary = summary


def add(
    archive: Archive,
    inputs: Iterable[Found],
    *,
    fields: Mapping[str, Any] | None = None,
    names_paths: Sequence[str | Path] = (),
    workers: int | None = None,
    on_progress: Progress | None = None,
    on_became: OnBecame | None = None,
    max_bytes: int = MAX_BYTES,
    timeout: float = TIMEOUT,
    reread: bool = False,
) -> Summary:
    """Read inputs and store them; give what became of each.

    `inputs` are those of `communique.read.inputs.collect`; `fields` are set for every document,
    over what manifests say. A person's edits stand over both. `on_progress` gets inputs done, all
    inputs and a name; `on_became` what became of each, once it is stored. `reread` reads again what
    is held. With several `workers` (default: one a core, none for a few small files) this must not
    run while a script is imported, as with all of multiprocessing. Raises `names-table`,
    `archive-locked`, `archive-unusable`, and `Interrupted`; what was stored before is whole in each
    case.
    """
    run = Batch(archive, list(inputs), on_progress, on_became)
    run.refuse()
    paths = tuple(str(path) for path in names_paths)

    def plans(piped: bool) -> Iterator[Plan]:
        some = ((n, one) for n, one in enumerate(run.inputs) if (one.data is not None) == piped)
        return _plans(archive, some, fields or {}, max_bytes=max_bytes, reread=reread)

    count = _count(run.inputs, workers)
    try:
        # Loaded here also for the processes: a mistake in a table is said once, not by each.
        names = names_of(paths)

        def here(jobs: Iterator[Job]) -> Iterator[Outcome]:
            return (read(job, names) for job in jobs)

        run.take(plans(True), here)  # what was piped in is here already
        if count == 1:
            run.take(plans(False), here)
        else:
            with Workers(count, names_paths=paths, timeout=timeout) as pool:
                run.take(plans(False), pool.run)
    except KeyboardInterrupt as error:
        run.flush()
        raise Interrupted(run.summary) from error
    finally:
        run.summary.seconds = time.monotonic() - run.started
    return run.summary


def _count(inputs: Sequence[Input], workers: int | None) -> int:
    """How many processes to read with; 1 is this one."""
    if workers is not None:
        return max(1, min(workers, len(inputs)))
    few = len(inputs) < _FEW_FILES and sum(map(_size, inputs)) < _FEW_BYTES
    return 1 if few else max(1, min(_cores(), len(inputs)))


def _cores() -> int:
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1


def _size(one: Input) -> int:
    try:
        if one.member is not None:
            return max(0, one.member.steps[-1].size)
        return len(one.data) if one.data is not None else os.path.getsize(str(one.path))
    except OSError:
        return 0


def _plans(
    archive: Archive,
    inputs: Iterable[tuple[int, Input]],
    fields: Mapping[str, Any],
    *,
    max_bytes: int,
    reread: bool,
) -> Iterator[Plan]:
    """What to read of each input, in order; looked up as late as it is needed."""
    for number, one in inputs:
        yield plan(archive, number, one, fields, max_bytes=max_bytes, reread=reread)


def plan(
    archive: Archive,
    number: int,
    one: Input,
    fields: Mapping[str, Any],
    *,
    max_bytes: int,
    reread: bool,
) -> Plan:
    """What to read of one input, by what the archive holds of it now."""
    given = {**one.fields, **fields}
    digest = _digest(given)
    held = archive.held(one.identity, retrieved=one.retrieved)
    again = reread or (held is not None and held[1] != digest)
    known = held[0] if held is not None and not again else None
    return Plan(Job(number, one, given, known, max_bytes), digest, again)


def _digest(fields: Mapping[str, Any]) -> str:
    """A short digest of fields; empty for none."""
    if not fields:
        return ""
    said = json.dumps(fields, sort_keys=True, ensure_ascii=True, default=str)
    return sha256(said.encode()).hexdigest()[:16]
