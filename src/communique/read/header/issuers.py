"""Who issued a document, and the rank of those who issued it or met.

A joint text is issued by its parties, a readout or release by the office in its letterhead; a
report by nobody of interest. The rank comes from the title first, then the lines around it, the
opening, and the lines under the text.
"""

from __future__ import annotations

from communique.model.codes import Basis, Kind, Level
from communique.model.documents import Ground
from communique.read.header.actors import Actors
from communique.read.header.face import Face
from communique.read.header.home import home_of
from communique.read.header.kinds import REPORTS, planned
from communique.read.header.offices import OfficeMention, leads, level_of
from communique.read.header.titles import Title, is_letterhead

_JOINT = (Kind.JOINT_STATEMENT, Kind.TREATY, Kind.RESOLUTION)


def issuers_of(face: Face, actors: Actors, title: Title, kind: Kind) -> tuple[str, ...]:
    """Who issued the document: its parties or one government; () for reports, which an outlet or
    author issues.
    """
    if "issuers" in face.fields:
        face.grounds["issuers"] = Ground(Basis.MANIFEST, "given")
        return tuple(face.fields["issuers"])
    if kind in REPORTS:
        return ()
    together = kind is Kind.PRESS_CONFERENCE or planned(face, kind)
    jointly = kind in _JOINT or (together and len(actors.parties) > 1)
    if jointly and actors.parties:
        if "parties" in face.grounds:
            face.grounds["issuers"] = Ground(
                Basis.RULE, "parties-issue", face.grounds["parties"].quote
            )
        return actors.parties
    if office := home_of(face, title):
        line = next(
            (ln for ln in face.lines[: face.masthead] if is_letterhead(face, ln.text)), None
        )
        if line:
            face.ground("issuers", "letterhead", line.start, line.end)
        else:
            face.grounds["issuers"] = Ground(Basis.RULE, "office")
        return (office,)
    home = face.words["home_state"].get(face.language)
    if home in actors.parties:
        face.grounds["issuers"] = Ground(Basis.RULE, "home-language")
        return (home,)
    return _one_side(face, actors, title)


def _one_side(face: Face, actors: Actors, title: Title) -> tuple[str, ...]:
    """The side that speaks in a title of two: not the one after `with`."""
    other = tuple(f"{word} " if word.isascii() else word for word in face.words["other_side"])
    for mention in face.mentions_in(title.start, title.end) if title.end > 0 else ():
        before = face.text[max(0, mention.start - 60) : mention.start]
        state = (
            face.names.acts_for(mention, among=actors.parties)
            if mention.kind == "person"
            else mention.id
        )
        if state in actors.parties and any(f" {word}" in f" {before}" for word in other):
            rest = [party for party in actors.parties if party != state]
            return tuple(rest[:1]) or (state,)
        if state in actors.parties:
            return (state,)
    return actors.parties[:1]


def level_of_document(face: Face, actors: Actors, title: Title, kind: Kind) -> Level:
    """The rank of those who issued the document or met; none for reports, which no government
    issues.
    """
    if given := face.fields.get("level"):
        face.grounds["level"] = Ground(Basis.MANIFEST, "given")
        return Level(given)
    if kind in REPORTS or kind is Kind.OTHER:
        return Level.NONE
    start, end = face.lead
    under = (max(face.body, len(face.text) - 220), len(face.text))
    zones = [(title.start, title.end), (0, face.body), (start, end), under]
    if kind is Kind.SPEECH:
        zones[2:] = [under, (start, end)]  # who speaks signs; who is spoken of comes before
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
    """The highest rank named in a stretch: by a word for it, an office, or a person known to
    lead.
    """
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
        if start <= mention.start < end and leads(mention.id, "", face.names):
            return Level.LEADERS, (mention.start, mention.end)
    return None


def _offices(actors: Actors, start: int, end: int, level: Level) -> list[OfficeMention]:
    return [o for o in actors.offices if start <= o.start < end and level_of(o.office) is level]
