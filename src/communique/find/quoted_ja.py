"""Words in 「」 before と述べた: the promises and attitudes of the subject, sentence by sentence.

"外相は「調査団を送る方針だ。支援は惜しまない」と語った" -> two promises
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from communique.find.attitudes_ja import Attitude, attitude, pattern
from communique.find.context import Scan
from communique.find.deeds_ja import of_noun
from communique.find.offices_ja import Codes
from communique.find.promises_ja import promise
from communique.find.segments_ja import Sentence, sentence
from communique.find.sighted_ja import Sighting, commitment, position
from communique.model.findings import Degree, Stance
from communique.model.quotes import Range

_SAID_SO = re.compile(r"[」』]\s*(?:と|との|など|などと|、と|旨|として)")
_SHORT = 12  # quoted words too few to stand alone
_OBJECT_KEPT = re.compile(
    r"は[^、。はも]{0,12}(?:続け|守り抜|守|進め|貫|止め|やめ|増や|減ら|広げ)(?:る|く|す|て(?:いく|いきます|まいります)|ます)$"
)
_ABOUT_OTHERS = re.compile(r"(?<![にでと])[はが](?!、?(?:私|我))")


def quoted(scan: Scan, cut: Sentence, where: Range, actors: Codes) -> Iterator[Sighting]:
    """What the actors of a stretch of a sentence say in it in 「」."""
    text = scan.text
    for start, end in cut.spoken if actors else ():
        if where[0] <= start and end <= where[1] and _SAID_SO.match(text, end):
            for first, last in _sentences(text, start, end):
                short = end - start < _SHORT
                place = where if short else (first, last)
                own = (first, last)
                yield from _own_words(scan, text[first:last], where, place, own, actors)


def _own_words(
    scan: Scan, said: str, where: Range, place: Range, own: Range, actors: Codes
) -> Iterator[Sighting]:
    words = sentence(said)
    stop = words.clauses[-1].stop
    held = attitude(words.text, 0, stop)
    if held:
        yield position(scan, place, actors, replace(held, stop=place[0]))
    elif pattern("refused").search(words.text[:stop]):
        no = Attitude(Stance.OPPOSE, Degree.PLAIN, place[0], "refusal")
        yield position(scan, place, actors, no)
        return
    made = promise(words.text, 0, stop)
    others = made and made.frame == "plain" and _about_others(words.text[:stop])
    if made and not (held or others):
        yield commitment(scan, place, actors, made.force, "quoted", place, scope=own)


def _about_others(said: str) -> bool:
    """Whether words have a subject other than the speaker; 「体制は維持していく」 has an object."""
    if not _ABOUT_OTHERS.search(said):
        return False
    if _OBJECT_KEPT.search(said) and "が" not in said and "を" not in said:
        return False
    verb = re.sub(r"(?:する|します|して(?:いく|いきます|まいります|参ります))$", "", said)
    return "が" in said or "を" in said or verb == said or of_noun(verb, 0, len(verb)) is None


def _sentences(text: str, start: int, end: int) -> Iterator[Range]:
    """The sentences of quoted words."""
    first = start
    for found in re.finditer("。", text[start:end]):
        yield first, start + found.end()
        first = start + found.end()
    if first < end:
        yield first, end
