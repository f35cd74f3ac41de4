"""An archive made by hand for tests of exports: hostile words, a quote in two pieces, decisions."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from communique.archive import Archive
from communique.model.codes import Kind
from communique.model.documents import Analysis
from communique.model.findings import Amount, Claim, ClaimType, Commitment, Figure, Force
from communique.model.quotes import Quote, Range, stable_id
from tests.cli.archives import JAPANESE, analysis

LONG = "Z" * 1_000_000
LINES = (
    "A Statement {of} 100% & more_",
    '=HYPERLINK("http://example.invalid","press") will run.',
    "<script>alert('x')</script> & \"quotes\" will be paid.",
    "Lone \ud800 surrogate, NUL \0 and bell \x07 will be kept.",
    "The 𠮷野 side, astral 😀, will meet\r\nagain in May 2031.",
    "@SUM(1+1) _x0041_ -1 +2 will\u2028end\u202e here.",
    "In two pieces: they will 1 pay fully.",
    LONG,
)
TEXT = "\n".join(LINES)
NAME = "=bad <name> {50%}.txt"


def _at(words: str) -> Range:
    start = TEXT.index(words)
    return start, start + len(words)


def hostile() -> tuple[Analysis, bytes]:
    """A document whose every line is quoted by a finding."""
    made, data = analysis(TEXT, name=NAME, date="2030-05-06", title=LINES[0])
    (doc,) = made.documents
    quotes = [made.reading.quote(_at(line)) for line in LINES[1:6]]
    quotes.append(made.reading.quote(_at("they will "), _at("pay fully")))
    quotes.append(made.reading.quote(_at(LONG)))

    def of(number: int, quote: Quote) -> Commitment:
        return Commitment(
            id=stable_id("commitments", made.reading.sha256, quote.ranges),
            rule="by-hand",
            confidence=0.5,
            quote=quote,
            actors=("XAA", "XBB"),
            force=Force.PLEDGE,
            action=quote.exact[0][:2000],
            deadline=("2031-05", "2031-05-06", None)[number % 3],
            amount=Amount(Decimal("1.60E+7") + number, "USD") if number % 2 else None,
        )

    figure = Figure(
        id=stable_id("figures", made.reading.sha256, ((5, 9),)),
        rule="by-hand",
        confidence=0.25,
        quote=made.reading.quote((5, 9)),
        value=Decimal("12345678901234567890.5"),
        unit="USD",
        what="=1+1",
    )
    claim = Claim(
        id=stable_id("claims", made.reading.sha256, ((6, 9),)),
        rule="by-hand",
        confidence=1.0,
        quote=made.reading.quote((6, 9)),
        type=ClaimType.FIRST,
        about="-2",
    )
    found = (*(of(n, quote) for n, quote in enumerate(quotes)), figure, claim)
    header = replace(doc.header, kind=Kind.TREATY, issuers=("XAA", "JPN", "The {Desk} & Co"))
    whole = replace(doc, findings=found, header=header)
    return replace(made, documents=(whole,)), data


def fill(path: Path) -> tuple[str, str]:
    """An archive with the hostile document and a Japanese one; the ids of a finding that one person
    accepted and another corrected, and of one that was rejected.
    """
    with Archive.open(str(path), create=True) as archive:
        archive.put(*hostile())
        archive.put(*analysis(JAPANESE, name="声明.txt", language="ja", date="1996-04"))
        first, second, *_ = archive.findings("commitments")
        archive.reviews.decide(first, "accept", who="Ann", when="2031-01-01T00:00:00Z")
        archive.reviews.decide(
            first,
            "correct",
            fields={"deadline": "2032-03-04", "amount": "5 EUR"},
            who="=Bo",
            when="2031-01-02T00:00:00Z",
            note="see <b>text</b>",
        )
        archive.reviews.decide(second, "reject", who="Ann")
    return first.finding.id, second.finding.id
