"""What in a Chinese text can act: names, offices, sides, and pronouns to be resolved.

Recognised: states, organisations and people of the tables, 两国 and its like (the parties), one
character for a party with 方 or 国 (肯方), offices by their holder, surnames that the text ties to
a state (外交部长许立衡 … 许部长), ministries of the text's own state, 我们 and 我. Left out: names
of meetings, treaties and standing bodies, which do not act.

    "肯方" in a statement of China and Kenya -> KEN
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Literal

from communique.find.actors import actors_at, state_of_body, state_of_person
from communique.find.casting_zh import called, counted_of, pair_at, parties_of, partners_of
from communique.find.context import Context, Scan
from communique.find.gates import compiled
from communique.find.kept import Kept
from communique.find.parts_zh import cue, cues, folded
from communique.find.persons_zh import acting, persons
from communique.languages import data
from communique.names import Mention
from communique.names.folds import fold
from communique.read.header.offices import offices_in

Sort = Literal["actor", "nobody", "thing", "none"]
WE, I_SELF, YOU, THEY, HE, OWN = "we", "i", "you", "they", "he", "own"
_BODIES = frozenset({"ministry", "agency", "military", "force", "command", "parliament"})
_found: Kept[Scan, list[Candidate]] = Kept()
_sided: Kept[Context, dict[str, str]] = Kept()
_turns: Kept[Context, dict[str, Counter[str]]] = Kept()
_patterns: Kept[Context, re.Pattern[str]] = Kept()


@dataclass(frozen=True, slots=True)
class Candidate:
    """Words at `start` to `end` of a scan that can act: codes, or a pronoun to be resolved."""

    start: int
    end: int
    codes: tuple[str, ...]
    pronoun: str = ""
    office: bool = False
    joint: bool = False


@dataclass(frozen=True, slots=True)
class Subject:
    """Who a clause is about: `start` is where its words begin, `near` whether they stand right
    before the verb but for adverbs and adjuncts."""

    sort: Sort
    codes: tuple[str, ...] = ()
    start: int = 0
    near: bool = True
    plural: bool = False


@dataclass(slots=True)
class Stage:
    """What carries over from clause to clause: the topic, and who is speaking in which way."""

    topic: tuple[str, ...] | None = None
    speaker: tuple[str, ...] | None = None
    voice: Literal["", "state", "paper", "nobody"] = ""
    last: tuple[str, ...] | None = None
    last_voice: str = ""
    paragraph: int = -1
    scan: int = -1
    asked: bool = False
    turn: bool = False


@cache
def _joint() -> re.Pattern[str]:
    return compiled("|".join(f"(?:{p})" for p in data("zh-Hans", "actors")["joint"]))


def sides(context: Context) -> dict[str, str]:
    """The parties of an event, and other states named in its text, by the one character that stands
    for each (肯 for Kenya)."""
    if context not in _sided:
        named = [m.id for s in context.scans[:60] for m in s.mentions if m.kind == "state"]
        others = [code for code in dict.fromkeys(named) if code not in parties_of(context)]
        marks = _marks(others, context)
        for char in str(cues("clauses")["no_side"]):
            marks.pop(char, None)
        _sided[context] = {**marks, **_marks(parties_of(context), context)}
    return _sided[context]


def _marks(codes: Iterable[str], context: Context) -> dict[str, str]:
    """The first characters of the names of states, but those that two of them share."""
    marks: dict[str, str] = {}
    for code in codes:
        state = context.names.states.get(code)
        forms = (*state.zh_hant, *state.zh_hans, *state.characters_zh) if state else ()
        for char in {fold(f.text, "zh-Hans")[:1] for f in forms} - {""}:
            marks[char] = "" if marks.get(char, code) != code else code
    return {char: code for char, code in marks.items() if code}


def _literal(context: Context) -> re.Pattern[str]:
    """Sides and surnames of a document in one pattern."""
    if context not in _patterns:
        marks, names = sides(context), sorted(persons(context), key=len, reverse=True)
        either = "".join(map(re.escape, marks))
        side = rf"(?P<side>[{either}])(?:方(?![面式向案法针])|国(?![际家内外防会民歌]))"
        long = "|".join(re.escape(n) for n in names if len(n) > 1)
        short = "|".join(re.escape(n) for n in names if len(n) == 1)
        office = cues("clauses")["office"]
        parts = [side] if marks else []
        parts += [rf"(?P<name>{long})"] if long else []
        parts += [rf"(?P<short>{short})(?={office})"] if short else []
        _patterns[context] = compiled("|".join(parts) or "(?!)")
    return _patterns[context]


@cache
def _pronouns() -> re.Pattern[str]:
    keys = {WE: "we", I_SELF: "i", YOU: "you", THEY: "they", HE: "he", OWN: "own_bodies"}
    return compiled("|".join(f"(?P<{k}>{cues('clauses')[key]})" for k, key in keys.items()))


def candidates(scan: Scan) -> list[Candidate]:
    """Everything in a scan that can act, in order, longest first, without overlaps."""
    if scan in _found:
        return _found[scan]
    context, text = scan.context, folded(scan)
    marks, known = sides(context), persons(context)
    made: list[Candidate] = []
    for m in _literal(context).finditer(text):
        code = marks[m["side"]] if m.lastgroup == "side" else known[m[0]]
        made.append(Candidate(m.start(), m.end(), (code,)))
    made += [_all(m, scan) for m in _joint().finditer(text)]
    made += [Candidate(m.start(), m.end(), (code,)) for m, code in called(scan)]
    if others := partners_of(context):
        found = cue("clauses", "partners").finditer(text)
        made += [Candidate(m.start(), m.end(), others, joint=True) for m in found]
    made += [c for n in scan.mentions if (c := _named(n, scan, text, marks))]
    for office in offices_in(scan.text, context.language, context.names):
        if cue("clauses", "own_bodies").fullmatch(text, office.start, office.end):
            continue
        if text.startswith("国", office.end):  # 轮值主席国西班牙
            continue
        if codes := actors_at(scan, office.start, office.end):
            made.append(Candidate(office.start, office.end, codes, office=True))
    for m in _pronouns().finditer(text):
        made.append(Candidate(m.start(), m.end(), (), m.lastgroup or ""))
    made.sort(key=lambda c: (c.start, -c.end))
    kept: list[Candidate] = []
    for one in made:
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    _found[scan] = kept
    return kept


def _all(match: re.Match[str], scan: Scan) -> Candidate:
    """双方 and 两国: the pair that is meant; 各方 and 三国: all parties."""
    first = match[0][0]
    if first in "两双":
        codes = pair_at(scan, match.start())
    else:
        codes = counted_of(scan.context, "一二三四五六七八九十".find(first) + 1)
    return Candidate(match.start(), match.end(), codes, joint=True)


def _state_within(name: str, context: Context) -> str | None:
    """The state whose name a body's begins with (美国国务院)."""
    for size in (4, 3, 2):
        named = context.names.find(name[:size], "zh-Hans") if size < len(name) else []
        if named and named[0].kind == "state" and named[0].start == 0:
            return named[0].id
    return None


def _named(m: Mention, scan: Scan, text: str, marks: dict[str, str]) -> Candidate | None:
    context = scan.context
    end = m.end + (text[m.end : m.end + 1] == "方" and m.end - m.start == 1)
    if m.kind == "state":
        code = marks.get(text[m.start : m.end], m.id) if m.end - m.start == 1 else m.id
        return (
            None
            if m.weak and code == m.id and code not in parties_of(context)
            else (Candidate(m.start, end, (code,)))
        )
    if m.kind == "person":
        state = state_of_person(m, context)
        return Candidate(m.start, m.end, (state,)) if state else None
    if m.kind == "place" and context.names.places[m.id].kind == "capital":
        of = context.names.places[m.id].state
        governs = cue("clauses", "capital").match(text, m.end)
        return Candidate(m.start, m.end, (of,)) if of and governs else None
    if m.kind == "organisation" and not m.weak:
        kind = context.names.organisations[m.id].kind
        if kind in _BODIES:
            body = state_of_body(m.id) or _state_within(text[m.start : m.end], context)
            return Candidate(m.start, m.end, (body,)) if body else None
        return Candidate(m.start, m.end, (m.id,)) if acting(m, context) else None
    return None


def side_of(label: str, context: Context) -> tuple[str, ...]:
    """The state of a transcript's speaker whom nothing else places: the side (中方) that opens most
    of the clauses in their turns."""
    if context not in _turns:
        _turns[context] = _count_sides(context)
    counted = _turns[context].get(label)
    return (counted.most_common(1)[0][0],) if counted else ()


def _count_sides(context: Context) -> dict[str, Counter[str]]:
    counts: dict[str, Counter[str]] = {}
    who, paragraph = "", -1
    for scan in context.scans:
        text = folded(scan)
        if scan.passage.paragraph != paragraph:
            paragraph, turn = scan.passage.paragraph, cue("clauses", "turn").match(text)
            who = turn["who"] if turn else ""
        if who:
            for one in candidates(scan):
                opens = one.start == 0 or text[one.start - 1] in ",;:。"
                if opens and len(one.codes) == 1 and text[one.end - 1] in "方国":
                    counts.setdefault(who, Counter())[one.codes[0]] += 1
    return counts
