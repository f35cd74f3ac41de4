"""Mechanisms: bodies, forums, dialogues and treaties that a document names, each once.

Recognised: organisations, forums and treaties of the names tables, names in capitals or in Han
characters that end in the noun of such a thing (Joint Committee on X, 戰略對話, 合同委員会), titles
in quotation marks, and small-letter bodies that a verb sets up. What happens to it (established,
planned, met …) is said by the words that govern the mention; the first mention that says something
is quoted, with what governs it. Left out: ministries, companies, single talks, states that act as
one (the EU), bodies that only speak or whose office somebody holds, and nouns alone.

    "They agreed to set up a Joint Energy Council." -> Joint Energy Council, planned
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from communique.find.actors import cast_of
from communique.find.context import Context, Scan
from communique.find.instruments import Naming, namings
from communique.find.mechanism_words import Words, latin, words_of
from communique.find.stretches import REACH, clause, stretch
from communique.languages import data
from communique.model.codes import PassageType
from communique.model.findings import Mechanism, MechanismAction

_ARTICLE = re.compile(r"[》」”’]?[)）]?\s?第[一二三四五六七八九十百0-9]+[條条]")
_EVERY = re.compile(r"[2２][+＋][2２]|２プラス２")
_SESSION = re.compile(
    r"第[一二三四五六七八九十百0-9]{1,5}[次届屆轮輪]|[下上][一]?[次届屆轮輪]|[本首此该該][次届屆轮輪]"
)
_STANDING = frozenset({"organisation", "organ", "court", "alliance", "body"})
"""Kinds of organisations that stand: what they will start is no plan of them."""
_ACTS = re.compile(r"[^，。；]{0,10}(?:[将將]|[拟擬]|去年|今年|昨|已|[启啟][动動]|[宣][布佈])")
_WEAK = frozenset({"考慮", "考虑", "參與", "参与"})
"""Words that tell little of an organisation that the tables know."""
_STATES = re.compile(r"[日美中韓韩菲澳英印法德加俄朝米豪比]")
_SUMMIT = re.compile(
    r"(?:[日美中韓韩菲澳英印法德加俄朝米豪比・三四双雙两兩方邊边国國の]|首[次届屆]|首[腦脑脳]|[領领](?:袖|导人)|"
    r"高峰|trilateral|bilateral|quadrilateral|leaders'?|\s)*"
    r"(?:峰[會会]|首[腦脑脳][會会][談谈晤議议合]|高峰[會会]?[談谈]?|[Ss]ummit|サミット)"
)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a thing is named, what is said to happen to it there, and the name before."""

    scan: Scan
    naming: Naming
    action: MechanismAction
    before: Naming | None


@dataclass
class _Thing:
    name: str
    id: str | None
    forms: dict[str, None] = field(default_factory=dict)
    places: list[_Place] = field(default_factory=list)

    def take(self, other: _Thing) -> None:
        """Take over what was found of the same thing under another name."""
        self.forms.update(other.forms)
        self.places += other.places


def find_mechanisms(context: Context) -> Iterator[Mechanism]:
    """The mechanisms of a document, one for each, in the order of their quotes."""
    data(context.language, "mechanisms")  # a language without the data is a gap
    words = words_of(context.language)
    things: dict[str, _Thing] = {}
    for scan in context.scans:
        last: tuple[Naming, str] | None = None
        for naming in namings(scan, words):
            key = naming.id or _key(naming.name)
            alias = False
            between = scan.text[last[0].end : naming.start] if last else ""
            if (
                last
                and 0 < len(between) <= 10
                and between.strip("》 ")[:1] in ("(", "（")
                and ")" not in between
            ):
                own, key, alias = key, last[1], True  # another name of it in brackets
                if own != key and own in things and key in things and naming.id is None:
                    things[key].take(things.pop(own))
            elif naming.id is None:
                key = next((k for k, t in things.items() if _same(naming.name, t)), key)
            thing = things.setdefault(key, _Thing(naming.name, naming.id))
            if naming.acronym:
                thing.forms.setdefault(naming.acronym)
            thing.forms.setdefault(scan.text[naming.start : naming.end])
            happened = _action(scan, naming, words)
            if not alias:
                thing.places.append(_Place(scan, naming, happened, last[0] if last else None))
            last = (naming, key)
    for thing in things.values():
        if made := _finding(context, thing, words):
            yield made


@lru_cache(maxsize=2048)  # each name is held against all those before it
def _key(name: str) -> str:
    if _SUMMIT.fullmatch(name):
        several = "三" in name or "trilateral" in name.casefold()
        states = "".join(sorted(_STATES.findall(name.replace("韩", "韓"))))
        return f"summit-three{states}" if several or len(states) > 2 else "summit"
    if not name.isascii():
        name = _SESSION.sub("", name) or name
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
    running = [p for p in thing.places if not _heads(p.scan)]
    if not running or thing.id in context.doc.header.issuers:
        return None  # the body whose own text it is
    if _key(thing.name) == "summit" and running[0].action is not MechanismAction.MET:
        return None  # a meeting of the leaders that only is spoken of
    place = max(running, key=lambda p: _weight(p, words))
    scan, naming = place.scan, place.naming
    start, end = stretch(scan, naming, words, place.before)
    name = context.names.organisations[thing.id].label("en") if thing.id else thing.name
    return context.finding(
        Mechanism,
        scan.quote(start, end),
        rule=f"mechanism-{naming.rule}",
        confidence={"table": 0.9, "title": 0.85}.get(naming.rule, 0.75),
        name=name,
        surface=tuple(thing.forms),
        action=place.action,
        parties=_parties(context, scan, naming, start, end),
    )


def _heads(scan: Scan) -> bool:
    """Whether a passage is a heading; one that ends like a sentence is none."""
    kind = scan.passage.type
    return kind is PassageType.HEADING and not scan.text.rstrip().endswith(tuple("。；;.!"))


def _weight(place: _Place, words: Words) -> int:
    """How much a place says of the thing itself: what happens to it before what it does."""
    if _ARTICLE.match(place.scan.text, place.naming.end):
        return -1  # an article of it: of the thing itself nothing is said
    low, high = clause(place.scan, place.naming)
    eastern = place.scan.context.language.startswith("zh")
    worth = place.naming.rule != "table" or eastern
    telling = worth and words.telling.search(place.scan.text, low, high)
    if eastern and place.naming.rule == "table":
        near = words.telling.search(place.scan.text, max(low, place.naming.start - 16), high)
        telling = near if near and near[0] not in _WEAK else None
    name = place.scan.text[place.naming.start : place.naming.end]
    short = len(name) <= 6 and name.isascii()  # an acronym alone: its full name stands elsewhere
    listed = eastern and place.scan.text[place.naming.start - 1 : place.naming.start] == "、"
    happens = place.action is not MechanismAction.ONGOING
    defined = eastern and place.naming.acronym is not None
    return 3 * happens + bool(telling) + (not short) - listed + 2 * defined


def _action(scan: Scan, naming: Naming, words: Words) -> MechanismAction:
    """What the words that govern a name say happens to it; ongoing where they say nothing."""
    western = latin(scan.context.language)
    low, high = clause(scan, naming)
    low, high = max(low, naming.start - words.near), min(high, naming.end + words.near)
    if western:
        low = max(_sentence(scan.text, naming.start), naming.start - words.near)
        high = min(high + 50, len(scan.text)) if scan.text[high : high + 2] == ", " else high
    before, after = scan.text[low : naming.start], scan.text[naming.end : high]
    around = f"{before}\N{REPLACEMENT CHARACTER}{after}"
    if words.bound.search(around):
        return MechanismAction.ONGOING
    standing = naming.id and scan.context.names.organisations[naming.id].kind in _STANDING
    if standing and not western:
        after = "" if _ACTS.match(after) else after
        around = f"{before}\N{REPLACEMENT CHARACTER}{after}"
    steady = bool(words.steady.search(around))
    for action, pattern in words.actions.items():
        if steady and action in _FOR_STANDING:
            continue
        if pattern.search(around):
            return action
    return MechanismAction.MET if naming.rule == "meeting" else MechanismAction.ONGOING


_FOR_STANDING = {MechanismAction.MET}


def _sentence(text: str, at: int) -> int:
    first = max(0, at - REACH)
    found = [m.end() for m in re.finditer(r"[.;!?]\s", text[first:at])]
    return first + found[-1] if found else first


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
