"""The program `communique`: collects the command modules and ends every run with a documented exit
code.
"""

from __future__ import annotations

import inspect
import os
import sys
from collections.abc import Sequence
from typing import Annotated, Any

import typer

from communique.cli import (
    add,
    align,
    analyse,
    blame,
    brief,
    check_claim,
    check_claims,
    check_figures,
    cite,
    coverage,
    diff,
    due,
    edit,
    export,
    find,
    index,
    info,
    ledger,
    log,
    ls,
    refresh,
    review,
    rm,
    search,
    series,
    serve,
    show,
    track,
    verify,
)
from communique.cli.commands import Command, shared_parameters, with_shared_options
from communique.cli.exits import Exit, epilogue
from communique.cli.failures import WrongUsage, report
from communique.cli.help import PlainCommand, PlainGroup, listing

COMMANDS: tuple[tuple[str, str, Command], ...] = (
    ("Read", "analyse", analyse.analyse),
    ("Read", "add", add.add),
    ("Read", "refresh", refresh.refresh),
    ("Look", "ls", ls.ls),
    ("Look", "show", show.show),
    ("Look", "find", find.find),
    ("Look", "info", info.info),
    ("Ask", "search", search.search),
    ("Ask", "check claim", check_claim.check_claim),
    ("Ask", "check claims", check_claims.check_claims),
    ("Ask", "check figures", check_figures.check_figures),
    ("Ask", "track", track.track),
    ("Ask", "due", due.due),
    ("Ask", "ledger", ledger.ledger),
    ("Ask", "brief", brief.brief),
    ("Compare", "diff", diff.diff),
    ("Compare", "blame", blame.blame),
    ("Compare", "log", log.log),
    ("Compare", "align", align.align),
    ("Compare", "series", series.series),
    ("Compare", "series coverage", coverage.coverage),
    ("Review", "review", review.review),
    ("Review", "review accept", review.accept),
    ("Review", "review reject", review.reject),
    ("Review", "review correct", review.correct),
    ("Review", "review status", review.status),
    ("Review", "review note", review.note),
    ("Review", "review undo", review.undo),
    ("Review", "review list", review.list_),
    ("Review", "review agreement", review.agreement),
    ("Review", "review export", review.export),
    ("Review", "review import", review.import_),
    ("Export", "export", export.export),
    ("Export", "cite", cite.cite),
    ("Show", "serve", serve.serve),
    ("Keep", "edit", edit.edit),
    ("Keep", "index", index.index),
    ("Keep", "rm", rm.rm),
    ("Keep", "verify", verify.verify),
)
"""Every command: the panel of `--help` it stands in, its name, its function. A new command is one
line here.
"""


class Program(PlainGroup):
    """The group of all commands, which reports every failure in one way.

    A name of two words (`check claim`) is a command like any other: the first two words of a line
    are tried before the first alone, so that `series` and `series coverage` can stand side by side.
    """

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[str | None, Any, list[str]]:
        """The command of a line, and what is left for it. Raises wrong usage."""
        name = " ".join(args[:2])
        if len(args) > 1 and name in self.commands:
            return name, self.commands[name], args[2:]
        longer = [each for each in self.commands if each.startswith(f"{args[0]} ")]
        if longer and args[0] not in self.commands:
            if set(args[1:]) & set(ctx.help_option_names):
                typer.echo(listing(self, longer), nl=False)
                raise typer.Exit
            raise WrongUsage(
                f"{args[0]!r} needs another word", advice=f"One of: {', '.join(longer)}."
            )
        return super().resolve_command(ctx, args)

    def main(self, args: Sequence[str] | None = None, *given: Any, **extra: Any) -> Any:
        """Run a command line and end the process with its exit code."""
        arguments = list(sys.argv[1:] if args is None else args)
        if "--no-color" in arguments:
            os.environ["NO_COLOR"] = "1"
        extra["standalone_mode"] = False
        try:
            code = super().main(arguments, *given, **extra)
            sys.stdout.flush()
        # Whatever it is, the user gets a message and an exit code, and with --debug a traceback.
        except Exception as error:  # noqa: BLE001
            code = report(error, arguments)
        sys.exit(code if isinstance(code, int) else 0)


def _version(asked: bool) -> None:
    if asked:
        from communique.version import __version__

        typer.echo(f"communique {__version__}")
        raise typer.Exit


def _options(
    ctx: typer.Context,
    version: Annotated[
        bool,
        typer.Option(
            "--version", "-V", callback=_version, is_eager=True, help="Print the version."
        ),
    ] = False,
    **shared: Any,
) -> None:
    """Read what governments say to one another, and keep it with the exact words.

    A document is named by its id, the beginning of its id, its file name, or words of its title.
    """
    ctx.obj = shared
    if ctx.invoked_subcommand is None:
        typer.echo(ctx.get_help())
        raise typer.Exit(Exit.USAGE)


def _build() -> typer.Typer:
    app = typer.Typer(
        name="communique",
        cls=Program,
        add_completion=True,
        invoke_without_command=True,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
        rich_markup_mode=None,
    )
    own = [
        p
        for p in inspect.signature(_options, eval_str=True).parameters.values()
        if p.name != "shared"
    ]
    parameters = own + shared_parameters()
    _options.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]  # what inspect reads
    _options.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    app.callback(epilog=epilogue())(_options)
    for panel, name, command in COMMANDS:
        app.command(name, cls=PlainCommand, rich_help_panel=panel)(with_shared_options(command))
    return app


app = _build()


def main() -> None:
    """The console script."""
    app()
