"""`communique info`: says what an archive holds."""

from __future__ import annotations

from communique.cli.session import Session


def info(session: Session) -> None:
    """Say what the archive holds: size, documents by language, kind and year, gaps."""
