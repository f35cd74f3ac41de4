"""Pictures of pages as layouts: which language they are in, their words, lines and paragraphs.

Recognised: PNG, JPEG and TIFF (also of several pages), and the pages that the reader of PDF draws.
The language is the one of English, Japanese (across and down) and both Chinese scripts that
tesseract is surest of; it is asked again where a page turns out badly. Every word has its box and
confidence, and a gap says by what and how surely pages were read. Left out: languages that
tesseract has no data for, handwriting, straightening of crooked pages beyond what tesseract does.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, Protocol

from communique.errors import InputBroken, ReadingTooSlow, UnsupportedFormat
from communique.model.gaps import Gap
from communique.model.places import Place
from communique.model.quotes import Range
from communique.read.layout import Layout, Mark
from communique.read.scans import tesseract
from communique.read.scans.tesseract import Sheet, Word

READER = "scan/1"
TIME = 170.0
"""Seconds for all pages of a file: less than the sandbox gives, so that what was read is kept."""
SURE = 0.80
"""Mean confidence of a page from which its language is not doubted."""
DOUBTFUL = 0.60
"""Below this a word is counted as doubtful."""
DPI = 300.0
"""What a picture is taken for that does not say how fine it is."""
COLUMN, ACROSS = 5, 3
"""Page segmentation modes of tesseract: one block of vertical text; automatic."""


class _Way(NamedTuple):
    """A way to read: the name of tesseract's data, the script it is for, the segmentation mode."""

    language: str
    scripts: frozenset[str]
    mode: int = ACROSS


_EASTERN = frozenset({"Japanese", "Han", "HanS", "HanT", "Hangul"})
_WAYS = (
    _Way("eng", frozenset({"Latin"})),
    _Way("jpn", _EASTERN),
    _Way("chi_tra", _EASTERN),
    _Way("chi_sim", _EASTERN),
    _Way("jpn_vert", _EASTERN, COLUMN),
)
"""Tesseract's detection of scripts tells Latin from Eastern ones well, but not those apart."""


class Page(Protocol):
    """A page as drawn (read/pdf/pictures.py)."""

    @property
    def number(self) -> int:
        """Its number in the file, from 1."""

    @property
    def width(self) -> float:
        """How wide it is, in points."""

    @property
    def height(self) -> float:
        """How high it is, in points."""

    @property
    def dpi(self) -> float:
        """How many dots an inch it was drawn with."""

    @property
    def pgm(self) -> bytes:
        """The picture, in shades of grey."""


def extract(data: bytes, *, name: str) -> Layout:
    """The layout of a picture file. Raises `unsupported-format` where tesseract is not installed,
    `broken` for what it cannot open."""
    if not _ways():
        raise UnsupportedFormat(
            f"{name} is a picture, and no tesseract is installed to read it",
            advice=tesseract.ADVICE,
        )
    reader = _Reader()
    sheets = reader.sheets(data)
    gaps = _gaps([(sheet.page, reader.way, sheet) for sheet in sheets])
    return _joined([_layout(sheet, 72 / DPI) for sheet in sheets], gaps)


def extract_pages(pages: Iterable[Page]) -> Iterator[Layout]:
    """A layout for each page, in their order, with places on page 1; nothing without tesseract.

    A page that cannot be read, or for which no time is left, is an empty layout with a gap.
    """
    if not _ways():
        return
    reader, until = _Reader(), time.monotonic() + TIME
    for page in pages:
        if time.monotonic() > until:
            yield _unread(page.number, "no time was left for it")
            continue
        try:
            [sheet, *_] = reader.sheets(page.pgm, dpi=page.dpi)
        except (InputBroken, ReadingTooSlow) as error:
            yield _unread(page.number, error.message)
            continue
        layout = _layout(sheet, 72 / page.dpi)
        layout.gaps = _gaps([(page.number, reader.way, sheet)])
        yield layout


def _unread(number: int, why: str) -> Layout:
    gap = Gap("scan-unread", f"page {number} is a picture and was not read: {why}")
    return Layout("", gaps=[gap], reader=READER)


def _ways() -> tuple[_Way, ...]:
    return tuple(way for way in _WAYS if way.language in tesseract.languages())


class _Reader:
    """Reads pictures one by one in the language of the one before, while that goes well."""

    def __init__(self) -> None:
        self.way = _ways()[0]
        self._chosen = False

    def sheets(self, picture: bytes, *, dpi: float | None = None) -> list[Sheet]:
        """The pages of a picture."""
        found = self._read(picture, self.way, dpi) if self._chosen else []
        if not found or (_sureness(found) < SURE and any(s.words for s in found)):
            found = self._best(picture, dpi)
        return found

    def _best(self, picture: bytes, dpi: float | None) -> list[Sheet]:
        """The reading that tesseract is surest of; a language that is plainly right ends the
        search."""
        best: tuple[float, list[Sheet], _Way] | None = None
        script = tesseract.script(picture, dpi=dpi)
        for way in [way for way in _ways() if script in way.scripts] or _ways():
            if way.mode == COLUMN and best and best[0] >= DOUBTFUL:
                continue
            found = self._read(picture, way, dpi)
            sureness = _sureness(found)
            if best is None or sureness > best[0]:
                best = sureness, found, way
        assert best is not None
        self._chosen = best[0] >= DOUBTFUL
        self.way = best[2]
        return best[1]

    def _read(self, picture: bytes, way: _Way, dpi: float | None) -> list[Sheet]:
        return tesseract.read(picture, language=way.language, layout=way.mode, dpi=dpi)


def _sureness(sheets: Sequence[Sheet]) -> float:
    """The mean confidence of pages over their characters."""
    weights = [sum(len(word.text) for word in sheet.words) for sheet in sheets]
    total = sum(weights)
    return (
        sum(s.confidence * w for s, w in zip(sheets, weights, strict=True)) / total
        if total
        else 0.0
    )


def _layout(sheet: Sheet, scale: float) -> Layout:
    """A page's words as text: a line each, paragraphs marked, blocks apart by an empty line."""
    text, places, marks = "", list[Place](), list[Mark]()
    last: Word | None = None
    begun = 0
    for word in sheet.words:
        if last is not None:
            apart = (word.block, word.paragraph) != (last.block, last.paragraph)
            if apart and not (word.text[0].islower() and last.text[-1].isalnum()):
                marks.append(Mark(begun, len(text), "paragraph"))
                text += "\n\n" if word.block != last.block else "\n"
                begun = len(text)
            elif apart or word.line != last.line:  # also a sentence that tesseract parted
                text += "\n"
            elif not (_dense(last.text[-1]) and _dense(word.text[0])):
                text += " "
        start = len(text)
        text += word.text
        x0, y0, x1, y1 = (round(side * scale, 1) for side in word[4:8])
        sure = round(word.confidence, 2)
        places.append(Place(start, len(text), 1, x0, y0, x1, y1, sure))
        last = word
    if text:
        marks.append(Mark(begun, len(text), "paragraph"))
    return Layout(
        text,
        marks=marks,
        places=places,
        page_sizes=((sheet.width * scale, sheet.height * scale),),
        reader=READER,
    )


def _dense(char: str) -> bool:
    """Whether a character is of a script that is written without spaces."""
    return char > "\u2e7f"


def _joined(parts: Sequence[Layout], gaps: list[Gap]) -> Layout:
    """The pages of a file as one layout."""
    whole = Layout("", gaps=gaps, reader=READER)
    pages, sizes = list[Range](), list[tuple[float, float]]()
    for number, part in enumerate(parts, 1):
        start = len(whole.text)
        whole.text += part.text + "\n"
        whole.marks += [m._replace(start=m.start + start, end=m.end + start) for m in part.marks]
        whole.places += [
            p._replace(start=p.start + start, end=p.end + start, page=number) for p in part.places
        ]
        pages.append((start, len(whole.text)))
        sizes += part.page_sizes
    whole.pages, whole.page_sizes = tuple(pages), tuple(sizes)
    return whole


def _gaps(read: Sequence[tuple[int, _Way, Sheet]]) -> list[Gap]:
    """By what pages were read, how surely, and how many of their words are doubtful."""
    gaps = []
    for number, way, sheet in read:
        doubtful = sum(word.confidence < DOUBTFUL for word in sheet.words)
        gaps.append(
            Gap(
                "scan-read",
                f"page {number} is a picture and was read by tesseract {tesseract.version()} as "
                f"{way.language}, with a mean confidence of {sheet.confidence:.2f}; {doubtful} of "
                f"{len(sheet.words)} words below {DOUBTFUL:.2f}",
            )
        )
    return gaps
