"""The document page: its text and marks, the finding that is open, the header, what it gives to
keep.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import Locator, Page, expect

from communique.archive import Archive
from communique.archive.add import add
from communique.archive.entries import Entry
from communique.model.findings import KINDS, filterable
from communique.read.inputs import collect
from communique.web.app import create_app
from communique.web.settings import Settings
from tests.web.conftest import BASE, HTML, served

NAME = "1987-05-14-xaa-xbb-joint-statement.en.txt"


def read(client: TestClient, name: str = NAME) -> dict[str, Any]:
    """A document as JSON."""
    response = client.get(f"/documents/{name}")
    assert response.status_code == 200, response.text
    found: dict[str, Any] = response.json()
    return found


def html(client: TestClient, path: str) -> str:
    """A page that is there."""
    response = client.get(path, headers=HTML)
    assert response.status_code == 200, response.text
    return response.text


def test_all_words_and_all_findings_stand_in_the_page(reader: TestClient) -> None:
    found = read(reader)
    page = html(reader, f"/documents/{found['document']['id']}")
    words = "".join(unescape(re.sub(r"<[^>]+>", "", page)).split())
    for passage in found["analysis"]["passages"]:
        assert f'id="p-{passage["id"]}"' in page
        assert "".join(passage["text"].split()) in words
    assert found["findings"]
    for finding in found["findings"]:
        assert page.count(f'id="f-{finding}"') == 1


def test_kinds_are_shown_as_the_address_says(reader: TestClient) -> None:
    page = html(reader, f"/documents/{NAME}?show=figure,claim")
    checked = re.findall(r'name="show" value="(\w+)" id="k-\w+" checked', page)
    assert set(checked) <= {"figure", "claim"} and "figure" in checked
    assert "checked" not in "".join(
        re.findall(r'name="show"[^>]+>', html(reader, f"/documents/{NAME}?show=none"))
    )
    # A form without a script sends a parameter a box.
    assert re.findall(
        r'value="(\w+)" id="k-\w+" checked',
        html(reader, f"/documents/{NAME}?show=figure&show=event"),
    ) == ["figure", "event"]
    assert reader.get(f"/documents/{NAME}?show=nonsense").json()["error"]["code"] == "invalid-field"


def test_an_open_finding_is_told_without_a_script(reader: TestClient) -> None:
    found = read(reader)
    commitment = found["analysis"]["commitments"][0]
    page = html(reader, f"/documents/{NAME}?finding={commitment['id']}")
    assert f'data-finding="{commitment["id"]}"' in page
    assert commitment["rule"] in page and f"/commitments/{commitment['id']}" in page
    assert re.search(rf'class="k-commitment on" id="f-{commitment["id"]}"', page)
    gone = html(reader, f"/documents/{NAME}?finding={'0' * 16}")
    assert 'role="alert"' in gone and "data-finding" not in gone


@pytest.mark.parametrize("language", ["en", "ja", "zh-Hant", "zh-Hans"])
def test_the_page_speaks_the_reader_s_language(reader: TestClient, language: str) -> None:
    page = html(reader, f"/documents/{NAME}?lang={language}&about=1")
    assert f'<html lang="{language}"' in page and 'lang="en"' in page


def test_a_stretch_that_is_not_shown_is_told(reader: TestClient) -> None:
    found = read(reader)
    start = found["analysis"]["passages"][1]["evidence"]["ranges"][0][0]
    assert 'id="at"' in html(reader, f"/documents/{NAME}?at={start}-{start + 9}")
    far = html(reader, f"/documents/{NAME}?at=9999990-9999999")
    assert 'id="at"' not in far and 'role="alert"' in far
    assert reader.get(f"/documents/{NAME}?at=x").status_code == 422


def test_nothing_of_a_document_is_markup(tmp_path: Path) -> None:
    bad = "<img src=x onerror=alert(1) \"quoted\" & 'more' \u202e will meet in May 2030."
    (tmp_path / "a.txt").write_text(f"Statement {bad}\n\n1. The two sides {bad}\n", "utf-8")
    path = tmp_path / "a.db"
    with Archive.open(str(path), create=True) as archive:
        add(archive, collect([tmp_path / "a.txt"]), workers=1)
    with TestClient(create_app(Settings(archive=str(path))), base_url=BASE) as client:
        page = html(client, "/documents/a.txt")
        assert "<img" not in page and "&lt;img src" in page and "\u202e" not in page
        # The sign for the control is longer than it is: it says its own place, and so do the words
        # behind it.
        text = read(client, "a.txt")["analysis"]["passages"][-1]
        place = text["evidence"]["ranges"][0][0] + text["evidence"]["exact"][0].index("\u202e")
        assert f'data-at="{place}" data-sign>‹U+202E›' in page
        assert f'data-at="{place + 1}"' in page


def test_the_source_comes_back_as_it_was(reader: TestClient, samples: Path) -> None:
    response = reader.get(f"/documents/{NAME}/source")
    [path] = samples.rglob(NAME)
    assert response.content == path.read_bytes()
    assert response.headers["content-type"].startswith("text/plain")
    said = response.headers["content-disposition"]
    assert said.startswith("attachment") and NAME in unquote(said)
    assert "sandbox" in response.headers["content-security-policy"]


def test_text_and_analysis(reader: TestClient) -> None:
    text = reader.get(f"/documents/{NAME}/text")
    assert text.headers["content-type"] == "text/plain; charset=utf-8"
    assert "\n\n1. " in text.text
    found = reader.get(f"/documents/{NAME}/analysis").json()
    ids = [each["id"] for each in found["documents"]]
    assert read(reader)["document"]["id"] in ids and found["source"]["text"]


def test_a_quote_is_cited_with_its_exact_words(reader: TestClient) -> None:
    found = read(reader)
    passage = next(each for each in found["analysis"]["passages"] if each["item"] == "1")
    [[start, end]] = passage["evidence"]["ranges"]
    cited = reader.get(f"/documents/{NAME}/citation?at={start}-{end}").json()
    assert cited["exact"] == passage["evidence"]["exact"]
    assert cited["address"] == f"{BASE}/documents/{found['document']['id']}?at={start}-{end}#at"
    assert "§ 1" in cited["citation"] and cited["citation"].endswith(cited["address"])
    assert cited["quote"].startswith("“")
    wrong = reader.get(f"/documents/{NAME}/citation?at=9999990-9999999")
    assert wrong.status_code == 400


@pytest.mark.parametrize(("style", "begins"), [("bibtex", "@"), ("ris", "TY  - "), ("csl", "[")])
def test_citations_are_files(reader: TestClient, style: str, begins: str) -> None:
    response = reader.get(f"/documents/{NAME}/citation?style={style}")
    assert response.text.startswith(begins)
    assert response.headers["content-disposition"].startswith("attachment")


def test_an_unknown_document_or_finding_is_not_found(reader: TestClient) -> None:
    for path in ("/documents/nothing-so-called", "/findings/00000000000000ff"):
        assert reader.get(path).status_code == 404


def test_an_older_version_says_so(client: TestClient, settings: Settings, tmp_path: Path) -> None:
    file = tmp_path / "talks.txt"
    for day in ("3", "4"):
        file.write_text(f"Joint Statement\n\n1. They will meet on {day} May 2031.\n", "utf-8")
        with Archive.open(settings.archive) as archive:
            add(archive, collect([file]), workers=1)
            if day == "3":
                old = archive.find("talks.txt")
    new = read(client, "talks.txt")["document"]
    assert new["version"] == 2 and new["id"] != old.id
    page = html(client, f"/documents/{old.id}")
    assert f'href="/documents/{new["id"]}"' in page
    assert f"/compare?old={old.id}&amp;new={new['id']}" in page


# Findings


def test_findings_are_listed_by_the_fields_of_their_kind(reader: TestClient) -> None:
    found = reader.get("/findings?kind=commitments&actors=XAA&size=5").json()
    assert found["total"] > 5 == len(found["rows"])
    assert all("XAA" in row["actors"] for row in found["rows"])
    dates = [row["date"] for row in found["rows"]]
    assert dates == sorted(dates)
    second = reader.get("/findings?kind=commitments&actors=XAA&size=5&page=2").json()
    assert not {r["id"] for r in found["rows"]} & {r["id"] for r in second["rows"]}
    due = reader.get("/findings?kind=commitments&due_before=1990").json()
    assert due["total"] > 0 and all(row["deadline"] < "1990" for row in due["rows"])


def test_what_a_kind_has_no_field_for_is_told(reader: TestClient) -> None:
    wrong = reader.get("/findings?kind=claims&stance=oppose")
    assert wrong.status_code == 400 and "stance" in wrong.json()["error"]["message"]


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_is_a_filter_of_rest_and_of_the_page(reader: TestClient, kind: str) -> None:
    told = reader.app.openapi()["paths"]["/findings"]["get"]["parameters"]  # type: ignore[attr-defined]
    page = html(reader, f"/findings?kind={kind}")
    for column in filterable(KINDS[kind]):
        assert column.name in {each["name"] for each in told}
        assert f'name="{column.name}"' in page


def test_one_finding(reader: TestClient) -> None:
    row = reader.get("/findings?kind=figures&size=1").json()["rows"][0]
    one = reader.get(f"/findings/{row['id']}").json()
    assert {name: one[name] for name in row} == row and one["words"]["value"]
    page = html(reader, f"/findings/{row['id']}")
    assert f"/documents/{row['document']}?finding={row['id']}#f-{row['id']}" in unescape(page)


# The header


def correct(client: TestClient, **said: Any) -> Any:
    """Correct a header as a program does."""
    return client.post(f"/documents/{NAME}/header", json=said)


def test_a_field_is_set_and_given_back(client: TestClient) -> None:
    before = read(client)["document"]
    made = correct(client, fields={"place": "Lyth", "parties": ["XAA", "XBB"]}, who="Mika").json()
    assert made["before"] == before and made["after"]["event"]["place"] == "Lyth"
    [last] = [each for each in made["history"] if each["field"] == "place"]
    assert (last["who"], last["value"], last["superseded"]) == ("Mika", "Lyth", False)
    assert "Mika" in html(client, f"/documents/{NAME}?about=1")
    back = correct(client, fields={"place": None}).json()
    assert back["after"]["event"]["place"] == before["event"]["place"]
    assert [each["value"] for each in back["history"] if each["field"] == "place"] == ["Lyth", None]


def test_a_wrong_value_is_told_and_nothing_is_set(client: TestClient) -> None:
    before = read(client)["document"]
    wrong = correct(client, fields={"place": "Lyth", "date": "yesterday"})
    assert wrong.status_code == 400 and "date" in wrong.json()["error"]["message"]
    assert correct(client, fields={}).status_code == 400
    assert correct(client, fields={"colour": "red"}).status_code == 422
    assert read(client)["document"] == before


def form(client: TestClient, **changed: str) -> dict[str, str]:
    """The header form of the page as a browser would send it, with some of it changed."""
    page = html(client, f"/documents/{NAME}?about=1")
    said = {
        name: unescape(value)
        for name, value in re.findall(r'name="(fields\.\w+)" value="([^"]*)"', page)
    }
    for name, body in re.findall(r'name="(fields\.\w+)">(.*?)</select>', page, re.DOTALL):
        said[name] = re.findall(r'value="([^"]*)" selected', body)[0]
    token = re.findall(r'name="csrf" value="([^"]*)"', page)[0]
    return {**said, **{f"fields.{k}": v for k, v in changed.items()}, "csrf": token}


def test_a_form_sets_only_what_differs(client: TestClient) -> None:
    data = form(client, place="Lyth")
    assert len(data) == 13
    path = f"/documents/{NAME}/header"
    response = client.post(path, data=data, headers=HTML, follow_redirects=False)
    assert response.status_code == 303, response.text
    history = read(client)["history"]
    assert [(each["field"], each["value"]) for each in history] == [("place", "Lyth")]


def test_a_form_that_is_wrong_comes_back_with_what_was_given(client: TestClient) -> None:
    data = form(client, date="yesterday")
    response = client.post(f"/documents/{NAME}/header", data=data, headers=HTML)
    assert response.status_code == 400
    assert 'value="yesterday"' in response.text and 'id="w-date"' in response.text
    assert 'aria-describedby="w-date"' in response.text and not read(client)["history"]


# In a browser


def entry_of(settings: Settings) -> Entry:
    """The document of these tests."""
    with Archive.open(settings.archive) as archive:
        return archive.find(NAME)


def press(page: Page, mark: Locator) -> None:
    """Click on the first line of a mark, which may go over several."""
    mark.scroll_into_view_if_needed()
    x, y = mark.evaluate(
        "el => { const r = el.getClientRects()[0]; return [r.x + 3, r.y + r.height / 2]; }"
    )
    page.mouse.click(x, y)


def test_marks_open_by_click_and_by_key(live_reader: str, visit: Callable[..., Page]) -> None:
    page = visit(f"{live_reader}/documents/{NAME}")
    mark = page.locator("mark.k-commitment").first
    id = mark.get_attribute("data-f")
    underline = "el => getComputedStyle(el).textDecorationLine"
    assert mark.evaluate(underline) == "underline"
    press(page, mark)
    expect(page.locator("#panel .found-card")).to_be_visible()
    assert f"finding={id}" in page.url and page.url.endswith(f"#f-{id}")
    page.keyboard.press("Escape")
    expect(page.locator("#panel")).to_be_hidden()
    assert "finding=" not in page.url
    page.locator("#k-commitment").uncheck()
    assert mark.evaluate(underline) == "none" and "commitment" not in page.url
    page.keyboard.press("n")
    first = page.evaluate("document.activeElement.dataset.f")
    page.keyboard.press("n")
    second = page.evaluate("document.activeElement.dataset.f")
    assert first and second and first != second
    page.keyboard.press("p")
    assert page.evaluate("document.activeElement.dataset.f") == first
    page.keyboard.press("Enter")
    expect(page.locator(f'#panel [data-finding="{first}"]')).to_be_visible()


def test_a_selection_is_linked_to_exactly(tmp_path: Path, visit: Callable[..., Page]) -> None:
    # Characters beyond the basic plane, a line broken within a sentence, a note, two sentences.
    text = "共同声明\n\n1. 両首脳は𠮷田𩸽市で会い、2030年5月までに\n再び会う。両者は𠮷を歓迎した。次も会う。\n"
    (tmp_path / "a.txt").write_text(text, "utf-8")
    path = tmp_path / "a.db"
    with Archive.open(str(path), create=True) as archive:
        add(archive, collect([tmp_path / "a.txt"]), workers=1)
        entry = archive.documents()[0]
        reading = archive.analysis(entry).reading.text
    with served(Settings(archive=str(path))) as base:
        page = visit(f"{base}/documents/{entry.id}")
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        page.evaluate(
            """() => {
              const nodes = [];
              const walk = document.createTreeWalker(document.querySelector('.reading'), 4);
              while (walk.nextNode()) nodes.push(walk.currentNode);
              const first = nodes.find((node) => node.data.includes('𩸽'));
              const last = nodes.findLast((node) => node.data.includes('歓迎'));
              const range = new Range();
              range.setStart(first, first.data.indexOf('𩸽'));
              range.setEnd(last, last.data.indexOf('歓迎') + 2);
              getSelection().removeAllRanges();
              getSelection().addRange(range);
            }"""
        )
        page.locator(".selecting [data-do=link]").click()
        expect(page.locator(".selecting [role=status]")).to_have_text("Copied")
        link = page.evaluate("navigator.clipboard.readText()")
        found = re.fullmatch(r".*\?at=(\d+)-(\d+)#at", link)
        assert found, link
        wanted = reading[int(found[1]) : int(found[2])]
        assert wanted.startswith("𩸽市で") and wanted.endswith("𠮷を歓迎")
        page.evaluate("navigator.clipboard.writeText('')")
        page.locator(".selecting [data-do=quote]").click()
        page.wait_for_function("navigator.clipboard.readText()")
        expect(page.locator(".selecting [role=status]")).to_have_text("Copied")
        assert "".join(wanted.split()) in page.evaluate("navigator.clipboard.readText()")
        page.goto(link)
        shown = "".join(page.locator("mark.at").all_text_contents())
        assert shown == "".join(wanted.split())


def test_a_header_is_corrected_in_the_page(
    live: str, settings: Settings, visit: Callable[..., Page]
) -> None:
    page = visit(f"{live}/documents/{entry_of(settings).id}")
    page.locator(".about > details > summary").click()
    page.locator(".edit > summary").click()
    page.locator("#h-place").fill("Lyth")
    page.locator(".edit button").click()
    expect(page.locator(".about tbody").first).to_contain_text("Lyth")
    assert entry_of(settings).place == "Lyth"


def test_a_decision_is_made_beside_the_text(
    live: str, settings: Settings, visit: Callable[..., Page]
) -> None:
    entry = entry_of(settings)
    page = visit(f"{live}/documents/{entry.id}", width=390, theme="dark")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    mark = page.locator("mark.k-commitment").first
    press(page, mark)
    page.locator("#panel [value=reject]").click()
    expect(page.locator("#panel .verdict")).to_contain_text("rejected")
    expect(page.locator("mark.v-reject").first).to_be_visible()
    with Archive.open(settings.archive) as archive:
        [held] = archive.reviews.decisions(documents=[entry])
    assert held.decision.verdict.value == "reject"
