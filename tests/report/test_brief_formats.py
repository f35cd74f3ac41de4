"""Briefs as HTML, Word and Markdown: complete, well formed, and hostile words are only words."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest

from communique.compare.library import Library
from communique.model.codes import LANGUAGES
from communique.names import Names, load
from communique.report.brief import Brief, brief
from communique.report.brief.html import html
from communique.report.brief.markdown import escaped, markdown
from communique.report.brief.word import docx
from tests.report.test_brief import NEWEST, TODAY
from tests.report.test_pages import ELSEWHERE, Nesting
from tests.report.words import W, part

HOSTILE = """Joint Statement of Norway and Kenya <script>alert(1)</script>

Oslo, June 4, {year}

Norway will build {count} ships </td></table><img src=x onerror=alert(1)> by 2040. | a | b |
Kenya strongly opposes `code` **bold** [link](javascript:alert(1)) ~~gone~~ &amp; \u202etxet\u202c and \x1b[2J.
They will discuss http://evil.example/ and www.evil.example in 2041.
# Kenya will open a port by 2042.
"""


@pytest.fixture(scope="module")
def made(library: Library) -> dict[str, Brief]:
    text = library.text(NEWEST)
    return {each: brief(library, text, language=each, as_of=TODAY) for each in LANGUAGES}


@pytest.fixture(scope="module")
def names(samples: Path) -> Names:
    return load([samples / "names"])


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Brief:
    folder = tmp_path_factory.mktemp("hostile")
    for year, count in ((2031, 3), (2034, 5)):
        words = HOSTILE.format(year=year, count=count)
        (folder / f"{year}-<b>&.txt").write_text(words, encoding="utf-8")
    library = Library(files=[folder])
    made = brief(library, library.text("2034-<b>&.txt"), as_of=TODAY)
    # A reader leaves out markup of a page; a title in a data base may hold anything.
    title = "<script>alert(1)</script> | **x** \x1b[2J \u202e"
    document = replace(made.meeting.document, title=title)
    return replace(made, meeting=replace(made.meeting, document=document))


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_stand_alone(made: dict[str, Brief], names: Names, language: str) -> None:
    page = html(made[language], names)
    assert not ELSEWHERE.search(page.replace("default-src 'none'", ""))
    nesting = Nesting()
    nesting.feed(re.sub("<col [^>]*>", "", page))
    assert not nesting.open
    assert f'<html lang="{language}">' in page and "@page" in page and "<svg" in page
    assert page.count("<title>") > 1 and "<desc>" in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_headings_are_in_the_reader_s_language(
    made: dict[str, Brief], names: Names, language: str
) -> None:
    heads = re.findall("<h2[^>]*>([^<]*)", html(made[language], names))
    assert len(heads) >= 9
    if language != "en":
        assert not [head for head in heads if re.search("[A-Za-z]{4}", head)]


def test_word_documents_are_real(made: dict[str, Brief], names: Names) -> None:
    data = docx(made["ja"], names)
    assert data == docx(made["ja"], names)
    body = part(data)
    styles = [each.get(f"{W}val") for each in body.iter(f"{W}pStyle")]
    assert styles[0] == "Title" and styles.count("Heading1") >= 9 and "Heading2" in styles
    assert len(list(body.iter(f"{W}tbl"))) >= 5
    assert list(body.iter(f"{W}tblHeader"))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            ElementTree.fromstring(archive.read(name))


def test_markdown_has_tables_of_even_rows(made: dict[str, Brief], names: Names) -> None:
    text = markdown(made["en"], names)
    blocks = re.findall(r"(?:^\|.*\|\n)+", text, re.MULTILINE)
    assert len(blocks) >= 5
    for block in blocks:
        counts = {len(re.findall(r"(?<!\\)\|", line)) for line in block.splitlines()}
        assert len(counts) == 1, block


class TestHostile:
    """Words that would act if they were not escaped."""

    def test_html(self, hostile: Brief) -> None:
        page = html(hostile, load())
        assert "<script" not in page and "<img" not in page and "\x1b" not in page
        assert "\u202e" not in page and "&lt;script&gt;" in page
        nesting = Nesting()
        nesting.feed(re.sub("<col [^>]*>", "", page))
        assert not nesting.open

    def test_word(self, hostile: Brief) -> None:
        words = "".join(each.text or "" for each in part(docx(hostile, load())).iter(f"{W}t"))
        assert "<script>" in words and "\x1b" not in words and "\u202e" not in words

    def test_markdown(self, hostile: Brief) -> None:
        text = markdown(hostile, load())
        assert "\x1b" not in text and "\u202e" not in text
        assert "<script" not in text.replace("\\<script", "")
        assert not re.search(r"(?<!\\)\]\(javascript", text)
        assert "http://" not in text and "www.evil" not in text

    def test_one_line_of_markdown(self) -> None:
        assert escaped("a|b\nc `d`") == r"a\|b c \`d\`"
