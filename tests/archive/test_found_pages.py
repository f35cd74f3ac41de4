"""A page of findings is what the whole list has in its place."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from communique.archive import Archive
from communique.errors import InvalidField
from communique.model.findings import KINDS

ASKED: list[dict[str, Any]] = [
    {},
    {"where": {"actors": "XAA"}},
    {"where": {"force": "pledge", "actors": "XBB"}},
    {"due_before": "2010"},
    {"language": "zh"},
    {"since": "2000", "until": "2013"},
]


@pytest.mark.parametrize("asked", ASKED)
def test_pages_make_the_list(corpus: Path, asked: dict[str, Any]) -> None:
    with Archive.open(str(corpus)) as archive:
        whole = [each.finding.id for each in archive.findings("commitments", **asked)]
        pages: list[str] = []
        total = 1
        while len(pages) < total:
            total, some = archive.found_page("commitments", first=len(pages), size=40, **asked)
            assert some or not total
            pages += [each.finding.id for each in some]
            if not total:
                break
    assert total == len(whole) and sorted(pages) == sorted(whole)


@pytest.mark.parametrize("kind", KINDS)
def test_findings_of_one_document(corpus: Path, kind: str) -> None:
    with Archive.open(str(corpus)) as archive:
        entry = archive.documents(language="ja")[0]
        whole = list(archive.findings(kind, documents=[entry]))
        total, some = archive.found_page(kind, size=500, document=entry)
    assert total == len(whole) and some == whole


def test_a_field_that_there_is_not(corpus: Path) -> None:
    with Archive.open(str(corpus)) as archive, pytest.raises(InvalidField):
        archive.found_page("claims", where={"stance": "oppose"})
