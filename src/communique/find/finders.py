"""The finders of all kinds in the order in which they run, and the run itself.

A finder is a function `find(context) -> Iterable[Finding]`. Kinds that others build on come first:
figures give commitments their amounts, attributions their speakers. A language that lacks the data
of a kind is a gap, never another language's rules.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from communique.errors import LanguageDataError
from communique.find.attributions import find_attributions
from communique.find.claims import find_claims
from communique.find.commitments import find_commitments
from communique.find.context import Context
from communique.find.events import find_events
from communique.find.figures import find_figures
from communique.find.mechanisms import find_mechanisms
from communique.find.people import find_people
from communique.find.positions import find_positions
from communique.languages import FOLDERS
from communique.model.collecting import uncollected
from communique.model.documents import Analysis, Document
from communique.model.findings import Finding
from communique.model.gaps import Gap
from communique.model.quotes import Reading
from communique.names import Names

Finder = Callable[[Context], Iterable[Finding]]

FINDERS: Mapping[str, Finder] = {
    "figures": find_figures,
    "people": find_people,
    "attributions": find_attributions,
    "commitments": find_commitments,
    "positions": find_positions,
    "mechanisms": find_mechanisms,
    "claims": find_claims,
    "events": find_events,
}
"""Finders by the kind they yield, in running order."""


def find(doc: Document, reading: Reading, names: Names) -> tuple[Document, tuple[Gap, ...]]:
    """The document with its findings, by kind in running order and by place within it, and gaps.

    A document in a language without data has none, and its reading has said so.
    """
    if doc.language not in FOLDERS:
        return doc, ()
    with uncollected():
        return _found(doc, Context(doc, reading, names))


def _found(doc: Document, context: Context) -> tuple[Document, tuple[Gap, ...]]:
    for kind, finder in FINDERS.items():
        try:
            found = sorted(finder(context), key=lambda f: (f.quote.start, f.quote.end))
        except LanguageDataError as error:
            context.gaps.append(Gap("kind-language", f"no {kind} in {doc.language}: {error}"))
            continue
        context.found[kind] = tuple(found)
    findings = tuple(f for found in context.found.values() for f in found)
    return replace(doc, findings=findings), tuple(context.gaps)


def with_findings(analysis: Analysis, names: Names) -> Analysis:
    """The analysis with the findings of all its documents, and the gaps that finding met."""
    results = [find(doc, analysis.reading, names) for doc in analysis.documents]
    gaps = dict.fromkeys((*analysis.gaps, *(gap for _, found in results for gap in found)))
    return replace(analysis, documents=tuple(doc for doc, _ in results), gaps=tuple(gaps))
