"""The sample corpus as an archive, for tests of briefs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from communique.archive import Archive
from communique.compare import encoder as encoders
from communique.compare.library import Library
from communique.names import load


@pytest.fixture(scope="session")
def library(corpus: Path, samples: Path) -> Iterator[Library]:
    """The sample corpus with its names, and the encoder if it is installed."""
    with Archive.open(str(corpus)) as archive:
        yield Library(archive, names=load([samples / "names"]), encoder=encoders.installed())
