"""Text layers that are not what a page shows, told and where possible mended.

Recognised: characters without a meaning (private use, U+FFFD) in more than bullets; Latin text
of rare letters and Han text of characters that nobody uses, as wrong Unicode maps make them; spaces
between all characters, which are left out; text that is there and not painted (an OCR layer over a
picture, or hidden words); text outside the page; pages that are but a picture. Left out: a map that
swaps a few letters only.

    >>> implausible("Wklv lv wkh whaw ri d mrlqw vwdwhphqw " * 9), implausible("the text " * 30)
    (True, False)
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

import numpy as np

from communique.model.gaps import Gap
from communique.read.pdf.glyphs import Glyphs
from communique.read.pdf.pieces import wide

FEWEST = 60
"""Letters: fewer tell nothing."""
_MEANINGLESS = re.compile(r"[\ue000-\uf8ff\ufffd\U000f0000-\U0010ffff]")
_LATIN = re.compile(r"[A-Za-z]")
_FREQUENT = re.compile(r"[etaoinsrlhETAOINSRLH]")
_HAN = re.compile(r"[\u4e00-\u9fff]")


@cache
def _usual() -> frozenset[str]:
    """The Han characters that one of the national sets counts as common."""
    found: set[str] = set()
    for codec, first, last, low in (
        ("gb2312", 0xB0, 0xD7, range(0xA1, 0xFF)),
        ("euc_jp", 0xB0, 0xCF, range(0xA1, 0xFF)),
        ("big5", 0xA4, 0xC6, (*range(0x40, 0x7F), *range(0xA1, 0xFF))),
    ):
        for high in range(first, last + 1):
            for byte in low:
                found.update(bytes((high, byte)).decode(codec, "ignore"))
    return frozenset(found)


def implausible(text: str) -> bool:
    """Whether words are such as no language writes; False where there are too few to tell."""
    latin = _LATIN.findall(text)
    # ten letters make three quarters of English and Indonesian, two thirds of Polish and romaji
    if len(latin) >= 3 * FEWEST and len(_FREQUENT.findall(text)) < 0.52 * len(latin):
        return True
    han = _HAN.findall(text)
    return len(han) >= FEWEST and sum(c in _usual() for c in han) < 0.75 * len(han)


def meaningless(text: str) -> bool:
    """Whether more characters than bullets have no meaning."""
    return len(_MEANINGLESS.findall(text)) > max(3, 0.04 * len(text))


def spaced_out(g: Glyphs) -> bool:
    """Whether the file puts spaces between all characters."""
    if len(g) < FEWEST:
        return False
    asian = wide(g.chars)
    letters = np.array([c.isalpha() for c in g.chars])
    near = np.abs(g.y0[1:] - g.y0[:-1]) < 0.3 * np.maximum(g.y1[1:] - g.y0[1:], 1)
    space = g.space[1:] == 2
    for kind, share in ((asian, 0.5), (letters & ~asian, 0.6)):
        pairs = kind[1:] & kind[:-1] & near
        if pairs.sum() >= FEWEST and (space & pairs).sum() > share * pairs.sum():
            return True
    return False


def hidden_share(g: Glyphs) -> float:
    """The share of characters that are not painted."""
    if not len(g):
        return 0.0
    hidden = np.array([r.hidden for r in g.runs])
    return float(hidden[g.run].mean())


def layer_gaps(found: Iterable[tuple[str, Sequence[int]]]) -> list[Gap]:
    """The gaps for pages of which something is wrong, by what it is."""
    return [
        Gap(code, f"{MESSAGES[code]} on {pages_named(pages)}") for code, pages in found if pages
    ]


MESSAGES = {
    "text-layer-wrong": "the file's characters are not the ones that are shown",
    "text-layer-spaced": "the file has spaces between all characters, which were left out",
    "text-layer-radicals": "the file has radicals for characters, which were put right,",
    "text-layer-hidden": "the text lies unseen over a picture, as whoever scanned it had it read,",
    "text-off-page": "text lies outside the page and was left out",
    "text-hidden": "text that is not shown was marked as furniture",
    "no-text-layer": "there is a picture and no text; install tesseract to have it read",
    "page-unreadable": "nothing could be read",
    "page-crowded": "there are more characters than any page shows; the rest was left out",
}


def pages_named(pages: Sequence[int]) -> str:
    """Page numbers as people write them.

    >>> pages_named([1, 2, 3, 7]), pages_named([4])
    ('pages 1-3, 7', 'page 4')
    """
    runs: list[list[int]] = []
    for page in sorted(set(pages)):
        if runs and page == runs[-1][1] + 1:
            runs[-1][1] = page
        else:
            runs.append([page, page])
    words = [str(a) if a == b else f"{a}-{b}" for a, b in runs]
    shown = ", ".join(words[:12]) + (", …" if len(words) > 12 else "")
    return ("page " if len(words) == 1 and runs[0][0] == runs[0][1] else "pages ") + shown
