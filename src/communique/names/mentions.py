"""Mentions of states, organisations, people and places in a text.

One Aho-Corasick automaton a script finds all forms at once; word boundaries, titles beside
surnames and one-character states (compounds.py) are checked at the hits only. Forms stand in
their own case or in CAPITALS (US is a state, us is not). Left out: names the tables do not hold,
pronouns, "the two countries".

    >>> from communique.names import load
    >>> for mention in load().find("President Carter met Ohira in Washington.", "en"):
    ...     print(mention.start, mention.end, mention.id, mention.weak)
    10 16 jimmy-carter False
    21 26 masayoshi-ohira True
    30 40 washington False
"""

# Measured on one core, Python 3.11, 3,000,000 characters of news, about 4,500 forms a script: the
# automata alone, all overlapping hits, in million characters a second (zh / ja / en):
#   ahocorasick-rs 1.0.3   30 / 24 / 41
#   pyahocorasick 2.3.1    10 / 17 / 56
#   a trie as one regular expression (re)   0.5 / 1.2 / 5.7
# str.translate for folding: 17 / 21 / 28. The whole of find(): bench/names.

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

from ahocorasick_rs import AhoCorasick

from communique.names.compounds import Compounds, compounds
from communique.names.folds import SCRIPTS, fold
from communique.names.rows import Form, Named, Organisation, Person, Place, State, Title

MentionKind = Literal["state", "organisation", "person", "place"]
Part = Literal["name", "adjective", "character"]

_ALPHANUMERIC = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789")
_KATAKANA = frozenset(map(chr, [*range(0x30A1, 0x30FB), 0x30FC]))
_NOTHING: frozenset[str] = frozenset()
_SURNAME_AFTER = frozenset("国前元現现新日韩韓")
"""Han characters that may stand before a surname of one character and its title: 前林外相."""
_TOP = frozenset(
    ("head_of_state", "head_of_government", "foreign_minister", "defence_minister", "party_leader")
)
_FORMER = ("前", "元", "新")
_HONORIFICS = {
    "en": (
        "Mr.",
        "Mr",
        "Mrs.",
        "Mrs",
        "Ms.",
        "Ms",
        "Dr.",
        "Sir",
        "Lord",
        "Madam",
        "Comrade",
        "President-elect",
    ),
    "ja": ("氏", "さん", "政権", "内閣", "議員", "夫妻", "夫人", "訪"),
    "zh": ("先生", "女士", "夫人", "政府", "内阁", "政权"),
}


class Ref(NamedTuple):
    """What a form may mean: a kind of table and an id in it."""

    kind: MentionKind
    id: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A form at a place in a text; `others` are further things the same form means.

    `weak`: the form alone does not tell (see rows.py) and no title stands beside it.
    """

    start: int
    end: int
    kind: MentionKind
    id: str
    form: str
    weak: bool = False
    part: Part = "name"
    others: tuple[Ref, ...] = ()


class _Pattern(NamedTuple):
    """What to do with a hit of one form; no `refs` means the words are a name of nothing here."""

    length: int
    refs: tuple[Ref, ...]
    weak: bool
    part: Part
    not_left: frozenset[str]
    not_right: frozenset[str]
    surname: bool
    one_character: bool
    state_kuni: bool


class Matcher:
    """The names of one script, compiled."""

    def __init__(
        self,
        script: str,
        *,
        states: Iterable[State],
        organisations: Iterable[Organisation],
        people: Iterable[Person],
        places: Iterable[Place],
        titles: Iterable[Title],
        offices: Mapping[str, frozenset[str]],
        not_names: Iterable[tuple[str, str]],
        compound_words: Mapping[tuple[str, str], tuple[str, ...]],
    ) -> None:
        self.script = script
        self.language = {"zh": "zh-Hans"}.get(script, script)
        self.titles = self._title_words(titles)
        self._before = _grouped(self.titles, lambda title: title[-2:])
        self._after = {} if script == "en" else _grouped(self.titles, lambda title: title[0])
        self.offices = offices
        self._found: dict[str, list[tuple[Ref, bool, Part]]] = {}
        states = tuple(states)
        for state in states:
            self._add("state", state, self._columns(state))
            if script == "en":
                self._add("state", state, state.adjectives, part="adjective")
        for organisation in organisations:
            self._add("organisation", organisation, self._columns(organisation))
            if script != "en":
                self._add("organisation", organisation, _strong(organisation.en))
        for person in people:
            self._add("person", person, self._columns(person))
            if script == "en":
                self._add("person", person, _capitals(person))
            else:
                self._add("person", person, [f for f in _strong(person.en) if " " in f.text])
        for place in places:
            self._add("place", place, self._columns(place))
        for language, form in not_names:
            if SCRIPTS.get(language) == script:
                self._found.setdefault(fold(form, self.language), [])
        self._compounds = self._characters(states, compound_words)
        self._compile()

    def _title_words(self, titles: Iterable[Title]) -> dict[str, frozenset[str]]:
        """The words that stand beside a surname, longest first, and the offices they may mean."""
        words: dict[str, set[str]] = {word: set() for word in _HONORIFICS[self.script]}
        for title in titles:
            for form in self._columns(title):
                words.setdefault(fold(form.text, self.language), set()).add(title.office)
        if self.script == "en":
            words = {f"{case} ": found for word, found in words.items() for case in _cases(word)}
        longest = sorted(words, key=len, reverse=True)
        return {word: frozenset(words[word]) for word in longest}

    def _columns(self, thing: Named) -> tuple[Form, ...]:
        if self.script == "zh":
            return thing.zh_hant + thing.zh_hans
        return thing.forms(self.language)

    def _add(
        self, kind: MentionKind, thing: Named, found: Iterable[Form], part: Part = "name"
    ) -> None:
        for form in found:
            text = fold(form.text, self.language)
            refs = self._found.setdefault(text, [])
            if all(ref != (kind, thing.id) for ref, _, _ in refs):
                refs.append((Ref(kind, thing.id), form.weak, part))

    def _characters(
        self, states: Iterable[State], words: Mapping[tuple[str, str], tuple[str, ...]]
    ) -> Compounds | None:
        if self.script == "en":
            return None
        characters: dict[str, tuple[str, bool]] = {}
        for state in states:
            for form in state.characters_ja if self.script == "ja" else state.characters_zh:
                text = fold(form.text, self.language)
                if len(text) == 1 and (text not in characters or not form.weak):
                    characters[text] = (state.id, form.weak)
        return compounds(self.script, characters, words)

    def _compile(self) -> None:
        patterns: dict[str, _Pattern] = {}
        state_characters = self._compounds.states if self._compounds else {}
        for text, found in self._found.items():
            strong = [item for item in found if not item[1]]
            kept = strong + [item for item in found if item[1]]
            pattern = _Pattern(
                length=len(text),
                refs=tuple(ref for ref, _, _ in kept),
                weak=bool(found) and not strong,
                part=kept[0][2] if kept else "name",
                not_left=_boundary(text[0]),
                not_right=_boundary(text[-1]),
                surname=bool(kept) and kept[0][0].kind == "person" and "·" not in text,
                one_character=False,
                state_kuni=len(text) == 2 and text[1] == "国" and text[0] in state_characters,
            )
            if len(text) == 1:
                if pattern.surname and text not in state_characters:
                    patterns |= self._one_character(text, pattern)
                continue
            patterns.setdefault(text, pattern)
            if self.script == "en" and len(text) > 3 and (pattern.surname or not pattern.weak):
                patterns.setdefault(text.upper(), pattern)
        self._patterns = tuple(patterns.values())
        self._automaton = AhoCorasick(list(patterns))
        del self._found

    def _one_character(self, surname: str, pattern: _Pattern) -> dict[str, _Pattern]:
        """A surname such as 菅 with each title after it, also 菅前首相; never alone."""
        found: dict[str, _Pattern] = {}
        for title, offices in self.titles.items():
            if len(title) == 1:
                continue  # 文相 is a minister of education, not Moon
            refs = self._in_office(pattern.refs, offices)
            titled = pattern._replace(refs=refs, weak=False, one_character=True)
            for former in ("", *_FORMER) if offices & _TOP else ("",):
                if surname + former + title not in self._found:
                    found[surname + former + title] = titled
        return found

    def find(self, text: str, language: str) -> list[Mention]:
        """Mentions in order, none over another; linear in the length of the text."""
        folded = fold(text, language)
        hits = self._hits(folded)
        mentions: list[Mention] = []
        covered: list[tuple[int, int]] = []
        reached = 0
        for at, (start, _, number) in enumerate(hits):
            if start < reached:
                continue
            pattern = self._patterns[number]
            end = start + pattern.length
            if pattern.refs:
                refs, weak = pattern.refs, pattern.weak
                if pattern.surname:
                    last = mentions[-1].end if mentions else 0
                    if weak or len(refs) > 1:
                        title = self._title_beside(folded, start, end)
                        weak = weak and not title
                        if title and len(refs) > 1:
                            refs = self._in_office(refs, self.titles[title])
                    if not weak and _part_of_longer(folded, start, end, last, hits, at):
                        weak = True
                kind, id = refs[0]
                form = text[start:end]
                mentions.append(Mention(start, end, kind, id, form, weak, pattern.part, refs[1:]))
            covered.append((start, end))
            reached = end
        if self._compounds is None:
            return mentions
        return self._with_compounds(text, folded, mentions, covered)

    def _hits(self, folded: str) -> list[tuple[int, int, int]]:
        """Start, minus end and pattern of the hits that stand alone; leftmost and longest first."""
        patterns = self._patterns
        size = len(folded)
        hits: list[tuple[int, int, int]] = []
        for number, start, end in self._automaton.find_matches_as_indexes(folded, overlapping=True):
            pattern = patterns[number]
            if pattern.not_left and start and folded[start - 1] in pattern.not_left:
                continue
            if pattern.not_right and end < size and folded[end] in pattern.not_right:
                continue
            if pattern.state_kuni and start and self._is_pair(folded, start, end):
                continue
            if pattern.one_character and self.script == "ja" and start:
                before = folded[start - 1]
                if "一" <= before <= "鿿" and before not in _SURNAME_AFTER:
                    continue
            hits.append((start, -end, number))
        hits.sort()
        return hits

    def _is_pair(self, folded: str, start: int, end: int) -> bool:
        """日中国交 is Japan and China and their relations, not 中国."""
        compounds = self._compounds
        if compounds is None or folded[start - 1] not in compounds.states:
            return False
        return folded[end : end + 1] in set("交防境際际務务債债民会會籍家連连")

    def _title_beside(self, folded: str, start: int, end: int) -> str:
        """The longest title before or after a surname, or nothing."""
        if folded[end : end + 1] in _FORMER:
            end += 1
        for title in self._after.get(folded[end : end + 1], ()):
            if folded.startswith(title, end):
                return title
        for title in self._before.get(folded[max(0, start - 2) : start], ()):
            if folded.endswith(title, 0, start):
                return title
        return ""

    def _in_office(self, refs: tuple[Ref, ...], offices: frozenset[str]) -> tuple[Ref, ...]:
        """Those who ever held one of the offices first."""
        if not offices:
            return refs
        return tuple(
            sorted(refs, key=lambda ref: not offices & self.offices.get(ref.id, frozenset()))
        )

    def _with_compounds(
        self, text: str, folded: str, mentions: list[Mention], covered: list[tuple[int, int]]
    ) -> list[Mention]:
        assert self._compounds is not None
        pieces: list[str] = []
        reached = 0
        for start, end in covered:
            pieces += (folded[reached:start], "\0" * (end - start))
            reached = end
        pieces.append(folded[reached:])
        found = [
            Mention(start, end, "state", state, text[start:end], False, "character")
            for start, end, state in self._compounds.find("".join(pieces))
        ]
        if not found:
            return mentions
        return sorted([*mentions, *found], key=_start)


def _start(mention: Mention) -> int:
    return mention.start


def _grouped(titles: Iterable[str], key: Callable[[str], str]) -> Mapping[str, tuple[str, ...]]:
    """Titles by the characters at an end of theirs, in the order given."""
    groups: dict[str, list[str]] = {}
    for title in titles:
        groups.setdefault(key(title), []).append(title)
    return {end: tuple(found) for end, found in groups.items()}


def _cases(word: str) -> tuple[str, ...]:
    """President, president and PRESIDENT."""
    return tuple(dict.fromkeys((word, word.lower(), word.upper())))


def _strong(found: Iterable[Form]) -> list[Form]:
    return [form for form in found if not form.weak]


def _capitals(person: Person) -> list[Form]:
    """KISHIDA Fumio and Fumio KISHIDA beside Fumio Kishida, as ministries print them."""
    found: list[Form] = []
    for form in _strong(person.en):
        words = form.text.split(" ")
        if len(words) > 1:
            found.append(Form(" ".join([*words[:-1], words[-1].upper()])))
            found.append(Form(" ".join([words[0].upper(), *words[1:]])))
    return found


def _boundary(character: str) -> frozenset[str]:
    """The neighbours that would make a form part of a longer word."""
    if character in _ALPHANUMERIC:
        return _ALPHANUMERIC
    return _KATAKANA if character in _KATAKANA else _NOTHING


def _part_of_longer(
    folded: str, start: int, end: int, last: int, hits: list[tuple[int, int, int]], at: int
) -> bool:
    """A surname joined by a dot to a word that is no name here: カーター・ペイジ."""
    if start and folded[start - 1] == "·" and last != start - 1:
        return True
    if folded[end : end + 1] != "·":
        return False
    following = next((hit[0] for hit in hits[at : at + 20] if hit[0] > end), None)
    return following != end + 1
