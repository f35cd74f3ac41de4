"""`communique review …`: what people say of findings: accept, reject, correct, status, note.

Nothing of the program's is changed by it: a decision stands beside the finding, with the words it
is about, and holds for these words alone.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from communique.cli import filters
from communique.cli.comparing import write_file
from communique.cli.edit import account
from communique.cli.session import Session
from communique.errors import InputUnreadable, InvalidField
from communique.model.decisions import Status
from communique.model.findings import KINDS

if TYPE_CHECKING:
    from communique.archive.decisions import Decided

Id = Annotated[
    list[str],
    typer.Argument(metavar="ID…", help="Findings by id or the beginning of one (`find` shows it)."),
]
Who = Annotated[
    str | None,
    typer.Option("--who", metavar="NAME", help="Who says so; by default the name of your account."),
]
Note = Annotated[str | None, typer.Option("--note", metavar="TEXT", help="Why, in your own words.")]


def accept(session: Session, ids: Id, *, who: Who = None, note: Note = None) -> None:
    """Say that findings are right."""
    _decide(session, ids, "accept", who=who, note=note)


def reject(session: Session, ids: Id, *, who: Who = None, note: Note = None) -> None:
    """Say that findings are none: the ledger and briefs leave them out."""
    _decide(session, ids, "reject", who=who, note=note)


def correct(
    session: Session,
    ids: Id,
    *,
    set_: Annotated[
        list[str],
        typer.Option(
            "--set",
            metavar="FIELD=VALUE",
            help="A field and what it should be; may be repeated. An empty value says that there"
            " is none.",
        ),
    ],
    who: Who = None,
    note: Note = None,
) -> None:
    """Say what fields of a finding should be: `--set deadline=2028-03 --set "amount=2 percent"`."""
    fields: dict[str, str] = {}
    for each in set_:
        name, sign, value = each.partition("=")
        if not sign:
            raise InvalidField(f"--set takes FIELD=VALUE, not {each[:60]!r}")
        fields[name.strip()] = value
    _decide(session, ids, "correct", who=who, note=note, fields=fields)


def status(
    session: Session,
    ids: Id,
    *,
    to: Annotated[
        Status,
        typer.Option(
            "--to", metavar="STATUS", help=f"One of {', '.join(each.value for each in Status)}."
        ),
    ],
    who: Who = None,
    note: Note = None,
) -> None:
    """Say what became of a promise; the ledger shows it before what the texts suggest."""
    _decide(session, ids, "status", who=who, note=note, fields={"status": to.value})


def note(
    session: Session,
    ids: Id,
    *,
    text: Annotated[str, typer.Option("--text", metavar="TEXT", help="What there is to say.")],
    who: Who = None,
) -> None:
    """Leave a note on findings."""
    _decide(session, ids, "note", who=who, note=text)


def _decide(
    session: Session,
    ids: list[str],
    verdict: str,
    *,
    who: str | None,
    note: str | None,
    fields: dict[str, str] | None = None,
) -> None:
    from communique.cli.reviews import print_decision

    with session.archive() as archive:
        found = [archive.reviews.finding(each) for each in ids]
        made = [
            archive.reviews.decide(each, verdict, who=who or account(), note=note, fields=fields)
            for each in found
        ]
    if session.json:
        session.screen.data([each.to_json() for each in made])
        return
    for each, decision in zip(found, made, strict=True):
        print_decision(session.screen, each, decision)


def undo(
    session: Session,
    ids: Annotated[
        list[str], typer.Argument(metavar="DECISION…", help="Decisions by id (`review list`).")
    ],
) -> None:
    """Take decisions back; what they had superseded stands again."""
    with session.archive() as archive:
        gone = [archive.reviews.withdraw(each) for each in ids]
    if session.json:
        session.screen.data([each.to_json() for each in gone])
        return
    for each in gone:
        session.screen.note(f"taken back: {each.verdict.value} of {each.when} by {each.who}")


def list_(
    session: Session,
    docs: Annotated[
        list[str] | None, typer.Argument(metavar="[DOC…]", help="Only on these documents.")
    ] = None,
    *,
    kind: Annotated[
        str | None, typer.Option("--kind", "-k", metavar="KIND", help="Of this kind of finding.")
    ] = None,
    who: Annotated[
        str | None, typer.Option("--who", metavar="NAME", help="By this person.")
    ] = None,
    orphaned: Annotated[
        bool, typer.Option("--orphaned", help="Only those whose words are gone.")
    ] = False,
    all_: Annotated[bool, typer.Option("--all", "-a", help="Superseded ones, too.")] = False,
) -> None:
    """List decisions, and whether they lie on a finding, on its words alone, or are orphaned."""
    from communique.cli.reviews import print_decided

    with session.archive() as archive:
        found: list[Decided] = [
            each
            for each in archive.reviews.decisions(
                documents=[archive.find(name) for name in docs] if docs else None,
                kind=kind,
                who=who,
                superseded=all_,
            )
            if each.state == "orphaned" or not orphaned
        ]
    if session.json:
        session.screen.data([each.to_json() for each in found])
        return
    with session.screen.paged():
        print_decided(session.screen, found)
    if not found:
        session.screen.note("no decision fits")


def review(
    session: Session,
    kind: Annotated[
        str, typer.Argument(metavar="[KIND]", help=f"One of {', '.join(KINDS)}.")
    ] = "commitments",
    *,
    who: Who = None,
    again: Annotated[
        bool, typer.Option("--again", help="Also what you have judged already.")
    ] = False,
    limit: Annotated[
        int, typer.Option("--limit", "-n", metavar="N", min=0, help="At most so many; 0 is all.")
    ] = 0,
    language: filters.Language = None,
    since: filters.Since = None,
    until: filters.Until = None,
    series: filters.Series = None,
) -> None:
    """Go through findings by keyboard, the least certain first: a accepts, r rejects, s skips, n
    leaves a note, u takes back, q ends. In a pipe the queue is listed.
    """
    from communique.check.reviewers import queue
    from communique.cli.findings import plain_columns
    from communique.cli.reviews import go_through
    from communique.cli.tables import print_lines

    person = who or account()
    with session.archive() as archive:
        waiting = queue(
            archive,
            kind,
            who=person,
            again=again,
            language=language,
            since=since,
            until=until,
            series=series,
        )
        some = waiting[:limit] if limit else waiting
        if session.json:
            session.screen.data([each.to_json() for each in some])
        elif not session.screen.interactive:
            print_lines(session.screen, plain_columns(kind), some)
        else:
            go_through(session.screen, archive, some, who=person)
    if not waiting:
        session.screen.note(f"no {kind} wait for a decision of {person}")


def agreement(
    session: Session,
    *,
    kind: Annotated[
        str | None, typer.Option("--kind", "-k", metavar="KIND", help="Of this kind of finding.")
    ] = None,
) -> None:
    """Measure how far every two reviewers agree on the findings both judged (Cohen's kappa)."""
    from communique.check.reviewers import agreements
    from communique.cli.reviews import print_agreements

    with session.archive() as archive:
        found = agreements(archive.reviews.decisions(kind=kind))
    if session.json:
        session.screen.data([each.to_json() for each in found])
        return
    print_agreements(session.screen, found)
    if not found:
        session.screen.note("fewer than two people have judged findings")


def export(
    session: Session,
    file: Annotated[
        Path | None,
        typer.Argument(metavar="[FILE]", help="Where to; by default, and as -, to the screen."),
    ] = None,
) -> None:
    """Write all decisions as JSON, one a line, for `review import` into another archive."""
    with session.archive() as archive:
        lines = [json.dumps(each, ensure_ascii=False) for each in archive.reviews.exported()]
    text = "".join(f"{line}\n" for line in lines)
    if file is not None and str(file) != "-":
        write_file(session.screen, file, text)
    else:
        session.screen.raw(text)


def import_(
    session: Session,
    file: Annotated[
        Path,
        typer.Argument(metavar="FILE", help="What `review export` wrote; - is standard input."),
    ],
) -> None:
    """Keep decisions of an export: on the documents of the same bytes, else of the same name. All
    are kept or, if a line is none, nothing.
    """
    from communique.cli.documents import print_gaps

    try:
        data = sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
        lines = data.decode("utf-8").splitlines()
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        raise InputUnreadable(f"{file} cannot be read: {why}") from error
    with session.archive() as archive:
        done = archive.reviews.import_(lines)
    if session.json:
        gaps = [gap.to_json() for gap in done.gaps]
        session.screen.data({"kept": done.kept, "known": done.known, "gaps": gaps})
        return
    session.screen.note(f"{done.kept} decisions kept, {done.known} were here already")
    print_gaps(session.screen, done.gaps)
