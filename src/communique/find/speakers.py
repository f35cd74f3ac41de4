"""Who a subject's words stand for: the name of a speaker, and the state they speak for.

Recognised: people (named_people.py; the English name where the tables or the text have one),
pronouns and "the two leaders" by who spoke before, states and organisations, documents that speak
(聲明), and roles as printed (a senior official, 米国側, 報告者). Left out: subjects that cannot
speak.

    "肯亞總統魯托" -> ("William Ruto", "KEN");  "shipping experts" -> ("shipping experts", None)
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

from communique.find.actors import actors_at, cast_of
from communique.find.context import Context, Scan
from communique.find.gates import compiled
from communique.find.named_people import NamedPeople
from communique.find.reports import either, pattern, words
from communique.model.quotes import Range
from communique.names import Mention
from communique.read.header.offices import offices_in

_JOINS = re.compile(r"(?:[一-龥]{0,6}(?:和|与|與|及|と)|、|・|, | and |,? & )[^，。、]{0,16}")
_MODIFIED = re.compile(r"(?<=[たる])[一-龥ァ-ヺー々・の]{2,}$")
_KATAKANA = re.compile("[ァ-ヶー]{2,}")
_BRACKETS = re.compile(r"(?<=\S)\s?[（(][^）)]{0,40}[）)]")
_INITIAL = re.compile(r"\b[A-Z]\.$")
_CONTRACTED = re.compile(
    r"(?:(?<=\bI)|(?<=\b[Hh]e)|(?<=\b[Ss]he)|(?<=\b[Ww]e)|(?<=\b[Tt]hey)|(?<=\b[Yy]ou))['’](?:ve|d|ll|m|re|s)$"
)
_PRONOUNS = ("first", "it", "pronouns", "plural", "you")
_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Speaker:
    """A speaker: the name or role to give, the state spoken for, and how many people it is: none
    for a body or a document, several for "the two leaders"."""

    name: str
    state: str | None
    people: int = 0


@cache
def _documents(language: str) -> tuple[tuple[re.Pattern[str], str | None], ...]:
    """What ends the name of a document that speaks, and the name to give it."""
    given: dict[str, str | None] = words(language)["documents"]
    return tuple((re.compile(f"(?:{form})$"), name) for form, name in given.items())


@cache
def _any_document(language: str) -> re.Pattern[str]:
    """Whether a phrase ends with the name of any document at all."""
    return compiled(f"(?:{either(list(words(language)['documents']))})$")


@cache
def _any_pronoun(language: str) -> re.Pattern[str]:
    """Whether a phrase is a pronoun of any kind."""
    kinds = [pattern(language, key).pattern for key in _PRONOUNS]
    return re.compile(either(kinds))


@lru_cache(maxsize=4096)  # the same few subjects speak all through a document
def _has_role(language: str, phrase: str) -> bool:
    return pattern(language, "roles").search(phrase) is not None


@dataclass
class Memory:
    """Who spoke last, for pronouns: anybody (`one`), a person or a role, a body or a document,
    several people; and whose words these are (`own`)."""

    one: Speaker | None = None
    person: Speaker | None = None
    thing: Speaker | None = None
    several: Speaker | None = None
    own: Speaker | None = None
    heard: tuple[Speaker, ...] = ()

    def note(self, speaker: Speaker) -> None:
        """Remember a speaker, or whom a sentence is about."""
        if speaker.people > 1:
            self.several = speaker
            return
        self.one = speaker
        if speaker.people:
            self.person = speaker
            self.heard = (*self.heard, speaker)[-6:]
        else:
            self.thing = speaker


class Voices:
    """The possible speakers of a document."""

    def __init__(self, context: Context) -> None:
        self.context, self.language = context, context.language
        self.memory, self.people = Memory(), NamedPeople(context)
        self._bodies: dict[str, Speaker | None] = {}

    def resolve(self, phrase: str, scan: Scan | None = None) -> Speaker | None:
        """The speaker a phrase stands for; None if it cannot speak."""
        phrase = self._tidy(phrase)
        if not phrase:
            return None
        return (
            self._pronoun(phrase)
            or self._holder(phrase, scan)
            or self._person(phrase, scan)
            or self._document(phrase)
            or self._known_body(phrase)
            or self._role(phrase, scan)
            or self._bare(phrase)
        )

    def is_pronoun(self, phrase: str) -> bool:
        """Whether a phrase stands for the person before: he, 他."""
        return self._is("pronouns", phrase.strip())

    def only_person(self, phrase: str) -> bool:
        """Whether a phrase is one person with at most an office before: a label, no clause."""
        named = self.people.within(phrase)
        return len(named) == 1 and named[0].end == len(phrase) and named[0].start <= 8

    def own_side(self, text: str, who: Range) -> bool:
        """Whether a subject is the side that whoever has the floor speaks for: 中方已宣布…."""
        given = words(self.language).get("own_side")
        return bool(given and pattern(self.language, "own_side").fullmatch(text, *who))

    def _tidy(self, phrase: str) -> str:
        phrase = phrase.strip(" \u3000\t,，、;；:：。「」“”\"'*")
        if not _INITIAL.search(phrase):
            phrase = phrase.rstrip(".")
        if "'" in phrase or "’" in phrase:
            phrase = _CONTRACTED.sub("", phrase)
        if self.language == "en":
            phrase = _ARTICLE.sub("", phrase)
        return _BRACKETS.sub("", phrase) if "(" in phrase or "（" in phrase else phrase

    def _is(self, key: str, phrase: str) -> bool:
        return bool(pattern(self.language, key).fullmatch(phrase))

    def _pronoun(self, phrase: str) -> Speaker | None:
        memory = self.memory
        if not _any_pronoun(self.language).fullmatch(phrase):
            return None
        if self._is("first", phrase):
            return memory.own
        if self._is("it", phrase):
            return memory.thing or memory.one
        if self._is("pronouns", phrase):
            return self._counterpart(phrase) or self._across(phrase) or memory.person or memory.one
        if self._is("plural", phrase):
            return memory.several or self._both()
        if self._is("you", phrase) and memory.own:
            others = [n for n in self.context.doc.header.event.people if n != memory.own.name]
            return Speaker(others[0], None, 1) if len(others) == 1 else None
        return None

    def _counterpart(self, phrase: str) -> Speaker | None:
        """先方 of a meeting's record: the one person who is there for the other side."""
        if not words(self.language).get("other_side") or not self._is("other_side", phrase):
            return None
        cast = cast_of(self.context)
        home = cast.own or ("JPN" if "JPN" in cast.parties else None)
        people = self.context.doc.header.event.people
        if len(cast.parties) < 2 or home is None:
            return None
        for one in reversed(self.memory.heard):
            if home == "JPN" and _KATAKANA.search(one.name):
                return one
        states = [(name, self._state_of(name)) for name in people]
        others = [(n, s) for n, s in states if s and s != home]
        return Speaker(others[0][0], others[0][1], 1) if len(others) == 1 else None

    def _across(self, phrase: str) -> Speaker | None:
        """先方 as printed, where only people of the side whose record it is are known."""
        if not words(self.language).get("other_side") or not self._is("other_side", phrase):
            return None
        cast = cast_of(self.context)
        others = [code for code in cast.parties if code != "JPN"]
        if len(cast.parties) != 2 or len(others) != 1:
            return None
        known = self.memory.person
        state = known.state or self._state_of(known.name) if known else others[0]
        return None if state == others[0] and known else Speaker(phrase, others[0], 1)

    def _both(self) -> Speaker | None:
        event = self.context.doc.header.event
        if len(event.people) > 1:
            return Speaker(" and ".join(event.people), None, len(event.people))
        labels = [self.context.names.label(code, "en") for code in event.parties]
        return Speaker(" and ".join(labels), None, 2) if len(labels) == 2 else None

    def _person(self, phrase: str, scan: Scan | None) -> Speaker | None:
        """The person or the people whom a phrase names, unless it is another's (his spokesman)."""
        once = self.people.once(phrase)
        if once and self.language == "en":
            return Speaker(once, self._state_of(once), 1)
        named = self.people.within(phrase)
        if not named:
            name = once or self.people.titled(phrase)
            return Speaker(name, self._state(phrase, scan), 1) if name else None
        last = named[-1]
        rest = phrase[last.end :]
        if self._is("of_person", rest[:8]) or pattern(self.language, "body_of_person").match(rest):
            return None
        parts = [named[0].name]
        for before, one in pairwise(named):
            if one.name != parts[-1] and _JOINS.fullmatch(phrase[before.end : one.start]):
                parts.append(one.name)
        if len(parts) > 1:
            return Speaker(" and ".join(parts), None, len(parts))
        if self._is("with_me", rest) and self.memory.own:
            return Speaker(f"{last.name} and {self.memory.own.name}", None, 2)
        chosen = named[0] if self.language == "en" else last
        state = chosen.state or self._state(phrase, scan) or last.state
        return Speaker(chosen.name, state, 1)

    def _state_of(self, name: str) -> str | None:
        """The state that a person of the document speaks for."""
        known = cast_of(self.context).people
        forms = (form for form, whole in self.people.forms.items() if whole == name)
        return next((known[form] for form in forms if form in known), None)

    def _holder(self, phrase: str, scan: Scan | None) -> Speaker | None:
        """An office by itself (the President, 首相) of a party of which one person is named."""
        if scan is None:
            return None
        offices = offices_in(phrase, self.language, self.context.names)
        if len(offices) != 1 or offices[0].end - offices[0].start != len(phrase):
            return None
        office, held = offices[0].office, self.people.offices
        able = [n for n in self.context.doc.header.event.people if office in held(n)]
        last = self.memory.one
        if last and last.name in able:  # the President: the one who spoke last, of two
            return last
        state = self._state(phrase, scan)
        if len(able) > 1:
            able = [n for n in able if state in held(n).values()]
        return Speaker(able[0], held(able[0])[office], 1) if len(able) == 1 else None

    def _document(self, phrase: str) -> Speaker | None:
        if not _any_document(self.language).search(phrase.rstrip("》")):
            return None
        for form, name in _documents(self.language):
            if form.search(phrase.rstrip("》")):
                return Speaker(name or phrase, None, 0)
        return None

    def _known_body(self, phrase: str) -> Speaker | None:
        """What a phrase names, looked up once: 双方 and 外交部 speak again and again."""
        if phrase not in self._bodies:
            self._bodies[phrase] = self._body(phrase)
        return self._bodies[phrase]

    def _body(self, phrase: str) -> Speaker | None:
        """A state or organisation that the phrase names and nothing else."""
        named: list[Mention] = self.context.names.find(phrase, self.language)
        found = [
            m for m in named
            if m.kind in ("state", "organisation") and not m.weak and m.part == "name"
        ]  # fmt: skip
        if len(found) == 1 and found[0].end - found[0].start == len(phrase):
            state = found[0].id if found[0].kind == "state" else None
            return Speaker(self.context.names.label(found[0].id, "en"), state, 0)
        if len(phrase) > 2 and any(
            m.kind == "place" and m.end - m.start == len(phrase) and not m.weak for m in named
        ):
            return Speaker(phrase, None, 0)  # a capital for its government
        if len(found) == 2 and found[0].start == 0 and found[1].end == len(phrase):
            labels = [self.context.names.label(m.id, "en") for m in found]
            return Speaker(" and ".join(labels), None, 2)
        return None

    def _role(self, phrase: str, scan: Scan | None) -> Speaker | None:
        if len(phrase) > 90 or not _has_role(self.language, phrase):
            return None
        head = _MODIFIED.search(phrase) if self.language == "ja" else None
        thing = pattern(self.language, "things").search(phrase)
        return Speaker(head[0] if head else phrase, self._state(phrase, scan), 0 if thing else 1)

    def _bare(self, phrase: str) -> Speaker | None:
        """A name by itself that nothing else tells of."""
        return Speaker(phrase, None, 1) if self._is("bare_name", phrase) else None

    def _state(self, phrase: str, scan: Scan | None) -> str | None:
        if scan is None or pattern(self.language, "private").search(phrase):
            return None
        at = scan.text.find(phrase)
        found = actors_at(scan, at, at + len(phrase)) if at >= 0 else ()
        return found[0] if len(found) == 1 else None
