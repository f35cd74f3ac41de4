"""Chinese words between marks, both scripts: whether somebody says them, and who.

Recognised: marks behind a verb of saying (外長說：「…」), before one (「…」外長說), behind a colon
alone (外長不以為然：「…」), judged by (形容此舉是「…」), and those that go on with reported speech
(X表示，甲，「乙」). Left out: terms and titles between marks.

    "外長說：「好。」" -> who 外長
"""

from __future__ import annotations

import re
from functools import cache

from communique.find.gates import compiled, gated
from communique.find.reports import Introduced, either, pattern, words
from communique.find.speech_subjects_zh import (
    TAG,
    clause_start,
    content_end,
    earlier,
    lead,
    past_opening,
    subject,
)
from communique.model.quotes import Range


@cache
def _introduction() -> re.Pattern[str]:
    given = words(TAG)
    verbs = either([*given["says"], *given["says_before_comma"], *given["paper_says"]])
    verbs += "|承[诺諾]|[说說道问問]|[称稱]"
    verbs += "|所(?:言|[说說]|指出|述|[写寫]|[称稱])"
    verbs += "|告[诉訴][^，。：:]{1,12}"
    named = r"(?<!以下)(?<!以下[简簡])(?<![简簡])"  # （以下稱「…」） only names
    return compiled(rf"{named}(?P<verb>{verbs})[了道说說]*\s*[：:，,]?\s*[「『“‘\"]?$")


@cache
def _following() -> re.Pattern[str]:
    given = words(TAG)
    verbs = gated(either([*given["says"], *given["says_before_comma"]]))
    return re.compile(
        rf"[」』”’\"]\s*[，,。]?\s*(?P<who>[^，,。；;：:！？「『“＿]{{1,30}}?)(?P<verb>{verbs})[道说說]*(?:(?P<stop>[。，,：:])|$)"
    )


@cache
def _judging() -> re.Pattern[str]:
    return re.compile(f"(?:{either(words(TAG)['judges'])})[「“]$")


def direct(text: str, sentence: Range, opens: int, closes: int) -> Introduced | None:
    """Whether the quotation whose marks stand at `opens` and `closes` is introduced as speech."""
    start = max(sentence[0], opens - 160)
    match = _introduction().search(text, start, opens)
    if match:
        clause = clause_start(text, start, match.start())
        who = subject(text, clause, match.start())
        if who is None or pattern(TAG, "adverbs").fullmatch(text[who[0] : who[1]]):
            who = earlier(text, start, clause)
        return Introduced("zh-says-quote", who)
    match = _following().match(text, closes, min(len(text), closes + 60))
    alone = past_opening(text, clause_start(text, sentence[0], opens), opens) >= opens
    next_one = match and match["stop"] and match["stop"] != "。"
    if match and next_one and text[closes - 1] in "。！？" and not _reopens(text, match.end()):
        match = None  # 「…。」他指出，…: the next sentence
    if match and (
        text[closes - 1] in "。！？，,.!?…" or (alone and text[closes + 1 : closes + 2] in "，,")
    ):
        who = subject(text, match.start("who"), match.end("who")) or match.span("who")
        return Introduced("zh-quote-says", who)
    judged = _judging().search(text, start, opens + 1) if closes - opens > 4 else None
    if judged:
        who = subject(text, clause_start(text, start, judged.start()), judged.start())
        return Introduced("zh-called", who, 0.6) if who else None
    if text[opens - 1 : opens] in "：:" and opens - start > 6:  # 柯倫不以為然：「…」
        who = lead(text, clause_start(text, start, opens - 1), opens - 1)
        return Introduced("zh-colon-quote", who, 0.6) if who else None
    return None


def _reopens(text: str, at: int) -> bool:
    return text[at : at + 1] in ("“", "「", "『", "‘", '"')


def fragment(text: str, sentence: Range, opens: int, closes: int, first: str) -> bool:
    """Whether a quotation inside reported speech stands as words of its own.

    It is a clause (X表示，甲，「乙」), or all of the last but its first words (只說價格「公平」).
    """
    if closes - opens < 5:
        return False
    begins = clause_start(text, sentence[0], opens)
    before = opens - past_opening(text, begins, opens)
    closed = closes + 1 >= sentence[1] or text[closes + 1] in "，,。；;！？"
    predicate = pattern(TAG, "predicate").match(first) or closes + 3 >= sentence[1]
    return closed and (before <= 0 or (before <= 16 and bool(predicate)))


def trimmed(text: str, start: int, end: int) -> int:
    """Where reported words end that stop before a quotation: with the clause before it."""
    return content_end(text, max(start, clause_start(text, start, end)))
