"""English noun phrases before a verb: where they begin and end, adverbs and asides left out.

Recognised: auxiliaries and adverbs before a verb, asides between commas (", for its part,"), the
mark or word that opens the phrase, names joined by commas and "and". Left out: whom the phrase
stands for (subjects_en.py).

    "In 2031, Kenya, for its part, will" -> "Kenya", opened by a comma
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from communique.find.context import Scan
from communique.languages import data

_BOUNDARY = re.compile(
    r"[;:—]| – | - |[,.!?][\"”] (?=[A-Z])"
    r"|,(?: (?:and|but|while|whereas|so|or|yet|as|because|since|although|though|where|when))?(?= )"
    r"|\b(?:that|whether|if|while|whereas|because|but|which|who|whom|where|when|although|unless|"
    r"until|what|how|why|whereby)\b"
)
_AND = re.compile(
    r",? and (?=(?:the|both|its|their|our|his|her|it|they|we|he|she|I|this|these|[A-Z][\w’'-]*)\b)"
)
_AND_WE = re.compile(r"(?<=[a-z0-9]),? and (?=(?:we|they|he|she|it|I) ?$)")
_ASIDE = re.compile(
    r"(?:for|in|on|at|with|by|as|under|through|to|of|following|including|having|being|[a-z]+ing|"
    r"which|who|whose|where|while|when|after|before|during|from|together|along|like|both|not|"
    r"meanwhile|however|therefore|too|also|then|accordingly|based|led|represented|respectively|"
    r"one|two|three|four|five|six|seven|eight|nine|ten|[0-9]+|"
    r"(?:he|she|they|officials|[A-Z][a-z]+) (?:said|says|added|noted|explained|announced)|"
    r"above all|especially|notably|particularly|namely|without|within|subject|inter|per|among|upon|"
    r"set up|held|drawn|made|built|born|known|begun|brought|given|taken|sent|long|still|formerly|"
    r"throughout|since|pending|[a-z]+ed (?:as|by|in|to|at|for|on|from|with))\b"
)
_APPOSITION = re.compile(
    r"(?:[A-Z][\w’'.-]*(?: [A-Z][\w’'.-]+){1,3}"
    r"|(?:the|an?|one of|another|its|his|her|their|itself|already|currently|once|now|"
    r"traditionally) "
    r"[a-z’'][^,]{2,70}"
    r"|(?:the |an? )?(?:[A-Z][a-z]+ |[a-z]+ ){0,3}(?:[Mm]inister|[Pp]resident|[Ss]ecretary|"
    r"[Cc]hancellor|[Pp]remier|[Aa]mbassador|[Ee]nvoy|[Cc]hair|[Hh]ead|[Cc]hief|[Ll]eader)\b[^,]{0,80})"
)
_LEADING = re.compile(
    r"^(?:(?:and|but|so|then|also|therefore|however|moreover|furthermore|meanwhile|finally|"
    r"accordingly|thus|today|now|here|there|similarly|likewise|thirdly|secondly|first|second|"
    r"third|(?:yes|no|well)(?=,)|of course|(?!Italy|Family|July)[A-Z]?[a-z]+ly),? )+",
    re.IGNORECASE,
)
_NAME = r"[A-Z][\w’'-]*(?: (?:(?:of|on|for|the) )*[A-Z][\w’'-]*)*"
_HALF_NAME = re.compile(r"\b[A-Z][\w’'-]*(?P<of>(?: of| for| on)(?: the)?)?(?: [A-Z][\w’'-]*)*$")
_REST_OF_NAME = re.compile(
    rf" (?:{_NAME}, ){{0,3}}{_NAME},? and (?P<last>{_NAME})(?P<more>[ a-z]*)"
)
_NAMED_BODY = re.compile(
    r"(?:Ministr(?:y|ies)|Ministers?|Departments?|Secretar(?:y|ies)|Committee|Dialogue|Commission|"
    r"Council|Centre|Center|Agency|Office|Institute|Group|Forum|Consultations?|Mechanism|Framework|"
    r"Meeting|Conference|Agreement|Treaty|Board|Cooperation|Partnership|Convention|Programme|"
    r"Program|Fund|Bureau|Division|Initiative|Protocol|Authority|Organi[sz]ation)s?$"
)
_SO_FAR = re.compile(
    r" (?:until now|so far|thus far|to date|up to now|at last|for now|in turn|very much) $"
)
_SHORT = re.compile(r"(?<=[a-zI])['’](?:ve|re|m|ll)$")
_OPENING = frozenset(" ,(\"'“‘«„")


@dataclass(frozen=True, slots=True)
class Nouns:
    """Which words stand before verbs, and whom nouns stand for, by the tables."""

    between: frozenset[str]
    not_adverbs: frozenset[str]
    negations: re.Pattern[str]
    bodies: re.Pattern[str]
    no_actors: re.Pattern[str]
    agents: re.Pattern[str]
    joint_we: re.Pattern[str]
    joint: re.Pattern[str]


@cache
def nouns() -> Nouns:
    """The nouns of the English tables, compiled once."""
    given = data("en", "commitments")
    return Nouns(
        between=frozenset(given["between"]) - {"and"},
        not_adverbs=frozenset(given["not_adverbs"]),
        negations=re.compile(given["negations"]),
        bodies=re.compile(given["bodies"]),
        no_actors=re.compile(given["no_actors"]),
        agents=re.compile(given["agents"]),
        joint_we=re.compile(given["joint_we"]),
        joint=re.compile("|".join(f"(?:{p})" for p in data("en", "actors")["joint"])),
    )


def without_adverbs(text: str, low: int, end: int) -> tuple[int, bool]:
    """Where what stands before adverbs and auxiliaries ends; whether they deny."""
    words, negated = nouns(), False
    for _ in range(10):
        if phrase := _SO_FAR.search(text, max(low, end - 16), end):
            end = phrase.start() + 1
        stop = len(text[low:end].rstrip().rstrip('"“‘«').rstrip()) + low
        at = max(text.rfind(" ", low, stop) + 1, low)
        word = text[at:stop].strip(",")
        plain = word.lower()
        if (short := _SHORT.search(word)) and short.start():
            return at + short.start(), negated
        if words.negations.fullmatch(word) or plain.endswith(("n't", "n’t")):
            negated = True
        elif (
            plain == "and"
            and _adverb(text[stop:].split(" ", 2)[1:2])
            and _adverb(text[low:at].split()[-1:])
        ):
            pass
        elif plain not in words.between and not _adverb([word]):
            return stop, negated
        if at <= low:
            return low, negated
        end = at
    return end, negated


def _adverb(found: Sequence[str]) -> bool:
    if not found:
        return False
    word = found[0].strip(",")
    return word.endswith("ly") and word.islower() and word not in nouns().not_adverbs


def without_asides(text: str, low: int, end: int) -> int:
    """Leave out ", for its part," and its like before a verb."""
    count = 0
    while count < 3 and text[low:end].rstrip().endswith(","):
        stop = low + len(text[low:end].rstrip()) - 1
        comma = text.rfind(",", low, stop)
        if comma < 0 or stop - comma > 160 or not _aside(text[comma + 1 : stop].strip()):
            break
        end = comma
        count += 1
        if (more := without_adverbs(text, low, end)[0]) > low:
            end = more
    return end


def _aside(piece: str) -> bool:
    """Whether words between commas are an aside: an adverbial, or who the one named before is."""
    return bool(_ASIDE.match(piece) or _APPOSITION.fullmatch(piece))


def phrase_start(scan: Scan, text: str, low: int, end: int, after_verb: bool) -> tuple[int, str]:
    """Where the noun phrase before `end` begins, and the mark or word before it."""
    marks = [m for m in _BOUNDARY.finditer(text, low, end) if m.end() <= end]
    last = marks[-1] if marks else None
    if last is None and after_verb:
        for match in _AND.finditer(text, max(low, end - 200), end):
            if len(text[match.end() : end].split()) <= 12:
                return match.end(), "and"
    if last is None:
        own = _AND_WE.search(text, low, end)
        return (own.end(), "and") if own else (_skip(text, low, end), "")
    start = last.end()
    while last[0] == "," and _within_name(text, low, last.start(), end):
        marks.pop()
        if not marks:
            return _skip(text, low, end), ""
        last = marks[-1]
        start = last.end()
    while len(marks) > 1 and last[0] == ",":
        earlier = marks[-2].end()
        piece = text[earlier : last.start()].strip()
        listed = " and " in text[start:end] or text[start:end].lstrip().startswith("and ")
        if not listed or len(piece.split()) > 6 or not _only_name(scan, earlier, last.start()):
            break
        marks.pop()
        last, start = marks[-1], earlier
    if len(marks) == 1 and last[0].startswith(",") and not after_verb:
        listed = " and " in text[start:end] or "and" in last[0]
        if listed and _only_name(scan, low, last.start()):
            return low, ""
    pair = _AND.search(text, start, end) if after_verb and last[0] == "," else None
    if pair and not _ends_in_name(scan, start, pair.start()):
        return pair.end(), "and"
    return _skip(text, start, end), last[0].strip(', .!?"”') or ","


def _within_name(text: str, low: int, comma: int, end: int) -> bool:
    """Whether a comma stands within the name of a body: the Political, Security and Defence
    Dialogue; the Ministry of Economy, Trade and Industry."""
    before = _HALF_NAME.search(text, max(low, comma - 60), comma)
    behind = _REST_OF_NAME.match(text, comma + 1, end) if before else None
    if before is None or behind is None:
        return False
    headed = bool(before["of"]) and bool(
        _NAMED_BODY.search(before[0][: before.start("of") - before.start()])
    )
    return headed or bool(_NAMED_BODY.search(behind["last"]))


def _skip(text: str, start: int, end: int) -> int:
    while start < end and text[start] in _OPENING:
        start += 1
    lead = _LEADING.match(text[start:end])
    return start + lead.end() if lead and lead.end() < end - start else start


def _only_name(scan: Scan, start: int, end: int) -> bool:
    """Whether a stretch is nothing but a state or organisation."""
    piece = scan.text[start:end].strip()
    piece = piece.removeprefix("the ").removeprefix("The ")
    return any(m.form == piece for m in scan.mentions if start <= m.start and m.end <= end)


def _ends_in_name(scan: Scan, start: int, end: int) -> bool:
    """Whether a stretch ends with a name or an office: the first half of a pair."""
    words, piece = nouns(), scan.text[start:end].rstrip()
    stop = start + len(piece)
    if any(m.end == stop and m.start >= start for m in scan.mentions):
        return len(piece.split()) < 12
    joint = words.joint.search(piece)
    last = " ".join(piece.split(" ")[-2:])
    return bool(joint and joint.end() == len(piece)) or bool(words.agents.search(last))
