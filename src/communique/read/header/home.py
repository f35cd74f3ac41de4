"""Whose text it is by the office that issues it, where no state's name says so: 國防部例行記者會,
"Department of State Daily Press Briefing", 外務報道官談話.

Recognised: the offices of languages/*/documents.yaml (`home_offices`) in the title or masthead, and
a state that a letterhead names. Left out: offices behind another state's name (美國國防部), and
what two offices say together.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources

import yaml

from communique.model.codes import Kind
from communique.names.mentions import Mention
from communique.read.header.face import Face
from communique.read.header.titles import Title, is_letterhead

_SPEAKING = (Kind.PRESS_CONFERENCE, Kind.OTHER, Kind.SPEECH, Kind.FACT_SHEET, Kind.READOUT)
_SIGNED = 90
"""Characters at the end of a text in which its office's line stands."""


@cache
def bodies() -> Mapping[str, str]:
    """Bodies of the names tables and the state that each acts for (bodies.yaml)."""
    path = resources.files("communique.read.header") / "bodies.yaml"
    loaded: Mapping[str, str] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return loaded


def home_of(face: Face, title: Title) -> str | None:
    """The state of the office that a title or masthead names."""
    last = face.text[-_SIGNED:].lower()
    for state, words in face.words["signed_at"].items():
        if any(word in last for word in words):
            return str(state)
    # A letterhead in English names the state; one in Chinese may name whom the text is about.
    named = _letterhead(face)
    return named if named and not face.is_cjk else _office(face, title) or named


def _office(face: Face, title: Title) -> str | None:
    given = face.words["home_offices"]
    home = face.words["home_state"].get(face.language)
    head = face.text[: face.body] + "\n" + ("" if title.end > 0 else title.text or "")
    low = head.lower() if face.language == "en" else head
    words = [(word, state) for state in given for word in given[state]]
    words.sort(key=lambda item: (item[1] != home, -len(item[0])))  # Federal Foreign Office
    for word, state in words:
        at = low.find(word)
        # 外交部長: the minister, of any state
        holder = head.startswith(("長", "长"), at + len(word))
        if at >= 0 and not holder and not _of_another(face, at):
            return str(state)
    return None


def _letterhead(face: Face) -> str | None:
    for line in face.lines[: face.masthead]:
        if is_letterhead(face, line.text):
            named = face.mentions_in(line.start, line.end)
            states = {bodies().get(m.id, m.id if m.kind == "state" else "") for m in named} - {""}
            states = states or {_seat(face, m) for m in named} - {""}
            if len(states) == 1:
                return states.pop()
    return None


def _seat(face: Face, mention: Mention) -> str:
    """The state of a capital in an English letterhead: "Ministry of Foreign Affairs, Oslo"."""
    place = face.names.places.get(mention.id) if mention.kind == "place" else None
    return place.state if place and place.kind == "capital" and face.language == "en" else ""


def _of_another(face: Face, at: int) -> bool:
    """Whether a state's name stands right before an office."""
    near = face.mentions_in(max(0, at - 24), min(len(face.text), at + 1))
    return any(m.kind == "state" and 0 <= at - m.end <= 1 for m in near)


def speaks_alone(face: Face, title: Title, kind: Kind) -> bool:
    """Whether a title is of what one office says, whatever states it speaks of: a spokesman's
    press conference or comment."""
    head = (face.text[: face.body] + (title.text or "")).lower()
    if kind not in _SPEAKING or together(face, title):
        return False
    own, spokesman = (title.text or "").lower(), face.words["spokesman"]
    of_two = face.words["clubs"]["of_two"]
    if any(w in own for w in of_two) and not any(w in own for w in spokesman):
        return False  # a meeting, told of by a spokesman
    if kind is Kind.READOUT:  # its letterhead may be the spokesperson's; the meeting is of two
        head = (title.text or "").lower()
    return any(word in head for word in face.words["spokesman"])


def together(face: Face, title: Title) -> bool:
    """Whether a title is of what several say together: 共同, joint."""
    own = (title.text or "").lower()
    return any(word in own for word in face.words["together"])


def opens_title(face: Face, title: Title) -> bool:
    """Whether a title begins with the office of the home state: 外交部感謝……發表聯合聲明."""
    home = face.words["home_state"].get(face.language)
    offices = face.words["home_offices"].get(home, ())
    return face.is_cjk and (title.text or "").startswith(tuple(offices))
