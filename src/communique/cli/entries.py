"""Documents of an archive as rows: the columns that `ls` prints and that candidates for a name are
listed in.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from communique.cli.tables import Column

if TYPE_CHECKING:
    from communique.archive import Entry

SHORTEST = 6
"""Fewest digits of an id to show: shorter ones are unique only by luck."""


def prefixes(ids: Iterable[str]) -> dict[str, str]:
    """The shortest beginning of each id that no other id has, at least SHORTEST long.

    >>> prefixes(["3f2a91c04d", "3f2a91c77e", "b1946ac92e"])["3f2a91c04d"]
    '3f2a91c0'
    """
    ordered = sorted(set(ids))
    shared = [0, *(_common(a, b) for a, b in pairwise(ordered)), 0]
    return {
        one: one[: max(SHORTEST, before + 1, after + 1)]
        for one, before, after in zip(ordered, shared, shared[1:], strict=False)
    }


def columns(short: dict[str, str]) -> Sequence[Column[Entry]]:
    """The columns for a terminal; the least needed are left out where it is narrow."""
    return (
        Column("date", lambda e: span(_date(e))),
        Column("id", lambda e: short.get(e.id, e.id), style="yellow"),
        Column("lang", lambda e: e.language, style="cyan"),
        Column("kind", lambda e: e.kind.value.replace("_", " "), style="dim", shown_from=90),
        Column("parties", lambda e: ",".join(e.parties), whole=False, shown_from=60),
        Column("title", lambda e: e.title or "(no title)", whole=False, weight=2),
        Column("name", lambda e: e.name, style="dim", whole=False, shown_from=120),
    )


def plain_columns() -> Sequence[Column[Entry]]:
    """All columns, for pipes and CSV: nothing cut and nothing shortened."""
    return (
        Column("date", _date),
        Column("id", lambda e: e.id),
        Column("language", lambda e: e.language),
        Column("kind", lambda e: e.kind.value),
        Column("parties", lambda e: ",".join(e.parties)),
        Column("title", lambda e: e.title or ""),
        Column("name", lambda e: e.name),
        Column("version", lambda e: str(e.version)),
        Column("issuers", lambda e: ",".join(e.issuers)),
        Column("level", lambda e: e.level.value),
        Column("published", lambda e: e.published or ""),
        Column("place", lambda e: e.place or ""),
        Column("series", lambda e: e.series or ""),
    )


def span(date: str) -> str:
    """A date for a narrow column: the end of an interval without what it shares with its beginning.

    >>> span("2007-03-22/2007-03-23"), span("2027-04/2028-03")
    ('2007-03-22/23', '2027-04/2028-03')
    """
    start, slash, end = date.partition("/")
    for length in (8, 5):
        if len(start) == len(end) > length and start[:length] == end[:length]:
            return f"{start}/{end[length:]}"
    return f"{start}{slash}{end}"


def _date(entry: Entry) -> str:
    return entry.date or entry.published or ""


def _common(one: str, other: str) -> int:
    return next(
        (i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b),
        min(len(one), len(other)),
    )
