"""English promises: what the verbs of a sentence commit their subjects to.

Recognised: future and promise frames of actors, of bodies and things that are due ("the first
tranche will be paid"), promises reported by verbs of saying. Left out: forecasts, copulas
("will be the first"), negations, hopes, what outsiders say.

    "They agreed that Kenya will host the talks." -> KEN, pledge, quoted from "They"
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from communique.find.actors import actors_at, cast_of, issuers
from communique.find.cues_en import cues
from communique.find.sentences_en import Clause, Sentence
from communique.find.sightings import CommitmentSighting
from communique.find.verb_phrases_en import force_at, parts, verb_at
from communique.model.codes import Kind
from communique.model.findings import Force, Stance

_ABSOLUTE = re.compile(r",? (?:the|its|their|with|an?) [^,;.]{3,60}? (?:having|being) [a-z]+ ")
_SAID = re.compile(
    r", (?:he|she|they|it|[Tt]he [a-z]+|(?:(?:Mr|Mrs|Ms|Dr)\.? )?[A-Z][\w’'-]+) "
    r"(?:said|says|added|adds|announced|noted|pledged|promised|indicated|explained|told [a-z]+|"
    r"confirmed|declared|stated|vowed),"
)
_BY = re.compile(r" by (?:the )?(?:Governments? of (?:the )?)?(?=[A-Z])")
_BE_DONE = re.compile(r"\bbe (?:[a-z]+ly )?[a-z]+(?:ed|ne|en|id|ld|lt|nt|de|ght|un|et)\b")
_OFFICIAL = re.compile(
    r"\b(?:authorities|officials|officers|services|agencies|experts|engineers|departments|"
    r"ministries|chiefs|commanders|governors|police|armed forces|staffs|delegations|governments)"
    r"(?: (?:concerned|involved|responsible|of (?:both|the two) [a-z]+))?$",
    re.IGNORECASE,
)
_WITHIN = re.compile(r"\bwithin [a-z0-9-]+ (?:days|weeks|months|years)\b")
_AGREED = re.compile(r"agree|decide|resolve|arrange|settle|concurred|determined|stipulate")
_RECITAL = re.compile(
    r"\b(?:[Nn]oting|[Rr]ecalling|[Rr]ecogni[sz]ing|[Aa]cknowledging|[Cc]onsidering|[Aa]ware|[Mm]indful|"
    r"[Oo]bserving|[Bb]elieving|[Cc]onvinced|[Gg]iven) (?:[a-z ]{1,14} )?that $"
)
_OPEN = ("what", "how", "why", "if", "whether", "unless")
_IF = re.compile(r"(?:if|unless|whether|provided)\b", re.IGNORECASE)
_NO = re.compile(r"(?:No|Neither|None|Nobody|Nothing)\b")
_NEITHER = re.compile(
    r"(?:[Nn]either|[Nn]o) (?:of the )?(?:(?:(?:[Hh]igh )?[Cc]ontracting )?[Pp]art(?:y|ies)|"
    r"[Gg]overnments?|[Ss]ides?|[Cc]ountr(?:y|ies)|[Ss]tates?)\b"
)
_BEEN = frozenset(("was", "were", "has", "have", "is", "are"))
_OFFERED = re.compile(
    r"(?:was|were|has been|have been|is|are) (?:also |further )?"
    r"(?:offered|pledged|promised|earmarked|set aside)\b"
)
_OFFICER = re.compile(
    r"\b(?:[Cc]hair(?:man|woman|person)?|[Pp]residency|[Ss]ecretariat|[Ss]ecretary-General|"
    r"[Dd]irector-General|[Ee]xecutive (?:[Dd]irector|[Ss]ecretary)|[Ss]enior [Oo]fficials|"
    r"[Ee]xperts)$"
)
_SHORTEST = 4
_LIKELY = re.compile(
    r"\b(?:likely|possible|doubtful|probable|conceivable|certain|inevitable) that $"
)
_EXISTS = re.compile(r"be (?:an?|further|more|regular|annual|new|joint|no) ")
_POINTING = re.compile(r"(?:this|these|that|those|there|which|what)$", re.IGNORECASE)


def promises(sentence: Sentence, index: int) -> Iterator[CommitmentSighting]:
    """The promises that a verb makes: none, one, or one for each of its coordinated verbs."""
    clause = sentence.clauses[index]
    hit, text = clause.hit, sentence.scan.text
    if clause.kind == "negative" and hit.word == "shall" and not clause.rank:
        yield from _forgone(sentence, clause, index)
    if clause.kind == "thing" and hit.word in _BEEN and _OFFERED.match(text, hit.start):
        yield from _offered(sentence, clause, index)
    if clause.subject.negated or clause.kind in ("negative", "none", "outsider"):
        return
    near = max(sentence.low, clause.start - 40)
    if _RECITAL.search(text, near, clause.start) or _LIKELY.search(text, near, clause.start):
        return
    if clause.kind == "thing" and _NO.match(text, sentence.low) and not clause.subject.link:
        return
    if clause.subject.link in _OPEN or _IF.match(text, clause.start):
        return
    start, actors, confidence = clause.start, clause.actors, 0.85
    outer = sentence.clauses[clause.outer] if clause.outer is not None else None
    if outer is not None and not _promising(outer):
        return
    told = sentence.reported if outer is None else outer.hit.says
    told = told or bool(hit.would and _SAID.search(text, clause.start, hit.start))
    if hit.future or (hit.would and told):
        verb = hit.start if hit.word == "be" else verb_at(text, hit.end)
        if not _future(sentence, clause, outer, verb):
            return
        if clause.kind in ("thing", "body"):
            actors = _doer(sentence, clause, outer)
            confidence = 0.65
        if outer is not None and outer.hit.says and _first_of(sentence, clause.outer, index):
            start = outer.start
        for made in _split(
            sentence, clause, index, start, verb, Force.PLEDGE, actors, "future", confidence
        ):
            # "In 2017 Abe pledged that": the day of the speech is no deadline.
            yield replace(made, scope=(clause.start, made.end)) if start < clause.start else made
    elif hit.word == "should" and _laid_down(sentence, clause, outer):
        verb = verb_at(text, hit.end)
        actors = actors if clause.kind == "actor" else _doer(sentence, clause, outer)
        yield from _split(
            sentence, clause, index, start, verb, Force.PLEDGE, actors, "agreed-should", 0.65
        )
    elif hit.promise and hit.promise.rule == "scheduled" and clause.kind == "thing":
        verb = verb_at(text, hit.end)
        if cues().scheduled.match(text, verb):
            actors = _doer(sentence, clause, outer)
            yield from _split(
                sentence, clause, index, start, verb, Force.INTENTION, actors, "scheduled", 0.6
            )
    elif (
        hit.promise and hit.promise.force
        and (clause.kind in ("actor", "body") or hit.promise.rule == "asked")
    ):  # fmt: skip
        if (
            hit.attitude
            and hit.attitude.stance is Stance.URGE
            and "object" not in hit.promise.flags
        ):
            return
        if clause.subject.relative:
            return
        if hit.promise.rule == "asked" and not own_body(clause):
            return
        if hit.promise.rule == "asked":
            actors = cast_of(sentence.scan.context).parties
        noun = "object" in hit.promise.flags and hit.promise.rule != "tasked"
        verb = hit.end if noun else verb_at(text, hit.end)
        yield from _split(
            sentence, clause, index, start, verb, hit.promise.force, actors, hit.promise.rule, 0.8
        )


def own_body(clause: Clause) -> bool:
    """Whether a subject is a body or officer of those whose text it is: the Secretariat."""
    return clause.kind == "body" or bool(_OFFICER.search(clause.subject.words))


def _forgone(sentence: Sentence, clause: Clause, index: int) -> Iterator[CommitmentSighting]:
    """What none of the parties will do: "Neither Government shall charge a fee"."""
    parties = cast_of(sentence.scan.context).parties
    if parties and _NEITHER.match(sentence.scan.text, clause.start):
        verb = verb_at(sentence.scan.text, clause.hit.end)
        yield from _split(
            sentence, clause, index, clause.start, verb, Force.PLEDGE, parties, "forgone", 0.7
        )


def _offered(sentence: Sentence, clause: Clause, index: int) -> Iterator[CommitmentSighting]:
    """A thing that was offered or pledged: "A credit of 5 million dollars was pledged"."""
    header = sentence.scan.context.doc.header
    own = issuers(sentence.scan.context) if header.kind is Kind.FACT_SHEET else ()
    actors = _agent(sentence, clause) or own or sentence.memory.near or sentence.memory.single
    if not actors or clause.subject.relative or clause.rank:
        return
    yield CommitmentSighting(
        scan=sentence.scan, start=clause.start, end=sentence.until(index), actors=actors,
        force=Force.PLEDGE, rule="passive-offer", confidence=0.6,
        action=(clause.start, sentence.until(index)),
    )  # fmt: skip


def _first_of(sentence: Sentence, outer: int | None, index: int) -> bool:
    return not any(
        c.outer == outer and (c.hit.future or c.hit.would or c.hit.attitude or c.hit.promise)
        for c in sentence.clauses[:index]
    )


def _promising(outer: Clause) -> bool:
    """Whether the verb over a clause lets it be a promise: agreed that, but not hoped that."""
    hit = outer.hit
    if hit.doubts or outer.subject.negated or outer.kind in ("outsider", "negative"):
        return False
    if hit.attitude and hit.attitude.stance in (Stance.HOPE, Stance.URGE, Stance.CONCERN):
        return False
    return not (hit.says and outer.kind == "thing" and outer.subject.words)


def _future(sentence: Sentence, clause: Clause, outer: Clause | None, verb: int) -> bool:
    """Whether a verb after "will" promises something."""
    words, text = cues(), sentence.scan.text
    if clause.subject.words.lower() == "there":  # "agreed that there will be a review"
        return outer is not None and bool(outer.actors) and bool(_EXISTS.match(text, verb))
    if words.not_promised.match(text, verb):
        return False
    if outer is not None and outer.actors and outer.hit.says and clause.kind == "thing":
        official = _OFFICIAL.search(clause.subject.words)  # "that the authorities concerned would"
        if official:
            return True
    if clause.kind in ("thing", "body"):
        if _POINTING.match(clause.subject.words):
            return False
        if clause.subject.relative and not _due(sentence, clause):
            return False
        if clause.kind == "thing" and outer is not None and words.weighing.match(outer.hit.word):
            return False
        if clause.kind == "body" and words.staffed.search(clause.subject.words):
            return True
        return bool(words.scheduled.match(text, verb))
    return bool(clause.actors)


def _laid_down(sentence: Sentence, clause: Clause, outer: Clause | None) -> bool:
    """Whether "should" tells what was agreed: "agreed that a committee should be set up"."""
    agreed = sentence.reported if outer is None else bool(_AGREED.match(outer.hit.word))
    if not agreed or clause.subject.relative:
        return False
    verb = verb_at(sentence.scan.text, clause.hit.end)
    return bool(cues().laid_down.match(sentence.scan.text, verb))


def _due(sentence: Sentence, clause: Clause) -> bool:
    """Whether a relative clause promises: it names a date, or binds ("which shall")."""
    if clause.hit.word == "shall" or _WITHIN.search(
        sentence.scan.text, clause.hit.end, sentence.end
    ):
        return True
    return any(d.start > clause.hit.start for d in sentence.scan.dates)


def _doer(sentence: Sentence, clause: Clause, outer: Clause | None) -> tuple[str, ...]:
    """Who promises where a thing is the subject: the agent, the speaker, or the sentence's."""
    parties = cast_of(sentence.scan.context).parties
    if agent := _agent(sentence, clause):
        return agent
    words = clause.subject.words
    made = outer is not None and outer.actors and not cues().staffed.search(words)
    made = made or bool(outer and len(outer.actors) == 1 and words.startswith(("a ", "an ")))
    if clause.kind == "body" and clause.actors and not made:
        return clause.actors
    if outer is not None and outer.actors:
        return outer.actors
    if clause.subject.relative and len(both := _antecedents(sentence, clause.start)) > 1:
        return both
    if clause.subject.relative and (main := [c for c in sentence.clauses if c.kind == "actor"]):
        return main[0].actors
    if sentence.turn.state:
        return (sentence.turn.state,)
    paid = cues().paid.search(clause.subject.words)
    if paid and sentence.scan.context.doc.header.kind is Kind.TREATY and sentence.memory.last:
        return sentence.memory.last  # whose grant the article was about
    return (sentence.memory.near if paid else ()) or parties


def _agent(sentence: Sentence, clause: Clause) -> tuple[str, ...]:
    """By whom a thing will be done: "will be borne by the United States"."""
    text, index = sentence.scan.text, sentence.clauses.index(clause)
    by = _BY.search(text, clause.hit.end, min(sentence.until(index), clause.hit.end + 90))
    if by is None or _BE_DONE.search(text, clause.hit.start, by.start()) is None:
        return ()
    named = [m for m in sentence.scan.mentions if m.start == by.end() and m.kind != "place"]
    return actors_at(sentence.scan, named[0].start, named[0].end) if named else ()


def _antecedents(sentence: Sentence, at: int) -> tuple[str, ...]:
    """The states in the phrase before "which": of the Chile-Peru commission, which will meet."""
    named = [m for m in sentence.scan.mentions if at - 70 <= m.start and m.end <= at]
    return tuple(dict.fromkeys(m.id for m in named if m.kind == "state"))


def _split(
    sentence: Sentence, clause: Clause, index: int, start: int, verb: int, force: Force,
    actors: tuple[str, ...], rule: str, confidence: float,
) -> Iterator[CommitmentSighting]:  # fmt: skip
    text, end = sentence.scan.text, sentence.until(index)
    if absolute := _ABSOLUTE.search(text, verb, end):
        end = absolute.start()
    infinitive = text[max(0, verb - 3) : verb] == "to "
    if cues().vague.match(text, verb):
        return
    for a, b, at in parts(text, start, verb, end, infinitive):
        if b - at < _SHORTEST:
            continue  # "It is unlikely that it will."
        yield CommitmentSighting(
            scan=sentence.scan, start=a, end=b, actors=actors, force=force_at(text, at, force),
            rule=rule, confidence=confidence, action=(at, b),
        )  # fmt: skip
