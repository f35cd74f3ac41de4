"""Finding the names of one script in a text.

One Aho-Corasick automaton finds all forms at once; word boundaries, titles beside surnames and
one-character states (compounds.py) are checked at the hits only. Forms stand in their own case or
in CAPITALS (US is a state, us is not). Left out: names the tables do not hold, pronouns, "the two
countries".

    >>> from communique.names import load
    >>> for mention in load().find("President Carter met Ohira in Washington.", "en"):
    ...     print(mention.start, mention.end, mention.id, mention.weak)
    10 16 jimmy-carter False
    21 26 masayoshi-ohira True
    30 40 washington False
"""

# Measured on one core, Python 3.11, 3,000,000 characters of news, in million characters a second
# (zh / ja / en). The search for all overlapping hits of some 4,500 forms:
#   ahocorasick-rs 1.0.3                        30 / 24 / 41
#   pyahocorasick 2.3.1                         10 / 17 / 56
#   a trie as one regular expression (re)      0.5 / 1.2 / 5.7
# str.translate for folding: 17 / 21 / 28. The whole of find(), 19,000 strings and a mention every
# 22 to 120 characters: 3.1 / 3.5 / 12.5, up to 8 in a Japanese joint statement.

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ahocorasick_rs import AhoCorasick

from communique.names.compounds import Compounds, compounds
from communique.names.folds import SCRIPTS, fold, table
from communique.names.mentions import Mention, Ref
from communique.names.patterns import Forms, folded, strong, with_capitals
from communique.names.rows import Form, Named, Organisation, Person, Place, State, Title
from communique.names.titles import titles as titles_of

_DOTS = frozenset("·.‧•・")
_KANA = frozenset(map(chr, range(0x30A1, 0x30FD)))
_BEFORE_STATE = frozenset("驻访抵赴旅涉援")
"""Before these a character of Chinese is a state."""
_Words = Mapping[tuple[str, str], tuple[str, ...]]


class Matcher:
    """The names of one script, compiled; `find` may be called from several threads."""

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
        compound_words: _Words,
    ) -> None:
        self.script = script
        self._fold = table(script)
        states, forms = tuple(states), Forms()
        for state in states:
            forms.add("state", state.id, self._forms(state))
            if script == "en":
                forms.add("state", state.id, self._folded(state.adjectives), part="adjective")
        for organisation in organisations:
            forms.add("organisation", organisation.id, self._forms(organisation))
            if script != "en":
                forms.add("organisation", organisation.id, self._folded(strong(organisation.en)))
        for person in people:
            forms.add("person", person.id, self._forms(person))
            latin = with_capitals(person.en) if script == "en" else strong(person.en)
            forms.add("person", person.id, self._folded(f for f in latin if " " in f.text))
        for place in places:
            forms.add("place", place.id, self._forms(place))
        for language, text in not_names:
            if SCRIPTS.get(language) == script:
                forms.mask(text.translate(self._fold))
        self._compounds = self._compounds_of(states, compound_words)
        self._after_country = frozenset(self._part(compound_words, "after_country"))
        self._before_surname = frozenset(self._part(compound_words, "before_surname"))
        self._titles = titles_of(
            script,
            self._title_words(titles),
            former=self._part(compound_words, "former"),
            held=offices,
        )
        patterns = forms.patterns(
            script,
            titles=self._titles,
            characters=self._compounds.states if self._compounds else (),
        )
        self._patterns = tuple(patterns.values())
        self._automaton = AhoCorasick(list(patterns))

    def find(self, text: str, language: str) -> list[Mention]:
        """Mentions in order, none over another; linear in the length of the text."""
        folded_text = fold(text, language)
        hits = self._hits(folded_text)
        mentions: list[Mention] = []
        covered: list[tuple[int, int]] = []
        reached = 0
        for at, (start, _, number) in enumerate(hits):
            if start < reached:
                continue
            pattern = self._patterns[number]
            reached = end = start + pattern.length
            covered.append((start, end))
            refs, weak = pattern.refs, pattern.weak
            if not refs:
                continue
            if pattern.surname:
                if weak or len(refs) > 1:
                    title = self._titles.beside(folded_text, start, end)
                    if title:
                        weak, refs = False, self._titles.in_office(refs, title)
                last = mentions[-1].end if mentions else 0
                if _given_name(folded_text, end, hits, at):
                    continue
                weak = weak or _part_of_longer(folded_text, start, end, last, hits, at)
            kind, id = refs[0]
            form = text[start:end]
            mentions.append(Mention(start, end, kind, id, form, weak, pattern.part, refs[1:]))
        if self._compounds is None:
            return mentions
        return self._with_compounds(text, folded_text, mentions, covered)

    def _forms(self, thing: Named) -> list[Form]:
        if self.script == "zh":
            return self._folded(thing.zh_hant + thing.zh_hans)
        return self._folded(thing.forms(self.script))

    def _folded(self, forms: Iterable[Form]) -> list[Form]:
        return folded(forms, self._fold)

    def _part(self, words: _Words, part: str) -> tuple[str, ...]:
        found = words.get(("any", part), ()) + words.get((self.script, part), ())
        return tuple(word.translate(self._fold) for word in found)

    def _title_words(self, titles: Iterable[Title]) -> dict[str, set[str]]:
        words: dict[str, set[str]] = {}
        for title in titles:
            for form in self._forms(title):
                words.setdefault(form.text, set()).add(title.office)
        return words

    def _compounds_of(self, states: Iterable[State], words: _Words) -> Compounds | None:
        if self.script == "en":
            return None
        characters: dict[str, tuple[tuple[str, ...], bool]] = {}
        for state in states:
            of_script = state.characters_ja if self.script == "ja" else state.characters_zh
            for form in self._folded(of_script):
                ids, weak = characters.get(form.text, ((), True))
                ids = (*ids, state.id) if form.weak else (state.id, *ids)
                characters[form.text] = (ids, weak and form.weak)
        return compounds(self.script, characters, words)

    def _hits(self, text: str) -> list[tuple[int, int, int]]:
        """Start, minus end and pattern of the hits that stand alone; leftmost and longest first."""
        patterns, size = self._patterns, len(text)
        hits: list[tuple[int, int, int]] = []
        for number, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True):
            pattern = patterns[number]
            if pattern.not_left and start and text[start - 1] in pattern.not_left:
                continue
            if pattern.not_right and end < size and text[end] in pattern.not_right:
                continue
            if pattern.country_may_part and text[end : end + 1] in self._after_country:
                continue  # 日本 and 国際
            if pattern.state_country and start and self._is_pair(text, start, end):
                continue
            if pattern.one_character and self.script == "ja" and start:
                before = text[start - 1]
                if "一" <= before <= "鿿" and before not in self._before_surname:
                    continue
            if pattern.one_character and start and text[start - 1] in _BEFORE_STATE:
                continue  # 驻华大使 is at no Mr Hua's
            hits.append((start, -end, number))
        hits.sort()
        return hits

    def _is_pair(self, text: str, start: int, end: int) -> bool:
        """日中国交 is Japan and China and their relations, not 中国."""
        if self._compounds is None or text[start - 1] not in self._compounds.states:
            return False
        return text[end : end + 1] in self._after_country

    def _with_compounds(
        self, text: str, folded_text: str, mentions: list[Mention], covered: list[tuple[int, int]]
    ) -> list[Mention]:
        assert self._compounds is not None
        pieces: list[str] = []
        reached = 0
        for start, end in covered:
            pieces += (folded_text[reached:start], "\0" * (end - start))
            reached = end
        pieces.append(folded_text[reached:])
        named = frozenset(mention.id for mention in mentions if mention.kind == "state")
        found: list[Mention] = []
        for start, end, states in self._compounds.find("".join(pieces)):
            if len(states) > 1 and folded_text[start] in self._compounds.weak:
                # 臺巴 in a text about Paraguay: of the states it may be, one that the text names
                states = tuple(sorted(states, key=lambda id: id not in named))
            others = tuple(Ref("state", id) for id in states[1:])
            form = text[start:end]
            found.append(Mention(start, end, "state", states[0], form, False, "character", others))
        return sorted([*mentions, *found], key=_start) if found else mentions


def _start(mention: Mention) -> int:
    return mention.start


def _given_name(text: str, end: int, hits: list[tuple[int, int, int]], at: int) -> bool:
    """A surname of the tables that is somebody's given name here: 马丁·恩加武 is no Martin."""
    if text[end : end + 1] not in _DOTS or text[end + 1 : end + 2] < "\u30a0":
        return False
    if (text[end - 1] in _KANA) != (text[end + 1] in _KANA):
        return False  # 安倍・オズボーン会談
    return all(hit[0] != end + 1 for hit in hits[at : at + 20])


def _part_of_longer(
    text: str, start: int, end: int, last: int, hits: list[tuple[int, int, int]], at: int
) -> bool:
    """A surname joined by a dot to a word that is no name here: カーター・ペイジ."""
    if start and text[start - 1] == "·" and last != start - 1:
        return True
    if text[end : end + 1] != "·":
        return False
    following = next((hit[0] for hit in hits[at : at + 20] if hit[0] > end), None)
    return following != end + 1
