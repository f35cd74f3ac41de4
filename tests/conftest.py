"""Fixtures of all tests: where the texts are, and how hard to search for counterexamples."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from communique.archive import Archive
from communique.archive.add import add
from communique.read.inputs import collect

ROOT = Path(__file__).resolve().parents[1]

# No deadline: two cores are shared with other work, and a slow example is not a wrong one.
settings.register_profile(
    "ci", deadline=None, max_examples=200, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("dev", deadline=None, max_examples=50)
settings.load_profile("ci" if os.environ.get("CI") else "dev")


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository."""
    return ROOT


@pytest.fixture(scope="session")
def samples() -> Path:
    """The invented corpus, which is always there."""
    return ROOT / "samples"


@pytest.fixture(scope="session")
def shared() -> Path:
    """Real texts and their gold, not ours to publish; tests that need them skip without them."""
    named = os.environ.get("COMMUNIQUE_SHARED")
    folder = Path(named) if named else ROOT.parent / "shared"
    if not (folder / "seeds").is_dir():
        pytest.skip("the shared material is not here: set COMMUNIQUE_SHARED to its folder")
    return folder


def archive_of(folder: Path, path: Path, names: tuple[Path, ...] = ()) -> None:
    """Make an archive of a folder."""
    with Archive.open(str(path), create=True) as archive:
        add(archive, collect([folder]), names_paths=list(names), workers=1)


@pytest.fixture(scope="session")
def corpus(tmp_path_factory: pytest.TempPathFactory, samples: Path) -> Path:
    """An archive of the sample corpus, for tests that only read it."""
    path = tmp_path_factory.mktemp("corpus") / "corpus.db"
    archive_of(samples, path, (samples / "names",))
    return path
