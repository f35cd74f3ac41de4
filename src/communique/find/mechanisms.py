"""Mechanisms: bodies, forums, dialogues and treaties that a document names, each once.

Recognised: organisations, forums and treaties of the names tables, names in capitals or in Han characters
that end in the noun of such a thing (Joint Committee on X, 戰略對話, 合同委員会), titles in quotation marks,
and small-letter bodies that a verb sets up. What happens to it (established, planned, met …) is said by the
words beside the mention; the mention that says something is quoted, with its clause. Left out: projects,
programmes, ministries, companies, single talks, states that act as one (the EU), and heads alone.

    "They agreed to set up a Joint Energy Council." -> Joint Energy Council, planned
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from communique.find.actors import cast_of
from communique.find.context import Context, Scan
from communique.find.instruments import Naming, Words, latin, namings, words_of
from communique.languages import data
from communique.model.codes import PassageType
from communique.model.findings import Mechanism, MechanismAction

_ENDS = re.compile(r"[，。；;！？!?]|(?<!\d),(?!\d)|[、](?![^（(]*[）)])")
_ENDS_WEST = re.compile(r"[;.!?](?=\s|$)|,\s|\s(?:and|but|while|which|that)\s")
LONGEST = {True: 110, False: 48}
"""Characters of a quote, of Latin letters and of others, before it is cut close to the name."""


@dataclass
class _Thing:
    name: str
    id: str | None
    forms: dict[str, None] = field(default_factory=dict)
    places: list[tuple[Scan, Naming, MechanismAction]] = field(default_factory=list)


def find_mechanisms(context: Context) -> Iterator[Mechanism]:
    """The mechanisms of a document, one for each, in the order of their quotes."""
    data(context.language, "mechanisms")  # a language without the data is a gap
    words = words_of(context.language)
    things: dict[str, _Thing] = {}
    for scan in context.scans:
        aliases: dict[str, str] = {}
        for naming in namings(scan, words):
            key = naming.id or _key(naming.name)
            key = aliases.get(naming.name, key)
            if naming.id is None:
                key = next((k for k, t in things.items() if _same(naming.name, t)), key)
            thing = things.setdefault(key, _Thing(naming.name, naming.id))
            if naming.acronym:
                thing.forms.setdefault(naming.acronym)
            thing.forms.setdefault(scan.text[naming.start : naming.end])
            thing.places.append((scan, naming, _action(scan, naming, words)))
    for thing in things.values():
        if made := _finding(context, thing, words):
            yield made


def _key(name: str) -> str:
    return re.sub(r"[\s\W_]+", "", name.casefold())


def _same(name: str, thing: _Thing) -> bool:
    """Whether a name is another form of a thing: its acronym, or the end of a longer name of it."""
    folded = _key(name)
    for form in thing.forms:
        other = _key(form)
        if folded == other:
            return True
        short, long = sorted((folded, other), key=len)
        if len(short) >= (10 if short.isascii() else 5) and (long.endswith(short) or long.startswith(short)):
            return True
    return False


def _finding(context: Context, thing: _Thing, words: Words) -> Mechanism | None:
    """A thing's finding, quoted where something is said to happen to it, else where first named."""
    steady = MechanismAction.ONGOING
    running = [p for p in thing.places if p[0].passage.type is not PassageType.HEADING] or thing.places
    scan, naming, action = next((p for p in running if p[2] is not steady), running[0])
    start, end = _stretch(scan, naming, words)
    name = context.names.organisations[thing.id].label("en") if thing.id else thing.name
    return context.finding(
        Mechanism,
        scan.quote(start, end),
        rule=f"mechanism-{naming.rule}",
        confidence={"table": 0.9, "title": 0.85}.get(naming.rule, 0.75),
        name=name,
        surface=tuple(thing.forms),
        action=action,
        parties=_parties(context, scan, naming, start, end),
    )


def _clause(text: str, start: int, end: int, western: bool) -> tuple[int, int]:
    """The clause around a name."""
    pattern = _ENDS_WEST if western else _ENDS
    low, high = 0, len(text)
    for match in pattern.finditer(text):
        if match.end() <= start:
            low = match.end()
        elif match.start() >= end:
            high = match.start()
            break
    return low, high


def _action(scan: Scan, naming: Naming, words: Words) -> MechanismAction:
    """What the words beside a name say happens to it; ongoing where they say nothing."""
    western = latin(scan.context.language)
    low, high = _clause(scan.text, naming.start, naming.end, western)
    low, high = max(low, naming.start - words.near), min(high, naming.end + words.near)
    if western:
        low = max(_sentence(scan.text, naming.start), naming.start - words.near)
        high = min(high + 40, len(scan.text)) if scan.text[high : high + 2] == ", " else high
    before, after = scan.text[low : naming.start], scan.text[naming.end : high]
    around = f"{before} \N{REPLACEMENT CHARACTER} {after}" if western else before + "\N{REPLACEMENT CHARACTER}" + after
    steady = bool(words.steady.search(around))
    for action, pattern in words.actions.items():
        if naming.rule == "table" and not naming.treaty and action in _FOR_NEW:
            continue
        if steady and action in _FOR_STANDING:
            continue
        if pattern.search(around):
            return action
    return MechanismAction.MET if naming.rule == "meeting" else MechanismAction.ONGOING


_FOR_NEW = {MechanismAction.PLANNED, MechanismAction.ESTABLISHED, MechanismAction.LAPSED, MechanismAction.MET, MechanismAction.RESUMED}
_FOR_STANDING = {MechanismAction.MET}


def _sentence(text: str, at: int) -> int:
    found = [m.end() for m in re.finditer(r"[.;!?]\s", text[:at])]
    return found[-1] if found else 0


def _stretch(scan: Scan, naming: Naming, words: Words) -> tuple[int, int]:
    """What is quoted: the clause, or of a long one what stands close to the name."""
    western = latin(scan.context.language)
    low, high = _clause(scan.text, naming.start, naming.end, western)
    if not western:
        if high - low > LONGEST[False]:
            low, high = max(low, naming.start - 10), min(high, naming.end + 12)
        return low, high
    before = list(re.finditer(r"\S+\s", scan.text[low : naming.start]))
    if len(before) > words.words_before:
        low += before[-words.words_before].start()
    behind = scan.text[naming.end : high]
    if len(behind) > 34:
        cut = re.match(r"(?:\s?\([^)]{1,20}\))?(?:\s\S+){0,3}", behind)
        high = naming.end + (cut.end() if cut and cut.end() <= 40 else 0)
    return low, max(high, naming.end)


def _parties(context: Context, scan: Scan, naming: Naming, start: int, end: int) -> tuple[str, ...]:
    """Whose it is: the states its name names, the organisation itself, else the event's parties."""
    inside = [m.id for m in scan.mentions if m.kind == "state" and naming.start <= m.start < naming.end]
    if len(dict.fromkeys(inside)) > 1:
        return tuple(dict.fromkeys(inside))
    if naming.id is not None:
        return (naming.id,)
    beside = [m.id for m in scan.mentions if m.kind == "state" and start <= m.start < end]
    return tuple(dict.fromkeys(beside)) if len(set(beside)) > 1 else cast_of(context).parties
