"""Turns what went wrong into a message for people, an object for programs, and an exit code.

Recognises the program's own errors, wrong usage, Ctrl-C, a reader that went away, and anything
unexpected. No traceback is printed unless asked for with --debug.
"""

from __future__ import annotations

import json
import os
import sys
import traceback
from collections.abc import Sequence
from typing import Any

from typer.exceptions import Abort, TyperException

from communique.cli.exits import Exit
from communique.cli.safety import json_escaped
from communique.errors import CommuniqueError

_APOLOGY = "This is a mistake of communique, not of yours, and the archive is whole."
_GO_ON = "The archive is whole; the same command goes on where this one stopped."
_DEBUG_HINT = "Run the command again with --debug and report what it prints."


class WrongUsage(TyperException):
    """A command line that cannot be carried out as it stands."""

    exit_code = Exit.USAGE

    def __init__(self, message: str, *, advice: str) -> None:
        super().__init__(message)
        self.advice = advice


class Interrupted(Exception):
    """Ctrl-C; the message may say how far the work has come."""


class ReaderGone(Exception):
    """The program that read the output has ended."""


def report(error: Exception, arguments: Sequence[str]) -> int:
    """Say what went wrong on standard error, with --json on standard output too; the exit code."""
    if isinstance(error, ReaderGone | BrokenPipeError):
        _silence_stdout()
        return Exit.PIPE
    if isinstance(error, Interrupted | Abort):
        _say(arguments, "interrupted", str(error) or "stopped", _GO_ON)
        return Exit.INTERRUPTED
    if "--debug" in arguments:
        traceback.print_exception(error)
    if isinstance(error, CommuniqueError):
        extra = (
            {"candidates": list(candidates)}
            if (candidates := getattr(error, "candidates", ()))
            else {}
        )
        _say(arguments, error.code, error.message, error.advice, **extra)
        return error.exit_code
    if isinstance(error, TyperException):
        context = getattr(error, "ctx", None)
        path = context.command_path if context is not None else "communique"
        advice = getattr(error, "advice", f"See `{path} --help`.")
        _say(arguments, "usage", error.format_message(), advice)
        return error.exit_code
    message = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    _say(arguments, "unexpected", message, f"{_APOLOGY} {_DEBUG_HINT}")
    return Exit.UNEXPECTED


def _say(arguments: Sequence[str], code: str, message: str, advice: str, **extra: Any) -> None:
    if "--json" in arguments:
        body = {"error": {"code": code, "message": message, "advice": advice, **extra}}
        sys.stdout.write(json_escaped(json.dumps(body, ensure_ascii=False)) + "\n")
        if "--quiet" in arguments or "-q" in arguments:
            return
    from communique.cli.screen import Screen

    Screen().failures([(code, message, advice)], more=extra.get("candidates", ()))


def _silence_stdout() -> None:
    """Give standard output nowhere to go: the interpreter's last flush must not complain."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
