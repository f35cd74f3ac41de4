"""When a document was published and when the meeting was that it belongs to.

In order of trust: what a person gives; labelled dates, signature lines and datelines; the
opening's dates beside a word for a meeting; the page's own metadata; known meetings; counting
(the first in 1995, this the 13th); the file name. An incomplete date (4月10日) takes its year
from the publication date, a phrase such as 去（一九七八）年, a known meeting of the people named,
or the year the text's dates share.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from communique.languages.dates import DateMention, present_year, resolve
from communique.model.codes import Basis, Kind
from communique.model.dates import is_edtf, span
from communique.read.header.actors import Actors
from communique.read.header.days import dateline_day, days_of_talks, lasting, on_weekday
from communique.read.header.face import Face
from communique.read.header.kinds import REPORTS, planned
from communique.read.header.known import counted_year, known_date
from communique.read.header.published import CLOCK, Found, line_date, published_of
from communique.read.header.titles import Title

_FILE_DATE = re.compile(
    r"(?<![0-9A-Za-z])((?:19|20)[0-9]{2})(?:([-_.]?)([01][0-9])(?:\2([0-3][0-9]))?)?(?![0-9A-Za-z])"
)
_ISSUED = re.compile(r"\W*(?:Issued|Released|Signed|Done|Adopted) (?:at|in|on|by)\b")
_ISSUED_THERE = (Kind.JOINT_STATEMENT, Kind.RESOLUTION, Kind.TREATY)
_DAYS = ("day", "interval")


def date_from_name(name: str) -> str | None:
    """The date in a file's name, as EDTF; None if there is none that the calendar has.

    >>> date_from_name("talks/2013-11-22-summit.en.txt"), date_from_name("a7.txt")
    ('2013-11-22', None)
    """
    stem = name.replace("\\", "/").rsplit("/", 1)[-1]
    for match in _FILE_DATE.finditer(stem):
        edtf = "-".join(part for part in (match[1], match[3], match[4]) if part)
        if is_edtf(edtf) and (match[3] or len(stem) < 40):
            return edtf
    return None


def dates_of(
    face: Face, title: Title, kind: Kind, actors: Actors
) -> tuple[str | None, str | None, Found | None]:
    """The date of publication, the date of the event, and where in the face the event's date
    stands.
    """
    from_name = face.fields.get("date_from_name") or date_from_name(face.name)
    published = published_of(face, kind)
    event = _event(face, title, kind, actors, published, from_name)
    if published is None and event and kind not in REPORTS and event.rule != "file-name":
        line = _own_line(face) if kind in _ISSUED_THERE else None
        dated = line if line and line.start == event.start else event  # talks end before the issue
        published = _published_with(dated, Kind.JOINT_STATEMENT if planned(face, kind) else kind)
    if published is None and kind is Kind.READOUT and (line := _own_line(face)):
        published = replace(line, rule="dated-line")
    told = event is not None and kind in REPORTS and span(event.edtf).precision == "day"
    if published is None and event and told and (day := dateline_day(face, event.edtf)):
        published = Found(day, "dateline", Basis.TEXT)  # 新华社北京6月17日电
    if published is None and event and kind in REPORTS and 0 <= event.start < face.body:
        published = replace(event, rule="dateline")  # "Nairobi, Dec. 14"
    if published is None and event and kind not in REPORTS and from_name:
        published = Found(from_name, "file-name", Basis.FILE_NAME, note=face.name)
    if event is None and from_name:
        event = Found(from_name, "file-name", Basis.FILE_NAME, note=face.name)
        if published is None and kind not in REPORTS:
            published = event
    for name, found in (("published", published), ("date", event)):
        if found:
            face.grounds[name] = found.ground(face)
    return (published.edtf if published else None), (event.edtf if event else None), event


def _published_with(event: Found, kind: Kind) -> Found | None:
    """A text that dates itself is published that day; one that only tells of a meeting may be
    later.
    """
    day = span(event.edtf)
    if event.rule in ("dated-line", "signature-line") and day.precision == "day":
        return replace(event, rule=f"{event.rule}-of-event")
    if kind in _ISSUED_THERE and event.basis is Basis.TEXT and day.precision in _DAYS:
        return replace(event, edtf=day.last.isoformat(), rule="last-day-of-event")
    return None


def _event(
    face: Face,
    title: Title,
    kind: Kind,
    actors: Actors,
    published: Found | None,
    from_name: str | None,
) -> Found | None:
    if given := face.fields.get("date"):
        return Found(str(given), "given", Basis.MANIFEST)
    lead = _lead_date(face, title, kind, actors, published, from_name)
    line = _own_line(face) if kind not in REPORTS else None
    issued = line and published and kind in _ISSUED_THERE and line.edtf == published.edtf
    if kind in REPORTS or (published and published.rule == "published-label" and not issued):
        return lead or (published if kind is Kind.OTHER else None)
    if line and kind is Kind.JOINT_STATEMENT and (talks := days_of_talks(face, line)):
        return talks
    if kind is Kind.READOUT and lead and not (line and lead.rule == "counted"):
        return lead if lead.basis is Basis.TEXT or not line else line
    return line or lead or published


def _own_line(face: Face) -> Found | None:
    """The date by which a document dates itself: on a line of its own at its head, or under the
    text.
    """
    own = [
        (line, day) for line in face.lines[: face.masthead + 1] if (day := line_date(face, line))
    ]
    # The line nearest to the text is the text's own; one with a clock time is the page's.
    own.sort(key=lambda pair: (bool(CLOCK.search(pair[0].text)), -pair[0].start))
    if own:
        day = own[0][1]
        return Found(day.edtf, "dated-line", Basis.TEXT, day.start, day.end)
    for line in face.lines[: face.masthead]:
        days = [d for d in face.dates_in(line.start, line.end) if d.complete]
        if days and _ISSUED.match(line.text) and days[0].precision == "day":
            return Found(days[0].edtf, "dated-line", Basis.TEXT, days[0].start, days[0].end)
    last = len(face.text) - 700
    for line in reversed([ln for ln in face.lines if ln.start >= max(face.body, last)]):
        signed = line_date(face, line)
        if signed:
            return Found(signed.edtf, "signature-line", Basis.TEXT, signed.start, signed.end)
        done = re.search(r"\b(?:DONE|Done) at\b|訂於|订于|作成", line.text)
        if done:
            days = [d for d in face.dates_in(line.start, line.end + 200) if d.complete]
            if days:
                return Found(days[0].edtf, "signature-line", Basis.TEXT, days[0].start, days[0].end)
    return None


def _lead_date(
    face: Face,
    title: Title,
    kind: Kind,
    actors: Actors,
    published: Found | None,
    from_name: str | None,
) -> Found | None:
    """The date in the title or opening that stands nearest to a word for a meeting."""
    start, end = face.lead
    counted = counted_year(face)
    published_at = published.start if published else -2
    anchor = (
        (published.edtf if published else None)
        or (line.edtf if kind is Kind.READOUT and (line := _own_line(face)) else None)
        or _strong_year(face)
        or (counted.edtf if counted else None)
        or from_name
    )
    candidates = [
        d
        for d in face.dates
        if d.start < end
        and d.precision in ("day", "interval")
        and d.start != published_at
        and not _is_numeric_stamp(face, d)
        and not _on_page_line(face, d)
    ]
    if kind not in REPORTS:
        candidates = [
            d for d in candidates if d.start >= start or title.start <= d.start < title.end
        ]
    ranked = sorted(candidates, key=lambda d: (-_nearness(face, d), d.start))
    by_catalogue = known_date(face, ranked, actors, anchor)
    if by_catalogue:
        return by_catalogue
    weak = (_weekday_year(face, ranked[0]) if ranked else None) or present_year(face.dates)
    full = {d.edtf[4:]: d for d in face.dates if d.complete and d.precision == "day"}
    for day in ranked:
        if not day.complete and (same := full.get(day.edtf[4:])):
            told = f"the text has it in full: {same.edtf}"
            return Found(same.edtf, "opening-date", Basis.TEXT, day.start, day.end, told)
        own: str | None = anchor or (str(weak) if weak else None)
        if day.counts and own and kind in REPORTS:
            own = dateline_day(face, own) or own
        done = resolve([day], own, prefer="past")[0] if own else day
        if done.complete:
            rule = "opening-date"
            if not day.complete:
                rule = "counted" if counted and anchor == counted.edtf else "opening-date-resolved"
            note = None if day.complete else f"year from {own}"
            edtf = lasting(face, done.edtf, kind)
            return Found(edtf, rule, Basis.TEXT, day.start, day.end, note)
    return on_weekday(face, kind, published)


def _weekday_year(face: Face, day: DateMention) -> int | None:
    """The year in which a day of a report ("Dec. 14") is the weekday that its first words tell
    ("on Friday"): of several, the one in the middle of the years that the text speaks of."""
    told = re.search(face.words["weekdays"], face.text[: face.lead[0] + 400])
    years = sorted(span(d.edtf).first.year for d in face.dates if d.complete)
    if day.complete or day.precision != "day" or told is None or not years or "/" in day.edtf:
        return None
    month, number = (int(part) for part in day.edtf[-5:].split("-"))
    fits = [
        year
        for year in range(years[0], years[-1] + 1)
        if is_edtf(f"{year:04d}-{month:02d}-{number:02d}")
        and date(year, month, number).strftime("%A") == told[1]
    ]
    return min(fits, key=lambda year: abs(year - years[len(years) // 2]), default=None)


def _on_page_line(face: Face, day: DateMention) -> bool:
    """A date beside a clock time at the head is the page's: 更新 / 2025年1月9日 14:05."""
    if day.start >= face.body:
        return False
    line = next((ln for ln in face.lines if ln.start <= day.start < ln.end), None)
    return line is not None and bool(CLOCK.search(line.text))


def _is_numeric_stamp(face: Face, day: DateMention) -> bool:
    """A date in a comment or address of markup is none of the text."""
    return face.text[max(0, day.start - 1) : day.start] in ("/", "=", "-") and day.rule == "numeric"


def _nearness(face: Face, day: DateMention) -> float:
    """How much a date looks like the meeting's: a word for a meeting in its sentence, soon after
    it, early on.
    """
    reach = 70 if face.is_cjk else 170
    after = re.split(r"[。！？]|[.!?]\s", face.text[day.end : day.end + reach], maxsplit=1)[
        0
    ].lower()
    before = re.split(r"[。！？]|[.!?]\s", face.text[max(0, day.start - reach) : day.start])[
        -1
    ].lower()
    score = 0.0
    for number, word in enumerate(face.words["meeting"]):
        strength = 2.0 if number < 8 else 1.0
        if word in after or (not face.is_cjk and word in before):
            score = max(score, strength)
    score -= (day.start - face.body) / 1000 if day.start > face.body else 0
    if day.precision == "interval":
        score -= 0.6
    if day.counts and day.counts[0] == "day":
        score += 0.2
    return score


def _strong_year(face: Face) -> str | None:
    """The year of a text that says 去（一九七八）年: its own year is not in doubt."""
    told = [d for d in face.dates if d.complete and d.counts and not d.from_before]
    year = present_year(told)
    return f"{year:04d}" if year else None
