"""Measures of English text; measures.py says what is recognised."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from communique.find.measured import Measure, Taken, outside_addresses, whole
from communique.find.nouns_western import Noun, counted
from communique.find.numbers import numbers
from communique.find.numerals import Numeral
from communique.find.units import TIME, Unit, Units, either, money, units
from communique.languages.dates import DateMention

_AFTER = re.compile(r"(?:-(?=[A-Za-z])|[ \u00a0\t]?\r?\n?[ \u00a0\t]{0,2})(\S)")
_TOKEN = re.compile(r"[^\W_][\w'’²³]*(?:\.(?=[A-Za-z])[\w]+)*\.?")
_HYPHEN = re.compile(r"-(?=[A-Za-z])")
_CAPITAL_BEFORE = re.compile(r"[A-Z][\w'’-]*[ ]\Z")
_LEFT = re.compile(r"(?:[A-Za-z][-./]?|[0-9][.,/:–-]|[+#/_@=&?%])\Z")


@dataclass(frozen=True, slots=True)
class Rules:
    """The patterns of words around a number, compiled once."""

    about: re.Pattern[str]
    about_after: re.Pattern[str]
    label: re.Pattern[str]
    definite: re.Pattern[str]
    clock: re.Pattern[str]
    gdp: re.Pattern[str]
    span: re.Pattern[str]
    change: re.Pattern[str]
    rate: re.Pattern[str]
    fraction: re.Pattern[str]
    cents: re.Pattern[str]
    cased: frozenset[str]
    parties: frozenset[str]
    signs: frozenset[str]
    codes: frozenset[str]
    longest_sign: int


@dataclass(frozen=True, slots=True)
class _Hit:
    """A number with its sign of money or the unit behind it."""

    number: Numeral
    unit: Unit | None
    start: int
    end: int
    hyphen: bool = False


@cache
def rules_of(language: str) -> Rules:
    """The patterns of a language, compiled once."""
    words, forms = units(language).words, units(language).after
    about = words["approximate"]
    signs = {
        f
        for f, u in forms.items()
        if u.sort in ("money", "bare") and (not f.islower() or f in words["names_before"])
    }
    fractions = either(words["fractions"])
    small = "one|two|three|four|five|six|seven|eight|nine|ten"
    return Rules(
        about=re.compile(
            rf"(?:(?:(?<![A-Za-z])(?:{either(w for w in about['before'] if w[0].isalpha())})[ ]{{1,2}}(?:the[ ])?)|[~≈<>≥≤][ ]?)\Z",
            re.I,
        ),
        about_after=re.compile(rf"[ ](?:{either(about['after'])})\b(?![ ]the\b)"),
        label=re.compile(rf"(?<![A-Za-z])(?:{either(words['labels'])})[ \u00a0]?\(?\Z", re.I),
        definite=re.compile(
            rf"(?<![A-Za-z])(?:{either(words['definite'])}|\w+['’]s?)[ ](?:last[ ]|first[ ]|past[ ])?\Z",
            re.I,
        ),
        clock=re.compile(rf"(?:[:.][0-5][0-9])?[ ]?{'|'.join(words['clock'])}"),
        gdp=re.compile(rf"[ ](?:of|to|in)[ ](?:{'|'.join(words['gdp']['after'])})"),
        span=re.compile(
            rf"[ ]?(?:{either(words['range'])}|(?P<and>and))[ ]?(?:about[ ]|around[ ]|some[ ]|perhaps[ ])?"
        ),
        change=re.compile(rf"\b(?:{either(words['change'])})\b", re.I),
        rate=re.compile(rf"[ ](?:{either(words['rate'])})\b"),
        fraction=re.compile(
            rf"\b(?:(?P<top>an?|{small})[ -](?P<bottom>{fractions})\b(?![ ]of[ ]an?[ ](?:million|billion))|(?<!first )(?<!second )(?<!latter )(?<!other )(?<!later )(?<!last )(?<!next )(?<!better )(?P<half>half)(?=[ ]of[ ](?!19|20|the[ ](?:year|decade|century|day|week|month))))",
            re.I,
        ),
        cents=re.compile(
            rf"[ ](?:and[ ])?([0-9]{{1,2}}|[a-z]+(?:-[a-z]+)?)[ ](?:{either(words['cents'])})\b"
        ),
        cased=frozenset(map(str, words["cased"])),
        parties=frozenset(map(str, words["parties"])),
        signs=frozenset(signs),
        codes=frozenset(map(str, words["small_codes"])),
        longest_sign=max(map(len, signs)),
    )


def measures(
    text: str, language: str, *, dates: Sequence[DateMention], states: Collection[str]
) -> list[Measure]:
    """The measures of a text, in order and apart."""
    forms, rules, taken = units(language), rules_of(language), Taken(dates)
    out: list[Measure] = []
    hits = [
        _hit(text, n, forms, rules, taken) for n in outside_addresses(text, numbers(text, language))
    ]
    index = 0
    while index < len(hits):
        found, used = _measure(text, hits, index, rules, taken, language, states)
        out += [
            m for m in found if not out or m.start >= out[-1].end or m.number_start >= out[-1].end
        ]
        index += used
    shares = [m for m in _shares(text, rules, language) if not taken.at(m.start, m.end)]
    return _apart(out, shares) if shares else out


def _apart(out: list[Measure], shares: list[Measure]) -> list[Measure]:
    """Shares in words come before the number in them (a third, one fifth)."""
    free = [m for m in out if not any(s.start < m.end and m.start < s.end for s in shares)]
    return sorted((*free, *shares), key=lambda m: m.start)


def _shares(text: str, rules: Rules, language: str) -> list[Measure]:
    """A fifth, two thirds, half of: shares in words, where no ordinal is meant."""
    ones = {"a": 1, "an": 1, **units(language).words["ones"]}
    found = []
    for match in rules.fraction.finditer(text):
        if match["half"]:
            found.append(
                Measure(
                    match.start(),
                    match.end(),
                    Decimal(50),
                    None,
                    "percent",
                    False,
                    None,
                    match.start(),
                    match.end(),
                )
            )
            continue
        top, bottom = (
            int(ones[match["top"].lower()]),
            int(units(language).words["fractions"][match["bottom"].lower()]),
        )
        follows = text[match.end() : match.end() + 14].lower()
        plural = match["bottom"].lower().endswith("s")
        if top >= bottom or (top > 1) != plural and not (top > 1 and bottom == 2):
            continue
        # A third party, a fifth round: an ordinal unless `of`, an end or a comparison follows.
        if not plural and follows[:1].isspace() and not follows.startswith((" of ", " if ", " by ", " in ", " to ", " more", " less", " fewer", " high", " low", " and ", " between", " over", " since", " from", " comp", " on ", " a year", " at ", " as ", " last ", " this ", " within")):  # fmt: skip
            continue
        value = (Decimal(100) * top / bottom).quantize(Decimal("0.01"))
        about = rules.about.search(text, max(0, match.start() - 24), match.start())
        start = about.start() if about else match.start()
        found.append(
            Measure(
                start,
                match.end(),
                whole(value),
                None,
                "percent",
                bool(about),
                None,
                match.start(),
                match.end(),
            )
        )
    return found


def _hit(text: str, number: Numeral, forms: Units, rules: Rules, taken: Taken) -> _Hit:
    """The number with the unit behind it, or the sign of money before it."""
    unit, end, hyphen = _unit(text, number, forms, rules)
    sign, start = _sign(text, number.start, forms, rules)
    if sign and (unit is None or unit.sort not in ("money", "bare") or sign.sort == "money"):
        if unit and unit.sort in ("money", "bare") and not hyphen:
            return _Hit(number, sign, start, end)
        return _Hit(number, sign, start, number.end)
    return _Hit(number, unit, number.start, end, hyphen)


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
        for form in (written, written.rstrip("."), written.replace("-", " ")):
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
    """A sign of a currency's code before `$` or in small letters: CAD$, c $, usd."""
    plain = form.replace(" ", "").upper()
    return plain[:3] if len(plain) == 4 and plain.endswith("$") and plain[:3].isalpha() else plain


def _measure(
    text: str,
    hits: list[_Hit],
    index: int,
    rules: Rules,
    taken: Taken,
    language: str,
    states: Collection[str],
) -> tuple[list[Measure], int]:
    """The measures that the number at an index makes, and how many numbers they use."""
    hit = hits[index]
    following = hits[index + 1] if index + 1 < len(hits) else None
    ranged = _range(text, hits, index, rules, taken, language, states)
    if ranged:
        return ranged, 2
    if hit.unit is None:
        made = _counted(text, hit, rules, taken, language)
        if made and following and following.number.start < made.end:
            made = replace(made, end=max(made.number_end, min(made.end, following.start)))
    else:
        made = _made(text, hit, rules, taken, language, states)
    return ([made] if made else []), 1


def _excluded(text: str, hit: _Hit, rules: Rules, taken: Taken) -> bool:
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


def _range(
    text: str,
    hits: list[_Hit],
    index: int,
    rules: Rules,
    taken: Taken,
    language: str,
    states: Collection[str],
) -> list[Measure]:
    """Two numbers as the ends of a range, or as a change from one to the other."""
    if index + 1 >= len(hits):
        return []
    low, high = hits[index], hits[index + 1]
    if high.start - low.end > 14:
        return []
    span = rules.span.fullmatch(text, low.end, high.start)
    lead = text[max(0, low.start - 9) : low.start].lower().rstrip()
    if not span or (span["and"] and not lead.endswith("between")):
        return []
    if low.unit is not None and high.unit is not None and low.unit != high.unit:
        return []
    if _excluded(text, low, rules, taken) or taken.at(high.number.start, high.number.end):
        return []
    unit = high.unit or low.unit
    upper = (
        _counted(text, high, rules, taken, language, loose=True)
        if unit is None
        else _made(text, replace(high, unit=unit), rules, taken, language, states, loose=True)
    )
    if upper is None:
        return []
    first = low.number.value
    if (
        low.number.scale == 1
        and high.number.scale > 1
        and first < high.number.value / high.number.scale
    ):
        first *= high.number.scale
    about = rules.about.search(text, max(0, low.start - 24), low.start)
    start = about.start() if about else low.start
    changed = lead.endswith("from") and rules.change.search(text, max(0, low.start - 90), low.start)
    if first < upper.value and not changed:
        return [
            replace(
                upper,
                start=start,
                value=whole(first),
                upper=upper.value,
                approximate=upper.approximate or bool(about),
                number_start=low.number.start,
            )
        ]
    if low.unit is not None and high.unit is not None:
        return []
    lower = replace(
        upper,
        start=start,
        end=low.end,
        value=whole(first),
        approximate=bool(about),
        number_start=low.number.start,
        number_end=low.number.end,
    )
    return [lower, upper]


def _made(
    text: str,
    hit: _Hit,
    rules: Rules,
    taken: Taken,
    language: str,
    states: Collection[str],
    *,
    loose: bool = False,
) -> Measure | None:
    """The measure of a number with a unit: its words of about, rate and share."""
    assert hit.unit is not None
    if not loose and _excluded(text, hit, rules, taken):
        return None
    number, start, end, sort, value = (
        hit.number,
        hit.start,
        hit.end,
        hit.unit.sort,
        hit.number.value,
    )
    name, basis = (
        money(hit.unit, language, states) if sort in ("money", "bare") else (hit.unit.name, None)
    )
    if hit.hyphen and (
        re.match(r"-olds?\b|[ ]olds?\b", text[end : end + 5]) or (number.words and number.value < 2)
    ):
        return None
    if sort == "time":
        if (
            re.match(r"[ -](?:old\b|of age\b)", text[end : end + 8])
            or number.value >= 1000
            and hit.hyphen
        ):
            return None
        if (
            number.value == 1
            and number.words
            and rules.definite.search(text, max(0, start - 18), start)
        ):
            return None
    if sort == "unit" and name == "times" and number.words and number.value < 2:
        return None
    if sort in ("money", "bare") and (cents := rules.cents.match(text, end)):
        part = numbers(cents[1], language)
        if len(part) == 1 and part[0].end - part[0].start == len(cents[1]):
            value, end = value + part[0].value / 100, cents.end()
    gdp = rules.gdp.match(text, end) if name == "percent" else None
    if gdp:
        name, end = "percent_of_gdp", gdp.end()
    return _bounded(
        text,
        Measure(
            start, end, whole(value), None, name, number.vague, basis, number.start, number.end
        ),
        rules,
    )


def _bounded(text: str, made: Measure, rules: Rules) -> Measure:
    """The measure with words of about before and behind it, and of a rate."""
    about = rules.about.search(text, max(0, made.start - 24), made.start)
    if about and made.unit in TIME and about[0].lower().startswith(("over", "under")):
        about = None  # Over three years: the time it takes.
    after = rules.about_after.match(text, made.end)
    end = after.end() if after else made.end
    rate = rules.rate.match(text, end)
    return replace(
        made,
        start=about.start() if about else made.start,
        end=rate.end() if rate else end,
        approximate=made.approximate or bool(about or after),
    )


def _counted(
    text: str, hit: _Hit, rules: Rules, taken: Taken, language: str, *, loose: bool = False
) -> Measure | None:
    """The measure of people or things counted, or of a large number that stands alone."""
    number = hit.number
    if not loose and _excluded(text, hit, rules, taken):
        return None
    if hit.hyphen or number.value == 0:
        return None
    if number.value != number.value.to_integral_value() and number.scale == 1:
        return None
    noun = counted(text, number.end, language, vague=number.vague)
    if noun is None or noun.start - number.end > 12:
        if number.words or not (number.scale > 1 or number.grouped):
            return None
        return _bounded(
            text,
            Measure(
                hit.start,
                number.end,
                whole(number.value),
                None,
                "item",
                number.vague,
                None,
                number.start,
                number.end,
            ),
            rules,
        )
    if not _measures(text, number, noun, rules, language):
        return None
    unit = "person" if noun.people else "item"
    return _bounded(
        text,
        Measure(
            hit.start,
            noun.end,
            whole(number.value),
            None,
            unit,
            number.vague,
            None,
            number.start,
            number.end,
        ),
        rules,
    )


def _measures(text: str, number: Numeral, noun: Noun, rules: Rules, language: str) -> bool:
    """Whether the phrase counts: not the few that are named, not one of many, not told before."""
    if number.value == 1:
        return False
    named = text[number.start].isupper() and all(w[0].isupper() for w in noun.words)
    if named and (
        not noun.people or _CAPITAL_BEFORE.search(text, max(0, number.start - 24), number.start)
    ):
        return False  # The name of something: Exercise Two Oceans.
    if number.value > units(language).words["few"] or number.vague:
        return True
    if noun.start > number.end and number.words:
        return False
    few = any(word in rules.parties or word.lower() in rules.parties for word in noun.words)
    told = rules.definite.search(text, max(0, number.start - 20), number.start)
    return not few and not (told and number.words)
