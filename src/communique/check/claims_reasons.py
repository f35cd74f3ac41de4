"""Why a verdict is what it is, in words: what stands against a claim or for it, what is missing,
why a hit is only near, and the gaps. Left out: the verdict itself (claims_verdict.py).
"""

from __future__ import annotations

from collections.abc import Sequence

from communique.check.claims_question import LONGEST
from communique.check.claims_search import Place, searchable
from communique.check.claims_work import Work
from communique.check.held import Held
from communique.model.gaps import Gap

WHY = {
    "kind": "another kind of document",
    "level": "of another level",
    "parties": "of other parties",
    "period": "outside the period",
    "other": "another document",
    "issue": "on another issue",
    "part": "some of the words",
    "related": "a related term",
    "wording": "in other words",
    "event": "may be an earlier one",
    "degree": "says how much, too",
    "later": "a later use",
    "smaller": "a smaller figure",
    "larger": "a larger figure",
}
"""What keeps a near hit from counting, by its short name."""


def said(why: str) -> str:
    """Why a hit is only near, in words.

    >>> said("kind,issue:East China Sea")
    'another kind of document, on another issue (East China Sea)'
    """
    reasons, _, on = why.partition(":")
    words = ", ".join(WHY.get(reason, reason) for reason in reasons.split(","))
    return f"{words} ({on})" if on else words


def rank(why: str) -> int:
    """The place of a reason among all, for sorting: what comes nearest first."""
    order = list(WHY)
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


def stands_against(work: Work, places: Sequence[Place]) -> str:
    """Where the words stand that contradict a claim."""
    first = places[0].text
    if work.place.single:
        return f"it stands in {first.name}"
    count = len({each.text.id for each in places})
    return f"it stands in {first.name} of {first.date}" + (
        f" and {count - 1} more text{'s' if count > 2 else ''} of the scope" if count > 1 else ""
    )


def in_favour(work: Work) -> str:
    """Why the words' absence supports a claim."""
    place = work.place
    if place.single and place.about:
        searched = [tag for tag in place.about.languages if searchable(work.terms, tag)]
        return f"{place.about.name} does not have it, in {', '.join(searched)}"
    who = "a person vouches" if place.coverage.vouched else "the catalogue says"
    number = counted(len(place.documents))
    return f"no earlier use in {number}, and {who} that these are all there are"


def left_open(work: Work, unsearched: Sequence[Held]) -> str:
    """Why absence decides nothing."""
    place = work.place
    if place.single:
        if place.about is None:
            return lack(work, unsearched)
        return f"the words could not be searched in {', '.join(place.about.languages)}"
    if not place.documents:
        return f"no document of the scope is held; {lack(work, unsearched)}"
    return f"no earlier use in {counted(len(place.documents))}; {lack(work, unsearched)}"


def lack(work: Work, unsearched: Sequence[Held]) -> str:
    """What is missing for a verdict."""
    place, parts = work.place, []
    missing = place.coverage.missing
    if place.single and place.about is None:
        which = f" of {place.entry.date}" if place.entry else ""
        parts.append(f"the document{which} that it speaks of is not in the archive")
    elif missing:
        some = ", ".join(entry.date for entry in missing[: -5 if len(missing) > 4 else None : -1])
        more = f" and {len(missing) - 4} more" if len(missing) > 4 else ""
        are = "is" if len(missing) == 1 else "are"
        parts.append(f"{counted(len(missing))} of the catalogue {are} not held: {some}{more}")
    elif not place.coverage.whole:
        parts.append("no catalogue says that these are all there are")
    if unsearched:
        parts.append(f"{counted(len(unsearched))} could not be searched")
    return "; ".join(parts) or "nothing of the scope is missing"


def whole(number: int) -> str:
    """All of so many documents, in words."""
    return {0: "none", 1: "the one document", 2: "both documents"}.get(
        number, f"all {number} documents"
    )


def counted(number: int) -> str:
    """So many documents, in words."""
    return f"{number} document{'' if number == 1 else 's'}"
