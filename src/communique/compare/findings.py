"""What became of promises and positions from one text to another.

A matched pair is strengthened or weakened by its force, its stance or its words of degree, its
deadline set, moved or gone, its amount raised or lowered; each is a *fate* of its own with the old
and the new value. What has no match is new or dropped, and where nothing else of the new text has
its issue, that issue is no longer mentioned. Left out: amounts of different units, changes of
actors, and what the finders do not find.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from communique.compare import tokens
from communique.compare.matching import Groups, Match, matches
from communique.compare.texts import Text
from communique.languages import FOLDERS, data
from communique.model import dates
from communique.model.findings import (
    Amount,
    Commitment,
    Degree,
    Finding,
    Force,
    Position,
    Stance,
    singular,
)
from communique.names.folds import fold

STRENGTHENED, WEAKENED = "strengthened", "weakened"

CHANGES = (
    STRENGTHENED, WEAKENED, "deadline gone", "deadline set", "deadline later", "deadline earlier",
    "amount raised", "amount lowered", "issue no longer mentioned", "new", "dropped",
)  # fmt: skip
"""Everything that can have become of a finding."""

FORCES = (
    (Force.EXPLORATION, Force.EFFORT, Force.INTENTION, Force.PLEDGE),
    (Force.EXPLORATION, Force.CONTINUATION, Force.PLEDGE),
)
"""Scales from weak to strong. To continue promises nothing that is not done already, so it is less
than a pledge and more than to think about it; with an effort or a plan it cannot be compared.
"""

STANCES = (
    (Stance.HOPE, Stance.URGE),
    (Stance.RECOGNISE, Stance.WELCOME, Stance.SUPPORT, Stance.REAFFIRM),
    (Stance.CONCERN, Stance.OPPOSE, Stance.CONDEMN),
)
"""Scales from weak to strong; stances of two scales cannot be compared."""


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of a finding, one change at a time. `fields`: old and new value of each field."""

    change: str
    old: Finding | None
    new: Finding | None
    fields: Mapping[str, tuple[Any, Any]]
    texts: tuple[Text, Text]

    @property
    def kind(self) -> str:
        """`commitment` or `position`."""
        found = self.new or self.old
        assert found is not None
        return singular(found.kind)

    def to_json(self) -> dict[str, Any]:
        """The fate as the contract of comparisons prints it, with the quotes as spans."""
        old, new = (
            text.span(finding.quote).to_json() if finding else None
            for text, finding in zip(self.texts, (self.old, self.new), strict=True)
        )
        return {
            "kind": self.kind,
            "change": self.change,
            "old": self.old.id if self.old else None,
            "new": self.new.id if self.new else None,
            "fields": {
                name: [plain_json(a), plain_json(b)] for name, (a, b) in self.fields.items()
            },
            "old_span": old,
            "new_span": new,
        }


def plain_json(value: Any) -> Any:
    """The value of a field as JSON has it."""
    if isinstance(value, Amount):
        return value.to_json()
    return list(value) if isinstance(value, tuple) else value


def fates(old: Text, new: Text, groups: Groups) -> tuple[Fate, ...]:
    """What became of the promises and positions of a text in a later one.

    `groups` are the numbers of passages that a comparison holds together. In the order of the new
    text, what is gone last; a pair in which nothing changed has no fate.
    """
    texts = old, new
    issues = {getattr(f, "issue", None) for f in new.findings}
    return tuple(
        Fate(change, *match, fields, texts)
        for match in matches(old, new, groups)
        for change, fields in _changes(match, texts, issues)
    )


def _changes(
    match: Match, texts: tuple[Text, Text], issues: set[str | None]
) -> Iterator[tuple[str, dict[str, tuple[Any, Any]]]]:
    old, new = match
    if old is not None and new is not None:
        yield from changed(old, new, texts)
        return
    if old is None:
        yield "new", {}
        return
    issue = getattr(old, "issue", None)
    if issue is not None and issue not in issues:
        yield "issue no longer mentioned", {"issue": (issue, None)}
    else:
        yield "dropped", {}


def changed(
    old: Finding, new: Finding, texts: tuple[Text, Text]
) -> Iterator[tuple[str, dict[str, tuple[Any, Any]]]]:
    """The changes between two findings that are the same promise or position."""
    strength = _strength(old, new, texts)
    if strength:
        yield strength
    if isinstance(old, Commitment) and isinstance(new, Commitment):
        due = _deadline(old.deadline, new.deadline)
        if due:
            yield due, {"deadline": (old.deadline, new.deadline)}
        amounts = (old.amount, new.amount)
        raised = _raised(*amounts)
        if raised:
            yield "amount raised" if raised > 0 else "amount lowered", {"amount": amounts}


def _strength(
    old: Finding, new: Finding, texts: tuple[Text, Text]
) -> tuple[str, dict[str, tuple[Any, Any]]] | None:
    """By force or stance; where these are the same, by degree; last by words of degree."""
    for name, step in (("force", _force(old, new)), ("stance", _stance(old, new))):
        if step:
            values = (getattr(old, name), getattr(new, name))
            return (STRENGTHENED if step > 0 else WEAKENED), {name: values}
    if isinstance(old, Position) and isinstance(new, Position):
        if old.stance is not new.stance:
            return None
        if old.degree is not new.degree:
            rose = new.degree is Degree.STRONG
            return STRENGTHENED if rose else WEAKENED, {"degree": (old.degree, new.degree)}
    if tokens.group(texts[0].language) != tokens.group(texts[1].language):
        return None
    words = (_strong(old, texts[0]), _strong(new, texts[1]))
    if len(words[0]) == len(words[1]):
        return None
    return STRENGTHENED if len(words[1]) > len(words[0]) else WEAKENED, {"words": words}


def _force(old: Finding, new: Finding) -> int:
    if isinstance(old, Commitment) and isinstance(new, Commitment):
        for scale in FORCES:
            if old.force in scale and new.force in scale:
                return scale.index(new.force) - scale.index(old.force)
    return 0


def _stance(old: Finding, new: Finding) -> int:
    if isinstance(old, Position) and isinstance(new, Position):
        for scale in STANCES:
            if old.stance in scale and new.stance in scale:
                return scale.index(new.stance) - scale.index(old.stance)
    return 0


def _strong(finding: Finding, text: Text) -> tuple[str, ...]:
    """The words of degree in a quote, each once."""
    pattern = _degree(text.language)
    if pattern is None:
        return ()
    words = fold(" ".join(" ".join(finding.quote.exact).split()), text.language)
    return tuple(dict.fromkeys(match[0].casefold() for match in pattern.finditer(words)))


@lru_cache(maxsize=8)
def _degree(language: str) -> re.Pattern[str] | None:
    if language not in FOLDERS:
        return None
    held = data(language, "positions").get("strong")
    return re.compile(held, re.IGNORECASE) if held else None


def _deadline(old: str | None, new: str | None) -> str | None:
    if old == new:
        return None
    if not old or not new:
        return "deadline set" if new else "deadline gone"
    if not (dates.is_edtf(old) and dates.is_edtf(new)):
        return None
    before, after = dates.latest(old), dates.latest(new)
    if before == after:
        return None
    return "deadline later" if after > before else "deadline earlier"


def _raised(old: Amount | None, new: Amount | None) -> int:
    if old is None or new is None or old.unit != new.unit:
        return 0
    return (new.value > old.value) - (new.value < old.value)


def counted(found: Iterable[Fate]) -> dict[str, int]:
    """How many fates of each change there are, in the order of CHANGES."""
    held = [fate.change for fate in found]
    return {change: held.count(change) for change in CHANGES if change in held}
