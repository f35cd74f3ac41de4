"""Accuracy of the finders on the cases of specs/, by kind and language.

A case is a text, its context (parties, date, kind of document …) and what shall be found in it; an
empty list means nothing may be. A finding answers an expected one when their stretches overlap by
half of their union, or one lies in the other and is at least .4 of it. Fields that a case gives
are compared on the pairs. Used by tests/specs and by bench/accuracy.py.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from communique.find import find
from communique.model.codes import Kind, Level
from communique.model.documents import Document, Event, Header
from communique.model.findings import KINDS, Finding
from communique.model.quotes import Reading, stable_id
from communique.names import Names, load
from communique.read.layout import Layout
from communique.read.structure import structure

ROOT = Path(__file__).resolve().parents[1]
SPECS = ROOT / "specs"


@dataclass(slots=True)
class Tally:
    """What was expected, found and matched, and how often each compared field was right."""

    expected: int = 0
    found: int = 0
    matched: int = 0
    right: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    compared: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    wrong: list[str] = field(default_factory=list)

    @property
    def f1(self) -> float:
        """F1 of the matches; 1 where nothing was expected and nothing found."""
        total = self.expected + self.found
        return 2 * self.matched / total if total else 1.0

    def share(self, name: str) -> float | None:
        """How often a field was right on matched pairs, or None where no case gave it."""
        return self.right[name] / self.compared[name] if self.compared[name] else None


def cases(kind: str, language: str) -> list[Mapping[str, Any]]:
    """The cases of a kind and language, in the file's order; none where there is no file."""
    path = SPECS / kind / f"{language}.yaml"
    return yaml.safe_load(path.read_text(encoding="utf-8")) if path.exists() else []


def files() -> list[tuple[str, str]]:
    """Kinds and languages for which there are cases."""
    return sorted((p.parent.name, p.stem) for p in SPECS.glob("*/*.yaml") if p.parent.name in KINDS)


def document(case: Mapping[str, Any], language: str) -> tuple[Document, Reading]:
    """The document of a case, with the header that its context gives."""
    layout = Layout(case["text"])
    reading = Reading(layout.text)
    (draft,) = structure(layout, reading, given=language).drafts
    given = dict(case.get("context") or {})
    parties = tuple(given.get("parties", ()))
    event = Event(given.get("date"), given.get("place"), parties, tuple(given.get("people", ())))
    header = Header(
        kind=Kind(given.get("kind", "joint_statement")),
        issuers=tuple(given.get("issuers", ())),
        level=Level(given.get("level", "leaders")),
        published=given.get("published", given.get("date")),
        event=event,
    )
    made = stable_id("document", reading.sha256, draft.ranges)
    doc = Document(made, language, draft.ranges, header, draft.outline, draft.passages)
    return doc, reading


def run(kind: str, language: str, names: Names | None = None) -> Tally:
    """Try all cases of a kind and language."""
    tally, names = Tally(), names or load()
    for case in cases(kind, language):
        doc, reading = document(case, language)
        found = [f for f in find(doc, reading, names)[0].findings if f.kind == kind]
        _compare(case, found, reading.text, tally)
    return tally


def _compare(case: Mapping[str, Any], found: list[Finding], text: str, tally: Tally) -> None:
    expected = case.get("expect") or []
    tally.expected += len(expected)
    tally.found += len(found)
    free = list(found)
    for item in expected:
        wanted = _place(item, text)
        match = max(
            free, key=lambda f: _overlap(wanted, (f.quote.start, f.quote.end)), default=None
        )
        if match is None or _overlap(wanted, (match.quote.start, match.quote.end)) < 0.5:
            tally.wrong.append(f"missed {item.get('quote', item)!r}")
            continue
        free.remove(match)
        tally.matched += 1
        given = match.to_json()
        for name in (n for n in item if n not in ("quote", "nth") and n in given):
            tally.compared[name] += 1
            if _same(item[name], given[name]):
                tally.right[name] += 1
            else:
                tally.wrong.append(f"{name} {given[name]!r}, not {item[name]!r}: {item['quote']!r}")
    tally.wrong += [f"found {' '.join(f.quote.exact)!r} in {text[:60]!r}" for f in free]


def _place(item: Mapping[str, Any], text: str) -> tuple[int, int]:
    at = -1
    for _ in range(int(item.get("nth", 1))):
        at = text.find(item["quote"], at + 1)
    if at < 0:
        raise ValueError(f"the case's quote does not stand in its text: {item['quote']!r}")
    return at, at + len(item["quote"])


def _overlap(a: tuple[int, int], b: tuple[int, int]) -> float:
    inter = min(a[1], b[1]) - max(a[0], b[0])
    if inter <= 0:
        return 0.0
    short, long = sorted((a[1] - a[0], b[1] - b[0]))
    share = inter / (max(a[1], b[1]) - min(a[0], b[0]))
    return max(0.5, share) if inter == short and short >= 0.4 * long else share


def _same(wanted: Any, given: Any) -> bool:
    if isinstance(wanted, list):
        return set(map(str, wanted)) == set(map(str, given or ()))
    if isinstance(wanted, Mapping):
        return given is not None and all(_same(wanted[k], given.get(k)) for k in wanted)
    return str(wanted) == str(given)
