"""Where language versions, two capitals' accounts, or a report and the statement it is about say
different things.

Of versions and of two accounts also what one side lacks is told; a report or a fact sheet leaves
out most of a statement, so only fields that differ are told of those. Left out: what an alignment
doubts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from communique.compare.align import Alignment
from communique.compare.divergence import Divergence, divergence
from communique.compare.omissions import Omission
from communique.compare.texts import Text
from communique.model.codes import Kind
from communique.model.findings import Finding
from communique.model.quotes import Quote
from communique.report.brief import weights
from communique.report.brief.caps import Caps
from communique.report.brief.contents import Divergent, Fact, Ref, Some
from communique.report.brief.meeting import is_report
from communique.report.brief.quotes import Quotes

PAIRS = 4
"""How many pairs of documents are compared."""

SURE = 0.5
"""How sure an omission must be."""

ACCOUNTS = (Kind.READOUT, Kind.FACT_SHEET, Kind.PRESS_CONFERENCE, Kind.SPEECH)


def divergences(
    text: Text, versions: Sequence[Text], others: Sequence[Text], quotes: Quotes, caps: Caps
) -> Some[Divergent]:
    """The divergences of a text's meeting, fields before omissions. All texts with passages and
    findings.
    """
    found: list[tuple[float, Divergent]] = []
    for between, left, right in pairs(text, versions, others)[:PAIRS]:
        aligned = quotes.alignment(left, right)
        if aligned is not None:
            found += _of(between, aligned, left, right, quotes)
    found.sort(key=lambda pair: -pair[0])
    return caps.cut("divergences", [row for _, row in found])


def pairs(
    text: Text, versions: Sequence[Text], others: Sequence[Text]
) -> list[tuple[str, Text, Text]]:
    """Which documents are compared, and as what."""
    made = [("versions", text, each) for each in versions]
    if is_report(text):
        statements = [each for each in others if each.header.kind is Kind.JOINT_STATEMENT]
        same = [each for each in statements if each.language == text.language]
        return [*made, *(("statement", text, each) for each in (same or statements)[:1])]
    accounts = [each for each in others if each.header.kind in ACCOUNTS]
    if len(text.header.issuers) == 1:
        own = set(text.header.issuers)
        rivals = [o for o in accounts if o.header.issuers and not own & set(o.header.issuers)]
        return made + [("accounts", text, each) for each in rivals]
    alone = [each for each in accounts if len(each.header.issuers) == 1]
    rivals_of = [
        ("accounts", one, other)
        for at, one in enumerate(alone)
        for other in alone[at + 1 :]
        if one.header.issuers != other.header.issuers and one.header.kind is other.header.kind
    ]
    return made + rivals_of + [("statement", each, text) for each in alone]


def _of(
    between: str, aligned: Alignment, left: Text, right: Text, quotes: Quotes
) -> Iterator[tuple[float, Divergent]]:
    made = divergence(aligned)
    refs = Ref.of(left), Ref.of(right)
    for item in made.items:
        if item.doubtful or item.only is not None:
            continue
        if not told(item, between):
            continue
        facts = tuple(Fact(name, *values) for name, values in item.fields.items())
        said = [
            quotes.said(own, finding.quote) if finding else None
            for own, finding in zip((left, right), (item.left, item.right), strict=True)
        ]
        yield _weight(item), Divergent(between, *refs, item.kind, facts, said[0], said[1])
    if between == "statement":
        return
    for each in made.omissions.omissions:
        if not each.doubtful and each.confidence >= SURE:
            yield from _omitted(between, each, left, right, quotes)


def _omitted(
    between: str, found: Omission, left: Text, right: Text, quotes: Quotes
) -> Iterator[tuple[float, Divergent]]:
    """The passages that one side lacks, in a row of the first that says something."""
    own = left if found.missing_in == "right" else right
    numbers = [
        number
        for number, passage in enumerate(own.passages)
        if any(passage.quote.ranges == span.ranges for span in found.spans)
    ]
    for number in numbers:
        passage = own.passages[number]
        if passage.type.value == "heading" or weights.courtesy(passage.text, own.language):
            continue
        here = [f for f in own.findings if _within(f, passage.quote)]
        weight = max((weights.alone(each, own.language) for each in here), default=0.5)
        if between == "accounts" and weight < 1:
            continue
        said = quotes.said(own, passage)
        sides = (said, None) if own is left else (None, said)
        yield 3 + weight / 2, Divergent(between, Ref.of(left), Ref.of(right), "passage", (), *sides)


def told(item: Divergence, between: str) -> bool:
    """Whether a divergence says something: milder shades of assent are a matter of words, and a
    report need not repeat each field."""
    fields = item.fields
    if set(fields) == {"stance"} and set(map(str, fields["stance"])) <= _MILD:
        return False
    if between != "versions":
        fields = {name: pair for name, pair in fields.items() if None not in pair}
    return bool(set(fields) - {"actors"}) or (between == "versions" and bool(fields))


_MILD = {"support", "recognise", "reaffirm", "welcome", "hope"}

_WEIGHTS = {"amount": 9.0, "force": 8.0, "deadline": 7.0, "stance": 6.0, "degree": 3.0}
"""What differs most tellingly between two versions; a side that lacks a value says less."""


def _within(finding: Finding, quote: Quote) -> bool:
    return any(a <= finding.quote.start < b for a, b in quote.ranges)


def _weight(item: Divergence) -> float:
    found = item.left or item.right
    assert found is not None
    best = max(_WEIGHTS.get(name, 1.0) - 3 * (None in pair) for name, pair in item.fields.items())
    words = " ".join(found.quote.exact)
    language = item.texts[0 if item.left else 1].language
    return (
        best + weights.core(getattr(found, "issue", None)) - 5 * weights.courtesy(words, language)
    )
