"""Lines of a head that tell a writer: a name alone, "By Ann Hall", "Analysis | Ann Hall".

Left out: names of people in office, and lines that name a release or its office.
"""

from __future__ import annotations

import re
from functools import cache

from communique.languages import data
from communique.read.header.face import Face
from communique.read.header.titles import is_letterhead, is_release

_CAPITALS = re.compile(r"[A-ZÀ-Þ][A-ZÀ-Þ.'’-]+(?: [A-ZÀ-Þ][A-ZÀ-Þ.'’-]*){1,2}")
"""A line that is a writer's name in capitals: "MARIA TORRES"."""


def author_line(face: Face) -> bool:
    """A line under the title that holds nothing but a name of a person, whom no table knows as a
    politician.
    """
    for line in face.lines[1 : face.masthead]:
        if line.heading or any(char.isdigit() for char in line.text):
            continue
        if (
            face.is_cjk
            and 2 <= len(line.text) <= 4
            and all("\u4e00" <= c <= "\u9fff" for c in line.text)
        ):
            return not face.mentions_in(line.start, line.end)
        if any(
            line.text.lower().startswith(word) for word in face.words["byline"] if word.isascii()
        ):
            return len(line.text) < 50 and not face.mentions_in(line.start, line.end)
    return False


def by_line(face: Face) -> bool:
    """Whether a line of the head names who wrote the text, or calls it an analysis or opinion."""
    pattern, head = _by(face.language), face.lines[: max(face.masthead, 1)]
    capitals = [
        ln for ln in head[1:] if _CAPITALS.fullmatch(ln.text) and not head[0].text.isupper()
    ]
    return any(pattern.match(line.text) for line in head) or any(
        not face.mentions_in(line.start, line.end)
        and not is_release(face, line.text)
        and not is_letterhead(face, line.text)
        for line in capitals
    )


@cache
def _by(language: str) -> re.Pattern[str]:
    return re.compile(data(language, "documents")["by_line"])
