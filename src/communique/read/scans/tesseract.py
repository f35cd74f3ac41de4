"""Running tesseract on a picture: its languages, its version, the words it reads.

It is a program of its own that people install; nothing here is needed where no scan is read. The
picture goes in by standard input, a table of words comes out. The limits of memory, time and files
are those of the process that calls (read/sandbox.py). Left out: training, dictionaries of users.
"""

from __future__ import annotations

import csv
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from communique.errors import InputBroken, ReadingTooSlow

PROGRAM = "tesseract"
ADVICE = (
    "Install tesseract with the languages you need (Debian: apt install tesseract-ocr "
    "tesseract-ocr-jpn tesseract-ocr-chi-tra tesseract-ocr-chi-sim), then add it again."
)
SECONDS = 90.0
"""For one page: a dense one at 300 dpi takes five to fifteen."""
_WORD, _PAGE = "5", "1"


class Word(NamedTuple):
    """A word as read: where it belongs, its box in pixels, confidence (0.0-1.0) and text."""

    page: int
    block: int
    paragraph: int
    line: int
    left: int
    top: int
    right: int
    bottom: int
    confidence: float
    text: str


class Sheet(NamedTuple):
    """What was read of one page: its size in pixels and its words, in tesseract's order."""

    page: int
    width: int
    height: int
    words: tuple[Word, ...]

    @property
    def confidence(self) -> float:
        """The mean over characters; 0.0 for a page without words."""
        weight = sum(len(word.text) for word in self.words)
        return sum(w.confidence * len(w.text) for w in self.words) / weight if weight else 0.0


def installed() -> bool:
    """Whether there is a tesseract to run."""
    return shutil.which(PROGRAM) is not None


@cache
def languages() -> frozenset[str]:
    """The languages it has data for; none where it is not installed."""
    if not installed():
        return frozenset()
    said = subprocess.run([PROGRAM, "--list-langs"], capture_output=True, check=False, timeout=20)
    lines = (said.stdout + said.stderr).decode("utf-8", "replace").splitlines()
    return frozenset(line.strip() for line in lines[1:] if re.fullmatch(r"\w+", line.strip()))


@cache
def version() -> str:
    """Its version as it says it, such as 5.3.0."""
    said = subprocess.run([PROGRAM, "--version"], capture_output=True, check=False, timeout=20)
    found = re.search(rb"tesseract\s+v?([\w.-]+)", said.stdout + said.stderr)
    return found[1].decode() if found else "of unknown version"


def read(
    picture: bytes, *, language: str, layout: int = 3, dpi: float | None = None
) -> list[Sheet]:
    """The pages of a picture (a TIFF may hold several). `layout` is a page segmentation mode.

    Raises InputBroken (`broken`) for what is no picture it can open, and ReadingTooSlow.
    """
    command = [PROGRAM, "stdin", "stdout", "-l", language, "--psm", str(layout)]
    if dpi:
        command += ["--dpi", str(round(dpi))]
    try:
        done = _run([*command, "tsv"], picture)
    except subprocess.TimeoutExpired as error:
        raise ReadingTooSlow(f"tesseract took more than {SECONDS:g} seconds for a page") from error
    if done.returncode != 0:
        why = done.stderr.decode("utf-8", "replace").strip().splitlines()[-1:] or [
            "no reason given"
        ]
        raise InputBroken(f"tesseract could not read the picture: {why[0][:200]}")
    return list(_sheets(done.stdout.decode("utf-8", "replace")))


def _run(command: list[str], picture: bytes) -> subprocess.CompletedProcess[bytes]:
    # On two cores its threads wait for each other: with one it is four times as fast.
    alone = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    return subprocess.run(
        command, input=picture, capture_output=True, check=False, timeout=SECONDS, env=alone
    )


def script(picture: bytes, *, dpi: float | None = None) -> str | None:
    """The script a picture seems to be in ("Latin", "Japanese", "Han"), or None where that cannot
    be told or its data (osd) is not installed."""
    if "osd" not in languages():
        return None
    command = [PROGRAM, "stdin", "stdout", "-l", "osd", "--psm", "0"]
    command += ["--dpi", str(round(dpi))] if dpi else []
    try:
        done = _run(command, picture)
    except subprocess.TimeoutExpired:
        return None
    found = re.search(rb"^Script: (\w+)", done.stdout, re.MULTILINE)
    return found[1].decode() if found and done.returncode == 0 else None


def _sheets(table: str) -> Iterator[Sheet]:
    """The pages of tesseract's table of words."""
    size, words, page = (0, 0), list[Word](), 0
    # Words may be quotation marks, so nothing is quoted in this table.
    for row in csv.DictReader(table.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE):
        if row["level"] == _PAGE:
            if page:
                yield Sheet(page, *size, tuple(words))
            page, words = int(row["page_num"]), []
            size = int(row["width"]), int(row["height"])
        elif row["level"] == _WORD and (row["text"] or "").strip():
            words.append(_word(row))
    if page:
        yield Sheet(page, *size, tuple(words))


def _word(row: dict[str, str]) -> Word:
    left, top = int(row["left"]), int(row["top"])
    return Word(
        int(row["page_num"]),
        int(row["block_num"]),
        int(row["par_num"]),
        int(row["line_num"]),
        left,
        top,
        left + int(row["width"]),
        top + int(row["height"]),
        max(0.0, float(row["conf"])) / 100,
        row["text"].strip(),
    )
