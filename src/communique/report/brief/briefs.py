"""Makes the brief of a document: what a desk officer wants to know of it, from everything that the
library holds.

Each section is a module beside this one; here they get their texts. Time goes with the series and
with the documents of the same sides, not with the archive.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date as Day

from communique.check.held import sides
from communique.compare.blame import Blame, blame
from communique.compare.library import Library
from communique.compare.matching import matches
from communique.compare.texts import Text, in_order
from communique.compare.track import Track, tracks
from communique.errors import InvalidField, SeriesAmbiguous, UnknownLanguage
from communique.model import dates
from communique.model.codes import LANGUAGES, Kind
from communique.model.findings import Finding
from communique.model.gaps import Gap
from communique.report.brief import accounts, checks, courses, lacks, meeting
from communique.report.brief.caps import FULL, SHORT, Caps
from communique.report.brief.contents import Brief, Changes, Outcome, Some
from communique.report.brief.decided import Decisions
from communique.report.brief.novelties import changes
from communique.report.brief.promises import outcomes, promises
from communique.report.brief.quotes import Quotes
from communique.report.brief.stands import stands

STATEMENTS = 60
"""How many earlier statements of a series the wording is compared with."""

READ = 8
"""How many other documents of the meeting are read."""

BETWEEN = 24
"""How many documents between two statements are read for what became of promises."""


@dataclass(frozen=True, slots=True)
class _Since:
    """The comparison with the last statement: its texts carry findings as people decided them."""

    label: str
    texts: tuple[Text, ...]
    count: int
    before: Text
    blame: Blame
    groups: tuple[tuple[list[int], list[int]], ...]
    tracked: tuple[Track, ...]
    pairs: Mapping[str, Finding]


def brief(
    library: Library,
    doc: Text,
    *,
    language: str = "en",
    series: str | None = None,
    as_of: str | None = None,
    full: bool = False,
) -> Brief:
    """The brief of a text for a reader of a language, within its series or the one named.

    `as_of` is the day (EDTF, default: today) from which deadlines are seen; `full` tells longer
    lists than two or three pages hold. A text alone in its
    series, an empty one, and news of a meeting get a brief too; what is missing stands in `lacks`.
    Raises `language-missing`, `invalid-field`, and of a series that is named what
    `Library.series_of` raises.
    """
    if language not in LANGUAGES:
        raise UnknownLanguage(
            f"no briefs are written in {language!r}", advice=f"One of {', '.join(LANGUAGES)}."
        )
    day = _day(as_of)
    caps = FULL if full else SHORT
    outlines = library.outlines()
    gaps: list[Gap] = []
    doc = library.with_findings(doc)
    versions = _full(library, meeting.versions_of(doc, outlines)[:4])
    others = meeting.of_one_meeting(doc, outlines)
    near = _full(library, others[:READ])
    people = Decisions.on(library, [doc, *versions])
    text = people.applied(doc)
    quotes = Quotes(library, language, {doc.id: versions})
    since = _since(library, doc, text, series, outlines, people, gaps)
    if since is not None:
        before = meeting.versions_of(since.before, outlines)[:4]
        quotes.versions[since.before.id] = _full(library, before, findings=False)
    fates = since.blame.findings if since is not None else None
    due = promises(text, fates, quotes, people.corrected, day, caps)
    held = tuple(people.applied(each) for each in versions)
    rejected = frozenset(people.rejected)
    figures, lost = checks.figures(library, text, (*versions, *near), rejected, caps)
    claims = checks.claims(library, text, quotes, caps)
    differ = accounts.divergences(text, held, near, quotes, caps)
    covered = lacks.covered(library, text, outlines)
    made = Brief(
        language,
        day.isoformat(),
        meeting.meeting(text, versions, others, caps),
        since.label if since else None,
        since.count if since else 1,
        _changes(since, text, quotes, people, caps),
        due,
        _outcomes(since, text, quotes, people, caps),
        stands(
            text,
            since.before if since else None,
            since.groups if since else (),
            fates or (),
            quotes,
            people.corrected,
            caps,
        ),
        figures,
        claims,
        differ,
        Some(),
        courses.charts(
            text,
            since.texts if since else (text,),
            _kin(text, outlines, since),
            covered,
            due.items,
            library.names,
            caps,
        ),
    )
    gaps += [*quotes.gaps, *lost]
    if not text.passages:
        gaps.append(Gap("diff-empty", f"{text.name} has no passages"))
    skipped = lacks.skipped(text, since.before if since else None, outlines)
    told = lacks.lacks(library, text, versions, skipped, covered, gaps, language, caps)
    return replace(made, lacks=told)


def _changes(
    since: _Since | None, text: Text, quotes: Quotes, people: Decisions, caps: Caps
) -> Changes | None:
    if since is None:
        return None
    return changes(since.blame, since.before, text, since.tracked, quotes, people.corrected, caps)


def _outcomes(
    since: _Since | None, text: Text, quotes: Quotes, people: Decisions, caps: Caps
) -> Some[Outcome]:
    if since is None:
        return Some()
    rejected = frozenset(people.rejected)
    return outcomes(
        since.tracked,
        text,
        since.blame.findings,
        since.pairs,
        people.statuses,
        rejected,
        quotes,
        caps,
    )


def _since(
    library: Library,
    doc: Text,
    text: Text,
    series: str | None,
    outlines: Sequence[Text],
    decisions: Decisions,
    gaps: list[Gap],
) -> _Since | None:
    """The comparison with the last statement of the series; None, with a gap, where there is none.
    Reports of a meeting are compared only with a series that is named.
    """
    if meeting.is_report(doc) and series is None:
        return None
    try:
        found = library.series_of(doc, name=series)
    except SeriesAmbiguous as error:
        if series is not None:
            raise
        gaps.append(Gap("brief-series", error.message))
        return None
    earlier = [each for each in found.texts if each.order < doc.order]
    texts = earlier[-STATEMENTS:]
    if len(texts) < len(earlier):
        words = f"it was compared with the last {STATEMENTS} of {len(earlier)} statements"
        gaps.append(Gap("brief-series-long", words))
    made = blame(doc, library.filled(texts))
    gaps += [*found.gaps, *made.gaps]
    if len(made.series) < 2:
        return None
    before = library.with_findings(made.series[-2])
    held = Decisions.on(library, [before])
    decisions.corrected.update(held.corrected)
    decisions.statuses.update(held.statuses)
    decisions.rejected |= held.rejected
    before = held.applied(before)
    made = made.followed(before, text)
    groups = tuple(
        (sorted({place.passage for place in row.origin.parents}), [number])
        for number, row in enumerate(made.passages)
        if row.previous
    )
    between = _between(library, before, text, outlines)
    tracked = tracks([before, *between, text], of=[before])
    pairs = {old.id: new for old, new in matches(before, text, groups) if old and new}
    return _Since(found.label, made.series, len(earlier) + 1, before, made, groups, tracked, pairs)


def _between(
    library: Library, before: Text, text: Text, outlines: Sequence[Text]
) -> tuple[Text, ...]:
    """Documents of the same sides from one statement to the next, and those of the next's day.

    None of files, in which findings would have to be looked for first, and none where one side
    speaks by itself: all that it says elsewhere would count.
    """
    own = {*before.header.issuers, *before.header.event.parties}
    if library.files or library.archive is None or len(own) < 2:
        return ()
    found = [
        each
        for each in outlines
        if each.id not in (before.id, text.id)
        and each.language == text.language
        and before.order[0] < each.order[0] <= text.order[0]
        and len(own & {*each.header.issuers, *each.header.event.parties}) >= 2
        and each.header.kind is not Kind.ARTICLE
    ]
    return _full(library, in_order(found)[-BETWEEN:])


def _kin(text: Text, outlines: Sequence[Text], since: _Since | None) -> tuple[Text, ...]:
    """The statements of a text's series up to its day, in all languages: its texts, and those of
    the same sides and kind."""
    ids = {each.id for each in since.texts} if since is not None else {text.id}
    own = sides(text)
    return tuple(
        each
        for each in in_order([*outlines, text])
        if each.id in ids
        or (
            each.header.kind is text.header.kind
            and sides(each) == own
            and len(own) > 1
            and each.order[0] <= text.order[0]
        )
    )


def _full(library: Library, texts: Sequence[Text], *, findings: bool = True) -> tuple[Text, ...]:
    """Texts with passages and, unless not asked for, findings."""
    filled = library.filled(texts)
    return tuple(map(library.with_findings, filled)) if findings else filled


def _day(as_of: str | None) -> Day:
    if as_of is None:
        return Day.today()
    if not dates.is_edtf(as_of):
        raise InvalidField(f"no day: {as_of!r}", advice="Write 2026-11-22.")
    return dates.latest(as_of)
