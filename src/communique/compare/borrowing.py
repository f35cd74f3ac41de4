"""Which groups of texts take over whole passages from one another, and so are one series.

Headers are read by rules, and one that names another state or kind would tear a series. Texts of a
series repeat passages word for word; texts that merely belong to one genre share a formula or two.

    >>> from communique.compare.texts import text_of
    >>> words = "The two sides will hold talks on fisheries each year in Port Lyth or in Oster."
    >>> a, b = (text_of(words, "en", name=f"{n}.txt", date=f"203{n}") for n in (1, 2))
    >>> joined([[a], [b]], lambda one, other: 0.1)
    [[0, 1]]
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence

from communique.compare import tokens
from communique.compare.texts import Text

_LONG = {True: 16, False: 8}
"""Tokens (characters, words) from which on a passage repeated word for word is no mere formula."""

HEIR = 0.2
"""The share of one text's long passages that makes it the heir of another group, and its group with
it.
"""

_WIDELY = 12
"""Groups with the same passage beyond which it is taken for a formula, which also keeps this
linear.
"""


def joined(
    groups: Sequence[Sequence[Text]], least: Callable[[int, int], float | None]
) -> list[list[int]]:
    """The numbers of groups that belong together, in order, each list in order.

    `least` gives for two groups the share of its long passages that half of the smaller group's
    texts must have in common with the larger, or None where they must stay apart.
    """
    holders: defaultdict[tuple[str, ...], set[int]] = defaultdict(set)
    long: list[list[list[tuple[str, ...]]]] = []
    for number, group in enumerate(groups):
        long.append([_long(text) for text in group])
        for passages in long[-1]:
            for words in passages:
                holders[words].add(number)
    root = list(range(len(groups)))
    for number, texts in sorted(enumerate(long), key=lambda each: len(each[1])):
        for other in _lenders(number, texts, holders, least):
            if len(groups[other]) >= len(groups[number]) and least(number, other) is not None:
                root[_top(root, number)] = _top(root, other)
                break
    parts: defaultdict[int, list[int]] = defaultdict(list)
    for number in range(len(groups)):
        parts[_top(root, number)].append(number)
    return sorted(parts.values())


def _long(text: Text) -> list[tuple[str, ...]]:
    least = _LONG[tokens.by_characters(text.language)]
    found = (tokens.keys(passage.text, text.language) for passage in text.passages)
    return [words for words in found if len(words) >= least]


def _lenders(
    number: int,
    texts: Sequence[Sequence[tuple[str, ...]]],
    holders: dict[tuple[str, ...], set[int]],
    least: Callable[[int, int], float | None],
) -> list[int]:
    """The groups with which half of these texts share enough, most first, or one very much."""
    sharing: Counter[int] = Counter()
    heirs: set[int] = set()
    for passages in texts:
        common: Counter[int] = Counter()
        for words in set(passages):
            if len(holders[words]) <= _WIDELY:
                common.update(holders[words] - {number})
        for other, count in common.items():
            share = least(number, other)
            if share is not None and count >= max(1, share * len(passages)):
                sharing[other] += 1
                if count >= max(3, HEIR * len(passages)):
                    heirs.add(other)
    enough = (each for each, count in sharing.most_common() if 2 * count >= len(texts))
    return list(dict.fromkeys([*enough, *sorted(heirs)]))


def _top(root: list[int], number: int) -> int:
    while root[number] != number:
        number = root[number] = root[root[number]]
    return number
