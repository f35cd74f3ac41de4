"""Reading the sample corpus gives what samples/truth.json knows of it."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from communique.model.documents import Analysis, Document
from communique.names import load as load_names
from communique.read.analyse import analyse_file
from communique.read.manifest import load as load_manifest

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
TRUTH: dict[str, Any] = json.loads((SAMPLES / "truth.json").read_text(encoding="utf-8"))


@cache
def analysis(file: str) -> Analysis:
    """The analysis of a sample file, with the invented world's names and the manifest's fields."""
    path = SAMPLES / file
    names = load_names((SAMPLES / "names",))
    return analyse_file(path, names=names, fields=load_manifest(SAMPLES).fields(path))


def document(file: str, language: str) -> Document:
    return next(d for d in analysis(file).documents if d.language == language)


def bare(text: str) -> str:
    return re.sub(r"[\s*#]+", "", text)


@pytest.mark.parametrize("truth", TRUTH["documents"], ids=lambda t: f"{t['file']}:{t['language']}")
def test_header(truth: dict[str, Any]) -> None:
    header = document(truth["file"], truth["language"]).header
    assert header.kind == truth["kind"]
    assert header.event.date == truth["event"]["date"]
    assert set(header.event.parties) == set(truth["event"]["parties"])
    if not truth.get("level_unsure"):
        assert header.level == truth["level"] or header.level in truth.get("level_alt", ())
    assert header.authenticity in (truth["authenticity"], *truth.get("authenticity_alt", ()))


@pytest.mark.parametrize("truth", TRUTH["outline"], ids=lambda t: f"{t['file']}:{t['language']}")
def test_outline(truth: dict[str, Any]) -> None:
    found = document(truth["file"], truth["language"]).outline
    assert [(o.label, o.level) for o in found] == [(t["label"], t["level"]) for t in truth["items"]]
    for item, wanted in zip(found, truth["items"], strict=True):
        words, want = bare("".join(item.quote.exact)), bare(wanted["quote"])
        assert want.startswith(words) or words.startswith(want)


@pytest.mark.parametrize("file", sorted({t["file"] for t in TRUTH["boilerplate"]}))
def test_boilerplate(file: str) -> None:
    marked = [bare(b.quote.exact[0]) for b in analysis(file).boilerplate]
    missing = [
        t["quote"]
        for t in TRUTH["boilerplate"]
        if t["file"] == file and not any(bare(t["quote"]) in m for m in marked)
    ]
    assert not missing


@pytest.mark.parametrize("truth", TRUTH["notes"], ids=lambda t: f"{t['file']}:{t['label']}")
def test_notes(truth: dict[str, Any]) -> None:
    (doc,) = analysis(truth["file"]).documents
    note = next(n for n in doc.notes if n.label == truth["label"])
    assert bare("".join(note.quote.exact)) in bare(re.sub(r"<[^>]+>", "", truth["quote"]))
    before = bare(re.sub(r"<[^>]+>", "", truth["anchor"]))
    assert note.anchor is not None
    assert bare(analysis(truth["file"]).reading.text[: note.anchor.end]).endswith(before)


@pytest.mark.parametrize("truth", TRUTH["interrupted"], ids=lambda t: t["after"])
def test_interrupted_sentences_are_whole(truth: dict[str, Any]) -> None:
    (doc,) = analysis(truth["file"]).documents
    assert any(bare(truth["before"] + truth["after"]) in bare(p.text) for p in doc.passages)


@pytest.mark.parametrize("truth", TRUTH["tables"], ids=lambda t: t["file"])
def test_tables(truth: dict[str, Any]) -> None:
    (doc,) = analysis(truth["file"]).documents
    (table,) = doc.tables
    assert [bare(c.text) for c in table.rows[0]] == [
        bare(c) for c in truth["columns"]
    ] and table.header == 1
    assert [len(row) for row in table.rows] == [len(truth["columns"])] * (1 + len(truth["rows"]))
