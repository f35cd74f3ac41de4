"""Furniture of a web page: what stands around its text, told by elements, roles, names and links.

Recognises navigation, breadcrumbs, skip links, site headers and footers, cookie banners, adverts,
share bars, related links, newsletter forms, comments, hidden elements, by what the page itself
calls them (furniture.yaml), and blocks that are nearly all links. What a page so calls is furniture
only if it can be: a block that holds the page's first heading, or two fifths of its text, or that
trafilatura takes for main text (mainblocks.py) is left unmarked, unless it is outside the text by
its nature (navigation, footer, cookie banner, hidden). Left out: furniture by its words
("Advertisement"), which read/furniture.py knows for all formats.

    >>> label("div", {"class": "l-relatedLinks"})
    'related'
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import yaml

from communique.model.gaps import Gap
from communique.read.layout import Mark
from communique.read.mainblocks import main_lines

if TYPE_CHECKING:
    from communique.read.compose import Composer
    from communique.read.elements import Frame

WORDS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|[0-9]+")
MOST = 0.4  # of a page's text: a "sidebar" of more is a column with the article in it
INNER = frozenset({"article", "main", "blockquote"})
LINKED = frozenset({"ul", "ol", "div", "section", "td", "p", "table", "dl", "center", "menu"})


@dataclass(frozen=True, slots=True)
class Rules:
    """furniture.yaml, made ready."""

    elements: Mapping[str, str]
    roles: Mapping[str, str]
    outside: frozenset[str]
    phrases: Mapping[tuple[str, ...], str]
    hidden: re.Pattern[str]
    skip: re.Pattern[str]
    links: Mapping[str, float]
    longest: int


@dataclass(frozen=True, slots=True)
class Block:
    """A block that may be furniture."""

    start: int
    end: int
    what: str
    certain: bool


@lru_cache(maxsize=1)
def rules() -> Rules:
    """The rules of furniture.yaml, loaded once."""
    data: dict[str, Any] = yaml.safe_load(
        files("communique.read").joinpath("furniture.yaml").read_text("utf-8")
    )
    phrases = {tuple(e.split()): what for what, entries in data["names"].items() for e in entries}
    phrases |= {tuple(e.split()): "caption" for e in data["captions"]}
    return Rules(
        data["elements"],
        data["roles"],
        frozenset(data["outside"]),
        phrases,
        re.compile(data["hidden_styles"], re.IGNORECASE),
        re.compile(data["skip_addresses"], re.IGNORECASE),
        data["links"],
        max(map(len, phrases)),
    )


def label(element: str, attributes: Mapping[str, str]) -> str:
    """What a page says an element is: a kind of furniture, "caption", or nothing."""
    know = rules()
    if _hidden(attributes):
        return "hidden"
    named = _named(attributes.get("id", "")[:200], attributes.get("class", "")[:200])
    semantic = know.roles.get(attributes.get("role", "")) or know.elements.get(element, "")
    # a dialog or aside says that it stands apart, its name says as what
    return named or semantic if semantic in ("dialog", "related", "form", "") else semantic


def inline_label(element: str, attributes: Mapping[str, str]) -> str:
    """What an element within a line is besides text: hidden, a link that skips to the text, or
    nothing.
    """
    know = rules()
    if element == "a" and know.skip.search(attributes.get("href", "")[:60]):
        return "skip_link"
    return "hidden" if _hidden(attributes) else ""


def _hidden(attributes: Mapping[str, str]) -> bool:
    """Whether a browser would not show an element."""
    return (
        "hidden" in attributes
        or attributes.get("aria-hidden", "").lower() == "true"
        or ("style" in attributes and rules().hidden.search(attributes["style"][:500]) is not None)
    )


@lru_cache(maxsize=4096)
def _named(identity: str, classes: str) -> str:
    """What a name says; the longest phrase of furniture.yaml wins, a caption over all."""
    know, best, found = rules(), 0, ""
    for name in (identity, *classes.split()):
        words = [w.lower() for w in WORDS.findall(name)]
        for size in range(min(know.longest, len(words)), 0, -1):
            if size <= best:
                break
            for at in range(len(words) - size + 1):
                what = know.phrases.get(tuple(words[at : at + size]))
                if what:
                    best, found = size, what
                    break
    return found


class Judge:
    """Notes the blocks of one page that may be furniture and decides at its end."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.first_headings: list[int] = []
        self.deepest = self.begun_blocks = 0

    def begun(self, frame: Frame, stack: Sequence[Frame]) -> None:
        """An element begins: note what it is called."""
        self.begun_blocks += 1
        self.deepest = max(self.deepest, len(stack))
        if (
            frame.name in ("html", "body", "main", "article", "tr", "tbody")
            and "hidden" not in frame.attributes
        ):
            return
        what = (
            label(frame.name, frame.attributes)
            if frame.attributes or frame.name in rules().elements
            else ""
        )
        if what == "caption":
            if not frame.mark or frame.mark == "paragraph":
                frame.mark = "caption"
        elif what:
            inner = what in ("footer", "site_header") and any(f.name in INNER for f in stack[-50:])
            frame.verdict = "" if what == "site_header" and inner else what + ("?" if inner else "")

    def ended(self, frame: Frame, start: int, end: int, page: Composer) -> None:
        """A block with text ends: is it furniture by name, or all links?"""
        if frame.name == "h1":
            self.first_headings.append(start)
        if frame.verdict:
            what = frame.verdict.rstrip("?")
            by_name = frame.name not in rules().elements and "role" not in frame.attributes
            certain = what in rules().outside and what == frame.verdict
            if by_name and what in ("navigation", "footer", "search"):
                certain = False  # "menu", "foot" and "search" name other things too
            # named so and mostly links: two witnesses, so that trafilatura need not be asked
            linked = page.link_text - frame.link_text
            certain = certain or (linked * 2 >= end - start and self._stands_apart(start, end))
            self.blocks.append(Block(start, end, what, certain))
        elif frame.name in LINKED:
            links = page.links - frame.links
            linked = page.link_text - frame.link_text
            know = rules().links
            enough = links >= know["fewest"] and linked <= know["longest"] * links
            if enough and linked >= know["share"] * (end - start - links):
                self.blocks.append(Block(start, end, "navigation", False))

    def furniture(self, source: str, text: str) -> tuple[list[Mark], list[Gap]]:
        """The marks of what is furniture, none within another, and what could not be judged."""
        blocks = [b for b in self.blocks if b.certain or self._can_be(b, len(text))]
        gaps: list[Gap] = []
        if any(not b.certain for b in blocks):
            main, gap = main_lines(source, text, depth=self.deepest, blocks=self.begun_blocks)
            gaps = [gap] if gap else []
            # where nobody could be asked, text is not called furniture by a name alone
            blocks = [
                b for b in blocks if b.certain or (not gap and main.share(b.start, b.end) < 0.5)
            ]
        marks: list[Mark] = []
        for block in sorted(blocks, key=lambda b: (b.start, -b.end, not b.certain)):
            if not marks or block.start >= marks[-1].end:
                marks.append(Mark(block.start, block.end, "furniture", 0, block.what))
        return marks, gaps

    def _stands_apart(self, start: int, end: int) -> bool:
        """Whether a stretch holds none of the first headings ended so far."""
        return not any(start <= at < end for at in self.first_headings[-5:])

    def _can_be(self, block: Block, length: int) -> bool:
        """Whether a block is small enough and holds no first heading."""
        at = bisect_left(self.first_headings, block.start)
        holds = at < len(self.first_headings) and self.first_headings[at] < block.end
        return not holds and block.end - block.start <= MOST * length
