"""Set-up: what is asked for is what is imported, pinned with hashes, and packaged whole."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
import zipfile
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import communique

ROOT = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))
NOT_IMPORTED = {"idna", "lxml-html-clean", "python-multipart"}
"""What another dependency needs and does not ask for."""


def asked(*extras: str) -> dict[str, Requirement]:
    """The requirements of pyproject.toml by name."""
    optional = PROJECT["optional-dependencies"]
    lines = [*PROJECT["dependencies"], *(line for extra in extras for line in optional[extra])]
    found = (Requirement(line) for line in lines)
    return {canonicalize_name(each.name): each for each in found}


def test_what_is_imported_is_asked_for_and_nothing_else() -> None:
    imported = set()
    for path in (ROOT / "src").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                imported |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                imported.add(node.module.partition(".")[0])
    foreign = imported - set(sys.stdlib_module_names) - {"communique"}
    packages = metadata.packages_distributions()
    distributions = {canonicalize_name(packages.get(name, [name])[0]) for name in foreign}
    assert set(asked()) <= distributions | NOT_IMPORTED <= set(asked("encoder", "parquet"))


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.stem)
def test_lock_has_hashes_and_no_addresses(lock: Path) -> None:
    content = lock.read_text(encoding="utf-8")
    assert not re.search(r"https?://|file:|--(extra-)?index-url|--find-links|(?m:^-c )", content)
    pins = re.findall(r"(?m)^([a-z0-9.-]+)==(\S+) \\\n    --hash=sha256:[0-9a-f]{64}", content)
    assert len(pins) == len(re.findall(r"(?m)^[a-z0-9]", content))


@pytest.mark.parametrize(
    ("lock", "extras"), [("run", ()), ("dev", ("dev",)), ("bench", ("bench",))]
)
def test_lock_pins_what_is_asked_for(lock: str, extras: tuple[str, ...]) -> None:
    content = (ROOT / "requirements" / f"{lock}.txt").read_text(encoding="utf-8")
    pins = dict(re.findall(r"(?m)^([a-z0-9.-]+)==(\S+)", content))
    for name, requirement in asked(*extras).items():
        assert name in pins, f"run `make lock`: {name} is not pinned"
        assert requirement.specifier.contains(pins[name]), f"run `make lock`: {name}"


def test_locks_agree() -> None:
    """A package has one version, whoever asks for it."""
    pins: dict[str, set[str]] = {}
    for lock in LOCKS:
        for name, version in re.findall(r"(?m)^([a-z0-9.-]+)==(\S+)", lock.read_text()):
            pins.setdefault(name, set()).add(version)
    assert not {name: found for name, found in pins.items() if len(found) > 1}


def test_version_is_said_in_one_place() -> None:
    assert metadata.version("communique") == communique.__version__
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert "## [Unreleased]" in changelog or f"## [{communique.__version__}]" in changelog


def test_wheel_holds_every_file_of_the_package(tmp_path: Path) -> None:
    """Tables, language data and SQL are no code, and are as needed."""
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "-d", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    [wheel] = tmp_path.glob("*.whl")
    held = set(zipfile.ZipFile(wheel).namelist())
    source = ROOT / "src"
    wanted = {
        str(path.relative_to(source))
        for path in (source / "communique").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert not wanted - held
