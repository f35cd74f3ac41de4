"""English sentences that are one promise as a whole: an invitation accepted, consideration given.

Recognised: the passives of commitments.yaml ("The invitation was accepted", "Consideration
will be given to …"), with the guest as who promises. Left out: what a subject accepts itself
(promises_en.py).

    "Mali invited Chad to pay a visit. The invitation was accepted." -> CHD, intention
"""

from __future__ import annotations

import re

from communique.find.actors import actors_at, cast_of
from communique.find.cues_en import cues
from communique.find.sentences_en import Sentence
from communique.find.sightings import CommitmentSighting
from communique.model.findings import Force

_INVITED = re.compile(
    r"\b(?:invit(?:ed|es?)|(?:extended|renewed|issued|gave|conveyed|addressed)(?: [a-z]+){0,4} "
    r"invitation to|invitation to) (?P<guest>(?:[A-Za-z.’'-]+ ){1,9}?)"
    r"(?=to (?:visit|pay|attend|make|come|undertake|be)\b)"
)


def whole_promise(sentence: Sentence) -> CommitmentSighting | None:
    """A sentence that is one promise without a verb of promise: an invitation that is accepted,
    consideration that is given."""
    words, text, low = cues(), sentence.scan.text, sentence.low
    ponders = words.pondered.match(text, low)
    if not ponders and not words.invited.search(text, low):
        return None
    acting = [c.actors for c in sentence.clauses if c.kind == "actor" and c.actors]
    actors = acting[0] if acting else cast_of(sentence.scan.context).parties
    if not ponders:
        actors = _guest(sentence) or actors
    force, rule = (Force.EXPLORATION, "pondered") if ponders else (Force.INTENTION, "invitation")
    return CommitmentSighting(
        scan=sentence.scan, start=low, end=sentence.end, actors=actors, force=force, rule=rule,
        confidence=0.7,
    )  # fmt: skip


def _guest(sentence: Sentence) -> tuple[str, ...]:
    """Who accepts an invitation: who was invited, here or in the sentence before."""
    scans, index = sentence.scan.context.scans, sentence.scan.index
    for scan in (sentence.scan, *scans[max(0, index - 1) : index]):
        if invited := _INVITED.search(scan.text):
            found = actors_at(scan, invited.start("guest"), invited.end("guest"))
            if found:
                return found
    return ()
