"""How sure it is that two mentions measure the same thing, and why.

What speaks for it: the same quantity, works, names, words, period, owner, and the promise; what
forbids it: another quantity, another direction of trade, other works, another part of the thing, a
period or owner that the other excludes. The sum is a score; from ENOUGH on two figures are held for
the same. Left out: meaning; where the words of two languages have no name or quantity in common, an
encoder's likeness of the sentences may be given.

    likeness(statement, article)    -> 4.5 for the same loan in two languages, None for two flows
"""

from __future__ import annotations

from decimal import Decimal

from communique.check.mentions import FLOWS, Mention
from communique.check.slips import slip
from communique.compare import tokens
from communique.model import dates

ENOUGH = 3.0
"""From this score on two mentions are held for the same thing."""

_PARTS = frozenset(("first", "rest", "more", "rise", "fall", "before"))


def likeness(one: Mention, other: Mention, *, cosine: float | None = None) -> float | None:
    """The score of two mentions; None where something forbids that they are the same."""
    if one.unit != other.unit or forbidden(one, other):
        return None
    same_language = tokens.group(one.cited.language) == tokens.group(other.cited.language)
    score = 0.0
    if one.far and one.far == other.far:
        score += 1.5 + 0.5 * (one.quantity == other.quantity)
    if one.means & other.means:
        score += 0.5
    score += 1.0 * bool(one.works & other.works)
    shared = (one.names & other.names) - {""}
    score += min(2.0, 1.0 * len(shared))
    score += _around(one, other)
    if one.period and other.period and _overlap(one.period, other.period):
        score += 1.0
        if one.flow and one.flow == other.flow and one.period == other.period:
            score += 1.0
            score += 1.0 * (one.cited.document == other.cited.document)
    if one.unit == "minute" and one.far == other.far == "call":
        score += 2.0  # of one meeting there is one length
    if one.actors and one.actors == other.actors:
        score += 0.5
    if one.promise and one.promise == other.promise:
        score += 0.5
    if same_language:
        words = shared_words(one, other)
        score += 4.0 * max(0.0, words - 0.2)
        if one.unit == "count" and not one.noun & other.noun:
            return None
    elif one.unit == "count" and not (one.far and one.far == other.far):
        score -= 1.0  # what is counted has no name in common
    if cosine is not None:
        score += 4.0 * max(0.0, cosine - 0.35)
    return score + _near(one.value, other.value)


def forbidden(one: Mention, other: Mention) -> bool:
    """Whether something excludes that two mentions are of one thing."""
    both = {one.far, other.far} - {None}
    if len(both) > 1 and (one.quantity or other.quantity or both & {*FLOWS, "trade"}):
        return True
    if bool(one.far in (*FLOWS, "trade")) != bool(other.far in (*FLOWS, "trade")):
        return True
    if one.flow and other.flow and one.far != "balance" and one.flow != other.flow:
        return True
    if one.works and other.works and not one.works & other.works:
        return True
    if (one.roles & _PARTS) != (other.roles & _PARTS):
        return True
    if ("monthly" in one.roles) != ("monthly" in other.roles):
        return True
    if one.actors and other.actors and one.actors != other.actors and one.far not in FLOWS:
        return True
    return bool(one.period and other.period and not _overlap(one.period, other.period))


def shared_words(one: Mention, other: Mention) -> float:
    """The part of the shorter sentence's words that the other has."""
    least = min(len(one.stems), len(other.stems))
    return len(one.stems & other.stems) / least if least > 2 else 0.0


def _around(one: Mention, other: Mention) -> float:
    """What one names and the other has nearby."""
    own = one.names | one.works, other.names | other.works
    near = (own[0] & other.around) | (own[1] & one.around)
    return min(1.5, 0.75 * len(near - (own[0] & own[1])))


def _near(one: Decimal, other: Decimal) -> float:
    """Values that a slip parts, or that are not far apart, are likelier two tellings of one."""
    if one == other:
        return 1.0
    made = slip(one, other)
    if made is not None and made.weight >= 0.7:
        return 1.0
    if not one or not other:
        return -1.0
    ratio = max(abs(one), abs(other)) / min(abs(one), abs(other))
    if ratio <= Decimal("1.1"):
        return 0.75
    return 0.25 if ratio <= 2 else -1.5


def _overlap(one: str, other: str) -> bool:
    if not (dates.is_edtf(one) and dates.is_edtf(other)):
        return one == other
    return dates.overlaps(one, other)
