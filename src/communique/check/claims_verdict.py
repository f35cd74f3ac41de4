"""From a question and its setting to a verdict, with every place that bears on it.

Words that stand are proof; words that do not are proof only where everything was there to be
searched, in a language for which words are known. A claim about the world (a first visit), or about
how much (never so strong), is not decided by words: what comes near it is shown. Left out: figures
(claims_figures.py).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from rapidfuzz import fuzz

from communique.archive.tokens import fold
from communique.check.claims_answer import Answer, Found, Rests, Verdict
from communique.check.claims_language import happening_forms, language_words
from communique.check.claims_question import Question
from communique.check.claims_reasons import (
    Reason,
    gaps_of,
    in_favour,
    in_words,
    lack,
    left_open,
    rank,
    reason,
    stands_against,
)
from communique.check.claims_scope import Setting, texts_of
from communique.check.claims_search import Place, Search
from communique.check.claims_table import Group, Words, mentions
from communique.check.claims_work import Work
from communique.check.held import Held
from communique.compare.texts import Text
from communique.model.codes import LANGUAGES, PassageType
from communique.model.findings import ClaimType
from communique.model.gaps import Gap
from communique.names import Names

MOST = 40
"""Hits that are listed of each sort; `Answer.more` counts what else was seen."""

_SUBJECTS = ("places", "issues")
_ANY = frozenset({"status-quo", "rule-of-law", "rules-based-order", "alliance", "trade"})
"""Issues that are the manner of another one, and not what a sentence is about."""

_SCANNED = 200
"""Passages looked at for each sort of near hits."""

_EACH = 2
"""Places of each document that bears out an "always"."""

_SAME_SENTENCE = 80
"""Percent of likeness from which a sentence is a quoted one in another version."""


def verdict(
    asked: Question, place: Setting, search: Search, names: Names, *, doc: Text | None = None
) -> Answer:
    """The answer to a question about words. `doc` is the text that makes the claim; it speaks for
    nothing itself, unless it is the document that the claim is about."""
    about = texts_of([place.about]) if place.about else ()
    own = frozenset(text.id for text in (*about, *([doc] if doc else ())))
    work = Work(asked, place, search, names, own)
    if not asked.terms:
        return _without_terms(work)
    if asked.world or asked.graded:
        return _of_the_world(work)
    if asked.sentence:
        return _of_sentence(work)
    return _present(work) if asked.asks == "present" else _absent(work)


def _absent(work: Work) -> Answer:
    """Words that no document of the scope should have."""
    place = work.place
    texts = texts_of(place.documents)
    hits = list(islice(_within(work, texts), _SCANNED))
    inside = [each for each in hits if each.in_context]
    earlier = [_found(each) for each in inside[:MOST]]
    near = [_near(work, each, "issue") for each in hits if not each.in_context][:MOST]
    near += _outside(work, texts)
    if not earlier:
        near += _parts(work, texts)
    stands = [] if place.single else _stands_in(work)
    unsearched = tuple(one for one in place.documents if not _can_search(work, one))
    gaps = [*gaps_of(work, unsearched), *_claimed_there(work, stands)]
    result: Verdict = "undecided"
    if earlier and place.open and _of_a_first(work, earlier):
        first = earlier[0].hit.span
        stands = [found for found in earlier if found.hit.span.date == first.date]
        why = [reason("earliest", name=first.name, date=str(first.date))]
        earlier, near = [], [*earlier[len(stands) :], *near]
        near = [found if found.why else replace(found, why="later") for found in near]
    elif earlier:
        result = "contradicted"
        why = stands_against(work, inside)
    elif spoken := _spoken_of(work):
        near = [*spoken, *near]
        words = " … ".join(spoken[0].hit.span.exact)
        why = [reason("other-words", words=words)]
    elif work.asked.phrase:
        why = [reason("phrase-unknown", words=work.asked.phrase)]
    elif place.documents and (place.single or place.coverage.whole) and not unsearched:
        result, why = "supported", in_favour(work)
    elif not place.documents and place.coverage.whole and not place.single:
        result, why = "supported", [reason("none-known")]
    else:
        why = left_open(work, unsearched)
    return _answer(work, result, why, earlier, near, gaps, stands=stands, unsearched=unsearched)


def _of_a_first(work: Work, earlier: Sequence[Found]) -> bool:
    """Whether words that stand may be the use that is claimed, where it is not known which."""
    asked = work.asked
    if asked.only and len({found.hit.span.date for found in earlier}) > 1:
        return False
    return not asked.ever and asked.type is not ClaimType.OMISSION


def _present(work: Work) -> Answer:
    """Words that every document of the scope should have; words of the same issue count for it."""
    place = work.place
    texts = texts_of(place.documents)
    groups = [_widened(group, work.names) for group in work.terms]
    hits = [
        each
        for each in work.search.places(
            groups, context=work.context, documents={text.id for text in texts}
        )
        if each.in_context
    ]
    having = {each.text.id for each in hits}
    lacking: list[Held] = []
    unsearched: list[Held] = []
    for one in place.documents:
        if not one.ids & having:
            (lacking if _can_search(work, one) else unsearched).append(one)
    gaps = gaps_of(work, unsearched)
    total = len(place.documents)
    near = _related_in(work, lacking)
    silent = {found.hit.span.document for found in near}
    if lacking and all(one.ids & silent for one in lacking):
        result: Verdict = "undecided"
        why = [reason("some-otherwise", some=len(lacking), count=total, dates=_dates(lacking))]
    elif lacking:
        result = "contradicted"
        which = "one-without" if len(lacking) == 1 else "some-without"
        why = [reason(which, some=len(lacking), count=total, dates=_dates(lacking))]
    elif total > 0 and place.coverage.whole and not unsearched:
        result, why = "supported", [reason("all-have", count=total)]
    else:
        result = "undecided"
        having_it = reason("all-held-have", count=total - len(unsearched))
        why = [having_it, *lack(work, unsearched)]
    first = _few_a_document(hits)
    return _answer(
        work,
        result,
        why,
        [_found(each) for each in first],
        near,
        gaps,
        lacking=lacking,
        unsearched=tuple(unsearched),
        stands=_stands_in(work) if work.asked.type.value == "first" else (),
    )


def _dates(documents: Sequence[Held]) -> tuple[str, ...]:
    """The dates of the first few."""
    return tuple(one.date or "undated" for one in documents[:4])


def _related_in(work: Work, documents: Sequence[Held]) -> list[Found]:
    """Where documents that lack a term have other words of its issue."""
    groups = [Group(g.label, (*g.words, *g.related)) for g in work.terms]
    if not documents or not any(group.related for group in work.terms):
        return []
    inside = {text.id for text in texts_of(documents)}
    found = work.search.places(groups, context=work.context, documents=inside)
    return [_near(work, each, "related") for each in islice(found, _SCANNED) if each.in_context]


def _of_sentence(work: Work) -> Answer:
    """A sentence that is quoted whole: found as it is, or as its versions have it elsewhere."""
    place, [term] = work.place, work.terms
    texts = texts_of(place.documents)
    inside = {text.id for text in texts}
    exact = list(islice(work.search.places([term]), _SCANNED))
    models = _models(work, exact)
    parts = _table_groups(work, term)
    alike: list[Found] = []
    against = [each for each in exact if each.text.id in inside]
    for each in islice(work.search.places(parts, documents=inside), _SCANNED) if parts else ():
        if any(each.text.id == other.text.id for other in against):
            continue
        same = [fold(m.text) for m in models if m.language == each.text.language]
        likeness = max((fuzz.ratio(m, fold(each.passage.text)) for m in same), default=0.0)
        if likeness >= _SAME_SENTENCE:
            against.append(each)
        else:
            alike.append(_near(work, each, "wording"))
    near = [
        _near(work, each, _why_outside(work, each))
        for each in (model.place for model in models)
        if each.text.id not in inside and each.text.id not in work.own
    ]
    near += alike
    known = {m.language.partition("-")[0] for m in models} | {term_language(work)}
    unsearched = tuple(
        one
        for one in place.documents
        if not any(language.partition("-")[0] in known for language in one.languages)
    )
    stands = [_found(each) for each in exact if place.about and each.text.id in place.about.ids]
    gaps = gaps_of(work, unsearched)
    if against:
        against.sort(key=lambda each: each.text.order)
        earlier = [_found(each) for each in against]
        return _answer(work, "contradicted", stands_against(work, against), earlier, near, gaps)
    if place.documents and (place.single or place.coverage.whole) and not unsearched:
        result: Verdict = "supported"
        why = in_favour(work)
    else:
        result, why = "undecided", left_open(work, unsearched)
    return _answer(work, result, why, [], near, gaps, stands=stands, unsearched=unsearched)


def _of_the_world(work: Work) -> Answer:
    """A claim about what happened, or about how much: documents can show what comes near it."""
    place, asked = work.place, work.asked
    texts = texts_of(place.documents)
    inside = {text.id for text in texts}
    groups = [group for group in work.terms if not _long(group)]
    near: list[Found] = []
    why = "degree" if asked.graded else "event"
    for each in islice(work.search.places(groups, documents=inside), _SCANNED):
        if not asked.graded or language_words(_tag(each)).graded.search(each.passage.text):
            near.append(_near(work, each, why))
    if asked.happens and not asked.graded:
        family = Group(
            asked.happens, tuple(Words(w, tag) for w, tag in happening_forms(asked.happens))
        )
        seen = {_key(found) for found in near}
        for each in islice(work.search.places([family], documents=inside), _SCANNED):
            if each.passage.id not in seen:
                near.append(_near(work, each, "event"))
    told = [reason("degree" if asked.graded else "event")]
    code = "claim-degree" if asked.graded else "claim-event"
    gaps = [*gaps_of(work, ()), Gap(code, in_words(told))]
    return _answer(work, "undecided", told, [], near, gaps)


def _without_terms(work: Work) -> Answer:
    asked = work.asked
    if asked.world or asked.graded:
        return _of_the_world(work)
    gap = Gap("claim-no-terms", "no words to look for were understood; name them with --term")
    why = [reason("no-terms"), *lack(work, ())]
    return _answer(work, "undecided", why, [], [], [gap, *gaps_of(work, ())])


def _spoken_of(work: Work) -> list[Found]:
    """Where a document that is said to be silent on an issue has other words on it."""
    if not work.place.single or work.place.about is None or work.context:
        return []
    issues = work.names.issues
    groups = [Group(g.label, g.related) for g in work.terms if g.id in issues and g.related]
    return [
        _near(work, each, "related")
        for group in groups
        for each in islice(work.search.places([group], documents=work.place.about.ids), MOST)
    ]


def _within(work: Work, texts: Sequence[Text]) -> Iterator[Place]:
    return work.search.places(
        work.terms, context=work.context, documents={text.id for text in texts}
    )


def _outside(work: Work, texts: Sequence[Text]) -> list[Found]:
    """All terms together in documents that are not within the scope, the latest first."""
    found = work.search.places(
        work.terms,
        context=work.context,
        excluding={text.id for text in texts} | work.own,
        until=work.place.about_date or work.place.scope.until or work.place.scope.before,
        latest_first=True,
    )
    near = [_near(work, each, _why_outside(work, each)) for each in islice(found, MOST)]
    return sorted(near, key=lambda each: (each.why.count(","), rank(each.why)))


def _why_outside(work: Work, each: Place) -> str:
    """The reasons, in order, for which a place does not count."""
    scope = work.place.scope
    reasons = [scope.outside(each.text) or "period"]
    if work.place.single:
        reasons = ["other" if reason == "period" else reason for reason in reasons]
    if reasons == ["kind"] and scope.within(kinds=()).outside(each.text):
        reasons.append(str(scope.within(kinds=()).outside(each.text)))
    if not each.in_context:
        reasons.append("issue")
    return ",".join(dict.fromkeys(reasons))


def _parts(work: Work, texts: Sequence[Text]) -> list[Found]:
    """Some of the terms, or words of the same issue, in the scope and just before it."""
    place = work.place
    wide = place.scope.within(levels=(), since=None, after=None, until=None, before=None, last=None)
    before = {
        text.id
        for text in place.own
        if not wide.outside(text)
        and text.id not in work.own
        and (text.date or "") <= (place.about_date or "9999")
    } | {text.id for text in texts}
    near: list[Found] = []
    seen: set[str] = set()
    groups = [*work.terms, *(work.context if len(work.terms) == 1 else ())]
    for group in groups if len(groups) > 1 else ():
        for each in islice(work.search.places([group], documents=before, latest_first=True), MOST):
            if each.passage.id not in seen:
                seen.add(each.passage.id)
                near.append(_near(work, each, "part"))
    if not work.context and len(work.terms) == 1 and work.terms[0].related:
        group = Group(work.terms[0].label, work.terms[0].related)
        for each in islice(work.search.places([group], documents=before, latest_first=True), MOST):
            near.append(_near(work, each, "related"))
    return near


def _models(work: Work, exact: Sequence[Place]) -> list[_Model]:
    """A quoted sentence as its documents' other versions have it: the passages of the same day and
    kind with the same things of the tables."""
    models = [_Model(each) for each in exact]
    parts = _table_groups(work, work.terms[0])
    if not parts:
        return models
    versions = {
        text.id
        for each in exact
        if each.text.date
        for text in work.search.documents.of_day(each.text.date)
        if text.header.kind is each.text.header.kind and text.language != each.text.language
    }
    for each in islice(work.search.places(parts, documents=versions), _SCANNED):
        models.append(_Model(each))
    return models


@dataclass(frozen=True, slots=True)
class _Model:
    """A sentence as a version has it."""

    place: Place

    @property
    def language(self) -> str:
        return self.place.text.language

    @property
    def text(self) -> str:
        return self.place.passage.text


def _table_groups(work: Work, term: Group) -> list[Group]:
    found = [m.group for m in mentions(term.label, work.asked.language, work.names)]
    return list(dict.fromkeys(found))


def term_language(work: Work) -> str:
    """The language of a claim without its script."""
    return work.asked.language.partition("-")[0]


def has_the_words(asked: Question, place: Setting, search: Search, names: Names) -> bool:
    """Whether the document that a claim was taken to be about has its words at all."""
    return bool(_stands_in(Work(asked, place, search, names, frozenset())))


def _stands_in(work: Work) -> list[Found]:
    """Where the document that the claim is about has the words itself."""
    if work.place.about is None:
        return []
    found = work.search.places(work.terms, context=work.context, documents=work.place.about.ids)
    return [_found(each) for each in islice(found, 8) if each.in_context]


def _claimed_there(work: Work, stands: Sequence[Found]) -> list[Gap]:
    about = work.place.about
    if work.place.single or about is None or stands or not _can_search(work, about):
        return []
    if work.asked.type.value not in ("first", "unprecedented"):
        return []
    words = f"{about.name} itself, which it seems to be about, does not have the words searched"
    return [Gap("claim-not-there", words)]


def _can_search(work: Work, one: Held) -> bool:
    return any(work.can_search(language) for language in one.languages)


def _widened(group: Group, names: Names) -> Group:
    """An issue or a place with all words on it; any other term as it is."""
    if group.place or group.id in names.issues:
        return Group(group.label, (*group.words, *group.related))
    return group


def _long(group: Group) -> bool:
    return len(group.label.split()) > 3


def _few_a_document(hits: Sequence[Place]) -> list[Place]:
    """Two places of each text, sentences before headings."""
    ordered = sorted(hits, key=lambda each: each.passage.type is PassageType.HEADING)
    counts: Counter[str] = Counter()
    kept = []
    for each in ordered:
        counts[each.text.id] += 1
        if counts[each.text.id] <= _EACH:
            kept.append(each)
    return sorted(kept, key=lambda each: (each.text.order, each.passage.quote.start))


def _found(each: Place) -> Found:
    return Found(each.hit(), each.passage)


def _near(work: Work, each: Place, why: str) -> Found:
    if why == "issue" or why.endswith(",issue"):
        others = mentions(each.passage.text, _tag(each), work.names)
        wanted = {group.label for group in work.context}
        on = [
            m.group.label for m in others if m.group.table in _SUBJECTS and m.group.id not in _ANY
        ]
        on = [label for label in dict.fromkeys(on) if label not in wanted]
        why += f":{', '.join(on[:2])}" if on else ""
    return Found(each.hit(), each.passage, why)


def _key(found: Found) -> str:
    """What tells places apart: the passage."""
    return found.passage.id if found.passage else str(found.hit.span.ranges)


def _heading(found: Found) -> bool:
    """Headings come behind sentences."""
    return found.passage is not None and found.passage.type is PassageType.HEADING


def _tag(each: Place) -> str:
    return each.text.language if each.text.language in LANGUAGES else "en"


def _answer(
    work: Work,
    result: Verdict,
    why: Sequence[Reason],
    earlier: Sequence[Found],
    near: Sequence[Found],
    gaps: Sequence[Gap],
    *,
    stands: Sequence[Found] = (),
    lacking: Sequence[Held] = (),
    unsearched: tuple[Held, ...] = (),
) -> Answer:
    place = work.place
    seen: dict[str, Found] = {}
    for found in near:
        seen.setdefault(_key(found), found)
    kept = tuple(sorted(seen.values(), key=_heading))
    return Answer(
        work.asked,
        place.scope,
        result,
        tuple(why),
        tuple(earlier[:MOST]),
        kept[:MOST],
        Rests.on(place.documents),
        place.coverage,
        tuple(gaps),
        about=place.about,
        entry=place.entry,
        stands_in=tuple(stands),
        lacking=tuple(lacking),
        unsearched=unsearched,
        more=max(0, len(earlier) - MOST) + max(0, len(kept) - MOST),
    )
