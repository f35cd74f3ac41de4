"""WARC files (ISO 28500), plain or packed record by record: pages of the web as a crawl kept them.

Recognises `response` and `resource` records of documents: text, pages, XML, PDF, Word. The payload
is freed of chunks and of its packing (gzip, deflate). A page's identity is its address, so that
captures at different times are versions of one source; the record's own id is an alias, its date
the time of retrieval. Told and passed over: redirects, answers that are no page (404), revisits
whose bytes stand in another record, pictures and programs. Left out: requests, metadata, name
look-ups; the older ARC format; a WARC packed as a whole, which has no way to a single record.

    >>> import io
    >>> http = b"HTTP/1.1 200 OK\\r\\nContent-Type: text/plain\\r\\n\\r\\nBoth met."
    >>> made = io.BytesIO(b"WARC/1.0\\r\\nWARC-Type: response\\r\\nContent-Length: %d\\r\\n"
    ...     b"Content-Type: application/http\\r\\nWARC-Target-URI: https://mofa.example/a\\r\\n\\r\\n"
    ...     b"%b\\r\\n\\r\\n" % (len(http), http))
    >>> warc = Warc(made, "a.warc")
    >>> [(member.identity, warc.read(member.step, 100)) for member in warc.members()]
    [('https://mofa.example/a', b'Both met.')]
"""

from __future__ import annotations

import posixpath
import zlib
from collections.abc import Iterator
from typing import Any, BinaryIO, cast
from urllib.parse import urlsplit

from warcio.archiveiterator import ArchiveIterator
from warcio.recordloader import ArcWarcRecord

from communique.errors import (
    InputBroken,
    InputError,
    InputSkipped,
    InputUnreadable,
    TooManyMembers,
)
from communique.read.collections.limits import DEFAULT, Limits, damage_told
from communique.read.collections.member import Listed, Step
from communique.read.collections.names import printable
from communique.read.fetching.addresses import parse

SCHEMES = ("http://", "https://")
DOCUMENTS = frozenset({
    "application/xhtml+xml", "application/xml", "application/pdf", "application/msword", "text/xml",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "text/markdown",
    "application/vnd.oasis.opendocument.text", "application/tei+xml", "application/akn+xml",
    "text/html", "text/plain", "message/rfc822", "",
})  # fmt: skip
"""Media types that are read; of a record without one the bytes decide."""

_CHUNK = 1 << 16


class Warc:
    """An open WARC file."""

    def __init__(self, file: BinaryIO, name: str, limits: Limits = DEFAULT) -> None:
        self._file, self.name, self._limits = file, name, limits

    def members(self) -> Iterator[Listed | tuple[str, InputError]]:
        """The records that hold a document, in the order of the file."""
        self._file.seek(0)
        records = self._iterator()
        count, last = 0, None
        while True:
            with damage_told(self.name, "a WARC file"):
                record = next(records, None)
            if record is None:
                self._ended(last)
                return
            count += 1
            if count > self._limits.members * 4:  # a page has a request and metadata beside it
                raise TooManyMembers(f"{self.name} has more than {count:,} records")
            with damage_told(self.name, "a WARC file"):
                last = at = int(records.get_record_offset())
                found = self._listed(record, at)
                self._skip(record)
            if found is not None:
                yield found

    def _iterator(self) -> Any:
        return ArchiveIterator(self._file, block_size=_CHUNK)

    def _skip(self, record: ArcWarcRecord) -> None:
        """Read over a record's bytes, which must all be there."""
        left = int(record.rec_headers.get_header("Content-Length") or 0)
        raw = record.raw_stream
        while raw.read(_CHUNK):
            pass
        if getattr(raw, "limit", 0) > 0:
            raise InputBroken(f"{self.name} is cut off within a record of {left:,} bytes")

    def _ended(self, last: int | None) -> None:
        """Tell a file that was cut off within a record's header or packing, where the library stops
        as quietly as at the end.
        """
        if last is None:
            raise InputBroken(f"{self.name} holds no record of a WARC")
        self._file.seek(last)
        if self._file.read(2) != b"\x1f\x8b":
            return
        self._file.seek(last)
        packed = zlib.decompressobj(31)
        with damage_told(self.name, "a WARC file"):
            while chunk := packed.unused_data or self._file.read(_CHUNK):
                if packed.eof:
                    packed = zlib.decompressobj(31)
                while chunk and not packed.eof:
                    packed.decompress(chunk, _CHUNK)
                    chunk = packed.unconsumed_tail
        if not packed.eof:
            raise InputBroken(f"{self.name} is cut off within its last record")

    def _listed(self, record: ArcWarcRecord, at: int) -> Listed | tuple[str, InputError] | None:
        """A record that holds a document; or why it is passed over; nothing for records about
        others.
        """
        kind = record.rec_type
        address = (record.rec_headers.get_header("WARC-Target-URI") or "").strip("<> ")
        if kind not in ("response", "resource", "revisit") or not address:
            return None
        if not address.lower().startswith((*SCHEMES, "file:", "ftp:")):
            return None
        shown = printable(address)
        why = _passed_over(record, kind)
        if why:
            return shown, InputSkipped(f"{shown} was passed over: {why}")
        identity = _identity(address)
        record_id = (record.rec_headers.get_header("WARC-Record-ID") or "").strip("<> ")
        aliases = [("warc-record-id", record_id)] if record_id else []
        if address != identity:
            aliases.append(("url", address))
        media_type = _header(record, "Content-Type")
        return Listed(
            Step("warc", address, at),
            _name(address),
            "",
            identity,
            media_type or None,
            tuple(aliases),
            record.rec_headers.get_header("WARC-Date"),
        )

    def read(self, step: Step, most: int) -> bytes:
        """A record's payload, freed of chunks and packing as far as it is asked for."""
        shown = printable(step.name)
        self._file.seek(step.at)
        with damage_told(shown, "a WARC record"):
            record = next(self._iterator(), None)
            if record is None:
                raise InputUnreadable(f"{shown} is not there any more")
            stream = record.content_stream()
            parts, size = [], 0
            while size <= most and (part := stream.read(min(_CHUNK, most + 1 - size))):
                parts.append(part)
                size += len(part)
            raw = record.raw_stream
            if size <= most and getattr(raw, "limit", 0) > 0 and not raw.read(1):
                raise InputBroken(f"{shown} is cut off")
        return b"".join(parts)

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()


def _header(record: ArcWarcRecord, name: str) -> str:
    """A header of the answer, or of the record where that is the document itself."""
    headers = record.http_headers if record.rec_type != "resource" else record.rec_headers
    headers = headers or record.rec_headers
    return cast(str, headers.get_header(name) or "").strip()[:300]


def _passed_over(record: ArcWarcRecord, kind: str) -> str:
    """Why a record is no source; empty if it is one."""
    if kind == "revisit":
        same = record.rec_headers.get_header("WARC-Refers-To-Date") or "an earlier capture"
        return f"it is a revisit, with the same bytes as {same}"
    status = record.http_headers.get_statuscode() if record.http_headers else "200"
    if kind == "response" and status.startswith("3"):
        return f"it redirects to {printable(_header(record, 'Location') or 'nowhere')}"
    if kind == "response" and status not in ("200", "203"):
        return f"the server answered {printable(status)[:20] or 'nothing'}"
    media_type = _header(record, "Content-Type").partition(";")[0].strip().lower()
    if media_type not in DOCUMENTS:
        return f"{printable(media_type)[:80]} holds no statement in a format that is read"
    return ""


def _identity(address: str) -> str:
    """The address in the form in which a page fetched by us has it."""
    try:
        return parse(address).url
    except InputError:
        return printable(address) if len(address) > 2000 else address


def _name(address: str) -> str:
    """The last part of an address, as a file's name."""
    try:
        parts = urlsplit(address)
        return printable(posixpath.basename(parts.path.rstrip("/")) or parts.netloc or address)
    except ValueError:
        return printable(address)
