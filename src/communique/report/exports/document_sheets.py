"""Documents, passages, the ledger of promises and people's decisions as tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from communique.archive import Archive, Entry
from communique.model.codes import Authenticity, Kind, Level, PassageType
from communique.model.decisions import Decision, Status, Verdict
from communique.model.findings import Commitment
from communique.report.exports.fields import Field, Row, Sheet, dated, day
from communique.report.exports.finding_sheets import GAP, finding_fields, values_of

if TYPE_CHECKING:
    from communique.check.ledger import Ledger
    from communique.check.promises import Told

_CODES = "ISO 3166-1 alpha-3, or id of an organisation"
_RANGES = Field(
    "ranges", "ranges", "where the words stand in the reading", "code points, end excluded"
)
_NAMED = (
    Field("document", "text", "id of the document"),
    Field("document_name", "text", "its file name"),
    *dated("document_date", "the date of its event, else of its publication"),
    Field("language", "text", "its language", "BCP 47"),
)

MEANINGS = {
    "documents": "a document: one text in one language",
    "passages": "a sentence, heading, list item or table row of a document",
    "ledger": "a promise with what became of it",
    "decisions": "what a person said of a finding",
}
"""What a row of each table is."""

DOCUMENTS = (
    Field("document", "text", "id of the document: the same on every machine for the same source"),
    Field("name", "text", "file name of its source"),
    Field("title", "text", "its title"),
    Field("kind", "text", "kind of document", values=tuple(each.value for each in Kind)),
    Field("language", "text", "its language", "BCP 47"),
    Field("issuers", "codes", "who issued it", _CODES),
    Field("level", "text", "rank of the issuers", values=tuple(each.value for each in Level)),
    Field(
        "authenticity",
        "text",
        "what the text says of its own standing",
        values=tuple(each.value for each in Authenticity),
    ),
    *dated("published", "when it was published"),
    *dated("event_date", "when the event was that it belongs to or is about"),
    Field("event_place", "text", "where the event was"),
    Field("event_parties", "codes", "who met", _CODES),
    Field("event_people", "texts", "people who met, by their English names"),
    Field("series", "text", "the series that a person or a manifest named"),
    Field("passages", "integer", "how many passages it has", "passages"),
    Field("edited", "truth", "whether a person set a field of the header"),
    Field("source", "text", "path or address of its source"),
    Field("version", "integer", "version of the source", "from 1"),
    Field("sha256", "text", "hash of the source's bytes", "SHA-256, hexadecimal"),
    Field("media_type", "text", "what the bytes are", "IANA media type"),
    Field("bytes", "integer", "size of the source", "bytes"),
    Field("retrieved", "text", "when a page of the web was fetched", "ISO 8601"),
)
"""The columns of documents."""

PASSAGES = (
    Field("passage", "text", "id of the passage"),
    *_NAMED,
    Field("number", "integer", "its number within the document", "from 1"),
    Field("type", "text", "what it is", values=tuple(each.value for each in PassageType)),
    Field("item", "text", "its place in the outline, such as 4(a)"),
    Field("paragraph", "integer", "number of its paragraph", "from 1"),
    Field("page", "integer", "its page, where pages are known", "from 1"),
    Field("text", "text", "the passage as it is read: lines joined, marks of notes left out"),
    Field("quote", "text", f"its exact words; pieces are parted by{GAP}"),
    _RANGES,
)
"""The columns of passages."""

LEDGER = (
    Field("id", "text", "id of the commitment"),
    *_NAMED,
    *finding_fields("commitments"),
    Field("due", "text", "how its deadline stands", values=("passed", "coming", "undated")),
    Field(
        "status",
        "text",
        "what became of it: decided by a person, else suggested",
        values=tuple(each.value for each in Status),
    ),
    Field(
        "suggested",
        "text",
        "what later texts suggest",
        values=tuple(each.value for each in Status),
    ),
    Field("status_by", "text", "the person who decided the status"),
    Field("verdict", "text", "what the last person who judged the finding said"),
    Field("verdict_by", "text", "who said so"),
    Field("corrected", "texts", "the columns in which a person set another value"),
    *finding_fields("commitments", prefix="corrected_"),
    Field("mentions", "integer", "later passages that speak of it", "passages"),
    Field("last_seen", "date", "date of the document that spoke of it last", "EDTF"),
    Field("quote", "text", f"the exact words; pieces are parted by{GAP}"),
    _RANGES,
)
"""The columns of the ledger; the status is a person's where one decided it."""

DECISIONS = (
    Field("decision", "text", "id of the decision"),
    *_NAMED,
    Field("kind", "text", "kind of the finding it is about"),
    Field("verdict", "text", "what was said", values=tuple(each.value for each in Verdict)),
    Field("who", "text", "who said it"),
    Field("when", "text", "when", "UTC, ISO 8601"),
    Field("fields", "texts", "the values that were set, as name=value"),
    Field("note", "text", "what was noted"),
    Field("superseded", "truth", "whether a later decision took its place"),
    Field(
        "state",
        "text",
        "what it lies on now: a finding, its words alone, or nothing",
        values=("attached", "words", "orphaned"),
    ),
    Field("finding", "text", "id of the finding it lies on now"),
    Field("quote", "text", f"the words it is about; pieces are parted by{GAP}"),
    _RANGES,
)
"""The columns of decisions."""


def documents(archive: Archive, entries: Sequence[Entry]) -> Sheet:
    """The headers of documents, with their sources."""

    def rows() -> Iterator[Row]:
        for entry in entries:
            source = archive.source(entry)
            yield (
                *(entry.id, entry.name, entry.title, entry.kind.value, entry.language),
                *(entry.issuers, entry.level.value, entry.authenticity.value),
                *(entry.published, day(entry.published), entry.date, day(entry.date)),
                *(entry.place, entry.parties, entry.people, entry.series, entry.passages),
                *(entry.edited, entry.identity, entry.version, source.sha256),
                *(source.media_type, source.size, source.retrieved),
            )

    return Sheet("documents", MEANINGS["documents"], DOCUMENTS, rows())


def passages(archive: Archive, entries: Sequence[Entry]) -> Sheet:
    """The passages of documents, in order."""

    def rows() -> Iterator[Row]:
        for entry in entries:
            doc = next(d for d in archive.analysis(entry).documents if d.id == entry.id)
            for number, each in enumerate(doc.passages, 1):
                yield (
                    *(each.id, *_named(entry), number, each.type.value, each.item),
                    *(each.paragraph + 1, each.page, each.text, GAP.join(each.quote.exact)),
                    each.quote.ranges,
                )

    return Sheet("passages", MEANINGS["passages"], PASSAGES, rows())


def ledger(book: Ledger) -> Sheet:
    """The promises of a ledger with what became of them."""

    def rows() -> Iterator[Row]:
        for each in book.rows:
            text, last = each.text, each.track.last
            yield _promise(
                (text.id, text.name, text.date, text.language),
                each.track.promise,
                each.promise,
                each.judged,
                (each.due, each.status.value, each.track.status.value),
                each.decided,
                (len(each.track.mentions), (last.near.text if last else text).date),
            )

    return Sheet("ledger", "a promise with what became of it", LEDGER, rows())


def promises(told: Iterable[Told]) -> Sheet:
    """Promises with what became of them, where it is known, as `ledger` has them."""

    def rows() -> Iterator[Row]:
        for each in told:
            entry, fate, promise = each.found.entry, each.fate, each.found.finding
            assert isinstance(promise, Commitment)
            yield _promise(
                (entry.id, entry.name, entry.date or entry.published, entry.language),
                promise,
                each.promise,
                each.judged,
                (
                    each.due,
                    each.status.value if each.status else None,
                    fate.status if fate else None,
                ),
                each.decided,
                (fate.mentions, fate.date) if fate else (None, None),
            )

    return Sheet("ledger", "a promise with what became of it", LEDGER, rows())


def _promise(
    named: tuple[str, str, str | None, str],
    found: Commitment,
    promise: Commitment,
    judged: Decision | None,
    stands: tuple[str, str | None, str | None],
    decided: Decision | None,
    seen: tuple[int | None, str | None],
) -> Row:
    """A row of LEDGER: the document, the promise as found and as decided, how it stands, and how
    often and when it was seen last.
    """
    id, name, date, language = named
    values = values_of(found)
    set_ = values_of(promise, judged.fields if judged else ())
    return (
        *(promise.id, id, name, date, day(date), language),
        *(values[field.name] for field in finding_fields("commitments")),
        *stands,
        decided.who if decided else None,
        *((judged.verdict.value, judged.who) if judged else (None, None)),
        tuple(set_),
        *(set_.get(field.name) for field in finding_fields("commitments")),
        *seen,
        GAP.join(promise.quote.exact),
        promise.quote.ranges,
    )


def decisions(archive: Archive, entries: Sequence[Entry] | None) -> Sheet:
    """What people decided, superseded decisions too."""

    def rows() -> Iterator[Row]:
        for each in archive.reviews.decisions(documents=entries, superseded=True):
            said = each.decision
            yield (
                *(said.id, *_named(each.entry), said.kind, said.verdict.value, said.who, said.when),
                *(tuple(f"{name}={_plain(value)}" for name, value in said.fields.items()),),
                *(said.note, said.superseded, each.state),
                *(each.finding.id if each.finding else None, GAP.join(said.words.exact)),
                each.ranges if each.ranges is not None else said.words.ranges,
            )

    return Sheet("decisions", MEANINGS["decisions"], DECISIONS, rows())


def _plain(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return "" if value is None else str(value)


def _named(entry: Entry) -> Row:
    dated = entry.date or entry.published
    return (entry.id, entry.name, dated, day(dated), entry.language)
