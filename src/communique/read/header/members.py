"""States that meet in a body or grouping which stands for them: the two of a bilateral committee,
the seven of a regional group.

Recognised: a committee of few states that a text's title or masthead names ("Joint Statement of
the Security Consultative Committee"), and the grouping whose leaders or ministers met, in the first
words of a report ("Leaders of the seven-nation BIMSTEC grouping"). Left out: texts whose title
names states, and groupings that a report only mentions.

    "SAARC leaders agreed in Dhaka on Sunday" -> AFG, BGD, BTN, IND, LKA, MDV, NPL, PAK
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib import resources

import yaml

from communique.model.codes import Kind
from communique.read.header.face import Face
from communique.read.header.offices import OfficeMention
from communique.read.header.titles import Title

_TEXTS = (Kind.JOINT_STATEMENT, Kind.TREATY, Kind.FACT_SHEET, Kind.READOUT, Kind.OTHER)
_REPORTS = (Kind.NEWS, Kind.ARTICLE)
_MEETING = (
    r"[Ll]eaders|[Mm]inisters|[Hh]eads of (?:[Ss]tate|[Gg]overnment)|[Pp]residents|[Pp]remiers|"
    r"[Ss]ummit|[Ff]inance chiefs|[Ee]nvoys|[Nn]ations|[Ss]tates|[Cc]ountries|[Mm]embers"
)
_OPENING = 420
"""How far into a report its first words go."""

Parties = tuple[tuple[str, ...], tuple[int, int]]


@cache
def _tables() -> Mapping[str, Mapping[str, list[str]]]:
    path = resources.files("communique.read.header") / "members.yaml"
    loaded: Mapping[str, Mapping[str, list[str]]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return loaded


@cache
def _pairs() -> tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]:
    return tuple((re.compile(name), tuple(who)) for name, who in _tables()["pairs"].items())


@cache
def _groups() -> tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]:
    """ "BIMSTEC leaders", "leaders of the seven-nation BIMSTEC grouping", for each group."""
    made = []
    for name, who in _tables()["groups"].items():
        behind = rf"\b(?:{name})(?:['’]s)? (?:[a-z]+ )?(?:{_MEETING})\b"
        before = (
            rf"\b(?:{_MEETING}) (?:of|from|in)(?: all)? (?:the )?"
            rf"(?:[a-z0-9]+[- ](?:nation|member|country|state)s? )?(?:{name})\b"
        )
        made.append((re.compile(f"{behind}|{before}"), tuple(who)))
    return tuple(made)


def members_met(face: Face, title: Title, kind: Kind, in_title: int) -> Parties | None:
    """The parties that a body or grouping stands for, and where the text names it. `in_title`
    says how many states the title names."""
    if in_title or face.language != "en":
        return None
    found = _first(face.text, _pairs(), max(face.body, title.end)) if kind in _TEXTS else None
    if found is None and kind in _REPORTS:
        found = _first(face.text, _groups(), face.body + _OPENING)
    return found


def signing(face: Face, offices: list[OfficeMention]) -> list[tuple[int, str]]:
    """States that a masthead tells without naming them: of offices that one state has under that
    name (Secretary of State), and of the capital or town where the text was issued."""
    found = [(o.start, o.states[0]) for o in offices if o.start < face.body and len(o.states) == 1]
    if len({state for _, state in found}) != 1:
        return found
    for mention in face.mentions_in(0, face.body):
        place = face.names.places[mention.id] if mention.kind == "place" else None
        if place and place.state and place.kind in ("capital", "city", "seat"):
            found.append((mention.start, place.state))
    return found


def _first(
    text: str, table: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...], end: int
) -> Parties | None:
    found = [(m.span(), who) for name, who in table if (m := name.search(text, 0, end))]
    if not found:
        return None
    where, who = min(found)
    return who, where
