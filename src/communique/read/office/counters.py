"""Numbers as word processors print them before paragraphs and at notes: 3, iii, C, 三, ③, ウ, 第3.

Recognises the formats of Word (`w:numFmt`) and OpenDocument (`style:num-format`) for the scripts of
our languages. Left out: numbers in words (`cardinalText`) and other scripts, which are printed in
digits.

    >>> [printed(4, each) for each in ("decimal", "lowerRoman", "upperLetter", "chineseCounting")]
    ['4', 'iv', 'D', '四']
    >>> printed(28, "lowerLetter"), printed(23, "japaneseCounting"), printed(3, "none")
    ('bb', '二十三', '')
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

_ROMAN: Final = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_HAN: Final = "〇一二三四五六七八九"
_LEGAL_JA: Final = "零壱弐参四五六七八九"
_LEGAL_HANT: Final = "零壹貳參肆伍陸柒捌玖"
_LEGAL_HANS: Final = "零壹贰叁肆伍陆柒捌玖"
_STEMS: Final = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES: Final = "子丑寅卯辰巳午未申酉戌亥"
_AIUEO: Final = (
    "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"
)
_IROHA: Final = (
    "イロハニホヘトチリヌルヲワカヨタレソツネナラム"
    "ウヰノオクヤマケフコエテアサキユメミシヱヒモセスン"
)


def _roman(value: int) -> str:
    out = ""
    for size, sign in _ROMAN:
        out += sign * (value // size)
        value %= size
    return out


def _letters(value: int) -> str:
    return chr(97 + (value - 1) % 26) * ((value - 1) // 26 + 1)


def _series(signs: str) -> Callable[[int], str]:
    return lambda value: signs[(value - 1) % len(signs)]


def _han(
    digits: str, ten: str = "十", hundred: str = "百", *, bare: bool = True
) -> Callable[[int], str]:
    """Numerals in Han characters; `bare` leaves out the one before ten (十二, not 一十二)."""

    def write(value: int) -> str:
        if value >= 1000:
            return str(value)
        out = ""
        if value >= 100:
            out += digits[value // 100] + hundred
            if 0 < value % 100 < 10:
                out += digits[0]
        tens = value % 100 // 10
        if tens:
            out += ("" if bare and tens == 1 and value < 100 else digits[tens]) + ten
        if value % 10 or not value:
            out += digits[value % 10]
        return out

    return write


def _positional(value: int) -> str:
    return "".join(_HAN[int(digit)] for digit in str(value))


def _enclosed(first: int, most: int) -> Callable[[int], str]:
    return lambda value: chr(first + value - 1) if 1 <= value <= most else str(value)


_FULL_WIDTH: Final = str.maketrans("0123456789", "０１２３４５６７８９")


def _ordinal(value: int) -> str:
    ending = {1: "st", 2: "nd", 3: "rd"}.get(value % 10 if value % 100 // 10 != 1 else 0, "th")
    return f"{value}{ending}"


FORMATS: Final[dict[str, Callable[[int], str]]] = {
    "decimal": str,
    "decimalZero": lambda value: f"{value:02}",
    "lowerRoman": _roman,
    "upperRoman": lambda value: _roman(value).upper(),
    "lowerLetter": _letters,
    "upperLetter": lambda value: _letters(value).upper(),
    "ordinal": _ordinal,
    "none": lambda value: "",
    "bullet": lambda value: "",
    "decimalFullWidth": lambda value: str(value).translate(_FULL_WIDTH),
    "decimalFullWidth2": lambda value: str(value).translate(_FULL_WIDTH),
    "decimalEnclosedCircle": _enclosed(0x2460, 20),
    "decimalEnclosedCircleChinese": _enclosed(0x2460, 20),
    "decimalEnclosedFullstop": _enclosed(0x2488, 20),
    "decimalEnclosedParen": _enclosed(0x2474, 20),
    "ideographEnclosedCircle": _enclosed(0x3280, 10),
    "ideographTraditional": _series(_STEMS),
    "ideographZodiac": _series(_BRANCHES),
    "aiueo": _series(_AIUEO),
    "aiueoFullWidth": _series(_AIUEO),
    "iroha": _series(_IROHA),
    "irohaFullWidth": _series(_IROHA),
    "chineseCounting": _han(_HAN),
    "chineseCountingThousand": _han(_HAN),
    "taiwaneseCounting": _han(_HAN),
    "taiwaneseCountingThousand": _han(_HAN),
    "japaneseCounting": _han(_HAN),
    "ideographDigital": _positional,
    "japaneseDigitalTenThousand": _positional,
    "taiwaneseDigital": _positional,
    "japaneseLegal": _han(_LEGAL_JA, "拾", "百", bare=False),
    "ideographLegalTraditional": _han(_LEGAL_HANT, "拾", "佰", bare=False),
    "chineseLegalSimplified": _han(_LEGAL_HANS, "拾", "佰", bare=False),
    # OpenDocument writes the first sign of the series
    "1": str,
    "i": _roman,
    "I": lambda value: _roman(value).upper(),
    "a": _letters,
    "A": lambda value: _letters(value).upper(),
    "": lambda value: "",
    "一, 二, 三, ...": _han(_HAN),
    "壹, 貳, 參, ...": _han(_LEGAL_HANT, "拾", "佰", bare=False),
    "壹, 贰, 叁, ...": _han(_LEGAL_HANS, "拾", "佰", bare=False),
    "壱, 弐, 参, ...": _han(_LEGAL_JA, "拾", "百", bare=False),
    "甲, 乙, 丙, ...": _series(_STEMS),
    "子, 丑, 寅, ...": _series(_BRANCHES),
    "１, ２, ３, ...": lambda value: str(value).translate(_FULL_WIDTH),
    "①, ②, ③, ...": _enclosed(0x2460, 20),
    "ア, イ, ウ, ...": _series(_AIUEO),
    "イ, ロ, ハ, ...": _series(_IROHA),
}
"""What each format makes of a number from 1 on."""


def printed(value: int, form: str) -> str:
    """A number as a format prints it; in digits where the format is unknown or knows no such."""
    if value < 1 or value > 9999:
        return "" if form in ("none", "bullet", "") else str(value)
    return FORMATS.get(form, str)(value)
