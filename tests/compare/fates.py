"""Series of statements in which each later sentence about a promise says what became of it.

A file holds documents, each behind a line `=== NAME`. Before a sentence `{promise=fate}`: `new` where the
promise is made, later what the sentence says became of it (`|` where more than one answer is right).

    python -m tests.compare.fates          # figures of every series
    python -m tests.compare.fates -v       # and each answer that is not right
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from communique.compare.texts import Text
from communique.compare.track import Track, tracks
from communique.find.analyse import analyse_file
from communique.model.codes import Kind

FATES = Path(__file__).parent / "fates"

TAG = re.compile(r"\{(\w+)=([\w|]+)\}")
SENTENCE = re.compile(r"[^\n]*?(?:[。？]|[.?](?=\s|$)|$)", re.MULTILINE)


@dataclass(frozen=True)
class Tagged:
    """A sentence of a document about a promise, and the fates that are right answers."""

    promise: str
    fates: frozenset[str]
    start: int
    end: int
    words: str


@dataclass(frozen=True)
class Answer:
    """What the program says of a promise in a document: expected and found, or neither."""

    series: str
    promise: str
    document: str
    expected: Tagged | None
    outcome: str | None
    words: str
    why: str = ""

    @property
    def found(self) -> bool:
        """Whether the expected sentence was found."""
        return self.expected is not None and self.outcome is not None

    @property
    def right(self) -> bool:
        """Whether it was found and its outcome is right."""
        return self.expected is not None and self.outcome in self.expected.fates


@dataclass(frozen=True)
class Fate:
    """The status of a promise, as expected and as found (None: `find` saw no promise)."""

    series: str
    promise: str
    expected: frozenset[str]
    status: str | None


def read(path: Path) -> Iterator[tuple[str, str, list[Tagged]]]:
    """The documents of a series: name, text, tagged sentences."""
    parts = re.split(r"^=== (\S+)\n", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    for name, body in zip(parts[1::2], parts[2::2], strict=True):
        text, last = "", 0
        found: list[tuple[str, str, int]] = []
        for match in TAG.finditer(body):
            text += body[last : match.start()]
            found.append((match[1], match[2], len(text)))
            last = match.end()
        text += body[last:]
        tagged = []
        for promise, fates, start in found:
            sentence = SENTENCE.match(text, start)
            assert sentence and sentence[0], (name, promise)
            tagged.append(
                Tagged(promise, frozenset(fates.split("|")), start, sentence.end(), sentence[0])
            )
        yield name, text, tagged


def measure(path: Path) -> tuple[list[Answer], list[Fate]]:
    """What `track` says of the promises of a series, beside what is right."""
    documents = list(read(path))
    with TemporaryDirectory() as folder:
        texts: dict[str, Text] = {}
        for name, text, _ in documents:
            file = Path(folder) / name
            file.write_text(text, encoding="utf-8")
            texts[name] = Text.all_of(analyse_file(file))[0]
    made = tracks(texts.values())
    answers: list[Answer] = []
    fates: list[Fate] = []
    for at, (name, _, tagged) in enumerate(documents):
        for new in (each for each in tagged if "new" in each.fates):
            held = [
                each
                for each in made
                if each.text is texts[name]
                and each.promise.quote.start < new.end
                and each.promise.quote.end > new.start
            ]
            track = max(held, key=lambda each: len(each.mentions), default=None)
            later = documents[at + 1 :]
            expected = {
                other: each
                for other, _, found in later
                for each in found
                if each.promise == new.promise
            }
            answers += _answers(path.stem, new.promise, track, [d[0] for d in later], expected)
            statements = [n for n, _, _ in later if texts[n].header.kind is Kind.JOINT_STATEMENT]
            fates.append(
                Fate(
                    path.stem,
                    new.promise,
                    _expected(expected, statements),
                    track.status.value if track else None,
                )
            )
    return answers, fates


def _answers(
    series: str, promise: str, track: Track | None, later: list[str], expected: dict[str, Tagged]
) -> Iterator[Answer]:
    said = {each.near.text.name: each for each in track.mentions} if track else {}
    for name in later:
        right, mention = expected.get(name), said.get(name)
        if mention is not None:
            a, b = mention.near.passage.quote.start, mention.near.passage.quote.end
            words = mention.near.passage.text
            known = right is not None and a < right.end and b > right.start
            given = (mention.outcome.value, words, mention.why)
            yield Answer(series, promise, name, right if known else None, *given)
            if right is not None and not known:
                yield Answer(series, promise, name, right, None, "")
        elif right is not None:
            yield Answer(series, promise, name, right, None, "")


def _expected(expected: dict[str, Tagged], statements: list[str]) -> frozenset[str]:
    if not statements:
        return frozenset({"open"})
    if not expected:
        return frozenset({"no longer mentioned"})
    last, tagged = max(expected.items())
    done = any("fulfilled" in each.fates for each in expected.values())
    if "fulfilled" in tagged.fates:
        return tagged.fates
    if last >= statements[-1]:
        return tagged.fates | ({"fulfilled"} if done else set())
    if done and "unfulfilled" not in tagged.fates:
        return frozenset({"fulfilled"})
    silent = frozenset({"no longer mentioned"})
    return silent | ({"unfulfilled"} if "unfulfilled" in tagged.fates else set())


def figures(answers: list[Answer], fates: list[Fate]) -> Counter[str]:
    """Counts: expected, found, right, false; promises, status right."""
    return Counter(
        expected=sum(each.expected is not None for each in answers),
        found=sum(each.found for each in answers),
        right=sum(each.right for each in answers),
        false=sum(each.expected is None for each in answers),
        promises=len(fates),
        unseen=sum(each.status is None for each in fates),
        status=sum(each.status in each.expected for each in fates),
    )


def line(name: str, n: Counter[str]) -> str:
    """The figures as a line."""
    precision = n["found"] / ((n["found"] + n["false"]) or 1)
    return (
        f"{name:10} mentions {n['found']}/{n['expected']} R {n['found'] / n['expected']:.2f}"
        f" P {precision:.2f} (false {n['false']}); outcome {n['right']}/{n['found']}"
        f" = {n['right'] / (n['found'] or 1):.2f}; status {n['status']}/{n['promises']}"
        f" = {n['status'] / n['promises']:.2f} (no promise found {n['unseen']})"
    )


def _wrong(answers: list[Answer], fates: list[Fate]) -> Iterator[str]:
    """The answers that are not right, a line each."""
    for each in answers:
        if not each.right:
            expected = "|".join(sorted(each.expected.fates)) if each.expected else "nothing"
            words = each.words or (each.expected.words if each.expected else "")
            given = f"{each.outcome or 'nothing'} ({each.why})"
            yield f"  {each.promise} {each.document}: {expected}, found {given}: {words[:100]}"
    for fate in fates:
        if fate.status not in fate.expected:
            yield f"  {fate.promise}: {'|'.join(sorted(fate.expected))}, found {fate.status}"


if __name__ == "__main__":
    total: Counter[str] = Counter()
    for path in sorted(FATES.glob("*.series")):
        measured = measure(path)
        counted = figures(*measured)
        total += counted
        print(line(path.stem, counted))
        if "-v" in sys.argv:
            print(*_wrong(*measured), sep="\n")
    print(line("all", total))
