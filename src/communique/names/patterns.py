"""The strings to look for in a script, and what a hit of each must satisfy.

A form in Latin letters or katakana must not stand inside a longer word; a surname of one
character is looked for only with a title after it; 日本国 before 際 gives way to 日本. Left out:
the search itself.

    >>> sorted(_capitals("Fumio Kishida"))
    ['FUMIO Kishida', 'Fumio KISHIDA']
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from typing import NamedTuple

from communique.names.mentions import MentionKind, Part, Ref
from communique.names.rows import Form
from communique.names.titles import Titles

_ALPHANUMERIC = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789")
_KATAKANA = frozenset(map(chr, [*range(0x30A1, 0x30FB), 0x30FC]))
_NOTHING: frozenset[str] = frozenset()
_TOP = frozenset(
    ("head_of_state", "head_of_government", "foreign_minister", "defence_minister", "party_leader")
)


class Pattern(NamedTuple):
    """What to do with a hit of one string; no `refs` means that nothing here is meant by it."""

    length: int
    refs: tuple[Ref, ...]
    weak: bool
    part: Part
    not_left: frozenset[str]
    not_right: frozenset[str]
    surname: bool
    one_character: bool
    country_may_part: bool
    state_country: bool


class Forms:
    """The forms of a script as they are collected: folded text to what it may mean."""

    def __init__(self) -> None:
        self._found: dict[str, list[tuple[Ref, bool, Part]]] = {}

    def add(self, kind: MentionKind, id: str, found: Iterable[Form], part: Part = "name") -> None:
        """Forms, already folded, of one thing; what was added first is meant first."""
        for form in found:
            refs = self._found.setdefault(form.text, [])
            if all(ref != (kind, id) for ref, _, _ in refs):
                refs.append((Ref(kind, id), form.weak, part))

    def mask(self, text: str) -> None:
        """A string in which no name is meant, though it holds one: New Mexico."""
        self._found.setdefault(text, [])

    def patterns(
        self, script: str, *, titles: Titles, characters: Container[str]
    ) -> dict[str, Pattern]:
        """Every string to look for; `characters` stand for states and are no surnames."""
        made: dict[str, Pattern] = {}
        for text in self._found:
            pattern = self._pattern(text, characters)
            if len(text) == 1:
                if pattern.surname and text not in characters:
                    made.update(self._titled(text, pattern, titles))
                continue
            made.setdefault(text, pattern)
            if script == "en" and len(text) > 3 and (pattern.surname or not pattern.weak):
                made.setdefault(text.upper(), pattern)
        return made

    def _pattern(self, text: str, characters: Container[str]) -> Pattern:
        found = self._found[text]
        strong = [item for item in found if not item[1]]
        kept = strong + [item for item in found if item[1]]
        return Pattern(
            length=len(text),
            refs=tuple(ref for ref, _, _ in kept),
            weak=bool(found) and not strong,
            part=kept[0][2] if kept else "name",
            not_left=_boundary(text[0]),
            not_right=_boundary(text[-1]),
            surname=bool(kept) and kept[0][0].kind == "person" and "·" not in text,
            one_character=False,
            country_may_part=text[-1] == "国" and text[:-1] in self._found,
            state_country=len(text) == 2 and text[1] == "国" and text[0] in characters,
        )

    def _titled(
        self, surname: str, pattern: Pattern, titles: Titles
    ) -> Iterator[tuple[str, Pattern]]:
        """A surname such as 菅 with each title after it, also 菅前首相; never alone."""
        for title, offices in titles.words.items():
            if len(title) == 1:
                continue  # 文相 is a minister of education, not Moon
            refs = titles.in_office(pattern.refs, title)
            titled = pattern._replace(refs=refs, weak=False, one_character=True)
            for former in ("", *titles.former) if offices & _TOP else ("",):
                if surname + former + title not in self._found:
                    yield surname + former + title, titled


def with_capitals(forms: Iterable[Form]) -> list[Form]:
    """Forms of a person in English, KISHIDA Fumio beside Kishida Fumio as ministries print."""
    found = list(forms)
    for form in tuple(found):
        if not form.weak:
            found += (Form(text) for text in _capitals(form.text))
    return found


def folded(forms: Iterable[Form], fold_map: Mapping[int, str]) -> list[Form]:
    """The forms as they stand in folded text."""
    return [Form(form.text.translate(fold_map), form.weak) for form in forms]


def strong(forms: Iterable[Form]) -> list[Form]:
    """The forms that need nothing beside them."""
    return [form for form in forms if not form.weak]


def _capitals(name: str) -> Iterator[str]:
    words = name.split(" ")
    if len(words) > 1:
        yield " ".join([*words[:-1], words[-1].upper()])
        yield " ".join([words[0].upper(), *words[1:]])


def _boundary(character: str) -> frozenset[str]:
    """The neighbours that would make a form part of a longer word."""
    if character in _ALPHANUMERIC:
        return _ALPHANUMERIC
    return _KATAKANA if character in _KATAKANA else _NOTHING
