"""Numbers in digits of any width and in Japanese and Chinese characters, as exact decimals.

Recognised: 1,600 and １，６００; positional 一九七九, 二〇二四; multiplicative 百三十万,
七十五億, 廿六; mixed 1,600万, 36.57亿, 3千万; thousands in vertical print 六、四〇〇萬. Left out:
English number words, fractions, percentages (百分之八十), and numbers of more than 40 characters,
which no statement has. The characters are data (numerals.yaml).

    >>> number("二二四億六、四〇〇萬"), number("36.57亿"), number("百三十万")
    (Decimal('22464000000'), Decimal('3657000000'), Decimal('1300000'))
    >>> number("12,34") is None
    True
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal, localcontext
from functools import cache, lru_cache
from importlib import resources

import yaml

LONGEST = 40
"""Longest numeral read, in characters: keeps the work bounded on hostile text."""


@dataclass(frozen=True, slots=True)
class Characters:
    """The table of characters, by what they do in a number."""

    digits: dict[str, int]
    tens: dict[str, int]
    small: dict[str, int]
    large: dict[str, int]
    points: frozenset[str]
    separators: frozenset[str]


@cache
def characters() -> Characters:
    """The table, loaded once."""
    path = resources.files("communique.languages") / "numerals.yaml"
    table = yaml.safe_load(path.read_text(encoding="utf-8"))
    return Characters(
        digits=table["digits"],
        tens=table["tens"],
        small=table["small_units"],
        large={char: 10**power for char, power in table["large_units"].items()},
        points=frozenset(table["points"]),
        separators=frozenset(table["separators"]),
    )


@cache
def char_class(*, large: bool = False) -> str:
    """The inside of a regular expression's character class of numerals (with 万 and 億 if
    `large`).
    """
    table = characters()
    chars = [*table.digits, *table.tens, *table.small, *(table.large if large else ())]
    return "0-9０-９" + "".join(chars)


@lru_cache(4096)  # the same few hundred are read again and again; LONGEST bounds what is kept
def number(text: str) -> Decimal | None:
    """The value of a whole text as a number, or None where it is not one. Takes linear time."""
    text = text.strip()
    if not text or len(text) > LONGEST:
        return None
    with localcontext() as context:
        context.prec = 2 * LONGEST
        value = _number(text, characters())
        if value is not None and value == value.to_integral_value():
            value = value.quantize(Decimal(1))
        return value


def integer(text: str) -> int | None:
    """The value of a whole text as a whole number, or None.

    >>> integer("二十六"), integer("３１"), integer("1.5")
    (26, 31, None)
    """
    value = number(text)
    return int(value) if value is not None and value == value.to_integral_value() else None


def _number(text: str, table: Characters) -> Decimal | None:
    """Add up groups closed by 万, 億, …; inside a group multiply by 十, 百, 千."""
    total = group = Decimal(0)
    held: Decimal | None = None
    largest_closed: int | None = None
    for token in _tokens(text, table):
        if token is None:
            return None
        kind, value = token
        if kind == "digits":
            if held is not None:
                return None
            held = value
        elif kind == "tens":
            group, held = group + value, None
        elif kind == "small":
            group, held = group + (held or 1) * value, None  # 零十 is ten
        else:
            closed = group + (held or 0)
            closed = closed if closed or held is not None else Decimal(1)
            unit = int(value)
            bare = not group and held is None  # 四万万: ten thousand times over
            if largest_closed is not None and (unit > largest_closed or (bare and total)):
                total = (total + (closed if group or held else 0)) * value
            else:
                total += closed * value
            group, held, largest_closed = Decimal(0), None, unit
    return total + group + (held or 0)


def _tokens(text: str, table: Characters) -> list[tuple[str, Decimal] | None]:
    """Runs of digits and single units; None where a character is no part of a number."""
    tokens: list[tuple[str, Decimal] | None] = []
    at = 0
    while at < len(text):
        char = text[at]
        if _digit(char, table) is not None:
            value, at = _run(text, at, table)
            tokens.append(None if value is None else ("digits", value))
            continue
        at += 1
        if char in table.small:
            tokens.append(("small", Decimal(table.small[char])))
        elif char in table.large:
            tokens.append(("large", Decimal(table.large[char])))
        elif char in table.tens:
            tokens.append(("tens", Decimal(table.tens[char])))
        else:
            tokens.append(None)
    return tokens


_PLAIN = re.compile(r"[0-9]+(?:\.[0-9]+)?|[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")


def _run(text: str, at: int, table: Characters) -> tuple[Decimal | None, int]:
    """A run of digits with its separators and point, and where it ends."""
    plain = []
    while at < len(text):
        digit = _digit(text[at], table)
        if digit is not None:
            plain.append(str(digit))
        elif text[at] in table.points:
            plain.append(".")
        elif text[at] in table.separators:
            plain.append(",")
        else:
            break
        at += 1
    written = "".join(plain)
    if not _PLAIN.fullmatch(written):
        return None, at
    return Decimal(written.replace(",", "")), at


def _digit(char: str, table: Characters) -> int | None:
    value = unicodedata.decimal(char, None)
    return table.digits.get(char) if value is None else value
