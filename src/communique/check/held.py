"""Documents as they were issued: the language versions of one, counted once.

>>> from communique.compare.texts import text_of
>>> texts = [text_of("They met.", "en", name="a.en.txt", date="2031-05-02"),
...          text_of("会談した。", "ja", name="a.ja.txt", date="2031-05-02")]
>>> [one.name for one in issued(texts)]
['a.en.txt']
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date as Day
from typing import Any

from communique.compare.texts import Text, in_order
from communique.model import dates


@dataclass(frozen=True, slots=True)
class Held:
    """A document that an archive holds, in one language or several."""

    texts: tuple[Text, ...]

    @property
    def date(self) -> str | None:
        """Its date by which a series is ordered (EDTF)."""
        return self.texts[0].date

    @property
    def name(self) -> str:
        """The file name of its first version."""
        return self.texts[0].name

    @property
    def title(self) -> str:
        """Its title in English if it has one, else in its first language, else its name."""
        english = [text for text in self.texts if text.language == "en"]
        titles = [text.header.title for text in (*english, *self.texts) if text.header.title]
        return titles[0] if titles else self.name

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that are held."""
        return tuple(dict.fromkeys(text.language for text in self.texts))

    @property
    def ids(self) -> frozenset[str]:
        """The ids of its versions."""
        return frozenset(text.id for text in self.texts)

    def days(self) -> tuple[tuple[Day, Day], ...]:
        """The spans of days that may be its own: of the event, of publication."""
        found = {
            date
            for text in self.texts
            for date in (text.date, text.header.event.date, text.header.published)
            if date and dates.is_edtf(date)
        }
        return tuple((dates.earliest(date), dates.latest(date)) for date in sorted(found))

    def to_json(self) -> dict[str, Any]:
        """The document as answers print it."""
        first = self.texts[0]
        return {
            "documents": [text.id for text in self.texts],
            "names": [text.name for text in self.texts],
            "date": self.date,
            "title": self.title,
            "kind": first.header.kind.value,
            "level": first.header.level.value,
            "languages": list(self.languages),
        }


def sides(text: Text) -> frozenset[str]:
    """Who issued a text, else whose meeting it is about."""
    return frozenset(text.header.issuers or text.header.event.parties)


def issued(texts: Iterable[Text]) -> tuple[Held, ...]:
    """The documents that texts are versions of, by date: same day, kind and sides in several
    languages. Two texts of one language are two documents."""
    found: list[list[Text]] = []
    days: dict[str, list[list[Text]]] = {}
    for text in in_order(texts):
        rows = days.setdefault(text.date, []) if text.date is not None else []
        for row in rows:
            if _version(text, row):
                row.append(text)
                break
        else:
            found.append([text])
            rows.append(found[-1])
    return tuple(Held(tuple(row)) for row in found)


def _version(text: Text, others: Sequence[Text]) -> bool:
    """Whether a text is a version of what others of its day are, in a language of its own."""
    first, header = others[0], text.header
    return (
        first.header.kind is header.kind
        and first.header.level is header.level
        and sides(first) == sides(text)
        and all(other.language != text.language for other in others)
    )
