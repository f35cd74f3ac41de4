"""What is new, strengthened, weakened, changed, returned, reworded or dropped since the last
statement, the most telling first.

Promises and positions that changed come with their fields; what stands in one statement alone is
told once a passage. Not told as dropped: what a person can still read in the new text in other
words, and promises of which it says what became of them. Left out: headings, signatures, passages
too short to say anything.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from communique.compare import tokens
from communique.compare.blame import Blame
from communique.compare.edits import edits
from communique.compare.findings import STRENGTHENED, WEAKENED, Fate
from communique.compare.texts import Text
from communique.compare.track import Track
from communique.model.codes import PassageType
from communique.model.decisions import Status
from communique.model.documents import Passage
from communique.model.findings import Claim, Figure, Finding, Force, singular
from communique.report.brief import weights
from communique.report.brief.caps import Caps
from communique.report.brief.contents import GROUPS, Changes, Fact, Group, Novelty, Ref
from communique.report.brief.quotes import LONGEST, Quotes
from communique.report.outcomes import way
from communique.report.wording import Piece, pieces

LEAST = 1.0
"""What weighs less, such as courtesies, is counted and not told."""

STILL = 0.7
"""The share of its words with which a finding still stands in the passage that replaced its own."""

AGAIN = 0.6
"""How like its words of before a passage must be to be told as come back."""

FRESH = 0.05
"""The share of characters in a passage that must be other for it to be told as reworded."""

_ENDS = '.!?。！？;；:：」』”"'


def changes(
    blame: Blame,
    before: Text,
    text: Text,
    tracked: Iterable[Track],
    quotes: Quotes,
    corrected: dict[str, str],
    caps: Caps,
) -> Changes:
    """The changes from the text just before to one, both with findings as people decided them;
    `tracked` are the promises of the text before, `corrected` says by id who corrected a finding.
    """
    maker = _Maker(blame, before, text, tuple(tracked), quotes, corrected)
    found: defaultdict[Group, list[Novelty]] = defaultdict(list)
    for each in maker.all():
        found[each.group].append(each)
    groups = []
    for group in GROUPS:
        rows = sorted(found[group], key=lambda each: -each.weight)
        telling_rows = [row for row in rows if row.weight >= LEAST]
        if telling_rows:
            beyond = len(rows) - len(telling_rows)
            groups.append((group, caps.cut(group, telling_rows, beyond=beyond)))
    counts: dict[str, int] = {}
    for row in blame.passages:
        name = "returned" if row.origin.returned else row.origin.kind.value
        counts[name] = counts.get(name, 0) + 1
    return Changes(Ref.of(before), tuple(counts.items()), len(blame.dropped), tuple(groups))


class _Maker:
    """The novelties of one comparison."""

    def __init__(
        self,
        blame: Blame,
        before: Text,
        text: Text,
        tracked: Sequence[Track],
        quotes: Quotes,
        corrected: dict[str, str],
    ) -> None:
        self.blame, self.before, self.text = blame, before, text
        self.quotes, self.corrected = quotes, corrected
        self.followed = {
            track.promise.id: mention.outcome
            for track in tracked
            for mention in track.mentions
            if mention.near.text.id == text.id
        }
        starts = {passage.quote.ranges: n for n, passage in enumerate(before.passages)}
        self.gone = {starts[span.ranges] for span in blame.dropped if span.ranges in starts}
        self.after: defaultdict[int, list[int]] = defaultdict(list)
        for number, row in enumerate(blame.passages):
            if not row.origin.returned:
                for place in row.origin.parents:
                    self.after[place.passage].append(number)
        self.told: tuple[set[int], set[int]] = (set(), set())

    def all(self) -> Iterator[Novelty]:
        """All of them, in no order; a passage is told once."""
        pairs: dict[tuple[str, str], list[Fate]] = defaultdict(list)
        lone: tuple[list[Finding], list[Finding]] = ([], [])
        for fate in self.blame.findings:
            if fate.old is not None and fate.new is not None:
                pairs[fate.old.id, fate.new.id].append(fate)
            elif fate.new is not None:
                lone[1].append(fate.new)
            elif fate.old is not None:
                lone[0].append(fate.old)
        for group in pairs.values():
            made = self._changed(group)
            if made is not None:
                yield made
        yield from self._came(lone[1])
        yield from self._went(lone[0])
        yield from self._plain()

    def _changed(self, fates: Sequence[Fate]) -> Novelty | None:
        old, new = fates[0].old, fates[0].new
        assert old is not None and new is not None
        facts = {
            name: Fact(name, *values) for fate in fates for name, values in fate.fields.items()
        }
        changes = "; ".join(fate.change for fate in fates)
        if self._goes_on(facts, old):
            return None
        group: Group = "changed"
        if STRENGTHENED in changes:
            group = "strengthened"
        elif WEAKENED in changes:
            group = "weakened"
        elif "amount" not in facts and (found := way(changes)) != "mixed":
            group = "strengthened" if found == "more" else "weakened"
        for side, (text, finding) in enumerate(((self.before, old), (self.text, new))):
            number = self.quotes.passage(text, finding.quote)
            if number is not None:
                self.told[side].add(number)
        said = self.quotes.said(self.before, old.quote), self.quotes.said(self.text, new.quote)
        return Novelty(
            group,
            singular(new.kind),
            *said,
            self._pieces(said[0].text, said[1].text),
            tuple(facts.values()),
            getattr(new, "issue", None) or getattr(old, "issue", None),
            weights.changed(facts, new, self.text.language),
            corrected_by=self.corrected.get(new.id) or self.corrected.get(old.id),
        )

    def _goes_on(self, facts: dict[str, Fact], old: Finding) -> bool:
        """Whether a promise is merely being carried out: what was to begin is to continue."""
        force = facts.get("force")
        if force is None or force.new is not Force.CONTINUATION or len(facts) > 1:
            return False
        return self.followed.get(old.id) in (Status.ADVANCED, Status.FULFILLED)

    def _came(self, found: Sequence[Finding]) -> Iterator[Novelty]:
        """Promises and positions that the new text alone has, the weightiest of a passage."""
        for number, finding in self._by_passage(self.text, found):
            row = self.blame.passages[number]
            if row.origin.kind.value == "kept" and not row.origin.returned:
                continue
            if row.previous and self._stands(
                self.text, finding, self.before, self._parents(number)
            ):
                continue
            weight = weights.alone(finding, self.text.language)
            made = self._new(number, finding, weight)
            if row.previous or number in self.told[1]:  # the rest of the passage is not new
                said = self.quotes.said(self.text, finding.quote)
                made = replace(made, new=said, old=None, pieces=())
            self.told[1].add(number)
            yield replace(made, kind=singular(finding.kind))

    def _new(self, number: int, finding: Finding | None, weight: float) -> Novelty:
        row, passage = self.blame.passages[number], self.text.passages[number]
        since = None
        if row.origin.returned and row.ancestors and row.origin.similarity >= AGAIN:
            origin = next((t for t in self.blame.series if t.id == row.ancestors[0].document), None)
            since = Ref.of(origin) if origin else None
        old = None
        steps: tuple[Piece, ...] = ()
        if row.previous:
            parents = self._parents(number)
            if parents:
                old = self.quotes.said(self.before, self.before.passages[parents[0]])
                steps = self._pieces(old.text, passage.text)
        elif row.origin.returned and since is not None:
            words = " ".join(" ".join(each.exact) for each in row.ancestors)
            steps = self._pieces(words, passage.text)
        return Novelty(
            "returned" if since else "new",
            "passage",
            old,
            self.quotes.said(self.text, passage),
            steps,
            (),
            getattr(finding, "issue", None),
            weight,
            since,
            self.corrected.get(finding.id) if finding else None,
        )

    def _went(self, found: Sequence[Finding]) -> Iterator[Novelty]:
        """Promises and positions that the old text alone has and nothing in the new one answers."""
        for number, finding in self._by_passage(self.before, found):
            if finding.id in self.followed or number in self.told[0]:
                continue
            if number not in self.gone:
                after = self.after.get(number, [])
                if any(self.blame.passages[n].origin.kind.value == "kept" for n in after):
                    continue
                if self._stands(self.before, finding, self.text, after):
                    continue
            self.told[0].add(number)
            words = finding.quote if number not in self.gone else self.before.passages[number]
            yield Novelty(
                "dropped",
                singular(finding.kind),
                self.quotes.said(self.before, words),
                None,
                (),
                (),
                getattr(finding, "issue", None),
                weights.alone(finding, self.before.language),
                corrected_by=self.corrected.get(finding.id),
            )

    def _plain(self) -> Iterator[Novelty]:
        """Passages without promises and positions: new ones, dropped ones, those much reworded."""
        extras = weights.table()["extras"]
        for number, row in enumerate(self.blame.passages):
            passage = self.text.passages[number]
            if number in self.told[1] or not telling(passage, self.text.language):
                continue
            weight = extras["passage"] + self._holds(self.text, passage)
            if row.origin.kind.value == "new" or row.origin.returned:
                yield self._new(number, None, weight)
            elif row.origin.kind.value != "kept" and not set(self._parents(number)) & self.told[0]:
                made = self._new(number, None, extras["reworded"] + weight)
                share = other(made.pieces)
                if share >= FRESH:
                    yield replace(made, group="reworded", weight=made.weight + share)
        followed = {
            self.quotes.passage(self.before, finding.quote)
            for finding in self.before.findings
            if finding.id in self.followed
        }
        for number in sorted(self.gone - self.told[0] - followed):
            passage = self.before.passages[number]
            if telling(passage, self.before.language):
                said = self.quotes.said(self.before, passage)
                weight = extras["passage"] + self._holds(self.before, passage)
                yield Novelty("dropped", "passage", said, None, (), (), None, weight)

    def _holds(self, text: Text, passage: Passage) -> float:
        """What claims and figures in a passage add; words of courtesy take all but a little."""
        extras = weights.table()["extras"]
        if weights.courtesy(passage.text, text.language):
            return -float(extras["passage"]) * (1 - float(weights.table()["ceremony"]))
        ranges = passage.quote.ranges
        kinds = {
            type(finding)
            for finding in text.findings
            if any(a <= finding.quote.start < b for a, b in ranges)
        }
        added = extras["claim"] if Claim in kinds else 0.0
        return float(added + (extras["figure"] if Figure in kinds else 0.0))

    def _by_passage(self, text: Text, found: Iterable[Finding]) -> list[tuple[int, Finding]]:
        best: dict[int, Finding] = {}
        for finding in found:
            number = self.quotes.passage(text, finding.quote)
            if number is None:
                continue
            held = best.get(number)
            weight = weights.alone(finding, text.language)
            if held is None or weight > weights.alone(held, text.language):
                best[number] = finding
        return sorted(best.items())

    def _parents(self, number: int) -> list[int]:
        return sorted({place.passage for place in self.blame.passages[number].origin.parents})

    def _stands(self, text: Text, finding: Finding, other: Text, numbers: Sequence[int]) -> bool:
        """Whether a finding's words still stand in passages of the other text."""
        wanted = set(tokens.keys(" ".join(finding.quote.exact), text.language))
        wanted -= tokens.common(text.language)
        if not wanted:
            return True
        held = {
            key
            for number in numbers
            for key in tokens.keys(other.passages[number].text, other.language)
        }
        return len(wanted & held) >= STILL * len(wanted)

    def _pieces(self, old: str, new: str) -> tuple[Piece, ...]:
        return pieces(edits(old[: 2 * LONGEST], new[: 2 * LONGEST], self.text.language))


def telling(passage: Passage, language: str) -> bool:
    """Whether a passage says something: no heading, no signature, no word or two."""
    if passage.type in (PassageType.HEADING, PassageType.TABLE_ROW):
        return False
    words = passage.text.strip()
    if tokens.by_characters(language):
        return len(words) >= 12 and words[-1:] in _ENDS
    return len(words.split()) >= 6 and words[-1:] in _ENDS


def other(found: Sequence[Piece]) -> float:
    """The share of characters that only one of two wordings has."""
    size = sum(len(piece.text) for piece in found)
    return sum(len(piece.text) for piece in found if piece.side != "both") / size if size else 0.0
