"""Reported speech in English: said that, told X that, according to, quotations, speakers' labels.

Recognised: a subject that can speak + verb of saying (+ the one spoken to) + that-clause, or plain
clause after say, believe, think; who-clauses ("the envoy, who believes that …"); "…, he said";
stress, reiterate, reaffirm + noun; quotations before, after and around "X said"; labels ("MINISTER
X:", "Q:"). Left out: subjects that cannot speak (data, this), passives without an agent.

    "The envoy said that talks would resume." -> who The envoy, what talks would resume
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from communique.find.quotations import MASK
from communique.find.reports import Introduced, Label, Report, either, pattern, words
from communique.model.quotes import Range

ELIDED_SELF = True
"""Whether a verb of saying without a subject in one's own words is a report."""

_LONGEST = 110
_COMMA = re.compile(r", ")
_COORDINATED = re.compile(r",? (?:and|but|then)$")
_PAST = re.compile(r"(?:\w+ly |also |later )?(?:\w+ed|said|told|made|thought|wrote)\b")
_RUNS_ON = re.compile(r"[”\"’»]\s+(?!(?:and|but|or|in|on|at|when|as|after|during)\b)[a-z]")


@cache
def _shape(key: str) -> str:
    return f"(?:{either(words('en')[key])})"


@cache
def _boundary_pattern() -> re.Pattern[str]:
    return re.compile(_shape("boundary"))


@cache
def _auxiliary() -> re.Pattern[str]:
    return re.compile(rf"(?: {_shape('auxiliaries')})+$")


@cache
def _finite() -> re.Pattern[str]:
    return re.compile(rf" (?:also |later |then )?{_shape('finite')}\b")


@cache
def _opening() -> re.Pattern[str]:
    return re.compile(rf"(?:{_shape('opening')}(?:, | (?![a-z]+ing\b)))+")


@cache
def _verb() -> re.Pattern[str]:
    """Verbs of saying with what follows: groups by how what is said begins."""
    told, between, clause = _shape("told"), words("en")["between"][0], _shape("clause")
    that, plain = _shape("that"), _shape("plain")
    return re.compile(
        rf"\b(?:(?P<told>{told}) (?!that\b)(?P<whom>(?:[^,.;:]|(?<=M[rs])\.|(?<=Mrs)\.){{1,60}}?)"
        rf"{between},? that\b"
        rf"|(?P<clause>{told} {_shape('whom')}(?: that\b)?)(?= {clause})"
        rf"|(?P<that>{that}|{plain}){between},? that\b"
        rf"|(?P<plain>{plain}{_shape('day')})(?= (?!that\b){clause})"
        rf"|(?P<pron>{_shape('bare')})(?= (?:he|she|it|they|there|no one|nobody)\b)"
        rf"|(?P<object>{_shape('object')})(?= (?!that\b){_shape('noun')}))"
    )


@cache
def _said() -> str:
    verbs = "|".join(_shape(key) for key in ("that", "plain", "quotes"))
    return rf"(?:{verbs}|{_shape('told')} [^,.;:]{{1,40}}?)"


@cache
def _introduction() -> re.Pattern[str]:
    """What stands before an opening mark: a verb of saying, perhaps a time, perhaps a colon."""
    between = words("en")["between"][0]
    verbs = rf"{_said()}|{_shape('saying')}"
    return re.compile(rf"\b(?P<verb>{verbs}){between}(?:, that| that|:|,)? ?[“\"‘«]?$")


@cache
def _following() -> re.Pattern[str]:
    """What stands behind a closing mark: said X, or X said."""
    abbreviated = "".join(rf"|(?<=\b{title})\." for title in ("Mr", "Ms", "Dr", "Mrs", "[A-Z]"))
    name = rf"(?:[^,.;:?!“\"{MASK}]{abbreviated}){{2,70}}?"
    stop = rf"[,;:]|(?<!Mr)(?<!Ms)(?<!Dr)(?<!Mrs)\.| {_shape('after_name')}\b|$"
    return re.compile(
        rf"[”\"’»],? (?:{_said()} (?P<after>{name})(?={stop})"
        rf"|(?P<before>{name})(?: also| later| then| further)? {_said()}(?=[,.;: ]|$))"
    )


@cache
def _trailing() -> re.Pattern[str]:
    """A subject and verb at the end of a sentence: …, the envoy said."""
    place = r"(?: (?:on|in|at|last|this|yesterday|today)[^,.;:]{0,40})?"
    before, after = r"(?P<before>[^,.;:]{1,70}?)", r"(?P<after>[^,.;:]{2,70})"
    return re.compile(rf", (?:{_said()} {after}|{before} {_said()}{place})\.?$")


def reports(text: str, start: int, end: int) -> Iterator[Report]:
    """Indirect speech in the sentence at `start` to `end` of a masked text, in order."""
    stop = _trimmed(text, start, end)
    if given := pattern("en", "according").search(text, start, end):
        yield from _according(text, start, end, given)
    seen: list[Range] = []
    for match in _verb().finditer(text, start, end):
        kind = match.lastgroup if match.lastgroup != "whom" else "told"
        who = _subject(text, start, match.start())
        begins = match.start() if kind == "object" else _space(text, match.end())
        if who is None or stop - begins < 6 or _is_direct(text, begins, stop):
            continue
        if text[who[0] : who[1]].strip() == "I" and not _PAST.match(text, match.start()):
            continue  # "I promise you that" does what it says, and reports nothing
        seen.append((begins, stop))
        yield Report(begins, stop, f"en-{kind}", who, 0.75 if kind in ("plain", "object") else 0.85)
    trailing = None if seen else _trailing().search(text, start, end)
    if trailing is None or trailing.start() - start <= 10:
        return
    group = "after" if trailing["after"] else "before"
    if _short(trailing[group]) and MASK not in text[trailing.start() - 2 : trailing.start()]:
        yield Report(start, trailing.start(), "en-trailing", trailing.span(group), 0.75)


def direct(text: str, sentence: Range, opens: int, closes: int) -> Introduced | None:
    """Whether the quotation whose marks stand at `opens` and `closes` is introduced as speech."""
    start = max(sentence[0], opens - 240)
    lead = _introduction().search(text, start, opens)
    comma = lead is not None and lead[0].rstrip(' “"‘«').endswith((",", ":"))
    if lead and (comma or not _RUNS_ON.match(text, closes)):
        who = _subject(text, start, lead.start())
        return Introduced("en-says-quote", who)
    ends = text[max(0, closes - 1) : closes + 2]  # a full stop within the marks ends the sentence
    match = _following().match(text, closes, min(len(text), closes + 120))
    if match and re.search(r"[,?!—–-]", ends):
        group = "after" if match["after"] else "before"
        if _speaks(match[group]):
            return Introduced("en-quote-says", match.span(group))
    return None


def label(text: str) -> Label | None:
    """The speaker's label at the start of a paragraph."""
    match = pattern("en", "label").match(text) or pattern("en", "bare_label").match(text)
    if not match:
        return None
    who, name = match["who"].strip(), match.groupdict().get("name") or ""
    asks = bool(pattern("en", "askers").fullmatch(who))
    answers = bool(pattern("en", "answers").fullmatch(who))
    if who.isupper() and len(who) > 2:
        who = re.sub(r"[^\W\d_]+", lambda m: m[0].capitalize(), who)
    return Label(name if answers else who, match.end(), asks, answers)


def opening_subject(text: str, start: int, end: int) -> Range | None:
    """The words in which the subject of a sentence stands, for a pronoun in the next."""
    verb = _finite().search(text, start, min(end, start + _LONGEST))
    return (start, verb.start()) if verb and text[start : start + 1].isupper() else None


def any_speaker(phrase: str) -> str | None:
    """A subject of a quotation as printed, where nothing is known of it; None for no name."""
    phrase = phrase.strip(" ,")
    return phrase if re.fullmatch(r"(?:[A-ZÀ-Ý][\w’'.-]*\s?){1,4}", phrase) else None


def _according(text: str, start: int, end: int, given: re.Match[str]) -> Iterator[Report]:
    close = re.compile(r"[,;:.]|$").search(text, given.end(), end)
    who_end = close.start() if close else end
    source = pattern("en", "source").match(text, given.start("who"), who_end)
    who = (source.end() if source else given.start("who"), who_end)
    stop = _trimmed(text, start, end)
    if given.start() - start < 12 and who_end < end:
        yield Report(_space(text, who_end + 1), stop, "en-according", who, 0.85)
    elif given.start() - start > 12:
        if who_end >= stop:
            yield Report(start, _trimmed(text, start, given.start()), "en-according", who, 0.85)
        else:
            yield Report(start, stop, "en-according", who, 0.75)


def _subject(text: str, start: int, end: int) -> Range | None:
    """The subject before a verb: from the nearest boundary of a clause, without asides."""
    start = max(start, end - 3 * _LONGEST)
    while end > start and text[end - 1] == " ":
        end -= 1
    if match := re.compile(r", who$").search(text, start, end):
        low = _boundary(text, start, match.start())
        return _head(text, low, match.start())
    if auxiliary := _auxiliary().search(text, start, end):
        end = auxiliary.start()
    if shared := _COORDINATED.search(text, start, end):  # X arrived on Monday and said
        low = _boundary(text, start, shared.start())
        verb = _finite().search(text, low, shared.start())
        return _head(text, low, verb.start()) if verb else None
    if end > start and text[end - 1] == ",":  # an aside: Mr. X, speaking in Y, said
        comma = text.rfind(", ", start, end - 1)
        if comma > start:
            low = _boundary(text, start, comma)
            titled = text[comma + 2 : comma + 3].isupper() or pattern("en", "role_aside").match(
                text, comma + 2
            )
            return _head(text, low, end - 1 if titled else comma)
    return _head(text, _boundary(text, start, end), end)


def _boundary(text: str, start: int, end: int) -> int:
    low = max(start, end - _LONGEST)
    for match in _boundary_pattern().finditer(text, low, end):
        low = match.end()
    for match in _COMMA.finditer(text, low, end):
        low = match.end()
    return low


def _is_direct(text: str, begins: int, stop: int) -> bool:
    """Whether what is said is a quotation and nothing more."""
    if MASK not in text[begins : begins + 2]:
        return False
    close = begins + 1
    while close < stop and text[close] in MASK + ".!?":
        close += 1
    return not _RUNS_ON.match(text, close)


def _short(phrase: str) -> bool:
    """Whether a phrase at the end of a sentence is nothing but a subject that speaks."""
    return _speaks(phrase) and not re.search(
        r"^(?:but|and|which|who|as|so|that)\b|\b(?:is|are|was|were|will|would|can|cannot|not|to|has|have|had|been)\b",
        phrase.strip(),
    )


def _head(text: str, start: int, end: int) -> Range | None:
    while start < end and text[start] in " ,“\"('":
        start += 1
    lead = _opening().match(text, start, end)
    if lead and lead.end() < end:
        start = lead.end()
    of_place = re.compile(r"(?:to|with|from|at|in) (?=(?:the|a|[A-Z]))").search(text, start, end)
    if of_place and re.match(
        r"(?:[A-Z]\w+|I|he|she|they|we) (?:spoke|met|talked|wrote|turned)", text[start:end]
    ):
        start = of_place.end()
    phrase = text[start:end].strip()
    if not phrase or len(phrase) > _LONGEST or not _speaks(phrase):
        return None
    return start, end


def _speaks(phrase: str) -> bool:
    """Whether a phrase may be a subject that speaks: a name, a pronoun or a role."""
    phrase = phrase.strip(" ,")
    if any(pattern("en", key).fullmatch(phrase) for key in ("pronouns", "plural", "first", "you")):
        return phrase.lower() != "it"
    if pattern("en", "no_subject").fullmatch(phrase) or MASK in phrase:
        return False
    return bool(pattern("en", "roles").search(phrase)) or bool(re.search(r"\b[A-ZÀ-Ý]\w", phrase))


def _space(text: str, at: int) -> int:
    while at < len(text) and text[at] in " ,:":
        at += 1
    return at


def _trimmed(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1] in ' .,;:!?”"’':
        end -= 1
    return end


def fragment(text: str, sentence: Range, opens: int, closes: int) -> bool:
    """Whether a quotation inside reported speech stands as words of its own."""
    return False


def trimmed(text: str, start: int, end: int) -> int:
    """Where reported words end that stop before a quotation."""
    return end
