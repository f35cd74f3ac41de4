"""Chinese names that no office stands beside: lists, bylines, labels, names split by an office.

Recognised: those who took part (甲某某、乙某某等參加), further names behind one (記者甲某某、乙某),
bylines (王某某　吉隆坡特派員), labels of transcripts (毛某：), surname + office + given name
(周部長慕陶). Left out: words that begin with the character of a surname.

    "王某某、李某某等陪同會見。" -> both
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from communique.find.gates import compiled
from communique.find.naming import Sighting
from communique.languages import data


@dataclass(frozen=True, slots=True)
class _Shapes:
    listed: re.Pattern[str]
    follows: re.Pattern[str]
    byline: re.Pattern[str]
    parted: re.Pattern[str]
    label: re.Pattern[str]
    never: re.Pattern[str]
    also_words: frozenset[str]
    stops: frozenset[str]


def either(words: list[str]) -> str:
    """An alternation, longer words first; single characters as one class, tried at once."""
    single = "".join(re.escape(w) for w in words if len(w) == 1)
    longer = [re.escape(w) for w in sorted(words, key=len, reverse=True) if len(w) > 1]
    return "|".join([*longer, *([f"[{single}]"] if single else [])])


@cache
def _shapes() -> _Shapes:
    given = data("zh-Hans", "people")
    surname = f"(?:{either(given['compound_surnames'] + given['surnames'])})"
    name = rf"{surname}[一-龥]{{1,2}}"
    never = either([w for w in given["never"] if len(w) > 1] + given["ranks"])
    close = r"(?=[、，。；）)\s（(與与和及暨等]|以及|$)"
    end, ranks = either(given["taking_part"]), either(given["ranks"])
    bylines = either(given["bylines"])
    return _Shapes(
        compiled(rf"(?:^|(?<=[。，；：\s]))(?P<names>{name}(?:、{name}){{1,20}})(?:{end})"),
        re.compile(rf"、(?P<name>{name})(?=[、）)，。；]|等|$|[一-龥]{{2,4}}\d*日?(?:{bylines}))"),
        re.compile(rf"(?:^|[／/（(])\s*(?P<name>{name})[　 ／/]+[一-龥]{{0,8}}(?:{bylines})"),
        compiled(
            rf"(?P<surname>{surname})(?P<rank>(?:{ranks})(?:[兼暨](?:{ranks}))?)"
            rf"(?P<given>[一-龥]{{1,2}}){close}"
        ),
        compiled(rf"(?P<name>{name})[：:](?=\s?\S)"),
        compiled(never),
        frozenset(given["also_words"]),
        frozenset(given["stops"]),
    )


def listed(text: str, opens: Callable[[int], bool]) -> Iterator[Sighting]:
    """The names of lists, bylines and labels; `opens` tells whether a word may begin at a place."""
    shapes = _shapes()
    for match in shapes.listed.finditer(text) if "、" in text else ():
        at = match.start()
        for name in match["names"].split("、"):
            if not shapes.never.search(name):
                yield Sighting(at, at + len(name), at, at + len(name))
            at += len(name) + 1
    for shape in (shapes.byline, shapes.label):
        one = shape.search(text) if shape is shapes.byline else shape.match(text)
        if one and _fine(one["name"]):
            start, end = one.span("name")
            yield Sighting(start, end, start, end)
    for match in shapes.parted.finditer(text):
        start, end = match.span()
        begins = opens(start) or text[start - 1] in "部會会院署"
        if begins and _given(match["surname"], match["given"], text[end : end + 1]):
            whole = match["surname"] + match["given"]
            yield Sighting(start, end, start, end, match["rank"], latin=whole)


def _given(surname: str, given: str, behind: str) -> bool:
    """Whether what stands behind surname and office is a given name: 周部長慕陶, not 許部長並."""
    shapes = _shapes()
    if shapes.stops & set(given) or shapes.never.search(given):
        return False
    closed = not "一" <= behind <= "龥"
    return len(given) > 1 or (closed and surname not in shapes.also_words)


def names_behind(text: str, at: int) -> Iterator[Sighting]:
    """Further names behind one that ends at a place: 、乙某某、丙某某."""
    shapes = _shapes()
    while (more := shapes.follows.match(text, at)) and not shapes.never.search(more["name"]):
        yield Sighting(*more.span("name"), *more.span("name"))
        at = more.end()


def _fine(name: str) -> bool:
    """Whether a name by itself is one: 岸田說 and 方案 are none."""
    shapes = _shapes()
    if shapes.never.search(name) or name[-1] in shapes.stops:
        return False
    return len(name) > 2 or name[0] not in shapes.also_words
