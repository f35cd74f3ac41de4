"""`/documents/{id}/versions`: two language versions as a bilingual edition, what one of them lacks,
and where they diverge.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from communique.compare.align import Alignment
from communique.compare.divergence import Divergence, divergence
from communique.compare.library import Library
from communique.compare.texts import Text
from communique.errors import DocumentNotFound
from communique.report.brief.meeting import of_one_meeting
from communique.report.facing import blocks, standing
from communique.web.answers import answer, desk_of, page, wants_json
from communique.web.compared import Aligned
from communique.web.queries import DocumentId

router = APIRouter(tags=["comparing"])


@page(router, "/documents/{id}/versions", Aligned)
def versions(
    request: Request,
    id: DocumentId,
    other: Annotated[
        str | None,
        Query(
            alias="with",
            max_length=300,
            description="The other text, by id or name; left out: the first version that is held.",
        ),
    ] = None,
) -> Response:
    """Two versions of one text: the passages that say the same, and what one side lacks.

    404 `document-not-found` also where no other version is held.
    """
    with desk_of(request) as desk:
        library = desk.library
        left = library.text(id)
        held = library.versions(left)
        if other is None and not held:
            if wants_json(request):
                library.version(left)
            near = of_one_meeting(left, library.outlines())
            return answer(
                request, "versions_none.html", json={}, status=404, text=left, near=near[:8]
            )
        right = library.text(other) if other is not None else library.filled(held[:1])[0]
        if right.id == left.id:
            raise DocumentNotFound(
                f"{left.name} was named twice", advice="Name another text with `with`."
            )
        if wants_json(request):
            found = library.align(left, right)
            return answer(request, "", json=found.to_json())
        found = library.align(library.with_findings(left), library.with_findings(right))
        others = [*library.versions(left), *_joined(library, left, right)]
    report = divergence(found)
    items = [item for item in report.items if item.only is None]
    stands = [standing(pair) for pair in found.pairs]
    return answer(
        request,
        "versions.html",
        json={},
        found=found,
        blocks=blocks(found),
        stands=stands,
        look=[bead for bead, each in enumerate(stands) if each != "sure"],
        counts={name: stands.count(name) for name in ("sure", "doubtful", "perhaps alone")},
        lacking={
            side: sum(1 for p in found.pairs if p.one_sided and bool(p.first) == (side == "left"))
            for side in ("left", "right")
        },
        items=items,
        items_of=_by_bead(found, items),
        texts=sorted({t.id: t for t in (left, right, *others)}.values(), key=lambda t: t.language),
    )


def _joined(library: Library, left: Text, right: Text) -> Sequence[Text]:
    """The versions of the other text too, if it is one of this text's."""
    held = library.versions(right)
    return held if any(text.id == left.id for text in held) else ()


def _by_bead(found: Alignment, items: Sequence[Divergence]) -> dict[int, list[int]]:
    """The numbers of divergences by the bead in which they stand."""
    bead_of = {number: bead for bead, pair in enumerate(found.pairs) for number in pair.first}
    starts = [passage.quote.start for passage in found.left.passages]
    made: defaultdict[int, list[int]] = defaultdict(list)
    for number, item in enumerate(items):
        assert item.left is not None
        at = bisect_right(starts, item.left.quote.start) - 1
        if at in bead_of:
            made[bead_of[at]].append(number)
    return dict(made)
