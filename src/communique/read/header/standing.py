"""What a text says of its own standing: original, official translation, provisional translation,
unofficial.

Recognised in the first and last lines: （仮訳）, Provisional translation, 中譯本, "This is an
official translation". A language version in a file with several is original unless it says so.
Left out: judging which of two versions is authentic.
"""

from __future__ import annotations

import re
from functools import cache

from communique.languages import data
from communique.model.codes import Authenticity, Basis
from communique.model.documents import Ground
from communique.read.header.face import Face

# Most reserved first: "unofficial translation" also holds "official translation".
_ORDER = ("unofficial", "provisional_translation", "official_translation")


@cache
def _patterns(language: str) -> tuple[tuple[Authenticity, re.Pattern[str]], ...]:
    """The words for each standing, as one pattern each."""
    words = data(language, "documents")["authenticity"]
    return tuple(
        (Authenticity(code), re.compile("|".join(_bounded(w) for w in words[code]), re.IGNORECASE))
        for code in _ORDER
    )


def _bounded(word: str) -> str:
    return (r"\b" if word[0].isascii() and word[0].isalnum() else "") + re.escape(word)


def authenticity_of(face: Face) -> Authenticity:
    """The standing of the text."""
    if given := face.fields.get("authenticity"):
        face.grounds["authenticity"] = Ground(Basis.MANIFEST, "given")
        return Authenticity(given)
    zones = [
        (0, min(face.body + 60, len(face.text))),
        (max(0, len(face.text) - 400), len(face.text)),
    ]
    for start, end in zones:
        for code, pattern in _patterns(face.language):
            match = pattern.search(face.text, start, end)
            if match:
                face.ground("authenticity", "says-so", match.start(), match.end())
                return code
    return Authenticity.ORIGINAL
