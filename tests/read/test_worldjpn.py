"""Pages of the database "The World and Japan": header lines, ids and addresses."""

from __future__ import annotations

import pytest

from communique.read.analyse import analyse_bytes

PAGE = (
    "<html><head><title>Treaty of Lindholt</title>{link}</head><body><p>[Title] Treaty of Lindholt</p>"
    "<p>[Place] Lindholt</p><p>[Date] May 4, 1961</p><p>[Full text]</p>"
    "<p>The Parties shall settle their disputes by peaceful means.</p></body></html>"
)
ADDRESS = "https://worldjpn.net/documents/texts/XAAB/19610504.T1E.html"


@pytest.mark.parametrize(
    ("name", "identity", "link"),
    [
        ("19610504.T1E.html", ADDRESS, ""),
        ("19610504.T1E.html", "/mirror/documents/texts/XAAB/19610504.T1E.html", ""),
        ("saved.html", None, f'<link rel="canonical" href="{ADDRESS}">'),
    ],
)
def test_id_and_address_are_aliases(name: str, identity: str | None, link: str) -> None:
    data = PAGE.format(link=link).encode()
    analysis = analyse_bytes(data, name=name, identity=identity)
    assert ("worldjpn", "XAAB/19610504.T1E") in analysis.source.aliases
    assert ("url", ADDRESS) in analysis.source.aliases
    assert analysis.documents[0].header.published == "1961-05-04"


def test_a_bare_file_name_gives_the_id_alone() -> None:
    analysis = analyse_bytes(PAGE.format(link="").encode(), name="19610504.T1E.html")
    assert analysis.source.aliases == (("worldjpn", "19610504.T1E"),)


def test_other_pages_get_none() -> None:
    analysis = analyse_bytes(b"<h1>Talks</h1><p>Both sides met.</p>", name="19610504.T1E.html")
    assert analysis.source.aliases == ()
