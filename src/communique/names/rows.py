"""The rows of the names tables: one frozen class a table.

A cell of names holds several forms, separated by ` | `; the first is the label. A form that ends
in `~` is *weak*: in running text it is the thing only beside a title (`岸田~` is a surname,
`Ford~` also a car), or it is shared by several things (`Korean~`). Left out: what the words of a
language mean (languages/).

    >>> forms("Fumio Kishida | Kishida~")
    (Form(text='Fumio Kishida', weak=False), Form(text='Kishida', weak=True))
"""

from __future__ import annotations

from dataclasses import dataclass

LANGUAGE_COLUMNS = ("en", "ja", "zh-Hant", "zh-Hans")
"""The columns that hold names: one a language, by its BCP 47 tag."""

WEAK = "~"
SEPARATOR = "|"


@dataclass(frozen=True, slots=True)
class Form:
    """One way to write a name; `weak` when it needs a title, or belongs to several things."""

    text: str
    weak: bool = False


def forms(cell: str) -> tuple[Form, ...]:
    """The forms in a cell, in order, without repeats.

    >>> forms("露 | ロ")
    (Form(text='露', weak=False), Form(text='ロ', weak=False))
    """
    found: dict[str, Form] = {}
    for part in cell.split(SEPARATOR):
        part = part.strip()
        text = part.removesuffix(WEAK).strip()
        if text and text not in found:
            found[text] = Form(text, part.endswith(WEAK))
    return tuple(found.values())


def items(cell: str) -> tuple[str, ...]:
    """The items of a cell that lists ids or codes, in order.

    >>> items("JPN | USA")
    ('JPN', 'USA')
    """
    return tuple(text for part in cell.split(SEPARATOR) if (text := part.strip()))


@dataclass(frozen=True, slots=True)
class Named:
    """What every table with an id has: id, the forms in each language, the source of the row."""

    id: str
    en: tuple[Form, ...]
    ja: tuple[Form, ...]
    zh_hant: tuple[Form, ...]
    zh_hans: tuple[Form, ...]
    source: str

    def forms(self, language: str) -> tuple[Form, ...]:
        """The forms in a language, label first; empty when the table has none.

        Raises `KeyError` for a language the tables have no column for.
        """
        return {
            "en": self.en,
            "ja": self.ja,
            "zh-Hant": self.zh_hant,
            "zh-Hans": self.zh_hans,
        }[language]

    def label(self, language: str) -> str:
        """The first form in a language; the id when the table has none.

        Raises `KeyError` for a language the tables have no column for.
        """
        found = self.forms(language)
        return found[0].text if found else self.id


@dataclass(frozen=True, slots=True)
class State(Named):
    """A state or territory of ISO 3166-1, now or once; `start`, `end` (EDTF) where they matter."""

    adjectives: tuple[Form, ...]
    characters_ja: tuple[Form, ...]
    characters_zh: tuple[Form, ...]
    start: str
    end: str


@dataclass(frozen=True, slots=True)
class Organisation(Named):
    """A body with a name of its own: organisation, forum, alliance, standing committee."""

    kind: str
    start: str
    end: str


@dataclass(frozen=True, slots=True)
class Person(Named):
    """A person; `state` is the state or organisation acted for, or empty."""

    state: str


@dataclass(frozen=True, slots=True)
class Place(Named):
    """A city, seat, sea, region or disputed territory; `within` is the id of the place around."""

    state: str
    kind: str
    within: str


@dataclass(frozen=True, slots=True)
class Title(Named):
    """The words for an office; `office` is what they mean in `states` (empty: anywhere)."""

    office: str
    states: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Issue(Named):
    """A subject of diplomacy with a label in every language."""


@dataclass(frozen=True, slots=True)
class TermOfArt(Named):
    """A diplomatic term as the languages render it; `issue` is the id of its issue, or empty."""

    issue: str


@dataclass(frozen=True, slots=True)
class Term:
    """A person in an office from one day to another (EDTF; an empty `end`: still in office)."""

    person: str
    office: str
    state: str
    start: str
    end: str
    source: str


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting of leaders or ministers: facts only, in the terms of a document's event."""

    start: str
    end: str
    place: str
    parties: tuple[str, ...]
    people: tuple[str, ...]
    level: str
    description: str
    source: str


@dataclass(frozen=True, slots=True)
class CatalogueEntry:
    """A document known to exist in the world, whether an archive holds it or not."""

    catalogue: str
    series: str
    date: str
    place: str
    parties: tuple[str, ...]
    people: tuple[str, ...]
    level: str
    title_en: str
    title_ja: str
    kind: str
    languages: tuple[str, ...]
    confirmed: bool
    note: str
    source: str
