"""Mechanisms: bodies, forums, dialogues and treaties that a document names, each once.

Recognised: organisations, forums and treaties of the names tables, names in capitals or in Han
characters that end in the noun of such a thing (Joint Committee on X, 戰略對話, 合同委員会), titles
in quotation marks, and small-letter bodies that a verb sets up. What happens to it (established,
planned, met …) is said by the words beside the mention; the mention that says something is quoted,
with its clause. Left out: projects, programmes, ministries, companies, single talks, states that
act as one (the EU), and nouns alone.

    "They agreed to set up a Joint Energy Council." -> Joint Energy Council, planned
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from communique.find.actors import cast_of
from communique.find.context import Context, Scan
from communique.find.instruments import Naming, Words, latin, namings, words_of
from communique.languages import FOLDERS, data
from communique.model.codes import PassageType
from communique.model.findings import Mechanism, MechanismAction

_ENDS = {
    "en": re.compile(r"[;!?](?=\s|$)|(?<!\b[A-Z])\.(?=\s|$)|,\s|\s(?:but|while|which)\s"),
    "ja": re.compile(r"[，。；;！？!?、]|(?<!\d),(?!\d)"),
    "zh": re.compile(r"[，。；;！？!?：:]|(?<!\d),(?!\d)"),
}
_CLOSER = re.compile(r"[、]|以及|並(?=[通透包])|并(?=[通透包])")
_RELATIVE = re.compile(
    r"(?:,\s|\s(?=which\b))(?:which|launched|signed|established|adopted|created|concluded|held|"
    r"set up|founded|agreed)\b[^.;]{4,70}?(?=[.;,]|$)"
)
_VERB = re.compile(
    r"\s(?:is|are|was|were|has|have|had|will|shall|would|should|can|could|may|must)\s"
)
_ARTICLE = re.compile(r"[》」”’]?[)）]?\s?第[一二三四五六七八九十百0-9]+[條条]")
_EVERY = re.compile(r"[2２][+＋][2２]|２プラス２")
_SUMMIT = re.compile(r"峰[會会]|首[腦脑脳][會会][談谈晤議议合]|高峰|[Ss]ummit$|首脳会談|サミット")
_STATES = re.compile(r"[日美中韓韩菲澳英印法德加俄朝米豪比]")
REACH = 1200
"""Characters on either side of a name in which its clause is looked for."""
LONGEST = {True: 110, False: 64}
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
        last: tuple[int, str] | None = None
        for naming in namings(scan, words):
            key = naming.id or _key(naming.name)
            between = scan.text[last[0] : naming.start] if last else ""
            if (
                last
                and 0 < len(between) <= 10
                and between.strip()[:1] in ("(", "（")
                and ")" not in between
            ):
                key = last[1]  # another name of it in brackets
            elif naming.id is None:
                key = next((k for k, t in things.items() if _same(naming.name, t)), key)
            last = (naming.end, key)
            thing = things.setdefault(key, _Thing(naming.name, naming.id))
            if naming.acronym:
                thing.forms.setdefault(naming.acronym)
            thing.forms.setdefault(scan.text[naming.start : naming.end])
            thing.places.append((scan, naming, _action(scan, naming, words)))
    for thing in things.values():
        if made := _finding(context, thing, words):
            yield made


def _key(name: str) -> str:
    if _SUMMIT.search(name):
        several = "三" in name or "trilateral" in name.casefold()
        return "summit-three" if several or len(_STATES.findall(name)) > 2 else "summit"
    return "2+2" if _EVERY.search(name) else re.sub(r"[\s\W_]+", "", name.casefold())


def _same(name: str, thing: _Thing) -> bool:
    """Whether a name is another form of a thing: its acronym, or the end of a longer name of it."""
    folded = _key(name)
    for form in thing.forms:
        other = _key(form)
        if folded == other:
            return True
        if "summit" in folded or "summit" in other:
            continue
        short, long = sorted((folded, other), key=len)
        if len(short) >= (10 if short.isascii() else 4) and (
            long.endswith(short) or long.startswith(short)
        ):
            return True
    return False


def _finding(context: Context, thing: _Thing, words: Words) -> Mechanism | None:
    """A thing's finding, quoted where something is said to happen to it, else where first named."""
    steady = MechanismAction.ONGOING
    running = [p for p in thing.places if p[0].passage.type is not PassageType.HEADING]
    if not running or (_key(thing.name) == "summit" and running[0][2] is not MechanismAction.MET):
        return None

    def weight(place: tuple[Scan, Naming, MechanismAction]) -> int:
        scan, naming, action = place
        low, high = _clause(scan, naming)
        if _ARTICLE.match(scan.text, naming.end):
            return -1  # an article of it: of the thing itself nothing is said
        return 2 * (action is not steady) + (
            naming.rule != "table" and bool(words.telling.search(scan.text, low, high))
        )

    scan, naming, action = max(running, key=weight)
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


def _clause(scan: Scan, naming: Naming) -> tuple[int, int]:
    """The clause around a name; of a long one the part between lesser marks."""
    text = scan.text
    folder = FOLDERS[scan.context.language]
    first, last = max(0, naming.start - REACH), min(len(text), naming.end + REACH)
    low, high = _between(_ENDS[folder], text, first, last, naming)
    if folder == "zh" and high - low > LONGEST[False]:
        low, high = _between(_CLOSER, text, low, high, naming)
    return low, high


def _between(
    pattern: re.Pattern[str], text: str, low: int, high: int, naming: Naming
) -> tuple[int, int]:
    for match in pattern.finditer(text, low, high):
        if match.end() <= naming.start:
            low = match.end()
        elif match.start() >= naming.end:
            return low, match.start()
    return low, high


def _action(scan: Scan, naming: Naming, words: Words) -> MechanismAction:
    """What the words beside a name say happens to it; ongoing where they say nothing."""
    western = latin(scan.context.language)
    low, high = _clause(scan, naming)
    low, high = max(low, naming.start - words.near), min(high, naming.end + words.near)
    if western:
        low = max(_sentence(scan.text, naming.start), naming.start - words.near)
        high = min(high + 40, len(scan.text)) if scan.text[high : high + 2] == ", " else high
    before, after = scan.text[low : naming.start], scan.text[naming.end : high]
    around = (
        f"{before} \N{REPLACEMENT CHARACTER} {after}"
        if western
        else before + "\N{REPLACEMENT CHARACTER}" + after
    )
    steady = bool(words.steady.search(around))
    for action, pattern in words.actions.items():
        if naming.rule == "table" and not naming.treaty and action in _FOR_NEW:
            continue
        if steady and action in _FOR_STANDING:
            continue
        if pattern.search(around):
            return action
    return MechanismAction.MET if naming.rule == "meeting" else MechanismAction.ONGOING


_FOR_NEW = {
    MechanismAction.PLANNED,
    MechanismAction.ESTABLISHED,
    MechanismAction.LAPSED,
    MechanismAction.MET,
    MechanismAction.RESUMED,
}
_FOR_STANDING = {MechanismAction.MET}


def _sentence(text: str, at: int) -> int:
    first = max(0, at - REACH)
    found = [m.end() for m in re.finditer(r"[.;!?]\s", text[first:at])]
    return first + found[-1] if found else first


def _stretch(scan: Scan, naming: Naming, words: Words) -> tuple[int, int]:
    """What is quoted: the clause, or of a long one what stands close to the name."""
    western = latin(scan.context.language)
    low, high = _clause(scan, naming)
    if not western:
        if high - low > LONGEST[False]:
            low, high = max(low, naming.start - 24), min(high, naming.end + 24)
        if through := words.through.search(scan.text, low, naming.start):
            low = through.start()
        action = _action(scan, naming, words)
        goes_on = words.goes_on.match(scan.text, high) if high - low < 24 else None
        if goes_on and (action is not MechanismAction.ONGOING or scan.context.language == "ja"):
            longer = _between(
                _ENDS[FOLDERS[scan.context.language]],
                scan.text,
                low,
                len(scan.text),
                replace(naming, end=high + 2),
            )[1]
            high = longer if longer - low <= 48 else high
        return low, high
    if relative := _RELATIVE.match(scan.text, naming.end):
        high = relative.end()
        before = list(re.finditer(r"\S+\s", scan.text[low : naming.start]))
        return (low + before[-2].start() if len(before) > 2 else low), high
    before = list(re.finditer(r"\S+\s", scan.text[low : naming.start]))
    if len(before) > words.words_before:
        low += before[-words.words_before].start()
    behind = scan.text[naming.end : high]
    if verb := _VERB.search(behind):
        behind = behind[: verb.start()] if naming.start - low > 20 else behind
        high = naming.end + len(behind)
    if len(behind) > 34:
        cut = re.match(r"(?:\s?\([^)]{1,20}\))?(?:\s\S+){0,3}", behind)
        high = naming.end + (cut.end() if cut and cut.end() <= 40 else 0)
    return low, max(high, naming.end)


def _parties(context: Context, scan: Scan, naming: Naming, start: int, end: int) -> tuple[str, ...]:
    """Whose it is: the states its name names, the organisation itself, else the event's parties."""
    inside = [
        m.id for m in scan.mentions if m.kind == "state" and naming.start <= m.start < naming.end
    ]
    if len(dict.fromkeys(inside)) > 1:
        return tuple(dict.fromkeys(inside))
    if naming.id is not None:
        return (naming.id,)
    beside = [m.id for m in scan.mentions if m.kind == "state" and start <= m.start < end]
    return tuple(dict.fromkeys(beside)) if len(set(beside)) > 1 else cast_of(context).parties
