"""A comparison of two documents as a page: inline or side by side, all of it or what changed."""

from __future__ import annotations

from collections.abc import Iterator

from communique.compare.diff import Diff
from communique.compare.texts import Text
from communique.report.page import cite, fates, gaps, language, page, redline, switch
from communique.report.page import words as shown
from communique.report.rows import Cell, Row, one_language, rows
from communique.report.shares import carried, percent

_ORDER = ("kept", "edited", "partly", "split", "merged", "new", "dropped")


def diff_page(found: Diff) -> str:
    """The page: UTF-8, without anything from elsewhere."""
    old, new = found.old, found.new
    across = not one_language(found)
    drawn = "\n".join(_row(found, row) for row in rows(found))
    switches = [switch("changes", "changes only")]
    if not across:
        switches = [
            switch("inline", "in one text", group="view", on=True),
            switch("beside", "side by side", group="view"),
            *switches,
            switch("ghosts", "where moved passages stood"),
        ]
    body = (
        f"<header><h1>What changed</h1>{cite(old, 'old')}{cite(new, 'new')}{_counts(found)}"
        f"</header>"
        f"<nav>{''.join(switches)}</nav>"
        f'<main class="{"across" if across else "within"}">{drawn}</main>'
        f"{fates(found.findings, new)}{gaps(found.gaps)}"
    )
    return page(f"{old.name} → {new.name}", body, kind="diff")


def _counts(found: Diff) -> str:
    made = ""
    for side, text in (("new", found.new), ("old", found.old)):
        counts = found.summary()[side]
        held = [(origin, counts[origin]) for origin in _ORDER if origin in counts]
        said = ", ".join(f"<b>{count}</b> {origin}" for origin, count in held)
        bar = "".join(
            f'<i class="o-{origin}" style="flex:{count}" title="{count} {origin}"></i>'
            for origin, count in held
        )
        made += (
            f'<p class="counts"><span class="role">{side}</span> {len(text.passages)} passages: '
            f"{said}</p>"
            f'<div class="bar">{bar}</div>'
        )
    if shares := carried(found):
        made += (
            f'<p class="counts"><b>{percent(shares.all)}</b> of the new text’s characters stood'
            f" in the old one, <b>{percent(shares.whole)}</b> in passages kept whole</p>"
        )
    return made


def _row(found: Diff, row: Row) -> str:
    classes = ["row", row.change.origin]
    if row.how == "moved_from":
        classes.append("ghost")
    elif row.moved:
        classes.append("moved")
    if row.heading:
        classes.append("heading")
    return (
        f'<div class="{" ".join(classes)}"><span class="tag">{" · ".join(_told(row))}</span>'
        f"<div>{''.join(_bodies(found, row))}</div></div>"
    )


def _told(row: Row) -> Iterator[str]:
    if row.how == "moved_from":
        yield "moved from here"
        return
    yield row.change.origin
    if row.moved:
        item = row.old.text.passages[row.old.numbers[0]].item if row.old else None
        yield f"moved from {shown(item)}" if item else "moved"
    if row.change.origin == "edited":
        yield f"{round(100 * row.change.similarity)}% alike"


def _bodies(found: Diff, row: Row) -> Iterator[str]:
    """The words side by side, and in one text."""
    if row.how == "moved_from":
        yield _paragraph(found.old, row.old, text=True)
        return
    cells = (_paragraph(found.old, row.old), _paragraph(found.new, row.new))
    yield f'<div class="pair">{"".join(cells)}</div>'
    one = row.both or row.new or row.old
    if one and one_language(found):
        yield _paragraph(one.text, one, text=True)


def _paragraph(own: Text, cell: Cell | None, *, text: bool = False) -> str:
    inner = ""
    if cell:
        head = f'<span class="label">{shown(cell.label)}</span> ' if cell.label else ""
        inner = head + redline(cell.pieces)
    name = ' class="text"' if text else ""
    return f"<p{name}{language(own)}>{inner}</p>"
