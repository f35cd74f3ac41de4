"""What routes ask for alike: which page of a list, and the filters of documents and findings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Generic, Literal, TypeVar

from fastapi import Depends, Path, Query
from pydantic import AfterValidator

from communique.errors import InvalidField
from communique.model.dates import is_edtf

T = TypeVar("T")

DocumentId = Annotated[
    str, Path(pattern="^[0-9a-f]{4,16}$", description="A document: its id or a beginning of it.")
]

MOST = 200
"""Rows of the longest page."""

Words = Annotated[str | None, Query(max_length=500, description="Words to look for.")]
Language = Annotated[
    Literal["en", "ja", "zh", "zh-Hant", "zh-Hans"] | None,
    Query(description="The language of the text; `zh` is both scripts."),
]
Party = Annotated[
    str | None, Query(max_length=60, description="A party: its code, or its name in any language.")
]
DATE = {"pattern": r"^(19|20)\d\d(-(0[1-9]|1[0-2])(-(0[1-9]|1\d|2[0-8]))?)?$"}
"""Dates as OpenAPI tells them; the library tells what is none, with advice."""


def _is_date(told: str | None) -> str | None:
    if told and not is_edtf(told):
        raise InvalidField(f"{told!r} is no date", advice="Write 1996, 1996-04 or 1996-04-17.")
    return told


Since = Annotated[
    str | None,
    AfterValidator(_is_date),
    Query(
        max_length=40,
        json_schema_extra=DATE,
        description="Not before this date: 1996, 1996-04 or 1996-04-17.",
    ),
]
Until = Annotated[
    str | None,
    AfterValidator(_is_date),
    Query(
        max_length=40,
        json_schema_extra=DATE,
        description="Not after this date: 1996, 1996-04 or 1996-04-17.",
    ),
]
Series = Annotated[str | None, Query(max_length=200, description="The name of a series.")]


@dataclass(frozen=True, slots=True)
class Paging:
    """Which page of a list, from 1, and how many rows a page has."""

    page: int
    size: int

    @property
    def first(self) -> int:
        """How many rows come before this page."""
        return (self.page - 1) * self.size


def _paging(
    page: Annotated[int, Query(ge=1, le=1_000_000, description="Which page, from 1.")] = 1,
    size: Annotated[int, Query(ge=1, le=MOST, description="Rows of a page.")] = 50,
) -> Paging:
    return Paging(page, size)


Pages = Annotated[Paging, Depends(_paging)]


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Some rows of a list, and how many it has."""

    rows: Sequence[T]
    total: int
    paging: Paging

    @property
    def last(self) -> int:
        """The number of the last page, from 1."""
        return max(1, -(-self.total // self.paging.size))

    def to_json(self, row: Callable[[T], Any]) -> dict[str, Any]:
        """The page as REST gives it."""
        return {
            "rows": [row(each) for each in self.rows],
            "total": self.total,
            "page": self.paging.page,
            "size": self.paging.size,
            "pages": self.last,
        }


def paged(rows: Sequence[T], paging: Paging) -> Page[T]:
    """The page of a list."""
    return Page(rows[paging.first : paging.first + paging.size], len(rows), paging)
