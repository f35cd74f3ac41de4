"""The fields of findings in the languages of readers: every kind, field, code and verdict has its
words."""

from __future__ import annotations

from decimal import Decimal

import pytest

from communique.model.decisions import Verdict
from communique.model.findings import KINDS, Amount, MechanismAction, Mode, columns
from communique.names import load
from communique.report.brief.phrases import Phrases
from communique.report.field_words import in_words, kind, label, table, verdict

LANGUAGES = ("en", "ja", "zh-Hant", "zh-Hans")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_field_code_and_verdict_has_words(language: str) -> None:
    phrases = Phrases.of(language, load())
    for each in KINDS.values():
        assert kind(each.kind, phrases)
        for column in columns(each):
            assert label(column.name, phrases)
            for value in column.values:
                assert in_words(each.kind, column.name, value, phrases)
    assert set(table()["actions"]) == {each.value for each in MechanismAction}
    assert set(table()["modes"]) == {each.value for each in Mode}
    assert all(verdict(each.value, phrases) for each in Verdict)


def test_values_are_said_in_the_readers_language() -> None:
    ja = Phrases.of("ja", load())
    assert (
        in_words("commitments", "amount", Amount(Decimal("1.6E+7"), "USD"), ja) == "1,600万米ドル"
    )
    assert in_words("commitments", "amount", ["16000000", "USD"], ja) == "1,600万米ドル"
    assert in_words("commitments", "actors", ("JPN", "USA"), ja) == "日本、米国"
    assert in_words("mechanisms", "action", "met", ja) == "開催"
    assert in_words("commitments", "deadline", None, ja) == "—"
