"""Chinese promises: the word that opens one, its force, and whether it is one at all.

Recognised: 将, consent (同意, 决定, 承诺), intention (愿, 拟, 计划), effort (力争), exploration
(考虑), continuation (继续), directives to one's own ministers, accepted invitations, noun frames
(重申…的承诺), and a list's opening (决定采取以下措施：). Left out: what is denied, over, forecast,
demanded of others, or stands in the object of a hope.

    "中方将继续向肯方派遣医疗队" -> continuation: 将, and 继续 at the head of what is promised
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from communique.find.gates import compiled, gated
from communique.find.parts_zh import Clause, cue, cues, filled
from communique.model.codes import Kind
from communique.model.findings import Force


@dataclass(frozen=True, slots=True)
class Frame:
    """The word at `start` to `end` of a clause's text that opens a promise.

    `firm` frames (同意, 承诺) count in reports by anybody; `loose` ones are nouns too and need
    their subject close by; `plain` ones are 将 and its like.
    """

    start: int
    end: int
    force: Force
    word: str
    rule: str

    @property
    def firm(self) -> bool:
        """Whether the word itself says that somebody gave their word."""
        return any(word in self.word for word in cues("commitments")["past_open"])

    @property
    def plain(self) -> bool:
        """Whether it is only a future."""
        return bool(cue("commitments", "plain_word").search(self.word))

    @property
    def loose(self) -> bool:
        """Whether the word is a noun as well."""
        if self.force in (Force.EFFORT, Force.EXPLORATION):
            return True
        return bool(cue("commitments", "loose_word").match(self.word))


@cache
def _frames() -> re.Pattern[str]:
    given: dict[str, list[str]] = cues("commitments")["frames"]
    either = "|".join(f"(?P<{k}>{filled('|'.join(v))})" for k, v in given.items())
    return re.compile(gated(either))


@cache
def _heads() -> re.Pattern[str]:
    given: Any = cues("commitments")
    aside, preposition, reach = given["aside"], given["preposition"], given["reach"]
    either = "|".join(f"(?P<{k}>{v})" for k, v in given["heads"].items())
    between = (
        rf"(?:[^,;]{{1,16}}?将(?:会)?)?(?:{aside}|[ ])*"
        rf"(?:{preposition}(?:(?!{reach})[^,;]){{1,30}}?)?(?:{aside}|地|而)*"
    )
    return re.compile(rf"(?:{between})(?:{either})")


@cache
def _split(key: str) -> dict[Force, re.Pattern[str]]:
    given: dict[str, list[str]] = cues("commitments")[key]
    return {Force(k): compiled("|".join(v)) for k, v in given.items()}


def frame_of(clause: Clause, start: int = 0) -> Frame | None:
    """The first word of a clause, from `start` on, that opens a promise; None if none does."""
    text = clause.text
    if cue("commitments", "question").search(text + clause.ends):
        return None
    if cue("commitments", "no_promise").search(text):
        return None
    for match in _frames().finditer(text, start):
        word, at = match[0], match.start()
        prefix = text[:at]
        if _blocked(prefix):
            return None
        if _denied(prefix, word):
            continue
        after = text[match.end() :]
        open_past = any(w in word for w in cues("commitments")["past_open"])
        if not open_past and (
            cue("commitments", "past_before").search(prefix)
            or cue("commitments", "done_after").match(after)
        ):
            continue
        force = Force(match.lastgroup or "pledge")
        if force is Force.PLEDGE and word.endswith(("将", "会")) and _forecast(text):
            return None
        if cue("commitments", "modifies").match(after):
            continue
        if clause.scan.context.doc.header.kind is Kind.ARTICLE and _long_ago(word, after):
            continue
        if word == "将" and (_object(prefix, after) or cue("commitments", "instance").match(text)):
            continue
        return Frame(at, match.end(), force, word, f"zh-{match.lastgroup}")
    if clause.scan.context.doc.header.kind is Kind.TREATY:
        shall = cue("commitments", "treaty").search(text)
        if shall and not _blocked(text[: shall.start()]):
            return Frame(shall.start(), shall.end(), Force.PLEDGE, shall[0], "zh-shall")
    return _noun_frame(clause) if start == 0 else None


def _long_ago(word: str, after: str) -> bool:
    """宣布成立 in a study tells what was done then; 宣布将… what was promised."""
    return word.startswith("宣布") and not cue("commitments", "to_come").match(after)


def _denied(prefix: str, word: str) -> bool:
    if word in ("将", "会", "即将"):
        return prefix.endswith(("不", "未"))
    return bool(cue("commitments", "denied_before").search(prefix))


def denied_behind(text: str) -> bool:
    """Whether what is promised is that nothing be done or said (不予评论, 不会, 不再)."""
    return bool(cue("commitments", "denied_after").match(text))


def _object(prefix: str, after: str) -> bool:
    """将 before an object (将两国关系提升为…), not a future: after a verb that says so already."""
    if cue("commitments", "object_before").search(prefix):
        return True
    return prefix.endswith(("已", "已经")) and bool(
        cue("commitments", "changed_into").search(after)
    )


def _blocked(prefix: str) -> bool:
    """Whether a hope, demand or doubt before the word makes the promise its object."""
    return bool(cue("commitments", "pseudo").search(prefix))


def _forecast(text: str) -> bool:
    return bool(cue("commitments", "forecasts").search(text))


@cache
def _any_noun() -> re.Pattern[str]:
    """Whether any of the frames that are no verbs may be there."""
    nominal = [pattern.pattern for pattern in _split("nominal").values()]
    keys = ("steadfast", "invitation", "consensus")
    return compiled("|".join([*nominal, *(cue("commitments", key).pattern for key in keys)]))


def _noun_frame(clause: Clause) -> Frame | None:
    text = clause.text
    if clause.ends != ":" and not _any_noun().search(text):
        return None
    for force, pattern in _split("nominal").items():
        match = pattern.search(text)
        if match and not cue("commitments", "denied_before").search(text[: match.start()]):
            return Frame(match.start(), match.end(), force, "", "zh-noun")
    steady = cue("commitments", "steadfast").search(text)
    if steady and not cue("commitments", "unsteady").search(text):
        return Frame(0, steady.end(), Force.PLEDGE, "", "zh-steadfast")
    invited = cue("commitments", "invitation").search(text)
    if invited and not _denied(text[: invited.start()], invited[0]):
        return Frame(invited.start(), invited.end(), Force.INTENTION, "接受", "zh-invitation")
    if clause.ends == ":" and cue("commitments", "chapeau").search(text):
        return Frame(len(text), len(text), Force.PLEDGE, "", "zh-chapeau")
    agreed = cue("commitments", "consensus").search(text)
    if agreed and not cue("commitments", "no_consensus").search(text[: agreed.end()]):
        return Frame(agreed.start(), agreed.end(), Force.PLEDGE, "达成", "zh-consensus")
    return None


_MILD = {
    Force.PLEDGE: 0,
    Force.INTENTION: 1,
    Force.EFFORT: 2,
    Force.EXPLORATION: 3,
    Force.CONTINUATION: 3,
}


def force_of(force: Force, promised: str) -> Force:
    """The force by the head of what is promised: 同意探讨 explores, 将继续 continues."""
    found = force
    for _ in range(3):
        match = _heads().match(promised)
        if match is None:
            return found
        inner = Force(match.lastgroup or force.value)
        if _MILD[inner] >= _MILD[found]:
            found = inner
        promised = promised[match.end() :]
        if inner is Force.CONTINUATION or inner is Force.EXPLORATION:
            return found
    return found


def open_ended(promised: str) -> bool:
    """Whether what a frame promises is still to come: nothing stands there but when and where."""
    when = cue("commitments", "when_only").match(promised)
    left = promised[when.end() :] if when else promised
    if not left:
        return True
    means = cue("commitments", "by_means")
    if means.fullmatch(left) or means.fullmatch(promised):
        return True
    return bool(
        left[0] not in "把将"
        and cue("clauses", "preposition").match(left)
        and cue("clauses", "adjunct_end").search(left)
    )
