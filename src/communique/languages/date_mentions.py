"""What a date in a text says by itself, and how the text around it completes it.

A mention that lacks its year says so in its EDTF with `X`: `XXXX-04-30`, `XXXX-XX-03`, `XX27`.
One that counts from another date (去年, next month) keeps what it counts. `resolve` fills both in
from the dates around and the text's own date.

    >>> april = DateMention(0, 5, "XXXX-04-30", "day", False, "month-day")
    >>> resolve([april], "1979-05")[0].edtf
    '1979-04-30'
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from communique.model.dates import earliest, is_edtf, span

_FISCAL_PARTS = {0: (4, 12), 40: (4, 6), 41: (10, 6)} | {
    32 + quarter: (1 + 3 * quarter, 3) for quarter in range(1, 5)
}
"""First month and number of months of a Japanese financial year and its halves and quarters."""

NEAR = 160
"""How far (in characters) a complete date lends its year to a later one: about two sentences of a
report.
"""


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date in a text, from `start` to `end` in code points.

    `edtf` has `X` for what an incomplete date does not say. `counts` is (unit, steps) where it
    counts from the text's own date, or from the date named before it if `from_before` (同年,
    翌日). `rule` says by which pattern it was found.
    """

    start: int
    end: int
    edtf: str
    precision: str
    complete: bool
    rule: str
    counts: tuple[str, int] | None = None
    from_before: bool = False


def partial(year: int | None, month: int | None = None, day: int | None = None) -> str:
    """The EDTF of the parts that are known, `X` for larger ones that are not."""
    out = "XXXX" if year is None else f"{year:04d}"
    if month is not None or day is not None:
        out += "-XX" if month is None else f"-{month:02d}"
    if day is not None:
        out += f"-{day:02d}"
    return out


def precision_of(edtf: str) -> str:
    """The precision of a date, complete or not."""
    if "/" in edtf:
        return "interval"
    parts = edtf.split("-")
    if len(parts) == 2 and parts[1] > "12" and parts[1] != "XX":
        return "division"
    return ("year", "month", "day")[len(parts) - 1]


def plausible(edtf: str) -> bool:
    """Whether the calendar has such a date in some year."""
    return is_edtf(_in_year(edtf, "2000", "01"))


def present_year(mentions: Sequence[DateMention]) -> int | None:
    """The year a text is written in, as far as its own dates show: 去（一九七八）年 says 1979,
    else the most frequent year. None if no date has a year.
    """
    votes: Counter[int] = Counter()
    for mention in mentions:
        if not mention.complete:
            continue
        year = int(mention.edtf[:4])
        if mention.counts and mention.counts[0] == "year" and not mention.from_before:
            votes[year - mention.counts[1]] += 5
        else:
            votes[year] += 1
    if not votes:
        return None
    # Of years named equally often the later: texts look back more than ahead.
    return max(votes, key=lambda year: (votes[year], year))


def resolve(
    mentions: Sequence[DateMention], anchor: str | None, *, prefer: str = "nearest"
) -> list[DateMention]:
    """Complete what can be completed, in order; what cannot stays incomplete.

    A year comes from a complete date close before, from the anchor (the text's own date, EDTF),
    or from the year that the text's dates share. Against an anchor with a month, `prefer` chooses
    the year: `nearest` to it, `past` or `future`.
    """
    if anchor is not None and not is_edtf(anchor):
        raise ValueError(f"not an EDTF date: {anchor!r}")
    present = present_year(mentions)
    own = anchor or (f"{present:04d}" if present else None)
    out: list[DateMention] = []
    before: DateMention | None = None
    sure: DateMention | None = None
    for mention in mentions:
        # A month takes no year from another whose own year was only guessed.
        lends = before if "XXXX-XX" in mention.edtf or mention.from_before else sure
        done = mention if mention.complete else _resolved(mention, own, lends, prefer)
        out.append(done)
        if done.complete:
            before = done
            guessed = not (mention.complete or mention.counts or lends)
            sure = sure if guessed else done
    return out


def _resolved(
    mention: DateMention, own: str | None, before: DateMention | None, prefer: str
) -> DateMention:
    near = before if before and mention.start - before.end <= NEAR else None
    if mention.counts:
        base = (before.edtf if before else None) if mention.from_before else own
        edtf = _counted(mention, base) if base else None
    elif mention.edtf.startswith("XX") and mention.edtf[2:4].isdigit():
        edtf = _century(mention.edtf, own)
    elif near and _lends(near, mention):
        edtf = _in_year(mention.edtf, near.edtf[:4], _month(near.edtf))
    else:
        edtf = _beside(mention.edtf, own, prefer) if own else None
    if edtf is None or not is_edtf(edtf):
        return mention
    return replace(mention, edtf=edtf, complete=True, precision=precision_of(edtf))


def _lends(near: DateMention, mention: DateMention) -> bool:
    """A near date lends its year if it is a day or month; a bare year or a deadline of years does
    not.
    """
    if near.precision in ("year", "division", "interval") and not near.edtf[5:7].isdigit():
        return False
    first, _, last = near.edtf.partition("/")
    if last and first[:4] != last[:4]:
        return False  # of a financial year, or from one year into the next
    return "XX-XX-" not in mention.edtf or near.precision in ("day", "month", "interval")


def _month(edtf: str) -> str:
    return edtf[5:7] if edtf[5:7].isdigit() and edtf[5:7] <= "12" else "01"


def _in_year(edtf: str, year: str, month: str) -> str:
    return "/".join(
        part.replace("XXXX", year, 1)
        .replace("-XX-", f"-{month}-", 1)
        .replace("-XX", f"-{month}", 1)
        for part in edtf.split("/")
    ).replace("XX", year[:2])


def _century(edtf: str, own: str | None) -> str | None:
    """A year of two digits belongs to the century that brings it nearest to the text's own year."""
    if own is None:
        return None
    here, short = earliest(own).year, int(edtf[2:4])
    year = min(
        (c * 100 + short for c in range(here // 100 - 1, here // 100 + 2)),
        key=lambda y: abs(y - here),
    )
    first, _, last = edtf.partition("/")
    if not last:
        return f"{year:04d}{first[4:]}"
    later = year + (int(last[2:4]) - short) % 100
    return f"{year:04d}{first[4:]}/{later:04d}{last[4:]}"


def _beside(edtf: str, own: str, prefer: str) -> str | None:
    """The date in the year of the text's own date, or a neighbouring one if that is what `prefer`
    asks.
    """
    anchor = span(own)
    year = anchor.first.year
    if edtf.startswith("XXXX-XX-"):
        if anchor.precision == "year":
            return None
        first, _, last = edtf.partition("/")
        begins = _day_near(int(first[8:10]), anchor.first, prefer)
        if begins is None or not first[8:10] < last[8:10]:
            return begins
        return f"{begins}/{begins[:8]}{last[8:10]}"
    if anchor.precision in ("year", "division") or "XXXX" not in edtf:
        return _in_year(edtf, f"{year:04d}", "01")
    tries = [_in_year(edtf, f"{y:04d}", "01") for y in (year, year - 1, year + 1)]
    fits = [t for t in tries if is_edtf(t)]
    if prefer == "past":
        fits = [t for t in fits if earliest(t) <= anchor.last] or fits
    elif prefer == "future":
        fits = [t for t in fits if span(t).last >= anchor.first] or fits
    return min(fits, key=lambda t: abs((earliest(t) - anchor.first).days), default=None)


def _day_near(day: int, anchor: date, prefer: str) -> str | None:
    """The day of a month alone (3日): in a report the last such day, up to its own date; else the
    nearest.
    """
    months = [anchor.replace(day=1)]
    months.append((months[0] - timedelta(1)).replace(day=1))
    months.append((months[0] + timedelta(32)).replace(day=1))
    fits = [d for d in (_day_of(month, day) for month in months) if d]
    if prefer == "past":
        fits = [d for d in fits if d <= anchor] or fits
    elif prefer == "future":
        fits = [d for d in fits if d >= anchor] or fits
    best = min(fits, key=lambda d: abs((d - anchor).days), default=None)
    return best.isoformat() if best else None


def _day_of(month: date, day: int) -> date | None:
    try:
        return month.replace(day=day)
    except ValueError:
        return None


def _fiscal(unit: str, day: date, steps: int) -> str:
    """A Japanese financial year counted from a day's, or the part of it that the unit names."""
    code = unit.partition("-")[2]
    return part_of_fiscal(day.year - (day.month < 4) + steps, int(code) if code else 0)


def part_of_fiscal(year: int, code: int) -> str:
    """The months of a Japanese financial year, or of its half or quarter by its EDTF code.

    >>> part_of_fiscal(2024, 41)
    '2024-10/2025-03'
    """
    first, months = _FISCAL_PARTS.get(code, _FISCAL_PARTS[0])
    last = first + months - 1
    begins, ends = divmod(first - 1, 12), divmod(last - 1, 12)
    return f"{year + begins[0]:04d}-{begins[1] + 1:02d}/{year + ends[0]:04d}-{ends[1] + 1:02d}"


def _counted(mention: DateMention, base: str) -> str | None:
    """A date counted in years, months or days from a base, which must be as precise as the unit
    counted.
    """
    assert mention.counts is not None
    unit, steps = mention.counts
    from_day = span(base)
    try:
        if unit == "day":
            day = from_day.last if mention.from_before else from_day.first
            return (
                (day + timedelta(steps)).isoformat()
                if from_day.precision in ("day", "interval")
                else None
            )
        if unit.startswith("fiscal"):
            return _fiscal(unit, from_day.first, steps)
        if unit == "month":
            if from_day.precision in ("year", "division"):
                return None
            index = from_day.first.year * 12 + from_day.first.month - 1 + steps
            return _in_year(mention.edtf, f"{index // 12:04d}", f"{index % 12 + 1:02d}")
        return _in_year(mention.edtf, f"{from_day.first.year + steps:04d}", "01")
    except (OverflowError, ValueError):
        return None
