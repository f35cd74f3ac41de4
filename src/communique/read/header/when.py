"""When a document was published and when the meeting was that it belongs to.

In order of trust: what a person gives; labelled dates, signature lines and datelines; the opening's dates beside a word for
a meeting; the page's own metadata; known meetings; counting (the first in 1995, this the 13th); the file name. An
incomplete date (4月10日) takes its year from the publication date, a phrase such as 去（一九七八）年, a known
meeting of the people named, or the year the text's dates share.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from communique.languages.dates import DateMention, find_dates, present_year, resolve
from communique.languages.numerals import integer
from communique.model.codes import Basis, Kind
from communique.model.dates import is_edtf, span
from communique.model.documents import Ground
from communique.names.rows import Meeting
from communique.read.header.actors import REPORTS, Actors
from communique.read.header.face import Face, Line
from communique.read.header.titles import Title

_FILE_DATE = re.compile(
    r"(?<![0-9A-Za-z])((?:19|20)[0-9]{2})(?:([-_.]?)([01][0-9])(?:\2([0-3][0-9]))?)?(?![0-9A-Za-z])"
)
_SLACK = 21
"""Days between the first and last date of an opening that may belong to one visit."""


@dataclass(frozen=True, slots=True)
class Found:
    """A date, where it stands in the face (if it does), the rule, and a note."""

    edtf: str
    rule: str
    basis: Basis = Basis.TEXT
    start: int = -1
    end: int = -1
    note: str | None = None

    def ground(self, face: Face) -> Ground:
        """What the date rests on."""
        quote = face.quote(self.start, self.end) if self.start >= 0 else None
        return Ground(self.basis, self.rule, quote, self.note)


def date_from_name(name: str) -> str | None:
    """The date in a file's name, as EDTF; None if there is none that the calendar has.

    >>> date_from_name("talks/2013-11-22-summit.en.txt"), date_from_name("20131122.txt"), date_from_name("a7.txt")
    ('2013-11-22', '2013-11-22', None)
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
    """The date of publication, the date of the event, and where in the face the event's date stands."""
    from_name = face.fields.get("date_from_name") or date_from_name(face.name)
    published = _published(face, kind)
    event = _event(face, title, kind, actors, published, from_name)
    if published is None and event and kind not in REPORTS and event.rule != "file-name":
        published = _published_with(event, kind)
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
    """A text that dates itself is published that day; one that only tells of a meeting may be later."""
    if event.rule in ("dated-line", "signature-line") and span(event.edtf).precision == "day":
        return replace(event, rule=f"{event.rule}-of-event")
    return None


def _published(face: Face, kind: Kind) -> Found | None:
    if given := face.fields.get("published"):
        return Found(str(given), "given", Basis.MANIFEST)
    labelled = _labelled(face)
    if labelled:
        return labelled
    stated = face.layout.metadata.get("published")
    if stated:
        edtf = _stated(stated.value, face.language)
        if edtf:
            return Found(edtf, stated.where, Basis.METADATA)
    return _imprint(face) or _beside_text(face) or (_report_line(face) if kind in REPORTS else None)


def _beside_text(face: Face) -> Found | None:
    """A line of furniture at the document's head that is a label and a date, or a feed's date and nothing else."""
    begins = face.draft.ranges[0][0] if face.draft.ranges else 0
    for piece in face.draft.furniture:
        start, end = piece.quote.start, piece.quote.end
        if start > begins + 1500:
            break
        text = face.reading.text[start:end].strip()
        if start < begins - 1500 or len(text) > 120:
            continue
        language = "en" if text.isascii() else face.language
        days = [d for d in find_dates(text, language) if d.complete and d.precision == "day"]
        labelled = any(label in text.lower() for label in face.words["published_labels"])
        if days and (labelled or len(text) - (days[0].end - days[0].start) <= 24):
            return Found(days[0].edtf, "page-line", Basis.METADATA, note=text)
    return None


def _stated(value: str, language: str) -> str | None:
    """A date as metadata write it: ISO 8601 with or without a time, RFC 822, or words."""
    value = value.strip()
    if is_edtf(value[:10]):
        return value[:10]
    if re.fullmatch(r"[12][0-9]{7}", value[:8]):
        edtf = f"{value[:4]}-{value[4:6]}-{value[6:8]}"
        return edtf if is_edtf(edtf) else None
    for tag in dict.fromkeys((language, "en", "ja", "zh-Hant")):
        for mention in find_dates(value[:200], tag):
            if mention.complete:
                return mention.edtf
    return None


def _labelled(face: Face) -> Found | None:
    """`發布日期：民國…`, `Published: 3 May 2024`: a label at the start of a line, a date on it or the next."""
    for number, line in enumerate(face.lines[: face.masthead + 3]):
        low = line.text.lower().lstrip("*_ [【（(")
        for label in face.words["published_labels"]:
            if not low.startswith(label) or not re.match(r"[\]】）)*\s]{0,3}[:：\s]", low[len(label) :] + " "):
                continue
            stop = line.end
            if len(low) <= len(label) + 2 and number + 1 < len(face.lines):
                stop = face.lines[number + 1].end
            day = next((d for d in face.dates_in(line.start, stop) if d.complete), None)
            if day and day.precision == "day":
                return Found(day.edtf, "published-label", Basis.TEXT, day.start, day.end)
    return None


def _imprint(face: Face) -> Found | None:
    """（2026年9月4日付朝刊): a full date followed by a word of the press."""
    for day in face.dates:
        if day.complete and day.precision == "day":
            before = face.text[max(0, day.start - 24) : day.start].lower()
            if any(word in before for word in face.words["finished"]):
                return Found(day.edtf, "finished", Basis.TEXT, day.start, day.end)
            after = face.text[day.end : day.end + 6]
            words = [w for w in face.words["published_after"] if after.startswith(w)]
            own_line = face.text[max(0, day.start - 2) : day.start].strip(" \u3000\n") in ("", "（", "(")
            if words and own_line:
                return Found(day.edtf, "imprint", Basis.TEXT, day.start, day.end)
    return None


def _report_line(face: Face) -> Found | None:
    """A line of a report's masthead that is little more than a full date."""
    for line in face.lines[: face.masthead + 1]:
        day = _line_date(face, line)
        if day:
            return Found(day.edtf, "dated-line", Basis.TEXT, day.start, day.end)
    return None


def _line_date(face: Face, line: Line) -> DateMention | None:
    """The full date of a line that holds little else (a place, a label, a time)."""
    found = face.dates_in(line.start, line.end)
    if face.is_cjk and line.text.isascii():
        # Feeds date their items in English: `Mon, 10 Feb 2025 22:51:04 GMT`.
        found = find_dates(face.text, "en", start=line.start, end=line.end)
    days = [d for d in found if d.complete and d.precision in ("day", "interval")]
    spare = len(line.text) - sum(d.end - d.start for d in days)
    return days[0] if days and spare <= (18 if face.is_cjk else 46) else None


def _event(
    face: Face, title: Title, kind: Kind, actors: Actors, published: Found | None, from_name: str | None
) -> Found | None:
    if given := face.fields.get("date"):
        return Found(str(given), "given", Basis.MANIFEST)
    lead = _lead_date(face, title, kind, actors, published, from_name)
    if kind in REPORTS or (published and published.rule == "published-label"):
        return lead or (published if kind is Kind.OTHER else None)
    line = _own_line(face)
    if kind is Kind.READOUT and lead and not (line and lead.rule == "counted"):
        return lead if lead.basis is Basis.TEXT or not line else line
    return line or lead or published


def _own_line(face: Face) -> Found | None:
    """The date by which a document dates itself: on a line of its own at its head, or under the text."""
    for line in face.lines[: face.masthead + 1]:
        day = _line_date(face, line)
        if day and line.start <= face.body + 400:
            return Found(day.edtf, "dated-line", Basis.TEXT, day.start, day.end)
    last = len(face.text) - 700
    for line in reversed([ln for ln in face.lines if ln.start >= max(face.body, last)]):
        day = _line_date(face, line)
        if day:
            return Found(day.edtf, "signature-line", Basis.TEXT, day.start, day.end)
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
    counted = _counted(face)
    anchor, published_at = (published.edtf, published.start) if published else (None, -2)
    anchor = anchor or _strong_year(face) or (counted.edtf if counted else None) or from_name
    candidates = [
        d
        for d in face.dates
        if d.start < end
        and d.precision in ("day", "interval")
        and d.start != published_at
        and not _is_numeric_stamp(face, d)
    ]
    if kind not in REPORTS:
        candidates = [d for d in candidates if d.start >= start or title.start <= d.start < title.end]
    ranked = sorted(candidates, key=lambda d: (-_nearness(face, d), d.start))
    by_catalogue = _known(face, ranked, actors, anchor)
    if by_catalogue:
        return by_catalogue
    weak = present_year(face.dates)
    full = {d.edtf[4:]: d for d in face.dates if d.complete and d.precision == "day"}
    for day in ranked:
        if not day.complete and (same := full.get(day.edtf[4:])):
            note = f"the text has it in full: {same.edtf}"
            return Found(same.edtf, "opening-date", Basis.TEXT, day.start, day.end, note)
        own = anchor or (str(weak) if weak else None)
        done = resolve([day], own, prefer="past")[0] if own else day
        if done.complete:
            rule = "opening-date"
            if not day.complete:
                rule = "counted" if counted and anchor == counted.edtf else "opening-date-resolved"
            note = None if day.complete else f"year from {own}"
            return Found(done.edtf, rule, Basis.TEXT, day.start, day.end, note)
    return None


def _is_numeric_stamp(face: Face, day: DateMention) -> bool:
    """A date in a comment or address of markup is none of the text."""
    return face.text[max(0, day.start - 1) : day.start] in ("/", "=", "-") and day.rule == "numeric"


def _nearness(face: Face, day: DateMention) -> float:
    """How much a date looks like the meeting's: a word for a meeting in its sentence, soon after it, early on."""
    reach = 70 if face.is_cjk else 170
    after = re.split(r"[。！？]|[.!?]\s", face.text[day.end : day.end + reach], maxsplit=1)[0].lower()
    before = re.split(r"[。！？]|[.!?]\s", face.text[max(0, day.start - reach) : day.start])[-1].lower()
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


def _known(
    face: Face, ranked: list[DateMention], actors: Actors, anchor: str | None
) -> Found | None:
    """A known meeting of the people or parties named, on a day that the opening names."""
    people = _leading_pair(face, actors)
    if len(people) < 2:
        return None
    resolved = resolve(sorted(ranked, key=lambda d: d.start), anchor, prefer="past") if anchor else ranked
    days = [d for d in resolved if d.complete and d.precision == "day"]
    if not days:
        return _by_day_of_year(face, ranked, people)
    first, last = min(span(d.edtf).first for d in days), max(span(d.edtf).last for d in days)
    if (last - first).days > _SLACK or first == last:
        return None
    issued = [
        entry
        for entry in face.names.catalogue()
        if set(people) <= set(entry.people) and first.isoformat() <= entry.date <= last.isoformat()
    ]
    if issued and len(issued[0].date) == 10:
        note = f"{issued[0].catalogue}: the leaders issued a text that day"
        where = next((d for d in days if d.edtf == issued[0].date), days[0])
        return Found(issued[0].date, "known-document", Basis.CATALOGUE, where.start, where.end, note)
    inside = [
        m
        for m in face.names.meetings(people=people)
        if m.start <= last.isoformat() and m.end >= first.isoformat() and len(m.start) == 10
    ]
    picked = resolve([ranked[0]], anchor, prefer="past")[0].edtf if ranked and anchor else days[0].edtf
    if not inside or any(m.start <= picked <= m.end for m in inside):
        return None
    meeting = min(inside, key=lambda m: (len(m.start), m.start < first.isoformat(), m.start))
    return _meeting_found(meeting, days[0])


def _by_day_of_year(
    face: Face, ranked: list[DateMention], people: tuple[str, ...]
) -> Found | None:
    for day in ranked:
        if day.precision == "day" and day.edtf.startswith("XXXX-") and "XX" not in day.edtf[5:]:
            years = {m.start[:4]: m for m in face.names.meetings(people=people, date=day.edtf)}
            if len(years) == 1:
                year = next(iter(years))
                note = f"the known meeting of {', '.join(people)} on a {day.edtf[5:]}"
                return Found(
                    f"{year}{day.edtf[4:]}", "known-meeting", Basis.CATALOGUE, day.start, day.end, note
                )
    return None


def _meeting_found(meeting: Meeting, day: DateMention) -> Found:
    note = f"the known meeting {meeting.start}/{meeting.end}: {meeting.description}"[:200]
    return Found(meeting.start, "known-meeting", Basis.CATALOGUE, day.start, day.end, note)


def _leading_pair(face: Face, actors: Actors) -> tuple[str, ...]:
    """The leaders named, one for each party: the first of each who ever led it."""
    found: dict[str, str] = {}
    for mention in actors.people:
        for person in face.names.who(mention):
            offices = {t.office for t in face.names.terms_of(person.id)}
            if person.state in actors.parties and offices & {"head_of_state", "head_of_government"}:
                found.setdefault(person.state, person.id)
                break
    return tuple(found.values())


def _other_year_between(face: Face, year: DateMention, at: int) -> bool:
    """From the first in 1954 to the thirteenth in 1977 says nothing of the present year."""
    low, high = sorted((year.end, at))
    return any(d.complete for d in face.dates_in(low, high + 2) if d is not year)


def _counted(face: Face) -> Found | None:
    """The year by counting: a first one in a year, this one the n-th, held every year (or every second)."""
    words = face.words["counting"]
    start, end = face.lead
    text = face.text[start : min(len(face.text), end + 300)]
    ordinal = re.compile(words["ordinal"])
    for year in face.dates_in(start, end + 300):
        if not year.complete or year.precision != "year":
            continue
        around = face.text[max(start, year.start - 40) : year.end + 24].lower()
        if not any(word.lower() in around for word in words["started"]):
            continue
        for match in ordinal.finditer(text):
            nth = integer(match["n"])
            if _other_year_between(face, year, start + match.start()):
                continue
            after = text[match.end() : match.end() + 24].lower()
            if not nth or nth < 2 or not (match[0][-1] in words["of"] or any(w in after for w in words["of"])):
                continue
            step = 2 if any(word in text.lower() for word in words["every_two"]) else 1
            made = f"{int(year.edtf[:4]) + (nth - 1) * step:04d}"
            if is_edtf(made):
                note = f"first {year.edtf}, number {nth}, every {step} year(s)"
                return Found(made, "counted", Basis.RULE, year.start, year.end, note)
    return None
