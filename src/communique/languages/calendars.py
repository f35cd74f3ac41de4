"""Eras and financial years (calendars.yaml): how years are counted in other ways than ours.

>>> calendars().era_year("令和", 8), calendars().fiscal_year(2027, "JPN")
(2026, '2027-04/2028-03')
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

import yaml

from communique.model.dates import interval


@dataclass(frozen=True, slots=True)
class Calendars:
    """The eras by every name they are written with, and the financial years of states."""

    eras: dict[str, tuple[date, date | None]]
    fiscal: dict[str, dict[str, Any]]
    bare_minguo: tuple[int, int]

    @property
    def era_names(self) -> tuple[str, ...]:
        """Every name of an era."""
        return tuple(self.eras)

    def era_year(self, era: str, number: int | None) -> int:
        """The year of an era as ours. Years after an era's end are counted on, as papers made
        before it did (平成32年).

        ValueError for a number that is no year of an era.
        """
        if number is None or not 1 <= number <= 199:
            raise ValueError(f"{era} has no year {number}")
        return self.eras[era][0].year + number - 1

    def fiscal_year(self, year: int, country: str | None) -> str:
        """The financial year of a state as EDTF; the calendar year where the state is not known."""
        rule = self.fiscal.get(country or "")
        if rule is None or rule["month"] == 1:
            return f"{year:04d}"
        first = year if rule["named_after"] == "first" else year - 1
        month = rule["month"]
        return interval(f"{first:04d}-{month:02d}", f"{first + 1:04d}-{month - 1:02d}")


@cache
def calendars() -> Calendars:
    """The table, loaded once."""
    path = resources.files("communique.languages") / "calendars.yaml"
    table = yaml.safe_load(path.read_text(encoding="utf-8"))
    return Calendars(
        eras={
            name: (era["first"], era["last"])
            for era in table["eras"].values()
            for name in era["names"]
        },
        fiscal=table["fiscal_years"],
        bare_minguo=(table["bare_minguo"]["from"], table["bare_minguo"]["to"]),
    )
