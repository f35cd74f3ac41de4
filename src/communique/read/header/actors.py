"""Who met, who issued: parties, people, issuers and level, from the title and the first
paragraphs.

Recognised: states and people by the names tables, states written with one character (日米),
people by their office at the date where a text names only the office. States that a text only
speaks about are left out by their place: the title's states come first, then those that stand
beside an office or in the first sentences. Left out: people whom no table knows (people.py).
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field, replace

from communique.model.codes import Basis, Kind
from communique.model.documents import Ground
from communique.names.mentions import Mention
from communique.read.header.clubs import club_of, listed
from communique.read.header.face import Face
from communique.read.header.home import home_of, speaks_alone, together
from communique.read.header.members import at_table, members_met, signing
from communique.read.header.named import (
    acts_for,
    implied,
    state_of,
    title_mentions,
    title_states,
)
from communique.read.header.offices import OfficeMention, offices_in
from communique.read.header.titles import Title, is_letterhead

_ONE_ACTOR = (Kind.OTHER, Kind.RESOLUTION, Kind.FACT_SHEET)
_TWO_ACTORS = (Kind.JOINT_STATEMENT, Kind.READOUT, Kind.TREATY)
_OWN_TEXTS = (Kind.PRESS_CONFERENCE, Kind.SPEECH, Kind.OTHER)
_COUNTERPART = re.compile(r"(?: [a-z]+)? (?:counterpart|opposite number)s?\b")
_TITLE, _SIGNING, _MASTHEAD, _FIRST, _LEAD = 6.0, 4.0, 2.5, 2.5, 1.2


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
    offices = _offices_of(face)
    in_title = title_states(face, title)
    scores, first = _scores(face, title, offices)
    if "parties" in face.fields:
        face.grounds["parties"] = Ground(Basis.MANIFEST, "given")
        parties = tuple(face.fields["parties"])
    elif club := club_of(face, title, kind, title_mentions(face, title)):
        parties, where = club
        face.ground("parties", "organisation", *where)
    elif met := members_met(face, title, kind, len(in_title)):
        parties, where = met
        face.ground("parties", "members", *where)
    else:
        spoken = _speaker(face, title, in_title) if kind is Kind.SPEECH else ()
        own = home_of(face, title) or next(iter(in_title), None)
        if own and not spoken and _says_itself(face, title, kind, in_title):
            spoken = (own,)
        elif own and kind is Kind.PRESS_CONFERENCE and in_title and together(face, title):
            spoken = tuple(dict.fromkeys((own, *in_title)))
        parties = spoken or _parties(kind, list(in_title), scores, first)
        if len(table := at_table(face, title, offices)) > len(parties):
            parties = tuple(dict.fromkeys((*((own,) if own else ()), *table)))
        if own and len(parties) == 1 and own not in parties and _visit_told(face, title, kind):
            parties = (own, *parties)
        row = listed(face, kind)
        both = set(parties) & set(row)
        if (len(in_title) < 2 or set(in_title) <= set(row)) and (
            both == set(parties) or (len(both) > 1 and not in_title)
        ):
            parties = row
        if parties and (places := [first[p] for p in parties if p in first]):
            note = ", ".join(f"{p} {scores.get(p, 0):.1f}" for p in parties)
            rule = "title-states" if set(parties) <= set(in_title) else "opening-states"
            face.ground(
                "parties", rule, min(s for s, _ in places), max(e for _, e in places[:1]), note
            )
    return Actors(parties, _people(face, title, parties), offices, scores)


def _says_itself(face: Face, title: Title, kind: Kind, in_title: Collection[str]) -> bool:
    """Whether an office speaks for its state alone: to the press, or of no state in its title."""
    if speaks_alone(face, title, kind) or kind is Kind.RESOLUTION:
        return True
    return not in_title and kind in _OWN_TEXTS


def _visit_told(face: Face, title: Title, kind: Kind) -> bool:
    """Whether an office's own text is by its title of a visit or talks: its state took part."""
    words = (*face.words["visits"], *face.words["clubs"]["of_two"])
    low = (title.text or "").lower()
    return kind in (Kind.OTHER, Kind.READOUT, Kind.FACT_SHEET) and any(w in low for w in words)


def _offices_of(face: Face) -> list[OfficeMention]:
    """The offices in the head, the opening and under the text."""
    end, last = face.lead[1], max(face.lead[1], len(face.text) - 220)
    under = offices_in(face.text[last:], face.language, face.names)
    return [
        *offices_in(face.text[:end], face.language, face.names),
        *(replace(o, start=o.start + last, end=o.end + last) for o in under),
    ]


def _scores(
    face: Face, title: Title, offices: list[OfficeMention]
) -> tuple[dict[str, float], dict[str, tuple[int, int]]]:
    """How much each state looks like a party, and where it is first named."""
    scores: dict[str, float] = {}
    first: dict[str, tuple[int, int]] = {}
    start, end = face.lead
    near = start + (160 if face.is_cjk else 420)
    letterheads = [
        (ln.start, ln.end) for ln in face.lines[: face.masthead] if is_letterhead(face, ln.text)
    ]
    named = {m.id for m in face.mentions_in(0, end) if m.kind == "state" and not m.weak}
    for mention in face.mentions:
        if mention.start >= end:
            break
        state = state_of(face, mention)
        if state is None or (mention.weak and mention.kind != "person"):
            continue
        if state not in named and len(named) > 1 and _surname(mention):
            continue  # of a third state by the tables, where two are named
        if title.start <= mention.start < title.end:
            weight = _TITLE
        elif mention.start < start:
            weight = 1.0 if any(s <= mention.start < e for s, e in letterheads) else _MASTHEAD
        else:
            weight = _FIRST if mention.start < near else _LEAD
        if any(0 <= o.start - mention.end <= 2 or 0 <= mention.start - o.end <= 5 for o in offices):
            weight *= 1.6
        elif mention.part == "adjective":
            weight *= 3 if _COUNTERPART.match(face.text, mention.end) else 0.6
        scores[state] = scores.get(state, 0) + weight
        first.setdefault(state, (mention.start, mention.end))
    for at, state in implied(face, face.mentions_in(0, end), 0, end).items():
        scores[state] = scores.get(state, 0) + (_TITLE if title.start <= at < title.end else _LEAD)
        first[state] = min(first.get(state, (at, at + 1)), (at, at + 1))
    if len([s for s, (at, _) in first.items() if at < start]) < 2:
        for at, state in signing(face, offices):
            scores[state] = scores.get(state, 0) + _SIGNING
            first[state] = min(first.get(state, (at, at + 1)), (at, at + 1))
    if title.end <= 0:
        for state in title_states(face, title):
            scores[state] = scores.get(state, 0) + _TITLE
    return scores, first


def _surname(mention: Mention) -> bool:
    """Whether a person is named by the surname alone, which others have too."""
    return mention.kind == "person" and mention.form.isascii() and " " not in mention.form


def _speaker(face: Face, title: Title, in_title: Collection[str]) -> tuple[str, ...]:
    """The state of who speaks: of the person in the title, at the head or under the text, or the
    text's own 我が国.
    """
    words = (title.text or "").lower()
    if len(in_title) > 1 and any(word in words for word in face.words["meeting"]):
        return tuple(in_title)  # remarks before or after a meeting of these
    last = len(face.text) - 160
    for mention in face.mentions:
        if mention.kind == "person" and (mention.start < face.body or mention.start >= last):
            state = acts_for(face, mention)
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
        kept = [
            s for s in in_title if s in ranked[:2] or scores.get(s, 0) >= 0.6 * scores[ranked[1]]
        ]
        return tuple(kept)
    if not ranked:
        return ()
    top = scores[ranked[0]]
    # What is no meeting's own text mostly has one actor; a second must be nearly as present.
    share = dict.fromkeys(_ONE_ACTOR, 0.55) | dict.fromkeys(_TWO_ACTORS, 0.1)
    chosen = [s for s in ranked[:2] if scores[s] >= share.get(kind, 0.3) * top or s in in_title]
    if len(chosen) == 2:
        chosen += [s for s in ranked[2:6] if scores[s] >= 0.8 * scores[ranked[1]] and scores[s] > 4]
    order = {state: n for n, state in enumerate(sorted(scores, key=lambda s: first.get(s, (0, 0))))}
    return tuple(sorted(chosen, key=lambda state: order[state]))


def _people(face: Face, title: Title, parties: tuple[str, ...]) -> list[Mention]:
    """People of the parties named in the title, the first paragraphs and under the text, in
    order.
    """
    end = face.lead[1]
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
