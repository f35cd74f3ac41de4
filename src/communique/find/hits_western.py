"""Numbers of English text with the unit behind them or the sign of money before them, and the
places where a number is none: dates, times of day, labels and names.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from communique.find.measured import Taken
from communique.find.numerals import Numeral
from communique.find.rules_western import Rules
from communique.find.units import Unit, Units

_AFTER = re.compile(r"(?:-(?=[A-Za-z])|[ \u00a0\t]?\r?\n?[ \u00a0\t]{0,2})(\S)")
_TOKEN = re.compile(r"[^\W_][\w'’²³]{0,40}+(?:\.(?=[A-Za-z])\w{1,20}){0,4}\.?")
_LEFT = re.compile(r"(?:[A-Za-z][-./]?|[0-9][.,/:–-]|[+#/_@=&?%])\Z")


@dataclass(frozen=True, slots=True)
class Hit:
    """A number with its sign of money or the unit behind it."""

    number: Numeral
    unit: Unit | None
    start: int
    end: int
    hyphen: bool = False


def hit_at(text: str, number: Numeral, forms: Units, rules: Rules, taken: Taken) -> Hit:
    """The number with the unit behind it, or the sign of money before it."""
    unit, end, hyphen = _unit(text, number, forms, rules)
    sign, start = _sign(text, number.start, forms, rules)
    if sign and (unit is None or unit.sort not in ("money", "bare") or sign.sort == "money"):
        if unit and unit.sort in ("money", "bare") and not hyphen:
            return Hit(number, sign, start, end)
        return Hit(number, sign, start, number.end)
    return Hit(number, unit, number.start, end, hyphen)


def _unit(text: str, number: Numeral, forms: Units, rules: Rules) -> tuple[Unit | None, int, bool]:
    """The longest unit behind a number: up to four words, or a sign."""
    gap = _AFTER.match(text, number.end)
    if not gap:
        return None, number.end, False
    at, hyphen = gap.start(1), text[number.end] == "-"
    tokens, end = [], at
    for _ in range(4):
        token = _TOKEN.match(text, end)
        if not token:
            break
        tokens.append(token)
        end = token.end()
        if text[end : end + 1] in (" ", "-", "\u00a0") or text[end : end + 1] == "\n":
            end += 1
        else:
            break
    for token in reversed(tokens):
        written = text[at : token.end()].replace("\u00a0", " ").replace("\n", " ")
        for form in (written, written.rstrip(".'’"), written.replace("-", " ")):
            unit = forms.after.get(form) or forms.after.get(_lower(form, rules))
            if unit is None and form in rules.codes:
                unit = forms.after[form.upper()]
            if unit and not (form in rules.cased and number.words):
                if form.islower() and len(form) < 2 and form != "x":
                    continue
                return unit, at + len(form), hyphen
    for length in (2, 1):
        form = text[at : at + length]
        if form in forms.after and not form.isalpha():
            return forms.after[form], at + length, False
    return None, number.end, hyphen


def _lower(form: str, rules: Rules) -> str:
    lower = form.lower()
    return "" if lower in rules.cased else lower


def _sign(text: str, start: int, forms: Units, rules: Rules) -> tuple[Unit | None, int]:
    """A sign, code or name of money right before a number."""
    for gap in (0, 1):
        if gap and text[start - 1 : start] not in (" ", "\u00a0"):
            break
        at = start - gap
        for length in range(min(rules.longest_sign, at), 0, -1):
            form = text[at - length : at]
            form = form if form in rules.signs else _code(form)
            if form in rules.signs and not (
                form[0].isalpha() and text[at - length - 1 : at - length].isalnum() and at > length
            ):
                return forms.after[form], at - length
    return None, start


def _code(form: str) -> str:
    """A sign of a currency's code before `$` or in small letters: CAD$, usd."""
    plain = form.upper()
    return plain[:3] if len(plain) == 4 and plain.endswith("$") and plain[:3].isalpha() else plain


def excluded(text: str, hit: Hit, rules: Rules, taken: Taken) -> bool:
    """Dates, times of day, labels and names that hold a number."""
    start, end = hit.number.start, hit.number.end
    if taken.at(start, end):
        return True
    money_sign = hit.start < start
    if not money_sign and (
        _LEFT.search(text, max(0, start - 2), start)
        or rules.label.search(text, max(0, start - 14), start)
    ):
        return True
    follows = text[end : end + 2]
    if follows[:1] in ("+", "/") or (follows[:1] == ":" and follows[1:].isdigit()):
        return True
    if hit.unit is None and (
        follows[:1].isalnum() or (follows[:1] == "." and follows[1:].isdigit())
    ):
        return True
    return rules.clock.match(text, end) is not None
