"""Findings as tables: one a kind, or all kinds in one.

A row holds the document, what the kind declares (model/findings.py), the quote with its ranges and
sentence, and beside it what people decided: the verdict of the last who judged and the values they
set, in columns of their own. The program's values are never replaced.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import reduce
from typing import Any

from communique.archive import Archive, Entry
from communique.archive.corrections import as_decided
from communique.archive.decisions import JUDGING
from communique.archive.found import Found
from communique.model.codes import Kind
from communique.model.decisions import Decision, Verdict
from communique.model.findings import KINDS, Column, Finding, columns
from communique.report.exports.fields import Field, Row, Sheet, dated, day, merged

GAP = " […] "
"""What parts the pieces of a quote that something cuts in two."""

_HEAD = (
    Field("id", "text", "id of the finding: the same on every machine for the same source"),
    Field("kind", "text", "what sort of finding it is", values=tuple(KINDS)),
    *dated("document_date", "the date of the document's event, else of its publication"),
    Field("document_name", "text", "file name of the document"),
    Field("document_title", "text", "its title"),
    Field("language", "text", "language of the document", "BCP 47"),
    Field("document_kind", "text", "kind of document", values=tuple(k.value for k in Kind)),
    Field("issuers", "codes", "who issued it", "ISO 3166-1 alpha-3, or id of an organisation"),
)
_WORDS = (
    Field("quote", "text", f"the exact words; pieces of a quote cut in two are parted by{GAP}"),
    Field("sentence", "text", "the passage around the quote, as it is read"),
    Field("item", "text", "its place in the outline, such as 4(a)"),
    Field("page", "integer", "its page, where pages are known", "from 1"),
    Field("rule", "text", "the rule that found it"),
    Field("confidence", "number", "how sure the rule is", "0 to 1"),
)
_PLACE = (
    Field("document", "text", "id of the document"),
    Field("passage", "text", "id of the passage around the quote"),
    Field("ranges", "ranges", "where the words stand in the reading", "code points, end excluded"),
)
_DECIDED = (
    Field(
        "verdict",
        "text",
        "what the last person who judged it said",
        values=tuple(each.value for each in JUDGING),
    ),
    Field("verdict_by", "text", "who said so"),
    Field("verdict_at", "text", "when", "UTC, ISO 8601"),
    Field("judged_by", "texts", "everybody whose verdict stands, with it"),
    Field("notes", "texts", "what people noted"),
    Field("corrected", "texts", "the columns in which a person set another value"),
)


def finding_fields(kind: str, *, prefix: str = "") -> tuple[Field, ...]:
    """The columns that a kind declares; with a prefix those of its corrected values."""
    return tuple(
        Field(prefix + f.name, f.sort, (("as corrected: " if prefix else "") + f.meaning), *rest)
        for column in columns(KINDS[kind])
        for f in _expanded(column)
        for rest in [(f.unit, f.values)]
    )


def sheets(
    archive: Archive,
    kinds: Sequence[str],
    *,
    together: bool = False,
    documents: Sequence[Entry] | None = None,
    **filters: Any,
) -> list[Sheet]:
    """The tables of findings of some kinds of an archive; filters as of `Archive.findings`.

    Raises `invalid-field`.
    """
    said = decisions(archive, documents)

    def rows(kind: str, fields: tuple[Field, ...]) -> Iterator[Row]:
        for found in archive.findings(kind, documents=documents, **filters):
            yield row(found, said.get(found.finding.id, ()), fields)

    if not together:
        return [
            Sheet(kind, _meaning(kind), fields, rows(kind, fields))
            for kind in kinds
            for fields in [fields_of(kind)]
        ]
    fields = fields_of(*kinds)
    return [
        Sheet(
            "findings", "a finding of any kind", fields, (r for k in kinds for r in rows(k, fields))
        )
    ]


def fields_of(*kinds: str) -> tuple[Field, ...]:
    """All columns of a table of some kinds, those they share once."""
    own, set_ = _own(kinds, ""), _own(kinds, "corrected_")
    return (*_HEAD, *own, *_WORDS, *_DECIDED, *set_, *_PLACE)


def _own(kinds: Iterable[str], prefix: str) -> tuple[Field, ...]:
    """The columns of some kinds, those of one name as one that says what it is of each."""
    named: dict[str, list[tuple[str, Field]]] = {}
    for kind in kinds:
        for field in finding_fields(kind, prefix=prefix):
            named.setdefault(field.name, []).append((kind, field))
    made = []
    for group in named.values():
        field = reduce(merged, (each for _, each in group))
        of: dict[str, list[str]] = {}
        for kind, each in group:
            listed = "" if field.values == each.values else f" ({', '.join(each.values)})"
            of.setdefault(each.meaning + listed, []).append(kind)
        parts = [m if len(of) == 1 else f"{', '.join(k)}: {m}" for m, k in of.items()]
        made.append(replace(field, meaning="; ".join(parts)))
    return tuple(made)


def decisions(
    archive: Archive, documents: Sequence[Entry] | None = None
) -> dict[str, list[Decision]]:
    """The decisions that stand, by the id of the finding they lie on now."""
    held: dict[str, list[Decision]] = {}
    for each in archive.reviews.decisions(documents=documents):
        if each.finding is not None:
            held.setdefault(each.finding.id, []).append(each.decision)
    return held


def row(found: Found, said: Sequence[Decision], fields: tuple[Field, ...]) -> Row:
    """The row of a finding in the columns of a table."""
    values = record(found, said)
    return tuple(values.get(field.name) for field in fields)


def record(found: Found, said: Sequence[Decision]) -> dict[str, Any]:
    """All that is exported of a finding, by the names of the columns."""
    entry, finding, passage = found.entry, found.finding, found.passage
    dated = entry.date or entry.published
    return {
        "id": finding.id,
        "kind": finding.kind,
        "document": entry.id,
        "document_name": entry.name,
        "document_title": entry.title,
        "document_date": dated,
        "document_date_day": day(dated),
        "language": entry.language,
        "document_kind": entry.kind.value,
        "issuers": entry.issuers,
        "rule": finding.rule,
        "confidence": round(finding.confidence, 2),
        **values_of(finding),
        "quote": GAP.join(finding.quote.exact),
        "ranges": finding.quote.ranges,
        "sentence": passage.text if passage else None,
        "passage": passage.id if passage else None,
        "item": passage.item if passage else None,
        "page": passage.page if passage else None,
        **_judgement(finding, said),
    }


def values_of(finding: Finding, only: Iterable[str] | None = None) -> dict[str, Any]:
    """What a kind declares, by the names of the columns; of some of its fields only."""
    wanted = None if only is None else set(only)
    made: dict[str, Any] = {}
    for column in columns(type(finding)):
        if wanted is None or column.name in wanted:
            value = getattr(finding, column.name)
            parts = _SPLIT.get(column.sort, _single)(column, value)
            made |= parts
    return made


def _judgement(finding: Finding, said: Sequence[Decision]) -> dict[str, Any]:
    judged = [each for each in said if each.verdict in JUDGING]
    notes = tuple(f"{each.note} ({each.who})" for each in said if each.note)
    if not judged:
        return {"notes": notes}
    last = judged[-1]
    made: dict[str, Any] = {
        "verdict": last.verdict.value,
        "verdict_by": last.who,
        "verdict_at": last.when,
        "judged_by": tuple(f"{each.who}: {each.verdict.value}" for each in judged),
        "notes": notes,
    }
    if last.verdict is Verdict.CORRECT:
        set_ = values_of(as_decided(finding, last), last.fields)
        made["corrected"] = tuple(set_)
        made |= {f"corrected_{name}": value for name, value in set_.items()}
    return made


def _meaning(kind: str) -> str:
    return " ".join((KINDS[kind].__doc__ or kind).split("\n\n")[0].split())


def _expanded(column: Column) -> tuple[Field, ...]:
    """The columns of a declared field: an amount is a value and a unit, a place a row and a
    column.
    """
    name, said = column.name, column.help
    if column.sort == "date":
        return dated(name, said)
    if column.sort == "amount":
        unit = "ISO 4217, or an English singular"
        return (
            Field(f"{name}_value", "decimal", said, "base units of the unit beside it"),
            Field(f"{name}_unit", "text", f"unit of {name}", unit),
        )
    if column.sort == "place":
        return (
            Field(f"{name}_row", "text", f"{said}: the row"),
            Field(f"{name}_column", "text", f"{said}: the column"),
        )
    if column.sort == "codes":
        return (Field(name, "codes", said, "ISO 3166-1 alpha-3, or id of an organisation"),)
    if column.sort == "texts":
        return (Field(name, "texts", said),)
    if column.sort == "number":
        return (Field(name, "decimal", said),)
    if column.sort == "truth":
        return (Field(name, "truth", said),)
    return (Field(name, "text", said, values=column.values),)


def _amount(column: Column, value: Any) -> dict[str, Any]:
    amount, unit = (value.value, value.unit) if value is not None else (None, None)
    return {f"{column.name}_value": amount, f"{column.name}_unit": unit}


def _place(column: Column, value: Any) -> dict[str, Any]:
    at, of = (value.row, value.column) if value is not None else (None, None)
    return {f"{column.name}_row": at, f"{column.name}_column": of}


def _date(column: Column, value: Any) -> dict[str, Any]:
    return {column.name: value, f"{column.name}_day": day(value)}


def _single(column: Column, value: Any) -> dict[str, Any]:
    return {column.name: str(value) if column.values and value is not None else value}


_SPLIT: Mapping[str, Callable[[Column, Any], dict[str, Any]]] = {
    "amount": _amount,
    "place": _place,
    "date": _date,
}
