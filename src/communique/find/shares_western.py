"""Shares in English words: a fifth, two thirds, half of, one in four, in hundredths.

Left out: ordinals (a third party, a fifth round) and parts of a period (the first half of 2027).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from communique.find.measured import Measure, whole
from communique.find.rules_western import rules_of
from communique.find.units import either, units

_SMALL = "one|two|three|four|five|six|seven|eight|nine|ten"
_BEHIND = re.compile(
    r"(?![ ])|[ ](?:of|if|by|in|to|more|less|fewer|high|low|and|between|over|since|from|comp|on"
    r"|at|as|last|this|within|a year)"
)
"""What may follow a share in the singular; before a noun the same word is an ordinal."""


@cache
def _pattern(language: str) -> re.Pattern[str]:
    fractions = either(units(language).words["fractions"])
    not_half = ["first", "second", "latter", "other", "later", "last", "next", "better"]
    behind = "".join(f"(?<!{word} )" for word in not_half)
    return re.compile(
        rf"\b(?:(?P<top>an?|{_SMALL})[ -](?P<bottom>{fractions})\b"
        r"(?![ ]of[ ]an?[ ](?:million|billion))"
        rf"|(?P<some>{_SMALL}|[0-9]{{1,2}})[ ]in[ ](?:every[ ])?(?P<every>{_SMALL}|[0-9]{{1,3}})"
        r"(?=[ ][a-z]{3})(?![ ](?:years|days|months|weeks|hours)\b)"
        rf"|{behind}(?P<half>half)"
        r"(?=[ ]of[ ](?!19|20|the[ ](?:year|decade|century|day|week|month))))",
        re.IGNORECASE,
    )


def shares(text: str, language: str) -> Iterator[Measure]:
    """The shares of a text in words, in order."""
    about = rules_of(language).about
    for match in _pattern(language).finditer(text):
        value = _value(text, match, language)
        if value is not None:
            before = about.search(text, max(0, match.start() - 24), match.start())
            start = before.start() if before else match.start()
            yield Measure(
                start,
                match.end(),
                whole(value),
                None,
                "percent",
                bool(before),
                number_start=match.start(),
                number_end=match.end(),
            )


def _value(text: str, match: re.Match[str], language: str) -> Decimal | None:
    """What a share is worth in hundredths, None where an ordinal is meant."""
    words = units(language).words
    if match["half"]:
        return Decimal(50)
    ones = {"a": 1, "an": 1, **words["ones"]}
    if match["every"]:
        top, bottom = (_small(word, ones) for word in match.group("some", "every"))
    else:
        top, bottom = ones[match["top"].lower()], words["fractions"][match["bottom"].lower()]
        plural = match["bottom"].lower().endswith("s")
        if (top > 1) != plural or (not plural and not _BEHIND.match(text, match.end())):
            return None
    if not 0 < top < bottom:
        return None
    return (Decimal(100) * top / bottom).quantize(Decimal("0.01"))


def _small(word: str, ones: dict[str, int]) -> int:
    return int(word) if word.isdigit() else ones[word.lower()]
