"""People in Japanese texts, by the office or 氏 behind a name, or a label before it.

Recognised: kanji names (three to five characters, or a common surname alone) and katakana names
before an office, between which a state may stand (ホセ・リマ・チリ大統領); names behind 報告者：;
names with Latin letters in brackets. Left out: offices alone, 同氏, bodies, states, loan words.

    "東都大の森田葵教授はホセ・リマ・チリ大統領と" -> 森田葵, ホセ・リマ
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from communique.find import naming
from communique.find.naming import Sighting, Taken, body
from communique.languages import data

_NO_SURNAME = "国側方同両各前元副新旧現"
"""No surname ends with these: 両国外務大臣."""
_LONGEST = 4
"""Characters of the longest surname."""
_DOTS = "·・．‧•＝"
_KANA = rf"[ァ-ヶー]{{1,20}}(?:[{_DOTS}][ァ-ヶーＡ-ＺA-Z．.]{{1,20}}){{0,4}}"
_LATIN = naming.LATIN


@dataclass(frozen=True, slots=True)
class _Words:
    rank: re.Pattern[str]
    personal: re.Pattern[str]
    kana: re.Pattern[str]
    kanji: re.Pattern[str]
    surnames: frozenset[str]
    no_surnames: frozenset[str]
    surname_ends: re.Pattern[str]
    local: re.Pattern[str]
    han_first: re.Pattern[str]
    han_short: re.Pattern[str]
    never: frozenset[str]
    katakana_never: frozenset[str]
    no_char: re.Pattern[str]
    dotted: re.Pattern[str]
    label: re.Pattern[str]
    glossed: re.Pattern[str]
    read: re.Pattern[str]
    suffixes: re.Pattern[str]
    of_state: re.Pattern[str]
    polite: frozenset[str]

    def title(self, rank: str) -> str:
        """An office without what belongs to the name of a state before it: 共和国首相."""
        return self.of_state.sub("", rank)

    def surname(self, name: str) -> str | None:
        """The longest surname that a name begins with."""
        sizes = range(min(len(name), _LONGEST), 0, -1)
        return next((name[:n] for n in sizes if name[:n] in self.surnames), None)


@cache
def _words() -> _Words:
    given, documents = data("ja", "people"), data("ja", "documents")
    portfolios = "|".join(sorted(documents["portfolios"], key=len, reverse=True))
    ranks = "|".join(r.replace("{p}", f"(?:{portfolios})") for r in given["ranks"])
    states = "|".join(sorted(documents["state_suffixes"], key=len, reverse=True))
    labels, not_ranks = "|".join(given["labels"]), f"(?:{'|'.join(given['not_ranks'])})"
    return _Words(
        re.compile(rf"(?P<former>{given['former']})?(?P<rank>{ranks})(?!{not_ranks})"),
        re.compile("|".join(given["personal"])),
        re.compile(rf"{_KANA}\Z"),
        re.compile(r"[一-龥々ヶ]{1,12}\Z"),
        frozenset(given["surnames"]),
        frozenset(given["no_surnames"]),
        re.compile(given["surname_ends"]),
        re.compile(given["local"]),
        re.compile(given["han_first"]),
        re.compile(given["han_short"]),
        frozenset(given["never"]),
        frozenset(given["katakana_never"]),
        re.compile(f"[{given['no_char']}]"),
        re.compile(rf"(?P<name>[一-龥々]{{3,5}})・[一-龥ァ-ヶー]{{0,12}}?(?P<rank>{ranks})"),
        re.compile(
            rf"(?:{labels})[：:／/　 ]{{1,2}}"
            r"(?P<name>[一-龥々]{1,3}[ 　]?[一-龥々]{1,3})(?=[（(、，\s]|$)"
        ),
        re.compile(rf"(?P<name>[一-龥々]{{2,6}}|{_KANA})[ ]?{_LATIN}"),
        re.compile(r"(?P<name>[一-龥々]{2,4})[（(][ァ-ヶー]{1,8}・[ァ-ヶー]{1,12}[）)]"),
        re.compile(rf"(?:{states})\Z"),
        re.compile(rf"\A(?:{states})(?=[一-龯]{{2}})(?!務)"),
        frozenset(given["polite"]),
    )


def sight(text: str, taken: Taken) -> Iterator[Sighting]:
    """The people whom patterns show in a Japanese passage, in no order."""
    words = _words()
    for match in words.rank.finditer(text):
        found = _before(text, match.start(), match["rank"], words, taken)
        if found is None and match["former"]:
            found = _before(text, match.start("rank"), match["rank"], words, taken)
        if found is None:
            continue
        start, end, full = found
        role = None if match["rank"] in words.polite else words.title(match[0])
        yield Sighting(start, end, start, match.end(), role, full=full)
    for match in words.dotted.finditer(text):
        name = match["name"]
        known = words.surname(name) or words.personal.fullmatch(match["rank"])
        if known and name not in words.never and name not in words.surnames:
            yield Sighting(*match.span("name"), match.start(), match.end(), match["rank"])
    for match in words.label.finditer(text):
        name = match["name"]
        if words.surname(name) and name not in words.never:
            yield Sighting(
                match.start("name"), match.end("name"), match.start("name"), match.end("name")
            )
    for match in words.read.finditer(text):  # 朴秀珍（パク・スジン）代表
        name = match["name"]
        if words.han_first.match(name) and not words.no_char.search(name):
            rank = words.rank.match(text, match.end())
            end, role = (rank.end(), rank[0]) if rank else (match.end(), None)
            yield Sighting(*match.span("name"), match.start(), end, role, full=True)
    for match in words.glossed.finditer(text):
        start, end = match.span("name")
        ranks = [r for r in words.rank.finditer(text, max(0, start - 12), end) if r.end() == end]
        if ranks:  # A・B大統領（Mr. A. B）: the letters are of the name before the office
            found = _before(text, ranks[0].start(), ranks[0]["rank"], words, taken)
            if found and not body(match["latin"]):
                latin = match["latin"]
                yield Sighting(*found[:2], found[0], match.end(), ranks[0][0], latin=latin)
            continue
        if (
            not taken.edge(start, end)
            and not body(match["latin"])
            and not words.no_char.search(match["name"])
        ):
            yield Sighting(start, end, start, match.end(), latin=match["latin"])


def _before(
    text: str, stop: int, rank: str, words: _Words, taken: Taken
) -> tuple[int, int, bool] | None:
    """The name that ends before an office (or before the state between), and whether it is full."""
    between = next((m for m in taken.others if m.kind == "state" and m.start < stop <= m.end), None)
    if between is None and (suffix := words.suffixes.search(text[max(0, stop - 8) : stop])):
        inner = stop - len(suffix[0])
        between = next((m for m in taken.others if m.kind == "state" and m.end == inner), None)
    if between is not None:
        stop = between.start - text[: between.start].endswith(tuple(_DOTS))
    before = text[max(0, stop - 60) : stop]
    if match := words.kana.search(before):
        return _katakana(match[0], stop, taken, words)
    if between is not None:
        return None
    if match := words.kanji.search(before):
        return _kanji(stop - len(match[0]), stop, text, rank, words, taken)
    return None


def _katakana(name: str, stop: int, taken: Taken, words: _Words) -> tuple[int, int, bool] | None:
    start = stop - len(name)
    for mention in taken.others:
        if mention.start <= start < mention.end < stop and name[mention.end - start] in _DOTS:
            start = mention.end + 1
    name = name[len(name) - (stop - start) :]
    full = any(dot in name for dot in _DOTS)
    parts = re.split(f"[{_DOTS}]", name)
    if len(name) < 2 or parts[-1] in words.katakana_never or name in words.katakana_never:
        return None
    if parts[0] in words.katakana_never or (not full and len(name) < 2):
        return None
    held = taken.edge(start, stop)
    return None if held is not None and not full else (start, stop, full)


def _kanji(
    start: int, stop: int, text: str, rank: str, words: _Words, taken: Taken
) -> tuple[int, int, bool] | None:
    """A name of Han characters at the end of a run of them."""
    bounded = start == 0 or not ("一" <= text[start - 1] <= "龥")
    cut = taken.ends_in(start, stop)
    if cut > start:
        start, bounded = cut, True
    if any(m.start < stop and m.end >= stop for m in taken.others):
        return None
    run = text[start:stop]
    barred = list(words.no_char.finditer(run))
    if barred:
        start += barred[-1].end()
        run, bounded = text[start:stop], True
    if not run or run in words.never:
        return None
    if any(run.endswith(w) for w in words.never if len(w) > 1):
        return None
    personal = bool(words.personal.fullmatch(rank))
    if bounded and _looks_like_name(run, rank, words):
        return start, stop, len(run) == 3 and words.han_first.match(run) is not None
    for size in range(min(len(run), 5), 0, -1):  # the longest end that begins with a surname
        name = run[len(run) - size :]
        surname = words.surname(name)
        if name in words.never or surname is None:
            continue
        whole = size == len(run) and bounded
        if name in words.surnames and (whole or size >= 2):
            return stop - size, stop, False
        if len(surname) < size <= len(surname) + 3 and size >= 3:
            return stop - size, stop, True
    if bounded and personal and 2 <= len(run) <= 5:
        return start, stop, len(run) > 2
    office = len(rank) > 2 and rank.endswith(("大臣", "長官", "次官", "首相", "大統領"))
    if bounded and office and len(run) == 2 and run[-1] not in _NO_SURNAME:
        return start, stop, False
    if (
        bounded
        and 4 <= len(run) <= 5
        and not any(run.startswith(w) or run.endswith(w) for w in words.never if len(w) > 1)
    ):
        return start, stop, True
    return None


def _looks_like_name(run: str, rank: str, words: _Words) -> bool:
    """Whether two or three characters are no known surname but built like one (野添議員), or begin
    with a Chinese or Korean one (李俊賢副首相)."""
    known = run in words.surnames or run in words.never or run in words.no_surnames
    if not known and len(run) == 1:
        return words.han_short.match(run) is not None  # 李首相
    if known or len(run) not in (2, 3) or words.local.search(rank):
        return False
    if any(run.endswith(w) or run.startswith(w) for w in words.never if len(w) > 1):
        return False
    if run[0] in words.never or run[-1] in _NO_SURNAME:
        return False
    if words.surname(run) and len(run) == 3:
        return False
    first = words.han_first if len(run) == 3 else words.han_short
    return bool(first.match(run) or words.surname_ends.match(run, len(run) - 1))
