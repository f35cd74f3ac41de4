"""Japanese subjects: the noun before は, が, も or から, and whom it stands for.

Recognised: what actors.py knows, where that noun or an office, side or ministry ends the phrase;
〜氏 and ministries whose state the document tells; 同氏 and the like for who acted before. A name
in katakana is taken for the other party's and one in Han characters for Japan's, where the other
party does not write names so. Left out: experts, firms and the public, who speak for no state.

    "ペルー側は港を整備し" -> PER;  "経済研究所の浜口研究員は" -> nobody
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from communique.find.actors import actors_at, cast_of
from communique.find.context import Context, Scan
from communique.find.offices_ja import (
    Codes,
    by_script,
    foreign_office,
    held,
    introduced_at_home,
    other_side,
    subject_words,
)
from communique.model.codes import Kind
from communique.names import Mention

_NAMED = re.compile(r"([ァ-ヶー・＝]{2,}|[一-龯々]{2,6})(?:氏|さん)$")
_KATAKANA = re.compile("[ァ-ヶー]{2}")
_EDGE = re.compile(r"[、,，。」』】：:]")
# Somebody who acts, for whom no code is known, and so not who acted before.
_STRANGERS = re.compile(r"(?:首脳|閣僚|政府|大臣|代表|高官|各国|諸国|国際社会)$")
_PARTY = re.compile(r"[・○●▽]?\s*([^：:。、（(]{1,12})[：:]")
_BRACKETS = re.compile(r"[（(]〇*[）)]$")
_PAIRED = re.compile(r"と|及び|および|並びに")
_JOINED = re.compile(r"[とや、,，・]|及び|および|並びに|ならびに|各国|諸国")
_OF_COMPLEMENT = re.compile(
    r"[るたうくすつむぶい](?:こと[をにがで]|の[をにがは](?=、|[一-龯]|$)"
    r"|よう(?:に)?、?(?:[^、。]{0,16}に)?(?:強く|改めて|重ねて)?(?:求|促|要請|要求|呼|訴|働き|$))"
)
_SPOKEN = (Kind.SPEECH, Kind.PRESS_CONFERENCE)
_memory: WeakKeyDictionary[Context, set[str]] = WeakKeyDictionary()


@dataclass(frozen=True, slots=True)
class Subject:
    """A subject phrase: its range, the end of its mark, the mark, whom it means; `nobody` tells
    that it is somebody who acts for no state."""

    start: int
    end: int
    after: int
    mark: str
    actors: Codes
    nobody: bool = False


def subjects(
    scan: Scan, text: str, start: int, end: int, *, before: Codes = (), speaker: str | None = None
) -> Iterator[Subject]:
    """The subject phrases of a clause in order, those included that stand for nobody known.

    `text` is the scan's with brackets blanked; `before` who acted last; `speaker` whose words it
    is.
    """
    words, last = subject_words(), start
    for mark in words["markers"].finditer(text, start, end):
        at = mark.start() + mark[0].startswith("側")
        first = max((m.end() for m in _EDGE.finditer(text, last, at)), default=last)
        if opening := words["openings"].match(text[first:at]):
            first += opening.end()
        if mark[0] == "が" and (object_ := text.rfind("を", first, at)) >= 0:
            first = max(object_, text.rfind("に", object_, at)) + 1
        if first >= at or at - first > 60:
            last = mark.end()
            continue
        made = _subject(scan, text, first, at, mark, before, speaker)
        yield _list_before(scan, text, start, made) if made.actors else made
        last = mark.end()


def finite(text: str, subject: Subject, stop: int) -> bool:
    """Whether a subject with が is the clause's, not of a noun's modifier (日本が求めた撤廃)."""
    rest = text[subject.after : stop]
    if rest.startswith(("、", ",", "，")):
        return True
    if _OF_COMPLEMENT.search(rest):
        return False  # カナダが派遣したことを歓迎する
    near = re.split(r"[、,，]", rest)[0]
    return not re.search(r"[るたうくすつむぶいば](?=[一-龯ァ-ヶ「]|こと[にをが]|との|という)", near)


def labelled(scan: Scan) -> tuple[Codes, bool, int] | None:
    """Whose words a paragraph gives by the label at its head, whether somebody asks there, and
    where the label ends; None where there is no label."""
    words = subject_words()
    found = words["label"].match(scan.text)
    if not found:
        return None
    at = next(i for i in range(1, 5) if found[i] is not None)
    label, (start, end) = found[at], found.span(at)
    if words["askers"].search(label):
        return (), True, found.end()
    home = ("JPN",) if "JPN" in cast_of(scan.context).parties else ()
    if words["answers"].match(label):
        return home, False, found.end()
    actors = actors_at(scan, start, end)
    stranger = bool(_KATAKANA.search(label)) and actors == ("JPN",)
    if words["offices"].search(label) and (len(actors) != 1 or held(label) or stranger):
        actors = by_script(scan, label) or home or actors
    actors = _at_table(scan, start, end, label, actors)
    return (actors, False, found.end()) if actors else None


def party_label(scan: Scan) -> tuple[Codes, int] | None:
    """The party that an item of a list is about by its label, and where that ends (日本：…)."""
    found = _PARTY.match(scan.text)
    actors = actors_at(scan, 0, found.end(1)) if found else ()
    parties = cast_of(scan.context).parties
    whole = found and all(m.end == found.end(1) for m in _inside(scan, 0, found.end(1)))
    return (
        (actors, found.end())
        if found and whole and set(actors) <= set(parties) and actors
        else None
    )


def partner(scan: Scan, start: int, end: int) -> Codes:
    """Whom a stretch names as the other side of an agreement."""
    return actors_at(scan, start, end)


def _subject(
    scan: Scan,
    text: str,
    first: int,
    at: int,
    mark: re.Match[str],
    before: Codes,
    speaker: str | None,
) -> Subject:
    words, phrase = subject_words(), re.sub(r"[（(]〇*[）)]", "", text[first:at]).strip()
    if (bracket := _BRACKETS.search(text, first, at)) and bracket.start() > first:
        at = bracket.start()  # 欧州連合（ＥＵ）も
    nothing = Subject(first, at, mark.end(), mark[0].removeprefix("側"), ())
    if _for_no_state(phrase) or _known_nobody(scan, phrase):
        _remember(scan, phrase)
        return Subject(first, at, mark.end(), mark[0], (), nobody=True)
    if words["other_side"].search(phrase) and (other := other_side(scan, before)):
        return Subject(first, at, mark.end(), mark[0], other)
    if _home_side(scan, phrase, speaker):
        return Subject(first, at, mark.end(), mark[0].removeprefix("側"), ("JPN",))
    if words["same"].match(phrase):
        met = _named_before(scan, text, first, phrase[1:])
        if phrase.startswith("同国") and before in ((), ("JPN",)):  # 日本は…。同国は…
            met = met or other_side(scan, ("JPN",))
        return Subject(first, at, mark.end(), mark[0], met or before)
    inside = _inside(scan, first, at)
    parties = cast_of(scan.context).parties
    named = any(
        m.end == at and not (m.weak and m.id not in parties)
        for m in inside
        if m.kind in ("state", "organisation", "person")
    )
    if not named and not words["heads"].search(phrase) and not _bare_countries(scan, phrase):
        return nothing
    guest = speaker if speaker != "JPN" and scan.context.doc.header.kind in _SPOKEN else None
    if guest and words["own_words"].fullmatch(phrase):
        return Subject(first, at, mark.end(), mark[0].removeprefix("側"), (guest,))
    actors = _bare_countries(scan, phrase) or actors_at(scan, first, at, speaker=speaker)
    unnamed = all(m.weak for m in inside)
    joint_word = words["joint"].search(phrase)
    joint = joint_word or _JOINED.search(phrase if inside else phrase.replace("・", ""))
    if not actors or words["domestic"].search(phrase) or (unnamed and not joint):
        actors = foreign_office(scan, phrase) or by_script(scan, phrase) or actors
    actors = _at_table(scan, first, at, phrase, actors)
    if introduced_at_home(scan, phrase):
        actors = ("JPN",)
    if len(actors) == 1 and not joint_word:
        actors = _each(scan, text, first, at) or actors
    if len(actors) > 1 and not _several(scan, phrase, first, at):
        actors = actors[:1]
    if any(m.start == first + 1 for m in inside):  # 日EU: the first is named by a character
        lead = _of_character(scan.context, text[first])
        actors = tuple(dict.fromkeys((lead, *actors))) if lead else actors
    stranger = not actors and len(phrase) > 4 and bool(_STRANGERS.search(phrase))
    return Subject(first, at, mark.end(), mark[0].removeprefix("側"), actors, nobody=stranger)


def _home_side(scan: Scan, phrase: str, speaker: str | None) -> bool:
    """Whether 我が方 or 当方 is Japan's side in a record of a meeting, not a guest's own."""
    named = subject_words()["home_side"].match(phrase) and speaker in (None, "JPN")
    return bool(named) and "JPN" in cast_of(scan.context).parties


def _at_table(scan: Scan, first: int, at: int, phrase: str, actors: Codes) -> Codes:
    """A name that tables know for a third state's is, without that state, one of those who met."""
    parties = cast_of(scan.context).parties
    if len(actors) != 1 or len(parties) != 2 or actors[0] in parties:
        return actors
    if any(m.kind == "state" and not m.weak for m in _inside(scan, first, at)):
        return actors
    people = [m for m in _inside(scan, first, at) if m.kind == "person"]
    return by_script(scan, phrase) or actors if people or not _inside(scan, first, at) else actors


def _for_no_state(phrase: str) -> bool:
    """Whether a phrase ends in somebody who speaks for no state, not in a thing of theirs
    (大学院への留学生の受入れ)."""
    words, inner = subject_words(), phrase.rsplit("を", 1)[-1]
    found = [m.end() for m in words["no_actors"].finditer(inner)]
    return bool(found) and (found[-1] == len(inner) or bool(words["heads"].search(inner)))


def _named_before(scan: Scan, text: str, at: int, office: str) -> Codes:
    """Whom 同大臣 means behind an object of that office: 大臣を招待し、同大臣は受諾した."""
    if len(office) < 1 or (found := text.rfind(office + "を", 0, at)) < 0:
        return ()
    end = found + len(office)
    start = max((m.end() for m in _EDGE.finditer(text, 0, found)), default=0)
    start = max(start, text.rfind("は", start, found) + 1, text.rfind("が", start, found) + 1)
    return actors_at(scan, start, end) or by_script(scan, text[start:end])


def _each(scan: Scan, text: str, first: int, at: int) -> Codes:
    """Whom the parts of 「柏木総理とモラレス大統領」 stand for; none where one is unknown."""
    parts = _PAIRED.split(text[first:at])
    if len(parts) != 2 or not all(subject_words()["heads"].search(part) for part in parts):
        return ()
    second = at - len(parts[1])
    one = actors_at(scan, first, first + len(parts[0])) or by_script(scan, parts[0])
    other = actors_at(scan, second, at) or by_script(scan, parts[1])
    return tuple(dict.fromkeys((*one, *other))) if one and other else ()


def _inside(scan: Scan, first: int, at: int) -> list[Mention]:
    """The names in a stretch, found without a look at all others of a long passage."""
    mentions = scan.mentions
    low = bisect_left(mentions, first, key=lambda m: m.start)
    found = []
    for mention in mentions[low : low + at - first]:
        if mention.start >= at:
            break
        if mention.end <= at:
            found.append(mention)
    return found


def _several(scan: Scan, phrase: str, first: int, at: int) -> bool:
    """Whether a phrase names more than one (日本とケニアの外相, 日米), not an organ of one."""
    if _JOINED.search(phrase) or subject_words()["joint"].search(phrase):
        return True
    inside = [m for m in _inside(scan, first, at) if not m.weak]
    if len(inside) < 2:
        return True
    ends = {m.end for m in inside if m.kind == "state"}
    return any(m.start in ends and m.kind == "state" for m in inside)


def _bare_countries(scan: Scan, phrase: str) -> Codes:
    """日比, 日米韓: one-character names in a row, of parties of the event."""
    if not 2 <= len(phrase) <= 4:
        return ()
    codes = [_of_character(scan.context, char) for char in phrase]
    if any(code is None for code in codes):
        return ()
    return tuple(code for code in codes if code)


def _of_character(context: Context, char: str) -> str | None:
    found = context.names.find(char + "側", "ja")
    code = found[0].id if found and found[0].start == 0 and found[0].kind == "state" else None
    return code if code in cast_of(context).parties else None


def _known_nobody(scan: Scan, phrase: str) -> bool:
    named = _NAMED.search(phrase)
    known = _memory.get(scan.context, set())
    return named is not None and any(named[1] in name for name in known)


def _remember(scan: Scan, phrase: str) -> None:
    _memory.setdefault(scan.context, set()).add(phrase)


def _list_before(scan: Scan, text: str, start: int, subject: Subject) -> Subject:
    """日本、米国及び韓国は: names that stand before the phrase, with nothing between."""
    first, codes = subject.start, subject.actors
    for mention in reversed(_inside(scan, max(start, first - 60), first)):
        near = text[mention.end : first] in ("、", ",", "，") and not mention.weak
        if not near or mention.kind != "state":
            break
        first, codes = mention.start, (mention.id, *codes)
    return Subject(first, subject.end, subject.after, subject.mark, tuple(dict.fromkeys(codes)))
