"""The patterns of words around a number in English, compiled once from figures.yaml."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from communique.find.units import either, units


@dataclass(frozen=True, slots=True)
class Rules:
    """The patterns of words around a number, compiled once."""

    about: re.Pattern[str]
    about_after: re.Pattern[str]
    label: re.Pattern[str]
    definite: re.Pattern[str]
    clock: re.Pattern[str]
    gdp: re.Pattern[str]
    span: re.Pattern[str]
    change: re.Pattern[str]
    rate: re.Pattern[str]
    cents: re.Pattern[str]
    cased: frozenset[str]
    parties: frozenset[str]
    signs: frozenset[str]
    codes: frozenset[str]
    longest_sign: int


@cache
def rules_of(language: str) -> Rules:
    """The patterns of a language, compiled once."""
    words, forms = units(language).words, units(language).after
    about = words["approximate"]
    signs = {
        f
        for f, u in forms.items()
        if u.sort in ("money", "bare") and (not f.islower() or f in words["names_before"])
    }
    return Rules(
        about=re.compile(
            rf"(?:(?:(?<![A-Za-z])(?:{either(w for w in about['before'] if w[0].isalpha())})"
            r"[ ]{1,2}(?:the[ ])?)|[~≈<>≥≤][ ]?)\Z",
            re.I,
        ),
        about_after=re.compile(rf"[ ](?:{either(about['after'])})\b(?![ ]the\b)"),
        label=re.compile(
            rf"(?<![A-Za-z])(?:(?i:{either(words['labels'])})|Nos?\.?)[ \u00a0]?\(?\Z"
        ),
        definite=re.compile(
            rf"(?<![A-Za-z])(?:{either(words['definite'])}|\w+['’]s?)"
            r"[ ](?:last[ ]|first[ ]|past[ ])?\Z",
            re.I,
        ),
        clock=re.compile(rf"(?:[:.][0-5][0-9])?[ ]?(?:{'|'.join(words['clock'])})"),
        gdp=re.compile(rf"[ ](?:of|to|in)[ ](?:{'|'.join(words['gdp']['after'])})"),
        span=re.compile(
            rf"[ ]?(?:{either(words['range'])}|(?P<and>and))"
            r"[ ]?(?:about[ ]|around[ ]|some[ ]|perhaps[ ])?"
        ),
        change=re.compile(rf"\b(?:{either(words['change'])})\b", re.I),
        rate=re.compile(rf"[ ](?:{either(words['rate'])})\b"),
        cents=re.compile(
            rf"[ ](?:and[ ])?([0-9]{{1,2}}|[a-z]+(?:-[a-z]+)?)[ ](?:{either(words['cents'])})\b"
        ),
        cased=frozenset(map(str, words["cased"])),
        parties=frozenset(map(str, words["parties"])),
        signs=frozenset(signs),
        codes=frozenset(map(str, words["small_codes"])),
        longest_sign=max(map(len, signs)),
    )
