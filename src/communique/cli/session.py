"""What every command shares: the archive it works on, the user's name tables, and how it may
print.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from communique.archive import Archive
    from communique.cli.screen import Screen
    from communique.names import Names

DEFAULT_ARCHIVE = "communique.db"
ARCHIVE_VARIABLE = "COMMUNIQUE_ARCHIVE"
NAMES_VARIABLE = "COMMUNIQUE_NAMES"


@dataclass(frozen=True)
class Session:
    """The options of one run that are not the command's own."""

    archive_path: Path
    names_paths: tuple[Path, ...] = ()
    json: bool = False
    quiet: bool = False
    debug: bool = False
    pager: bool = True

    @cached_property
    def screen(self) -> Screen:
        """Where this run prints."""
        from communique.cli.screen import Screen

        return Screen(quiet=self.quiet, pager=self.pager)

    @contextmanager
    def archive(self, *, create: bool = False) -> Iterator[Archive]:
        """The archive, open; a missing one is made with `create`. Raises ArchiveError."""
        from communique.archive import Archive

        with Archive.open(str(self.archive_path), create=create) as archive:
            yield archive

    def names(self) -> Names:
        """The program's name tables with the user's own on top. Raises NamesTableError."""
        from communique.names import load

        return load(self.names_paths)


def archive_path(given: Path | None) -> Path:
    """The archive to use: the option, the environment variable, or communique.db in the current
    folder.
    """
    return given or Path(os.environ.get(ARCHIVE_VARIABLE) or DEFAULT_ARCHIVE)


def names_paths(given: list[Path] | None) -> tuple[Path, ...]:
    """The folders of name tables to use: the option, or the environment variable's, parted as in
    PATH.
    """
    if given:
        return tuple(given)
    return tuple(
        Path(part) for part in os.environ.get(NAMES_VARIABLE, "").split(os.pathsep) if part
    )
