"""Passages with known parents, for bench/compare.py: invented words, the statistics of real
statements.

Words follow Zipf's law and come in set phrases, sentences have 8 to 45 words (20 to 90 characters),
and a third open with one of a few formulae of the genre, so that strangers share what strangers
share in real statements. A child is an earlier passage with a share of its tokens replaced,
dropped, doubled by an insertion, or a clause of it moved into a fresh sentence.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from random import Random

KINDS = ("fresh", "0%", "10%", "25%", "40%", "clause")
SHARES = (50, 10, 10, 10, 10, 10)
LANGUAGES = ("en", "ja", "zh-Hans")
TEXT = 100
"""Passages of a text."""

_SYLLABLES = [
    a + b for a in "bdfgklmnprstvz" for b in ("a", "e", "i", "o", "u", "an", "en", "ir", "or", "us")
]
# As in a newspaper: a hundred characters are two fifths of a text, two and a half thousand nearly
# all of it.
_CHARACTERS = [chr(0x4E00 + 7 * rank) for rank in range(2_500)]
_CHARACTER_WEIGHTS = list(accumulate(1 / (rank + 30) for rank in range(2_500)))
_OPENINGS = {
    "en": (
        "The two sides welcomed the",
        "The ministers reaffirmed that the",
        "They agreed to",
        "Both governments noted that",
        "In this context, the parties decided to",
    ),
    "ja": ("両首脳は、", "両政府は、引き続き", "双方は、この分野における", "また、両大臣は、"),
    "zh-Hans": ("双方重申，", "两国领导人一致同意", "双方将继续", "会谈期间，双方就"),
}
_ENDINGS = {
    "en": (".",),
    "ja": ("することで一致した。", "を歓迎した。", "の重要性を確認した。"),
    "zh-Hans": ("。", "的重要性。", "。"),
}
_PARTICLES = {"ja": "のをにはがとで", "zh-Hans": "的和在与对为"}


@dataclass(frozen=True, slots=True)
class Passages:
    """Passages of one language in order, what each is, and the number of the passage it comes from
    (-1: none).
    """

    language: str
    words: list[str]
    kinds: list[str]
    parents: list[int]

    def texts(self) -> Iterator[list[str]]:
        """The passages as texts of a hundred."""
        for at in range(0, len(self.words), TEXT):
            yield self.words[at : at + TEXT]


class _Source:
    """Draws the tokens of one language."""

    def __init__(self, language: str, seed: int) -> None:
        self.random = Random(f"{language} {seed}")
        self.language = language
        self.joint = " " if language == "en" else ""
        size = 20_000 if language == "en" else 8_000
        self.lexicon = [self._word() for _ in range(size)]
        self.weights = list(accumulate(1 / (rank + 2.7) for rank in range(size)))
        self.phrases = [self._draw(self.random.randint(2, 4)) for _ in range(3_000)]

    def _word(self) -> str:
        if self.language == "en":
            return "".join(
                self.random.choices(_SYLLABLES, k=self.random.choice((1, 2, 2, 3, 3, 4)))
            )
        return "".join(self.random.choices(_CHARACTERS, cum_weights=_CHARACTER_WEIGHTS, k=2))

    def _draw(self, count: int) -> list[str]:
        words = self.random.choices(self.lexicon, cum_weights=self.weights, k=count)
        if self.joint:
            return words
        return [
            w
            + (self.random.choice(_PARTICLES[self.language]) if self.random.random() < 0.5 else "")
            for w in words
        ]

    def tokens(self) -> list[str]:
        """The tokens of a fresh sentence: now and then an opening, set phrases, words."""
        count = self.random.randint(8, 45) if self.joint else self.random.randint(8, 34)
        made = []
        if self.random.random() < 0.33:
            opening = self.random.choice(_OPENINGS[self.language])
            made += opening.split() if self.joint else [opening]
        while len(made) < count:
            made += (
                self.random.choice(self.phrases) if self.random.random() < 0.12 else self._draw(3)
            )
        return made

    def edited(self, tokens: list[str], share: float) -> list[str]:
        """The tokens with a share of them changed: two in four replaced, one dropped, one with a
        word put before it.
        """
        made: list[str] = []
        for token in tokens:
            if self.random.random() >= share:
                made.append(token)
                continue
            what = self.random.randrange(4)
            if what < 2:
                made += self._draw(1)
            elif what == 2:
                made += [*self._draw(1), token]
        return made or self._draw(3)

    def moved(self, tokens: list[str]) -> list[str]:
        """A fresh sentence of which a third or more is a clause of the other: 10 words, or as many
        characters.
        """
        length = min(len(tokens), max(10, len(tokens) // 2))
        start = self.random.randint(0, len(tokens) - length)
        own = self.tokens()[: self.random.randint(6, 16)]
        at = self.random.randint(0, len(own))
        return own[:at] + tokens[start : start + length] + own[at:]

    def text(self, tokens: list[str]) -> str:
        """The sentence as it would be printed."""
        words = self.joint.join(tokens)
        return (words[:1].upper() + words[1:] if self.joint else words) + self.random.choice(
            _ENDINGS[self.language]
        )


def passages(count: int, language: str, *, seed: int = 1) -> Passages:
    """So many passages of a language, the same for the same seed."""
    source = _Source(language, seed)
    made = Passages(language, [], [], [])
    fresh: list[tuple[int, list[str]]] = []
    for number in range(count):
        kind = source.random.choices(KINDS, SHARES)[0] if len(fresh) > TEXT else "fresh"
        parent = -1
        if kind == "fresh":
            tokens = source.tokens()
            fresh.append((number, tokens))
        else:
            # Never of the same text: a passage does not come from its own document.
            while parent < 0 or parent // TEXT == number // TEXT:
                parent, old = fresh[source.random.randrange(len(fresh))]
                if number < 2 * TEXT:
                    break
            tokens = (
                source.moved(old) if kind == "clause" else source.edited(old, int(kind[:-1]) / 100)
            )
        made.words.append(source.text(tokens))
        made.kinds.append(kind)
        made.parents.append(parent)
    return made
