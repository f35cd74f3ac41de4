"""Collections made in memory for tests: harmless ones, and ones made to harm."""

from __future__ import annotations

import gzip
import io
import stat
import tarfile
import zipfile
from collections.abc import Iterable, Mapping
from email.message import EmailMessage

STATEMENT = "Joint Statement of Mervania and Kestria\n\nBoth sides will meet again in May 2031.\n"


def zipped(members: Mapping[str, str | bytes], *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as made:
        for name, content in members.items():
            made.writestr(name, content)
    return out.getvalue()


def zip_link(name: str, target: str) -> bytes:
    """A ZIP file of one symbolic link."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        info = zipfile.ZipInfo(name)
        info.external_attr = (stat.S_IFLNK | 0o777) << 16
        made.writestr(info, target)
    return out.getvalue()


def tarred(infos: Iterable[tuple[str, bytes, bytes]], *, mode: str = "w:gz") -> bytes:
    """A TAR file of (name, type, content or link target)."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as made:  # type: ignore[call-overload]
        for name, kind, content in infos:
            info = tarfile.TarInfo(name)
            info.type = kind
            if kind in (tarfile.SYMTYPE, tarfile.LNKTYPE):
                info.linkname = content.decode()
                made.addfile(info)
            else:
                info.size = len(content) if kind == tarfile.REGTYPE else 0
                made.addfile(info, io.BytesIO(content) if kind == tarfile.REGTYPE else None)
    return out.getvalue()


def message(
    number: int, *, text: str = STATEMENT, page: str = "", files: Mapping[str, bytes] | None = None
) -> EmailMessage:
    """A message of a press list."""
    made = EmailMessage()
    made["Subject"] = f"[press] Talks no. {number} in Averne"
    made["From"] = "Ministry of Foreign Affairs <press@mofa.example>"
    made["Date"] = f"{number % 28 + 1} May 2026 23:30:00 +0900"
    made["Message-ID"] = f"<{number}@mofa.example>"
    made.set_content(text)
    if page:
        made.add_alternative(page, subtype="html")
    for name, content in (files or {}).items():
        main = "text" if name.endswith(".txt") else "application"
        sub = "plain" if name.endswith(".txt") else "octet-stream"
        made.add_attachment(content, maintype=main, subtype=sub, filename=name)
    return made


def mbox(messages: Iterable[EmailMessage]) -> bytes:
    """A file of messages."""
    return b"".join(
        b"From press@mofa.example Mon May  4 10:00:00 2026\n" + one.as_bytes() + b"\n"
        for one in messages
    )


def nested_multiparts(depth: int) -> bytes:
    """A message of parts within parts."""
    out = [b"Message-ID: <deep@mofa.example>\nMIME-Version: 1.0\n"]
    for n in range(depth):
        out.append(b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (n, n))
    out.append(b"Content-Type: text/plain\n\nBoth met.\n")
    return b"".join(out)


def zeros(size: int) -> bytes:
    """Zeros packed with gzip, a thousandth of their size."""
    return gzip.compress(bytes(size))


def warc_record(
    address: str,
    body: bytes,
    *,
    kind: str = "response",
    status: str = "200 OK",
    headers: Mapping[str, str] | None = None,
    at: str = "2026-05-04T10:00:00Z",
    number: int = 1,
) -> bytes:
    """A record of a crawl."""
    given = {"Content-Type": "text/html; charset=utf-8", **(headers or {})}
    said = "".join(f"{name}: {value}\r\n" for name, value in given.items())
    block = f"HTTP/1.1 {status}\r\n{said}\r\n".encode() + body if kind != "resource" else body
    content_type = given["Content-Type"] if kind == "resource" else "application/http"
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\nWARC-Date: {at}\r\n"
        f"WARC-Record-ID: <urn:uuid:{number}>\r\nContent-Type: {content_type}\r\n"
        f"Content-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def packed_warc(records: Iterable[bytes]) -> bytes:
    """A WARC packed record by record."""
    return b"".join(gzip.compress(record) for record in records)


def page(words: str) -> bytes:
    """A page of the web."""
    return f"<!DOCTYPE html><title>Talks</title><h1>Talks</h1><p>{words}</p>".encode()
