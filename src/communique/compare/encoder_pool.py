"""Worker processes for many texts: plain children of this Python that read texts and write vectors.

They are started with one BLAS thread, and by module name rather than by `multiprocessing`, which
would run the main script of a program that uses this library once more. A worker is this module
as a program: a line of JSON in (a list of texts), 32-bit floats out. Left out: preparing text,
which the caller has done.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue

import numpy as np

from communique.compare.vectors import Floats
from communique.errors import EncoderError

_ONE_THREAD = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")


def cores() -> int:
    """The cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def rows(batches: Sequence[list[str]], *, workers: int, dimension: int) -> Iterator[Floats]:
    """The vectors of each batch, in order. Error: `encoder` where a worker dies or none starts."""
    pool: list[_Worker] = []
    idle: SimpleQueue[_Worker] = SimpleQueue()

    def one(batch: list[str]) -> Floats:
        worker = idle.get()
        try:
            return worker.vectors(batch)
        finally:
            idle.put(worker)

    threads = ThreadPoolExecutor(max(1, workers))
    try:
        for _ in range(min(workers, len(batches))):
            pool.append(_Worker(dimension))
            idle.put(pool[-1])
        yield from threads.map(one, batches)
    finally:
        # Kill first: a thread may be waiting for an answer that nobody needs any more.
        for worker in pool:
            worker.end()
        threads.shutdown(wait=True, cancel_futures=True)


class _Worker:
    """One child process and its pipes."""

    def __init__(self, dimension: int) -> None:
        root = str(Path(__file__).resolve().parents[2])
        env = os.environ | dict.fromkeys(_ONE_THREAD, "1")
        env["PYTHONPATH"] = os.pathsep.join(filter(None, (root, env.get("PYTHONPATH"))))
        self._dimension = dimension
        try:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "communique.compare.encoder_pool"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=env,
            )
        except OSError as error:
            raise EncoderError(f"no worker of the embedded encoder starts: {error}") from error

    def vectors(self, batch: list[str]) -> Floats:
        """The vectors of one batch."""
        stdin, stdout = self._process.stdin, self._process.stdout
        assert stdin is not None and stdout is not None
        size = len(batch) * self._dimension * 4
        try:
            stdin.write(json.dumps(batch).encode() + b"\n")
            stdin.flush()
            answer = stdout.read(size)
        except (OSError, ValueError) as error:
            raise EncoderError(f"a worker of the embedded encoder ended: {error}") from error
        if len(answer) != size:
            raise EncoderError("a worker of the embedded encoder ended before its answer")
        return np.frombuffer(answer, dtype="<f4").reshape(len(batch), self._dimension)

    def end(self) -> None:
        """End the process and close its pipes."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except OSError:  # what stood unwritten in the pipe of a killed process
                    continue


def main() -> None:
    """Answer lines of texts with their vectors until the input ends."""
    from communique.compare.encoder_embedded import vectors_of

    for line in sys.stdin.buffer:
        sys.stdout.buffer.write(vectors_of(json.loads(line)).astype("<f4").tobytes())
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
