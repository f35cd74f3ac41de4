"""People in Chinese texts of both scripts, by the office beside a name or a dotted foreign name.

Recognised: names of two to four characters that begin with a surname, behind or before an office
(外交部長蔡明遠, 蔡部長); foreign names by the characters that write sounds, dotted anywhere
(甲·乙), else beside an office; Japanese names by surname; names with Latin letters in brackets.
Left out: offices alone, bodies, states, companies.

    "國防部長蔡明遠會見羅德里戈．馬丁大使" -> 蔡明遠, 羅德里戈．馬丁
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from communique.find import naming
from communique.find.gates import compiled
from communique.find.naming import Sighting, Taken, body
from communique.find.people_lists_zh import either, listed, names_behind
from communique.languages import data

_DOTS = "·・．‧•"
_LATIN = naming.LATIN


@dataclass(frozen=True, slots=True)
class _Words:
    rank: re.Pattern[str]
    dotted: re.Pattern[str]
    sounds: re.Pattern[str]
    sounds_before: re.Pattern[str]
    surname: re.Pattern[str]
    japanese: re.Pattern[str]
    also_words: frozenset[str]
    stops: frozenset[str]
    no_end: frozenset[str]
    never: re.Pattern[str]
    glossed: re.Pattern[str]
    polite: frozenset[str]
    after_only: frozenset[str]
    quoted: re.Pattern[str]
    joined: frozenset[str]
    media: frozenset[str]
    sound: frozenset[str]
    first: frozenset[str]


@cache
def _words() -> _Words:
    given = data("zh-Hans", "people")
    sound = rf"[{given['sounds']}]"
    dotted = rf"[{given['sounds']}{given['dotted_sounds']}]"
    never = either([w for w in given["never"] if len(w) > 1] + given["ranks"])
    return _Words(
        compiled(rf"(?P<rank>{either(given['ranks'])})(?!{either(given['not_ranks'])})"),
        re.compile(
            rf"{dotted}{{1,8}}(?:[-－‐]{dotted}{{1,8}})?"
            rf"(?:[{_DOTS}]{dotted}{{1,8}}){{1,3}}(?:[-－‐]{dotted}{{1,8}}){{0,2}}(?<![再曾])"
        ),
        re.compile(rf"{sound}{{2,8}}"),
        re.compile(rf"{sound}{{2,8}}\Z"),
        compiled(f"(?:{either(given['compound_surnames'])})|(?:{either(given['surnames'])})"),
        compiled(f"(?:{either(given['japanese_surnames'])})"),
        frozenset(given["also_words"]),
        frozenset(given["stops"]),
        frozenset(given["no_end"]),
        compiled(never),
        re.compile(rf"(?P<name>[一-龥々{_DOTS}]{{2,24}})[ ]?{_LATIN}"),
        frozenset(given["polite"]),
        frozenset(given["after_only"]),
        re.compile(r"[《〈][^》〉]{1,60}[》〉]"),
        frozenset(given["joined"]),
        frozenset(given["media"]),
        frozenset(given["sounds"]),
        frozenset(given["sounds"] + given["dotted_sounds"]),
    )


def sight(text: str, taken: Taken) -> Iterator[Sighting]:
    """The people whom patterns show in a Chinese passage, in no order."""
    words = _words()
    dots = any(dot in text for dot in _DOTS)
    for match in words.dotted.finditer(text) if dots else ():
        start, end = _behind_rank(text, match.start(), words), match.end()
        if not taken.edge(start, end):
            yield Sighting(start, end, start, end)
    for match in words.rank.finditer(text):
        role = None if match["rank"] in words.polite else match["rank"]
        start, end = match.span()
        named = False
        behind = match["rank"] not in words.after_only and _after(text, end, words, taken)
        if behind:
            named = True
            yield Sighting(*behind, start, behind[1], role)
            yield from names_behind(text, behind[1])  # 記者甲、乙
        found = _before(text, start, words, taken)
        if found and not (named and not found[2]):  # a name behind it: before it stands a country
            first, stop, full = found
            alone = text[first:stop] not in words.also_words and role is not None
            sure = full or stop - first > 1 or alone  # 高部長 only where a 高某某 is known
            yield Sighting(first, stop, first, end, role, full=full, sure=sure)
    yield from listed(text, lambda start: _open(text, start, words, taken))
    if first_of := words.sounds.match(text):  # perhaps the rest of a name begun before
        yield Sighting(0, first_of.end(), 0, first_of.end(), full=False, sure=False)
    brackets = "(" in text or "（" in text
    for match in words.glossed.finditer(text) if brackets else ():
        if span := _glossed(text, match, words, taken):
            yield Sighting(*span, span[0], match.end(), latin=match["latin"])


def fits(text: str, start: int, _end: int) -> bool:
    """Whether a name of the tables begins where it seems to: not within 抵達賴國."""
    return text[max(0, start - 1) : start + 1] not in _words().joined


def may_be(name: str) -> bool:
    """Whether what was taken for a name elsewhere looks like one: dotted, Latin, with a surname."""
    words = _words()
    if name.isascii() or any(dot in name for dot in _DOTS) or words.sounds.fullmatch(name):
        return True
    surname = words.japanese.match(name) or words.surname.match(name)
    return bool(surname and len(name) <= 5 and not words.never.search(name))


def _behind_rank(text: str, start: int, words: _Words) -> int:
    """Where a run of sounds begins if the end of an office (總理) is taken off its front."""
    low = max(0, start - 5)
    ends = [low + m.end() for m in words.rank.finditer(text[low : start + 3])]
    return max((end for end in ends if end > start), default=start)


def _fine(text: str, start: int, end: int, words: _Words, taken: Taken) -> bool:
    return not taken.edge(start, end) and not words.never.search(text[start:end])


def _after(text: str, at: int, words: _Words, taken: Taken) -> tuple[int, int] | None:
    """The name behind an office."""
    if match := words.dotted.match(text, at):
        return match.span() if not taken.edge(*match.span()) else None
    if match := words.japanese.match(text, at):
        end = _given(text, match.end(), words, 3)
        if end - match.end() == 3 and not _closed(text, end, words):
            end -= 1
        if end - match.end() >= 1 and _fine(text, at, end, words, taken):
            return at, end
    if match := words.surname.match(text, at):
        end = _given(text, match.end(), words, 2)
        if (
            end > match.end()
            and _fine(text, at, end, words, taken)
            and _likely(text, at, end, words)
        ):
            sound = words.sounds.match(text, at)
            if sound is None or sound.end() <= end:
                return at, end
    match = words.sounds.match(text, at)
    if match and match.end() - at >= 2 and _closed(text, match.end(), words):
        return match.span() if _fine(text, at, match.end(), words, taken) else None
    end = at + 1  # 議員再納阿比丁質疑: mostly sounds, and closed by what it does
    while end < len(text) and end - at < 7 and not _closed(text, end, words):
        end += 1
    name = text[at:end]
    foreign = text[at : at + 1] in words.first and 4 <= end - at <= 6
    foreign = foreign and 4 * sum(c in words.sound for c in name) >= 3 * len(name)
    return (at, end) if foreign and _fine(text, at, end, words, taken) else None


def _given(text: str, at: int, words: _Words, most: int) -> int:
    """Where a given name ends that begins here: before the first character of another word."""
    end = at
    while end < len(text) and end - at < most and "一" <= text[end] <= "龥":
        last = text[end] == "之" and end + 1 < len(text) and not "一" <= text[end + 1] <= "龥"
        if text[end] in words.stops and end > at and not last:
            break
        if words.never.match(text, end):
            break
        end += 1
    return end


def _likely(text: str, start: int, end: int, words: _Words) -> bool:
    """Whether a name that begins with a character of many other words (任, 高) is one: of three."""
    surname = words.surname.match(text, start, end)
    if text[start] not in words.also_words or (surname and len(surname[0]) > 1):
        return True
    given = text[start + 1 : end]
    closed = _closed(text, end, words) or any(
        m.start() == end for m in words.rank.finditer(text, end, end + 6)
    )
    return len(given) == 2 and closed and not words.stops & set(given)


def _closed(text: str, at: int, words: _Words) -> bool:
    if at >= len(text) or text[at] in words.stops or not ("一" <= text[at] <= "龥"):
        return True
    return bool(words.never.match(text, at))


def _before(text: str, stop: int, words: _Words, taken: Taken) -> tuple[int, int, bool] | None:
    """The name before an office: a foreign one by its sounds, one by its surname, or that alone."""
    window = max(0, stop - 30)
    if match := words.sounds_before.search(text[window:stop]):
        start = window + match.start()
        if not taken.edge(start, stop) and not words.never.search(match[0]):
            dot = text[start - 1 : start] in _DOTS and start > 0
            if (
                not dot
                and match[0][-1] not in words.no_end
                and (len(match[0]) >= 3 or _open(text, start, words, taken))
            ):
                return start, stop, False
            if dot:
                return None  # the dotted name is seen by itself
    for size in (5, 4, 3, 2, 1):
        start = stop - size
        if start < 0 or not all("一" <= c <= "龥" for c in text[start:stop]):
            continue
        surname = (
            words.japanese.match(text, start, stop) if size > 1 else None
        ) or words.surname.match(text, start, stop)
        if (
            surname is None
            or not _open(text, start, words, taken)
            or not _fine(text, start, stop, words, taken)
        ):
            continue
        rest = stop - surname.end()
        short = (size == 2 and text[stop - 1] in words.no_end) or text[stop - 1] in words.media
        if short or any(c in words.stops for c in text[surname.end() : stop]):
            continue
        if rest and not _likely(text, start, stop, words):
            continue
        if rest == 0:
            return start, stop, False
        if rest <= (3 if len(surname[0]) > 1 else 2):
            return start, stop, True
    return None


def _open(text: str, start: int, words: _Words, taken: Taken) -> bool:
    """Whether a word may begin here: after punctuation, a function word, an office or a name."""
    if start == 0 or text[start - 1] in words.stops or not ("一" <= text[start - 1] <= "龥"):
        return True
    before = text[max(0, start - 6) : start]
    return any(m.end == start for m in taken.all) or any(
        match.end() == len(before) for match in words.rank.finditer(before)
    )


def _glossed(
    text: str, match: re.Match[str], words: _Words, taken: Taken
) -> tuple[int, int] | None:
    """The name before Latin letters in brackets: behind the last office, name or function word."""
    if body(match["latin"]):
        return None
    start, end = match.span("name")
    dotted = [m for m in words.dotted.finditer(text, start, end) if m.end() == end]
    if not dotted:
        start = max(start, taken.ends_in(start, end))
    for rank in words.rank.finditer(text, start, end):
        if rank.end() < end:
            start = rank.end()
    for at in range(end - 2, start - 1, -1):
        if (
            text[at] in words.stops
            and text[at] not in "于來来和明成曾安同說共"
            and text[at] not in _DOTS
        ):
            start = at + 1
            break
    if dotted:
        start = _behind_rank(text, dotted[-1].start(), words)
    elif sounds := words.sounds_before.search(text, start, end):
        start = sounds.start() if end - start > 5 else start
    if not 2 <= end - start <= (24 if dotted else 6) or taken.edge(start, end):
        return None
    return start, end
