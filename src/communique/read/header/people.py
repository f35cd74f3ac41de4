"""People whom no names table knows, by the office beside their name: `Prime Minister of X, Dame A
B`, A・B大統領, 总统甲·乙.

Recognised in the first lines and paragraphs: a full name (two words, a dotted katakana or Chinese
name, three to five kanji in front of an office, two to four characters after a Chinese one), with
its state where that stands beside. A Latin form in brackets after the name is preferred. Left
out: surnames alone, people without an office.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from communique.languages import data
from communique.model.codes import Level
from communique.names.mentions import Mention
from communique.read.header.face import Face
from communique.read.header.offices import OfficeMention, level_of

_DOTS = "·・．‧•"
_WORD = r"[A-ZÀ-Þ](?:[\w.-]|['’](?!s\b))*"
_NAME_EN = rf"{_WORD}(?:[ \n](?:{_WORD}|al|bin|von|van|de|da|el|der|la)){{1,4}}"
_NAME_ON_LINE = _NAME_EN.replace("[ \\n]", "[ ]")
_KATAKANA = re.compile(rf"[ァ-ヶー＝Ａ-Ｚ]{{1,20}}(?:[{_DOTS}][ァ-ヶー＝Ａ-Ｚ]{{1,20}}){{1,4}}\Z")
_KANJI = re.compile(r"(?:^|[^\u4e00-\u9fff々])([\u4e00-\u9fff々]{3,5})\Z")
_WRAPPED = 60
"""A line as long as this may go on in the next; a shorter one ends."""
_LATIN = re.compile(rf"[ ]?[（(]({_NAME_EN})[）)]")


@dataclass(frozen=True, slots=True)
class NamedOfficer:
    """A name as printed, the state acted for if it stands beside, the rank, and where the name
    stands.
    """

    name: str
    state: str | None
    level: Level
    start: int
    end: int


def officers(face: Face, offices: list[OfficeMention]) -> Iterator[NamedOfficer]:
    """The officers named in the head and opening, in order."""
    end = face.lead[1]
    find = {"en": _english, "ja": _japanese}.get(face.language, _chinese)
    for office in offices:
        if office.start >= end:
            break
        found = find(face, office)
        if found:
            start, stop = found
            latin = _LATIN.match(face.text, stop)
            name = " ".join((latin[1] if latin else face.text[start:stop]).split())
            yield NamedOfficer(
                name, _state(face, office, start, stop), level_of(office.office), start, stop
            )


def _free(face: Face, start: int, end: int) -> bool:
    """Whether no state, organisation or place stands there: `President United Nations` is no
    person.

    In Chinese characters a name may hold another by chance (德里 in 羅德里戈), so only one at an
    edge counts.
    """
    held = [m for m in face.mentions if m.kind != "person" and m.start < end and start < m.end]
    if face.is_cjk:
        held = [m for m in held if m.start <= start or m.end >= end]
    return not held


@cache
def _patterns_en() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    either = "|".join(re.escape(word) for word in data("en", "documents")["honorifics"])
    polite = rf"(?:(?:{either})[ \n])*"
    before = re.compile(rf"(?:^|[\s(])({_NAME_ON_LINE}),[ \n](?:the[ \n])?\Z")
    after = re.compile(rf"[ \n]{polite}({_NAME_EN})")
    of_state = re.compile(
        rf"[ \n](?:of|for)[ \n](?:the[ \n])?[^,;.\n]{{3,60}},[ \n]{polite}({_NAME_EN})"
    )
    return before, after, of_state


def _english(face: Face, office: OfficeMention) -> tuple[int, int] | None:
    before, after, of_state = _patterns_en()
    window = max(0, office.start - 80)
    match = before.search(face.text[window : office.start])
    if match and not match[1].isupper():
        start = window + match.start(1)
        start += _honorific(match[1])
        end = window + match.end(1)
        if _free(face, start, end):
            return start, end
    for pattern in (after, of_state):
        match = pattern.match(face.text, office.end)
        if match and not match[1].isupper():
            start, end = match.start(1), _name_end(face.text, match.start(1), match.end(1))
            if end > start and _free(face, start, end):
                return start, end
    return None


def _name_end(text: str, start: int, end: int) -> int:
    """Where a name of two words or more ends: before a word that none holds (Welcomes, Call), or
    before a line that is not the rest of a wrapped one; `start` if too little is left."""
    never, at, words = set(data("en", "people")["never"]), start, 0
    for part in re.finditer(r"[^ \n]+", text[start:end]):
        gap = text[at : start + part.start()]
        line = start + part.start() - 1 - max(0, text.rfind("\n", 0, start) + 1)
        if part[0] in never or ("\n" in gap and line < _WRAPPED):
            break
        at, words = start + part.end(), words + 1
    return at if words > 1 else start


def _honorific(name: str) -> int:
    """The length of the polite words a name begins with."""
    cut = 0
    for word in data("en", "documents")["honorifics"]:
        if name[cut:].startswith(f"{word} "):
            cut += len(word) + 1
    return cut


@cache
def _before_office() -> re.Pattern[str]:
    words = data("ja", "documents")
    portfolios = "|".join(words["portfolios"])
    states = "|".join(sorted(words["state_suffixes"], key=len, reverse=True))
    return re.compile(rf"(?:(?:{portfolios})(?:・(?:{portfolios}))?|{states})\Z")


def _japanese(face: Face, office: OfficeMention) -> tuple[int, int] | None:
    stop = office.start
    beside = _before_office().search(face.text[max(0, stop - 16) : stop])
    if beside:
        stop -= len(beside[0])
    state = _touching(face, stop)
    if state:
        stop = state.start
    stop -= 1 if face.text[stop - 1 : stop] in _DOTS and stop else 0
    before = face.text[max(0, stop - 48) : stop]
    match = _KATAKANA.search(before)
    if match:
        return stop - (len(before) - match.start()), stop
    match = _KANJI.search(before) if not state else None
    if match and _free(face, stop - len(match[1]), stop):
        return stop - len(match[1]), stop
    return None


def _touching(face: Face, stop: int) -> Mention | None:
    """The state whose name ends just before an office."""
    return next((m for m in face.mentions if m.kind == "state" and m.end == stop), None)


@cache
def _chinese_name() -> re.Pattern[str]:
    stops = "".join(data("zh-Hans", "documents")["name_stops"])
    char = rf"[^\W\d_A-Za-z{re.escape(stops)}]"
    return re.compile(
        rf"{char}{{1,8}}(?:[{_DOTS}]{char}{{1,8}}){{1,3}}|{char}{{2,4}}(?=[{re.escape(stops)}（(，。、\s\d]|$)"
    )


def _chinese(face: Face, office: OfficeMention) -> tuple[int, int] | None:
    match = _chinese_name().match(face.text, office.end)
    never = data("zh-Hans", "people")["never"]
    if not match:
        return None
    begins = [at for word in never if len(word) > 1 and (at := match[0].find(word)) >= 0]
    if min(begins, default=2) < 2:
        return None
    start, end = match.start(), match.start() + min(begins, default=len(match[0]))  # 奥尔蒂斯通电话
    polite = data("zh-Hans", "people")["polite"] + data("zh-Hans", "people")["ranks"]
    shown = max((len(w) for w in polite if match[0].endswith(w)), default=0)  # 甲·乙閣下
    end -= shown if end - shown - start > 1 else 0
    return (start, end) if _free(face, start, end) else None


def _state(face: Face, office: OfficeMention, start: int, end: int) -> str | None:
    """The state beside the office: between name and office, just before it, or after `of`."""
    if face.is_cjk:
        low, high = min(start, office.start) - 12, max(end, office.end) + 2
    elif start < office.start:
        low, high = office.end, office.end + 60
    else:
        low, high = office.start - 20, start
    near = [m for m in face.mentions if m.kind == "state" and low <= m.start and m.end <= high]
    if near:
        middle = (office.start + office.end) / 2
        return min(near, key=lambda m: abs((m.start + m.end) / 2 - middle)).id
    return office.states[0] if len(office.states) == 1 else None
