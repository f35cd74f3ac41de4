"""Findings of an archive as a list: under their documents on a terminal, as rows for programs.

Each stands in its sentence, the quote in bold, over a dim line of those of its fields that say more
than the quote does.
"""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text

from communique.archive.found import Found
from communique.cli import finding_fields
from communique.cli.entries import prefixes, span
from communique.cli.safety import one_line
from communique.cli.screen import Screen
from communique.cli.sentences import sentence
from communique.cli.tables import Column
from communique.model.findings import KINDS, columns


def plain_columns(kind: str) -> tuple[Column[Found], ...]:
    """All columns, for pipes and CSV: nothing cut and nothing shortened."""

    def field(name: str) -> Column[Found]:
        return Column(name, lambda f: finding_fields.shown(getattr(f.finding, name)))

    return (
        Column("dated", _date),
        Column("document", lambda f: f.entry.id),
        Column("language", lambda f: f.entry.language),
        *(field(column.name) for column in columns(KINDS[kind])),
        Column("quote", lambda f: " … ".join(f.finding.quote.exact)),
        Column("sentence", lambda f: f.passage.text if f.passage else ""),
        Column("file", lambda f: f.entry.name),
        Column("id", lambda f: f.finding.id),
    )


def print_found(screen: Screen, hits: Sequence[Found]) -> None:
    """Print findings under their documents, each in its sentence over a dim line of its fields."""
    short = prefixes(hit.entry.id for hit in hits)
    before = None
    for hit in hits:
        if hit.entry != before:
            if before is not None:
                screen.print()
            before = hit.entry
            head = Text.assemble(
                (f"{span(_date(hit)) or 'no date':<12}", "cyan"),
                (f"{short[hit.entry.id]}  ", "yellow"),
                (one_line(hit.entry.title or "(no title)"), "bold"),
                (f"  {hit.entry.language}  {one_line(hit.entry.name)}", "dim"),
            )
            screen.print_cut(head)
        screen.print()
        screen.fold(sentence(hit.passage, hit.finding.quote), first=Text("  "), indent=2)
        fields = [f"{name} {one_line(value)}" for name, value in finding_fields.said(hit.finding)]
        screen.fold(Text(" · ".join(fields), style="dim"), first=Text("    "), indent=4)


def _date(hit: Found) -> str:
    return hit.entry.date or hit.entry.published or ""
