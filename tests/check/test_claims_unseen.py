"""Claims that were invented before the program was asked, about three invented series."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.conftest import archive_of

from communique.archive import Archive
from communique.check.claims import check_claim, check_claims
from communique.check.claims_answer import Answer, Found
from communique.compare.library import Library
from communique.names import load

HERE = Path(__file__).parent
CLAIMS: list[dict[str, Any]] = yaml.safe_load(
    (HERE / "claims_unseen.yaml").read_text(encoding="utf-8")
)


@pytest.fixture(scope="module")
def series(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """An archive of the invented series, with their catalogues."""
    made = yaml.safe_load((HERE / "claims_series.yaml").read_text(encoding="utf-8"))
    folder = tmp_path_factory.mktemp("series")
    for part, ending, under in (("files", "", "docs"), ("catalogues", ".csv", "names/catalogues")):
        place = folder / under
        place.mkdir(parents=True)
        for name, text in made[part].items():
            (place / f"{name}{ending}").write_text(text, encoding="utf-8")
    archive_of(folder / "docs", folder / "series.db", (folder / "names",))
    with Archive.open(str(folder / "series.db")) as archive:
        yield Library(archive, names=load([folder / "names"]))


def bare(words: str) -> str:
    """Words without white space, stops and quotation marks."""
    return re.sub(r"[\s「」‘’“”『』\".。]", "", words)


@pytest.fixture(scope="module")
def found(series: Library) -> dict[str, tuple[Answer, ...]]:
    """The answers to the claims of each page."""
    pages = {claim["doc"] for claim in CLAIMS if "doc" in claim}
    return {
        page: tuple(each for doc in series.candidates(page) for each in check_claims(series, doc))
        for page in pages
    }


def answer_to(
    claim: dict[str, Any], series: Library, found: dict[str, tuple[Answer, ...]]
) -> Answer:
    """The answer to a claim, typed or found in its page."""
    if "doc" not in claim:
        return check_claim(series, claim["claim"])
    wanted = bare(claim["claim"])
    for each in found[claim["doc"]]:
        assert each.evidence is not None
        words = bare(" ".join(each.evidence.exact))
        if words in wanted or wanted in words:
            return each
    raise AssertionError(f"the claim was not found in {claim['doc']}")


def stands(name: str, hits: tuple[Found, ...]) -> bool:
    """Whether a document is among hits."""
    return any(hit.hit.span.name.startswith(name) for hit in hits)


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim["id"])
def test_unseen(
    claim: dict[str, Any], series: Library, found: dict[str, tuple[Answer, ...]]
) -> None:
    answer = answer_to(claim, series, found)
    assert answer.verdict == claim.get("answered", claim["verdict"]), answer.why
    if "earlier" in claim:
        assert stands(claim["earlier"], answer.earlier)
    if "near" in claim:
        assert stands(claim["near"], (*answer.near, *answer.earlier))
    if "missing" in claim:
        assert [entry.date for entry in answer.missing] == claim["missing"]


def test_truth_is_whole() -> None:
    assert len(CLAIMS) == len({claim["id"] for claim in CLAIMS}) == 138
    typed = [claim["script"] for claim in CLAIMS if not claim["id"].startswith(("f", "g"))]
    assert {typed.count(script) for script in ("en", "ja", "zh-Hant", "zh-Hans")} == {20}
