"""Sums in sentences that do not add up: parts and their whole, a balance, a rise in per cent.

Recognised: a sum "of which" parts are named (parts that make more than the whole; or less, where a
slip explains it), parts told "in total", exports less imports and the surplus beside them, and from
X to Y with the change beside it. Left out: parts that need not be all, sums over several sentences
(but for a sentence that opens with "of this"), approximate figures.

    "US$300 million, of which US$180 million for ports and US$150 million for rail" -> 330, not 300
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from communique.archive.tokens import fold
from communique.check.conflicts import Conflict, Mend, Severity, listed, said
from communique.check.quantities import Quantities, Word, knowledge
from communique.check.sentences import LONGEST, Placed, Sentence, cite
from communique.check.slips import MOST_DIGITS, slip
from communique.compare.texts import Text
from communique.find.units import TIME
from communique.model.findings import Figure, plain

_ENDS = re.compile(r"[;；:：]")
_STOP = re.compile(r"[;；。]|(?<=[a-z])\. ")
SUMMED_FROM = 2
LISTED = 6
MOST = 60
"""Figures of one sentence that are looked at: with more it is a list or a table."""

_PERCENT = ("percent", "percentage_point", "percent_of_gdp")


@dataclass(frozen=True, slots=True)
class _Sum:
    """What fails: the figures that make the expected value, the figure that is not it, in words."""

    parts: tuple[Figure, ...]
    whole: Figure
    expected: Decimal
    told: str
    sure: bool = True
    additive: bool = True


def sum_conflicts(text: Text, found: Sequence[Sentence]) -> list[Conflict]:
    """What does not add up in the sentences of a text, in order."""
    words = knowledge(text.language)
    made = []
    before: Sentence | None = None
    for sentence in found:
        follows = before if before and before.number == sentence.number - 1 else None
        for each in _checked(sentence, follows, words):
            made.append(_conflict(text, each, sentence, follows))
        before = sentence
    return made


def _checked(sentence: Sentence, before: Sentence | None, words: Quantities) -> Iterator[_Sum]:
    placed = [p for p in sentence.figures[:MOST] if _exact(p.figure)]
    folded = fold(sentence.words[:LONGEST])
    seen: set[str] = set()
    for each in (
        *_of_which(placed, folded, words, before),
        *_in_total(placed, folded, words),
        *(_balance(placed, words.concepts(sentence.words)) if len(placed) > 2 else ()),
        *_change(placed, folded, words),
    ):
        if each.whole.id not in seen:
            seen.add(each.whole.id)
            yield each


def _exact(figure: Figure) -> bool:
    parts = figure.value.as_tuple()
    return (
        figure.upper is None
        and figure.unit not in TIME
        and figure.unit != "times"
        and isinstance(parts.exponent, int)
        and len(parts.digits) + abs(parts.exponent) <= MOST_DIGITS
    )


def _of_which(
    placed: Sequence[Placed], folded: str, words: Quantities, before: Sentence | None
) -> Iterator[_Sum]:
    """A whole and the parts that an "of which" behind it names, in the same clause or the next."""
    cues = list(words.sums["of_which"].finditer(folded))
    for cue, following in zip(cues, [*cues[1:], None], strict=False):
        high = following.start() if following else len(folded)
        parts = [p for p in placed if cue.end() <= p.start < high]
        wholes = [p for p in placed if p.end <= cue.start()]
        stop = _STOP.search(folded, cue.end())
        if stop:
            parts = [p for p in parts if p.end <= stop.start()]
        if not wholes and before is not None and cue.start() < 6:
            wholes = [p for p in before.figures if _exact(p.figure)]
        wholes = [p for p in wholes if parts and p.figure.unit == parts[0].figure.unit]
        if not wholes:
            continue
        whole = wholes[-1].figure
        if wholes[-1].end <= cue.start() and _STOP.search(folded, wholes[-1].end, cue.start()):
            continue
        same = [p.figure for p in parts if p.figure.unit == whole.unit]
        if whole.approximate or any(f.approximate for f in same):
            continue
        total = sum((f.value for f in same), Decimal(0))
        if len(same) == 1 and same[0].value > whole.value:
            yield _Sum(
                tuple(same),
                whole,
                total,
                f"{said(total, whole.unit)} cannot be a part of {said(whole.value, whole.unit)}",
                additive=False,
            )
        if len(same) < SUMMED_FROM or total == whole.value:
            continue
        told = f"{_added(same)} make {said(total, whole.unit)}, not {said(whole.value, whole.unit)}"
        if total > whole.value + _slack([*same, whole]):
            yield _Sum(tuple(same), whole, total, told)
        elif whole.value - total > _slack([*same, whole]) and _slipped(same, whole, total):
            yield _Sum(tuple(same), whole, total, told, sure=False)


def _in_total(placed: Sequence[Placed], folded: str, words: Quantities) -> Iterator[_Sum]:
    """Parts before a word of a whole, and the figure behind it."""
    for cue in words.sums["whole"].finditer(folded):
        behind = [p for p in placed if p.start >= cue.start() - 1]
        if not behind or behind[0].start - cue.end() > 14:
            continue
        whole = behind[0].figure
        start = max((m.end() for m in _STOP.finditer(folded, 0, cue.start())), default=0)
        parts = [
            p.figure
            for p in placed
            if start <= p.start and p.end <= cue.start() and p.figure.unit == whole.unit
        ]
        if whole.approximate or any(f.approximate for f in parts):
            continue
        # Parts stand side by side: what is said of them is short.
        spans = [p for p in placed if p.figure in parts]
        near = all(b.start - a.end <= 60 for a, b in pairwise(spans))
        if len(parts) < SUMMED_FROM or not near or cue.start() - spans[-1].end > 40:
            continue
        if whole.unit in _PERCENT or any(f.value >= whole.value for f in parts):
            continue
        total = sum((f.value for f in parts), Decimal(0))
        if abs(total - whole.value) > _slack([*parts, whole]):
            half = Decimal("0.5") * whole.value
            near_enough = half <= total <= 2 * whole.value
            if near_enough or _slipped(parts, whole, total):
                told = f"{_added(parts)} make {said(total, whole.unit)},"
                told += f" not {said(whole.value, whole.unit)} as the whole"
                yield _Sum(tuple(parts), whole, total, told)


def _balance(placed: Sequence[Placed], concepts: Sequence[Word]) -> Iterator[_Sum]:
    """Exports, imports and the balance of one sentence, each figure with the word nearest to it."""
    named: dict[str, Figure] = {}
    names = [w for w in concepts if w.name in ("exports", "imports", "balance")]
    if {w.name for w in names} != {"exports", "imports", "balance"}:
        return
    for p in placed:
        near = [w for w in names if w.end <= p.start and p.start - w.end <= 60]
        if near and p.figure.unit not in _PERCENT and near[-1].name not in named:
            named[near[-1].name] = p.figure
    if len(named) < 3 or len({f.unit for f in named.values()}) > 1:
        return
    out, into, balance = named["exports"], named["imports"], named["balance"]
    if any(f.approximate for f in (out, into, balance)):
        return
    expected = abs(out.value - into.value)
    if abs(expected - abs(balance.value)) > _slack([out, into, balance]):
        big, small = sorted((out, into), key=lambda f: -f.value)
        told = f"{said(big.value, big.unit)} less {said(small.value, small.unit)} is"
        told += f" {said(expected, out.unit)}, not {said(balance.value, balance.unit)}"
        yield _Sum((out, into), balance, expected, told, additive=False)


def _change(placed: Sequence[Placed], folded: str, words: Quantities) -> Iterator[_Sum]:
    """From X to Y, and by how much: in per cent or in the same unit."""
    for first, second in pairwise(placed):
        a, b = first.figure, second.figure
        if a.unit != b.unit or a.unit in _PERCENT or a.approximate or b.approximate:
            continue
        if a.period and b.period and a.period == b.period and a.value == b.value:
            continue
        between = folded[first.end : second.start]
        lead = folded[max(0, first.start - 24) : first.start]
        if len(between) > 40 or _ENDS.search(between):
            continue
        if not (_last(words.sums["from"], lead) and words.sums["to"].search(between)) and not (
            words.sums["from"].search(between[:3]) and words.sums["to"].search(between)
        ):
            continue
        by = [
            p
            for p in placed
            if p is not first and p is not second and _beside(p, first, second, folded, words)
        ]
        if len(by) != 1 or by[0].figure.approximate or not a.value:
            continue
        change = by[0].figure
        around = folded[max(0, first.start - 60) : by[0].end + 60]
        way = b.value - a.value
        expected = abs(100 * way / a.value) if change.unit == "percent" else abs(way)
        slack = _percent_slack(a, b, change) if change.unit == "percent" else _slack([a, b, change])
        rise, fall = (words.sums[name].search(around) for name in ("rise", "fall"))
        if not (rise or fall) or abs(expected - change.value) <= slack:
            continue
        shown = round(expected, 1)
        told = f"from {said(a.value, a.unit)} to {said(b.value, b.unit)} is"
        told += f" {said(shown, change.unit)}, not {said(change.value, change.unit)}"
        yield _Sum((a, b), change, shown, told, additive=False)


def _last(pattern: re.Pattern[str], lead: str) -> bool:
    """Whether a word of the list stands right before, a few characters (US$, 約) aside."""
    return any(len(lead) - match.end() <= 5 for match in pattern.finditer(lead))


def _beside(p: Placed, first: Placed, second: Placed, folded: str, words: Quantities) -> bool:
    """Whether a figure is told as the change from the one to the other."""
    low, high = min(first.start, p.start), max(second.end, p.end)
    between = folded[second.end : p.start] if p.start >= second.end else folded[p.end : first.start]
    if len(between) > 40 or _STOP.search(between):
        return False
    if p.figure.unit not in ("percent", second.figure.unit):
        return False
    if words.sums["other_base"].search(folded, max(0, low - 10), min(len(folded), high + 40)):
        return False
    lead = folded[max(0, p.start - 24) : p.start]
    behind = folded[p.end : p.end + 12]
    said_so = any(len(lead) - m.end() <= 8 for m in words.sums["by"].finditer(lead))
    for name in ("rise", "fall"):
        said_so = said_so or any(len(lead) - m.end() <= 4 for m in words.sums[name].finditer(lead))
        said_so = said_so or any(m.start() <= 3 for m in words.sums[name].finditer(behind))
    return said_so


def _slack(figures: Sequence[Figure]) -> Decimal:
    """How far rounding may take a sum: half of the last digit printed of each, if they are round
    sums of a large unit.
    """
    grains = [grain(f) for f in figures]
    if max(grains) <= 1:
        return Decimal(0)
    slack = sum((g / 2 for g in grains), Decimal(0))
    whole = figures[-1]
    if not re.search(r"[0-9０-９][.．][0-9０-９]", "".join(whole.quote.exact)):
        slack = min(slack, whole.value / 20)  # 3億 is told to one 億, and yet no rounding of 330
    return slack


def _percent_slack(a: Figure, b: Figure, change: Figure) -> Decimal:
    ratio = b.value / a.value
    rounding = grain(a) / (2 * a.value) + grain(b) / (2 * b.value) if b.value else Decimal(0)
    exponent = change.value.as_tuple().exponent
    own = Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)
    return 100 * ratio * rounding + own / 2 + own / 2


def grain(figure: Figure) -> Decimal:
    """What the last digit printed of a figure is worth, as its words show it: 48.6 billion is told
    to a tenth of a billion, 1,200 to one.
    """
    words = "".join(figure.quote.exact)
    match = re.search(r"[0-9０-９][0-9０-９,，]*(?:[.．]([0-9０-９]+))?", words)
    parts = figure.value.normalize().as_tuple()
    low = parts.exponent if isinstance(parts.exponent, int) else 0
    if match is None:
        return Decimal(1).scaleb(max(0, low))
    printed = fold(match[0]).replace(",", "").replace("，", "")
    try:
        number = Decimal(printed)
    except ArithmeticError:
        return Decimal(1).scaleb(max(0, low))
    if not number or not figure.value:
        return Decimal(1)
    scale = (figure.value / number).normalize()
    decimals = len(match[1] or "")
    if scale != Decimal(1).scaleb(scale.adjusted()):  # mixed: 4億5,000万
        return Decimal(1).scaleb(max(0, low))
    return scale.scaleb(-decimals)


def _slipped(parts: Sequence[Figure], whole: Figure, total: Decimal) -> bool:
    """Whether a telling slip of one figure explains a sum that is too small."""
    pairs = [(whole.value, total)]
    pairs += [(f.value, f.value + whole.value - total) for f in parts]
    return any(made is not None and made.weight >= 0.8 for made in (slip(*p) for p in pairs))


def _added(figures: Sequence[Figure]) -> str:
    amounts = [said(f.value, f.unit) for f in figures]
    if len(amounts) > LISTED:
        amounts = [*amounts[: LISTED - 2], f"{len(amounts) - LISTED + 1} more", amounts[-1]]
    return listed(amounts)


def _conflict(text: Text, each: _Sum, sentence: Sentence, before: Sentence | None) -> Conflict:
    made = [Mend(each.whole.id, each.expected, slip(each.whole.value, each.expected))]
    if each.additive:
        for part in each.parts:
            new = part.value + each.whole.value - each.expected
            if new > 0:
                made.append(Mend(part.id, new, slip(part.value, new)))
    best = max(made, key=lambda mend: mend.slip.weight if mend.slip else 0)
    telling = best.slip is not None and best.slip.weight >= 0.7
    ordered = [best, *(m for m in made if m is not best)] if telling else made
    why = each.told
    first = ordered[0]
    if first.slip is not None:
        old = next(f for f in (each.whole, *each.parts) if f.id == first.figure)
        why += f"; {said(first.value, old.unit)} for {said(old.value, old.unit)}"
        why += f" ({first.slip.words}) would mend it"
    here = {p.figure.id for p in sentence.figures}
    severity: Severity = "high" if each.sure else "medium"
    return Conflict(
        type="arithmetic",
        figures=tuple(
            cite(text, f, sentence if f.id in here else before) for f in (each.whole, *each.parts)
        ),
        expected=plain(each.expected),
        why=why,
        between="in a sentence",
        severity=severity,
        slip=first.slip,
        mends=tuple(ordered),
    )
