"""From whom to whom goods go: the states beside a word for exports or imports.

Markers say which state is which (對日 and to Japan are where goods go, 由 and from where they come
from); the other is the state named as the owner, else the other of the two parties of the text.

    "對日輸入" among Japan and the United States  -> ("JPN", "USA")
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from communique.archive.tokens import fold
from communique.check.quantities import Quantities
from communique.names import Names
from communique.names.mentions import Mention as Name

Flow = tuple[str, str]

_MARKED = re.compile("[对對向由自从從対](.)")


def by_character(said: str, both: tuple[str, ...], language: str, names: Names) -> tuple[Name, ...]:
    """The parties that a single character names behind a marker (由凱輸入), which is too little to
    find a state by where it is not known to be one of two.
    """
    script = language.partition("-")[0]
    found = []
    for match in _MARKED.finditer(said):
        for code in both:
            state = names.states.get(code)
            if state is None or script not in ("ja", "zh"):
                continue
            characters = state.characters_zh if script == "zh" else state.characters_ja
            if any(match[1] == form.text for form in characters):
                found.append(Name(match.start(1), match.end(1), "state", code, match[1]))
    return tuple(found)


def within(
    said: str,
    names: Sequence[Name],
    quantity: str,
    both: tuple[str, ...],
    words: Quantities,
    *,
    word: int,
    low: int,
    high: int,
) -> Flow | None:
    """The flow of a figure in a sentence: `word` is where the word for exports or imports begins,
    `low` and `high` bound its clause, `both` are the parties.
    """
    states = [m for m in names if m.kind == "state" and low <= m.start and m.end <= high]
    if not states:
        states = [m for m in names if m.kind == "state" and m.end <= word][-1:]
    made = directed(said[:high], states, quantity, both, words, low=low)
    if made is not None:
        return made
    subject = [m.id for m in names if m.kind == "state" and m.end <= word]
    if subject and len(both) == 2 and subject[0] in both:
        other = both[1] if subject[0] == both[0] else both[0]
        return (other, subject[0]) if quantity == "imports" else (subject[0], other)
    return None


def directed(
    said: str,
    states: Sequence[Name],
    quantity: str,
    both: tuple[str, ...],
    words: Quantities,
    *,
    low: int = 0,
) -> Flow | None:
    """The flow that markers beside the states give, None where they do not say."""
    owner = partner = source = None
    for state in states:
        lead = fold(said[max(low, state.start - 6) : state.start])
        behind = fold(said[state.end : state.end + 5])
        is_to = any(len(lead) - m.end() <= 1 for m in words.to_state.finditer(lead))
        is_from = any(len(lead) - m.end() <= 1 for m in words.from_state.finditer(lead))
        is_to = is_to or (words.to_state.match(behind) is not None and behind[:1] in "へ向")
        is_from = is_from or behind.startswith("から")
        if is_to and partner is None:
            partner = state.id
        elif is_from and source is None:
            source = state.id
        elif owner is None:
            owner = state.id
    given = partner or source
    if given is None and owner is None:
        return None
    if owner is not None and owner == given:
        owner = None
    others = [code for code in both if code not in (owner, given)] if len(both) == 2 else []
    if given is None:
        given = others[0] if len(others) == 1 else None
    if owner is None:
        # "exports from Japan" names the exporter where no other state is named as partner.
        if quantity == "exports" and source is not None and partner is None:
            return (source, others[0]) if len(others) == 1 else None
        both_named = partner is not None and source is not None
        owner = source if both_named else (others[0] if len(others) == 1 else None)
    if quantity == "exports" and source is not None and partner is not None:
        return source, partner
    if owner is None or given is None:
        return None
    if quantity == "imports":
        return (source or given, owner)
    return (owner, given)
