"""Language of every paragraph, and the documents of a source by language version.

A paragraph whose characters decide nothing (東京, a date) takes its neighbours' language, the
nearer one's where they differ. A second language makes a second document only on several decisive
sentences and where it lies as versions do: before or after the first language, or paragraph for
paragraph beside it. A quotation or a name in another language, with the first language on both
sides, never does. One script of Chinese that is rare beside the other is taken for it.

    >>> weights = [(9, 300), (9, 250), (0, 5), (9, 300), (9, 350)]
    >>> versions(["ja", "ja", None, "en", "en"], weights, [0, 0, 0, 2, 0], ["", "", "東京", "", ""])
    [('ja', [0, 1, 2]), ('en', [3, 4])]
    >>> versions(["ja", "en", "ja"], [(9, 300), (4, 90), (9, 250)], [0, 0, 0], ["", "", ""])
    [('ja', [0, 1, 2])]
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import groupby

from communique.read.scripts import script

SENTENCES = 3
"""Decisive sentences that a second language needs to be a version."""
SHARE = 0.2
"""Of the first language's text (Latin letters weigh a third), the share it needs."""


def weight(text: str, language: str | None) -> tuple[int, int]:
    """(sentences, letters) of a paragraph, letters in the measure of Han characters; nothing if its
    language is open."""
    if language is None:
        return 0, 0
    latin = language[:2] not in ("ja", "zh", "ko")
    stops = sum(text.count(c) for c in (".!?" if latin else "。！？；"))
    return max(stops, int(len(text) > (120 if latin else 40))), len(text) // 3 if latin else len(
        text
    )


def versions(
    languages: Sequence[str | None],
    weights: Sequence[tuple[int, int]],
    blanks: Sequence[int],
    texts: Sequence[str],
) -> list[tuple[str, list[int]]]:
    """The documents of a source: language and numbers of its paragraphs, in the order they begin;
    every paragraph in one.

    `blanks` counts the blank lines before each paragraph, `texts` is asked only for paragraphs of
    open language.
    """
    sentences: Counter[str] = Counter()
    letters: Counter[str] = Counter()
    for tag, (stops, size) in zip(languages, weights, strict=True):
        if tag:
            sentences[tag] += stops
            letters[tag] += size
    if not letters:
        found = next((t for t in languages if t), None) or _guess(texts)
        return [(found, list(range(len(languages))))] if languages else []
    languages = _one_script(list(languages), letters)
    main = max(letters, key=lambda t: (letters[t], t))
    kept = [main] + [
        t
        for t in letters
        if t != main and sentences[t] >= SENTENCES and letters[t] >= SHARE * letters[main]
    ]
    order = [t for t in languages if t in kept]
    kept = [main] + [t for t in kept[1:] if _lies_apart(t, order)]
    of = _settle([t if t in kept else None for t in languages], blanks, texts, main)
    groups: dict[str, list[int]] = {}
    for number, tag in enumerate(of):
        groups.setdefault(tag, []).append(number)
    return list(groups.items())


def _guess(texts: Sequence[str]) -> str:
    """A tag for a text whose words decide nothing: by script, `und` if it has no letters."""
    counts = script(" ".join(texts)[:4000])
    if counts.han:
        return (
            "zh-Hant"
            if counts.traditional > counts.simplified
            else "ja"
            if counts.japanese >= counts.simplified
            else "zh-Hans"
        )
    return "en" if counts.latin else "und"


def _one_script(languages: list[str | None], letters: Counter[str]) -> list[str | None]:
    """Where one script of Chinese is rare beside the other, or Han text beside Japanese, take it
    for that."""
    rare = [
        (a, b)
        for a, b in (
            ("zh-Hans", "zh-Hant"),
            ("zh-Hant", "zh-Hans"),
            ("zh-Hant", "ja"),
            ("zh-Hans", "ja"),
        )
        if 0 < letters[a] < 0.15 * letters[b]
    ]
    for less, more in rare:
        if letters[less]:
            letters[more] += letters.pop(less)
            languages = [more if t == less else t for t in languages]
    return languages


def _lies_apart(tag: str, order: Sequence[str]) -> bool:
    """Whether a language stands as a version does: on one side of each other language, or in turn
    with it."""
    runs = [t for t, _ in groupby(order)]
    places = [i for i, t in enumerate(runs) if t == tag]
    if len(places) == 1:
        at = places[0]
        return not (set(runs[:at]) & set(runs[at + 1 :]))
    return (len(places) >= 3 and len(places) >= 0.4 * (len(runs) - len(places))) or (
        len(places) == 2 and len(runs) == 4
    )


def _settle(
    languages: Sequence[str | None], blanks: Sequence[int], texts: Sequence[str], main: str
) -> list[str]:
    """Give every paragraph of open language its neighbours'."""
    after: list[str | None] = [None] * len(languages)
    following: str | None = None
    for i in range(len(languages) - 1, -1, -1):
        after[i] = following
        following = languages[i] or following
    out: list[str] = []
    before: str | None = None
    for i, tag in enumerate(languages):
        if tag is None:
            tag = _nearer(before, after[i], i, blanks, texts) or main
        out.append(tag)
        before = tag
    return out


def _nearer(
    before: str | None, after: str | None, at: int, blanks: Sequence[int], texts: Sequence[str]
) -> str | None:
    if before is None or after is None or before == after:
        return before or after
    counts = script(texts[at])
    asian = [t for t in (before, after) if t[:2] in ("ja", "zh", "ko")]
    if len(asian) == 1:
        if counts.han or counts.kana:
            return asian[0]
        if counts.latin >= 3:
            return after if asian[0] == before else before
    # A line that no script decides (a date) belongs to the text it stands nearer to.
    behind = blanks[at + 1] if at + 1 < len(blanks) else 0
    return before if blanks[at] < behind else after
