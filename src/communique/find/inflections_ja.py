"""Japanese verb endings: which verb of a list stands at the end of a stretch, and in which form.

Recognised: する-verbs, ichidan and godan verbs in plain and polite forms, with the auxiliaries of
official prose (〜している, 〜してまいります, 〜したい, 〜いたします, 〜された, 〜させる).
Left out: classical forms beyond ず and べき, and verbs of no list.

    "両首脳は、連携を強化することを決定しました" ends in 決定, past
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

_ROWS = {
    "k": "かきくけこ",
    "g": "がぎぐげご",
    "s": "さしすせそ",
    "t": "たちつてと",
    "n": "なにぬねの",
    "b": "ばびぶべぼ",
    "m": "まみむめも",
    "r": "らりるれろ",
    "w": "わいうえお",
}
_TE = {"k": "いて", "g": "いで", "s": "して"} | dict.fromkeys("trw", "って")
_TE |= dict.fromkeys("nbm", "んで")
# What follows the て form, and what the whole then is.
_AFTER_TE = {
    "": "te",
    **dict.fromkeys(["いる", "います", "おる", "おります", "おり", "ある", "あります"], "state"),
    **dict.fromkeys(["おられる", "おられます", "いらっしゃる", "いらっしゃいます"], "state"),
    **dict.fromkeys(["おられた", "おられました", "いらっしゃいました"], "past"),
    **dict.fromkeys(["いた", "いました", "おりました", "きた", "きました", "まいりました"], "past"),
    **dict.fromkeys(["いく", "いきます", "ゆく", "行く", "行きます", "いこう"], "go"),
    **dict.fromkeys(["まいる", "まいります", "参る", "参ります", "いただく", "いただきます"], "go"),
    **dict.fromkeys(["いき", "まいり"], "renyo"),
    **dict.fromkeys(["いきたい", "まいりたい", "参りたい", "行きたい", "いただきたい"], "desire"),
    **dict.fromkeys(["いない", "いません", "いなかった", "こなかった"], "no"),
}
_THINKING: tuple[str, ...] = (
    "",
    "です",
    "と思う",
    "と思います",
    "と思っています",
    "と思っております",
)
_THINKING += ("と考える", "と考えます", "と考えている", "と考えています", "と考えております")
_LONGEST = 18  # characters of the longest ending


@dataclass(frozen=True, slots=True)
class Ending:
    """A listed verb at the end of a stretch: where its stem begins and ends, form and voice.

    `form` is plain, past, renyo, te, state, go, desire, will, no or must; `passive` tells 〜される,
    `causative` 〜させる.
    """

    start: int
    stop: int
    stem: str
    form: str
    passive: bool = False
    causative: bool = False


_Voiced = tuple[str, bool, bool]


@cache
def _endings(kind: str) -> Mapping[str, _Voiced]:
    """Endings of a conjugation ("s" for する, "1", "5k"…) with form, passive and causative."""
    if kind == "s":
        active = _paradigm("し", "する", "して", "し", "しよう")
        for polite in ("いた", "致", "申し上げ"):
            inner = _endings("5s" if polite != "申し上げ" else "1")
            active |= {polite + e: form for e, (form, *voice) in inner.items() if not any(voice)}
        active |= {"すべき": "must", "すべきである": "must"}
        active |= {"できる": "can", "できるよう": "can", "": "noun"}
        passive, causative = "され", "させ"
    elif kind == "1":
        active = _paradigm("", "る", "て", "", "よう") | {"るべき": "must"}
        passive, causative = "られ", "させ"
    else:
        row = _ROWS[kind[1]]
        a, i, u, o = row[0], row[1], row[2], row[4]
        te = "って" if kind == "5iku" else _TE[kind[1]]
        active = _paradigm(i, u, te, a, o + "う") | {u + "べき": "must"}
        passive, causative = a + "れ", a + "せ"
    ichidan = _paradigm("", "る", "て", "", "よう")
    made = {ending: (form, False, False) for ending, form in active.items()}
    made |= {passive + ending: (form, True, False) for ending, form in ichidan.items()}
    made |= {causative + ending: (form, False, True) for ending, form in ichidan.items()}
    return made


def _paradigm(renyo: str, plain: str, te: str, negative: str, will: str) -> dict[str, str]:
    """The endings of a verb by its stems, each with its form."""
    forms = {plain: "plain", renyo + "ます": "plain", renyo: "renyo", will: "will"}
    forms |= {te + after: form for after, form in _AFTER_TE.items()}
    forms |= {te[:-1] + ("た" if te[-1] == "て" else "だ"): "past", renyo + "ました": "past"}
    forms |= {renyo + "たい" + more: "desire" for more in _THINKING}
    for no in ("ない", "なかった", "ず", "ぬ"):
        forms[negative + no] = "no"
    forms |= {renyo + "ません": "no", renyo + "ませんでした": "no", renyo + "つつ": "te"}
    forms |= {renyo + "続ける": "plain", renyo + "続け": "renyo", renyo + "ましょう": "will"}
    if plain == "する":
        forms["せず"] = "no"
    return forms


class Verbs:
    """A list of verbs, each with what it stands for, looked up by the end of a text."""

    def __init__(self, listed: Iterable[tuple[str, str]]) -> None:
        """Verbs as (written, meaning): "決定" is a する-verb, "述べ/1" ichidan, "示/5s" godan.
        A verb may have several meanings."""
        self._of: dict[str, dict[str, tuple[str, ...]]] = {}
        for written, meaning in listed:
            stem, _, kind = written.partition("/")
            meanings = self._of.setdefault(stem, {})
            meanings[kind or "s"] = (*meanings.get(kind or "s", ()), meaning)
        self._endings: dict[str, list[tuple[str, _Voiced]]] = {}
        for kind in sorted({kind for kinds in self._of.values() for kind in kinds}):
            for ending, voiced in _endings(kind).items():
                self._endings.setdefault(ending, []).append((kind, voiced))
        self._last: dict[str, int] = {}  # the longest stem that ends in a character
        for stem in self._of:
            self._last[stem[-1]] = max(self._last.get(stem[-1], 0), len(stem))

    def at_end(self, text: str, end: int) -> tuple[Ending, str] | None:
        """The listed verb that ends at `end` with what it stands for; the longest stem wins."""
        found = self.each_at_end(text, end)
        if not found:
            return None
        meaning = min(found, key=lambda name: found[name].start)
        return found[meaning], meaning

    def each_at_end(self, text: str, end: int) -> dict[str, Ending]:
        """What the verbs that end at `end` stand for; of each meaning the longest stem."""
        found: dict[str, Ending] = {}
        for cut in range(min(_LONGEST, end) + 1):
            stop = end - cut
            if stop and text[stop - 1] in self._last:
                for kind, voiced in self._endings.get(text[stop:end], ()):
                    self._stems(text, stop, kind, voiced, found)
        return found

    def _stems(
        self, text: str, stop: int, kind: str, voiced: _Voiced, found: dict[str, Ending]
    ) -> None:
        for size in range(min(self._last[text[stop - 1]], stop), 0, -1):
            start = stop - size
            stem = text[start:stop]
            if stem in self._of and not _inside(text, start, size):
                for meaning in self._of[stem].get(kind, ()):
                    if meaning not in found or start < found[meaning].start:
                        found[meaning] = Ending(start, stop, stem, *voiced)


def _inside(text: str, start: int, size: int) -> bool:
    """Whether a stem of one character is only the end of a compound (公表, 投資; not 旨約した)."""
    before = text[start - 1] if start else ""
    return size == 1 and before not in "旨事点由" and "\u4e00" <= before <= "\u9fff"
