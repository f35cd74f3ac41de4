"""Folding of width, script variants, dots and accents, one code point to one, so that offsets hold.

Full-width letters become half-width, 臺 台 and 國 国 meet, every middle dot becomes `·`, é
becomes e, and in English a line break inside a name counts as a space. Left out: what would
change the length, such as the half-width ﾊﾞ (two code points), and upper and lower case, which
tell US from us.

    >>> fold("Ｇ７サミット、臺灣", "ja")
    'G7サミット、台湾'
"""

from __future__ import annotations

import csv
import unicodedata
from functools import cache
from importlib import resources

SCRIPTS = {"en": "en", "ja": "ja", "zh-Hant": "zh", "zh-Hans": "zh"}
"""The script whose matching rules a language takes: both Chinese scripts are looked up together."""

_DOTS = "・･‧•∙⋅"
_SPACES = "\u00a0\u2002\u2003\u2009\u202f\u3000"


@cache
def table(script: str) -> dict[int, str]:
    """The translation of every code point that folds, for `str.translate`."""
    found: dict[int, str] = {}
    for first, last in ((0xFF01, 0xFF9D), (0xF900, 0xFAD9), (0x2F00, 0x2FD5), (0x2E80, 0x2EF3)):
        for code in range(first, last + 1):
            folded = unicodedata.normalize("NFKC", chr(code))
            if len(folded) == 1 and ord(folded) != code:
                found[code] = folded
    for code in range(0xC0, 0x250):
        base = unicodedata.normalize("NFD", chr(code))[0]
        if base != chr(code):
            found[code] = base
    found |= dict.fromkeys(map(ord, _DOTS), "·")
    found |= dict.fromkeys(map(ord, _SPACES), " ")
    found |= dict.fromkeys(map(ord, "’ʼ‘"), "'")
    found |= dict.fromkeys(map(ord, "‐‑–−"), "-")
    # No text in UTF-8 has lone surrogates, and the automaton takes only what UTF-8 can hold.
    found |= dict.fromkeys(range(0xD800, 0xE000), "\ufffd")
    if script == "en":
        found |= dict.fromkeys(map(ord, "\n\r\t"), " ")
    path = resources.files("communique.names") / "tables" / "variants.csv"
    rows = csv.DictReader(path.read_text(encoding="utf-8").splitlines())
    same = {row["character"]: row["as"] for row in rows if row["language"] == script}
    found = {code: same.get(text, text) for code, text in found.items()}
    return found | {ord(character): target for character, target in same.items()}


def fold(text: str, language: str) -> str:
    """The text folded for matching in a language; as many code points as before.

    Raises `KeyError` for a language without a matching script.

    >>> fold("São Tomé", "en")
    'Sao Tome'
    """
    script = SCRIPTS[language]
    if script == "en" and text.isascii():
        return text.replace("\n", " ").replace("\r", " ").replace("\t", " ")
    return text.translate(table(script))
