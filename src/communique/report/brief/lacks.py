"""What a brief lacks: statements that a catalogue knows of, versions, and what could not be done.

Left out: what other documents than those of the brief lack.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from communique.check.coverage import Coverage, coverage
from communique.check.held import sides
from communique.compare import tokens
from communique.compare.library import Library
from communique.compare.texts import Text
from communique.model import dates
from communique.model.codes import Kind, Level
from communique.model.gaps import Gap
from communique.report.brief.caps import Caps
from communique.report.brief.contents import Lack, Some

CATALOGUED = (Kind.JOINT_STATEMENT, Kind.TREATY, Kind.FACT_SHEET, Kind.READOUT, Kind.OTHER)

_SILENT = ("catalogue-unconfirmed", "figures-none", "series-languages", "ledger-versions")
"""Gaps that a brief tells otherwise, or that say nothing to its reader."""


def covered(library: Library, text: Text, outlines: Iterable[Text]) -> Coverage | None:
    """What is held of the catalogue of a text's series up to its day; None where no catalogue knows
    of its sides.
    """
    parties = sides(text)
    head = text.header
    if len(parties) < 2 or head.kind not in CATALOGUED:
        return None
    until = text.date if text.date and dates.is_edtf(text.date) else None
    found = coverage(
        outlines,
        library.names,
        parties=parties,
        kinds=() if head.kind is Kind.OTHER else (head.kind,),
        levels=() if head.level is Level.NONE else (head.level,),
        until=until,
    )
    return found if found.entries else None


def skipped(text: Text, before: Text | None, outlines: Iterable[Text]) -> tuple[Text, ...]:
    """Statements of the same sides and kind between two that are compared, held in other languages
    alone, the last first; one text of each."""
    if before is None or text.date is None:
        return ()
    found = {
        each.date: each
        for each in outlines
        if each.header.kind is text.header.kind
        and sides(each) == sides(text)
        and tokens.group(each.language) != tokens.group(text.language)
        and before.order[0] < each.order[0] < text.order[0]
    }
    return tuple(sorted(found.values(), key=lambda each: each.order, reverse=True))


def lacks(
    library: Library,
    text: Text,
    versions: Sequence[Text],
    skipped: Sequence[Text],
    coverage: Coverage | None,
    gaps: Iterable[Gap],
    language: str,
    caps: Caps,
) -> Some[Lack]:
    """What is missing: statements that were not compared (`skipped`), versions, statements that are
    not held, the last ones first, then gaps, each once.
    """
    rows = [Lack("skipped", each.date, each.header.title, each.language) for each in skipped]
    held = {text.language, *(each.language for each in versions)}
    if language not in held:
        rows.append(Lack("reader", text.date, language=language))
    known = [
        each.entry
        for each in (coverage.entries if coverage is not None else ())
        if each.held is not None and text.id in each.held.ids
    ]
    for entry in known:
        rows += [
            Lack("version", text.date, language=each)
            for each in entry.languages
            if each not in held
        ]
    missing = list(coverage.missing) if coverage is not None else []
    missing.sort(key=lambda entry: dates.sort_key(entry.date), reverse=True)
    rows += [Lack("statement", each.date, each.title_en or each.title_ja) for each in missing]
    told: set[str] = set()
    for gap in gaps:
        if gap.code not in _SILENT and f"{gap.code} {gap.message}" not in told:
            told.add(f"{gap.code} {gap.message}")
            rows.append(Lack("gap", code=gap.code, message=gap.message))
    return caps.cut("lacks", rows)
