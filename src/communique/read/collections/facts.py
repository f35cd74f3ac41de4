"""What the markup of a TEI document states of it: date, place, people, language, ids.

Recognises `frus:doc-dateTime-min` and `-max`, the `date` and `placeName` of the first dateline,
`persName` of writers, recipients and participants, `xml:lang`, and for a text by itself the title,
date, language and `idno` of its header. People are given as printed. Left out: people whom the text
only speaks of, and `corresp`, whose register stands elsewhere in the volume.

    >>> period("1961-05-01T00:00:00Z", "1961-05-31T23:59:59Z"), period("1961-05-04", "1961-05-06")
    ('1961-05', '1961-05-04/1961-05-06')
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping, Sequence

from communique.model.dates import is_edtf
from communique.read.layout import Stated

ROLES = frozenset({"from", "to", "participant", "participants", "author", "recipient"})
LANGUAGES = {
    "en": "en", "eng": "en", "ja": "ja", "jpn": "ja", "zh-hant": "zh-Hant", "zh-tw": "zh-Hant",
    "zh-hk": "zh-Hant", "zh-hans": "zh-Hans", "zh-cn": "zh-Hans",
}  # fmt: skip
HEADS = (
    ("memorandum of conversation", "readout"), ("memorandum of telephone", "readout"),
    ("memorandum for the record", "readout"), ("record of", "readout"), ("minutes of", "readout"),
    ("summary of conversation", "readout"), ("notes of", "readout"), ("transcript of", "readout"),
    ("telegram", "other"), ("letter", "other"), ("airgram", "other"), ("memorandum", "other"),
    ("despatch", "other"), ("editorial note", "other"), ("backchannel", "other"),
    ("national security", "other"), ("action memorandum", "other"), ("briefing", "other"),
    ("paper", "other"), ("message from", "other"), ("circular", "other"), ("intelligence", "other"),
)  # fmt: skip
"""How editors of diplomatic papers begin the heads of documents, and the kind that each is. Their
own notes are no author's, so the rules must not take the text for an article.
"""
MOST_PEOPLE = 60
_DAY = re.compile(r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?")
_EDGE = " \t\n,.;:"


class TeiFacts:
    """Collects what the markup states while the text goes by."""

    def __init__(self) -> None:
        self.aliases: list[tuple[str, str]] = []
        self.document = False  # whether it is one of a volume
        self._said: dict[str, tuple[str | tuple[str, ...], str]] = {}
        self._open: list[tuple[str, int, list[str]]] = []  # name, where it began, words
        self._people: list[tuple[str, int]] = []
        self._near: list[tuple[str, int]] = []  # people of head and opener, if none has a role
        self._role = False
        self._place: tuple[str, int] | None = None
        self._header: list[str] = []
        self._words: list[str] = []

    def start(self, name: str, attributes: Mapping[str, str], path: Sequence[str], at: int) -> None:
        """An element of the text begins at a place of the reading."""
        if name in ("div", "TEI", "text"):
            self._division(name, attributes)
        elif name in ("persName", "placeName") and not self._open:
            self._role = attributes.get("type", "") in ROLES or attributes.get("role", "") in ROLES
            self._open.append((name, at, []))
        elif name == "list" and attributes.get("type") in ROLES:
            self._open_list = len(path)
        elif name == "date" and "dateline" in path[-6:]:
            self._dateline(attributes)
        self._path = path

    def text(self, text: str) -> None:
        """Words of the text."""
        if self._open:
            self._open[-1][2].append(text)

    def end(self, name: str) -> None:
        """An element of the text ends."""
        if name == "list" and len(self._path) < self._open_list:
            self._open_list = 0
        if not self._open or self._open[-1][0] != name:
            return
        _, at, words = self._open.pop()
        value = " ".join("".join(words).split()).strip(_EDGE)[:120]
        if not value:
            return
        if name == "placeName":
            if self._place is None and "dateline" in self._path:
                self._place = (value, at)
        elif self._role or self._open_list:
            self._people.append((value, at))
        elif {"head", "opener", "dateline"} & set(self._path[-4:]):
            self._near.append((value, at))

    _open_list = 0
    _path: Sequence[str] = ()

    def _division(self, name: str, attributes: Mapping[str, str]) -> None:
        self.document = self.document or attributes.get("type") == "document"
        language = LANGUAGES.get(attributes.get("xml:lang", "").lower().partition("-us")[0])
        if language:
            self._said.setdefault("language", (language, f"{name}/@xml:lang"))
        first = next((v for k, v in attributes.items() if k.endswith("doc-dateTime-min")), "")
        last = next((v for k, v in attributes.items() if k.endswith("doc-dateTime-max")), first)
        found = period(first, last) if first else None
        if found:
            self._said.setdefault("date", (found, f"{name}/@frus:doc-dateTime-min"))

    def _dateline(self, attributes: Mapping[str, str]) -> None:
        first = (
            attributes.get("when") or attributes.get("from") or attributes.get("notBefore") or ""
        )
        last = attributes.get("to") or attributes.get("notAfter") or first
        found = period(first, last) if first else None
        if found:
            self._said.setdefault("date", (found, "dateline/date"))

    # -- the header of a text by itself --------------------------------------------------------

    def hidden_start(self, name: str, attributes: Mapping[str, str], path: Sequence[str]) -> None:
        """An element of the header begins."""
        self._header.append(name)
        self._words = []
        self._idno = attributes.get("type", "") or "idno"
        if name == "language" and "langUsage" in path:
            tag = LANGUAGES.get(attributes.get("ident", "").lower())
            if tag:
                self._said.setdefault("language", (tag, "language/@ident"))
        elif name == "date" and "creation" in path:
            found = period(attributes.get("when", ""), attributes.get("when", ""))
            if found:
                self._said.setdefault("date", (found, "creation/date"))
        elif name == "date" and "publicationStmt" in path:
            found = period(attributes.get("when", ""), attributes.get("when", ""))
            if found:
                self._said.setdefault("published", (found, "publicationStmt/date"))

    def hidden_text(self, text: str) -> None:
        """Words of the header."""
        if len(self._words) < 200:
            self._words.append(text)

    _idno = "idno"

    def hidden_end(self, name: str) -> None:
        """An element of the header ends."""
        value = " ".join("".join(self._words).split())[:500]
        if value and name == "title" and "titleStmt" in self._header:
            self._said.setdefault("title", (value, "titleStmt/title"))
        elif value and name == "idno":
            scheme = re.sub(r"[^a-z0-9-]", "-", self._idno.lower())[:40]
            self.aliases.append((scheme, value))
        if self._header:
            self._header.pop()
        self._words = []

    # -- the end -------------------------------------------------------------------------------

    def stated(self, text: str) -> dict[str, Stated]:
        """The header fields, with the ranges of their words in the reading."""
        found = {field: Stated(value, where) for field, (value, where) in self._said.items()}
        if self._place:
            value, at = self._place
            found["place"] = Stated(value, "dateline/placeName", _range(text, value, at))
        people = self._people or self._near
        if people:
            names = tuple(dict.fromkeys(name for name, _ in people))[:MOST_PEOPLE]
            found["people"] = Stated(names, "persName", _range(text, *people[0]))
        return found


def kind_of_head(title: str) -> str | None:
    """The kind of a historical document by the words its editors begin its head with; None where
    the rules for all texts decide.

    >>> kind_of_head("Telegram From the Embassy in Averne"), kind_of_head("Joint Statement")
    ('other', None)
    """
    low = title.lower()
    return next((kind for words, kind in HEADS if low.startswith(words)), None)


def _range(text: str, value: str, at: int) -> tuple[int, int] | None:
    """Where words stand that were read from a place on; None where the composer set them
    otherwise.
    """
    start = text.find(value, at, at + len(value) + 50)
    return (start, start + len(value)) if start >= 0 else None


def period(first: str, last: str) -> str | None:
    """The EDTF date of a period given by its ends: a day, a month, a year, or both ends; None for
    what is no date.
    """
    starts, ends = (found[0] if (found := _DAY.match(one)) else "" for one in (first, last))
    if not starts or not is_edtf(starts):
        return None
    if starts == ends or not ends or not is_edtf(ends) or ends < starts:
        return starts
    if len(starts) == len(ends) == 10 and starts[8:] == "01" and starts[:4] == ends[:4]:
        if (
            starts[:7] == ends[:7]
            and int(ends[8:]) == monthrange(*map(int, (ends[:4], ends[5:7])))[1]
        ):
            return starts[:7]
        if starts[5:] == "01-01" and ends[5:] == "12-31":
            return starts[:4]
    return f"{starts}/{ends}"
