"""The language of a piece of text, from the characters it is written in.

Kana decide for Japanese. Han characters alone are judged by three national character sets: those of
Big5 that neither GB 2312 nor JIS level 1 has (國, 臺, 們) speak for traditional Chinese, those only
in GB 2312 (们, 这) for simplified, those only in JIS level 1 (対, 気, 込) for Japanese; 東京 or
地域情勢 decide nothing and take their neighbours' language. Latin text is English by its function
words; else py3langid names the language, which becomes a gap. Left out: telling Cantonese or
classical Chinese apart, and transliterated text.

    >>> texts = ("両首脳は、対話を続ける。", "我們同意繼續對話。", "我们同意继续对话。", "東京")
    >>> [language(text) for text in texts]
    ['ja', 'zh-Hant', 'zh-Hans', None]
    >>> language("The two sides agreed to meet again in the spring of next year.")
    'en'
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

KANA, HANGUL, CYRILLIC, ARABIC, OTHER = "k", "h", "c", "a", "o"
LATIN, HAN, TRADITIONAL, SIMPLIFIED, JAPANESE = "l", "H", "T", "S", "J"
NOT_SIMPLIFIED, NOT_TRADITIONAL, CHINESE, NOTHING = "t", "s", "C", " "

_FUNCTION_WORDS = re.compile(
    r"\b(?=[abfhinotw])(?:the|of|and|to|in|that|will|for|with|is|are|was|were|on|by|have|has|their|this|it|as|be|we|our|from|which|at|its|an|not)\b",
    re.IGNORECASE,
)
_WORDS = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


def _in(char: str, codec: str) -> bool:
    try:
        char.encode(codec)
    except UnicodeEncodeError:
        return False
    return True


def _common_in_japanese(char: str) -> bool:
    """Level 1 of JIS X 0208 (rows 16-47), the characters of ordinary print."""
    try:
        return 0x30 <= char.encode("iso2022_jp")[3] <= 0x4F
    except (UnicodeEncodeError, IndexError):
        return False


def _han(char: str) -> str:
    sets = (_in(char, "big5"), _in(char, "gb2312"), _common_in_japanese(char))
    return {
        (True, False, False): TRADITIONAL,
        (False, True, False): SIMPLIFIED,
        (False, False, True): JAPANESE,
        (True, False, True): NOT_SIMPLIFIED,
        (False, True, True): NOT_TRADITIONAL,
        (True, True, False): CHINESE,
    }.get(sets, HAN)


def _class(code: int) -> str:
    if code < 0x250:
        return LATIN if chr(code).isalpha() else NOTHING
    char = chr(code)
    if (
        0x3041 <= code <= 0x30FA
        or 0x30FC <= code <= 0x30FF
        or 0x31F0 <= code <= 0x31FF
        or 0xFF66 <= code <= 0xFF9F
    ):
        return KANA
    if 0x4E00 <= code <= 0x9FFF:
        return _han(char)
    if 0x3400 <= code <= 0x4DBF or 0xF900 <= code <= 0xFAFF or 0x20000 <= code <= 0x323AF:
        return HAN
    if 0xAC00 <= code <= 0xD7A3 or 0x1100 <= code <= 0x11FF or 0x3130 <= code <= 0x318F:
        return HANGUL
    if 0x400 <= code <= 0x52F:
        return CYRILLIC
    if 0x590 <= code <= 0x6FF:
        return ARABIC
    if 0xFF21 <= code <= 0xFF3A or 0xFF41 <= code <= 0xFF5A or 0x1E00 <= code <= 0x1EFF:
        return LATIN
    return OTHER if char.isalpha() else NOTHING


class _Classes(dict[int, str]):
    """Character classes, worked out once a character (`str.translate` then runs at C speed)."""

    def __missing__(self, code: int) -> str:
        found = self[code] = _class(code)
        return found


_CLASSES = _Classes()
_NOT_LETTERS = bytes(c for c in range(128) if not chr(c).isalpha())


class Script(NamedTuple):
    """Counts of letters by script; `traditional`, `simplified`, `japanese` are Han characters that
    speak for one."""

    latin: int
    kana: int
    han: int
    traditional: int
    simplified: int
    japanese: int
    other: int
    hangul: int
    cyrillic: int

    @property
    def letters(self) -> int:
        """All letters."""
        return self.latin + self.kana + self.han + self.other


def script(text: str) -> Script:
    """Count the letters of a text by script."""
    if text.isascii():
        return Script(len(text.encode().translate(None, _NOT_LETTERS)), 0, 0, 0, 0, 0, 0, 0, 0)
    count = text.translate(_CLASSES).count
    trad, simp, japanese = count(TRADITIONAL), count(SIMPLIFIED), count(JAPANESE)
    not_simp, not_trad, chinese = count(NOT_SIMPLIFIED), count(NOT_TRADITIONAL), count(CHINESE)
    han = trad + simp + japanese + not_simp + not_trad + chinese + count(HAN)
    hangul, cyrillic = count(HANGUL), count(CYRILLIC)
    return Script(
        count(LATIN),
        count(KANA),
        han,
        2 * trad + not_simp + chinese,
        2 * simp + not_trad + chinese,
        2 * japanese + not_trad + not_simp,
        hangul + cyrillic + count(ARABIC) + count(OTHER),
        hangul,
        cyrillic,
    )


def language(text: str) -> str | None:
    """The BCP 47 tag of a text's language, or None where its characters do not decide."""
    counts = script(text)
    asian = counts.kana + counts.han
    if counts.other > max(asian, counts.latin):
        return _other(text, counts)
    if not asian:
        return _latin(text) if counts.latin >= 4 else None
    # A Latin word takes about three times the characters of a Han word: weigh before saying which
    # one rules.
    if counts.latin > 4 * asian and counts.latin >= 30:
        return _latin(text)
    if (counts.kana >= 2 and counts.kana * 10 >= asian) or (
        counts.kana and counts.han <= 8 * counts.kana and not counts.traditional + counts.simplified
    ):
        return "ja"
    return _chinese(counts, text)


def _chinese(counts: Script, text: str) -> str | None:
    """Which of the three a text of Han characters alone is; weights: 2 for a character of one set
    alone, 1 of two."""
    votes = sorted(
        ((counts.traditional, "zh-Hant"), (counts.simplified, "zh-Hans"), (counts.japanese, "ja")),
        reverse=True,
    )
    best, second = votes[0], votes[1]
    return best[1] if best[0] >= 2 and best[0] - second[0] >= max(2, counts.han // 50) else None


def _latin(text: str) -> str | None:
    sample = text[:2000]
    words = len(_WORDS.findall(sample))
    share = len(_FUNCTION_WORDS.findall(sample)) / words if words else 0.0
    if (share >= 0.15 and words >= 4) or (share >= 0.25 and words >= 2):
        return "en"
    if words < 12:
        return None
    guess, certain = _langid(sample)
    return guess if certain or guess == "en" else None


def _other(text: str, counts: Script) -> str:
    if counts.hangul * 2 > counts.other:
        return "ko"
    return _langid(text[:2000])[0]


def _langid(text: str) -> tuple[str, bool]:
    """py3langid's language, and whether it is sure of it (probability over .9)."""
    guess, probability = _identifier().classify(text)
    return str(guess), bool(probability > 0.9)


@cache
def _identifier():  # type: ignore[no-untyped-def]  # py3langid ships no types
    """The classifier, loaded only when a text is neither English nor East Asian."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
