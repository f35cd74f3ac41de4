"""Titles beside surnames: what makes `岸田~` in 岸田首相 or `Ford~` in President Ford a person.

Left out: titles apart from a name, which are the matter of a language's own rules.

    >>> from communique.names import load
    >>> [mention.id for mention in load().find("Secretary Clinton and President Clinton", "en")]
    ['hillary-clinton', 'bill-clinton']
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from communique.names.mentions import Ref


@dataclass(frozen=True, slots=True)
class Titles:
    """The title words of one script with the offices they may mean, longest first."""

    words: Mapping[str, frozenset[str]]
    former: tuple[str, ...]
    before: Mapping[str, tuple[str, ...]]
    after: Mapping[str, tuple[str, ...]]
    held: Mapping[str, frozenset[str]]

    def beside(self, text: str, start: int, end: int) -> str:
        """The longest title before or after a surname; empty when there is none."""
        if text.startswith(self.former, end):
            end += 1
        for title in self.after.get(text[end : end + 1], ()):
            if text.startswith(title, end):
                return title
        for title in self.before.get(text[max(0, start - 2) : start], ()):
            if text.endswith(title, 0, start):
                return title
        return ""

    def in_office(self, refs: tuple[Ref, ...], title: str) -> tuple[Ref, ...]:
        """Those who ever held an office that the title means; all where none of them did."""
        offices = self.words[title]
        nothing: frozenset[str] = frozenset()
        held = tuple(ref for ref in refs if offices & self.held.get(ref.id, nothing))
        return held or refs


def titles(
    script: str,
    words: Mapping[str, Iterable[str]],
    *,
    former: tuple[str, ...],
    held: Mapping[str, frozenset[str]],
) -> Titles:
    """The titles of a script from folded words and their offices, and who held which office.

    English titles stand before a name, in three cases; others on either side.
    """
    cased: dict[str, frozenset[str]] = {}
    for word, offices in words.items():
        for case in (word, word.lower(), word.upper()) if script == "en" else (word,):
            cased[f"{case} " if script == "en" else case] = frozenset(offices)
    longest = {word: cased[word] for word in sorted(cased, key=len, reverse=True)}
    return Titles(
        words=longest,
        former=former,
        before=_grouped(longest, lambda title: title[-2:]),
        after={} if script == "en" else _grouped(longest, lambda title: title[0]),
        held=held,
    )


def _grouped(words: Iterable[str], key: Callable[[str], str]) -> dict[str, tuple[str, ...]]:
    """Words by the characters at an end of theirs, in the order given."""
    groups: dict[str, list[str]] = {}
    for word in words:
        groups.setdefault(key(word), []).append(word)
    return {end: tuple(found) for end, found in groups.items()}
