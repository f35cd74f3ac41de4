"""Parts of an answer over a whole archive, each with a digest of what it rests on.

What is made in parts can be shown before all is done, and kept: a part whose digest is still the
same holds. A function that gives parts is marked `@in_parts`; it takes the library and the digests
that are known, and gives every part there is, without its value where it still holds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any, TypeAlias

from communique.compare.library import Library
from communique.compare.texts import Text
from communique.version import __version__


@dataclass(frozen=True, slots=True)
class Part:
    """A part by name: its value as JSON (an object; None where the one that is known still holds),
    details of single things in it, and the share of the whole work that is done with it.
    """

    name: str
    digest: str
    value: Mapping[str, Any] | None
    done: float
    details: Mapping[str, Any] = field(default_factory=dict)


Maker: TypeAlias = Callable[[Library, Mapping[str, str]], Iterator[Part]]


def in_parts(make: Maker) -> Maker:
    """Mark a function whose parts are kept."""
    make.keeps_parts = True  # type: ignore[attr-defined]
    return make


def digest_of(texts: Iterable[Text]) -> str:
    """A digest of texts: their ids, which stand for their words, and what their headers say."""
    made = blake2b(__version__.encode(), digest_size=12)
    for text in texts:
        header = text.header
        made.update(
            repr(
                (
                    *(text.id, text.language, text.date, text.name, header.title),
                    *(header.kind, header.level, header.issuers, header.event.parties),
                    *(header.published, header.event.date),
                )
            ).encode("utf-8", "surrogatepass")
        )
    return made.hexdigest()
