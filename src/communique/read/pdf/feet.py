"""Notes at the foot of a page: rows in smaller type under the text that begin with a label.

A short rule over them decides where they begin; else the first row with a label does. Rows before
the first label, under a rule, go on with the last note of the page before. Left out: notes in the
margin; notes in the type of the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from communique.read.pdf.rows import Row
from communique.read.pdf.setting import Block, Type
from communique.read.pdf.strokes import Stroke

SMALLER = 0.94
"""Of the text's size: notes are set smaller than this."""
_LABEL = re.compile(
    r"[(（\[［〔]?(?:注|註|Note |脚注)?\s?(?P<n>[0-9０-９]{1,3})\s?"
    r"(?:[)）\]］〕.．:：、]\s*|\s+|(?=[^\s0-9０-９.,%％年月日]))"
    r"|(?P<sign>[*＊†‡§※]{1,3}|[\u2460-\u2473])"
)


def foot(
    column: list[Row], others: Sequence[Row], body: Type, rules: Sequence[Stroke], height: float
) -> list[Row]:
    """The rows at the foot of a column that are notes; they are taken out of it. `others`: rows of
    all columns of the page, none of which may stand below."""
    below = max((r.v1 for r in others if _over(r, column)), default=0.0) if column else 0.0
    if not column or column[-1].v1 < below - 1:
        return []
    at = len(column)
    while at and column[at - 1].size < SMALLER * body.size:
        at -= 1
    rule = _rule(column, rules, height)
    if rule is not None:
        under = next((i for i, r in enumerate(column) if r.mid > rule), len(column))
        if under < len(column) and (under >= at or _label(column[under])):
            at = under
            found, column[at:] = column[at:], []
            return found
    at = next((i for i in range(at, len(column)) if _label(column[i])), len(column))
    found, column[at:] = column[at:], []
    return found


def _over(row: Row, column: Sequence[Row]) -> bool:
    """Whether a row stands in the width of a column."""
    u0, u1 = min(r.u0 for r in column), max(r.u1 for r in column)
    return row.u0 < u1 and row.u1 > u0


def _rule(column: Sequence[Row], rules: Sequence[Stroke], height: float) -> float | None:
    """The height of the rule over notes: a short one in the column's lower half with text under
    it."""
    u0, u1 = min(r.u0 for r in column), max(r.u1 for r in column)
    width = u1 - u0
    found = [
        s.v0
        for s in rules
        if s.flat
        and 0.12 * width < s.u1 - s.u0 < 0.75 * max(width, 1)
        and abs(s.u0 - u0) < 0.1 * width + 6
        and s.v0 > 0.3 * height
        and column[-1].mid > s.v0
    ]
    return max(found, default=None)


def _label(row: Row) -> str:
    """The label of a note's first row."""
    text = row.text.lstrip()
    if row.lead:
        return row.lead
    match = _LABEL.match(text)
    if match is None or match.end() >= len(text):
        return ""
    return match.group().strip()


def note_blocks(found: Sequence[Row], last: Block | None, page: int) -> list[Block]:
    """Rows of notes as a block a note. `last` is the last note before, which rows without a label
    go on with; the pieces get a number made of `page`."""
    out: list[Block] = []
    left = min((r.u0 for r in found), default=0.0)
    for row in found:
        printed = _label(row)
        sets_in = row.u0 > left + 2.5 * row.size
        if printed and not sets_in and _follows(printed, out[-1].label if out else ""):
            out.append(Block([row], kind="note", label=printed, spaced=not out))
        elif out:
            out[-1].rows.append(row)
        elif last is not None:
            last.goes_on = last.goes_on or 1_000_000 + page
            out.append(
                Block([row], kind="note", label=last.label, goes_on=last.goes_on, spaced=True)
            )
        else:
            out.append(Block([row], kind="note", label="", spaced=True))
    return out


def _follows(printed: str, before: str) -> bool:
    """Whether a label can follow another: figures rise by one or two."""
    new, old = re.sub(r"\D", "", printed), re.sub(r"\D", "", before)
    if not new or not old:
        return True
    return 0 < int(new) - int(old) <= 2 or int(new) == 1
