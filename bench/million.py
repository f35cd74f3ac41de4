"""Makes the archive of bench/ask.py: a million passages of invented text in three languages, with
vectors.

The words are those of bench/passages.py. Documents of a hundred passages go in through the
archive's own writer, prepared by two processes; vectors are drawn at random around 2,000 centres,
as encoding a million sentences takes a quarter of an hour and scanning does not care what they
mean. The folder is used again by the next run.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from multiprocessing import get_context
from pathlib import Path
from random import Random

import numpy as np
from passages import LANGUAGES, TEXT, _Source

from communique.archive import Archive
from communique.archive.prepare import Prepared, prepare
from communique.compare import encoder as encoders
from communique.model.codes import Authenticity, Kind, Level, PassageType
from communique.model.documents import Analysis, Document, Event, Header, Passage, Source
from communique.model.quotes import Reading, stable_id

DIMENSION = 512
CENTRES = 2_000
GROUP = 100
"""Documents that are written in one transaction."""

PARTIES = (("JPN", "USA"), ("CHN", "JPN"), ("CHN", "USA"), ("AUS", "JPN"), ("JPN", "KOR"))
KINDS = (Kind.JOINT_STATEMENT, Kind.READOUT, Kind.PRESS_CONFERENCE, Kind.NEWS)


@cache
def _source(language: str) -> _Source:
    return _Source(language, 1)


def sentences(number: int) -> tuple[str, list[str]]:
    """The language and the sentences of a document, the same for the same number."""
    language = LANGUAGES[number % len(LANGUAGES)]
    source = _source(language)
    source.random = Random(f"{language} document {number}")
    return language, [source.text(source.tokens()) for _ in range(TEXT)]


def document(number: int) -> Prepared:
    """A document ready to be stored: a heading-less text, a sentence a line."""
    language, made = sentences(number)
    text = "\n".join(made)
    data = text.encode()
    reading = Reading(text, reader="bench/1")
    passages, at = [], 0
    for place, sentence in enumerate(made):
        quote = reading.quote((at, at + len(sentence)))
        name = stable_id("passage", reading.sha256, quote.ranges)
        kind, item = PassageType.SENTENCE, f"{place // 10 + 1}."
        passages.append(Passage(name, kind, quote, sentence, language, item, place // 4, None, ()))
        at += len(sentence) + 1
    whole = reading.quote((0, len(text)))
    chance = Random(f"header {number}")
    parties = chance.choice(PARTIES)
    date = f"{chance.randint(1950, 2025)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
    header = Header(
        f"Statement {number}",
        chance.choice(KINDS),
        parties,
        chance.choice(tuple(Level)),
        Authenticity.ORIGINAL,
        None,
        Event(date, None, parties, ()),
    )
    name = stable_id("document", reading.sha256, whole.ranges)
    doc = Document(name, language, whole.ranges, header, (), tuple(passages), (), (), ())
    file = f"{number:06}.{language}.txt"
    source = Source(
        file,
        f"/bench/{file}",
        sha256(data).hexdigest(),
        "text/plain",
        len(data),
        "utf-8",
        "utf-8",
        None,
    )
    return prepare(Analysis(source, reading, (doc,)), data)


def make(path: Path, passages: int) -> None:
    """The archive of so many passages, with vectors, at a path."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(".part")
    for old in path.parent.glob(f"{part.name}*"):
        old.unlink()
    started = time.perf_counter()
    with Archive.open(str(part), create=True) as archive, get_context("spawn").Pool(2) as pool:
        archive._db.execute("PRAGMA synchronous = OFF")
        numbers = range(passages // TEXT)
        made = pool.imap(document, numbers, chunksize=20)
        for count, group in enumerate(_groups(made)):
            with archive.transaction():
                for each in group:
                    archive.put_prepared(each)
            if count % 10 == 9:
                done = (count + 1) * GROUP * TEXT
                print(f"  {done:,} passages, {time.perf_counter() - started:.0f} s", flush=True)
        _vectors(archive)
        archive._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    part.replace(path)
    print(f"  made in {time.perf_counter() - started:.0f} s", flush=True)


def _groups(made: Iterator[Prepared]) -> Iterator[list[Prepared]]:
    held: list[Prepared] = []
    for each in made:
        held.append(each)
        if len(held) == GROUP:
            yield held
            held = []
    if held:
        yield held


def identity() -> str:
    """The encoder whose vectors these stand for: the one that is installed, so that a typed text
    can be asked for.
    """
    encoder = encoders.installed()
    return encoder.identity if encoder else "bench"


def _vectors(archive: Archive) -> None:
    chance = np.random.default_rng(1)
    centres = chance.standard_normal((CENTRES, DIMENSION), dtype=np.float32)
    name = identity()
    documents = archive._db.execute("SELECT id, passages FROM documents ORDER BY id").fetchall()
    with archive.transaction():
        for row, count in documents:
            noise = chance.standard_normal((count, DIMENSION), dtype=np.float32)
            values = centres[chance.integers(0, CENTRES, count)] + noise
            scaled = values * (127 / np.abs(values).max(axis=1, keepdims=True))
            archive._db.execute(
                "INSERT INTO vectors (document, encoder, dimension, words, bytes) "
                "VALUES (?, ?, ?, ?, ?)",
                (row, name, DIMENSION, "bench", np.rint(scaled).astype(np.int8).tobytes()),
            )


if __name__ == "__main__":
    import sys

    make(Path(sys.argv[1]), int(sys.argv[2]))
