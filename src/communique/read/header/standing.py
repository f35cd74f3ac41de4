"""What a text says of its own standing: original, official translation, provisional translation,
unofficial.

Recognised in the first and last lines: （仮訳）, Provisional translation, 中譯本, "This is an
official translation". A language version in a file with several is original unless it says so.
Left out: judging which of two versions is authentic.
"""

from __future__ import annotations

import re

from communique.model.codes import Authenticity, Basis
from communique.model.documents import Ground
from communique.read.header.face import Face

# Most reserved first: "unofficial translation" also holds "official translation".
_ORDER = ("unofficial", "provisional_translation", "official_translation")


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
        low = face.text[start:end].lower()
        for code in _ORDER:
            for word in face.words["authenticity"][code]:
                edge = r"\b" if word[0].isascii() and word[0].isalnum() else ""
                match = re.search(edge + re.escape(word), low)
                if match:
                    face.ground(
                        "authenticity", "says-so", start + match.start(), start + match.end()
                    )
                    return Authenticity(code)
    return Authenticity.ORIGINAL
