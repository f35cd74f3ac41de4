"""Numbers in running text: where they stand and what they are worth.

Recognised: digits of any width with their separators, 1.4 million, 40k, -22.2, 4-1/4; English
number words (a dozen, two hundred and fifty, one and a half million); Japanese and Chinese
numerals and mixed ones (百三十万, 4億5,000万, 八三億一、三〇〇萬, 壹佰, 十数万). A vague digit
(数千, 十几) counts as one and is told. Left out: fractions in words, powers, roman numerals,
ordinals, kana.
What a number measures, if it does, is measures.py's.

    >>> [int(n.value) for n in numbers("Some 1.4 million people in twenty-five cities", "en")]
    [1400000, 25]
    >>> [(str(n.value), n.vague) for n in numbers("十数万人と4億5,000万ドル", "ja")]
    [('100000', True), ('450000000', False)]
"""

from __future__ import annotations

from communique.find import numbers_eastern, numbers_western
from communique.find.numerals import Numeral

__all__ = ["Numeral", "numbers"]


def numbers(text: str, language: str) -> list[Numeral]:
    """The numbers of a text, in order and apart. UnknownLanguage if the program has no data."""
    module = numbers_western if language == "en" else numbers_eastern
    return list(module.numbers(text, language))
