"""Subjects of speech in Japanese: the topic or subject that can speak, and where its words begin.

Recognised: X は, X が, X も, X からは, behind openings (また、, 3日の会見で、), clauses, names of
bodies in marks. Left out: topics that cannot speak (times, things), whom a speaker addresses
(X には、Y から…), documents with a clause of their own before them.

    "また、外相は港を開くと述べた" -> 外相, and 港を… begins
"""

from __future__ import annotations

import re
from functools import cache

from communique.find.reports import pattern
from communique.languages import data
from communique.model.quotes import Range

LONGEST = 60
"""Characters within which a subject is looked for."""
_PART = re.compile("、|[」』](?:の|に(?:住む|勤める|属する))?(?=[一-龥ァ-ヺ])")
"""Behind what a subject may begin: a comma, or the name of a body in marks."""
_TURN = re.compile(
    r"(?:た|る|す|い|だ|ん)が、|が(?:あり|出|出され|なされ|示され|述べられ|寄せられ)、|のに対し(?:て)?、|一方(?:で)?、|のに、|[たる]後、"
)
ABOUT = re.compile("(?P<who>[^、。「」『』＿でにがをは]{2,30})は[、，]?(?=.)")
"""What a sentence is about, if nothing is known of it."""
_WHOSE = re.compile("(?:[かっん][たる]|ない)[一-龥]{1,6}$")
"""A noun with a clause of its own before it: 台湾に触れなかった文書."""


def turned(text: str, start: int, end: int) -> int:
    """Where another begins to speak in the same sentence: …が、大臣は、…."""
    for turn in reversed(list(_TURN.finditer(text, start, end))):
        topic = pattern("ja", "topic").match(text, turn.end(), min(end, turn.end() + LONGEST))
        if topic and can_speak(topic["who"]):
            return turn.end()
    return start


def past(text: str, start: int, end: int) -> int:
    """Where the words behind openings and commas begin."""
    while (match := pattern("ja", "opening").match(text, start, end)) and match.end() > start:
        start = match.end()
    while start < end and text[start] in " 　、，":
        start += 1
    return start


def subject(text: str, start: int, end: int) -> tuple[Range, int] | None:
    """The first topic that can speak, and where what follows it begins."""
    at = start
    for _ in range(6):
        at = past(text, at, end)
        match = pattern("ja", "topic").match(text, at, min(end, at + LONGEST))
        if match and can_speak(match["who"]) and not _told(text, match, end):
            return match.span("who"), past(text, match.end(), end)
        mark = _PART.search(text, at, min(end, at + LONGEST))
        if mark is None:
            return None
        at = mark.end()
    return None


def _told(text: str, match: re.Match[str], end: int) -> bool:
    """Whether a topic is only spoken to (議員には、大臣から、…) or spoken of (…なかった文書は)."""
    if _WHOSE.search(match["who"]) and pattern("ja", "things").search(match["who"]):
        return True
    if not text[match.end("who") : match.end()].startswith("には"):
        return False
    by = pattern("ja", "topic").match(text, match.end(), min(end, match.end() + LONGEST))
    return bool(by) and can_speak(by["who"] if by else "")


def can_speak(phrase: str) -> bool:
    """Whether a topic is somebody, a body or a document that says things."""
    phrase = re.sub(r"[（(][^）)]*[）)]$", "", phrase.strip())
    if pattern("ja", "no_subject").match(phrase) and not phrase.endswith("側"):
        return False
    return (
        any(pattern("ja", key).fullmatch(phrase) for key in ("pronouns", "plural", "first"))
        or bool(pattern("ja", "roles").search(phrase))
        or bool(re.search(r"[ァ-ヺー]{3,}$", phrase))
        or _is_name(phrase)
    )


@cache
def _surnames() -> tuple[str, ...]:
    return tuple(w for w in data("ja", "people")["surnames"] if len(w) > 1)


def _is_name(phrase: str) -> bool:
    """Whether a phrase is a name without a title: 緒方貞子, in scholarly articles."""
    if not 3 <= len(phrase) <= 5 or not re.fullmatch("[一-龥々]+", phrase):
        return False
    return phrase.startswith(_surnames()) and phrase not in _surnames()


def silenced(text: str, start: int, end: int) -> bool:
    """Whether the sentence is about something that cannot speak: 条約は、…と規定する."""
    match = ABOUT.match(text, past(text, start, end), end)
    return bool(match) and not can_speak(match["who"] if match else "")
