"""`communique edit`: sets header fields of a document by hand and shows what changed."""

from __future__ import annotations

import getpass
from typing import TYPE_CHECKING, Annotated, Any

import typer

from communique.cli import header_fields
from communique.cli.session import Session
from communique.errors import InvalidField

if TYPE_CHECKING:
    from communique.archive import Edit


def edit(
    session: Session,
    doc: Annotated[
        str,
        typer.Argument(
            metavar="DOC", help="Id, its beginning, file name, alias, or words of the title."
        ),
    ],
    *,
    fields: dict[str, header_fields.Value],
    clear: Annotated[
        list[str] | None,
        typer.Option(
            "--clear",
            metavar="FIELD",
            help="Withdraw what people set in this field; may be repeated.",
        ),
    ] = None,
    who: Annotated[
        str | None,
        typer.Option(
            "--who", metavar="NAME", help="Who says so; by default the name of your account."
        ),
    ] = None,
    history: Annotated[
        bool, typer.Option("--history", help="Show what was set, by whom and when.")
    ] = False,
) -> None:
    """Set header fields of a document; who did and when is kept, and reading the file again does
    not undo it.
    """
    wanted = {**fields, **_cleared(clear or [])}
    if not wanted and not history:
        raise InvalidField(
            "no field was given", advice="Give a field such as --date 1996-04-17, or --history."
        )
    screen = session.screen
    with session.archive() as archive:
        before = archive.find(doc)
        if wanted:
            archive.edit(before, wanted, who=who or account())
        after = archive.find(before.id)
        changes = archive.history(after) if history else []
        if session.json:
            screen.data(
                {
                    "before": before.to_json(),
                    "after": after.to_json(),
                    "history": [_record(c) for c in changes],
                }
            )
            return
        if wanted:
            _print_changes(session, before.to_json(), after.to_json(), list(wanted))
        if changes:
            _print_history(session, changes)


def _cleared(names: list[str]) -> dict[str, None]:
    known = [field.name for field in header_fields.FIELDS]
    for name in names:
        if name not in known:
            raise InvalidField(
                f"there is no field {name!r} to clear", advice=f"The fields are {', '.join(known)}."
            )
    return dict.fromkeys(names)


def account() -> str:
    """The name of the account that runs the program."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown"


def _print_changes(
    session: Session, before: dict[str, Any], after: dict[str, Any], names: list[str]
) -> None:
    from rich.text import Text

    from communique.cli.documents import print_field
    from communique.cli.safety import one_line

    screen = session.screen
    screen.print(
        Text.assemble(
            (after["id"], "yellow"), "  ", (one_line(after["title"] or "(no title)"), "bold")
        )
    )
    for name in names:
        old, new = (header_fields.shown(_value(entry, name)) for entry in (before, after))
        print_field(
            screen,
            name,
            f"{old or 'none'} → {new or 'none'}" if old != new else f"{old or 'none'} (as before)",
        )


def _print_history(session: Session, changes: list[Edit]) -> None:
    from communique.cli.tables import Column, print_lines, print_table

    columns: tuple[Column[Edit], ...] = (
        Column("when", lambda e: e.when),
        Column("who", lambda e: e.who, style="cyan"),
        Column("field", lambda e: e.field),
        Column(
            "value",
            lambda e: "(as found)" if e.value is None else header_fields.shown(e.value),
            whole=False,
        ),
        Column("", lambda e: "superseded" if e.superseded else "", style="dim"),
    )
    (print_table if session.screen.terminal else print_lines)(session.screen, columns, changes)


def _value(entry: dict[str, Any], name: str) -> header_fields.Value:
    found: header_fields.Value = entry[name] if name in entry else entry["event"][name]
    return found


def _record(change: Edit) -> dict[str, Any]:
    return {
        "field": change.field,
        "value": change.value,
        "who": change.who,
        "when": change.when,
        "superseded": change.superseded,
    }
