"""The queue of additions and the process that does the work."""

from __future__ import annotations

import io
import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from communique.archive import Archive
from communique.errors import AdditionNotFound
from communique.web.adding import Addition, Additions
from communique.web.adding.additions import State, Work
from communique.web.adding.process import Options


@pytest.fixture
def queue(tmp_path: Path) -> Iterator[Additions]:
    options = Options(
        archive=str(tmp_path / "new.db"),
        names=(),
        vectors=False,
        max_bytes=1 << 20,
        allow_private=False,
    )
    made = Additions(options)
    yield made
    made.close()


def put(queue: Additions, count: int, sentences: int = 20) -> Addition:
    id = queue.new_id()
    text = "".join(f"The two sides will meet in May {1700 + n}.\n" for n in range(sentences))
    files = [(f"{n}.txt", io.BytesIO(f"Statement {n}\n\n{text}".encode())) for n in range(count)]
    return queue.put(id, Work(queue.spool.keep(id, files)), who=None)


def ended(queue: Additions, addition: Addition) -> Addition:
    until = time.monotonic() + 90
    while time.monotonic() < until:
        found = queue.get(addition.id)
        if not found.open:
            return found
        time.sleep(0.02)
    raise AssertionError(found)


def test_a_process_that_dies_costs_nothing(queue: Additions, tmp_path: Path) -> None:
    addition = put(queue, 40, 300)
    until = time.monotonic() + 60
    while not queue.get(addition.id).at and time.monotonic() < until:
        time.sleep(0.005)
    assert queue._process is not None and queue._process.pid is not None
    os.kill(queue._process.pid, signal.SIGKILL)
    found = ended(queue, addition)
    assert found.state is State.DONE and found.error is None
    assert len({item.name for item in found.items}) == 40
    with Archive.open(str(tmp_path / "new.db")) as archive:
        assert len(archive.documents()) == 40 and not archive.verify()


def test_another_who_writes_is_waited_for(queue: Additions, tmp_path: Path) -> None:
    with Archive.open(str(tmp_path / "new.db"), create=True) as archive:
        with archive.transaction():
            addition = put(queue, 2)
            time.sleep(12)  # longer than SQLite itself waits
            assert queue.get(addition.id).open
        found = ended(queue, addition)
        assert found.counts == {"added": 2} and len(archive.documents()) == 2


def test_the_spool_is_gone_when_the_server_stops(queue: Additions) -> None:
    addition = put(queue, 1)
    root = queue.spool._root
    ended(queue, addition)
    assert root is not None and not list(root.iterdir())
    queue.close()
    assert not root.exists()


def test_what_is_not_known_is_told(queue: Additions) -> None:
    with pytest.raises(AdditionNotFound):
        queue.cancel("0123456789ab")
