"""People in English texts, by title, apposition, turn of a transcript or given name.

Recognised: a title before a name (Ambassador Osei, Dame Ada Brook), a name and its role behind a
comma (Ada Brook, a senior fellow at …), labels (MINISTER OSEI:), journalists who say who they are,
a common given name with a surname. Left out: offices alone, companies, places, bodies, prizes.

    "Foreign Minister Ada Brook met Kofi Osei, a lecturer in law." -> Ada Brook, Kofi Osei
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from communique.find.naming import Sighting, Taken, body
from communique.languages import data

_WORD = r"(?:[A-ZÀ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪĮİĶŁŃŅŇŌŐŒŔŘŚŞŠŢŤŪŮŰŲŹŻŽ](?:\.|(?:[\w-]|['’](?!s\b)){1,30}))"


_CAPITAL = re.compile(r" ([A-Z][a-z]{1,20})\b")


@dataclass(frozen=True, slots=True)
class _Words:
    titled: re.Pattern[str]
    apposed: re.Pattern[str]
    label: re.Pattern[str]
    asked: re.Pattern[str]
    given: re.Pattern[str]
    speaking: re.Pattern[str]
    title: re.Pattern[str]
    polite: re.Pattern[str]
    never: frozenset[str]
    labels: frozenset[str]


def _either(words: list[str]) -> str:
    return "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True))


@cache
def _words() -> _Words:
    given = data("en", "people")
    joint = rf"(?:{_either(given['particles'])})"
    name = rf"{_WORD}(?:[ ](?:{joint}[ ]){{0,2}}{_WORD}){{0,3}}"
    two = rf"{_WORD}(?:[ ](?:{joint}[ ]){{0,2}}{_WORD}){{1,3}}"
    titles, polite = _either(given["titles"]), _either(given["polite"])
    upper = _either([t.upper() for t in given["titles"]])
    office = rf"(?:(?:{titles})(?:[ ](?:of|for)[ ][^,;.:\n]{{3,60}},)?|(?:{upper}))"
    speaking = _either([*given["speaking"], "say"])
    told = _either(given["told"])
    modifiers = "the|a|an|then|former|acting|deputy|senior|chief|vice"
    role = (
        r"(?!(?:and|or|but|who|which|while|with|as)[ ])"
        rf"(?:(?:{modifiers})[ ]){{0,4}}(?:[\w'’-]{{1,24}}[ ]){{0,3}}?"
        rf"(?:{_either(given['roles'])}|{titles})\b"
    )
    return _Words(
        re.compile(rf"\b(?P<title>{office}(?:[ ](?:{polite}))*)[ ](?P<name>{name})"),
        re.compile(rf"(?<![\w-])(?P<name>{two}),[ ](?P<role>{role})"),
        re.compile(r"(?P<who>[A-ZÀ-Þ][^:\n.]{1,60}|(?:Mr|Ms|Mrs|Dr)\.[ ][^:\n]{1,40}):[ ]"),
        re.compile(
            rf"(?:{_either(given['askers'])})[:.][ ](?:[^.?!]{{0,60}}[.!][ ])?"
            rf"(?P<name>{two})(?:,| from | with | of )"
        ),
        re.compile(
            rf"(?<![\w-])(?P<name>(?:{_either(given['given'])})"
            rf"(?:[ ](?:{joint}[ ])?{_WORD}){{1,2}})(?![ ](?:{_WORD}))"
        ),
        re.compile(
            rf"(?:(?:^|(?<=[.”\"] )|(?<=, ))(?P<name>{two}) (?:did )?(?:{speaking})\b"
            rf"|\b(?:{_either(given['roles'])}) (?P<role>{two})"
            rf"|\b(?:{_either(given['roles'])})\b[^,.;]{{0,50}}, (?P<apposed>{two})"
            r"(?=, [a-z]|[.;](?:\s|$))"
            rf"|\b(?:{titles})(?: (?:of|for) [^,;.:\n]{{3,60}})?, (?P<office>{two})(?=[,.])"
            rf"|(?P<relative>{two}), (?:who|whose) [a-z]"
            rf"|(?:^|(?<=[.”\"] ))(?P<of>{two}) (?:of|at|from|with) (?:the )?[A-Z]"
            rf"[^,;.:\n]{{2,60}}? (?:{speaking}|{told})\b"
            rf"|(?:[,?!][”\"’]|[”\"’],) (?:{speaking}) (?P<behind>{two})"
            r"(?=[,.;]| (?:of|in|on|at)\b))"
        ),
        re.compile(rf"(?P<title>(?:(?:{titles}|{upper})\.?[ ])+)"),
        re.compile(rf"(?:^|[ ])(?:(?:{polite}|Miss|Madame|Madam)(?=[ ,]|$)[ ,]?)+$|^(?:{polite})$"),
        frozenset(given["never"]) | {w.upper() for w in given["never"]},
        frozenset(given["labels"]),
    )


def sight(text: str, taken: Taken) -> Iterator[Sighting]:
    """The people whom patterns show in an English passage, in no order."""
    words = _words()
    if label := _label(text, words):
        yield label
    if match := words.asked.match(text):
        yield from _named(text, match.start("name"), match.end("name"), None, words, taken)
    for match in words.titled.finditer(text):
        yield from _named(
            text,
            match.start("name"),
            match.end("name"),
            (match.start(), match["title"]),
            words,
            taken,
        )
    for match in words.apposed.finditer(text):
        for seen in _named(text, match.start("name"), match.end("name"), None, words, taken):
            if seen.full and seen.end == match.end("name"):
                yield Sighting(seen.start, seen.end, seen.start, seen.end, match["role"])
    for match in words.speaking.finditer(text):
        span = match.span(match.lastgroup or 0)
        for seen in _named(text, *span, None, words, taken):
            if seen.full and seen.end == span[1] and not body(text[slice(*span)]):
                yield seen
    for match in words.given.finditer(text):
        for seen in _named(text, match.start("name"), match.end("name"), None, words, taken):
            if seen.full and seen.end == match.end("name"):
                yield seen


def fits(text: str, start: int, end: int) -> bool:
    """Whether a surname of the tables stands alone there: not the Lin of Lin Jian."""
    behind = _CAPITAL.match(text, end)
    return behind is None or behind[1] in _words().never or " " in text[start:end]


def _named(
    text: str, start: int, end: int, title: tuple[int, str] | None, words: _Words, taken: Taken
) -> Iterator[Sighting]:
    """A name, cut where a word stands that no name holds, if something is left."""
    while match := words.title.match(text, start, end):
        start = match.end()
    at, last, count, initials = start, start, 0, 0
    for token in text[start:end].split(" "):
        if token in words.never or re.sub(r"[’'].*$", "", token) in words.never:
            break
        at += len(token)
        if len(token) == 2 and token[1] == ".":
            initials += 1
        elif token[0].isupper():
            last, count = at, count + 1
        at += 1
    name = text[start:last]
    if not count or len(name) < 3 or (title is None and count + initials < 2):
        return
    if taken.other(start, last) or (count == 1 and text[last : last + 1] == "-"):
        return
    if title is not None and count == 1 and title[1].startswith("Mrs"):
        return  # the wife of somebody of that name, as often as not
    shouted = title is not None and title[1].isupper() and not title[1].endswith(".")
    if name.isupper() and (not shouted or count > 3) and " " in name:
        return
    first = title[0] if title else start
    role = None if title is None else words.polite.sub("", title[1]).strip(" ,") or None
    yield Sighting(start, last, first, last, role, full=count + initials > 1)


def _label(text: str, words: _Words) -> Sighting | None:
    """The name in a label such as `MINISTER OSEI:` or `Ada Brook:`."""
    match = words.label.match(text)
    if match is None:
        return None
    who, start = match["who"].strip(), 0
    title = words.title.match(who)
    if title:
        start = title.end()
    name = who[start:]
    tokens = name.split(" ")
    fine = all(t[:1].isupper() and t not in words.never and t not in words.labels for t in tokens)
    if not fine or not name or len(tokens) > 3 or re.search(r"[\d,()&]", name):
        return None
    if not title and (len(tokens) < 2 or not name.isupper()):
        return None
    role = title["title"].strip() if title else None
    return Sighting(start, len(who), 0, len(who), role, full=len(tokens) > 1)
