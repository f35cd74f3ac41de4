"""What became of each passage from one document to another: the changes, in the order of the new
text.

Every passage of the new text stands in one change, every passage of the old in one or more, so the
counts of the summary add up. A change lists the passages on both sides and the edits that lead from
the old words to the new; passages that were split or merged stand in one change together. Dropped
passages stand where the reader of the new text would have met them. Two languages are compared
through an `Alignment`: passages that say the same are `kept`, and there are no edits.

    >>> from communique.compare.texts import text_of
    >>> old = text_of("The talks were held in Averne.\\n\\nThey will meet again in May.", "en")
    >>> new = text_of("They intend to meet again in May.\\n\\nTrade has doubled since 2031.", "en")
    >>> [(change.origin, len(change.old), len(change.new)) for change in diff(old, new).changes]
    [('dropped', 1, 0), ('edited', 1, 1), ('new', 0, 1)]
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from communique.compare import tokens
from communique.compare.align import Alignment
from communique.compare.edits import Edit, edits
from communique.compare.edits import apply as applied
from communique.compare.findings import Fate, fates
from communique.compare.lineage import Kind, lineage
from communique.compare.texts import Span, Text
from communique.errors import LanguagesDiffer
from communique.model.gaps import Gap

DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Change:
    """What became of some passages. `origin` is that of the new ones, or `dropped`.

    `before` and `after` are the numbers of the passages in their texts. The edits lead from the old
    passages' words, joined by `joint`, to the new ones'; between languages there are none.
    """

    origin: str
    old: tuple[Span, ...]
    new: tuple[Span, ...]
    before: tuple[int, ...]
    after: tuple[int, ...]
    moved: bool = False
    returned: bool = False
    similarity: float = 0.0
    edits: tuple[Edit, ...] = ()
    joint: str = ""
    lengths: tuple[int, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The change as the contract prints it."""
        return {
            "origin": self.origin,
            "moved": self.moved,
            "returned": self.returned,
            "similarity": self.similarity,
            "old": [span.to_json() for span in self.old],
            "new": [span.to_json() for span in self.new],
            "edits": [edit.to_json() for edit in self.edits],
        }


@dataclass(frozen=True, slots=True)
class Diff:
    """The changes from one text to another, in the order of the new one."""

    old: Text
    new: Text
    changes: tuple[Change, ...]
    gaps: tuple[Gap, ...] = ()
    findings: tuple[Fate, ...] = ()

    def summary(self) -> dict[str, dict[str, int]]:
        """How many passages of each side became what; a side's counts add up to its passages."""
        new: Counter[str] = Counter()
        old: dict[int, str] = {}
        for change in self.changes:
            new[change.origin] += len(change.after)
            for number in change.before:
                old.setdefault(number, change.origin)
        return {"new": _ordered(new), "old": _ordered(Counter(old.values()))}

    def to_json(self) -> dict[str, Any]:
        """The comparison as the contract prints it."""
        return {
            "old": self.old.id,
            "new": self.new.id,
            "changes": [change.to_json() for change in self.changes],
            "summary": self.summary(),
            "findings": [fate.to_json() for fate in self.findings],
            "gaps": [gap.to_json() for gap in self.gaps],
        }


def _ordered(counts: Counter[str]) -> dict[str, int]:
    kinds = (*(kind.value for kind in Kind), DROPPED)
    return {kind: counts[kind] for kind in kinds if counts[kind]}


def diff(old: Text, new: Text, *, alignment: Alignment | None = None) -> Diff:
    """The changes from one text to another, and what became of promises and positions where the
    texts carry findings.

    `alignment` is needed where the languages differ: of the two texts with each other. Raises
    `languages-differ` without one. Gaps: `diff-across-languages`, `diff-empty`.
    """
    if alignment is not None:
        changes, gaps = _through(old, new, alignment)
    elif tokens.group(old.language) != tokens.group(new.language):
        raise LanguagesDiffer(f"{old.name} is in {old.language}, {new.name} in {new.language}")
    else:
        changes, gaps = _changes(old, new), []
    gaps += [
        Gap("diff-empty", f"{text.name} has no passages to compare")
        for text in (old, new)
        if not text.passages
    ]
    in_order = _in_order(changes)
    groups = [(each.before, each.after) for each in in_order if each.before and each.after]
    return Diff(old, new, in_order, tuple(gaps), fates(old, new, groups))


def apply(difference: Diff) -> tuple[str, ...]:
    """The passages of the new text, made from those of the old by the edits alone.

    Raises `ValueError` for a comparison of two languages, which has no edits.
    """
    old = [passage.text for passage in difference.old.passages]
    new: dict[int, str] = {}
    for change in difference.changes:
        words = change.joint.join(old[number] for number in change.before)
        made = applied(change.edits, words)
        at = 0
        for number, length in zip(change.after, change.lengths, strict=True):
            new[number] = made[at : at + length]
            at += length + len(change.joint)
    return tuple(new[number] for number in sorted(new))


def _changes(old: Text, new: Text) -> list[Change]:
    found = lineage((old, new))
    made: list[Change] = []
    groups: defaultdict[int, list[int]] = defaultdict(list)
    origins = found.origins[1]
    for number, origin in enumerate(origins):
        if origin.kind is Kind.SPLIT:
            groups[origin.parents[0].passage].append(number)
    done: set[int] = set()
    for number, origin in enumerate(origins):
        if number in done:
            continue
        before = sorted({place.passage for place in origin.parents})
        after = groups[before[0]] if origin.kind is Kind.SPLIT else [number]
        done.update(after)
        if origin.kind is Kind.SPLIT:
            before = sorted({p.passage for n in after for p in origins[n].parents})
        moved = any(origins[n].moved for n in after)
        made.append(_change(origin.kind.value, old, new, before, after, moved, origin.similarity))
    made += [_change(DROPPED, old, new, [number], []) for number in found.dropped[1]]
    return made


def _change(
    origin: str,
    old: Text,
    new: Text,
    before: Sequence[int],
    after: Sequence[int],
    moved: bool = False,
    similarity: float = 0.0,
) -> Change:
    joint = "" if tokens.by_characters(new.language) else " "
    words = [new.passages[number].text for number in after]
    steps = edits(
        joint.join(old.passages[number].text for number in before), joint.join(words), new.language
    )
    return Change(
        origin,
        tuple(old.span(old.passages[number]) for number in before),
        tuple(new.span(new.passages[number]) for number in after),
        tuple(before),
        tuple(after),
        moved,
        similarity=similarity,
        edits=steps,
        joint=joint,
        lengths=tuple(map(len, words)),
    )


def _in_order(changes: Iterable[Change]) -> tuple[Change, ...]:
    """By place in the new text; what was dropped behind the passage that stood before it in the
    old.
    """
    stayed = sorted((c for c in changes if c.after), key=lambda c: c.after)
    behind: dict[int, int] = {}
    for at, change in enumerate(stayed):
        for number in change.before:
            behind.setdefault(number, at)
    slots: defaultdict[int, list[Change]] = defaultdict(list)
    slot, known = -1, sorted(behind)
    lost = sorted((c for c in changes if not c.after), key=lambda c: c.before)
    at = 0
    for change in lost:
        while at < len(known) and known[at] < change.before[0]:
            slot = behind[known[at]]
            at += 1
        slots[slot].append(change)
    out = list(slots[-1])
    for number, change in enumerate(stayed):
        out += [change, *slots[number]]
    return tuple(out)


def _through(old: Text, new: Text, alignment: Alignment) -> tuple[list[Change], list[Gap]]:
    """Changes by an alignment of the two texts, in whichever order it has them."""
    ids = (alignment.left.id, alignment.right.id)
    if set(ids) != {old.id, new.id}:
        raise ValueError("the alignment is of other texts")
    made = []
    for pair in alignment.pairs:
        before, after = (pair.first, pair.second) if ids[0] == old.id else (pair.second, pair.first)
        made.append(
            Change(
                _across(len(before), len(after), pair.doubtful),
                tuple(old.span(old.passages[number]) for number in before),
                tuple(new.span(new.passages[number]) for number in after),
                tuple(before),
                tuple(after),
                similarity=round(pair.score, 3) if before and after else 0.0,
            )
        )
    message = f"{old.name} and {new.name} are in two languages: no words are compared"
    return made, [Gap("diff-across-languages", message), *alignment.gaps]


def _across(before: int, after: int, doubtful: bool) -> str:
    if not before or not after:
        return Kind.NEW.value if after else DROPPED
    if doubtful:
        return Kind.PARTLY.value
    if before == after:
        return Kind.KEPT.value
    return Kind.SPLIT.value if after > before else Kind.MERGED.value
