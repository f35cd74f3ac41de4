"""Who speaks in an English transcript, passage by passage, with the state spoken for.

Recognised: labels at the start of a passage ("PRESIDENT KIBET:", "Q:") or on a line of their own,
which hold until the next; the state by the person, by the introduction of a surname ("Ann Hall,
Minister of Trade of Kenya", "the Prime Minister of Chad, Mr. Ali Saleh") or by the speaker's
office. Where attributions know the speaker they go before. Left out: speakers without a label.

    "PRIME MINISTER:  We will open a school." -> the Prime Minister's state
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from communique.find.actors import actors_at, cast_of
from communique.find.context import Context, Scan
from communique.languages import data
from communique.model.codes import Kind

_NAMED = re.compile(r",? (?:(?:[A-Z][\w’'.-]*|the|Rt|Hon) ){0,6}")
"""Between a state and a surname: titles and given names."""
_SPOKEN = (Kind.PRESS_CONFERENCE, Kind.SPEECH)


@dataclass(frozen=True, slots=True)
class Turn:
    """Who speaks a passage: the state, whether it is a question, and where the words begin."""

    state: str | None
    asks: bool
    begins: int


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    given = data("en", "commitments")
    return re.compile(given["label"]), re.compile(given["askers"])


def turns(context: Context) -> tuple[Turn, ...]:
    """One turn a scan of the document, in order."""
    label, askers = _patterns()
    header = context.doc.header
    spoken = header.kind in _SPOKEN
    cast = cast_of(context)
    state = cast.own if header.kind is Kind.SPEECH else None
    if header.kind is Kind.SPEECH and state is None and len(cast.parties) == 1:
        state = cast.parties[0]
    asks, made = False, []
    known: dict[str, str | None] = {}
    for scan in context.scans:
        match = label.match(scan.text) if spoken else None
        if match:
            name = match[1]
            asks = bool(askers.match(name)) and name != "A"
            if name not in known:
                known[name] = _state(context, scan, name, match.start(1), match.end(1))
            state = known[name]
        made.append(Turn(state, asks, match.end() if match else 0))
    return tuple(made)


def _state(context: Context, scan: Scan, name: str, start: int, end: int) -> str | None:
    """The state of a label: by who the person is, by the introduction, else by its words."""
    surname = name.split(" ")[-1].lower()
    if len(surname) > 2:
        for form, code in cast_of(context).people.items():
            if form.lower().endswith(surname):
                return code
        for earlier in context.scans[: scan.index]:
            if found := _introduction(earlier, surname):
                return found
    named = actors_at(scan, start, end)
    if len(named) == 1:
        return named[0]
    words = name.title()
    offices = {w: c for w, c in cast_of(context).offices.items() if w in words}
    return next(iter(offices.values()), None)


def _introduction(scan: Scan, surname: str) -> str | None:
    """The state beside a surname: "of Chad, Mr. Ali Saleh", else the next one named."""
    at = scan.text.lower().find(surname)
    if at < 0 or not scan.text[at].isupper():
        return None
    states = [m for m in scan.mentions if m.kind == "state"]
    for mention in states:
        if mention.end <= at and _NAMED.fullmatch(scan.text, mention.end, at):
            return mention.id
    return next((m.id for m in states if at <= m.start < at + 160), None)
