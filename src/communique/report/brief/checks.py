"""Claims of a document and whether they hold, and figures of it that disagree, as a brief tells
them.

Of a large archive figures are compared with the nearest documents of the same sides; a gap says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from communique.check.claims import check_claims
from communique.check.claims_answer import Answer, Found
from communique.check.conflicts import Cited, Conflict
from communique.check.figures import check_figures
from communique.compare.library import Library
from communique.compare.texts import Text
from communique.model import dates
from communique.model.documents import Passage
from communique.model.findings import Claim
from communique.model.gaps import Gap
from communique.report.brief.caps import Caps
from communique.report.brief.contents import (
    ClaimHeld,
    FigureConflict,
    FigureSaid,
    Said,
    Some,
)
from communique.report.brief.quotes import Quotes, cut

EARLIER, MISSING = 2, 6
"""How many earlier uses and missing statements are told of a claim."""

NEAR = 60
"""How many documents of the same sides figures are compared with."""

_LONG = 160
"""Characters of a sentence around a figure."""

_VERDICTS = ("contradicted", "supported", "undecided")


def claims(library: Library, text: Text, quotes: Quotes, caps: Caps) -> Some[ClaimHeld]:
    """The claims of a text (with findings), those that something speaks for or against first; of
    very many the first are looked at."""
    found = [each for each in text.findings if isinstance(each, Claim)]
    asked = found[: 4 * caps.of("claims")]
    others = tuple(each for each in text.findings if not isinstance(each, Claim))
    chosen = replace(text, findings=(*others, *asked))
    answers = [each for each in check_claims(library, chosen) if each.evidence is not None]
    order = sorted(answers, key=lambda a: (not a.decidable, _VERDICTS.index(a.verdict)))
    rows = [_claim(answer, text, quotes) for answer in order[: caps.of("claims")]]
    return Some(tuple(rows), len(order) - len(rows) + len(found) - len(asked))


def _claim(answer: Answer, text: Text, quotes: Quotes) -> ClaimHeld:
    at = answer.evidence
    assert at is not None
    said = quotes.said(text, text.reading.quote(*at.ranges))
    missing = answer.missing
    latest = sorted(missing, key=lambda e: dates.sort_key(e.date), reverse=True)[:MISSING]
    return ClaimHeld(
        Said(
            said.span,
            cut(answer.sentence or said.text),
            said.language,
            said.item,
            said.beside,
            said.beside_language,
        ),
        answer.question.type.value,
        answer.verdict,
        answer.why,
        Some(
            tuple(map(_found, answer.earlier[:EARLIER])),
            answer.more + max(0, len(answer.earlier) - EARLIER),
        ),
        len(answer.near),
        answer.rests_on.documents,
        answer.rests_on.since,
        answer.rests_on.until,
        Some(tuple(e.date for e in latest), len(missing) - len(latest)),
        answer.decidable,
        answer.command,
    )


def _found(found: Found) -> Said:
    passage: Passage | None = found.passage
    span = found.hit.span
    words = passage.text if passage else " … ".join(span.exact)
    return Said(
        span,
        cut(words, _LONG),
        passage.language if passage else "und",
        passage.item if passage else None,
    )


def figures(
    library: Library, text: Text, beside: Sequence[Text], rejected: frozenset[str], caps: Caps
) -> tuple[Some[FigureConflict], tuple[Gap, ...]]:
    """The conflicts that a figure of a text has a part in, the gravest first. `beside` are other
    documents of its meeting, which in files are all it is compared with besides the series."""
    others, gaps = _near(library, text, beside)
    if library.archive is None or library.files:
        texts = [text, *(library.with_findings(each) for each in library.filled(others))]
        made = check_figures(texts, docs=[text], names=library.names, encoder=library.encoder)
    else:
        # Through the library, which keeps vectors of passages; the days bound what it reads.
        days = sorted(day for each in (text, *others) if (day := _day(each)))
        since, until = (days[0], days[-1]) if days and gaps else (None, None)
        made = check_figures(library, docs=[text], since=since, until=until)
    found = [c for c in made.conflicts if not any(f.id in rejected for f in c.figures)]
    ranks = ("high", "medium", "low")
    found.sort(key=lambda c: (ranks.index(c.severity), c.figures[0].quote.start))
    rows = [_conflict(each, text) for each in found]
    kept = tuple(gap for gap in made.gaps if gap.code != "figures-none")
    return caps.cut("figures", rows), (*gaps, *kept)


def _near(
    library: Library, text: Text, beside: Sequence[Text]
) -> tuple[list[Text], tuple[Gap, ...]]:
    """Documents of the text's sides and of its meeting, of many the nearest in time."""
    own = {*text.header.issuers, *text.header.event.parties}
    held = {each.id for each in beside}
    others = [
        each
        for each in library.outlines()
        if each.id != text.id
        and (each.id in held or len(own & {*each.header.issuers, *each.header.event.parties}) >= 2)
    ]
    if len(others) <= NEAR:
        return others, ()
    words = f"figures were compared with the nearest {NEAR} of {len(others)} documents"
    others.sort(key=lambda each: (each.id not in held, _apart(text, each)))
    return others[:NEAR], (Gap("brief-figures-near", words),)


def _day(text: Text) -> str | None:
    """The first day of a text, as filters take it."""
    if not text.date or not dates.is_edtf(text.date):
        return None
    return dates.earliest(text.date).isoformat()


def _apart(one: Text, other: Text) -> int:
    days = [
        dates.earliest(each.date).toordinal()
        for each in (one, other)
        if each.date and dates.is_edtf(each.date)
    ]
    return abs(days[0] - days[1]) if len(days) == 2 else 10**7


def _conflict(conflict: Conflict, text: Text) -> FigureConflict:
    own = sorted(conflict.figures, key=lambda figure: figure.document != text.id)
    return FigureConflict(
        conflict.type,
        conflict.severity,
        tuple(map(_said, own[:6])),
        conflict.expected,
        conflict.figures[0].unit,
        conflict.why,
        conflict.slip.kind if conflict.slip else None,
        conflict.ocr,
    )


def _said(figure: Cited) -> FigureSaid:
    place = " / ".join(filter(None, (figure.row, figure.column))) or figure.item
    return FigureSaid(
        figure.words,
        figure.document,
        figure.name,
        figure.date,
        figure.language,
        place,
        cut(figure.sentence, _LONG),
        figure.quote.ranges,
    )
