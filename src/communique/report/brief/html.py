"""A brief as one page of HTML that prints on A4: no script, no font, no image, nothing from
elsewhere.

It follows the reader's light or dark setting on a screen, is black on white on paper, and reads on
a phone, where tables become lists of their rows. What is shown of documents is escaped.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib import resources
from itertools import groupby
from typing import NamedTuple

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
    Place,
    Run,
    Title,
)
from communique.report.brief.contents import Brief
from communique.report.brief.phrases import Phrases
from communique.report.brief.telling import telling
from communique.report.page import words as shown
from communique.version import __version__

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_ELEMENTS = {"strong": "b", "old": "del", "new": "ins", "code": "code"}


class Link(NamedTuple):
    """An address for a place of a brief; `text` is said instead of a command that leads there."""

    address: str
    text: str | None = None


def html(brief: Brief, names: Names) -> str:
    """The page: UTF-8, complete."""
    words = Phrases.of(brief.language, names)
    style = sheet("page.css") + sheet("blocks.css")
    title = (
        f"{words.brief}{words.colon}{brief.meeting.document.title or brief.meeting.document.name}"
    )
    return (
        f'<!doctype html>\n<html lang="{brief.language}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f'<meta name="generator" content="communique {__version__}">\n'
        f"<title>{shown(title)}</title>\n<style>\n{style}</style>\n</head>\n"
        f"<body>\n{body(telling(brief, words))}\n</body>\n</html>\n"
    )


def sheet(name: str) -> str:
    """A style sheet: `page.css` is the frame of a page that stands alone, `blocks.css` draws what
    `body` gives in any frame.
    """
    return (resources.files("communique.report.brief") / name).read_text(encoding="utf-8")


def body(blocks: Iterable[Block], *, link: Callable[[Place], Link] | None = None) -> str:
    """The blocks, for a page that has a frame of its own; `link` makes links of places. Nothing in
    it needs a script or a style that stands in an attribute.
    """
    drawing = _Drawing(link)
    return "\n".join(map(drawing.block, blocks))


class _Drawing:
    """Draws blocks, with links or without."""

    def __init__(self, link: Callable[[Place], Link] | None) -> None:
        self._link = link

    def block(self, block: Block) -> str:
        """The HTML of a block."""
        match block:
            case Title(kind=kind, title=title, under=under):
                return (
                    f'<header><p class="kind">{shown(kind)}</p><h1{_lang(title)}>'
                    f'{shown(title.text)}</h1><p class="under">{self._line(under)}</p></header>'
                )
            case Heading(text=text, level=level, count=count):
                told = f' <span class="count">{shown(count)}</span>' if count else ""
                return f"<h{level + 1}>{shown(text)}{told}</h{level + 1}>"
            case Lines(lines=lines, soft=soft):
                css = ' class="soft"' if soft else ""
                return "".join(f"<p{css}>{self._line(line)}</p>" for line in lines)
            case Facts(rows=rows):
                made = "".join(
                    f"<dt>{shown(name)}</dt><dd>{self._line(line)}</dd>" for name, line in rows
                )
                return f"<dl>{made}</dl>"
            case Items(items=items):
                made = "".join(
                    f'<li class="{item.tone}">{_tag(item.tag)}{self._lines(item.lines)}</li>'
                    for item in items
                )
                return f"<ul>{made}</ul>"
            case Grid():
                return self._grid(block)
            case Chart(title=title, svg=svg, told=caption):
                head = f"<h2>{shown(title)}</h2>"
                # A phone scrolls it, by keys too.
                said = f"<figcaption>{shown(caption)}</figcaption>"
                return f'<figure tabindex="0">{head}{svg}{said}</figure>'

    def _grid(self, grid: Grid) -> str:
        head = "".join(f'<th scope="col">{shown(name)}</th>' for name in grid.columns)
        # Not by a style: a page with a strict policy shows none that stands in an attribute.
        columns = "".join(f'<col width="{width}%">' for width in grid.widths)
        rows = []
        for number, row in enumerate(grid.rows):
            tone = grid.tones[number] if number < len(grid.tones) else "plain"
            cells = "".join(
                f'<td data-label="{shown(name)}">{self._lines(cell)}</td>'
                for name, cell in zip(grid.columns, row, strict=True)
            )
            rows.append(f'<tr class="{tone}">{cells}</tr>')
        return (
            f"<table><colgroup>{columns}</colgroup><thead><tr>{head}</tr></thead>"
            f"<tbody>{''.join(rows)}</tbody></table>"
        )

    def _lines(self, lines: tuple[Line, ...]) -> str:
        return "".join(
            f"<p>{self._line(line)}</p>" for line in lines if any(run.text for run in line)
        )

    def _line(self, line: Line) -> str:
        """A line; runs of one place, as old and new words, are one link."""
        made: list[str] = []
        for place, runs in groupby(line, key=lambda run: run.place):
            if place is None or self._link is None:
                made += map(_run, runs)
                continue
            found = self._link(place)
            text = "".join(
                shown(found.text) if found.text and run.look == "code" else _run(run)
                for run in runs
            )
            made.append(f'<a class="place" href="{shown(found.address)}">{text}</a>')
        return "".join(made)


def _tag(tag: str) -> str:
    return f'<p class="tag">{shown(tag)}</p>' if tag else ""


def _run(run: Run) -> str:
    element = _ELEMENTS.get(run.look, "span")
    css = f' class="{run.look}"' if element == "span" and run.look != "plain" else ""
    if element == "span" and not css and run.language is None:
        return shown(run.text)
    return f"<{element}{css}{_lang(run)}>{shown(run.text)}</{element}>"


def _lang(run: Run) -> str:
    return f' lang="{shown(run.language)}"' if run.language else ""
