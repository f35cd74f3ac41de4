"""Language-neutral names: states, organisations, people, places, offices, meetings, issues, terms.

The tables are CSV files under tables/ that an analyst can edit: a row a thing, a column a
language; a user's own folders go over them (tables.py says how). Left out: the grammar and cue
words of a language.

    >>> names = load()
    >>> [mention.id for mention in names.find("美日菲三邊峰會", "zh-Hant")]
    ['USA', 'JPN', 'PHL']
"""

from communique.names.lookup import Names
from communique.names.mentions import Mention, Ref
from communique.names.rows import (
    CatalogueEntry,
    Form,
    Issue,
    Meeting,
    Organisation,
    Person,
    Place,
    State,
    Term,
    TermOfArt,
    Title,
)
from communique.names.tables import load

__all__ = [
    "CatalogueEntry",
    "Form",
    "Issue",
    "Meeting",
    "Mention",
    "Names",
    "Organisation",
    "Person",
    "Place",
    "Ref",
    "State",
    "Term",
    "TermOfArt",
    "Title",
    "load",
]
