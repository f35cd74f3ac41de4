"""How well language versions are aligned: with the encoder and by anchors alone, also of texts
made worse; and how fast.

    python bench/align.py                        accuracy, then speed
    python bench/align.py --only accuracy        or speed
    python bench/align.py --rounds 3 --json build/align.json

The texts are those of samples/ with the alignment written down in
tests/compare/samples-align.yaml, and, where the shared material is (COMMUNIQUE_SHARED, or
../shared), the one statement that has a gold alignment. F1 is strict: a group of passages counts
when both of its sides are exactly those of the truth; omissions are groups too. Each text is also
tried with the sides swapped, with 1, 3 and 5 passages dropped at random on either side, with
neighbours merged and with sentences cut in two, `--rounds` times each.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import resource
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from communique.compare import encoder as encoders
from communique.compare.align import align
from communique.compare.encoder import Encoder, installed
from communique.compare.simplified import simplified
from communique.compare.texts import Text
from communique.compare.vectors import Floats
from communique.model.codes import PassageType
from communique.model.documents import Header, Passage
from communique.model.quotes import Reading
from communique.names import Names, load
from communique.read.analyse import analyse_file

ROOT = Path(__file__).resolve().parents[1]
TRUTH = ROOT / "tests" / "compare" / "samples-align.yaml"

Group = tuple[tuple[int, ...], tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Case:
    """Two texts and which passages of theirs belong together, by number."""

    name: str
    left: Text
    right: Text
    groups: tuple[Group, ...]


class Cached:
    """An encoder that encodes each sentence once: all variants of a text share most of them."""

    def __init__(self, encoder: Encoder) -> None:
        self.encoder, self.known = encoder, dict[tuple[str, str], Any]()
        self.identity, self.dimension, self.knows = (
            encoder.identity,
            encoder.dimension,
            encoder.knows,
        )

    def encode(self, texts: Sequence[str], language: str, *, on_progress: Any = None) -> Floats:
        """The vectors of texts, those known from before."""
        import numpy as np

        new = [text for text in dict.fromkeys(texts) if (language, text) not in self.known]
        for text, row in zip(new, self.encoder.encode(new, language), strict=True):
            self.known[language, text] = row
        return np.array([self.known[language, text] for text in texts], dtype=np.float32)


# ---- truth


def samples() -> Iterator[Case]:
    """The statements of samples/ with both versions of each."""
    for date, exceptions in yaml.safe_load(TRUTH.read_text(encoding="utf-8")).items():
        texts: dict[str, Text] = {}
        for path in sorted((ROOT / "samples" / "statements").glob(f"{date}*")):
            texts |= {text.language: text for text in Text.all_of(analyse_file(path))}
        left = texts.pop("en")
        right = next(iter(texts.values()))
        yield Case(f"{date} en {right.language}", left, right, written(left, right, exceptions))


def converted() -> Iterator[Case]:
    """The statements in traditional characters beside themselves in simplified ones."""
    for case in samples():
        if case.right.language == "zh-Hant":
            left = case.right
            passages = tuple(replace(p, text=simplified(p.text)) for p in left.passages)
            right = replace(left, language="zh-Hans", passages=passages)
            groups = tuple(((at,), (at,)) for at in range(len(passages)))
            yield Case(f"{case.name[:10]} Hant Hans", left, right, groups)


def written(left: Text, right: Text, exceptions: list[Any]) -> tuple[Group, ...]:
    """The groups of a truth that names only what does not stand one to one, by how passages
    begin.
    """
    groups: list[Group] = []
    at = [0, 0]
    for sides in [*exceptions, None]:
        ends = [len(left.passages), len(right.passages)]
        if sides is not None:
            ends = [
                find(text, side, start)
                for text, side, start in zip((left, right), sides, at, strict=True)
            ]
            if -1 in ends:
                other = ends.index(max(ends))
                ends[1 - other] = at[1 - other] + ends[other] - at[other]
        if ends[0] - at[0] != ends[1] - at[1]:
            raise ValueError(
                f"{left.name}: {ends[0] - at[0]} and {ends[1] - at[1]} passages before {sides}"
            )
        groups += [((at[0] + k,), (at[1] + k,)) for k in range(ends[0] - at[0])]
        if sides is not None:
            sizes = [len(side) for side in sides]
            group = [tuple(range(end, end + size)) for end, size in zip(ends, sizes, strict=True)]
            groups.append((group[0], group[1]))
            at = [end + size for end, size in zip(ends, sizes, strict=True)]
    return tuple(groups)


def find(text: Text, beginnings: list[str], start: int) -> int:
    """The number of the first of some passages in a row that begin so; -1 where none is named."""
    if not beginnings:
        return -1
    for at in range(start, len(text.passages) - len(beginnings) + 1):
        row = text.passages[at : at + len(beginnings)]
        if all(p.text.startswith(words) for p, words in zip(row, beginnings, strict=True)):
            return at
    raise ValueError(f"{text.name} has no passages {beginnings} after {start}")


def seed() -> Iterator[Case]:
    """The statement with a gold alignment, as the gold cuts it into sentences."""
    shared = Path(os.environ.get("COMMUNIQUE_SHARED", ROOT.parent / "shared"))
    for path in sorted((shared / "gold").glob("*-align.json")):
        number = path.name.partition("-")[0]
        source = next((shared / "seeds").glob(f"{number}*"))
        texts = {text.language: text for text in Text.all_of(analyse_file(source))}
        truth = json.loads(path.read_text(encoding="utf-8"))
        left, right = (of_strings([t[k] for t in truth], texts[k]) for k in ("ja", "en"))
        yield Case(
            f"seed {number} ja en", left[0], right[0], tuple(zip(left[1], right[1], strict=True))
        )


def of_strings(groups: list[list[str]], text: Text) -> tuple[Text, list[tuple[int, ...]]]:
    """A text with the sentences of a gold as its passages; place and kind are those of the
    passage that has their beginning.
    """
    passages: list[Passage] = []
    numbers: list[tuple[int, ...]] = []
    fold = cache(lambda words: re.sub(r"\W+", "", words).casefold())
    held = [(fold(p.text), p) for p in text.passages]
    last = held[0][1]
    for group in groups:
        numbers.append(tuple(range(len(passages), len(passages) + len(group))))
        for sentence in group:
            words = fold(sentence)
            last = next(
                (p for f, p in held if f and (f[:12] in words[:20] or words[:12] in f)), last
            )
            passages.append(replace(last, text=sentence))
    return replace(text, passages=tuple(passages)), numbers


# ---- made worse


def swapped(case: Case, _: random.Random) -> Case:
    """Left is right."""
    return Case(case.name, case.right, case.left, tuple((b, a) for a, b in case.groups))


def dropping(number: int) -> Callable[[Case, random.Random], Case]:
    """So many passages of either side are missing."""

    def drop(case: Case, chance: random.Random) -> Case:
        kept = []
        for text in (case.left, case.right):
            gone = set(chance.sample(range(len(text.passages)), number))
            kept.append([at for at in range(len(text.passages)) if at not in gone])
        new = [{at: n for n, at in enumerate(side)} for side in kept]
        groups = [
            tuple(tuple(new[s][at] for at in group[s] if at in new[s]) for s in (0, 1))
            for group in case.groups
        ]
        texts = [
            replace(text, passages=tuple(text.passages[at] for at in side))
            for text, side in zip((case.left, case.right), kept, strict=True)
        ]
        return Case(case.name, texts[0], texts[1], tuple(g for each in groups for g in apart(each)))

    return drop


def apart(group: tuple[tuple[int, ...], ...]) -> list[Group]:
    """A group, or where one side of it is gone, each of its passages as an omission."""
    left, right = group
    if left and right:
        return [(left, right)]
    return [*(((at,), ()) for at in left), *(((), (at,)) for at in right)]


def merging(case: Case, chance: random.Random) -> Case:
    """Some sentences of one side stand as one with the next of their paragraph."""
    for _ in range(4):
        single = [
            n
            for n, (a, b) in enumerate(zip(case.groups, case.groups[1:], strict=False))
            if all(len(side) == 1 for side in (*a, *b))
            and case.right.passages[a[1][0]].paragraph == case.right.passages[b[1][0]].paragraph
        ]
        if not single:
            break
        n = chance.choice(single)
        at = case.groups[n][1][0]
        passages = list(case.right.passages)
        space = " " if case.right.language == "en" else ""
        passages[at : at + 2] = [
            replace(passages[at], text=passages[at].text + space + passages[at + 1].text)
        ]
        moved = [(a, tuple(b - (b > at) for b in right)) for a, right in case.groups]
        one = (moved[n][0] + moved[n + 1][0], (at,))
        groups = (*moved[:n], one, *moved[n + 2 :])
        case = Case(case.name, case.left, replace(case.right, passages=tuple(passages)), groups)
    return case


def cutting(case: Case, chance: random.Random) -> Case:
    """Some sentences of one side are cut in two at a comma near their middle."""
    for _ in range(4):
        places = []
        for n, group in enumerate(case.groups):
            if [len(side) for side in group] != [1, 1]:
                continue
            words = case.right.passages[group[1][0]].text
            commas = [
                m.end()
                for m in re.finditer(r", |[，,、；;]", words)
                if 0.3 < m.end() / len(words) < 0.7
            ]
            places += [(n, commas[0])] if commas and len(words) > 30 else []
        if not places:
            break
        n, cut = chance.choice(places)
        at = case.groups[n][1][0]
        passages = list(case.right.passages)
        words = passages[at].text
        passages[at : at + 1] = [replace(passages[at], text=w) for w in (words[:cut], words[cut:])]
        moved = [(a, tuple(b + (b > at) for b in right)) for a, right in case.groups]
        moved[n] = (moved[n][0], (at, at + 1))
        case = Case(
            case.name, case.left, replace(case.right, passages=tuple(passages)), tuple(moved)
        )
    return case


VARIANTS: dict[str, Callable[[Case, random.Random], Case]] = {
    "as it is": lambda case, _: case,
    "swapped": swapped,
    "1 dropped": dropping(1),
    "3 dropped": dropping(3),
    "5 dropped": dropping(5),
    "4 merged": merging,
    "4 cut": cutting,
}


# ---- measures


def accuracy(case: Case, encoder: Encoder | None, names: Names) -> tuple[float, int, int]:
    """Strict F1, false omissions (passages told to be missing that are not) and omissions
    overlooked.
    """
    found = [
        (p.first, p.second)
        for p in align(case.left, case.right, encoder=encoder, names=names).pairs
    ]
    hits = len(set(found) & set(case.groups))
    alone = [{(a, b) for a, b in groups if not (a and b)} for groups in (found, case.groups)]
    return (
        2 * hits / (len(found) + len(case.groups)),
        len(alone[0] - alone[1]),
        len(alone[1] - alone[0]),
    )


def accuracies(rounds: int) -> list[dict[str, Any]]:
    """Means by text, variant and encoder."""
    names = load([ROOT / "samples" / "names"])
    encoder = installed()
    out = []
    for case in (*samples(), *converted(), *seed()):
        for kind in (Cached(encoder), None) if encoder else (None,):
            for variant, make in VARIANTS.items():
                times = 1 if variant in ("as it is", "swapped") else rounds
                scores = [accuracy(make(case, random.Random(n)), kind, names) for n in range(times)]
                f1, false, missed = (sum(s[k] for s in scores) / times for k in range(3))
                row = {"text": case.name, "encoder": bool(kind), "variant": variant}
                out.append(
                    row | {"f1": round(f1, 3), "false_omissions": false, "overlooked": missed}
                )
    return out


def speed(sizes: list[int]) -> list[dict[str, Any]]:
    """Seconds to align texts of so many sentences, besides encoding: a Japanese one with
    omissions and its English.
    """
    encoder = installed()
    names = load([ROOT / "samples" / "names"])
    cases = [c for c in samples() if c.right.language == "ja"]
    left = [c.left.passages[a[0]] for c in cases for a, b in c.groups if len(a) == len(b) == 1]
    right = [c.right.passages[b[0]] for c in cases for a, b in c.groups if len(a) == len(b) == 1]
    out = []
    for size in sizes:
        chance = random.Random(size)
        order = [chance.randrange(len(left)) for _ in range(size)]
        texts = [
            of_passages(side, [at for at in order if chance.random() > 0.03], language, chance)
            for side, language in ((left, "en"), (right, "ja"))
        ]
        vectors = None
        if encoder:
            made = [
                encoders.encode(encoder, [p.text for p in t.passages], t.language) for t in texts
            ]
            vectors = (made[0], made[1])
        start = time.perf_counter()
        aligned = align(texts[0], texts[1], encoder=None, names=names, vectors=vectors)
        seconds = time.perf_counter() - start
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        row = {
            "sentences": size,
            "seconds": round(seconds, 2),
            "pairs": len(aligned.pairs),
            "peak_mb": round(peak),
        }
        out.append(row)
    return out


def of_passages(
    passages: list[Passage], order: list[int], language: str, chance: random.Random
) -> Text:
    """A long text made of sentences in some order, each with a number of its own."""
    row = [
        replace(passages[at], item=None, paragraph=n // 3, type=PassageType.SENTENCE)
        for n, at in enumerate(order)
    ]
    return Text(language, f"{language}.txt", language, None, Reading(""), tuple(row), Header())


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--only", choices=("accuracy", "speed"))
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--sizes", type=int, nargs="*", default=[1000, 10_000, 20_000])
    options.add_argument("--json", type=Path)
    chosen = options.parse_args()
    result: dict[str, Any] = {}
    if chosen.only != "speed":
        result["accuracy"] = accuracies(chosen.rounds)
        for kind in (True, False):
            print("\nwith the encoder" if kind else "\nby anchors alone")
            print(
                f"{'':24}" + "".join(f"{v:>12}" for v in VARIANTS) + "   false/overlooked omissions"
            )
            rows = [r for r in result["accuracy"] if r["encoder"] == kind]
            for text in dict.fromkeys(r["text"] for r in rows):
                own = [r for r in rows if r["text"] == text]
                false, missed = (
                    sum(r[k] for r in own) / len(own) for k in ("false_omissions", "overlooked")
                )
                print(
                    f"{text:24}"
                    + "".join(f"{r['f1']:12.3f}" for r in own)
                    + f"   {false:.1f} / {missed:.1f}"
                )
            means = [[r["f1"] for r in rows if r["variant"] == v] for v in VARIANTS]
            if rows:
                print(f"{'mean':24}" + "".join(f"{sum(m) / len(m):12.3f}" for m in means))
    if chosen.only != "accuracy":
        result["speed"] = speed(chosen.sizes)
        for row in result["speed"]:
            print("  ".join(f"{k} {v}" for k, v in row.items()))
    if chosen.json:
        chosen.json.parent.mkdir(parents=True, exist_ok=True)
        chosen.json.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
