"""The archive: one file that holds sources, what was made of them, and what people set.

    with Archive.open("communique.db", create=True) as archive:
        archive.put(analysis, data)
        for hit in archive.search("台湾海峡"):
            print(hit.date, hit.quote.exact)

One process writes at a time, any number read. Findings, comparisons and the names of series come in
later steps.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from types import TracebackType
from typing import Any, Self

from communique.archive import (
    bare,
    connect,
    edits,
    fetches,
    found,
    found_pages,
    headers,
    index,
    listing,
    load,
    naming,
    portions,
    removal,
    sources,
    together,
    tokens,
    write,
)
from communique.archive import search as searching
from communique.archive import verify as verifying
from communique.archive.bare import Bare
from communique.archive.clock import now
from communique.archive.entries import Edit, Entry, Hit, Info, Problem, Removed, SourceGap, Stored
from communique.archive.faults import intact, plainly
from communique.archive.fetches import Fetch
from communique.archive.fields import checked, laid_over
from communique.archive.found import Found
from communique.archive.inventory import findings as finding_counts
from communique.archive.inventory import gaps, info
from communique.archive.packing import pack_text, some_text
from communique.archive.parties import Card, cards, party_counts
from communique.archive.prepare import Prepared, prepare
from communique.archive.query import Query, phrase
from communique.archive.results import Results
from communique.archive.reviews import Reviews
from communique.archive.search import Values
from communique.archive.together import Together
from communique.errors import ArchiveUnusable, DocumentNotFound
from communique.model.documents import Analysis, Passage, Source
from communique.version import __version__


class Archive:
    """An open archive. Use `Archive.open`; close it, or use it in a `with` statement."""

    def __init__(self, db: sqlite3.Connection, path: str, *, writable: bool) -> None:
        self._db = db
        self.path = path
        self.writable = writable
        self._old: tuple[tuple[int, int], bool] | None = None

    @classmethod
    def open(cls, path: str, *, create: bool = False, threads: bool = False) -> Archive:
        """Open the archive at a path, upgraded if an older program wrote it, or make it if `create`
        is set.

        `threads`: one thread after another will use it, never two at a time. A file without write
        permission is opened for reading. Raises `archive-missing`, `archive-unusable`,
        `archive-locked`.
        """
        db, writable = connect.connect(str(path), create=create, threads=threads)
        archive = cls(db, str(path), writable=writable)
        try:
            archive._begin()
        except BaseException:
            db.close()
            raise
        return archive

    def _begin(self) -> None:
        """Note who made the file; make the index again if its tokens are not ours."""
        with plainly(self.path):
            held = dict(self._db.execute("SELECT key, value FROM meta").fetchall())
        if held.get("tokenizer") == tokens.VERSION:
            return
        if not self.writable:
            raise ArchiveUnusable(
                f"{self.path} was indexed by another version and cannot be written",
                advice="Copy it to where it can be written and use the copy.",
            )
        with self.transaction():
            if self._db.execute("SELECT 1 FROM meta WHERE key = 'created'").fetchone() is None:
                self._db.executemany(
                    "INSERT INTO meta (key, value) VALUES (?, ?)",
                    (("created", now()), ("program", __version__)),
                )
            index.rebuild(self._db)

    def close(self) -> None:
        """Close the file; what was stored is on the disk already."""
        self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def transaction(self) -> AbstractContextManager[None]:
        """Several steps as one: all of them are stored at the end, or none. Raises
        `archive-locked`.
        """
        return connect.transaction(self._db, self.path)

    def _snapshot(self) -> AbstractContextManager[None]:
        return connect.snapshot(self._db, self.path)

    def put(
        self,
        analysis: Analysis,
        data: bytes,
        *,
        when: str | None = None,
        fields: str = "",
        reread: bool = False,
    ) -> Stored:
        """Store a source and what was read in it, whole or not at all.

        The same bytes under the same identity change nothing, unless `reread` is set and they were
        read differently this time. Changed bytes make a new version; the old one stays. The same
        bytes under another identity only add the name. Edits by a person hold for the new version
        too. `fields`: a digest of what a manifest said (kept for `held`). Raises `archive-locked`,
        `archive-unusable`; ValueError if `data` is not what was read.
        """
        return self.put_prepared(prepare(analysis, data), when=when, fields=fields, reread=reread)

    def put_prepared(
        self,
        prepared: Prepared,
        *,
        when: str | None = None,
        fields: str = "",
        reread: bool = False,
    ) -> Stored:
        """Store what another process has prepared; as `put`."""
        with self.transaction():
            return write.put(
                self._db,
                prepared,
                at=when or now(),
                program=__version__,
                fields=fields,
                reread=reread,
            )

    def held(self, identity: str, *, retrieved: str | None = None) -> tuple[str, str] | None:
        """The SHA-256 and the digest of manifest fields of an identity's latest version, or of the
        one retrieved at a time, if there is one; None if it is not held.
        """
        with plainly(self.path):
            row = self._db.execute(
                "SELECT a.blob, v.fields FROM versions v JOIN identities i ON i.id = v.identity "
                "JOIN analyses a ON a.id = v.analysis WHERE i.identity = ? "
                "AND (v.latest = 1 OR v.retrieved = ?) "
                "ORDER BY v.retrieved IS ? DESC, v.number DESC LIMIT 1",
                (pack_text(identity), retrieved, retrieved),
            ).fetchone()
        return (row[0], row[1]) if row else None

    def latest(self, identity: str) -> int | None:
        """The number of an identity's latest version; None if it is not held."""
        with plainly(self.path):
            row = self._db.execute(
                "SELECT v.number FROM versions v JOIN identities i ON i.id = v.identity "
                "WHERE i.identity = ? AND v.latest = 1",
                (pack_text(identity),),
            ).fetchone()
        return int(row[0]) if row else None

    def note_fetch(self, identity: str, fetch: Fetch) -> None:
        """Keep how an address of the web answered; nothing for one that is not held. Raises
        `archive-locked`.
        """
        with self.transaction():
            fetches.record(self._db, identity, fetch)

    def fetches(self, identity: str) -> list[Fetch]:
        """Every time an address was asked for, oldest first; none for what is no page."""
        with self._snapshot():
            return fetches.history(self._db, identity)

    def addresses(self) -> list[str]:
        """The addresses of the web that the archive holds pages of, in the order they came."""
        with self._snapshot():
            return fetches.addresses(self._db)

    def documents(
        self,
        *,
        language: str | None = None,
        kind: str | None = None,
        party: str | Iterable[str] | None = None,
        issuer: str | Iterable[str] | None = None,
        level: str | None = None,
        since: str | None = None,
        until: str | None = None,
        series: str | None = None,
        text: str | None = None,
        sort: str = "date",
        reverse: bool = False,
        all_versions: bool = False,
    ) -> list[Entry]:
        """The documents that fit all filters: of the latest versions, each once, or of all versions
        and names.

        `language`: a tag, or `zh` for both scripts. `party`, `issuer`: a code, or several that must
        all be there. `since`, `until`: EDTF; a document counts if its date may lie within. `text`:
        words of title or name, or a phrase of the text. Sorted by date, then name, unless `sort`
        says otherwise. Raises `invalid-field`.
        """
        with self._snapshot():
            return listing.documents(
                self._db,
                language=language,
                kind=kind,
                party=party,
                issuer=issuer,
                level=level,
                since=since,
                until=until,
                series=series,
                text=text,
                sort=sort,
                reverse=reverse,
                all_versions=all_versions,
            )

    def page(self, first: int, size: int, **filters: Any) -> tuple[list[Entry], int]:
        """So many documents of a list from a place on, and how many it has; filters and order as
        `documents` takes them, and `ids`: only these. Costs little more than what it gives. Raises
        `invalid-field`.
        """
        with self._snapshot():
            return listing.page(self._db, first, size, **filters)

    def of_source(self, identity: str, *, all_versions: bool = False) -> list[Entry]:
        """The documents of a source's latest version, or of all, in order; none if it is not
        held."""
        where = ("i.identity = ?",) if all_versions else ("i.identity = ?", "v.latest = 1")
        with self._snapshot():
            found = listing.rows(self._db, where, (pack_text(identity),), "v.number, d.ordinal")
        return [entry for _, entry in found]

    def find(self, name: str) -> Entry:
        """The document a person means by an id, a unique beginning of one (4 digits or more), a
        file name, a path, or words of its title, name, language or date. `name@2` is version 2.

        Raises `document-not-found`; `document-ambiguous`, with the candidates.
        """
        with self._snapshot():
            return naming.find(self._db, name)[1]

    def analysis(self, entry: Entry) -> Analysis:
        """The analysis of the source an entry stands in, rebuilt, edits applied with the ground
        `person`.

        Every quote reproduces from the reading. Raises `document-not-found`, `archive-unusable`.
        """
        with self._snapshot(), intact(entry.name):
            version, analysis, _ = self._rows(entry)
            return self._edited(load.analysis_of(self._db, version), analysis)

    def _edited(self, analysis: Analysis, number: int) -> Analysis:
        owner = edits.owner(self._db, number)
        places: dict[str, int] = {}
        docs = []
        for doc in analysis.documents:
            place = places[doc.language] = places.get(doc.language, -1) + 1
            docs.append(laid_over(doc, edits.standing(self._db, owner, doc.language, place)))
        return Analysis(
            analysis.source, analysis.reading, tuple(docs), analysis.boilerplate, analysis.gaps
        )

    def data(self, entry: Entry) -> bytes:
        """The bytes of an entry's source as they came. Raises `document-not-found`,
        `archive-unusable`.
        """
        with self._snapshot():
            version, _, _ = self._rows(entry)
            return load.blob_of(self._db, load.source_of(self._db, version).sha256)

    def source(self, entry: Entry) -> Source:
        """The source an entry stands in: its hash, media type, when and whence. Raises
        `document-not-found`.
        """
        with self._snapshot():
            return load.source_of(self._db, self._rows(entry)[0])

    def passage(self, id: str) -> tuple[Entry, Passage] | None:
        """The passage of an id with its document; None if it is no id of a passage here."""
        with self._snapshot():
            if not sources.is_passage(self._db, id):
                return None
            return sources.passage_of(self._db, id)

    def _rows(self, entry: Entry) -> tuple[int, int, int]:
        """The rows of an entry's version, analysis and document."""
        row = self._db.execute(
            "SELECT v.id, v.analysis, d.id FROM versions v JOIN identities i ON i.id = v.identity "
            "JOIN documents d ON d.analysis = v.analysis "
            "WHERE i.identity = ? AND v.number = ? AND d.stable_id = ?",
            (pack_text(entry.identity), entry.version, entry.id),
        ).fetchone()
        if row is None:
            raise DocumentNotFound(f"{entry.name} ({entry.id}) is not in the archive any more")
        return int(row[0]), int(row[1]), int(row[2])

    def _identity(self, entry: Entry) -> int:
        row = self._db.execute(
            "SELECT id FROM identities WHERE identity = ?", (pack_text(entry.identity),)
        ).fetchone()
        return int(row[0])

    def edit(
        self,
        entry: Entry,
        fields: Mapping[str, str | Iterable[str] | None],
        *,
        who: str,
        when: str | None = None,
    ) -> None:
        """Set header fields of a document; None gives a field back to what the program found.

        All fields are checked first; who and when are kept, and what was set before stays in the
        history. Raises `invalid-field`, `document-not-found`, `archive-locked`.
        """
        values = checked(fields)
        with self.transaction():
            _, _, document = self._rows(entry)
            for row in edits.record(
                self._db, document, self._identity(entry), values, who=who, at=when or now()
            ):
                headers.refresh(self._db, row)

    def history(self, entry: Entry) -> list[Edit]:
        """All edits of a document, oldest first, superseded too. Raises `document-not-found`."""
        with self._snapshot():
            _, _, document = self._rows(entry)
            return edits.history(self._db, document, self._identity(entry))

    def remove(self, entry: Entry, *, all_versions: bool = True) -> Removed:
        """Take out the whole source an entry stands in, with its other language versions and its
        edits.

        `all_versions=False` takes out this version alone. The bytes go only if no other name has
        them. Raises `document-not-found`, `archive-locked`.
        """
        with self.transaction():
            self._rows(entry)
            version = None if all_versions else entry.version
            return removal.remove(self._db, self._identity(entry), version=version)

    def search(
        self,
        words: str,
        *,
        language: str | None = None,
        fold: bool = True,
        since: str | None = None,
        until: str | None = None,
        limit: int | None = None,
        all_versions: bool = False,
    ) -> Iterator[Hit]:
        """The passages that hold a phrase, earliest document first, those without a date last.

        The words are a phrase as they stand, and no sign in them means anything: `query` is for
        operators, filters and counts. `fold=False` asks for the words as they are typed; else
        width, case, accents, traditional and simplified characters and old and new kanji are the
        same. Raises `invalid-field` for words without a letter or digit.
        """
        return iter(
            self.query(
                phrase(words),
                language=language,
                since=since,
                until=until,
                fold=fold,
                limit=limit,
                all_versions=all_versions,
            )
        )

    def query(
        self,
        query: str | Query,
        *,
        sort: str = "date",
        limit: int | None = None,
        offset: int = 0,
        fold: bool = True,
        all_versions: bool = False,
        language: Values = None,
        kind: Values = None,
        level: Values = None,
        issuer: Values = None,
        party: Values = None,
        series: Values = None,
        date: Values = None,
        since: str | None = None,
        until: str | None = None,
        title: Values = None,
        documents: Iterable[str] | None = None,
        finding: Values = None,
        issue: Values = None,
    ) -> Results:
        """What a search finds: hits in order, the first and the last use, counts.

            found = archive.query('台湾 OR "Taiwan Strait" kind:joint_statement', since="1996")
            found.count(), found.first, found.by("year")
            for hit in found: print(hit.date, hit.name, hit.label, hit.passage.text)

        The query is written as docs/ask.md says (`syntax.py`), or is a `Query`; the other filters
        hold besides those in it. `sort`: `date` (earliest first), `-date`, `rank` (bm25, best
        first). `documents` are names as `find` takes them. Hits are looked up as they are asked
        for; `limit` and `offset` are of these alone, not of counts. Raises `query-invalid`,
        `invalid-field`, `document-not-found`.
        """
        return self.results(
            query,
            sort=sort,
            limit=limit,
            offset=offset,
            fold=fold,
            all_versions=all_versions,
            language=language,
            kind=kind,
            level=level,
            issuer=issuer,
            party=party,
            series=series,
            date=date,
            since=since,
            until=until,
            title=title,
            finding=finding,
            issue=issue,
            **{"in": documents},
        )

    def named_series(self) -> set[str]:
        """The series that people or manifests have named."""
        with self._snapshot():
            rows = self._db.execute("SELECT DISTINCT series FROM documents WHERE series NOT NULL")
            return {some_text(name) for (name,) in rows}

    def results(self, query: str | Query, **options: Any) -> Results:
        """`query` with options by the names of fields, and `given`: numbers of passages with
        scores, which take the place of the index.
        """
        current = not options.pop("all_versions", False) and self._has_old()
        return searching.search(
            self._db, query, snapshot=self._snapshot, current=current, **options
        )

    def state(self) -> tuple[int, int]:
        """What changes whenever this or another process writes to the archive."""
        with plainly(self.path):
            version = self._db.execute("PRAGMA data_version").fetchone()[0]
        return int(version), self._db.total_changes

    def _has_old(self) -> bool:
        """Whether there are documents that others have replaced: if not, nobody need look."""
        now = self.state()
        if self._old is None or self._old[0] != now:
            with self._snapshot():
                row = self._db.execute(
                    "SELECT EXISTS (SELECT 1 FROM documents WHERE current = 0)"
                ).fetchone()
            self._old = (now, bool(row[0]))
        return self._old[1]

    def together(
        self,
        groups: Sequence[Sequence[str]],
        *,
        context: Sequence[str] = (),
        documents: Collection[str] | None = None,
        excluding: Collection[str] = (),
        until: int | None = None,
        latest_first: bool = False,
    ) -> Iterator[Together]:
        """The passages that hold one of the words of each group, earliest document first.

        `context`: words of which one should stand in the passage, its paragraph, item or the
        heading above. `documents`, `excluding`: ids of documents; `until`: the last day, as its
        ordinal. Raises `invalid-field` for a group without a letter or digit.
        """
        with plainly(self.path):
            return together.together(
                self._db,
                groups,
                context=context,
                documents=documents,
                excluding=excluding,
                until=until,
                latest_first=latest_first,
            )

    def party_counts(self) -> tuple[int, Counter[str]]:
        """How many documents are of meetings of anybody, and of how many each party is one."""
        with self._snapshot():
            return party_counts(self._db)

    def cards(self, parties: Collection[str], kinds: Collection[str]) -> list[Card]:
        """The documents of some kinds that just these parties issued (or met for), in no order; of
        anybody, if none are given."""
        with self._snapshot():
            return cards(self._db, parties, kinds)

    def findings(
        self,
        kind: str,
        *,
        documents: Iterable[Entry] | None = None,
        language: str | None = None,
        since: str | None = None,
        until: str | None = None,
        series: str | None = None,
        where: Mapping[str, str] | None = None,
        due_before: str | None = None,
        text: str | None = None,
    ) -> Iterator[Found]:
        """The findings of a kind (`commitments`), earliest document first, by place within it.

        `documents`: only in these, in their order. `where`: values of fields the kind declares;
        a code must be among the field's, a text must hold the words, of a closed list the value is
        meant. `due_before`: deadlines that end before a date. `text`: the sentence holds these
        words. Raises `invalid-field`; `document-not-found` for an entry that is gone.
        """
        named = None
        if documents is not None:
            with self._snapshot():
                named = [(self._rows(entry)[2], entry) for entry in documents]
        return found.found(
            self._db,
            self.path,
            kind,
            documents=named,
            language=language,
            since=since,
            until=until,
            series=series,
            where=where,
            due_before=due_before,
            text=text,
        )

    def found_of(self, kind: str, ids: Sequence[str]) -> list[Found]:
        """The findings of a kind by their ids (up to some hundreds), in the order of these; what is
        gone is left out.
        """
        with self._snapshot():
            return found.of_ids(self._db, self.path, kind, ids)

    def stamps(self) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Numbers that change with documents and their headers, and with decisions."""
        with self._snapshot():
            return bare.stamp(self._db), bare.decided(self._db)

    def bare_documents(self) -> list[tuple[int, Entry]]:
        """The current documents with the numbers by which `bare_findings` names them."""
        with self._snapshot():
            return bare.documents(self._db)

    def bare_findings(self, kind: str, of: Collection[int]) -> list[Bare]:
        """The findings of a kind in some documents (by number), without their words: for counting
        and sorting many.
        """
        with self._snapshot():
            return list(bare.findings(self._db, kind, of))

    def portion(
        self,
        kind: str,
        *,
        start: int = 0,
        size: int = 50,
        latest_first: bool = False,
        **asked: Any,
    ) -> portions.Portion:
        """Some findings of a kind by the date of their documents, and how many there are; `asked`
        are the filters of `portions.Asked`. Raises `invalid-field`.
        """
        wanted = portions.Asked(**asked)
        with self._snapshot():
            return portions.portion(
                self._db, kind, wanted, start=start, size=size, latest_first=latest_first
            )

    def tallies(self, kind: str, by: Sequence[str], **asked: Any) -> list[portions.Tally]:
        """The findings of a kind counted by the values of fields (also `document`, `language`),
        most first; filters as `portion`. Raises `invalid-field`.
        """
        with self._snapshot():
            return portions.tallies(self._db, kind, by, portions.Asked(**asked))

    def codes(self, kind: str, field: str) -> list[str]:
        """The values in a field of lists (`actors`), the most frequent first."""
        with self._snapshot():
            return portions.codes(self._db, kind, field)

    def fields_of(self, kind: str, fields: Sequence[str], **asked: Any) -> list[portions.Fields]:
        """Each finding of a kind with the values of some fields and without its words, by date;
        filters as `portion`. Raises `invalid-field`.
        """
        with self._snapshot():
            return portions.fields_of(self._db, kind, fields, portions.Asked(**asked))

    def found_page(
        self,
        kind: str,
        *,
        first: int = 0,
        size: int = 50,
        document: Entry | None = None,
        language: str | None = None,
        since: str | None = None,
        until: str | None = None,
        series: str | None = None,
        where: Mapping[str, str] | None = None,
        due_before: str | None = None,
    ) -> tuple[int, list[Found]]:
        """How many findings of a kind fit, and `size` of them from `first` on, earliest document
        first. Filters and errors as `findings`, without `text`; only what is given is read.
        """
        with self._snapshot():
            total, ids = found_pages.page(
                self._db,
                kind,
                first=first,
                size=size,
                document=self._rows(document)[2] if document else None,
                language=language,
                since=since,
                until=until,
                series=series,
                where=where,
                due_before=due_before,
            )
        return total, self.found_of(kind, ids)

    @property
    def reviews(self) -> Reviews:
        """What people decide of findings."""
        return Reviews(self._db, self.path)

    def gaps(self) -> list[SourceGap]:
        """The gaps met in reading the sources that are current, by name."""
        with self._snapshot():
            return gaps(self._db)

    def info(self) -> Info:
        """What the archive holds, counted."""
        with self._snapshot():
            return info(self._db, self.path)

    def finding_counts(self) -> dict[str, int]:
        """How many findings the documents have, by kind, whatever people decided of them."""
        with self._snapshot():
            return finding_counts(self._db)

    def verify(self, progress: Callable[[int, int], None] | None = None) -> list[Problem]:
        """Read everything again and list all that is wrong; empty for a good archive.

        `progress` is called with steps done and all steps. Never raises for damage: that is a
        problem in the list.
        """
        return verifying.verify(self._db, self.path, progress)

    def rebuild_index(self) -> None:
        """Make the full-text index again from the passages, should `verify` find it wrong.

        Raises `archive-locked`, `archive-unusable`.
        """
        with self.transaction():
            index.rebuild(self._db)
