"""The words of a brief in a reader's language: headings, fixed words, dates, amounts, names.

Fixed words stand in words/*.yaml, names of states, issues, people and places come from the names
tables, units from the languages' figures. Left out: quotes, which stand as they are.

    >>> from communique.names import load
    >>> words = Phrases.of("ja", load())
    >>> words.heading("promises"), words.date("2027-03"), words.state("USA")
    ('約束事項', '2027年3月', '米国')
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib import resources
from typing import Any

import yaml

from communique.languages import data
from communique.model import dates
from communique.model.findings import Amount, plain
from communique.names import Names
from communique.names.currencies import currencies

JOINT_STATEMENT = "Joint statement"
"""The speaker of what a report quotes from a statement."""

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_DIVISIONS = {21: "season", 33: "quarter", 40: "half"}


@cache
def table(language: str) -> Mapping[str, Any]:
    """The fixed words of a language. KeyError-free: all languages hold the same keys."""
    path = resources.files("communique.report.brief") / "words" / f"{language}.yaml"
    loaded: Mapping[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return loaded


@dataclass(frozen=True)
class Phrases:
    """The words for a reader of a language, with the names tables of a run."""

    language: str
    names: Names
    _held: Mapping[str, Any]

    @classmethod
    def of(cls, language: str, names: Names) -> Phrases:
        """The words of a language."""
        return cls(language, names, table(language))

    def heading(self, name: str) -> str:
        """The heading of a section."""
        return str(self._held["headings"][name])

    def label(self, name: str) -> str:
        """The label of a field or column."""
        return str(self._held["labels"][name])

    def say(self, name: str, **values: Any) -> str:
        """A sentence with its values."""
        return str(self._held["sentences"][name]).format(**values)

    def code(self, group: str, value: Any) -> str:
        """The word for a code of a closed list; the code itself where the list has none."""
        key = getattr(value, "value", value)
        return str(self._held[group].get(key, key))

    def lack(self, what: str, **values: Any) -> str:
        """What is lacking, in words."""
        return str(self._held["lacks"][what]).format(**values)

    def gap(self, code: str) -> str | None:
        """A gap in the reader's words; None for one that only its own message tells."""
        found = self._held["gaps"].get(code)
        return None if found is None else str(found)

    @property
    def brief(self) -> str:
        """What a brief is called."""
        return str(self._held["brief"])

    @property
    def undecidable(self) -> str:
        """Why no words of documents can decide some claims."""
        return str(self._held["undecidable"])

    @property
    def joint(self) -> str:
        """What parts the items of a list."""
        return str(self._held["list"])

    @property
    def colon(self) -> str:
        """What stands between a label and what it labels."""
        return str(self._held["colon"])

    @property
    def stop(self) -> str:
        """What parts two facts."""
        return str(self._held["stop"])

    def state(self, code: str) -> str:
        """The name of a state or body; the code where no table has one."""
        return self.names.label(code, self.language)

    def states(self, codes: Iterable[str]) -> str:
        """Names of states and bodies as a list."""
        return self.joint.join(map(self.state, codes))

    def issue(self, id: str | None) -> str:
        """The label of an issue."""
        if id is None:
            return self.say("unnamed")
        row = self.names.issues.get(id)
        return row.label(self.language) if row is not None else id

    def person(self, name: str) -> str:
        """A person's name as the reader writes it; as given where no table has it."""
        found = _by_english(self.names)[0].get(name)
        return self.names.people[found].label(self.language) if found else name

    def body(self, name: str) -> str:
        """A body's or state's name, given in English, as the reader writes it; as given where no
        table has it."""
        found = _by_english(self.names)[2].get(name)
        return self.names.label(found, self.language) if found else name

    def speaker(self, name: str) -> str:
        """Who speaks, as findings name them, as the reader writes it."""
        if name == JOINT_STATEMENT:
            return self.code("kinds", "joint_statement")
        person = self.person(name)
        return person if person != name else self.body(name)

    def place(self, name: str) -> str:
        """A place's name as the reader writes it; as given where no table has it."""
        found = _by_english(self.names)[1].get(name)
        return self.names.places[found].label(self.language) if found else name

    def stance(self, stance: str, degree: str) -> str:
        """A stance with its degree, where that is not the plain one."""
        word = self.code("stances", stance)
        if degree == "plain":
            return word
        shape = str(self._held["stance_of_degree"])
        return shape.format(degree=self.code("degrees", degree), stance=word)

    def date(self, edtf: str | None) -> str:
        """A date in the reader's way; text that is no date stands as it is."""
        if not edtf:
            return self.say("no_date")
        if not dates.is_edtf(edtf):
            return edtf
        start, slash, end = edtf.partition("/")
        if not slash:
            return self._single(edtf)
        if start in ("", ".."):
            return self._shape("until", b=self._single(end))
        if end in ("", ".."):
            return self._shape("since", a=self._single(start))
        if start[:8] == end[:8] and _DAY.fullmatch(start) and _DAY.fullmatch(end):
            return self._single(start, "days", e=int(end[8:]))
        return self._shape("between", a=self._single(start), b=self._single(end))

    def _single(self, edtf: str, shape: str = "day", **more: int) -> str:
        bare = edtf.rstrip("?~%")
        year, _, rest = bare.partition("-")
        mark = edtf[len(bare) :].replace("%", "?~")
        month, _, day = rest.partition("-")
        if not month:
            return self._shape("year", y=int(year)) + mark
        for first, name in _DIVISIONS.items():
            part = int(month) - first
            if 0 <= part < 4 and int(month) > 12:
                words = {"season": self._held["seasons"], "half": self._held["ordinals"]}
                said = words.get(name, ("", "", "", ""))
                season = said[part] if part < len(said) else ""
                return self._shape(name, y=int(year), part=part + 1, season=season, ordinal=season)
        months = self._held["months"]
        name = months[int(month) - 1] if months else ""
        values = {"y": int(year), "m": int(month), "month": name}
        if not day:
            return self._shape("month", **values) + mark
        return self._shape(shape, d=int(day), **values, **more) + mark

    def _shape(self, name: str, **values: Any) -> str:
        return str(self._held["dates"][name]).format(**values)

    def amount(self, amount: Amount) -> str:
        """An amount with its unit."""
        return self.quantity(amount.value, amount.unit)

    def quantity(self, value: Decimal, unit: str) -> str:
        """A number with its unit."""
        number = self.number(value)
        shapes = self._held["units"]
        if unit in shapes and unit != "other":
            return str(shapes[unit]).format(value=number)
        return str(shapes["other"]).format(value=number, unit=self.unit(unit))

    def number(self, value: Decimal) -> str:
        """A number as it is read: grouped by three, or with the scales of the language."""
        if abs(value.adjusted()) > 30:
            return f"{value:.3e}"
        for size, word in self._held["scales"]:
            scaled = value / Decimal(int(size))
            if abs(scaled) >= 1 and scaled == round(scaled, 2):
                return _grouped(scaled) + str(word)
        return _grouped(value)

    def unit(self, unit: str) -> str:
        """The name of a unit."""
        if unit.isupper():
            return unit if self.language == "en" else _currency(self.language).get(unit, unit)
        if unit in self._held["unit_names"]:
            return str(self._held["unit_names"][unit])
        forms = data(self.language, "figures").get("units", {}).get(unit)
        if isinstance(forms, list) and forms:
            return str(forms[-1] if self.language == "en" and len(forms) == 2 else forms[0])
        return unit.replace("_", " ")


def _grouped(value: Decimal) -> str:
    whole, point, rest = plain(value).partition(".")
    return f"{int(whole):,}{point}{rest}" if whole.lstrip("-").isdigit() else plain(value)


@cache
def _currency(language: str) -> dict[str, str]:
    """The first name of each currency."""
    made: dict[str, str] = {}
    for name, code in currencies().names[language].items():
        made.setdefault(code, name)
    return made


@cache
def _by_english(names: Names) -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    """Ids of people, of places, and of bodies and states by their English labels."""
    people, places, organisations, states = (
        {row.label("en"): row.id for row in reversed(list(table.values()))}
        for table in (names.people, names.places, names.organisations, names.states)
    )
    return people, places, {**organisations, **states}
