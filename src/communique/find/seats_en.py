"""Other names by which English texts call a state where it acts: its capital, its kind of state.

Recognised: a capital or seat, and the cities of languages/en/actors.yaml, where one is a whole
subject; "the Federation", "the Kingdom", where the text gives that name to one of its parties only.
Left out: cities inside a phrase ("the talks in Ottawa").

    "Ottawa said" -> CAN; "the Federation" in a text of the Federation of Malaya -> MYS
"""

from __future__ import annotations

import re
from functools import cache
from itertools import islice
from weakref import WeakKeyDictionary

from communique.find.actors import cast_of
from communique.find.context import Context, Scan
from communique.languages import data

_REALM = (
    r"(?:Federation|Republic|Kingdom|Commonwealth|Union|Principality|Sultanate|Dominion|Emirate|"
    r"Grand Duchy|Confederation|Empire)"
)
_NAMED = re.compile(rf"\b({_REALM})(?: of(?: the)? [A-Z][\w -]*)?$")
_SHORT = re.compile(rf"(?:[Tt]he |[Hh]is |[Hh]er |[Oo]ur )({_REALM})(?: Government)?")
_realms: WeakKeyDictionary[Context, dict[str, set[str]]] = WeakKeyDictionary()


def realm(scan: Scan, phrase: str) -> tuple[str, ...]:
    """The party that "the Federation" stands for; empty where several or none are called so."""
    called = _SHORT.fullmatch(phrase.strip())
    if called is None:
        return ()
    context = scan.context
    if context not in _realms:
        found = _realms[context] = dict[str, set[str]]()
        parties = cast_of(context).parties
        for one in islice(context.scans, 40):
            for mention in one.mentions:
                low = max(0, mention.start - 24)
                words = one.text[low : mention.end] if mention.id in parties else ""
                named = _NAMED.search(words)
                if named and mention.kind == "state":
                    found.setdefault(named[1], set()).add(mention.id)
    meant = _realms[context].get(called[1], set())
    return tuple(meant) if len(meant) == 1 else ()


def capital(scan: Scan, start: int, end: int) -> str | None:
    """The state that a city stands for where it is a subject of its own."""
    for mention in scan.mentions:
        article = scan.text[start : mention.start] if mention.start >= start else "-"
        if mention.kind == "place" and mention.end == end and article in ("", "the ", "The "):
            place = scan.context.names.places[mention.id]
            seat = place.kind in ("capital", "seat") or mention.form in _seats()
            return place.state if seat and place.state else None
    return None


@cache
def _seats() -> frozenset[str]:
    return frozenset(data("en", "actors")["seats"])


_SIDE = re.compile(r"[Tt]he ([A-Z][a-z]+) (?:side|delegation|participants|members|countries)")


def side(scan: Scan, head: str, parties: tuple[str, ...]) -> tuple[str, ...]:
    """The one party that a side is called after: the Pacific side, of the Pacific Islands Forum."""
    called, names = _SIDE.fullmatch(head.strip()), scan.context.names
    ours = tuple(p for p in parties if called and called[1] in names.label(p, "en"))
    return ours if len(ours) == 1 else ()


_OURS = re.compile(
    r"[Oo]ur (?:[a-z]+ ){0,2}(?:countries|governments|nations|ministers|officials|experts|leaders|"
    r"teams|armed forces|navies|ministries|delegations|negotiators|economies|members|states|"
    r"authorities|agencies|institutions)"
)


def ours(head: str) -> bool:
    """Whether a subject is all parties as "we" name them: our Governments."""
    return _OURS.fullmatch(head.strip()) is not None
