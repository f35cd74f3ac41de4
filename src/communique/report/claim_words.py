"""Answers to claims in a reader's language: why, within what scope, resting on what.

Every reason has its words in all languages (check/claims_reasons.yaml); names, dates, kinds and
levels are those of the brief. Left out: the quotes, which stand as they are.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from communique.check.claims_answer import Answer
from communique.check.claims_reasons import Reason, in_words, said
from communique.report.brief.phrases import Phrases


class Term(NamedTuple):
    """Words that were asked for: the label of them all, and the other forms."""

    label: str
    others: tuple[str, ...]


def why(reasons: Iterable[Reason], phrases: Phrases) -> str:
    """Why a verdict is what it is."""
    if phrases.language == "en":
        return in_words(reasons)

    def date(edtf: str) -> str:
        return phrases.say("no_date") if edtf in ("undated", "None") else phrases.date(edtf)

    def tag(language: str) -> str:
        return phrases.code("languages", language)

    return in_words(reasons, phrases.language, date=date, tag=tag)


def why_near(reason: str, phrases: Phrases) -> str:
    """Why a hit is only near; issues, which reasons name in English, as the reader calls them."""
    why, colon, on = reason.partition(":")
    labels = {row.label("en"): row for row in phrases.names.issues.values()}
    named = (
        labels[each].label(phrases.language) if each in labels else each for each in on.split(", ")
    )
    return said(f"{why}{colon}{phrases.joint.join(named)}", phrases.language)


def terms(answer: Answer) -> tuple[Term, ...]:
    """The words that were asked for, as understood."""
    return tuple(
        Term(group.label, tuple(each for each in group.texts() if each != group.label))
        for group in answer.question.terms
    )


def query(answer: Answer) -> dict[str, Any]:
    """What asks the same again, by the names of `check claim`'s options; the sentence is `text`.

    All words of a term are named, so that the tables add no others when it is asked again.
    """
    _, _, _, text, *options = answer.arguments
    made: dict[str, Any] = {"text": text}
    for name, value in zip(options[::2], options[1::2], strict=True):
        made.setdefault(name.removeprefix("--"), []).append(value)
    return made
