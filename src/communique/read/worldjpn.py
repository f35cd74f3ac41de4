"""Header lines of the database "The World and Japan": `[Title] …`, `[Place] …`, `[Date] …`,
`[Source] …`, `[Notes] …`, `[Full text]`.

Recognises them in English, Japanese ([文書名] [年月日] [出典] [全文]) and Chinese, at the beginning
of a line, in pages and in plain text. They fill the layout's metadata with the ranges of the words,
and say where the text proper begins. The page's id (`19610504.T1E`: day, kind and number, language)
is in its address. Left out: lines without a `[Full text]` or `[Title]` among
them, for any text may begin a line with a bracket.

    >>> text = "[Title] Treaty of Lindholt\\n[Date] May 4, 1961\\n[Full text]\\n\\nThe Parties …"
    >>> found, body = labelled_lines(text)
    >>> found["published"].value, text[body:]
    ('May 4, 1961', 'The Parties …')
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from communique.read.layout import Metadatum

LABELS = {
    "title": "Title|文書名|文件名|標題|标题|題名",
    "place": "Place|場所|地点|地點|场所",
    "published": "Date|年月日|日期",
    "source": "Source|出典|出处|出處|来源|來源",
    "notes": "Notes?|備考|备考|備註|备注",
    "body": "Full text|全文|本文",
}
KEYS = {
    label.lower(): key
    for key, labels in LABELS.items()
    for label in labels.replace("?", "").split("|")
}
KEYS["note"] = "notes"
LINE = re.compile(
    rf"^[ \t\u3000]{{0,8}}[\[［【]({'|'.join(LABELS.values())})[\]］】]"
    r"[ \t\u3000]{0,8}([^\n\r\u2028\u2029]{0,2000})",
    re.IGNORECASE | re.MULTILINE,
)
ID = re.compile(
    r"(?:/texts/(?P<folder>[A-Za-z]{1,20})/)?(?P<id>[0-9]{8}\.[A-Z][0-9]{1,2}[A-Z])(?=\.|$|[?#])"
)
TEXTS = "https://worldjpn.net/documents/texts"
FIRST = 20_000  # the labels stand at the top, after at most a site's navigation


def aliases(places: Iterable[str], metadata: Mapping[str, Metadatum]) -> list[tuple[str, str]]:
    """What the database calls a page, by where it was found (address, path, file name): its id, and
    with its folder also its address there, wherever the page was moved or copied. Nothing for texts
    without the header lines.

    >>> stated = {"title": Metadatum("Treaty of Lindholt", "[Title]")}
    >>> aliases(["http://mirror.example/~w/texts/XAAB/19610504.T1E.html"], stated)[1]
    ('url', 'https://worldjpn.net/documents/texts/XAAB/19610504.T1E.html')
    """
    if not any(one.where.startswith("[") for one in metadata.values()):
        return []
    found: dict[tuple[str, str], None] = {}
    for place in places:
        match = ID.search(place[-300:])
        if match:
            folder = match["folder"]
            name = f"{folder}/{match['id']}" if folder else match["id"]
            found["worldjpn", name] = None
            if folder:
                found["url", f"{TEXTS}/{name}.html"] = None
    return list(found)


def labelled_lines(text: str) -> tuple[dict[str, Metadatum], int | None]:
    """The metadata of the labelled lines and where the text proper begins; nothing if the lines are
    not there.
    """
    found: dict[str, Metadatum] = {}
    body = None
    for match in LINE.finditer(text, 0, min(len(text), FIRST)):
        key = KEYS[match[1].lower()]
        if key == "body":
            rest = text[match.end(1) + 1 :]
            body = match.end(1) + 1 + len(rest) - len(rest.lstrip())
            break
        value = match[2].rstrip()
        if value and key not in found:
            start = match.start(2)
            found[key] = Metadatum(value, f"[{match[1]}]", (start, start + len(value)))
    if body is None or not found:
        return ({}, None) if "title" not in found or len(found) < 2 else (found, None)
    return found, body
