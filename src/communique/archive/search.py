"""Searching an archive: for a phrase as it stands, or for a query with its operators and filters.

A phrase is looked up in the folded index and found again in the passage: width, case, accents and
the forms of a character make a `variant`. Punctuation and line breaks between words do not count.
Left out: words in other languages and meaning, which compare/ adds on top of this.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager

from communique.archive.query import Query
from communique.archive.query_fields import filters
from communique.archive.results import Results
from communique.archive.syntax import parse

Values = str | Iterable[str] | None
"""One value of a filter, or several."""


def search(
    db: sqlite3.Connection,
    query: str | Query,
    *,
    snapshot: Callable[[], AbstractContextManager[None]],
    sort: str = "date",
    limit: int | None = None,
    offset: int = 0,
    fold: bool = True,
    all_versions: bool = False,
    given: Sequence[tuple[int, float]] | None = None,
    **given_filters: Values,
) -> Results:
    """The results of a query under further filters; see `Archive.query`."""
    asked = parse(query) if isinstance(query, str) else query
    return Results(
        db,
        asked.filtered(*filters(**given_filters)),
        snapshot=snapshot,
        sort=sort,
        limit=limit,
        offset=offset,
        fold=fold,
        all_versions=all_versions,
        given=given,
    )
