"""Who is who in a Chinese text where its header leaves it open: its parties, its own state, and the
pair that 双方 means.

Recognised: leaders listed in the opening of a joint text (我们，澳洲、印度、日本及美国领袖), groups
of states in a title (中亚五国), the state whose body issues a text (行政院, 特区政府), and the two
named last before a 双方 that cannot mean the parties. Left out: whose office is whose (actors.py).

    "臺美雙方將於10月舉行諮商" in a release of Taiwan -> TWN, USA
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache, lru_cache

from communique.find.actors import cast_of
from communique.find.context import Context, Scan
from communique.find.gates import gated
from communique.find.kept import Kept
from communique.find.parts_zh import cue, cues, folded
from communique.model.codes import Kind
from communique.names import Mention
from communique.names.folds import fold
from communique.read.header.clubs import organs

JOINT = frozenset({Kind.JOINT_STATEMENT, Kind.TREATY, Kind.RESOLUTION})
"""Kinds of document in which a clause without a subject is said by all parties."""
_TOLD = frozenset({Kind.NEWS, Kind.ARTICLE, Kind.SEMINAR_REPORT})
_OPENING, _SAID, _HEAD = 5, 40, 40
_parties: Kept[Context, tuple[str, ...]] = Kept()
_own: Kept[Context, str] = Kept()
_short: Kept[Context, dict[str, str]] = Kept()
_programme: Kept[Context, bool] = Kept()
_joint: Kept[Context, bool] = Kept()
_other: Kept[Context, list[str]] = Kept()
_marked: Kept[Scan, list[tuple[int, str]]] = Kept()
_callings: Kept[Scan, list[tuple[re.Match[str], str]]] = Kept()


def is_programme(context: Context) -> bool:
    """Whether a text lists what its parties will do (行动计划, 路线图)."""
    if context not in _programme:
        heads = [fold(context.doc.header.title or "", "zh-Hans")]
        heads += [folded(s) for s in context.scans[:2] if len(s.text) <= _HEAD]
        _programme[context] = any(cue("clauses", "programme").search(head) for head in heads)
    return _programme[context]


def speaks_jointly(context: Context) -> bool:
    """Whether a clause without a subject is said by all parties of the text: of a kind that they
    issue together, by its title, or because a group speaks (七國集團外長聲明)."""
    if context not in _joint:
        _joint[context] = _is_joint(context)
    return _joint[context]


def _is_joint(context: Context) -> bool:
    header = context.doc.header
    title = fold(header.title or "", "zh-Hans")
    if _is_release(context) and not cue("clauses", "jointly").match(title):
        return False
    if header.kind in JOINT or is_programme(context):
        return True
    return not tells(context) and bool(cue("clauses", "jointly").search(title))


def tells(context: Context) -> bool:
    """Whether a text tells of others and is not one state's own release."""
    return context.doc.header.kind in _TOLD and not _is_release(context)


def _is_release(context: Context) -> bool:
    """Whether its first lines say that a text is one state's own release (外交部新聞稿)."""
    heads = [fold(context.doc.header.title or "", "zh-Hans")]
    heads += [folded(s) for s in context.scans[:3] if len(s.text) <= _HEAD]
    return any(cue("clauses", "release").search(head) for head in heads)


def parties_of(context: Context) -> tuple[str, ...]:
    """The parties of a text: those listed in its opening, else its header's with its groups."""
    if context not in _parties:
        _parties[context] = _find_parties(context)
    return _parties[context]


def own_of(context: Context) -> str | None:
    """The state whose text it is: its issuer, else the one whose body its opening names."""
    if context not in _own:
        _own[context] = _told_at_home(context) if speaks_jointly(context) else _home(context)
    return _own[context] or None


def _find_parties(context: Context) -> tuple[str, ...]:
    given, own = cast_of(context).parties, own_of(context)
    if tells(context) and (club := _met(context)):
        return (club,)
    if not speaks_jointly(context):
        return given if not own or own in given else (own, *given)
    if context.doc.header.kind is Kind.RESOLUTION and (body := _resolving(context)):
        return (body,)
    if len(given) == 1 and given[0] in context.names.organisations:
        return given
    return _listed(context) or _with_groups(context, given)


def counted_of(context: Context, count: int) -> tuple[str, ...]:
    """Those whom 六国 means: the parties, or the group of so many that the title names."""
    parties = parties_of(context)
    if count and len(parties) != count:
        title = fold(context.doc.header.title or "", "zh-Hans")
        groups: dict[str, list[str]] = cues("clauses")["groups"]
        fit = (g for name, g in groups.items() if name in title and len(g) == count)
        return tuple(next(fit, parties))
    return parties


def _with_groups(context: Context, given: tuple[str, ...]) -> tuple[str, ...]:
    """The parties and the states of a group that the title names (中亚五国)."""
    title = fold(context.doc.header.title or "", "zh-Hans")
    more = [
        c for group, codes in cues("clauses")["groups"].items() if group in title for c in codes
    ]
    return tuple(dict.fromkeys((*given, *more)))


def _met(context: Context) -> str | None:
    """The group whose meeting a report is about, by its title (歐盟峰會落幕)."""
    title = context.doc.header.title or ""
    text = fold(title, "zh-Hans")
    found = context.names.find(title, context.language) if title else []
    named = [m for m in found if not m.weak]
    met = cue("clauses", "club_met")
    groups = [m for m in named if m.kind == "organisation" and met.match(text, m.end)]
    return groups[0].id if groups and (len(named) < 3 or groups[0] is named[0]) else None


def partners_of(context: Context) -> tuple[str, ...]:
    """The others in a text of one state with a group of states (岛国方): all but those its title
    names; in a state's own release all but itself (四友邦)."""
    title, parties = context.doc.header.title or "", parties_of(context)
    if len(parties) < 4 or not speaks_jointly(context):
        own = own_of(context)
        return tuple(p for p in parties if p != own) if own and len(parties) > 2 else ()
    named = {m.id for m in context.names.find(title, context.language) if m.kind == "state"}
    return tuple(p for p in parties if p not in named) if len(named) == 1 else ()


def _resolving(context: Context) -> str | None:
    """The body whose resolution it is, by the title."""
    title = context.doc.header.title or ""
    named = context.names.find(title, context.language) if title else []
    body = next((m.id for m in named if m.kind == "organisation" and not m.weak), None)
    return organs().get(body, body) if body else None


def _listed(context: Context) -> tuple[str, ...]:
    """Those listed in a row in the title (a state and a group) or before 领导人, 代表 and its
    like in the first passages: a group with somebody, or three states."""
    title = context.doc.header.title or ""
    named = context.names.find(title, context.language) if title else []
    row = _row(named, fold(title, "zh-Hans"), context, closed=False)
    for scan in context.scans[:_OPENING] if not row else ():
        row = row or _row(scan.mentions, folded(scan), context, closed=True)
    return row


def _row(named: Sequence[Mention], text: str, context: Context, *, closed: bool) -> tuple[str, ...]:
    """The first row of states and groups in a text, one after the other."""
    row: list[str] = []
    best: tuple[str, ...] = ()
    groups, last = 0, -1
    for m in named:
        if m.weak or m.kind not in ("state", "organisation"):
            continue
        joined = last >= 0 and cue("clauses", "listing").fullmatch(text, last, m.start)
        if best and not joined:
            break
        row, groups = ([*row, m.id], groups) if joined else ([m.id], 0)
        groups, last = groups + (m.kind == "organisation"), m.end
        enough = len(row) > 2 or (len(row) > 1 and groups)
        ends = cue("clauses", "listed_as").match(text, last) if closed else groups
        if enough and ends:
            best = tuple(dict.fromkeys(row))
    return best


def _home(context: Context) -> str:
    """The state whose body the opening names, else the header's issuer, else whose 我国 it is."""
    header, given = context.doc.header, cast_of(context).own or ""
    if tells(context) or (len(header.issuers) > 1 and not _is_release(context)):
        return given
    text = fold(header.title or "", "zh-Hans") + "\n"
    text += "\n".join(folded(s) for s in context.scans[:_OPENING])
    homes: list[str] = cues("clauses")["homes"][context.language]
    named = next((s for s in homes if cue("clauses", "home", at=s).search(text)), "")
    if named or given in homes or (given and context.language == "zh-Hans"):
        return named or given
    return str(cues("clauses")["self_is"][context.language]) if _says_self(context) > 1 else given


def _told_at_home(context: Context) -> str:
    """The party that tells of a joint text as its own release does (我国政府承诺…)."""
    state = str(cues("clauses")["self_is"][context.language])
    return state if _says_self(context) and state in cast_of(context).parties else ""


def self_of(context: Context) -> str | None:
    """Whose 我国 it is in a report: Taiwan's, but in Hong Kong; Singapore's in its papers."""
    other = "HKG" if context.language == "zh-Hant" else "SGP"
    home = cue("clauses", "home", at=other)
    at_other = any(home.search(folded(s)) for s in context.scans[:_SAID])
    if context.language == "zh-Hant":
        return None if at_other else str(cues("clauses")["self_is"][context.language])
    return other if at_other else None


def _says_self(context: Context) -> int:
    return sum(len(cue("clauses", "self").findall(folded(s))) for s in context.scans[:_SAID])


def pair_at(scan: Scan, at: int) -> tuple[str, ...]:
    """The two whom 双方 means at a place: the parties if they are two, else those named last."""
    context = scan.context
    parties, own = parties_of(context), own_of(context)
    if len(parties) == 2 or (speaks_jointly(context) and parties):
        return parties
    codes = list(dict.fromkeys(_named_before(scan, at)))[:2]
    if own and own not in codes:
        codes = [own, *(codes or _most_named(context, own))[:1]]
    return tuple(codes) if len(codes) == 2 else parties


def _named_before(scan: Scan, at: int) -> list[str]:
    """States named before a place in its paragraph, the last first."""
    found: list[str] = []
    for one in reversed(scan.context.scans[max(0, scan.index - 4) : scan.index + 1]):
        if one.passage.paragraph != scan.passage.paragraph:
            break
        found += [code for start, code in _marks(one) if one is not scan or start < at]
    return found


def _marks(scan: Scan) -> list[tuple[int, str]]:
    """Where a scan names states, and which, the last first."""
    if scan not in _marked:
        marks = [(m.start, m.id) for m in scan.mentions if m.kind == "state"]
        marks += [(m.start(), code) for m, code in called(scan)]
        _marked[scan] = sorted(marks, reverse=True)
    return _marked[scan]


def _most_named(context: Context, own: str) -> list[str]:
    """The state beside its own that a text speaks of most."""
    if context not in _other:
        counts = Counter[str]()
        for scan in context.scans[:_SAID]:
            counts.update(m.id for m in scan.mentions if m.kind == "state" and m.id != own)
            counts.update(code for _, code in called(scan) if code != own)
        _other[context] = [code for code, _ in counts.most_common(1)]
    return _other[context]


@cache
def _called() -> re.Pattern[str]:
    given: dict[str, str] = cues("clauses")["called"]
    return re.compile(gated("|".join(f"(?P<{state}>{words})" for state, words in given.items())))


@lru_cache(maxsize=64)
def _shortly(given: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, given)))


def called(scan: Scan) -> list[tuple[re.Match[str], str]]:
    """Bodies and by-names that stand for one state in a text (海基会, 陆方), with its code, and the
    short names that the text itself gives (以下简称“公署”)."""
    if scan not in _callings:
        text = folded(scan)
        found = [(match, match.lastgroup or "") for match in _called().finditer(text)]
        if given := _aliases(scan.context):
            found += [(match, given[match[0]]) for match in _shortly(tuple(given)).finditer(text)]
        _callings[scan] = found
    return _callings[scan]


def _aliases(context: Context) -> dict[str, str]:
    """Short names that a text gives to states and organisations, with their codes."""
    if context not in _short:
        _short[context] = {}
        for scan in context.scans[:_SAID]:
            for m in scan.mentions if "称" in folded(scan) else ():
                alias = cue("clauses", "alias").match(folded(scan), m.end)
                if alias and m.kind in ("state", "organisation") and not m.weak:
                    _short[context].setdefault(alias["short"], m.id)
    return _short[context]
