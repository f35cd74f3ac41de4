"""Quotes as W3C Web Annotations: the model's rules, and that selectors find the same words."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from communique.archive import Archive
from communique.report.exports.export import export
from communique.report.exports.web_annotations import CONTEXTS, iri
from tests.report.exported import LONG, NAME, TEXT, fill

SELECTORS = {
    "TextPositionSelector": {"type", "start", "end"},
    "TextQuoteSelector": {"type", "exact", "prefix", "suffix"},
}


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """An archive of hostile words."""
    path = tmp_path_factory.mktemp("annotations") / "a.db"
    fill(path)
    with Archive.open(str(path)) as archive:
        yield archive


def collection(archive: Archive, what: str) -> dict[str, Any]:
    """An export of annotations."""
    file = io.BytesIO()
    done = export(archive, what, file, format="annotations")
    made: dict[str, Any] = json.loads(file.getvalue())
    assert made["total"] == done.rows == len(made["first"]["items"])
    return made


def targets(annotation: dict[str, Any]) -> list[dict[str, Any]]:
    """The targets of an annotation, which may be one or several."""
    held = annotation["target"]
    return held if isinstance(held, list) else [held]


@pytest.mark.parametrize("what", ["findings", "claims", "passages"])
def test_the_model(archive: Archive, what: str) -> None:
    """What the Web Annotation Data Model asks of collections, pages, annotations and selectors."""
    made = collection(archive, what)
    assert made["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    assert (made["type"], made["first"]["type"]) == ("AnnotationCollection", "AnnotationPage")
    assert made["first"]["startIndex"] == 0 and ":" in made["id"] and ":" in made["first"]["id"]
    items = made["first"]["items"]
    assert items and len({each["id"] for each in items}) == len(items)
    own = set(CONTEXTS[1])
    for each in items:
        assert each["type"] == "Annotation" and ":" in each["id"]
        assert each["motivation"] == "classifying"
        body = each["body"]
        assert (body["type"], body["purpose"], body["format"]) == (
            "TextualBody",
            "classifying",
            "text/plain",
        )
        assert isinstance(body["value"], str) and body["value"]
        assert set(body) <= {"type", "purpose", "format", "value", *own}
        for target in targets(each):
            assert target["type"] == "SpecificResource"
            assert set(target) <= {"type", "source", "selector", "state", *own}
            assert target["source"]["id"].startswith("file:///desk/")
            assert target["reading"]["units"] == "code points"
            assert [s["type"] for s in target["selector"]] == list(SELECTORS)
            for selector in target["selector"]:
                assert set(selector) == SELECTORS[selector["type"]]


def test_both_selectors_find_the_same_words(archive: Archive) -> None:
    for what in ("findings", "passages"):
        for each in collection(archive, what)["first"]["items"]:
            for target in targets(each):
                if target["source"]["language"] != "en":
                    continue
                place, words = target["selector"]
                start, end = place["start"], place["end"]
                assert TEXT[start:end] == words["exact"]
                around = words["prefix"] + words["exact"] + words["suffix"]
                assert TEXT.find(around) + len(words["prefix"]) == start


def test_a_quote_in_two_pieces_has_two_targets(archive: Archive) -> None:
    items = collection(archive, "commitments")["first"]["items"]
    [split] = [each for each in items if len(targets(each)) > 1]
    assert [t["selector"][1]["exact"] for t in targets(split)] == ["they will ", "pay fully"]
    assert [t["part"] for t in targets(split)] == ["1 of 2", "2 of 2"]
    assert any(t["selector"][1]["exact"] == LONG for each in items for t in targets(each))


def test_the_target_is_known_by_its_hashes(archive: Archive) -> None:
    entry = archive.find(NAME)
    analysis = archive.analysis(entry)
    target = targets(collection(archive, "claims")["first"]["items"][0])[0]
    assert target["sha256"] == analysis.source.sha256
    assert target["reading"]["sha256"] == analysis.reading.sha256
    assert target["version"] == 1
    assert target["source"]["id"] == "file:///desk/%3Dbad%20%3Cname%3E%20%7B50%25%7D.txt"


def test_decisions_stand_beside_the_fields(archive: Archive) -> None:
    items = collection(archive, "commitments")["first"]["items"]
    said = [each["body"] for each in items if "decisions" in each["body"]]
    assert [[d["verdict"] for d in body["decisions"]] for body in said] == [
        ["accept", "correct"],
        ["reject"],
    ]
    assert said[0]["fields"]["deadline"] == "2031-05"


def test_a_page_of_the_web_has_its_day(root: Path, tmp_path: Path) -> None:
    from communique.archive.add import add
    from communique.read.inputs import collect

    with Archive.open(str(tmp_path / "w.db"), create=True) as archive:
        add(archive, collect([root / "samples" / "web"]), workers=1)
        first = collection(archive, "passages")["first"]["items"][0]
    [target] = targets(first)
    assert target["state"]["type"] == "TimeState" and target["state"]["sourceDate"][:2] == "20"
    assert target["source"]["id"].startswith("http")


def test_addresses() -> None:
    assert iri("/desk/\ud800.txt") == "file:///desk/%ED%A0%80.txt"
    assert iri("a b") == "urn:communique:source:a%20b"
    assert iri("javascript://x\n<y>") == "javascript://x%0A%3Cy%3E"
