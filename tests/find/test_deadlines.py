"""Deadlines and starts in the languages' words, counted from the document's day."""

from __future__ import annotations

import pytest

from communique.find.context import Context
from communique.find.deadlines import deadline
from communique.names import load
from communique.read.analyse import analyse_bytes

CASES = [
    ("en", "Kenya will sign it by the end of 2029.", "2029", None),
    ("en", "Kenya will sign it before July 2027.", "2027-07", None),
    ("en", "Kenya will pay from 1 July 2026.", None, "2026-07-01"),
    ("en", "Kenya will report within 60 days.", "2026-07-02", None),
    ("en", "Kenya will train them over the next three years.", "2029-05", None),
    ("en", "Kenya will pay between March 2027 and June 2028.", "2028-06", "2027-03"),
    ("en", "Kenya will act in the fourth quarter of 2026.", "2026-10/2026-12", None),
    ("en", "Kenya will act by the end of the year.", "2026", None),
    ("en", "Kenya will build on the accord of 4 June 2019.", None, None),
    ("en", "Kenya will tell them within 24 hours of the alarm.", None, None),
    ("ja", "ケニアは2029年末までに署名する。", "2029", None),
    ("ja", "ケニアは2027年7月から実施する。", None, "2027-07"),
    ("ja", "ケニアは今後三年間で研修を行う。", "2029-05", None),
    ("ja", "ケニアは年内に報告する。", "2026", None),
    ("ja", "ケニアは2027年度末までに供与する。", "2028-03", None),
    ("ja", "ケニアは向う五年間に専門家を派遣する。", "2031-05", None),
    ("ja", "ケニアは来年度前半に着工する。", "2027-04/2027-09", None),
    ("ja", "ケニアは来年度から3年間で受け入れる。", "2030-03", "2027-04/2028-03"),
    ("ja", "ケニアは25日から三日間の日程で訪問する。", "2026-05-27", "2026-05-25"),
    ("ja", "ケニアは2日から5日まで訪問する。", "2026-06-02/2026-06-05", None),
    ("ja", "ケニアは2027～2030年に実施する。", "2030", "2027"),
    ("ja", "ケニアは2027-28年度に実施する。", "2029-03", "2027-04"),
    ("ja", "ケニアは秋の臨時国会に提出する。", "2026-09/2026-11", None),
    ("ja", "ケニアは来週、協議を再開する。", "2026-05-04/2026-05-10", None),
    ("ja", "ケニアは2030年半ばまでに終える。", "2030", None),
    ("ja", "ケニアは審査期間を30日から15日に短縮する。", None, None),
    ("ja", "ケニアは受領した日の後三十日以内に回答する。", None, None),
    ("ja", "ケニアは2013年度比で26％削減する。", None, None),
    ("ja", "ケニアは2月1日に発効した協定を活用する。", None, None),
    ("zh-Hans", "肯方将于2027年9月30日前完成修订。", "2027-09-30", None),
    ("zh-Hans", "肯方将在2030年底前建成电站。", "2030", None),
    ("zh-Hans", "肯方将自2026年7月1日起实施零关税。", None, "2026-07-01"),
    ("zh-Hans", "未来五年，肯方将提供援助。", "2031-05", None),
    ("zh-Hant", "肯方將於60天內提交報告。", "2026-07-02", None),
]


@pytest.mark.parametrize(("language", "text", "due", "begins"), CASES)
def test_deadline_and_start(language: str, text: str, due: str | None, begins: str | None) -> None:
    fields = {"parties": ["KEN", "NOR"], "date": "2026-05-03", "language": language}
    names = load()
    read = analyse_bytes(text.encode(), name="a.txt", names=names, fields=fields)
    context = Context(read.documents[0], read.reading, names)
    scan = next(s for s in context.scans if s.text[:4] == text[:4])
    assert deadline(scan, 0, len(scan.text)) == (due, begins)
