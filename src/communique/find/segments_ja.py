"""Japanese sentences cut into clauses, with brackets and quotations put aside.

A clause ends at a comma behind a verb's joining form (〜し、〜するとともに、〜したが、) or at the
sentence's end. Left out: whether such a clause stands for itself or only tells how the next is
done, which its verb decides (promises_ja.py, attitudes_ja.py).

    "日本は、調査団を派遣し、報告書を公表する。" -> "日本は、調査団を派遣し、", "報告書を公表する。"
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from communique.languages import data
from communique.model.quotes import Range

BLANK = "〇"
_OPEN = {"「": "」", "『": "』", "（": "）", "(": ")", "｢": "｣", "“": "”"}
_SPOKEN = "「『｢“"
_NOTE = re.compile(r"[（(]〇*[）)]$")
_NEXT_ITEM = re.compile("、?(?:並びに|ならびに|及び|および|かつ|又は|または|そして)[、；;]?$")
_OLD_TSU = re.compile("(?<=[一-龯もなあわよら])(?<![一二三四五六七八九])つ(?=[たて])")  # 払つた
_COMMAS = re.compile("[、,，]")
_NEAR = 14  # characters before a comma that tell whether a clause ends there


@dataclass(frozen=True, slots=True)
class _Words:
    joining: re.Pattern[str]
    doing: re.Pattern[str]
    not_joining: re.Pattern[str]
    finite: re.Pattern[str]
    own_subject: re.Pattern[str]
    told: re.Pattern[str]
    share: re.Pattern[str]
    next_share: re.Pattern[str]
    joiners: re.Pattern[str]
    bound: re.Pattern[str]


@cache
def _words() -> _Words:
    given = data("ja", "clauses")
    joining = "|".join(f"(?:{p})" for p in given["joining"])
    return _Words(
        re.compile(f"(?:{joining})$"),
        *(
            re.compile(given[key])
            for key in (
                "doing",
                "not_joining",
                "finite",
                "own_subject",
                "told",
                "share",
                "next_share",
                "joiners",
                "bound",
            )
        ),
    )


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause of a sentence: where it begins and ends, where its verb ends, and what joins it."""

    start: int
    end: int
    stop: int
    joint: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A text with brackets blanked, its clauses, and what stands in 「」."""

    text: str
    clauses: tuple[Clause, ...]
    spoken: tuple[Range, ...]


def sentence(text: str, begin: int = 0) -> Sentence:
    """Cut a sentence into clauses from `begin` on (behind a speaker's label); `text` keeps its
    length."""
    words, (blanked, spoken) = _words(), _blank(text)
    blanked = _OLD_TSU.sub("っ", blanked)
    last = _NEXT_ITEM.search(blanked, max(begin, len(blanked) - 8))
    whole = last.start() if last else len(blanked)
    cuts = [at + 1 for at in _ends(blanked, begin, words) if at + 1 < whole] + [whole]
    clauses, start = [], begin
    for end in cuts:
        if end > start:
            joined = words.joiners.search(blanked, max(start, end - 12), end)
            stop = joined.start() if joined else end
            if note := _NOTE.search(blanked, start, stop):
                stop = note.start()
            clauses.append(Clause(start, end, stop, blanked[stop:end].strip("、,，。 ")))
            start = end
    return Sentence(blanked, tuple(clauses), tuple(spoken))


def _ends(text: str, begin: int, words: _Words) -> Iterator[int]:
    """The commas at which a clause ends."""
    for comma in _COMMAS.finditer(text, begin):
        at = comma.start()
        near = max(begin, at - _NEAR)
        if words.bound.match(text, at):
            continue
        if _joins(text, near, at, words) or _left(text, at, words):
            yield at


def _joins(text: str, near: int, at: int, words: _Words) -> bool:
    """Whether the words before a comma join clauses."""
    noun = "一" <= text[at - 1 : at] <= "龯"
    if noun and words.doing.search(text, max(near - _NEAR, 0), at):
        return True
    if words.joining.search(text, near, at):
        return words.not_joining.search(text, near, at) is None
    return _finite(text, near, at, words)


def _left(text: str, at: int, words: _Words) -> bool:
    """Whether the verb is left to the next clause: 日本は四億ドルを、インドは六億ドルを負担する."""
    if text.startswith("を", at - 1):
        return words.own_subject.match(text, at) is not None
    return words.next_share.match(text, at) is not None and is_share(text, max(0, at - 40), at)


def is_share(text: str, start: int, stop: int) -> bool:
    """Whether a clause without a verb names somebody's share: 日本が三億ドル."""
    return _words().share.search(text, start, stop) is not None


def _finite(text: str, near: int, at: int, words: _Words) -> bool:
    """Whether a finite verb stands before a comma, and a clause of its own behind."""
    last = text[at - 1 : at]
    if not last or last not in "うくすつぬぶむぐるいたんだ":
        return False
    if not words.finite.search(text, near, at):
        return False
    return bool(words.own_subject.match(text, at) or words.told.match(text, at))


def _blank(text: str) -> tuple[str, list[Range]]:
    """The text with what stands in brackets blanked, and the ranges of outermost quotations."""
    made, closing, spoken, start = list(text), "", [], 0
    depth = 0
    for at, char in enumerate(text):
        if not closing:
            if char in _OPEN:
                closing, start, depth = _OPEN[char], at, 1
        elif char == closing:
            depth -= 1
            if depth == 0:
                made[start + 1 : at] = BLANK * (at - start - 1)
                if text[start] in _SPOKEN:
                    spoken.append((start + 1, at))
                closing = ""
        elif char == text[start]:
            depth += 1
    return "".join(made), spoken
