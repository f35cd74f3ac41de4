"""The benches run: texts of the size and language asked for, and judgements that are arithmetic."""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType

import pytest

BENCH = Path(__file__).resolve().parents[1] / "bench"


@pytest.fixture(name="bench")
def the_bench(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """bench/read.py as a module."""
    monkeypatch.syspath_prepend(str(BENCH))
    monkeypatch.delitem(sys.modules, "read", raising=False)
    import read

    return read


@pytest.mark.parametrize("format", ["text", "markdown", "html"])
@pytest.mark.parametrize("language", ["en", "ja", "zh-Hant", "zh-Hans"])
def test_material_is_read_as_what_it_is(bench: ModuleType, language: str, format: str) -> None:
    from communique.read.analyse import analyse_bytes

    data = bench.material(language, format, 4_000)
    assert data == bench.material(language, format, 4_000)
    assert 4_000 <= len(data.decode()) < 14_000
    analysis = analyse_bytes(data, name=f"x.{bench.FORMATS[format]}")
    assert [document.language for document in analysis.documents] == [language]


def test_measures_and_judges(bench: ModuleType) -> None:
    characters, seconds, _, found, _ = bench.measure("communique", "en", "text", 3_000)
    assert characters >= 3_000 and seconds > 0 and found > 10
    cases = [
        bench.Case("reading", "communique", "en", "text", 100_000, 0.1, 1, 9),
        bench.Case("reading", "communique", "en", "text", 1_000_000, 2.0, 1, 9),
        bench.Case("archive", "communique add", "all", "100 files", 9, 2.0, 90, 100),
        bench.Case("archive", "communique add", "all", "1000 files", 9, 10.0, 99, 1_000),
    ]
    said = "\n".join(bench.judged(cases))
    assert "500,000 a second" in said and "2.00 times one of the shortest" in said
    assert "100 files a second, 99 MB" in said and "costs 0.50 times one of 100" in said


def test_small_files_are_all_apart(bench: ModuleType, tmp_path: Path) -> None:
    assert bench.small_files(tmp_path, 12) > 2_000
    assert len({path.read_bytes() for path in tmp_path.iterdir()}) == 12


@pytest.fixture(name="find")
def the_bench_of_finding(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """bench/find.py as a module."""
    monkeypatch.syspath_prepend(str(BENCH))
    monkeypatch.delitem(sys.modules, "find", raising=False)
    import find

    return find


def test_finding_is_measured_and_judged(find: ModuleType) -> None:
    characters, seconds, _, found, _ = find.measure("communique", "ja", 3_000)
    assert characters >= 3_000 and seconds > 0 and found > 5
    kinds = find.measure("kinds", "en", 3_000)[4]
    assert {"scans", "commitments", "figures"} <= set(kinds)
    cases = [
        find.Case("finding", "communique", "en", 100_000, 0.5, 1, 9),
        find.Case("finding", "communique", "en", 1_000_000, 20.0, 1, 9),
    ]
    [said] = find.judged(cases)
    assert "50,000 characters a second" in said and "MISSED" in said and "NOT LINEAR" in said


@pytest.fixture(name="fuzzing")
def the_bench_of_breaking(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """bench/fuzz.py as a module."""
    monkeypatch.syspath_prepend(str(BENCH))
    import fuzz

    return fuzz


def test_fuzzing_breaks_files_the_same_way_and_finds_what_is_wrong(
    fuzzing: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = fuzzing.seeds()
    assert {"docx", "odt", "html", "md"} <= files.keys()
    for form, some in files.items():
        for number, operation in enumerate(fuzzing.OPERATIONS):
            change = [fuzzing.Change(operation, number)]
            assert fuzzing.changed(some[0], change) == fuzzing.changed(some[0], change)
        kind, what = fuzzing.outcome(some[0], f"seed.{form}")
        assert kind == "read" or what in ("broken", "unsupported-format"), (form, what)
    monkeypatch.setattr(fuzzing, "extract", lambda data, name, media_type: 1 / 0)
    kind, what = fuzzing.outcome(b"x", "a")
    assert kind == "finding" and what.startswith("ZeroDivisionError in test_bench.py")
    several = [fuzzing.Change("bytes", 1), fuzzing.Change("cut", 2)]
    assert fuzzing.reduced(b"x" * 100, several, "a", what) == []


@pytest.fixture(name="collecting")
def the_bench_of_collections(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """bench/collect.py as a module."""
    monkeypatch.syspath_prepend(str(BENCH))
    for name in ("collect", "frus"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    import collect

    return collect


def test_collections_are_compared_with_what_was_put_in(
    collecting: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(collecting, "IN_A_VOLUME", 4)
    [said] = collecting.imported(tmp_path)
    assert said.good and "0 wrong" in said.words
    [warc] = collecting.crawled(tmp_path, 6)
    assert "6 added" in warc.words
    first, second, third = collecting.read_all(tmp_path, 8, 4, 4)
    assert "reading to analyses, 8 documents" in first.words
    assert "reading and finding, 4 documents" in second.words and third.good


def test_many_statements_are_a_plausible_archive(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.syspath_prepend(str(BENCH))
    import many

    from communique.archive import Archive

    assert many.statement(7) == many.statement(7) != many.statement(8)
    with Archive.open(str(tmp_path / "many.db"), create=True) as archive:
        for number in (0, 2, 60, 120, 9_999):
            archive.put_prepared(many.document(number))
        documents = archive.documents()
        assert {each.kind.value for each in documents} == {"joint_statement"}
        assert all(each.date and len(each.issuers) == 2 for each in documents)
        assert len(list(archive.findings("commitments"))) > 10
