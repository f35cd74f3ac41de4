"""Names of bodies, forums, dialogues and treaties in a passage, by table or by their last noun.

The words are data (languages/<x>/mechanisms.yaml). Left out: what happens to them (mechanisms.py).

    "the Joint Committee on Ports (JCP)" -> "Joint Committee on Ports", acronym "JCP"
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from communique.find.choices import Choice
from communique.find.context import Scan
from communique.find.mechanism_words import Words, latin

_ACRONYM = re.compile(
    r"[»”’」』\"']?\s?[(（](?:以下[、,]?)?[“‘\"「]?([A-Z][A-Za-z0-9&+-]{1,11})[”’\"」]?[)）]"
)


_HEARD = "heard"
"""The rule of a name that only says who speaks, or belongs to the longer name behind it."""
MOST = 400
"""Names looked at in one passage: none that people wrote has more."""
_CLAUSE = re.compile(r"[^，。；！？\n]+")
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


def namings(scan: Scan, words: Words) -> Iterator[Naming]:
    """The mechanisms named in a passage, none over another, in order."""
    tabled = list(_tabled(scan, words))
    ends = {n.end for n in tabled} | {n.end + 1 for n in tabled}
    ends |= {m.end for m in scan.mentions if m.id in words.actors_only}
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
    heard = 0
    for naming in held:
        bracketed = naming.start - heard <= 2 and scan.text[heard : heard + 1] in ("(", "（")
        if naming.rule == _HEARD or (bracketed and heard):
            heard = naming.end
            continue
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
        front = any(o.kind == "organisation" and o.start == m.end for o in scan.mentions)
        if kind in words.kinds and not within:
            rule = _HEARD if heard or front else "table"
            yield Naming(m.start, m.end, m.form, rule, m.id, _acronym(scan.text, m.end))


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
        spans = _worthwhile(text, words) if rule == "head" else [(0, len(text), len(text))]
        at = 0
        while match := _next(pattern, text, at, spans):
            at = max(match.end(), at + 1)
            group = match.lastindex or 0 if rule == "small" else 0
            start, end = match.span(group)
            if rule == "head":
                end = _end_west(text, start, end, words) if western else end
                at = max(end, start + 1)
                start = (
                    _begin_west(text, start, end)
                    if western
                    else _partnered(scan, _begin(text, start, end, words))
                )
            name = " ".join(text[start:end].split()).strip("《》‘’“”「」『』")
            if rule == "title" and words.not_title.match(text, end):
                continue
            free = rule in ("meeting", "small") and not western and name[:1] not in _POINTING
            if len(name) < 2 or (not free and words.never.search(name)):
                continue
            heard = rule == "head" and words.said_of.match(text, end)
            if heard or words.speaks.search(text, max(0, start - 60), start):
                continue
            if western and name.isupper() and " " in name:
                continue
            yield Naming(start, end, name, rule, None, _acronym(text, end))


def _worthwhile(text: str, words: Words) -> list[tuple[int, int, int]]:
    """The clauses in which a name can be: those with the last noun of one, and where it ends."""
    if words.nouns is None:
        return [(0, len(text), len(text))]
    spans = []
    for clause in _CLAUSE.finditer(text) if words.nouns.search(text) else ():
        nouns = [match.end() for match in words.nouns.finditer(text, *clause.span())]
        if nouns:
            spans.append((*clause.span(), nouns[-1]))
    return spans


def _next(
    pattern: re.Pattern[str] | Choice, text: str, at: int, spans: list[tuple[int, int, int]]
) -> re.Match[str] | None:
    """The next match from a place on; spans that are done leave the list."""
    while spans:
        first, last, done = spans[0]
        if at < done and (match := pattern.search(text, max(at, first), last)):
            return match
        spans.pop(0)
    return None


def _begin_west(text: str, start: int, end: int) -> int:
    """Leave a sentence's first small words and offices off a name in capitals."""
    match = re.match(
        r"(?:(?:Articles?|Chapter|Section)\s\w{1,4}\sof\s|(?:The|This|That|Our|Their|Its|A|An|In|On|"
        r"(?!Friends|Heads|Parties|Ministers)[A-Z][a-z]+(?:s|ing)(?:\s(?:upon|on|of|for|with|that))?(?=\sthe\s)|"
        r"At|As|For|Under|Through|And|Both|His|Her|When|While|Welcoming|Recalling|Building on|"
        r"(?:Negotiations|Talks|Consultations)\s(?:on|for)(?:\san?)?)\s)"
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


def _pointed(text: str, at: int) -> bool:
    """Whether a full stop at a place stands between digits (3.0)."""
    return text[at] == "." and text[at - 1 : at].isdigit() and text[at + 1 : at + 2].isdigit()


def _partnered(scan: Scan, start: int) -> int:
    """A treaty's name with its first party: 中国和缅甸边界条约."""
    if scan.text[start - 1 : start] not in ("和", "與", "与"):
        return start
    states = [m for m in scan.mentions if m.kind == "state"]
    first = next((m.start for m in states if m.end == start - 1), start)
    return first if any(m.start == start for m in states) else start


def _of_one_name(text: str, start: int, joint: int, end: int, words: Words) -> bool:
    """Whether what stands before a joint is what a treaty is about, and no name or party."""
    front, behind = text[start:joint], text[joint + 1 : end]
    return bool(
        2 <= len(front) <= 12
        and _TREATY.search(text, start, end)
        and not _PARTY.search(front)
        and not _PARTY.match(behind)
        and not (words.nouns and words.nouns.search(front))
    )


_TREATY = re.compile(
    r"(?:[協协]定|[協协][議议]|[備备]忘[錄录]|[條条][約约]|公[約约]|[議议]定[書书])\Z"
)
_PARTY = re.compile(r"[方國国府們们]|\A[中美日俄英法德韓韩印][一-龥]?\Z|签|簽")


def _begin(text: str, start: int, end: int, words: Words) -> int:
    """Where a name of Han characters begins: behind a boundary or a verb before its last noun."""
    low = max(0, start - 16)
    at = start
    while (
        at > low
        and text[at - 1] not in words.stops
        and (text[at - 1].isalnum() or text[at - 1] in "・ー—－" or _pointed(text, at - 1))
    ):
        at -= 1
    for match in words.cuts.finditer(text, at, end):
        if match[0] in "和與与及" and _of_one_name(text, at, match.start(), end, words):
            continue  # 災害管理與應急協定: of one name
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
