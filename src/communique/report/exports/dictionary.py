"""The data dictionary of tables: what each column holds, made from its declaration.

>>> from communique.report.exports.document_sheets import DOCUMENTS
>>> [row[:3] for row in dictionary([Sheet("documents", "a document", DOCUMENTS)]).rows][0]
('documents', 'document', 'text')
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from communique.model.findings import KINDS
from communique.report.exports import document_sheets as of_documents
from communique.report.exports.fields import TYPES, Field, Row, Sheet
from communique.report.exports.finding_sheets import fields_of
from communique.version import __version__

FIELDS = (
    Field("table", "text", "the table"),
    Field("column", "text", "the column"),
    Field("type", "text", "what its values are", values=tuple(TYPES.values())),
    Field("unit", "text", "the unit or scheme of its values"),
    Field("meaning", "text", "what it means"),
    Field("values", "texts", "all values it can have, where the list is closed"),
)
"""The columns of the dictionary itself."""

TABLES: dict[str, tuple[Field, ...]] = {
    "documents": of_documents.DOCUMENTS,
    "passages": of_documents.PASSAGES,
    "ledger": of_documents.LEDGER,
    "decisions": of_documents.DECISIONS,
}
"""The tables that are no findings, by name."""


def dictionary(sheets: Iterable[Sheet]) -> Sheet:
    """The dictionary of some tables, as a table."""
    return Sheet("dictionary", "a column of a table", FIELDS, tuple(_rows(sheets)))


def _rows(sheets: Iterable[Sheet]) -> Iterator[Row]:
    for sheet in sheets:
        for field in sheet.fields:
            sort = TYPES[field.sort]
            yield (sheet.name, field.name, sort, field.unit or None, field.meaning, field.values)


def to_json(sheets: Iterable[Sheet]) -> dict[str, Any]:
    """The dictionary of some tables as JSON holds it."""
    return {
        "communique": __version__,
        "tables": [
            {
                "name": sheet.name,
                "meaning": sheet.meaning,
                "columns": [
                    {
                        "name": field.name,
                        "type": TYPES[field.sort],
                        "unit": field.unit or None,
                        "meaning": field.meaning,
                        "values": list(field.values) or None,
                    }
                    for field in sheet.fields
                ],
            }
            for sheet in sheets
        ],
    }


def dumped(sheets: Iterable[Sheet]) -> bytes:
    """The dictionary of some tables as a JSON file."""
    return (json.dumps(to_json(sheets), ensure_ascii=False, indent=1) + "\n").encode()


def markdown() -> str:
    """The dictionary of every table, for the documentation."""
    made = []
    kinds = {f"findings of all kinds (`{', '.join(KINDS)}`)": fields_of(*KINDS)}
    for name, fields in {**kinds, **{f"`{n}`": f for n, f in TABLES.items()}}.items():
        rows = [
            f"| `{field.name}` | {_type(field)} | {_safe(field.meaning)} |"
            for field in fields
            if not field.name.startswith("corrected_")
        ]
        made.append(f"### {name[0].upper()}{name[1:]}\n\n| column | type | what |\n|---|---|---|")
        made[-1] += "\n" + "\n".join(rows)
    return "\n\n".join(made)


def _type(field: Field) -> str:
    if field.values:
        return "one of " + ", ".join(f"`{value}`" for value in field.values)
    return _safe(f"{TYPES[field.sort]} ({field.unit})" if field.unit else TYPES[field.sort])


def _safe(text: str) -> str:
    return text.replace("|", "\\|")
