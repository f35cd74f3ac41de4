"""Attributions: who is reported to say what, in the speaker's words or in the reporter's.

Recognised, in reports, news and transcripts: quotations that a verb of saying introduces, follows
or interrupts, also over several paragraphs; indirect speech (X said that …, X表示，…, Xは…と述べた,
according to X); labels of transcripts (an item a paragraph); speech within speech. The grammar is a
language's own (speech_en.py, speech_ja.py, speech_zh.py), its words in attributions.yaml. Left out:
what a joint statement, treaty or fact sheet says itself ("the leaders agreed"), quoted terms,
and questions of journalists (they are known to `speaker_at`).

    "The wall will stand," Minister Otieno said. -> speaker Otieno, direct, "The wall will stand"
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from communique.find.actors import cast_of
from communique.find.blocks import blocks
from communique.find.context import Context, Scan
from communique.find.hearing import Hearing
from communique.find.reports import pattern, words
from communique.model.codes import Kind
from communique.model.findings import Attribution, Mode

REPORTED = frozenset(
    {Kind.NEWS, Kind.ARTICLE, Kind.SEMINAR_REPORT, Kind.PRESS_CONFERENCE, Kind.READOUT, Kind.OTHER}
)
"""Kinds of documents that report speech; of a speech, only what the speaker quotes."""
_QUOTED = re.compile("..-(?:says-quote|quote-says)")
"""What is reported speech in any document: words between marks that somebody is said to say."""
_MARK = re.compile('[「“"]')

_spoken: WeakKeyDictionary[Context, dict[int, list[Speech]]] = WeakKeyDictionary()


@dataclass(frozen=True, slots=True)
class Speech:
    """Words that somebody speaks, at `start` to `end` of a scan's text.

    `speaker` as in the attribution, `state` the code of the state spoken for (None: none is known,
    as of experts), `turn` whether it is a turn of a transcript or a speech as a whole, `asks`
    whether that is a journalist's or moderator's.
    """

    start: int
    end: int
    speaker: str
    state: str | None
    mode: Mode
    asks: bool = False
    turn: bool = False


NOBODY = Speech(0, 0, "", None, Mode.DIRECT)
"""Where nobody has the floor: the text's own author speaks."""


def speaker_at(context: Context, scan: Scan, offset: int) -> Speech | None:
    """Who speaks the words at `offset` of a scan's text: the innermost speech there.

    For "we", "I", 我們, 私 and for promises that are reported. It answers once attributions have
    run on the context (`context.found["attributions"]`); None where the text's own author speaks.
    """
    found = [s for s in _spoken.get(context, {}).get(scan.index, ()) if s.start <= offset < s.end]
    return min(found, key=lambda s: s.end - s.start, default=None)


def floor_at(context: Context, scan: Scan) -> Speech:
    """Whose turn of a transcript a passage is of, or whose speech; `start` is where their words
    begin behind a label. `NOBODY` elsewhere."""
    spoken = _spoken.get(context, {}).get(scan.index, ())
    return next((speech for speech in spoken if speech.turn), NOBODY)


def find_attributions(context: Context) -> Iterator[Attribution]:
    """The attributions of a document, each quoted by the speech (its first sentence)."""
    words(context.language)  # a language without the data is a gap
    record = _spoken.setdefault(context, {})
    record.clear()
    kind = context.doc.header.kind
    hearing = Hearing(context)
    if kind is Kind.SPEECH:
        _deliver(context, record)
    seen: set[tuple[int, int, int]] = set()
    reported = kind in REPORTED or kind is Kind.SPEECH or _released(context)
    for block in blocks(context):
        if not reported and not _MARK.search(block.text):
            continue
        for found in hearing.block(block):
            if not reported and not _QUOTED.match(found.rule):
                continue
            for scan, start, end in block.parts(found.start, found.reach):
                who, asks = found.speaker, found.rule == "question"
                turn = asks or found.rule == "turn"
                speech = Speech(start, end, who.name, who.state, found.mode, asks, turn)
                record.setdefault(scan.index, []).append(speech)
            place = block.within(found.start, found.end)
            if place is None or found.silent or (place[0].index, *place[1:]) in seen:
                continue
            scan, start, end = place
            seen.add((scan.index, start, end))
            yield context.finding(
                Attribution,
                scan.quote(start, end),
                rule=found.rule,
                confidence=found.confidence,
                speaker=found.speaker.name,
                mode=found.mode,
            )


def _released(context: Context) -> bool:
    """Whether a text calls itself a release in its first lines."""
    head = " ".join(scan.text[:200] for scan in context.scans[:3])
    return bool(pattern(context.language, "release").search(head))


def _deliver(context: Context, record: dict[int, list[Speech]]) -> None:
    """Note a speech as its speaker's words as a whole, for their state."""
    cast, people = cast_of(context), context.doc.header.event.people
    state = cast.own or (cast.parties[0] if len(cast.parties) == 1 else None)
    name = people[0] if people else ""
    for scan in context.scans:
        whole = Speech(0, len(scan.text), name, state, Mode.DIRECT, turn=True)
        record.setdefault(scan.index, []).append(whole)
