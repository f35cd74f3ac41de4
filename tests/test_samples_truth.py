"""The sample corpus and its truth agree: what is quoted stands there, what is absent is absent."""

import csv
import json
import re
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from communique.read.analyse import analyse_file

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
TRUTH: dict[str, Any] = json.loads((SAMPLES / "truth.json").read_text(encoding="utf-8"))
TEXT_FOLDERS = (
    "fact-sheets",
    "reports",
    "statements",
    "readouts",
    "news",
    "articles",
    "transcripts",
    "seminars",
)

QUOTED = ("quote", "anchor", "before", "after", "run_together")

COLUMNS = {
    "states.csv": "id,en,ja,zh-Hant,zh-Hans,adjective_en,character_ja,character_zh,from,to,source",
    "people.csv": "id,en,ja,zh-Hant,zh-Hans,state,source",
    "terms.csv": "person,office,state,from,to,source",
    "places.csv": "id,en,ja,zh-Hant,zh-Hans,state,source",
    "organisations.csv": "id,en,ja,zh-Hant,zh-Hans,kind,from,to,source",
    "catalogues/xaa-xbb.csv": "series,date,place,parties,people,title_en,kind,languages,source",
}


class _TextNodes(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.nodes: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._hidden += tag in ("script", "style")

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in ("script", "style")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.nodes.append(data)


@cache
def nodes(file: str) -> tuple[str, ...]:
    """The text of a file: one piece, or for HTML one piece a text node."""
    if file.endswith((".docx", ".pdf")):
        return (analyse_file(SAMPLES / file).reading.text,)
    text = (SAMPLES / file).read_bytes().decode("utf-8")
    if not file.endswith(".html"):
        return (text,)
    parser = _TextNodes()
    parser.feed(text)
    parser.close()
    return tuple(parser.nodes)


def folded(text: str) -> str:
    return " ".join(text.split()).casefold()


@cache
def folded_file(file: str) -> str:
    return folded(" ".join(nodes(file)))


def holds(file: str, quote: str) -> bool:
    return any(quote in node for node in nodes(file))


def quotes(value: Any, where: str = "", file: str | None = None) -> Iterator[tuple[str, str, str]]:
    """Every quote below a value, with the file it is said to stand in."""
    if isinstance(value, dict):
        file = value.get("file", file)
        for key, below in value.items():
            if key in QUOTED and isinstance(below, str):
                assert file is not None, where
                yield f"{where}.{key}", file, below
            else:
                yield from quotes(below, f"{where}.{key}", file)
    elif isinstance(value, list):
        for number, below in enumerate(value):
            yield from quotes(below, f"{where}[{number}]", file)


def rows(name: str) -> list[dict[str, str]]:
    with (SAMPLES / "names" / name).open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def forms(cell: str) -> list[str]:
    return cell.split(" | ")


@pytest.mark.parametrize("section", sorted(set(TRUTH) - {"note"}))
def test_every_quote_stands_in_its_file(section: str) -> None:
    missing = [entry for entry in quotes(TRUTH[section], section) if not holds(entry[1], entry[2])]
    assert missing == []


def test_documents_list_every_file_and_no_other() -> None:
    listed = {document["file"] for document in TRUTH["documents"]}
    present = {
        p.relative_to(SAMPLES).as_posix()
        for f in TEXT_FOLDERS
        for p in (SAMPLES / f).rglob("*")
        if p.is_file()
    }
    assert listed == present


def test_titles_stand_in_their_documents() -> None:
    for document in TRUTH["documents"]:
        assert folded(document["title"]) in folded_file(document["file"]), document["file"]


def test_manifest_names_files_that_exist() -> None:
    manifest = (SAMPLES / "manifest.yaml").read_text(encoding="utf-8")
    named = re.findall(r"^  (\S+):$", manifest, flags=re.MULTILINE)
    assert len(named) >= 2
    assert [file for file in named if not (SAMPLES / file).is_file()] == []


def test_outline_counts_are_the_items_counts() -> None:
    for outline in TRUTH["outline"]:
        levels = [item["level"] for item in outline["items"]]
        assert outline["counts"] == {
            str(level): levels.count(level) for level in sorted(set(levels))
        }, outline["file"]


def test_outline_items_stand_in_order() -> None:
    for outline in TRUTH["outline"]:
        text, at = "\n".join(nodes(outline["file"])), 0
        for item in outline["items"]:
            found = text.find(item["quote"], at)
            assert found >= 0, (outline["file"], item)
            at = found + 1


@pytest.mark.parametrize("fact", TRUTH["wording"], ids=lambda fact: str(fact["id"]))
def test_wording(fact: dict[str, Any]) -> None:
    old, new = fact["old"], fact["new"]
    assert old["file"] < new["file"]
    match fact["type"]:
        case "dropped":
            assert new["quote"] is None
            assert folded(old["quote"]) not in folded_file(new["file"])
        case "new":
            assert old["quote"] is None
            assert folded(new["quote"]) not in folded_file(old["file"])
        case "returned":
            assert fact["absent"]
            for file in fact["absent"]:
                assert old["file"] < file < new["file"]
                assert folded(new["quote"]) not in folded_file(file)
        case "kept":
            assert folded(old["quote"]) == folded(new["quote"])
        case "moved":
            assert fact["moved"]
            assert folded(old["quote"]) == folded(new["quote"])
        case "strengthened" | "weakened" | "edited":
            assert folded(old["quote"]) != folded(new["quote"])
            grown = folded(old["quote"]) in folded(new["quote"])
            assert grown or folded(old["quote"]) not in folded_file(new["file"])
        case other:
            pytest.fail(f"unknown type {other}")


@pytest.mark.parametrize("use", TRUTH["first_uses"], ids=lambda use: str(use["phrase"]))
def test_first_uses(use: dict[str, Any]) -> None:
    series = sorted(
        {
            d["file"]
            for d in TRUTH["documents"]
            if d["series"] == "xaa-xbb" and d["language"] == "en"
        }
    )
    assert sorted(use["present"] + use["absent"]) == series
    assert use["first"] == min(use["present"])
    for file in series:
        assert (folded(use["phrase"]) in folded_file(file)) == (file in use["present"]), file


def test_commitments_are_well_formed() -> None:
    forces = {"pledge", "intention", "effort", "exploration", "continuation"}
    for one in TRUTH["commitments"]:
        assert one["force"] in forces and one["actors"], one["id"]
        later = one["later"]
        if later:
            assert later["status"] in {"kept_up", "changed", "never_mentioned_again"}
            silent = later["status"] == "never_mentioned_again"
            assert silent == (later["quote"] is None), one["id"]
            assert later["file"] is None or later["file"] > one["file"], one["id"]


def test_claims_say_what_they_rest_on() -> None:
    for claim in TRUTH["claims"]:
        assert claim["truth"] in {"supported", "contradicted", "undecided"}
        if claim["type"] != "always":
            assert bool(claim["earlier"]) == (claim["truth"] == "contradicted"), claim["id"]
        assert claim["why"]


def test_divergences_are_between_two_texts_of_one_event() -> None:
    events = {d["file"]: d["event"] for d in TRUTH["documents"]}
    for one in TRUTH["divergences"]:
        left, right = one["left"], one["right"]
        assert events[left["file"]] == events[right["file"]], one["id"]
        silent = left if left["quote"] is None else right
        assert (silent["quote"] is None) == (one["differs"] == "omission"), one["id"]
        for words in one.get("absent", []):
            assert folded(words) not in folded_file(silent["file"]), (one["id"], words)


def test_the_truth_holds_enough() -> None:
    types = "dropped edited kept moved new returned strengthened weakened"
    assert sorted({fact["type"] for fact in TRUTH["wording"]}) == types.split()
    assert len(TRUTH["wording"]) >= 25
    assert sum(bool(c["deadline"]) for c in TRUTH["commitments"]) >= 20
    assert sum(bool(c["amount"]) for c in TRUTH["commitments"]) >= 20
    assert {c["type"] for c in TRUTH["figures"]["conflicts"]} == {"value", "arithmetic", "unit"}
    assert {c["truth"] for c in TRUTH["claims"]} == {"supported", "contradicted", "undecided"}
    assert len(TRUTH["divergences"]) >= 6


@pytest.mark.parametrize("name", sorted(COLUMNS))
def test_name_tables_have_their_columns(name: str) -> None:
    with (SAMPLES / "names" / name).open(encoding="utf-8", newline="") as handle:
        header, *lines = list(csv.reader(handle))
    assert ",".join(header) == COLUMNS[name]
    assert lines and all(len(line) == len(header) for line in lines)
    if header[0] == "id":
        assert len({line[0] for line in lines}) == len(lines)


def test_leaders_hold_office_on_the_day() -> None:
    label = {row["id"]: forms(row["en"])[0] for row in rows("people.csv")}
    terms = rows("terms.csv")
    assert {term["person"] for term in terms} <= set(label)
    for document in TRUTH["documents"]:
        event = document["event"]
        for person in event["people"]:
            assert any(
                label[term["person"]] == person
                and term["from"] <= event["date"] <= (term["to"] or "9999")
                for term in terms
            ), (document["file"], person)


def test_the_catalogue_names_every_statement_and_one_that_is_not_held() -> None:
    listed = {row["date"]: row for row in rows("catalogues/xaa-xbb.csv")}
    held = [document for document in TRUTH["documents"] if document["series"] == "xaa-xbb"]
    assert set(listed) - {document["date"] for document in held} == {"2005-09-02"}
    for document in held:
        row = listed[document["date"]]
        assert forms(row["people"]) == document["event"]["people"]
        assert forms(row["parties"]) == document["event"]["parties"]
        assert document["language"] in forms(row["languages"])
        assert row["place"] == document["event"]["place"]


def test_no_path_of_a_machine() -> None:
    private = re.compile(r"/(?:work|tmp|home|root)/")
    for path in SAMPLES.rglob("*"):
        if path.is_file():
            assert not private.search(path.read_bytes().decode("utf-8", "replace")), path.name
