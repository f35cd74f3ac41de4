"""Who a subject's words stand for: the name of a speaker, and the state they speak for.

Recognised: people (the English name where the tables or the text have one: 李某(A. Lee)), pronouns
and "the two leaders" by who spoke before, states and organisations, documents that speak (聲明),
and roles as printed (a senior official, 米国側, 報告者). Left out: subjects that cannot speak.

    "肯亞總統魯托" -> ("William Ruto", "KEN");  "shipping experts" -> ("shipping experts", None)
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from communique.find.actors import actors_at, cast_of
from communique.find.context import Context, Scan
from communique.find.reports import pattern, words
from communique.names import Mention
from communique.read.header.offices import offices_in

_GLOSS = re.compile(
    r"(?P<name>[一-龥々ァ-ヺー·・．‧]{2,20})[（(](?P<latin>[A-Z][A-Za-z.'’ À-ÿ-]{3,40})[)）]"
)
_JOINS = re.compile(r"(?:[一-龥]{0,6}(?:和|与|與|及|と)|、|・|, | and |,? & )[^，。、]{0,16}")
_NAMED = re.compile(
    r"(?:[Mm]inister|[Pp]resident|[Ss]pokes(?:man|woman|person)|[Ss]ecretary|[Aa]mbassador|[Dd]irector|[Pp]rofessor"
    r"|[Ss]enator|[Gg]overnor|[Gg]eneral|[Oo]fficial|[Aa]nalyst|[Ee]xpert|[Ee]conomist|[Ee]nvoy|Mr\.|Ms\.|Mrs\.|Dr\.)"
    r" ([A-ZÀ-Ý][\w’'-]+(?: [A-ZÀ-Ý][\w’'.-]+){1,2})"
)
_MODIFIED = re.compile(r"(?<=[たる])[一-龥ァ-ヺー々・の]{2,}$")
_BRACKETS = re.compile(r"(?<=\S)\s?[（(][^）)]{0,40}[）)]")


@dataclass(frozen=True, slots=True)
class Speaker:
    """A speaker: the name or role to give, the state spoken for, and whether it is a person (or
    several), for pronouns."""

    name: str
    state: str | None
    people: int = 0


@dataclass
class Memory:
    """Who spoke last, for pronouns: one person or role, several, and whose words these are."""

    one: Speaker | None = None
    several: Speaker | None = None
    own: Speaker | None = None
    extra: dict[str, str] = field(default_factory=dict)


class Voices:
    """The possible speakers of a document."""

    def __init__(self, context: Context) -> None:
        self.context, self.language = context, context.language
        self.memory = Memory()
        self._spans_of: dict[str, list[tuple[int, int, str, str | None]]] = {}

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
    def named(self) -> dict[str, str]:
        """Forms of people of the tables that the document names, and names behind a title."""
        found: dict[str, str] = {}
        for scan in self.context.scans:
            for mention in scan.mentions:
                if mention.kind == "person" and not mention.weak:
                    label = self.context.names.label(mention.id, "en")
                    found.setdefault(scan.text[mention.start : mention.end], label)
            if self.language == "en":
                for match in _NAMED.finditer(scan.text):
                    name = match[1].rstrip(".")
                    found.setdefault(name, name)
        return found

    @cached_property
    def glosses(self) -> dict[str, str]:
        """Names glossed in Latin script: what stands before the bracket, and the name in it."""
        found: dict[str, str] = {}
        for scan in self.context.scans:
            for match in _GLOSS.finditer(scan.text):
                found.setdefault(match["name"], match["latin"])
        return found

    def resolve(self, phrase: str, scan: Scan | None = None) -> Speaker | None:
        """The speaker a phrase stands for; None if it cannot speak."""
        phrase = self._tidy(phrase)
        if not phrase:
            return None
        return (
            self._pronoun(phrase)
            or self._holder(phrase, scan)
            or self._people(phrase, scan)
            or self._document(phrase)
            or self._named(phrase)
            or self._role(phrase, scan)
            or self._bare(phrase)
        )

    def heard(self, speaker: Speaker) -> None:
        """Remember who spoke."""
        if speaker.people > 1:
            self.memory.several = speaker
        else:
            self.memory.one = speaker

    def _tidy(self, phrase: str) -> str:
        phrase = phrase.strip(" \u3000\t,，、;；:：。「」“”\"'*")
        if not re.search(r"\b[A-Z]\.$", phrase):
            phrase = phrase.rstrip(".")
        if self.language == "en":
            phrase = re.sub(r"^(?:the|a|an|The|A|An)\s+", "", phrase)
        phrase = _BRACKETS.sub("", phrase)
        return phrase

    def _is(self, key: str, phrase: str) -> bool:
        return bool(pattern(self.language, key).fullmatch(phrase))

    def _pronoun(self, phrase: str) -> Speaker | None:
        memory = self.memory
        if self._is("first", phrase):
            return memory.own
        if self._is("pronouns", phrase):
            return memory.one
        if self._is("plural", phrase):
            return memory.several or self._both()
        if self._is("you", phrase) and memory.own:
            others = [n for n in self.context.doc.header.event.people if n != memory.own.name]
            return Speaker(others[0], None, 1) if len(others) == 1 else None
        return None

    def _both(self) -> Speaker | None:
        people = self.context.doc.header.event.people
        return Speaker(" and ".join(people), None, len(people)) if len(people) > 1 else None

    def _spans(self, phrase: str) -> list[tuple[int, int, str, str | None]]:
        """People named in a phrase: start, end, name to give, state; in order, no overlap."""
        if phrase not in self._spans_of:  # the same few subjects speak all through a document
            self._spans_of[phrase] = self._people_in(phrase)
        return self._spans_of[phrase]

    def _people_in(self, phrase: str) -> list[tuple[int, int, str, str | None]]:
        found: list[tuple[int, int, str, str | None]] = []
        cast, names = cast_of(self.context), self.context.names
        for mention in names.find(phrase, self.language):
            if mention.kind == "person" and not (mention.weak and not self._met(mention.id)):
                person = names.people[self._likeliest(mention)]
                found.append((mention.start, mention.end, person.label("en"), person.state or None))
        for table in (self.forms, self.glosses):
            for form, short in table.items():
                at = phrase.find(form)
                if at < 0 and len(form) > 6:
                    at, form = next(
                        (
                            (phrase.find(form[-n:]), form[-n:])
                            for n in (4, 3)
                            if form[-n:] in phrase and table is self.glosses
                        ),
                        (-1, form),
                    )
                if at >= 0:
                    found.append((at, at + len(form), self._full(short), cast.people.get(form)))
        found.sort(key=lambda item: (item[0] - item[1], item[0]))
        kept: list[tuple[int, int, str, str | None]] = []
        for item in found:
            if all(item[1] <= k[0] or k[1] <= item[0] for k in kept):
                kept.append(item)
        return sorted(kept)

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
        return label in self.named.values() or label in self.context.doc.header.event.people

    def _people(self, phrase: str, scan: Scan | None) -> Speaker | None:
        if self.language == "en" and (whole := self._once_named(phrase)):
            return whole
        spans = self._spans(phrase)
        if not spans:
            return self._once_named(phrase) or self._titled(phrase, scan)
        last = spans[-1]
        rest = phrase[last[1] :]
        if self._is("of_person", rest[:8]) or (self._body(rest)):
            return None
        state = self._state(phrase, scan) or last[3]
        parts = [spans[0][2]]
        for before, item in pairwise(spans):
            if item[2] != parts[-1] and _JOINS.fullmatch(phrase[before[1] : item[0]]):
                parts.append(item[2])
        if len(parts) > 1:
            return Speaker(" and ".join(parts), None, len(parts))
        if self._is("with_me", rest) and self.memory.own:
            return Speaker(f"{last[2]} and {self.memory.own.name}", None, 2)
        chosen = spans[0] if self.language == "en" else last
        return Speaker(chosen[2], chosen[3] or state, 1)

    def _holder(self, phrase: str, scan: Scan | None) -> Speaker | None:
        """An office by itself (the President, 首相) of a party of which one person is named."""
        if scan is None:
            return None
        offices = offices_in(phrase, self.language, self.context.names)
        if len(offices) != 1 or offices[0].end - offices[0].start != len(phrase):
            return None
        office = offices[0].office
        able = [n for n in self.context.doc.header.event.people if office in self._offices(n)]
        last = self.memory.one
        if last and last.name in able:  # the President: the one who spoke last, of two
            return last
        state = self._state(phrase, scan)
        if len(able) > 1:
            able = [n for n in able if state in self._offices(n).values()]
        return Speaker(able[0], self._offices(able[0])[office], 1) if len(able) == 1 else None

    def _offices(self, name: str) -> dict[str, str]:
        """The offices that a person of the tables has held, and of which state."""
        names = self.context.names
        return {
            term.office: term.state
            for m in names.find(name, "en")
            if m.kind == "person"
            for term in names.terms_of(m.id)
        }

    def only_person(self, phrase: str) -> bool:
        """Whether a phrase is one person with at most an office before: a label, no clause."""
        spans = self._spans(phrase)
        return len(spans) == 1 and spans[0][1] == len(phrase) and spans[0][0] <= 8

    def _once_named(self, phrase: str) -> Speaker | None:
        """A part of a name that the document gives whole elsewhere (Wang, 王)."""
        known = self.memory.extra.get(phrase)
        if known is None and len(phrase) > 2 and " " not in phrase and self.language == "en":
            whole = [f for f in self.named if phrase in f.split(" ")]
            known = self.named[max(whole, key=len)] if whole else None
        return Speaker(known, None, 1) if known else None

    def _body(self, rest: str) -> bool:
        return bool(pattern(self.language, "body_of_person").match(rest))

    def _titled(self, phrase: str, scan: Scan | None) -> Speaker | None:
        """A name that no table holds, told by the title beside it."""
        match = pattern(self.language, "titled").search(phrase)
        if not match:
            return None
        name = next((g for g in match.groupdict().values() if g), "")
        name = name if re.search(r"\b[A-Z]\.$", name) else name.rstrip(".")
        if not name or any(
            m.kind in ("state", "organisation") and m.end - m.start == len(name)
            for m in self.context.names.find(name, self.language)
        ):
            return None
        known = {**self.forms, **self.named}
        full = [n for f, n in known.items() if (name in f if len(name) > 1 else f[0] == name)]
        name = full[0] if full else self.memory.extra.get(name, name)
        for size in (1, 2, 3):
            self.memory.extra.setdefault(name[:size], name)
        self.memory.extra.setdefault(name.split(" ")[-1].split("・")[-1], name)
        return Speaker(name, self._state(phrase, scan), 1)

    def _document(self, phrase: str) -> Speaker | None:
        for form, name in words(self.language)["documents"].items():
            if re.search(f"(?:{form})$", phrase):
                return Speaker(name or phrase, None, 0)
        return None

    def _named(self, phrase: str) -> Speaker | None:
        """A state or organisation that the phrase names and nothing else."""
        found: list[Mention] = [
            m for m in self.context.names.find(phrase, self.language)
            if m.kind in ("state", "organisation") and not m.weak and m.part == "name"
        ]  # fmt: skip
        if len(found) == 1 and found[0].end - found[0].start == len(phrase):
            state = found[0].id if found[0].kind == "state" else None
            return Speaker(self.context.names.label(found[0].id, "en"), state, 0)
        if len(phrase) > 2 and any(
            m.kind == "place" and m.end - m.start == len(phrase) and not m.weak
            for m in self.context.names.find(phrase, self.language)
        ):
            return Speaker(phrase, None, 0)  # a capital for its government
        if len(found) == 2 and found[0].start == 0 and found[1].end == len(phrase):
            labels = [self.context.names.label(m.id, "en") for m in found]
            return Speaker(" and ".join(labels), None, 2)
        return None

    def _role(self, phrase: str, scan: Scan | None) -> Speaker | None:
        if len(phrase) > 90 or not pattern(self.language, "roles").search(phrase):
            return None
        head = _MODIFIED.search(phrase) if self.language == "ja" else None
        return Speaker(head[0] if head else phrase, self._state(phrase, scan), 1)

    def _bare(self, phrase: str) -> Speaker | None:
        """A name by itself that nothing else tells of."""
        return Speaker(phrase, None, 1) if self._is("bare_name", phrase) else None

    def _state(self, phrase: str, scan: Scan | None) -> str | None:
        if scan is None or pattern(self.language, "private").search(phrase):
            return None
        at = scan.text.find(phrase)
        found = actors_at(scan, at, at + len(phrase)) if at >= 0 else ()
        return found[0] if len(found) == 1 else None
