"""The issue that a stretch of text is about, by the words of the issues and terms-of-art tables.

Recognised: labels and forms of an issue in the text's language, and terms of art that belong to one
(coercion → status-quo). The issue whose words cover most of the text wins; of two that cover the
same, the one named first. English is matched without case and at word boundaries, the other
languages with widths and scripts folded. Left out: issues that only the context tells.

    >>> from communique.names import load
    >>> issue_of("peace and stability across the Taiwan Strait", "en", load())
    'taiwan-strait'
    >>> issue_of("雙方將加強半導體供應鏈合作", "zh-Hant", load()) is None
    False
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from ahocorasick_rs import AhoCorasick, MatchKind

from communique.names import Names
from communique.names.folds import fold


@dataclass(frozen=True, slots=True)
class _Words:
    """The forms of one language as an automaton, and the issue each belongs to."""

    automaton: AhoCorasick
    issues: tuple[str, ...]


def issue_of(text: str, language: str, names: Names) -> str | None:
    """The id of the issue a text is about, or None where the tables hold none of its words."""
    words = _words(language, names)
    folded = _folded(text, language)
    covered: Counter[str] = Counter()
    first: dict[str, int] = {}
    for form, start, end in words.automaton.find_matches_as_indexes(folded):
        if language == "en" and not _whole_words(folded, start, end):
            continue
        issue = words.issues[form]
        covered[issue] += end - start
        first.setdefault(issue, start)
    if not covered:
        return None
    return min(covered, key=lambda issue: (-covered[issue], first[issue]))


@lru_cache(maxsize=16)
def _words(language: str, names: Names) -> _Words:
    forms: dict[str, str] = {}
    for issue in names.issues.values():
        for form in issue.forms(language):
            forms.setdefault(_folded(form.text, language), issue.id)
    for term in names.terms_of_art.values():
        for form in term.forms(language) if term.issue else ():
            if not form.weak:  # 力 alone is a part of too many words
                forms.setdefault(_folded(form.text, language), term.issue)
    automaton = AhoCorasick(list(forms), matchkind=MatchKind.LeftmostLongest)
    return _Words(automaton, tuple(forms.values()))


def _folded(text: str, language: str) -> str:
    """The text as it is matched: as many code points as before."""
    folded = fold(text, language)
    if language == "en":
        lowered = folded.lower()
        return lowered if len(lowered) == len(folded) else folded
    return folded


def _whole_words(text: str, start: int, end: int) -> bool:
    """Whether a match begins a word and ends one, but for a plural s."""
    before = start == 0 or not text[start - 1].isalnum()
    after = text[end : end + 2]
    return before and not (
        after[:1].isalnum() and not (after[:1] == "s" and not after[1:].isalnum())
    )
