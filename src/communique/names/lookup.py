"""The names of a run of the program: typed rows, look-ups by id and form, and `find`.

Left out: reading the tables (tables.py) and what is said about the things named (find/).

    >>> from communique.names import load
    >>> names = load()
    >>> names.person_in_office("USA", "head_of_state", "1979-05-02").label("en")
    'Jimmy Carter'
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date as Day
from datetime import timedelta

from communique.errors import UnknownLanguage
from communique.model import dates
from communique.names.folds import SCRIPTS
from communique.names.matcher import Matcher
from communique.names.mentions import Mention
from communique.names.months import without_months
from communique.names.rows import (
    CatalogueEntry,
    Issue,
    Meeting,
    Named,
    Organisation,
    Person,
    Place,
    State,
    Term,
    TermOfArt,
    Title,
)

_NO_TERM = (False, "")
_DAY = re.compile(r"[0-9X]{4}(?:-[0-9X]{2}(?:-[0-9X]{2})?)?")


@dataclass(frozen=True, slots=True, eq=False)
class Names:
    """All tables, by id where rows have one; `load` makes it. Never changed once made."""

    states: Mapping[str, State]
    organisations: Mapping[str, Organisation]
    people: Mapping[str, Person]
    places: Mapping[str, Place]
    titles: Mapping[str, Title]
    issues: Mapping[str, Issue]
    terms_of_art: Mapping[str, TermOfArt]
    terms: tuple[Term, ...]
    all_meetings: tuple[Meeting, ...]
    entries: tuple[CatalogueEntry, ...]
    not_names: tuple[tuple[str, str], ...] = field(repr=False)
    compound_words: Mapping[tuple[str, str], tuple[str, ...]] = field(repr=False)
    _matchers: dict[str, Matcher] = field(default_factory=dict, init=False, repr=False)

    def find(self, text: str, language: str) -> list[Mention]:
        """Mentions of states, organisations, people and places, in order, none over another.

        The longest name wins. Offsets are code points of `text`, and `form` is its slice there.
        Both Chinese scripts are looked for in either. Raises `UnknownLanguage`.

        >>> from communique.names import load
        >>> [(m.form, m.id) for m in load().find("拜登會見岸田文雄", "zh-Hant")]
        [('拜登', 'joe-biden'), ('岸田文雄', 'fumio-kishida')]
        """
        found = self._matcher(language).find(text, language)
        return without_months(text, found) if language == "en" else found

    def _matcher(self, language: str) -> Matcher:
        script = SCRIPTS.get(language)
        if script is None:
            raise UnknownLanguage(f"no names are held for the language {language!r}")
        if script not in self._matchers:
            latest: dict[str, tuple[bool, str]] = {}
            offices: dict[str, set[str]] = {}
            for term in self.terms:
                rank = term.office.startswith("head_of_"), term.start
                latest[term.person] = max(rank, latest.get(term.person, _NO_TERM))
                offices.setdefault(term.person, set()).add(term.office)
            self._matchers[script] = Matcher(
                script,
                states=self.states.values(),
                organisations=self.organisations.values(),
                people=sorted(
                    self.people.values(), key=lambda p: latest.get(p.id, _NO_TERM), reverse=True
                ),
                offices={id: frozenset(found) for id, found in offices.items()},
                places=self.places.values(),
                titles=self.titles.values(),
                not_names=self.not_names,
                compound_words=self.compound_words,
            )
        return self._matchers[script]

    def get(self, id: str) -> Named:
        """The state, organisation, person or place of an id; raises `KeyError`.

        >>> from communique.names import load
        >>> load().get("JPN").label("ja")
        '日本'
        """
        for table in (self.states, self.organisations, self.people, self.places):
            if id in table:
                return table[id]
        raise KeyError(id)

    def label(self, id: str, language: str) -> str:
        """The label of a state, organisation, person or place; the id when no table holds it.

        >>> from communique.names import load
        >>> load().label("USA", "zh-Hant"), load().label("Mr. Nobody", "en")
        ('美國', 'Mr. Nobody')
        """
        try:
            return self.get(id).label(language)
        except KeyError:
            return id

    def people_in_office(self, state: str, office: str, date: str) -> tuple[Person, ...]:
        """Who held an office on a day (EDTF, also a month or a year), earliest first.

        Two on a day of change. Raises `ValueError` for a date that is none.

        >>> from communique.names import load
        >>> [p.id for p in load().people_in_office("USA", "head_of_state", "2025-01-20")]
        ['joe-biden', 'donald-trump']
        """
        first, last = dates.span(date)[:2]
        found = [
            term
            for term in self.terms
            if term.state == state and term.office == office and _overlap(term, first, last)
        ]
        found.sort(key=lambda term: term.start)
        return tuple(self.people[id] for id in dict.fromkeys(term.person for term in found))

    def person_in_office(self, state: str, office: str, date: str) -> Person | None:
        """Who held an office at the end of a day (EDTF); None where the tables do not say.

        Raises `ValueError` for a date that is none.

        >>> from communique.names import load
        >>> load().person_in_office("JPN", "head_of_government", "1972-09-01").id
        'kakuei-tanaka'
        """
        found = self.people_in_office(state, office, date)
        return found[-1] if found else None

    def terms_of(self, person: str) -> tuple[Term, ...]:
        """The terms of a person, by id, earliest first.

        >>> from communique.names import load
        >>> [(term.office, term.start[:4]) for term in load().terms_of("jimmy-carter")]
        [('head_of_state', '1977')]
        """
        found = [term for term in self.terms if term.person == person]
        return tuple(sorted(found, key=lambda term: term.start))

    def who(self, mention: Mention, date: str = "", office: str = "") -> tuple[Person, ...]:
        """The people a mention may mean, narrowed to those in (that) office on a date (EDTF).

        A bare ブッシュ is father or son; with a date it is one. Whoever held no office then stays
        only when nobody did. Latest in office first. Raises `ValueError` for a date that is none.

        >>> from communique.names import load
        >>> names = load()
        >>> mention = names.find("ブッシュ大統領", "ja")[0]
        >>> [person.id for person in names.who(mention, "2006-06-29")]
        ['george-w-bush']
        """
        ids = [mention.id] if mention.kind == "person" else []
        ids += [ref.id for ref in mention.others if ref.kind == "person"]
        terms = {id: self.terms_of(id) for id in ids}
        if office and any(term.office == office for id in ids for term in terms[id]):
            ids = [id for id in ids if any(term.office == office for term in terms[id])]
        if date:
            first, last = dates.span(date)[:2]
            serving = [
                id
                for id in ids
                if any(
                    _overlap(term, first, last)
                    for term in terms[id]
                    if not office or term.office == office
                )
            ]
            ids = serving or ids
        ids.sort(key=lambda id: max((term.start for term in terms[id]), default=""), reverse=True)
        return tuple(self.people[id] for id in ids)

    def acts_for(
        self, mention: Mention, *, date: str = "", among: Collection[str] = ()
    ) -> str | None:
        """The state or organisation that a person mentioned acts for, by id; None for nobody's.

        A surname that people of several states share gives none by itself: who was in office on
        the date (EDTF) decides, then which one of the states a text is about (`among`) is theirs.
        Raises `ValueError` for a date that is none.

        >>> from communique.names import load
        >>> names = load()
        >>> kim = names.find("President Kim", "en")[0]
        >>> names.acts_for(kim), names.acts_for(kim, among=["JPN", "KOR"])
        (None, 'KOR')
        """
        found = {person.state for person in self.who(mention, date)}
        if len(found) > 1:
            found &= set(among)
        return found.pop() or None if len(found) == 1 else None

    def meetings(
        self,
        *,
        parties: Collection[str] = (),
        people: Collection[str] = (),
        date: str = "",
        place: str = "",
        level: str = "",
        within: int = 0,
    ) -> tuple[Meeting, ...]:
        """Known meetings with all these parties and people, at a date and place, earliest first.

        `date` is EDTF and may leave digits open: `XXXX-04-10` is 10 April of any year. `within`
        allows so many days before and after, for clocks on the other side of the Pacific. `place`
        is the English name. Raises `ValueError` for a date that is none.

        >>> from communique.names import load
        >>> found = load().meetings(people=["joe-biden", "fumio-kishida"], date="XXXX-04-10")
        >>> [meeting.start[:4] for meeting in found]
        ['2024']
        """
        pattern = _day_pattern(date) if date else None
        found: list[Meeting] = []
        for meeting in self.all_meetings:
            if (level and meeting.level != level) or (place and meeting.place != place):
                continue
            if not set(parties) <= set(meeting.parties) or not set(people) <= set(meeting.people):
                continue
            if pattern is None or any(pattern.match(day) for day in _days(meeting, within)):
                found.append(meeting)
        return tuple(found)

    def catalogue(
        self, *, id: str = "", parties: Collection[str] = ()
    ) -> tuple[CatalogueEntry, ...]:
        """The entries of a catalogue, or of all catalogues of exactly these parties, by date.

        >>> from communique.names import load
        >>> load().catalogue(id="jpn-usa")[0].date
        '1951-09-08'
        """
        return tuple(
            entry
            for entry in self.entries
            if (not id or entry.catalogue == id)
            and (not parties or set(entry.parties) == set(parties))
        )


def _overlap(term: Term, first: Day, last: Day) -> bool:
    if dates.earliest(term.start) > last:
        return False
    return not term.end or dates.latest(term.end) >= first


def _day_pattern(edtf: str) -> re.Pattern[str]:
    """A pattern for the days a date may mean, `X` being a digit that is not known."""
    if _DAY.fullmatch(edtf) is None:
        raise ValueError(f"not a date such as 2024-04-10, 2024-04 or XXXX-04-10: {edtf!r}")
    return re.compile(edtf.replace("X", "[0-9]"))


def _days(meeting: Meeting, within: int) -> list[str]:
    """Every day of a meeting, with so many before and after."""
    first, last = dates.earliest(meeting.start), dates.latest(meeting.end)
    slack = timedelta(days=within)
    count = (last - first + 2 * slack).days + 1
    return [(first - slack + timedelta(days=day)).isoformat() for day in range(count)]
