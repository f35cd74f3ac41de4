"""Headers of the sample corpus, and of the shared seeds, gold texts and series where they are at
hand.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from communique.model.documents import Document
from communique.names import load
from communique.read.analyse import analyse_bytes


def document(path: Path, *, language: str | None = None, names: Any = None) -> Document:
    """The document of a file, in a language if the file holds several."""
    found = analyse_bytes(path.read_bytes(), name=path.name, names=names).documents
    return next(d for d in found if language in (None, d.language))


def letters(text: str | None) -> str:
    return re.sub(r"\W+", "", text or "").casefold()


TRUTH = Path(__file__).parents[3] / "samples" / "truth.json"
SAMPLES = json.loads(TRUTH.read_text(encoding="utf-8"))["documents"]


@pytest.mark.parametrize("truth", SAMPLES, ids=[f"{t['file']}-{t['language']}" for t in SAMPLES])
def test_samples(truth: dict[str, Any]) -> None:
    samples = TRUTH.parent
    header = document(
        samples / truth["file"], language=truth["language"], names=load([samples / "names"])
    ).header
    event = truth["event"]
    assert letters(header.title) == letters(truth["title"])
    assert (header.kind, header.level) == (truth["kind"], truth["level"])
    assert set(header.issuers) == set(truth["issuers"])
    assert (header.event.date, header.event.place) == (event["date"], event["place"])
    assert set(header.event.parties) == set(event["parties"])
    assert set(header.event.people) == set(event["people"])


@pytest.mark.parametrize(
    "name",
    ["001", "002", "003-en", "003-ja", "g-en1", "g-en2", "g-ja1", "g-ja2", "g-zhs1", "g-zht1"],
)
def test_gold(shared: Path, name: str) -> None:
    truth = json.loads((shared / "gold" / f"{name}.json").read_text(encoding="utf-8"))["document"]
    path = shared / "gold" / f"{name}.txt"
    if not path.exists():
        path = next((shared / "seeds").glob(f"{name[:3]}_*"))
    language = name[4:] if name.startswith("003") else None
    header = document(path, language=language).header
    assert letters(header.title) == letters(truth["title"])
    assert header.kind == truth["kind"]
    assert header.published == truth["published"]
    assert header.event.date == truth["event"]["date"]
    assert set(header.event.parties) == set(truth["event"]["parties"])


@pytest.mark.parametrize(
    ("seed", "kind", "date", "published"),
    [
        ("000", "article", "1979-05-02", None),
        ("001", "news", "2024-04-10", None),
        ("002", "news", "2025-02-07", "2025-02-10"),
        ("003", "joint_statement", "1996-04-17", "1996-04-17"),
        ("004", "seminar_report", "2007-03-22/2007-03-23", None),
    ],
)
def test_seeds(shared: Path, seed: str, kind: str, date: str, published: str | None) -> None:
    header = document(next((shared / "seeds").glob(f"{seed}_*"))).header
    assert (header.kind, header.event.date, header.published) == (kind, date, published)
    assert set(header.event.parties) == {"JPN", "USA"}


@pytest.mark.parametrize(
    ("series", "kind", "party"), [("hiroshima", "speech", "JPN"), ("fomc", "other", "USA")]
)
def test_series(shared: Path, series: str, kind: str, party: str) -> None:
    wrong = []
    for path in sorted((shared / "series" / series).glob("*.txt")):
        header = document(path).header
        day = path.name[:10]
        got = (header.kind, header.event.date, header.published, header.event.parties)
        if series == "hiroshima":
            assert header.event.place == path.stem.rsplit("-", 1)[-1].title()
        if got != (kind, day, day, (party,)):
            wrong.append((path.name, *got))
    assert not wrong
