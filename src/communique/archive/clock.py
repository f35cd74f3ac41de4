"""The time as the archive keeps it."""

from __future__ import annotations

from datetime import UTC, datetime


def now() -> str:
    """The time now: UTC, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
