"""The options by which commands choose documents, declared once: language, kind, party,
level, dates, series.
"""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Annotated

import typer

from communique.cli.session import Session
from communique.errors import InvalidField
from communique.model import codes

PANEL = "Which documents"

Language = Annotated[
    str | None,
    typer.Option(
        "--language",
        "-l",
        metavar="TAG",
        help="In this language: en, ja, zh-Hant, zh-Hans.",
        rich_help_panel=PANEL,
    ),
]
Kind = Annotated[
    codes.Kind | None,
    typer.Option("--kind", "-k", metavar="KIND", help="Of this kind.", rich_help_panel=PANEL),
]
Party = Annotated[
    str | None,
    typer.Option("--party", "-p", metavar="CODE", help="This party met.", rich_help_panel=PANEL),
]
Level = Annotated[
    codes.Level | None,
    typer.Option("--level", metavar="LEVEL", help="Of this level.", rich_help_panel=PANEL),
]
Since = Annotated[
    str | None,
    typer.Option("--since", metavar="DATE", help="Of this date or later.", rich_help_panel=PANEL),
]
Until = Annotated[
    str | None,
    typer.Option("--until", metavar="DATE", help="Of this date or earlier.", rich_help_panel=PANEL),
]
Series = Annotated[
    str | None,
    typer.Option("--series", metavar="NAME", help="Of this series.", rich_help_panel=PANEL),
]


def parties(session: Session, given: Iterable[str] | None) -> list[str]:
    """The codes of states and organisations given by code or by name in any language, each once.
    Raises `invalid-field` for what no table knows and is no code.
    """
    from communique.compare.asking import code_of

    names = session.names()
    made = []
    for value in given or ():
        code = code_of(value, names)
        known = code in names.states or code in names.organisations
        if not known and not (len(code) == 3 and code.isascii() and code.isalpha()):
            called = [form.text for row in names.states.values() for form in row.forms("en")[:1]]
            near = get_close_matches(value, called, n=3)
            raise InvalidField(
                f"no state or organisation is called {value!r}",
                advice=f"{' or '.join(near)}? " * bool(near)
                + "Give a code (JPN) or a name; tables of yours go with --names.",
            )
        made.append(code)
    return list(dict.fromkeys(made))
