"""Why a search found nothing: filters that no document fits, words that no passage has.

Left out: what was meant instead, and words beside which something was to be left out.

    finding:commitment issue:taiwan-strait   the two are asked of one finding, and told together
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence

from communique.archive.query import And, Filter, Node, Query, words_of
from communique.archive.scope import scope_of
from communique.model.gaps import Gap

_MOST = 12
"""Words that are looked up one by one,"""
_LONGEST = 40
"""and characters of each that are shown."""


def unfit(db: sqlite3.Connection, filters: Sequence[Filter], *, current: bool) -> Gap:
    """`search-scope-empty`, with the filters that no document fits, or with all where only their
    meeting is empty.
    """
    found = [each for each in filters if each.field in ("finding", "issue")]
    groups = [[each] for each in filters if each not in found] + ([found] if found else [])
    empty = [
        group for group in groups if scope_of(db, group, current=current).documents == 0
    ] or groups
    shown = " ".join(_shown(each) for group in empty[:_MOST] for each in group)
    return Gap("search-scope-empty", f"no document of the archive fits {shown}")


def _shown(held: Filter) -> str:
    values = ",".join(held.values[:4]) + ("…" if len(held.values) > 4 else "")
    cut = values if len(values) <= 2 * _LONGEST else f"{values[: 2 * _LONGEST]}…"
    return f"{'-' if held.negated else ''}{held.field}:{cut}"


def absent(query: Query, found: Callable[[Node], bool]) -> tuple[Gap, ...]:
    """`search-words-absent` for those of several words that stand in no passage; `found` says
    whether a part of a query is found by itself.
    """
    if not isinstance(query.node, And):
        return ()
    words = list(dict.fromkeys(words_of(query.node)))
    if not 1 < len(words) <= _MOST:
        return ()
    missing = [f"“{each.text[:_LONGEST]}”" for each in words if not found(each)]
    if not missing:
        return ()
    return (Gap("search-words-absent", f"no passage has {' or '.join(missing)}"),)
