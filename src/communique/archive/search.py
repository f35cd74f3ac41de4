"""Searching an archive: for a phrase as it stands, or for a query with its operators and filters.

A phrase is looked up in the folded index and found again in the passage: width, case, accents and
the forms of a character make a `variant`. Punctuation and line breaks between words do not count.
Left out: words in other languages and meaning, which compare/ adds on top of this.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager

from communique.archive.query import Query
from communique.archive.query_fields import filters
from communique.archive.results import Results
from communique.archive.syntax import parse

Values = str | Iterable[str] | None
"""One value of a filter, or several."""


def wanted(query: str | Query, options: Mapping[str, Values], nothing: bool = False) -> Query:
    """The query that was typed, under the filters of options by the names of their fields. Without
    words or filters it is `query-invalid`, unless `nothing` is enough.
    """
    bare = nothing or bool(options.get("finding") or options.get("issue"))
    asked = parse(query, bare=bare) if isinstance(query, str) else query
    return asked.filtered(*filters(**options))


def search(
    db: sqlite3.Connection,
    query: str | Query,
    *,
    snapshot: Callable[[], AbstractContextManager[None]],
    sort: str = "date",
    limit: int | None = None,
    offset: int = 0,
    fold: bool = True,
    current: bool = True,
    given: Sequence[tuple[int, float]] | None = None,
    **options: Values,
) -> Results:
    """The results of a query under further filters; see `Archive.query`."""
    return Results(
        db,
        wanted(query, options),
        snapshot=snapshot,
        sort=sort,
        limit=limit,
        offset=offset,
        fold=fold,
        current=current,
        given=given,
    )
