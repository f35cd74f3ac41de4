"""States that meet in a body or grouping which stands for them: the two of a bilateral committee,
the seven of a regional group.

Recognised: a committee of few states that a text's title or masthead names ("Joint Statement of
the Security Consultative Committee"), and the grouping whose leaders or ministers met, in the first
words of a report ("Leaders of the seven-nation BIMSTEC grouping", 東盟外長會議), with a state that
meets it (日ＡＳＥＡＮ首脳会議). Left out: texts whose title names two states, and groupings that a
report only mentions.

    "SAARC leaders agreed in Dhaka on Sunday" -> AFG, BGD, BTN, IND, LKA, MDV, NPL, PAK
"""

from __future__ import annotations

import re
from functools import cache

from communique.model.codes import Kind
from communique.names.mentions import Mention
from communique.read.header.clubs import acts, codes_of, partners, tables
from communique.read.header.face import Face
from communique.read.header.named import acts_for, state_of
from communique.read.header.offices import OfficeMention
from communique.read.header.people import officers
from communique.read.header.titles import Title

_TEXTS = (Kind.JOINT_STATEMENT, Kind.TREATY, Kind.FACT_SHEET, Kind.READOUT, Kind.OTHER)
_REPORTS = (Kind.NEWS, Kind.ARTICLE)
_MEETING = (
    r"[Ll]eaders|[Mm]inisters|[Hh]eads of (?:[Ss]tate|[Gg]overnment)|[Pp]residents|[Pp]remiers|"
    r"[Ss]ummit|[Ff]inance chiefs|[Ee]nvoys|[Nn]ations|[Ss]tates|[Cc]ountries|[Mm]embers"
)
_DECIDED = r"agreed|vowed|pledged|adopted|endorsed|approved|resolved|decided|said"
_MINISTER = re.compile(
    r"[的の・]?[一-龥]{0,8}?(?:部[长長]|次[长長]|外[长長]|防[长長]|[财財][长長]|大臣|外相|[国國]防相|首相|[总總][理统統]"
    r"|大[統统]領|次官|[长長]官|主席|[议議][长長]|特使|(?<!部)(?<!主)代表(?!团|團))(?=[一-龥ァ-ヶA-Z])"
)
"""Behind a state, the office of somebody whom an opening introduces."""
_OF = 70
_OF_STATE = re.compile(r"(?: (?:of|for) [A-Za-z ,’'-]{2,50})? (?:of|for) (?:the )?")
"""What stands between an office and its state: "of Works of"."""
_OPENING, _OPENING_CJK = 420, 200
"""How far into a report its first words go."""

Parties = tuple[tuple[str, ...], tuple[int, int]]


@cache
def _pairs() -> tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]:
    return tuple((re.compile(name), tuple(who)) for name, who in tables()["pairs"].items())


@cache
def _groups() -> tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]:
    """ "BIMSTEC leaders", "leaders of the seven-nation BIMSTEC grouping", for each group."""
    made = []
    for name, who in tables()["groups"].items():
        behind = (
            rf"\b(?:{name})(?:['’]s)?(?: \([A-Z]+\))? (?:(?:[a-z]+ )?(?:{_MEETING})|{_DECIDED})\b"
        )
        before = (
            rf"\b(?:{_MEETING}) (?:of|from|in)(?: all)? (?:the )?"
            rf"(?:[a-z0-9]+[- ](?:nation|member|country|state)s? )?(?:{name})\b"
        )
        made.append((re.compile(f"{behind}|{before}"), tuple(who)))
    return tuple(made)


def members_met(face: Face, title: Title, kind: Kind, in_title: int) -> Parties | None:
    """The parties that a body or grouping stands for, and where the text names it. `in_title`
    says how many states the title names."""
    if kind in _REPORTS and not _of_two(face, title):
        found = _gathering(face, title)
        if found and (in_title < 2 or found[1][1] <= title.end):
            return found
        if face.language == "en" and not in_title:
            return _first(face.text, _groups(), face.body + _OPENING)
    if in_title or face.language != "en" or kind not in _TEXTS:
        return None
    return _first(face.text, _pairs(), max(face.body, title.end))


def _of_two(face: Face, title: Title) -> bool:
    """Whether a title tells of two who met: 会談, talks with."""
    return any(word in (title.text or "") for word in face.words["clubs"]["of_two"])


def _gathering(face: Face, title: Title) -> Parties | None:
    """The organisation whose meeting the first words name, and a state that it meets: 東協峰會,
    "ASEAN-Canada summit"."""
    meets = re.compile(face.words["clubs"]["meets"])
    for mention in face.mentions_in(0, face.body + (_OPENING_CJK if face.is_cjk else _OPENING)):
        if not acts(face, mention):
            continue
        held = meets.match(face.text, mention.end) or (face.is_cjk and meets.search(mention.form))
        with_it = partners(face, mention)
        if with_it and title.start <= mention.start < title.end:
            return _those(mention, with_it), (mention.start, mention.end)  # 歐盟與中國達成協議
        if held and (with_it or face.is_cjk):
            return _those(mention, with_it), (mention.start, mention.end)
    return None


def _those(mention: Mention, with_it: list[str]) -> tuple[str, ...]:
    members = tables()["members"].get(mention.id) or codes_of(mention)
    return tuple(dict.fromkeys((*with_it, *members)))


def at_table(face: Face, title: Title, offices: list[OfficeMention]) -> tuple[str, ...]:
    """The states of a meeting of several whose title names its sort (部長級對話) and whose opening
    introduces the ministers one by one; none where it introduces fewer than three."""
    sort = re.compile(face.words["clubs"]["round_table"], re.IGNORECASE)
    if not sort.search(title.text or ""):
        return ()
    end, found = _paragraph_end(face), dict[int, str]()
    for officer in officers(face, offices):
        if officer.state and officer.start < end:
            found.setdefault(officer.start, officer.state)
    for mention in face.mentions_in(face.body, end) if face.is_cjk else ():
        known = mention.kind == "person" and _beside(mention, offices)
        of_state = mention.kind == "state" and _MINISTER.match(face.text, mention.end)
        if known and (state := acts_for(face, mention)):
            found[mention.start] = state
        elif of_state and not mention.weak:
            found[mention.start] = mention.id
    for office in () if face.is_cjk else offices:
        for mention in face.mentions_in(office.end, min(office.end + _OF, end)):
            if _OF_STATE.fullmatch(face.text, office.end, mention.start):
                found.setdefault(office.start, state_of(face, mention) or "")
    found = {at: state for at, state in found.items() if state}
    those = dict.fromkeys(state for _, state in sorted(found.items()))
    return tuple(those) if len(those) > 2 else ()


def _beside(mention: Mention, offices: list[OfficeMention]) -> bool:
    """Whether an office stands just before or behind a name."""
    gaps = (min(abs(o.start - mention.end), abs(mention.start - o.end)) for o in offices)
    return any(gap < 2 for gap in gaps)


def _paragraph_end(face: Face) -> int:
    """Where the first paragraph ends, or the second behind a short first."""
    first = face.text.find("\n", face.body)
    return len(face.text) if first < 0 else first


def signing(face: Face, offices: list[OfficeMention]) -> list[tuple[int, str]]:
    """States that a masthead tells without naming them: of offices that one state has under that
    name (Secretary of State), and of the capital or town where the text was issued."""
    found = [(o.start, o.states[0]) for o in offices if o.start < face.body and len(o.states) == 1]
    if len({state for _, state in found}) != 1:
        return found
    for mention in face.mentions_in(0, face.body):
        place = face.names.places[mention.id] if mention.kind == "place" else None
        if place and place.state and place.kind in ("capital", "city", "seat"):
            found.append((mention.start, place.state))
    return found


def _first(
    text: str, table: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...], end: int
) -> Parties | None:
    found = [(m.span(), who) for name, who in table if (m := name.search(text, 0, end))]
    if not found:
        return None
    where, who = min(found)
    return who, where
