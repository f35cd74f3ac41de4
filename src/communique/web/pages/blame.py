"""`/documents/{id}/blame`: since when each passage of a document has been said."""

from __future__ import annotations

from collections.abc import Sequence

from fastapi import APIRouter, Request, Response

from communique.compare.blame import Blame as Blaming
from communique.compare.library import Library
from communique.compare.texts import Text
from communique.report.ageing import ages, replaced, share
from communique.report.shading import age_class
from communique.report.wording import label
from communique.web.answers import answer, desk_of, page, wants_json
from communique.web.compared import Blame
from communique.web.queries import DocumentId, Series

router = APIRouter(tags=["comparing"])

CHOICES = 60
"""Series that a page offers at most."""


@page(router, "/documents/{id}/blame", Blame)
def blame(request: Request, id: DocumentId, series: Series = None) -> Response:
    """Since when each passage has been said: the statement of its series in which its words first
    stood, what it replaced, and what of the statement before did not come back.
    """
    with desk_of(request) as desk:
        text = desk.library.text(id)
        found = desk.library.blame(text, series=series)
        if wants_json(request):
            return answer(request, "", json=found.to_json())
        labels = _series(desk.library, text)
    count = len(found.series)
    classes = {each.id: age_class(number, count) for number, each in enumerate(found.series)}
    total = len(found.passages)
    return answer(
        request,
        "blame.html",
        json={},
        found=found,
        classes=classes,
        rows=[_row(found, number) for number in range(total)],
        ages=[(row, share(row.passages, total)) for row in ages(found) if row.passages],
        labels=labels,
    )


def _row(found: Blaming, number: int) -> dict[str, object]:
    """A passage as the page shows it; `again`: its words are as old as those before it."""
    row, passage = found.passages[number], found.text.passages[number]
    before = found.text.passages[number - 1] if number else None
    return {
        "blamed": row,
        "passage": passage,
        "label": label(found.text, number),
        "pieces": replaced(found, number),
        "earlier": (row.previous or row.ancestors or (None,))[0],
        "part": before is not None and passage.paragraph != before.paragraph,
        "again": before is not None
        and found.passages[number - 1].first.document == row.first.document,
    }


def _series(library: Library, text: Text) -> Sequence[str]:
    """The labels of series of a text's language, those of its issuers first."""
    own = set(text.header.issuers or text.header.event.parties)

    def near(texts: Sequence[Text]) -> bool:
        head = texts[-1].header
        return bool(own & set(head.issuers or head.event.parties))

    held = [
        each
        for each in library.series()
        if len(each.texts) > 1 and each.texts[0].language == text.language
    ]
    held.sort(key=lambda each: (not near(each.texts), each.label))
    return [each.label for each in held[:CHOICES]]
