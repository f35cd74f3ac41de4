"""Subjects of English verbs of saying: who stands before the verb, without what stands between.

Recognised: the noun phrase before a verb, behind its auxiliaries, asides (X, speaking in Y, said;
X, who leads Z, said) and appositions (the spokesman, X, said); the subject shared by a second verb
(X arrived and said) or a participle (X left, adding that). Left out: subjects that cannot speak
(data, this, which).

    "But Ada Brook, who leads the team, also said" -> "Ada Brook"
"""

from __future__ import annotations

import re
from functools import cache

from communique.find.quotations import MASK
from communique.find.reports import either, pattern, words
from communique.model.quotes import Range

LONGEST = 130
_COORDINATED = re.compile(r",? (?:and|but|then|or)(?: then| later| also)?$")
_PLACE = re.compile(r"(?:to|with|from|at|in) (?=(?:the|a|[A-Z]))")
_SPOKE = re.compile(r"(?:[A-Z]\w+|I|he|she|they|we) (?:spoke|met|talked|wrote|turned)")
_CONTRACTED = re.compile(r"(?<=I|e|u|y|t)['’](?:ve|d|ll|s|re|m)$")
_PRONOUNS = ("pronouns", "it", "plural", "first", "you")
_WITH = re.compile(r",? with (?=[^,;]{2,60}$)")
_NAMED_LAST = re.compile(
    r"(?:(?:Mr|Mrs|Ms|Dr|Professor|Ambassador|Minister|President|General)\.? )?"
    r"[A-ZÀ-Ý][\w’'-]+(?: [A-ZÀ-Ý][\w’'.-]+){1,3}$"
)
_BODY = re.compile(r"\b(?:of|for|on) (?:[A-Z][\w-]+,? ){1,4}and $")
_REST = re.compile(r"(?!Mr|Ms|Dr|Mrs|I\b|He\b|She\b)[A-Z][a-z]\w+(?: [A-Z]\w+)? ?")
"""A body whose name holds an "and": the Chamber of Commerce and Industry."""
_NAME = re.compile(r"[A-ZÀ-Ý][\w’'.-]*(?: (?:[A-ZÀ-Ý][\w’'.-]*|de|da|van|von|bin|al|el|der)){0,4}")


def shape(key: str) -> str:
    """The words under a key of the data as a group."""
    return f"(?:{either(words('en')[key])})"


@cache
def _ending(key: str) -> re.Pattern[str]:
    return re.compile(rf"(?: {shape(key)})+$")


@cache
def _starting(key: str) -> re.Pattern[str]:
    return re.compile(shape(key))


@cache
def _finite() -> re.Pattern[str]:
    return re.compile(rf" (?:also |later |then |again )?{shape('finite')}\b")


@cache
def _first() -> re.Pattern[str]:
    return re.compile(rf"(?:[^\s,;]{{1,24}} ){{0,6}}?{shape('roles')}(?= [a-z])")


@cache
def _opening() -> re.Pattern[str]:
    return re.compile(rf"(?:{shape('opening')}(?:, | (?![a-z]+ing\b)))+")


@cache
def _aside() -> re.Pattern[str]:
    return re.compile(rf"{shape('aside')}\b")


def subject(text: str, start: int, end: int) -> Range | None:
    """The subject before a verb at `end`, in the sentence that begins at `start`."""
    start = max(start, end - 3 * LONGEST)
    end = _stripped(text, start, end)
    if auxiliary := _ending("auxiliaries").search(text, start, end):
        end = auxiliary.start()
    if end > start and text[end - 1] == ")":  # Iriye (1996: 44) contends
        end = _stripped(text, start, max(start, text.rfind("(", start, end)))
    if end >= 5 and text.endswith(", who", start, end):
        return head(text, boundary(text, start, end - 5), end - 5)
    if end >= 4 and text.endswith(" who", start, end):
        return head(text, boundary(text, start, end - 4), end - 4)
    if shared := _COORDINATED.search(text, start, end):  # X arrived on Monday and said
        who = text.rfind(", who ", start, shared.start())
        beside = who > start and ", " not in text[who + 2 : shared.start()]
        if beside and (named := _NAMED_LAST.search(text, start, who)):
            return named.span()  # "opened by Ada Brook, who thanked them and recalled that"
        low = boundary(text, start, shared.start(), commas=False)
        return opening(text, start, shared.start()) or opening(text, low, shared.start())
    if end > start and text[end - 1] == ",":
        return _before_asides(text, start, end - 1)
    return head(text, boundary(text, start, end), end)


def absolute(text: str, start: int, end: int) -> Range | None:
    """The subject of a participle of its own: …, with officials saying."""
    own = list(_WITH.finditer(text, max(start, end - LONGEST), end))
    return head(text, own[-1].end(), end) if own else None


def opening(text: str, start: int, end: int) -> Range | None:
    """The subject of a sentence: what stands before its first finite verb, without asides."""
    verb = _finite().search(text, start, min(end, start + 2 * LONGEST))
    if not verb:  # Australian officials deny this, saying
        first = _first().match(text, start, end)
        return head(text, start, first.end()) if first else None
    stop = verb.start()
    comma = text.find(", ", start, stop)
    while comma >= 0:  # X, who has led the ministry since 2024, declined
        if _aside().match(text, comma + 2, end):
            return head(text, boundary(text, start, comma), comma)
        comma = text.find(", ", comma + 2, stop)
    if text[stop - 1] == ",":
        return _before_asides(text, start, stop - 1)
    return head(text, boundary(text, start, stop), stop)


def _before_asides(text: str, start: int, end: int) -> Range | None:
    """The subject before asides that end at a comma: X, speaking in Y, said."""
    parts = [end]
    for comma in reversed([m.start() for m in re.finditer(", ", text[start:end])]):
        parts.insert(0, start + comma)
    begins = [start, *(p + 2 for p in parts[:-1])]
    index = len(parts) - 1
    while index > 0 and _aside().match(text, begins[index]):
        index -= 1
    last = parts[index]
    low = boundary(text, begins[index], last)
    if index == len(parts) - 1 and index > 0 and text[begins[index]].isupper():
        name = _NAME.fullmatch(text, begins[index], last)  # the president's spokesman, James X
        before = head(text, boundary(text, begins[index - 1], parts[index - 1]), parts[index - 1])
        if name and before:
            return before[0], last
    return head(text, low, last)


def boundary(text: str, start: int, end: int, *, commas: bool = True) -> int:
    """Where the clause begins that ends at `end`."""
    low = max(start, end - LONGEST)
    for match in _starting("boundary").finditer(text, low, end):
        if not _BODY.search(text, low, match.end()) or not _REST.fullmatch(text, match.end(), end):
            low = match.end()
    if commas:
        comma = text.rfind(", ", low, end)
        low = comma + 2 if comma >= 0 else low
    return low


def head(text: str, start: int, end: int) -> Range | None:
    """The subject within a stretch, without words that open a sentence; None if it cannot speak."""
    while start < end and text[start] in " ,“\"('":
        start += 1
    lead = _opening().match(text, start, end)
    if lead and lead.end() < end:
        start = lead.end()
    place = _PLACE.search(text, start, end)
    if place and _SPOKE.match(text, start, end):
        start = place.end()
    phrase = text[start:end].strip()
    if not phrase or len(phrase) > LONGEST or not speaks(phrase):
        return None
    return start, end


def speaks(phrase: str) -> bool:
    """Whether a phrase may be a subject that speaks: a name, a pronoun or a role."""
    phrase = _CONTRACTED.sub("", phrase.strip(" ,"))
    if any(pattern("en", key).fullmatch(phrase) for key in _PRONOUNS):
        return True
    if pattern("en", "no_subject").fullmatch(phrase) or MASK in phrase:
        return False
    return bool(pattern("en", "roles").search(phrase)) or bool(re.search(r"\b[A-ZÀ-Ý]\w", phrase))


def _stripped(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1] == " ":
        end -= 1
    return end
