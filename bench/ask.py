"""How fast an archive of a million passages answers, and how fast two other indexes do.

    python bench/ask.py                          makes the archive (two minutes) or takes the last
    python bench/ask.py --passages 100k --queries 50 --no-peers
    python bench/ask.py --only phrase first --json build/ask.json

The corpus is that of bench/million.py. A query is two words in a row of a passage (four characters
in Japanese and Chinese) for phrases, two or three words of one for ranking, a sentence for meaning;
each is asked once, after a few others that warm the disk's cache. What is measured is the whole
answer: ten hits with their sentences, quotes, headings and dates, not the index alone. Of the peers
it is the index and the stored text: FTS5 with its own trigram tokenizer, and Tantivy over the same
tokens as ours. Wall clock and the processor's time, at the median and at 95 of 100.
"""

from __future__ import annotations

import argparse
import json
import platform
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass
from importlib.util import find_spec
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
from million import make, sentences
from passages import TEXT

from communique.archive import Archive, tokens
from communique.archive.query import phrase
from communique.check.claims import check_claim
from communique.compare import encoder as encoders
from communique.compare.library import Library

HITS = 10
WARM = 100


@dataclass(frozen=True, slots=True)
class Case:
    """A measurement: milliseconds at the median and at 95 of 100, what is asked for, how many
    queries found something.
    """

    what: str
    who: str
    queries: int
    answered: int
    wall50: float
    wall95: float
    cpu50: float
    cpu95: float
    bar: float | None


@dataclass(frozen=True, slots=True)
class Asked:
    """The queries of a run, the same for the same seed."""

    phrases: list[str]
    words: list[str]
    any_of: list[str]
    single: list[str]
    sentences: list[str]


Ask = Callable[[str], int]
"""Asks one query and says how many hits came."""


def queries(count: int, passages: int, seed: int = 5) -> Asked:
    """So many queries of each sort, drawn from the passages themselves."""
    chance = Random(seed)
    made = Asked([], [], [], [], [])
    while len(made.phrases) < count:
        language, held = sentences(chance.randrange(passages // TEXT))
        sentence = chance.choice(held).strip(".。")
        parts = _parts(sentence, language, chance)
        if parts is None:
            continue
        first, second, third = parts
        made.phrases.append(first)
        made.words.append(f"{second} {third}" if chance.random() < 0.5 else f"{first} {second}")
        made.any_of.append(f"{second} OR {third}")
        made.single.append(second)
        made.sentences.append(sentence)
    return made


def _parts(sentence: str, language: str, chance: Random) -> tuple[str, str, str] | None:
    """Two words in a row of a sentence, and two single words of it."""
    if language == "en":
        words = sentence.split()
        if len(words) < 8:
            return None
        at, one, two = (chance.randrange(len(words) - 2) for _ in range(3))
        return " ".join(words[at : at + 2]), words[one], words[two]
    runs = [run for run in sentence.replace("，", "、").split("、") if len(run) >= 8]
    if not runs:
        return None
    run = chance.choice(runs)
    at, one, two = (chance.randrange(len(run) - 4) for _ in range(3))
    return run[at : at + 4], run[one : one + 2], run[two : two + 2]


def measured(what: str, who: str, ask: Ask, asked: Sequence[str], bar: float | None) -> Case:
    """One case: each query once."""
    for query in asked[:WARM]:
        ask(query)
    wall, cpu, answered = [], [], 0
    for query in asked[WARM:]:
        begun, worked = time.perf_counter(), time.process_time()
        answered += ask(query) > 0
        wall.append(1000 * (time.perf_counter() - begun))
        cpu.append(1000 * (time.process_time() - worked))
    wall50, wall95, cpu50, cpu95 = (
        round(float(np.percentile(times, share)), 2) for times in (wall, cpu) for share in (50, 95)
    )
    return Case(what, who, len(wall), answered, wall50, wall95, cpu50, cpu95, bar)


def ours(path: Path, asked: Asked, wanted: Callable[[str], bool]) -> Iterator[Case]:
    """What `communique search` and `communique check claim` do, through the library."""
    with Archive.open(str(path)) as archive:
        library = Library(archive, encoder=encoders.installed())

        def hits(query: str, **options: Any) -> int:
            return len(list(archive.query(query, limit=HITS, **options)))

        def first(query: str) -> int:
            return int(archive.query(phrase(query)).first is not None)

        def similar(text: str) -> int:
            return len(list(library.search(similar=text, limit=HITS)))

        def claim(query: str) -> int:
            one, _, other = query.partition(" ")
            words = f'the first joint statement of Japan and the United States to put "{one}"'
            answer = check_claim(Library(archive), f'{words} beside "{other}"')
            return len(answer.near) + len(answer.earlier) + len(answer.stands_in)

        cases: list[tuple[str, Ask, Sequence[str], float | None]] = [
            (
                "phrase",
                lambda q: len(list(archive.query(phrase(q), limit=HITS))),
                asked.phrases,
                5,
            ),
            ("first", first, asked.phrases, 5),
            ("ranked", lambda q: hits(q, sort="rank"), asked.words, 50),
            ("ranked either", lambda q: hits(q, sort="rank"), asked.any_of, None),
            ("ranked single", lambda q: hits(q, sort="rank"), asked.single, None),
            (
                "filtered",
                lambda q: hits(q, kind="news", party="JPN", since="1990"),
                asked.words,
                None,
            ),
            ("near", lambda q: hits(q.replace(" ", " NEAR/8 ", 1)), asked.words, None),
            ("count", lambda q: archive.query(phrase(q)).count(), asked.phrases, None),
            ("claim", claim, asked.words, 300),
        ]
        if library.encoder is not None:
            cases.append(("similar", similar, asked.sentences, 80))
        for what, ask, some, bar in cases:
            if wanted(what):
                yield measured(what, "communique", ask, some, bar)


def texts(passages: int) -> Iterator[tuple[int, str]]:
    """All passages with numbers."""
    for number in range(passages // TEXT):
        for place, sentence in enumerate(sentences(number)[1]):
            yield number * TEXT + place, sentence


def with_trigrams(path: Path, asked: Asked, passages: int) -> Iterator[Case]:
    """FTS5's own trigram tokenizer: any three characters in a row, so that two find nothing."""
    file = path.with_name(f"{path.stem}.trigram.db")
    if not file.exists():
        part = file.with_suffix(".part")
        part.unlink(missing_ok=True)
        with closing(sqlite3.connect(part)) as db:
            db.execute("PRAGMA synchronous = OFF")
            db.execute("PRAGMA journal_mode = OFF")
            db.execute("CREATE VIRTUAL TABLE held USING fts5 (words, tokenize = 'trigram')")
            db.executemany("INSERT INTO held (rowid, words) VALUES (?, ?)", texts(passages))
            db.commit()
        part.rename(file)
    with closing(sqlite3.connect(file)) as db:
        db.execute("PRAGMA cache_size = -65536")

        def ask(query: str, order: str, limit: int) -> int:
            text = "SELECT rowid, words FROM held WHERE held MATCH ? "
            return len(db.execute(f"{text} ORDER BY {order} LIMIT ?", (query, limit)).fetchall())

        def quoted(query: str) -> str:
            return " AND ".join('"' + word.replace('"', "") + '"' for word in query.split())

        who = "FTS5 trigram"
        yield measured("phrase", who, lambda q: ask(f'"{q}"', "rowid", HITS), asked.phrases, None)
        yield measured("first", who, lambda q: ask(f'"{q}"', "rowid", 1), asked.phrases, None)
        yield measured("ranked", who, lambda q: ask(quoted(q), "rank", HITS), asked.words, None)
        yield measured(
            "ranked single", who, lambda q: ask(f'"{q}"', "rank", HITS), asked.single, None
        )


def with_tantivy(path: Path, asked: Asked, passages: int) -> Iterator[Case]:
    """Tantivy over our tokens, the sentence stored beside them."""
    import tantivy

    builder = tantivy.SchemaBuilder()
    builder.add_text_field("words", stored=False, tokenizer_name="whitespace")
    builder.add_text_field("sentence", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_unsigned_field("number", stored=True, fast=True)
    schema = builder.build()
    folder = path.with_name(f"{path.stem}.tantivy")
    fresh = not (folder / "meta.json").exists()
    folder.mkdir(exist_ok=True)
    index = tantivy.Index(schema, path=str(folder))
    if fresh:
        writer = index.writer(heap_size=500_000_000, num_threads=2)
        for number, sentence in texts(passages):
            held = tantivy.Document()
            held.add_text("words", tokens.index_text(sentence))
            held.add_text("sentence", sentence)
            held.add_unsigned("number", number)
            writer.add_document(held)
        writer.commit()
        writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()

    def words_of(query: str) -> Any:
        made: list[Any] = (tokens.query(query) or '""').strip('"* ').split()
        if len(made) > 1:
            return tantivy.Query.phrase_query(schema, "words", made)
        return tantivy.Query.term_query(schema, "words", made[0] if made else "")

    def ask(query: Any, limit: int, *, by_date: bool) -> int:
        order: dict[str, Any] = {}
        if by_date:
            order = {"order_by_field": "number", "order": tantivy.Order.Asc}
        found = searcher.search(query, limit, **order)
        return len([searcher.doc(address)["sentence"] for _, address in found.hits])

    def all_of(query: str) -> Any:
        return tantivy.Query.boolean_query(
            [(tantivy.Occur.Must, words_of(word)) for word in query.split()]
        )

    who = "Tantivy"
    yield measured(
        "phrase", who, lambda q: ask(words_of(q), HITS, by_date=True), asked.phrases, None
    )
    yield measured("first", who, lambda q: ask(words_of(q), 1, by_date=True), asked.phrases, None)
    yield measured("ranked", who, lambda q: ask(all_of(q), HITS, by_date=False), asked.words, None)
    yield measured(
        "ranked single", who, lambda q: ask(words_of(q), HITS, by_date=False), asked.single, None
    )


def main() -> int:
    """Measure, print a table, end with 1 if a bar is not met."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--passages", default="1m", help="how many: 100k, 1m")
    parser.add_argument("--queries", type=int, default=220)
    parser.add_argument(
        "--folder", type=Path, default=Path(tempfile.gettempdir()) / "communique-ask"
    )
    parser.add_argument("--only", nargs="+", help="phrase first ranked similar …")
    parser.add_argument("--no-peers", action="store_true")
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    passages = int(given.passages.lower().replace("k", "000").replace("m", "000000"))
    path = given.folder / f"{passages}.db"
    if not path.exists():
        print(f"making {path}", flush=True)
        make(path, passages)
    asked = queries(given.queries + WARM, passages)

    def wanted(what: str) -> bool:
        return not given.only or what in given.only

    cases = list(ours(path, asked, wanted))
    if not given.no_peers:
        cases += [each for each in with_trigrams(path, asked, passages) if wanted(each.what)]
        if find_spec("tantivy"):
            cases += [each for each in with_tantivy(path, asked, passages) if wanted(each.what)]
        else:
            print("tantivy is not installed and was left out")
    print(f"{passages:,} passages, {given.queries} queries, {platform.machine()}, milliseconds\n")
    times = "".join(f"{name:>9}" for name in ("p50", "p95", "cpu p50", "cpu p95"))
    print(f"{'what':16}{'who':14}{'found':>7}{times}{'bar':>6}")
    for each in cases:
        bar = "" if each.bar is None else f"{each.bar:g}{'' if each.cpu95 <= each.bar else ' !'}"
        print(
            f"{each.what:16}{each.who:14}{each.answered:>7}{each.wall50:>9}{each.wall95:>9}"
            f"{each.cpu50:>9}{each.cpu95:>9}{bar:>6}"
        )
    if given.json:
        given.json.write_text(json.dumps([asdict(each) for each in cases], indent=1))
    return int(any(each.bar is not None and each.cpu95 > each.bar for each in cases))


if __name__ == "__main__":
    sys.exit(main())
