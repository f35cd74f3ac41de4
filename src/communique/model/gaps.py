"""Gaps: what the program could not do or does not hold, reported and never silent."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing not done: a stable `code` (docs/gaps.md lists them) and a sentence that names
    it."""

    code: str
    message: str

    def to_json(self) -> dict[str, str]:
        """The gap as the contract prints it."""
        return {"code": self.code, "message": self.message}
