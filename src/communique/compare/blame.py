"""Since when each passage of a document has been said: blame over its series.

For each passage its origin, what it replaced in the statement just before, and the statement its
words first stood in (by the chain of kept and edited passages, the passage itself if new); and what
of the statement before did not come back.

    >>> from communique.compare.texts import text_of
    >>> words = ("They will hold talks on fisheries.", "They will hold annual talks on fisheries.")
    >>> series = [text_of(each, "en", name=f"{n}.txt", date=f"203{n}")
    ...           for n, each in enumerate(words)]
    >>> found = blame(series[1], series)
    >>> [(row.origin.kind.value, row.first.name) for row in found.passages]
    [('edited', '0.txt')]
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from communique.compare import tokens
from communique.compare.findings import Fate, fates
from communique.compare.lineage import Lineage, Origin, lineage
from communique.compare.texts import Span, Text, in_order
from communique.model.gaps import Gap

Follow: TypeAlias = Callable[[Sequence[Text]], Lineage]
"""What makes the lineage of texts in their order."""


@dataclass(frozen=True, slots=True)
class Blamed:
    """A passage, its origin, and the spans that the origin's places name.

    `previous` stand in the statement just before, `ancestors` in the last that had the words where
    they returned.
    """

    span: Span
    origin: Origin
    previous: tuple[Span, ...]
    ancestors: tuple[Span, ...]
    first: Span

    def to_json(self) -> dict[str, Any]:
        """The passage as the contract prints it; `returned_from` stands only where it returned."""
        out: dict[str, Any] = {
            "span": self.span.to_json(),
            "origin": self.origin.kind.value,
            "moved": self.origin.moved,
            "returned": self.origin.returned,
            "similarity": self.origin.similarity,
            "previous": [span.to_json() for span in self.previous],
            "first": self.first.to_json(),
        }
        if self.origin.returned:
            out["returned_from"] = [span.to_json() for span in self.ancestors]
        return out


@dataclass(frozen=True, slots=True)
class Blame:
    """The passages of a text in order, what the statement before lost, and the texts it was
    compared with.
    """

    text: Text
    series: tuple[Text, ...]
    passages: tuple[Blamed, ...]
    dropped: tuple[Span, ...]
    gaps: tuple[Gap, ...] = ()
    findings: tuple[Fate, ...] = ()

    def followed(self, before: Text, text: Text) -> Blame:
        """The blame with what became of the promises and positions of the statement just before,
        these two given with their findings.
        """
        groups = [
            (sorted({place.passage for place in each.origin.parents}), [number])
            for number, each in enumerate(self.passages)
            if each.previous
        ]
        return replace(self, findings=fates(before, text, groups))

    def to_json(self) -> dict[str, Any]:
        """The blame as the contract prints it."""
        return {
            "document": self.text.id,
            "series": [text.id for text in self.series],
            "passages": [passage.to_json() for passage in self.passages],
            "dropped": [span.to_json() for span in self.dropped],
            "findings": [fate.to_json() for fate in self.findings],
            "gaps": [gap.to_json() for gap in self.gaps],
        }


def blame(doc: Text, series: Sequence[Text], *, follow: Follow = lineage) -> Blame:
    """Blame of one text within its series, which may hold it or not, in any order.

    Only earlier texts are ancestors; later ones help to tell the formulae of the genre. `follow`
    makes the lineage, or has kept it. Gaps: `series-alone`, `series-languages`, `series-undated`.
    """
    texts, gaps = _comparable(doc, series)
    return _blamed(follow(texts), texts.index(doc), gaps)


def blames(series: Sequence[Text]) -> tuple[Blame, ...]:
    """Blame of every text of a series at once, in order; texts of several languages as series of
    their own.
    """
    made = []
    seen: dict[str, list[Text]] = {}
    for text in in_order(series):
        seen.setdefault(tokens.group(text.language), []).append(text)
    for texts in seen.values():
        found = lineage(texts)
        made += [
            _blamed(found, number, _undated(texts) if number else [_alone(texts[0])])
            for number in range(len(texts))
        ]
    return tuple(sorted(made, key=lambda each: each.text.order))


def _comparable(doc: Text, series: Sequence[Text]) -> tuple[tuple[Text, ...], list[Gap]]:
    """The texts of the document's language in order, with itself, and what was left out."""
    own = tokens.group(doc.language)
    texts = in_order(
        [*(t for t in series if tokens.group(t.language) == own and t.id != doc.id), doc]
    )
    others = [text.name for text in series if tokens.group(text.language) != own]
    gaps = []
    if others:
        gaps.append(
            Gap(
                "series-languages",
                f"{len(others)} not in {doc.language} were left out: {_some(others)}",
            )
        )
    if texts[0].id == doc.id:
        gaps.append(_alone(doc))
    return texts, [*gaps, *_undated(texts)]


def _alone(doc: Text) -> Gap:
    return Gap(
        "series-alone", f"nothing earlier than {doc.name} is here, so all of it counts as new"
    )


def _undated(texts: Sequence[Text]) -> list[Gap]:
    names = [text.name for text in texts if text.date is None]
    if not names:
        return []
    return [Gap("series-undated", f"without a date, last and by name: {_some(names)}")]


def _some(names: Sequence[str]) -> str:
    more = f" and {len(names) - 5} more" if len(names) > 5 else ""
    return ", ".join(names[:5]) + more


def _blamed(found: Lineage, number: int, gaps: Sequence[Gap]) -> Blame:
    text = found.texts[number]
    passages = []
    for passage, origin in zip(text.passages, found.origins[number], strict=True):
        parents = tuple(found.span(place) for place in origin.parents)
        passages.append(
            Blamed(
                text.span(passage),
                origin,
                () if origin.returned else parents,
                parents if origin.returned else (),
                found.span(origin.first),
            )
        )
    before = found.texts[number - 1] if number else text
    dropped = tuple(before.span(before.passages[n]) for n in found.dropped[number])
    made = Blame(text, found.texts[: number + 1], tuple(passages), dropped, tuple(gaps))
    return made.followed(before, text) if number else made
