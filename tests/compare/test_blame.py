"""Blame and lineage against known truth: the invented statements, and the contract."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from communique.compare.blame import Blame, blame, blames
from communique.compare.log import log
from communique.compare.texts import Text, text_of
from communique.names import load
from communique.read.analyse import analyse_file

EDITED = {"edited", "partly", "split", "merged"}


@pytest.fixture(scope="module")
def statements(samples: Path) -> Mapping[str, Text]:
    """The English statements of the invented corpus, by file."""
    names = load([samples / "names"])
    truth = json.loads((samples / "truth.json").read_text(encoding="utf-8"))
    files = sorted({fact[side]["file"] for fact in truth["wording"] for side in ("old", "new")})
    found = {}
    for file in files:
        texts = Text.all_of(analyse_file(samples / file, names=names))
        found[file] = next(text for text in texts if text.language == "en")
    return found


@pytest.fixture(scope="module")
def blamed(statements: Mapping[str, Text]) -> Mapping[str, Blame]:
    """Blame of each by file."""
    return {file: blame(text, list(statements.values())) for file, text in statements.items()}


def facts() -> list[dict[str, Any]]:
    """The facts about wording."""
    path = Path(__file__).resolve().parents[2] / "samples" / "truth.json"
    found: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["wording"]
    return found


def fold(words: str) -> str:
    return re.sub(r"[\W_]+", "", words).casefold()


def places(text: Text, quote: str | None) -> list[int]:
    """The passages that hold a quote, or that it holds."""
    if quote is None:
        return []
    wanted = fold(quote)
    found = [n for n, p in enumerate(text.passages) if wanted in fold(p.text)]
    return found or [
        n for n, p in enumerate(text.passages) if len(p.text) > 30 and fold(p.text) in wanted
    ]


@pytest.mark.parametrize("fact", facts(), ids=lambda fact: fact["id"])
def test_every_fact_about_wording_is_found(
    fact: dict[str, Any], statements: Mapping[str, Text], blamed: Mapping[str, Blame]
) -> None:
    old, new = (statements[fact[side]["file"]] for side in ("old", "new"))
    found = blamed[fact["new"]["file"]]
    before, now = places(old, fact["old"]["quote"]), places(new, fact["new"]["quote"])
    ranges = [old.passages[n].quote.ranges for n in before]
    if fact["type"] == "dropped":
        assert {span.ranges for span in found.dropped} >= set(ranges)
        return
    rows = [found.passages[n] for n in now]
    if fact["type"] == "new":
        assert all(row.origin.kind == "new" for row in rows)
        return
    if len(fact["new"]["quote"].split()) < 4:  # a name that is named again, not a sentence
        hits = {hit.span.document for hit in log(fact["new"]["quote"], statements.values()).hits}
        absent = {statements[file].id for file in fact["absent"]}
        assert {old.id, new.id} <= hits and not absent & hits
        return
    row = next(r for r in rows if any(s.ranges in ranges for s in (*r.previous, *r.ancestors)))
    kept = fact["type"] in ("kept", "moved")
    assert row.origin.kind == "kept" if kept else row.origin.kind in EDITED | {"kept"}
    assert row.origin.returned == (fact["type"] == "returned")
    if fact.get("moved"):
        assert row.origin.moved
    if "nearest" in fact:
        assert row.ancestors[0].name == Path(fact["nearest"]).name


def test_json_is_the_contract() -> None:
    one = text_of("They will hold talks on fisheries.", "en", name="1.txt", date="2031")
    two = text_of("They will hold annual talks on fisheries.", "en", name="2.txt", date="2032")
    out = blame(two, [one, two]).to_json()
    assert set(out) == {"document", "series", "passages", "dropped", "findings", "gaps"}
    assert set(out["passages"][0]) == {
        "span", "origin", "moved", "returned", "similarity", "previous", "first"
    }  # fmt: skip
    assert out["passages"][0]["first"]["name"] == "1.txt"
    assert out["series"] == [one.id, two.id]


def test_gaps_say_what_was_left_out() -> None:
    one = text_of("They will hold talks.", "en", name="1.txt")
    other = text_of("協議を行う。", "ja", name="2.txt", date="2031")
    codes = [gap.code for gap in blame(one, [one, other]).gaps]
    assert codes == ["series-languages", "series-alone", "series-undated"]


def test_later_texts_are_no_ancestors() -> None:
    texts = [
        text_of("They will hold talks on fisheries.", "en", name=f"{n}.txt", date=f"203{n}")
        for n in (1, 2)
    ]
    assert blame(texts[0], texts).passages[0].origin.kind == "new"
    assert blame(texts[1], texts).passages[0].first.name == "1.txt"


def test_a_hundred_statements_in_three_seconds(shared: Path) -> None:
    files = sorted((shared / "series" / "fomc").glob("*.txt"))
    texts = [text for path in files for text in Text.all_of(analyse_file(path))]
    started = time.process_time()
    found = blames(texts)
    assert time.process_time() - started < 3
    assert len(found) == len(texts)
    for each, text in zip(found, sorted(texts, key=lambda text: text.order), strict=True):
        assert [row.span.ranges for row in each.passages] == [p.quote.ranges for p in text.passages]


def test_a_phrase_that_came_and_went(shared: Path) -> None:
    files = sorted((shared / "series" / "fomc").glob("200[34]*.txt"))
    texts = [text for path in files for text in Text.all_of(analyse_file(path))]
    found = log("considerable period", texts)
    assert [hit.span.date for hit in found.hits] == [
        "2003-08-12",
        "2003-09-16",
        "2003-10-28",
        "2003-12-09",
    ]
    assert len(found.absent) == len(texts) - 4


def test_an_address_and_the_one_of_the_year_before(shared: Path) -> None:
    """Most of the address of 2014 had stood in that of 2013."""
    files = [
        shared / "series" / "hiroshima" / f"{year}-08-06-hiroshima.txt" for year in (2013, 2014)
    ]
    texts = [text for path in files for text in Text.all_of(analyse_file(path))]
    rows = blame(texts[1], texts).passages
    assert sum(row.origin.kind != "new" for row in rows) / len(rows) >= 0.6
