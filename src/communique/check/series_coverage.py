"""The coverage of what a person calls a series: a catalogue, a part of one, or a series of the
archive.

    coverages(library, "jpn-usa leaders")[0]     # the leaders' documents of that catalogue
    coverages(library)                           # every catalogue, series by series
"""

from __future__ import annotations

from collections.abc import Collection

from communique.check.coverage import Coverage, coverage
from communique.check.held import sides
from communique.compare.library import Library
from communique.errors import DocumentNotFound
from communique.model.codes import Kind, Level


def coverages(
    library: Library,
    series: str = "",
    *,
    parties: Collection[str] = (),
    kinds: Collection[Kind] = (),
    levels: Collection[Level] = (),
    since: str | None = None,
    until: str | None = None,
    complete: bool = False,
) -> tuple[tuple[str, Coverage], ...]:
    """Labels and coverages: of the series named, of the parties named, else of all catalogues.

    A name is looked for among the catalogues (their id, and the series in them), then among the
    series of the archive. Raises `document-not-found` for a name that is neither,
    `series-ambiguous`, `invalid-field`.
    """
    texts = library.outlines()
    names = library.names
    known = list(dict.fromkeys((entry.catalogue, entry.series) for entry in names.entries))

    def of(label: str, catalogue: str, part: str) -> tuple[str, Coverage]:
        made = coverage(
            texts,
            names,
            parties=parties,
            kinds=kinds,
            levels=levels,
            since=since,
            until=until,
            catalogue=catalogue,
            series=part,
            complete=complete,
        )
        return label, made

    if not series and parties:
        return (of("-".join(sorted(parties)), "", ""),)
    if not series:
        return tuple(of(" ".join(dict.fromkeys(pair)), *pair) for pair in known)
    wanted = series.casefold().split()
    for catalogue, part in known:
        if wanted in ([catalogue.casefold(), part.casefold()], [f"{catalogue}/{part}".casefold()]):
            return (of(f"{catalogue} {part}", catalogue, part),)
    if len(wanted) == 1 and any(wanted == [catalogue.casefold()] for catalogue, _ in known):
        return (of(wanted[0], wanted[0], ""),)
    try:
        [found] = library.series(name=series)
    except DocumentNotFound as error:
        some = ", ".join(dict.fromkeys(catalogue for catalogue, _ in known))
        raise DocumentNotFound(
            f"no catalogue and no series is called {series!r}",
            advice=f"Catalogues: {some}. `communique series` lists the series of the archive.",
        ) from error
    first = found.texts[0]
    parties = parties or sides(first)
    kinds = kinds or (first.header.kind,)
    none = first.header.level is Level.NONE
    levels = levels or (() if none else (first.header.level,))
    return (of(found.label, "", ""),)
