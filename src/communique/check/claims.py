"""Whether claims of novelty, precedent and silence hold, as far as the documents at hand can say.

A claim comes from a document (`check_claims`) or is typed (`check_claim`). Its words become a
question (claims_question.py), the question a scope (claims_scope.py), and the documents of the
scope are searched by the index (claims_search.py). The answer is never a bare yes: it says which
documents it rests on, what comes near, and what is missing.

    with Archive.open("communique.db") as archive:
        answer = check_claim(Library(archive), "coercion is mentioned for the first time")
        print(answer.verdict, answer.why, [entry.date for entry in answer.missing])
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from communique.check.claims_answer import Answer
from communique.check.claims_documents import Documents
from communique.check.claims_figures import superlative
from communique.check.claims_question import Question, question
from communique.check.claims_scope import Correction, setting
from communique.check.claims_search import Search
from communique.check.claims_table import Group, Words, literal, named
from communique.check.claims_verdict import has_the_words, verdict
from communique.compare.library import Library
from communique.compare.texts import Text
from communique.errors import ClaimEmpty, InvalidField, UnknownLanguage
from communique.model.codes import LANGUAGES
from communique.model.documents import Passage
from communique.model.findings import Claim, ClaimType
from communique.model.quotes import Quote, Range
from communique.names import Names
from communique.read import scripts

NOTHING = Correction()

_MOST_FORMS, _LONGEST_FORM = 200, 400


def check_claim(
    library: Library,
    words: str,
    *,
    language: str | None = None,
    correction: Correction = NOTHING,
) -> Answer:
    """The answer to a claim that a person typed, in any of the languages.

    Raises `claim-empty` for a claim without a letter, `language-missing` for one in a language
    without data, `invalid-field` for a date or term that is none, and what finding a document by
    name raises.
    """
    text = " ".join(words.split())
    if not any(char.isalpha() for char in text):
        raise ClaimEmpty(f"{words[:40]!r} holds no word")
    tag = language or language_of(text)
    if tag not in LANGUAGES:
        raise UnknownLanguage(f"claims cannot be read in the language {tag!r}")
    asked = _corrected(question(text, tag, library.names), correction, library.names)
    return _answer(_documents(library), asked, correction)


def _documents(library: Library) -> Documents:
    """The documents of a library, listed once until the archive changes."""
    return library.kept("documents of claims", lambda: Documents(library))


def language_of(words: str) -> str:
    """The language of a claim, by its characters; Han characters that decide nothing are Chinese.

    >>> language_of("首相首次訪問"), language_of("初の訪問だ"), language_of("a first visit")
    ('zh-Hant', 'ja', 'en')
    """
    found = scripts.language(words[:2000])
    if found is not None:
        return found
    return "zh-Hant" if scripts.script(words[:2000]).han else "en"


def check_claims(
    library: Library,
    doc: Text,
    *,
    correction: Correction = NOTHING,
    only: Collection[str] | None = None,
    documents: Documents | None = None,
) -> tuple[Answer, ...]:
    """The answers to all claims of a document, or `only` to those of some ids, in its order. `doc`
    needs its passages; its findings are looked for if it has none. Who asks of many documents gives
    the same `documents`, which are then listed once."""
    text = library.with_findings(doc)
    documents = documents or _documents(library)
    return tuple(
        _answer_found(documents, text, finding, correction)
        for finding in text.findings
        if isinstance(finding, Claim) and (only is None or finding.id in only)
    )


def _answer_found(documents: Documents, text: Text, claim: Claim, correction: Correction) -> Answer:
    names = documents.library.names
    at = _passage_of(text, claim.quote)
    words = " ".join(" ".join(claim.quote.exact).split())
    passage = text.passages[at] if at is not None else None
    place = _place(passage, claim.quote) if passage else (0, len(words))
    language = text.language if text.language in LANGUAGES else "en"
    asked = question(
        passage.text[slice(*place)] if passage else words,
        language,
        names,
        type=claim.type,
        sentence=passage.text if passage else "",
        start=place[0],
    )
    if asked.back and not asked.terms and at:
        asked = _from_before(asked, text, at, names)
    asked = _corrected(asked, correction, names)
    answer = _answer(documents, asked, correction, text, passage)
    sentence = passage.text if passage else words
    return replace(answer, evidence=text.span(claim.quote), sentence=sentence)


def _answer(
    documents: Documents,
    asked: Question,
    correction: Correction,
    doc: Text | None = None,
    passage: Passage | None = None,
) -> Answer:
    library = documents.library
    place = setting(asked, documents, correction, doc)
    if asked.type is ClaimType.SUPERLATIVE and not correction.terms:
        return superlative(asked, place, library, doc=doc, passage=passage)
    search = Search(documents)
    unsure = doc is None and place.guessed and not place.single
    if unsure and not has_the_words(asked, place, search, library.names):
        place = setting(asked, documents, correction, open=True)
    return verdict(asked, place, search, library.names, doc=doc)


def _corrected(asked: Question, given: Correction, names: Names) -> Question:
    """The question with what a person set: then it asks for words, whatever it was before."""
    if given.type is not None and given.type is not asked.type:
        asks = {ClaimType.ALWAYS: "present", ClaimType.SUPERLATIVE: "largest"}
        asked = replace(asked, type=given.type, asks=asks.get(given.type, "absent"), sure=True)  # type: ignore[arg-type]
    if given.terms:
        terms = tuple(_typed(each, names) for each in given.terms)
        asked = replace(asked, terms=terms, world=False, graded=False, happens="")
    if given.issues:
        context = tuple(_typed(each, names) for each in given.issues if each.strip())
        used = {group.label for group in context}
        terms = tuple(group for group in asked.terms if group.label not in used)
        asked = replace(asked, context=context, terms=terms)
    return asked


def _typed(words: str, names: Names) -> Group:
    """A term as typed: alternatives parted by bars are taken as they are, one without a bar is
    looked up in the tables. Raises `invalid-field` for one without a letter or digit."""
    parts = [part for each in words.split("|") if (part := " ".join(each.split()))]
    if not any(any(char.isalnum() for char in part) for part in parts):
        raise InvalidField(
            f"{words[:60]!r} holds no word to look for",
            advice='Write words, or alternatives as --term "force|武力|力".',
        )
    if len(parts) > _MOST_FORMS or max(map(len, parts)) > _LONGEST_FORM:
        raise InvalidField(
            f"{words[:60]!r}… is too long for a term",
            advice=f"Give at most {_MOST_FORMS} alternatives of {_LONGEST_FORM} characters.",
        )
    if "|" not in words:
        found = named(parts[0], names)
        return found if found.id else literal(parts[0], names)
    return Group(parts[0], tuple(dict.fromkeys(Words(part, None, _alone(part)) for part in parts)))


def _alone(words: str) -> bool:
    """A single character of Chinese or Japanese is found only where it stands alone."""
    return len(words) == 1 and not words.isascii()


def _from_before(asked: Question, text: Text, at: int, names: Names) -> Question:
    """The question with the terms of the sentence to which it points back."""
    before = text.passages[at - 1]
    earlier = question(before.text, asked.language, names, type=asked.type)
    return replace(asked, terms=earlier.terms[:2], context=())


def _passage_of(text: Text, quote: Quote) -> int | None:
    """The number of the passage in which a quote begins."""
    for number, passage in enumerate(text.passages):
        if any(start <= quote.start < end for start, end in passage.quote.ranges):
            return number
    return None


def _place(passage: Passage, quote: Quote) -> Range:
    """Where a quote of a passage stands in its text, which leaves out line breaks and marks."""
    letters = [char for char in passage.text if not char.isspace()]
    head = _letters_before(passage.quote, quote.start)
    tail = _letters_before(passage.quote, quote.end)
    places = [at for at, char in enumerate(passage.text) if not char.isspace()]
    if not letters or head >= len(places):
        return 0, len(passage.text)
    return places[head], places[min(tail, len(places)) - 1] + 1


def _letters_before(words: Quote, end: int) -> int:
    count = 0
    for (start, stop), exact in zip(words.ranges, words.exact, strict=True):
        inside = exact if stop <= end else exact[: max(0, end - start)]
        count += sum(1 for char in inside if not char.isspace())
    return count
