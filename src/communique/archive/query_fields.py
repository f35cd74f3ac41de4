"""The fields of searches, `lang:ja kind:readout`: their names, what values they take, and how they
are checked before anything is looked up.

    >>> filters(language="ja", since="2020", party=("JPN", "USA"))[1]
    Filter(field='since', values=('2020',), negated=False, start=-1)
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable
from difflib import get_close_matches

from communique.archive.query import Filter
from communique.errors import InvalidField, QueryInvalid
from communique.model.codes import Kind, Level
from communique.model.dates import span
from communique.model.findings import KINDS

FIELDS = {
    "language": "in this language: en, ja, zh-Hant, zh-Hans, zh for both",
    "kind": f"of this kind: {', '.join(Kind)}",
    "level": f"of this level: {', '.join(Level)}",
    "issuer": "issued by: a code of three letters, or a name that has none; given twice, by both",
    "party": "with this party at the meeting; given twice, with both",
    "series": "of this series (`communique series`)",
    "date": "of this time: 2020, 2020-04, 2020..2024, 2020.., ..2024",
    "since": "of this date or later",
    "until": "of this date or earlier",
    "title": "with these words in the title",
    "in": "this document: id, file name, words of the title",
    "finding": f"a passage in which this was found: {', '.join(KINDS)}",
    "issue": "a passage in which something was found on this issue (its id in the names tables)",
}
"""Every field and what it asks for."""

_CALLED = {
    "lang": "language", "language": "language", "kind": "kind", "level": "level",
    "issuer": "issuer", "by": "issuer", "party": "party", "series": "series", "date": "date",
    "since": "since", "from": "since", "until": "until", "to": "until", "title": "title",
    "in": "in", "doc": "in", "finding": "finding", "issue": "issue",
}  # fmt: skip
REPEATABLE = frozenset({"issuer", "party", "title", "issue"})
"""Fields that may be given several times: all must hold."""

Refuse = Callable[[str, str], QueryInvalid]
"""Makes the error of a wrong value, of what is wrong and what to write."""


def is_field(name: str) -> bool:
    """Whether a name is one of a field."""
    return name in _CALLED


def filter_of(name: str, values: tuple[str, ...], start: int, refuse: Refuse) -> Filter:
    """The filter of a field that was typed with values. Raises what `refuse` makes."""
    field = _CALLED.get(name)
    if field is None:
        near = get_close_matches(name, _CALLED, n=2, cutoff=0.6)
        known = " or ".join(f"{each}:" for each in near) if near else f"one of {_names()}"
        raise refuse(
            f"there is no field {name}:",
            f'Write {known}, or "{name}: …" in quotation marks if these are words.',
        )
    held = tuple(value.strip() for value in values if value.strip())
    if not held:
        raise refuse(
            f"{name}: has no value", f"Write {name}:VALUE without a space: {_like(field)}."
        )
    return Filter(field, tuple(_checked(field, value, refuse) for value in held), False, start)


def filters(**given: str | Iterable[str] | None) -> tuple[Filter, ...]:
    """The filters of options, by the names of their fields; those of None are left out. Several
    values of `issuer`, `party`, `title` and `issue` must all hold, of others one. Raises
    `invalid-field`.
    """
    made: list[Filter] = []
    for field, value in given.items():
        if value is None:
            continue
        values = (value,) if isinstance(value, str) else tuple(value)

        def refuse(what: str, advice: str) -> QueryInvalid:
            raise InvalidField(what, advice=advice)

        if values:
            groups = [(each,) for each in values] if field in REPEATABLE else [values]
            made += [filter_of(field, group, -1, refuse) for group in groups]
    return tuple(made)


def apart(filters: tuple[Filter, ...]) -> None:
    """Nothing if no field that takes one condition has two. Raises `query-invalid`."""
    seen: set[str] = set()
    for each in filters:
        if each.negated or each.field in REPEATABLE:
            continue
        if each.field in seen:
            raise QueryInvalid(
                f"{each.field}: is given twice, and no document is both",
                position=max(1, each.start + 1),
                advice=f"Write {each.field}:a,b for either of two values.",
            )
        seen.add(each.field)


def _checked(field: str, value: str, refuse: Refuse) -> str:
    plain = unicodedata.normalize("NFKC", value)
    if field in ("kind", "level", "finding"):
        return _listed(field, plain, refuse)
    if field in ("issuer", "party"):
        return plain.upper() if len(plain) == 3 and plain.isascii() else value
    if field in ("date", "since", "until"):
        _dated(field, plain, refuse)
        return plain
    return plain if field in ("language", "issue") else value


def _listed(field: str, value: str, refuse: Refuse) -> str:
    """A value of a closed list; `readouts`, `joint-statement` and `commitment` are understood."""
    allowed = {"kind": tuple(Kind), "level": tuple(Level), "finding": tuple(KINDS)}[field]
    wanted = value.lower().replace("-", "_").replace(" ", "_")
    people = {"person": "people"}.get(wanted, wanted)
    for each in allowed:
        if people in (each, each.removesuffix("s")) or (people == f"{each}s"):
            return str(each)
    near = get_close_matches(wanted, allowed, n=2)
    raise refuse(
        f"{field}: cannot be {value!r}",
        f"Write {' or '.join(f'{field}:{each}' for each in near)}."
        if near
        else f"One of {', '.join(allowed)}.",
    )


def ends(value: str) -> tuple[str | None, str | None]:
    """The beginning and the end of a time.

    >>> ends("2020..2024"), ends("2020"), ends("..2024")
    (('2020', '2024'), ('2020', '2020'), (None, '2024'))
    """
    first, dots, last = value.replace("…", "..").partition("..")
    return (first or None, last.lstrip(".") or None) if dots else (value, value)


def _dated(field: str, value: str, refuse: Refuse) -> None:
    both = ends(value) if field == "date" else (value,)
    held = [each for each in both if each]
    try:
        days = [span(each) for each in held]
    except ValueError:
        days = []
    if not days:
        raise refuse(
            f"{field}: is no date: {value!r}",
            "Write 1996, 1996-04 or 1996-04-17"
            + ("; from one to another: date:2020..2024." if field == "date" else "."),
        )
    if len(days) == 2 and days[0].first > days[1].last:
        raise refuse(f"{value!r} ends before it begins", "Write the earlier date first.")


def _like(field: str) -> str:
    examples = {"language": "lang:ja", "kind": "kind:readout", "date": "date:2020..2024"}
    return examples.get(field, f"{field}:…")


def _names() -> str:
    return ", ".join(f"{name}:" for name in FIELDS)
