"""Who acts: the states and organisations that a subject phrase stands for.

Recognised, in every language: names of states, organisations and people in office (Japan, ASEAN,
President Carter); "the leaders", "both governments", 両首脳, 双方, 雙方 (the event's parties); an
office ("the President", 総理大臣, 外交部長) by who holds it at this event, as the text's own
appositions, its people and the tables tell; sides (日方, 肯方, 我方); "we" and "I" of a speaker.
Left out: pronouns, which need the clause before (the language modules), and companies, experts
and peoples, who act for no state. The words are data (languages/<x>/actors.yaml).

    "the two Governments" in a statement of Kenya and Norway -> ("KEN", "NOR")
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from importlib import resources
from itertools import islice, pairwise, takewhile

import yaml

from communique.find.context import Context, Scan
from communique.find.kept import Kept
from communique.languages import data
from communique.model.codes import Kind
from communique.model.quotes import Range
from communique.names import Mention
from communique.read.header.clubs import codes_of, organs
from communique.read.header.offices import OfficeMention, offices_in

_NOT_ACTING = frozenset(
    [
        "treaty",
        "law",
        "document",
        "initiative",
        "exercise",
        "fund",
        "institute",
        "university",
        "body",
    ]
)
_GROUPS = frozenset(("organisation", "forum", "alliance", "group"))
_NAMESAKES = {"COD": "COG", "COG": "COD", "DMA": "DOM", "DOM": "DMA", "KOR": "PRK", "PRK": "KOR"}
_JOINS = frozenset(("-", "–", "+", "and", "・", "—"))
MONEY = ("$", "＄", "¥", "￥", "£", " dollar", " pound", " franc", "ドル", "美元")
"""Behind the name of a state these make it money."""
_JOINT = Kind.JOINT_STATEMENT
_DAY = re.compile(r"[0-9]{4}(?:-[0-9]{2}){0,2}")
_known: Kept[Context, Cast] = Kept()


@dataclass(frozen=True, slots=True)
class _Words:
    joint: re.Pattern[str]
    own: re.Pattern[str]
    we: re.Pattern[str]
    sides: re.Pattern[str]
    of_state: re.Pattern[str]
    clubs: re.Pattern[str]
    name_before: re.Pattern[str]
    name_after: re.Pattern[str]
    colleagues: re.Pattern[str]
    styled: re.Pattern[str]


@cache
def _words(language: str) -> _Words:
    given = data(language, "actors")
    return _Words(**{key.name: _any(given.get(key.name, [])) for key in fields(_Words)})


@cache
def _agencies(language: str) -> re.Pattern[str] | None:
    """Bodies of one state, in a group named by its code; only English names them yet."""
    given = data(language, "actors").get("agencies") or {}
    either = "|".join(f"(?P<{code}>{'|'.join(names)})" for code, names in given.items())
    return re.compile(rf"\b(?:{either})\b") if given else None


def _any(patterns: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{p})" for p in patterns) or "(?!)")


@dataclass(frozen=True, slots=True)
class Cast:
    """Who is who at a document's event: states by office, by person's surface form, and its own.

    `offices` maps the words of an office to the one party whose it is; `people` the forms of a
    person to the state spoken for; `own` is the state whose text it is, if one.
    """

    parties: tuple[str, ...]
    offices: Mapping[str, str]
    people: Mapping[str, str]
    own: str | None


def cast_of(context: Context) -> Cast:
    """The cast of a document, worked out once from its header, people and first appositions."""
    if context not in _known:
        header = context.doc.header
        given = tuple(header.event.parties) or tuple(header.issuers)
        parties = given if len(given) > 2 else _club(context) or given
        parties = (*_partner_club(context, parties), *parties)
        people = {**_people(context), **_introduced(context), **_styled(context)}
        states = [c for c in header.issuers if c in context.names.states]
        own = states[0] if len(states) == len(header.issuers) == 1 else None
        _known[context] = Cast(parties, _offices(context, parties, people), people, own)
    return _known[context]


def _club(context: Context) -> tuple[str, ...]:
    """The group whose leaders speak as one ("G7 Leaders' Communiqué"): its code, where the title
    names it and no state."""
    title = context.doc.header.title or ""
    named = [m for m in context.names.find(title, context.language) if not m.weak] if title else []
    kinds = {
        m.id: context.names.organisations[m.id].kind for m in named if m.kind == "organisation"
    }
    groups = [id for id, kind in kinds.items() if kind in _GROUPS]
    if len(groups) == 1 and all(m.kind == "organisation" for m in named):
        pattern = _words(context.language).clubs
        return codes_of(named[0]) if pattern.search(title) else ()
    return ()


def _partner_club(context: Context, parties: tuple[str, ...]) -> tuple[str, ...]:
    """The group that meets a state, in a title such as "ASEAN-Canada Summit"."""
    title = context.doc.header.title or ""
    named = context.names.find(title, context.language) if title else []
    found = []
    for one, other in pairwise(named):
        gap = title[one.end : other.start]
        kinds = {one.kind, other.kind}
        if gap.strip() in _JOINS and kinds == {"organisation", "state"}:
            group, state = (one, other) if one.kind == "organisation" else (other, one)
            if state.id in parties and group.id not in parties and not group.weak:
                found.append(group.id)
    return tuple(dict.fromkeys(found))


def actors_at(scan: Scan, start: int, end: int, *, speaker: str | None = None) -> tuple[str, ...]:
    """The codes of those whom the words from `start` to `end` stand for, in order, each once.

    `speaker` is the state of who speaks there, for "we" and "I"; empty if nobody is meant that a
    code exists for.
    """
    context, text = scan.context, scan.text[start:end]
    cast, words = cast_of(context), _words(scan.context.language)
    found: list[tuple[int, tuple[str, ...]]] = []
    covered: list[Range] = []
    if match := words.joint.search(text):
        found.append((match.start(), cast.parties))
        covered.append(match.span())
    first = bisect_left(scan.mentions, start, key=lambda m: m.start)
    for mention in takewhile(lambda m: m.start < end, islice(scan.mentions, first, None)):
        own = speaker and words.own.fullmatch(mention.form)  # 我が国 of a guest's words
        code = speaker if own else _state_of(mention, context)
        money = scan.text.startswith(MONEY, mention.end)
        if code and mention.end <= end and not money:
            found.append((mention.start - start, (code,)))
    found += _named_people(text, cast)
    found += [(s, (code,)) for s, _, code in agencies_in(text, context.language)]
    given = [(at, code) for at, code in found]
    for office in offices_in(text, context.language, context.names):
        if not any(a <= office.start < b for a, b in covered):
            near = _holder_named(given, office, text, words)
            code = near or _holder(office, text, cast, context)
            if code:
                found.append((office.start, (code,)))
    if not found and (match := words.we.search(text)):
        found.append((match.start(), (speaker,) if speaker else _we(cast)))
    if not found and (match := words.own.search(text)) and (speaker or cast.own):
        found.append((match.start(), (speaker or cast.own or "",)))
    found.sort(key=lambda item: item[0])
    return tuple(dict.fromkeys(code for _, codes in found for code in codes if code))


def issuers(context: Context) -> tuple[str, ...]:
    """Whose text it is, for sentences without a subject ("Decides to …")."""
    return _we(cast_of(context))


def agencies_in(text: str, language: str) -> list[tuple[int, int, str]]:
    """Bodies of one state named in words: where each begins and ends, and the state."""
    pattern = _agencies(language)
    found = pattern.finditer(text) if pattern else ()
    return [(m.start(), m.end(), m.lastgroup or "") for m in found]


def _we(cast: Cast) -> tuple[str, ...]:
    """ "We" of a text that nobody speaks: of its one issuer, else of all parties."""
    return (cast.own,) if cast.own else cast.parties


def _state_of(mention: Mention, context: Context) -> str | None:
    if mention.weak and mention.id not in context.doc.header.event.parties:
        return None
    if mention.kind == "organisation":
        if context.names.organisations[mention.id].kind in _NOT_ACTING:
            return None
        return _bodies().get(mention.id) or organs().get(mention.id, mention.id)
    if mention.kind == "state":
        return _of_taipei(mention, context) or _namesake(mention, context)
    if mention.kind == "person":
        return state_of_person(mention, context)
    return None


def _namesake(mention: Mention, context: Context) -> str:
    """Of two states with one adjective (Congolese, Dominican, コンゴ) the one that is a party."""
    parties = context.doc.header.event.parties
    twin = _NAMESAKES.get(mention.id, mention.id)
    bare = mention.part == "adjective" or mention.form in ("Congo", "コンゴ", "刚果", "剛果")
    return twin if bare and twin in parties and mention.id not in parties else mention.id


def _of_taipei(mention: Mention, context: Context) -> str | None:
    """The Chinese side of a joint text of the Republic of China is Taipei's."""
    header = context.doc.header
    spoken = mention.id == "CHN" and mention.part == "adjective" and header.kind is _JOINT
    return "TWN" if spoken and "TWN" in header.event.parties else None


def state_of_person(mention: Mention, context: Context) -> str | None:
    """The state a person of the tables acts for; of a surname that people of several states share,
    the one that is a party, or whose office it was on the day."""
    if not mention.others:
        return context.names.people[mention.id].state or None
    header = context.doc.header
    among = {*header.event.parties, *header.issuers}
    return context.names.acts_for(mention, among=among) or context.names.acts_for(
        mention, date=day_of(context), among=among
    )


def day_of(context: Context) -> str:
    """The day, month or year of the event, else of the text, as the names tables take it; empty
    where the header has none that is one."""
    header = context.doc.header
    date = header.event.date or header.published or ""
    return date if _DAY.fullmatch(date) else ""


def state_of_body(id: str) -> str | None:
    """The state that a body of the tables acts for (STATEDEPT: USA); None for one of several."""
    return _bodies().get(id)


@cache
def _bodies() -> Mapping[str, str]:
    """Bodies of one state (a ministry, an agency), which act for it."""
    path = resources.files("communique.read.header") / "bodies.yaml"
    loaded: Mapping[str, str] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return loaded


def _named_people(text: str, cast: Cast) -> list[tuple[int, tuple[str, ...]]]:
    return [(text.index(form), (code,)) for form, code in cast.people.items() if form in text]


def _holder_named(
    given: list[tuple[int, tuple[str, ...]]], office: OfficeMention, text: str, words: _Words
) -> str | None:
    """ "President of Kenya", "Kenya's President", "Japanese Prime Minister": the name beside it."""
    for at, codes in given:
        if not codes:  # "both sides" of a document without parties
            continue
        between = text[min(at, office.end) : max(at, office.start)]
        if at >= office.end and words.of_state.fullmatch(between):
            return codes[0]
        beside = at >= office.end and not between.strip()
        if beside or (at < office.start and len(between) <= 24):
            return codes[0]
    return None


def _holder(office: OfficeMention, text: str, cast: Cast, context: Context) -> str | None:
    """The party whose office it is: as the document says, else as the tables allow."""
    word = text[office.start : office.end]
    if word in cast.offices:
        return cast.offices[word]
    # The table's states are those the editors thought of: a preference, no limit.
    states = [p for p in cast.parties if p in context.names.states]
    fits = [p for p in states if p in office.states] or states
    others = set(cast.offices.values())
    if len(fits) > 1 and len(rest := [p for p in fits if p not in others]) == 1:
        fits = rest
    return fits[0] if len(fits) == 1 else None


def _people(context: Context) -> dict[str, str]:
    """Surface forms of people found in the document, and the state each speaks for."""
    forms: dict[str, str] = {}
    for person in context.found.get("people", ()):
        state = getattr(person, "affiliation", None)
        if state is None and getattr(person, "role", None):
            state = _one_side(context)  # who has an office in a text of one state is its own
        if state and (state in context.names.states or state in context.doc.header.event.parties):
            for form in getattr(person, "surface", ()):
                if len(form) > 1:
                    forms.setdefault(form, state)
    return forms


def _one_side(context: Context) -> str | None:
    """The state whose readout or release a text is; None for other texts."""
    header = context.doc.header
    one_sided = header.kind in (Kind.READOUT, Kind.OTHER, Kind.FACT_SHEET)
    states = [c for c in header.issuers if c in context.names.states]
    return states[0] if one_sided and len(states) == len(header.issuers) == 1 else None


def _introduced(context: Context) -> dict[str, str]:
    """Surnames of people whom the text introduces with office and state ("Ann Hall, Minister of
    Trade of Kenya", "Kenyan Trade Minister Ann Hall")."""
    words, found = _words(context.language), dict[str, str]()
    for scan in context.scans[:40]:
        states = [m for m in scan.mentions if m.kind == "state"]
        for office in offices_in(scan.text, context.language, context.names) if states else ():
            code = _beside(office, states, scan.text, words, context)
            if code is None:
                continue
            before = words.name_before.search(scan.text, max(0, office.start - 80), office.start)
            after = words.name_after.match(scan.text, office.end)
            for match in (before, after):
                if match:
                    found.setdefault(match[1], code)
        for beside in words.colleagues.finditer(scan.text) if states else ():
            near = [m for m in states if 0 <= beside.start() - m.end <= 3]
            name = words.name_after.match(scan.text, beside.end())
            if near and name and (code := _state_of(near[0], context)):
                found.setdefault(name[1], code)
    return found


def _styled(context: Context) -> dict[str, str]:
    """Governments by their style, which the text gives with the state once ("the Royal Government
    of Bhutan") and then alone."""
    words, found = _words(context.language), dict[str, set[str]]()
    for scan in context.scans[:60]:
        for match in words.styled.finditer(scan.text):
            near = (m for m in scan.mentions if 0 <= m.start - match.end() <= 24)
            state = next((m.id for m in near if m.kind == "state" and not m.weak), None)
            if state:
                found.setdefault(match[1], set()).add(state)
    return {style: states.pop() for style, states in found.items() if len(states) == 1}


def _offices(
    context: Context, parties: tuple[str, ...], people: Mapping[str, str]
) -> dict[str, str]:
    """Words of offices with the party beside them in the text ("Prime Minister of Japan")."""
    language, words = context.language, _words(context.language)
    votes: dict[str, dict[str, int]] = {}
    sources = [context.doc.header.title or "", *(s.text for s in context.scans[:60])]
    for text in sources:
        offices = offices_in(text, language, context.names) if text else []
        if not offices:
            continue
        states = [m for m in context.names.find(text, language) if m.kind in ("state", "person")]
        for office in offices:
            code = _beside(office, states, text, words, context)
            if code is None:
                code = _person_beside(office, text, people)
                if code not in office.states and set(parties) & set(office.states):
                    continue  # a guess about a person does not go over the table of offices
            if code in parties:
                tally = votes.setdefault(text[office.start : office.end], {})
                tally[code] = tally.get(code, 0) + 1
    # An office that both parties have ("the Foreign Ministers") belongs to neither by itself.
    return {
        word: max(tally, key=lambda c: tally[c])
        for word, tally in votes.items()
        if len(tally) == 1 or sorted(tally.values())[-1] > 2 * sorted(tally.values())[-2]
    }


def _beside(
    office: OfficeMention, states: list[Mention], text: str, words: _Words, context: Context
) -> str | None:
    for mention in states:
        code = _state_of(mention, context)
        if code is None:
            continue
        if mention.end <= office.start and mention.end + 8 > office.start:
            if words.sides.fullmatch(text[mention.end : office.start]):
                return code
        elif mention.start >= office.end and words.of_state.fullmatch(
            text[office.end : mention.start]
        ):
            # "informed the President of Japan's decision" names no President of Japan.
            return None if text[mention.end : mention.end + 2] in ("'s", "’s") else code
    return None


def _person_beside(office: OfficeMention, text: str, people: Mapping[str, str]) -> str | None:
    for form, code in people.items():
        at = text.find(form)
        if at >= 0 and (0 <= at - office.end <= 3 or 0 <= office.start - at - len(form) <= 3):
            return code
    return None
