"""Passages of a document: its sentences, headings, list items and table rows, each with its place
in the outline.

The words of a label (`4.`, `(a)`) are no part of the passage; they are in `item` and in the
outline. Notes come last, their sentences under the note's label. Table rows come where the table
stands, cells parted by tabs in `text`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from communique.languages import FOLDERS
from communique.model.codes import PassageType
from communique.model.documents import Passage
from communique.model.quotes import Quote, Range, Reading, stable_id
from communique.read.labels import label
from communique.read.levels import Entry
from communique.read.notes import FoundNote
from communique.read.paragraphs import Paragraph
from communique.read.sentences import sentences
from communique.read.tables import FoundTable

_NOTHING = "\u2060"
_WORDS = re.compile(r"\w")
_SENTENCE_END = re.compile(r"[。！？.!?][」』”’\"）)]*$")


@dataclass(frozen=True, slots=True)
class Parts:
    """What passages are made of: paragraphs of one document, their language, and what was found in
    them."""

    paragraphs: Sequence[Paragraph]
    language: str
    entries: dict[int, Entry]
    tables: Sequence[FoundTable]
    notes: Sequence[FoundNote]


def passages(parts: Parts, reading: Reading) -> list[Passage]:
    """The passages of a document in reading order, its notes' behind them; quotes reproduce by
    construction."""
    made: list[Passage] = []
    path: list[tuple[int, str]] = []
    anchors = sorted((n.anchor, n.label) for n in parts.notes if n.anchor)
    waiting = list(parts.tables)
    for number, paragraph in enumerate(parts.paragraphs):
        if paragraph.kind == "note" or paragraph.kind == "separator":
            continue
        if paragraph.kind == "table":
            while waiting and waiting[0].start <= paragraph.start:
                made += _rows(waiting.pop(0), number, parts.language, _item(path), reading)
            continue
        entry = parts.entries.get(number)
        if entry:
            path = [(level, printed) for level, printed in path if level < entry.level]
            path.append((entry.level, entry.label or ""))
        made += _sentences(paragraph, number, entry, parts.language, _item(path), anchors, reading)
    for note in parts.notes:
        made += _note(note, len(parts.paragraphs), parts.language, reading)
    return made


def _item(path: Sequence[tuple[int, str]]) -> str | None:
    """A place in the outline: labels from the outermost in, without the full stop of a bare number:
    4(a), Article 2.1."""
    place = ""
    for _, printed in path:
        bare = printed.rstrip(".．、:：") if printed != "＊＊＊" else ""
        apart = place[-1:].isalnum() and bare[:1].isalnum()
        place += f".{bare}" if apart else bare
    return place or None


def _sentences(
    paragraph: Paragraph,
    number: int,
    entry: Entry | None,
    language: str,
    item: str | None,
    anchors: Sequence[tuple[Range, str]],
    reading: Reading,
) -> Iterator[Passage]:
    text = paragraph.text
    body = entry.body if entry else _bullet(text)
    if (entry and entry.whole) or paragraph.kind == "heading":
        # The opening bracket of 【セッション１ …】 went with the label; so does the closing one.
        shut = body and text[:1] in "【［[〔" and text[-1:] in "】］]〕"
        spans = [(body, len(text) - bool(shut))] if body < len(text) else [(0, len(text))]
        kind = PassageType.HEADING
    else:
        spans = [
            (s + body, e + body)
            for s, e in sentences(
                text[body:] if body else text, language if language in FOLDERS else "en"
            )
        ]
        listed = paragraph.mark == "list_item" or (
            body and (not entry or not _SENTENCE_END.search(text))
        )
        kind = PassageType.LIST_ITEM if listed else PassageType.SENTENCE
    for start, end in spans:
        words = text[start:end]
        if not _WORDS.search(words):
            continue
        ranges = paragraph.quote_ranges(start, end, reading)
        if ranges:
            yield _passage(kind, ranges, words, language, item, number, anchors, reading)


def _bullet(text: str) -> int:
    found = label(text) if text[:1] in "・●○•◦‣◇◆■□▪▸►〇※-*–—−" else None
    return found.end if found and found.style.startswith("•") and found.end < len(text) else 0


def _passage(
    kind: PassageType,
    ranges: tuple[Range, ...],
    words: str,
    language: str,
    item: str | None,
    number: int,
    anchors: Sequence[tuple[Range, str]],
    reading: Reading,
) -> Passage:
    start, end = ranges[0][0], ranges[-1][1]
    marks = tuple(printed for (s, e), printed in anchors if start <= s <= end) if anchors else ()
    page = reading.page(start) if reading.pages else None
    text = reading.text
    quote = Quote(ranges, tuple([text[s:e] for s, e in ranges]), reading)
    return Passage(
        stable_id("passage", reading.sha256, ranges),
        kind,
        quote,
        words,
        language,
        item,
        number,
        page,
        marks,
    )


def _rows(
    table: FoundTable, number: int, language: str, item: str | None, reading: Reading
) -> Iterator[Passage]:
    for row in table.cells:
        filled = [c for c in row if c.start < c.end]
        if not any(_WORDS.search(c.text) for c in filled):
            continue
        span = ((filled[0].start, filled[-1].end),)
        if span[0][0] < span[0][1]:
            yield _passage(
                PassageType.TABLE_ROW,
                span,
                "\t".join(c.text for c in row),
                language,
                item,
                number,
                (),
                reading,
            )


def _joined(text: str) -> str:
    """A note's words, its printed lines joined, and as long as before: a break between East Asian
    characters becomes a sign that is taken out again, a hyphen that a break put in as well."""
    if "\n" not in text:
        return text
    text = re.sub(r"(?<=[^\x00-\u2e7f])\n(?=[^\x00-\u2e7f])", _NOTHING, text)
    return re.sub(r"(?<=[a-z])-\n(?=[a-z])", _NOTHING * 2, text)


def _note(note: FoundNote, number: int, language: str, reading: Reading) -> Iterator[Passage]:
    for start, end in note.ranges:
        text = _joined(reading.text[start:end])
        if "\t" in text:
            continue
        for s, e in sentences(text, language if language in FOLDERS else "en"):
            if _WORDS.search(text[s:e]):
                yield _passage(
                    PassageType.SENTENCE,
                    ((start + s, start + e),),
                    re.sub(r"\s+", " ", text[s:e].replace(_NOTHING, "")),
                    language,
                    f"註{note.label}",
                    number,
                    (),
                    reading,
                )
