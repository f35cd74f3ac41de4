"""What OpenDocument's styles say: bold, hidden text, raised text, lists and how they count.

Recognises automatic and named styles of content.xml and styles.xml and their parents, list styles,
and the numbering of headings (`text:outline-style`). Left out: how anything else looks.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from communique.read.office.counters import printed
from communique.read.office.docx_styles import level_of_name
from communique.read.office.markup import Element, attribute, below, child, local, number

OUTLINE: Final = "outline-style"
_BOLD: Final = frozenset({"bold", "700", "800", "900"})
_DEEPEST: Final = 30
_LONGEST: Final = 60


@dataclass(frozen=True, slots=True)
class Dress:
    """How a style sets its text, as far as it matters, and the list that it belongs to."""

    bold: bool = False
    raised: bool = False
    hidden: bool = False
    lists: str = ""
    level: int = 0


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: what it prints around the number, and how many levels it shows."""

    form: str = ""
    before: str = ""
    after: str = ""
    shown: int = 1
    start: int = 1


class Styles:
    """The styles of a document by name."""

    def __init__(self, roots: Iterable[Element]) -> None:
        self._styles: dict[tuple[str, str], Element] = {}
        self.lists: dict[str, dict[int, Level]] = {}
        self._known: dict[tuple[str, str], Dress] = {}
        for root in roots:
            for each in below(root, "style"):
                self._styles[attribute(each, "family"), attribute(each, "name")] = each
            for each in below(root, "list-style", OUTLINE):
                name = OUTLINE if local(each) == OUTLINE else attribute(each, "name")
                self.lists[name] = _levels(each)

    def dress(self, family: str, name: str) -> Dress:
        """What a style and its parents say."""
        key = (family, name)
        if key not in self._known:
            self._known[key] = self._read(family, name)
        return self._known[key]

    def _read(self, family: str, name: str) -> Dress:
        bold = raised = hidden = False
        lists, level = "", 0
        for _ in range(_DEEPEST):
            level = level or level_of_name(name.replace("_20_", " "))
            style = self._styles.get((family, name))
            if style is None:
                break
            properties = child(style, "text-properties")
            bold = bold or attribute(properties, "font-weight") in _BOLD
            bold = bold or attribute(properties, "font-weight-asian") in _BOLD
            hidden = hidden or attribute(properties, "display") == "none"
            raised = raised or attribute(properties, "text-position").startswith("super")
            lists = lists or attribute(style, "list-style-name")
            name = attribute(style, "parent-style-name")
        return Dress(bold, raised, hidden, lists, level)

    def label(self, lists: str, counts: list[int]) -> str:
        """The label of a paragraph, from the counts of its level and those above it."""
        levels = self.lists.get(lists, {})
        own = levels.get(len(counts))
        if own is None or not own.form:
            return ""
        first = max(0, len(counts) - own.shown)
        shown = [
            printed(counts[at], levels[at + 1].form)
            for at in range(first, len(counts))
            if at + 1 in levels and levels[at + 1].form
        ]
        return f"{own.before}{'.'.join(shown)}{own.after}"[:_LONGEST].strip()


def _levels(element: Element) -> dict[int, Level]:
    found = {}
    for each in element:
        if local(each) in ("list-level-style-number", "outline-level-style"):
            found[number(each, "level", 1)] = Level(
                attribute(each, "num-format"),
                attribute(each, "num-prefix")[:20],
                attribute(each, "num-suffix")[:20],
                min(10, max(1, number(each, "display-levels", 1))),
                number(each, "start-value", 1),
            )
        elif local(each).startswith("list-level-style"):
            found[number(each, "level", 1)] = Level()
    return found
