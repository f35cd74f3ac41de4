"""English verb phrases: where their verb stands, how firm it is, and the promises in them.

Recognised: "to open … and to train …", "will open … and train …", "with reviewing … and with
submitting …". Left out: verbs without an object of their own ("strengthen and expand trade" is one
promise).

    "will open a school and train 40 nurses" -> "will open a school", "train 40 nurses"
"""

from __future__ import annotations

import re

from communique.find.cues_en import cues
from communique.find.predicates_en import ADVERBS
from communique.model.findings import Force


def verb_at(text: str, at: int) -> int:
    """Where the verb after "will" or "to" begins, behind adverbs and asides."""
    match = _BEFORE_VERB.match(text, at)
    return match.end() if match else at


def force_at(text: str, at: int, given: Force) -> Force:
    """The force by the verb, the frame's where the verb says nothing of it."""
    words = cues()
    lead = _ADVERBS.match(text, at)
    verb = lead.end() if lead else at
    if words.effort_after_continue.match(text, verb):
        return Force.EFFORT
    for force, pattern in words.verbs:
        if pattern.match(text, verb):
            return force
    return given


_LINK = re.compile(
    r"(?:[,;:]|\s(?:and that|that|and|but|or|while|whereas|as well as|(?:to|for|of|in) which))$"
)
_ADVERBS = re.compile(rf"(?:to )?{ADVERBS}")
_BEFORE_VERB = re.compile(rf"(?:,[^,.;]{{2,60}}, |,? ?)(?:to )?{ADVERBS}(?=[A-Za-z])")
_OBJECT = re.compile(
    r"[a-z]+(?: up| aside| over| out)? (?:the|an?|its|their|our|his|her|all|any|new|more|another|"
    r"at least|up to|some|joint|[A-Z0-9£$€¥]|[a-z]+(?:s|ing|ion)\b)"
    r"|(?:consider|examine|study|explore|assess|review), "
    r"|(?:meet|alternate|report|convene|travel|return|participate|invest|visit|respond) "
    r"(?:in|at|to|between|with|on|by|again|annually|regularly|every)\b"
)
_PLAIN = re.compile(r"[a-z]+")
_TO_VERB = re.compile(
    r"(?:,|;)? (?:and|as well as)(?:, [^,;.]{3,60},)? (?:also |then |further )?"
    r"(?:to|with(?= [a-z]+ing\b)) "
    rf"(?={ADVERBS}[a-z])|[,;] to (?=[a-z])"
)
_AND_TO = re.compile(r"\band to [a-z]")
_AND_VERB = re.compile(
    rf"(?:,|;)? and(?:,? [a-z][^,;.]{{3,60}},)? (?={ADVERBS}[a-z]+,? [A-Za-z0-9£$€¥])"
    r"|, (?=[a-z]+ (?:the|an?|its|their|our|[0-9£$€¥A-Z]))"
)


def parts(
    text: str, start: int, verb: int, end: int, infinitive: bool
) -> list[tuple[int, int, int]]:
    """The separable promises of a verb phrase: start, end and verb of each."""
    words = cues()
    cuts: list[tuple[int, int]] = []
    for match in _TO_VERB.finditer(text, verb, end):
        gerund = " with " in match[0]
        if match[0].startswith(", to ") and not _AND_TO.search(text, match.end(), end):
            continue
        if (
            (infinitive or gerund)
            and match.start() - verb > 12
            and (gerund or _plain_verb(text, match.end()))
        ):
            cuts.append((match.start(), match.end()))
    for match in _AND_VERB.finditer(text, verb, end):
        at = verb_at(text, match.end())
        if (
            words.separable.match(text, at)
            and _has_object(text, verb, match.start())
            and (_OBJECT.match(text, at))
            and all(match.start() >= b or match.end() <= a for a, b in cuts)
        ):
            cuts.append((match.start(), at))
    cuts.sort()
    made, begin, at = [], start, verb
    for stop, following in cuts:
        if stop - at < 12:
            continue
        made.append((begin, trimmed(text, begin, stop), at))
        begin = at = following
    made.append((begin, end, at))
    return made


def _plain_verb(text: str, at: int) -> bool:
    word = _PLAIN.match(text, at)
    return (
        bool(word) and word is not None and word[0] not in ("the", "a", "an", "their", "its", "be")
    )


def _has_object(text: str, verb: int, stop: int) -> bool:
    """Whether something stands between two verbs: not so in "consolidate, realign, and reduce"."""
    chunk = text[verb:stop]
    last = chunk.rsplit(",", 1)[-1].split()
    return len(chunk.split()) >= 3 and len(last) >= 2


def trimmed(text: str, start: int, end: int) -> int:
    """An end without the marks and conjunctions that lead to what follows."""
    end = start + len(text[start:end].rstrip())
    while match := _LINK.search(text, max(start, end - 16), end):
        end = start + len(text[start : match.start()].rstrip())
    return end
