"""Who may come in, and who may write."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """By default everybody who reaches the loopback address may read and write."""

    read_only: bool = False
