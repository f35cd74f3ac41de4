"""Running heads, footers and page numbers: rows at the edges of pages that come again on others.

A row counts by its words, without a number that rises with the pages, and by where it stands; heads
may differ on left and right pages and from chapter to chapter, where most of those that stand at
the same height come again. A page number is a figure at an edge that rises with the pages. Rows are
judged from the edge inwards, and nothing behind the first row that is text. Left out: heads of a
document of one page.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from communique.read.pdf.rows import Row

DEEPEST = 4
"""Rows from an edge that are looked at: a head of two lines, its rule's label, a number."""
LONGEST = 160
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_NUMBER = re.compile(
    r"[-–—―－‐\s|·•.\[(〔（【]*(?:p\.?|pp\.?|page|第)?\s*(?P<n>[0-9０-９]{1,4}|[ivxlc]{1,7}|[〇一二三四五六七八九十百]{1,5})"
    r"\s*(?:ページ|頁|页|[Pp])?(?:\s*(?:of|/|／|共)\s*[0-9０-９]{1,4}\s*(?:ページ|頁|页)?)?[-–—―－‐\s|·•.\])〕）】]*",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"(?:([0-9]{1,4})[\s|·•/－-]+)?(.*?)(?:[\s|·•/－-]+([0-9]{1,4}))?")


class Edge:
    """A row at an edge of a page: which page, how deep, its words without figures."""

    __slots__ = ("depth", "key", "number", "page", "row", "text", "top", "what")

    def __init__(self, row: Row, page: int, depth: int, top: bool) -> None:
        self.row, self.page, self.depth, self.top = row, page, depth, top
        text = row.text.strip()
        self.text, self.key = text.casefold(), _key(text, page)
        self.number = page_number(text)
        self.what = ""


def _key(text: str, page: int) -> str:
    """The words of a head, a number before or behind them as its distance to the page's place."""
    match = _NUMBERED.fullmatch(text.casefold())
    if match is None or not match[2]:
        return text.casefold()
    before, behind = (str(int(n) - page) if n else "" for n in (match[1], match[3]))
    return f"{before}#{match[2]}#{behind}"


def page_number(text: str) -> int | None:
    """The number that a line is, if it is but a page's number.

    >>> [page_number(text) for text in ("- 12 -", "Page 3 of 9", "iv", "Article 4")]
    [12, 3, 4, None]
    """
    match = _NUMBER.fullmatch(text) if len(text) <= 24 else None
    if match is None:
        return None
    digits = match.group("n").lower()
    if digits[0].isdigit():
        return int(digits)
    if digits[0] in _ROMAN:
        values = [_ROMAN[c] for c in digits]
        return sum(
            -v if any(w > v for w in values[at + 1 : at + 2]) else v for at, v in enumerate(values)
        )
    return _han(digits)


def _han(digits: str) -> int:
    figures = "〇一二三四五六七八九"
    if "十" not in digits and "百" not in digits:
        return int("".join(str(figures.index(c)) for c in digits))
    value = 0
    for part, unit in re.findall(r"([一二三四五六七八九]?)([百十]?)", digits):
        value += (figures.index(part) if part else int(bool(unit))) * {"百": 100, "十": 10}.get(
            unit, 1
        )
    return value


def running(
    pages: Sequence[Sequence[Row]], heights: Sequence[float], *, size: float
) -> dict[int, str]:
    """What furniture rows are, by `id` of the row: running_head, footer or page_number. The rows of
    each page go from top to bottom; `size` is that of the text.
    """
    edges: list[Edge] = []
    beyond: dict[tuple[int, bool], list[Row]] = {}
    for number, (found, height) in enumerate(zip(pages, heights, strict=True)):
        top = [r for r in found[:DEEPEST] if r.v0 < 0.25 * height]
        bottom = [r for r in reversed(found[-DEEPEST:]) if r.v1 > 0.75 * height and r not in top]
        beyond[number, True] = [*found[: DEEPEST + 1]]
        beyond[number, False] = [*reversed(found[-DEEPEST - 1 :])]
        edges += [Edge(r, number, depth, True) for depth, r in enumerate(top)]
        edges += [Edge(r, number, depth, False) for depth, r in enumerate(bottom)]
    edges = [e for e in edges if len(e.key) <= LONGEST and not e.row.lead]  # `1 Ibid.` is a note
    _numbers(edges, len(pages))
    _repeated(edges, len(pages), size)
    _slots(edges)
    return _from_edges(edges, beyond)


def _numbers(edges: Sequence[Edge], pages: int) -> None:
    """Figures whose distance to the page's place is the same on several pages."""
    found = [e for e in edges if e.number is not None]
    offsets = Counter((e.top, e.number - e.page) for e in found if e.number is not None)
    for e in found:
        assert e.number is not None
        same = offsets[e.top, e.number - e.page]
        if same >= 2 or (same and e.depth == 0 and not e.top and pages <= 2):
            e.what = "page_number"


def _repeated(edges: Sequence[Edge], pages: int, size: float) -> None:
    """Rows with the same words at the same height on several pages; those in larger type (titles of
    slides) on most."""
    by_key: defaultdict[tuple[bool, str], list[Edge]] = defaultdict(list)
    for e in edges:
        if not e.what and re.search(r"\w", e.key):
            for key in {e.key, e.text}:
                by_key[e.top, key].append(e)
    for group in by_key.values():
        for e in group:
            near = {o.page for o in group if abs(_edge(o) - _edge(e)) < 6}
            most = max(3.0, 0.6 * pages) if e.row.size > 1.15 * size else 0
            if len(near) >= max(most, 2 if pages <= 6 else 3):
                e.what = "running_head" if e.top else "footer"


def _edge(e: Edge) -> float:
    return e.row.mid


def _slots(edges: Sequence[Edge]) -> None:
    """Heads that change with the chapter: rows at a height where most come again."""
    for top in (True, False):
        own = [e for e in edges if e.top is top and e.depth == 0]
        slots: defaultdict[int, list[Edge]] = defaultdict(list)
        for e in own:
            slots[round(e.row.mid / 4)].append(e)
        for e in own:
            at = round(e.row.mid / 4)
            group = slots[at] + slots[at - 1] + slots[at + 1]
            known = sum(1 for o in group if o.what)
            if not e.what and known >= 3 and known >= 0.6 * len(group) and len(e.key) <= 80:
                sizes = [o.row.size for o in group if o.what]
                if min(sizes) * 0.97 <= e.row.size <= max(sizes) * 1.03:
                    e.what = "running_head" if top else "footer"


def _from_edges(
    edges: Sequence[Edge], beyond: Mapping[tuple[int, bool], Sequence[Row]]
) -> dict[int, str]:
    """Only what no text stands outside of is furniture, and nothing that runs on into the text."""
    out: dict[int, str] = {}
    by_side: defaultdict[tuple[int, bool], list[Edge]] = defaultdict(list)
    for e in edges:
        by_side[e.page, e.top].append(e)
    for side in by_side.values():
        kept: list[Edge] = []
        for e in sorted(side, key=lambda e: e.depth):
            if not e.what or e.depth != len(kept):
                break
            kept.append(e)
        inner = beyond[side[0].page, side[0].top]
        while kept and len(inner) > len(kept) and _runs_on(kept[-1], inner[len(kept)]):
            kept.pop()
        out.update((id(e.row), e.what) for e in kept)
    return out


def _runs_on(edge: Edge, following: Row) -> bool:
    """Whether a row stands as close to the next as lines of a paragraph do."""
    if edge.what == "page_number":
        return False
    pitch = abs(following.mid - edge.row.mid)
    same = abs(following.size - edge.row.size) < 0.05 * following.size
    return same and pitch < 1.7 * following.size
