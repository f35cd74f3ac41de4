"""The words of a text as the index holds them: characters in pairs for Chinese and Japanese, whole
words otherwise.

Every CJK character gives one token, itself and the next (日米首 → 日米 米首 首), so that a phrase
of any length, a word of two characters and (by prefix) a single one are found at once. Words are
folded: case, width, accents, traditional and simplified, old and new forms of kanji; one code point
becomes one, so positions hold. `U.S.` is the word `us`. Left out: word stems, stop words, the kana
of a kanji. The folding is of the index alone; a text is never changed by it, and a search can ask
for the exact words. `fold.csv` is made from the tables of OpenCC (Apache-2.0): a class of
characters a row, joined where a traditional character has several forms; it joins a few that are
not the same word (发: 發 and 髮).

    >>> index_text("臺灣海峽 (U.S.)")
    '台湾 湾海 海峡 峡 us'
    >>> find("台湾", "對臺灣的立場")
    [(1, 3)]
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections import deque
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from importlib import resources
from itertools import chain, islice, pairwise
from typing import NamedTuple

VERSION = "1"
"""Stored in every archive: an index made by another version is made again, as old tokens cannot be
deleted by new.
"""

_CJK = (
    "\u3005-\u3007\u3021-\u3029\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3105-\u312f\u31a0-\u31bf"
    "\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff"
)
# 64: a longer "word" is no word (a key, a link), and FTS5 would cut it at 32 kB on its own.
_RUN = re.compile(
    rf"(?P<cjk>[{_CJK}]+)|(?P<short>(?<![a-z0-9])[a-z](?:\.[a-z](?![a-z]))+)|(?P<word>[^\W_{_CJK}]{{1,64}})"
)
_PORTION = 65_536
_COMBINING = re.compile(r"[\u0300-\u036f\u3099\u309a\uff9e\uff9f]")
_HALF_MARKS = {0xFF9E: "\u3099", 0xFF9F: "\u309a"}


class Token(NamedTuple):
    """A token and where it stands in the text; a pair of characters stands where its first one
    does.
    """

    text: str
    start: int
    end: int
    cjk: bool


@cache
def table() -> dict[int, str]:
    """The translation of every code point that folds, for `str.translate`."""
    found: dict[int, str] = {}
    for first, last in ((0x2E80, 0x2FD5), (0xF900, 0xFAD9), (0xFF01, 0xFF9D), (0xFFE0, 0xFFE6)):
        for code in range(first, last + 1):
            found[code] = _one(unicodedata.normalize("NFKC", chr(code)), chr(code))
    for first, last in ((0x41, 0x5A), (0xC0, 0x24F), (0x370, 0x52F), (0x1E00, 0x1FFF)):
        for code in range(first, last + 1):
            found[code] = _plain(chr(code))
    found = {code: _plain(text) for code, text in found.items()}
    kanji: dict[int, str] = {}
    path = resources.files("communique.archive") / "fold.csv"
    for row in csv.DictReader(path.read_text(encoding="utf-8").splitlines()):
        kanji |= dict.fromkeys(map(ord, row["characters"]), row["as"])
    found = {code: kanji.get(ord(text), text) for code, text in found.items()}
    return {code: text for code, text in (found | kanji).items() if ord(text) != code}


def _one(text: str, otherwise: str) -> str:
    return text if len(text) == 1 else otherwise


def _plain(char: str) -> str:
    """The letter without case and, for Latin and Greek, without accents; Cyrillic й stays a letter
    of its own.
    """
    if "\u0400" <= char <= "\u052f":
        return _one(char.lower(), char)
    base = unicodedata.normalize("NFD", char)[0] if char < "\u2000" else char
    return _one(base.lower(), base)


def fold(text: str) -> str:
    """The text folded for matching; as many code points as before.

    >>> fold("ＴＡＩＷＡＮ 臺灣, São Tomé, 國際聯合")
    'taiwan 台湾, sao tome, 国际联合'
    """
    return text.lower() if text.isascii() else text.translate(table())


def index_text(text: str) -> str:
    """The tokens of a text, parted by spaces, as they go into the index; the same for the same
    VERSION.
    """
    parts: list[str] = []
    for kind, run, _ in _runs(text):
        if kind == "cjk":
            # In portions: ten million pairs at once would be a gigabyte.
            for at in range(0, len(run) - 1, _PORTION):
                parts.append(" ".join(map("".join, pairwise(run[at : at + _PORTION + 1]))))
            parts.append(run[-1])
        else:
            parts.append(run.replace(".", ""))
    return " ".join(parts)


def tokens(text: str) -> list[Token]:
    """The tokens of a text with their places in it, in order."""
    return list(_tokens(text))


def _tokens(text: str) -> Iterator[Token]:
    """The tokens one by one: a passage may be a whole file without a full stop."""
    composed, places = _composed(text)
    for kind, run, start in _runs(composed, composed=True):
        if kind == "cjk":
            for at in range(len(run)):
                where = start + at
                yield Token(run[at : at + 2], places(where), places(where + 1), True)
        else:
            end = start + len(run)
            yield Token(run.replace(".", ""), places(start), places(end), False)


def query(words: str, *, prefix: bool = False) -> str | None:
    """The FTS5 expression for a phrase, or None if nothing in it is a letter or a digit. With
    `prefix` its last word may go on.

    >>> query("日米同盟"), query("米"), query("G7首脳 meeting")
    ('"日米 米同 同盟"', '"米" *', '"g7 首脑 脑 meeting"')
    >>> query("coerc", prefix=True)
    '"coerc" *'
    """
    wanted, alone = _phrase(words)
    if not wanted:
        return None
    return '"' + " ".join(wanted) + '"' + (" *" if alone or prefix else "")


def find(words: str, text: str, *, prefix: bool = False) -> list[tuple[int, int]]:
    """Where a phrase stands in a text, folded, as the index finds it: places in order that do not
    overlap.
    """
    plain = None if prefix else _plainly(words)
    if plain is not None and (text.isascii() or not _COMBINING.search(text)):
        folded = fold(text)
        if plain.cjk or not _UNLIKE.search(folded):
            return plain.places(folded)
    wanted, alone = _phrase(words)
    prefix = prefix or alone
    if not wanted:
        return []
    found: list[tuple[int, int]] = []
    count, window = len(wanted), deque[Token]()
    for token in chain(_tokens(text), (None,)):
        if token is not None:
            window.append(token)
        # One more than the phrase, as its last pair of characters reaches into the next token.
        while len(window) > count or (token is None and len(window) == count):
            step = 1
            if _stands(wanted, window, prefix):
                last = window[count - 1]
                step = count + 1 if last.cjk and len(wanted[-1]) == 2 else count
                found.append((window[0].start, window[step - 1].end))
            for _ in range(step):
                window.popleft()
    return found


_UNLIKE = re.compile(r"(?<![a-z0-9])[a-z]\.[a-z]|[^\W_]{64}")
"""Tokens that are not as they are written: `u.s.`, and what is too long for a word."""


_EDGE = re.compile(rf"[^\W_{_CJK}]")


class _Plain(NamedTuple):
    """A phrase that a pattern finds in folded text, ten times faster than token by token."""

    pattern: re.Pattern[str]
    cjk: bool

    def places(self, folded: str) -> list[tuple[int, int]]:
        """Where it stands: of other scripts only as whole words."""
        found: list[tuple[int, int]] = []
        match = self.pattern.search(folded)
        while match:
            start, end = match.span()
            whole = self.cjk or not (
                (start and _EDGE.match(folded, start - 1)) or _EDGE.match(folded, end)
            )
            if whole:
                found.append((start, end))
            match = self.pattern.search(folded, end if whole else start + 1)
        return found


@lru_cache(maxsize=512)
def _plainly(words: str) -> _Plain | None:
    """The pattern of a phrase of Chinese or Japanese without signs in it, or of whole words; None
    for one that is not as simple as that.
    """
    runs = [] if _COMBINING.search(words) else list(_RUN.finditer(fold(words)))
    if len(runs) == 1 and runs[0].lastgroup == "cjk" and len(runs[0][0]) > 1:
        return _Plain(re.compile(re.escape(runs[0][0])), True)
    if not runs or any(run.lastgroup != "word" or len(run[0]) > 60 for run in runs):
        return None
    # The class of edges is costly to compile, so that edges are looked at apart.
    return _Plain(re.compile(r"[\W_]+".join(re.escape(run[0]) for run in runs)), False)


def _stands(wanted: list[str], held: Iterable[Token], prefix: bool) -> bool:
    """Whether a phrase stands at the first of some tokens."""
    for want, token in zip(wanted[:-1], held, strict=False):
        if want != token.text:
            return False
    last = next(islice(held, len(wanted) - 1, None)).text
    return last.startswith(wanted[-1]) if prefix else last == wanted[-1]


def _phrase(words: str) -> tuple[list[str], bool]:
    """The tokens to look for, and whether the last (a single character) stands for all pairs it
    begins.
    """
    held = tokens(words)
    if not held or not held[-1].cjk:
        return [token.text for token in held], False
    # A text may go on after the last character, so it is asked for alone only if nothing pairs with
    # it.
    alone = len(held) == 1 or not (held[-2].cjk and len(held[-2].text) == 2)
    return [token.text for token in (held if alone else held[:-1])], alone


def _runs(text: str, *, composed: bool = False) -> Iterator[tuple[str, str, int]]:
    if not composed and not text.isascii() and _COMBINING.search(text):
        text = _composed(text)[0]
    for match in _RUN.finditer(fold(text)):
        yield str(match.lastgroup), match[0], match.start()


class _Places:
    """Where each code point of a composed text stood in the text before."""

    def __init__(self, starts: list[int] | None) -> None:
        self._starts = starts

    def __call__(self, at: int) -> int:
        return at if self._starts is None else self._starts[at]


def _composed(text: str) -> tuple[str, _Places]:
    """The text with letters and their marks made one (ｶﾞ, e + ´), and the places of its code
    points.

    Rare (half-width kana, file names of macOS): everything else goes through untouched and keeps
    its places.
    """
    if text.isascii() or not _COMBINING.search(text):
        return text, _Places(None)
    out: list[str] = []
    starts: list[int] = []
    for at, char in enumerate(text.translate(_HALF_MARKS)):
        if out and _COMBINING.match(char):
            base = unicodedata.normalize("NFKC", out[-1])
            joined = unicodedata.normalize("NFC", base + char)
            # A mark that joins with nothing is dropped, as accents are.
            out[-1] = joined if len(joined) == 1 else out[-1]
            continue
        out.append(char)
        starts.append(at)
    return "".join(out), _Places([*starts, len(text)])
