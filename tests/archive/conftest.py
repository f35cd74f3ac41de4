"""Analyses built by hand from invented texts, and archives to put them in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from communique.archive import Archive
from communique.model.codes import Basis, Kind, Level, PassageType
from communique.model.documents import (
    Analysis,
    Boilerplate,
    Cell,
    Document,
    Event,
    Ground,
    Header,
    Note,
    OutlineItem,
    Passage,
    Source,
    Table,
)
from communique.model.findings import (
    Amount,
    Attribution,
    Claim,
    ClaimType,
    Commitment,
    Figure,
    Finding,
    Force,
    Happening,
    Mechanism,
    MechanismAction,
    Mode,
    Person,
    Position,
    Stance,
    TableCell,
)
from communique.model.gaps import Gap
from communique.model.quotes import Quote, Reading, stable_id

Made = tuple[Analysis, bytes]
Make = Callable[..., Made]

TEXTS = {
    "en": "Joint Statement\nThe two sides will meet in Port Lyth.\nThey look at the Strait.\n",
    "ja": "共同声明\n両首脳は台湾海峡の平和と安定の重要性を確認した。\n米国は同盟を重視する。\n",
    "zh-Hant": "聯合聲明\n雙方重申臺灣海峽和平與穩定之重要。\n兩國將加強關係。\n",
    "zh-Hans": "联合声明\n双方重申台湾海峡和平与稳定的重要。\n两国将加强关系。\n",
}
"""Three lines in each language, all invented."""


def make(
    text: str,
    *,
    identity: str = "/desk/a.txt",
    language: str = "en",
    date: str | None = "1996-04-17",
    title: str | None = None,
    issuers: tuple[str, ...] = ("XAA",),
    parties: tuple[str, ...] = ("XAA", "XBB"),
    data: bytes | None = None,
    kind: Kind = Kind.JOINT_STATEMENT,
) -> Made:
    """An analysis with one document, every line of the text a passage, and the bytes it is of."""
    data = text.encode("utf-8", "surrogatepass") if data is None else data
    reading = Reading(text, reader="test/1")
    passages = tuple(_passages(reading, language))
    whole = reading.quote((0, len(text)))
    first = passages[0].quote
    header = Header(
        title=title or passages[0].text,
        kind=kind,
        issuers=issuers,
        level=Level.LEADERS,
        published=None,
        event=Event(date, "Port Lyth", parties, ("Ada Brook",)),
        grounds={
            "title": Ground(Basis.TEXT, "title/first-line", first),
            "kind": Ground(Basis.RULE, "kind/title", None, "the word in the title"),
        },
    )
    document = Document(
        stable_id("document", reading.sha256, whole.ranges),
        language,
        whole.ranges,
        header,
        (OutlineItem("1.", 1, passages[0].text, first), OutlineItem(None, 2, "other", first)),
        passages,
        (Note("①", first, passages[-1].quote), Note("2", None, first)),
        (Table(whole, ((Cell("a", first), Cell("", None)),), 1),),
        findings(reading.sha256, first, passages[-1].quote),
    )
    source = Source(
        identity.rsplit("/", 1)[-1],
        identity,
        sha256(data).hexdigest(),
        "text/plain",
        len(data),
        "utf-8",
        "utf-8",
        None,
    )
    gaps = (Gap("no-date", f"{source.name}: nothing says when"),)
    return Analysis(source, reading, (document,), (Boilerplate("footer", first),), gaps), data


def findings(reading: str, one: Quote, other: Quote) -> tuple[Finding, ...]:
    """One of every kind, with all its fields and with as few as it can have, and two on one place."""

    def shared(kind: str, quote: Quote, counter: int = 0) -> dict[str, Any]:
        name = stable_id(kind, reading, quote.ranges, counter)
        return {"id": name, "rule": f"{kind}/test", "confidence": 0.85, "quote": quote}

    amount = Amount(Decimal("16000000"), "USD")
    return (
        Commitment(
            **shared("commitments", one),
            actors=("XAA", "XBB"),
            force=Force.PLEDGE,
            action="會面",
            deadline="2031-05",
            start="2031",
            amount=amount,
            targets=("XCC",),
            issue="strait",
        ),
        Commitment(**shared("commitments", one, 1), actors=(), force=Force.EFFORT, action="\ud800"),
        Position(**shared("positions", one), actors=("XAA",), stance=Stance.OPPOSE),
        Figure(
            **shared("figures", other),
            value=Decimal("0.1"),
            upper=Decimal("1E+3"),
            unit="percent",
            approximate=True,
            table=TableCell("出口", "民國"),
        ),
        Figure(**shared("figures", one), value=Decimal(3), unit="person"),
        Person(**shared("people", one), name="Ada Brook", surface=("Brook", "布魯克")),
        Mechanism(**shared("mechanisms", one), name="Forum", action=MechanismAction.MET),
        Attribution(**shared("attributions", one), speaker="Ada Brook", mode=Mode.DIRECT),
        Claim(**shared("claims", one), type=ClaimType.FIRST, about="a visit"),
        Happening(**shared("events", other), date="1996-04-15", what="a visit"),
    )


def _passages(reading: Reading, language: str) -> Iterator[Passage]:
    at = 0
    for number, line in enumerate(reading.text.split("\n")):
        if line.strip():
            quote = reading.quote((at, at + len(line)))
            name = stable_id("passage", reading.sha256, quote.ranges)
            text = " ".join(line.split()) or line
            kind = PassageType.SENTENCE if number else PassageType.HEADING
            yield Passage(name, kind, quote, text, language, "4(a)", number, None, ("①",))
        at += len(line) + 1


@pytest.fixture
def made() -> Make:
    """The builder of analyses."""
    return make


@pytest.fixture
def texts() -> dict[str, str]:
    """A text in every language."""
    return TEXTS


@pytest.fixture
def path(tmp_path: Path) -> str:
    """Where an archive may be made."""
    return str(tmp_path / "communique.db")


@pytest.fixture
def archive(path: str) -> Iterator[Archive]:
    """An empty archive."""
    with Archive.open(path, create=True) as opened:
        yield opened


@pytest.fixture
def filled(archive: Archive) -> Archive:
    """An archive with a text in every language, a year apart, the newest put first."""
    for number, (language, text) in enumerate(TEXTS.items()):
        name = f"/desk/{language}.txt"
        date = f"{1999 - number}-05-0{number + 1}"
        archive.put(*make(text, identity=name, language=language, date=date))
    return archive
