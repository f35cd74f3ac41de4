"""The verdicts on all claims of an archive, worked out beside a server and kept in parts.

A part is a document; as a verdict may rest on any other one, all parts are made again when the
documents of the archive have changed, the newest document first. What a list shows of a claim is
kept with it: the reasons, the first hits with their words marked, what is missing. Left out: the
whole answer, which is asked for one claim at a time, and what people decided.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from communique.check.claims import check_claims
from communique.check.claims_answer import Answer, Found
from communique.check.claims_documents import Documents
from communique.check.claims_reasons import Reason
from communique.check.coverage import entry_json
from communique.check.parts import Part, digest_of, in_parts
from communique.compare.library import Library
from communique.model.findings import Claim
from communique.report.marking import places

SHOWN = 2
"""Hits of each sort that a list shows of a claim."""


@in_parts
def kept(library: Library, known: Mapping[str, str]) -> Iterator[Part]:
    """The verdict of each claim by its id, and whether words can decide it; as details what a list
    shows. Nothing for a library without an archive.
    """
    archive = library.archive
    if archive is None:
        return
    outlines = library.outlines()
    at = {text.id: text for text in outlines}
    ids = {number: entry.id for number, entry in archive.bare_documents()}
    having = {ids[each.document] for each in archive.bare_findings(Claim.kind, ids)}
    texts = [at[id] for id in having if id in at]
    texts.sort(key=lambda text: text.order, reverse=True)
    digest = digest_of(outlines)
    documents = Documents(library)
    for number, text in enumerate(texts, 1):
        done = number / len(texts)
        if known.get(text.id) == digest:
            yield Part(text.id, digest, None, done)
            continue
        full = library.with_findings(library.filled([text])[0])
        claims = [each for each in full.findings if isinstance(each, Claim)]
        found = check_claims(library, full, documents=documents)
        answers = {claim.id: answer for claim, answer in zip(claims, found, strict=True)}
        value = {id: [answer.verdict, answer.decidable] for id, answer in answers.items()}
        details = {id: told(answer) for id, answer in answers.items()}
        yield Part(text.id, digest, value, done, details)


def told(answer: Answer) -> dict[str, Any]:
    """What a list shows of an answer, as JSON."""
    missing = answer.missing
    return {
        "verdict": answer.verdict,
        "decidable": answer.decidable,
        "why": answer.why,
        "reasons": [[each.code, dict(each.values)] for each in answer.reasons],
        "asks": answer.question.asks,
        "rests_on": answer.rests_on.to_json(),
        "earlier": [hit(each) for each in answer.earlier[:SHOWN]],
        "near": [hit(each) for each in answer.near[:SHOWN]],
        "counts": {
            "earlier": len(answer.earlier),
            "near": len(answer.near),
            "missing": len(missing),
        },
        "missing": entry_json(missing[-1]) if missing else None,
    }


def hit(found: Found) -> dict[str, Any]:
    """A hit with its sentence, cut into what is marked and what is not."""
    return {
        **found.to_json(),
        "language": found.passage.language if found.passage else "",
        "parts": parts(found),
    }


def parts(found: Found) -> list[tuple[str, bool]]:
    """The sentence of a hit in pieces, those of its words marked; its words alone without one."""
    if found.passage is None:
        return [(" … ".join(found.hit.span.exact), True)]
    text, made, last = found.passage.text, [], 0
    [held] = places(found.passage, [found.hit.span.ranges])
    for start, end in held:
        if start > last:
            made.append((text[last:start], False))
        made.append((text[start:end], True))
        last = end
    if last < len(text):
        made.append((text[last:], False))
    return made


def reasons(held: Mapping[str, Any]) -> list[Reason]:
    """The reasons of a claim as they are kept."""
    return [Reason(code, tuple(values.items())) for code, values in held["reasons"]]
