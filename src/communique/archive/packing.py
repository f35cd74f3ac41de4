"""How values lie in the database: ranges as short text, texts that SQL cannot hold as bytes, long
ones compressed.

>>> pack_ranges(((4, 13), (20, 31))), unpack_ranges("4-13 20-31")
('4-13 20-31', ((4, 13), (20, 31)))
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Sequence
from typing import Any

from communique.model.quotes import Quote, Range, Reading

# Level 6 makes statements a third smaller than level 1 at a fifth of the reader's own time.
_LEVEL = 6


def pack_ranges(ranges: Sequence[Range]) -> str:
    """Ranges as the database keeps them."""
    return " ".join(f"{start}-{end}" for start, end in ranges)


def unpack_ranges(packed: str) -> tuple[Range, ...]:
    """The ranges that were packed. ValueError if the text is none of ours."""
    pairs = (part.split("-") for part in packed.split())
    return tuple((int(start), int(end)) for start, end in pairs)


def unpack_quote(packed: str | None, reading: Reading) -> Quote | None:
    """The quote of packed ranges, its words cut from the reading again."""
    return None if packed is None else reading.quote(*unpack_ranges(packed))


def pack_text(text: str | None) -> str | bytes | None:
    """A text as SQL can hold it: with a lone surrogate or a NUL, as bytes."""
    if text is None or (text.isascii() and "\0" not in text):
        return text
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogatepass")
    return text.encode() if "\0" in text else text


def unpack_text(packed: str | bytes | None) -> str | None:
    """The text that was packed."""
    return packed.decode("utf-8", "surrogatepass") if isinstance(packed, bytes) else packed


def some_text(packed: str | bytes) -> str:
    """The text that was packed, where there always is one."""
    return packed.decode("utf-8", "surrogatepass") if isinstance(packed, bytes) else packed


def words_of(quote: Quote) -> str:
    """The words of a quote in one piece: what a passage's text or a heading most often is."""
    return "".join(quote.exact)


def pack_unless(text: str, quote: Quote) -> str | bytes | None:
    """A text for the database, or None where it is but the words of its quote."""
    return None if text == words_of(quote) else pack_text(text)


def unpack_or(packed: str | bytes | None, quote: Quote) -> str:
    """The text kept, or the words of the quote where none was."""
    return words_of(quote) if packed is None else some_text(packed)


def pack_json(value: Any) -> str | bytes:
    """A value of lists, objects and texts as compact JSON, readable in any language."""
    packed = pack_text(json.dumps(value, ensure_ascii=False, separators=(",", ":")))
    assert packed is not None
    return packed


def unpack_json(packed: str | bytes) -> Any:
    """The value that was packed."""
    return json.loads(some_text(packed))


def pack_bytes(data: bytes) -> tuple[str, bytes]:
    """Bytes and how they are packed: `zlib`, or `raw` where that saves nothing (images)."""
    packed = zlib.compress(data, _LEVEL)
    return ("zlib", packed) if len(packed) < len(data) else ("raw", data)


def unpack_bytes(packing: str, packed: bytes, size: int) -> bytes:
    """The bytes that were packed. ValueError if they are damaged, or longer than they should be."""
    if packing == "raw":
        return packed
    if packing != "zlib":
        raise ValueError(f"packed in an unknown way: {packing!r}")
    try:
        data = zlib.decompressobj().decompress(packed, size + 1)
    except zlib.error as error:
        raise ValueError(f"cannot be unpacked: {error}") from error
    if len(data) != size:
        raise ValueError(f"unpacks to another size than the {size:,} bytes it had")
    return data
