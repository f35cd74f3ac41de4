"""Notes: footnotes and endnotes, where the text refers to them, and their place out of the text's
way.

A note is what the format marks as one (`note`). Else it begins with a note word and a label (註①,
注1, Note 3:), or with the same sort of label that stands as a superscript or circled figure in the
text, at the foot of a page or under a heading 註釋, Notes. OCR prints notes where the page ended,
in the middle of a sentence, with their tables: from a note to the next running head or bare label
everything is the note's. Marks in the text are left out of the view. A note whose label none or two
of the marks bear takes the nearest mark before it that has no note; that is a gap. Left out: notes
in the margin, and `ibid.` chains.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from communique.languages import FOLDERS, data
from communique.model.gaps import Gap
from communique.model.quotes import Range
from communique.read.labels import label
from communique.read.layout import Layout, Mark
from communique.read.paragraphs import Paragraph

_SIGNS = r"[\u2460-\u2473]|[(（〔\[［]?\s?[0-9０-９]{1,3}\s?[)）〕\]］]?|[*＊†‡§]{1,3}"
_CIRCLED = re.compile(
    r"(?<=[^\s\u2460-\u2473：:、，,；;。)）])[\u2460-\u2473](?=[，。、；：,.;:」』”）)]|\s|$)"
)
_BRACKETED = re.compile(r"(?<=\S)[\[［〔][0-9０-９]{1,3}[\]］〕](?![(（])")
_BEHIND_LABEL = " \t\u3000\u00a0.．:：、)）"
NEAR = 12
"""Paragraphs: a bare note label further than this from the note before it belongs to no common foot
of a page."""


@dataclass(slots=True)
class FoundNote:
    """A note: label as printed, the paragraphs and stretches that are its own, and its mark in the
    text."""

    label: str
    ranges: list[Range]
    anchor: Range | None = None


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = "|".join(
        re.escape(w)
        for tag in dict.fromkeys(FOLDERS.values())
        for w in data(next(t for t, f in FOLDERS.items() if f == tag), "furniture")["note_words"]
    )
    start = re.compile(
        rf"[（(【\[]?(?:{words})\s?(?P<label>{_SIGNS})[）)】\]]?\s*[:：.、]?\s*(?=\S|$)"
    )
    section = re.compile(rf"[【\[(（#\s]*(?:{words})[】\])）:：\s]*$", re.IGNORECASE)
    return start, section


def notes(
    paragraphs: Sequence[Paragraph], layout: Layout, running_heads: Sequence[int]
) -> tuple[list[FoundNote], list[Gap]]:
    """The notes among paragraphs (sets their `kind` to `note`), with their marks; gaps for labels
    that do not fit.

    `running_heads` are the offsets of running heads: a page of print ends there, and so does a
    note.
    """
    anchors = _anchors(paragraphs, layout)
    found = (
        _marked(paragraphs, layout)
        or _worded(paragraphs, layout, running_heads)
        or _listed(paragraphs, layout, anchors)
    )
    if not found:
        return [], []
    own = [(p.start, p.end) for p in paragraphs if p.kind == "note"]
    free = [a for a in anchors if not any(s <= a[0] < e for s, e in own)]
    gaps = _match(found, free, layout.text)
    for mark in free:
        layout.marks.append(Mark(mark[0], mark[1], "note_anchor"))
    if free:
        layout.marks.sort()
        layout.cuts = None
        for paragraph in paragraphs:
            paragraph.forget()
    return found, gaps


def _marked(paragraphs: Sequence[Paragraph], layout: Layout) -> list[FoundNote]:
    """Notes that the format marks; pieces of one on several pages are one note."""
    marks = [m for m in layout.marks if m.kind == "note"]
    found: dict[int, FoundNote] = {}
    starts = [p.start for p in paragraphs] if marks else []
    for number, mark in enumerate(marks):
        own = mark.level or -1 - number
        note = found.setdefault(own, FoundNote(mark.extra, []))
        for paragraph in paragraphs[
            bisect_left(starts, mark.start) : bisect_left(starts, mark.end)
        ]:
            if paragraph.kind == "table":
                continue
            paragraph.kind, paragraph.note = "note", note.label
            start = paragraph.start
            if not note.ranges and layout.text.startswith(mark.extra, start):
                start += len(mark.extra)
                while start < paragraph.end and layout.text[start] in _BEHIND_LABEL:
                    start += 1
            if start < paragraph.end and (not note.ranges or start >= note.ranges[-1][1]):
                note.ranges.append((start, paragraph.end))
    return [note for note in found.values() if note.ranges]


def _anchors(paragraphs: Sequence[Paragraph], layout: Layout) -> list[Range]:
    """The marks in the text: superscripts, and circled or bracketed figures behind a word."""
    marked = {(m.start, m.end) for m in layout.marks if m.kind == "note_anchor"}
    if marked:
        return sorted(marked)
    lines = [line for paragraph in paragraphs for line in paragraph.lines]
    found = [
        (line.start + m.start(), line.start + m.end())
        for pattern in (_CIRCLED, _BRACKETED)
        if pattern.search(layout.text)  # most texts have no such mark: one look tells
        for line in lines
        for m in pattern.finditer(line.text)
    ]
    return sorted(found)


def _worded(
    paragraphs: Sequence[Paragraph], layout: Layout, running_heads: Sequence[int]
) -> list[FoundNote]:
    """Notes that begin with a note word and a label."""
    start = _patterns()[0]
    raw = [layout.text[p.start : p.end] for p in paragraphs]
    begins = [
        (i, m)
        for i, words in enumerate(raw)
        if (m := start.match(words)) and paragraphs[i].mark != "heading"
    ]
    found: list[FoundNote] = []
    for order, (number, match) in enumerate(begins):
        paragraph = paragraphs[number]
        following = begins[order + 1] if order + 1 < len(begins) else None
        body = (paragraph.start + match.end(), paragraph.end)
        note = FoundNote(match.group("label"), [body] if body[0] < body[1] else [])
        bare = (
            following
            and following[0] - number <= NEAR
            and not raw[following[0]][following[1].end() :].strip()
        )
        end = (
            _page_end(paragraphs, number, following[0], running_heads)
            if bare and following
            else number + 1
        )
        while (
            not bare
            and end < len(paragraphs)
            and paragraphs[end].kind == "table"
            and (end > number + 1 or raw[number].rstrip().endswith((":", "：", "下")))
        ):
            end += 1
        _take(paragraphs[number:end], note if not bare else None)
        if bare and end > number + 1:
            # Everything to the bare label is the foot of one page; its last paragraph of words is
            # the bare label's note.
            last = next(
                (
                    i
                    for i in range(end - 1, number, -1)
                    if paragraphs[i].kind == "note" and "\t" not in raw[i]
                ),
                number,
            )
            note.ranges += [
                (p.start, p.end)
                for i, p in enumerate(paragraphs[number + 1 : end], number + 1)
                if i != last or last == number
            ]
            if last > number:
                found += [
                    note,
                    FoundNote(
                        following[1].group("label") if following else "",
                        [(paragraphs[last].start, paragraphs[last].end)],
                    ),
                ]
                note = None  # type: ignore[assignment]
        if note is not None and note.ranges:
            found.append(note)
        elif note is not None:
            _take([paragraph], None)
    return found


def _page_end(
    paragraphs: Sequence[Paragraph], number: int, limit: int, running_heads: Sequence[int]
) -> int:
    """The paragraph behind the foot of the page that begins at `number`: at a running head, else at
    `limit`."""
    at = bisect_left(running_heads, paragraphs[number].start)
    head = running_heads[at] if at < len(running_heads) else None
    return next(
        (i for i in range(number + 1, limit) if head is not None and paragraphs[i].start > head),
        limit,
    )


def _take(paragraphs: Sequence[Paragraph], note: FoundNote | None) -> None:
    for order, paragraph in enumerate(paragraphs):
        if note is not None and order:
            note.ranges.append((paragraph.start, paragraph.end))
        if paragraph.kind != "table":
            paragraph.kind = "note"
        paragraph.note = note.label if note else ""


def _listed(
    paragraphs: Sequence[Paragraph], layout: Layout, anchors: Sequence[Range]
) -> list[FoundNote]:
    """Notes under a heading of their own near the end, or a run of labelled paragraphs that the
    text's marks point to."""
    section = _patterns()[1]
    begin = next(
        (
            i
            for i in range(len(paragraphs) // 2, len(paragraphs))
            if len(paragraphs[i].text) < 20 and section.match(paragraphs[i].text)
        ),
        None,
    )
    if begin is not None:
        begin += 1
    elif anchors:
        first = _sign(layout.text[slice(*anchors[0])])
        behind = [i for i, p in enumerate(paragraphs) if p.start > anchors[-1][0]]
        begin = next(
            (i for i in behind if (m := label(paragraphs[i].text)) and _sign(m.label) == first),
            None,
        )
    if begin is None:
        return []
    found: list[FoundNote] = []
    for paragraph in paragraphs[begin:]:
        mark = label(paragraph.text) or None
        sign = re.match(_SIGNS, paragraph.text) if mark is None else None
        if mark is None and sign is None:
            if found and paragraph.kind != "table":
                break
            continue
        printed = mark.label if mark else (sign.group() if sign else "")
        at = paragraph.view.ranges(mark.end if mark else len(printed), len(paragraph.text))
        if at:
            paragraph.kind, paragraph.note = "note", printed
            found.append(FoundNote(printed, [(at[0][0], paragraph.end)]))
    return found if len(found) >= 2 or anchors else []


def _sign(text: str) -> str:
    """A label without its brackets, as the same figure, so that ① and (1) are one."""
    bare = re.sub(r"[()（）〔〕\[\]［］.．、:：\s]", "", text)
    return str(ord(bare) - 0x245F) if len(bare) == 1 and "\u2460" <= bare <= "\u2473" else bare


def _match(found: list[FoundNote], free: list[Range], text: str) -> list[Gap]:
    """Give every note its mark: the next one before it with its label, else the nearest one before
    it that is left."""
    gaps, left = [], list(free)
    for note in found:
        at = note.ranges[0][0]
        same = [a for a in left if _sign(text[slice(*a)]) == _sign(note.label)]
        pick = max((a for a in same if a[0] < at), default=None) or min(same, default=None)
        if pick is None and (before := [a for a in left if a[0] < at]):
            pick = before[-1]
            gaps.append(
                Gap(
                    "note-label",
                    f"the note {note.label} at {at} has no mark {note.label} left; "
                    f"it was put to the mark {text[slice(*pick)]} at {pick[0]}",
                )
            )
        if pick is not None:
            note.anchor = pick
            left.remove(pick)
    return gaps
