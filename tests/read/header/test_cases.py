"""Headers of invented documents in the forms that ministries, agencies and journals print
(cases.yaml).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from communique.model.documents import Header
from communique.read.analyse import analyse_bytes

CASES = yaml.safe_load(Path(__file__).with_name("cases.yaml").read_text(encoding="utf-8"))


def flat(header: Header) -> dict[str, Any]:
    """A header as the cases write it."""
    return {
        "title": header.title,
        "kind": header.kind.value,
        "level": header.level.value,
        "authenticity": header.authenticity.value,
        "issuers": set(header.issuers),
        "published": header.published,
        "date": header.event.date,
        "place": header.event.place,
        "parties": set(header.event.parties),
        "people": set(header.event.people),
    }


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_case(case: dict[str, Any]) -> None:
    analysis = analyse_bytes(case["text"].encode(), name=case["name"])
    got = flat(analysis.documents[0].header)
    wanted = {
        key: set(value) if isinstance(value, list) else str(value) if value is not None else None
        for key, value in case.items()
        if key not in ("name", "text")
    }
    assert {key: got[key] for key in wanted} == wanted


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_grounds_quote_the_reading(case: dict[str, Any]) -> None:
    analysis = analyse_bytes(case["text"].encode(), name=case["name"])
    for document in analysis.documents:
        for ground in document.header.grounds.values():
            if ground.quote:
                for (start, end), exact in zip(
                    ground.quote.ranges, ground.quote.exact, strict=True
                ):
                    assert analysis.reading.text[start:end] == exact
