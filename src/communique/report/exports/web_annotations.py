"""Quotes as annotations of the W3C Web Annotation Data Model, in JSON-LD.

Every finding, or passage, is an annotation: its body says what it is, its target is the source with
the words twice, by position and by themselves. Positions are code points of the reading (the text
as it was extracted), which is what the model asks for; the target names the hash of the reading and
of the source's bytes, so that nobody looks in another text. A quote that something cuts in two has
a target a piece. Beside the terms of the model stand our own, under `urn:communique:`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any, BinaryIO
from urllib.parse import quote as percent

from communique.archive import Archive, Entry
from communique.model.decisions import CONTEXT, Decision
from communique.model.documents import Document, Passage, Source
from communique.model.findings import Finding, singular
from communique.model.quotes import Quote, Range, Reading
from communique.version import __version__

CONTEXTS: tuple[Any, ...] = (
    "http://www.w3.org/ns/anno.jsonld",
    {
        "@version": 1.1,
        "communique": "urn:communique:",
        "fields": {"@id": "communique:fields", "@type": "@json"},
        "decisions": {"@id": "communique:decisions", "@type": "@json"},
        "kind": "communique:kind",
        "rule": "communique:rule",
        "confidence": "communique:confidence",
        "sha256": "communique:sha256",
        "version": "communique:version",
        "reading": "communique:reading",
        "reader": "communique:reader",
        "units": "communique:units",
        "document": "communique:document",
        "part": "communique:part",
    },
)
"""What the keys mean: the model's own context, and our terms beside it."""

_GENERATOR = {
    "id": "urn:communique:program",
    "type": "Software",
    "name": f"communique {__version__}",
}
_OWN = ("id", "evidence", "rule", "confidence")


def write(
    archive: Archive,
    entries: Sequence[Entry],
    file: BinaryIO,
    *,
    kinds: Iterable[str] = (),
    passages: bool = False,
    decisions: Mapping[str, Sequence[Decision]] | None = None,
    counted: Iterator[None] | None = None,
) -> int:
    """Write an AnnotationCollection of the findings of some kinds, and of the passages if asked;
    the number of annotations. One is held at a time; `counted` is advanced with each.
    """
    wanted = tuple(kinds)
    head = {
        "@context": list(CONTEXTS),
        "id": "urn:communique:annotations",
        "type": "AnnotationCollection",
        "label": "Quotes of an archive of communique",
        "generator": _GENERATOR,
    }
    file.write(_dumped(head)[:-1])
    page = ',"first":{"id":"urn:communique:annotations:1","type":"AnnotationPage",'
    file.write((page + '"startIndex":0,"items":[').encode())
    count = 0
    for each in _annotations(archive, entries, wanted, passages, decisions or {}):
        file.write((b",\n" if count else b"\n") + _dumped(each))
        count += 1
        if counted is not None:
            next(counted)
    file.write(b"\n]}" + f',"total":{count}}}\n'.encode())
    return count


def _annotations(
    archive: Archive,
    entries: Sequence[Entry],
    kinds: tuple[str, ...],
    passages: bool,
    decisions: Mapping[str, Sequence[Decision]],
) -> Iterator[dict[str, Any]]:
    for entry in entries:
        analysis = archive.analysis(entry)
        doc = next(each for each in analysis.documents if each.id == entry.id)
        for finding in doc.findings:
            if finding.kind in kinds:
                said = decisions.get(finding.id, ())
                yield of_finding(finding, doc, entry, analysis.source, analysis.reading, said)
        if passages:
            for passage in doc.passages:
                yield of_passage(passage, doc, entry, analysis.source, analysis.reading)


def of_finding(
    finding: Finding,
    doc: Document,
    entry: Entry,
    source: Source,
    reading: Reading,
    said: Sequence[Decision] = (),
) -> dict[str, Any]:
    """The annotation of a finding, without a context of its own."""
    own = {name: value for name, value in finding.to_json().items() if name not in _OWN}
    body: dict[str, Any] = {
        "type": "TextualBody",
        "purpose": "classifying",
        "value": singular(finding.kind),
        "format": "text/plain",
        "kind": finding.kind,
        "rule": finding.rule,
        "confidence": round(finding.confidence, 2),
        "fields": own,
    }
    if said:
        body["decisions"] = [each.to_json() for each in said]
    return _annotation("finding", finding.id, body, finding.quote, doc, entry, source, reading)


def of_passage(
    passage: Passage, doc: Document, entry: Entry, source: Source, reading: Reading
) -> dict[str, Any]:
    """The annotation of a passage, without a context of its own."""
    body = {
        "type": "TextualBody",
        "purpose": "classifying",
        "value": passage.type.value,
        "format": "text/plain",
        "kind": "passage",
        "fields": {"item": passage.item, "page": passage.page, "paragraph": passage.paragraph},
    }
    return _annotation("passage", passage.id, body, passage.quote, doc, entry, source, reading)


def _annotation(
    what: str,
    id: str,
    body: dict[str, Any],
    quote: Quote,
    doc: Document,
    entry: Entry,
    source: Source,
    reading: Reading,
) -> dict[str, Any]:
    targets = [
        _target(at, quote.ranges, doc, entry, source, reading) for at in range(len(quote.ranges))
    ]
    return {
        "id": f"urn:communique:{what}:{id}",
        "type": "Annotation",
        "motivation": "classifying",
        "generator": _GENERATOR,
        "body": body,
        "target": targets[0] if len(targets) == 1 else targets,
    }


def _target(
    at: int,
    ranges: Sequence[Range],
    doc: Document,
    entry: Entry,
    source: Source,
    reading: Reading,
) -> dict[str, Any]:
    start, end = ranges[at]
    text = reading.text
    made: dict[str, Any] = {
        "type": "SpecificResource",
        "source": {
            "id": iri(entry.identity),
            "type": "Text",
            "format": source.media_type,
            "language": doc.language,
        },
        "document": doc.id,
        "sha256": source.sha256,
        "version": entry.version,
        "reading": {
            "id": f"urn:communique:reading:{reading.sha256}",
            "sha256": reading.sha256,
            "reader": reading.reader,
            "units": "code points",
        },
        "selector": [
            {"type": "TextPositionSelector", "start": start, "end": end},
            {
                "type": "TextQuoteSelector",
                "prefix": text[max(0, start - CONTEXT) : start],
                "exact": text[start:end],
                "suffix": text[end : end + CONTEXT],
            },
        ],
    }
    if source.retrieved:
        made["state"] = {"type": "TimeState", "sourceDate": source.retrieved}
    if len(ranges) > 1:
        made["part"] = f"{at + 1} of {len(ranges)}"
    return made


def iri(identity: str) -> str:
    """The address of a source: as it is if it is one of the web, else that of the file.

    >>> iri("https://example.org/声明.html"), iri("/desk/two words.txt")
    ('https://example.org/%E5%A3%B0%E6%98%8E.html', 'file:///desk/two%20words.txt')
    """
    data = identity.encode("utf-8", "surrogatepass")
    scheme, mark, _ = identity.partition("://")
    if mark and scheme.isascii() and scheme.replace("+", "").isalnum():
        return percent(data, safe=":/?#[]@!$&'()*+,;=%~-._")
    if PurePosixPath(identity).is_absolute():
        return "file://" + percent(data, safe="/~-._!#")
    return "urn:communique:source:" + percent(data, safe="~-._")


def _dumped(value: Mapping[str, Any]) -> bytes:
    """JSON in UTF-8; a lone surrogate as its escape."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "backslashreplace")
