"""Days that a text tells in other words than a date: the days of a meeting that ended on the day
of a text, a day of the week ("agreed on Friday"), what lasted ("after two days of talks",
為期兩天), and the day of an agency's dateline, which its 今天 means.

Left out: the days of visits, of which only the one counts on which a text was issued.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

from communique.languages.dates import resolve
from communique.languages.numerals import integer
from communique.model.codes import Basis, Kind
from communique.model.dates import span
from communique.read.header.face import Face
from communique.read.header.kinds import REPORTS
from communique.read.header.published import Found

_VISIT = 14
"""Days that a visit or meeting may last."""
_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "两": 2, "兩": 2}
_ISSUED = 3
"""Days after talks on which a text of theirs may be issued."""
_WIRED = re.compile(r"\s?(?:[專专外合综綜]{0,2}[電电讯訊]|＝|=)")


def days_of_talks(face: Face, line: Found) -> Found | None:
    """The days of a meeting that ended on the day a text is dated: "met from 3 to 5 January". (Of a
    visit, only the day on which the text was issued counts.)"""
    reach = 60 if face.is_cjk else 200
    for days in face.dates_in(face.lead[0], face.lead[1]):
        around = re.split(r"[。\n]|[.]\s", face.text[max(0, days.start - reach) : days.start])[-1]
        around += re.split(r"[。\n]|[.]\s", face.text[days.end : days.end + reach])[0]
        visit = any(word in around.lower() for word in face.words["visits"])
        if days.precision == "interval" and not visit:
            done = resolve([days], line.edtf, prefer="past")[0]
            if not done.complete:
                continue
            held = span(done.edtf)
            length = (held.last - held.first).days
            late = (span(line.edtf).last - held.last).days
            talked = late == 0 or re.search(face.words["talked"], around)
            if talked and 0 <= late <= _ISSUED and 0 < length <= _VISIT:
                return replace(line, edtf=done.edtf)
    return None


def on_weekday(face: Face, kind: Kind, published: Found | None) -> Found | None:
    """The day of the week that a report's first words tell, before its dateline's day."""
    if kind not in REPORTS or published is None or span(published.edtf).precision != "day":
        return None
    told = re.compile(face.words["weekdays"]).search(face.text, 0, face.lead[0] + 400)
    if told is None:
        return None
    last = span(published.edtf).last
    for back in range(7):
        day = last - timedelta(days=back)
        if day.strftime("%A") == told[1]:
            edtf = lasting(face, day.isoformat(), kind)
            return Found(edtf, "weekday", Basis.TEXT, told.start(), told.end())
    return None


def lasting(face: Face, edtf: str, kind: Kind) -> str:
    """The days of a meeting that a report says ended after some: "after two days of talks"."""
    found = re.compile(face.words["lasted"]).search(face.text, 0, face.lead[0] + 800)
    if kind not in REPORTS or found is None or span(edtf).precision != "day":
        return edtf
    word = next(group for group in found.groups() if group)
    number = _NUMBERS.get(word) or integer(word) or 1
    if not 1 < number <= _VISIT:
        return edtf
    first = span(edtf).last - timedelta(days=number - 1)
    return f"{first.isoformat()}/{edtf}"


def dateline_day(face: Face, anchor: str) -> str | None:
    """The day of an agency's dateline, which its 今天 means: （宿霧21日專電）."""
    reach = face.dates_in(max(0, face.body - 40), face.body + 60)
    for day in reach if face.is_cjk else ():
        if _WIRED.match(face.text, day.end) and day.precision == "day" and not day.counts:
            done = resolve([day], anchor, prefer="past")[0]
            return done.edtf if done.complete else None
    return None
