"""`communique add`: reads files into the archive."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

import typer

from communique.cli import header_fields
from communique.cli.exits import Exit
from communique.cli.session import Session
from communique.errors import InputError, InputSkipped

if TYPE_CHECKING:
    from communique.archive import Archive, Entry
    from communique.archive.add import Summary
    from communique.archive.entries import Status
    from communique.archive.reading import Failure
    from communique.cli.screen import Screen
    from communique.read.inputs import Input

_SHOWN = 20
"""Failures listed for people; --json lists all."""

_STATUSES: dict[Status, str] = {
    "added": "added",
    "new_version": "new versions",
    "unchanged": "unchanged",
    "known_bytes": "known bytes",
    "reread": "read again",
}


def add(
    session: Session,
    paths: Annotated[
        list[str],
        typer.Argument(metavar="PATH…", help="Files, folders, globs, or - for standard input."),
    ],
    *,
    workers: Annotated[
        int | None,
        typer.Option(
            "--workers",
            "-j",
            metavar="N",
            min=1,
            help="Read with so many processes; by default one a core.",
        ),
    ] = None,
    max_bytes: Annotated[
        int | None,
        typer.Option(
            "--max-bytes", metavar="BYTES", min=1, help="Refuse larger files; by default 32 MiB."
        ),
    ] = None,
    manifest: Annotated[
        bool, typer.Option("--manifest/--no-manifest", help="Use manifests beside the files.")
    ] = True,
    reread: Annotated[
        bool, typer.Option("--reread", help="Read again what the archive holds already.")
    ] = False,
    fields: dict[str, header_fields.Value],
) -> None:
    """Read files into the archive, and make it if there is none.

    Files that the archive holds as they are change nothing: after an interruption the same command
    goes on. Header fields given here are set for all of the files, over those of manifests.
    """
    from communique.archive.fields import checked
    from communique.read.analyse import MAX_BYTES
    from communique.read.inputs import collect

    most = max_bytes or MAX_BYTES
    found = list(collect(paths, manifests=manifest, max_bytes=most))
    result = _store(
        session,
        found,
        fields=checked(fields),
        workers=workers,
        max_bytes=most,
        reread=reread,
    )
    if session.json:
        session.screen.data(_to_json(result))
    else:
        _print(session.screen, result)
    if result.interrupted and not session.json:
        raise KeyboardInterrupt(f"{sum(result.summary.counts.values()):,} of {len(found):,} are in")
    if result.interrupted:
        raise typer.Exit(Exit.INTERRUPTED)
    if result.failed:
        raise typer.Exit(Exit.INPUT)


@dataclass(frozen=True, slots=True)
class _Result:
    """What became of the paths, and the documents that the archive now holds of them."""

    summary: Summary
    failed: Sequence[Failure]
    skipped: Sequence[Failure]
    documents: Sequence[Entry]
    interrupted: bool


def _store(
    session: Session, found: Sequence[Input | tuple[str, InputError]], **options: Any
) -> _Result:
    from communique.archive.add import Interrupted, Summary
    from communique.archive.add import add as add_all
    from communique.archive.reading import Failure
    from communique.cli.progress import progress

    there = {one.identity for one in found if not isinstance(one, tuple)}
    documents: list[Entry] = []
    interrupted = False
    if there:
        with session.archive(create=True) as archive:
            try:
                with progress(session.screen, "Adding") as advance:
                    summary = add_all(
                        archive,
                        found,
                        names_paths=session.names_paths,
                        on_progress=advance,
                        **options,
                    )
            except Interrupted as stopped:
                summary, interrupted = stopped.summary, True
            documents = _documents(archive, there)
    else:  # nothing to store: no archive is made for it
        failures = [Failure.of(*one) for one in found if isinstance(one, tuple)]
        summary = Summary(failed=failures)
    skipped = [one for one in summary.failed if one.code == InputSkipped.code]
    failed = [one for one in summary.failed if one.code != InputSkipped.code]
    return _Result(summary, failed, skipped, documents, interrupted)


def _documents(archive: Archive, identities: set[str]) -> list[Entry]:
    """The documents of the latest versions of these sources, each once."""
    held = [e for e in archive.documents(all_versions=True) if e.identity in identities]
    latest: dict[str, int] = {}
    for entry in held:
        latest[entry.identity] = max(entry.version, latest.get(entry.identity, 0))
    return list({e.id: e for e in held if e.version == latest[e.identity]}.values())


def _to_json(result: _Result) -> dict[str, Any]:
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


def _print(screen: Screen, result: _Result) -> None:
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


def _print_gaps(screen: Screen, result: _Result) -> None:
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
    """What was passed over, by the end of its name."""
    names = (one.name.rsplit("/", 1)[-1] for one in skipped)
    return Counter(f"*{name[name.rindex('.') :]}" if "." in name[1:] else name for name in names)
