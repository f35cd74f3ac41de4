"""Series in a reader's words: codes are told, what people wrote stands."""

from __future__ import annotations

import pytest

from communique.compare.series import name_of
from communique.model.codes import Kind, Level
from communique.names import load
from communique.report.brief.phrases import Phrases
from communique.report.series_words import series_words

_JA = Phrases.of("ja", load())


@pytest.mark.parametrize(
    ("label", "told"),
    [
        ("JPN-USA, joint statement, leaders (en)", "日本、米国 · 共同声明 · 首脳 · 英語"),
        ("JPN, speech, leaders, Nagasaki", "日本 · 演説 · 首脳 · 長崎"),
        ("other, oster (zh-Hans)", "その他の文書 · oster · 中国語（簡体字）"),
        ("Peace, Speech and War (ja)", "Peace, Speech and War · 日本語"),
        ("XYZ-QQQ, speech (fr)", "XYZ-QQQ, speech (fr)"),
        ("Hiroshima, speech", "Hiroshima, speech"),
        ("JPN (en)", "JPN · 英語"),
        ("", ""),
    ],
)
def test_codes_are_told_and_names_stand(label: str, told: str) -> None:
    assert series_words(label, _JA) == told


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("level", list(Level))
def test_every_label_of_the_library_is_told(kind: Kind, level: Level) -> None:
    told = series_words(f"{name_of(('JPN', 'EU'), kind, level)} (en)", _JA)
    words = [_JA.states(("JPN", "EU")), _JA.code("kinds", kind), _JA.code("levels", level), "英語"]
    assert told == " · ".join(word for word in words if word)
