"""A brief as Markdown (CommonMark with tables and strikethrough, as GitHub has them).

What is shown of documents is escaped, so that no word of theirs is read as markup or as HTML. Old
words are struck through, new ones bold. Charts are tables.
"""

from __future__ import annotations

import re

from communique.names import Names
from communique.report.brief.blocks import (
    Block,
    Chart,
    Facts,
    Grid,
    Heading,
    Items,
    Line,
    Lines,
    Run,
    Title,
)
from communique.report.brief.contents import Brief
from communique.report.brief.phrases import Phrases
from communique.report.brief.telling import telling
from communique.report.signs import in_one_line

_SIGNS = re.compile(r"([\\`*_{}\[\]<>#|~&$]|(?<=www)\.|:(?=//))", re.IGNORECASE)
_START = re.compile(r"^(\s*)([-+=]|\d+[.)])(?=\s|$|=|-)")
_LOOKS = {"strong": ("**", "**"), "new": ("**", "**"), "old": ("~~", "~~"), "mark": ("_", "_")}


def markdown(brief: Brief, names: Names) -> str:
    """The brief as Markdown."""
    blocks = telling(brief, Phrases.of(brief.language, names))
    return "\n\n".join(filter(None, map(_drawn, blocks))) + "\n"


def _drawn(block: Block) -> str:
    match block:
        case Title(kind=kind, title=title, under=under):
            return f"# {escaped(title.text)}\n\n{escaped(kind)} · {_line(under)}"
        case Heading(text=text, level=level, count=count):
            told = f" ({escaped(count)})" if count else ""
            return f"{'#' * (level + 1)} {escaped(text)}{told}"
        case Lines(lines=lines):
            return "\n\n".join(_start(_line(line)) for line in lines)
        case Facts(rows=rows):
            return "\n".join(f"- **{escaped(name)}**: {_line(line)}" for name, line in rows)
        case Items(items=items):
            made = []
            for item in items:
                tag = [f"_{escaped(item.tag)}_"] if item.tag else []
                first, *rest = [*tag, *map(_line, item.lines)] or [""]
                more = "".join(f"  \n  {line}" for line in rest)
                made.append(f"- {_start(first)}{more}")
            return "\n".join(made)
        case Grid():
            return _grid(block)
        case Chart(title=title, told=told, grid=grid):
            return f"## {escaped(title)}\n\n{_grid(grid)}\n\n{escaped(told)}"


def _grid(grid: Grid) -> str:
    head = " | ".join(escaped(name) or " " for name in grid.columns)
    rule = " | ".join("---" for _ in grid.columns)
    rows = [" | ".join("<br>".join(map(_line, cell)) or " " for cell in row) for row in grid.rows]
    return "\n".join(f"| {row} |" for row in (head, rule, *rows))


def _line(line: Line) -> str:
    return "".join(map(_run, line))


def _run(run: Run) -> str:
    if run.look == "code":
        words = in_one_line(run.text)
        ticks = "`" * (max((len(m) for m in re.findall("`+", words)), default=0) + 1)
        return f"{ticks}{words}{ticks}"
    opening, closing = _LOOKS.get(run.look, ("", ""))
    words = escaped(run.text, strip=False)
    bare = words.strip()
    if not bare or not opening:
        return words
    before, _, after = words.partition(bare)
    return f"{before}{opening}{bare}{closing}{after}"


def escaped(words: str, *, strip: bool = True) -> str:
    """Words in which nothing is markup.

    >>> escaped("a *b* <script> [x](y)")
    'a \\\\*b\\\\* \\\\<script\\\\> \\\\[x\\\\](y)'
    """
    line = in_one_line(words)
    if not strip:
        line = (" " if words[:1].isspace() else "") + line + (" " if words[-1:].isspace() else "")
        line = line if words.strip() else words and " "
    return _SIGNS.sub(r"\\\1", line)


def _start(line: str) -> str:
    """A line that begins no list or heading."""
    return _START.sub(r"\1\\\2", line)
