"""The labels that Word prints before numbered paragraphs, worked out as Word does.

Recognises lists and their levels (`1.`, `1.2`, `(a)`, `第一條`), restarts, numbers that a style
gives, legal numbering, start values. Lists that share an abstract list go on counting together.
Left out: bullets, which say nothing that the mark of a list item does not, and pictures as bullets.

    >>> from communique.read.office.markup import parse
    >>> root = parse(b'''<numbering><abstractNum abstractNumId="7"><lvl ilvl="0"><start val="1"/>
    ... <numFmt val="decimal"/><lvlText val="%1."/></lvl></abstractNum>
    ... <num numId="1"><abstractNumId val="7"/></num></numbering>''', name="a")
    >>> numbering = Numbering(root)
    >>> [numbering.label(1, 0) for _ in range(2)]
    ['1.', '2.']
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from communique.read.office.counters import printed
from communique.read.office.docx_styles import is_on
from communique.read.office.markup import Element, attribute, child, children, number

LEVELS: Final = 9
_PLACE: Final = re.compile(r"%([1-9])")
_LONGEST: Final = 60
"""Characters of a label; `w:lvlText` may hold anything."""


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: how it counts, and how it prints."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    legal: bool = False
    restart: int | None = None
    style: str = ""


@dataclass(slots=True)
class _Counter:
    """How far the lists of one abstract list have counted, and which have begun."""

    values: dict[int, int] = field(default_factory=dict)
    begun: set[tuple[int, int]] = field(default_factory=set)


class Numbering:
    """The lists of a document, counting as its paragraphs are read in order."""

    def __init__(self, root: Element | None) -> None:
        self._abstract: dict[str, dict[int, Level]] = {}
        linked: dict[str, str] = {}
        named: dict[str, str] = {}
        for each in children(root, "abstractNum"):
            identifier = attribute(each, "abstractNumId")
            self._abstract[identifier] = _levels(each)
            if link := attribute(child(each, "numStyleLink"), "val"):
                linked[identifier] = link
            if name := attribute(child(each, "styleLink"), "val"):
                named[name] = identifier
        self._lists: dict[int, str] = {}
        self._levels: dict[int, dict[int, Level]] = {}
        self._starts: dict[tuple[int, int], int] = {}
        for each in children(root, "num"):
            self._list(each, linked, named)
        self._counters: dict[str, _Counter] = {}

    def _list(self, element: Element, linked: dict[str, str], named: dict[str, str]) -> None:
        own = number(element, "numId")
        abstract = attribute(child(element, "abstractNumId"), "val")
        abstract = named.get(linked.get(abstract, ""), abstract)
        levels = dict(self._abstract.get(abstract, {}))
        for override in children(element, "lvlOverride"):
            at = number(override, "ilvl")
            if (start := child(override, "startOverride")) is not None:
                self._starts[own, at] = number(start, "val", 1)
            levels |= _levels(override)
        self._lists[own], self._levels[own] = abstract, levels

    def level_of_style(self, list_number: int, style: str) -> int:
        """The level of a list that is tied to a paragraph style; the first if none is."""
        levels = self._levels.get(list_number, {})
        return next((at for at, level in levels.items() if level.style == style), 0)

    def is_bullet(self, list_number: int, level: int) -> bool:
        """Whether a level prints a sign and no number."""
        found = self._levels.get(list_number, {}).get(level)
        return found is not None and (found.form in ("bullet", "none") or "%" not in found.text)

    def label(self, list_number: int, level: int) -> str:
        """Count one paragraph of a list; the label it bears, empty for a bullet."""
        levels = self._levels.get(list_number)
        if levels is None or level not in levels:
            return ""
        counter = self._counters.setdefault(self._lists[list_number], _Counter())
        self._count(counter, list_number, level, levels)
        if self.is_bullet(list_number, level):
            return ""
        own = levels[level]

        def place(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            of = levels.get(at, Level())
            value = counter.values.get(at, of.start)
            return printed(value, "decimal" if own.legal and at != level else of.form)

        return _PLACE.sub(place, own.text)[:_LONGEST].strip()

    def _count(
        self, counter: _Counter, list_number: int, level: int, levels: dict[int, Level]
    ) -> None:
        first = (list_number, level) not in counter.begun
        counter.begun.add((list_number, level))
        if first and (list_number, level) in self._starts:
            counter.values[level] = self._starts[list_number, level]
        elif level in counter.values:
            counter.values[level] += 1
        else:
            counter.values[level] = levels[level].start
        for deeper in [at for at in counter.values if at > level]:
            restart = levels.get(deeper, Level()).restart
            if restart is None or (restart and level < restart):
                del counter.values[deeper]


def _levels(element: Element) -> dict[int, Level]:
    found = {}
    for each in children(element, "lvl"):
        at = number(each, "ilvl")
        if not 0 <= at < LEVELS:
            continue
        restart = child(each, "lvlRestart")
        found[at] = Level(
            number(child(each, "start"), "val", 1),
            attribute(child(each, "numFmt"), "val", "decimal"),
            attribute(child(each, "lvlText"), "val"),
            is_on(each, "isLgl"),
            None if restart is None else number(restart, "val"),
            attribute(child(each, "pStyle"), "val"),
        )
    return found
