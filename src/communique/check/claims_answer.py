"""What became of a claim: a verdict, what it rests on, and how to ask again.

*Contradicted*: an earlier use within the scope. *Supported*: none, and a catalogue or a person says
that the archive holds the scope whole. *Undecided*: neither, with what is missing. Left out: how a
verdict is found (claims_verdict.py).
"""

from __future__ import annotations

import shlex
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from communique.check.claims_question import Question
from communique.check.claims_reasons import Reason, in_words
from communique.check.coverage import Coverage, entry_json
from communique.check.held import Held
from communique.check.scope import Scope
from communique.compare.log import Hit
from communique.compare.texts import Span
from communique.model.documents import Passage
from communique.model.gaps import Gap
from communique.names import CatalogueEntry

Verdict: TypeAlias = Literal["supported", "contradicted", "undecided"]


@dataclass(frozen=True, slots=True)
class Found:
    """A place that speaks for or against a claim: its words, the passage, and `why` it is only near
    (empty where it is within the scope)."""

    hit: Hit
    passage: Passage | None
    why: str = ""

    def to_json(self) -> dict[str, Any]:
        """The hit of the contract with its sentence, and what keeps it outside the scope."""
        found = self.hit.to_json()
        if self.passage is not None:
            found |= {"passage": self.passage.id, "sentence": self.passage.text}
        return {**found, "why": self.why} if self.why else found


@dataclass(frozen=True, slots=True)
class Rests:
    """What was searched: documents (versions once), from when to when, texts by language."""

    documents: int
    since: str | None
    until: str | None
    languages: tuple[tuple[str, int], ...]

    @classmethod
    def on(cls, documents: Sequence[Held]) -> Rests:
        """The account of some documents."""
        dated = sorted(one.date for one in documents if one.date)
        counts = Counter(text.language for one in documents for text in one.texts)
        return cls(
            len(documents),
            dated[0] if dated else None,
            dated[-1] if dated else None,
            tuple(sorted(counts.items())),
        )

    def to_json(self) -> dict[str, Any]:
        """As the contract prints it."""
        return {
            "documents": self.documents,
            "from": self.since,
            "to": self.until,
            "by_language": dict(self.languages),
        }


@dataclass(frozen=True, slots=True)
class Answer:
    """A claim, how it was understood, and what the documents say of it.

    `earlier`: uses within the scope that stand against it (of an "always": the uses that bear it
    out). `near`: hits outside the scope, or of some of the words. `stands_in`: where the document
    that the claim is about has the words. `lacking`: documents of the scope without them, where
    every one should have them. `unsearched`: documents in languages for which no words are known.
    """

    question: Question
    scope: Scope
    verdict: Verdict
    reasons: tuple[Reason, ...]
    earlier: tuple[Found, ...]
    near: tuple[Found, ...]
    rests_on: Rests
    coverage: Coverage
    gaps: tuple[Gap, ...]
    about: Held | None = None
    entry: CatalogueEntry | None = None
    stands_in: tuple[Found, ...] = ()
    lacking: tuple[Held, ...] = ()
    unsearched: tuple[Held, ...] = ()
    evidence: Span | None = None
    sentence: str = ""
    more: int = 0

    @property
    def why(self) -> str:
        """Why the verdict is what it is, in English."""
        return in_words(self.reasons)

    @property
    def missing(self) -> tuple[CatalogueEntry, ...]:
        """Documents of the scope that a catalogue knows of and the archive lacks."""
        return self.coverage.missing

    @property
    def command(self) -> str:
        """The command that asks the same again, with terms and scope to be edited."""
        return shlex.join(self.arguments)

    @property
    def arguments(self) -> tuple[str, ...]:
        """The command by its words."""
        return arguments(self.question, self.scope, about=self.about, single=self.asked_of_one)

    @property
    def decidable(self) -> bool:
        """Whether words could decide it: it is not about what happened, nor about how much."""
        codes = {gap.code for gap in self.gaps}
        return not codes & {"claim-event", "claim-degree", "claim-no-figure"}

    @property
    def asked_of_one(self) -> bool:
        """Whether the claim is of one document."""
        return self.scope.since is not None and self.scope.since == self.scope.until

    def to_json(self) -> dict[str, Any]:
        """The answer as the contract prints it, with what else a person needs to judge it."""
        asked = self.question
        return {
            "claim": {
                "type": asked.type.value,
                "terms": [group.texts() for group in asked.terms],
                "issue": (asked.context[0].id or asked.context[0].label) if asked.context else None,
                "evidence": self.evidence.to_json() if self.evidence else None,
                "text": asked.text,
                "language": asked.language,
                "asks": asked.asks,
                "context": [group.texts() for group in asked.context],
                "about": self.about.to_json() if self.about else None,
            },
            "scope": self.scope.to_json(),
            "verdict": self.verdict,
            "why": self.why,
            "earlier": [found.to_json() for found in self.earlier],
            "near": [found.to_json() for found in self.near],
            "stands_in": [found.to_json() for found in self.stands_in],
            "lacking": [one.to_json() for one in self.lacking],
            "rests_on": self.rests_on.to_json(),
            "missing": [entry_json(entry) for entry in self.missing],
            "whole": self.coverage.whole,
            "command": self.command,
            "gaps": [gap.to_json() for gap in self.gaps],
        }


def arguments(
    asked: Question, scope: Scope, *, about: Held | None, single: bool
) -> tuple[str, ...]:
    """The command line of a question with its terms and scope, ready to be edited and run again.

    All words of a term are named, so that the tables add no others when it is asked again.
    """
    parts = ["communique", "check", "claim", asked.text, "--type", asked.type.value]
    parts += ["--language", asked.language]
    for group in asked.terms:
        also = [each.text for each in group.related if asked.asks == "present" and group.id]
        parts += ["--term", _bars(list(dict.fromkeys((*group.texts(), *also))))]
    for group in asked.context:
        parts += ["--issue", group.id or _bars(group.texts())]
    for party in scope.parties:
        parts += ["--party", party]
    for kind in scope.kinds:
        parts += ["--kind", kind.value]
    for level in scope.levels:
        parts += ["--level", level.value]
    if single and about is not None:
        return (*parts, "--about", about.texts[0].id)
    for name in ("since", "after", "until", "before"):
        value = getattr(scope, name)
        if value:
            parts += [f"--{name}", value]
    return tuple(parts)


def _bars(words: Sequence[str]) -> str:
    return "|".join(words) + ("|" if len(words) == 1 else "")
