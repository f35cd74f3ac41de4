"""Reported speech in Chinese, both scripts: verbs of saying, their subjects, and what is said.

Recognised: subject + (adverbials) + verb of saying + clause (肯亞總統表示，…), 據…報導，…,
quotations introduced (外長說：「…」) or followed ("…"，他補充道), labels (問：, 答：). Left out:
verbs that are nouns there (共同承諾), subjects that cannot speak, and 我們 of a joint text.

    "肯亞外長指出，港口明年開放。" -> who 肯亞外長, what 港口明年開放
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from communique.find.gates import compiled
from communique.find.needles import Sieve
from communique.find.quotations import MASK
from communique.find.reports import Label, Report, either, pattern, words
from communique.find.speech_quoted_zh import direct as direct
from communique.find.speech_quoted_zh import fragment as fragment
from communique.find.speech_quoted_zh import trimmed as trimmed
from communique.find.speech_subjects_zh import (
    BOUNDARY,
    LONGEST,
    TAG,
    bare,
    clause_start,
    content_end,
    earlier,
    lead,
    subject,
)
from communique.model.quotes import Range

CAPITALS = False
"""Whether capitals tell names, so that an unknown subject of a report may be printed as it is."""

ELIDED_SELF = True
"""Whether a verb of saying without a subject in one's own words is a report."""

_QUOTED = re.compile(rf"(?:[^，,。：:「『“＿]{{0,12}}[：:]|[，,道]?)\s?[「『“‘\"]{MASK}")
_THINKS = ("认为", "認為", "相信", "深信", "承诺", "承諾", "强调", "強調")
_SILENT = re.compile(
    "[一乙][節节事][，,]|[，,]然(?![后後])|[，,]但[^，,]{0,6}?(?:[没沒]有|[并並]?未|只字未|隻字未)[^，,]{0,30}?提[到及出]?|[，,]但[^，,]{0,4}?[没沒]有(?:像|說明|说明)"
)
"""Where a report says what is not said: that is the reporter's."""
_JUDGES = re.compile("[痛]?批|指[责責]|[质質]疑|抨|嘲")
_JUDGED = re.compile("[^，,。；;：:「“]{1,16}[「“]＿{5}")
_TOPIC = re.compile("[提谈談][及到]")
_NAMED = re.compile("[^，,。；;：:]{1,9}[，,]")
_MARKED = re.compile('[「『“‘"]')
_NESTED = 6
_CLAUSE, _LONG, _MOST = 10, 60, 0.55
"""Characters of a clause that stands alone, of speech that is quoted whole, and the share of longer
speech that is quoted at least."""
_NEXT = re.compile(
    "[；;]|[，,](?=[他她并並但]|同[时時]|[也亦]|不[过過]|另外|[^，,。；;]{2,10}[则則])"
)


@cache
def _verb() -> re.Pattern[str]:
    given = words(TAG)
    return compiled(
        f"(?P<says>{either(given['says'])})"
        f"|(?P<comma>(?:{either(given['says_before_comma'])})[说說道称稱]?)(?=[了过過]?[，,：:])"
        f"|(?P<bare>(?<![被自名簡简宣俗統统敬人職职])[称稱](?![为為呼号號赞讚霸作得之职職谓謂]))"
        f"|(?P<demand>{either(given['demands'])})"
        f"|(?P<promise>{either(given['promises'])})"
        f"|(?P<paper>{either(given['paper_says'])})"
    )


def reports(text: str, start: int, end: int) -> Iterator[Report]:
    """Indirect speech in the sentence at `start` to `end` of a masked text, in order."""
    begin, given = start, None
    for key in ("according", "by_document"):
        given = pattern(TAG, key).search(text, start, min(end, start + 70))
        if given and given.start() - start <= 12:
            begin = given.end()
            if key == "according" and _hands_on(text, begin, end):
                break  # 據報導，官員稱，…: the official's words
            stop = content_end(text, _clauses_end(text, begin, end))
            yield Report(begin, stop, "zh-according", given.span("who"), 0.75)
            break
        given = None
    stance = None if given else _stands(text, start, end)
    last: Report | None = None
    for match in _verb().finditer(text, begin, end):
        if stance and match.start() >= stance.start:
            break
        clause = clause_start(text, start, match.start())
        found = _said(text, start, end, match, last, given is not None)
        if found and last and last.start == match.start() and last.who == found.who:
            last = found  # 駁斥，指…: what is said stands behind the second verb
            continue
        if found is None or (last and clause < last.start):  # X主張延後宣布: one verb of X
            continue
        if last is not None:
            told = _cut(text, last, clause, found.who == last.who)
            if not pattern(TAG, "no_clause").fullmatch(text, told.start, told.end):
                yield told
            if found.who != last.who and found.end - found.start < _NESTED:
                continue
        last = found
    if last is not None:
        yield last
    elif stance:
        yield stance


def _hands_on(text: str, start: int, end: int) -> bool:
    """Whether the clause that a report is cited for says itself who speaks."""
    comma = re.compile("[，,：:]").search(text, start, min(end, start + LONGEST))
    match = comma and list(_verb().finditer(text, start, comma.end()))
    if not match or not comma or match[-1].end() < comma.start() - 1:
        return False
    return subject(text, start, match[-1].start()) is not None


def _said(
    text: str, start: int, end: int, match: re.Match[str], last: Report | None, given: bool
) -> Report | None:
    """What a verb of saying reports, if it is one there and somebody says it."""
    clause, kind = clause_start(text, start, match.start()), match.lastgroup
    if match.start() - clause > LONGEST or _noun(text, match):
        return None
    if kind == "bare" and clause and text[clause - 1] in "（(":
        return None
    who = subject(text, clause, match.start())
    if kind == "paper" and not (who and pattern(TAG, "things").search(text[who[0] : who[1]])):
        return None
    if who is None:
        if given or not bare(text, clause, match.start()):
            return None
        who = last.who if last else earlier(text, start, clause)
        if last and match.end() < end and text[match.end()] not in "，,：:" and kind != "says":
            return None
    elif text[who[0] : who[1]] in ("我", "本人") and match[0][:2] in _THINKS:
        return None  # what one thinks in one's own words is no report
    begins = _content_start(text, match, clause, who)
    ends = end if kind != "promise" else _clauses_end(text, begins, end)
    ends = _told_until(text, begins, ends)
    if pattern(TAG, "no_clause").fullmatch(text, match.end(), ends):
        return None
    if _JUDGES.match(match[0]) and _JUDGED.match(text, match.end()):
        return None  # 批評日方「…」: only the words between the marks
    if _TOPIC.match(match[0]) and _NAMED.match(text, match.end()):
        return None  # 談到水資源，
    if _QUOTED.match(text, match.end()) or ends - begins < 4:
        return None
    rule = {"promise": "zh-promises", "demand": "zh-demands"}.get(kind or "", "zh-says")
    return Report(begins, ends, rule, who, 0.8 if who else 0.6)


def shown(text: str, start: int, end: int) -> int:
    """Where the words end that are quoted of reported speech: of long ones the first clauses."""
    ends = [m.start() for m in re.finditer("[；;]", text[start:end])]
    end = start + ends[0] if ends and ends[0] >= _CLAUSE else end
    if end - start <= _LONG:
        return end
    cuts = [start + m.start() for m in re.finditer("[，,]", text[start:end])]
    return next((cut for cut in cuts if cut - start >= (end - start) * _MOST), end)


def _clauses_end(text: str, start: int, end: int) -> int:
    """Where a run of clauses ends: at a semicolon or with the sentence."""
    stop = re.compile("[；;]").search(text, start, end)
    return stop.start() if stop else end


def _told_until(text: str, start: int, end: int) -> int:
    """Where what is reported ends: before the reporter says what was not said."""
    silent = _SILENT.search(text, start, end)
    return content_end(text, silent.start() if silent else end)


def _cut(text: str, last: Report, clause: int, shared: bool) -> Report:
    """A report up to the clause in which the next begins, of the same or another speaker."""
    if last.start < clause <= last.end and (shared or _NEXT.match(text, clause - 1)):
        return replace(last, end=content_end(text, clause - 1))
    return last


def opening_subject(text: str, start: int, end: int) -> Range | None:
    """The words in which the subject of a sentence stands, for a pronoun in the next."""
    comma = BOUNDARY.search(text, start, end)
    return lead(text, start, min(comma.start() if comma else end, start + 40))


def label(text: str) -> Label | None:
    """The speaker's label at the start of a paragraph."""
    match = pattern(TAG, "label").match(text)
    if not match:
        return None
    who, name = match["who"], match["name"] or ""
    asks = bool(pattern(TAG, "askers").fullmatch(who))
    answers = bool(pattern(TAG, "answers").fullmatch(who))
    if answers and not name:
        name = re.sub("答[复覆]?$", "", who)
    return Label(name if answers else who, match.end(), asks, answers)


@cache
def _stance() -> tuple[re.Pattern[str], ...]:
    """A document that opposes, people who oppose in a document, and one issued that agrees."""
    given = words(TAG)
    names, stands = either(list(given["documents"])), either(given["stands"])
    adverbs = either(given["adverbs"])
    about = rf"(?:[对對][^，,。；;]{{1,40}}?)?(?:{stands}|[「“]{MASK})"
    return (
        re.compile(rf"(?P<who>[^，,。；;：:]{{0,16}}(?:{names}))(?:{adverbs})(?P<stands>{about})"),
        re.compile(
            rf"(?P<who>[^，,。；;：:]{{1,24}}?)[在于於][^，,。；;：:]{{0,16}}(?:{names})[》」”]?[中里裡]"
            rf"(?:{adverbs})(?P<stands>{about})"
        ),
        re.compile(
            rf".{{0,80}}[发發][表布佈](?:了)?(?P<who>[^，,。；;：:]{{0,16}}(?:{names})|「[^」]{{2,20}}」|“[^”]{{2,20}}”)"
            rf"[，,](?P<stands>(?:一致)?(?:{stands}))"
        ),
    )


@cache
def _worth() -> Sieve:
    """Which shapes of a document's stance a sentence may have: those whose words it holds."""
    return Sieve([shape.pattern for shape in _stance()])


def _stands(text: str, start: int, end: int) -> Report | None:
    """A document opposes or supports only by saying so."""
    shapes = _stance()
    for number in sorted(_worth().worth(text[start:end])):
        shape = shapes[number]
        if match := shape.match(text, start, end):
            begins = match.start("stands")
            stop = _told_until(text, begins, end)
            return Report(begins, stop, "zh-document", match.span("who"))
    return None


def _noun(text: str, match: re.Match[str]) -> bool:
    before = text[max(0, match.start() - 6) : match.start()]
    behind = text[match.end() : match.end() + 2]
    if _negated().search(before) or (behind[:1] == "的" and behind != "的是"):
        return True  # 你提到的說法: the verb belongs to a noun
    noun = match.lastgroup == "promise" or (match.lastgroup == "comma" and len(match[0]) > 1)
    return noun and bool(_nominalised().search(before))


@cache
def _negated() -> re.Pattern[str]:
    return re.compile(f"(?:{either(words(TAG)['negations'])})$")


@cache
def _nominalised() -> re.Pattern[str]:
    return re.compile(f"(?:{either(words(TAG)['noun_before'])})$")


def _content_start(text: str, match: re.Match[str], clause: int, who: Range | None) -> int:
    at = match.end()
    if pattern(TAG, "nominal").match(text, at) or (
        match[0].startswith("批") and text[at : at + 1] not in "，,：:"
    ):
        between = text[who[1] : match.start()] if who and who[0] >= clause else ""
        return who[0] if who and re.search("[对對]", between) else match.start()
    if match[0].endswith(("告诉", "告訴")):  # what is told comes after whom it is told
        told = re.compile("[，,：:]").search(text, at, at + 16)
        at = told.end() if told else at
    while at < len(text) and text[at] in "，,：: 了过過":
        at += 1
    return at


def antecedent(text: str, start: int, end: int) -> Range | None:
    """Whom a pronoun stands for whose sentence has begun with somebody: the first clause's head."""
    start = max(start, *(text.rfind(mark, start, end) + 1 for mark in "。！？"))
    comma = BOUNDARY.search(text, start, end)
    if _MARKED.search(text, start, comma.start() if comma else end):
        return None  # “这是例行安排，”他说: nobody stands before
    found = lead(text, start, comma.start()) if comma else None
    return found if found and not pattern(TAG, "pronouns").fullmatch(text, *found) else None


def any_speaker(phrase: str) -> str | None:
    """A subject of a quotation as printed, where nothing is known of it; None for no name."""
    phrase = phrase.strip(" 、，,")
    return phrase if 2 <= len(phrase) <= 20 and not re.search(r"[的了是把被\d]", phrase) else None
