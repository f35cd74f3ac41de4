"""How much around a mechanism's name is quoted: the name with the verb or preposition that governs
it and its close complement, never a long clause whole; of an enumeration each name alone.

The governing words are data (languages/<x>/mechanisms.yaml: `governs`, `leads`, `modals`,
`nominal`). What happens to the thing is said in mechanisms.py.

    "They agreed that the Joint Council, which met in May, will …"
    -> "the Joint Council, which met in May"
"""

from __future__ import annotations

import math
import re
from dataclasses import replace

from communique.find.context import Scan
from communique.find.instruments import Naming
from communique.find.mechanism_words import Words, latin
from communique.languages import FOLDERS

_ENDS = {
    "en": re.compile(r"[;!?](?=\s|$)|(?<!\b[A-Z])\.(?=\s|$)|,\s|:\s|\s(?:but|while|which)\s"),
    "ja": re.compile(r"[，。；;！？!?、]|(?<!\d),(?!\d)"),
    "zh": re.compile(
        r"[，。；;！？!?：:】]|(?<!\d),(?!\d)|(?<=[日社])[电電讯訊](?:（[^（）]{0,30}）)?"
    ),
}
_CLOSER = re.compile(r"[、]|以及|並(?=[通透包])|并(?=[通透包])")
_RELATIVE = re.compile(
    r"(?:\s?\([^)]{1,20}\))?(?:,?\s(?=(?:which|whose)\b)|,\s)(?:which|whose|"
    r"launched|signed|established|adopted|created|concluded|held|set up|founded|agreed|chaired|"
    r"inaugurated)\b[^.;]{4,80}?(?=[.;,]|$)"
)
_BRACKET = re.compile(r"[»”’」』》\"']?(?:\s?[(（][^)）：:]{1,14}[)）])?[»”’」』》\"']?")
_SESSION = re.compile(
    r"第[一二三四五六七八九十百0-9]+[次届屆轮輪][一-龥]{0,10}?(?:[会會][议議]|大[会會]|峰[会會]|磋商|[对對][话話])"
    r"(?:第[一二三]阶段[会會][议議])?|(?<=大[会會])一般性?[辩辯][论論]"
)
"""The session of a body that stands behind its name."""
_LISTED = re.compile(r"[、和與与及]|並び?に|及び|以及|や")
REACH = 1200
"""Characters on either side of a name in which its clause is looked for."""
NEAR = 6
"""Characters that a quote goes on to the end of its clause rather than stop inside a word."""
LONGEST = 64
"""Characters of a Chinese clause before it is parted at lesser marks too."""


def clause(scan: Scan, naming: Naming) -> tuple[int, int]:
    """The clause around a name; of a long one the part between lesser marks."""
    text = scan.text
    folder = FOLDERS[scan.context.language]
    first, last = max(0, naming.start - REACH), min(len(text), naming.end + REACH)
    low, high = _between(_ENDS[folder], text, first, last, naming)
    if folder == "zh" and high - low > LONGEST:
        low, high = _between(_CLOSER, text, low, high, naming)
    return low, high


def _between(
    pattern: re.Pattern[str], text: str, low: int, high: int, naming: Naming
) -> tuple[int, int]:
    for match in pattern.finditer(text, low, high):
        if match.end() <= naming.start:
            low = match.end()
        elif match.start() >= naming.end:
            return low, match.start()
    return low, high


def stretch(scan: Scan, naming: Naming, words: Words, before: Naming | None) -> tuple[int, int]:
    """What is quoted of a name's place; `before` is the name that stands before it."""
    low, high = clause(scan, naming)
    closed = _closed(scan.text, naming.end, high)
    if latin(scan.context.language):
        return _western(scan.text, naming, words, low, high, closed)
    between = scan.text[before.end : naming.start] if before else ""
    if between and _LISTED.fullmatch(between.lstrip("）)」』》”A-Z(（")):
        if _LISTED.match(scan.text, closed):
            return naming.start, closed
        if FOLDERS[scan.context.language] == "zh":
            return naming.start, _complement(scan.text, words, closed, min(high, closed + 8), True)
        low = naming.start
    if FOLDERS[scan.context.language] == "ja":
        return _japanese(scan.text, naming, words, low, high, closed)
    return _chinese(scan.text, naming, words, low, high, closed)


def _closed(text: str, at: int, high: int) -> int:
    """Behind the closing mark and the acronym in brackets that follow a name."""
    match = _BRACKET.match(text, at, max(high, at))
    end = match.end() if match else at
    session = _SESSION.match(text, end, max(high, end))
    return session.end() if session else end


def _chinese(
    text: str, naming: Naming, words: Words, low: int, high: int, closed: int
) -> tuple[int, int]:
    cut = words.cut_behind.search(text, closed, high)
    listed = text[closed : closed + 1] in ("、", "和", "與", "与", "及")
    high = cut.start() if cut and cut[0] != "、" else high
    wanted = math.isqrt((naming.end - naming.start) * (high - low))
    start, led = _governed(text, naming, words, low)
    if words.sets.match(text, start) and (where := _WHERE.search(text, low, start)):
        start = where.start()  # 在布城舉行…: with where and when it met
    if naming.rule == "meeting" and (met := list(_WITH.finditer(text, low, start))):
        start, led = met[-1].start(), True  # with whom
    fronts = [m.start() for m in words.governs.finditer(text, low, start)]
    for front in (*reversed(fronts), low):
        if not led and closed - start < wanted and closed - front <= wanted * 1.4:
            start = front
    modified = text[naming.start - 1 : naming.start] in ("的", "之")
    if (
        closed == high
        and start <= low
        and not words.governs.search(text, low, closed)
        and words.goes_on.match(text, high)
    ):
        return start, _between(_ENDS["zh"], text, low, len(text), _later(naming, high + 2))[1]
    judged = _JUDGED.match(text, start) is not None  # 讚賞…在…中的作用: with what is praised
    room = 26 if listed else max(14, wanted) if led or judged or start == naming.start else 6
    nameless = _NAMELESS.fullmatch(naming.name)
    if closed == high and nameless and words.purpose.match(text, high):
        return start, _between(_ENDS["zh"], text, low, len(text), _later(naming, high + 2))[1]
    if high - closed <= 4 and words.fragment.search(text, closed, high):
        return low, _between(_ENDS["zh"], text, low, len(text), _later(naming, high + 2))[1]
    if high - closed <= (3 if modified else max(room, 10)):
        closed = high
    elif closed - start < wanted or not modified:
        closed = _complement(text, words, closed, min(high, closed + room), bool(listed), high)
    return _opened(text, start, low), closed


def _complement(
    text: str, words: Words, closed: int, stop: int, listed: bool, high: int = 0
) -> int:
    """The end of what belongs to a Chinese name behind it, up to `stop`; up to `high`, the end of
    the clause, where that is near."""
    if listed and stop - closed <= 8 and text[stop : stop + 1] in ("", *"，。；,;"):
        return stop
    if listed:
        ends = [m.end() for m in re.finditer(r"[内內下中上]", text[closed:stop])]
        return closed + ends[-1] if ends else closed
    part = words.nominal.match(text, closed, stop)
    end = part.end() if part else closed
    if end == stop and text[end : end + 1].isalnum():  # cut in the middle of something
        cut = max(text.rfind(mark, closed, end) for mark in "的之内內下中上")
        end = cut + (text[cut] not in "的之") if cut > closed else end
        end = high if cut <= closed and 0 < high - stop <= NEAR else end
    return end


def _governed(text: str, naming: Naming, words: Words, low: int) -> tuple[int, bool]:
    """Where what governs a Chinese name begins, and whether that is a preposition."""
    before = text[naming.start - 1] if naming.start > low else ""
    sets = [m.start() for m in words.sets.finditer(text, low, naming.start)]
    if before in ("的", "之") and naming.start - low <= 20:
        return low, False
    if before in ("的", "之") and sets:
        return sets[-1], False
    acts = [m.start() for m in words.governs.finditer(text, low, naming.start)]
    leads = [m.start() for m in words.leads.finditer(text, low, naming.start)]
    if before in ("和", "及", "、") and naming.rule == "table":
        return naming.start, True
    if leads and (not acts or leads[-1] > acts[-1]):
        return leads[-1], True
    if not acts:
        near = naming.start - low <= max(14, naming.end - naming.start)
        return (low if near else naming.start), False
    modal = words.modals.search(text, low, acts[-1])
    return (modal.start() if modal else acts[-1]), False


def _later(naming: Naming, end: int) -> Naming:
    return replace(naming, end=end)


def _japanese(
    text: str, naming: Naming, words: Words, low: int, high: int, closed: int
) -> tuple[int, int]:
    start = naming.start
    if naming.rule != "table":
        start = _modified(text, naming, words, low)
    if text[closed : closed + 1] == "や" and closed + 1 >= high - 1:
        high = _between(_ENDS["ja"], text, low, len(text), _later(naming, high + 2))[1]
    nominal = words.nominal.match(text, closed, high)
    end = nominal.end() if nominal else high
    if cut := words.cut_behind.search(text, closed, end):
        end = cut.start()
    if end - closed > 26:
        part = re.compile(r".{8,26}[をにがでとへ]").match(text, closed, end)
        end = part.end() if part else closed + 26
    return _opened(text, start, low), max(end, closed)


_CASES = re.compile(r"を|にかけて|において|に対し")


def _modified(text: str, naming: Naming, words: Words, low: int) -> int:
    """Where what modifies a Japanese name without a name of its own begins."""
    start, front = naming.start, low
    if start - low > 8:
        cuts = [m.end() for m in words.leads.finditer(text, low, start)]
        front = cuts[-1] if cuts else low
    if start - front > 14 and (cases := list(_CASES.finditer(text, front, start))):
        front = cases[-1].end()
    short = naming.end - start <= 8
    return front if start - front <= (26 if short else 14) else start


def _opened(text: str, start: int, low: int) -> int:
    """With the opening mark that stands before it."""
    while start > low and text[start - 1] in "《「『“‘":
        start -= 1
    side = _QUALIFIER.search(text, max(low, start - 8), start)
    return side.start() if side else start


_QUALIFIER = re.compile(
    r"(?:[(（][^()（）]{1,6}[)）]|第[一二三四五六七八九十百0-9]{1,5}[届屆次])\Z"
)
_NAMELESS = re.compile(
    r"(?:一[个個])?(?:[联聯專专合特][合门門別别作])?(?:工作|任[务務])?(?:[小]?[组組]|平[台臺]|[机機]制|委[员員][会會]|基金|[论論][坛壇])|"
    r"(?:相|有)[关關][一-龥]{0,4}[协協][议議定]"
)
"""A noun that is no name: 工作組, 相關協議."""
_WHERE = re.compile(
    r"(?:(?:[今昨前][天日晨晚]?|[0-9一二三四五六七八九十]+日)?[在於于][^，。；在於于]{1,12}?)(?:共同|联合|聯合|正式|轮流|輪流)?\Z"
)
_JUDGED = re.compile(
    r".{0,4}(?:[赞讚][赏賞]|[评評][价價]|支持|[欢歡]迎|感[谢謝]|肯定|祝[贺賀]|[呼][吁籲]|[敦促][促请請])"
)
_WITH = re.compile(r"(?<![参參])[與与]|(?<![共不])同|和(?![平睦諧谐])")


_VERB = re.compile(
    r"\s(?:is|are|was|were|has|have|had|will|shall|would|should|can|could|may|must)\s"
)
_FURTHER = re.compile(r"\sand\s(?:[a-z]+ed|also|will|to)\b")
_CAPITAL = re.compile(r"(?:[A-Z][\w'’.-]*)\s\Z")
_SPLIT = re.compile(r"\b(?:that|which|who|but|and|while|whether|where|said)\s")


_NAME = r"(?:the\s)?[A-Z][\w.'&-]*(?:\s(?:of\s|the\s|and\s)?[A-Z][\w.'&-]*){0,5}"
_ROW = re.compile(rf"(?:,\s{_NAME}){{0,4}},?\s(?:and|or)\s{_NAME}")
"""The further names of an enumeration."""


def _western(
    text: str, naming: Naming, words: Words, low: int, high: int, closed: int
) -> tuple[int, int]:
    if row := _ROW.match(text, closed, min(len(text), closed + 160)):
        high = max(high, row.end())
    before = list(re.finditer(r"\S+\s", text[low : naming.start]))
    start = low + before[-words.words_before].start() if len(before) > words.words_before else low
    for split in _SPLIT.finditer(text, start, naming.start):
        if len(text[split.end() : naming.start].split()) > 1 or split[0] in ("that ", "which "):
            start = split.end()
    while (word := _CAPITAL.search(text, low, start)) and text[start : start + 1].isupper():
        start = word.start()
    if relative := _RELATIVE.match(text, naming.end):
        before = list(re.finditer(r"\S+\s", text[start : naming.start]))
        return (start + before[-4].start() if len(before) > 4 else start), relative.end()
    behind = text[naming.end : high]
    if further := _FURTHER.search(behind):
        behind = behind[: further.start()]
    verb = _VERB.search(behind)
    if verb and naming.start - start > 20:
        behind = behind[: verb.start()]
    if re.match(r"\s(?:by|without|before|after|until|when|unless|since)\b", behind):
        behind = ""
    if len(behind) > 40:
        cut = re.match(r"(?:\s?\([^)]{1,20}\))?(?:\s\S+){0,4}", behind)
        behind = behind[: cut.end()] if cut and cut.end() <= 46 else ""
    return start, max(naming.end + len(behind), closed)
