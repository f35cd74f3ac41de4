"""One mail message: its text and header lines as a layout, and what is attached to it.

Recognises the message as RFC 5322 and MIME have it: the plain text before the page of the same
words (`multipart/alternative`), header words in any character set, the part's own charset against
our detection. The lines Subject, From and Date stand first in the reading, marked as furniture, so
that title and day of publication rest on words; so is a signature after `-- `. Attachments are
members of their own (mail.py). Left out: quoted mail (`> `), encrypted mail, winmail.dat.

    >>> raw = b"Subject: Talks\\nDate: Mon, 4 May 2026 10:00:00 +0900\\n\\nBoth sides met.\\n"
    >>> layout = extract(raw, name="a.eml")
    >>> layout.stated["published"].value, layout.text[layout.body:]
    ('2026-05-04', 'Both sides met.\\n')
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from typing import NamedTuple

from communique.errors import EmptyInput, InputBomb
from communique.model.gaps import Gap
from communique.read import encodings, html, text
from communique.read.collections.limits import damage_told
from communique.read.collections.names import printable
from communique.read.layout import Layout, Mark, Stated
from communique.read.text import nested

MULTIPARTS, PARTS, HEADER, FIELD = 100, 2000, 256 * 1024, 8192
"""Boundaries, parts, and bytes of the header and of one field that a message may have. The
parser recurses for each boundary, and takes a time quadratic in a field's length (37 s for 200 KB).
"""

_FIELD = re.compile(
    rb"^(?:Content-[a-z-]{1,40}|Subject|From):[^\n]*(?:\n[ \t][^\n]*)*", re.I | re.M
)

_BOUNDARY = re.compile(rb"\bboundary\s*=", re.IGNORECASE)
_SIGNATURE = re.compile(r"^-- ?\r?\n", re.MULTILINE)
_ID = re.compile(rb"^Message-ID:[ \t]*(?:\r?\n[ \t]+)?<?([^\s<>]{1,300})", re.I | re.M)
_LISTED = re.compile(r"^\s*\[[^\]]{1,40}\]\s*")
_END_OF_HEADER = re.compile(rb"\r?\n\r?\n")


class Attachment(NamedTuple):
    """A part of a message that is a source of its own: its number among the parts, name, type."""

    part: int
    name: str
    media_type: str


def message_id(data: bytes) -> str | None:
    """The message's own id without its brackets, read from the header alone."""
    end = _END_OF_HEADER.search(data[:HEADER])
    found = _ID.search(data[: end.start()] if end else data[:HEADER])
    return printable(found[1].decode("utf-8", "backslashreplace")) if found else None


def parse(data: bytes, *, name: str) -> EmailMessage:
    """The message. Raises `bomb` for absurd nesting and headers, `broken` for what the parser
    cannot take.
    """
    end = _END_OF_HEADER.search(data)
    if (end.start() if end else len(data)) > HEADER:
        raise InputBomb(f"{name} has a header of more than {HEADER:,} bytes")
    boundaries = sum(1 for _ in _BOUNDARY.finditer(data))
    if boundaries > MULTIPARTS:
        raise InputBomb(f"{name} has {boundaries:,} parts within parts")
    if any(len(field[0]) > FIELD for field in _FIELD.finditer(data)):
        raise InputBomb(f"{name} has a header field of more than {FIELD:,} bytes")
    with damage_told(name, "a mail message"):
        found = message_from_bytes(data, policy=policy.default)
    assert isinstance(found, EmailMessage)
    return found


def parts(message: EmailMessage, *, name: str) -> Iterator[tuple[int, EmailMessage]]:
    """The parts that hold no others, numbered in order; an attached message is one."""
    waiting, number = [message], 0
    while waiting:
        part = waiting.pop()
        number += 1
        if number > PARTS:
            raise InputBomb(f"{name} has more than {PARTS:,} parts")
        if part.is_multipart() and part.get_content_maintype() != "message":
            inner = [p for p in part.iter_parts() if isinstance(p, EmailMessage)]
            waiting += reversed(inner)
        else:
            yield number, part


def attachments(message: EmailMessage, *, name: str) -> Iterator[Attachment]:
    """What is attached, in order. The text itself and its other form are no attachments."""
    with damage_told(name, "a mail message"):
        body = _bodies(message)
        for number, part in parts(message, name=name):
            if any(part is own for own in body):
                continue
            kind = part.get_content_type()
            called = part.get_filename() or ""
            if not called and kind == "message/rfc822":
                called = f"message-{number}.eml"
            elif not called:
                called = f"part-{number}.{_suffix(kind)}"
            called = re.sub(r"[/\\]", "_", printable(called)).strip() or f"part-{number}"
            yield Attachment(number, called, kind)


def content(message: EmailMessage, number: int, *, name: str) -> bytes:
    """The decoded bytes of a part by its number."""
    with damage_told(name, "a mail attachment"):
        for at, part in parts(message, name=name):
            if at == number:
                if part.get_content_maintype() == "message":
                    inner = part.get_payload()
                    first = inner[0] if isinstance(inner, list) and inner else part
                    assert isinstance(first, EmailMessage)
                    return first.as_bytes(policy=policy.compat32)
                payload = part.get_payload(decode=True)
                return payload if isinstance(payload, bytes) else b""
    raise EmptyInput(f"{name} has no part {number}")


def extract(data: bytes, *, name: str = "") -> Layout:
    """The layout of a message: header lines, then its text. Raises `empty`, `bomb`, `broken`."""
    message = parse(data, name=name)
    with damage_told(name, "a mail message"):
        body = next(iter(_bodies(message)), None)
        said = _header(message)
        inner, gaps = _read(body, name) if body is not None else (Layout(""), [])
    layout = Layout("", reader="mail/1", gaps=gaps)
    for label, value in said:
        start = len(layout.text)
        layout.text += f"{label}: {value}\n"
        at = (start + len(label) + 2, len(layout.text) - 1)
        layout.marks.append(Mark(start, at[1], "furniture", 0, "mail_header"))
        _state(layout, label, value, at)
    if said:
        layout.text += "\n"
    layout.body = shift = len(layout.text)
    layout.text += inner.text
    layout.marks += [m._replace(start=m.start + shift, end=m.end + shift) for m in inner.marks]
    signature = list(_SIGNATURE.finditer(inner.text))
    if signature and len(inner.text) - signature[-1].end() < 2000:
        # Line by line: a signature may begin within a paragraph.
        for line in re.finditer(r"\S[^\n]*", inner.text[signature[-1].start() :]):
            start = shift + signature[-1].start() + line.start()
            end = start + len(line.group().rstrip())
            layout.marks.append(Mark(start, end, "furniture", 0, "mail_signature"))
    layout.marks = nested(layout.marks)
    called = message_id(data)
    if called:
        layout.aliases.append(("message-id", called))
    return layout


def _read(body: EmailMessage, name: str) -> tuple[Layout, list[Gap]]:
    """The layout of the part that is the message's text."""
    payload = body.get_payload(decode=True)
    charset = body.get_param("charset")
    if not isinstance(payload, bytes) or not payload.strip():
        return Layout(""), []
    decoded = encodings.decode(payload, declared=charset if isinstance(charset, str) else None)
    reader = html.extract if body.get_content_type() == "text/html" else text.extract
    inner = reader(decoded.text, name=name)
    return inner, [*decoded.gaps, *inner.gaps]


def _bodies(message: EmailMessage) -> list[EmailMessage]:
    """The part that is the message's text, then its other form, which is passed over."""
    plain = message.get_body(("plain",))
    page = message.get_body(("html",))
    found = [part for part in (plain, page) if isinstance(part, EmailMessage)]
    if len(found) == 2 and not (found[0].get_payload(decode=True) or b"").strip():  # type: ignore[union-attr]
        found.reverse()
    return found


def _header(message: EmailMessage) -> list[tuple[str, str]]:
    """Subject, From and Date as they read, on a line each."""
    found = []
    for label in ("Subject", "From", "Date"):
        value: object = None
        if label != "Date":  # which the parser rewrites
            with suppress(Exception):  # it trips over damaged words
                value = message[label]
        if value is None:
            value = next((v for k, v in message.raw_items() if k.lower() == label.lower()), None)
        words = " ".join(str(value or "")[:2000].split())
        words = words.encode("utf-8", "replace").decode()
        if words:
            found.append((label, words))
    return found


def _state(layout: Layout, label: str, value: str, at: tuple[int, int]) -> None:
    """What a header line says of the document."""
    if label == "Subject":
        listed = _LISTED.match(value)
        skip = listed.end() if listed and listed.end() < len(value) else 0
        layout.stated["title"] = Stated(value[skip:], "Subject", (at[0] + skip, at[1]))
    elif label == "Date":
        with suppress(ValueError, TypeError, IndexError, OverflowError):
            day = parsedate_to_datetime(value).date().isoformat()
            layout.stated["published"] = Stated(day, "Date", at)


def _suffix(media_type: str) -> str:
    """A suffix for a part without a name."""
    return {"text/plain": "txt", "text/html": "html", "application/pdf": "pdf"}.get(
        media_type, media_type.rpartition("/")[2][:20] or "bin"
    )
