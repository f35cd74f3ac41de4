"""States written with one character: 日米首脳会談, 美日菲, 俄乌, 訪米, 中方, 米大統領.

A character counts in a run of two or more states, after a prefix such as 訪 対 駐, or before a
follower such as 方 側 大統領; compounds.csv holds these words and the neighbours that forbid a
reading (其中, 10日, 加強, 朝日). A character marked weak in states.csv counts only in a run that
stands before a word such as 關係, or in one of the fixed pairs. Left out: newspaper shorthand
without such neighbours (「米、追加関税」).

    >>> from communique.names import load
    >>> [mention.id for mention in load().find("10日の日米韓首脳会談と対中政策", "ja")]
    ['JPN', 'USA', 'KOR', 'CHN']
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from communique.names.folds import fold

_NUMERALS = frozenset("0123456789〇一二三四五六七八九十")


@dataclass(frozen=True, slots=True)
class Compounds:
    """The rules of one script, ready to run."""

    pattern: re.Pattern[str]
    states: Mapping[str, tuple[str, ...]]
    weak: frozenset[str]
    context: tuple[str, ...]
    meanings: Mapping[str, tuple[str, ...]]
    fixed: frozenset[str]
    not_runs: frozenset[str]
    not_before: Mapping[str, frozenset[str]]
    not_after: Mapping[str, tuple[str, ...]]
    followers: tuple[str, ...]
    safe_followers: tuple[str, ...]
    office_followers: tuple[str, ...]
    unsafe: frozenset[str]
    prefixes: frozenset[str]
    prefixed: Mapping[str, str]

    def find(self, text: str) -> Iterator[tuple[int, int, tuple[str, ...]]]:
        """Start, end and states of every character that stands for one of them, in order.

        `text` is folded, and blanked where a longer name stands.
        """
        for match in self.pattern.finditer(text):
            start, end = self._trim(text, match.start(), match.end())
            if end - start == 1:
                character = text[start]
                if character in self.prefixed:
                    yield start, end, (self.prefixed[character],)
                elif self._alone(text, start):
                    yield start, end, self.states[character]
            elif end > start and self._together(text, start, end):
                given = self.meanings.get(text[start:end])
                for at in range(start, end):
                    if text[at] in self.states:
                        states = (given[at - start],) if given else self.states[text[at]]
                        yield at, at + 1, states

    def _trim(self, text: str, start: int, end: int) -> tuple[int, int]:
        """The run without characters at its ends that belong to the words beside it."""
        while start < end:
            first, before = text[start], text[start - 1 : start] if start else ""
            dated = first == "日" and before in _NUMERALS
            if not before or not (dated or before in self.not_before.get(first, ())):
                break
            start += 1
        while end > start and text.startswith(self.not_after.get(text[end - 1], ()), end):
            end -= 1
        return start, end

    def _alone(self, text: str, at: int) -> bool:
        character = text[at]
        if character in self.weak or character not in self.states:
            return False
        if text.startswith(self.followers, at + 1):
            return True
        if at and text[at - 1] in self.prefixes:
            return True
        if character in self.unsafe:  # 豪政府 at a word's beginning, not 参加政府
            inside = at > 0 and "一" <= text[at - 1] <= "龯"
            return not inside and text.startswith(self.office_followers, at + 1)
        return text.startswith(self.safe_followers, at + 1)

    def _together(self, text: str, start: int, end: int) -> bool:
        run = text[start:end]
        if len(set(run)) < 2 or not any(character in self.states for character in run):
            return False
        if text.startswith(self.context, end):
            return True
        return (
            run in self.fixed
            or run in self.meanings
            or (run not in self.not_runs and not self.weak.intersection(run))
        )


def compounds(
    script: str,
    characters: Mapping[str, tuple[tuple[str, ...], bool]],
    words: Mapping[tuple[str, str], tuple[str, ...]],
) -> Compounds:
    """The rules of a script ("ja", "zh") from its characters (state, weakness) and the words."""

    def part(name: str) -> tuple[str, ...]:
        found = words.get(("any", name), ()) + words.get((script, name), ())
        return tuple(fold(word, "ja" if script == "ja" else "zh-Hans") for word in found)

    def by_character(name: str) -> dict[str, tuple[str, ...]]:
        keys = {key[1] for key in words if key[0] in (script, "any")}
        starts = [key for key in keys if key.startswith(f"{name} ")]
        return {
            fold(key[-1], "ja" if script == "ja" else "zh-Hans"): part(key)
            for key in sorted(starts)
        }

    states = {character: ids for character, (ids, _) in characters.items()}
    neutral = "".join(part("neutral"))
    every = re.escape("".join(sorted(states)) + neutral)
    alone = re.escape("".join(c for c in sorted(states) if not characters[c][1]))
    prefixes = re.escape("".join(part("prefixes")))
    followers = part("followers") + part("safe_followers")
    then = "|".join(map(re.escape, sorted(followers, key=len, reverse=True))) or r"(?!)"
    after = rf"|(?<=[{prefixes}])[{alone}]" if prefixes and alone else ""
    prefixed = {character.strip(): id.strip() for character, _, id in _pairs(part("prefixed"))}
    for character, before_it in by_character("prefixes").items():
        after += rf"|(?<=[{re.escape(''.join(before_it))}]){re.escape(character)}"
    before = rf"|[{alone}](?={then})" if alone else ""
    return Compounds(
        pattern=re.compile(rf"[{every}]{{2,}}{after}{before}" if every else r"(?!)"),
        states=states,
        weak=frozenset(character for character, (_, weak) in characters.items() if weak),
        context=part("context"),
        meanings={run.strip(): tuple(ids.split()) for run, _, ids in _pairs(part("meanings"))},
        fixed=frozenset(part("fixed")),
        not_runs=frozenset(part("not_runs")),
        not_before={
            character: frozenset("".join(found))
            for character, found in by_character("not_before").items()
        },
        not_after=by_character("not_after"),
        followers=part("followers"),
        safe_followers=part("safe_followers"),
        office_followers=part("office_followers"),
        unsafe=frozenset(part("unsafe")),
        prefixes=frozenset(part("prefixes")),
        prefixed=prefixed,
    )


def _pairs(words: Iterable[str]) -> Iterator[tuple[str, str, str]]:
    """What stands on both sides of each equals sign."""
    return (word.partition("=") for word in words)
