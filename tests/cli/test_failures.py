"""Every failure ends with a message, advice and a documented exit code, never with a traceback."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from communique import errors
from communique.cli.exits import MEANINGS, Exit
from communique.cli.session import Session
from tests.cli.conftest import Run

ERRORS = [
    kind
    for kind in vars(errors).values()
    if isinstance(kind, type) and issubclass(kind, errors.CommuniqueError)
]


def failing(error: BaseException) -> Callable[..., Any]:
    def fail(*_: Any, **__: Any) -> Any:
        raise error

    return fail


@pytest.mark.parametrize("kind", ERRORS, ids=lambda kind: kind.__name__)
def test_an_error_of_ours_is_printed_with_code_and_advice(
    run: Run, monkeypatch: pytest.MonkeyPatch, kind: type[errors.CommuniqueError]
) -> None:
    monkeypatch.setattr(Session, "archive", failing(kind("the file a.txt\x1b[2J is bad")))
    ended = run("ls")
    assert ended.stdout == ""
    assert ended.stderr.startswith(f"error[{kind.code}]: the file a.txt␛[2J is bad\nadvice: ")
    assert ended.exit_code == kind.exit_code
    assert Exit(ended.exit_code) in MEANINGS


def test_with_json_the_error_is_one_object_on_standard_output(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    error = errors.DocumentAmbiguous("two", candidates=("aa", "bb"))
    monkeypatch.setattr(Session, "archive", failing(error))
    ended = run("ls", "--json")
    assert json.loads(ended.stdout) == {
        "error": {
            "code": "document-ambiguous",
            "message": "two",
            "advice": error.advice,
            "candidates": ["aa", "bb"],
        }
    }
    assert "error[document-ambiguous]: two" in ended.stderr
    assert run("ls", "--json", "--quiet").stderr == ""
    assert ended.exit_code == Exit.DOCUMENT


@pytest.mark.parametrize("error", [RuntimeError("odd [bold]thing[/]"), ZeroDivisionError()])
def test_the_unexpected_is_an_apology_and_not_a_traceback(
    run: Run, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    monkeypatch.setattr(Session, "archive", failing(error))
    ended = run("ls")
    assert ended.exit_code == Exit.UNEXPECTED
    assert ended.stderr.startswith(f"error[unexpected]: {type(error).__name__}")
    assert str(error) in ended.stderr
    assert "--debug" in ended.stderr
    assert "Traceback" not in ended.stderr
    assert "Traceback" in run("ls", "--debug").stderr
    assert "Traceback" in run("--debug", "ls").stderr


def test_an_interruption_has_its_own_code(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Session, "archive", failing(KeyboardInterrupt("3 of 4 are in")))
    ended = run("ls")
    assert ended.exit_code == Exit.INTERRUPTED
    assert ended.stderr.startswith("error[interrupted]: 3 of 4 are in\nadvice: ")


@pytest.mark.parametrize(
    "arguments",
    [["lss"], ["ls", "--nonsense"], ["ls", "--limit", "many"], ["show"], ["ls", "--kind", "poem"]],
)
def test_wrong_usage(run: Run, arguments: list[str]) -> None:
    ended = run(*arguments)
    assert ended.exit_code == Exit.USAGE
    assert ended.stderr.startswith("error[usage]: ")
    assert "--help`" in ended.stderr
    assert json.loads(run(*arguments, "--json", "-q").stdout)["error"]["code"] == "usage"


def test_a_typing_slip_gets_a_suggestion(run: Run) -> None:
    assert "Did you mean 'show'?" in run("shwo").stderr
