"""The outline: headings and numbered items, with the labels and levels that the text itself uses.

A heading is a line that the format says is one, a line in capitals, a short line without an end
mark that stands before text, a line in brackets or behind a mark (【…】 ■…), a bold line, a
separator (＊＊＊). A numbered item is a paragraph with a label; numbers may be broken or repeated.
Left out of the outline: the title and what stands with it, signatures, bullets, labels in tables
and notes. What level an item has is levels.py's.

    >>> from communique.read.layout import Layout
    >>> from communique.read.lines import split_lines
    >>> from communique.read.paragraphs import paragraphs
    >>> layout = Layout("\\n\\n".join([
    ...     "Statement", "TRADE", "1. They will talk:", "(a) on ports.", "PEACE", "2. They met."]))
    >>> found = entries(paragraphs(split_lines(layout), layout), layout)
    >>> [(entry.level, entry.label, entry.heading) for entry in found][:3]
    [(1, None, 'TRADE'), (2, '1.', 'They will talk:'), (3, '(a)', 'on ports.')]
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from communique.read.labels import Label, letter_value
from communique.read.layout import Layout
from communique.read.levels import Entry, give_levels, rank
from communique.read.paragraphs import Paragraph, marks_within

_END_MARKS = frozenset("。！？.!?；;，,、:：…")
_SENTENCE_MARKS = frozenset("。！？.!?；;:：")
_DATE = re.compile(
    r"\W*(?:[^\W\d_]+[\s,，、]+){0,4}\d{1,4}(?:[\s/.\-年月日,th]+\d{1,4}){0,3}(?:st|nd|rd|th)?[\s/.\-年月日,]*+(?:[^\W\d_]+(?:[\s,]+[^\W\d_]+){0,3})?+\W*$"
)
_HAN_DATE = re.compile(
    r"[0-9０-９〇元一二三四五六七八九十]\s?[年月日號号][）)]?\W*(?:[於于在]?[^\W\d]{1,8})?$"
)
_MARKED = re.compile(r"^(?:[【〔＜<［\[].{1,60}[】〕＞>］\]]\s*$|[■◆●◇□▪▼▶★☆〇]\s*\S)")
_QUOTED = re.compile(r"^[“「『\"][^“”「」『』\"]{2,40}(?<![。．.!?！？,，])[”」』\"]$")
_SEPARATOR = re.compile(r"^(?:[＊*＿_\-–—―=＝~～・･◇◆○●☆★#†§.…]\s*){3,}$")
_SPEAKER = re.compile(r"^[^。.!?！？]{1,40}[:：]$")
_ASIAN = re.compile(r"[\u2e80-\uffff]")
_HEAD_WORD = re.compile(r"\w")

LONGEST_HEADING = {"asian": 42, "latin": 100}
"""Characters of an unmarked heading (a line that nothing but its shape and place tells to be
one)."""


def entries(paragraphs: Sequence[Paragraph], layout: Layout) -> list[Entry]:
    """The outline of paragraphs, in order. `whole` entries are headings: the paragraph is nothing
    else."""
    found: list[Entry] = []
    first = _first_body(paragraphs)
    last = next((i for i in range(len(paragraphs) - 1, -1, -1) if _is_body(paragraphs[i])), -1)
    seen: dict[str, int] = {}
    separated = False
    for number, paragraph in enumerate(paragraphs):
        if paragraph.kind in ("table", "note") or paragraph.mark == "caption":
            continue
        text = paragraph.text
        if _SEPARATOR.match(text):
            paragraph.kind, separated = "separator", True
            continue
        item = _item(paragraphs, number, text, seen) if number >= first[1] else None
        if item is None and first[0] <= number:
            item = _heading(paragraphs, number, text, layout, first, last)
        if item is not None:
            if item.label is None and _names(found, item):
                found[-1].heading, paragraph.kind = (
                    item.heading,
                    "heading",
                )  # `Article 3` / `Ports`: one heading on two lines
                continue
            if item.whole:
                paragraph.kind = "heading"
            found.append(item)
        elif number < first[0] and (paragraph.mark == "heading" or _unmarked(paragraph, text)):
            paragraph.kind = "heading"  # a title: a heading, but of no section
        elif separated and _is_body(paragraph):
            found.append(
                Entry(
                    number,
                    "＊＊＊",
                    0,
                    _opening(text),
                    0,
                    len(_opening(text)),
                    0,
                    "heading:8",
                    False,
                )
            )
        separated = False
    give_levels(found)
    return found


def _date_line(text: str) -> bool:
    """A line that is but a date, perhaps with a place: `Lyth, 4 May 2031`,
    令和三年五月四日於東京."""
    return len(text) <= 60 and bool(_DATE.match(text) or _HAN_DATE.search(text))


def _names(found: Sequence[Entry], item: Entry) -> bool:
    """Whether a heading names the bare label on the line before it."""
    return (
        bool(found)
        and found[-1].paragraph == item.paragraph - 1
        and found[-1].label is not None
        and not found[-1].heading
    )


def _is_body(paragraph: Paragraph) -> bool:
    """Text proper: ends as a sentence does, or is too long for anything else."""
    text = paragraph.text
    if paragraph.kind in ("table", "note") or paragraph.mark in ("heading", "caption"):
        return False
    asian = not text[:60].isascii() and paragraph.language != "en"
    if len(text) > (60 if asian else 140):
        return True
    return (
        (text[-1:] in _SENTENCE_MARKS or text[-2:-1] in _SENTENCE_MARKS)
        and len(text) >= (12 if asian else 40)
    ) or (paragraph.label is not None and (len(text) > 40 or text[-1:] in _END_MARKS))


def _first_body(paragraphs: Sequence[Paragraph]) -> tuple[int, int]:
    """From which paragraph on unmarked headings may stand, and from which labels count: behind the
    title."""
    body = next((i for i, p in enumerate(paragraphs) if _is_body(p)), len(paragraphs))
    printed = [p.label for p in paragraphs]
    goes_on = {found.style for found in printed if found and found.value == 2}
    labels = next(
        (
            i
            for i, found in enumerate(printed[:body])
            if found and i and (not found.weak or (found.value == 1 and found.style in goes_on))
        ),
        body,
    )
    labelled = min(body, labels)
    candidate = labelled - 1
    later = {_case(p.text) for p in paragraphs[labelled + 1 :] if _unmarked(p, p.text)}
    if (
        candidate >= 1
        and _unmarked(paragraphs[candidate], paragraphs[candidate].text)
        and _case(paragraphs[candidate].text) in later
    ):
        before = paragraphs[candidate - 1]
        if (
            paragraphs[candidate].blanks
            and not _repeats(paragraphs[candidate].text, paragraphs[0].text)
            and (
                _date_line(before.text)
                or (candidate > 1 and _bracketed(before.text))
                or _case(before.text) != _case(paragraphs[candidate].text)
            )
        ):
            return candidate, labelled
    return labelled, labelled


def _repeats(text: str, title: str) -> bool:
    """Whether a line says the title again, whole or with a subtitle."""
    bare, whole = re.sub(r"\W", "", text).casefold(), re.sub(r"\W", "", title).casefold()
    return bool(whole) and (bare.startswith(whole) or whole.startswith(bare))


def _bracketed(text: str) -> bool:
    """Whether a line stands in brackets: when and where, under a title."""
    return text[:1] in "（(" and text[-1:] in "）)"


def _case(text: str) -> str:
    """The dress of a line: capitals, bracketed, marked or plain."""
    if _MARKED.match(text):
        return text[0]
    return "capitals" if text.isupper() else "plain"


def _item(
    paragraphs: Sequence[Paragraph], number: int, text: str, seen: dict[str, int]
) -> Entry | None:
    found, paragraph = paragraphs[number].label, paragraphs[number]
    if found is None or found.style.startswith("•"):
        return None
    value = found.value
    if (
        found.style in ("(i)", "i.")
        and seen.get(found.style.replace("i", "a"), 0) == letter_value(found.label) - 1 > 0
    ):
        found = found._replace(style=found.style.replace("i", "a"))
        value = letter_value(found.label)
    if found.weak and not (value == 1 or seen.get(found.style, -1) in (value - 1, value)):
        return None
    if (
        found.end >= len(text)
        and paragraph.mark != "heading"
        and found.style not in ("第条", "第Article", "【】")
    ):
        return None
    seen[found.style] = value
    rest = text[found.end :]
    short = not rest or (_short(rest) and rest[-1:] not in _END_MARKS and len(paragraph.lines) == 1)
    whole = paragraph.mark == "heading" or (short and _heads(paragraphs, number, found))
    style = "heading:8" if found.style == "【】" else found.style
    stop = len(text) if whole else found.end + len(_opening(rest))
    return Entry(
        number,
        found.label,
        0,
        _inner(rest) if whole else _opening(rest),
        0,
        stop,
        found.end if rest else 0,
        style,
        whole,
    )


def _heads(paragraphs: Sequence[Paragraph], number: int, found: Label) -> bool:
    """Whether what follows a short labelled line stands under it: text, or items of a lower style;
    else it is an item itself."""
    following = next(
        (p for p in paragraphs[number + 1 : number + 3] if p.kind not in ("note", "separator")),
        None,
    )
    if following is None:
        return False
    after = following.label
    if after is None or after.style.startswith("•"):
        return True
    return after.style != found.style and rank(after.style) >= rank(found.style)


def _heading(
    paragraphs: Sequence[Paragraph],
    number: int,
    text: str,
    layout: Layout,
    first: tuple[int, int],
    last: int,
) -> Entry | None:
    paragraph = paragraphs[number]
    style = ""
    if paragraph.mark == "heading":
        if number < first[1] and paragraph.level <= 1:
            return None
        style = f"heading:{paragraph.level}"
    elif paragraph.mark in ("list_item", "caption", "table", "quote"):
        return None
    elif (
        _bold(paragraph, layout)
        and not _SPEAKER.match(text)
        and len(text) <= 120
        and number < last
        and _leads(paragraphs, number)
    ):
        style = "heading:7"
    elif _unmarked(paragraph, text) and number < last and _leads(paragraphs, number):
        style = "heading:8"
    if not style or not _HEAD_WORD.search(text):
        return None
    return Entry(number, None, 0, _inner(text), 0, len(text), 0, style, True)


def _inner(text: str) -> str:
    """A heading's words without its brackets, quotation marks and bullets."""
    return text.strip('【】〔〕＜＞<>［］[]■◆●◇□▪▼▶★☆〇“”「」『』"*# \u3000') or text


def _unmarked(paragraph: Paragraph, text: str) -> bool:
    """A line whose shape alone makes it a heading."""
    if (
        len(paragraph.lines) > 2
        or paragraph.mark in ("list_item", "table")
        or paragraph.kind == "table"
    ):
        return False
    if _MARKED.match(text) or _QUOTED.match(text):
        return True
    if (
        text.isupper()
        and len(text) <= LONGEST_HEADING["latin"]
        and not _SPEAKER.match(text)
        and text.isascii()
    ):
        return not _date_line(text) and sum(c.isalpha() for c in text) >= 4
    if (
        text.rstrip('」』”’"')[-1:] in _END_MARKS  # 他說：「好。」 is no heading
        or not _short(text)
        or _date_line(text)
        or "\t" in text
        or paragraph.label
    ):
        return False
    if re.search(r"\S(?: {3,}|\u3000{2,})\S", text):  # two names side by side: a signature
        return False
    if _bracketed(text):
        return False
    if not text.isascii() and paragraph.language != "en":
        return True
    words = text.split()
    capitals = sum(1 for w in words if w[:1].isupper() or len(w) <= 3 or w[:1].isdigit())
    return (
        1 <= len(words) <= 12
        and text[:1].isupper()
        and capitals >= 0.8 * len(words)
        and not re.search(r",\s[A-Z]", text)
    )


def _short(text: str) -> bool:
    asian = len(_ASIAN.findall(text, 0, 80)) * 3 > min(len(text), 80)
    return 0 < len(text) <= LONGEST_HEADING["asian" if asian else "latin"]


def _leads(paragraphs: Sequence[Paragraph], number: int) -> bool:
    """Whether text, an item, or a further heading over text follows."""
    following = next(
        (p for p in paragraphs[number + 1 : number + 3] if p.kind not in ("note", "separator")),
        None,
    )
    if following is None:
        return False
    if (
        _is_body(following)
        or following.label
        or following.kind == "table"
        or following.mark in ("heading", "list_item")
    ):
        return True
    return (
        _unmarked(following, following.text)
        and number + 2 < len(paragraphs)
        and (_is_body(paragraphs[number + 2]) or bool(paragraphs[number + 2].label))
    )


def _bold(paragraph: Paragraph, layout: Layout) -> bool:
    """Whether all of a paragraph's words are bold."""
    bold = (
        marks_within(layout.marks, paragraph.start - 3, paragraph.end + 3, "bold")
        if layout.marks
        else []
    )
    return bool(bold) and sum(m.end - m.start for m in bold) >= 0.8 * len(paragraph.text)


def _opening(text: str) -> str:
    """The first words of an item: twelve characters or so, to the end of a word."""
    if len(text) <= 16:
        return text
    asian = len(_ASIAN.findall(text, 0, 12)) > 4
    if asian:
        return text[:12]
    cut = text.find(" ", 24)
    return text[: cut if 0 < cut <= 60 else 24]
