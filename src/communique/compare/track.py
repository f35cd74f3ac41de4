"""A promise followed through later texts: repeated, advanced, changed, fulfilled, not fulfilled, no
longer mentioned.

Each later text that speaks of the same thing is a *mention* with what it says became of the promise
(mentions.py finds them, outcomes.py and the fields of the promises in them tell), and whose words
these are: the promise's own side, or another's account. The status is what the mentions suggest; a
person decides it (`archive.reviews`). In other languages only amounts
and dates are compared. Left out: whether what is said is true.

    library = Library(archive)
    promise = commitments(text)[0]
    found = track(text, promise, library.texts(language="en"))
    print(found.status, [(each.outcome, each.near.text.name) for each in found.mentions])
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from communique.compare import mentions, outcomes, tokens
from communique.compare.findings import STRENGTHENED, WEAKENED, changed, plain_json
from communique.compare.mentions import Near, Topics
from communique.compare.texts import Text, in_order
from communique.model import dates
from communique.model.codes import Kind
from communique.model.decisions import Status
from communique.model.findings import Commitment, Figure, Force
from communique.model.gaps import Gap

STALE = timedelta(days=730)
"""A promise that is made so long after an older one fell due is another promise,"""

SAME = 0.85
"""unless nearly all its words are the same."""

SURE = 0.5
"""The share from which on a promise made again lends its words,"""

AGAIN = 0.55
"""and the share of these that a mention must have."""

TELLS = 0.15
"""What it counts that a passage says what became of the promise."""

SPOKEN = "spoken of again"
_YEAR = re.compile(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)")

OTHERS = 0.5
"""What a promise of other actors has of its share."""

STATEMENTS = (Kind.JOINT_STATEMENT, Kind.TREATY, Kind.FACT_SHEET, Kind.READOUT)
"""Kinds in which sides speak for themselves; what is said elsewhere is somebody's account."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A later passage about the promise: what it says became of it, the promise that stands there,
    what differs in its fields, and whether the words are of the promise's own side.
    """

    near: Near
    outcome: Status
    why: str
    promise: Commitment | None
    changes: tuple[tuple[str, tuple[Any, Any]], ...]
    own: bool

    def to_json(self) -> dict[str, Any]:
        """The mention as `track --json` prints it."""
        return {
            "outcome": self.outcome.value,
            "why": self.why,
            "own": self.own,
            "share": self.near.share,
            "span": self.near.text.span(self.near.passage).to_json(),
            "commitment": self.promise.id if self.promise else None,
            "fields": {n: [plain_json(a), plain_json(b)] for n, (a, b) in self.changes},
        }


@dataclass(frozen=True, slots=True)
class Track:
    """A promise, the later texts that were looked at, its mentions in order, and what they
    suggest."""

    text: Text
    promise: Commitment
    later: tuple[Text, ...]
    mentions: tuple[Mention, ...]
    status: Status
    gaps: tuple[Gap, ...]

    @property
    def last(self) -> Mention | None:
        """Where the promise was seen last, if anywhere."""
        return self.mentions[-1] if self.mentions else None

    def to_json(self) -> dict[str, Any]:
        """The track as `--json` prints it."""
        return {
            "commitment": self.promise.to_json(),
            "span": self.text.span(self.promise.quote).to_json(),
            "status": self.status.value,
            "mentions": [each.to_json() for each in self.mentions],
            "last_seen": (self.last.near.text if self.last else self.text).id,
            "rests_on": {
                "documents": len(self.later),
                "from": self.later[0].date if self.later else None,
                "to": self.later[-1].date if self.later else None,
            },
            "gaps": [gap.to_json() for gap in self.gaps],
        }


def commitments(text: Text) -> tuple[Commitment, ...]:
    """The promises of a text, in order."""
    return tuple(each for each in text.findings if isinstance(each, Commitment))


def track(text: Text, promise: Commitment, texts: Iterable[Text]) -> Track:
    """What became of a promise of one text in later ones, given in any order and with findings.

    Gaps: `track-language` for later texts in other languages, `track-thin` for a promise too short
    to be known again. `tracks` follows many at once.
    """
    topics = Topics(texts)
    return track_in(topics, after(text, topics), promise)


def tracks(texts: Iterable[Text], *, of: Sequence[Text] | None = None) -> tuple[Track, ...]:
    """What became of all promises of texts (or only those `of` some), by text and place."""
    topics = Topics(texts)
    made: list[Track] = []
    for text in topics.texts if of is None else in_order(of):
        later = after(text, topics)
        made += [track_in(topics, later, each) for each in commitments(text)]
    return tuple(made)


@dataclass(frozen=True, slots=True)
class After:
    """What comes after a text: the texts of later days, the number of the first among all, the
    numbers of those whose silence says something, and all their languages.
    """

    text: Text
    texts: tuple[Text, ...]
    first: int
    nexts: tuple[int, ...]
    languages: frozenset[str]


def after(text: Text, topics: Topics) -> After:
    """What comes after a text among those of `topics`: the same for all its promises."""
    first = topics.after(text)
    later = topics.texts[first:]
    sides = frozenset(text.header.issuers or text.header.event.parties)
    nexts = tuple(at for at, each in enumerate(later, first) if sides and _next(text, sides, each))
    return After(text, later, first, nexts, frozenset(each.language for each in later))


def track_in(topics: Topics, later: After, promise: Commitment) -> Track:
    """What became of a promise of the text that `later` is after."""
    found = _mentions(promise, later, topics)
    gaps = _gaps(later, topics, promise)
    return Track(later.text, promise, later.texts, found, _status(found, later, topics), gaps)


def _mentions(promise: Commitment, later: After, topics: Topics) -> tuple[Mention, ...]:
    """The best mention of each later text. Where the promise is made again in other words, these
    are looked for as well from then on.
    """
    text = later.text
    forms = [(text, promise, topics.near(text, promise), 0.0)]
    found: list[Mention] = []
    silent = 0
    for number in _visited(forms, later):
        made = []
        for at, form, nears, more in forms:
            least = max(mentions.enough(silent), more)
            here = [each for each in nears.get(number, ())[:8] if each.share >= least]
            made += [
                _mention(text, promise, each, topics) or _mention(at, form, each, topics)
                for each in here
            ]
        best = max((each for each in made if each is not None), key=_worth, default=None)
        if best is not None:
            found.append(best)
            again = best.promise
            if again and best.near.share >= SURE and best.outcome is not Status.FULFILLED:
                other = best.near.text
                forms[1:] = [(other, again, topics.near(other, again), AGAIN)]
        if number in later.nexts:
            silent = 0 if best is not None else silent + 1
    return tuple(found)


def _visited(
    forms: Sequence[tuple[Text, Commitment, Mapping[int, Sequence[Near]], float]], later: After
) -> Iterator[int]:
    """The numbers of the later texts that have something near one of the forms (which may change
    on the way) or whose silence counts, in order.
    """
    number = later.first - 1
    while True:
        ahead = [_behind(list(nears), number) for _, _, nears, _ in forms]
        following = [each for each in (*ahead, _behind(later.nexts, number)) if each is not None]
        if not following:
            return
        number = min(following)
        yield number


def _behind(numbers: Sequence[int], number: int) -> int | None:
    """The first of sorted numbers that is behind one."""
    at = bisect_right(numbers, number)
    return numbers[at] if at < len(numbers) else None


def _worth(mention: Mention) -> tuple[bool, float, int]:
    """What a mention counts among those of one text: that it was done before anything else; then
    the likest, those that say what became of it before those that only speak of it.
    """
    told = 0.0 if mention.why == SPOKEN else TELLS
    done = mention.outcome is Status.FULFILLED
    return done, mention.near.share + told, -mention.near.number


def _own(text: Text, other: Text) -> bool:
    """Whether another text is a statement of the same sides."""
    sides, others = (set(t.header.issuers or t.header.event.parties) for t in (text, other))
    return other.header.kind in STATEMENTS and bool(sides & others)


def _next(text: Text, sides: frozenset[str], other: Text) -> bool:
    """Whether silence of another text says something: a statement of all the sides of a text, joint
    after joint.
    """
    kind = other.header.kind
    joint = len(sides) > 1 and kind is Kind.JOINT_STATEMENT
    if kind not in STATEMENTS or not (joint or kind is text.header.kind):
        return False
    return sides.issubset(other.header.issuers or other.header.event.parties)


def _mention(text: Text, promise: Commitment, near: Near, topics: Topics) -> Mention | None:
    here = topics.promised(near)
    again = _again(promise, near, here)
    language = near.text.language
    words = near.passage.text
    own = _own(text, near.text)
    promised = promise.action
    if again is not None:
        told = outcomes.outcome(_without(words, here), language, promised=promised)
        if told == "done":
            told = "part" if outcomes.said("rest", words, language) else told
            return Mention(near, *_told(told, promise, near), again, (), own)
        if not _one(text, promise, again, near):
            return None
        if not again.deadline and outcomes.outcome(words, language, promised=promised) == "undone":
            return Mention(near, *_told("undone", promise, near), again, (), own)
        return _repeated(text, promise, again, near, own)
    told = outcomes.outcome(words, language, promised=promised)
    if told is None:
        for passage in mentions.pointing(near, near.text.passages):
            told = told or outcomes.outcome(passage.text, language, promised=promised)
    if told is None and _happened(text, near):
        told = "done"
    if told == "done" and _before(text, near):
        told = None
    return Mention(near, *_told(told, promise, near), None, (), own)


def _before(text: Text, near: Near) -> bool:
    """Whether a passage names only years before that in which the promise was made."""
    years = [int(year) for year in _YEAR.findall(near.passage.text)]
    made = (text.date or "")[:4]
    return bool(years) and made.isdecimal() and max(years) < int(made)


def _happened(text: Text, near: Near) -> bool:
    """Whether a passage tells what happened after the promise was made, with its date."""
    made, said = (each.date for each in (text, near.text))
    if not (made and said and dates.is_edtf(made) and dates.is_edtf(said)):
        return False
    years = range(dates.latest(made).year + 1, dates.latest(said).year + 1)
    return outcomes.dated(near.passage.text, near.text.language, years)


def _without(words: str, here: Sequence[Commitment]) -> str:
    """The words of a passage without its promises: what it says beside them."""
    for each in here:
        words = words.replace(each.action, " ")
    return words


def _again(promise: Commitment, near: Near, here: Sequence[Commitment]) -> Commitment | None:
    """The promise that stands in a passage, the likest of several."""
    if not here:
        return None
    wanted = mentions.stems(promise.action, near.text.language)

    def like(other: Commitment) -> tuple[float, int]:
        found = mentions.stems(other.action, near.text.language)
        return len(wanted & found) / (len(found) or 1), len(wanted & found)

    return max(here, key=like)


def _one(text: Text, promise: Commitment, again: Commitment, near: Near) -> bool:
    """Whether a later promise is the same one: not others', nor made long after this fell due,
    unless it goes on with it.
    """
    if mentions.measured_alike(promise, again):
        return True
    sides = {*text.header.event.parties, *text.header.issuers}
    ones, others = (sides & set(each.actors) for each in (promise, again))
    share = near.share * (OTHERS if ones and others and not ones & others else 1)
    if share < mentions.SHARE:
        return False
    due, said = promise.deadline, near.text.date
    rest = outcomes.said("part", near.passage.text, near.text.language)
    if rest or again.force is Force.CONTINUATION or not (due and said):
        return True
    if not (dates.is_edtf(due) and dates.is_edtf(said)):
        return True
    if dates.earliest(said) - dates.latest(due) <= STALE:
        return True
    return share >= SAME and promise.amount == again.amount


def _repeated(text: Text, promise: Commitment, again: Commitment, near: Near, own: bool) -> Mention:
    made = tuple(
        (name, values)
        for change, fields in changed(promise, again, (text, near.text))
        for name, values in fields.items()
        if not (change in (STRENGTHENED, WEAKENED) and "words" in fields)
        and not (name == "deadline" and mentions.same_day(*values))
    )
    if outcomes.said("part", near.passage.text, near.text.language):
        return Mention(near, Status.ADVANCED, "part of it is said to be done", again, made, own)
    moved = {name for name, _ in made}
    gone = {"deadline"} if again.deadline is None else set()  # what is done goes on without a date
    if _stands(promise, again, near):
        return Mention(near, Status.ADVANCED, "spoken of as being there", again, (), own)
    words = " ".join(promise.quote.exact)
    if moved == {"deadline"} and outcomes.said("recurring", words, text.language):
        return Mention(near, Status.ADVANCED, "its next time", again, (), own)
    if again.force is Force.CONTINUATION and moved <= {"force"} | gone:
        return Mention(near, Status.ADVANCED, "it is to be continued", again, (), own)
    if made:
        why = ", ".join(f"another {name}" for name in dict.fromkeys(name for name, _ in made))
        return Mention(near, Status.CHANGED, why, again, made, own)
    return Mention(near, Status.REPEATED, "promised again", again, (), own)


def _stands(promise: Commitment, again: Commitment, near: Near) -> bool:
    """Whether what was to be set up or begun is spoken of as being there: the later promise is of
    something that it will do.
    """
    first, then = (
        outcomes.said("start", each.action, near.text.language) for each in (promise, again)
    )
    return first and not then and again.amount is None and again.force is not Force.EXPLORATION


def _told(told: str | None, promise: Commitment, near: Near) -> tuple[Status, str]:
    """The outcome of a passage without a promise, and why."""
    if told == "undone":
        return Status.UNFULFILLED, "said not to be done"
    if told == "part":
        late = promise.deadline and near.text.date and _late(promise.deadline, near.text.date)
        return (
            (Status.UNFULFILLED, "only part of it is said to be done, and the date has passed")
            if late
            else (Status.ADVANCED, "part of it is said to be done")
        )
    if told == "going":
        return Status.ADVANCED, "said to go on"
    if told == "begun":
        if promise.force is Force.EXPLORATION:
            return Status.FULFILLED, "said to be begun, where it was only to be considered"
        if outcomes.said("start", promise.action, near.text.language):
            return Status.FULFILLED, "said to be begun, as was promised"
        return Status.ADVANCED, "said to be begun"
    if told == "revised":
        return Status.CHANGED, "said to be changed"
    if told == "done":
        short = _short(promise, near)
        if short:
            return Status.ADVANCED, short
        return Status.FULFILLED, "said to be done"
    return Status.ADVANCED, SPOKEN


def _late(due: str, said: str) -> bool:
    if not (dates.is_edtf(due) and dates.is_edtf(said)):
        return False
    return dates.latest(due) < dates.earliest(said)


def _short(promise: Commitment, near: Near) -> str | None:
    """Why a figure of the passage falls short of what was promised, if one of its unit does."""
    amount = promise.amount
    if amount is None:
        return None
    here = [
        each.upper or each.value
        for each in near.text.findings
        if isinstance(each, Figure) and each.unit == amount.unit and mentions.within(each, near)
    ]
    whole = [at for at, value in enumerate(here) if value >= amount.value]
    if (
        not here
        or (whole and here[-1] >= amount.value)
        or (whole and here[whole[0]] > amount.value)
    ):
        return None
    return "a smaller figure than was promised"


def _status(found: Sequence[Mention], later: After, topics: Topics) -> Status:
    """What the mentions suggest: fulfilled once anybody says so and nobody denies it later; else
    what was said last, if the last statement of the same sides still speaks of it. Open while there
    is no later statement of theirs in a language that can be likened.
    """
    for each in reversed(found):
        if each.outcome in (Status.FULFILLED, Status.UNFULFILLED):
            return each.outcome
        if each.outcome is Status.CHANGED or (each.why != SPOKEN and not _done(found)):
            break
    group = tokens.group(later.text.language)
    nexts = (topics.texts[at] for at in reversed(later.nexts))
    own = next((each for each in nexts if tokens.group(each.language) == group), None)
    if not found:
        return Status.UNMENTIONED if own else Status.OPEN
    last = found[-1]
    silent = own is not None and mentions.later(own, last.near.text)
    return Status.UNMENTIONED if silent else last.outcome


def _done(found: Sequence[Mention]) -> bool:
    return any(each.outcome is Status.FULFILLED for each in found)


def _gaps(later: After, topics: Topics, promise: Commitment) -> tuple[Gap, ...]:
    gaps: list[Gap] = []
    group = tokens.group(later.text.language)
    others = sorted(each for each in later.languages if tokens.group(each) != group)
    if others:
        words = f"in later texts in {', '.join(others)} only amounts and dates were compared"
        gaps.append(Gap("track-language", words))
    if len(topics.topic(later.text, promise)) < 2:
        gaps.append(Gap("track-thin", "the promise has too few words to be known again"))
    return tuple(gaps)
