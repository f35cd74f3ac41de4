"""Reading one input for the archive: from its path to prepared rows, or to why that failed.

Runs in the process that adds or in one of several that read for it; only plain values cross between
them. A file whose bytes the archive has already is only hashed.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, NamedTuple

from communique.archive.prepare import Prepared, prepare
from communique.errors import CommuniqueError, InputTooLarge, InputUnreadable, ReadingFailed
from communique.names import Names, load
from communique.read.analyse import MAX_BYTES, analyse_bytes


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
    name: str
    identity: str
    path: str | None = None
    data: bytes | None = None
    fields: Mapping[str, Any] = field(default_factory=dict)
    media_type: str | None = None
    retrieved: str | None = None
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
    try:
        data = _bytes(job)
        if job.held is not None and sha256(data).hexdigest() == job.held:
            return Outcome(job.number)
        analysis = analyse_bytes(
            data,
            name=job.name,
            identity=job.identity,
            media_type=job.media_type,
            fields=job.fields,
            names=names,
            retrieved=job.retrieved,
            max_bytes=job.max_bytes,
        )
        return Outcome(job.number, prepared=prepare(analysis, data))
    except CommuniqueError as error:
        return Outcome(job.number, failure=Failure.of(job.name, error))
    except Exception as error:  # noqa: BLE001 - a mistake of ours in one file must not end the batch
        found = ReadingFailed(f"{job.name} could not be read: {type(error).__name__}: {error}")
        return Outcome(job.number, failure=Failure.of(job.name, found))


def _bytes(job: Job) -> bytes:
    """The bytes of an input, never more than the limit and one, whatever the file says of itself."""
    if job.data is not None:
        return job.data
    path = job.path or job.identity
    try:
        if not os.path.isfile(path):
            raise InputUnreadable(f"{job.name} is not a file")
        with open(path, "rb") as file:
            data = file.read(job.max_bytes + 1)
    except OSError as error:
        raise InputUnreadable(f"{job.name} cannot be read: {error.strerror or error}") from error
    if len(data) > job.max_bytes:
        size = os.path.getsize(path)
        raise InputTooLarge(f"{job.name} has {size:,} bytes; the limit is {job.max_bytes:,}")
    return data


def names_of(paths: Sequence[str]) -> Names:
    """The names tables to read with. Raises `names-table`."""
    return load(tuple(paths))
