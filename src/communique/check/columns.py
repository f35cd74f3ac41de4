"""What promises and figures as columns in memory have in common: texts and bare rows that are read
once, what people decided laid on, days as numbers, values as codes.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, ClassVar, Self, TypeAlias

import numpy as np
import numpy.typing as npt

from communique.archive import Archive, tokens
from communique.archive.bare import Bare
from communique.archive.listing import has_words
from communique.compare.shelf import outline_of
from communique.compare.texts import Text, in_order
from communique.errors import InvalidField
from communique.model import dates
from communique.model.decisions import Decision, Verdict

Numbers: TypeAlias = npt.NDArray[np.int64]
Mask: TypeAlias = npt.NDArray[np.bool_]
Rows: TypeAlias = Mapping[int, tuple[str, tuple[Bare, ...]]]
"""By the number of a document: its id, and its findings of a kind."""


@dataclass(frozen=True, slots=True)
class Said:
    """What people said of a finding: the last judgement, and the decision on a status."""

    verdict: Decision | None
    status: Decision | None


@dataclass(frozen=True)
class Columns:
    """All findings of a kind by number, rejected ones left out, corrected ones as corrected.
    `stamps`: the state of the archive they are of; `at`: the number of each one's text.
    """

    kind: ClassVar[str]

    stamps: tuple[tuple[int, ...], tuple[int, ...]]
    texts: tuple[Text, ...]
    held: Rows
    ids: tuple[str, ...]
    fields: tuple[Mapping[str, Any], ...]
    at: Numbers
    judged: Mapping[str, Said]

    @classmethod
    def of(cls, archive: Archive, before: Self | None = None) -> Self:
        """The findings of an archive as it is; of `before` what still holds is used again."""
        stamps = archive.stamps()
        if before is not None and before.stamps == stamps:
            return before
        old = (before.stamps[0], before.texts, before.held) if before else None
        texts, held = refreshed(archive, cls.kind, stamps[0], old)
        judged = dict(said_of(archive, cls.kind))
        return cls(stamps, texts, held, *standing(texts, held, judged), judged)

    @cached_property
    def by_id(self) -> dict[str, Text]:
        """The texts by id."""
        return {text.id: text for text in self.texts}

    @cached_property
    def days(self) -> tuple[Numbers, Numbers]:
        """The first and last day of each text; 0 for one without a date."""
        made = np.array([span(text.date) for text in self.texts], np.int64).reshape(-1, 2)
        return made[:, 0], made[:, 1]

    def of_texts(
        self,
        *,
        documents: Collection[str] | None,
        language: str | None,
        since: str | None,
        until: str | None,
    ) -> Mask:
        """Which texts are of these documents, this language and these days (EDTF). Raises
        `invalid-field`.
        """
        mask = np.ones(len(self.texts), bool)
        if documents is not None:
            wanted = set(documents)
            mask &= np.array([text.id in wanted for text in self.texts], bool)
        if language is not None:
            some = f"{language}-"
            mask &= np.array(
                [t.language == language or t.language.startswith(some) for t in self.texts], bool
            )
        first, last = self.days
        if since is not None:
            mask &= (first > 0) & (last >= asked_span("since", since)[0])
        if until is not None:
            mask &= (first > 0) & (first <= asked_span("until", until)[1])
        return mask


def saying(mask: Mask, folded: Sequence[str], text: str) -> Mask:
    """Those of a mask whose folded words hold the words of a text."""
    words = tokens.fold(text).split()
    made = np.zeros(len(mask), bool)
    made[[n for n in np.flatnonzero(mask).tolist() if has_words(words, folded[n])]] = True
    return made


def refreshed(
    archive: Archive,
    kind: str,
    stamp: tuple[int, ...],
    before: tuple[tuple[int, ...], tuple[Text, ...], Rows] | None,
) -> tuple[tuple[Text, ...], Rows]:
    """The texts of an archive by their headers, in order, and their findings of a kind; documents
    that `before` (of a stamp) held already are not read again.
    """
    if before is not None and before[0] == stamp:
        return before[1], before[2]
    known = before[2] if before else {}
    documents = archive.bare_documents()
    fresh = [n for n, entry in documents if known.get(n, ("",))[0] != entry.id]
    found: dict[int, list[Bare]] = {number: [] for number in fresh}
    for each in archive.bare_findings(kind, fresh):
        found[each.document].append(each)
    held = {n: (entry.id, tuple(found[n])) if n in found else known[n] for n, entry in documents}
    return in_order(outline_of(entry) for _, entry in documents), held


def standing(
    texts: Sequence[Text], held: Rows, judged: Mapping[str, Said]
) -> tuple[tuple[str, ...], tuple[Mapping[str, Any], ...], Numbers]:
    """Ids, fields as decided, and texts of all findings that nobody rejected, in the order of the
    texts.
    """
    of = dict(held.values())
    ids: list[str] = []
    fields: list[Mapping[str, Any]] = []
    at: list[int] = []
    for number, text in enumerate(texts):
        for each in of.get(text.id, ()):
            said = judged.get(each.id)
            own: Mapping[str, Any] = each.fields
            if said is not None and said.verdict is not None:
                if said.verdict.verdict is Verdict.REJECT:
                    continue
                if said.verdict.verdict is Verdict.CORRECT:
                    own = {**own, **said.verdict.fields}
            ids.append(each.id)
            fields.append(own)
            at.append(number)
    return tuple(ids), tuple(fields), np.array(at, np.int64)


def said_of(archive: Archive, kind: str) -> Iterator[tuple[str, Said]]:
    """What people said of the findings of a kind, by id, where anybody did."""
    said: dict[str, list[Decision]] = {}
    for each in archive.reviews.decisions(kind=kind):
        if each.finding is not None:
            said.setdefault(each.finding.id, []).append(each.decision)
    for id, found in said.items():
        statuses = [d for d in found if d.verdict is Verdict.STATUS]
        verdicts = [d for d in found if d.verdict not in (Verdict.STATUS, Verdict.NOTE)]
        yield id, Said(verdicts[-1] if verdicts else None, statuses[-1] if statuses else None)


@lru_cache(maxsize=1 << 16)
def span(edtf: str | None) -> tuple[int, int]:
    """The first and last day of a date, as ordinals; 0 where there is none."""
    if not edtf or not dates.is_edtf(edtf):
        return 0, 0
    return dates.earliest(edtf).toordinal(), dates.latest(edtf).toordinal()


def asked_span(name: str, edtf: str) -> tuple[int, int]:
    """The days of a date that a person typed. Raises `invalid-field`."""
    if not dates.is_edtf(edtf):
        raise InvalidField(
            f"{name} is no date: {edtf!r}", advice="Write 1996, 1996-04 or 1996-04-17."
        )
    return span(edtf)


def numbered(values: Sequence[str]) -> tuple[Numbers, tuple[str, ...]]:
    """Each value as a number, and the values by number, sorted."""
    names = tuple(sorted(set(values)))
    numbers = {name: number for number, name in enumerate(names)}
    return np.array([numbers[each] for each in values], np.int64), names


def place(names: Sequence[str], name: str) -> int:
    """The number of a name; -1 where it is none of them."""
    return names.index(name) if name in names else -1
