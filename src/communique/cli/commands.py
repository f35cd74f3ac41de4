"""Gives every command the same options, and makes of them the `Session` that it works with.

A command is a function whose first parameter is `session`; the others are its own arguments and
options. The options of every command may stand before or after the command's name. A parameter
called `fields` stands for one option per header field (`header_fields.py`), one called `where` for
one per field of findings (`finding_fields.py`); each receives those that were given.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable
from functools import wraps
from pathlib import Path
from typing import Annotated, Any

import typer

from communique.cli import finding_fields, header_fields
from communique.cli.failures import Interrupted, ReaderGone
from communique.cli.session import Session, archive_path, names_paths

Command = Callable[..., None]

_PANEL = "Options of every command"
_SHARED: dict[str, tuple[Any, tuple[str, ...], str | None, str]] = {
    "archive": (
        Path | None,
        ("--archive",),
        "PATH",
        "The archive to use (COMMUNIQUE_ARCHIVE; default: communique.db).",
    ),
    "names": (
        list[Path] | None,
        ("--names",),
        "DIR",
        "A folder of name tables of your own; may be repeated (COMMUNIQUE_NAMES).",
    ),
    "json": (bool, ("--json",), None, "Print JSON for programs."),
    "quiet": (bool, ("--quiet", "-q"), None, "Print results and errors only."),
    "no_color": (
        bool,
        ("--no-color",),
        None,
        "Print without colour, as with the variable NO_COLOR.",
    ),
    "no_pager": (bool, ("--no-pager",), None, "Do not show long output in a pager."),
    "debug": (bool, ("--debug",), None, "Print a traceback with an error."),
}
_LISTED = ("archive", "json")
_BUNDLES = {"fields": header_fields, "where": finding_fields}
"""Parameters that stand for several options, by name, and the module that declares these."""


def shared_parameters(*, listed: Iterable[str] = tuple(_SHARED)) -> list[inspect.Parameter]:
    """The parameters that every command takes; those not `listed` are left out of its --help."""
    return [
        inspect.Parameter(
            name,
            inspect.Parameter.KEYWORD_ONLY,
            default=False if kind is bool else None,
            annotation=Annotated[
                kind,
                typer.Option(
                    *flags,
                    metavar=metavar,
                    help=text,
                    rich_help_panel=_PANEL,
                    hidden=name not in listed,
                    show_default=False,
                ),
            ],
        )
        for name, (kind, flags, metavar, text) in _SHARED.items()
    ]


def shared_values(context: typer.Context, given: dict[str, Any]) -> dict[str, Any]:
    """The options of every command, those after its name before those in front of it."""
    in_front = context.obj or {}
    return {name: given.get(name) or in_front.get(name) for name in _SHARED}


def with_shared_options(command: Command) -> Command:
    """The command as typer should see it: with the shared options instead of `session`."""
    own = inspect.signature(command, eval_str=True).parameters
    bundles = [name for name in _BUNDLES if name in own]

    @wraps(command)
    def run(ctx: typer.Context, **given: Any) -> None:
        shared = shared_values(ctx, {name: given.pop(name) for name in _SHARED})
        for name in bundles:
            given[name] = _BUNDLES[name].take(given)
        try:
            command(_session(shared), **given)
        except BrokenPipeError as error:  # before typer makes an exit of its own of these
            raise ReaderGone from error
        except KeyboardInterrupt as error:
            raise Interrupted(str(error)) from error

    parameters = [
        inspect.Parameter("ctx", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=typer.Context)
    ]
    for name, parameter in own.items():
        if name in _BUNDLES:
            parameters += _BUNDLES[name].parameters()
        elif name != "session":
            parameters.append(parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY))
    parameters += shared_parameters(listed=_LISTED)
    run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]  # what inspect reads
    run.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    return run


def _session(shared: dict[str, Any]) -> Session:
    return Session(
        archive_path=archive_path(shared["archive"]),
        names_paths=names_paths(shared["names"]),
        json=bool(shared["json"]),
        quiet=bool(shared["quiet"]),
        debug=bool(shared["debug"]),
        pager=not shared["no_pager"],
    )
