"""What measures of one sentence say of each other: a bare 元 beside 美元.

Chinese texts shorten a currency they have named: 日本對美輸出達四億元…出超一億美元. A bare 元 takes
the currency of 美元, 日圓 or 港元 in the same sentence, unless one is the other converted
(八億元（約一億美元）).
"""

from __future__ import annotations

import re
from dataclasses import replace

from communique.find.measured import Measure

_BARE = re.compile(r"[元圓圆]\Z")
_NAMED = re.compile(r"[美日港歐欧澳加][元圓圆]\Z")
_CONVERTED = re.compile(r"[约約]合|折合|相[当當]|等[值於于]|人民[币幣]|[台臺][币幣]")


def beside(found: list[Measure], text: str, language: str) -> list[Measure]:
    """The measures, a bare 元 with the currency of the one named beside it."""
    if not language.startswith("zh"):
        return found
    named = [m for m in found if m.basis is None and _NAMED.search(text, m.start, m.end)]
    units = {m.unit for m in named}
    bracketed = any(text[m.start - 1 : m.start] in ("(", "（") for m in named)
    if len(units) != 1 or bracketed or _CONVERTED.search(text, found[0].start, found[-1].end + 4):
        return found
    (unit,) = units
    why = f'bare "元": {text[named[0].end - 2 : named[0].end]} in the same sentence'
    return [
        replace(m, unit=unit, basis=why) if m.basis and _BARE.search(text, m.start, m.end) else m
        for m in found
    ]
