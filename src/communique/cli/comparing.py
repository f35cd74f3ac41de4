"""What the commands that compare texts share: their options, the texts they work on, and files they
write.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from communique.cli.failures import WrongUsage
from communique.cli.session import Session
from communique.errors import ArchiveMissing, InputUnreadable

if TYPE_CHECKING:
    from communique.cli.screen import Screen
    from communique.compare.encoder import Encoder
    from communique.compare.library import Library

NAMING = (
    "A file, or of the archive an id, its beginning, a file name, an alias, or words of the title."
)
"""How documents are named; `NAME#ja` is the Japanese text of a file with several."""

Doc = Annotated[str, typer.Argument(metavar="DOC", help=NAMING)]
Files = Annotated[
    list[str] | None,
    typer.Option(
        "--in",
        metavar="PATH",
        help="Take texts from this file or folder instead of the archive; may be repeated.",
    ),
]
EncoderName = Annotated[
    str,
    typer.Option(
        "--encoder",
        metavar="WHICH",
        help="What makes vectors of sentences across languages: auto, embedded, none, or"
        " URL#MODEL of an embeddings endpoint.",
        show_default=False,
    ),
]
Html = Annotated[
    Path | None,
    typer.Option("--html", metavar="FILE", help="Write a page of HTML that needs nothing else."),
]
SeriesName = Annotated[
    str | None,
    typer.Option("--series", metavar="NAME", help="Within this series (`communique series`)."),
]


@contextmanager
def library(
    session: Session,
    *,
    files: list[str] | None = None,
    encoder: str = "auto",
    needs_archive: bool = False,
) -> Iterator[Library]:
    """The texts that a command works on: of the files named, else of the archive if there is one.

    Raises `archive-missing` only where the archive is needed, or a name is no file.
    """
    from communique.compare.library import Library

    with ExitStack() as stack:
        archive = None
        if not files:
            try:
                archive = stack.enter_context(session.archive())
            except ArchiveMissing:
                if needs_archive:
                    raise
        yield Library(
            archive, files=files or (), names=session.names(), encoder=chosen_encoder(encoder)
        )


def chosen_encoder(name: str) -> Encoder | None:
    """The encoder of a name: auto (the embedded one if it is installed), embedded, none, URL#MODEL.

    Raises `encoder-missing`, `encoder-endpoint`, wrong usage.
    """
    from communique.compare import encoder as encoders

    if name == "auto":
        return encoders.installed()
    if name == "none":
        return None
    if name == "embedded":
        from communique.compare.encoder_embedded import Embedded

        return Embedded()
    base, sign, model = name.rpartition("#")
    if not sign or not model or "://" not in base:
        raise WrongUsage(
            f"no encoder is called {name!r}",
            advice="Use auto, embedded, none, or an endpoint as https://HOST/v1#MODEL.",
        )
    from communique.compare.encoder_endpoint import Endpoint

    return Endpoint(base, model)


def write_file(screen: Screen, path: Path, data: str | bytes) -> None:
    """Write a file whole or not at all, and say so; `-` is standard output. Raises `unreadable`
    where it cannot be written."""
    content = data.encode("utf-8", "backslashreplace") if isinstance(data, str) else data
    if str(path) == "-":
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return
    try:
        handle, part = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            os.chmod(part, 0o666 & ~_umask())
            os.replace(part, path)
        except BaseException:
            os.unlink(part)
            raise
    except (OSError, ValueError) as error:
        raise InputUnreadable(
            f"{path} cannot be written: {getattr(error, 'strerror', None) or error}",
            advice="Check the folder and your permission to write to it.",
        ) from error
    screen.note(f"wrote {path} ({max(1, len(content) // 1000):,} KB)")


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
