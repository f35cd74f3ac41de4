"""A text is not Britain's because it was written in May."""

from __future__ import annotations

import pytest

from communique.find import with_findings
from communique.names import load
from communique.read.analyse import analyse_bytes

HEAD = "Ministry of Ports\n\nStatement on the new harbour\n\nMay 4, 2031\n\n"


@pytest.mark.parametrize(
    "said",
    [
        "The Ministry welcomes the plan. The harbour will open in May.",
        "The harbour will be finished by May and opened in late May 2032.",
        "Work began before May and goes on until May.",
    ],
)
def test_may_is_no_party_and_no_person(said: str) -> None:
    doc = with_findings(analyse_bytes((HEAD + said).encode(), name="x.txt"), load()).documents[0]
    header = doc.header
    assert "GBR" not in (*header.event.parties, *header.issuers)
    assert header.event.people == ()
    assert not [f for f in doc.findings if f.kind == "people"]
    assert not [f for f in doc.findings if "GBR" in (getattr(f, "actors", None) or ())]
