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
from dataclasses import dataclass, field, replace
from functools import cache

from communique.find.actors import actors_at, cast_of
from communique.find.context import Scan
from communique.find.predicates_en import Hit
from communique.languages import data

_BOUNDARY = re.compile(
    r"[;:—]| – | - |,(?: (?:and|but|while|whereas|so|or|yet|as|because|since|although|though|where|when))?(?= )"
    r"|\b(?:that|whether|if|while|whereas|because|but|which|who|whom|where|when|although|unless|until)\b"
)
_RELATIVE = re.compile(r"\b(?:which|who|whom|whose|where)$")
_THAT = re.compile(r"\b(?:that|whether)$")
_COORDINATED = re.compile(r"(?:^|[\s,;])(?:and|but|or|then|as well as|nor)$")
_AND = re.compile(
    r",? and (?=(?:the|both|its|their|our|his|her|it|they|we|he|she|I|this|these|[A-Z][\w’'-]*)\b)"
)
_ASIDE = re.compile(
    r"(?:for|in|on|at|with|by|as|under|through|to|of|following|including|having|being|[a-z]+ing|"
    r"which|who|whose|where|while|when|after|before|during|from|together|along|like|both|not|"
    r"meanwhile|however|therefore|too|also|then|accordingly|based|led|represented|respectively|"
    r"one|two|three|four|five|six|seven|eight|nine|ten|[0-9]+|"
    r"without|within|subject|inter|per|among|upon|throughout|since|pending)\b"
)
_HEAD_END = re.compile(
    r" (?:of|in|on|for|between|among|with|under|to|from|at|by|towards?|against|that|which|who|"
    r"including|concerning|regarding|responsible|present)\b|[,(]"
)
_LEADING = re.compile(
    r"^(?:(?:and|but|so|then|also|therefore|however|moreover|furthermore|meanwhile|finally|"
    r"accordingly|thus|today|now|here|there|similarly|likewise|thirdly|secondly|first|second|"
    r"third|yes|no|well|of course|(?!Italy|Family|July)[A-Z]?[a-z]+ly),? )+",
    re.IGNORECASE,
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
_SHORT = re.compile(r"(?<=[a-zI])['’](?:ve|re|m|ll)$")
_NEGATIVE = re.compile(r"(?:no|none|neither|nobody|nothing|few)\b", re.I)
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


@dataclass(slots=True)
class Memory:
    """Who was spoken of last, for pronouns."""

    last: tuple[str, ...] = ()
    single: tuple[str, ...] = ()
    several: tuple[str, ...] = ()
    paragraph: int = -1
    near: tuple[str, ...] = ()

    def note(self, actors: tuple[str, ...], paragraph: int) -> None:
        """Remember a subject."""
        self.last = self.near = actors
        self.paragraph = paragraph
        if len(actors) == 1:
            self.single = actors
        else:
            self.several = actors


@dataclass(frozen=True, slots=True)
class _Words:
    between: frozenset[str]
    not_adverbs: frozenset[str]
    negations: re.Pattern[str]
    bodies: re.Pattern[str]
    no_actors: re.Pattern[str]
    agents: re.Pattern[str]
    joint_we: re.Pattern[str]
    joint: re.Pattern[str] = field(repr=False)


@cache
def _words() -> _Words:
    given = data("en", "commitments")
    return _Words(
        between=frozenset(given["between"]) - {"and"},
        not_adverbs=frozenset(given["not_adverbs"]),
        negations=re.compile(given["negations"]),
        bodies=re.compile(given["bodies"]),
        no_actors=re.compile(given["no_actors"]),
        agents=re.compile(given["agents"]),
        joint_we=re.compile(given["joint_we"]),
        joint=re.compile("|".join(f"(?:{p})" for p in data("en", "actors")["joint"])),
    )


def subject_of(
    scan: Scan, hit: Hit, before: Sequence[Hit], low: int, memory: Memory, speaker: str | None
) -> Subject:
    """The subject of a verb, the verbs before it in its sentence being given; `low` is where the
    sentence starts."""
    text = scan.text
    end, negated = _without_adverbs(text, low, hit.start)
    previous = next((h for h in reversed(before) if h.start < end), None)
    floor = previous.end if previous and previous.end <= end else low
    end, asides = _without_asides(text, floor, end)
    if end <= floor and previous:
        return Subject("shared", hit.start, negated=negated)
    if _COORDINATED.search(text[floor:end]) and not before:
        if found := _unlisted(scan, hit, low, end, memory, speaker):
            return found
    if _COORDINATED.search(text[floor:end]) or (text[:end].rstrip().endswith(",") and previous):
        return Subject("shared", hit.start, link="and", negated=negated)
    start, link = _phrase_start(scan, text, floor, end, bool(previous))
    relative = bool(_RELATIVE.search(link))
    phrase = text[start:end].strip()
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


def _without_adverbs(text: str, low: int, end: int) -> tuple[int, bool]:
    """Where what stands before adverbs and auxiliaries ends; whether they deny."""
    words, negated = _words(), False
    for _ in range(10):
        stop = len(text[low:end].rstrip()) + low
        at = max(text.rfind(" ", low, stop) + 1, low)
        word = text[at:stop].strip(",")
        plain = word.lower()
        if (short := _SHORT.search(word)) and short.start():
            return at + short.start(), negated
        if words.negations.fullmatch(word) or plain.endswith(("n't", "n’t")):
            negated = True
        elif (
            plain == "and"
            and _adverb(text[stop:].split(" ", 2)[1:2])
            and _adverb(text[low:at].split()[-1:])
        ):
            pass
        elif plain not in words.between and not _adverb([word]):
            return stop, negated
        if at <= low:
            return low, negated
        end = at
    return end, negated


def _adverb(found: Sequence[str]) -> bool:
    if not found:
        return False
    word = found[0].strip(",")
    return word.endswith("ly") and word.islower() and word not in _words().not_adverbs


def _without_asides(text: str, low: int, end: int) -> tuple[int, int]:
    """Leave out ", for its part," and its like before a verb."""
    count = 0
    while count < 3 and text[low:end].rstrip().endswith(","):
        stop = low + len(text[low:end].rstrip()) - 1
        comma = text.rfind(",", low, stop)
        if comma < 0 or stop - comma > 160 or not _ASIDE.match(text[comma + 1 : stop].lstrip()):
            break
        end = comma
        count += 1
        if (more := _without_adverbs(text, low, end)[0]) > low:
            end = more
    return end, count


def _phrase_start(scan: Scan, text: str, low: int, end: int, after_verb: bool) -> tuple[int, str]:
    """Where the noun phrase before `end` begins, and the mark or word before it."""
    marks = [m for m in _BOUNDARY.finditer(text, low, end) if m.end() <= end]
    last = marks[-1] if marks else None
    if last is None and after_verb:
        for match in _AND.finditer(text, low, end):
            if len(text[match.end() : end].split()) <= 12:
                return match.end(), "and"
    if last is None:
        return _skip(text, low, end), ""
    start = last.end()
    while len(marks) > 1 and last[0] == ",":
        earlier = marks[-2].end()
        piece = text[earlier : last.start()].strip()
        listed = " and " in text[start:end] or text[start:end].lstrip().startswith("and ")
        if not listed or len(piece.split()) > 6 or not _only_name(scan, earlier, last.start()):
            break
        marks.pop()
        last, start = marks[-1], earlier
    if len(marks) == 1 and last[0].startswith(",") and not after_verb:
        listed = " and " in text[start:end] or "and" in last[0]
        if listed and _only_name(scan, low, last.start()):
            return low, ""
    if after_verb and last[0] == "," and (pair := _AND.search(text, start, end)):
        if not _names_actor(scan, start, pair.start()):
            return pair.end(), "and"
    return _skip(text, start, end), last[0].strip(", ") or ","


_OPENING = frozenset(" ,(\"'“‘«„")


def _skip(text: str, start: int, end: int) -> int:
    while start < end and text[start] in _OPENING:
        start += 1
    lead = _LEADING.match(text[start:end])
    return start + lead.end() if lead and lead.end() < end - start else start


def _only_name(scan: Scan, start: int, end: int) -> bool:
    """Whether a stretch is nothing but a state or organisation."""
    piece = scan.text[start:end].strip()
    piece = piece.removeprefix("the ").removeprefix("The ")
    return any(m.form == piece for m in scan.mentions if start <= m.start and m.end <= end)


def _names_actor(scan: Scan, start: int, end: int) -> bool:
    """Whether a stretch ends with a name or an office: the first half of a pair."""
    words, piece = _words(), scan.text[start:end].rstrip()
    stop = start + len(piece)
    if any(m.end == stop and m.start >= start for m in scan.mentions):
        return len(piece.split()) < 12
    joint = words.joint.search(piece)
    last = " ".join(piece.split(" ")[-2:])
    return bool(joint and joint.end() == len(piece)) or bool(words.agents.search(last))


def _resolve(
    scan: Scan, start: int, end: int, hit: Hit, memory: Memory, speaker: str | None
) -> tuple[str, tuple[str, ...]]:
    words, phrase = _words(), scan.text[start:end].strip()
    start += len(scan.text[start:end]) - len(scan.text[start:end].lstrip())
    if not phrase:
        return "none", ()
    if _NEGATIVE.match(phrase):
        return "negative", ()
    if _PRONOUN.fullmatch(phrase):
        return _pronoun(scan, phrase, hit, memory, speaker)
    cut = _HEAD_END.search(phrase)
    head = phrase[: cut.start()] if cut else phrase
    if _PREPOSITION.match(phrase):
        return _tail(scan, start, end, phrase, hit, memory, speaker)
    stop = start + len(head)
    parties = cast_of(scan.context).parties
    named = [m for m in scan.mentions if start <= m.start and m.end <= stop and not m.weak]
    whole = any(m.end == stop and m.part == "name" for m in named)
    if any(m.end == stop and m.kind == "organisation" for m in named):
        if found := actors_at(scan, start, stop, speaker=speaker):
            return "actor", found
        return "body", parties
    if words.no_actors.search(head.split(" ")[-1]) or (words.no_actors.search(head) and not whole):
        return "outsider", ()
    joint = words.joint.search(head)
    if joint and joint.end() == len(head):
        return "actor", parties
    if whole:
        return "actor", actors_at(scan, start, stop, speaker=speaker)
    tail = " ".join(head.split(" ")[-2:])
    if words.agents.search(tail) or " and I" in head:
        if _HIS.match(head):
            return "actor", memory.last or parties
        found = actors_at(scan, start, end, speaker=speaker)
        if found:
            return "actor", found
    elif found := actors_at(scan, start, stop, speaker=speaker):
        people = cast_of(scan.context).people
        if any(form in head and head.endswith(form.split()[-1]) for form in people):
            return "actor", found
    if words.bodies.search(tail):
        return "body", parties
    if match := re.search(r"\b(we|they|he|she|I)$", phrase):
        return _pronoun(scan, match[1], hit, memory, speaker)
    return "thing", ()


def _pronoun(
    scan: Scan, phrase: str, hit: Hit, memory: Memory, speaker: str | None
) -> tuple[str, tuple[str, ...]]:
    word = phrase.lower()
    parties = cast_of(scan.context).parties
    if word in ("they", "both", "each", "these", "the latter"):
        return "actor", memory.several or memory.last or parties
    if word == "we":
        nearby = scan.text[hit.start : hit.start + 60]
        if speaker is None or _words().joint_we.search(nearby.split(".")[0][:40]):
            return "actor", parties if len(parties) > 1 or not speaker else (speaker,)
        return "actor", memory.near if memory.near and speaker in memory.near else (speaker,)
    if word == "i":
        return ("actor", (speaker,)) if speaker else ("none", ())
    if word in ("he", "she"):
        return ("actor", memory.single) if memory.single else ("none", ())
    if (
        word == "it"
        and hit.promise
        and _PASSIVE.search(scan.text[max(0, hit.start - 24) : hit.start])
    ):
        return "actor", parties
    if word == "it":
        return ("actor", memory.last) if memory.last else ("thing", ())
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
    if joint := _words().joint.search(phrase):
        if joint.end() == len(phrase):
            return "actor", cast_of(scan.context).parties
    if match := re.search(r"\b(they|it|he|she|we|I)$", phrase):
        return _pronoun(scan, match[1], hit, memory, speaker)
    return "thing", ()
