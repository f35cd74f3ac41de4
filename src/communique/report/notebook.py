"""Results as a notebook shows them: pages in a frame of their own, plain tables on a terminal.

`install()` gives the classes of results `_repr_html_` (Jupyter, marimo, VS Code) and
`_repr_pretty_` (IPython); the package does so by itself where a notebook runs. The frame holds a
whole page of this package in `srcdoc`, sandboxed: no script runs, nothing is fetched, and the
styles of notebook and page leave each other alone. It follows the reader's light or dark setting.

    from communique import Archive, show
    archive = Archive.open("communique.db")
    show(archive.findings("commitments", since="2020"))
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from html import escape
from importlib import import_module
from itertools import islice
from typing import Any

from communique.archive.entries import Entry
from communique.archive.found import Found
from communique.report.signs import in_one_line

MOST = 200
"""Findings or hits that are shown at most."""

_LINE = 64
_TALLEST = 640
_WIDTH = 110

Table = tuple[str, Sequence[str], Sequence[Sequence[str]]]
"""A caption, the heads of columns, and rows."""


class Shown:
    """Something that a notebook shows, and a terminal as a table."""

    def __init__(self, value: Any) -> None:
        self.value = value

    def _repr_html_(self) -> str:
        return html(self.value)

    def __repr__(self) -> str:
        return text(self.value)


def show(value: Any) -> Shown:
    """What a notebook shows of a result, or of findings in any iterable (the first MOST).

    Raises TypeError for what nothing here can show.
    """
    if not isinstance(value, tuple(_classes())):
        try:
            value = tuple(islice(value, MOST))
        except TypeError as error:
            raise TypeError(f"a {type(value).__name__} cannot be shown") from error
        if not all(isinstance(each, Found | Entry) for each in value):
            raise TypeError("of lists only findings and documents of an archive can be shown")
    return Shown(value)


def html(value: Any) -> str:
    """A result as a frame with its page."""
    made = page(value)
    rows = made.count('class="row') + made.count("<tr") + made.count('class="bead')
    height = min(_TALLEST, 150 + _LINE * rows)
    return (
        f'<iframe sandbox="" srcdoc="{escape(made)}" title="communique" loading="lazy" '
        f'style="width:100%;height:{height}px;border:1px solid #8886;border-radius:6px;'
        'resize:vertical"></iframe>'
    )


def page(value: Any) -> str:
    """A result as a whole page of HTML. TypeError if there is none."""
    if isinstance(value, tuple):
        return _list_page(value)
    return str(_of(value)[0](value))


def text(value: Any) -> str:
    """A result as a table of plain text. TypeError if there is none."""
    caption, heads, rows = _list_table(value) if isinstance(value, tuple) else _of(value)[1](value)
    cells = [tuple(in_one_line(str(cell)) for cell in row) for row in rows[:MOST]]
    widths = _widths(heads, cells)
    lines = [in_one_line(caption), _line(heads, widths), *(_line(row, widths) for row in cells)]
    if len(rows) > MOST:
        lines.append(f"and {len(rows) - MOST:,} more")
    return "\n".join(filter(None, lines))


def _widths(heads: Sequence[str], cells: Sequence[Sequence[str]]) -> list[int]:
    """Columns as wide as their words, up to a third of the line; the last has what is left."""
    from rich.cells import cell_len

    widths = [
        min(_WIDTH // 3, max(map(cell_len, column))) for column in zip(heads, *cells, strict=True)
    ]
    left = _WIDTH - sum(width + 2 for width in widths[:-1])
    return [*widths[:-1], max(20, left)]


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    from rich.cells import cell_len, set_cell_size

    held = (
        cell if cell_len(cell) <= width else set_cell_size(cell, width - 1).rstrip() + "…"
        for cell, width in zip(cells, widths, strict=True)
    )
    padded = (set_cell_size(cell, width) for cell, width in zip(held, widths, strict=True))
    return "  ".join(padded).rstrip()


def install() -> None:
    """Let notebooks and IPython show results of their own accord."""
    for each in _classes():
        each._repr_html_ = html
        each._repr_pretty_ = _pretty


def load_ipython_extension(_: Any = None) -> None:
    """What `%load_ext communique.report.notebook` does."""
    install()


def _pretty(self: Any, printer: Any, cycle: bool) -> None:
    printer.text("…" if cycle else text(self))


def _list_page(found: tuple[Any, ...]) -> str:
    from communique.report import finding_pages

    if found and isinstance(found[0], Entry):
        from communique.report.page import page as framed

        heads = "".join(finding_pages.head(entry) for entry in found)
        return framed("Documents", f"<main>{heads}</main>", kind="text")
    return finding_pages.findings_page(found)


def _list_table(found: tuple[Any, ...]) -> Table:
    if found and isinstance(found[0], Entry):
        return "", ("date", "name", "text"), [(_day(e), e.name, e.title or "") for e in found]
    rows = [(_day(f.entry), f.finding.kind, " … ".join(f.finding.quote.exact)) for f in found]
    return f"{len(found)} findings", ("date", "kind", "text"), rows


def _day(entry: Entry) -> str:
    return entry.date or entry.published or ""


def _diff(found: Any) -> str:
    from communique.report.diff_page import diff_page

    return diff_page(found)


def _diff_table(found: Any) -> Table:
    rows = []
    for change in found.changes:
        side, at = (found.new, change.after) if change.after else (found.old, change.before)
        said = " ".join(side.passages[number].text for number in at)
        rows.append((change.origin, f"{change.similarity:.2f}", said))
    return f"{found.old.name} → {found.new.name}", ("origin", "alike", "text"), rows


def _blame(found: Any) -> str:
    from communique.report.blame_page import blame_page

    return blame_page(found)


def _blame_table(found: Any) -> Table:
    rows = [
        (row.first.date or "", row.origin.kind, " ".join(row.span.exact)) for row in found.passages
    ]
    return found.text.name, ("since", "origin", "text"), rows


def _log(found: Any) -> str:
    from communique.compare.turns import turns
    from communique.report.log_page import log_page

    return log_page(found, turns(found))


def _log_table(found: Any) -> Table:
    rows = [
        (hit.span.date or "", hit.match, found.texts[hit.text].passages[hit.passage].text)
        for hit in found.hits
    ]
    return f"“{found.query}”", ("date", "match", "text"), rows


def _align(found: Any) -> str:
    from communique.compare.omissions import omissions
    from communique.report.align_page import align_page

    return align_page(found, omissions(found))


def _align_table(found: Any) -> Table:
    rows = []
    for pair in found.pairs:
        sides = (
            " ".join(" ".join(span.exact) for span in side) for side in (pair.left, pair.right)
        )
        rows.append((f"{pair.score:.2f}", *sides))
    return f"{found.left.name} ↔ {found.right.name}", ("score", "text", "other"), rows


def _check_page(name: str) -> Callable[[Any], str]:
    def made(found: Any) -> str:
        return str(getattr(import_module("communique.report.check_pages"), name)(found))

    return made


def _ledger_table(book: Any) -> Table:
    rows = [
        (
            row.promise.deadline or "",
            row.status.value,
            ", ".join(row.promise.actors),
            row.promise.action,
        )
        for row in book.rows
    ]
    return f"Promises as of {book.as_of}", ("deadline", "status", "actors", "text"), rows


def _track_table(found: Any) -> Table:
    rows = [
        (each.near.text.date or "", each.outcome.value, each.near.passage.text)
        for each in found.mentions
    ]
    return f"{found.status.value}: {found.promise.action}", ("date", "outcome", "text"), rows


def _figures_table(found: Any) -> Table:
    rows = [(each.type, each.severity, each.between, each.why) for each in found.conflicts]
    return f"{len(rows)} conflicts", ("type", "severity", "between", "text"), rows


def _claim_table(found: Any) -> Table:
    rows = [
        (name, each.hit.span.date or "", each.hit.span.name, " … ".join(each.hit.span.exact))
        for name, group in (("against", found.earlier), ("near", found.near))
        for each in group
    ]
    return f"{found.verdict}: {found.why}", ("what", "date", "name", "text"), rows


def _hits(found: Any) -> str:
    from communique.report.finding_pages import hits_page

    results = getattr(found, "results", found)
    hits = list(islice(iter(found), MOST))
    total = len(hits) if len(hits) < MOST else results.count()
    return hits_page(str(found.query.text), hits, total, found.gaps)


def _hits_table(found: Any) -> Table:
    hits = islice(iter(found), MOST)
    rows = [(hit.date or "", hit.match, hit.name, hit.passage.text) for hit in hits]
    return str(found.query.text), ("date", "match", "name", "text"), rows


def _text(found: Any) -> str:
    from communique.report.finding_pages import text_page

    return text_page(found)


def _text_table(found: Any) -> Table:
    rows = [(each.item or "", each.text) for each in found.passages]
    return f"{found.name} ({found.date or 'no date'})", ("item", "text"), rows


def _entry(found: Any) -> str:
    from communique.report.finding_pages import entry_page

    return entry_page(found)


def _entry_table(found: Any) -> Table:
    held = ((name, value) for name, value in found.to_json().items() if value)
    return found.title or found.name, ("field", "text"), [(n, str(v)) for n, v in held]


def _brief(found: Any) -> str:
    from communique.names import load
    from communique.report.brief.html import html as brief_page

    return brief_page(found, load())


def _brief_table(found: Any) -> Table:
    rows = [(name, str(len(held))) for name, held in found.to_json().items() if _listed(held)]
    return f"Brief of {found.as_of}", ("part", "text"), rows


def _listed(held: Any) -> bool:
    return isinstance(held, list | dict) and bool(held)


_SHOWN: dict[str, tuple[Callable[[Any], str], Callable[[Any], Table]]] = {
    "compare.diff:Diff": (_diff, _diff_table),
    "compare.blame:Blame": (_blame, _blame_table),
    "compare.log:Log": (_log, _log_table),
    "compare.align:Alignment": (_align, _align_table),
    "compare.track:Track": (_check_page("track_page"), _track_table),
    "compare.asking:Answer": (_hits, _hits_table),
    "archive.results:Results": (_hits, _hits_table),
    "compare.texts:Text": (_text, _text_table),
    "archive.entries:Entry": (_entry, _entry_table),
    "archive.found:Found": (
        lambda found: _list_page((found,)),
        lambda found: _list_table((found,)),
    ),
    "report.brief.contents:Brief": (_brief, _brief_table),
    "check.ledger:Ledger": (_check_page("ledger_page"), _ledger_table),
    "check.conflicts:FigureCheck": (_check_page("figures_page"), _figures_table),
    "check.claims_answer:Answer": (_check_page("claim_page"), _claim_table),
}
"""What is shown, by module and class: its page and its table."""


def _of(value: Any) -> tuple[Callable[[Any], str], Callable[[Any], Table]]:
    own = type(value)
    name = f"{own.__module__.removeprefix('communique.')}:{own.__name__}"
    if name not in _SHOWN:
        raise TypeError(f"a {own.__name__} cannot be shown")
    return _SHOWN[name]


def _classes() -> Iterable[Any]:
    for name in _SHOWN:
        module, _, own = name.partition(":")
        yield getattr(import_module(f"communique.{module}"), own)
