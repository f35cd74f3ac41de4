"""TEI volumes: each historical document a source of its own, cut from the file without a change.

Recognises `<div type="document">` wherever it stands, as the FRUS series marks them; its `xml:id`
is its name in the volume, and volume and id together its aliases: `frus1969-76v17/d12`, for FRUS
also the address at history.state.gov. The file is read as a stream, so a volume of any size costs
little memory. A file without such divisions is one text, and so is one in an encoding of
several bytes a character other than Unicode. Left out: prefaces, lists of persons and
sources, indexes, which are no documents.

    >>> import io
    >>> volume = b'<TEI xml:id="v1"><div type="document" xml:id="d1"><p>Met.</p></div></TEI>'
    >>> [(member.tail, member.aliases) for member in Volume(io.BytesIO(volume), "v1.xml").members()]
    [('#d1', (('tei', 'v1/d1'),))]
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import BinaryIO
from xml.parsers import expat

from communique.errors import InputBomb, InputBroken, InputError, MemberRefused, TooManyMembers
from communique.read import magic
from communique.read.collections.events import TOKEN, broken, guarded
from communique.read.collections.limits import DEFAULT, Limits
from communique.read.collections.member import Listed, Step
from communique.read.collections.names import printable, unsafe

FRUS = "https://history.state.gov/historicaldocuments"
_CHUNK = 1 << 16


class Volume:
    """An open TEI file."""

    def __init__(self, file: BinaryIO, name: str, limits: Limits = DEFAULT) -> None:
        self._file, self.name, self._limits = file, name, limits

    def members(self) -> Iterator[Listed | tuple[str, InputError]]:
        """The documents of the volume in order; the file itself if it has none."""
        seen: set[str] = set()
        bounds = _Bounds()
        for called, start, end in self._bounds(bounds):
            if len(seen) >= self._limits.members:
                raise TooManyMembers(
                    f"{self.name} has more than {self._limits.members:,} documents"
                )
            shown = f"{self.name}#{printable(called)}"
            why = "its xml:id stands there twice" if called in seen else unsafe(called)
            if why:
                yield shown, MemberRefused(f"{shown} was refused: {why}")
                continue
            seen.add(called)
            step = Step("tei", called, start, end - start)
            name = f"{bounds.volume or 'volume'}-{called}.xml"
            known = _aliases(bounds.volume, called)
            yield Listed(step, name, f"#{called}", None, magic.TEI, known)
        if not bounds.count:
            yield Listed(Step("tei", ""), "", "", None, None)

    def _bounds(self, bounds: _Bounds) -> Iterator[tuple[str, int, int]]:
        """The id of each document and where it begins and ends in the file."""
        parser = guarded(bounds, name=self.name)
        bounds.at = lambda: parser.CurrentByteIndex
        at = 0
        try:
            while True:
                self._file.seek(at)
                chunk = self._file.read(_CHUNK)
                at += len(chunk)
                parser.Parse(chunk, not chunk)
                if at - parser.CurrentByteIndex > TOKEN:
                    raise InputBomb(f"{self.name} has a tag of more than {TOKEN:,} bytes")
                for called, start, tag in bounds.taken():
                    yield called, start, self._end(tag)
                if not chunk:
                    return
        except expat.ExpatError as error:
            raise broken(error, self.name) from error
        except (ValueError, LookupError):  # an encoding of several bytes a character
            if bounds.count:
                raise InputBroken(
                    f"{self.name} changes its encoding, or has none that is known"
                ) from None

    def _end(self, tag: int) -> int:
        """Where the end tag that begins here ends."""
        self._file.seek(tag)
        return tag + self._file.read(300).find(b">") + 1

    def read(self, step: Step, most: int) -> bytes:
        """A document's bytes."""
        self._file.seek(step.at)
        return self._file.read(min(step.size, most + 1) if step.size >= 0 else most + 1)

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()


class _Bounds:
    """A handler that notes where documents begin and end."""

    def __init__(self) -> None:
        self.volume = ""
        self.count = 0
        self.at: Callable[[], int] = lambda: 0
        self._depth = 0
        self._open: tuple[int, str, int] | None = None  # depth, id, where it begins
        self._found: list[tuple[str, int, int]] = []

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element begins; a volume or document is noted."""
        self._depth += 1
        if self._depth == 1:
            self.volume = attributes.get("xml:id", "")[:200]
        elif self._open is None and name == "div" and attributes.get("type") == "document":
            self.count += 1
            called = attributes.get("xml:id") or f"document-{self.count}"
            self._open = (self._depth, called, self.at())

    def end(self, name: str) -> None:
        """An element ends."""
        if self._open is not None and self._open[0] == self._depth:
            self._found.append((self._open[1], self._open[2], self.at()))
            self._open = None
        self._depth -= 1

    def text(self, text: str) -> None:
        """Words say nothing of where documents are."""

    def taken(self) -> list[tuple[str, int, int]]:
        """What was found since the last time."""
        found, self._found = self._found, []
        return found


def _aliases(volume: str, called: str) -> tuple[tuple[str, str], ...]:
    """What the document is called outside of its file."""
    if not volume:
        return ()
    if volume.startswith("frus"):
        return ("frus", f"{volume}/{called}"), ("url", f"{FRUS}/{volume}/{called}")
    return (("tei", f"{volume}/{called}"),)
