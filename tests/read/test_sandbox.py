"""The process that reads: what it gives, what may befall it, and that nothing of that spreads."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import replace

import pytest

from communique.errors import (
    EmptyInput,
    InputBroken,
    ReadingFailed,
    ReadingTooLarge,
    ReadingTooSlow,
)
from communique.model.gaps import Gap
from communique.read import layout_json, sandbox
from communique.read.layout import Layout, Mark, Metadatum

HERE = "communique.read.misbehaviour:"
SHORT = replace(sandbox.DEFAULT, seconds=1.0)


def do(what: str, limits: sandbox.Limits = sandbox.DEFAULT, **options: object) -> object:
    """Have the sandbox misbehave."""
    return sandbox.run(HERE + what, b"x", name="a.docx", limits=limits, **options)


def child() -> int:
    """The id of the process that reads."""
    answer = do("who")
    assert isinstance(answer, dict)
    return int(answer["process"])


def test_one_process_reads_all() -> None:
    assert child() == child() != os.getpid()


def test_a_layout_comes_back_as_it_was() -> None:
    layout = Layout(
        "Both met.\n\ud800😀",
        [Mark(0, 9, "paragraph"), Mark(0, 4, "cell", 1, "2,1")],
        {"title": Metadatum("Both", "core.xml", (0, 4)), "author": Metadatum("A", "core.xml")},
        pages=((0, 12),),
        gaps=[Gap("no-title", "none")],
        body=5,
        reader="docx/1",
    )
    assert layout_json.from_json(layout_json.to_json(layout)) == layout


@pytest.mark.parametrize(
    "bad",
    [
        [],
        {"text": 1},
        {"text": "a", "marks": [[0, 5, "bold", 0, ""]]},
        {"text": "a", "marks": [[1, 0, "bold", 0, ""]]},
        {"text": "a", "marks": [[0, 1, "bold"]]},
        {"text": "a", "pages": [[0, -1]]},
        {"text": "a", "body": 2},
        {"text": "a", "body": True},
        {"text": "a", "what": 2},
        {"text": "a", "gaps": [{"code": "x"}]},
    ],
)
def test_a_layout_that_is_none_is_refused(bad: object) -> None:
    with pytest.raises((ValueError, TypeError)):
        layout_json.from_json(bad)


def test_errors_come_back_as_they_were_raised() -> None:
    with pytest.raises(InputBroken, match=r"^a\.docx is cut off$") as told:
        do("refuse", code="broken", message="a.docx is cut off", advice="Get it again.")
    assert told.value.advice == "Get it again."
    with pytest.raises(EmptyInput):
        do("refuse", code="empty", message="nothing", advice="x")


def test_a_mistake_of_a_reader_names_the_file() -> None:
    with pytest.raises(ReadingFailed, match=r"a\.docx could not be read: ZeroDivisionError"):
        do("divide")
    with pytest.raises(ReadingFailed, match="RecursionError"):
        do("recurse")


def test_a_death_costs_one_input() -> None:
    before = child()
    with pytest.raises(ReadingFailed, match=r"a\.docx died \(signal 9\)"):
        do("die")
    assert child() != before


def test_a_child_that_died_unseen_is_replaced() -> None:
    os.kill(child(), 9)
    time.sleep(0.1)
    assert child()


def test_what_hangs_is_ended() -> None:
    begin = time.monotonic()
    with pytest.raises(ReadingTooSlow, match=r"a\.docx took more than 1 second"):
        do("sleep", SHORT)
    assert time.monotonic() - begin < 5
    assert child()


def test_the_processor_is_limited() -> None:
    with pytest.raises(ReadingTooSlow, match="of the processor"):
        do("spin", replace(sandbox.DEFAULT, processor=0.5, seconds=20))
    assert child()


def test_memory_is_limited() -> None:
    with pytest.raises(ReadingTooLarge, match="memory"):
        do("swell", replace(sandbox.DEFAULT, memory=512 * sandbox.MEGABYTE))
    assert child()


def test_an_answer_is_limited() -> None:
    with pytest.raises(ReadingTooLarge, match="1,000 bytes"):
        do("talk", replace(sandbox.DEFAULT, output=1000))
    assert child()


def test_there_is_no_network_no_secret_and_no_print(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMMUNIQUE_KEY", "secret")
    sandbox.close()
    said = do("who")
    assert isinstance(said, dict)
    assert "COMMUNIQUE_KEY" not in said["environment"]
    assert do("connect") == "PermissionError"
    with pytest.raises(ReadingFailed, match="File too large"):
        do("write", replace(sandbox.DEFAULT, file=1000))


def test_only_tasks_of_this_package_are_done() -> None:
    with pytest.raises(ReadingFailed, match="no task"):
        sandbox.run("os:system", b"", name="a")


def test_closing_ends_the_child_and_the_next_call_starts_one() -> None:
    before = child()
    sandbox.close()
    with pytest.raises(ProcessLookupError):
        os.kill(before, 0)
    assert child() != before


PARENT = """
import sys, time
from communique.read import sandbox
print(sandbox.run("communique.read.misbehaviour:who", b"", name="a")["process"], flush=True)
time.sleep(float(sys.argv[1]))
"""


def parent(seconds: str) -> tuple[subprocess.Popen[bytes], int]:
    """A process that reads and then waits, and the process that read for it."""
    process = subprocess.Popen(
        [sys.executable, "-c", PARENT, seconds],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
    )
    assert process.stdout is not None
    return process, int(process.stdout.readline())


@pytest.mark.parametrize("killed", [False, True])
def test_no_child_outlives_its_parent(killed: bool) -> None:
    process, reader = parent("60" if killed else "0")
    if killed:
        process.kill()
    process.communicate()
    for _ in range(50):
        try:
            os.kill(reader, 0)
        except ProcessLookupError:
            return
        time.sleep(0.1)
    pytest.fail("the process that read is still there")
