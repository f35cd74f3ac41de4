"""Japanese promises: what the verb at a clause's end makes of the words before it.

Recognised: plain verbs (〜を供与する, deeds_ja.py), frames over a complement (〜することで一致した,
〜する方針を示した, 〜するとの決意を表明した, 〜するよう指示した, 〜すると約束した, 招待を受諾した)
and closings (〜することとする, 〜する予定である), one within another (供与する用意がある旨述べた).
The force is the frame's, or that of the verb within. Left out: what has happened, is, or ought to
be; attitudes; denials (the lists are in languages/ja/commitments.yaml).

    "調査を実施することで一致した" -> pledge, of "調査を実施する"
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from communique.find.deeds_ja import bare, dated, of_noun, passive, pattern, refrains
from communique.find.inflections_ja import Ending, Verbs
from communique.languages import data
from communique.model.findings import Force

_TAIL = 44  # characters before a verb in which its link stands
_VERB = 32  # characters of the longest verb with its ending
_SAID = frozenset({"plain", "past", "renyo", "te", "go", "state", "noun"})
_KEEPING = ("堅持", "維持")
_STRESS = ("主張", "指摘")
_BOUND = frozenset({"agree", "decide", "vow", "confirm", "announce"})


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
    takes: dict[str, list[str]]
    links: dict[str, re.Pattern[str]]
    closings: dict[str, re.Pattern[str]]


@cache
def _grammar() -> _Grammar:
    given: Any = data("ja", "commitments")
    frames = [(verb, name) for name, verbs in given["frames"].items() for verb in verbs]
    adverbs = given["adverbs"]
    return _Grammar(
        Verbs(frames),
        given["takes"],
        {name: re.compile(p.replace("{a}", adverbs)) for name, p in given["links"].items()},
        {name: re.compile(p) for name, p in given["closings"].items()},
    )


def promise(text: str, start: int, stop: int, *, honoured: bool = False) -> Promise | None:
    """The promise of a clause whose words stand from `start` and whose verb ends at `stop`.

    `honoured` says that a passive may speak of its subject with respect (総理は約束されました).
    """
    made = judged(text, start, stop, honoured=honoured)
    return made if made and made.frame != "none" else None


def judged(text: str, start: int, stop: int, *, honoured: bool = False) -> Promise | None:
    """The promise of a clause; frame "none" says that its verb is a frame around none."""
    if shell := pattern("shells").search(text, max(start, stop - 12), stop):
        stop = shell.start()
    tail = text[max(start, stop - _TAIL) : stop]
    offset = stop - len(tail)
    for name, closing in _grammar().closings.items():
        if found := closing.search(tail):
            at = offset + found.start()
            made = _of_closing(name, text, start, stop - 2 if name == "item" else at)
            if made or name not in ("said", "koto", "kept"):
                return made
    if made := _framed(text, start, stop, honoured):
        return made
    force = bare(text, start, stop)
    return Promise(force, stop, "plain") if force else None


def _framed(text: str, start: int, stop: int, honoured: bool) -> Promise | None:
    """The promise in the complement of a frame's verb; frame "none" says that there is no promise
    in it, None that no frame's verb ends the clause."""
    tail = text[max(start, stop - _VERB) : stop]
    for name, verb in _grammar().frames.each_at_end(tail, len(tail)).items():
        at = stop - len(tail) + verb.start
        before = text[max(start, at - _TAIL) : at]
        for link in _grammar().takes[name]:
            if hangs := _grammar().links[link].search(before):
                ends = at - len(before) + hangs.start()
                if made := _complement(text, start, ends, verb, name, link, honoured):
                    return made
    return None


def _of_closing(name: str, text: str, start: int, at: int) -> Promise | None:
    """〜することとする, 〜する予定である, 〜する決意です, 〜すること (an item of a list)."""
    force = bare(text, start, at) or of_noun(text, start, at, linked=name == "plan")
    if force is None and refrains(text, start, at):
        force = Force.PLEDGE
    if force is None:
        return None
    force = {"plan": Force.INTENTION, "kept": Force.CONTINUATION}.get(name, force)
    return Promise(force, at, name, inner=name in ("said", "hearsay"))


def _complement(
    text: str, start: int, stop: int, verb: Ending, name: str, link: str, honoured: bool
) -> Promise | None:
    """What a frame's verb says of its complement; None where another link may fit better."""
    none = Promise(Force.PLEDGE, stop, "none")
    active = not verb.passive or honoured or link not in ("order", "invitation", "said")
    if verb.form not in _SAID or not active:
        return none
    if name == "announce" and link == "noun" and not pattern("of_nouns").search(verb.stem):
        return None
    if name == "say" and link == "said" and verb.stem in _STRESS:
        return None
    if name == "confirm" and link == "resolve" and "コミットメント" in text[stop : stop + 16]:
        return None  # held already: an attitude
    if name == "confirm" and link == "plan":
        intends = bare(text, start, stop)
        return Promise(Force.INTENTION, stop, "confirm-plan") if intends else None
    force = _linked(text, start, stop, link, name)
    if force is None:
        return None if link in ("noun", "devoted", "draft") else none
    if link == "devoted" and verb.form == "state":
        force = Force.CONTINUATION
    return Promise(force, stop, f"{name}-{link}", inner=True)


def _linked(text: str, start: int, stop: int, link: str, name: str) -> Force | None:
    """The force of a complement by how it hangs on its verb."""
    if link == "invitation":
        return Force.INTENTION
    if link == "devoted":
        return Force.PLEDGE
    if link == "order":
        return Force.PLEDGE if bare(text, start, stop) or name == "instruct" else None
    if link in ("noun", "deed_noun"):
        return of_noun(text, start, stop)
    force = _within(text, start, stop, link, name)
    if force is None or link == "need":
        return force and Force.INTENTION
    if link == "plan":
        return force if name in ("agree", "decide") else Force.INTENTION
    return Force.PLEDGE if link == "target" else force


def _within(text: str, start: int, stop: int, link: str, name: str) -> Force | None:
    """The force of the complement's own words: its verb, its noun, or a promise inside it."""
    force = bare(text, start, stop)
    if force is None and name in _BOUND and refrains(text, start, stop):
        return Force.PLEDGE
    if force is None and name in ("agree", "decide") and link == "koto":
        force = _owed(text, start, stop)
    if force is None and (link in ("plan", "target") or name == "decide"):
        force = of_noun(text, start, stop, linked=link in ("plan", "target"))
    if force is None and link in ("koto", "mune", "said", "point"):
        inner = promise(text, start, stop)  # 供与することを決定した旨伝えた, 用意がある旨述べた
        force = inner.force if inner else None
    return force


def _owed(text: str, start: int, stop: int) -> Force | None:
    """〜すべきことに意見の一致をみた: a deed of those who agree, or one that has its day."""
    if not text.endswith("べき", start, stop):
        return None
    at = stop - 2
    at -= text.endswith("す", start, at) and not text.endswith("る", start, at)
    verb = text[start:at] + ("する" if at == stop - 3 else "")
    if passive(verb, len(verb)) and not dated(verb, len(verb)):
        return None
    return bare(verb, 0, len(verb))
