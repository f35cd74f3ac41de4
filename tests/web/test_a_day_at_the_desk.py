"""One day of an analyst, from an empty archive to a brief on paper, in a browser, on the five seeds."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pypdfium2
from playwright.sync_api import Page, expect

from communique.web.settings import Settings

from .conftest import served


def test_a_day_at_the_desk(shared: Path, tmp_path: Path, visit: Callable[..., Page]) -> None:
    with served(Settings(archive=str(tmp_path / "new.db"))) as base:
        page = visit(base)
        add_all(page, sorted((shared / "seeds").glob("*.txt")))
        documents = [
            link.get_attribute("href") or "" for link in page.locator(".items .added a").all()
        ]
        assert len(documents) == 6  # the declaration of 1996 is there in two languages
        for address in documents:
            read_with_marks(page, base + address)
        declaration = documents_in(page, base, documents)
        compare(page, base, declaration["en"], declaration["ja"])
        follow_a_phrase(page, base)
        decide(page, base)
        print_a_brief(page, f"{base}/documents/{declaration['ja']}/brief", tmp_path / "brief.pdf")


def add_all(page: Page, files: list[Path]) -> None:
    """Drop the files on the front page and wait until all are read."""
    page.set_input_files("input[name=files]", files)
    page.get_by_role("button", name="Add", exact=True).click()
    page.wait_for_url("**/additions/*")
    expect(page.locator("[data-state=done]")).to_be_visible(timeout=60_000)
    expect(page.locator(".items .added")).to_have_count(len(files))


def read_with_marks(page: Page, address: str) -> None:
    """In two languages; a finding opens; a kind of marks is switched off and on."""
    page.goto(f"{address}?lang=ja")
    assert page.locator("html").get_attribute("lang") == "ja"
    expect(page.locator("main .reading")).to_be_visible()
    page.goto(f"{address}?lang=en")
    assert page.locator("html").get_attribute("lang") == "en"
    kind = page.locator("input[name=show]:checked").first.get_attribute("value")
    mark = page.locator(f"mark.k-{kind}").first
    line = "mark => getComputedStyle(mark).textDecorationLine"
    assert mark.evaluate(line) == "underline"
    page.locator(f"#k-{kind}").uncheck()
    assert mark.evaluate(line) == "none"
    page.locator(f"#k-{kind}").check()
    assert mark.evaluate(line) == "underline"
    page.keyboard.press("n")
    page.keyboard.press("Enter")
    expect(page.locator("#panel .found-card")).to_be_visible()


def documents_in(page: Page, base: str, documents: list[str]) -> dict[str, str]:
    """The ids of the declaration of 1996 by language."""
    rows = page.request.get(f"{base}/documents?format=json").json()["rows"]
    assert {f"/documents/{row['id']}" for row in rows} == set(documents)
    return {row["language"]: row["id"] for row in rows if row["name"].startswith("003_")}


def compare(page: Page, base: str, old: str, new: str) -> None:
    """Two versions of a text, and what they say differently."""
    page.goto(f"{base}/compare?old={old}&new={new}")
    expect(page.get_by_text("two language versions of one text")).to_be_visible()
    row = page.locator("p.words.old", has_text="THE REGIONAL OUTLOOK").locator("xpath=..")
    expect(row.locator("p.words.new")).to_contain_text("地域情勢")
    page.get_by_role("link", name="Read them side by side").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Language versions")


def follow_a_phrase(page: Page, base: str) -> None:
    """In all languages, from the form."""
    page.goto(f"{base}/phrase")
    page.locator("main input[name=words]").fill("台灣")
    page.get_by_role("button", name="Follow").click()
    said = page.locator("main .place .words")
    for language, written in (("ja", "台湾"), ("zh-Hant", "台灣"), ("zh-Hans", "台湾")):
        marked = page.locator(f"main .place .words[lang={language}] mark").first
        expect(marked).to_have_text(written)
    said.first.locator("xpath=..").get_by_role("link", name="in its place").click()
    expect(page.locator("#at")).to_be_visible()


def decide(page: Page, base: str) -> None:
    """A finding is accepted by a key, the decision taken back, and taken again."""
    page.goto(f"{base}/review")
    first = page.locator(".sentence").inner_text()
    page.keyboard.press("a")
    page.locator(".latest").wait_for()
    page.keyboard.press("u")
    page.wait_for_function("!document.querySelector('.latest')")
    assert page.locator(".sentence").inner_text() == first
    page.keyboard.press("r")
    page.locator(".latest").wait_for()
    found = page.request.get(f"{base}/decisions?format=json").json()["rows"]
    assert found


def print_a_brief(page: Page, address: str, path: Path) -> None:
    """As the reader's browser prints it: the sheet alone, on A4, with its words as text."""
    page.goto(f"{address}?language=zh-Hant")
    expect(page.locator("article.sheet h1")).to_be_visible(timeout=30_000)
    page.pdf(path=path, prefer_css_page_size=True)
    with pypdfium2.PdfDocument(path) as paper:
        assert 2 <= len(paper) <= 6
        width, height = paper[0].get_size()
        words = [leaf.get_textpage().get_text_range() for leaf in paper]
    assert (round(width), round(height)) in ((595, 842), (612, 792))
    whole = re.sub(r"\s", "", "".join(words))
    assert "日米安全保障共同宣言" in whole and "承諾" in whole and "1996年11月" in whole
    assert "Documents" not in whole and "Print" not in whole  # what belongs to the screen
    assert all(len(each.strip()) > 40 for each in words)  # no page is all but empty
