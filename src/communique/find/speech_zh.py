"""Reported speech in Chinese, both scripts: verbs of saying, their subjects, and what is said.

Recognised: subject + (adverbials) + verb of saying + clause (肯亞總統表示，…), 據…報導，…,
quotations introduced (外長說：「…」) or followed ("…"，他補充道), labels (問：, 答：). Left out:
verbs that are nouns there (共同承諾), subjects that cannot speak, and 我們 of a joint text.

    "肯亞外長指出，港口明年開放。" -> who 肯亞外長, what 港口明年開放
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from communique.find.quotations import MASK
from communique.find.reports import Introduced, Label, Report, either, pattern, words
from communique.model.quotes import Range

_TAG = "zh-Hant"  # both scripts share the data
_BOUNDARY = re.compile(r"[，,；;：:。！？!?（(]")
CAPITALS = False
"""Whether capitals tell names, so that an unknown subject of a report may be printed as it is."""

ELIDED_SELF = True
"""Whether a verb of saying without a subject in one's own words is a report."""

_LONGEST = 80
_QUOTED = re.compile(rf"(?:[^，,。：:「『“＿]{{0,12}}[：:]|[，,道]?)\s?[「『“‘\"]{MASK}")
_THINKS = ("认为", "認為", "相信", "深信", "承诺", "承諾", "强调", "強調")
_TRAIL = '。！？!?；;，,：: \n」』”’"'


@cache
def _verb() -> re.Pattern[str]:
    given = words(_TAG)
    return re.compile(
        f"(?P<says>{either(given['says'])})"
        f"|(?P<comma>{either(given['says_before_comma'])})(?=[了]?[，,：:])"
        f"|(?P<bare>(?<![被自名簡简宣俗統统敬人職职])[称稱](?![为為呼号號赞讚霸作得之职職谓謂]))"
        f"|(?P<promise>{either(given['promises'])})"
    )


@cache
def _introduction() -> re.Pattern[str]:
    given = words(_TAG)
    verbs = either([*given["says"], *given["says_before_comma"], "承[诺諾]|[说說道问問称稱]"])
    verbs += "|告[诉訴][^，。：:]{1,12}"
    return re.compile(rf"(?P<verb>{verbs})[了道说說]*\s*[：:，,]?\s*[「『“‘\"]?$")


@cache
def _following() -> re.Pattern[str]:
    given = words(_TAG)
    verbs = either([*given["says"], *given["says_before_comma"]])
    return re.compile(
        rf"[」』”’\"]\s*[，,。]?\s*(?P<who>[^，,。；;：:！？「『“＿]{{1,30}}?)(?P<verb>{verbs})[道说說]*(?:[。，,：:]|$)"
    )


def reports(text: str, start: int, end: int) -> Iterator[Report]:
    """Indirect speech in the sentence at `start` to `end` of a masked text, in order."""
    begin = start
    given = pattern(_TAG, "according").search(text, start, end)
    if given and given.start() - start <= 12:
        yield Report(given.end(), _content_end(text, end), "zh-according", given.span("who"), 0.75)
        begin = given.end()
    seen = False
    for match in _verb().finditer(text, begin, end):
        clause = _clause_start(text, start, match.start())
        if match.start() - clause > _LONGEST or _noun(text, match):
            continue
        if match.lastgroup == "bare" and clause and text[clause - 1] in "（(":
            continue
        who = _subject(text, clause, match.start())
        if who is None and (seen or given or not _bare(text, clause, match.start())):
            continue
        if who is None:
            who = _earlier(text, start, clause)
        elif text[who[0] : who[1]] in ("我", "本人") and match[0][:2] in _THINKS:
            continue  # what one thinks in one's own words is no report
        begins = _content_start(text, match, clause, who)
        ends = _content_end(text, end)
        if match.lastgroup == "promise":  # a promise ends with its clause
            stop = re.compile("[；;]").search(text, begins, ends)
            ends = stop.start() if stop else ends
        if not _QUOTED.match(text, match.end()) and ends - begins >= 4:
            seen = True
            rule = "zh-says" if match.lastgroup != "promise" else "zh-promises"
            yield Report(begins, ends, rule, who, 0.8 if who else 0.6)
    if not seen and (stance := _document_stands(text, start, end)):
        yield stance


def direct(text: str, sentence: Range, opens: int, closes: int) -> Introduced | None:
    """Whether the quotation whose marks stand at `opens` and `closes` is introduced as speech."""
    start = max(sentence[0], opens - 160)
    match = _introduction().search(text, start, opens)
    if match:
        clause = _clause_start(text, start, match.start())
        who = _subject(text, clause, match.start()) or _earlier(text, start, clause)
        return Introduced("zh-says-quote", who)
    match = _following().match(text, closes, min(len(text), closes + 60))
    if match and (text[closes - 1] in "。！？，,.!?…" or text[closes + 1 : closes + 2] in "，,"):
        who = _subject(text, match.start("who"), match.end("who")) or match.span("who")
        return Introduced("zh-quote-says", who)
    return None


def label(text: str) -> Label | None:
    """The speaker's label at the start of a paragraph."""
    match = pattern(_TAG, "label").match(text)
    if not match:
        return None
    who, name = match["who"], match["name"] or ""
    asks = bool(pattern(_TAG, "askers").fullmatch(who))
    answers = bool(pattern(_TAG, "answers").fullmatch(who))
    return Label(name if answers else who, match.end(), asks, answers)


def _clause_start(text: str, start: int, at: int) -> int:
    last = start
    for match in _BOUNDARY.finditer(text, max(start, at - _LONGEST - 1), at):
        if match[0] in "（(" and _closed(text, match.end(), at):
            continue
        last = match.end()
    return last


def _closed(text: str, start: int, at: int) -> bool:
    return text.find("）", start, at) >= 0 or text.find(")", start, at) >= 0


def _subject(text: str, start: int, end: int) -> Range | None:
    """The subject at the head of a clause: up to its first adverbial, without opening words."""
    while match := pattern(_TAG, "opening").match(text, start, end):
        start = match.end()
    while start < end and text[start] in " 、\u3000":
        start += 1
    if _document().search(text, start, end):
        return (start, end)
    for match in pattern(_TAG, "after_subject").finditer(text, start, end):
        if match.start() == start or _speaks(text[start : match.start()]):
            end = match.start()
            break
    if end <= start or pattern(_TAG, "no_subject").match(text, start, end):
        return None
    return (start, end)


@cache
def _document() -> re.Pattern[str]:
    return re.compile(f"(?:{either(list(words(_TAG)['documents']))})(?:[还還也并並又]|中)?$")


@cache
def _stance() -> re.Pattern[str]:
    names = either(list(words(_TAG)["documents"]))
    return re.compile(
        f"(?P<who>[^，,。；;：:]{{0,12}}(?:{names}))[还還也并並又]?(?P<stands>{either(words(_TAG)['stands'])})"
    )


def _document_stands(text: str, start: int, end: int) -> Report | None:
    """A document opposes or supports only by saying so."""
    match = _stance().match(text, start, end)
    if not match:
        return None
    return Report(match.start("stands"), _content_end(text, end), "zh-document", match.span("who"))


def _bare(text: str, start: int, end: int) -> bool:
    """Whether a clause has nothing but adverbs before its verb."""
    while match := pattern(_TAG, "opening").match(text, start, end):
        start = match.end()
    return bool(pattern(_TAG, "adverbs").fullmatch(text[start:end].strip()))


def _speaks(phrase: str) -> bool:
    """Whether an adverbial may begin behind this: not inside 在野黨, 就業部, 於…"""
    return (
        len(phrase) > 1 or bool(pattern(_TAG, "pronouns").fullmatch(phrase)) or phrase in "我您你"
    )


def _earlier(text: str, start: int, clause: int) -> Range | None:
    """The subject of the clause before, for a verb that has none of its own."""
    if clause <= start:
        return None
    previous = _clause_start(text, start, clause - 1)
    found = _subject(text, previous, clause - 1)
    return found if found and found[1] < clause - 1 else None


def _noun(text: str, match: re.Match[str]) -> bool:
    before = text[max(0, match.start() - 6) : match.start()]
    if _negated().search(before):
        return True
    return match.lastgroup in ("promise", "comma") and bool(_nominalised().search(before))


@cache
def _negated() -> re.Pattern[str]:
    return re.compile(f"(?:{either(words(_TAG)['negations'])})$")


@cache
def _nominalised() -> re.Pattern[str]:
    return re.compile(f"(?:{either(words(_TAG)['noun_before'])})$")


def _content_start(text: str, match: re.Match[str], clause: int, who: Range | None) -> int:
    at = match.end()
    if pattern(_TAG, "nominal").match(text, at) or match[0].startswith("批"):
        between = text[who[1] : match.start()] if who and who[0] >= clause else ""
        return who[0] if who and re.search("[对對]", between) else match.start()
    if match[0].endswith(("告诉", "告訴")):  # what is told comes after whom it is told
        told = re.compile("[，,：:]").search(text, at, at + 16)
        at = told.end() if told else at
    while at < len(text) and text[at] in "，,：: 了过過":
        at += 1
    return at


def _content_end(text: str, end: int) -> int:
    while end and text[end - 1] in _TRAIL:
        end -= 1
    return end


def opening_subject(text: str, start: int, end: int) -> Range | None:
    """The words in which the subject of a sentence stands, for a pronoun in the next."""
    comma = _BOUNDARY.search(text, start, end)
    return _subject(text, start, min(comma.start() if comma else end, start + 40))


def any_speaker(phrase: str) -> str | None:
    """A subject of a quotation as printed, where nothing is known of it; None for no name."""
    phrase = phrase.strip(" 、，,")
    return phrase if 2 <= len(phrase) <= 20 and not re.search(r"[的了是把被\d]", phrase) else None


def fragment(text: str, sentence: Range, opens: int, closes: int) -> bool:
    """Whether a quotation inside reported speech stands as words of its own."""
    return False


def trimmed(text: str, start: int, end: int) -> int:
    """Where reported words end that stop before a quotation."""
    return end
