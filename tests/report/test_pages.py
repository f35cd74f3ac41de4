"""The pages stand alone, are well formed, and show hostile words as words."""

from __future__ import annotations

import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest

from communique.compare.align import align
from communique.compare.blame import blame
from communique.compare.diff import diff
from communique.compare.log import log
from communique.compare.omissions import omissions
from communique.compare.texts import Text, text_of
from communique.compare.turns import turns
from communique.report.align_page import align_page
from communique.report.blame_page import blame_page
from communique.report.diff_page import diff_page
from communique.report.log_page import log_page
from tests.report.words import texts

VOID = {"meta", "input", "br"}
ELSEWHERE = re.compile(r"<script|\b(?:src|href|srcset|action)=|url\(|@import|https?://|javascript:")


class Nesting(HTMLParser):
    """Checks that what is opened is closed, in order, and collects the text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.words = ""

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words += data


def checked(page: str) -> str:
    """The words of a page that is as it should be."""
    assert not ELSEWHERE.search(page), ELSEWHERE.search(page)
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\ud800-\udfff]", page)
    assert "default-src 'none'" in page
    assert 'name="viewport"' in page
    parser = Nesting()
    parser.feed(page)
    parser.close()
    assert not parser.open
    return parser.words


def pages(old: Text, new: Text, words: str) -> dict[str, str]:
    """All pages of two texts."""
    aligned = align(old, new, encoder=None)
    same = old.language.partition("-")[0] == new.language.partition("-")[0]
    found = log(words, [old, new])
    return {
        "diff": diff_page(diff(old, new, alignment=None if same else aligned)),
        "blame": blame_page(blame(new, [old])),
        "log": log_page(found, turns(found)),
        "align": align_page(aligned, omissions(aligned)),
    }


HOSTILE = '<script>alert("1")</script> \x1b[2J & </p></main> "quoted" \u202e \ud800 talks. '


def test_hostile_words_are_words() -> None:
    name = '"><img src=x onerror=alert(1)>.txt'
    old = text_of(f"Title <b>\n\n{HOSTILE}\n\n1. They met.", "en", name=name, date="2031")
    new = text_of(f"Title <i>\n\n{HOSTILE * 2}\n\n1. They parted.", "en", name=name, date="2032")
    for kind, page in pages(old, new, 'alert("1")').items():
        parser = Nesting()
        parser.feed(page)
        assert not parser.open, kind
        assert "<script" not in page
        assert "<img" not in page
        assert "\x1b" not in page
        assert "\u202e" not in page
        page.encode("utf-8")


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("2013-11-22-xaa-xbb-joint-statement.en.txt", "2024-04-11-xaa-xbb-joint-statement.en.txt", "Strait"),
        ("1987-05-14-xaa-xbb-joint-statement.ja.txt", "2013-11-22-xaa-xbb-joint-statement.ja.md", "海峡"),
        ("2000-06-09-xaa-xbb-joint-statement.zh-Hant.txt", "2018-06-28-xaa-xbb-joint-statement.zh-Hant.html", "海峽"),
        ("2007-04-18-xaa-xbb-joint-statement.zh-Hans.txt", "2024-04-11-xaa-xbb-joint-statement.zh-Hans.md", "海峡"),
        ("2013-11-22-xaa-xbb-joint-statement.en.txt", "2013-11-22-xaa-xbb-joint-statement.ja.md", "Strait"),
    ],
)  # fmt: skip
def test_all_words_of_the_samples_are_on_the_pages(
    samples: Path, old: str, new: str, words: str
) -> None:
    left, right = (texts(samples / "statements" / name)[0] for name in (old, new))
    flat: Callable[[str], str] = lambda text: re.sub(r"\s", "", text)  # noqa: E731
    made = {kind: flat(checked(page)) for kind, page in pages(left, right, words).items()}
    for passage in right.passages:
        assert flat(passage.text) in made["blame"]
        assert flat(passage.text) in made["align"]
        assert flat(passage.text) in made["diff"]
    for passage in left.passages:
        assert flat(passage.text) in made["diff"]
    assert words in made["log"]


def test_empty_texts() -> None:
    empty, full = text_of("", "en"), text_of("They met.", "en", date="2031")
    for old, new in ((empty, full), (full, empty), (empty, empty)):
        for page in pages(old, new, "met").values():
            checked(page)
