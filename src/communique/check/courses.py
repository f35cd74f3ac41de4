"""Quantities in time: the figures of an archive that measure the same thing, and their courses.

Two figures are of one quantity if they name it (trade, a loan, defence spending), in the same unit,
whose it is or from whom to whom, of the same part of it (a total, a rise), and for the same works.
A course is told if it has figures of two times. Also: the conflicts of all figures, kept as JSON.
Left out: quantities that languages/*/quantities.yaml has no word for.

    for course in courses(texts, names):
        print(course.quantity, course.unit, [(p.time, p.value) for p in course.points])
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from hashlib import blake2b
from typing import Any, NamedTuple

from communique.check.figures import check_figures
from communique.check.mentions import Mention, mentions
from communique.check.parts import Part, digest_of, in_parts
from communique.check.sentences import sentences
from communique.compare.following import sides_of
from communique.compare.library import Library
from communique.compare.texts import Text
from communique.languages import FOLDERS
from communique.model import dates
from communique.model.findings import plain
from communique.names import Names

_PARTS = ("rise", "fall", "rest", "more", "first", "each", "monthly")
"""What part of a quantity a figure may be: such figures have a course of their own."""


@dataclass(frozen=True, slots=True)
class Point:
    """A figure of a course: when it is of (its period, else its document's date), and its value."""

    finding: str
    document: str
    time: str
    value: Decimal


@dataclass(frozen=True, slots=True)
class Course:
    """Figures of one quantity in order of time. `flow`: from which state to which; `actors`:
    whose; `works`: for what; `part`: what part of it.
    """

    quantity: str
    unit: str
    flow: tuple[str, ...]
    actors: tuple[str, ...]
    works: tuple[str, ...]
    part: str
    points: tuple[Point, ...]

    @property
    def id(self) -> str:
        """Made of what it is of, so that it is the same while figures come and go."""
        parts = (self.quantity, self.unit, *self.flow, "", *self.actors, "", *self.works, self.part)
        return blake2b("\0".join(parts).encode(), digest_size=6).hexdigest()

    def to_json(self) -> dict[str, Any]:
        """The course as it is kept and as REST gives it."""
        return {
            "id": self.id,
            "quantity": self.quantity,
            "unit": self.unit,
            "flow": list(self.flow),
            "actors": list(self.actors),
            "works": list(self.works),
            "part": self.part,
            "points": [
                {"id": p.finding, "document": p.document, "time": p.time, "value": plain(p.value)}
                for p in self.points
            ],
        }


class _Key(NamedTuple):
    """What the figures of a course have in common."""

    quantity: str
    unit: str
    flow: tuple[str, ...]
    actors: tuple[str, ...]
    works: tuple[str, ...]
    part: str


def courses(texts: Iterable[Text], names: Names) -> tuple[Course, ...]:
    """The courses of texts with findings, those with most times first."""
    held: defaultdict[_Key, dict[str, Point]] = defaultdict(dict)
    for text in texts:
        if text.language not in FOLDERS:
            continue
        for each in mentions(text, sentences(text), names):
            key = _key(each, text)
            time = each.period or text.date
            if key is None or not time or not dates.is_edtf(time):
                continue
            point = Point(each.cited.id, text.id, time, each.value)
            held[key].setdefault(each.cited.id, point)
    made = (
        Course(**key._asdict(), points=tuple(sorted(points.values(), key=_order)))
        for key, points in held.items()
        if len({point.time for point in points.values()}) > 1
    )
    return tuple(sorted(made, key=lambda each: (-len({p.time for p in each.points}), each.id)))


def _key(each: Mention, text: Text) -> _Key | None:
    """What a figure is of; None where its quantity is not named, or its unit was guessed."""
    quantity = each.quantity or each.far
    if quantity is None or each.guessed:
        return None
    part = next((name for name in _PARTS if name in each.roles), "")
    # What is told without an owner is the parties' together: their trade is not that of others.
    actors = () if each.flow else tuple(sorted(each.actors or sides_of(text)))
    flow = tuple(each.flow) if each.flow else ()
    return _Key(quantity, each.cited.unit, flow, actors, tuple(sorted(each.works)), part)


def _order(point: Point) -> tuple[Any, ...]:
    return dates.sort_key(point.time), point.document, point.finding


@in_parts
def kept_courses(library: Library, known: Mapping[str, str]) -> Iterator[Part]:
    """The courses of an archive by id, as one part."""
    outlines = library.outlines()
    digest = digest_of(outlines)
    if known.get("all") == digest:
        yield Part("all", digest, None, 1.0)
        return
    texts = (library.with_findings(library.filled([each])[0]) for each in outlines)
    value = {each.id: each.to_json() for each in courses(texts, library.names)}
    yield Part("all", digest, value, 1.0)


@in_parts
def kept_conflicts(library: Library, known: Mapping[str, str]) -> Iterator[Part]:
    """The conflicts among all figures of an archive (`FigureCheck.to_json`), as one part."""
    digest = digest_of(library.outlines())
    if known.get("all") == digest:
        yield Part("all", digest, None, 1.0)
        return
    yield Part("all", digest, check_figures(library).to_json(), 1.0)
