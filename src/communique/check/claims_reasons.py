"""Why a verdict is what it is, in words: what stands against a claim or for it, what is missing,
why a hit is only near, and the gaps. Left out: the verdict itself (claims_verdict.py).

A reason is a code with what fills it; its words in the languages of readers stand in
claims_reasons.yaml.

    >>> in_words([reason("none-earlier", count=3), reason("missing", count=1, dates=("1992",))])
    'no earlier use in 3 documents; 1 document of the catalogue is not held: 1992'
    >>> in_words([reason("none-earlier", count=3)], "ja")
    '3文書に先例がない'
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import yaml

from communique.check.claims_question import LONGEST
from communique.check.claims_search import Place, searchable
from communique.check.claims_work import Work
from communique.check.held import Held
from communique.model.gaps import Gap


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason by its code, with what fills it: a `count` by which its number goes, `date` and
    `dates` (EDTF), `languages` (tags), `name`s of documents, and words.
    """

    code: str
    values: tuple[tuple[str, Any], ...] = ()


def reason(which: str, /, **values: Any) -> Reason:
    """The reason of a code."""
    return Reason(which, tuple(values.items()))


@cache
def table() -> Mapping[str, Mapping[str, Mapping[str, Any]]]:
    """The words of reasons, and of what keeps a near hit from counting."""
    path = resources.files("communique.check") / "claims_reasons.yaml"
    loaded: Mapping[str, Mapping[str, Mapping[str, Any]]] = yaml.safe_load(
        path.read_text(encoding="utf-8")
    )
    return loaded


def in_words(
    reasons: Iterable[Reason],
    language: str = "en",
    *,
    date: Callable[[str], str] = str,
    tag: Callable[[str], str] = str,
) -> str:
    """Reasons in a language; `date` and `tag` say dates and languages."""
    parts, joint = ("; ", ", ") if language == "en" else ("；", "、")
    made = []
    for each in reasons:
        values = dict(each.values)
        row = table()["reasons"][each.code][language]
        if isinstance(row, Mapping):
            row = row.get(values["count"], row["other"])
        if "date" in values:
            values["date"] = date(values["date"])
        for name, say in (("dates", date), ("languages", tag)):
            if name in values:
                values[name] = joint.join(map(say, values[name]))
        made.append(str(row).format(**values))
    return parts.join(made)


def said(why: str, language: str = "en") -> str:
    """Why a hit is only near, in words.

    >>> said("kind,issue:East China Sea")
    'another kind of document, on another issue (East China Sea)'
    """
    rows = table()["near"]
    reasons, _, on = why.partition(":")
    joint, shape = (", ", "{} ({})") if language == "en" else ("、", "{}（{}）")
    words = joint.join(
        rows[reason][language] if reason in rows else reason for reason in reasons.split(",")
    )
    return shape.format(words, on) if on else words


def rank(why: str) -> int:
    """The place of a reason among all, for sorting: what comes nearest first."""
    order = list(table()["near"])
    first = why.partition(",")[0].partition(":")[0]
    return order.index(first) if first in order else len(order)


def gaps_of(work: Work, unsearched: Sequence[Held]) -> list[Gap]:
    """What could not be done for a verdict, or is not held."""
    place, gaps = work.place, list(work.place.coverage.gaps)
    if not place.own and work.search.documents.empty:
        gaps.append(Gap("claim-empty-archive", "there are no documents to search"))
    elif not place.documents and not place.single:
        gaps.append(Gap("claim-no-documents", "no earlier document of the scope is held"))
    elif len(place.documents) == 1 and not place.single:
        gaps.append(
            Gap("claim-series-of-one", f"the scope holds one document, {place.documents[0].name}")
        )
    if place.about is None and (place.single or place.entry):
        which = f"of {place.entry.date}" if place.entry else "that the claim speaks of"
        gaps.append(Gap("claim-document-missing", f"the document {which} is not in the archive"))
    if place.guessed and (place.about or place.entry):
        name = place.about.name if place.about else f"the document of {place.about_date}"
        gaps.append(
            Gap("claim-about-guessed", f"it was taken to be about {name}; --about names another")
        )
    for group in work.terms:
        if group.guessed:
            words = f"no table knows “{group.label}”; it was looked for as it is written"
            gaps.append(Gap("claim-words-unknown", words))
    by_language: dict[str, list[Held]] = {}
    for one in unsearched:
        by_language.setdefault(", ".join(one.languages), []).append(one)
    for languages, held in by_language.items():
        more = f" and {len(held) - 1:,} more" if len(held) > 1 else ""
        words = f"no words are known in {languages} to search {held[0].name}{more}"
        gaps.append(Gap("claim-language", words))
    if len(work.asked.text) >= LONGEST:
        gaps.append(Gap("claim-cut", f"only the first {LONGEST:,} characters were read"))
    if not work.asked.sure:
        gaps.append(Gap("claim-type-guessed", "it was read as a claim of a first use; see --type"))
    return list(dict.fromkeys(gaps))


def stands_against(work: Work, places: Sequence[Place]) -> list[Reason]:
    """Where the words stand that contradict a claim."""
    first = places[0].text
    if work.place.single:
        return [reason("stands-there", name=first.name)]
    more = len({each.text.id for each in places}) - 1
    where = {"name": first.name, "date": str(first.date)}
    return [reason("stands-in-more", **where, count=more) if more else reason("stands", **where)]


def in_favour(work: Work) -> list[Reason]:
    """Why the words' absence supports a claim."""
    place = work.place
    if place.single and place.about:
        searched = tuple(tag for tag in place.about.languages if searchable(work.terms, tag))
        return [reason("not-there", name=place.about.name, languages=searched)]
    which = "none-vouched" if place.coverage.vouched else "none-catalogued"
    return [reason(which, count=len(place.documents))]


def left_open(work: Work, unsearched: Sequence[Held]) -> list[Reason]:
    """Why absence decides nothing."""
    place = work.place
    if place.single:
        if place.about is None:
            return lack(work, unsearched)
        return [reason("not-searched", languages=place.about.languages)]
    if not place.documents:
        return [reason("none-held"), *lack(work, unsearched)]
    return [reason("none-earlier", count=len(place.documents)), *lack(work, unsearched)]


def lack(work: Work, unsearched: Sequence[Held]) -> list[Reason]:
    """What is missing for a verdict."""
    place, parts = work.place, []
    missing = place.coverage.missing
    if place.single and place.about is None:
        dated = reason("about-missing-of", date=place.entry.date) if place.entry else None
        parts.append(dated or reason("about-missing"))
    elif missing:
        many = len(missing) > 4
        dates = tuple(entry.date for entry in missing[: -5 if many else None : -1])
        given = {"count": len(missing), "dates": dates}
        parts.append(
            reason("missing-more", **given, more=len(missing) - 4)
            if many
            else reason("missing", **given)
        )
    elif not place.coverage.whole:
        parts.append(reason("not-catalogued"))
    if unsearched:
        parts.append(reason("some-not-searched", count=len(unsearched)))
    return parts or [reason("nothing-missing")]
