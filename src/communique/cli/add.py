"""`communique add`: reads files and pages of the web into the archive."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

import typer

from communique.cli import header_fields, web
from communique.cli.added import Result, tell
from communique.cli.session import Session
from communique.errors import CommuniqueError, InputError

if TYPE_CHECKING:
    from communique.archive import Archive, Entry
    from communique.archive.add import Summary
    from communique.read.inputs import Input


def add(
    session: Session,
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="PATH…",
            help="Files, folders, collections, globs, addresses, or - for standard input.",
        ),
    ] = None,
    *,
    workers: Annotated[
        int | None,
        typer.Option(
            "--workers",
            "-j",
            metavar="N",
            min=1,
            help="Read with so many processes; by default one a core.",
        ),
    ] = None,
    max_bytes: Annotated[
        int | None,
        typer.Option(
            "--max-bytes", metavar="BYTES", min=1, help="Refuse larger files; by default 32 MiB."
        ),
    ] = None,
    manifest: Annotated[
        bool, typer.Option("--manifest/--no-manifest", help="Use manifests beside the files.")
    ] = True,
    reread: Annotated[
        bool, typer.Option("--reread", help="Read again what the archive holds already.")
    ] = False,
    feed: Annotated[
        list[str] | None,
        typer.Option(
            "--feed", metavar="URL", help="The new pages of an RSS or Atom feed or a sitemap."
        ),
    ] = None,
    feed_since: Annotated[
        str | None,
        typer.Option(
            "--feed-since", metavar="DATE", help="Of feeds only what is dated since this day."
        ),
    ] = None,
    most_pages: Annotated[
        int,
        typer.Option("--most-pages", metavar="N", min=1, help="At most so many pages of feeds."),
    ] = 100,
    allow_private: web.AllowPrivate = False,
    fields: dict[str, header_fields.Value],
) -> None:
    """Read files and pages of the web into the archive, and make it if there is none.

    What the archive holds as it is changes nothing: after an interruption the same command goes on.
    Header fields given here are set for all that is added, over those of manifests. Pages are asked
    for as robots.txt allows, one a second; hosts that are not public are refused.
    """
    from communique.archive.fields import checked
    from communique.read.analyse import MAX_BYTES
    from communique.read.fetching.addresses import is_address
    from communique.read.inputs import collect

    if not paths and not feed:
        raise typer.BadParameter("name a file, folder or address, or a --feed", param_hint="PATH…")
    most = max_bytes or MAX_BYTES
    files = [path for path in paths or () if not is_address(path)]
    options = {"fields": checked(fields), "max_bytes": most, "reread": reread}
    work = _Work(session, options, workers, allow_private)
    found = list(collect(files, manifests=manifest, max_bytes=most)) if files else []
    pages = [path for path in paths or () if is_address(path)]
    result = work.run(found, pages, feeds=feed or (), since=feed_since, most_pages=most_pages)
    tell(session, result)


@dataclass(frozen=True, slots=True)
class _Work:
    """The options that hold for all that one command adds, and the parts of the work."""

    session: Session
    options: Mapping[str, Any]
    workers: int | None
    allow_private: bool

    def run(
        self,
        found: Sequence[Input | tuple[str, InputError]],
        pages: Sequence[str],
        *,
        feeds: Sequence[str],
        since: str | None,
        most_pages: int,
    ) -> Result:
        """Add files first, then pages, then what feeds name."""
        from communique.archive.add import Interrupted, Summary
        from communique.archive.reading import Failure

        there = [one for one in found if not isinstance(one, tuple)]
        summary, identities = Summary(), {one.identity for one in there}
        if not (there or pages or feeds):  # nothing to store: no archive is made for it
            summary.failed += [Failure.of(*one) for one in found if isinstance(one, tuple)]
            return Result(summary, [], len(found))
        interrupted = False
        with self.session.archive(create=True) as archive:
            try:
                if found:
                    summary.include(self._files(archive, found))
                pages = [*pages, *self._listed(archive, summary, feeds, since, most_pages)]
                if pages:
                    summary.include(self._pages(archive, pages))
            except Interrupted as stopped:
                summary.include(stopped.summary)
                interrupted = True
            identities |= {address for page in pages if (address := web.normal(page))}
            total = len(found) + len(pages)
            return Result(summary, documents_of(archive, identities), total, interrupted)

    def _files(self, archive: Archive, found: Sequence[Input | tuple[str, InputError]]) -> Summary:
        from communique.archive.add import add as add_all
        from communique.cli.progress import progress

        with progress(self.session.screen, "Adding") as advance:
            return add_all(
                archive,
                found,
                names_paths=self.session.names_paths,
                workers=self.workers,
                on_progress=advance,
                **self.options,
            )

    def _pages(self, archive: Archive, pages: Sequence[str]) -> Summary:
        from communique.archive.pages import add_pages
        from communique.cli.progress import progress

        with progress(self.session.screen, "Fetching") as advance:
            return add_pages(
                archive,
                pages,
                manners=web.manners(allow_private=self.allow_private),
                names_paths=tuple(map(str, self.session.names_paths)),
                on_progress=advance,
                **self.options,
            )

    def _listed(
        self,
        archive: Archive,
        summary: Summary,
        feeds: Sequence[str],
        since: str | None,
        most: int,
    ) -> list[str]:
        """What feeds name and the archive does not hold, the newest of each, up to the limit."""
        from communique.archive.pages import new_in_feed
        from communique.archive.reading import Failure

        manners, found = web.manners(allow_private=self.allow_private), list[str]()
        for feed in feeds:
            try:
                fresh = new_in_feed(archive, feed, manners=manners, since=since)
            except CommuniqueError as error:
                summary.failed.append(Failure.of(feed, error))
                continue
            if len(fresh) > most:
                self.session.screen.note(
                    f"{feed} names {len(fresh):,} new pages; the {most:,} newest are taken "
                    "(--most-pages)."
                )
            found += [entry.url for entry in fresh[:most]]
        return found


def documents_of(archive: Archive, identities: Collection[str]) -> list[Entry]:
    """The documents of the latest versions of these sources, each once."""
    held = [e for e in archive.documents(all_versions=True) if e.identity in identities]
    latest: dict[str, int] = {}
    for entry in held:
        latest[entry.identity] = max(entry.version, latest.get(entry.identity, 0))
    return list({e.id: e for e in held if e.version == latest[e.identity]}.values())
