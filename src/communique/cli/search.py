"""`communique search`: finds words, phrases and meanings in all passages of the archive."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from communique.cli.comparing import EncoderName, library
from communique.cli.failures import WrongUsage
from communique.cli.filters import PANEL
from communique.cli.session import Session

if TYPE_CHECKING:
    from communique.cli.screen import Screen
    from communique.compare.asking import Answer


class Sort(StrEnum):
    """The orders of hits."""

    DATE = "date"
    LATEST = "-date"
    RANK = "rank"


class By(StrEnum):
    """What hits are counted by."""

    YEAR = "year"
    DOCUMENT = "document"
    LANGUAGE = "language"
    SERIES = "series"
    KIND = "kind"


def _filter(flags: tuple[str, ...], metavar: str, help: str) -> typer.models.OptionInfo:
    option: typer.models.OptionInfo = typer.Option(
        *flags, metavar=metavar, help=help, rich_help_panel=PANEL
    )
    return option


Several = list[str] | None


def search(
    session: Session,
    query: Annotated[
        list[str] | None,
        typer.Argument(metavar="[QUERY…]", help="Words, phrases, operators and fields."),
    ] = None,
    *,
    exact: Annotated[
        bool, typer.Option("--exact", help="As typed: case, width and forms of characters count.")
    ] = False,
    translate: Annotated[
        bool,
        typer.Option(
            "--translate", "-t", help="Also the same terms in other languages and spellings."
        ),
    ] = False,
    similar: Annotated[
        str | None,
        typer.Option(
            "--similar", metavar="TEXT", help="What means the same as a text, or a passage's id."
        ),
    ] = None,
    sort: Annotated[
        Sort | None,
        typer.Option(
            "--sort", "-s", help="date (earliest first), -date, rank.", show_default=False
        ),
    ] = None,
    first: Annotated[bool, typer.Option("--first", help="Only the first use.")] = False,
    last: Annotated[bool, typer.Option("--last", help="Only the last use.")] = False,
    by: Annotated[
        By | None,
        typer.Option("--by", help="Count by year, document, language, series or kind."),
    ] = None,
    limit: Annotated[
        int, typer.Option("--limit", "-n", metavar="N", min=0, help="At most so many; 0 is all.")
    ] = 20,
    offset: Annotated[
        int, typer.Option("--offset", metavar="N", min=0, help="Leave out the first so many.")
    ] = 0,
    csv: Annotated[
        bool, typer.Option("--csv", help="Print comma-separated lines with a heading.")
    ] = False,
    language: Annotated[
        Several, _filter(("--language", "-l"), "TAG", "In this language: en, ja, zh, zh-Hant.")
    ] = None,
    since: Annotated[str | None, _filter(("--since",), "DATE", "Of this date or later.")] = None,
    until: Annotated[str | None, _filter(("--until",), "DATE", "Of this date or earlier.")] = None,
    kind: Annotated[Several, _filter(("--kind", "-k"), "KIND", "Of this kind.")] = None,
    issuer: Annotated[Several, _filter(("--issuer",), "CODE", "Issued by this party.")] = None,
    party: Annotated[Several, _filter(("--party", "-p"), "CODE", "This party met.")] = None,
    level: Annotated[Several, _filter(("--level",), "LEVEL", "Of this level.")] = None,
    series: Annotated[Several, _filter(("--series",), "NAME", "Of this series.")] = None,
    doc: Annotated[Several, _filter(("--doc",), "DOC", "In this document.")] = None,
    issue: Annotated[
        Several, _filter(("--issue",), "ID", "Where something was found on this issue.")
    ] = None,
    finding: Annotated[
        Several, _filter(("--finding",), "KIND", "Where such a finding stands: commitments.")
    ] = None,
    all_versions: Annotated[
        bool,
        typer.Option("--all-versions", help="Also in versions that others have replaced."),
    ] = False,
    encoder: EncoderName = "auto",
) -> None:
    """Find words, phrases and meanings in all passages, with the first and the last use.

    A query: words that all stand in a passage, "phrases" in quotation marks, OR, -without,
    ( … ), a NEAR/5 b, coerc*, and fields such as lang:ja kind:readout party:JPN date:2020..2024
    title: finding: issue: in:DOC. The shell takes quotation marks away: put the whole query into
    others, '"force or coercion" -draft'. Width, case, accents, traditional and simplified
    characters and old and new kanji are the same unless --exact is given; a hit says so (variant).

    In a pipe each hit is one tab-separated line: date, document, language, match, words, sentence,
    headings, item, page, file name, passage id, score.
    """
    typed = " ".join(query or ())
    if not typed.strip() and similar is None and not (issue or finding):
        raise WrongUsage(
            "there is nothing to search for",
            advice="Write words: communique search '\"Taiwan Strait\" OR 台湾海峡'.",
        )
    screen = session.screen
    with library(
        session, encoder=encoder if similar is not None else "none", needs_archive=True
    ) as lib:
        answer = lib.search(
            typed,
            translate=translate,
            similar=similar,
            sort=None if sort is None else sort.value,
            limit=limit or None,
            offset=offset,
            fold=not exact,
            all_versions=all_versions,
            language=language,
            since=since,
            until=until,
            kind=kind,
            issuer=issuer,
            party=party,
            level=level,
            series=series,
            issue=issue,
            finding=finding,
            **{"in": doc},
        )
        if session.json:
            screen.data(answer.to_json(by=by.value if by else None))
            return
        _print(screen, answer, first=first, last=last, by=by, csv=csv)
        _hint(screen, query or (), answer)


def _print(
    screen: Screen, answer: Answer, *, first: bool, last: bool, by: By | None, csv: bool
) -> None:
    from communique.cli import hits
    from communique.cli.safety import one_line
    from communique.cli.tables import print_csv, print_lines

    ends = [answer.first] * first + [answer.last] * last
    chosen = [hit for hit in ends if hit is not None]
    if by is not None:
        hits.print_counts(screen, answer, by.value, csv=csv)
    elif csv:
        print_csv(hits.columns(), chosen if first or last else list(answer))
    elif not screen.terminal:
        some = chosen if first or last else answer
        empty = True
        for hit in some:
            print_lines(screen, hits.columns(), [hit])
            empty = False
        if empty:
            hits.print_nothing(screen, answer)
    else:
        with screen.paged():
            if first or last:
                hits.print_ends(screen, answer, first=first, last=last)
            else:
                hits.print_answer(screen, answer)
    for gap in answer.gaps:
        screen.note(one_line(f"{gap.code}: {gap.message}"))


def _hint(screen: Screen, typed: Sequence[str], answer: Answer) -> None:
    """Say how to ask for a phrase where the shell has taken its quotation marks away."""
    from communique.archive.query import And, Words

    node = answer.query.node
    if not screen.terminal or len(typed) != 1 or not isinstance(node, And):
        return
    bare = typed[0].replace("-", " ").replace("'", " ").split()
    if all(isinstance(part, Words) for part in node.parts) and all(map(str.isalnum, bare)):
        phrase = "'\"" + typed[0].replace("'", "’") + "\"'"
        screen.note(f"these words anywhere in a passage; in a row: communique search {phrase}")
