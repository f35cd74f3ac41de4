"""Header fields that a manifest or person gives, checked and in one form before the rules see them.

>>> given({"parties": "JPN, USA", "date": "1996-04-17"})["parties"]
('JPN', 'USA')
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from communique.errors import InvalidField
from communique.model.codes import Authenticity, Kind, Level
from communique.model.dates import is_edtf

_CODES: dict[str, type[StrEnum]] = {"kind": Kind, "level": Level, "authenticity": Authenticity}
_DATES = ("date", "published", "date_from_name")
_LISTS = ("issuers", "parties", "people")


def given(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields with codes and dates checked and lists as tuples. An empty text says nothing and
    is left out; an empty list says that there is none.

    Errors: `invalid-field`, with the field, its value and the values it may hold.
    """
    out: dict[str, Any] = {}
    for name, value in fields.items():
        if value is None or value == "":
            continue
        if name in _LISTS:
            parts = re.split(r"[|,;]", value) if isinstance(value, str) else value
            out[name] = tuple(part for item in parts if (part := str(item).strip()))
        elif name in _CODES:
            allowed = [code.value for code in _CODES[name]]
            if str(value) not in allowed:
                raise InvalidField(f"{name} is {value!r}; it may be {', '.join(allowed)}")
            out[name] = str(value)
        elif name in _DATES:
            if not is_edtf(str(value)):
                raise InvalidField(
                    f"{name} is {value!r}; write a date as 1996-04-17, 1996-04 or 1996"
                )
            out[name] = str(value)
        else:
            out[name] = value
    return out
