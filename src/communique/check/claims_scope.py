"""The scope of a claim among the documents there are: what it is about, over what, since when.

A claim is about a document: the one it names by a date, the one of the day of the text it stands
in, else the latest before. The scope is what that document belongs to (its parties, kind and
level) within the time that the claim says. What a person sets goes before all of this. Left out:
which documents hold the words.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date as Day

from communique.check.claims_documents import Documents
from communique.check.claims_question import Question
from communique.check.coverage import Coverage, cover, readable_as
from communique.check.held import Held
from communique.check.held import sides as sides_of
from communique.check.scope import OFFICIAL, Scope
from communique.compare.library import Library
from communique.compare.texts import Text
from communique.model import dates
from communique.model.codes import Kind, Level
from communique.model.findings import ClaimType
from communique.names import CatalogueEntry

_SAME = 3
"""Days by which a text may miss the date of the document that it speaks of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What a person sets of a claim's terms and scope; what stays empty is read from the claim.

    `terms` are alternatives parted by `|`; `issues` are ids or names of the tables, or words; one
    that is empty asks for none. `before` and `about` are dates, or names of documents that the
    library knows. `complete`: the person vouches that the archive holds the scope whole.
    """

    type: ClaimType | None = None
    terms: tuple[str, ...] = ()
    issues: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    kinds: tuple[Kind, ...] = ()
    levels: tuple[Level, ...] = ()
    since: str | None = None
    after: str | None = None
    until: str | None = None
    before: str | None = None
    about: str | None = None
    complete: bool = False


@dataclass(frozen=True, slots=True)
class Setting:
    """A claim's place among the documents: its scope, the document that it is about (held, or known
    to a catalogue, or neither), the documents searched and what of them is known to be missing.

    `own` are the texts of its parties and kinds at any time and of any level. `single`: one
    document is asked for. `open`: it is not known of which one the claim is.
    """

    scope: Scope
    about: Held | None
    entry: CatalogueEntry | None
    documents: tuple[Held, ...]
    coverage: Coverage
    own: tuple[Text, ...]
    guessed: bool = False
    single: bool = False
    open: bool = False

    @property
    def about_date(self) -> str | None:
        """The date of the document the claim is about, if it is known."""
        if self.about is not None:
            return self.about.date
        return self.entry.date if self.entry else None


def setting(
    asked: Question,
    documents: Documents,
    given: Correction,
    doc: Text | None = None,
    *,
    open: bool = False,
) -> Setting:
    """The setting of a claim, typed or found in `doc`; `open`: about no document in particular,
    where none is named. Raises `invalid-field` for dates that are none, and what finding a document
    by name raises."""
    parties = _parties(asked, given, doc, documents)
    kinds = given.kinds or asked.kinds
    kinds = kinds or ((Kind.JOINT_STATEMENT,) if len(parties) > 1 else OFFICIAL)
    wide = Scope(kinds=kinds, parties=parties, levels=given.levels or asked.levels)
    own = documents.of(parties, readable_as(kinds))
    held = documents.issued(parties, readable_as(kinds))
    entries = documents.library.names.catalogue(parties=parties) if parties else ()
    candidates = [one for one in held if not wide.outside(one.texts[0])]
    known = [entry for entry in entries if wide.knows(entry)]
    about, entry, guessed = _about(asked, given, doc, candidates, known, documents.library)
    if guessed and (open or (doc is None and asked.ever)):
        about, entry, guessed = None, None, False
    if (
        about is not None
        and not guessed
        and not parties
        and len(own_sides := sides_of(about.texts[0])) > 1
    ):
        return setting(
            asked, documents, replace(given, parties=tuple(sorted(own_sides))), doc, open=open
        )
    levels = wide.levels or _level(about, entry, wide)
    scope = _in_time(wide.within(levels=levels), asked, given, doc, about, entry)
    silent = asked.type is ClaimType.OMISSION and asked.asks == "absent"
    if silent and not _over_time(asked, given):
        return _of_one(scope, about, entry, own, given, guessed)
    spoken = about.ids if about and (asked.only or scope.before) else frozenset()
    searched = tuple(
        one
        for one in held
        if not scope.outside(one.texts[0]) and (not spoken or spoken.isdisjoint(one.ids))
    )
    if scope.last:
        searched = searched[-scope.last :]
        if searched and searched[0].date:
            scope = scope.within(since=searched[0].date)
    coverage = cover(scope, own, entries, complete=given.complete, extras=False)
    ended = about or entry or doc or scope.before or scope.until
    return Setting(scope, about, entry, searched, coverage, own, guessed, open=not ended)


def _of_one(
    scope: Scope,
    about: Held | None,
    entry: CatalogueEntry | None,
    own: tuple[Text, ...],
    given: Correction,
    guessed: bool,
) -> Setting:
    """The setting of a claim that one document is silent."""
    day = about.date if about else entry.date if entry else None
    narrow = scope.within(since=day, until=day) if day else scope
    texts = about.texts if about else ()
    held = cover(narrow, texts, [entry] if entry else (), complete=given.complete)
    held = replace(held, extra=(), gaps=())
    searched = (about,) if about else ()
    return Setting(narrow, about, entry, searched, held, own, guessed, single=True)


def _over_time(asked: Question, given: Correction) -> bool:
    """Whether silence is claimed of a whole time and not of one document."""
    return bool(asked.after or asked.ever or given.since or given.after)


def _parties(
    asked: Question, given: Correction, doc: Text | None, documents: Documents
) -> tuple[str, ...]:
    if given.parties:
        return tuple(sorted(set(given.parties)))
    if len(asked.parties) > 1:
        return _meant(asked, documents)
    if doc is not None and (doc.header.event.parties or doc.header.issuers):
        return tuple(sorted(set(doc.header.event.parties or doc.header.issuers)))
    return documents.usual


def _meant(asked: Question, documents: Documents) -> tuple[str, ...]:
    """The parties; of a character that may stand for one of several states, the one whose documents
    are held or known, if it is only one."""
    parties = asked.parties
    for state, others in asked.perhaps:
        choices = [
            tuple(sorted({*parties} - {state} | {each}))
            for each in (state, *others)
            if each not in parties or each == state
        ]
        known = [each for each in choices if _known(each, documents)]
        parties = known[0] if len(known) == 1 else parties
    return parties


def _known(parties: tuple[str, ...], documents: Documents) -> bool:
    kinds = readable_as((Kind.JOINT_STATEMENT,))
    return bool(documents.library.names.catalogue(parties=parties) or documents.of(parties, kinds))


def _about(
    asked: Question,
    given: Correction,
    doc: Text | None,
    candidates: Sequence[Held],
    known: Sequence[CatalogueEntry],
    library: Library,
) -> tuple[Held | None, CatalogueEntry | None, bool]:
    """The document spoken of, as held or as known, and whether it was only guessed."""
    named = given.about or given.before
    if named and not dates.is_edtf(named):
        text = library.text(named)
        found = [one for one in candidates if text.id in one.ids] or [Held((text,))]
        return found[0], None, False
    date = doc.date if doc is not None and doc.date and dates.is_edtf(doc.date) else None
    wanted = named if given.about else asked.about
    if asked.years_ago and date and not wanted:
        wanted = f"{dates.earliest(date).year - asked.years_ago:04d}"
    if wanted:
        return (*_dated(wanted, 0, candidates, known), False)
    upto = given.before or date
    if given.before is None and date:
        held, entry = _dated(date, _SAME, candidates, known)
        if held or entry:
            return held, entry, False
    last = dates.latest(upto) if upto else Day.max
    upon = (one for one in reversed(candidates) if one.date and _first(one.date) <= last)
    before = next(upon, None)
    entries = [entry for entry in known if _first(entry.date) <= last]
    if given.before is not None:
        return None, None, False
    if before is not None and not date:
        entries = [entry for entry in entries if _alike(entry, before)]
    silent = asked.type is ClaimType.OMISSION and not _over_time(asked, given)
    newest = max(entries, key=lambda entry: entry.date, default=None)
    if (date or silent) and newest and (before is None or newest.date > str(before.date)):
        return None, newest, True  # "this time" is the latest there is, not the latest held
    return before, None, True


def _alike(entry: CatalogueEntry, held: Held) -> bool:
    """Whether an entry is of the level of a document, as far as both are known."""
    level = held.texts[0].header.level
    return level is Level.NONE or not entry.level or entry.level == level.value


def _dated(
    date: str, slack: int, candidates: Sequence[Held], known: Sequence[CatalogueEntry]
) -> tuple[Held | None, CatalogueEntry | None]:
    first, last = dates.earliest(date).toordinal(), dates.latest(date).toordinal()

    def near(when: str | None) -> bool:
        if not when or not dates.is_edtf(when):
            return False
        return (
            dates.earliest(when).toordinal() <= last + slack
            and dates.latest(when).toordinal() >= first - slack
        )

    held = [one for one in candidates if near(one.date)]
    if held:
        return held[-1], None
    entries = [entry for entry in known if near(entry.date)]
    return None, (entries[-1] if entries else None)


def _first(date: str) -> Day:
    return dates.earliest(date) if dates.is_edtf(date) else Day.max


def _level(about: Held | None, entry: CatalogueEntry | None, scope: Scope) -> tuple[Level, ...]:
    """The level of the document spoken of; leaders, where states speak together and none says."""
    if about is not None:
        level = about.texts[0].header.level
        return () if level is Level.NONE else (level,)
    if entry is not None and entry.level in tuple(Level):
        return (Level(entry.level),)
    joint = scope.kinds == (Kind.JOINT_STATEMENT,) and len(scope.parties) > 1
    return (Level.LEADERS,) if joint else ()


def _in_time(
    scope: Scope,
    asked: Question,
    given: Correction,
    doc: Text | None,
    about: Held | None,
    entry: CatalogueEntry | None,
) -> Scope:
    """The scope with its time: from when the claim says, up to the document that it is about."""
    own = (about.date if about else entry.date if entry else None) or (doc.date if doc else None)
    upto = given.before if given.before and dates.is_edtf(given.before) else own
    upto = upto if upto and dates.is_edtf(upto) else None
    since, after = given.since, given.after
    if since is None and after is None:
        reaches = asked.type is ClaimType.ALWAYS and asked.asks == "present"
        when = asked.after
        if when is None and asked.for_years and upto:
            when = f"{dates.earliest(upto).year - asked.for_years:04d}"
        since, after = (when, None) if reaches else (None, when)
    if asked.through and not (since or given.after or given.until or given.before):
        return scope.within(since=asked.through[0], until=asked.through[1])
    if asked.until and not (given.until or given.before):
        return scope.within(since=since, after=after, before=asked.until)
    if asked.only and given.before is None:
        return scope.within(since=since, after=after, until=given.until)
    whole = asked.ever or asked.type in (ClaimType.ALWAYS, ClaimType.OMISSION)
    inclusive = whole and not asked.last and given.before is None
    return scope.within(
        since=since,
        after=after,
        until=given.until or (upto if inclusive else None),
        before=None if inclusive else upto,
        last=asked.last,
    )


def texts_of(documents: Iterable[Held]) -> tuple[Text, ...]:
    """All language versions of documents."""
    return tuple(text for one in documents for text in one.texts)
