"""`communique info`: says what an archive holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING

from communique.cli.session import Session

if TYPE_CHECKING:
    from communique.archive import Entry, Info
    from communique.cli.screen import Screen

_BAR = 30


def info(session: Session) -> None:
    """Say what the archive holds: size, documents by language, kind and year, gaps."""
    screen = session.screen
    with session.archive() as archive:
        held = archive.info()
        years = _years(archive.documents())
        gaps = dict(Counter(found.gap.code for found in archive.gaps()).most_common())
    if session.json:
        screen.data({**asdict(held), "years": years, "gaps": gaps})
        return
    with screen.paged():
        _print_facts(screen, held)
        _print_counts(screen, "Languages", held.languages)
        _print_counts(
            screen, "Kinds", {kind.replace("_", " "): n for kind, n in held.kinds.items()}
        )
        _print_counts(screen, "Years", years)
        _print_counts(screen, "Aliases", held.aliases)
        _print_counts(screen, "Documents with vectors", held.vectors)
        _print_counts(screen, "Gaps", gaps)


def _print_facts(screen: Screen, held: Info) -> None:
    from communique.cli.documents import print_field

    span = f", {held.first} to {held.last}" if held.first else ""
    undated = f" ({held.undated} without a date)" if held.undated else ""
    print_field(screen, "archive", f"{held.path} ({_size(held.size)})")
    print_field(screen, "documents", f"{held.documents:,}{span}{undated}")
    print_field(screen, "passages", f"{held.passages:,} in {held.characters:,} characters")
    print_field(
        screen,
        "sources",
        f"{held.sources:,} in {held.versions:,} versions, {_size(held.source_bytes)}",
    )
    pages = f"{held.web_pages:,}, fetched by `add` or `refresh`" if held.web_pages else ""
    print_field(screen, "web pages", pages)
    print_field(screen, "edited", f"{held.edited:,} documents by hand" if held.edited else "")
    made = f"{held.created} by communique {held.program}"
    print_field(screen, "made", f"{made}, schema {held.schema}, tokenizer {held.tokenizer}")


def _print_counts(screen: Screen, heading: str, counts: Mapping[str, int]) -> None:
    from rich.text import Text

    from communique.cli.charts import bars

    if not counts:
        return
    screen.heading(heading)
    width = max(map(len, counts))
    digits = max(len(f"{count:,}") for count in counts.values())
    for name, count, bar in bars(counts, width=_BAR):
        line = Text(f"  {name:<{width}}  {count:>{digits},}")
        if screen.terminal:
            line.append(f"  {bar}", style="cyan")
        screen.print(line)


def _years(entries: Iterable[Entry]) -> dict[str, int]:
    """Documents by year, those without a date left out: the facts count them."""
    dates = (entry.date or entry.published for entry in entries)
    return dict(sorted(Counter(date[:4] for date in dates if date).items()))


def _size(size: float) -> str:
    """Bytes as people read them.

    >>> _size(532), _size(5_320_000)
    ('532 bytes', '5.1 MiB')
    """
    if size < 1024:
        return f"{size:.0f} bytes"
    for unit in ("KiB", "MiB", "GiB"):
        size /= 1024
        if size < 1024 or unit == "GiB":
            break
    return f"{size:.1f} {unit}"
