"""English promises in nouns: what is promised in a phrase or a table, without a verb of its own.

Recognised: "Viet Nam's offer to host the workshop", "the pledge of Norway to plant …", and lists of
contributions ("The following pledges were made: Canada: 2 million dollars"). Left out: nouns of
promise whose owner is no state or organisation by name.

    "We welcome India's decision to join." -> IND, pledge, "India's decision to join"
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from communique.find.actors import actors_at, cast_of
from communique.find.context import Scan
from communique.find.seats_en import capital
from communique.find.sentences_en import Sentence
from communique.find.sightings import CommitmentSighting
from communique.find.verb_phrases_en import force_at, trimmed
from communique.model.findings import Force

_FIRM = (
    r"pledge|commitment|determination|resolve|decision|announcement|promise|undertaking|agreement"
)
_SOFT = r"offer|intention|plans?|readiness|willingness|proposal|initiative"
_NOUN = rf"(?P<noun>{_FIRM}|{_SOFT})"
_OWNED = re.compile(rf"['’]s? (?:[a-z]+ ){{0,2}}{_NOUN} to (?=[a-z])")
_BY = re.compile(
    rf"\b(?:(?:the|an?|this) (?:[a-z]+ ){{0,2}}?)?{_NOUN} (?:of|by|from|made by) "
    r"(?:the )?(?:Governments? of (?:the )?)?$"
)
_TO = re.compile(r"(?: Government)? to (?=[a-z])")
_END = re.compile(
    r", (?:which|and (?:to|its|the|that|of)|as well as)\b|;|\.$|, and [a-z]+(?:ing|s)\b"
    r"| (?:was|were|is|are|has been|have been) [a-z]+ed\b"
)
_PAPER = (
    r"(?:texts?|accord|agreement|pact|treaty|protocol|convention|memorandum|communiqu[eé]|statement|"
    r"declaration|document|deal|plan|arrangement|contract|article|clause|exchange of notes|charter)"
)
_COMMITS = re.compile(
    rf"\b{_PAPER}(?: of [A-Z0-9][^,;.:]{{2,40}}?)?(?:, which)? (?:also |further |now )?"
    r"(?:will |would |shall )?(?:commits?|binds?|obliges?|obligates?|requires?|enjoins?|committed|"
    r"bound|obliged|obligated|required) (?=[A-Za-z])"
)
_WHOM = re.compile(
    r"(?P<whom>(?:the |both |each |all )?"
    r"(?:[A-Z][\w.’'-]*(?: (?:and )?[A-Z][\w.’'-]*){0,4}|[Gg]roup|"
    r"bloc|two [a-z]+|sides?|parties|members|signatories|governments|countries|states))"
    r"(?: only| jointly)? to (?:[\"“])?(?=[a-z])"
)
_HANGS = re.compile(
    r", (?:which|and (?:makes?|its|the|that|of)|as well as|the first|with|while|but)\b|;"
)
_LONGEST = 400
"""A phrase has no more letters than this; time stays linear in damaged text."""
_TABLE = re.compile(
    r"\b(?:contributions?|pledges?|commitments?|offers?|donations?)\b[^:]*:\s*$", re.IGNORECASE
)
_ENTRY = re.compile(r"[^:]{0,60}: (?=\S)")


def offers(sentence: Sentence) -> Iterator[CommitmentSighting]:
    """Promises of others that a sentence names by a noun."""
    scan, text = sentence.scan, sentence.scan.text
    for mention in scan.mentions:
        if mention.weak or mention.kind not in ("state", "organisation", "place"):
            continue
        seat = capital(scan, mention.start, mention.end) if mention.kind == "place" else None
        if mention.kind == "place" and seat is None:
            continue
        found = _OWNED.match(text, mention.end)
        begins, verb = mention.start, found.end() if found else 0
        if found is None and (to := _TO.match(text, mention.end)):
            low = max(0, mention.start - 70)
            if found := _BY.search(text, low, mention.start):
                begins, verb = found.start(), to.end()
        if found is None:
            continue
        actors = (seat,) if seat else actors_at(scan, mention.start, mention.end)
        last = min(sentence.end, verb + _LONGEST)
        stop = _END.search(text, verb, last)
        if stop is None and last < sentence.end:
            continue
        end = trimmed(text, begins, stop.start() if stop else last)
        firm = re.fullmatch(_FIRM, found["noun"])
        yield CommitmentSighting(
            scan=scan, start=begins, end=end, actors=actors,
            force=force_at(text, verb, Force.PLEDGE if firm else Force.INTENTION),
            rule="nominal-offer", confidence=0.65, action=(verb, end),
        )  # fmt: skip


def obliged(sentence: Sentence) -> Iterator[CommitmentSighting]:
    """What a text commits somebody to: "the accord commits Peru to paying 5 million dollars"."""
    scan, text = sentence.scan, sentence.scan.text
    for match in _COMMITS.finditer(text, sentence.low, sentence.end):
        to = _WHOM.match(text, match.end())
        if to is None:
            continue
        actors = actors_at(scan, match.end(), match.end() + len(to["whom"]))
        actors = actors or cast_of(scan.context).parties
        begins = max(text.rfind(mark, sentence.low, match.start()) for mark in ":;,") + 1
        begins = max(begins, sentence.low)
        last = min(sentence.end, to.end() + _LONGEST)
        stop = _HANGS.search(text, to.end(), last)
        end = trimmed(text, begins, stop.start() if stop else last)
        yield CommitmentSighting(
            scan=scan, start=begins, end=end, actors=actors,
            force=force_at(text, to.end(), Force.PLEDGE), rule="text-commits", confidence=0.7,
            action=(to.end(), end),
        )  # fmt: skip


def opens_table(text: str) -> bool:
    """Whether a sentence opens a list of contributions."""
    return bool(_TABLE.search(text))


def entry(scan: Scan) -> CommitmentSighting | None:
    """A line of a list of contributions: "Spain, as an observer: the training of 60 sappers"."""
    text = scan.text.strip()
    first = next(iter(scan.mentions), None)
    if first is None or first.kind not in ("state", "organisation") or first.start > 4:
        return None
    colon = _ENTRY.match(text)
    if colon is None or colon.end() < first.end:
        return None
    end = trimmed(scan.text, 0, len(scan.text.rstrip()))
    return CommitmentSighting(
        scan=scan, start=first.start, end=end, actors=actors_at(scan, first.start, first.end),
        force=Force.PLEDGE, rule="pledge-table", confidence=0.75, action=(colon.end(), end),
    )  # fmt: skip
