"""The words by which mechanisms are found in a language, compiled from its mechanisms.yaml.

What the keys mean stands in the data itself; English (Latin letters) and the eastern scripts have
their own patterns of names. Left out: finding (instruments.py, mechanisms.py, stretches.py).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from communique.find.choices import Choice
from communique.find.gates import compiled
from communique.languages import data
from communique.model.findings import MechanismAction

_NAME = "\N{REPLACEMENT CHARACTER}"
"""What stands for the name in patterns of what happens to it; `@` in the data."""


@dataclass(frozen=True, slots=True)
class Words:
    """A language's words of mechanisms, compiled."""

    kinds: frozenset[str]
    actors_only: frozenset[str]
    heads: re.Pattern[str] | Choice
    small: re.Pattern[str]
    last: re.Pattern[str]
    named: re.Pattern[str]
    not_title: re.Pattern[str]
    nouns: re.Pattern[str] | None
    telling: re.Pattern[str]
    governs: re.Pattern[str]
    leads: re.Pattern[str]
    modals: re.Pattern[str]
    nominal: re.Pattern[str]
    cut_behind: re.Pattern[str]
    sets: re.Pattern[str]
    goes_on: re.Pattern[str]
    purpose: re.Pattern[str]
    fragment: re.Pattern[str]
    speaks: re.Pattern[str]
    said_of: re.Pattern[str]
    meetings: re.Pattern[str]
    never: re.Pattern[str]
    verbs: re.Pattern[str]
    front_verbs: re.Pattern[str]
    cuts: re.Pattern[str]
    stops: frozenset[str]
    steady: re.Pattern[str]
    bound: re.Pattern[str]
    actions: Mapping[MechanismAction, re.Pattern[str]]
    near: int
    words_before: int


def latin(language: str) -> bool:
    """Whether a language is written in Latin letters."""
    return language == "en"


def _any(patterns: list[str]) -> re.Pattern[str]:
    return compiled("|".join(f"(?:{p})" for p in patterns) or "(?!)")


@cache
def words_of(language: str) -> Words:
    """The words of a language; `language-data` if there are none."""
    given = data(language, "mechanisms")
    link = given.get("link", "")
    heads, small = (_western if latin(language) else _eastern)(given)

    def single(key: str) -> re.Pattern[str]:
        return compiled(given.get(key, "(?!)"))

    last = rf"\b(?:{'|'.join(map(re.escape, given['heads']))})s?\b" if latin(language) else "(?!)"
    return Words(
        kinds=frozenset(given["kinds"]),
        actors_only=frozenset(given["actors_only"]),
        heads=heads,
        small=small,
        last=re.compile(last),
        named=_any(given.get("named_only", [])),
        not_title=_any(given.get("not_title", [])),
        nouns=single("nouns") if "nouns" in given else None,
        telling=single("telling"),
        governs=single("governs"),
        leads=single("leads"),
        modals=single("modals"),
        nominal=single("nominal"),
        cut_behind=single("cut_behind"),
        sets=single("sets"),
        goes_on=single("goes_on"),
        purpose=single("purpose"),
        fragment=single("fragment"),
        speaks=single("speaks"),
        said_of=single("said_of"),
        meetings=_any(given["meetings"]),
        never=_any(given["never"]),
        verbs=single("verbs"),
        front_verbs=single("front_verbs"),
        cuts=single("cuts"),
        stops=frozenset(given.get("stops", "")),
        steady=single("steady"),
        bound=compiled(given["bound"].replace("@", _NAME)),
        actions={
            MechanismAction(k): _any([p.replace("<link>", link).replace("@", _NAME) for p in v])
            for k, v in given["actions"].items()
        },
        near=given["near"],
        words_before=given.get("words_before", 0),
    )


def _western(given: Mapping[str, list[str]]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    head = "|".join(sorted(map(re.escape, given["heads"]), key=len, reverse=True))
    months = "January|February|March|April|May|June|July|August|September|October|November|December"
    word = (
        rf"(?:(?!(?:{months})\b\s(?:of\s)?[0-9]|(?:19|20)[0-9]{{2}}\s(?:of|and|to|in|by)\b)"
        r"[A-Z0-9À-Þ][\w'’.&+-]*)"
    )
    link = r"(?:\s(?:of|and|for|on|to|in|the|with)){0,3}"
    dated = (
        r"(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March\s|April|May\s|June|"
        r"July|August|September|October|November|December)"
    )
    proper = rf"(?:{dated}[A-ZÀ-Þ][\w'’.&+-]*)"
    of = "of|on|for|to|against|between|among|concerning|Between|Concerning|regarding|with"
    tail = (
        rf"(?:,?\s(?:{of})(?:\s(?:the|and|an?))?\s{proper}"
        rf"(?:(?:,?{link}\s){word}){{0,28}})"
    )
    name = rf"(?:{word}{link}\s){{0,8}}(?:{head})s?\b{tail}{{0,2}}"
    small = "|".join(sorted(map(re.escape, given["small_heads"]), key=len, reverse=True))
    verbs = given["small_verbs"]
    return (
        re.compile(rf"(?<![\w-]){name}"),
        re.compile(
            rf"\b{verbs}\s(?:(?:an?|the|its|their|our)\s)?(?P<name>(?:[\w'’-]+\s){{0,5}}?(?:{small})s?\b(?:\s(?:on|for|of)\s(?:(?!(?:and|by|in|to|that|which|with|from|at)\b)[\w'’-]+\s?){{1,5}})?)"
        ),
    )


def _eastern(given: Mapping[str, list[str]]) -> tuple[Choice, re.Pattern[str]]:
    return Choice(given["heads"]), _any(given["set_up"])
