"""Mail: one message (EML), or a file of many (mbox) as press lists and their archives keep them.

Recognises messages of an mbox by lines `From ` after an empty line, which also old archives keep;
message and attachments are members each, the message by its Message-ID (else by the hash of its
bytes), the attachment by the message and its file name. Bytes are those of the file; `>From ` stays
as it stands. Left out: Maildir folders (their files are read as single messages), PST and MSG.

    >>> import io
    >>> raw = b"From a@b Mon May  4 10:00:00 2026\\nMessage-ID: <1@mofa.example>\\n\\nBoth met.\\n"
    >>> [member.tail for member in Mbox(io.BytesIO(raw), "list.mbox").members()]
    ['#1@mofa.example']
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import sha256
from typing import BinaryIO

from communique.errors import InputError, InputTooLarge, MemberRefused, TooManyMembers
from communique.read.collections import messages
from communique.read.collections.limits import DEFAULT, Limits
from communique.read.collections.member import Listed, Step

RFC822 = "message/rfc822"
_LINE = 1 << 16
_MULTIPART = re.compile(rb"^Content-Type:\s*(?:multipart|message)/", re.IGNORECASE | re.MULTILINE)


class Mbox:
    """An open file of messages."""

    kind, sign = "mbox", "#"

    def __init__(self, file: BinaryIO, name: str, limits: Limits = DEFAULT) -> None:
        self._file, self.name, self._limits = file, name, limits

    def members(self) -> Iterator[Listed | tuple[str, InputError]]:
        """Each message, and behind it what is attached to it."""
        seen: set[str] = set()
        for count, (start, end) in enumerate(self._bounds()):
            if count >= self._limits.members:
                raise TooManyMembers(f"{self.name} has more than {self._limits.members:,} messages")
            shown = f"{self.name}{self.sign}{count + 1}"
            if end - start > self._limits.nested:
                yield shown, InputTooLarge(f"{shown} has {end - start:,} bytes")
                continue
            data = self._slice(start, end)
            called = messages.message_id(data) or f"sha256-{sha256(data).hexdigest()[:16]}"
            if called in seen:
                why = "its Message-ID stands there twice"
                yield shown, MemberRefused(f"{shown} was refused: {why}")
                continue
            seen.add(called)
            yield self._message(called, start, end)
            yield from self._attached(data, called, start, end)

    def _message(self, called: str, start: int, end: int) -> Listed:
        """A message itself."""
        step = Step(self.kind, called, start, end - start)
        return Listed(step, f"{called}.eml", f"#{called}", None, RFC822)

    def _attached(
        self, data: bytes, called: str, start: int, end: int
    ) -> Iterator[Listed | tuple[str, InputError]]:
        """What is attached to a message; of two with one name the second gets its number."""
        if not _MULTIPART.search(data[: messages.HEADER]):
            return
        shown = f"{self.name}#{called}"
        names: set[str] = set()
        try:
            message = messages.parse(data, name=shown)
            for part, name, media_type in messages.attachments(message, name=shown):
                own = f"{part}-{name}" if name in names else name
                names.add(own)
                step = Step(self.kind, own, start, end - start, part)
                alias = (("message-id", called),)
                yield Listed(step, own, self._tail(called, own), None, media_type, alias)
        except InputError as error:
            yield shown, error

    def _tail(self, called: str, name: str) -> str:
        return f"#{called}/{name}"

    def _bounds(self) -> Iterator[tuple[int, int]]:
        """Where each message begins (behind its `From ` line) and ends."""
        begun, at, blank, whole = -1, 0, True, True
        self._file.seek(0)
        while line := self._file.readline(_LINE):
            if whole and blank and line.startswith(b"From "):
                if begun >= 0:
                    yield begun, at
                    self._file.seek(at + len(line))  # who took the message read elsewhere
                begun = at + len(line)
            blank = whole and not line.strip(b"\r\n")
            whole = line.endswith(b"\n")
            at += len(line)
        if begun >= 0:
            yield begun, at

    def _slice(self, start: int, end: int) -> bytes:
        self._file.seek(start)
        return self._file.read(end - start)

    def read(self, step: Step, most: int) -> bytes:
        """A message's bytes, or those of a part of it."""
        if step.part < 0:
            return self._slice(step.at, step.at + min(step.size, most + 1))
        data = self._slice(step.at, step.at + step.size)
        shown = f"{self.name}#{step.name}"
        return messages.content(messages.parse(data, name=shown), step.part, name=shown)[: most + 1]

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()


class Eml(Mbox):
    """A file that is one message: its identity is the file's."""

    kind = "eml"

    def _message(self, called: str, start: int, end: int) -> Listed:
        """The message itself, which is the file."""
        return Listed(Step("eml", "", start, end - start), "", "", None, RFC822)

    def _tail(self, called: str, name: str) -> str:
        return f"#{name}"

    def _bounds(self) -> Iterator[tuple[int, int]]:
        yield 0, self._file.seek(0, 2)
