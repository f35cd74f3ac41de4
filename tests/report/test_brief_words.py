"""The fixed words of briefs: all languages hold the same keys, and every code has its word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest

from communique.check.claims_answer import Verdict
from communique.check.conflicts import TYPES
from communique.compare.findings import CHANGES
from communique.model.codes import LANGUAGES, Authenticity, Kind, Level
from communique.model.decisions import Status
from communique.model.findings import ClaimType, Degree, Force, Stance
from communique.names import load
from communique.report.brief.caps import FULL, SHORT
from communique.report.brief.contents import GROUPS
from communique.report.brief.phrases import Phrases, table

BLANK = re.compile(r"\{(\w+)\}")


def _keys(held: Any, path: str = "") -> Iterator[tuple[str, frozenset[str]]]:
    if isinstance(held, dict):
        for key, value in held.items():
            yield from _keys(value, f"{path}/{key}")
    else:
        yield path, frozenset(BLANK.findall(held)) if isinstance(held, str) else frozenset()


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_languages_hold_the_same_keys_and_blanks(language: str) -> None:
    own, english = dict(_keys(table(language))), dict(_keys(table("en")))
    assert own.keys() == english.keys()
    loose = {path for path in own if path.startswith(("/dates", "/sentences/of_series"))}
    assert {p: b for p, b in own.items() if p not in loose} == {
        p: b for p, b in english.items() if p not in loose
    }


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("group", "codes"),
    [
        ("groups", GROUPS), ("forces", Force), ("stances", Stance), ("degrees", Degree),
        ("statuses", Status), ("kinds", Kind), ("levels", Level),
        ("authenticities", Authenticity), ("conflicts", TYPES), ("claims", ClaimType),
        ("changes", CHANGES), ("verdicts", Verdict.__args__), ("languages", LANGUAGES),  # type: ignore[attr-defined]
    ],
)  # fmt: skip
def test_every_code_has_its_word(language: str, group: str, codes: Any) -> None:
    held = table(language)[group]
    assert not [code for code in codes if str(getattr(code, "value", code)) not in held]


def test_words_are_of_their_language() -> None:
    for language in ("ja", "zh-Hant", "zh-Hans"):
        english = dict(_leaves(table("en")))
        same = [
            path
            for path, words in _leaves(table(language))
            if words == english[path] and re.search("[A-Za-z]{4}", BLANK.sub("", words))
        ]
        assert not same, same


def _leaves(held: Any, path: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(held, dict):
        for key, value in held.items():
            yield from _leaves(value, f"{path}/{key}")
    elif isinstance(held, str):
        yield path, held


@pytest.mark.parametrize(
    ("language", "date", "said"),
    [
        ("en", "2026-04-11", "11 April 2026"),
        ("en", "2026-36", "Q4 2026"),
        ("en", "2027-40", "first half of 2027"),
        ("en", "../2030", "until 2030"),
        ("ja", "2027-04/2028-03", "2027年4月～2028年3月"),
        ("ja", "2026-24", "2026年冬"),
        ("en", "2007-03-22/2007-03-23", "22–23 March 2007"),
        ("zh-Hant", "2007-03-22/2007-03-23", "2007年3月22日至23日"),
        ("ja", "2007-03-31/2007-04-01", "2007年3月31日～2007年4月1日"),
        ("zh-Hant", "2026-36", "2026年第4季"),
        ("zh-Hans", "2027-41", "2027年下半年"),
        ("zh-Hans", "2027-05~", "2027年5月~"),
        ("en", None, "no date"),
        ("en", "soon", "soon"),
    ],
)
def test_dates(language: str, date: str | None, said: str) -> None:
    assert Phrases.of(language, load()).date(date) == said


@pytest.mark.parametrize(
    ("language", "value", "unit", "said"),
    [
        ("en", "1800000000", "USD", "1.8 billion USD"),
        ("en", "2.5", "percent_of_gdp", "2.5% of GDP"),
        ("en", "1234567", "item", "1,234,567"),
        ("ja", "38000000000", "JPY", "380億日本円"),
        ("ja", "600", "person", "600人"),
        ("zh-Hans", "1800000000", "USD", "18亿美元"),
        ("zh-Hant", "50", "percent", "50%"),
        ("zh-Hant", "6", "month", "6個月"),
        ("zh-Hans", "6", "month", "6个月"),
        ("zh-Hant", "2", "percentage_point", "2個百分點"),
        ("en", "1E+60", "item", "1.000e+60"),
    ],
)
def test_amounts(language: str, value: str, unit: str, said: str) -> None:
    assert Phrases.of(language, load()).quantity(Decimal(value), unit) == said


def test_the_long_form_tells_more_of_everything() -> None:
    assert SHORT.counts.keys() == FULL.counts.keys()
    assert all(SHORT.of(name) < FULL.of(name) for name in SHORT.counts)
