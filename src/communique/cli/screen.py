"""Where results go: tables and text for people, tab-separated lines for pipes, JSON for programs.

On a terminal output is folded to its width, coloured with restraint, and paged when it is longer
than the screen. In a pipe or file it is UTF-8 whatever the locale, without colour, frames or
folding: a paragraph is one line. What cannot be encoded for a terminal of another encoding is
shown as an escape, never as an exception.
"""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, TextIO

from rich.console import Console, RenderableType
from rich.text import Text

from communique.cli.folding import lines
from communique.cli.safety import json_escaped, one_line
from communique.errors import CommuniqueError

_UNFOLDED = 1_000_000
_HANG = 2

MEASURE = 100
"""No line of running text is wider than this, however wide the terminal."""


class Screen:
    """Standard output and standard error as one command uses them."""

    def __init__(self, *, quiet: bool = False, pager: bool = True) -> None:
        prepare(sys.stdout)
        prepare(sys.stderr)
        self.quiet = quiet
        self.terminal = sys.stdout.isatty()
        self.err_terminal = sys.stderr.isatty()
        self.out = _console(sys.stdout, folded=self.terminal)
        self.err = _console(sys.stderr, folded=self.err_terminal)
        self.interactive = self.terminal and sys.stdin.isatty()
        self._pager = pager and self.interactive

    @property
    def width(self) -> int:
        """Columns of the terminal; for a pipe, more than any line has."""
        return self.out.width

    def print(self, *parts: RenderableType, end: str = "\n") -> None:
        """Write for people; text must have been made `visible` before."""
        self.out.print(*parts, end=end, soft_wrap=not self.terminal)

    def data(self, value: Any) -> None:
        """Write one JSON value in UTF-8, without changing any character of it."""
        dumped = json.dumps(value, ensure_ascii=False, indent=2)
        sys.stdout.write(json_escaped(dumped) + "\n")

    def data_list(self, values: Iterable[Any]) -> None:
        """Write a JSON list as its values come, so that a long one need not be held."""
        between = "["
        for value in values:
            dumped = json.dumps(value, ensure_ascii=False, indent=2)
            sys.stdout.write(f"{between}\n{json_escaped(dumped)}")
            between = ","
        sys.stdout.write("[]\n" if between == "[" else "\n]\n")

    def rule(self) -> None:
        """Write a line between two documents."""
        line = f"\n{'─' * min(self.width, MEASURE)}\n" if self.terminal else ""
        self.out.print(Text(line, style="dim"))

    def heading(self, words: str) -> None:
        """Write a heading with a blank line above it."""
        self.print()
        self.print(Text(words, style="bold dim"))

    def fold(
        self, text: Text, *, first: Text | None = None, indent: int = 0, all_lines: bool = False
    ) -> None:
        """Write text folded to the terminal, not in a pipe: `first` stands before the first line,
        the others (or `all_lines`) are indented.
        """
        for number, line in enumerate(self._folded(text, indent)):
            lead = Text(" " * indent) if number or all_lines else (first or Text())
            self.print(Text.assemble(lead, line, no_wrap=True, overflow="ignore"))

    def _folded(self, text: Text, indent: int) -> Sequence[Text]:
        if not self.terminal:
            return [text]
        width = max(20, min(self.width, MEASURE) - indent)
        ranges = lines(text.plain, width)
        cuts = [offset for found in ranges for offset in found]
        return text.divide(cuts)[1::2] if cuts else [text]

    def print_cut(self, line: Text) -> None:
        """Write one line, cut at the width of a terminal, whole in a pipe."""
        if self.terminal:
            line.truncate(self.width, overflow="ellipsis")
        self.print(line)

    def failure(self, error: CommuniqueError) -> None:
        """Say on standard error what went wrong and what to do."""
        self.failures([(error.code, error.message, error.advice)])

    def failures(
        self, failures: Iterable[tuple[str, str, str]], *, more: Sequence[str] = ()
    ) -> None:
        """Say what went wrong, as code, message and advice; each advice once, after the last
        message that it is for. Lines of `more` stand under the messages.
        """
        by_advice: dict[str, list[tuple[str, str]]] = {}
        for code, message, advice in failures:
            by_advice.setdefault(advice, []).append((code, message))
        for advice, said in by_advice.items():
            for code, message in said:
                first, *rest = message.splitlines() or [""]
                self._say(Text.assemble((f"error[{code}]", "bold red"), ": ", one_line(first)))
                for line in rest:
                    self._say(Text(one_line(line)), indent=2)
            for line in more:
                self._say(Text(one_line(line)), indent=2)
            self._say(Text.assemble(("advice: ", "bold"), one_line(advice)))

    def _say(self, line: Text, *, indent: int = 0) -> None:
        width = self.err.width - indent - _HANG
        ranges = lines(line.plain, width) if self.err_terminal else [(0, len(line))]
        for number, (start, end) in enumerate(ranges):
            lead = " " * (indent + (_HANG if number else 0))
            self.err.print(Text.assemble(lead, line[start:end]), soft_wrap=True)

    def raw(self, text: str) -> None:
        """Write text as it is; for pipes only."""
        sys.stdout.write(text)

    def line(self, *fields: str) -> None:
        """Write one tab-separated line for a program."""
        sys.stdout.write("\t".join(one_line(field) for field in fields) + "\n")

    def note(self, message: str, *, style: str = "dim") -> None:
        """Say something about the work, on standard error and not with --quiet."""
        if not self.quiet:
            self.err.print(Text(message, style=style))

    @contextmanager
    def paged(self) -> Iterator[None]:
        """Collect what is printed and show it in the user's pager if it is longer than the
        terminal.
        """
        if not self._pager:
            yield
            return
        with self.out.capture() as captured:
            yield
        text = captured.get()
        if text.count("\n") < shutil.get_terminal_size().lines or not _page(text):
            sys.stdout.write(text)


def prepare(stream: TextIO) -> None:
    """Make a stream fit for any text: UTF-8 in pipes, escapes for what a terminal's encoding
    lacks.
    """
    if isinstance(stream, io.TextIOWrapper):
        encoding = stream.encoding if stream.isatty() else "utf-8"
        stream.reconfigure(encoding=encoding, errors="backslashreplace")


class _Console(Console):
    """A console that leaves it to the program what to do when its reader has gone."""

    def on_broken_pipe(self) -> None:
        raise BrokenPipeError


def _console(stream: TextIO, *, folded: bool) -> Console:
    return _Console(
        file=stream,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
        width=None if folded else _UNFOLDED,
        force_terminal=folded,
    )


def _page(text: str) -> bool:
    """Show text in the pager; False if there is none."""
    command = os.environ.get("COMMUNIQUE_PAGER") or os.environ.get("PAGER") or "less"
    environment = {"LESS": "FRX", "LESSCHARSET": "utf-8", **os.environ}
    if shutil.which(command.split()[0]) is None:
        return False
    with subprocess.Popen(
        command,
        shell=True,
        stdin=subprocess.PIPE,
        env=environment,
        encoding="utf-8",
        errors="backslashreplace",
    ) as pager:
        try:
            pager.communicate(text)
        except (BrokenPipeError, KeyboardInterrupt):
            pager.wait()
    return True
