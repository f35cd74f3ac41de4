"""From bytes to an analysis: the way of the data through the readers, in one place.

>>> text = b"Joint Statement\\n\\nThe two sides will meet on 4 May.\\n"
>>> analysis = analyse_bytes(text, name="a.txt")
>>> [p.text for p in analysis.documents[0].passages]
['Joint Statement', 'The two sides will meet on 4 May.']
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from communique.errors import EmptyInput, InputTooLarge, InputUnreadable
from communique.model.collecting import uncollected
from communique.model.documents import Analysis, Document, Header, Source
from communique.model.quotes import Reading, stable_id
from communique.names import Names, load
from communique.read import worldjpn
from communique.read.draft import Draft
from communique.read.formats import extract
from communique.read.header import read_header
from communique.read.header.stated import stated_language
from communique.read.layout import Layout
from communique.read.structure import structure

MAX_BYTES = 32 * 1024 * 1024
"""Bytes of one source by default: four thousand times a long communiqué; a whole document this size
is a mistake."""


def analyse_bytes(
    data: bytes,
    *,
    name: str,
    identity: str | None = None,
    media_type: str | None = None,
    fields: Mapping[str, Any] | None = None,
    names: Names | None = None,
    retrieved: str | None = None,
    aliases: Sequence[tuple[str, str]] = (),
    max_bytes: int = MAX_BYTES,
) -> Analysis:
    """Read bytes into documents.

    `fields` are header fields that a person or manifest gives; `identity` is the absolute path or
    URL (default: the name); `aliases` are other ids and addresses it goes by, to which those that
    the file gives itself are added. Errors: `empty`, `binary`, `unsupported-format`, `too-large`;
    anything less is a gap of the analysis.
    """
    if len(data) > max_bytes:
        raise InputTooLarge(f"{name} has {len(data):,} bytes; the limit is {max_bytes:,}")
    if not data:
        raise EmptyInput(f"{name} is empty")
    given = dict(fields or {})
    with uncollected():
        extracted = extract(data, name=name, media_type=media_type)
        layout = extracted.layout
        reading = Reading(
            layout.text,
            layout.pages,
            layout.reader,
            tuple(layout.places),
            layout.page_sizes,
        )
        language = given.get("language") or stated_language(layout)
        found = structure(layout, reading, given=language)
    if not found.drafts:
        raise EmptyInput(
            f"{name} holds no text besides what surrounds a page",
            advice="Check in a browser that the page shows the document itself.",
        )
    gaps = [*layout.gaps, *found.gaps]
    table = names or load()
    documents = tuple(
        _document(
            draft,
            read_header(
                draft,
                layout=layout,
                reading=reading,
                name=name,
                fields=given,
                names=table,
                gaps=gaps,
            ),
            reading,
        )
        for draft in found.drafts
    )
    source = Source(
        name=Path(name).name or name,
        identity=identity or name,
        sha256=sha256(data).hexdigest(),
        media_type=extracted.media_type,
        size=len(data),
        encoding=extracted.encoding,
        encoding_basis=extracted.encoding_basis,
        retrieved=retrieved,
        aliases=tuple(dict.fromkeys((*aliases, *_own_aliases(layout, identity or name, name)))),
    )
    return Analysis(source, reading, documents, found.boilerplate, tuple(dict.fromkeys(gaps)))


def _own_aliases(layout: Layout, *places: str) -> Iterator[tuple[str, str]]:
    """What the file itself, or the database it is a page of, calls the source."""
    yield from layout.aliases
    address = layout.metadata.get("url")
    yield from worldjpn.aliases((*places, address.value if address else ""), layout.metadata)


def _document(draft: Draft, header: Header, reading: Reading) -> Document:
    return Document(
        id=stable_id("document", reading.sha256, draft.ranges),
        language=draft.language,
        ranges=draft.ranges,
        header=header,
        outline=draft.outline,
        passages=draft.passages,
        notes=draft.notes,
        tables=draft.tables,
    )


def analyse_file(path: str | Path, *, max_bytes: int = MAX_BYTES, **options: Any) -> Analysis:
    """Read a file into documents; as `analyse_bytes`, and `unreadable` where the path cannot be
    read."""
    path = Path(path)
    try:
        if path.stat().st_size > max_bytes:
            raise InputTooLarge(
                f"{path} has {path.stat().st_size:,} bytes; the limit is {max_bytes:,}"
            )
        data = path.read_bytes()
    except OSError as error:
        raise InputUnreadable(f"{path} cannot be read: {error.strerror or error}") from error
    options.setdefault("identity", str(path.resolve()))
    return analyse_bytes(data, name=path.name, max_bytes=max_bytes, **options)
