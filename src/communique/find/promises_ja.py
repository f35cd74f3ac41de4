"""Japanese promises: what the verb at a clause's end makes of the words before it.

Recognised: plain verbs (〜を供与する), frames over a complement (〜することで一致した, 〜する方針を
示した, 〜するとの決意を表明した, 〜するよう指示した, 〜すると約束した, 招待を受諾した) and closings
(〜することとする, 〜する予定である). The force is the frame's, or that of the verb within. Left
out: what has happened, is, or ought to be; attitudes; denials (the lists are in
languages/ja/commitments.yaml).

    "調査を実施することで一致した" -> pledge, of "調査を実施する"
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from communique.find.inflections_ja import Verbs
from communique.languages import data
from communique.model.findings import Force

_TAIL = 44  # characters before a verb in which its link stands
_SAID = frozenset({"plain", "past", "renyo", "te", "go", "state", "noun"})


@dataclass(frozen=True, slots=True)
class Promise:
    """What a clause promises: how firmly, where the promise's own words end, and by which frame.

    `inner` says that the complement may have a subject of its own.
    """

    force: Force
    stop: int
    frame: str
    inner: bool = False


@dataclass(frozen=True, slots=True)
class _Grammar:
    frames: Verbs
    unpromising: Verbs
    takes: dict[str, list[str]]
    links: dict[str, re.Pattern[str]]
    closings: dict[str, re.Pattern[str]]
    patterns: dict[str, re.Pattern[str]]


@cache
def _grammar() -> _Grammar:
    given: Any = data("ja", "commitments")
    frames = [(verb, name) for name, verbs in given["frames"].items() for verb in verbs]
    adverbs = given["adverbs"]
    keys: tuple[str, ...] = (
        "not_yet",
        "promising",
        "effort",
        "continuation",
        "exploration",
        "separable",
    )
    keys += (
        "means",
        "narrative",
        "formulas",
        "reviewed",
        "now_exploration",
        "now_intention",
        "now_effort",
        "shared_values",
        "no_subject",
        "duty",
        "of_nouns",
        "partner",
        "chapeau",
        "supposed",
        "action_nouns",
        "scheduled",
        "scheduled_subjects",
    )
    return _Grammar(
        Verbs(frames),
        Verbs((verb, "none") for verb in given["unpromising"]),
        given["takes"],
        {name: re.compile(p.replace("{a}", adverbs)) for name, p in given["links"].items()},
        {name: re.compile(p) for name, p in given["closings"].items()},
        {key: re.compile(given[key]) for key in keys}
        | {
            "nouns": re.compile(given["action_nouns"] + "$"),
            "nominal": re.compile(given["nominal"].replace("ACTION", given["action_nouns"])),
        },
    )


def pattern(name: str) -> re.Pattern[str]:
    """A pattern of the Japanese promises by its name in the data."""
    return _grammar().patterns[name]


def promise(text: str, start: int, stop: int) -> Promise | None:
    """The promise of a clause whose words stand from `start` and whose verb ends at `stop`."""
    grammar = _grammar()
    tail = text[max(start, stop - 90) : stop]
    offset = stop - len(tail)
    for name, closing in grammar.closings.items():
        if found := closing.search(tail):
            at = offset + found.start()
            made = _of_closing(name, text, start, stop - 2 if name == "item" else at)
            if made or name != "said":
                return made
    made = framed(text, start, stop)
    if made:
        return made if made.frame != "none" else None
    force = bare(text, start, stop)
    return Promise(force, stop, "plain") if force else None


def framed(text: str, start: int, stop: int) -> Promise | None:
    """The promise in the complement of a frame's verb; frame "none" says that there is no promise
    in it, None that no frame's verb ends the clause."""
    tail = text[max(start, stop - 90) : stop]
    verb = _grammar().frames.at_end(tail, len(tail))
    return _framed(text, start, stop - len(tail) + verb[0].start, verb) if verb else None


def _of_closing(name: str, text: str, start: int, at: int) -> Promise | None:
    """〜することとする, 〜する予定である, 〜する決意です, 〜すること (an item of a list)."""
    force = bare(text, start, at) or _of_noun(text, start, at, name)
    if force is None:
        return None
    if name == "plan":
        force = Force.INTENTION
    return Promise(force, at, name, inner=name == "said")


def _framed(text: str, start: int, at: int, verb: Any) -> Promise | None:
    ending, name = verb
    grammar = _grammar()
    tail = text[max(start, at - _TAIL) : at]
    offset = at - len(tail)
    for link in grammar.links:
        if link not in grammar.takes[name] or not (found := grammar.links[link].search(tail)):
            continue
        told = not ending.passive or link not in ("order", "invitation", "said")
        if ending.form not in _SAID or not told:
            return Promise(Force.PLEDGE, at, "none")
        stop = offset + found.start()
        mere = name == "announce" and link == "noun"
        if mere and not grammar.patterns["of_nouns"].search(ending.stem):
            continue
        if (name == "say" and link == "said") and ending.stem in ("強調", "主張", "指摘"):
            continue
        if name == "confirm" and link == "plan":
            return Promise(Force.INTENTION, stop, "plan") if bare(text, start, stop) else None
        force = _linked(text, start, stop, link, name)
        return Promise(force, stop, f"{name}-{link}", inner=True) if force else _none(link, at)
    return None


def _none(link: str, at: int) -> Promise | None:
    """A complement that promises nothing closes the matter, a mere noun does not."""
    return None if link == "noun" else Promise(Force.PLEDGE, at, "none")


def _linked(text: str, start: int, stop: int, link: str, name: str) -> Force | None:
    if link == "invitation":
        return Force.INTENTION
    if link == "order":
        return Force.PLEDGE if bare(text, start, stop) or name == "instruct" else None
    if link == "noun":
        return _of_noun(text, start, stop, "noun")
    force = bare(text, start, stop, wish=link in ("said", "mune", "plan"))
    if force is None:
        named = link in ("plan", "target") or name == "decide"
        force = _of_noun(text, start, stop, link) if named else None
    if force is None and link in ("koto", "mune", "said", "point"):
        within = promise(text, start, stop)  # 供与することを決定した旨伝えた, 用意がある旨述べた
        force = within.force if within else None
    if force is None:
        return None
    if link == "plan":
        return force if name in ("agree", "decide") else Force.INTENTION
    if link == "need":
        return Force.INTENTION
    return Force.PLEDGE if link == "target" else force


def _of_noun(text: str, start: int, stop: int, link: str) -> Force | None:
    """供与の方針, 交渉の開始で一致: nouns of doing. 検討, 継続 and the like keep their force."""
    tail = text[max(start, stop - 12) : stop]
    if link in ("plan", "target"):
        tail = tail.removesuffix("の")
    found = _grammar().patterns["nouns"].search(tail)
    if not found:
        return None
    if found[0] in ("継続", "維持"):
        return Force.CONTINUATION
    if found[0] in ("検討", "研究", "協議", "調査"):
        return Force.EXPLORATION
    return Force.EFFORT if found[0] in ("連携", "協力") else Force.PLEDGE


def bare(text: str, start: int, stop: int, *, wish: bool = False) -> Force | None:
    """How firm the words up to a verb without frame are; None if that verb promises nothing.

    `wish` allows 〜したい, which is an intention where a frame reports it.
    """
    grammar, patterns = _grammar(), _grammar().patterns
    stop = start + len(text[start:stop].rstrip("、,， "))
    tail = text[max(start, stop - 16) : stop]
    clause = text[max(start, stop - 120) : stop]
    if patterns["supposed"].search(clause) or patterns["shared_values"].search(clause):
        return None
    if tail.endswith(("たい", "たいです", "たいと思います", "たいと考えています", "たいと思う")):
        inner = re.sub(r"たい[^い]*$", "", tail)
        doubtful = grammar.unpromising.at_end(inner, len(inner))
        if doubtful or not wish:
            return None
        return Force.EXPLORATION if patterns["exploration"].search(inner[-8:]) else Force.INTENTION
    for now in (Force.EXPLORATION, Force.INTENTION, Force.EFFORT):
        if patterns[f"now_{now}"].search(tail):
            return now
    if patterns["not_yet"].search(tail) or not patterns["promising"].search(tail):
        return None
    known = grammar.unpromising.at_end(tail, len(tail))
    if known and not any(_closing(patterns[name], tail) for name in ("effort", "exploration")):
        return None
    if patterns["effort"].search(tail):
        return Force.EFFORT
    if patterns["continuation"].search(tail) or "引き続き" in clause or "今後とも" in clause:
        return Force.CONTINUATION
    looks = patterns["exploration"].search(tail) and not patterns["reviewed"].search(clause)
    return Force.EXPLORATION if looks else Force.PLEDGE


def _closing(words: re.Pattern[str], tail: str) -> bool:
    """Whether a pattern is the verb itself, with at most an ending behind it."""
    found = words.search(tail)
    return found is not None and len(tail) - found.end() <= 6


def scheduled(text: str, stop: int, subject: str) -> bool:
    """Whether a thing (a meeting, a loan) is said to take place or be made: 〜は…に開催される."""
    subjects = _grammar().patterns["scheduled_subjects"]
    return dated(text, stop) and bool(subjects.search(subject))


def dated(text: str, stop: int) -> bool:
    """Whether a verb tells what can be done by a set time (開催される, not 適用される)."""
    tail = text[max(0, stop - 16) : stop]
    return bool(_grammar().patterns["scheduled"].search(tail))


def passive(text: str, stop: int) -> bool:
    """Whether a clause ends in a passive verb (開催される)."""
    return bool(
        re.search(r"(?:され|われ|かれ|られ|たれ)(?:る|ます)$", text[max(0, stop - 8) : stop])
    )


def nominal(text: str, start: int, stop: int, *, listed: bool) -> Promise | None:
    """A promise without する: 五億円を拠出; of an item that is `listed` below its sentence also
    合同委員会の設置."""
    tail = text[max(start, stop - 40) : stop]
    if not (_grammar().patterns["nominal"].search(tail) or listed):
        return None
    force = _of_noun(text, start, stop, "noun")
    return Promise(force, stop, "nominal") if force else None


def duty(text: str, stop: int) -> Promise | None:
    """What a treaty lays upon its parties: 通報しなければならない, 妨げてはならない."""
    tail = text[max(0, stop - 16) : stop]
    return Promise(Force.PLEDGE, stop, "plain") if pattern("duty").search(tail) else None
