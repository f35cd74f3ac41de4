"""Subjects of Chinese verbs of saying, both scripts: who stands at the head of a clause.

Recognised: the words before a verb up to the first adverbial (外長在記者會上說), without what
opens a sentence (此外，對於…，); documents (聯合聲明並); whoever a report cites (中央社引述官員說);
the head of a clause before, for a verb that has no subject of its own. Left out: subjects that
cannot speak.

    "外長昨天在記者會上" -> 外長
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from communique.find.gates import compiled
from communique.find.reports import either, pattern, words
from communique.model.quotes import Range

TAG = "zh-Hant"  # both scripts share the data
BOUNDARY = re.compile(r"[，,；;：:。！？!?（(]")
LONGEST = 80
_TRAIL = '。！？!?；;，,：: \n」』”’"'
_CLOSERS = ' 、\u3000」』”’"'


@cache
def _paper() -> re.Pattern[str]:
    """The name of a document, without which no words are looked at as one."""
    return compiled(either(list(words(TAG)["documents"])))


@cache
def _document() -> re.Pattern[str]:
    names = either(list(words(TAG)["documents"]))
    article = "第[一二三四五六七八九十百零\\d]{1,5}[条條款章点點段][一二三四五六七八九十]?[款項项]?"
    adverbs = either(words(TAG)["adverbs"])
    return re.compile(
        f"(?P<who>.*?(?:{names})[》」”]?(?:的?{article})?)(?:中|[里裡])?(?:{adverbs})?$"
    )


def clause_start(text: str, start: int, at: int) -> int:
    """Where the clause begins in which a place stands; words in brackets are no clause."""
    last = start
    for match in BOUNDARY.finditer(text, max(start, at - LONGEST - 1), at):
        if match[0] in "（(" and _closed(text, match.end(), at):
            continue
        last = match.end()
    return last


def _closed(text: str, start: int, at: int) -> bool:
    return text.find("）", start, at) >= 0 or text.find(")", start, at) >= 0


def past_opening(text: str, start: int, end: int) -> int:
    """Where the words begin behind those that open a sentence."""
    while match := pattern(TAG, "opening").match(text, start, end):
        if match.end() == start:
            break
        start = match.end()
    while start < end and text[start] in _CLOSERS:
        start += 1
    return start


def subject(text: str, start: int, end: int) -> Range | None:
    """The subject at the head of a clause: up to its first adverbial, without opening words."""
    start = past_opening(text, start, end)
    if cited := pattern(TAG, "cites").search(text, start, end):
        start = cited.end()
    if pattern(TAG, "aimed").match(text, start, end) or end <= start:
        return None  # 對於外界質疑: what somebody answers to
    paper = _paper().search(text, start, end)
    if paper and (document := _document().match(text, start, end)):
        return document.span("who")
    whole = text[start:end]
    if "的" in whole and pattern(TAG, "described").search(whole):
        told = _described(text, start, end)
        if told:
            return told
    for match in pattern(TAG, "after_subject").finditer(text, start, end):
        if match.start() == start or _speaks(text[start : match.start()]):
            end = match.start()
            break
    if end <= start or pattern(TAG, "no_subject").match(text, start, end):
        return None
    return None if pattern(TAG, "adverbs").fullmatch(text, start, end) else (start, end)


def _described(text: str, start: int, end: int) -> Range | None:
    """One who is told of, with words before 的 that end no subject: 不愿公开姓名的官员则回应."""
    noun = text.rfind("的", start, end) + 1
    for match in pattern(TAG, "after_subject").finditer(text, noun, end):
        if _role(text[start : match.start()]):
            return start, match.start()
    return (start, end) if _role(text[start:end]) else None


def lead(text: str, start: int, end: int) -> Range | None:
    """The head of a clause that says something else: 岸田婉拒回答 -> 岸田."""
    found = subject(text, start, end)
    if found is None:
        return None
    first, last = found
    cuts = [m.start() for m in pattern(TAG, "predicates").finditer(text, first + 1, last)]
    for cut in (*cuts, last):
        phrase = text[first:cut]
        if pattern(TAG, "pronouns").fullmatch(phrase) or _role(phrase):
            return first, cut
    return (first, cuts[0]) if cuts and cuts[0] - first > 1 else found


def earlier(text: str, start: int, clause: int) -> Range | None:
    """The head of a clause before, for a verb without a subject: the nearest that can speak."""
    for _ in range(4):
        if clause <= start:
            return None
        previous = clause_start(text, start, clause - 1)
        found = lead(text, previous, clause - 1)
        if found and (found[1] < clause - 1 or _role(text[found[0] : found[1]])):
            return found
        clause = previous
    return None


def bare(text: str, start: int, end: int) -> bool:
    """Whether a clause has nothing but adverbs before its verb."""
    start = past_opening(text, start, end)
    return bool(pattern(TAG, "adverbs").fullmatch(text[start:end].strip()))


@lru_cache(maxsize=2048)  # the same few subjects speak all through a document
def _role(phrase: str) -> bool:
    return bool(pattern(TAG, "roles").fullmatch(phrase))


def _speaks(phrase: str) -> bool:
    """Whether an adverbial may begin behind this: not inside 在野黨, 就業部, 於…"""
    return len(phrase) > 1 or bool(pattern(TAG, "pronouns").fullmatch(phrase)) or phrase in "我您你"


def content_end(text: str, end: int) -> int:
    """Where words end, without punctuation behind them."""
    while end and text[end - 1] in _TRAIL:
        end -= 1
    return end
