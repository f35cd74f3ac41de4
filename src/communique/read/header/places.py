"""Where the meeting was: the place on the line that dates the document, else the one beside a
word for a meeting.

Labels are English, by the names table, a seat with its city (White House, Washington); a place
that no table knows is given as printed, from a dateline only. Left out: places of a tour that a
report mentions later.
"""

from __future__ import annotations

import re
from dataclasses import replace

from communique.model.codes import Basis, Kind
from communique.model.documents import Ground
from communique.names.mentions import Mention
from communique.read.header.face import Face
from communique.read.header.kinds import REPORTS
from communique.read.header.published import Found

_PRINTED = re.compile(r"[A-Z][\w'’-]+(?:[ -][A-Z][\w'’-]+){0,3}")
_DATELINE = re.compile(r"【([^】＝=\n]{1,10})[＝=]")
_NO_VENUES = ("sea", "strait", "region", "disputed", "river", "waterway", "kind")
_VENUES = ("seat", "site")
_ISSUED = re.compile(
    r"(?:[通簽签][过過署订訂]|[发發][表布]|[订訂]立|制定|[採采]纳|採択|署名|発表|作成|にて|において|で)+\Z"
)
_NO_PLACES = frozenset(
    [
        "Date",
        "Issued",
        "Released",
        "Published",
        "GMT",
        "Done",
        "Mon",
        "Tue",
        "Wed",
        "Thu",
        "Fri",
        "Sat",
        "Sun",
    ]
)


def place_of(face: Face, kind: Kind, event: Found | None) -> str | None:
    """The English label of the place, or the name as printed."""
    if given := face.fields.get("place"):
        face.grounds["place"] = Ground(Basis.MANIFEST, "given")
        return str(given)
    found = None
    if kind is Kind.READOUT and _remote(face):
        return None
    if kind not in REPORTS:
        found = _beside_date(face, event) or _under_text(face, event)
    if found is None and kind is Kind.SPEECH:
        found = _of_ceremony(face)
    if found is None:
        found = _in_opening(face, event)
    if found is None and (stated := face.layout.metadata.get("place")):
        face.grounds["place"] = Ground(Basis.METADATA, stated.where)
        return stated.value.strip()[:120]
    if found is None:
        return _in_file_name(face) if kind is Kind.SPEECH else None
    label, start, end, rule = found
    face.ground("place", rule, start, end)
    return label


def _remote(face: Face) -> bool:
    """Whether the parties spoke over a distance: such a meeting has no place."""
    opening = face.text[: face.lead[1]].lower()
    return any(word in opening for word in face.words["remote"])


def _of_ceremony(face: Face) -> tuple[str, int, int, str] | None:
    """The place in the name of the ceremony that a speech is held at: 広島市原爆死没者慰霊式."""
    for mention in face.mentions_in(0, face.lead[1]):
        if mention.kind != "place" or face.names.places[mention.id].kind in _NO_VENUES:
            continue
        after = re.split(r"[。\n]|[.]\s", face.text[mention.end : mention.end + 40])[0].lower()
        if any(word in after for word in face.words["ceremonies"]):
            return label(face, mention), mention.start, mention.end, "ceremony-name"
    here = tuple(face.words["here"])
    for mention in face.mentions:
        before = face.text[max(0, mention.start - 12) : mention.start].lower()
        if mention.kind == "place" and before.endswith(here):
            return label(face, mention), mention.start, mention.end, "here"
    return None


def _in_file_name(face: Face) -> str | None:
    """A place in the name of a speech's file, where the speech does not say it:
    2018-08-06-hiroshima.
    """
    stem = face.name.replace("\\", "/").rsplit("/", 1)[-1].rsplit(".", 1)[0][:120]
    words = re.sub(r"[^A-Za-z]+", " ", stem).strip().title()
    places = [m for m in face.names.find(words, "en") if m.kind == "place" and not m.weak]
    if len(places) != 1:
        return None
    face.grounds["place"] = Ground(Basis.FILE_NAME, "file-name", None, face.name)
    return label(face, places[0])


def _beside_date(face: Face, event: Found | None) -> tuple[str, int, int, str] | None:
    """On the line of the date, or the line just before or after it."""
    if event is None or event.start < 0 or event.rule not in ("dated-line", "signature-line"):
        return None
    at = next((n for n, ln in enumerate(face.lines) if ln.start <= event.start < ln.end), None)
    if at is None:
        return None
    for number in (at, at + 1, at - 1):
        if not 0 <= number < len(face.lines):
            continue
        line = face.lines[number]
        if number != at and len(line.text) > (20 if face.is_cjk else 50):
            continue
        places = [m for m in face.mentions_in(line.start, line.end) if m.kind == "place"]
        if places:
            best = places[0]
            return label(face, best), best.start, best.end, "dated-line"
        if number == at:
            printed = _printed(face, line.start, line.end, event)
            if printed:
                return printed
    return None


def _under_text(face: Face, event: Found | None) -> tuple[str, int, int, str] | None:
    """On the lines under the text that repeat the date: `1996年4月17日 / 東京`."""
    if event is None:
        return None
    last = len(face.text) - 300
    for day in face.dates:
        if day.start >= last and day.edtf == event.edtf:
            again = replace(event, start=day.start, end=day.end, rule="signature-line")
            found = _beside_date(face, again)
            if found:
                return found
    return None


def _printed(face: Face, start: int, end: int, event: Found) -> tuple[str, int, int, str] | None:
    """What stands beside the date on its line, when no table knows it: `Port Lyth, 12 March
    2026`.
    """
    for s, e in ((start, event.start), (event.end, end)):
        words = face.text[s:e].strip(" ,，、。.:：()（）\u3000於于在-–—")
        if face.is_cjk:
            words = _ISSUED.sub("", words)
            if (
                2 <= len(words) <= 10
                and not any(c.isdigit() for c in words)
                and not re.search(r"[曜期年月日分時时]", words)
            ):
                at = face.text.index(words, s)
                return words, at, at + len(words), "dated-line"
        elif (match := _PRINTED.search(words)) and match[0] not in _NO_PLACES:
            at = face.text.index(match[0], s)
            return match[0], at, at + len(match[0]), "dated-line"
    return None


def _in_opening(face: Face, event: Found | None) -> tuple[str, int, int, str] | None:
    """In the title and opening, the place after `in`, 在, 於 or before で, in a sentence with a
    word for a meeting.
    """
    end = face.lead[1]
    scored: list[tuple[float, int, Mention]] = []
    for mention in face.mentions:
        if mention.kind != "place" or mention.weak or mention.start >= end:
            continue
        score = _locative(face, mention)
        if (
            event
            and event.start >= 0
            and abs(mention.start - event.start) < (60 if face.is_cjk else 160)
        ):
            score += 1
        if score >= 1.5 and face.names.places[mention.id].kind not in _NO_VENUES:
            scored.append((score, -mention.start, mention))
    if scored:
        best = max(scored, key=lambda item: item[:2])[2]
        return label(face, best), best.start, best.end, "opening-place"
    dateline = _DATELINE.search(face.text, max(0, face.body - 40), end)
    if dateline:
        return dateline[1], dateline.start(1), dateline.end(1), "dateline"
    return None


def _locative(face: Face, mention: Mention) -> float:
    """How much a place mention reads like `in X` with a meeting in the same sentence."""
    before = face.text[max(0, mention.start - 16) : mention.start]
    after = face.text[mention.end : mention.end + 24]
    words = face.words["of_event"]
    reach = 60 if face.is_cjk else 170
    sentence = re.split(r"[。！？]", face.text[max(0, mention.start - reach) : mention.start])[-1]
    sentence += re.split(r"[。！？]|[.!?]\s", face.text[mention.end : mention.end + reach])[0]
    met = any(word in sentence.lower() for word in face.words["meeting"])
    if face.language == "en":
        near = any(re.search(rf"\b{re.escape(w)}(?: the)?\s*$", before) for w in words)
    elif face.language == "ja":
        near = any(
            re.match(rf"(?:市|市内|市内の[^、。]{{0,8}}|[^、。]{{0,6}})?{re.escape(w)}", after)
            for w in words
        )
    else:
        near = before.endswith(tuple(words))
    return (1.0 if near else 0.0) + (1.0 if met else 0.0)


def label(face: Face, mention: Mention) -> str:
    """The English label; a building or seat with the city it stands in.

    The chain stops at the city: its state is known from the city.
    """
    place = face.names.places[mention.id]
    parts = [place.label("en")]
    if place.within and place.kind in _VENUES:
        outer = face.names.places.get(place.within)
        if outer:
            parts.append(outer.label("en"))
    return ", ".join(parts)
