"""Reading one input for the archive: from its path to prepared rows, or to why that failed.

Runs in the process that adds or in one of several that read for it; only plain values cross between
them. A file whose bytes the archive has already is only hashed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, NamedTuple

from communique.archive.prepare import Prepared, prepare
from communique.errors import CommuniqueError, ReadingFailed
from communique.find.analyse import analyse_bytes
from communique.names import Names, load
from communique.read.analyse import MAX_BYTES
from communique.read.inputs import Input


class Failure(NamedTuple):
    """An input that was not stored: its name, the error's code, message and advice."""

    name: str
    code: str
    message: str
    advice: str

    @classmethod
    def of(cls, name: str, error: CommuniqueError) -> Failure:
        """The failure that an error is for an input."""
        return cls(name, error.code, error.message, error.advice)


@dataclass(frozen=True, slots=True)
class Job:
    """One input to read. `held`: the hash of the bytes that need not be read again."""

    number: int
    source: Input
    fields: Mapping[str, Any]
    held: str | None = None
    max_bytes: int = MAX_BYTES


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a job: rows to store, or a failure, or neither where the bytes are held."""

    number: int
    prepared: Prepared | None = None
    failure: Failure | None = None


def read(job: Job, names: Names) -> Outcome:
    """Read an input. Never raises for what is wrong with it."""
    source = job.source
    try:
        data = source.read(max_bytes=job.max_bytes)
        if job.held is not None and sha256(data).hexdigest() == job.held:
            return Outcome(job.number)
        analysis = analyse_bytes(
            data,
            **source.known,
            fields=job.fields,
            names=names,
            max_bytes=job.max_bytes,
        )
        return Outcome(job.number, prepared=prepare(analysis, data))
    except CommuniqueError as error:
        return Outcome(job.number, failure=Failure.of(source.name, error))
    except Exception as error:  # noqa: BLE001 - a mistake of ours in one file must not end the batch
        found = ReadingFailed(f"{source.name} could not be read: {type(error).__name__}: {error}")
        return Outcome(job.number, failure=Failure.of(source.name, found))


def names_of(paths: Sequence[str]) -> Names:
    """The names tables to read with. Raises `names-table`."""
    return load(tuple(paths))
