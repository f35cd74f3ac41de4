"""The sample corpus as an archive, for tests of briefs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from communique.archive import Archive
from communique.archive.add import add
from communique.compare import encoder as encoders
from communique.compare.library import Library
from communique.names import load
from communique.read.inputs import collect


def archive_of(folder: Path, path: Path, names: tuple[Path, ...] = ()) -> None:
    """Make an archive of a folder."""
    with Archive.open(str(path), create=True) as archive:
        add(archive, collect([folder]), names_paths=list(names), workers=1)


@pytest.fixture(scope="session")
def corpus(tmp_path_factory: pytest.TempPathFactory, samples: Path) -> Path:
    """An archive of the sample corpus, for tests that only read it."""
    path = tmp_path_factory.mktemp("briefs") / "corpus.db"
    archive_of(samples, path, (samples / "names",))
    return path


@pytest.fixture(scope="session")
def library(corpus: Path, samples: Path) -> Iterator[Library]:
    """The sample corpus with its names, and the encoder if it is installed."""
    with Archive.open(str(corpus)) as archive:
        yield Library(archive, names=load([samples / "names"]), encoder=encoders.installed())
