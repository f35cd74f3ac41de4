"""Organisations whose text a document is: the G20 of a G20 declaration, the EU and Japan of theirs.

Recognised: the organisation that the title, the masthead or the first words name ("G7 Leaders'
Communiqué", "The Security Council,", "We, the Heads of State of ASEAN"), with the states that the
title joins to it ("ASEAN-Canada Summit", 日ＥＵ, 中欧). An organ stands for its organisation
(organs.yaml), a forum for the states that meet in it (members.yaml). Left out: organisations that a
text is about ("statement on NATO") or made at ("at the United Nations"), and what no
body issues (speeches, news, articles).

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
from communique.read.header.home import opens_title
from communique.read.header.titles import Title

_KINDS = (Kind.JOINT_STATEMENT, Kind.RESOLUTION, Kind.FACT_SHEET, Kind.OTHER)
_ACTING = ("organisation", "forum", "alliance", "group")
_LISTING = (Kind.JOINT_STATEMENT, Kind.TREATY, Kind.RESOLUTION)
_ROW = re.compile(r",?(?: and)?(?: the)? ?")
_ROW_CJK = re.compile(
    "(?:(?:人民|民主|主义|主義|社会|社會|联邦|聯邦|連邦|伊斯兰|伊斯蘭)*(?:共和[国國]|王[国國]|[联聯連]邦))?"
    "(?:国|國|政府|首[相脑腦脳]|外[交務务]?部?[长長相]|外務大臣|[总總][统統理]|総理大臣|大統領|主席|[国國]王){0,2}"
    "(?:[、，,]|及び|並びに|[以並并]?及(?:其)?|[和與与暨と][、，]?|ならびに|および)"
)
_DOTS = frozenset("・･—–-－·")
_LETTER = re.compile("(?![回次第届屆度])[一-龯ァ-ヺー]")
_NEAR = 400
"""How far into the text its first words go."""


@cache
def organs() -> Mapping[str, str]:
    """Organs and the organisation each belongs to: the Security Council is of the UN."""
    path = resources.files("communique.read.header") / "organs.yaml"
    loaded: Mapping[str, str] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return loaded


@cache
def tables() -> Mapping[str, Mapping[str, list[str]]]:
    """Who stands behind bodies, forums and groups (members.yaml)."""
    path = resources.files("communique.read.header") / "members.yaml"
    loaded: Mapping[str, Mapping[str, list[str]]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return loaded


def codes_of(mention: Mention) -> tuple[str, ...]:
    """Whom an organisation's name stands for: itself, its organisation, or a forum's states."""
    if mention.kind != "organisation":
        return (mention.id,)
    code = organs().get(mention.id, mention.id)
    return tuple(tables()["forums"].get(code, (code,)))


def club_of(
    face: Face, title: Title, kind: Kind, mentions: Sequence[Mention]
) -> tuple[tuple[str, ...], tuple[int, int]] | None:
    """The organisation, and any states joined to it, that speak; and where it is named. `mentions`
    are the names in the title."""
    words = face.words["clubs"]
    if kind not in (*_KINDS, Kind.READOUT) or (kind is Kind.OTHER and opens_title(face, title)):
        return None
    joins, topic = re.compile(words["joins"]), re.compile(words["topic"], re.IGNORECASE)
    text = title.text or ""
    base = title.start if title.end > 0 else 0
    cut = topic.search(text)
    stop = base + (cut.start() if cut else len(text))
    named = [m for m in mentions if m.start < stop and (m.kind == "state" or acts(face, m))]
    groups = [m for m in named if m.kind == "organisation"]
    states = [m for m in named if m.kind == "state" and m.part != "adjective"]
    source = face.text if title.end > 0 else text
    if title.end > 0 and (pair := _by_characters(face, title)):
        return pair
    if groups:
        beside = partners(face, groups[0]) if title.end > 0 else []
        joined = [m for m in (*states, *groups[1:]) if _joined(source, m, groups, joins)]
        if not beside and not joined:
            if any(source[m.start - 2 : m.start] != ", " for m in states):
                return None
            if kind is Kind.READOUT:
                return _of_talk(face, groups[0])
            if face.is_cjk and kind is Kind.OTHER:
                return None  # a state's text, of its talk with the organisation
        few, met = tables()["members"].get(groups[0].id, []), listed(face, kind)
        if met and (few or groups[0].id in tables()["forums"]):
            return tuple(few) if set(met) <= set(few) else met, _place(groups[0])
        row = sorted([groups[0], *joined], key=lambda m: m.start)
        codes = (*beside, *(code for m in row for code in codes_of(m)))
        return tuple(dict.fromkeys(codes)), _place(groups[0])
    alone = None if states or kind is Kind.READOUT else _first_words(face, words)
    return _pair(face, joins) or alone


def _place(mention: Mention) -> tuple[int, int]:
    return mention.start, mention.end


def _of_talk(face: Face, group: Mention) -> tuple[tuple[str, ...], tuple[int, int]] | None:
    """A ministry's account of its talk with an organisation, in the ministry's language: 岸田大臣と
    グテーレス国連事務総長との会談."""
    home = face.words["home_state"].get(face.language)
    return (tuple(dict.fromkeys((home, *codes_of(group)))), _place(group)) if home else None


def partners(face: Face, group: Mention) -> list[str]:
    """The state that a text joins to an organisation, by its name or its one character: 日ＥＵ,
    中國與東盟, "ASEAN-Canada"."""
    joins, text = re.compile(face.words["clubs"]["joins"]), face.text
    for state in face.mentions_in(max(0, group.start - 40), min(len(text), group.end + 40)):
        named = state.kind == "state" and (state.part == "name" or not face.is_cjk)
        if named and _joined(text, state, [group], joins):
            return [state.id]
    at = group.start - (2 if text[group.start - 1 : group.start] in _DOTS else 1)
    state_id = _characters(face).get(text[at : at + 1]) if at >= 0 else None
    return [state_id] if state_id and not _LETTER.match(text[at - 1 : at]) else []


def served(face: Face, person: Mention) -> str | None:
    """The organisation that a person is named as an officer of: "NATO Secretary General Jens
    Stoltenberg", グテーレス国連事務総長."""
    before, behind = (
        re.compile(words_of(face)["served"][0]),
        re.compile(words_of(face)["served"][1]),
    )
    for group in face.mentions_in(max(0, person.start - 60), person.end + 16):
        if group.kind != "organisation" or group.weak:
            continue
        if group.end <= person.start and before.fullmatch(face.text, group.end, person.start):
            return codes_of(group)[0]
        if group.start == person.end and behind.match(face.text, group.end):
            return codes_of(group)[0]
    return None


def words_of(face: Face) -> Mapping[str, Any]:
    """The words of a language for texts of organisations."""
    words: Mapping[str, Any] = face.words["clubs"]
    return words


def _characters(face: Face) -> Mapping[str, str]:
    """States by the one character that stands for each."""
    if not face.is_cjk:
        return {}
    states = face.names.states.values()
    if face.language == "ja":
        return {f.text: s.id for s in states for f in s.characters_ja if not f.weak}
    return {f.text: s.id for s in states for f in s.characters_zh if not f.weak}


def _by_characters(face: Face, title: Title) -> tuple[tuple[str, ...], tuple[int, int]] | None:
    """A state and an organisation by one character each: 中欧领导人会晤."""
    known = _characters(face)
    for code, pattern in face.words["clubs"]["characters"].items():
        for match in re.compile(pattern).finditer(face.text, title.start, title.end):
            if state := known.get(face.text[match.start() - 1 : match.start()]):
                return (state, code), (match.start() - 1, match.end())
    return None


def _pair(face: Face, joins: re.Pattern[str]) -> tuple[tuple[str, ...], tuple[int, int]] | None:
    """An organisation and a state, or two organisations, that the masthead names as a pair:
    "EUROPEAN UNION - MEXICO"."""
    named = face.mentions_in(0, face.body)
    groups = [m for m in named if acts(face, m)]
    for state in named:
        other = state in groups[1:] or (state.kind == "state" and state.part == "name")
        if other and _joined(face.text, state, groups[:1], joins):
            pair = sorted([*groups[:1], state], key=lambda m: m.start)
            codes = tuple(dict.fromkeys(code for m in pair for code in codes_of(m)))
            return codes, (pair[0].start, pair[1].end)
    return None


def listed(face: Face, kind: Kind) -> tuple[str, ...]:
    """Three states or more that the first words name in one row, as those who met: "The Foreign
    Ministers of Denmark, Finland, Norway and Sweden"."""
    row: list[Mention] = []
    between = _ROW_CJK if face.is_cjk else _ROW
    for mention in face.mentions_in(0, face.body + _NEAR) if kind in _LISTING else ():
        if mention.weak or mention.kind not in ("state", "organisation") or mention.part != "name":
            continue
        if row and between.fullmatch(face.text, row[-1].end, mention.start):
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
        bodies = [_code(m) for m in face.mentions if acts(face, m)]
        if bodies:  # whose assembly it is, the text says first or with the UN's own number
            return ("UN" if "UN" in bodies and "/RES/" in face.text else bodies[0],), found.span()
    opening = re.compile(words["opening"], re.IGNORECASE)
    for mention in face.mentions_in(0, face.body + _NEAR):
        if not acts(face, mention):
            continue
        line = face.text.rfind("\n", 0, mention.start) + 1
        begun = max(line, mention.start - 160)
        if opening.fullmatch(face.text, begun, mention.start) or (
            mention.start < face.body and _mostly(face, line, mention)
        ):
            return codes_of(mention), _place(mention)
    return None


def _mostly(face: Face, line: int, mention: Mention) -> bool:
    """Whether an organisation is what a line of the masthead is about."""
    end = face.text.find("\n", mention.end)
    return mention.end - mention.start >= 0.4 * ((end if end >= 0 else len(face.text)) - line)


def acts(face: Face, mention: Mention) -> bool:
    """Whether a name is that of an organisation which can act."""
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
