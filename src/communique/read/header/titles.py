"""The title of a document: the page's own, matched to the text where it stands there, else the
line most like one.

Recognised: headings of Markdown and HTML; the first lines of a plain text, also a title over
several lines, a title with a subtitle between dashes, and one printed twice (cover and text).
Left out: subtitles without dashes, which are not part of what a document is called.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from communique.languages.dates import find_dates
from communique.model.codes import Basis
from communique.model.documents import Ground
from communique.read.header.face import Face, Line

LONGEST = 300
_DASHES = "-–—―─…・~〜～"
_GOES_ON = ("by", "of", "between", "on", "and", "at", "to", "for", "with", "in", "the")
_BY = re.compile(r"\W*(?:[A-Z][a-z]+\W{1,3})?(?:[Bb]y|BY) [A-Z][\w.'’-]+ (?:[A-Z]|de |van |al-)")
_SITE = re.compile(r"\s+[|｜\-–—:：_·›»]\s+|[|｜_]")
_NUMBERED = re.compile(
    r"(?:[0-9０-９]{1,3}|[IVXⅠ-Ⅹ]{1,4}|[一二三四五六七八九十壹]{1,3})\s?[.．、:：)）　]"
)


@dataclass(frozen=True, slots=True)
class Title:
    """A title, where it stands in the face if it does, and the masthead's other words that tell
    the kind.
    """

    text: str | None
    start: int = -1
    end: int = -1


def title_of(face: Face) -> Title:
    """The title; its ground is noted on the face."""
    if given := face.fields.get("title"):
        face.grounds["title"] = Ground(Basis.MANIFEST, "given")
        return Title(str(given))
    stated = face.layout.metadata.get("title")
    line = _best_line(face)
    if stated:
        for value in _without_site(stated.value, face):
            at = _find(face, value)
            if at:
                face.ground("title", "metadata-in-text", *at)
                return Title(_clean(face.text[at[0] : at[1]]), *at)
        if not (line and line.heading) and _same_script(stated.value, face):
            value = next(iter(_without_site(stated.value, face)))
            quote = face.reading.quote(stated.range) if stated.range else None
            face.grounds["title"] = Ground(Basis.METADATA, stated.where, quote)
            return Title(_clean(value))
    if line is None:
        return Title(None)
    start, end = _whole(face, _above(face, line))
    face.ground("title", "heading" if line.heading else "title-line", start, end)
    return Title(_clean(face.text[start:end]), start, end)


def _without_site(value: str, face: Face) -> list[str]:
    """The page's title, and what is left of it without the site's name, longest first."""
    value = " ".join(value.split())[: 2 * LONGEST]
    site = face.layout.metadata.get("site")
    tries = []
    if site and site.value:
        for part in (value.removesuffix(site.value), value.removeprefix(site.value)):
            if part != value:
                tries.append(part.strip(" |｜-–—:：_·›»"))
    cut = _SITE.split(value)
    for count in range(len(cut) - 1, 0, -1):
        found = list(_SITE.finditer(value))
        tries.append(value[: found[count - 1].start()].strip())
    tries.append(value)
    seen = [t for t in dict.fromkeys(tries) if t]
    whole = [t for t in seen if _find(face, t)]
    return sorted(whole, key=len, reverse=True) or seen or [value]


def _find(face: Face, value: str) -> tuple[int, int] | None:
    """Where a title stands in the first lines, whatever its spaces."""
    words = value.split()
    if not words or len(value) > LONGEST:
        return None
    pattern = re.compile(r"\s+".join(re.escape(word) for word in words), re.IGNORECASE)
    match = pattern.search(face.text, 0, 3000)
    return match.span() if match else None


def _same_script(value: str, face: Face) -> bool:
    cjk = any("\u3040" <= char <= "\u9fff" for char in value)
    return cjk == face.is_cjk


def _best_line(face: Face) -> Line | None:
    """The line of the masthead that is most like a title."""
    scored = [
        (score, -number, line)
        for number, line in enumerate(face.lines[: max(1, face.masthead)])
        if (number < face.masthead or line.heading) and (score := _score(face, line, number)) > 0
    ]
    if not scored:
        return None
    best = max(scored, key=lambda item: item[:2])[2]
    for _, _, line in sorted(scored, key=lambda item: -item[1]):
        # A title printed again over the text is the text's own.
        if line.start > best.start and _letters(line.text).startswith(_letters(best.text)):
            best = line
    return best


def _above(face: Face, line: Line) -> Line:
    """The line just above in the same block, if it is the name of the text and this one only says
    what it is.
    """
    number = face.lines.index(line)
    above = face.lines[number - 1] if number else None
    if (
        above is None
        or line.heading
        or not 16 <= len(above.text) * (2 if face.is_cjk else 1) <= 120
    ):
        return line
    adjoins = face.text[above.end : line.start].count("\n") == 1
    apart = (
        cue_weight(face.words["kinds"], line.text)
        >= 5
        > cue_weight(face.words["kinds"], above.text)
    )
    ended = above.text.endswith((".", "。", ":", "：", ","))
    if adjoins and apart and not ended and _score(face, above, number - 1) > 0:
        return above
    return line


def _score(face: Face, line: Line, number: int) -> float:
    text, words = line.text, face.words
    size = len(text) * (2 if face.is_cjk else 1)
    if not any(char.isalpha() for char in text) or size > 2 * LONGEST or is_release(face, text):
        return 0
    if line.start >= face.body and size > 240:
        return 0
    score = 4.0 - 0.35 * number + (7 if line.heading == 1 else 2 if line.heading else 0)
    if _only_date(face, line):
        return 0
    if text.lower().strip("#* ") in words["section_headings"] or _NUMBERED.match(text):
        score -= 5
    score += min(4, cue_weight(words["kinds"], text) / 2)
    score += 1 if any(True for _ in face.mentions_in(line.start, line.end)) else 0
    score += 1 if 16 <= size <= 240 else -1
    if is_letterhead(face, text) or _labelled(face, text):
        score -= 4
    if _BY.match(text):
        score -= 6
    if text.endswith((".", "。", "，", ",", ";", "；")):
        score -= 4
    if text[0] in _DASHES or text[0] in "(（[【":
        score -= 3
    return score


def is_release(face: Face, text: str) -> bool:
    """Whether a line names the sort of release and nothing else."""
    bare = text.lower().strip(" \u3000:：*#()（）[]【】")
    return any(bare == word.strip("()（） ") for word in face.words["release_lines"])


def is_letterhead(face: Face, text: str) -> bool:
    """Whether a line is the name of an issuing office."""
    low = text.lower()
    has = any(word in low for word in face.words["letterhead"])
    return (
        has
        and cue_weight(face.words["kinds"], text) < 5
        and len(text) < (90 if not face.is_cjk else 24)
    )


def _labelled(face: Face, text: str) -> bool:
    """Whether a line is a particular of the release with its label: 發布單位：亞東太平洋司."""
    label = re.split("[:：]", text, maxsplit=1)[0]
    return label != text and label.lower().strip("*# 　") in face.words["masthead_labels"]


def _only_date(face: Face, line: Line) -> bool:
    """A line that is a date with, at most, a place or label beside it."""
    dates = face.dates_in(line.start, line.end) or find_dates(line.text, face.language)
    covered = sum(d.end - d.start for d in dates)
    return bool(covered) and len(line.text) - covered <= (16 if face.is_cjk else 30)


def cue_weight(kinds: Mapping[str, Any], text: str) -> float:
    """The weight of the strongest kind cue for titles in a text."""
    low = text.lower()
    return max(
        (w for cues in kinds.values() for word, w in cues.get("title", {}).items() if word in low),
        default=0,
    )


def _whole(face: Face, line: Line) -> tuple[int, int]:
    """The title with the lines that go on with it: broken lines, `by …` after a kind, a subtitle
    in dashes.
    """
    number = face.lines.index(line)
    end = line.end
    for after in face.lines[number + 1 : min(face.masthead, number + 5)]:
        between = face.text[end : after.start]
        if end - line.start > LONGEST or _only_date(face, after) or is_release(face, after.text):
            break
        # A broken line goes on at once and its first part fills the line.
        broken = between.count("\n") == 1 and not after.heading and not line.heading
        broken = broken and len(face.text[line.start : end].split("\n")[-1]) >= (
            60 if not face.is_cjk else 34
        )
        goes_on = between.count("\n") == 1 and after.text.split(" ")[0] in _GOES_ON
        dashed = after.text[0] in "-–—―─" and face.is_cjk and between.count("\n") <= 2
        if not (broken or goes_on or dashed):
            break
        end = after.end
    return line.start, end


def _letters(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(char for char in folded if char.isalnum())


def _clean(text: str) -> str:
    """A title on one line, without Markdown marks around it."""
    return " ".join(text.split()).strip("*#_ ")[:LONGEST]
