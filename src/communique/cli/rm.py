"""`communique rm`: takes sources out of the archive, with all documents in them."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from communique.cli.failures import WrongUsage
from communique.cli.session import Session

if TYPE_CHECKING:
    from communique.archive import Archive, Entry


def rm(
    session: Session,
    docs: Annotated[
        list[str],
        typer.Argument(
            metavar="DOC…", help="Ids, beginnings of ids, file names, or words of titles."
        ),
    ],
    *,
    version_only: Annotated[
        bool, typer.Option("--version-only", help="Only the version named; the others stay.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
) -> None:
    """Take documents out of the archive, with the whole file they stand in: its other languages,
    its versions and what people set in them. Asks first. Files outside the archive are not
    touched.
    """
    screen = session.screen
    with session.archive() as archive:
        named = {(e.identity, e.version if version_only else 0): e for e in map(archive.find, docs)}
        going = _going(archive, list(named.values()), version_only=version_only)
        if not yes:
            _ask(session, archive, going)
        with archive.transaction():
            removed = [archive.remove(e, all_versions=not version_only) for e in named.values()]
    kept = [name for one in removed for name in one.kept_as]
    if session.json:
        screen.data({"removed": [entry.to_json() for entry in going], "kept_as": kept})
        return
    screen.note(f"Removed {_counted(len(going))}.", style="")
    for name in kept:
        screen.note(f"The same bytes stay under the name {name}.")


def _going(archive: Archive, named: list[Entry], *, version_only: bool) -> list[Entry]:
    """Every document that goes with those named."""
    return [
        entry
        for entry in archive.documents(all_versions=True)
        for one in named
        if entry.identity == one.identity and (not version_only or entry.version == one.version)
    ]


def _ask(session: Session, archive: Archive, going: list[Entry]) -> None:
    from communique.cli import entries
    from communique.cli.tables import print_table

    screen = session.screen
    if not (screen.terminal and sys.stdin.isatty()):
        raise WrongUsage(
            "nobody can be asked here", advice="Give --yes to remove without a question."
        )
    short = entries.prefixes(entry.id for entry in archive.documents(all_versions=True))
    print_table(screen, entries.columns(short), going)
    typer.confirm(f"Remove {_counted(len(going))}?", abort=True)


def _counted(number: int) -> str:
    return "1 document" if number == 1 else f"{number} documents"
