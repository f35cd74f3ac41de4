"""English clauses: who promises what and who holds which attitude.

A sentence is cut at its finite verbs (predicates_en.py), each verb gets its subject
(subjects_en.py), and a clause runs from a subject to the next verb of the same rank
(sentences_en.py). Recognised besides: "agreed that
both governments will", "assured me that his delegation would", lists under "decided to:", several
promises in one sentence ("to open … and to train …"), passives, bodies that will meet, and openings
such as "Noting the importance of …,". Left out: questions and what journalists say, forecasts about
things, negations, procedure, hopes and demands (which are positions).

    "Kenya will train 40 pilots and open a school by 2031." -> two promises, each with its clause
"""

from __future__ import annotations

from collections.abc import Iterator

from communique.find.absolutes_en import with_absolutes
from communique.find.attitudes_en import attitudes
from communique.find.attributions import floor_at
from communique.find.context import Context
from communique.find.cues_en import cues
from communique.find.invitations_en import whole_promise
from communique.find.kept import Kept
from communique.find.lists_en import (
    Chapeau,
    assigned,
    bare_subject,
    chapeau_of,
    items,
    listed,
    opens_list,
    plan_of,
    planned,
    under,
)
from communique.find.memory_en import Memory
from communique.find.nominal_en import entry, obliged, offers, opens_table
from communique.find.promises_en import promises
from communique.find.sentences_en import Sentence
from communique.find.sightings import CommitmentSighting, PositionSighting
from communique.model.codes import PassageType
from communique.model.findings import Force

_Sighting = CommitmentSighting | PositionSighting
_seen: Kept[Context, tuple[_Sighting, ...]] = Kept()
_LONGEST = 6000
"""Sentences longer than this are lists or damaged text; no grammar holds over them."""


def commitments(context: Context) -> Iterator[CommitmentSighting]:
    """The promises of an English document, in order."""
    return (s for s in _sightings(context) if isinstance(s, CommitmentSighting))


def positions(context: Context) -> Iterator[PositionSighting]:
    """The attitudes of an English document, in order."""
    return (s for s in _sightings(context) if isinstance(s, PositionSighting))


def _sightings(context: Context) -> tuple[_Sighting, ...]:
    if context not in _seen:
        _seen[context] = tuple(_walk(context))
    return _seen[context]


def _walk(context: Context) -> Iterator[_Sighting]:
    memory, chapeau, over, table = Memory(), None, None, None
    carried: tuple[tuple[str, ...], int] = ((), -1)
    plan = plan_of(context)
    for scan in context.scans:
        passage = scan.passage
        if (
            passage.type in (PassageType.HEADING, PassageType.TABLE_ROW)
            or len(scan.text) > _LONGEST
        ):
            continue
        turn = floor_at(context, scan)
        if turn.asks:
            continue
        if memory.paragraph != passage.paragraph:
            memory.near = ()
        low = turn.start
        if chapeau and not under(chapeau, scan):
            chapeau = over if over and passage.item else None
        if table and not under(table, scan):
            table = None
        if table and (promised := entry(scan)):
            yield promised
            continue
        if carried[0] and not listed(scan, carried[1]):
            carried = ((), -1)
        sentence = Sentence(scan, low, memory, turn, carried[0])
        sentence.reported = chapeau is not None
        if scan.text.rstrip().endswith("?"):
            continue
        found: list[CommitmentSighting] = list(items(sentence, chapeau)) if chapeau else []
        if not found and plan:
            found = list(planned(sentence, plan))
        if found := found or list(assigned(sentence)):
            yield from with_absolutes(sentence, found)
            continue
        yield from _said(sentence)
        opened = chapeau_of(sentence)
        over = opened if opened and opened.whole else over
        chapeau = opened or chapeau
        if bare := bare_subject(sentence):
            carried = (bare, passage.paragraph)
        if opens_table(scan.text):
            table = Chapeau((), Force.PLEDGE, passage.item, passage.paragraph)


def _said(sentence: Sentence) -> Iterator[_Sighting]:
    """What a sentence says, promises first."""
    if cues().skipped.search(sentence.scan.text):
        return
    if whole := whole_promise(sentence):
        yield whole
        return
    promised: set[int] = set()
    made: list[CommitmentSighting] = []
    for index in () if opens_list(sentence.scan.text) else range(len(sentence.clauses)):
        for sighting in promises(sentence, index):
            outer = sentence.clauses[index].outer
            promised.add(index if outer is None else outer)
            made.append(sighting)
    offered = list(offers(sentence))
    made = [s for s in made if s.rule != "nominal-plan" or not offered]  # the noun says it better
    yield from with_absolutes(sentence, made)
    yield from offered
    yield from obliged(sentence)
    yield from attitudes(sentence, promised)
