"""Where sentences end in a paragraph of a known language.

English: at `. ! ?` and closing quotation marks before white space, not after a title (Mr.), a
number sign (No. 4), an initial, or an abbreviation unless a word follows that commonly begins a
sentence ("in the U.S. The leaders"). Japanese and Chinese: at 。！？, not inside brackets; inside
quotation marks only where the quotation runs to the end of its sentence and holds several (news
pages quote whole paragraphs: 他說：「……。……。」), never where the sentence goes on after it
(「……。……。」と述べた。). Left out: verse, and text without punctuation.

    >>> text = "Mr. A. B. Cole met them in the U.S. The talks on No. 4 went well."
    >>> [text[s:e] for s, e in sentences(text, "en")]
    ['Mr. A. B. Cole met them in the U.S.', 'The talks on No. 4 went well.']
    >>> text = "首相は「対話を続ける。圧力も続ける。」と述べた。会談は終わった。"
    >>> [text[s:e] for s, e in sentences(text, "ja")]
    ['首相は「対話を続ける。圧力も続ける。」と述べた。', '会談は終わった。']
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache

from communique.languages import data
from communique.model.quotes import Range

_WHITE = " \t\n\r\u3000\u00a0"
_CJK = re.compile(r"[\u3041-\u30ff\u4e00-\u9fff々〇」』）]")
MAX_QUOTED = 400
"""Characters: a quotation longer than this is split even where its sentence goes on after it."""


def sentences(text: str, language: str) -> list[Range]:
    """The sentences of a text as ranges without outer white space; together they cover all that is
    not white."""
    return list(_trimmed(text, _splitter(language)(text)))


def _trimmed(text: str, ends: Iterator[int]) -> Iterator[Range]:
    start = 0
    for end in (*ends, len(text)):
        s, e = start, end
        while s < e and text[s] in _WHITE:
            s += 1
        while e > s and text[e - 1] in _WHITE:
            e -= 1
        if s < e:
            yield s, e
        start = max(start, end)


@cache
def _splitter(language: str) -> Callable[[str], Iterator[int]]:
    return _english() if language == "en" else _asian(language)


def _english() -> Callable[[str], Iterator[int]]:
    words = data("en", "sentences")
    titles, maybe = frozenset(words["titles"]), frozenset(words["abbreviations"])
    starters = frozenset(words["starters"])
    stop = re.compile(
        rf"[{re.escape(words['terminators'])}]+[{re.escape(words['closers'])}]*(?=\s+[\"'“‘(\[«]*([A-Z0-9À-ÞＡ-Ｚ]?)(\w*))"
    )
    before = re.compile(r"[\w.&’'-]{0,24}$")

    def ends(text: str) -> Iterator[int]:
        for match in stop.finditer(text):
            first, rest = match.group(1), match.group(2)
            at = match.start()
            if not first:
                continue
            if text[at] != "." or (
                match.end() - at > 1
                and text[at : match.end()].count(".") == 1
                and match.end() - at > 2
            ):
                yield match.end()
                continue
            found = before.search(text, max(0, at - 24), at)
            word = found.group().lstrip("'’").rpartition("-")[2] if found else ""  # Japan-U.S.
            starts = first + rest in starters
            if word in titles or (word.rpartition(".")[2] in titles and "." not in word):
                continue
            if len(word) == 1 and word.isupper() and not (starts and word != "I"):
                continue
            if (word in maybe or _initials(word)) and not starts:
                continue
            yield match.end()

    return ends


def _initials(word: str) -> bool:
    """Letters parted by full stops: U.S, J.F."""
    return len(word) >= 3 and all(len(part) == 1 and part.isalpha() for part in word.split("."))


def _asian(language: str) -> Callable[[str], Iterator[int]]:
    words = data(language, "sentences")
    terminators, closers = words["terminators"], words["closers"]
    opening, closing = words["opening"], words["closing"]
    pair = dict(zip(closing, opening, strict=False))
    before = words["latin_stop_before"]
    spoken = frozenset("「『“‘｢")
    plain = re.compile(
        rf"[{re.escape(terminators)}]+[{re.escape(closers)}]*|[{re.escape(words['latin_stops'])}](?={before})"
    )
    stops = words["latin_stops"]
    token = re.compile(
        rf"[{re.escape(terminators + opening + closing)}]"
        rf"|[{re.escape(stops)}](?={before})"
    )
    bracket = re.compile(rf"[{re.escape(opening)}]")
    goes_on = re.compile(words["goes_on"])

    def introduced(char: str) -> bool:
        return not words["introduces"] or (char != "" and char in words["introduces"])

    def simple(text: str, start: int, end: int) -> Iterator[int]:
        for match in plain.finditer(text, start, end):
            if text[match.start()] in words["latin_stops"] and not _CJK.match(
                text[match.start() - 1 : match.start()]
            ):
                continue
            if (
                text[match.start()] in "!?"
                and match.end() < end
                and text[match.end()].isascii()
                and not text[match.end()].isspace()
            ):
                continue
            yield match.end()

    def ends(text: str) -> Iterator[int]:
        if not bracket.search(text):
            yield from simple(text, 0, len(text))
            return
        stack: list[tuple[str, int, list[int]]] = []
        pending: list[int] = []
        for match in token.finditer(text):
            char, at = match.group(), match.start()
            if char in stops and not _CJK.match(text[at - 1 : at]):
                continue
            if char in opening:
                stack.append((char, at, []))
            elif char in closing:
                depth = next(
                    (i for i in range(len(stack) - 1, -1, -1) if stack[i][0] == pair[char]), None
                )
                if depth is None:
                    if pending and pending[-1] == at:
                        pending[-1] = at + 1
                    continue
                mark, opened, inner = stack[depth]
                del stack[depth:]
                if mark not in spoken:
                    continue
                closes = _closes(text, at + 1, terminators, closers)
                if (
                    not closes
                    and inner
                    and inner[-1] == at
                    and introduced(text[opened - 1 : opened])
                    and not goes_on.match(text, at + 1)
                ):
                    closes = at + 1
                if inner and (
                    (closes and (len(inner) > 1 or inner[-1] < at)) or at - opened > MAX_QUOTED
                ):
                    target = stack[-1][2] if stack else pending
                    target += [i for i in inner if i < at]
                if inner and inner[-1] == at and closes and not stack:
                    pending.append(closes)
            elif stack:
                stack[-1][2].append(at + 1)
            else:
                pending.append(at + 1)
        for _, _, inner in stack:  # brackets that never close hide no sentence
            pending += inner
        yield from _with_closers(text, sorted(pending), closers, terminators)

    return ends


def _closes(text: str, at: int, terminators: str, closers: str) -> int:
    """Where a sentence that a quotation ends at `at` closes: 0 if the sentence goes on after it."""
    while at < len(text) and text[at] in closers:
        at += 1
    if at >= len(text):
        return at
    if text[at] in terminators:
        return at + 1
    return at if text[at] in _WHITE or text[at] in "「『“" else 0


def _with_closers(text: str, ends: list[int], closers: str, terminators: str) -> Iterator[int]:
    """Ends moved behind the marks that close their sentence; each once."""
    last = 0
    for end in ends:
        while end < len(text) and (
            (text[end] in closers and text[end] not in "\"'") or text[end] in terminators
        ):
            end += 1
        if end > last:
            yield end
            last = end
