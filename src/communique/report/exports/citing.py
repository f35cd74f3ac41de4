"""Documents and passages as items of CSL-JSON, from which BibTeX and RIS are made too.

Types are those of the Citation Style Language nearest to ours: a treaty is a treaty, news a
newspaper article, what was spoken a speech, papers of governments reports with their genre, other
pages of the web web pages. Issuers are authors by whole names ("literal"), in the document's
language where the names tables have them. A passage is its document's item with its place (item
number and page) and its words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from communique.archive import Entry
from communique.model import dates
from communique.model.codes import Kind
from communique.model.documents import Passage, Source
from communique.names import Names
from communique.report.signs import in_one_line

TYPES: Mapping[Kind, tuple[str, str | None]] = {
    Kind.JOINT_STATEMENT: ("report", "Joint statement"),
    Kind.READOUT: ("report", "Readout"),
    Kind.PRESS_CONFERENCE: ("speech", "Press conference"),
    Kind.SPEECH: ("speech", "Speech"),
    Kind.FACT_SHEET: ("report", "Fact sheet"),
    Kind.TREATY: ("treaty", None),
    Kind.RESOLUTION: ("report", "Resolution"),
    Kind.NEWS: ("article-newspaper", None),
    Kind.ARTICLE: ("article-journal", None),
    Kind.SEMINAR_REPORT: ("report", "Seminar report"),
    Kind.OTHER: ("document", None),
}
"""The CSL type and genre of each kind."""

_SEASONS = {21: 1, 22: 2, 23: 3, 24: 4}


def cited(
    entry: Entry, names: Names, *, source: Source | None = None, passage: Passage | None = None
) -> dict[str, Any]:
    """The CSL item of a document, or of one of its passages."""
    kind, genre = TYPES[entry.kind]
    if kind == "document" and _on_the_web(entry):
        kind = "webpage"
    item: dict[str, Any] = {
        "id": key(entry, passage),
        "type": kind,
        "title": in_one_line(entry.title or entry.name),
        "author": [
            {"literal": in_one_line(names.label(code, entry.language))} for code in entry.issuers
        ],
        "language": entry.language,
        "genre": genre,
        "issued": csl_date(entry.published or entry.date),
        "event-date": csl_date(entry.date),
        "event-place": in_one_line(entry.place) if entry.place else None,
        **_whence(entry, source, kind),
    }
    if passage is not None:
        item |= {
            "locator": passage.item,
            "page": str(passage.page) if passage.page else None,
            "note": in_one_line(" […] ".join(passage.quote.exact)),
        }
        item["custom"]["communique"]["passage"] = passage.id
    return {name: value for name, value in item.items() if value not in (None, [])}


def _whence(entry: Entry, source: Source | None, kind: str) -> dict[str, Any]:
    """The address of a page, when it was fetched, and what finds the document again."""
    made: dict[str, Any] = {}
    if _on_the_web(entry):
        made["URL"] = in_one_line(entry.identity)
        host = urlsplit(entry.identity).hostname
        if (kind.startswith("article-") or kind == "webpage") and host:
            made["container-title"] = in_one_line(host)
        if source is not None and source.retrieved:
            made["accessed"] = csl_date(source.retrieved[:10])
    ours = {"document": entry.id, "file": in_one_line(entry.name)}
    if source is not None:
        ours["sha256"] = source.sha256
    return {**made, "custom": {"communique": ours}}


def _on_the_web(entry: Entry) -> bool:
    return re.match(r"https?://", entry.identity) is not None


def key(entry: Entry, passage: Passage | None = None) -> str:
    """The key of an item: who, when, and the beginning of the id, so that two are never the same.

    It is made of ASCII letters, digits and hyphens, which every program takes.
    """
    sides = "-".join(filter(None, (_ascii(code) for code in entry.issuers[:3]))) or "doc"
    dated = entry.date or entry.published or ""
    year = dated[:4] if dates.is_edtf(dated) and dated[:4].isdigit() else "undated"
    made = f"{sides}-{year}-{entry.id[:10]}"
    return f"{made}-{passage.id[:10]}" if passage else made


def _ascii(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text)
    return re.sub(r"[^A-Za-z0-9]+", "", plain)[:20].lower()


def csl_date(edtf: str | None) -> dict[str, Any] | None:
    """A date as CSL has it, by its parts; what these cannot say is told besides.

    >>> csl_date("1996-04-17"), csl_date("2027-04/2028-03")
    ({'date-parts': [[1996, 4, 17]]}, {'date-parts': [[2027, 4], [2028, 3]]})
    >>> csl_date("2026-22~"), csl_date("")
    ({'date-parts': [[2026]], 'season': 2, 'circa': True}, None)
    """
    if not edtf or not dates.is_edtf(edtf):
        return None
    ends = [part for part in edtf.split("/") if part not in ("", "..")]
    made: dict[str, Any] = {"date-parts": [_parts(part) for part in ends]}
    division = re.fullmatch(r"\d{4}-(\d\d)[?~%]?", ends[0])
    if len(ends) == 1 and division and int(division[1]) > 12:
        if season := _SEASONS.get(int(division[1])):
            made["season"] = season
        else:
            made["literal"] = edtf
    if edtf[-1] in "?~%":
        made["circa"] = True
    return made


def _parts(part: str) -> list[int]:
    numbers = [int(number) for number in part.rstrip("?~%").split("-")]
    return numbers[:1] if len(numbers) == 2 and numbers[1] > 12 else numbers
