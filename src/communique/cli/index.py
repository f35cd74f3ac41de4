"""`communique index`: makes the vectors of passages that have none, or the index of words again."""

from __future__ import annotations

from typing import Annotated

import typer

from communique.cli.comparing import EncoderName, library
from communique.cli.session import Session
from communique.errors import EncoderMissing


def index(
    session: Session,
    *,
    encoder: EncoderName = "auto",
    rebuild: Annotated[
        bool,
        typer.Option(
            "--rebuild",
            help="Make the index of words again, should verify find it wrong; no vectors.",
        ),
    ] = False,
) -> None:
    """Make vectors of all passages that have none, so that aligning and `log` need not.

    Documents are kept as they are done: a run that was stopped goes on where it was. Vectors of
    several encoders stand beside each other and are never mixed.
    """
    from communique.archive import vectors
    from communique.cli.progress import progress

    screen = session.screen
    if rebuild:
        with session.archive() as archive:
            archive.rebuild_index()
            held_passages = archive.info().passages
        if session.json:
            screen.data({"passages": held_passages})
        else:
            screen.note(f"The words of {held_passages:,} passages are indexed again.")
        return
    with library(session, encoder=encoder, needs_archive=True) as lib:
        if lib.encoder is None or lib.archive is None:
            raise EncoderMissing(
                "no encoder is installed" if encoder == "auto" else "no encoder is chosen"
            )
        with progress(screen, "encoding") as advance:
            done = lib.index(on_progress=advance)
        left = len(vectors.without(lib.archive, lib.encoder.identity))
        held = vectors.counted(lib.archive)
    if session.json:
        made = {"encoder": lib.encoder.identity, "done": done, "left": left, "held": held}
        screen.data(made)
        return
    screen.line(f"{done} document{'' if done == 1 else 's'} done")
    for name, count in held.items():
        screen.line(f"{count} held", name)
    if left:
        screen.note(f"{left} left out: the encoder does not know their language")
