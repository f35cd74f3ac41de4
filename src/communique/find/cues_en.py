"""The cues of English clauses (languages/en/commitments.yaml, positions.yaml), compiled once.

Left out: the verbs that head frames (predicates_en.py) and the nouns of subjects (subjects_en.py).

    cues().vague.match("remain in close contact") -> a promise nobody can check
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from communique.find.predicates_en import compiled
from communique.languages import data
from communique.model.findings import Force, Stance


@dataclass(frozen=True, slots=True)
class Cues:
    """Patterns by what they tell of a clause; the YAML files say what each is for."""

    verbs: tuple[tuple[Force, re.Pattern[str]], ...]
    effort_after_continue: re.Pattern[str]
    not_promised: re.Pattern[str]
    scheduled: re.Pattern[str]
    separable: re.Pattern[str]
    imperatives: re.Pattern[str]
    plans: re.Pattern[str]
    chapeaux: re.Pattern[str]
    nominal_items: re.Pattern[str]
    skipped: re.Pattern[str]
    strong: re.Pattern[str]
    weigh: re.Pattern[str]
    paid: re.Pattern[str]
    vague: re.Pattern[str]
    pondered: re.Pattern[str]
    weighing: re.Pattern[str]
    laid_down: re.Pattern[str]
    staffed: re.Pattern[str]
    invited: re.Pattern[str]
    speaking: re.Pattern[str]
    openings: tuple[tuple[Stance, re.Pattern[str]], ...]
    judgements: tuple[tuple[Stance, re.Pattern[str]], ...]
    passives: tuple[tuple[Stance, re.Pattern[str]], ...]


_BEFORE = (
    r"(?:(?:While|Whilst|Also|Further(?:more)?|Again|Once (?:again|more)|[A-Z][a-z]+ly)(?: and)? )+"
)
"""Adverbs before the participle that opens a sentence: strongly, also, deeply."""


def _either_case(form: str) -> str:
    """A form in capitals or small letters, as it stands behind an adverb."""
    return f"(?i:{form})"


@cache
def cues() -> Cues:
    """The cues of the English tables."""
    given, attitudes = data("en", "commitments"), data("en", "positions")
    openings = [
        (
            Stance(stance),
            compiled(f"(?:{_BEFORE})?(?:" + "|".join(map(_either_case, forms)) + r")\b"),
        )
        for stance, forms in attitudes["openings"].items()
    ]
    return Cues(
        verbs=tuple((Force(f), compiled(p)) for f, p in given["verbs"].items()),
        effort_after_continue=compiled(given["effort_after_continue"]),
        not_promised=compiled(given["not_promised"]),
        scheduled=compiled(given["scheduled"]),
        separable=compiled(given["separable"]),
        imperatives=compiled(f"(?i:{given['separable']}|{given['imperatives']})"),
        plans=re.compile(given["plans"], re.IGNORECASE),
        chapeaux=re.compile("|".join(given["chapeaux"])),
        nominal_items=re.compile(given["nominal_items"]),
        skipped=re.compile("|".join(given["skipped"])),
        strong=re.compile(attitudes["strong"], re.IGNORECASE),
        weigh=re.compile(attitudes["weigh"]),
        paid=re.compile(given["paid"]),
        vague=compiled(given["vague"]),
        pondered=compiled(given["pondered"]),
        weighing=compiled(given["weighing"]),
        laid_down=compiled(given["laid_down"]),
        staffed=compiled(given["staffed"]),
        invited=compiled(given["invited"]),
        speaking=re.compile(given["speaking"]),
        openings=tuple(openings),
        passives=tuple((Stance(s), compiled(p)) for s, p in attitudes["passives"].items()),
        judgements=tuple((Stance(s), compiled(p)) for s, p in attitudes["judgements"].items()),
    )
