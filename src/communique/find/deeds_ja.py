"""Japanese words for what is done: how firm a clause without a frame is.

Recognised: plain verbs (〜を供与する), wishes of who speaks (〜したい), what one is at (検討中だ),
what one will not do (行使しないこと), nouns of doing (供与, 交渉の開始), the passive of a schedule
(開催される). Left out: what has happened, is, or ought to be; attitudes; what happens by itself
(the lists are in languages/ja/commitments.yaml).

    "学校を建設する" -> pledge;  "学校を建設した" -> nothing
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from communique.find.inflections_ja import Verbs
from communique.languages import data
from communique.model.findings import Force

_NOW = (Force.EXPLORATION, Force.INTENTION, Force.EFFORT)
_WISH = re.compile(
    r"たい(?:です|と、?(?:思|考え|存じ)(?:っ?て(?:いる|います|おる|おります)|う|います|る|ます)?)?$"
)
_OTHERS_DO = re.compile(r"(?:て|で)(?:もらい|いただき|頂き|ほし|欲し)$")
_OWN_LEAVE = re.compile(r"(?:さ)?せて(?:いただき|頂き)$")
_PATTERNS = (
    "not_yet",
    "promising",
    "effort",
    "continuation",
    "exploration",
    "separable",
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
    "chapeau_above",
    "supposed",
    "action_nouns",
    "scheduled",
    "scheduled_subjects",
    "refrain",
    "shells",
    "humble",
    "subordinate",
    "modifying",
    "keeps",
    "goes_on",
    "held_view",
    "together",
    "time_topic",
    "object_topic",
    "jointly",
    "aside",
    "deed",
    "joint_texts",
    "joint_titles",
    "shared_span",
    "set_at",
)


@dataclass(frozen=True, slots=True)
class _Words:
    unpromising: Verbs
    patterns: dict[str, re.Pattern[str]]


@cache
def _words() -> _Words:
    given: Any = data("ja", "commitments")
    nouns = given["action_nouns"]
    return _Words(
        Verbs((verb, "none") for verb in given["unpromising"]),
        {key: re.compile(given[key]) for key in _PATTERNS}
        | {
            "nouns": re.compile(nouns + "$"),
            "nominal": re.compile(given["nominal"].replace("ACTION", nouns)),
        },
    )


def pattern(name: str) -> re.Pattern[str]:
    """A pattern of the Japanese promises by its name in the data."""
    return _words().patterns[name]


def bare(text: str, start: int, stop: int) -> Force | None:
    """How firm the words up to a verb without frame are; None if that verb promises nothing."""
    patterns = _words().patterns
    stop = start + len(text[start:stop].rstrip("、,， "))
    if shell := patterns["shells"].search(text, max(start, stop - 12), stop):
        stop = shell.start()
    tail = text[max(start, stop - 24) : stop]
    clause = text[max(start, stop - 120) : stop]
    if patterns["shared_values"].search(clause[-36:]) or patterns["held_view"].search(tail):
        return None
    if wish := _WISH.search(tail):
        return _wished(tail[: wish.start()], clause)
    for now in _NOW:
        if patterns[f"now_{now}"].search(tail):
            return now
    if patterns["supposed"].search(clause):
        return None
    if patterns["not_yet"].search(tail) or not patterns["promising"].search(tail):
        return None
    if _promises_nothing(tail):
        return None
    return _degree(tail, clause)


def _promises_nothing(tail: str) -> bool:
    """Whether the verb at an end is one that promises nothing, unless made to happen (〜させる)."""
    known = _words().unpromising.at_end(tail, len(tail))
    if known is None or known[0].causative:
        return False
    patterns = _words().patterns
    return not any(_closing(patterns[name], tail) for name in ("effort", "exploration"))


def _degree(tail: str, clause: str) -> Force:
    """Effort, continuation or exploration by the verb and the adverbs, else a pledge."""
    patterns = _words().patterns
    if patterns["effort"].search(tail) and not patterns["goes_on"].search(tail):
        return Force.EFFORT
    if patterns["continuation"].search(tail) or patterns["keeps"].search(clause):
        return Force.CONTINUATION
    looks = patterns["exploration"].search(tail) and not patterns["reviewed"].search(clause)
    return Force.EXPLORATION if looks else Force.PLEDGE


def _wished(inner: str, clause: str) -> Force | None:
    """〜したい: what the speaker would do; nothing where another shall, or where one only feels."""
    leave = _OWN_LEAVE.search(inner)
    if (_OTHERS_DO.search(inner) and not leave) or _promises_nothing(inner):
        return None
    if _words().patterns["formulas"].search(clause):
        return None
    force = _degree(inner[: leave.start()] + "する" if leave else inner, clause)
    return Force.INTENTION if force is Force.PLEDGE else force


def refrains(text: str, start: int, stop: int) -> bool:
    """Whether a clause says what its subject will not do: 武力を行使しない."""
    tail = text[max(start, stop - 16) : stop]
    if not _words().patterns["refrain"].search(tail):
        return False
    return _words().unpromising.at_end(tail, len(tail)) is None


def _closing(words: re.Pattern[str], tail: str) -> bool:
    """Whether a pattern is the verb itself, with at most an ending behind it."""
    found = words.search(tail)
    return found is not None and len(tail) - found.end() <= 6


def of_noun(text: str, start: int, stop: int, *, linked: bool = False) -> Force | None:
    """供与の方針, 交渉の開始で一致: nouns of doing. 検討, 継続 and the like keep their force."""
    tail = text[max(start, stop - 12) : stop]
    found = _words().patterns["nouns"].search(tail.removesuffix("の") if linked else tail)
    if not found:
        return None
    if found[0] in ("継続", "維持", "延長"):
        return Force.CONTINUATION
    if found[0] in ("検討", "研究", "協議", "調査", "議論", "考慮"):
        return Force.EXPLORATION
    return Force.EFFORT if found[0] in ("連携", "協力") else Force.PLEDGE


def nominal(text: str, start: int, stop: int, *, listed: bool) -> Force | None:
    """A promise without する: 五億円を拠出; of an item that is `listed` below its sentence also
    合同委員会の設置."""
    tail = text[max(start, stop - 40) : stop]
    if not (_words().patterns["nominal"].search(tail) or listed):
        return None
    if _words().patterns["shared_values"].search(tail + "する"):
        return None
    force = of_noun(text, start, stop)
    goes_on = force is Force.PLEDGE and _words().patterns["keeps"].search(text, start, stop)
    return Force.CONTINUATION if goes_on else force


def scheduled(text: str, stop: int, subject: str) -> bool:
    """Whether a thing (a meeting, a loan) is said to take place or be made: 〜は…に開催される."""
    return dated(text, stop) and bool(_words().patterns["scheduled_subjects"].search(subject))


def dated(text: str, stop: int) -> bool:
    """Whether a verb tells what can be done by a set time (開催される, not 適用される)."""
    tail = text[max(0, stop - 16) : stop]
    return bool(_words().patterns["scheduled"].search(tail))


def passive(text: str, stop: int) -> bool:
    """Whether a clause ends in a passive verb (開催される)."""
    return bool(
        re.search(r"(?:され|われ|かれ|られ|たれ)(?:る|ます)$", text[max(0, stop - 8) : stop])
    )


def duty(text: str, stop: int) -> bool:
    """Whether a clause lays a duty on a treaty's party: 通報しなければならない."""
    return bool(_words().patterns["duty"].search(text[max(0, stop - 16) : stop]))
