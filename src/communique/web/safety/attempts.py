"""Wrong tokens: each is answered late, and after some from one address no more are looked at."""

from __future__ import annotations

import time
from collections import OrderedDict

MOST = 10
"""Wrong tokens from one address within WINDOW."""
WINDOW = 300.0
_ADDRESSES = 10_000


class Attempts:
    """Counts wrong tokens by address; what is older than WINDOW is forgotten."""

    pause = 0.5
    """Seconds before a wrong token is answered."""

    def __init__(self) -> None:
        self._failed: OrderedDict[str, list[float]] = OrderedDict()

    def too_many(self, peer: str) -> bool:
        """Whether an address has to wait."""
        return len(self._recent(peer)) >= MOST

    def failed(self, peer: str) -> None:
        """Count a wrong token."""
        self._failed[peer] = [*self._recent(peer), time.monotonic()]
        self._failed.move_to_end(peer)
        while len(self._failed) > _ADDRESSES:
            self._failed.popitem(last=False)

    def _recent(self, peer: str) -> list[float]:
        since = time.monotonic() - WINDOW
        return [when for when in self._failed.get(peer, ()) if when > since]
