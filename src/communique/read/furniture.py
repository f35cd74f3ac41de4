"""Furniture in plain text: lines that came along with a page and are not its text.

Recognised: lines that languages/*/furniture.yaml names (navigation, adverts, consent, share bars,
related links, error pages, newsletters, footers, captions); a caption printed twice, or a line that
ends in a credit; a section's name before the title in a page that has other furniture at its head;
everything after a tail line (`Related articles`) while lines stay short; a feed's date line; page
numbers; and the running head, a title or short line that comes again inside the text. What a format
knows (`<nav>`) is already marked. Never marked: a sentence of the text, and any line of a text with
no furniture line at all.

    >>> from communique.read.layout import Layout
    >>> from communique.read.lines import split_lines
    >>> lines = split_lines(Layout("\\n".join([
    ...     "Skip to content", "Ports reopen", "The two sides met in May.", "Advertisement",
    ...     "They will meet again.", "Related articles", "Five facts about ports"])))
    >>> mark(lines)
    >>> [(line.furniture, line.text) for line in lines if line.furniture][2:]
    [('related', 'Related articles'), ('related', 'Five facts about ports')]
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from communique.languages import FOLDERS, data
from communique.read.labels import label
from communique.read.lines import Line

GROUPS = (
    "navigation",
    "share",
    "advert",
    "consent",
    "byline_label",
    "related",
    "error_page",
    "newsletter",
    "footer",
    "caption",
    "running_head",
    "page_number",
)
LONGEST = 260
"""Characters: a longer line is text, whatever words it holds."""
HEAD, TAIL = 12, 40
"""Lines at either end in which a page's own head and tail are looked for."""

_ON_PAPER = ("page_number", "running_head", "navigation", "related", "byline_label", "caption")
"""What a page on paper has otherwise than on a screen: there a lone `Home` is a heading."""

_ENDS = frozenset('。！？.!?」』”’"')
_OWN_FIRST, _OWN_LAST = frozenset("【〔[＜<■◆●▪"), _ENDS | frozenset("：:】＞>")
"""A line that begins or ends so is a heading, a speaker's label or a sentence that the text itself
repeats."""
_DATED = re.compile(r"(?:19|20)\d\d(?:年|\b)|[一二三四五六七八九十〇○零\d]年.{1,4}月")
"""A date line is said again at the end by those who sign."""
_EDGES = re.compile(
    r"^[\s#*_0-9０-９\-–—·.．・]+|[\s\u3000][〇一二三四五六七八九十百]{1,4}$|[\s#*_0-9０-９\-–—·.．・]+$|\s+"
)
_FEED_DATE = re.compile(
    r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{1,2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}(?::\d{2})? "
    r"(?:[A-Z]{1,4}|[+-]\d{4})"
)
_ANYTHING = re.compile(r"[^\W_]")


class _Rules(NamedTuple):
    lines: re.Pattern[str]
    groups: tuple[str, ...]
    credit: re.Pattern[str]
    tails: frozenset[str]


@cache
def _rules() -> _Rules:
    """All languages' line patterns as one: a page of any language may carry furniture of
    another."""
    folders = dict.fromkeys(FOLDERS.values())
    sets = [
        data(next(tag for tag, f in FOLDERS.items() if f == folder), "furniture")
        for folder in folders
    ]
    parts = []
    for group in GROUPS:
        patterns = [p for rules in sets for p in rules.get(group, ())]
        parts.append(f"(?P<{group}>{'|'.join(f'(?:{p})' for p in patterns)})")
    credit = "|".join(rules["credit"] for rules in sets)
    tails = frozenset(t for rules in sets for t in rules["tail"])
    return _Rules(
        re.compile("(?:" + "|".join(parts) + r")\Z", re.IGNORECASE),
        GROUPS,
        re.compile(rf"(?:{credit})[^。！？]{{0,40}}\Z"),
        tails,
    )


def mark(lines: Sequence[Line], *, printed: bool = False) -> None:
    """Mark the furniture among lines (sets `line.furniture`). `printed`: the format knows the
    pages' own heads and numbers by where they stand, so that nothing is told by repetition."""
    short = [line for line in lines if len(line.text) <= LONGEST and line.furniture is None]
    for line in short:
        what = kind(line.text)
        line.furniture = None if printed and what in _ON_PAPER else what
    if printed:
        return
    _page_numbers(lines)
    _captions(lines)
    _feed(lines)
    _tail(lines)
    _head(lines)
    _running_heads(lines)


def kind(text: str) -> str | None:
    """What sort of furniture a line is by its own words, or None."""
    match = _rules().lines.match(text)
    return match.lastgroup if match else None


def _page_numbers(lines: Sequence[Line]) -> None:
    """A line that is but a number is a page's only where it rises with others like it, as pages
    do."""
    found = [line for line in lines if line.furniture == "page_number"]
    numbers = [int("".join(re.findall(r"\d", line.text)[:6]) or 0) for line in found]
    rising = [b - a in (1, 2) for a, b in itertools.pairwise(numbers)]
    keeps = any(rising) and sum(rising) >= 0.6 * len(rising)
    for line in found:
        worded = bool(re.search(r"[A-Za-z頁页ペ第]|^[-－―—–‐]", line.text))
        if not keeps and not (worded and len(found) == 1):
            line.furniture = None


def _captions(lines: Sequence[Line]) -> None:
    """A short line printed twice in a row, or again with a credit behind it, is a caption."""
    credit = _rules().credit
    for first, second in itertools.pairwise(lines):
        a, b = first.text, second.text
        if (
            len(a) > LONGEST
            or len(b) > LONGEST
            or len(a) < 6
            or label(a)
            or second.mark == "heading"
        ):
            continue
        if (b == a and not _ends(a)) or (
            len(b) > len(a) and b.startswith(a) and credit.search(b[len(a) :])
        ):
            first.furniture = first.furniture or "caption"
            second.furniture = second.furniture or "caption"
    for line in lines:
        if (line.furniture is None and line.mark == "caption") or (
            line.furniture is None
            and "©" in line.text
            and len(line.text) <= 120
            and not _ends(line.text)
        ):
            line.furniture = "caption"


def _feed(lines: Sequence[Line]) -> None:
    """The date line that a feed reader puts between a title and its text."""
    for line in lines[:HEAD]:
        if line.furniture is None and _FEED_DATE.fullmatch(line.text):
            line.furniture = "feed"


def _tail(lines: Sequence[Line]) -> None:
    """After a tail line near the end, short lines that are no sentences belong to it."""
    tails = _rules().tails
    start = next(
        (i for i in range(max(0, len(lines) - TAIL), len(lines)) if lines[i].furniture in tails),
        None,
    )
    if start is None or any(_is_text(line) for line in lines[start + 1 :]):
        return
    for line in lines[start + 1 :]:
        line.furniture = line.furniture or lines[start].furniture


def _ends(text: str) -> bool:
    """Whether a line ends as a sentence or quotation does."""
    return text[-1:] in _ENDS


def _is_text(line: Line) -> bool:
    return line.furniture is None and (
        len(line.text) > 80 or (_ends(line.text) and len(line.text) > 30)
    )


def _head(lines: Sequence[Line]) -> None:
    """In a page that begins with navigation, the short lines that run on from it are its sections'
    names, but for the last line before the text, which is the title (set apart from them by a blank
    line)."""
    head = list(lines[:HEAD])
    last = max(
        (i for i, line in enumerate(head[:4]) if line.furniture in ("navigation", "share")),
        default=None,
    )
    if last is None:
        return
    at = last + 1
    while at + 1 < len(head) and head[at].furniture is None and head[at].mark is None:
        line, following = head[at], head[at + 1]
        set_apart = following.blanks > line.blanks
        if len(line.text) > 20 or _ends(line.text) or not set_apart or _is_text(following):
            break
        line.furniture = "navigation"
        at += 1


def _running_heads(lines: Sequence[Line]) -> None:
    """A short line that stands at the head of the text or over and over, and comes again inside it,
    heads a page there."""
    plain = [
        line
        for line in lines
        if line.furniture is None and line.mark != "heading" and 4 <= len(line.text) <= 60
    ]
    for line in lines[
        :4
    ]:  # at the head of a text the journal's name is its source, not a page's head
        if _is_text(line):
            break
        if line.furniture == "running_head":
            line.furniture = None
    seen = Counter(_bare(line.text) for line in plain if not label(line.text))
    opening = {_bare(line.text) for line in lines[:4] if len(line.text) <= 60}
    for number, line in enumerate(lines):
        if (
            number < 4
            or line.furniture is not None
            or line.mark == "heading"
            or len(line.text) > 60
        ):
            continue
        bare = _bare(line.text)
        if (
            not bare
            or _DATED.search(line.text)
            or line.text[0] in _OWN_FIRST
            or line.text[-1] in _OWN_LAST
            or label(line.text)
            or not _ANYTHING.search(bare)
        ):
            continue
        interrupts = not _ends(lines[number - 1].text) and len(lines[number - 1].text) > 30
        if bare in opening or (seen[bare] >= (2 if interrupts else 3) and "\t" not in line.text):
            line.furniture = "running_head"


def _bare(text: str) -> str:
    """A line without Markdown marks, page numbers and spaces, as running heads are compared."""
    return _EDGES.sub("", text).casefold()
