"""`communique track`: follows promises through later documents."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from communique.cli.comparing import Files, library
from communique.cli.session import Session
from communique.errors import ArchiveError, DocumentAmbiguous, FindingNotFound

if TYPE_CHECKING:
    from communique.compare.library import Library
    from communique.compare.track import Track


def track(
    session: Session,
    which: Annotated[
        list[str],
        typer.Argument(
            metavar="ID|DOC…",
            help="A commitment by its id or the beginning of one, or a document: all its"
            " commitments.",
        ),
    ],
    *,
    mentioned: Annotated[
        bool, typer.Option("--mentioned", help="Only those that a later document speaks of.")
    ] = False,
    files: Files = None,
) -> None:
    """Follow promises through later documents: repeated, advanced, changed, fulfilled, not
    fulfilled, no longer mentioned.

    The status is what the texts suggest; `communique review status` sets it by hand. In a pipe a
    mention is one tab-separated line: status, date promised, promise, outcome, date, file, why,
    passage.
    """
    from communique.cli.tracks import print_tracks

    screen = session.screen
    with library(session, files=files, encoder="none") as lib:
        found = [each for name in which for each in _tracks(lib, name)]
    shown = [each for each in found if each.mentions or not mentioned]
    if session.json:
        screen.data([each.to_json() for each in shown])
        return
    with screen.paged():
        print_tracks(screen, shown)
    if not found:
        screen.note("no commitment was found there")


def _tracks(lib: Library, name: str) -> list[Track]:
    """The tracks of a commitment, or of all of a document.

    Raises what naming raises: of the document where several are called so, else, where none is,
    of the finding.
    """
    from communique.compare.following import follow, promise_of
    from communique.compare.track import commitments

    try:
        return [follow(lib, *promise_of(lib, name))]
    except ArchiveError as error:
        try:
            text = lib.with_findings(lib.text(name))
        except DocumentAmbiguous:
            raise
        except ArchiveError:
            if isinstance(error, FindingNotFound):
                raise FindingNotFound(
                    f"{name!r} is no document and no id of a finding",
                    advice="`communique ls` lists documents, `communique find commitments` ids.",
                ) from None
            raise error from None
    return [follow(lib, text, each) for each in commitments(text)]
