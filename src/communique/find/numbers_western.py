"""Numbers of English text; numbers.py says what is recognised."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from communique.find.numerals import Numeral
from communique.languages import data

_DIGITS = (
    # 4 000 and 1 250 000, as European texts write thousands.
    r"(?:(?<![0-9.,:/] )[1-9][0-9]{0,2}(?:[ \u00a0\u202f\u2009][0-9]{3}(?![0-9:/.,-]))++(?= [a-z])"
    r"|[0-9]{1,3}(?:,[0-9]{3})++(?:\.[0-9]++)?(?![0-9])"
    r"|[0-9]++(?:\.[0-9]++)?|(?<![0-9])\.[0-9]++)"
)
_AGAIN = re.compile(r"[ ]?\(([0-9][0-9,]{0,20}(?:\.[0-9]{1,6})?)\)")
"""Treaties write a number twice: thirty (30) days."""
_GROUPING = re.compile(r"[,\s]")
_PLUS = re.compile(r"-(?:plus|odd)\b(?= )|\+(?= [a-z])")
"""More than the number: 20,000-plus, 300+."""
_EIGHTHS = re.compile(r"[-\u2011 ]([1-7])/(2|4|8)(?![0-9/])")
"""The fractions in which rates are given: 4-1/4 percent."""
_BARE_EIGHTHS = re.compile(r"/(2|4|8)(?= ?(?:per|%))")
_SEP = r"(?:[ \u00a0\t]?\r?\n?[ \u00a0\t]?|-)"
_LONGEST = 40
_ONE = Decimal(1)


@dataclass(frozen=True, slots=True)
class Words:
    """Number words of a language and the patterns that find them."""

    ones: Mapping[str, Decimal]
    tens: Mapping[str, Decimal]
    hundred: Mapping[str, Decimal]
    scales: Mapping[str, Decimal]
    plurals: Mapping[str, Decimal]
    letters: Mapping[str, Decimal]
    start: re.Pattern[str]
    scale: re.Pattern[str]
    word: re.Pattern[str]
    point: re.Pattern[str]
    minus: re.Pattern[str]


def _either(words: object) -> str:
    return "|".join(re.escape(w) for w in sorted(map(str, words), key=len, reverse=True))  # type: ignore[call-overload]


@cache
def words(language: str) -> Words:
    """The words of a language, compiled once."""
    table = data(language, "figures")
    of = {
        name: {str(word): Decimal(str(value)) for word, value in table[name].items()}
        for name in ("ones", "tens", "hundred", "scales", "plural_scales", "letters")
    }
    of = {n: {w: v.quantize(_ONE) for w, v in forms.items()} for n, forms in of.items()}
    small = {**of["ones"], **of["tens"], **of["hundred"], **of["scales"], **of["plural_scales"]}
    scales = {**of["hundred"], **of["scales"]}
    letters = _either(of["letters"])
    return Words(
        of["ones"],
        of["tens"],
        of["hundred"],
        of["scales"],
        of["plural_scales"],
        of["letters"],
        start=re.compile(rf"{_DIGITS}|\b(?i:{_either(small)})\b"),
        scale=re.compile(
            rf"(?P<letter>{letters})(?![A-Za-z0-9])"
            rf"|{_SEP}{_SEP}(?P<scale>(?i:{_either(scales)}))\b"
            r"|[ \u00a0](?P<short>mn|bn|tn|trn|bln|mln|tln|k)\b"
        ),
        word=re.compile(
            rf"{_SEP}(?P<and>and{_SEP})?(?P<word>(?i:{_either(small)})|an?{_SEP}half|an?{_SEP}quarter)\b"
        ),
        point=re.compile(
            rf"[ ](?:{_either(table['point'])})"
            rf"((?:[ -](?i:{_either((*of['ones'], *of['tens']))})\b)+)"
        ),
        minus=re.compile(rf"(?:(?<![\w).,-])[-−]|\b(?i:{_either(table['minus'])})[ ])\Z"),
    )


def numbers(text: str, language: str) -> Iterator[Numeral]:
    """The numbers of a text, in order and apart."""
    table = words(language)
    at = 0
    search = table.start.search
    while match := search(text, at):
        first = match[0]
        found = (
            _in_words(text, match, table) if first[0].isalpha() else _in_digits(text, match, table)
        )
        again = _AGAIN.match(text, found.end) if found else None
        if found and again and Decimal(_GROUPING.sub("", again[1])) == found.value:
            found = replace(found, end=again.end())
        at = max(match.end(), found.end if found else 0)
        if found:
            yield found


def _in_digits(text: str, match: re.Match[str], table: Words) -> Numeral | None:
    if match.end() - match.start() > _LONGEST:
        return None
    value, end, scale = Decimal(_GROUPING.sub("", match[0])), match.end(), _ONE
    if mixed := _EIGHTHS.match(text, end):
        value, end = value + Decimal(mixed[1]) / Decimal(mixed[2]), mixed.end()
    elif bare := _BARE_EIGHTHS.match(text, end):
        value, end = value / Decimal(bare[1]), bare.end()
    while follows := table.scale.match(text, end):
        if follows["letter"] and (scale != _ONE or match[0][-1] == "."):
            break
        factor = (
            table.letters[follows["letter"] or follows["short"]]
            if follows["letter"] or follows["short"]
            else {**table.hundred, **table.scales}[follows["scale"].lower()]
        )
        if follows["scale"] and follows["scale"].lower() in ("score", "dozen") and scale != _ONE:
            break
        value, scale, end = value * factor, scale * factor, follows.end()
        if scale > Decimal(10) ** 18:
            break
    start, value = _signed(text, match.start(), value, table)
    if plus := _PLUS.match(text, end):
        return Numeral(start, plus.end(), value, vague=True, scale=scale)
    return Numeral(start, end, value, scale=scale, grouped=bool(_GROUPING.search(match[0])))


def _in_words(text: str, match: re.Match[str], table: Words) -> Numeral | None:
    """The longest number that the words from here make, by the grammar of English numbers."""
    first = match[0].lower()
    start, end = match.start(), match.end()
    if first in table.plurals:
        return _plural(text, start, end, table.plurals[first], table)
    total = Decimal(0)
    if first in table.hundred or first in table.scales:
        start, lead = _article(text, start)
        if lead is None and first == "score":
            return None
        factor = table.hundred.get(first) or table.scales[first]
        group = (lead or _ONE) * factor
        last, scale = ("hundred" if first in table.hundred else "scale"), factor
    else:
        group = table.ones.get(first, table.tens.get(first, Decimal(0)))
        last, scale = ("ones" if first in table.ones else "tens"), _ONE
    smallest = scale if last == "scale" else None
    if last == "scale":
        total, group = group, Decimal(0)
    steps = 0
    while (follows := table.word.match(text, end)) and steps < 20:
        steps += 1
        word, joined = " ".join(follows["word"].lower().split()), follows["and"]
        hyphen = text[follows.start()] == "-"
        if word.startswith("a"):
            if not joined:
                break
            group += Decimal("0.5") if word.endswith("half") else Decimal("0.25")
            last, end = "half", follows.end()
            continue
        if joined and (last not in ("hundred", "scale") or word in table.scales):
            break
        if hyphen and word in table.ones and last not in ("tens",):
            break
        if word in table.ones:
            value = table.ones[word]
            if last == "ones" or last == "half" or (last == "tens" and not 0 < value < 10):
                break
            group, last = group + value, "ones"
        elif word in table.tens:
            if last in ("ones", "tens", "half"):
                break
            group, last = group + table.tens[word], "tens"
        elif word in table.hundred:
            if last in ("hundred", "scale", "half"):
                break
            group, last = group * table.hundred[word], "hundred"
            scale = table.hundred[word]
        elif word in table.scales:
            factor = table.scales[word]
            if last == "scale" and group == 0 and not hyphen:
                total *= factor  # three lakh crore
            elif smallest is not None and factor >= smallest:
                break
            else:
                total += group * factor
            group, last = Decimal(0), "scale"
            smallest = scale = factor
        else:
            break
        end = follows.end()
    value = total + group
    if last in ("ones", "tens", "hundred") and (point := table.point.match(text, end)):
        value, end = _pointed(point, value, table), point.end()
    start, value = _signed(text, start, value, table)
    return Numeral(start, end, value, words=True, scale=scale)


def _pointed(point: re.Match[str], value: Decimal, table: Words) -> Decimal:
    """The value with the digits in words behind `point`."""
    said = point[1].lower().replace("-", " ").split()
    digits = "".join(str(table.ones.get(word, table.tens.get(word, 0))) for word in said)
    if len(said) == 2 and said[0] in table.tens and said[1] in table.ones:
        digits = str(table.tens[said[0]] + table.ones[said[1]])
    return value + Decimal(f"0.{digits}")


def _signed(text: str, start: int, value: Decimal, table: Words) -> tuple[int, Decimal]:
    """Where a number with its sign begins, and its value."""
    sign = table.minus.search(text, max(0, start - 10), start)
    return (sign.start(), -value) if sign else (start, value)


_LEAD = re.compile(
    r"\b(?:(half(?:[ ](?:a|an))?)|(a[ ]quarter[ ]of[ ]a|quarter)|(an?)|(several|few))[ ]{1,2}\Z",
    re.IGNORECASE,
)


def _article(text: str, start: int) -> tuple[int, Decimal | None]:
    """Where `a`, `half a` or `quarter` before a scale begins, and what it is worth."""
    lead = _LEAD.search(text, max(0, start - 20), start)
    if not lead:
        return start, None
    if lead[1]:
        return lead.start(), Decimal("0.5")
    if lead[2]:
        return lead.start(), Decimal("0.25")
    return lead.start(), _ONE


_OF = re.compile(r"[ ]of[ ](thousands|millions|billions)\b", re.IGNORECASE)


def _plural(text: str, start: int, end: int, value: Decimal, table: Words) -> Numeral:
    """Dozens, hundreds of thousands: as much as one of them, vague."""
    more = _OF.match(text, end)
    if more:
        value, end = value * table.plurals[more[1].lower()], more.end()
    return Numeral(start, end, value, vague=True, words=True, scale=value)
