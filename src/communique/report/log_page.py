"""The history of a phrase as a page: a strip of where it stands, when it came and went, its
places."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from communique.compare.log import Cell, Log
from communique.compare.turns import Turn
from communique.report.page import gaps, language, page, redline, words
from communique.report.snippets import snippets
from communique.report.wording import pieces


def log_page(found: Log, turns: Sequence[Turn]) -> str:
    """The page: UTF-8, without anything from elsewhere."""
    held = sum(1 for cell in found.strip if cell.count)
    searched = sum(1 for cell in found.strip if cell.count is not None)
    said = f"in {held} of {searched} texts"
    if found.first and found.last:
        ends = [words(hit.span.date or hit.span.name) for hit in (found.first, found.last)]
        said += f", <time>{ends[0]}</time> to <time>{ends[1]}</time>"
    others = "; ".join(words(form) for form in found.forms[1:])
    also = f'<p class="counts">also as {others}</p>' if others else ""
    body = (
        f'<header><h1>“{words(found.query)}”</h1><p class="counts">{said}</p>{also}</header>'
        f"<main>{_strips(found)}{_turns(turns)}{_places(found)}</main>{gaps(found.gaps)}"
    )
    return page(f"“{found.query}”: its history", body, kind="log")


def _strips(found: Log) -> str:
    rows: defaultdict[str, list[Cell]] = defaultdict(list)
    for text, cell in zip(found.texts, found.strip, strict=True):
        rows[text.language].append(cell)
    made = ""
    for code, cells in sorted(rows.items()):
        drawn = "".join(map(_cell, cells))
        made += f'<span class="tag">{words(code)} {_years(cells)}</span>'
        made += f'<div class="cells">{drawn}</div>'
    legend = (
        "a cell a text, in order; green has the words, a number says in how many places;"
        " dashed could not be searched"
    )
    return f'<div class="strip">{made}</div><p class="legend">{legend}</p>'


def _years(cells: Sequence[Cell]) -> str:
    first, last = ((cell.date or "?")[:4] for cell in (cells[0], cells[-1]))
    return words(first if first == last else f"{first}–{last}")


def _cell(cell: Cell) -> str:
    name = words(f"{cell.date or 'no date'} {cell.name}")
    if cell.count is None:
        return f'<span class="cell unknown" title="{name}">?</span>'
    if not cell.count:
        return f'<span class="cell" title="{name}"></span>'
    return f'<span class="cell has" title="{name}">{cell.count if cell.count > 1 else ""}</span>'


def _turns(turns: Sequence[Turn]) -> str:
    rows = []
    for turn in turns:
        span = turn.new or turn.old
        if turn.edits:
            body = redline(pieces(turn.edits))
        else:
            element = "ins" if turn.new else "del"
            body = f"<{element}>{words(' '.join(span.exact)) if span else ''}</{element}>"
        rows.append(
            f'<div class="row {turn.what}"><span class="tag">{turn.what} '
            f"<time>{words(turn.document.date or 'no date')}</time></span>"
            f'<p class="text"{language(turn.document)}>{body}</p></div>'
        )
    return f"<h2>When it came, changed and went</h2>{''.join(rows)}" if rows else ""


def _places(found: Log) -> str:
    rows = []
    for each in snippets(found):
        hit = each.hit
        score = f" {hit.score:.2f}" if hit.match == "translation" else ""
        said = "".join(
            f"<mark>{words(part)}</mark>" if is_hit and hit.match != "translation" else words(part)
            for part, is_hit in each.parts
        )
        rows.append(
            f'<div class="row m-{hit.match}"><span class="tag">{hit.match}{score}<br>'
            f"<time>{words(hit.span.date or 'no date')}</time></span>"
            f'<div><p class="text"{language(found.texts[hit.text])}>{said}</p>'
            f'<p class="name">{words(hit.span.name)}</p></div></div>'
        )
    return f"<h2>Where it stands</h2>{''.join(rows)}" if rows else ""
