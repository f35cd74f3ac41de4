"""Figures that disagree: invented documents with planted and with harmless differences, the sample
corpus with its known truth, and the seeds.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from communique.check.conflicts import Conflict, FigureCheck
from communique.check.figures import check_figures
from communique.compare.library import Library
from communique.compare.texts import Text
from communique.errors import InvalidField
from communique.find import find
from communique.model.findings import plain
from communique.names import load
from communique.read.analyse import analyse_bytes

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "samples"
SHARED = ROOT.parent / "shared"
CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "figures.yaml").read_text(encoding="utf-8")
)


def made(document: dict[str, Any]) -> Iterator[Text]:
    """The texts of a case's document, with findings."""
    fields = {key: value for key, value in document.items() if key not in ("name", "text")}
    analysis = analyse_bytes(document["text"].encode(), name=document["name"], fields=fields)
    for doc in analysis.documents:
        yield Text.of(analysis, find(doc, analysis.reading, load())[0])


def values(conflict: Conflict) -> list[str]:
    """The values that take part, once each, in order of size."""
    return sorted({plain(figure.value) for figure in conflict.figures})


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_case(case: dict[str, Any]) -> None:
    texts = [text for document in case["documents"] for text in made(document)]
    found = check_figures(texts).conflicts
    told = [(c.type, values(c)) for c in found]
    assert told == [(e["type"], sorted(set(e["values"]))) for e in case["expect"]], [
        c.why for c in found
    ]
    for conflict, expected in zip(found, case["expect"], strict=True):
        if "expected" in expected:
            assert conflict.expected == expected["expected"]
        if "slip" in expected:
            assert conflict.slip is not None
            assert conflict.slip.kind == expected["slip"]
        assert conflict.why
        for figure in conflict.figures:
            assert figure.words in figure.sentence or figure.row is not None


def test_a_scan_is_suspected() -> None:
    case = next(case for case in CASES if case["name"].startswith("a scan"))
    [conflict] = check_figures(list(made(case["documents"][0]))).conflicts
    assert conflict.ocr


@cache
def samples() -> FigureCheck:
    """The check of the whole sample corpus, without an encoder."""
    names = load([SAMPLES / "names"])
    return check_figures(Library(files=[SAMPLES], names=names))


TRUTH = json.loads((SAMPLES / "truth.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("truth", TRUTH["figures"]["conflicts"], ids=lambda truth: truth["id"])
def test_sample_conflict(truth: dict[str, Any]) -> None:
    wanted = {(Path(f["file"]).name, f["value"], f["unit"]) for f in truth["figures"]}
    for conflict in samples().conflicts:
        held = {(f.name, plain(f.value), f.unit) for f in conflict.figures}
        if wanted <= held:
            assert conflict.type == truth["type"]
            assert conflict.expected == truth["expected"]
            assert (conflict.severity == "low") == truth.get("unsure", False)
            return
    pytest.fail(f"{truth['id']} is not found")


def test_samples_agree_where_they_do() -> None:
    conflicts = [{f.id for f in conflict.figures} for conflict in samples().conflicts]
    assert len({frozenset(ids) for ids in conflicts}) == len(conflicts)
    for truth in TRUTH["figures"]["agreements"]:
        wanted = {(Path(f["file"]).name, f["value"]) for f in truth["figures"]}
        for conflict in samples().conflicts:
            held = {(f.name, plain(f.value)) for f in conflict.figures}
            assert not wanted <= held, truth["why"]


def test_samples_have_no_false_conflict() -> None:
    """Nine planted; f02 stands in both languages; and 18 months that are two years in Chinese."""
    assert len(samples().conflicts) == len(TRUTH["figures"]["conflicts"]) + 2


def test_json_is_the_contract() -> None:
    made = samples().to_json()
    assert set(made) == {"conflicts", "rests_on", "gaps"}
    for conflict in made["conflicts"]:
        assert {"type", "figures", "expected", "why"} <= set(conflict)
        for figure in conflict["figures"]:
            assert {"id", "value", "evidence"} <= set(figure)
    json.dumps(made)


def seeds() -> Path:
    """The seeds, or a skip."""
    folder = SHARED / "seeds"
    if not folder.is_dir():
        pytest.skip("../shared/seeds is not here")
    return folder


def test_seed_000() -> None:
    [path] = seeds().glob("000_*")
    found = check_figures(Library(files=[path])).conflicts
    pairs = [tuple(sorted(int(f.value) // 10**6 for f in c.figures)) for c in found]
    assert sorted(p for p, c in zip(pairs, found, strict=True) if c.type == "value") == [
        (2604, 11604),
        (10860, 10880),
        (22464, 23484),
    ]
    [table] = [c for c in found if c.type == "arithmetic"]
    assert table.expected == "12604000000"
    assert table.ocr
    assert all("1978" in (f.row or "1978") or "一九七八" in (f.row or "") for f in table.figures)


def test_seeds_and_series_without_false_conflicts() -> None:
    folder = seeds()
    others = [path for path in folder.iterdir() if not path.name.startswith("000_")]
    assert not check_figures(Library(files=others)).conflicts
    series = SHARED / "series"
    if series.is_dir():
        assert not check_figures(Library(files=[series])).conflicts


def test_types() -> None:
    case = CASES[0]
    texts = list(made(case["documents"][0]))
    assert not check_figures(texts, types=["value"]).conflicts
    assert len(check_figures(texts, types=["arithmetic"]).conflicts) == 1
    with pytest.raises(InvalidField):
        check_figures(texts, types=["money"])


def test_nothing_to_check() -> None:
    found = check_figures([])
    assert not found.conflicts
    assert [gap.code for gap in found.gaps] == ["figures-none"]
    text = list(made({"name": "a.txt", "language": "en", "text": "They met and parted."}))
    assert [gap.code for gap in check_figures(text).gaps] == ["figures-none"]


def test_only_what_is_asked_for() -> None:
    case = next(case for case in CASES if case["name"].startswith("million for billion"))
    texts = [text for document in case["documents"] for text in made(document)]
    other = next(iter(made(CASES[0]["documents"][0])))
    everything = check_figures([*texts, other])
    assert len(everything.conflicts) == 2
