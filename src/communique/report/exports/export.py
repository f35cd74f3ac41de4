"""Exports of an archive: what, in which format, to which file.

    with Archive.open("communique.db") as archive:
        made = export(archive, "findings", Path("findings.xlsx"))
        print(made.rows, made.files)

Tables go to CSV, XLSX, Parquet and JSON Lines, each with a data dictionary; quotes of findings and
passages to Web Annotations; documents and passages to CSL-JSON, BibTeX and RIS. Rows are streamed,
and a file is written whole or not at all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

from communique.archive import Archive, Entry
from communique.errors import InvalidField
from communique.model.findings import KINDS
from communique.model.gaps import Gap
from communique.names import Names, load
from communique.report.exports import (
    citations,
    csv_sheets,
    document_sheets,
    finding_sheets,
    json_lines,
    parquet_sheets,
    web_annotations,
    xlsx_sheets,
)
from communique.report.exports.dictionary import dictionary, dumped
from communique.report.exports.fields import Sheet
from communique.report.exports.files import Output, whole

Some = TypeVar("Some")
OnProgress = Callable[[int], None]
"""Called with the number of rows written."""

WHAT = ("findings", *KINDS, "documents", "passages", "ledger", "decisions")
"""What can be exported."""

SUFFIXES = {
    ".csv": "csv",
    ".xlsx": "xlsx",
    ".parquet": "parquet",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".jsonld": "annotations",
    ".json": "csl",
    ".bib": "bibtex",
    ".ris": "ris",
}
"""Formats by the end of a file's name."""

FORMATS = tuple(dict.fromkeys(SUFFIXES.values()))
"""Every format."""

TABLES = ("csv", "xlsx", "parquet", "jsonl")
"""Formats of tables."""

_CITED = ("documents", "passages")
_UNQUOTED = ("documents", "ledger", "decisions")


def formats_of(what: str) -> tuple[str, ...]:
    """The formats that something can be written in.

    >>> formats_of("ledger")
    ('csv', 'xlsx', 'parquet', 'jsonl')
    """
    return tuple(
        each
        for each in FORMATS
        if (each not in citations.STYLES or what in _CITED)
        and (each != "annotations" or what not in _UNQUOTED)
    )


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written: files (none where it went to a stream), rows, and gaps."""

    files: tuple[Path, ...]
    rows: int
    gaps: tuple[Gap, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """As the program prints it."""
        return {
            "files": [str(path) for path in self.files],
            "rows": self.rows,
            "gaps": [gap.to_json() for gap in self.gaps],
        }


@dataclass
class _Count:
    rows: int = 0
    on_progress: OnProgress | None = None

    def of(self, values: Iterable[Some]) -> Iterator[Some]:
        for value in values:
            self.one()
            yield value

    def one(self) -> None:
        self.rows += 1
        if self.on_progress is not None and self.rows % 100 == 0:
            self.on_progress(self.rows)

    def each(self) -> Iterator[None]:
        while True:
            self.one()
            yield


@dataclass(frozen=True, slots=True)
class Choice:
    """Which documents: those named, else those of the filters."""

    documents: Sequence[Entry] | None = None
    language: str | None = None
    since: str | None = None
    until: str | None = None
    series: str | None = None

    @property
    def filters(self) -> dict[str, str | None]:
        """The filters by their names."""
        names = ("language", "since", "until", "series")
        return {name: getattr(self, name) for name in names}

    def entries(self, archive: Archive) -> list[Entry]:
        """The documents themselves; filters hold for those named, too."""
        found = archive.documents(**self.filters)  # type: ignore[arg-type]  # texts all
        if self.documents is None:
            return found
        allowed = {entry.id for entry in found}
        narrow = any(self.filters.values())
        return [each for each in self.documents if not narrow or each.id in allowed]


def export(
    archive: Archive,
    what: str,
    out: Path | BinaryIO,
    *,
    format: str | None = None,
    choice: Choice | None = None,
    together: bool | None = None,
    names: Names | None = None,
    mark: bool = True,
    raw: bool = False,
    on_progress: OnProgress | None = None,
) -> Exported:
    """Write findings (of all kinds, or one), documents, passages, the ledger or decisions.

    `out`: a file, a folder for a table a kind in CSV, Parquet or JSON Lines, or a stream that
    bytes are written to. `format`: one of FORMATS, else told by the file's name. `together`: all
    kinds in one table (of a workbook: one sheet). `mark`, `raw`: see `csv_sheets`. Gaps:
    `export-cut`, and those of the ledger. Raises `invalid-field` for a pair of what and format that
    there is not, `extra-missing`, `unreadable` where nothing can be written.
    """
    if what not in WHAT:
        raise InvalidField(f"{what!r} cannot be exported", advice=f"One of {', '.join(WHAT)}.")
    kind = format or _by_name(out)
    _check(what, kind)
    if kind == "parquet":
        parquet_sheets.library()
    job = _Job(archive, what, kind, choice or Choice(), names, mark, raw, _Count(0, on_progress))
    if not isinstance(out, Path):
        gaps = job.stream(out, kind != "jsonl" if together is None else together)
        return Exported((), job.count.rows, gaps)
    with whole() as files:
        gaps = job.write(files, out, together)
    return Exported(files.paths, job.count.rows, gaps)


def _by_name(out: Path | BinaryIO) -> str:
    suffix = out.suffix.lower() if isinstance(out, Path) else ""
    if suffix not in SUFFIXES:
        raise InvalidField(
            "the format is not told" + (f" by {suffix!r}" if suffix else ""),
            advice=f"Give --format, one of {', '.join(FORMATS)}.",
        )
    return SUFFIXES[suffix]


def _check(what: str, format: str) -> None:
    if format not in FORMATS:
        raise InvalidField(
            f"no format is called {format!r}", advice=f"One of {', '.join(FORMATS)}."
        )
    if format in citations.STYLES and what not in _CITED:
        raise InvalidField(
            f"{what} cannot be written as {format}",
            advice="Citations are of documents and passages; take csv, xlsx, parquet or jsonl.",
        )
    if format == "annotations" and what in _UNQUOTED:
        raise InvalidField(
            f"{what} cannot be written as annotations",
            advice="Annotations are of findings and passages; take csv, xlsx, parquet or jsonl.",
        )


@dataclass
class _Job:
    """One export under way."""

    archive: Archive
    what: str
    format: str
    choice: Choice
    names: Names | None
    mark: bool
    raw: bool
    count: _Count

    def write(self, files: Output, out: Path, together: bool | None) -> tuple[Gap, ...]:
        """Write to a file, or to a folder a file a table."""
        if self.format not in TABLES:
            return self.stream(files.open(out), True)
        folder = out.is_dir()
        if self.format == "xlsx":
            sheets, gaps = self.sheets(bool(together))
            return (*gaps, *self._book(sheets, files.open(out / "export.xlsx" if folder else out)))
        one = not folder and self.format != "jsonl"
        sheets, gaps = self.sheets(one if together is None else together)
        if self.format == "jsonl" and not folder:
            file = files.open(out)
            for sheet in sheets:
                self._table(sheet, file)
            self._dictionary(sheets, files, out)
            return gaps
        if len(sheets) > 1 and not folder:
            raise InvalidField(
                "a file holds one table", advice="Name a folder that exists to get a file a kind."
            )
        suffix = f".{self.format}"
        for sheet in sheets:
            self._table(sheet, files.open(out / f"{sheet.name}{suffix}" if folder else out))
        self._dictionary(sheets, files, out / "x" if folder else out)
        return gaps

    def stream(self, file: BinaryIO, together: bool) -> tuple[Gap, ...]:
        """Write all to one stream of bytes."""
        if self.format in citations.STYLES:
            found = citations.items(self.archive, self._named(), self.names or load())
            citations.write(self.count.of(found), self.format, file)
            return ()
        if self.format == "annotations":
            self._annotations(file)
            return ()
        sheets, gaps = self.sheets(together)
        if self.format == "xlsx":
            return (*gaps, *self._book(sheets, file))
        if len(sheets) > 1 and self.format != "jsonl":
            raise InvalidField("a stream holds one table", advice="Name a folder with --out.")
        for sheet in sheets:
            self._table(sheet, file)
        return gaps

    def sheets(self, together: bool) -> tuple[list[Sheet], tuple[Gap, ...]]:
        """The tables, their rows counted as they pass, and gaps."""
        made, gaps = self._sheets(together)
        return [replace(sheet, rows=self.count.of(sheet.rows)) for sheet in made], gaps

    def _sheets(self, together: bool) -> tuple[list[Sheet], tuple[Gap, ...]]:
        archive, choice = self.archive, self.choice
        if self.what == "findings" or self.what in KINDS:
            kinds = tuple(KINDS) if self.what == "findings" else (self.what,)
            found = finding_sheets.sheets(
                archive,
                kinds,
                together=together and len(kinds) > 1,
                documents=choice.documents,
                **choice.filters,
            )
            return found, ()
        if self.what == "ledger":
            return self._ledger()
        if self.what == "decisions":
            some = choice.documents is not None or any(choice.filters.values())
            entries = choice.entries(archive) if some else None
            return [document_sheets.decisions(archive, entries)], ()
        entries = choice.entries(archive)
        of = document_sheets.documents if self.what == "documents" else document_sheets.passages
        return [of(archive, entries)], ()

    def _ledger(self) -> tuple[list[Sheet], tuple[Gap, ...]]:
        from communique.check.ledger import ledger
        from communique.compare.archived import text_of_entry
        from communique.compare.library import Library

        filters: dict[str, Any] = {n: v for n, v in self.choice.filters.items() if v}
        named = self.choice.documents
        texts = None
        if named is not None:
            texts = [
                text_of_entry(self.archive, each) for each in self.choice.entries(self.archive)
            ]
        book = ledger(Library(self.archive, names=self.names), documents=texts, **filters)
        return [document_sheets.ledger(book)], book.gaps

    def _named(self) -> Iterator[tuple[Entry, Any]]:
        for entry in self.choice.entries(self.archive):
            if self.what == "documents":
                yield entry, None
                continue
            docs = self.archive.analysis(entry).documents
            doc = next(each for each in docs if each.id == entry.id)
            for passage in doc.passages:
                yield entry, passage

    def _annotations(self, file: BinaryIO) -> None:
        of_passages = self.what == "passages"
        kinds = () if of_passages else tuple(KINDS) if self.what == "findings" else (self.what,)
        web_annotations.write(
            self.archive,
            self.choice.entries(self.archive),
            file,
            kinds=kinds,
            passages=of_passages,
            decisions=finding_sheets.decisions(self.archive, self.choice.documents),
            counted=self.count.each(),
        )

    def _book(self, sheets: Sequence[Sheet], file: BinaryIO) -> tuple[Gap, ...]:
        return xlsx_sheets.write([*sheets, dictionary(sheets)], file)

    def _table(self, sheet: Sheet, file: BinaryIO) -> None:
        if self.format == "csv":
            csv_sheets.write(sheet, file, mark=self.mark, raw=self.raw)
        elif self.format == "jsonl":
            json_lines.write(sheet, file)
        else:
            parquet_sheets.write(sheet, file)

    def _dictionary(self, sheets: Sequence[Sheet], files: Output, out: Path) -> None:
        """The dictionary beside the tables: CSV beside CSV, else JSON."""
        folder = out.name == "x" and not out.suffix
        stem = "" if folder else f"{out.stem}."
        if self.format == "csv":
            file = files.open(out.with_name(f"{stem}dictionary.csv"))
            csv_sheets.write(dictionary(sheets), file, mark=self.mark, raw=self.raw)
        else:
            files.open(out.with_name(f"{stem}dictionary.json")).write(dumped(sheets))
