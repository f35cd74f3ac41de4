"""What the steps of a verdict share: the question, its setting, the search, and whose words count.

Left out: the steps themselves (claims_verdict.py), and how they are told (claims_reasons.py).
"""

from __future__ import annotations

from dataclasses import dataclass, field

from communique.check.claims_question import Question
from communique.check.claims_scope import Setting
from communique.check.claims_search import Search, searchable
from communique.check.claims_table import Group
from communique.names import Names


@dataclass(frozen=True, slots=True)
class Work:
    """All that the steps of a verdict share."""

    asked: Question
    place: Setting
    search: Search
    names: Names
    own: frozenset[str]
    searched: dict[str, bool] = field(default_factory=dict, init=False)

    @property
    def terms(self) -> tuple[Group, ...]:
        """What must stand together."""
        return self.asked.terms

    @property
    def context(self) -> tuple[Group, ...]:
        """What it must be about."""
        return self.asked.context

    def can_search(self, language: str) -> bool:
        """Whether words are known for texts of a language; thousands of documents ask."""
        if language not in self.searched:
            self.searched[language] = searchable(self.terms, language)
        return self.searched[language]
