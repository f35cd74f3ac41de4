"""The states that words of a face name: by name, by a person or body of theirs, by one character
(日・ブラジル), and 我國, the text's own; and those of a title, in order.

Left out: which of them are parties; actors.py weighs that.
"""

from __future__ import annotations

import re

from communique.names.mentions import Mention
from communique.read.header.clubs import served
from communique.read.header.face import Face
from communique.read.header.home import bodies
from communique.read.header.titles import Title

_OF = re.compile(r" of (?:the )?")
_OFFICE = re.compile(
    r"(?:['’]s)? (?:[A-Z][a-z]+ |of |for |and ){0,5}?(?:Minister|President|Secretary|Premier|PM"
    r"|Chancellor|Ambassador|Representative|State|Affairs|Defen[cs]e|Trade|Treasury|Energy) "
)


def title_mentions(face: Face, title: Title) -> list[Mention]:
    """The names in a title."""
    if title.end > 0:
        return face.mentions_in(title.start, title.end)
    return face.names.find(title.text, face.language) if title.text else []


def state_of(face: Face, mention: Mention) -> str | None:
    """The state a mention speaks for."""
    if mention.kind == "state":
        return mention.id
    if mention.kind == "person":
        return served(face, mention) or _told_beside(face, mention) or acts_for(face, mention)
    if mention.kind == "organisation":
        return bodies().get(mention.id)
    return None


def _told_beside(face: Face, mention: Mention) -> str | None:
    """The state that stands with a surname and its office, whomever the tables know by the name:
    "President Castro of Honduras", "U.S. Deputy Secretary of State Campbell"."""
    if face.language != "en" or " " in mention.form:
        return None
    start, end = max(0, mention.start - 70), min(len(face.text), mention.end + 40)
    for other in face.mentions_in(start, end):
        if other.kind != "state" or other.weak:
            continue
        if other.start >= mention.end and _OF.fullmatch(face.text, mention.end, other.start):
            return other.id
        if other.end <= mention.start and _OFFICE.fullmatch(face.text, other.end, mention.start):
            return other.id
    return None


def acts_for(face: Face, mention: Mention) -> str | None:
    """The state of a person; of a surname that several share, the one the text is about. A
    surname that is a title ("King Abdullah") names nobody by itself."""
    if mention.form in ("King", "Prince", "Pope", "Bishop", "Major"):
        return None
    if not mention.others:
        return face.names.people[mention.id].state or None
    among = {m.id for m in face.mentions if m.kind == "state" and not m.weak}
    return face.names.acts_for(mention, among=among)


def implied(face: Face, mentions: list[Mention], start: int, end: int) -> dict[int, str]:
    """States that no name gives, by where they stand: 日 in 日・ブラジル, and 我國 (the text's
    own state).
    """
    return {**_dotted(face, mentions), **_own_words(face, start, end)}


def _own_words(face: Face, start: int, end: int) -> dict[int, str]:
    """我國 and the like: the state that the head of the text names (中華民國115年, a letterhead),
    else the one that writes in the language."""
    head = [m for m in face.mentions_in(0, face.body) if m.kind == "state" and m.part == "name"]
    words, home = face.words["own_state"], face.words["home_state"].get(face.language)
    offices = face.words["home_offices"].get(home, ())
    told = any(office in face.text[: face.body] for office in offices)
    own = head[0].id if head and face.language != "ja" and not told else home
    if not own or not words:
        return {}
    found = {}
    for word in words:
        at = face.text.find(word, start, end)
        if at >= 0:
            found[at] = own
    return found


def _dotted(face: Face, mentions: list[Mention]) -> dict[int, str]:
    """A state's character joined by a dot to another state's full name, as ministries write it."""
    if face.language != "ja":
        return {}
    characters = {f.text: s.id for s in face.names.states.values() for f in s.characters_ja}
    found = {}
    for mention in mentions:
        at = mention.start - 2
        if mention.kind == "state" and at >= 0 and face.text[at + 1] in "・･":
            state = characters.get(face.text[at])
            if state and not (
                at and _is_letter(face.text[at - 1]) and face.text[at - 1] not in "回次"
            ):
                found[at] = state
    return found


def _is_letter(char: str) -> bool:
    return "\u30a1" <= char <= "\u30ff" or "\u4e00" <= char <= "\u9fff"


def title_states(face: Face, title: Title) -> dict[str, None]:
    """The states the title names, in order; a weak word counts if it is a person (大平訪美)."""
    mentions = title_mentions(face, title)
    found = [
        (m.start, state)
        for m in mentions
        if (state := state_of(face, m)) and (not m.weak or m.kind == "person")
    ]
    if title.end > 0:
        found += _dotted(face, mentions).items()
        if len({state for _, state in found}) < 2:
            found += _own_words(face, title.start, title.end).items()
        found = _before_topic(face, title, found)
    return {state: None for _, state in sorted(found)}


def _before_topic(face: Face, title: Title, found: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """The states of a title less those that it is about, where two stand before: 关于澳门问题."""
    topic = re.compile(face.words["clubs"]["topic"], re.IGNORECASE)
    for cut in topic.finditer(face.text, title.start, title.end):
        before = [(at, state) for at, state in found if at < cut.start()]
        if len({state for _, state in before}) > 1:
            return before
    return found
