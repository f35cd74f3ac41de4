"""The people of a Chinese text: the states they act for, and what they are called.

Recognised: surnames that the text ties to a state (外交部长许立衡 … 许部长), people behind an
office of a state or of a body (亚行行长黑田东彦), those of the text's own offices. Left out: who
is meant by a pronoun (subjects_zh.py).

    "巴拉圭工商部长贝尼特斯" ... "贝尼特斯说" -> PRY
"""

from __future__ import annotations

import re

from communique.find.actors import cast_of, state_of_body
from communique.find.casting_zh import own_of, parties_of
from communique.find.context import Context
from communique.find.kept import Kept
from communique.find.parts_zh import cue, folded
from communique.model.findings import Person
from communique.names import Mention
from communique.names.folds import fold

_ACTING = frozenset({"organisation", "forum", "alliance", "group", "organ"})
_persons: Kept[Context, dict[str, str]] = Kept()
_roles: Kept[Context, dict[str, str]] = Kept()
_whole: Kept[Context, str] = Kept()


def persons(context: Context) -> dict[str, str]:
    """Surnames with an office that the text itself places (外交部长许立衡 … 许部长), by state."""
    if context in _persons:
        return _persons[context]
    found = {fold(form, "zh-Hans"): code for form, code in cast_of(context).people.items()}
    titled = cue("clauses", "office", around=r"(?<![一-龥])([一-龥]{{1,5}}?){}")
    whole = whole_of(context)
    named = {m[1] for m in titled.finditer(whole) if m[1] not in found}
    for name in sorted(named)[:60]:
        if code := _introduced(name, whole, context):
            found[name] = code
    for form in roles_of(context).keys() - found.keys():
        if code := _introduced(form, whole, context):
            found[form] = code
    for person in context.doc.header.event.people:
        for part in re.split("[·‧．• ]", fold(person, "zh-Hans")):
            if len(part) < 2 or part.isascii() or cue("clauses", "speech").search(part):
                continue
            at = whole.find(part)
            code = _last_state(whole[max(0, at - 24) : at], context) if at >= 0 else None
            if code:
                found.setdefault(part, code)
    if "TWN" in parties_of(context) and "CHN" not in parties_of(context):
        found = {name: "TWN" if code == "CHN" else code for name, code in found.items()}
    _persons[context] = found
    return found


def roles_of(context: Context) -> dict[str, str]:
    """The forms of the people found in a text, with what they are called there, folded."""
    if context not in _roles:
        people = (p for p in context.found.get("people", ()) if isinstance(p, Person))
        _roles[context] = {
            fold(form, "zh-Hans"): fold(person.role or "", "zh-Hans")
            for person in people
            for form in person.surface
            if len(form) > 1 and not form.isascii()
        }
    return _roles[context]


def whole_of(context: Context) -> str:
    """The whole text, folded."""
    if context not in _whole:
        _whole[context] = "\n".join(folded(s) for s in context.scans)
    return _whole[context]


def _introduced(name: str, whole: str, context: Context) -> str | None:
    """The state of a surname where it first stands behind an office (巴拉圭工商部长…贝尼特斯)."""
    office = cue("clauses", "office", around=r"{}(?:·?[一-龥A-Z]{{1,6}}[·．.]\s*)?$")
    at = whole.find(name)
    for _ in range(6):
        if at < 0:
            return None
        before = whole[max(0, at - 30) : at]
        if match := office.search(before):
            code = _last_state(before[: match.start()], context)
            return code or own_of(context)
        at = whole.find(name, at + len(name))
    return None


def _last_state(text: str, context: Context) -> str | None:
    named = context.names.find(text[-20:], "zh-Hans")
    codes = [
        m.id if m.kind == "state" else state_of_body(m.id) or m.id
        for m in named
        if m.kind == "state" or state_of_body(m.id) or acting(m, context)
    ]
    return codes[-1] if codes else None


def acting(m: Mention, context: Context) -> bool:
    """Whether a name is that of an organisation that acts as states do."""
    if m.kind != "organisation" or m.weak or m.id != m.id.upper():
        return False
    return context.names.organisations[m.id].kind in _ACTING
