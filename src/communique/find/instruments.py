"""Names of bodies, forums, dialogues and treaties in a passage, by table or by their last noun.

The words are data (languages/<x>/mechanisms.yaml). Left out: what happens to them (mechanisms.py).

    "the Joint Committee on Ports (JCP)" -> "Joint Committee on Ports", acronym "JCP"
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from communique.find.context import Scan
from communique.languages import data
from communique.model.findings import MechanismAction

_ACRONYM = re.compile(
    r"[»”’」』\"']?\s?[(（](?:以下[、,]?)?[“‘\"「]?([A-Z][A-Za-z0-9&+-]{1,11})[”’\"」]?[)）]"
)


MOST = 400
"""Names looked at in one passage: none that people wrote has more."""
_POINTING = frozenset("此該该其各同本當当")
"""What a name without capitals begins with when it only points back."""
_OPENS, _CLOSES = frozenset("《〈"), frozenset("》〉")


@dataclass(frozen=True, slots=True)
class Naming:
    """A name at a place; `id` of the table of organisations, `rule` how it was known."""

    start: int
    end: int
    name: str
    rule: str
    id: str | None = None
    acronym: str | None = None
    treaty: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """A language's words of mechanisms, compiled."""

    kinds: frozenset[str]
    actors_only: frozenset[str]
    heads: re.Pattern[str]
    small: re.Pattern[str]
    last: re.Pattern[str]
    named: re.Pattern[str]
    not_title: re.Pattern[str]
    telling: re.Pattern[str]
    governs: re.Pattern[str]
    leads: re.Pattern[str]
    modals: re.Pattern[str]
    nominal: re.Pattern[str]
    cut_behind: re.Pattern[str]
    sets: re.Pattern[str]
    goes_on: re.Pattern[str]
    speaks: re.Pattern[str]
    said_of: re.Pattern[str]
    meetings: re.Pattern[str]
    never: re.Pattern[str]
    verbs: re.Pattern[str]
    front_verbs: re.Pattern[str]
    cuts: re.Pattern[str]
    stops: frozenset[str]
    steady: re.Pattern[str]
    actions: Mapping[MechanismAction, re.Pattern[str]]
    near: int
    words_before: int


def latin(language: str) -> bool:
    """Whether a language is written in Latin letters."""
    return language == "en"


def _any(patterns: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{p})" for p in patterns) or "(?!)")


@cache
def words_of(language: str) -> Words:
    """The words of a language; `language-data` if there are none."""
    given = data(language, "mechanisms")
    link = given.get("link", "")
    heads, small = (_western if latin(language) else _eastern)(given)

    def single(key: str) -> re.Pattern[str]:
        return re.compile(given.get(key, "(?!)"))

    last = rf"\b(?:{'|'.join(map(re.escape, given['heads']))})\b" if latin(language) else "(?!)"
    return Words(
        kinds=frozenset(given["kinds"]),
        actors_only=frozenset(given["actors_only"]),
        heads=heads,
        small=small,
        last=re.compile(last),
        named=_any(given.get("named_only", [])),
        not_title=_any(given.get("not_title", [])),
        telling=single("telling"),
        governs=single("governs"),
        leads=single("leads"),
        modals=single("modals"),
        nominal=single("nominal"),
        cut_behind=single("cut_behind"),
        sets=single("sets"),
        goes_on=single("goes_on"),
        speaks=single("speaks"),
        said_of=single("said_of"),
        meetings=_any(given["meetings"]),
        never=_any(given["never"]),
        verbs=single("verbs"),
        front_verbs=single("front_verbs"),
        cuts=single("cuts"),
        stops=frozenset(given.get("stops", "")),
        steady=single("steady"),
        actions={
            MechanismAction(k): _any(
                [p.replace("<link>", link).replace("@", "\N{REPLACEMENT CHARACTER}") for p in v]
            )
            for k, v in given["actions"].items()
        },
        near=given["near"],
        words_before=given.get("words_before", 0),
    )


def _western(given: Mapping[str, list[str]]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    head = "|".join(sorted(map(re.escape, given["heads"]), key=len, reverse=True))
    word = r"(?:[A-Z0-9À-Þ][\w'’.&+-]*)"
    link = r"(?:\s(?:of|and|for|on|to|in|the|with)){0,3}"
    proper = r"(?:[A-ZÀ-Þ][\w'’.&+-]*)"
    of = "of|on|for|to|against|between|among|concerning|Between|Concerning|regarding|with"
    tail = (
        rf"(?:,?\s(?:{of})(?:\s(?:the|and|an?))?\s{proper}"
        rf"(?:(?:,?{link}\s){word}){{0,28}})"
    )
    name = rf"(?:{word}{link}\s){{0,8}}(?:{head})\b{tail}{{0,2}}"
    small = "|".join(sorted(map(re.escape, given["small_heads"]), key=len, reverse=True))
    verbs = given["small_verbs"]
    return (
        re.compile(rf"(?<![\w-]){name}"),
        re.compile(
            rf"\b{verbs}\s(?:(?:an?|the|its|their|our)\s)?(?P<name>(?:[\w'’-]+\s){{0,5}}?(?:{small})s?\b(?:\s(?:on|for|of)\s(?:(?!(?:and|by|in|to|that|which|with|from|at)\b)[\w'’-]+\s?){{1,5}})?)"
        ),
    )


def _eastern(given: Mapping[str, list[str]]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    return _any(given["heads"]), _any(given["set_up"])


def namings(scan: Scan, words: Words) -> Iterator[Naming]:
    """The mechanisms named in a passage, none over another, in order."""
    tabled = list(_tabled(scan, words))
    ends = {n.end for n in tabled} | {n.end + 1 for n in tabled}
    western = latin(scan.context.language)
    found = [
        *tabled,
        *(
            n
            for n in _patterned(scan, words)
            if western or n.rule == "meeting" or n.end not in ends
        ),
    ]
    found = found[:MOST]
    found.sort(key=lambda n: (n.start - n.end, n.start))
    held: list[Naming] = []
    for naming in found:
        if not any(naming.start < h.end and h.start < naming.end for h in held):
            held.append(naming)
    held.sort(key=lambda n: n.start)
    last: Naming | None = None
    for naming in held:
        if last and last.acronym == naming.name and naming.start - last.end <= 4:
            continue  # the acronym that stands in brackets behind
        last = naming
        yield naming


def _tabled(scan: Scan, words: Words) -> Iterator[Naming]:
    table = scan.context.names.organisations
    for m in scan.mentions:
        if m.kind != "organisation" or m.weak or m.id in words.actors_only:
            continue
        kind = table[m.id].kind
        within = (
            scan.text[max(0, m.start - 1) : m.start] in _OPENS
            and scan.text[m.end : m.end + 1] not in _CLOSES
        )
        heard = words.said_of.match(scan.text, m.end) or words.speaks.search(
            scan.text, max(0, m.start - 60), m.start
        )
        if kind in words.kinds and not within and not heard:
            yield Naming(
                m.start, m.end, m.form, "table", m.id, _acronym(scan.text, m.end), kind == "treaty"
            )


def _acronym(text: str, at: int) -> str | None:
    match = _ACRONYM.match(text, at)
    return match[1] if match else None


def _patterned(scan: Scan, words: Words) -> Iterator[Naming]:
    text, western = scan.text, latin(scan.context.language)
    for pattern, rule in (
        (words.named, "title"),
        (words.meetings, "meeting"),
        (words.heads, "head"),
        (words.small, "small"),
    ):
        at = 0
        while match := pattern.search(text, at):
            at = max(match.end(), at + 1)
            group = match.lastindex or 0 if rule == "small" else 0
            start, end = match.span(group)
            if rule == "head":
                end = _end_west(text, start, end, words) if western else end
                at = max(end, start + 1)
                start = (
                    _begin_west(text, start, end) if western else _begin(text, start, end, words)
                )
            name = " ".join(text[start:end].split()).strip("《》‘’“”「」『』")
            if rule == "title" and words.not_title.match(text, end):
                continue
            free = rule in ("meeting", "small") and not western and name[:1] not in _POINTING
            if len(name) < 2 or (not free and words.never.search(name)):
                continue
            if words.speaks.search(text, max(0, start - 60), start):
                continue
            if western and name.isupper() and " " in name:
                continue
            yield Naming(start, end, name, rule, None, _acronym(text, end), _is_treaty(name))


def _is_treaty(name: str) -> bool:
    return bool(re.search(r"Treaty|Agreement|Convention|[條条][約约]|[協协]定|公[約约]", name))


def _begin_west(text: str, start: int, end: int) -> int:
    """Leave a sentence's first small words and offices off a name in capitals."""
    match = re.match(
        r"(?:(?:Articles?|Chapter|Section)\s\w{1,4}\sof\s|(?:The|This|That|Our|Their|Its|A|An|In|On|"
        r"At|As|For|Under|Through|And|Both|His|Her|When|While|Welcoming|Recalling|Building on)\s)"
        r"(?:[Tt]he\s)?",
        text[start:end],
    )
    return start + (match.end() if match else 0)


def _end_west(text: str, start: int, end: int, words: Words) -> int:
    """Where a name in capitals ends: before another one that `and the` joins, and a full stop."""
    for match in re.finditer(r"\sand\s(?:the\s)?", text[start:end]):
        first, second = text[start : start + match.start()], text[start + match.end() : end]
        if words.last.search(first) and words.last.search(second):
            end = start + match.start()
            break
    stop = text[end - 1 : end] == "." and not re.search(
        r"(?:\b[A-Z]|\b(?:Co|Ltd|Inc|Jr|St))\.$", text[start:end]
    )
    return end - stop


def _begin(text: str, start: int, end: int, words: Words) -> int:
    """Where a name of Han characters begins: behind a boundary or a verb before its last noun."""
    low = max(0, start - 16)
    at = start
    while (
        at > low
        and text[at - 1] not in words.stops
        and (text[at - 1].isalnum() or text[at - 1] in "・ー—－")
    ):
        at -= 1
    for match in words.cuts.finditer(text, at, end):
        at = match.end() if match.end() < end - 1 else at
    for match in words.verbs.finditer(text, at, end):
        at = match.end() if match.end() < end else at
    while (front_verb := words.front_verbs.match(text, at, end)) and front_verb.end() < end:
        at = front_verb.end()
    joint = next((j for j in ("に関する", "の") if text.endswith(j, 0, at)), None)
    if joint and words.never.search(text[at:end]):
        front = at - len(joint)  # 鉱業協力の覚書: the noun before says of what
        while front > low and text[front - 1] not in words.stops:
            front -= 1
        at = front if front < at - len(joint) else at
    return at
