"""Japanese attitudes: the stance of the verb that ends a clause.

Recognised: verbs of one stance (歓迎した, 〜に反対する), nouns of attitude with a verb of telling
(懸念を表明した), judgements agreed, told or stressed (〜が重要であることを強調した), attitudes
agreed or told (〜を支持する旨述べた), 再確認した of anything, refusals in a speaker's words, and
judgements without a verb (極めて遺憾である). Left out: passives of verbs (〜が懸念される), denials,
and 一致した or 確認した of what is to be done, which is a promise (promises_ja.py). The lists are
in languages/ja/positions.yaml.

    "両首脳は、北朝鮮の核開発に深刻な懸念を表明した。" -> concern, strong
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from communique.find.deeds_ja import bare
from communique.find.inflections_ja import Ending, Verbs
from communique.languages import data
from communique.model.findings import Degree, Stance

_TAIL = 60  # characters before a verb in which its noun or link stands
_VERB = 30  # characters of the longest verb with its ending, or of a judgement
_OF_DEED = re.compile(r"[うくぐすつぬぶむる](?:との|という)?(?:[^、,，はがを]{0,6}$)")
_AGAIN = re.compile("改めて|再び|再度|重ねて|繰り返し")
_OPINION = re.compile("との[^、。]{0,4}(?:立場|考え(?!方)|意見|主張)")
_SHARED = ("共有", "確認", "共に")
_STANCES = frozenset(Stance)
_PRESENT = frozenset({"plain", "state", "go", "desire", "noun"})
_FORMS = frozenset({"plain", "past", "renyo", "te", "state", "go", "desire", "noun"})


@dataclass(frozen=True, slots=True)
class Attitude:
    """A stance, its degree, where the words of its object end, and by which frame."""

    stance: Stance
    degree: Degree
    stop: int
    frame: str
    inner: bool = False


@dataclass(frozen=True, slots=True)
class _Grammar:
    verbs: Verbs
    nouns: dict[Stance, re.Pattern[str]]
    complements: dict[str, re.Pattern[str]]
    adjectives: dict[Stance, re.Pattern[str]]
    patterns: dict[str, re.Pattern[str]]


@cache
def _grammar() -> _Grammar:
    given: Any = data("ja", "positions")
    link, adverbs = given["noun_link"], given["adverbs"]
    listed = [(verb, name) for name, verbs in given["verbs"].items() for verb in verbs]
    keys: tuple[str, ...] = (
        "ought",
        "refused",
        "stative",
        "strong",
        "asked",
        "demanded",
        "obtained",
    )
    keys += ("not_events", "not_attitudes", "sought", "asking", "wished", "wished_own", "wrapped")
    keys += ("passing_hints",)
    return _Grammar(
        Verbs(listed),
        {Stance(n): re.compile(p + link) for n, p in given["nouns"].items()},
        {n: re.compile(p.replace("{a}", adverbs)) for n, p in given["complements"].items()},
        {Stance(n): re.compile(p) for n, p in given["adjectives"].items()},
        {key: re.compile(given[key]) for key in keys},
    )


def pattern(name: str) -> re.Pattern[str]:
    """A pattern of the Japanese attitudes by its name in the data."""
    return _grammar().patterns[name]


def attitude(text: str, start: int, stop: int, *, depth: int = 2) -> Attitude | None:
    """The attitude of a clause whose words stand from `start` and whose verb ends at `stop`;
    `depth` is how many frames may lie around it (〜に反対する方針だ)."""
    tail = text[max(start, stop - _TAIL - _VERB) : stop]
    offset = stop - len(tail)
    if _grammar().patterns["not_attitudes"].search(tail[-24:]):
        return None
    found_verbs = _grammar().verbs.each_at_end(tail, len(tail))
    if verbs := {name: verb for name, verb in found_verbs.items() if _finite(verb, tail)}:
        for step in (_by_noun, _by_complement, _by_verb):
            if found := step(text, start, offset, tail, verbs):
                return found
    end = tail[-_VERB:]
    if found := _by_adjective(text, start, stop - len(end), end):
        return found
    wrapped = _grammar().patterns["wrapped"].search(end) if depth else None
    if wrapped is None:
        return None
    return attitude(text, start, stop - len(end) + wrapped.start(), depth=depth - 1)


def _finite(verb: Ending, tail: str) -> bool:
    """Whether a verb is one in a form that states; 歓迎 alone only behind its object (〜を歓迎)."""
    before = tail[max(0, verb.start - 3) : verb.start]
    return verb.form != "noun" or before.endswith((*"をにくで", "改めて", "重ねて", "初めて"))


def _stance_verb(found: Mapping[str, Ending]) -> tuple[Ending, Stance] | None:
    """The verb of one stance among those at an end; the longest."""
    held = [(ending.start, name) for name, ending in found.items() if name in _STANCES]
    return (found[min(held)[1]], Stance(min(held)[1])) if held else None


def _made(stance: Stance, text: str, start: int, stop: int, frame: str, end: int) -> Attitude:
    """With the degree that the words around the object's end tell."""
    beside = text[max(start, stop - 14) : end]
    strong = _grammar().patterns["strong"].search(beside)
    return Attitude(stance, Degree.STRONG if strong else Degree.PLAIN, stop, frame)


def _by_noun(
    text: str, start: int, offset: int, tail: str, verbs: Mapping[str, Ending]
) -> Attitude | None:
    """深刻な懸念を表明した; 〜との認識を共有した."""
    verb = verbs.get("express")
    if verb is None or verb.form not in _FORMS:
        return None
    before = tail[: verb.start]
    if verb.passive != before.endswith("が") and not verb.stem.endswith("あ"):
        return None
    for stance, noun in _grammar().nouns.items():
        found = noun.search(before[-_TAIL:])
        if not found:
            continue
        stop = offset + len(before) - len(before[-_TAIL:]) + found.start()
        if stance is Stance.REAFFIRM and not _held(verb.stem, text, start, stop):
            return None
        if stance is Stance.RECOGNISE:
            inner = text[max(start, stop - 30) : stop]
            if _OPINION.match(text, stop) and not _grammar().patterns["ought"].search(inner):
                return None  # 派遣するとの考えを示した
            stance = _weighed(text, start, stop, verb.stem)
        return _made(stance, text, start, stop, f"noun-{stance}", offset + len(tail))
    return None


def _weighed(text: str, start: int, stop: int, stem: str) -> Stance:
    """A view shown anew is reaffirmed; one of what ought to be supports it."""
    shown = text[stop : stop + 24]
    if _AGAIN.search(shown) or "再確認" in stem:
        return Stance.REAFFIRM
    opinion = (
        re.match("との[^、。]{0,4}(?:見解|見方|考え|立場|意見|主張)", shown)
        and "共" not in shown[:14]
    )
    ought = _grammar().patterns["ought"].search(text[max(start, stop - 30) : stop])
    return Stance.SUPPORT if opinion and ought and stem not in _SHARED else Stance.RECOGNISE


def _held(stem: str, text: str, start: int, stop: int) -> bool:
    """Whether a commitment or policy is told as held already, and is no new promise."""
    again = _AGAIN.search(text, stop, stop + 20)
    if again or stem in ("再確認", "確認", "改めて表明", "再表明", "繰り返", "堅持"):
        return True
    before = text[max(start, stop - 24) : stop]
    return stem in ("強調", "新たに") and not _OF_DEED.search(before)


def _by_complement(
    text: str, start: int, offset: int, tail: str, verbs: Mapping[str, Ending]
) -> Attitude | None:
    for name in ("agree", "reaffirm", "confirm", "emphasise", "say"):
        verb = verbs.get(name)
        if verb is None or verb.passive or verb.form not in _FORMS:
            continue
        at = offset + verb.start
        if found := _judged(name, text, start, at, offset + len(tail)):
            return found
    return None


def _judged(name: str, text: str, start: int, at: int, end: int) -> Attitude | None:
    """What is agreed, confirmed, stressed or said: an attitude, a judgement, or a thing."""
    tail = text[max(start, at - _TAIL) : at]
    offset = at - len(tail)
    again = name == "confirm" and re.search(r"(?:改めて|再度|再び)$", tail)
    if (name == "reaffirm" or again) and _link("thing", tail):
        return _made(Stance.REAFFIRM, text, start, at, "reaffirm", end)
    if found := _link("attitude", tail):
        stop = offset + found.start()
        if held := _told(name, text, start, stop, end):
            return held
    if found := _link("weight", tail):
        stance = {"confirm": Stance.RECOGNISE, "agree": Stance.SUPPORT}.get(name, Stance.SUPPORT)
        return _made(stance, text, start, offset + found.start(), f"{name}-weight", end)
    return _stated(name, text, start, tail, offset, end)


def _told(name: str, text: str, start: int, stop: int, end: int) -> Attitude | None:
    """An attitude that another verb agrees on or tells: 〜に反対することで一致した."""
    within = text[max(start, stop - 60) : stop]
    verb = _stance_verb(_grammar().verbs.each_at_end(within, len(within)))
    if verb and verb[0].form not in _PRESENT:
        return None
    if _grammar().patterns["refused"].search(within):
        return _made(Stance.OPPOSE, text, start, stop, "refusal", end)
    held = attitude(text, start, stop, depth=0)
    if held is None or held.frame.startswith(("reaffirm", "confirm", "agree", "emphasise")):
        return None
    return replace(held, frame=f"{name}-attitude", inner=True)


def _stated(name: str, text: str, start: int, tail: str, offset: int, end: int) -> Attitude | None:
    """Judgements (〜すべきである, 〜が不可欠である) and states that are agreed or told."""
    grammar = _grammar()
    for link in ("point", "koto", "said"):
        if (link == "said" and name in ("agree", "confirm")) or not (found := _link(link, tail)):
            continue
        stop = offset + found.start()
        inner = text[max(start, stop - 30) : stop]
        ought = grammar.patterns["ought"].search(inner)
        stance = None
        if name in ("emphasise", "say"):
            stressed = name == "emphasise" and (link != "said" or not inner.endswith("」"))
            stressed = stressed and not (link == "said" and bare(text, start, stop))
            stance = Stance.SUPPORT if ought or stressed else None
        elif ought and "べき" in ought[0] and name == "agree":
            stance = Stance.SUPPORT
        elif (
            link == "point"
            or ought
            or (grammar.patterns["stative"].search(inner) and not bare(text, start, stop))
        ):
            stance = Stance.RECOGNISE
        if stance is None:
            return None
        return _made(stance, text, start, stop, f"{name}-{link}", end)
    found = _link("thing", tail)
    if name == "emphasise" and found and found[0]:
        return _made(Stance.SUPPORT, text, start, offset + found.start(), "emphasise", end)
    if name == "confirm" and found and found[0].startswith("を"):
        stop = offset + found.start()
        if grammar.patterns["not_events"].search(text[max(start, stop - 12) : stop]):
            return _made(Stance.REAFFIRM, text, start, stop, "confirm", end)
    return None


def _link(name: str, tail: str) -> re.Match[str] | None:
    return _grammar().complements[name].search(tail)


def _by_verb(
    text: str, start: int, offset: int, tail: str, verbs: Mapping[str, Ending]
) -> Attitude | None:
    found = _stance_verb(verbs)
    if found is None or found[0].passive or found[0].form not in _FORMS:
        return None
    verb, stance = found
    before = tail[: verb.start]
    if stance is Stance.URGE and not _asks(verb, before):
        return None
    stop = offset + verb.start
    return _made(stance, text, start, stop, f"verb-{stance}", offset + len(tail))


def _asks(verb: Ending, before: str) -> bool:
    """Whether a verb asks somebody (撤回を求めた) and does not look for a thing (平和を求める)."""
    patterns = _grammar().patterns
    future = verb.form == "go" or (verb.form == "plain" and verb.stem.startswith("働きかけ"))
    if patterns["sought"].search(before) or (future and not patterns["asking"].match(verb.stem)):
        return False
    always = verb.form != "go" and patterns["asking"].match(verb.stem)
    return bool(always or patterns["asked"].search(before))


def _by_adjective(text: str, start: int, offset: int, tail: str) -> Attitude | None:
    """極めて遺憾である; 到底受け入れられない; 示してもらいたい."""
    patterns, end = _grammar().patterns, offset + len(tail)
    if found := patterns["refused"].search(tail):
        return _made(Stance.OPPOSE, text, start, offset + found.start(), "adjective-oppose", end)
    if (found := patterns["wished"].search(tail)) and not patterns["wished_own"].search(tail):
        return _made(Stance.URGE, text, start, offset + found.start(), "wished", end)
    for stance, words in _grammar().adjectives.items():
        if found := words.search(tail):
            stop = offset + found.start()
            return _made(stance, text, start, stop, f"adjective-{stance}", end)
    return None
