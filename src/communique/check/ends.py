"""The first and the last of many dates; what is no date is passed over.

>>> ends(["2024-04", None, "1996-04-17", "soon"])
('1996-04-17', '2024-04')
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date as Day
from functools import lru_cache

from communique.model import dates


def ends(found: Iterable[str | None]) -> tuple[str | None, str | None]:
    """The earliest and the latest of dates (EDTF); None twice where there is none."""
    days = [date for date in set(found) if date and day(date)]
    return min(days, key=_key, default=None), max(days, key=_key, default=None)


@lru_cache(maxsize=50_000)
def day(date: str) -> Day | None:
    """The first day of a date; None for what is none. Remembered, as thousands are asked for."""
    return dates.earliest(date) if dates.is_edtf(date) else None


@lru_cache(maxsize=50_000)
def _key(date: str) -> tuple[Day, Day]:
    return dates.sort_key(date)
