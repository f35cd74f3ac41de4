"""Japanese sentences cut into clauses, with brackets and quotations put aside.

A clause ends at a comma behind a verb's joining form (〜し、〜するとともに、〜したが、) or at the
sentence's end. Left out: whether such a clause stands for itself or only tells how the next is
done, which its verb decides (promises_ja.py, attitudes_ja.py).

    "日本は、調査団を派遣し、報告書を公表する。" -> "日本は、調査団を派遣し、", "報告書を公表する。"
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from communique.model.quotes import Range

BLANK = "〇"
_OPEN = {"「": "」", "『": "』", "（": "）", "(": ")", "｢": "｣", "“": "”"}
_SPOKEN = "「『｢“"
_JOINT = re.compile(
    r"(?:(?<![対関際照比即但])し|させ|され|とともに|と共に|ほか|一方で?|上で|うえで|"
    r"[たるいだうくすつむぶぐ]が|"
    r"求め|述べ|語り|応じ|促し|行い|開き|設け|進め|認め|受け入れ|努め|払い|続け|話し|答え|伝え|"
    r"示し|表し|祝い|誓い|決め|取り組み|訴え|呼びかけ|呼び掛け|図り|あり|始め|立ち上げ|送り|"
    r"引き上げ|引き下げ|定め|深め|高め|強め|固め|命じ|招き|多とし|ており|でおり|られず|できず|(?<=[るくうすつぶむぐ])こと|ものの|"
    r"(?<=[^、,，]を)(?=[、,，][^、,，。]{1,16}は))"
    r"[、,，]"
)
_JOINERS = re.compile(
    r"(?:とともに|と共に|ほか|一方で?|上で|うえで|ものの|が)?[、,，。．.！!]*\s*$"
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
    blanked, spoken = _blank(text)
    cuts = [m.end() for m in _JOINT.finditer(blanked, begin)] + [len(blanked)]
    clauses, start = [], begin
    for end in cuts:
        if end > start:
            joined = _JOINERS.search(blanked, max(start, end - 12), end)
            stop = joined.start() if joined else end
            clauses.append(Clause(start, end, stop, blanked[stop:end].strip("、,，。 ")))
            start = end
    return Sentence(blanked, tuple(clauses), tuple(spoken))


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
