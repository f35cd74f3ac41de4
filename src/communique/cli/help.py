"""The pages that `--help` prints: usage, what the command does, its arguments and options, in
plain lines.

The same description of a command makes docs/cli.md (`reference.py`), so that the two cannot
differ. Options stand under the name of their panel; hidden ones are left out.
"""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from typer.core import TyperCommand, TyperGroup

_MEASURE = 100
_LEFT = 26
_INDENT = "  "


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and rows of a term and what it means."""

    heading: str
    rows: tuple[tuple[str, str], ...]


class PlainCommand(TyperCommand):
    """A command with a plain help page."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help page."""
        formatter.write(page(self, ctx))


class PlainGroup(TyperGroup):
    """A group with a plain help page."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help page."""
        formatter.write(page(self, ctx))


def usage(command: Any, ctx: Any) -> str:
    """The command's usage in one line."""
    arguments = [_term(param) for param in command.get_params(ctx) if _is_argument(param)]
    if hasattr(command, "commands"):
        arguments.append("COMMAND …")
    return " ".join([ctx.command_path, "[OPTIONS]", *arguments])


def sections(command: Any, ctx: Any) -> list[Section]:
    """What the help page lists: commands, arguments, and options by panel."""
    grouped: dict[str, list[tuple[str, str]]] = {}
    for name, sub in getattr(command, "commands", {}).items():
        if not sub.hidden:
            grouped.setdefault(sub.rich_help_panel or "Commands", []).append((name, _summary(sub)))
    for param in sorted(command.get_params(ctx), key=_order):
        if not getattr(param, "hidden", False):
            panel = getattr(param, "rich_help_panel", None)
            heading = panel or ("Arguments" if _is_argument(param) else "Options")
            grouped.setdefault(heading, []).append((_term(param), _meaning(param)))
    return [Section(heading, tuple(rows)) for heading, rows in grouped.items()]


def page(command: Any, ctx: Any) -> str:
    """The help page, folded to the terminal."""
    width = max(40, min(shutil.get_terminal_size().columns, _MEASURE))
    parts = [_fold(f"Usage: {usage(command, ctx)}", width, hang=len("Usage: "))]
    parts += [_fold(" ".join(part.split()), width) for part in (command.help or "").split("\n\n")]
    for section in sections(command, ctx):
        rows = (line for term, meaning in section.rows for line in _row(term, meaning, width))
        parts.append("\n".join([section.heading, *rows]))
    if command.epilog:
        parts.append(_fold(command.epilog, width))
    return "\n\n".join(parts) + "\n"


def listing(group: Any, names: Iterable[str]) -> str:
    """Some commands of a group, a line or more each, with what they do."""
    width = max(40, min(shutil.get_terminal_size().columns, _MEASURE))
    rows = ((name, _summary(group.commands[name])) for name in names)
    return "".join(f"{line}\n" for row in rows for line in _row(*row, width))


def _row(term: str, meaning: str, width: int) -> Iterator[str]:
    lines = textwrap.wrap(meaning, max(20, width - _LEFT - len(_INDENT))) or [""]
    lead = f"{_INDENT}{term}"
    if len(lead) > _LEFT:
        yield lead
        lead = ""
    yield f"{lead:<{_LEFT}}{_INDENT}{lines[0]}".rstrip()
    yield from (f"{'':<{_LEFT}}{_INDENT}{line}" for line in lines[1:])


def _fold(text: str, width: int, *, hang: int = 0) -> str:
    return textwrap.fill(text, width, subsequent_indent=" " * hang, break_on_hyphens=False)


def _is_argument(param: Any) -> bool:
    return bool(param.param_type_name == "argument")


def _order(param: Any) -> int:
    """Arguments, the command's own options by panel, then those of every command, --help last."""
    if _is_argument(param):
        return 0
    if "--help" in param.opts:
        return 4
    return 1 if getattr(param, "rich_help_panel", None) is None else 3


def _term(param: Any) -> str:
    if _is_argument(param):
        return str(param.metavar or param.name.upper())
    flags = ", ".join(
        sorted([*param.opts, *param.secondary_opts], key=lambda flag: flag.startswith("--"))
    )
    value = "" if param.is_flag else f" {param.metavar or param.name.upper()}"
    return flags + value


def _meaning(param: Any) -> str:
    default = param.default
    flag = getattr(param, "is_flag", False)
    shown = f" (default: {default})" if default and not flag and not callable(default) else ""
    return f"{param.help or ''}{shown}"


def _summary(command: Any) -> str:
    """The first sentence of what a command says of itself."""
    first = " ".join((command.help or "").split("\n\n")[0].split())
    return first.rstrip(".")
