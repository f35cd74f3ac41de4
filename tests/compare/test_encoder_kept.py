"""An encoder that remembers."""

from collections.abc import Sequence

import numpy as np

from communique.compare.encoder import Encoder, OnProgress
from communique.compare.encoder_kept import Remembering
from communique.compare.vectors import Floats


class Counting:
    """An encoder that notes what it is asked."""

    identity, dimension = "counting", 2

    def __init__(self) -> None:
        self.asked: list[str] = []

    def knows(self, language: str) -> bool:
        return language == "en"

    def encode(
        self, texts: Sequence[str], language: str, *, on_progress: OnProgress | None = None
    ) -> Floats:
        self.asked += texts
        return np.array([[len(text), 1] for text in texts], dtype=np.float32)


def test_a_text_is_encoded_once_and_the_rows_stay_in_order() -> None:
    inner = Counting()
    encoder = Remembering(inner)
    assert isinstance(encoder, Encoder)
    encoder.encode(["a", "bbb"], "en")
    rows = encoder.encode(["bbb", "cc", "a"], "en")
    assert rows[:, 0].tolist() == [3, 2, 1]
    assert inner.asked == ["a", "bbb", "cc"]


def test_the_oldest_is_forgotten_first_and_languages_are_kept_apart() -> None:
    inner = Counting()
    encoder = Remembering(inner, most=2)
    for text, language in (("a", "en"), ("a", "ja"), ("b", "en"), ("a", "ja"), ("a", "en")):
        encoder.encode([text], language)
    assert inner.asked == ["a", "a", "b", "a"]
