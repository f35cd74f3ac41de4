"""English operative verbs: sentences without a subject, which the issuing body or state speaks.

Recognised: "1. Decides to …", "Further requests …", "The Council STRESSES that", and, in what
several issue, the bare form of such a verb ("Welcome the …", "Agree to …"). Left out: headings and
other imperatives, whose verbs no table of promises or attitudes knows.

    "Strongly condemns the attack" in a resolution -> condemns, at the start
"""

from __future__ import annotations

import re
from functools import cache

from communique.find.context import Scan
from communique.find.predicates_en import lexicon
from communique.languages import data
from communique.model.codes import Kind

_ISSUED = (Kind.RESOLUTION, Kind.JOINT_STATEMENT, Kind.OTHER, Kind.FACT_SHEET, Kind.TREATY)
_TOGETHER = (Kind.RESOLUTION, Kind.JOINT_STATEMENT)
_LEAD = re.compile(
    r"(?:[\"“(]?[0-9A-Za-z]{1,4}[.)] )?(?:T[Oo] )?"
    r"((?:(?:HEREBY|ALSO|FURTHER|Also|Further|Furthermore|Again|Once|[A-Z][a-z]+ly|[A-Z]+LY)"
    r"(?:,| again| further| AGAIN)? (?:and )?)*)([A-Za-z]+)\b"
)
_PARTICIPLE = re.compile(r"(?:[A-Z]+LY )?[A-Z]{3,}(?:ING|ED|FUL|OUS|ARE)\b(?: [A-Z]{2,}\b)*")
_AND_TO = re.compile(r"(?<=\band )to(?= ([a-z]+))")
_CAPITALS = re.compile(r"\b[A-Z]{4,}\b")


def operative(scan: Scan, low: int) -> tuple[str, int | None]:
    """The text with its operative verbs in small letters, and where one without a subject opens
    the sentence; its length stays."""
    text = scan.text
    if scan.context.doc.header.kind not in _ISSUED:
        return text, None
    if any(m[0].lower() in _known() for m in _CAPITALS.finditer(text)):
        text = _CAPITALS.sub(lambda m: m[0].lower() if m[0].lower() in _known() else m[0], text)
    if caps := _PARTICIPLE.match(text, low):
        text = text[:low] + caps[0].capitalize() + text[caps.end() :]
    lead = _LEAD.match(text, low)
    if lead is None:
        return text, None
    verb, at = lead[2].lower(), lead.start(2)
    together = scan.context.doc.header.kind in _TOGETHER
    if verb not in (_known() if together else _third()):
        return text, None
    if not together and not scan.text[at].isupper():
        return text, None
    text = text[: lead.start(1)] + text[lead.start(1) : lead.end()].lower() + text[lead.end() :]
    if text[low : low + 3].lower() == "to ":
        text = _AND_TO.sub(lambda m: "  " if m[1] in _known() else m[0], text)
    return text, at


@cache
def _third() -> frozenset[str]:
    """Operative verbs in the third person: decides, welcomes, expresses."""
    words = lexicon()
    known = {*words.promises, *words.attitudes, *words.says, *words.neutral}
    return frozenset(w for w in known if w.endswith("s") and not w.endswith("ss"))


@cache
def _known() -> frozenset[str]:
    """Operative verbs in both forms of the present."""
    return _third() | frozenset(data("en", "commitments")["operative"])
