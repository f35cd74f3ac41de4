"""What `Names.find` gives: a form at a place in a text, and the thing it means.

Left out: how they are found (matcher.py) and which person of several is meant (`Names.who`).

    >>> Mention(0, 2, "state", "JPN", "日本").others
    ()
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

MentionKind = Literal["state", "organisation", "person", "place"]
Part = Literal["name", "adjective", "character"]


class Ref(NamedTuple):
    """What a form may mean: a kind of table and an id in it."""

    kind: MentionKind
    id: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A form at a place in a text (code points); `others` are further things the form means.

    `weak`: the form alone does not tell (see rows.py) and no title stands beside it. `part` tells
    Japan from Japanese from the 日 of 日米.
    """

    start: int
    end: int
    kind: MentionKind
    id: str
    form: str
    weak: bool = False
    part: Part = "name"
    others: tuple[Ref, ...] = ()
