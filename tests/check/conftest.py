"""Archives that the tests of checking share: the sample corpus, and the seeds."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.conftest import archive_of

from communique.archive import Archive
from communique.compare.library import Library
from communique.names import load


@pytest.fixture(scope="session")
def library(corpus: Path, samples: Path) -> Iterator[Library]:
    """The sample corpus with its names."""
    with Archive.open(str(corpus)) as archive:
        yield Library(archive, names=load([samples / "names"]))


@pytest.fixture(scope="session")
def seeds(tmp_path_factory: pytest.TempPathFactory, shared: Path) -> Iterator[Library]:
    """The five seeds in one archive; tests that need them skip without them."""
    path = tmp_path_factory.mktemp("seeds") / "seeds.db"
    archive_of(shared / "seeds", path)
    with Archive.open(str(path)) as archive:
        yield Library(archive)


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Library]:
    """An archive with nothing in it."""
    with Archive.open(str(tmp_path / "empty.db"), create=True) as archive:
        yield Library(archive)
