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

from communique.find.parts_zh import Clause, cue, cues
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
        return self.word.endswith(("将", "会", "将会", "预计", "预定", "排定")) or self.word in (
            "计划",
            "计画",
            "即将",
            "行将",
            "将要",
        )

    @property
    def loose(self) -> bool:
        """Whether the word is a noun as well."""
        return self.force in (Force.EFFORT, Force.EXPLORATION) or self.word[:2] in (
            "计划",
            "计画",
            "准备",
            "继续",
            "持续",
            "正",
            "正在",
        )


@cache
def _frames() -> re.Pattern[str]:
    given: dict[str, list[str]] = cues("commitments")["frames"]
    return re.compile("|".join(f"(?P<{k}>{'|'.join(v)})" for k, v in given.items()))


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
    return {Force(k): re.compile("|".join(v)) for k, v in given.items()}


def frame_of(clause: Clause, start: int = 0) -> Frame | None:
    """The first word of a clause, from `start` on, that opens a promise; None if none does."""
    text = clause.text
    if cue("commitments", "question").search(text + clause.ends):
        return None
    if re.search("(?:至关重要|重要性?|必要性|不可或缺)的?$|(?:之际|之时|的时候|前夕|期间)$", text):
        return None
    if "站在一起" in text:
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
        if word == "将" and (_object(prefix, after) or cue("commitments", "instance").match(text)):
            continue
        return Frame(at, match.end(), force, word, f"zh-{match.lastgroup}")
    if clause.scan.context.doc.header.kind is Kind.TREATY:
        shall = cue("commitments", "treaty").search(text)
        if shall and not _blocked(text[: shall.start()]):
            return Frame(shall.start(), shall.end(), Force.PLEDGE, shall[0], "zh-shall")
    return _noun_frame(clause) if start == 0 else None


def _denied(prefix: str, word: str) -> bool:
    if word in ("将", "会", "即将"):
        return prefix.endswith(("不", "未"))
    return bool(cue("commitments", "denied_before").search(prefix))


def denied_behind(text: str) -> bool:
    """Whether what is promised is that nothing be done or said (不予评论, 不会, 不再)."""
    return bool(
        re.match(
            r"(?:绝|决|亦|也|均|都)?(?:不(?!断|懈|遗|低|少|超|晚|迟|限|仅|同|再)|未(?!来)|无法|没有)",
            text,
        )
    )


def _object(prefix: str, after: str) -> bool:
    """将 before an object (将两国关系提升为…), not a future: after a verb that says so already."""
    if cue("commitments", "object_before").search(prefix):
        return True
    return (
        prefix.endswith(("并", "已", "已经"))
        and bool(
            re.search(
                r"(?:提升|提高|增|降|调整|改|列|定位|视|升级|缩短|扩大)(?:到|至|为|入|成)", after
            )
        )
        and not prefix.endswith("并")
    )


def _blocked(prefix: str) -> bool:
    """Whether a hope, demand or doubt before the word makes the promise its object."""
    return bool(cue("commitments", "pseudo").search(prefix))


def _forecast(text: str) -> bool:
    return bool(cue("commitments", "forecasts").search(text))


def _noun_frame(clause: Clause) -> Frame | None:
    text = clause.text
    for force, pattern in _split("nominal").items():
        match = pattern.search(text)
        if match and not cue("commitments", "denied_before").search(text[: match.start()]):
            return Frame(match.start(), match.end(), force, "", "zh-noun")
    steady = cue("commitments", "steadfast").search(text)
    if steady and not re.search("不坚定|动摇了", text):
        return Frame(0, steady.end(), Force.PLEDGE, "", "zh-steadfast")
    invited = cue("commitments", "invitation").search(text)
    if invited and not _denied(text[: invited.start()], invited[0]):
        return Frame(invited.start(), invited.end(), Force.INTENTION, "接受", "zh-invitation")
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
    left = promised
    when = f"{cue('clauses', 'adverbs').pattern}|{cue('clauses', 'period').pattern}"
    for _ in range(6):
        match = re.match(rf"{when}|[起间内前时:]|为止", left)
        if not match or not match.end():
            break
        left = left[match.end() :]
    if not left:
        return True
    return bool(
        cue("clauses", "preposition").match(left)
        and re.search(r"(?:起|内|前|上|下|中|后|时|间|础上|发展|情况|情势|需要|进展|D)$", left)
    )
