"""The noun phrase that says what a number measures, in the document's own words.

English: the phrase of the counted noun, what follows behind of, in or for, or the words before the
verb; Japanese: the words before the particle; Chinese: the words behind the counter or before the
number. No tagger: the nearest plain words, cut at punctuation and function words.
"""

from __future__ import annotations

import re

from communique.find.measured import Measure

LONGEST = 60
_AFTER = re.compile(
    r"[ ](?:of|in|for|to|towards?|on)[ ]"
    r"((?:(?!(?:by|from|over|until|which|that|who|with|to|in|on|at|and|as|will)\b)"
    r"[\w'’&-]{1,40}[ ]?){1,8})"
)
_BEFORE = re.compile(
    r"((?:[\w'’&-]{1,40}[ ]){1,7}?)"
    r"(?:(?:has|have|had|will|would|was|were|is|are|be|been|by|to|at|of|from|reached|worth|totalled|totaled"
    r"|exceeded|grew|rose|fell|increased|amounted|stood|about|than|more|a|an|the)[ ])*\Z"
)
_STOP_EN = re.compile(r"[,;:.!?()\u2014]")
_STOP_CJK = re.compile(r"[、，,。；;：:「」『』（）()\s]")
_TAIL_JA = re.compile(r"(?:に対し|について|として|のうち|には|では|とは|[はがをもにでとの])+\Z")
_HEAD_ZH = re.compile(r"\A(?:的|之|用于|用於|以)+")
_TAIL_ZH = re.compile(
    r"(?:已|达到|達到|达|達|为|為|是|将|將|提供|超过|超過|增至|增加到|增加|提高到|提高至|由|从|從|至|到|约|約|了|共|有|占|佔)+\Z"
)


def phrase(text: str, measure: Measure, language: str) -> str:
    """The words that say what a measure measures, empty where none stand near."""
    if language == "en":
        found = _english(text, measure)
    elif language == "ja":
        found = _before(text, measure.start, _TAIL_JA) or _behind(text, measure.end)
    else:
        found = _behind(text, measure.end) or _before(text, measure.start, _TAIL_ZH)
    return " ".join(found.split())[:LONGEST].strip()


def _english(text: str, measure: Measure) -> str:
    if measure.unit in ("item", "person"):
        noun = text[measure.number_end : measure.end].strip(" -")
        if noun:
            return noun
    after = _AFTER.match(text, measure.end)
    if after:
        return after[1]
    window = text[max(0, measure.start - 90) : measure.start]
    clause = _STOP_EN.split(window)[-1].lstrip()
    before = _BEFORE.search(clause) if clause else None
    return before[1] if before else ""


def _before(text: str, start: int, tail: re.Pattern[str]) -> str:
    window = text[max(0, start - 40) : start].rstrip()
    return tail.sub("", _STOP_CJK.split(window)[-1])[-24:]


def _behind(text: str, end: int) -> str:
    window = _STOP_CJK.split(text[end : end + 24])[0]
    return _HEAD_ZH.sub("", window)[:16]
