"""The ledger of promises: who promised what by when, how firmly, and what became of it.

A row is a promise with what the program suggests became of it (`compare.track`) and what people
decided: rejected ones are left out, corrected fields stand in place of those found, a decided
status before the suggested one. Of language versions of one document one is counted. Left out:
promises of texts that nobody gave us.

    with Archive.open("communique.db") as archive:
        book = ledger(Library(archive), as_of="2026-11-22")
        print(book.counts("status"), [row.promise.action for row in book.passed])
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date as Day
from typing import Any, Literal, TypeAlias

from communique.archive.corrections import STATUS, as_decided
from communique.compare.library import Library
from communique.compare.texts import Text
from communique.compare.track import Track, tracks
from communique.errors import InvalidField
from communique.model import dates
from communique.model.codes import LANGUAGES
from communique.model.decisions import Decision, Status, Verdict
from communique.model.findings import Commitment
from communique.model.gaps import Gap

Due: TypeAlias = Literal["passed", "coming", "undated"]

GROUPS = ("actor", "issue", "force", "year", "due", "status", "document")
"""What a ledger can be counted by."""

SETTLED = (Status.FULFILLED,)
"""Statuses after which a deadline no longer matters."""


@dataclass(frozen=True, slots=True)
class Row:
    """A promise of the ledger: as decided, its track, the decision on its status, whether its
    deadline has passed.
    """

    text: Text
    promise: Commitment
    track: Track
    judged: Decision | None
    decided: Decision | None
    due: Due

    @property
    def status(self) -> Status:
        """What a person decided, else what the texts suggest."""
        if self.decided is not None:
            return Status(self.decided.fields[STATUS])
        return self.track.status

    def to_json(self) -> dict[str, Any]:
        """The row as `--json` prints it."""
        return {
            **self.promise.to_json(),
            "document": self.text.id,
            "name": self.text.name,
            "date": self.text.date,
            "language": self.text.language,
            "due": self.due,
            "status": self.status.value,
            "suggested": self.track.status.value,
            "decided_by": self.decided.who if self.decided else None,
            "judged": self.judged.verdict.value if self.judged else None,
            "last_seen": (self.track.last.near.text if self.track.last else self.text).date,
            "mentions": [each.to_json() for each in self.track.mentions],
        }


@dataclass(frozen=True, slots=True)
class Ledger:
    """Promises by date of their documents, the day they are looked at, and gaps."""

    rows: tuple[Row, ...]
    as_of: str
    gaps: tuple[Gap, ...]

    @property
    def passed(self) -> tuple[Row, ...]:
        """Promises whose deadline has passed and that nobody says are kept, the latest deadline
        first.
        """
        rows = (r for r in self.rows if r.due == "passed" and r.status not in SETTLED)
        return tuple(sorted(rows, key=_last_day, reverse=True))

    @property
    def coming(self) -> tuple[Row, ...]:
        """Promises whose deadline is still to come, the next first."""
        return tuple(sorted((r for r in self.rows if r.due == "coming"), key=_last_day))

    def counts(self, by: str) -> dict[str, int]:
        """How many promises by one of GROUPS; a promise of two actors counts for each. Most first,
        years in order. Raises `invalid-field`.
        """
        groups(by)
        counts = Counter(name for row in self.rows for name in _groups(row, by))
        if by in ("year", "document"):
            return dict(sorted(counts.items()))
        return dict(counts.most_common())

    def to_json(self) -> dict[str, Any]:
        """The ledger as `--json` prints it."""
        return {
            "as_of": self.as_of,
            "rows": [row.to_json() for row in self.rows],
            "counts": {by: self.counts(by) for by in GROUPS if by != "document"},
            "gaps": [gap.to_json() for gap in self.gaps],
        }


def groups(by: str) -> str:
    """What to count by, if it is one of GROUPS. Raises `invalid-field`."""
    if by not in GROUPS:
        raise InvalidField(
            f"a ledger cannot be counted by {by!r}", advice=f"One of {', '.join(GROUPS)}."
        )
    return by


def ledger(
    library: Library,
    *,
    as_of: str | None = None,
    documents: Iterable[Text] | None = None,
    where: Mapping[str, str] | None = None,
    progress: Callable[[int, int], None] | None = None,
    **filters: Any,
) -> Ledger:
    """The promises of a library's texts, or only those of some, or of those that pass the filters
    of `Archive.documents`; `where` are values of fields (actors, issue, force, status).

    What became of them is looked for in all texts. `as_of` is the day (EDTF, default: today) from
    which deadlines are seen. Gaps: `ledger-versions`. Raises `invalid-field`.
    """
    day = _day(as_of)
    chosen = tuple(documents) if documents is not None else library.outlines(**filters)
    kept, gaps = one_version(chosen)
    texts = _filled(library, library.outlines(), progress)
    wanted = {text.id for text in kept}
    decisions = _decisions(library)
    rows = [
        _row(each, decisions.get(each.promise.id, ()), day)
        for each in tracks(texts, of=[text for text in texts if text.id in wanted])
    ]
    standing = [row for row in rows if row is not None]
    return Ledger(tuple(r for r in standing if _fits(r, where or {})), day.isoformat(), gaps)


def _filled(
    library: Library, outlines: Sequence[Text], progress: Callable[[int, int], None] | None
) -> list[Text]:
    made: list[Text] = []
    for number, text in enumerate(outlines, 1):
        made += map(library.with_findings, library.filled([text]))
        if progress:
            progress(number, len(outlines))
    return made


def _day(as_of: str | None) -> Day:
    if as_of is None:
        return Day.today()
    if not dates.is_edtf(as_of):
        raise InvalidField(f"no day: {as_of!r}", advice="Write 2026-11-22.")
    return dates.latest(as_of)


def one_version(texts: Sequence[Text]) -> tuple[tuple[Text, ...], tuple[Gap, ...]]:
    """One text of each document that is here in several languages: in the order of LANGUAGES.

    Gap `ledger-versions`: how many are left out.
    """
    kept: dict[tuple[Any, ...], Text] = {}
    for text in sorted(texts, key=lambda t: LANGUAGES.index(t.language)):
        header = text.header
        sides = tuple(sorted({*header.issuers, *header.event.parties}))
        alone = text.id if not (text.date and sides) else ""
        kept.setdefault((text.date, header.kind, sides, alone, _account(text)), text)
    left = len(texts) - len(kept)
    gaps: tuple[Gap, ...] = ()
    if left:
        are = "version is" if left == 1 else "versions are"
        gaps = (Gap("ledger-versions", f"{left} other language {are} not counted again"),)
    return tuple(sorted(kept.values(), key=lambda text: text.order)), gaps


def _account(text: Text) -> str:
    """What tells two documents of one day, kind and sides in one language apart."""
    return "" if text.header.issuers else text.name


def _decisions(library: Library) -> dict[str, list[Decision]]:
    """The decisions that stand on commitments, by the id of the finding they lie on now."""
    if library.archive is None or library.files:
        return {}
    found: dict[str, list[Decision]] = {}
    for each in library.archive.reviews.decisions(kind="commitments"):
        if each.finding is not None:
            found.setdefault(each.finding.id, []).append(each.decision)
    return found


def _row(found: Track, said: Sequence[Decision], day: Day) -> Row | None:
    """The row of a promise; None if the last who judged it rejected it."""
    judgements = [d for d in said if d.verdict not in (Verdict.STATUS, Verdict.NOTE)]
    statuses = [d for d in said if d.verdict is Verdict.STATUS]
    judged = judgements[-1] if judgements else None
    if judged is not None and judged.verdict is Verdict.REJECT:
        return None
    promise = as_decided(found.promise, judged)
    decided = statuses[-1] if statuses else None
    return Row(found.text, promise, found, judged, decided, _due(promise.deadline, day))


def _due(deadline: str | None, day: Day) -> Due:
    if deadline is None or not dates.is_edtf(deadline):
        return "undated"
    return "passed" if dates.latest(deadline) < day else "coming"


def _last_day(row: Row) -> tuple[Day, str]:
    return dates.latest(str(row.promise.deadline)), row.promise.id


def _groups(row: Row, by: str) -> tuple[str, ...]:
    promise = row.promise
    if by == "actor":
        return promise.actors or ("",)
    if by == "due":
        due = promise.deadline
        return (str(dates.latest(due).year),) if due and dates.is_edtf(due) else ("",)
    values = {
        "issue": promise.issue or "",
        "force": promise.force.value,
        "year": (row.text.date or "")[:4],
        "status": row.status.value,
        "document": row.text.name,
    }
    return (values[by],)


def _fits(row: Row, where: Mapping[str, str]) -> bool:
    for name, value in where.items():
        if name == "status":
            held: Any = row.status.value
        else:
            held = getattr(row.promise, name)
        if isinstance(held, tuple):
            if value.upper() not in {each.upper() for each in held}:
                return False
        elif str(held or "").casefold() != value.casefold():
            return False
    return True
