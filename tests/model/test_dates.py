"""EDTF: what is a date, which days it may mean, and their order."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.model.dates import earliest, interval, is_edtf, latest, overlaps, sort_key, span

GOOD = [
    ("1996", date(1996, 1, 1), date(1996, 12, 31)),
    ("1996-02", date(1996, 2, 1), date(1996, 2, 29)),
    ("1996-04-17", date(1996, 4, 17), date(1996, 4, 17)),
    ("1996-04-17?", date(1996, 4, 17), date(1996, 4, 17)),
    ("1996~", date(1996, 1, 1), date(1996, 12, 31)),
    ("2027-04/2028-03", date(2027, 4, 1), date(2028, 3, 31)),
    ("2027/..", date(2027, 1, 1), date.max),
    ("../2027", date.min, date(2027, 12, 31)),
    ("2026-21", date(2026, 3, 1), date(2026, 5, 31)),
    ("2026-24", date(2026, 12, 1), date(2027, 2, 28)),
    ("2026-36", date(2026, 10, 1), date(2026, 12, 31)),
    ("2026-40", date(2026, 1, 1), date(2026, 6, 30)),
    ("9999-24", date(9999, 12, 1), date.max),
]
BAD = [
    *(
        "",
        "/",
        "../..",
        "96",
        "1996-13",
        "1996-00",
        "1996-02-30",
        "1996-2-3",
        "1996-25",
        "19960417",
    ),
    *(
        "2028/2027",
        "XXXX-04-30",
        "0000",
        "１９９６",
        "1996-04-17T10:00",
        "1996/1997/1998",
        "1" * 10_000,
    ),
]


@pytest.mark.parametrize(("edtf", "first", "last"), GOOD)
def test_days(edtf: str, first: date, last: date) -> None:
    assert is_edtf(edtf)
    assert (earliest(edtf), latest(edtf)) == (first, last)


@pytest.mark.parametrize("text", BAD)
def test_no_dates(text: str) -> None:
    assert not is_edtf(text)
    with pytest.raises(ValueError, match=r"EDTF|interval|day|month|year"):
        span(text)


@given(st.dates(), st.dates())
def test_days_in_order(one: date, other: date) -> None:
    a, b = one.isoformat(), other.isoformat()
    assert (sort_key(a) < sort_key(b)) == (one < other)
    assert overlaps(a, b) == (one == other)
    first, last = sorted((a, b))
    assert overlaps(interval(first, last), b)
