"""Tell tags, comments and text apart in HTML, and in text that has HTML inside.

Recognises tags with any attributes, comments, declarations, and elements whose content is no markup
(`<script>`, `<style>`, `<title>`, `<textarea>`). Two ways of reading: `page=True` is a browser's
(every tag counts, one never ended swallows what it would in a browser), `page=False` is for text
and Markdown: only whole tags of known elements are tags, so that `a < b` and `<name@example.org>`
stay words. Nothing is changed or decoded here; each token says where it stands. Left out: the tree
(compose.py keeps the little that is needed of it).

    >>> [(t.kind, t.name or t.text) for t in scan("Talks <b>today</b> <3", page=False)]
    [('text', 'Talks '), ('start', 'b'), ('text', 'today'), ('end', 'b'), ('text', ' <3')]

Every step moves on through the text and no pattern is tried twice from one place to the end: the
time is linear, for a megabyte of `<` too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

KNOWN = frozenset({
    "a", "abbr", "acronym", "address", "area", "article", "aside", "audio", "b", "base", "bdi",
    "bdo", "big", "blockquote", "body", "br", "button", "canvas", "caption", "center", "cite",
    "code", "col", "colgroup", "data", "dd", "del", "details", "dfn", "dialog", "dir", "div",
    "dl", "dt", "em", "embed", "fieldset", "figcaption", "figure", "font", "footer", "form",
    "frame", "frameset", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hgroup", "hr",
    "html", "i", "iframe", "img", "input", "ins", "kbd", "label", "legend", "li", "link", "main",
    "map", "mark", "menu", "meta", "meter", "nav", "nobr", "noframes", "noscript", "object", "ol",
    "optgroup", "option", "output", "p", "param", "picture", "pre", "progress", "q", "rb", "rp",
    "rt", "rtc", "ruby", "s", "samp", "script", "section", "select", "small", "source", "span",
    "strike", "strong", "style", "sub", "summary", "sup", "svg", "table", "tbody", "td",
    "template", "textarea", "tfoot", "th", "thead", "time", "title", "tr", "track", "tt", "u",
    "ul", "var", "video", "wbr",
})  # fmt: skip
RAW = frozenset({
    "script", "style", "title", "textarea", "iframe", "noembed", "noframes", "xmp", "template",
    "svg", "select",
})  # fmt: skip
END_OF_RAW = {name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE) for name in RAW}
NAME = r"([a-zA-Z][^\s/>\x00]*)"
PAGE_TAG = re.compile(
    r"<(/?)"
    + NAME
    + r"""((?:[\s/]|[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"'][^\s>]*+)?+)?+)*+)>"""
)
SHORT_TAG = re.compile(r"<(/?)" + NAME + r"([^>]*+)>")
TEXT_TAG = re.compile(
    r"""<(/?)([a-zA-Z][a-zA-Z0-9]{0,15})((?:\s(?:[^<>"']|"[^"<]*+"|'[^'<]*+')*+)?+)/?>"""
)
ATTRIBUTE = re.compile(
    r"""([^\s/>="'][^\s/>=]*)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s>"'][^\s>]*+)))?+"""
)
REFERENCE = re.compile(r"&(?:#[0-9]{8,}|#[xX][0-9a-fA-F]{7,});?")


class Token(NamedTuple):
    """A piece of the source. `kind` is text, start, end, raw (the content of an element without
    markup) or open (never ended).
    """

    kind: str
    name: str
    text: str
    at: int


def scan(source: str, *, page: bool) -> Iterator[Token]:
    """The tokens in order; comments and declarations are left out, text is verbatim."""
    at, text_from, end = 0, 0, len(source)
    missing: set[str] = set()  # ends that do not come any more, looked for once
    while True:
        at = source.find("<", at)
        if at < 0 or at + 1 >= end:
            break
        mark = source[at + 1]
        if mark in "!?":
            stop = _comment(source, at, page, missing)
            if stop < 0:
                at += 1
                continue
            yield from _text(source, text_from, at)
            at = text_from = stop
            continue
        found = _tag(source, at, page, missing) if mark == "/" or mark.isalpha() else None
        if not found:
            at += 1
            continue
        yield from _text(source, text_from, at)
        name, text_from = found[2].lower(), found.end()
        yield Token("end" if found[1] else "start", name, found[3], at)
        at = text_from
        if name in RAW and not found[1] and not found[3].endswith("/"):
            stop = _end(source, at, name, missing)
            if stop >= 0 or page:
                text = source[at : stop if stop >= 0 else end]
                yield Token("raw" if stop >= 0 else "open", name, text, at)
                at = text_from = at + len(text)
    yield from _text(source, text_from, end)


def _tag(source: str, at: int, page: bool, missing: set[str]) -> re.Match[str] | None:
    """The tag that begins here, if one does."""
    if not page:
        found = TEXT_TAG.match(source, at)
        return found if found and found[2].lower() in KNOWN else None
    if "quote" not in missing:
        found = PAGE_TAG.match(source, at)
        if found or not source[at + 1 : at + 3].lstrip("/")[:1].isalpha():
            return found
        missing.add(
            "quote"
        )  # a quotation mark is never closed: from here on a tag ends at its first ">"
    if ">" in missing:
        return None
    found = SHORT_TAG.match(source, at)
    if not found and source.find(">", at) < 0:
        missing.add(">")
    return found


def _end(source: str, at: int, name: str, missing: set[str]) -> int:
    """Where the end tag of an element without markup begins, or -1."""
    found = None if name in missing else END_OF_RAW[name].search(source, at)
    if found:
        return found.start()
    missing.add(name)
    return -1


def _comment(source: str, at: int, page: bool, missing: set[str]) -> int:
    """Where a comment or declaration ends; -1 if it is none (a browser drops what follows an
    unended one, we show it).
    """
    if source.startswith("<!--", at):
        if page and source.startswith((">", "->"), at + 4):
            return source.index(">", at) + 1
        mark, length = "-->", 4
    elif page or source[at : at + 9].lower() == "<!doctype":
        mark, length = ">", 2
    else:
        return -1
    stop = -1 if mark in missing else source.find(mark, at + length)
    if stop < 0:
        missing.add(mark)
        return -1
    return stop + len(mark)


def _text(source: str, start: int, end: int) -> Iterator[Token]:
    """The text token of a stretch, if any."""
    if end > start:
        yield Token("text", "", source[start:end], start)


def attributes(text: str) -> dict[str, str]:
    """The attributes of a tag by lower-case name, references decoded; the first of a name counts,
    as in a browser.
    """
    found: dict[str, str] = {}
    for match in ATTRIBUTE.finditer(text):
        value = match[2] or match[3] or match[4] or ""
        found.setdefault(match[1].lower(), unescape(value) if "&" in value else value)
    return found


def unescape(text: str) -> str:
    """Character references decoded as in HTML; one of an absurd number reads as U+FFFD."""
    from html import unescape as standard

    return standard(REFERENCE.sub("\ufffd", text))
