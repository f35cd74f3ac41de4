"""The signs of a search: what a person typed cut into words, phrases, operators and fields, each
with its place.

    >>> [(sign.kind, sign.start) for sign in signs('台湾 -"a b" OR lang:ja')]
    [('words', 0), ('not', 3), ('words', 4), ('or', 10), ('filter', 13)]
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from communique.archive import tokens
from communique.archive.query import Filter, Node, Words
from communique.archive.query_fields import filter_of, is_field
from communique.errors import QueryInvalid

MOST = 200
"""Words and phrases of a search."""
DISTANCE = 10
"""Words between two for NEAR without a number."""
_FARTHEST = 1000

_DOUBLE = "“”„‟〝〞〟"
_QUOTES = {
    **dict.fromkeys('"＂', '"＂'), **dict.fromkeys(_DOUBLE, _DOUBLE + '"＂'),
    "「": "」", "『": "』", "«": "»", "《": "》",
}  # fmt: skip
"""What closes each quotation mark."""
_OPEN, _CLOSE, _EITHER = "(（", ")）", "|｜"
_MINUS = "-－−–‐‑"
_NEAR = re.compile(r"NEAR(?:/(?P<n>.*))?")
_FIELD = re.compile(r"(?P<name>[A-Za-zＡ-Ｚａ-ｚ_]+)[:：]")
_ENDS = frozenset(_OPEN + _CLOSE + _EITHER).union(_QUOTES)


class Sign(NamedTuple):
    """A piece of what was typed: `kind` is open, close, or, and, not, near, words, filter."""

    kind: str
    start: int
    node: Node | Filter | None = None
    distance: int = 0


def wrong(text: str, at: int, what: str, advice: str) -> QueryInvalid:
    """The error for a place in what was typed."""
    seen = text[at : at + 24] + ("…" if len(text) > at + 24 else "")
    where = f"character {at + 1}, at «{seen}»" if seen.strip() else f"character {at + 1}, the end"
    return QueryInvalid(f"{where}: {what}", position=at + 1, advice=advice)


def signs(text: str) -> list[Sign]:
    """The pieces of what was typed, in order."""
    made: list[Sign] = []
    at = count = 0
    while at < len(text):
        char = text[at]
        if char.isspace():
            at += 1
            continue
        if char in _OPEN or char in _CLOSE or char in _EITHER:
            kind = "open" if char in _OPEN else "close" if char in _CLOSE else "or"
            made.append(Sign(kind, at))
            at += 1
        elif char in _QUOTES:
            words, end = _quoted(text, at)
            made.append(Sign("words", at, _phrase(text, at, words)))
            at = end
        elif char in _MINUS and at + 1 < len(text) and not text[at + 1].isspace():
            made.append(Sign("not", at))
            at += 1
        else:
            sign, at = _word(text, at)
            made.append(sign)
        count += made[-1].kind in ("words", "filter")
        if count > MOST:
            raise wrong(
                text, made[-1].start, f"more than {MOST} words", "Search for fewer words at once."
            )
    return made


def _phrase(text: str, at: int, words: str) -> Words:
    if tokens.query(words) is None:
        raise wrong(
            text,
            at,
            "there is no letter or digit in the quotation marks",
            'Write a phrase in them: "Taiwan Strait".',
        )
    return Words(words, at)


def _quoted(text: str, at: int) -> tuple[str, int]:
    """The words in quotation marks that open at a place, and where the text goes on."""
    closing = _QUOTES[text[at]]
    end = next((n for n in range(at + 1, len(text)) if text[n] in closing), None)
    if end is None:
        words = text[at + 1 : at + 41].strip() or "words"
        raise wrong(
            text,
            at,
            "the quotation mark is never closed",
            f"Write {text[at]}{words}{'”' if text[at] == '“' else closing[0]}.",
        )
    return text[at + 1 : end], end + 1


def _word(text: str, at: int) -> tuple[Sign, int]:
    """A word, an operator or a field that begins at a place, and where the text goes on."""
    end = at
    while end < len(text) and not text[end].isspace() and text[end] not in _ENDS:
        end += 1
    word = text[at:end]
    plain = unicodedata.normalize("NFKC", word)
    if plain in ("AND", "OR", "NOT", "&", "&&"):
        kind = "and" if plain.startswith("&") else plain.lower()
        return Sign(kind, at), end
    near = _NEAR.fullmatch(plain)
    if near is not None:
        return Sign("near", at, None, _distance(text, at, near["n"])), end
    field = _FIELD.match(word)
    if field is not None and not word.startswith("//", field.end()):
        return _field(text, at, field)
    prefix = word[-1] in "*＊" and tokens.query(word) is not None
    return Sign("words", at, Words(word.rstrip("*＊") if prefix else word, at, prefix)), end


def _distance(text: str, at: int, given: str | None) -> int:
    if given is None:
        return DISTANCE
    if not (given.isascii() and given.isdecimal() and len(given) < 5 and int(given) <= _FARTHEST):
        raise wrong(
            text,
            at,
            f"NEAR/ needs a number of words up to {_FARTHEST:,}",
            "Write a NEAR/5 b: at most five words between them.",
        )
    return int(given)


def _field(text: str, at: int, field: re.Match[str]) -> tuple[Sign, int]:
    """A field with its value, which may stand in quotation marks."""
    name = unicodedata.normalize("NFKC", field["name"]).lower()
    start = at + field.end()
    if start < len(text) and text[start] in _QUOTES and is_field(name):
        value, end = _quoted(text, start)
        values: tuple[str, ...] = (value,)
    else:
        end = start
        while end < len(text) and not text[end].isspace() and text[end] not in _ENDS:
            end += 1
        values = tuple(re.split("[,，、]", text[start:end]))

    def refuse(what: str, advice: str) -> QueryInvalid:
        return wrong(text, at, what, advice)

    return Sign("filter", at, filter_of(name, values, at, refuse)), end
