"""`communique serve`: who may come in is settled before anything is served."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run


def test_others_are_not_served_unasked(run: Run) -> None:
    done = run("serve", "--host", "0.0.0.0", "--port", "0")
    assert done.exit_code == 1 and "server-exposed" in done.stderr and "--tokens" in done.stderr


def test_a_token_is_shown_once_and_kept_as_a_hash(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "tokens"
    made = run("serve", "--tokens", path, "--new-token", "rita", "--role", "editor")
    token = made.stdout.strip()
    assert made.exit_code == 0 and len(token) > 40
    told = path.read_text()
    assert "rita editor " in told and token not in told and path.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("more", [("--new-token", "rita"), ("--tokens", "nothing-here")])
def test_tokens_that_cannot_be_used_are_told(run: Run, more: tuple[str, ...]) -> None:
    done = run("serve", *more)
    assert done.exit_code == 1 and "server-settings" in done.stderr


def test_a_file_that_others_may_read_is_told(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "tokens"
    path.touch()
    path.chmod(0o644)
    done = run("serve", "--tokens", path, "--new-token", "rita")
    assert done.exit_code == 0 and "chmod 600" in done.stderr
