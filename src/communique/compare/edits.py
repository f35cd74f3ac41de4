"""What was changed between two wordings: words in English, phrases in Japanese and Chinese.

An edit is `equal`, `replace`, `insert` or `delete`, with the old and the new words; the old sides
joined are the old text and the new sides the new one, to the last space. English is compared word
by word, each mark of punctuation a word of its own. Japanese and Chinese are compared character by
character, and then small islands that stayed the same between two changes are taken into them, and
a compound that lost one character counts as changed whole: 強化 → 深化, not 強 → 深. Left out:
moves (pairing.py finds them), and a finer account than one change for what exceeds a limit.

    >>> [(step.op, step.new) for step in edits("They will meet.", "They intend to meet.", "en")]
    [('equal', 'They '), ('replace', 'intend to'), ('equal', ' meet.')]
    >>> steps = edits("協力を強化する。", "協力を一層深化する。", "ja")
    >>> [(step.old, step.new) for step in steps if step.op != "equal"]
    [('強化', '一層深化')]
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeAlias

from rapidfuzz.distance import Indel

from communique.compare import tokens

Op: TypeAlias = Literal["equal", "replace", "insert", "delete"]

LIMIT = 400_000_000
"""Tokens of the changed stretch of one side times those of the other: 50 MB to align, about a
second.

Beyond (two stretches of 20,000 tokens) the stretch is one change.
"""

_WORDS = re.compile(r"\d+(?:[.,/]\d+)*(?![^\W_])|[^\W_]+(?:['’][^\W_]+)*|\S")
_CHARACTERS = re.compile(r"[0-9０-９]+(?:[.,．，][0-9０-９]+)*|[A-Za-zＡ-Ｚａ-ｚ]+|\S")
_KANJI = re.compile("[\u3005-\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")


@dataclass(frozen=True, slots=True)
class Edit:
    """One step from the old words to the new; `equal` has the same words on both sides."""

    op: Op
    old: str
    new: str

    def to_json(self) -> dict[str, str]:
        """The edit as the contract of comparisons prints it."""
        return {"op": self.op, "old": self.old, "new": self.new}


class _Piece(NamedTuple):
    text: str
    start: int
    end: int


_Pairs: TypeAlias = list[tuple[int, int]]


def edits(old: str, new: str, language: str) -> tuple[Edit, ...]:
    """The steps from one text to another, in order; none for two empty ones."""
    by_characters = tokens.by_characters(language)
    before, after = _pieces(old, by_characters), _pieces(new, by_characters)
    runs = _runs([p.text for p in before], [p.text for p in after])
    if by_characters:
        runs = _phrases(runs, before, after, tokens.pauses(language))
    else:
        runs = _clean(runs, before, after)
    pairs = [(i + n, j + n) for i, j, length in runs for n in range(length)]
    return tuple(_joined(_steps(old, new, before, after, pairs)))


def _pieces(text: str, by_characters: bool) -> list[_Piece]:
    pattern = _CHARACTERS if by_characters else _WORDS
    return [_Piece(m[0], m.start(), m.end()) for m in pattern.finditer(text)]


class _Run(NamedTuple):
    """Pieces that stayed the same: where in the old, where in the new, how many."""

    old: int
    new: int
    length: int


def _runs(before: Sequence[str], after: Sequence[str]) -> list[_Run]:
    """The runs of the longest common subsequence, ends first, which are the same in most pairs."""
    head = 0
    while head < min(len(before), len(after)) and before[head] == after[head]:
        head += 1
    most = min(len(before), len(after)) - head
    tail = 0
    while tail < most and before[-1 - tail] == after[-1 - tail]:
        tail += 1
    runs = [_Run(0, 0, head)]
    old, new = before[head : len(before) - tail], after[head : len(after) - tail]
    if len(old) * len(new) <= LIMIT:
        runs += [
            _Run(op.src_start + head, op.dest_start + head, op.src_end - op.src_start)
            for op in Indel.opcodes(old, new)
            if op.tag == "equal"
        ]
    runs.append(_Run(len(before) - tail, len(after) - tail, tail))
    return [run for run in runs if run.length]


def _clean(runs: list[_Run], before: Sequence[_Piece], after: Sequence[_Piece]) -> list[_Run]:
    """Without the few words in common between two changes that are each longer than they."""
    kept: list[_Run] = []
    for number, run in enumerate(runs):
        if _inner(run, before, after) and run.length <= 2:
            size = sum(len(piece.text) for piece in before[run.old : run.old + run.length])
            if size <= _around(kept, runs, number, before, after):
                continue
        kept.append(run)
    return kept


def _inner(run: _Run, before: Sequence[_Piece], after: Sequence[_Piece]) -> bool:
    """Whether a change stands on both sides of a run."""
    end = (run.old + run.length, run.new + run.length)
    return (run.old, run.new) != (0, 0) and end != (len(before), len(after))


def _around(
    kept: Sequence[_Run],
    runs: Sequence[_Run],
    number: int,
    before: Sequence[_Piece],
    after: Sequence[_Piece],
) -> int:
    """The size of the smaller of the changes on both sides of a run; a change is as long as its
    longer side.
    """
    run = runs[number]
    last = kept[-1] if kept else _Run(0, 0, 0)
    following = runs[number + 1] if number + 1 < len(runs) else _Run(len(before), len(after), 0)

    def longer(a: int, b: int, c: int, d: int) -> int:
        old, new = before[a:b], after[c:d]
        return max(sum(len(p.text) for p in old), sum(len(p.text) for p in new))

    left = longer(last.old + last.length, run.old, last.new + last.length, run.new)
    right = longer(run.old + run.length, following.old, run.new + run.length, following.new)
    return min(left, right)


def _phrases(
    runs: list[_Run], before: Sequence[_Piece], after: Sequence[_Piece], pauses: frozenset[str]
) -> list[_Run]:
    """Runs of characters without islands too small to read, and without torn compounds."""
    kept: list[_Run] = []
    for number, run in enumerate(runs):
        if _inner(run, before, after) and run.length <= 3:
            text = "".join(p.text for p in before[run.old : run.old + run.length])
            around = _around(kept, runs, number, before, after)
            if not _readable(text, run.length, around, pauses):
                continue
        kept.append(run)
    return _compounds(kept, before, after)


def _readable(text: str, length: int, around: int, pauses: frozenset[str]) -> bool:
    """Whether so short a run is worth showing as unchanged between two changes.

    A mark of punctuation is, as is a word of ideographs; kana are where the changes are short too.
    """
    if length == 1:
        return not text.isalnum()
    if all(map(_KANJI.match, text)):
        return True
    if text[-1] in pauses:
        return around <= 2 * length
    return length > 2 and around < length


def _compounds(
    runs: Sequence[_Run], before: Sequence[_Piece], after: Sequence[_Piece]
) -> list[_Run]:
    """Runs less the one character of a compound that stands at an end beside a replacement."""
    out: list[_Run] = []
    for number, run in enumerate(runs):
        old, new, length = run
        last = runs[number - 1] if number else _Run(0, 0, 0)
        following = runs[number + 1] if number + 1 < len(runs) else _Run(len(before), len(after), 0)
        replaced_before = last.old + last.length < old and last.new + last.length < new
        replaced_after = old + length < following.old and new + length < following.new
        if (
            replaced_before
            and length
            and _lone(before, old, 1)
            and _torn(before, after, old, new, -1)
        ):
            old, new, length = old + 1, new + 1, length - 1
        end = old + length - 1
        if (
            replaced_after
            and length
            and _lone(before, end, -1)
            and _torn(before, after, end, new + length - 1, 1)
        ):
            length -= 1
        if length:
            out.append(_Run(old, new, length))
    return out


def _is_kanji(pieces: Sequence[_Piece], at: int) -> bool:
    return 0 <= at < len(pieces) and bool(_KANJI.match(pieces[at].text))


def _lone(before: Sequence[_Piece], at: int, step: int) -> bool:
    """Whether a character is the last (step 1) or first (-1) ideograph of its compound."""
    return _is_kanji(before, at) and not _is_kanji(before, at + step)


def _torn(before: Sequence[_Piece], after: Sequence[_Piece], old: int, new: int, step: int) -> bool:
    return _is_kanji(before, old + step) and _is_kanji(after, new + step)


def _steps(
    old: str, new: str, before: Sequence[_Piece], after: Sequence[_Piece], pairs: _Pairs
) -> Iterator[Edit]:
    """Equal pieces and, between them, what stood there before and stands there now."""
    i = j = 0
    for a, b in pairs:
        yield from _gap(old[i : before[a].start], new[j : after[b].start])
        yield Edit("equal", before[a].text, after[b].text)
        i, j = before[a].end, after[b].end
    yield from _gap(old[i:], new[j:])


def _gap(old: str, new: str) -> Iterator[Edit]:
    """One change, its ends trimmed of the white space that stayed."""
    head = 0
    while head < min(len(old), len(new)) and old[head] == new[head] and old[head].isspace():
        head += 1
    tail, most = 0, min(len(old), len(new)) - head
    while tail < most and old[-1 - tail] == new[-1 - tail] and old[-1 - tail].isspace():
        tail += 1
    if head:
        yield Edit("equal", old[:head], new[:head])
    before, after = old[head : len(old) - tail], new[head : len(new) - tail]
    if before or after:
        yield Edit(
            "replace" if before and after else "delete" if before else "insert", before, after
        )
    if tail:
        yield Edit("equal", old[-tail:], new[-tail:])


def _joined(steps: Iterator[Edit]) -> Iterator[Edit]:
    """The steps with equal neighbours made one."""
    held: list[str] = []
    for edit in steps:
        if edit.op == "equal":
            held.append(edit.old)
            continue
        if held:
            yield Edit("equal", "".join(held), "".join(held))
            held = []
        yield edit
    if held:
        yield Edit("equal", "".join(held), "".join(held))


def apply(steps: Sequence[Edit], old: str) -> str:
    """The new text that edits make of the old. Raises `ValueError` if they are not edits of that
    text.

    >>> apply(edits("They will meet.", "They met.", "en"), "They will meet.")
    'They met.'
    """
    if "".join(step.old for step in steps) != old:
        raise ValueError("these are edits of another text")
    return "".join(step.new for step in steps)
