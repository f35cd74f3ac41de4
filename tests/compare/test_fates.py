"""What became of promises in invented series that the bounds were not set on at first: floors."""

from __future__ import annotations

import pytest
from tests.compare.fates import FATES, figures, measure

FLOORS = {
    "en": (46, 0, 46, 28),
    "ja": (35, 3, 35, 23),
    "zh-Hans": (42, 1, 42, 27),
    "zh-Hant": (37, 3, 37, 23),
    "ja2": (33, 0, 32, 19),
    "zh2": (37, 0, 36, 23),
    "en3": (25, 0, 21, 15),
    "ja3": (20, 0, 20, 14),
    "en4": (19, 0, 18, 11),
    "zh4": (17, 0, 17, 11),
}
"""Of each series: mentions found, false mentions at most, outcomes right, status right."""


@pytest.mark.parametrize("series", FLOORS)
def test_the_fates_of_a_series(series: str) -> None:
    found, false, right, status = FLOORS[series]
    counted = figures(*measure(FATES / f"{series}.series"))
    assert counted["found"] >= found
    assert counted["false"] <= false
    assert counted["right"] >= right
    assert counted["status"] >= status
