"""Reported speech in English: said that, told X that, according to, quotations, speakers' labels.

Recognised: a subject that can speak + verb of saying (+ the one spoken to) + a clause, with or
without "that"; participles (…, adding that); "…, he said" at the end or in the middle; "as X
observed"; stress, reiterate, reaffirm + noun; quotations before, after and around "X said", and
those that a verb of judging takes (called it "a piece of paper"); labels ("MINISTER X:", "Q:").
Left out: subjects that cannot speak (data, this), passives without an agent, verbs that are nouns
there (the claims).

    "The envoy said that talks would resume." -> who The envoy, what talks would resume
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from communique.find.quotations import MASK
from communique.find.reports import Introduced, Label, Report, pattern, words
from communique.find.speech_subjects_en import absolute, opening, speaks, subject
from communique.find.speech_verbs_en import (
    amid,
    as_put,
    as_said,
    following,
    introduction,
    judging,
    reporting,
    trailing,
)
from communique.model.quotes import Range

CAPITALS = True
"""Whether capitals tell names, so that an unknown subject of a report may be printed as it is."""

ELIDED_SELF = True
"""Whether a verb of saying without a subject in one's own words is a report."""

_PAST = re.compile(r"(?:\w+ly |also |later )?(?:\w+ed|said|told|made|thought|wrote)\b")
_OWN = re.compile(r"\bI$")
_IF = re.compile(r"\b[Ii]f $")
_RUNS_ON = re.compile(r"[”\"’»]\s+(?!(?:and|but|or|in|on|at|when|as|after|during)\b)[a-z]")
_NOUN = re.compile(
    r"\b(?:the|an?|his|her|its|their|our|my|these|those|this|any|no|such|of|in|by|\w+['’]s?) "
    r"(?:\w+ly )?(?:\w{3,}(?:al|ive|ous|ish|ese|ian|nt|ble|ed|ing|new|old|ic) )?$",
    re.IGNORECASE,
)
_LINK = re.compile(
    r",? (?:and|but|while|whereas|although|though|as|then|before|after) [^,;]*$|[,;] $"
)
_PLURAL = re.compile(
    r"(?:\b(?:did|do|does|not|to|will|would|they|we|I|you|people|some|many|most|few|others|both)"
    r"|\w[^s]s)(?: also| often| still| now| [a-z]+ly)? $"
)
_ONE = re.compile(
    r"(?:[A-Z][\w’'.-]*(?: (?:[A-Z][\w’'.-]*|of|for|the)){0,4}|[Tt]he [a-z][\w -]{2,40})"
)
_ASKED = re.compile(
    r"(?:Asked|Pressed|Questioned|Quizzed|Challenged|Reminded|Responding|Speaking|Addressing|Turning)"
    r"\b[^.;“\"]{2,160}?, (?=(?:[A-Z]|the )(?:(?!\b(?:would|could|might|had)\b)[^.;]){2,110}\.?$"
    r"|(?:Mr|Ms|Mrs|Dr)\b)"
)
_BEFORE_PRONOUN = re.compile(r"(?:^|[.;,] |\b)(?:I|[Ww]e)\b[^.;]{3,90}?,? (?:and|but|who) $")


def reports(text: str, start: int, end: int) -> Iterator[Report]:
    """Indirect speech in the sentence at `start` to `end` of a masked text, in order."""
    stop = end_of(text, start, end)
    found = list(_clauses(text, start, stop))
    given = pattern("en", "according").search(text, start, end)
    if given:
        yield from _according(text, start, end, given)
    view = pattern("en", "in_view").search(text, start, min(end, start + 100))
    if view and view.start() - start < 6:
        found = []
        who = view.span("who" if view["who"] else "whose")
        yield Report(_space(text, view.end()), stop, "en-according", who, 0.8)
    if said := as_said().match(text, start, end):
        if speaks(said["who"]) and MASK not in text[said.end() : said.end() + 2]:
            yield Report(said.end(), stop, "en-as", said.span("who"), 0.8)
        return
    last = trailing().search(text, start, end) if found else None
    if last and last["before"] and last.start() < found[-1].end and found[0].rule == "en-bare":
        found = []  # Ankara had proposed talks and was waiting, the diplomat said
    yield from found
    if not found and not given:
        yield from _aside(text, start, end)


def _clauses(text: str, start: int, stop: int) -> Iterator[Report]:
    """Reports with a clause behind the verb; one ends where the next of its speaker begins."""
    last: Report | None = None
    shared: Range | None = None
    for match in reporting().finditer(text, start, stop):
        kind = match.lastgroup if match.lastgroup != "whom" else "told"
        begins = match.start() if kind == "object" else _space(text, match.end())
        participle, coordinated = _joined(text, start, match)
        noun = not participle and _noun(text, start, match)
        if stop - begins < 6 or _is_direct(text, begins, stop) or noun:
            continue
        if match[0].startswith("saying") and not participle:
            who = absolute(text, start, match.start())
        elif participle or (coordinated and last):
            last_mark = max(text.rfind(mark, start, match.start()) for mark in (";", "”", MASK))
            mine = opening(text, last_mark + 1, match.start()) if last_mark >= 0 else None
            who = mine or shared or opening(text, start, match.start())
        else:
            who = subject(text, start, match.start()) or (shared if last else None)
        if who is None:
            continue
        own = _OWN.search(text, who[0], who[1])
        if (own and not _PAST.match(text, match.start())) or _IF.search(
            text, max(start, who[0] - 6), who[0]
        ):
            continue  # "I promise you that" does what it says, and reports nothing
        if last is not None:
            yield _cut(text, last, who, match.start())
        shared = shared if participle or coordinated else who
        sure = 0.75 if kind in ("plain", "bare", "object") else 0.85
        last = Report(begins, stop, f"en-{kind}", who, sure)
    if last is not None:
        yield last


def _joined(text: str, start: int, match: re.Match[str]) -> tuple[bool, bool]:
    """Whether a verb is a participle (…, adding that), and whether it shares its subject."""
    verb = text[match.start() : match.end()].split(" ")[0]
    before = text[max(start, match.start() - 20) : match.start()].rstrip()
    leads = (",", " while", " and", " in", " by", " before", " after", " when")
    participle = verb.endswith("ing") and before.endswith(leads)
    return participle, before.endswith((" and", " but")) and not participle


def _cut(text: str, last: Report, who: Range, verb: int) -> Report:
    """A report without the next one of its sentence, unless that stands within it."""
    next_at = verb if who[0] < last.start else min(who[0], verb)
    if next_at <= last.start:
        return last
    link = _LINK.search(text, last.start, next_at)
    if link is None:
        return last
    return replace(last, end=end_of(text, last.start, link.start()))


def _noun(text: str, start: int, match: re.Match[str]) -> bool:
    """Whether the verb is a noun there: the claims, its repeated warnings."""
    verb = text[match.start() : match.end()].split(" ")[0]
    if verb.endswith(("ed", "said", "told", "wrote")):
        return False
    if verb in words("en")["lemmas"] and not _PLURAL.search(text, start, match.start()):
        return True
    return bool(_NOUN.search(text, max(start, match.start() - 40), match.start()))


def _aside(text: str, start: int, end: int) -> Iterator[Report]:
    """…, X said at the end of a sentence, or in its middle."""
    last = trailing().search(text, start, end)
    if last is not None and last.start() - start > 10:
        group = "after" if last["after"] else "before"
        if _short(last[group]) and MASK not in text[last.start() - 2 : last.start()]:
            yield Report(start, last.start(), "en-trailing", last.span(group), 0.75)
            return
    within = amid().search(text, start, end)
    if within and within.start() - start > 2 and _short(within["who"]):
        beside = text[within.start() - 2 : within.start()] + text[within.end() : within.end() + 2]
        if MASK in beside:
            return
        colon = text.rfind(": ", start, within.start())
        who, begins = within.span("who"), colon + 2 if colon >= 0 else start
        if colon >= 0 and pattern("en", "pronouns").fullmatch(within["who"].strip()):
            who = opening(text, start, colon) or who  # "X was blunt: Tehran, he said, would"
        yield Report(begins, end_of(text, begins, end), "en-amid", who, 0.7)


def direct(text: str, sentence: Range, opens: int, closes: int) -> Introduced | None:
    """Whether the quotation whose marks stand at `opens` and `closes` is introduced as speech."""
    start = max(sentence[0], opens - 240)
    if put := as_put().search(text, start, opens):
        return Introduced("en-put", put.span("who" if put["who"] else "whose"))
    lead = introduction().search(text, start, opens)
    comma = lead is not None and lead[0].rstrip(' “"‘«').endswith((",", ":"))
    if lead and (comma or not _RUNS_ON.match(text, closes)):
        participle, coordinated = _joined(text, start, lead)
        shared = opening(text, sentence[0], lead.start()) if participle or coordinated else None
        who = shared or subject(text, start, lead.start())
        if who or participle:
            return Introduced("en-says-quote", who)
    ends = text[max(0, closes - 1) : closes + 2]  # a full stop within the marks ends the sentence
    match = following().match(text, closes, min(len(text), closes + 180))
    if match and re.search(r"[,?!—–-]", ends):
        group = "after" if match["after"] else "before"
        if speaks(match[group]):
            return Introduced("en-quote-says", match.span(group))
    if closes - opens > 14 and (judged := judging().search(text, start, opens)):
        who = subject(text, start, judged.start())
        return Introduced("en-called", who, 0.6) if who else None
    return None


def fragment(text: str, sentence: Range, opens: int, closes: int, first: str) -> bool:
    """Whether a quotation inside reported speech stands as words of its own: never in English."""
    return False


def trimmed(text: str, start: int, end: int) -> int:
    """Where reported words end that stop before a quotation."""
    return end_of(text, start, end)


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
    if asked := _ASKED.match(text, start, end):
        return opening(text, asked.end(), end)
    return opening(text, start, end) if text[start : start + 1].isupper() else None


def antecedent(text: str, start: int, end: int) -> Range | None:
    """Whom a pronoun at `end` stands for in a sentence of somebody's own: I asked X, and he said.

    The last one named there, be it by name or by office.
    """
    if not _BEFORE_PRONOUN.search(text, start, end):
        return None
    named = [m for m in _ONE.finditer(text, start, end) if speaks(m[0]) and m[0] not in ("I", "We")]
    return named[-1].span() if named else None


def any_speaker(phrase: str) -> str | None:
    """A subject of a quotation as printed, where nothing is known of it; None for no name."""
    phrase = re.sub(r"^(?:the|a|an)\s+", "", phrase.strip(" ,"), flags=re.IGNORECASE)
    phrase = re.sub(r"\s*\(\d{4}[a-z]?\)$", "", phrase)
    if pattern("en", "no_subject").fullmatch(phrase):
        return None
    return phrase if re.match(r"[A-ZÀ-Ý]", phrase) and len(phrase) < 50 else None


def _according(text: str, start: int, end: int, given: re.Match[str]) -> Iterator[Report]:
    close = re.compile(r"[,;:.]|$").search(text, given.end(), end)
    who_end = close.start() if close else end
    source = pattern("en", "source").match(text, given.start("who"), who_end)
    who = (source.end() if source else given.start("who"), who_end)
    stop = end_of(text, start, end)
    if given.start() - start < 12 and who_end < end:
        yield Report(_space(text, who_end + 1), stop, "en-according", who, 0.85)
    elif given.start() - start > 12:
        if who_end >= stop:
            yield Report(start, end_of(text, start, given.start()), "en-according", who, 0.85)
        else:
            yield Report(start, stop, "en-according", who, 0.75)


def _is_direct(text: str, begins: int, stop: int) -> bool:
    """Whether what is said is a quotation and nothing more."""
    if MASK not in text[begins : begins + 2]:
        return False
    close = begins + 1
    while close < stop and text[close] in MASK + ".!?":
        close += 1
    return not _RUNS_ON.match(text, close)


def _short(phrase: str) -> bool:
    """Whether a phrase beside the verb is nothing but a subject that speaks."""
    return speaks(phrase) and not re.search(
        r"^(?:but|and|which|who|as|so|that)\b|\b(?:is|are|was|were|will|would|can|cannot|not|to|has|have|had|been)\b",
        phrase.strip(),
    )


def _space(text: str, at: int) -> int:
    while at < len(text) and text[at] in " ,:":
        at += 1
    return at


def end_of(text: str, start: int, end: int) -> int:
    """Where words end, without punctuation behind them."""
    while end > start and text[end - 1] in ' .,;:!?”"’':
        end -= 1
    return end
