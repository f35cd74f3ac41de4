"""Pages of the web in an archive: fetched, stored with how they came, and fetched again.

    summary = add_pages(archive, ["https://example.org/statement"], manners=Manners(Client()))
    summary = refresh(archive, manners=Manners(Client()))

One page after the other, at the pace its site allows; each is stored before the next is asked for,
so that an interruption loses nothing. A page whose bytes changed becomes a new version under its
address, the old one stays, and `diff` shows what was edited. Where a page leads elsewhere, the
address asked for is its identity and the others are its aliases. Left out: what a page links to.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote, urlsplit

from communique.archive.add import Interrupted, plan
from communique.archive.batch import Batch, Became, OnBecame, Plan, Progress, Summary
from communique.archive.fetches import Fetch
from communique.archive.reading import Failure, Job, Outcome, names_of, read
from communique.archive.store import Archive
from communique.errors import CommuniqueError, FeedUnreadable, FetchFailed
from communique.read.analyse import MAX_BYTES
from communique.read.fetching.addresses import parse
from communique.read.fetching.client import Fetched
from communique.read.fetching.feeds import FeedEntry, read_feed
from communique.read.fetching.robots import Manners
from communique.read.inputs import Input

_LISTS = 50
"""Further lists that an index of sitemaps may lead to: 50,000 pages each are enough for anyone."""
_NAME = re.compile(r"[\w.%+-]+\.[A-Za-z0-9]{1,5}")


def add_pages(
    archive: Archive,
    addresses: Iterable[str],
    *,
    manners: Manners,
    fields: Mapping[str, Any] | None = None,
    names_paths: Sequence[str] = (),
    max_bytes: int = MAX_BYTES,
    reread: bool = False,
    on_progress: Progress | None = None,
    on_became: OnBecame | None = None,
) -> Summary:
    """Fetch addresses and store what they answer; give what became of each.

    An address that the archive holds is asked whether it changed since. What cannot be fetched is
    a failure with a code, kept with the address if the archive holds it, and the rest goes on.
    `on_progress` and `on_became` are those of `add`. Raises `names-table`, `archive-locked`,
    `archive-unusable`, and `Interrupted`.
    """
    wanted = list(dict.fromkeys(addresses))
    names = names_of(tuple(names_paths))
    summary, began = Summary(), time.monotonic()
    tell = on_progress or (lambda done, total, name: None)
    became = on_became or (lambda each: None)
    try:
        for number, address in enumerate(wanted):
            tell(number, len(wanted), address)
            try:
                fetched = _fetch(archive, address, manners)
            except CommuniqueError as error:
                _note_failure(archive, address, error)
                failure = Failure.of(address, error)
                summary.failed.append(failure)
                became(Became(address, address, None, failure=failure))
                continue
            if fetched.unchanged:
                summary.counts["unchanged"] += 1
                became(Became(address, fetched.url, "unchanged"))
                archive.note_fetch(fetched.url, _fetch_of(archive, fetched))
                continue
            one = plan(
                archive, 0, _input(fetched), fields or {}, max_bytes=max_bytes, reread=reread
            )
            outcome = read(one.job, names)  # before the transaction: others may write meanwhile
            stored: list[Became] = []
            with archive.transaction():
                summary.include(_store(archive, one, outcome, stored.append))
                archive.note_fetch(fetched.url, _fetch_of(archive, fetched))
            for each in stored:
                became(each)
        tell(len(wanted), len(wanted), "")
    except KeyboardInterrupt as error:
        raise Interrupted(summary) from error
    finally:
        summary.seconds = time.monotonic() - began
    return summary


def refresh(
    archive: Archive, *, manners: Manners, addresses: Iterable[str] | None = None, **options: Any
) -> Summary:
    """Fetch again all addresses that the archive holds, or only some; as `add_pages`."""
    return add_pages(
        archive,
        archive.addresses() if addresses is None else addresses,
        manners=manners,
        **options,
    )


def new_in_feed(
    archive: Archive, feed: str, *, manners: Manners, since: str | None = None
) -> list[FeedEntry]:
    """The pages that a feed or sitemap names and the archive does not hold, newest first.

    `since`: only those that the feed dates on this day or later. Indexes of sitemaps, and a page
    that names its feed, are followed. Raises the errors of fetching, and `feed-unreadable`.
    """
    waiting, seen, found = [parse(feed).url], set[str](), dict[str, FeedEntry]()
    while waiting and len(seen) < _LISTS:
        here = waiting.pop(0)
        if here in seen:
            continue
        seen.add(here)
        manners.before(here)
        try:
            got = read_feed(manners.client.get(here).data, here)
        except FeedUnreadable:
            if len(seen) == 1:
                raise
            continue  # one damaged part of an index
        waiting += got.lists
        for entry in got.entries:
            if not since or (entry.published or "") >= since:
                found.setdefault(entry.url, entry)
    fresh = [e for e in found.values() if archive.held(e.url) is None]
    return sorted(fresh, key=lambda e: e.published or "", reverse=True)


def _fetch(archive: Archive, address: str, manners: Manners) -> Fetched:
    """Ask for an address, as its site allows, and say what we have of it."""
    url = parse(address).url
    manners.before(url)
    return manners.client.get(url, headers=_validators(archive.fetches(url)))


def _store(archive: Archive, one: Plan, outcome: Outcome, on_became: OnBecame) -> Summary:
    """Store what was read of a page."""
    run = Batch(archive, [one.job.source], None, on_became)

    def done(jobs: Iterator[Job]) -> Iterator[Outcome]:
        return (outcome for _ in jobs)

    run.take(iter([one]), done)
    return run.summary


def _validators(fetches: list[Fetch]) -> dict[str, str]:
    """The headers that ask whether a page changed since it was last stored."""
    last = next((f for f in reversed(fetches) if f.version and f.status == 200), None)
    if last is None:
        return {}
    asked = {"If-None-Match": "etag", "If-Modified-Since": "last-modified"}
    return {ask: last.headers[said] for ask, said in asked.items() if said in last.headers}


def _input(fetched: Fetched) -> Input:
    """A fetched page as an input: its identity is the address that was asked for."""
    others = dict.fromkeys((*fetched.hops, fetched.final))
    return Input(
        name=_name(fetched),
        identity=fetched.url,
        path=None,
        data=fetched.data,
        media_type=fetched.headers.get("content-type"),
        aliases=tuple(("url", url) for url in others if url != fetched.url),
        retrieved=fetched.at,
    )


def _name(fetched: Fetched) -> str:
    """What to call a page: the file name that its address ends in, else the last part of it."""
    parts = urlsplit(fetched.final)
    last = unquote(PurePosixPath(parts.path).name)
    return last if _NAME.fullmatch(last) else (last or parts.netloc)


def _fetch_of(archive: Archive, fetched: Fetched) -> Fetch:
    """How a page came, with the version that its address has now."""
    same = archive.held(fetched.url)
    stored = same is not None and (fetched.unchanged or same[0] == sha256(fetched.data).hexdigest())
    number = archive.latest(fetched.url) if stored else None
    return Fetch(fetched.at, fetched.final, fetched.status, fetched.headers, number)


def _note_failure(archive: Archive, address: str, error: CommuniqueError) -> None:
    """Keep that an address of the archive could not be fetched: a page taken down is news too."""
    at = datetime.now(UTC).isoformat(timespec="seconds")
    status = error.status if isinstance(error, FetchFailed) else None
    headers = error.headers if isinstance(error, FetchFailed) else {}
    try:
        url = parse(address).url
    except CommuniqueError:
        return
    archive.note_fetch(url, Fetch(at, url, status, headers, None, error.message))
