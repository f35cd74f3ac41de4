"""Which documents are a series, in what order, and which one came before another.

A series is what one set of states (or bodies) issues again and again: the same issuers, else
parties; kind; level; language. A name that a person gave (`series` in a header or manifest) wins
over all of these, and names the documents that would be with it without it. Where several places
each have a text in the same years, as two ceremonies each August, each place is a series of its
own; the place is that of the header, and as a last resort what the file names say beside the date.
Files named after one pattern belong together unless their headers contradict, so that one misread
header does not tear a series. Leaders who meet by turns in two capitals stay one series. Left out:
documents of a series that nobody gave us (names tables hold catalogues of those).

    >>> from communique.compare.texts import text_of
    >>> texts = [text_of("Peace.", "en", name=f"{y}-08-0{d}-{p}.txt", date=f"{y}-08-0{d}")
    ...          for y in (2031, 2032, 2033) for d, p in ((6, "oster"), (9, "lyth"))]
    >>> [(found.label, len(found.texts)) for found in series(texts)]
    [('other, lyth (en)', 3), ('other, oster (en)', 3)]
    >>> previous(texts[4], texts).name
    '2032-08-06-oster.txt'
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from communique.compare.borrowing import joined
from communique.compare.texts import Text, in_order
from communique.errors import InvalidField, SeriesAmbiguous
from communique.model import dates
from communique.model.codes import Kind, Level
from communique.model.gaps import Gap

_NO_NAME = re.compile(r"[\W\d_]+")
_LANGUAGE = re.compile(r"[.\-_](?:en|ja|zh(?:-han[st])?)(?=[.\-_]|$)", re.IGNORECASE)

TOGETHER = 0.6
"""The share of years in which every place must have its text for the places to be series of their
own.
"""

STRAY = 0.25
"""The share of texts with the same file name pattern that may have another kind or level by a
misreading.
"""

BORROWED = 0.1
"""The share of long passages in common that makes two groups of texts one series; twice that if
their sides differ.
"""


@dataclass(frozen=True, slots=True)
class Series:
    """Documents to be compared, in order. `label` names it for people, `named` says that a person
    named it.
    """

    label: str
    texts: tuple[Text, ...]
    named: bool = False
    gaps: tuple[Gap, ...] = ()

    def before(self, doc: Text) -> Text | None:
        """The text just before one of this series, or None if it is the first."""
        ids = [text.id for text in self.texts]
        at = ids.index(doc.id)
        return self.texts[at - 1] if at else None


def series(texts: Iterable[Text]) -> tuple[Series, ...]:
    """The series that texts make, sorted by label; one document alone is a series of one.

    Gaps of a series: `series-undated` for texts without a date, which stand last, by name.
    """
    named: defaultdict[str, list[Text]] = defaultdict(list)
    found: list[Series] = []
    labels: Counter[str] = Counter()
    clusters = _merged(in_order(texts))
    labels.update(_label(key) for key in clusters)
    for key, members in clusters.items():
        label = _label(key)
        if labels[label] > 1 and key.apart:
            label = _with(label, key.apart)
        for place, part in _places(members):
            names = sorted({text.header.series for text in part if text.header.series})
            rest = [text for text in part if not text.header.series]
            if len(names) == 1:
                rest = []
            for text in part:
                if names and text.id not in {each.id for each in rest}:
                    named[f"{text.header.series or names[0]} ({key.language})"].append(text)
            if rest:
                found.append(_made(_with(label, place), rest, False))
    found += [_made(label, in_order(members), True) for label, members in named.items()]
    return tuple(sorted(found, key=lambda each: (each.label, each.texts[0].order)))


def series_of(doc: Text, texts: Iterable[Text], *, name: str | None = None) -> Series:
    """The series a document belongs to, among texts that may hold it or not.

    `name` asks for the series of that label, or of the name a person gave. A document alone in its
    series joins the only other one of its language and issuers, with a gap `series-guessed`. Raises
    `series-ambiguous` where there are several, and `invalid-field` for a name that no series has.
    """
    found = series([*texts, doc])
    if name is not None:
        return _by_name(doc, found, name)
    own = next(each for each in found if any(text.id == doc.id for text in each.texts))
    if own.named or len(own.texts) > 1:
        return own
    near = [each for each in found if each is not own and _near(doc, each.texts[0])]
    if not near:
        return own
    if len(near) > 1:
        labels = tuple(each.label for each in near)
        raise SeriesAmbiguous(
            f"{doc.name} could belong to {len(near)} series: {'; '.join(labels[:8])}",
            candidates=labels,
        )
    gap = Gap(
        "series-guessed",
        f"{doc.name} was put with {near[0].label}, the only series it could belong to",
    )
    return replace(_joined(near[0], doc), gaps=(*near[0].gaps, gap))


def previous(doc: Text, texts: Iterable[Text], *, name: str | None = None) -> Text | None:
    """The text just before a document in its series, or None if there is none; errors as
    `series_of`.
    """
    return series_of(doc, texts, name=name).before(doc)


def _by_name(doc: Text, found: Sequence[Series], name: str) -> Series:
    wanted = name.casefold()
    chosen = [s for s in found if wanted in (s.label.casefold(), _bare(s).casefold())]
    chosen = chosen or [s for s in found if s.label.casefold().startswith(wanted)]
    if not chosen:
        known = "; ".join(each.label for each in found[:12])
        raise InvalidField(f"no series is named {name!r}", advice=f"Series here: {known}")
    same = [s for s in chosen if s.texts[0].language == doc.language]
    chosen = same or chosen
    if len(chosen) > 1:
        labels = tuple(each.label for each in chosen)
        raise SeriesAmbiguous(
            f"{len(chosen)} series are named {name!r}: {'; '.join(labels[:8])}", candidates=labels
        )
    return _joined(chosen[0], doc)


def _bare(found: Series) -> str:
    return found.label.rpartition(" (")[0]


def _joined(found: Series, doc: Text) -> Series:
    return replace(found, texts=in_order([*found.texts, doc]))


class _Key(NamedTuple):
    """What texts of a series have in common; `apart` keeps those apart of which nothing is known
    but a file name.
    """

    language: str
    sides: tuple[str, ...]
    kind: Kind
    level: Level
    apart: str = ""


def _key(text: Text) -> _Key:
    return _Key(text.language, _sides(text), text.header.kind, text.header.level)


def _sides(text: Text) -> tuple[str, ...]:
    return tuple(sorted(text.header.issuers or text.header.event.parties))


def _label(key: _Key) -> str:
    return f"{name_of(key.sides, key.kind, key.level)} ({key.language})"


def name_of(sides: Sequence[str], kind: Kind, level: Level) -> str:
    """What a series of these parties, kind and level is called where nobody named it, before its
    place and language.

    >>> name_of(("JPN", "USA"), Kind.READOUT, Level.LEADERS)
    'JPN-USA, readout, leaders'
    """
    parts = ["-".join(sides), kind.value.replace("_", " ")]
    if level is not Level.NONE:
        parts.append(level.value)
    return ", ".join(part for part in parts if part)


def _merged(texts: Sequence[Text]) -> dict[_Key, list[Text]]:
    """Texts by what they have in common: first those of one pattern of file names, then the same
    headers.
    """
    patterns: defaultdict[tuple[str, str], list[Text]] = defaultdict(list)
    for text in texts:
        patterns[text.language, _words(text)].append(text)
    merged: defaultdict[_Key, list[Text]] = defaultdict(list)
    for (_, words), members in patterns.items():
        for key, some in _alike(members, bool(words)).items():
            merged[key if key.sides else key._replace(apart=words)] += some
    return _by_words({key: list(in_order(some)) for key, some in merged.items()})


def _by_words(clusters: dict[_Key, list[Text]]) -> dict[_Key, list[Text]]:
    """The same, those joined that repeat each other's passages, under the largest's key."""
    keys = list(clusters)
    patterns = [{_words(text) for text in clusters[key]} for key in keys]
    days = [{text.date for text in clusters[key]} for key in keys]

    def least(one: int, other: int) -> float | None:
        if keys[one].language != keys[other].language:
            return None
        alike = patterns[one] & patterns[other]
        # Counterparts of one day (a statement, its fact sheet) share passages and are no series.
        if not alike and (keys[one].kind is not keys[other].kind or days[one] & days[other]):
            return None
        sides = set(keys[one].sides), set(keys[other].sides)
        return BORROWED if sides[0] <= sides[1] or sides[1] <= sides[0] else 2 * BORROWED

    made: dict[_Key, list[Text]] = {}
    for numbers in joined([clusters[key] for key in keys], least):
        largest = max(numbers, key=lambda number: len(clusters[keys[number]]))
        made[keys[largest]] = [text for number in numbers for text in clusters[keys[number]]]
    return {key: list(in_order(some)) for key, some in made.items()}


def _alike(texts: Sequence[Text], telling: bool) -> dict[_Key, list[Text]]:
    """Texts of one file name pattern by header, where a stray reading joins those it does not
    contradict.

    One header in twenty is read wrongly, and would tear a series at that document. `telling`: the
    file names have words.
    """
    groups: defaultdict[_Key, list[Text]] = defaultdict(list)
    for text in texts:
        groups[_key(text)].append(text)
    made: dict[_Key, list[Text]] = {}
    for key in sorted(groups, key=lambda k: (-len(groups[k]), k)):
        few = telling or len(groups[key]) <= STRAY * len(texts)
        home = next((known for known in made if _compatible(key, known, few)), key)
        made.setdefault(home, []).extend(groups[key])
    return made


def _compatible(key: _Key, other: _Key, few: bool) -> bool:
    one, two = set(key.sides), set(other.sides)
    if not (one <= two or two <= one):
        return False
    kinds = key.kind is other.kind or Kind.OTHER in (key.kind, other.kind)
    levels = key.level is other.level or Level.NONE in (key.level, other.level)
    return few or (kinds and levels)


def _near(doc: Text, other: Text) -> bool:
    """Whether two texts could belong together, though kind or level differ."""
    if doc.language != other.language or other.header.series:
        return False
    sides = _sides(doc)
    return sides == _sides(other) or (not sides and doc.header.kind is other.header.kind)


def pattern(name: str) -> str:
    """What a file name says beside dates and language: the words its series has in common.

    >>> pattern("2032-08-06-oster.en.txt"), pattern("2032-08-06.txt")
    ('oster', '')
    """
    stem = _LANGUAGE.sub("", name.rpartition(".")[0] or name)
    return _NO_NAME.sub(" ", stem).strip().lower()


def _with(label: str, part: str) -> str:
    stem, _, language = label.rpartition(" (")
    return f"{stem}, {part} ({language}" if part else label


def _made(label: str, texts: Sequence[Text], named: bool) -> Series:
    undated = [text.name for text in texts if text.date is None]
    gaps: tuple[Gap, ...] = ()
    if undated:
        more = f" and {len(undated) - 5} more" if len(undated) > 5 else ""
        words = f"without a date, ordered by name after the others: {', '.join(undated[:5])}{more}"
        gaps = (Gap("series-undated", words),)
    return Series(label, tuple(texts), named, gaps)


def _places(texts: Sequence[Text]) -> list[tuple[str, Sequence[Text]]]:
    """The texts by place, by the words of their file names, or by their day of the year, if that
    parts ceremonies.
    """
    for tell in (_place, _words, _day):
        parts = _parted(texts, tell)
        if parts:
            return parts
    return [("", texts)]


def _parted(
    texts: Sequence[Text], tell: Callable[[Text], str]
) -> list[tuple[str, Sequence[Text]]] | None:
    groups: defaultdict[str, list[Text]] = defaultdict(list)
    for text in texts:
        groups[tell(text)].append(text)
    if len(groups) < 2 or "" in groups or min(map(len, groups.values())) < 2:
        return None
    years = [[(text.date or "")[:4] for text in group] for group in groups.values()]
    if any(len(set(each)) < len(each) or "" in each for each in years):
        return None
    every = set(years[0]).intersection(*years[1:])
    some = set(years[0]).union(*years[1:])
    return sorted(groups.items()) if len(every) >= TOGETHER * len(some) else None


def _place(text: Text) -> str:
    return text.header.event.place or ""


def _words(text: Text) -> str:
    return pattern(text.name)


def _day(text: Text) -> str:
    precise = text.date and dates.is_edtf(text.date) and dates.precision(text.date) == "day"
    return str(text.date)[5:10] if precise else ""
