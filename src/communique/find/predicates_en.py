"""English predicates: finite verbs that promise, judge or report, and where they stand in a text.

Recognised by the tables of languages/en/commitments.yaml and positions.yaml: each verb form leads
to the frames it may head; the first frame whose rest fits counts. Left out: participles and
infinitives, which have no subject of their own (the caller drops hits without a subject).

    "Kenya agreed to open a school and welcomed the loan." -> agreed (pledge), welcomed (welcome)
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from communique.languages import data
from communique.model.findings import Force, Stance

_WORD = re.compile(r"(?:\b[A-Za-z]+\b|['’](?:ll|d)\b)")
ADVERBS = (
    r"(?:(?:also|further|now|again|soon|then|still|all|both|each|together|once more|in turn|"
    r"in future|in principle|not only|[a-z]+ly)(?:,? and |,? ))*+"
)


@dataclass(frozen=True, slots=True)
class Frame:
    """One row of the tables: what must follow a verb, and what the clause then is."""

    rest: re.Pattern[str]
    force: Force | None
    stance: Stance | None
    rule: str
    flags: frozenset[str]


@dataclass(frozen=True, slots=True)
class Hit:
    """A finite verb at `start`; `end` is where what depends on it begins.

    `promise` and `attitude` are the frames that fit; `future` a word such as will; `says`, `doubts`
    whether its clause may hold a promise or none. A hit of none of these only bounds clauses.
    """

    start: int
    end: int
    word: str
    promise: Frame | None = None
    attitude: Frame | None = None
    future: bool = False
    would: bool = False
    says: bool = False
    doubts: bool = False
    that: bool = False


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The tables, compiled."""

    promises: Mapping[str, tuple[Frame, ...]]
    attitudes: Mapping[str, tuple[Frame, ...]]
    futures: Mapping[str, re.Pattern[str]]
    says: frozenset[str]
    says_rest: re.Pattern[str]
    says_bare: re.Pattern[str]
    doubts: frozenset[str]
    neutral: frozenset[str]
    that: re.Pattern[str]


_BE_DONE = re.compile(r" (?:[a-z]+ly )?[a-z]+(?:ed|ut|eld|un|en|et|nt|ilt)\b")
"""Behind "be" a subjunctive: "it was agreed that a council be constituted"."""
_WOULD = ("would", "'d", "’d", "be")
_NEUTRAL = (
    "is are was were am has have had does did can could may might must should would cannot do "
    "discussed exchanged reviewed recalled briefed explained signed launched met held visited "
    "opened took gave made paid presented observed attended arrived received adopted attached "
    "attach attaches contributes contribute merits remains remain constitutes forms plays play "
    "plays includes requires reflects continues continue costs expires serves provides "
    "recall recalls studied examined heard considered described noticed learned found "
    "spoke told asked invited accused wrote offered proposed suggested raised"
)


@cache
def lexicon() -> Lexicon:
    """The English tables, compiled once."""
    promises, attitudes = data("en", "commitments"), data("en", "positions")
    return Lexicon(
        promises=_table(promises["frames"]),
        attitudes=_table(attitudes["frames"]),
        futures={
            head: compiled(row["rest"], start=True)
            for row in reversed(promises["future"])
            for head in row["heads"]
        },
        says=frozenset(promises["says"]),
        says_rest=compiled(promises["says_rest"], start=True),
        says_bare=compiled(promises["says_bare"]),
        doubts=frozenset(promises["doubts"]),
        neutral=frozenset(_NEUTRAL.split()),
        that=re.compile(r"(?: (?:also|again|further|out|[a-z]+ly))*,? (?:that|whether)\b"),
    )


def compiled(pattern: str, *, start: bool = False) -> re.Pattern[str]:
    """A pattern of the tables, {a} standing for adverbs."""
    return re.compile(pattern.replace("{a} ", ADVERBS).replace("{a}", ADVERBS))


def _table(rows: list[dict[str, Any]]) -> dict[str, tuple[Frame, ...]]:
    table: dict[str, list[Frame]] = {}
    for row in rows:
        flags = frozenset(k for k, v in row.items() if v is True)
        frame = Frame(
            rest=compiled(row["rest"]),
            force=Force(row["force"]) if "force" in row else None,
            stance=Stance(row["stance"]) if "stance" in row else None,
            rule=row.get("rule") or f"stance-{row['stance']}",
            flags=flags,
        )
        for head in row["heads"] if "exact" in flags else _inflected(row["heads"]):
            table.setdefault(str(head), []).append(frame)
    return {head: tuple(frames) for head, frames in table.items()}


def _inflected(heads: list[str]) -> list[str]:
    """Heads with the present and past of those verbs that the table inflects."""
    forms = _forms()
    return list(dict.fromkeys(f for head in heads for f in forms.get(str(head), (str(head),))))


@cache
def _forms() -> Mapping[str, tuple[str, ...]]:
    """Every form of a regular verb -> all of them: state, states, stated."""
    made: dict[str, tuple[str, ...]] = {}
    for base in data("en", "commitments")["inflected"]:
        third = base + ("es" if base.endswith(("s", "sh", "ch", "x")) else "s")
        past = base + ("d" if base.endswith("e") else "ed")
        forms = (base, third, past)
        made |= dict.fromkeys(forms, forms)
    return made


def hits_in(text: str, start: int = 0) -> list[Hit]:
    """The finite verbs of a sentence, in order; linear in its length."""
    words, found = lexicon(), []
    for match in _WORD.finditer(text, start):
        word, at, end = match[0], match.start(), match.end()
        if word == "be" and not _BE_DONE.match(text, end):
            continue
        future = words.futures.get(word)
        rest = future.match(text, end) if future else None
        promise, promised = _fit(words.promises.get(word, ()), text, end)
        attitude, stood = _fit(words.attitudes.get(word, ()), text, end)
        says = words.says_rest.match(text, end) if word in words.says else None
        bare = words.says_bare.match(text, end) if word in words.says and not says else None
        doubts = word in words.doubts
        known = word in words.neutral or word in words.says or word in _WOULD
        if not (rest or promise or attitude or says or bare or doubts or known):
            continue
        that = says or words.that.match(text, end)
        ends = [end, rest.end() if rest else 0, promised, stood if promise is None else 0]
        behind = says.end() - 4 if says else max(ends)
        if text[behind - 5 : behind] == " that":
            behind -= 5
        found.append(
            Hit(
                at, behind, word, promise, attitude, bool(rest), word in _WOULD,
                bool(says or bare), doubts, bool(that),
            )
        )  # fmt: skip
    return found


def _fit(frames: tuple[Frame, ...], text: str, end: int) -> tuple[Frame | None, int]:
    for frame in frames:
        if match := frame.rest.match(text, end):
            return frame, match.end()
    return None, 0
