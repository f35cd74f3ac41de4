"""What became of what was added or fetched again, for people and as JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import typer

from communique.cli.exits import Exit
from communique.errors import InputSkipped

if TYPE_CHECKING:
    from communique.archive import Entry
    from communique.archive.add import Summary
    from communique.archive.entries import Status
    from communique.archive.reading import Failure
    from communique.cli.screen import Screen
    from communique.cli.session import Session

_SHOWN = 20
"""Failures listed for people; --json lists all."""

_STATUSES: dict[Status, str] = {
    "added": "added",
    "new_version": "new versions",
    "unchanged": "unchanged",
    "known_bytes": "known bytes",
    "reread": "read again",
}


@dataclass(frozen=True, slots=True)
class Result:
    """What became of the inputs (`total`), and the documents that the archive now holds of them."""

    summary: Summary
    documents: Sequence[Entry]
    total: int
    interrupted: bool = False

    @property
    def failed(self) -> list[Failure]:
        """What could not be stored."""
        return [one for one in self.summary.failed if one.code != InputSkipped.code]

    @property
    def skipped(self) -> list[Failure]:
        """What a walk through folders passed over."""
        return [one for one in self.summary.failed if one.code == InputSkipped.code]


def tell(session: Session, result: Result) -> None:
    """Print a result and end the command with its exit code."""
    if session.json:
        session.screen.data(to_json(result))
    else:
        print_result(session.screen, result)
    if result.interrupted and not session.json:
        done = sum(result.summary.counts.values())
        raise KeyboardInterrupt(f"{done:,} of {result.total:,} are in")
    if result.interrupted:
        raise typer.Exit(Exit.INTERRUPTED)
    if result.failed:
        raise typer.Exit(Exit.INPUT)


def to_json(result: Result) -> dict[str, Any]:
    """A result as the JSON of `add` and `refresh`."""
    summary = result.summary
    return {
        "counts": {status: summary.counts.get(status, 0) for status in _STATUSES},
        "documents": [entry.to_json() for entry in result.documents],
        "gaps": [{"name": g.name, "identity": g.identity, **g.gap.to_json()} for g in summary.gaps],
        "failed": [one._asdict() for one in result.failed],
        "skipped": [one._asdict() for one in result.skipped],
        "seconds": round(summary.seconds, 3),
        "interrupted": result.interrupted,
    }


def print_result(screen: Screen, result: Result) -> None:
    """Print a result for people: counts, gaps, what failed and what was passed over."""
    from communique.cli.documents import print_field

    counts = result.summary.counts
    for status, words in _STATUSES.items():
        number = counts.get(status, 0)
        print_field(screen, words, f"{number:,}" if number or status == "added" else "")
    print_field(screen, "failed", f"{len(result.failed):,}" if result.failed else "", style="red")
    languages = Counter(entry.language for entry in result.documents)
    kinds = Counter(entry.kind.value.replace("_", " ") for entry in result.documents)
    print_field(
        screen, "documents", f"{len(result.documents):,}: {_listed(languages)}" if languages else ""
    )
    print_field(screen, "kinds", _listed(kinds))
    _print_gaps(screen, result)
    _print_failures(screen, result.failed)
    if result.skipped:
        screen.note(f"Passed over {_listed(_suffixes(result.skipped))}.")


def _print_gaps(screen: Screen, result: Result) -> None:
    from rich.text import Text

    from communique.cli.safety import one_line

    gaps = result.summary.gaps
    counts = Counter(found.gap.code for found in gaps).most_common()
    if counts:
        screen.heading("Gaps")
    width = max((len(code) for code, _ in counts), default=0)
    for code, number in counts:
        first = next(found for found in gaps if found.gap.code == code)
        line = Text.assemble(f"  {number:>5,}  ", (f"{code:<{width}}", "yellow"), "  ")
        line.append(one_line(first.gap.message), style="dim")
        screen.print_cut(line)


def _print_failures(screen: Screen, failed: Sequence[Failure]) -> None:
    screen.failures((one.code, one.message, one.advice) for one in failed[:_SHOWN])
    if len(failed) > _SHOWN:
        screen.note(f"… and {len(failed) - _SHOWN:,} more failed; --json lists all", style="red")


def _listed(counts: Mapping[str, int]) -> str:
    """Counts in words, the largest first."""
    return ", ".join(f"{number:,} {name}" for name, number in Counter(counts).most_common())


def _suffixes(skipped: Sequence[Failure]) -> Counter[str]:
    """What was passed over, by the end of its name; of a crawl, records by the end of theirs."""
    found: Counter[str] = Counter()
    for one in skipped:
        name = one.name.rsplit("/", 1)[-1]
        if "." in name[1:] and name[name.rindex(".") + 1 :].isalnum():
            found[f"*{name[name.rindex('.') :]}"] += 1
        else:
            found["records of crawls" if "://" in one.name else name] += 1
    return found
