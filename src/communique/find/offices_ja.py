"""Whose a Japanese office or person is, where no name beside it tells.

Recognised: Japan's own ministries and offices; 先方; 首相 of a text where Japan has a 総理大臣;
a name in katakana as the other party's and one in Han characters as Japan's, where the other party
does not write names so. Left out: several other parties, among which nothing tells.

    "ロサレス大臣" in a text of Japan and Peru -> PER
"""

from __future__ import annotations

import re
from functools import cache
from weakref import WeakKeyDictionary

from communique.find.actors import cast_of
from communique.find.context import Context, Scan
from communique.languages import data
from communique.model.codes import Kind

Codes = tuple[str, ...]
_BEFORE = 12  # passages in which 先方 may have been named
_OF_EACH = re.compile("(?:各国)?(?:外相|防衛相|国防相|財務相|閣僚|首脳|大臣)(?:ら|たち)?")
_KATAKANA = re.compile(r"[ァ-ヶー]{2,}")
_OWN_MINISTRY = re.compile(
    "(?:経済産業|経産|国土交通|国交|農林水産|農水|文部科学|厚生労働|厚労|総務)省"
)
_SURNAME = re.compile("([一-龯々]{2,3})(?:氏|さん)")
_titles: WeakKeyDictionary[Context, dict[tuple[str, ...], bool]] = WeakKeyDictionary()


@cache
def subject_words() -> dict[str, re.Pattern[str]]:
    """The patterns of subjects by their name in languages/ja/actors.yaml."""
    given = data("ja", "actors")
    keys: tuple[str, ...] = (
        "heads",
        "no_actors",
        "same",
        "openings",
        "markers",
        "domestic",
        "joint",
        "label",
    )
    keys += (
        "askers",
        "answers",
        "offices",
        "held",
        "fields",
        "other_side",
        "own_words",
        "home_side",
        "bureaus",
    )
    return {
        key: re.compile(given[key] if isinstance(given[key], str) else "|".join(given[key]))
        for key in keys
    }


def other_side(scan: Scan, before: Codes) -> Codes:
    """先方: the party that is not the one whose text it is, or else not the one who acted."""
    parties = cast_of(scan.context).parties
    home = cast_of(scan.context).own
    own = (home,) if home else before[:1]
    others = tuple(party for party in parties if party not in own)
    if not others and own:
        return _last_spoken_of(scan, own)
    return others if len(others) == 1 else before


def _last_spoken_of(scan: Scan, own: Codes) -> Codes:
    """The state that a text of one party last spoke of before a passage: whom 先方 means there."""
    scans = scan.context.scans
    for other in reversed(scans[max(0, scan.index - _BEFORE) : scan.index]):
        for mention in reversed(other.mentions):
            if mention.kind == "state" and not mention.weak and mention.id not in own:
                return (mention.id,)
    return ()


def foreign_office(scan: Scan, phrase: str) -> Codes:
    """首相 of a text that calls Japan's own 総理大臣: the other party's."""
    titles = data("ja", "actors")["own_titles"].get(phrase)
    parties = cast_of(scan.context).parties
    others = tuple(party for party in parties if party != "JPN")
    if not titles or len(others) != 1 or "JPN" not in parties:
        return ()
    return others if _speaks_of(scan.context, tuple(titles)) else ()


def _speaks_of(context: Context, titles: tuple[str, ...]) -> bool:
    """Whether a text has one of some titles as a subject (総理大臣は)."""
    known = _titles.setdefault(context, {})
    if titles not in known:
        named = re.compile("(?:" + "|".join(titles) + ")(?:は|から|より|が|と)")
        known[titles] = any(named.search(scan.text) for scan in context.scans[:60])
    return known[titles]


def held(phrase: str) -> bool:
    """Whether a family name in Han characters stands before an office (柏木総理大臣)."""
    patterns = subject_words()
    found = patterns["held"].search(patterns["bureaus"].sub("", phrase))
    return found is not None and not patterns["fields"].search(found[1])


def _ministry(context: Context, phrase: str, other: str) -> Codes:
    """鉱業省 of the state whose 鉱業相 the document names."""
    stem = re.split(r"[省庁]", phrase)[0].rsplit("の", 1)[-1]
    if len(stem) < 2:
        return ()
    minister = re.compile(r"([ァ-ヶー]|[一-龯々])" + re.escape(stem) + r"(?:相|大臣|長官)")
    for scan in context.scans[:60]:
        if found := minister.search(scan.text):
            return (other,) if _KATAKANA.match(found[1] * 2) else ("JPN",)
    return ()


def introduced_at_home(scan: Scan, phrase: str) -> bool:
    """Whether 〜氏 first stands with an office and no state before it, as the Japanese press names
    Japan's own ministers: 宇津木俊経済産業相と韓国の韓道允産業通商相."""
    surname = _SURNAME.fullmatch(phrase)
    if surname is None or "JPN" not in cast_of(scan.context).parties:
        return False
    named = re.compile(re.escape(surname[1]) + r"[一-龯々]{0,10}(?:相|大臣|総理|長官)(?!会)")
    for other in scan.context.scans[:60]:
        if found := named.search(other.text):
            at = found.start()
            return not any(
                m.kind == "state" and at - 2 < m.end <= at for m in other.mentions
            ) and not re.search(r"[国省府]の?$", other.text[:at])
    return False


def by_script(scan: Scan, phrase: str) -> Codes:
    """Whose a person or ministry is, by Japan's own ministries and by the script of names."""
    context = scan.context
    parties = cast_of(context).parties
    if "JPN" not in parties:
        groups = not any(party in context.names.states for party in parties)
        press = context.doc.header.kind in (Kind.NEWS, Kind.ARTICLE)
        at_home = groups and press and bool(subject_words()["domestic"].search(phrase))
        strange = not set(parties) & set(data("ja", "actors")["han_names"])
        at_home |= strange and (held(phrase) or bool(_OWN_MINISTRY.match(phrase)))
        return ("JPN",) if at_home else ()  # 首相 of a report from a summit of many
    many = context.doc.header.kind is Kind.JOINT_STATEMENT and len(parties) > 2
    if many and _OF_EACH.fullmatch(phrase):
        return parties
    if subject_words()["domestic"].search(phrase):
        return ("JPN",)
    others = [p for p in parties if p != "JPN"]
    if len(others) != 1 or others[0] in data("ja", "actors")["han_names"]:
        return ()
    if phrase.endswith(("省", "庁", "の高官", "の幹部", "の報道官", "の担当者")):
        return _ministry(context, phrase, others[0])
    named = _KATAKANA.search(subject_words()["bureaus"].sub("", phrase))
    if phrase.endswith(("氏", "さん")) or named or held(phrase):
        return (others[0],) if named else ("JPN",)
    return ()
