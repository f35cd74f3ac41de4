"""Labels of headings and numbered items as people print them, and the value each stands for.

Recognised at the start of a paragraph: `【セッション１】` `第一，` `1.` `1)` `１ ` `(1)` `（1）`
`1.2` `①` `I.` `Ⅱ` `(a)` `a)` `A.` `(i)` `一、` `一　` `(一)` `（一）` `第1条` `第三章` `Article 4`
`Annex B` `(甲)` `(ア)` `ア ` `イ、`, at any width, and bullets. A label's *style* is its shape
without its value, so that `3.` and `4.` are of one style. Weak styles (a lone letter or number
that could be anything: `A.`, `1 `, `ア `) count only where they begin or continue a numbering;
that is decided in outline.py. Left out: labels inside a sentence (`… the following: ① …`).

    >>> found = [label(text) for text in ("4. Trade", "（三）双方同意", "第十二条", "(b) lower")]
    >>> [(item.label, item.style, item.value) for item in found if item]
    [('4.', '1.', 4), ('（三）', '(一)', 3), ('第十二条', '第条', 12), ('(b)', '(a)', 2)]
    >>> label("1996. Then") is None
    True
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

_HAN = "一二三四五六七八九十百〇零"
_KATAKANA = "アイウエオカキクケコサシスセソタチツテト"
_IROHA = "イロハニホヘトチリヌル"
_FORMAL = "壹貳參肆伍陸柒捌玖拾"
_ENGLISH = (
    "One",
    "Two",
    "Three",
    "Four",
    "Five",
    "Six",
    "Seven",
    "Eight",
    "Nine",
    "Ten",
    "Eleven",
    "Twelve",
)
_PARTS = ("Article", "Section", "Chapter", "Part", "Annex", "Appendix")
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50}

_LABEL = re.compile(
    rf"""
    (?P<article>第\s?[0-9０-９{_HAN}]{{1,4}}\s?(?P<unit>[条條章節节部編编款項项回課])
        (?:の[0-9０-９{_HAN}]{{1,2}})?(?=$|\W|[一-鿿ぁ-んァ-ヶ])
      | (?P<word>{"|".join((*_PARTS, *map(str.upper, _PARTS)))})\s
        (?:[0-9]{{1,3}}|[IVXL]{{1,6}}|[A-Z]|{"|".join((*_ENGLISH, *map(str.upper, _ENGLISH)))})
        (?=$|[\s.:,\-—–)]))
    | (?P<paren>[(（〔［\[]\s?
        (?:[0-9０-９]{{1,2}}|[a-zａ-ｚ]|[A-ZＡ-Ｚ]|[ivx]{{1,5}}|[IVX]{{1,5}}
          |[{_HAN}]{{1,3}}|[{_STEMS}]|[{_KATAKANA}{_IROHA}])
        \s?[)）〕］\]])
    | (?P<circled>[\u2460-\u2473\u3220-\u3229\u3280-\u3289\u24d0-\u24e9\u2776-\u277f])
    | (?P<decimal>[0-9]{{1,2}}(?:\.[0-9]{{1,2}}){{1,3}}\.?(?=[\s　]+[^\sa-z0-9%％]))
    | (?P<digits>[0-9０-９]{{1,3}}(?:[.．](?![0-9０-９])|[、)）](?![0-9０-９])))
    | (?P<ordinal>第[{_HAN}]{{1,2}}(?=[，,、]))
    | [【\[［〔](?P<session>(?:第\s?)?[0-9０-９{_HAN}]{{1,2}}\s?(?:セッション|場|场)
        |(?:セッション|Session|Panel|SESSION|PANEL)\s?[0-9０-９IVX{_HAN}]{{1,3}})
        (?=[\s　:：】\]］〕])
    | (?P<han>(?:[{_HAN}]{{1,3}}|[{_FORMAL}]{{1,2}})[、．.])
    | (?P<hanwide>[{_HAN}]{{1,3}}(?=[　\t]))
    | (?P<romanwide>[\u2160-\u216b](?:[.．、]|(?=[\s　]|$)))
    | (?P<roman>[IVX]{{1,5}}\.(?=\s)|[ivx]{{1,5}}[.)](?=\s))
    | (?P<letter>[A-Z]\.(?=\s)|[a-z][.)](?=\s)|[A-Z]\)(?=\s))
    | (?P<wide>[０-９]{{1,2}}(?=[\s　])|[0-9]{{1,2}}(?=[　\t]|[ ]{{2}})|[{_KATAKANA}](?=[　、．.)]))
    | (?P<bullet>[・●○•◦‣◇◆■□▪▸►〇※](?!\d)|[-*–—−](?=[\s　]))
    """,
    re.VERBOSE,
)
_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")
_MARKS = re.compile(r"[()（）〔〕［］\[\].．、:：\s]")
_HAN_DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"零": 0}
_BEHIND = {
    "article": " \t\u3000\u00a0:：.—–-",
    "ordinal": "，,、",
    "session": " \t\u3000:：】］]〕",
}
"""What may stand between a label of a kind and the words after it, where it is more than space."""
HEAD = 48
"""Characters of a paragraph that are looked at: the longest label has 20."""


class Label(NamedTuple):
    """A label as printed, its style and value, where the words after it begin, and whether it is
    weak."""

    label: str
    style: str
    value: int
    end: int
    weak: bool = False


def label(text: str) -> Label | None:
    """The label a paragraph begins with, if any; looks at the first few characters only."""
    return _label(text[:HEAD])


@lru_cache(maxsize=8192)
def _label(head: str) -> Label | None:
    match = _LABEL.match(head)
    if match is None or match.lastgroup is None:
        return None
    kind, printed, end = match.lastgroup, match.group(), match.end()
    if kind == "session":
        printed = match.group("session")
    elif kind == "article" and head[end : end + 1] in (":", "：", "."):
        printed = head[: end + 1]
    behind = _BEHIND.get(kind, " \t\u3000\u00a0")
    while end < len(head) and head[end] in behind:
        end += 1
    if kind == "bullet":
        inner = _label(head[end:])
        if inner and not inner.style.startswith("•"):
            # `- (a) …`: the bullet is the list's, the label is the text's
            return inner._replace(end=inner.end + end)
        return Label(printed, "•" + printed, 0, end)
    style, value = _style_and_value(kind, match, printed)
    weak = kind in ("ordinal", "wide", "hanwide", "letter", "roman") or style == "(A)"
    return Label(printed, style, value, end, weak)


def _style_and_value(kind: str, match: re.Match[str], printed: str) -> tuple[str, int]:
    core = _MARKS.sub("", printed).translate(_DIGITS)
    if kind == "session":
        return "【】", number(re.sub(r"[^0-9IVX一二三四五六七八九十]", "", core))
    if kind == "ordinal":
        return "第一", number(core[1:])
    if kind == "article":
        unit = match.group("unit")
        if unit:
            return f"第{unit}", number(core.removeprefix("第").split("の")[0].rstrip(unit))
        return f"第{match.group('word').title()}", number(match.group().split()[-1])
    if kind == "decimal":
        parts = printed.rstrip(".").split(".")
        return "1" + ".1" * (len(parts) - 1), int(parts[-1])
    if kind == "circled":
        return "①", int(unicodedata.numeric(printed, 0)) or ord(printed) - 0x24CF
    wrap = {"paren": "(%s)", "han": "%s、", "hanwide": "%s、"}.get(kind, "%s.")
    return wrap % _shape(core), number(core)


def _shape(core: str) -> str:
    """The numbering a label's core belongs to, by its first term: 1, 一, a, A, i, I, ア, 甲."""
    if core[:1].isdigit() and core.isdecimal():
        return "1"
    if core[0] in _FORMAL:
        return "壹"
    if core[0] in _HAN:
        return "一"
    if core[0] in _STEMS:
        return "甲"
    if 0x2160 <= ord(core[0]) <= 0x216B or (core.isupper() and set(core.lower()) <= set(_ROMAN)):
        return "I"
    if core.islower() and set(core) <= set("ivx"):
        return "i"
    if core[0] in _KATAKANA + _IROHA:
        return "ア"
    return "a" if core.islower() else "A"


def number(core: str) -> int:
    """The value of a label's core: digits, Han numerals, Roman numerals, letters, katakana, stems;
    0 if none."""
    core = unicodedata.normalize("NFKC", core).translate(_DIGITS)
    if core.isdecimal():
        return int(core)
    if not core:
        return 0
    if core.title() in _ENGLISH:
        return _ENGLISH.index(core.title()) + 1
    if core[0] in _FORMAL:
        return _FORMAL.index(core[0]) + 1
    if core[0] in _HAN:
        return _han_number(core)
    if core[0] in _STEMS:
        return _STEMS.index(core[0]) + 1
    if core[0] in _KATAKANA:
        return _KATAKANA.index(core[0]) + 1
    if core[0] in _IROHA:
        return _IROHA.index(core[0]) + 1
    lower = core.lower()
    if set(lower) <= set(_ROMAN):
        return _roman_number(lower)
    return ord(lower[0]) - 96 if len(lower) == 1 and "a" <= lower <= "z" else 0


def letter_value(core: str) -> int:
    """The value of a label as a letter, for `(i)` after `(h)`; 0 if it is none."""
    lower = unicodedata.normalize("NFKC", core).strip("().[] ").lower()
    return ord(lower) - 96 if len(lower) == 1 and "a" <= lower <= "z" else 0


def _han_number(core: str) -> int:
    total = pending = 0
    for char in core:
        if char == "百":
            total, pending = total + (pending or 1) * 100, 0
        elif char == "十":
            total, pending = total + (pending or 1) * 10, 0
        else:
            pending = pending * 10 + _HAN_DIGITS.get(char, 0)
    return total + pending


def _roman_number(core: str) -> int:
    total = 0
    for char, after in zip(core, core[1:] + " ", strict=True):
        value = _ROMAN[char]
        total += -value if _ROMAN.get(after, 0) > value else value
    return total
