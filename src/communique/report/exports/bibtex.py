"""Items of CSL-JSON as BibTeX, which biblatex reads as well: UTF-8, names and titles kept whole.

Braces inside a value are written as commands, because BibTeX counts them even behind a backslash.

    >>> escaped("50% of R&D {draft} C:\\\\x_1")
    '50\\\\% of R\\\\&D \\\\textbraceleft{}draft\\\\textbraceright{} C:\\\\textbackslash{}x\\\\_1'
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import quote

from communique.report.signs import in_one_line

_COMMANDS = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{char: f"\\{char}" for char in "#$%&_"},
}
_TABLE = str.maketrans(_COMMANDS)
_LANGUAGES = {"en": "english", "ja": "japanese", "zh-Hant": "chinese", "zh-Hans": "chinese"}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_HOW = {"treaty": "Treaty", "article-newspaper": "News report", "article-journal": "Article"}


def bibtex(items: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """Each item as an entry."""
    for item in items:
        kind = _kind(item)
        fields = {name: value for name, value in _fields(item, kind) if value}
        width = max(map(len, fields), default=0)
        lines = "".join(f"  {name:<{width}} = {value},\n" for name, value in fields.items())
        yield f"@{kind}{{{item['id']},\n{lines}}}\n"


def escaped(text: str) -> str:
    """Words as LaTeX prints them."""
    return in_one_line(text).translate(_TABLE)


def _kind(item: Mapping[str, Any]) -> str:
    if item["type"] == "report" and item.get("author"):
        return "techreport"
    if item["type"].startswith("article-") and item.get("container-title"):
        return "article"
    return "misc"


def _fields(item: Mapping[str, Any], kind: str) -> Iterator[tuple[str, str]]:
    authors = [_braced(each["literal"]) for each in item.get("author", ())]
    yield "author", f"{{{' and '.join(authors)}}}" if authors else ""
    yield "title", f"{{{_braced(item['title'])}}}"
    if kind == "techreport":
        yield "type", _some(item.get("genre"))
        yield "institution", _some("; ".join(each["literal"] for each in item["author"]))
    elif kind == "article":
        yield "journal", _some(item["container-title"])
    else:
        how = item.get("genre") or _HOW.get(item["type"]) or item.get("container-title")
        yield "howpublished", _some(how)
    yield from _dates(item)
    yield "venue", _some(item.get("event-place"))
    yield "pages", _some(item.get("page"))
    yield "url", _url(item.get("URL"))
    yield "urldate", _some(_iso(item.get("accessed")))
    yield "langid", _some(_LANGUAGES.get(item["language"], item["language"]))
    place = f"item {item['locator']}" if item.get("locator") else ""
    yield "note", _some(": ".join(filter(None, (place, item.get("note")))))


def _dates(item: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    issued = item.get("issued")
    if issued:
        first = issued["date-parts"][0]
        yield "date", _some(_iso(issued))
        yield "year", _some(str(first[0]))
        if len(first) > 1:
            yield "month", _MONTHS[first[1] - 1]
    yield "eventdate", _some(_iso(item.get("event-date")))


def _iso(date: Mapping[str, Any] | None) -> str:
    """The date as biblatex reads it: ISO 8601-2, an interval with a stroke."""
    if not date:
        return ""
    ends = ("-".join(f"{n:02d}" for n in parts) for parts in date["date-parts"])
    return "/".join(ends) + ("~" if date.get("circa") else "")


def _some(text: str | None) -> str:
    return _braced(text) if text else ""


def _braced(text: str) -> str:
    return f"{{{escaped(text)}}}"


def _url(address: str | None) -> str:
    """An address as the field `url` takes it: no brace, backslash or space in it."""
    if not address:
        return ""
    return f"{{{quote(address.encode('utf-8', 'replace'), safe=':/?#[]@!$&()*+,;=%~-._')}}}"
