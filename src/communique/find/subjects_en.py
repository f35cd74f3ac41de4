"""English subjects: the noun phrase before a finite verb, and the states it stands for.

Recognised: phrases beside the verb, over parentheses ("The United Kingdom, for its part, will"), a
subject shared by coordinated verbs ("welcomed … and urged"), lists of states, pronouns by the
subject before, bodies of both sides ("the Joint Commission will meet"). Left out: clauses as
subjects ("meeting these goals requires"), and experts, companies and peoples, who act for no state.

    "Kenya, in turn, will" -> KEN;  "the Commission will meet" -> a body of the event's parties
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from communique.find.actors import actors_at, agencies_in, cast_of, issuers
from communique.find.context import Scan
from communique.find.memory_en import Memory
from communique.find.noun_phrases_en import nouns, phrase_start, without_adverbs, without_asides
from communique.find.predicates_en import Hit
from communique.find.seats_en import capital, ours, realm, side
from communique.model.codes import Kind

_RELATIVE = re.compile(r"\b(?:which|who|whom|whose|where|what|how|why)$")
_OF_WHOM = re.compile(r"\b(?:of|in|to|from|with|for|under|by) (?:whom|which|whose)\b|\bwhose\b")
_COORDINATED = re.compile(r"(?:^|[\s,;])(?:and|but|or|then|as well as|nor)(?: to)?$")
_HEAD_END = re.compile(
    r" (?:of|in|on|for|between|among|with|under|to|from|at|by|towards?|against|that|which|who|"
    r"including|concerning|regarding|responsible|present|participating|represented|attending|taking)\b|[,(]"
)
_PREPOSITION = re.compile(
    r"(?:In|On|At|By|For|From|With|Under|Through|During|After|Before|Since|Until|Of|To|As|in|on|"
    r"at|by|for|from|with|under|through|during|after|before|of|to|starting|beginning|Beginning|"
    r"Starting|Within|within|Over|over)\b"
)
_PAST = re.compile(
    r"\b(?:[a-z]{3,}ed|met|spoke|held|saw|led|paid|came|went|began|drew|set|sent|brought|took|gave|"
    r"made|told|wrote|spent|found|put)\b"
)
_PRONOUN = re.compile(
    r"(?:the latter|they|it|he|she|we|I|both|this|these|those|each|one|you|everyone)", re.I
)
_PASSIVE = re.compile(r"\b[Ii]t (?:was|is|has been|had been)\b")
_WE_THE = re.compile(r"We, (?:the |as )?[^.;:]{6,600},$")
_NEGATIVE = re.compile(r"(?:no|none|neither|nobody|nothing|few)\b", re.I)
_PREPOSITION_IN = re.compile(r" (?:of|in|on|for|with|under|from|at|by|that|which|who)\b|\(")
_ACRONYM = re.compile(r"(?:[Tt]he )?[A-Z]{3,8}")
_UNFINISHED = re.compile(
    r"(?:['’]s|s['’]|\b(?:its|their|his|her|our|my|the|an?|any|no|new|own|joint|current|future|of|to|in|"
    r"for|with|on))$"
)
_NAME = re.compile(r"(?: [A-Z][\w’'.-]+){2,3}$")
_LAST_AGENT = re.compile(
    r"\b[Tt]he (?:[A-Z][\w’'-]+ ){1,4}(?:[a-z]+ )?(?:government|ministry|administration|side|"
    r"delegation|authorities|parliament|president|prime minister|foreign minister)$"
)
_OF_US = re.compile(
    r"(?:(?:[Tt]hose|[Tt]he rest|[Mm]ost|[Ss]ome|[Mm]any|[Aa]ll|[Bb]oth|[Ee]ach) )?of us\b"
)
_MEMBERS = re.compile(
    r"(?:[Mm]embers?|[Mm]ember (?:[Ss]tates|[Cc]ountries)|[Ee]conomies|[Aa]llies|"
    r"[Pp]articipants|[Dd]elegations|[Ll]eaders|[Mm]inisters|"
    r"[Hh]eads of (?:[Ss]tate|[Gg]overnment)|Secretary[- ]General|"
    r"[Ss]ecretariat|[Pp]residency|[Cc]hair)$"
)
_PERSON = re.compile(r"(?:Mr|Mrs|Ms|Dr|Minister|Secretary|Senator|General|Admiral)\b\.? [A-Z]")
_BARE_AGENT = re.compile(
    r"[Tt]he (?:[a-z]+ )?(?:government|ministry|administration|cabinet|army|navy)"
)
_SELF = re.compile(
    r"[Tt]he (?:General |Security |North Atlantic |European |Permanent )?(?:Council|Assembly|Union|"
    r"Commission|Alliance|Organi[sz]ation|Conference|Summit|Meeting|Group|Forum|Community|League)"
)
_TOLD = (Kind.NEWS, Kind.ARTICLE)
_HIS = re.compile(r"(?:his|her|their|its)\b", re.I)


@dataclass(frozen=True, slots=True)
class Subject:
    """What stands before a verb.

    `kind` is actor, body, thing, negative, shared or none; `start` is where the phrase begins,
    `link` the word or mark before it, `relative` whether it stands in a relative clause.
    """

    kind: str
    start: int
    actors: tuple[str, ...] = ()
    link: str = ""
    relative: bool = False
    negated: bool = False
    words: str = ""


def subject_of(
    scan: Scan, hit: Hit, before: Sequence[Hit], low: int, memory: Memory, speaker: str | None
) -> Subject:
    """The subject of a verb, the verbs before it in its sentence being given; `low` is where the
    sentence starts."""
    text = scan.text
    end, negated = without_adverbs(text, low, hit.start)
    if not before and _WE_THE.match(text, low, end):
        kind, actors = _pronoun(scan, "we", hit, memory, speaker)
        return Subject(kind, low, actors, negated=negated, words="We")
    previous = next((h for h in reversed(before) if h.start < end), None)
    floor = previous.end if previous and previous.end <= end else low
    end = without_asides(text, floor, end)
    if end <= floor and previous:
        return Subject("shared", hit.start, negated=negated)
    coordinated = bool(_COORDINATED.search(text[floor:end]))
    if coordinated and not before:
        found = _unlisted(scan, hit, low, end, memory, speaker)
        if found:
            return found
    if coordinated or (text[:end].rstrip().endswith(",") and previous):
        return Subject("shared", hit.start, link="and", negated=negated)
    start, link = phrase_start(scan, text, floor, end, bool(previous))
    relative = bool(_RELATIVE.search(link))
    phrase = text[start:end].strip()
    relative = relative or bool(_OF_WHOM.search(phrase))
    if relative and not phrase:
        return Subject("thing", start, link=link, relative=True, negated=negated)
    kind, actors = _resolve(scan, start, end, hit, memory, speaker)
    return Subject(kind, start, actors, link, relative, negated, phrase)


def _unlisted(
    scan: Scan, hit: Hit, low: int, end: int, memory: Memory, speaker: str | None
) -> Subject | None:
    """The subject of a verb that no table knows ("raised the case and pledged"), shared."""
    verb = _PAST.search(scan.text, low, end)
    if verb is None:
        return None
    moved = replace(hit, start=verb.start())
    found = subject_of(scan, moved, (), low, memory, speaker)
    if found.kind != "actor":
        return None
    return replace(found, start=hit.start, link="and")


def _resolve(
    scan: Scan, start: int, end: int, hit: Hit, memory: Memory, speaker: str | None
) -> tuple[str, tuple[str, ...]]:
    words, phrase = nouns(), scan.text[start:end].strip()
    start += len(scan.text[start:end]) - len(scan.text[start:end].lstrip())
    if not phrase:
        return "none", ()
    if _NEGATIVE.match(phrase):
        return "negative", ()
    if _UNFINISHED.search(phrase):
        return "thing", ()
    if _PRONOUN.fullmatch(phrase):
        return _pronoun(scan, phrase, hit, memory, speaker)
    cut = _HEAD_END.search(phrase)
    if cut and cut[0] == "," and " and " in phrase[cut.end() :]:
        # "Kenya, Norway and Ghana": the comma joins names.
        at = start + cut.start()
        if any(m.end == at and m.start >= start for m in scan.mentions):
            cut = _PREPOSITION_IN.search(phrase)
    head = phrase[: cut.start()] if cut else phrase
    if _PREPOSITION.match(phrase):
        return _tail(scan, start, end, phrase, hit, memory, speaker)
    stop = start + len(head)
    parties = cast_of(scan.context).parties
    named = [
        m
        for m in scan.mentions
        if start <= m.start
        and m.end <= stop
        and (not m.weak or m.id in parties or (m.kind == "state" and head.strip() == m.form))
    ]
    whole = any(m.end == stop and m.part == "name" for m in named)
    if any(m.end == stop and m.kind == "organisation" for m in named):
        if found := actors_at(scan, start, stop, speaker=speaker):
            return "actor", found
        return "body", parties
    if speaker is None and parties and ours(head):
        return "actor", parties
    if (seat := capital(scan, start, end)) is not None:
        return "actor", (seat,)
    if called := realm(scan, head):
        return "actor", called
    size = len(head.rstrip())
    agency = [code for at, last, code in agencies_in(phrase, "en") if at < size <= last]
    if agency or re.search(r"\(\s?[A-Z]{2,8}$", head):
        return "actor", tuple(agency) or actors_at(scan, start, stop, speaker=speaker)
    if named and _MEMBERS.search(head) and not actors_at(scan, start, stop, speaker=speaker):
        return "actor", parties  # "the SCC members"
    club = bool(parties) and not set(parties) & scan.context.names.states.keys()
    if club and _MEMBERS.search(head):
        return "actor", parties
    committee = words.bodies.search(head.split(" ")[-1])
    if words.no_actors.search(head.split(" ")[-1]) or (
        words.no_actors.search(head) and not whole and not committee
    ):
        return "outsider", ()
    joint = words.joint.search(head)
    if joint and joint.end() == len(head):
        return "actor", parties
    if whole:
        only = tuple(m.id for m in named if m.weak and m.form == head.strip())
        return "actor", only or actors_at(scan, start, stop, speaker=speaker)
    tail = " ".join(head.split(" ")[-2:])
    if words.agents.search(tail) or " and I" in head:
        if _HIS.match(head) and not named:
            near = [m.id for m in scan.mentions if m.kind == "state" and m.end <= start]
            return "actor", memory.near or tuple(near[-1:]) or memory.last or parties
        found = actors_at(scan, start, end, speaker=speaker)
        if not found and not named and scan.context.doc.header.kind in _TOLD:
            found = memory.single  # of the state that the sentence before told of
        if found:
            return "actor", found
    elif found := actors_at(scan, start, stop, speaker=speaker):
        people = cast_of(scan.context).people
        if any(form in head and head.endswith(form.split()[-1]) for form in people):
            return "actor", found
        if words.agents.search(head) and _NAME.search(head):
            return "actor", found  # "Kremlin spokesman Dmitry Peskov"
    if not any(m.kind != "place" for m in named) and (half := side(scan, head, parties)):
        return "actor", half
    if _OF_US.match(phrase):
        return "actor", (speaker,) if speaker else parties
    if speaker and _PERSON.match(phrase):
        return "actor", (speaker,)
    if not named and memory.last and _BARE_AGENT.fullmatch(head):
        return "actor", memory.single or memory.last
    if (groups := _groups(scan, parties)) and _SELF.fullmatch(head):
        return "actor", groups
    if words.bodies.search(tail) or _ACRONYM.fullmatch(head.strip()):
        return "body", parties
    if match := re.search(r"\b(we|they|he|she|I|(?<=day )it)$", phrase):
        return _pronoun(scan, match[1], hit, memory, speaker)
    return "thing", ()


def _groups(scan: Scan, parties: tuple[str, ...]) -> tuple[str, ...]:
    """The organisations among the parties, which "the Union" or "the Council" stands for."""
    return tuple(p for p in parties if p not in scan.context.names.states)


def _pronoun(
    scan: Scan, phrase: str, hit: Hit, memory: Memory, speaker: str | None
) -> tuple[str, tuple[str, ...]]:
    word = phrase.lower()
    parties = cast_of(scan.context).parties
    if word in ("they", "both", "each", "these", "the latter"):
        return "actor", memory.several or (parties if len(parties) > 1 else memory.last or parties)
    if word == "we":
        nearby = scan.text[hit.start : hit.start + 60]
        together = nouns().joint_we.search(nearby.split(".")[0][:40])
        if speaker is None:
            told = scan.context.doc.header.kind in _TOLD and memory.single
            return "actor", told or (parties if together else issuers(scan.context))
        if together:
            return "actor", parties if len(parties) > 1 else (speaker,)
        return "actor", memory.near if memory.near and speaker in memory.near else (speaker,)
    if word == "i":
        return ("actor", (speaker,)) if speaker else ("none", ())
    if word in ("he", "she"):
        return ("actor", memory.single) if memory.single else ("none", ())
    if (
        word == "it"
        and (hit.promise or hit.attitude or hit.says)
        and hit.word.endswith(("ed", "en"))
        and _PASSIVE.search(scan.text[max(0, hit.start - 24) : hit.start])
    ):
        return "actor", parties
    if word == "it" and memory.thing == "speaking":
        return "actor", parties
    if word == "it" and memory.thing and not (hit.promise or hit.attitude or hit.says):
        return memory.thing, parties if memory.thing == "body" else ()
    if word == "it":
        last = memory.near if speaker else memory.last
        return ("actor", last) if last else ("thing", ())
    return "thing", ()


def _tail(
    scan: Scan, start: int, end: int, phrase: str, hit: Hit, memory: Memory, speaker: str | None
) -> tuple[str, tuple[str, ...]]:
    """ "In 2027 Japan will": the name at the end of a phrase that begins as an adverbial."""
    for mention in scan.mentions:
        if start < mention.start and mention.end == end and mention.part == "name":
            before = scan.text[start : mention.start].split()
            if before and before[-1].lower() not in ("of", "in", "to", "with", "for", "from"):
                the = mention.start - (4 if before[-1].lower() == "the" else 0)
                if not _PREPOSITION.match(
                    before[-2] if the < mention.start and len(before) > 1 else ""
                ):
                    return "actor", actors_at(scan, mention.start, end, speaker=speaker)
    joint = nouns().joint.search(phrase)
    if joint and joint.end() == len(phrase):
        return "actor", cast_of(scan.context).parties
    if agent := _LAST_AGENT.search(phrase):
        found = actors_at(scan, end - len(agent[0]), end, speaker=speaker)
        if found:
            return "actor", found
    if match := re.search(r"\b(they|it|he|she|we|I)$", phrase):
        return _pronoun(scan, match[1], hit, memory, speaker)
    return "thing", ()
