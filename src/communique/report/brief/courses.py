"""What the charts of a brief show: the series in time, main phrases over it, deadlines to come.

Main phrases are the terms of art and issues of the names tables that the document or the statement
before it uses, those first that came or went. Left out: words that no table knows.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import zip_longest

from communique.archive.tokens import fold
from communique.check.coverage import Coverage
from communique.check.held import issued
from communique.compare import tokens
from communique.compare.texts import Text
from communique.model import dates
from communique.names import Names
from communique.report.brief.caps import Caps
from communique.report.brief.contents import Charts, Mark, Promise, Strip

COLUMNS = 24
"""How many statements, the last ones."""

MARKS = 60
"""How many statements stand on the line of time."""


def charts(
    text: Text,
    series: Sequence[Text],
    kin: Iterable[Text],
    coverage: Coverage | None,
    promises: Iterable[Promise],
    names: Names,
    caps: Caps,
) -> Charts:
    """The charts' data: `series` are the texts in the document's language up to it, `kin` the
    statements of its series in all languages.
    """
    columns = tuple(series)[-COLUMNS:]
    deadlines = tuple(
        (str(each.deadline), each.due, each.actors, each.id)
        for each in promises
        if each.deadline and dates.is_edtf(each.deadline)
    )
    return Charts(
        marks(text, kin, coverage) if len(series) > 1 or coverage is not None else (),
        tuple(each.date or each.name for each in columns),
        strips(columns, names, caps) if len(columns) > 1 else (),
        deadlines,
    )


def marks(text: Text, kin: Iterable[Text], coverage: Coverage | None) -> tuple[Mark, ...]:
    """The statements on a line of time: those held, and those that a catalogue knows of."""
    made = [
        Mark(one.date or "", one.title, one.languages, True, text.id in one.ids)
        for one in issued(kin)
        if one.date and dates.is_edtf(one.date)
    ]
    for entry in coverage.missing if coverage is not None else ():
        made.append(Mark(entry.date, entry.title_en or entry.title_ja, (), False, False))
    made.sort(key=lambda mark: dates.sort_key(mark.date))
    return tuple(made[-MARKS:])


def strips(columns: Sequence[Text], names: Names, caps: Caps) -> tuple[Strip, ...]:
    """How often main phrases stand in each statement, the most telling first."""
    language = columns[-1].language
    folded = [fold("\n".join(passage.text for passage in text.passages)) for text in columns]
    rows: dict[str, tuple[int, ...]] = {}
    for forms in _phrases(names, language):
        held = [f for f in forms if any(_stands(f, folded[at], language) for at in (-1, -2))]
        if not held:
            continue
        longest = sorted(map(fold, forms), key=len, reverse=True)
        every = _pattern("|".join(map(re.escape, longest)), language)
        rows[held[0]] = tuple(len(every.findall(words)) for words in folded)
    ranks: defaultdict[int, list[tuple[tuple[int, int], str]]] = defaultdict(list)
    for label, counts in rows.items():
        first, *rest = _rank(counts)
        ranks[first].append(((rest[0], rest[1]), label))
    ranks.pop(_EVERYWHERE, None)
    queues = [[label for _, label in sorted(ranks[first])] for first in sorted(ranks)]
    picked = [label for turn in zip_longest(*queues) for label in turn if label is not None]
    order = {label: _rank(counts) for label, counts in rows.items()}
    shown = sorted(picked[: caps.of("phrases")], key=lambda label: order[label])
    return tuple(Strip(label, rows[label]) for label in shown)


_EVERYWHERE = 4


def _rank(counts: Sequence[int]) -> tuple[int, int, int]:
    """What came comes first, then what went, what came lately, what stood now and then."""
    now, before = counts[-1] > 0, counts[-2] > 0
    held = sum(1 for count in counts if count)
    if now and held == 1:
        first = 0
    elif now != before:
        first = 1 if now else 2
    elif held < len(counts):
        first = 3
    else:
        first = _EVERYWHERE
    return first, -held if first else 0, -sum(counts)


def _phrases(names: Names, language: str) -> Iterable[list[str]]:
    """The forms of terms of the tables in a language; a single character is no phrase."""
    least = 2 if tokens.by_characters(language) else 4
    seen: set[str] = set()
    for row in (*names.terms_of_art.values(), *names.issues.values()):
        forms = [f.text for f in row.forms(language) if not f.weak and len(f.text) >= least]
        if forms and not seen & set(forms):
            seen |= set(forms)
            yield forms


def _pattern(words: str, language: str) -> re.Pattern[str]:
    return re.compile(words if tokens.by_characters(language) else rf"\b(?:{words})\b")


def _stands(form: str, folded: str, language: str) -> bool:
    words = fold(form)
    if words not in folded:
        return False
    return _pattern(re.escape(words), language).search(folded) is not None
