"""English absolute constructions: a promise that hangs on another without a finite verb.

Recognised: "with a report to be submitted within six months", "the first round being scheduled for
April", "the works to be completed by 2031", behind a promise, with a day or a length of time.
Left out: those without a time, which tell how the promise is kept.

    "agreed to open talks, with a draft to be ready by May" -> the talks, and the draft by May
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from communique.find.sentences_en import Sentence
from communique.find.sightings import CommitmentSighting
from communique.find.verb_phrases_en import trimmed
from communique.model.findings import Force

_DUE = r"due|scheduled|planned|slated|foreseen|expected|set|timed"
_DONE = r"[a-z]+(?:ed|ld|ne|en|id|nt|de|ght|un|et|lt|ut)"
_HANGING = re.compile(
    r"[,;] with (?:an?|the|its|their|each|both|further|annual|initial) [^,;.:]{3,70}? "
    rf"(?:to (?:be (?:{_DONE}|ready|operational|available|in place)|take place|start|begin|follow|"
    rf"open|meet|enter|commence|report)|(?:being )?(?:{_DUE}))\b(?P<rest>[^;:.]{{3,140}})"
    r"|, (?:the|an?|its|their|each) [^,;.:]{3,60}? "
    rf"(?:being (?:{_DUE})|to be (?:{_DONE}))\b(?P<more>[^;:.]{{3,140}})"
)
_TIMED = re.compile(
    r"\b(?:within|before|by|not later than|no later than|annually|every|at the latest)\b"
)
_PLANNED = re.compile(rf"\b(?:{_DUE})\b")


def with_absolutes(
    sentence: Sentence, made: Iterable[CommitmentSighting]
) -> Iterator[CommitmentSighting]:
    """The promises of a sentence, those cut where an absolute construction begins, and its own."""
    made = list(made)
    text = sentence.scan.text
    for match in _HANGING.finditer(text, sentence.low, sentence.end) if made else ():
        dated = any(match.start() <= d.start < match.end() for d in sentence.scan.dates)
        over = [s for s in made if s.start + 12 < match.start() < s.end + 2]
        if not over or not (dated or _TIMED.search(text, match.start(), match.end())):
            continue
        last = over[-1]
        start = match.start() + len(match[0]) - len(match[0].lstrip(" ,;"))
        made = [
            replace(s, end=trimmed(text, s.start, match.start()), action=_until(s, match.start()))
            if s in over and s.end > match.start()
            else s
            for s in made
        ]
        planned = _PLANNED.search(text, match.start(), match.end())
        made.append(
            replace(
                last, start=start, end=trimmed(text, start, match.end()), action=None, scope=None,
                force=Force.INTENTION if planned else Force.PLEDGE, rule="absolute",
                confidence=0.6,
            )
        )  # fmt: skip
    yield from made


def _until(sighting: CommitmentSighting, end: int) -> tuple[int, int] | None:
    if sighting.action is None or sighting.action[0] >= end:
        return None
    return sighting.action[0], min(sighting.action[1], end)
