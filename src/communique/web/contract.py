"""Shapes that many answers of REST share, as OpenAPI tells them. The values come from `to_json`."""

from __future__ import annotations

from typing import Any

from typing_extensions import TypedDict


class Evidence(TypedDict):
    """Exact words and where they stand: code points of the source's reading."""

    ranges: list[tuple[int, int]]
    exact: list[str]


class Span(TypedDict):
    """Words of a document that is named."""

    document: str
    name: str
    date: str | None
    ranges: list[tuple[int, int]]
    exact: list[str]


class Gap(TypedDict):
    """What could not be done, or is not held."""

    code: str
    message: str


class Error(TypedDict):
    """What went wrong, and what to do: the one shape of all errors."""

    code: str
    message: str
    advice: str


class Errors(TypedDict):
    """An error as REST gives it."""

    error: Error


class Event(TypedDict):
    """The meeting of a document."""

    date: str | None
    place: str | None
    parties: list[str]
    people: list[str]


class Alias(TypedDict):
    """A name that others have for a document."""

    scheme: str
    alias: str


class Entry(TypedDict):
    """A document by its header."""

    id: str
    name: str
    identity: str
    version: int
    language: str
    title: str | None
    kind: str
    issuers: list[str]
    level: str
    authenticity: str
    published: str | None
    event: Event
    series: str | None
    passages: int
    edited: bool
    aliases: list[Alias]


class Listed(TypedDict):
    """A page of a list; `rows` of each list are its own."""

    total: int
    page: int
    size: int
    pages: int


Json = Any
"""A value whose shape docs/ describes and OpenAPI does not."""
