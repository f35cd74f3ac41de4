"""Organisations whose text a document is: the G20 of a G20 declaration, the EU and Japan of theirs.

Recognised: the organisation that the title, the masthead or the first words name ("G7 Leaders'
Communiqué", "The Security Council,", "We, the Heads of State of ASEAN"), with the states that the
title joins to it ("ASEAN-Canada Summit"). An organ stands for its organisation (organs.yaml). Left
out: organisations that a text is about ("statement on NATO") or made at ("at the United Nations"),
and what no body issues (speeches, news, articles).

    "NATO Summit Declaration", Madrid -> ("NATO",)
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Any

import yaml

from communique.model.codes import Kind
from communique.names.mentions import Mention
from communique.read.header.face import Face
from communique.read.header.titles import Title

_KINDS = (Kind.JOINT_STATEMENT, Kind.RESOLUTION, Kind.FACT_SHEET, Kind.OTHER)
_ACTING = ("organisation", "forum", "alliance", "group")
_LISTING = (Kind.JOINT_STATEMENT, Kind.TREATY, Kind.RESOLUTION)
_ROW = re.compile(r",?(?: and)?(?: the)? ?")
_NEAR = 400
"""How far into the text its first words go."""


@cache
def organs() -> Mapping[str, str]:
    """Organs and the organisation each belongs to: the Security Council is of the UN."""
    path = resources.files("communique.read.header") / "organs.yaml"
    loaded: Mapping[str, str] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return loaded


def club_of(
    face: Face, title: Title, kind: Kind, mentions: Sequence[Mention]
) -> tuple[tuple[str, ...], tuple[int, int]] | None:
    """The organisation, and any states joined to it, that speak; and where it is named. `mentions`
    are the names in the title."""
    words = face.words["clubs"]
    if kind not in (*_KINDS, Kind.READOUT):
        return None
    joins, topic = re.compile(words["joins"]), re.compile(words["topic"], re.IGNORECASE)
    text = title.text or ""
    base = title.start if title.end > 0 else 0
    cut = topic.search(text)
    stop = base + (cut.start() if cut else len(text))
    named = [m for m in mentions if m.start < stop and (m.kind == "state" or _acts(face, m))]
    groups = [m for m in named if m.kind == "organisation"]
    states = [m for m in named if m.kind == "state" and m.part != "adjective"]
    source = face.text if title.end > 0 else text
    if groups:
        joined = [s for s in states if _joined(source, s, groups, joins)]
        if joined or not [s for s in states if source[s.start - 2 : s.start] != ", "]:
            codes = [_code(m) for m in sorted([*groups[:1], *joined], key=lambda m: m.start)]
            if not joined and (kind is Kind.READOUT or (face.is_cjk and kind is Kind.OTHER)):
                return None  # a state's text, of its talk with the organisation
            return tuple(dict.fromkeys(codes)), (groups[0].start, groups[0].end)
        return None
    alone = None if states or kind is Kind.READOUT else _first_words(face, words)
    return _pair(face, joins) or alone


def _pair(face: Face, joins: re.Pattern[str]) -> tuple[tuple[str, ...], tuple[int, int]] | None:
    """An organisation and a state that the masthead names as a pair: "EUROPEAN UNION - MEXICO"."""
    named = face.mentions_in(0, face.body)
    groups = [m for m in named if _acts(face, m)]
    for state in named:
        if (
            state.kind == "state"
            and state.part == "name"
            and _joined(face.text, state, groups, joins)
        ):
            pair = sorted([*groups[:1], state], key=lambda m: m.start)
            return tuple(dict.fromkeys(map(_code, pair))), (pair[0].start, pair[1].end)
    return None


def listed(face: Face, kind: Kind) -> tuple[str, ...]:
    """Three states or more that the first words name in one row, as those who met: "The Foreign
    Ministers of Denmark, Finland, Norway and Sweden"."""
    row: list[Mention] = []
    for mention in face.mentions_in(0, face.body + _NEAR) if kind in _LISTING else ():
        if mention.kind != "state" or mention.part != "name":
            continue
        if row and _ROW.fullmatch(face.text, row[-1].end, mention.start):
            row.append(mention)
        elif len(row) > 2:
            break
        else:
            row = [mention]
    return tuple(dict.fromkeys(m.id for m in row)) if len(row) > 2 else ()


def _first_words(
    face: Face, words: Mapping[str, Any]
) -> tuple[tuple[str, ...], tuple[int, int]] | None:
    """The organisation of the masthead or of the first words, where these name it as speaking."""
    for pattern, code in words["named"].items():
        if found := re.compile(pattern, re.MULTILINE).search(face.text, 0, face.body + _NEAR):
            return (code,), found.span()
    if found := re.compile(words["assembly"], re.MULTILINE).search(face.text, 0, face.body + _NEAR):
        bodies = [_code(m) for m in face.mentions if _acts(face, m)]
        if bodies:  # whose assembly it is, the text says first or with the UN's own number
            return ("UN" if "UN" in bodies and "/RES/" in face.text else bodies[0],), found.span()
    opening = re.compile(words["opening"], re.IGNORECASE)
    for mention in face.mentions_in(0, face.body + _NEAR):
        if not _acts(face, mention):
            continue
        line = face.text.rfind("\n", 0, mention.start) + 1
        begun = max(line, mention.start - 160)
        if opening.fullmatch(face.text, begun, mention.start) or (
            mention.start < face.body and _mostly(face, line, mention)
        ):
            return (_code(mention),), (mention.start, mention.end)
    return None


def _mostly(face: Face, line: int, mention: Mention) -> bool:
    """Whether an organisation is what a line of the masthead is about."""
    end = face.text.find("\n", mention.end)
    return mention.end - mention.start >= 0.4 * ((end if end >= 0 else len(face.text)) - line)


def _acts(face: Face, mention: Mention) -> bool:
    if mention.kind != "organisation" or mention.weak:
        return False
    kind = face.names.organisations[mention.id].kind
    return kind in _ACTING or mention.id in organs()


def _code(mention: Mention) -> str:
    return organs().get(mention.id, mention.id) if mention.kind == "organisation" else mention.id


def _joined(text: str, state: Mention, groups: Sequence[Mention], joins: re.Pattern[str]) -> bool:
    """Whether a state stands beside an organisation: "EU-Japan", "the EU and the Republic of …"."""
    for group in groups:
        first, second = sorted((state, group), key=lambda m: m.start)
        if joins.fullmatch(text, first.end, second.start):
            return True
    return False
