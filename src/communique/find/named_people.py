"""Whom a phrase of a document names: people of the tables, of the text, and by the title beside.

Recognised: forms of people found before (people.py), names of the tables, names glossed in Latin
letters (李某(A. Lee)), parts of a name given whole elsewhere, names that no table holds behind or
before a title. Left out: offices by themselves, bodies, documents (speakers.py).

    "肯亞總統魯托" -> William Ruto, KEN;  "Minister Hana Novak" -> Hana Novak
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache

from communique.find.actors import cast_of, state_of_person
from communique.find.context import Context
from communique.find.reports import pattern
from communique.names import Mention

_GLOSS = re.compile(
    r"(?P<name>[一-龥々ァ-ヺー·・．‧]{2,20})[（(]"
    r"(?:(?:H\.E\.|Hon\.|Mr\.?|Mrs\.?|Ms\.?|Dr\.?) ){0,3}"
    r"(?P<latin>[A-Z][A-Za-z.'’ À-ÿ-]{3,40})[)）]"
)
_SURNAME = re.compile(
    "([一-龥々]{1,3})(?:氏|さん|先生|女士|[副]?(?:首相|大統領|総統|總統|总统|外相|大臣|長官|代表|教授"
    "|議長|知事|主席|部長|部长|處長|处长|主委|局長|局长|大使|院長|院长|總理|总理|外長|外长|委員|委员))"
)
_INITIAL = re.compile(r"\b[A-Z]\.$")


@dataclass(frozen=True, slots=True, order=True)
class Named:
    """A person named at `start` to `end` of a phrase: the name to give, the state spoken for."""

    start: int
    end: int
    name: str
    state: str | None = None


@lru_cache(maxsize=4096)  # the same few subjects speak all through a document
def _beside_title(language: str, phrase: str) -> str:
    """The name beside a title in a phrase; empty if there is none."""
    match = pattern(language, "titled").search(phrase)
    return next((g for g in match.groupdict().values() if g), "") if match else ""


class NamedPeople:
    """The people of a document, asked by phrase."""

    def __init__(self, context: Context) -> None:
        self.context, self.language = context, context.language
        self.learnt: dict[str, str] = {}
        self._in: dict[str, list[Named]] = {}

    @cached_property
    def forms(self) -> dict[str, str]:
        """Forms of people in this document and the name to give them."""
        found: dict[str, str] = {}
        for person in self.context.found.get("people", ()):
            name = str(getattr(person, "name", ""))
            for form in (*getattr(person, "surface", ()), name):
                if len(form) > 1:
                    found[form] = name
        for name in self.context.doc.header.event.people:
            found.setdefault(name, name)
        return found

    @cached_property
    def tabled(self) -> dict[str, str]:
        """Forms of people of the tables that the document names."""
        found: dict[str, str] = {}
        for scan in self.context.scans:
            for mention in scan.mentions:
                if mention.kind == "person" and not mention.weak:
                    label = self.context.names.label(mention.id, "en")
                    found.setdefault(scan.text[mention.start : mention.end], label)
        return found

    @cached_property
    def glosses(self) -> dict[str, str]:
        """Names glossed in Latin script: what stands before the bracket, and the name in it."""
        found: dict[str, str] = {}
        for scan in self.context.scans:
            brackets = "(" in scan.text or "（" in scan.text
            for match in _GLOSS.finditer(scan.text) if brackets else ():
                found.setdefault(match["name"], match["latin"])
        return found

    def within(self, phrase: str) -> list[Named]:
        """People named in a phrase, in order and without overlap."""
        if phrase not in self._in:  # the same few subjects speak all through a document
            self._in[phrase] = self._find(phrase)
        return self._in[phrase]

    def _find(self, phrase: str) -> list[Named]:
        found: list[Named] = []
        cast, names = cast_of(self.context), self.context.names
        for mention in names.find(phrase, self.language):
            if mention.kind == "person" and not (mention.weak and not self._met(mention.id)):
                person = names.people[self._likeliest(mention)]
                shared = person.label("en") not in self.context.doc.header.event.people
                state = state_of_person(mention, self.context) if shared else person.state or None
                found.append(Named(mention.start, mention.end, person.label("en"), state))
        for table in (self.forms, self.glosses):
            for form, short in table.items():
                at, shown = phrase.find(form), form
                if at < 0 and table is self.glosses and len(form) > 6:
                    at, shown = self._tail(phrase, form)
                if at >= 0 and self._apart(phrase, at, at + len(shown)):
                    name = self._full(short)  # the whole name tells the state more surely
                    state = cast.people.get(name) or cast.people.get(form)
                    found.append(Named(at, at + len(shown), name, state))
        found.sort(key=lambda n: (n.start - n.end, n.start))
        kept: list[Named] = []
        for one in found:
            if all(one.end <= k.start or k.end <= one.start for k in kept):
                kept.append(one)
        return sorted(kept, key=lambda n: (n.start, n.end))

    def _tail(self, phrase: str, form: str) -> tuple[int, str]:
        """Where the end of a glossed name stands: what is before it may be an office."""
        for size in (4, 3):
            if (at := phrase.find(form[-size:])) >= 0:
                return at, form[-size:]
        return -1, form

    def _apart(self, phrase: str, start: int, end: int) -> bool:
        """Whether a form in Latin letters is a word there: Lin is not in Linden."""
        if not phrase[start].isascii():
            return True
        return not (phrase[start - 1 : start].isalnum() and start) and not (
            phrase[end : end + 1].isalnum()
        )

    def _likeliest(self, mention: Mention) -> str:
        """Which person of several a form means: one of the event, of its parties, or the first."""
        ids = [mention.id, *(ref.id for ref in mention.others if ref.kind == "person")]
        header, people = self.context.doc.header, self.context.names.people
        near = {*header.event.parties, *header.issuers}
        ids.sort(
            key=lambda i: (
                people[i].label("en") not in header.event.people,
                people[i].state not in near,
            )
        )
        return ids[0]

    def _full(self, name: str) -> str:
        """The name of the event's people that a shorter form belongs to."""
        people = self.context.doc.header.event.people
        return next((n for n in people if n != name and n.endswith(f" {name}")), name)

    def _met(self, person: str) -> bool:
        """Whether the document names a person elsewhere, so that a bare surname is theirs."""
        label = self.context.names.label(person, "en")
        return label in self.tabled.values() or label in self.context.doc.header.event.people

    def once(self, phrase: str) -> str | None:
        """Whose name a phrase is part of that the document gives whole elsewhere (Wang, 王)."""
        known = self.learnt.get(phrase)
        if known is None and len(phrase) > 2 and " " not in phrase and self.language == "en":
            names = {**self.tabled, **self.forms}
            whole = [f for f in names if phrase in f.split(" ")]
            known = names[max(whole, key=len)] if whole else None
        if known is None and (surname := _SURNAME.fullmatch(phrase)):  # 趙氏 of 趙兌烈
            whole = [f for f in self.forms if len(f) > 2 and f.startswith(surname[1])]
            known = self.forms[whole[0]] if whole else None
        return known

    def titled(self, phrase: str) -> str | None:
        """A name that no table holds, told by the title beside it; later parts of it are known."""
        name = _beside_title(self.language, phrase)
        name = name if _INITIAL.search(name) else name.rstrip(".")
        if not name or any(
            m.kind in ("state", "organisation") and m.end - m.start == len(name)
            for m in self.context.names.find(name, self.language)
        ):
            return None
        known = {**self.forms, **self.tabled}
        full = [n for f, n in known.items() if (name in f if len(name) > 1 else f[0] == name)]
        name = full[0] if full else self.learnt.get(name, name)
        for size in (1, 2, 3):
            self.learnt.setdefault(name[:size], name)
        self.learnt.setdefault(name.split(" ")[-1].split("・")[-1], name)
        return name

    def offices(self, name: str) -> dict[str, str]:
        """The offices that a person of the tables has held, and of which state."""
        names = self.context.names
        return {
            term.office: term.state
            for m in names.find(name, "en")
            if m.kind == "person"
            for term in names.terms_of(m.id)
        }
