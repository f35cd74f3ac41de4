"""`communique analyse`: reads files and shows what is in them, without an archive."""

from __future__ import annotations

import glob
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from communique.cli import header_fields
from communique.cli.exits import Exit
from communique.cli.session import Session
from communique.errors import CommuniqueError, InputSkipped

if TYPE_CHECKING:
    from communique.cli.documents import Parts
    from communique.cli.screen import Screen
    from communique.model.documents import Analysis

    Outcome = tuple[str, Analysis | CommuniqueError]


def analyse(
    session: Session,
    files: Annotated[
        list[str],
        typer.Argument(metavar="FILE…", help="Files, folders, collections, globs, or -."),
    ],
    *,
    grounds: Annotated[
        bool, typer.Option("--grounds", help="What each header field rests on, too.")
    ] = False,
    passages: Annotated[
        bool, typer.Option("--passages", help="Only the passages, with ids and ranges.")
    ] = False,
    furniture: Annotated[
        bool,
        typer.Option("--furniture", help="Navigation, adverts, running heads in the text, too."),
    ] = False,
    max_bytes: Annotated[
        int | None,
        typer.Option(
            "--max-bytes", metavar="BYTES", min=1, help="Refuse larger files; by default 32 MiB."
        ),
    ] = None,
    manifest: Annotated[
        bool, typer.Option("--manifest/--no-manifest", help="Use manifests beside the files.")
    ] = True,
    fields: dict[str, header_fields.Value],
) -> None:
    """Read files and show their documents, without an archive.

    With --json one file gives one object, the contract of docs/json.md. Several files, a folder, a
    glob or a collection give a list, in which a file that could not be read is
    {"name": …, "error": {…}}.
    """
    from communique.cli.documents import Parts

    outcomes = _outcomes(session, files, fields, max_bytes=max_bytes, manifests=manifest)
    if _is_one(files):
        outcomes = iter(_only(list(outcomes)))
    failed: list[CommuniqueError] = []
    if session.json:
        _print_json(session.screen, outcomes, failed, listed=not _is_one(files))
    else:
        parts = None if passages else Parts(grounds=grounds, furniture=furniture)
        with session.screen.paged():
            _print(session.screen, outcomes, failed, parts)
    for error in failed:
        session.screen.failure(error)
    if failed:
        raise typer.Exit(Exit.INPUT)


def _is_one(files: list[str]) -> bool:
    """Whether the files named are one, and not a folder, a glob or a collection."""
    from communique.read.collections.kinds import kind_of

    [first, *more] = files
    path = Path(first)
    if more or path.is_dir() or (glob.has_magic(first) and not path.exists()):
        return False
    return not path.is_file() or kind_of(first, name=path.name) is None


def _only(outcomes: list[Outcome]) -> list[Outcome]:
    """What came of one file and the manifest beside it; raises if the file could not be read."""
    errors = [found for _, found in outcomes if isinstance(found, CommuniqueError)]
    if errors and len(errors) == len(outcomes):
        raise errors[-1]
    return outcomes


def _outcomes(
    session: Session,
    files: list[str],
    fields: dict[str, header_fields.Value],
    *,
    max_bytes: int | None,
    manifests: bool,
) -> Iterator[Outcome]:
    """Read one file after the other; what a walk passes over is left out."""
    from communique.archive.fields import checked
    from communique.find.analyse import analyse_bytes
    from communique.read.analyse import MAX_BYTES
    from communique.read.inputs import collect

    most = max_bytes or MAX_BYTES
    given = checked(fields)
    names = session.names()
    for one in collect(files, manifests=manifests, max_bytes=most):
        if isinstance(one, tuple):
            if not isinstance(one[1], InputSkipped):
                yield one
            continue
        try:
            data = one.read(max_bytes=most)
            yield (
                one.name,
                analyse_bytes(
                    data,
                    **one.known,
                    fields={**one.fields, **given},
                    names=names,
                    max_bytes=most,
                ),
            )
        except CommuniqueError as error:
            yield one.name, error


def _print_json(
    screen: Screen, outcomes: Iterator[Outcome], failed: list[CommuniqueError], *, listed: bool
) -> None:
    from communique.model.contract import to_json

    def values() -> Iterator[Any]:
        for name, found in outcomes:
            if isinstance(found, CommuniqueError):
                failed.append(found)
                if listed:
                    yield {"name": name, "error": found.to_json()}
            else:
                yield to_json(found)

    if listed:
        screen.data_list(values())
    else:
        for value in values():
            screen.data(value)


def _print(
    screen: Screen, outcomes: Iterator[Outcome], failed: list[CommuniqueError], parts: Parts | None
) -> None:
    """Print every document of every file; its passages only, without `parts`."""
    from communique.cli.documents import (
        print_document,
        print_field,
        print_gaps,
        print_passages,
    )

    between = False
    for _, found in outcomes:
        if isinstance(found, CommuniqueError):
            failed.append(found)
            continue
        if parts is None:
            print_passages(screen, found.documents)
            continue
        for document in found.documents:
            if between:
                screen.rule()
            between = True
            print_document(screen, found, document, parts)
        print_gaps(screen, found.gaps)
        source = found.source
        what = filter(None, (source.media_type, source.encoding, f"{source.size:,} bytes"))
        said = f"{source.name} ({', '.join(what)})"
        screen.print()
        print_field(screen, "source", said, style="dim")
