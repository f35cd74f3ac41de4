"""A layout as JSON and back, so that it can leave the process that read a file.

Recognises the fields of `Layout` by their declared types (text, numbers, tuples, lists, dicts,
`NamedTuple`s, dataclasses), so that a new field needs nothing here. What comes back is checked: a
value of another type, a range outside the text or a mark that ends before it begins is a
`ValueError`, whoever sent it. Left out: what is worked out on first use (`cuts`, `hyphenated`).

    >>> from communique.read.layout import Mark
    >>> layout = Layout("Both met.", [Mark(0, 9, "paragraph")])
    >>> from_json(to_json(layout)) == layout
    True
"""

from __future__ import annotations

import dataclasses
import types
import typing
from functools import cache
from itertools import chain
from typing import Any, Final

from communique.read.layout import Layout

DERIVED: Final = frozenset({"cuts", "hyphenated"})


def to_json(layout: Layout) -> dict[str, Any]:
    """The layout as values that JSON has: tuples become lists, dataclasses dictionaries."""
    return {name: _plain(getattr(layout, name)) for name in _fields(Layout) if name not in DERIVED}


def from_json(value: Any) -> Layout:
    """The layout that `to_json` gave. Raises ValueError for anything that it cannot have given."""
    if not isinstance(value, dict):
        raise ValueError("a layout is a dictionary")
    layout: Layout = _record(Layout, {k: v for k, v in value.items() if k not in DERIVED})
    _check(layout)
    return layout


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {each.name: _plain(getattr(value, each.name)) for each in dataclasses.fields(value)}
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return value


@cache
def _fields(of: type) -> dict[str, Any]:
    """The declared type of every field of a dataclass or named tuple."""
    hints = typing.get_type_hints(of)
    if dataclasses.is_dataclass(of):
        return {each.name: hints[each.name] for each in dataclasses.fields(of)}
    return {name: hints[name] for name in of._fields}  # type: ignore[attr-defined]


def _record(of: type, value: dict[str, Any]) -> Any:
    fields = _fields(of)
    if not value.keys() <= fields.keys():
        raise ValueError(f"{of.__name__} has no field {sorted(value.keys() - fields.keys())[0]!r}")
    return of(**{name: _made(fields[name], each) for name, each in value.items()})


def _made(hint: Any, value: Any) -> Any:
    """The value as its declared type has it."""
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in (typing.Union, types.UnionType):
        return _either(arguments, value)
    if origin in (list, tuple, dict):
        return _collection(origin, arguments, value)
    if hint is float and type(value) is int:
        return float(value)
    if isinstance(hint, type) and hint in (str, int, float, bool, type(None)):
        if type(value) is not hint:
            raise ValueError(f"{type(value).__name__} where {hint.__name__} is expected")
        return value
    if dataclasses.is_dataclass(hint) and isinstance(hint, type) and isinstance(value, dict):
        return _record(hint, value)
    if isinstance(hint, type) and hasattr(hint, "_fields") and isinstance(value, list):
        hints = list(_fields(hint).values())
        if len(hints) == len(value):
            return hint(*map(_made, hints, value))
    raise ValueError(f"{type(value).__name__} where {hint} is expected")


def _either(arguments: tuple[Any, ...], value: Any) -> Any:
    for hint in arguments:
        try:
            return _made(hint, value)
        except ValueError:
            continue
    raise ValueError(f"{type(value).__name__} where one of {arguments} is expected")


def _collection(origin: type, arguments: tuple[Any, ...], value: Any) -> Any:
    if origin is dict:
        if not isinstance(value, dict):
            raise ValueError("a dictionary is expected")
        return {_made(arguments[0], k): _made(arguments[1], v) for k, v in value.items()}
    if not isinstance(value, list):
        raise ValueError("a list is expected")
    if origin is list or arguments[1:] == (...,):
        return origin(_made(arguments[0], each) for each in value)
    if len(arguments) != len(value):
        raise ValueError(f"{len(arguments)} values are expected, not {len(value)}")
    return tuple(map(_made, arguments, value))


def _check(layout: Layout) -> None:
    """Every range lies within the text, so that nothing after the readers need doubt it."""
    length = len(layout.text)
    spans = chain(
        ((m.start, m.end) for m in layout.marks),
        layout.pages,
        (m.range for m in layout.metadata.values() if m.range),
        ((p.start, p.end) for p in getattr(layout, "places", ())),
    )
    wrong = next((span for span in spans if not 0 <= span[0] <= span[1] <= length), None)
    if wrong is not None:
        raise ValueError(f"the range {wrong} lies outside the text")
    if layout.body is not None and not 0 <= layout.body <= length:
        raise ValueError(f"the text cannot begin at {layout.body}")
