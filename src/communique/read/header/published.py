"""When a document was published, by its own word, its page's, or the press's.

Recognised: labelled dates (發布日期：), imprints (付朝刊), the day an author finished a text, an
agency's code, a date that closes the text, feed lines, metadata, and a report's dateline. Left
out: when a page was last changed, unless nothing else is there.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from communique.languages.dates import DateMention, find_dates
from communique.model.codes import Basis, Kind
from communique.model.dates import is_edtf
from communique.model.documents import Ground
from communique.read.header.face import Face, Line
from communique.read.header.kinds import REPORTS

CODE_WITHIN = 200
"""Characters at a report's end in which its agency's code stands."""
ERA_OF_THE_REPUBLIC = 1911
DATELINE = 90
"""Characters of a report's opening in which its dateline has a date."""
_CITY = re.compile(r"[A-ZÀ-Þ][A-ZÀ-Þ .'’/-]{2,}(?:,|\s\()")
_BEHIND_DATELINE = re.compile(r"\s*(?:\([^)]{2,40}\)\s*)?[-–—]{1,2}\s")
PRINTED = 80
"""Characters behind "published in" within which the date of the issue stands."""
CLOCK = re.compile(r"\b[0-9]{1,2}:[0-9]{2}\b")

# The time, the weekday and the room (於：本省会見室) beside a date say nothing against its line.
_TIME = re.compile(
    r"[（(][月火水木金土日](?:曜日?)?[）)]|星期[一二三四五六日天]|(?:午前|午後|上午|下午)"
    r"|[0-9]{1,2}[ ]?[:：時时][ ]?(?:[0-9]{1,2}[ ]?分?)?|[ap]\.?m\.?|GMT|UTC|於[：:].{0,20}"
)


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


def published_of(face: Face, kind: Kind) -> Found | None:
    """The date of publication with what it rests on; None where nothing says it."""
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
    return (
        _imprint(face)
        or _coded(face)
        or _dateline(face)
        or _closing(face)
        or _printed_in(face)
        or _posted(face)
        or _beside_text(face)
        or (_report_line(face) if kind in REPORTS else None)
    )


def _beside_text(face: Face) -> Found | None:
    """A line of furniture at the document's head that is a label and a date, or a feed's date and
    nothing else.
    """
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
    """`發布日期：民國…`, `Published: 3 May 2024`: a label at the start of a line, a date on it or
    the next.
    """
    last = len(face.text) - 300
    ends = [line for line in face.lines[face.masthead + 3 :] if line.start >= last]
    for number, line in enumerate([*face.lines[: face.masthead + 3], *ends]):
        low = line.text.lower().lstrip("*_ [【（(")
        for label in face.words["published_labels"]:
            if not low.startswith(label) or not re.match(
                r"[\]】）)*\s]{0,3}[:：\s]", low[len(label) :] + " "
            ):
                continue
            stop = line.end
            if len(low) <= len(label) + 2 and number + 1 < min(len(face.lines), face.masthead + 3):
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
            own_line = face.text[max(0, day.start - 2) : day.start].strip(" \u3000\n") in (
                "",
                "（",
                "(",
                "。（",
                "。(",
            )
            if words and own_line:
                return Found(day.edtf, "imprint", Basis.TEXT, day.start, day.end)
    return None


def _coded(face: Face) -> Found | None:
    """An agency's code at the end of its report: （編輯：…）1121026 is year of the Republic,
    month and day."""
    found = re.search(face.words["coded_date"], face.text[-CODE_WITHIN:])
    if not found:
        return None
    year = int(found["year"]) + ERA_OF_THE_REPUBLIC
    edtf = f"{year}-{found['month']}-{found['day']}"
    start = max(0, len(face.text) - CODE_WITHIN)
    if not is_edtf(edtf):
        return None
    return Found(edtf, "agency-code", Basis.TEXT, start + found.start("year"), start + found.end())


def _dateline(face: Face) -> Found | None:
    """A report's opening with its year: `LIMA, Peru, March 21, 2003 (Agency) - …`."""
    for line in face.lines[: face.masthead + 3]:
        if not _CITY.match(line.text):
            continue
        for day in face.dates_in(line.start, line.start + DATELINE):
            behind = face.text[day.end : day.end + 60]
            if day.complete and day.precision == "day" and _BEHIND_DATELINE.match(behind):
                return Found(day.edtf, "dateline", Basis.TEXT, day.start, day.end)
    return None


def _closing(face: Face) -> Found | None:
    """A full date in brackets with which a text ends: …具体人数未定。（2023年5月31日）."""
    for day in face.dates:
        before, behind = face.text[: day.start].rstrip(), face.text[day.end :].strip()
        bracketed = behind in ("）", ")") and before.endswith(("（", "("))
        if bracketed and day.complete and day.precision == "day":
            return Found(day.edtf, "closing-date", Basis.TEXT, day.start, day.end)
    return None


def _printed_in(face: Face) -> Found | None:
    """The issue of the journal in which an article says that it stands: （本文刊於《…》，
    民國七十五年三月）, "(First published in Foreign Affairs, April 1986)"."""
    reach = len(face.text) if len(face.text) < 2000 else face.lead[1]
    for match in re.finditer(face.words["printed_in"], face.text[:reach]):
        days = face.dates_in(match.start(), match.end() + PRINTED)
        rest = re.split(r"[。\n]", face.text[match.end() : match.end() + PRINTED])[0]
        days = [d for d in days if d.complete and d.start < match.end() + len(rest)]
        if days and days[-1].precision in ("day", "month"):
            return Found(days[-1].edtf, "printed-in", Basis.TEXT, days[-1].start, days[-1].end)
    return None


def _report_line(face: Face) -> Found | None:
    """A line of a report's masthead that is little more than a full date."""
    last = len(face.text) - 120
    ends = [
        ln for ln in face.lines[face.masthead + 1 :] if ln.start >= last and ln.text[0] in "（("
    ]
    for line in [*face.lines[: face.masthead + 1], *ends]:
        day = line_date(face, line)
        if day:
            return Found(day.edtf, "dated-line", Basis.TEXT, day.start, day.end)
    return None


def _posted(face: Face) -> Found | None:
    """A line of the masthead with a date and a clock time: `10:26, February 28, 2019`."""
    for line in face.lines[: face.masthead]:
        day = line_date(face, line) if CLOCK.search(line.text) else None
        if day:
            return Found(day.edtf, "posted-line", Basis.TEXT, day.start, day.end)
    return None


def line_date(face: Face, line: Line) -> DateMention | None:
    """The full date of a line that holds little else (a place, a label, a time)."""
    found = face.dates_in(line.start, line.end)
    if face.is_cjk and line.text.isascii():
        # Feeds date their items in English: `Mon, 10 Feb 2025 22:51:04 GMT`.
        found = find_dates(face.text, "en", start=line.start, end=line.end)
    days = [d for d in found if d.complete and d.precision in ("day", "interval")]
    if not days:
        return None
    rest = line.text
    for day in days:
        rest = rest.replace(face.text[day.start : day.end], "", 1)
    spare = len(_TIME.sub("", rest))
    return days[0] if spare <= (18 if face.is_cjk else 46) else None
