"""Who met, who issued: parties, people, issuers and level, from the title and the first paragraphs.

Recognised: states and people by the names tables, states written with one character (日米), people by their office at the
date where a text names only the office. States that a text only speaks about are left out by their place: the title's states come first,
then those that stand beside an office or in the first sentences. Left out: people whom no table knows (people.py).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources

import yaml

from communique.model.codes import Basis, Kind, Level
from communique.model.dates import span
from communique.model.documents import Ground
from communique.names.mentions import Mention
from communique.read.header.face import Face
from communique.read.header.offices import OfficeMention, level_of, offices_in
from communique.read.header.people import NamedOfficer, officers
from communique.read.header.titles import Title, is_letterhead

OWN_VOICE = (Kind.JOINT_STATEMENT, Kind.TREATY)
REPORTS = (Kind.NEWS, Kind.ARTICLE, Kind.SEMINAR_REPORT)
_TITLE, _MASTHEAD, _FIRST, _LEAD = 6.0, 2.5, 2.5, 1.2
_LEADING_OFFICES = ("head_of_state", "head_of_government")


@dataclass(slots=True)
class Actors:
    """What the face says about states and people, before the date narrows the people down."""

    parties: tuple[str, ...]
    people: list[Mention]
    offices: list[OfficeMention]
    scores: dict[str, float] = field(default_factory=dict)

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the people, each once."""
        return tuple(dict.fromkeys(m.id for m in self.people))


def actors_of(face: Face, title: Title, kind: Kind) -> Actors:
    """The parties and candidates for the people; the ground of the parties is noted on the face."""
    offices = offices_in(face.text, face.language, face.names)
    in_title = _states(face, _title_mentions(face, title))
    scores, first = _scores(face, title, offices)
    if given := face.fields.get("parties"):
        face.grounds["parties"] = Ground(Basis.MANIFEST, "given")
        parties = tuple(given)
    else:
        parties = (_speaker(face) if kind is Kind.SPEECH else ()) or _parties(
            kind, list(in_title), scores, first
        )
        if parties and (where := [first[p] for p in parties if p in first]):
            note = ", ".join(f"{p} {scores.get(p, 0):.1f}" for p in parties)
            rule = "title-states" if set(parties) <= set(in_title) else "opening-states"
            face.ground("parties", rule, min(s for s, _ in where), max(e for _, e in where[:1]), note)
    return Actors(parties, _people(face, title, parties), offices, scores)


def _title_mentions(face: Face, title: Title) -> list[Mention]:
    if title.end > 0:
        return face.mentions_in(title.start, title.end)
    return face.names.find(title.text, face.language) if title.text else []


@cache
def _bodies() -> Mapping[str, str]:
    path = resources.files("communique.read.header") / "bodies.yaml"
    loaded: Mapping[str, str] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return loaded


def _state_of(face: Face, mention: Mention) -> str | None:
    """The state a mention speaks for."""
    if mention.kind == "state":
        return mention.id
    if mention.kind == "person":
        return face.names.people[mention.id].state or None
    if mention.kind == "organisation":
        return _bodies().get(mention.id)
    return None


def _dotted(face: Face, mentions: list[Mention]) -> dict[int, str]:
    """日・ブラジル: a state's character joined by a dot to another state's full name, by where it stands."""
    if face.language != "ja":
        return {}
    characters = {f.text: s.id for s in face.names.states.values() for f in s.characters_ja}
    found = {}
    for mention in mentions:
        at = mention.start - 2
        if mention.kind == "state" and at >= 0 and face.text[at + 1] in "・･":
            state = characters.get(face.text[at])
            if state and not (at and _is_letter(face.text[at - 1])):
                found[at] = state
    return found


def _is_letter(char: str) -> bool:
    return "\u30a1" <= char <= "\u30ff" or "\u4e00" <= char <= "\u9fff"


def _states(face: Face, mentions: list[Mention]) -> dict[str, None]:
    """The states named, in order; a weak word counts if it is a person (a surname in a headline)."""
    found = [
        (m.start, state)
        for m in mentions
        if (state := _state_of(face, m)) and (not m.weak or m.kind == "person")
    ]
    found += _dotted(face, mentions).items()
    return {state: None for _, state in sorted(found)}


def _scores(
    face: Face, title: Title, offices: list[OfficeMention]
) -> tuple[dict[str, float], dict[str, tuple[int, int]]]:
    """How much each state looks like a party, and where it is first named."""
    scores: dict[str, float] = {}
    first: dict[str, tuple[int, int]] = {}
    start, end = face.lead
    near = start + (160 if face.is_cjk else 420)
    letterheads = [(ln.start, ln.end) for ln in face.lines[: face.masthead] if is_letterhead(face, ln.text)]
    for mention in face.mentions:
        if mention.start >= end:
            break
        state = _state_of(face, mention)
        if state is None or (mention.weak and mention.kind != "person"):
            continue
        if title.start <= mention.start < title.end:
            weight = _TITLE
        elif mention.start < start:
            weight = 1.0 if any(s <= mention.start < e for s, e in letterheads) else _MASTHEAD
        else:
            weight = _FIRST if mention.start < near else _LEAD
        if any(0 <= o.start - mention.end <= 2 or 0 <= mention.start - o.end <= 5 for o in offices):
            weight *= 1.6
        elif mention.part == "adjective":
            weight *= 0.6
        scores[state] = scores.get(state, 0) + weight
        first.setdefault(state, (mention.start, mention.end))
    for at, state in _dotted(face, face.mentions_in(0, end)).items():
        scores[state] = scores.get(state, 0) + (_TITLE if title.start <= at < title.end else _LEAD)
        first[state] = min(first.get(state, (at, at + 1)), (at, at + 1))
    if title.end <= 0:
        for state in _states(face, _title_mentions(face, title)):
            scores[state] = scores.get(state, 0) + _TITLE
    return scores, first


def _speaker(face: Face) -> tuple[str, ...]:
    """The state of who speaks: of the person in the title, at the head or under the text, or the text's own 我が国."""
    last = len(face.text) - 160
    for mention in face.mentions:
        if mention.kind == "person" and (mention.start < face.body or mention.start >= last):
            state = face.names.people[mention.id].state
            if state:
                return (state,)
    for mention in face.mentions:
        if mention.kind == "state" and mention.form in face.words["own_state"]:
            return (mention.id,)
    return ()


def _parties(
    kind: Kind,
    in_title: list[str],
    scores: dict[str, float],
    first: dict[str, tuple[int, int]],
) -> tuple[str, ...]:
    """Two parties as a rule; more where the title names more and the text goes on with them."""
    ranked = sorted(scores, key=lambda state: -scores[state])
    if kind is Kind.SPEECH:
        return tuple(ranked[:1])
    if len(in_title) >= 2:
        kept = [s for s in in_title if s in ranked[:2] or scores.get(s, 0) >= 0.6 * scores[ranked[1]]]
        return tuple(kept)
    if not ranked:
        return ()
    top = scores[ranked[0]]
    chosen = [s for s in ranked[:2] if scores[s] >= 0.3 * top or s in in_title]
    if len(chosen) == 2:
        chosen += [s for s in ranked[2:6] if scores[s] >= 0.8 * scores[ranked[1]] and scores[s] > 4]
    order = {state: n for n, state in enumerate(sorted(scores, key=lambda s: first.get(s, (0, 0))))}
    return tuple(sorted(chosen, key=lambda state: order[state]))


def _people(face: Face, title: Title, parties: tuple[str, ...]) -> list[Mention]:
    """People of the parties named in the title, the first paragraphs and under the text, in order."""
    start, end = face.lead
    tail = len(face.text) - 220
    certain = {m.id for m in face.mentions if m.kind == "person" and not m.weak}
    found = []
    for mention in face.mentions:
        if mention.kind != "person":
            continue
        inside = mention.start < end or mention.start >= tail
        if inside and (not mention.weak or mention.id in certain or mention.start < title.end):
            states = {face.names.people[p.id].state for p in face.names.who(mention)}
            if not parties or states & set(parties):
                found.append(mention)
    return found


def people_of(face: Face, actors: Actors, kind: Kind, date: str | None) -> tuple[str, ...]:
    """The English names of those who met; where the text names only offices, who held them on the date."""
    if given := face.fields.get("people"):
        face.grounds["people"] = Ground(Basis.MANIFEST, "given")
        return tuple(given)
    day = _day(date)
    ids: dict[str, Mention] = {}
    for mention in actors.people:
        who = face.names.who(mention, day)
        if who:
            ids.setdefault(who[0].id, mention)
    leading = [i for i in ids if _leads(face, i, day)]
    kept = leading if _covers(face, leading, actors.parties) else list(ids)[:4]
    if kind is Kind.SEMINAR_REPORT:
        return ()  # whom a seminar speaks about did not meet there
    listed = [(ids[i].start, face.names.people[i].label("en")) for i in kept]
    covered = {face.names.people[i].state for i in kept}
    for officer in _unknown(face, actors, covered):
        listed.append((officer.start, officer.name))
    if listed:
        listed.sort()
        face.ground("people", "named", listed[0][0], listed[0][0] + 1)
        return tuple(dict.fromkeys(name for _, name in listed))
    if day and kind not in REPORTS:
        held = _holders(face, actors, day)
        if held:
            face.grounds["people"] = Ground(Basis.RULE, "office-holders", None, f"in office on {day}")
        return held
    return ()


def _unknown(face: Face, actors: Actors, covered: set[str]) -> Iterator[NamedOfficer]:
    """Officers whom no table knows, of parties that no known person stands for: the highest rank, one for each party."""
    missing = [p for p in actors.parties if p not in covered]
    if not missing:
        return
    known = [(m.start, m.end) for m in face.mentions if m.kind == "person" and not m.weak]
    found = [
        o
        for o in officers(face, actors.offices)
        if (o.state is None or o.state in missing)
        and not any(s < o.end and o.start < e for s, e in known)
    ]
    for level in (Level.LEADERS, Level.MINISTERS):
        ranked = [o for o in found if o.level is level]
        for officer in ranked:
            if not missing:
                return
            if officer.state is None or officer.state in missing:
                yield officer
                missing.remove(officer.state if officer.state else missing[0])
        if ranked:
            return


def _day(date: str | None) -> str:
    """One day, month or year of an EDTF date, as the names tables take it."""
    if not date:
        return ""
    found = span(date)
    return found.first.isoformat() if found.precision in ("interval", "division") else date.rstrip("?~%")


def _leads(face: Face, person: str, day: str) -> bool:
    """Whether a person was head of state or government, on the day if it is known."""
    for term in face.names.terms_of(person):
        if term.office in _LEADING_OFFICES and (
            not day or (term.start <= day and (not term.end or day <= term.end))
        ):
            return True
    return False


def _covers(face: Face, people: list[str], parties: tuple[str, ...]) -> bool:
    states = {face.names.people[i].state for i in people}
    return bool(states) and (states >= set(parties) or len(states) >= 2)


def _holders(face: Face, actors: Actors, day: str) -> tuple[str, ...]:
    """Who held the offices that the title, first and last lines name, one for each party."""
    end = face.lead[1]
    named = [
        o.office
        for o in actors.offices
        if (o.start < end or o.start > len(face.text) - 220) and o.office in _LEADING_OFFICES
    ]
    found = []
    for party in actors.parties:
        for office in dict.fromkeys(named):
            person = face.names.person_in_office(party, office, day)
            if person:
                found.append(person.label("en"))
                break
    return tuple(found)


def level_of_document(face: Face, actors: Actors, title: Title, kind: Kind) -> Level:
    """The rank of those who issued the document or met; none for reports, which no government issues."""
    if given := face.fields.get("level"):
        face.grounds["level"] = Ground(Basis.MANIFEST, "given")
        return Level(given)
    if kind in REPORTS or kind is Kind.OTHER:
        return Level.NONE
    start, end = face.lead
    zones = [(title.start, title.end), (0, face.body), (start, end), (len(face.text) - 220, len(face.text))]
    for zone_start, zone_end in zones:
        best = _best_level(face, actors, zone_start, zone_end)
        if best:
            level, where = best
            face.ground("level", "office", *where)
            return level
    return Level.NONE


def _best_level(
    face: Face, actors: Actors, start: int, end: int
) -> tuple[Level, tuple[int, int]] | None:
    """The highest rank named in a stretch: by a word for it, an office, or a person known to lead."""
    if end <= start:
        return None
    low = face.text[start:end].lower()
    for words, level in (("leaders_words", Level.LEADERS), ("ministers_words", Level.MINISTERS)):
        for word in face.words[words]:
            at = low.find(word)
            if at >= 0:
                found = level, (start + at, start + at + len(word))
                if level is Level.LEADERS or not _offices(actors, start, end, Level.LEADERS):
                    return found
    for level in (Level.LEADERS, Level.MINISTERS, Level.OFFICIALS):
        for office in _offices(actors, start, end, level):
            return level, (office.start, office.end)
    for mention in actors.people:
        if start <= mention.start < end and _leads(face, mention.id, ""):
            return Level.LEADERS, (mention.start, mention.end)
    return None


def _offices(actors: Actors, start: int, end: int, level: Level) -> list[OfficeMention]:
    return [o for o in actors.offices if start <= o.start < end and level_of(o.office) is level]


def issuers_of(face: Face, actors: Actors, title: Title, kind: Kind) -> tuple[str, ...]:
    """Who issued the document: its parties or one government; () for reports, which an outlet or author issues."""
    if "issuers" in face.fields and face.fields["issuers"] is not None:
        face.grounds["issuers"] = Ground(Basis.MANIFEST, "given")
        return tuple(face.fields["issuers"])
    if kind in REPORTS:
        return ()
    if kind in (Kind.JOINT_STATEMENT, Kind.TREATY, Kind.PRESS_CONFERENCE) and len(actors.parties) > 1:
        if "parties" in face.grounds:
            face.grounds["issuers"] = Ground(Basis.RULE, "parties-issue", face.grounds["parties"].quote)
        return actors.parties
    for line in face.lines[: face.masthead]:
        if is_letterhead(face, line.text):
            states = [m.id for m in face.mentions_in(line.start, line.end) if m.kind == "state"]
            if states:
                face.ground("issuers", "letterhead", line.start, line.end)
                return (states[0],)
    ranked = sorted(actors.scores, key=lambda state: -actors.scores[state])
    if kind in (Kind.SPEECH, Kind.OTHER) and ranked:
        return tuple(ranked[:1])
    return actors.parties[:1]
