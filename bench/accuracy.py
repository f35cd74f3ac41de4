"""Accuracy by kind and language: on specs/, and on the gold where ../shared is.

python bench/accuracy.py                  print the tables
python bench/accuracy.py --write          and put them into docs/accuracy.md
python bench/accuracy.py --raise-floors   raise specs/floors.json to what is reached (never lower)
python bench/accuracy.py --wrong KIND/LANGUAGE   what a kind misses and adds in its cases
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import math
import os
import sys
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from communique.find import with_findings
from communique.model.contract import to_json
from communique.model.findings import KINDS
from communique.names import load
from communique.read.analyse import analyse_file

sys.path.insert(0, str(Path(__file__).parent))
import specs

ROOT = specs.ROOT
GOLD = {
    "001": ("seeds/001_*.txt", "zh-Hant"), "002": ("seeds/002_*.txt", "zh-Hans"),
    "003-ja": ("seeds/003_*.txt", "ja"), "003-en": ("seeds/003_*.txt", "en"),
    "g-en1": ("gold/g-en1.txt", "en"), "g-en2": ("gold/g-en2.txt", "en"),
    "g-ja1": ("gold/g-ja1.txt", "ja"), "g-ja2": ("gold/g-ja2.txt", "ja"),
    "g-zhs1": ("gold/g-zhs1.txt", "zh-Hans"), "g-zht1": ("gold/g-zht1.txt", "zh-Hant"),
}  # fmt: skip
HELD_OUT = {"en": 20, "ja": 20, "zh-Hant": 18, "zh-Hans": 18}
"""The number from which on texts of bench/texts are kept from those who write rules."""
LANGUAGES = ("en", "ja", "zh-Hant", "zh-Hans")
HEADINGS = """# Accuracy

Made by `python bench/accuracy.py --write`; do not edit by hand. F1 counts a finding as right when
its words overlap the expected ones by half; the columns behind it say how often a field was right.
"""

GOLD_HEADING = """
## Hand-made gold
Texts that the rules were developed on, so no measure of unseen ones.
"""
TEXTS_HEADINGS = {
    "developed": """
## Our own texts: those that rules were developed on
Invented texts of many genres and decades with gold by people who had not seen the rules
(`bench/texts/`); these were looked at when rules were widened.
""",
    "held out": """
## Our own texts: those held out
The last ones of each language: the measure of unseen texts, a small one. No rule was written after
them, but for one: that of zh-Hans 20 was a commentary taken for a statement, for want of Chinese
and Japanese patterns of bylines; all attributions together stood at .835 before, and at .881 with
these. The sixteen texts before them were measured in the same way and then looked at: promises
.918, positions .937, figures .941, people .922, mechanisms .829, attributions .920, claims .870,
events .919.
""",
}


@dataclass(frozen=True, slots=True)
class Annotated:
    """A text with its gold, in which language, and whether only that language of it counts."""

    source: Path
    gold: Path
    language: str
    alone: bool = False


def shared_texts(shared: Path) -> list[Annotated]:
    """The texts of ../shared/gold."""
    found = []
    for name, (pattern, language) in GOLD.items():
        (path,) = shared.glob(pattern)
        gold = shared / "gold" / f"{name}.json"
        found.append(Annotated(path, gold, language, name.startswith("003")))
    return found


def own_texts(part: str) -> list[Annotated]:
    """The texts of bench/texts: `developed` (numbers up to 9) or `held out` (those after)."""
    found = []
    for language in LANGUAGES:
        for gold in sorted((ROOT / "bench" / "texts" / language).glob("*.json")):
            seen = int(gold.name.split("-")[0]) < HELD_OUT[language]
            if seen == (part == "developed"):
                (source,) = (p for p in gold.parent.glob(f"{gold.stem}.*") if p != gold)
                found.append(Annotated(source, gold, language))
    return found


def spec_table() -> tuple[list[str], dict[str, float]]:
    """The table of the cases in specs/, and the F1 of each file."""
    names, scores = load(), {}
    lines = ["| kind | language | cases | expected | F1 | fields |", "|---|---|---|---|---|---|"]
    for kind, language in specs.files():
        tally = specs.run(kind, language, names)
        scores[f"{kind}/{language}"] = tally.f1
        fields = ", ".join(f"{n} {tally.share(n):.2f}" for n in tally.compared)
        count = len(specs.cases(kind, language))
        lines.append(
            f"| {kind} | {language} | {count} | {tally.expected} | {tally.f1:.3f} | {fields} |"
        )
    return lines, scores


def gold_table(texts: list[Annotated], module: Any) -> list[str]:
    """The table of texts with gold: pooled over those of each language, and over all. `module` is
    the gold's own score.py."""
    pools: dict[tuple[str, str], dict[str, float]] = defaultdict(lambda: defaultdict(float))
    names = load()
    for text in texts:
        analysis = with_findings(analyse_file(text.source, names=names), names)
        gold = json.loads(text.gold.read_text(encoding="utf-8"))
        raw = text.source.read_bytes().decode("utf-8-sig")
        only = text.language if text.alone else None
        page = text.source.suffix == ".html"
        report = module.score(gold, to_json(analysis), raw, page, only)
        for kind in KINDS:
            for pool in (text.language, "all"):
                _add(pools[kind, pool], report.get(kind, {"n/a": True}), gold.get(kind, []))
    lines = ["| kind | language | items | F1 | overlap | fields |", "|---|---|---|---|---|---|"]
    for kind in KINDS:
        for language in (*LANGUAGES, "all"):
            row = pools.get((kind, language))
            if row and row["gold"]:
                lines.append(_row(kind, language, row))
    return lines


def agreement(shared: Path) -> str:
    """How far the findings of the two languages of one declaration agree, item by item."""
    from communique.compare.align import align
    from communique.compare.divergence import divergence
    from communique.compare.encoder import installed
    from communique.compare.texts import Text

    (path,) = shared.glob(GOLD["003-ja"][0])
    names = load()
    left, right = Text.all_of(with_findings(analyse_file(path, names=names), names))
    report = divergence(align(left, right, encoder=installed(), names=names))
    counts = [
        sum(f.kind in ("commitments", "positions") for f in t.findings) for t in (left, right)
    ]
    total = sum(counts)
    alone = sum(item.only is not None for item in report.items)
    differ = sum(item.only is None for item in report.items)
    both = (total - alone) // 2
    return (
        f"\nThe Japanese and the English text of one declaration: {counts[0]} and {counts[1]} "
        f"promises and positions, {both} of them in both ({2 * both / total:.2f}), "
        f"{both - differ} with all fields the same ({2 * (both - differ) / total:.2f})."
    )


def _score(shared: Path) -> Any:
    found = importlib.util.spec_from_file_location("score", shared / "gold" / "score.py")
    assert found and found.loader
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    sys.setrecursionlimit(10_000)
    return module


def _add(pool: dict[str, float], row: dict[str, Any], gold: list[dict[str, Any]]) -> None:
    """Add a file's row: fields weigh by the pairs compared, values (deadline, amount) by
    the gold items that have one.
    """
    if row.get("n/a"):
        return
    pool["gold"] += row["gold"]
    pool["matched"] += row["matched"]
    counted = row["matched"] / row["precision"] if row["precision"] else row["found"]
    pool["counted"] += round(counted)
    weight = max(1, row["matched"])
    for name, value in row.items():
        if isinstance(value, float) and name not in ("precision", "recall", "f1"):
            given = sum(i.get(name[:-3]) is not None and not i.get("unsure") for i in gold)
            weighs = given if name.endswith("_f1") else weight
            pool[f"={name}"] += value * weighs
            pool[f"#{name}"] += weighs


def _row(kind: str, language: str, row: dict[str, float]) -> str:
    both = row["gold"] + row["counted"]
    f1 = 2 * row["matched"] / both if both else 0.0
    names = [n[1:] for n in row if n.startswith("=") and n != "=overlap" and row["#" + n[1:]]]
    fields = ", ".join(f"{n} {row['=' + n] / row['#' + n]:.2f}" for n in names)
    overlap = f"{row['=overlap'] / row['#overlap']:.2f}" if row.get("#overlap") else ""
    return f"| {kind} | {language} | {row['gold']:.0f} | {f1:.3f} | {overlap} | {fields} |"


def raise_floors(scores: dict[str, float]) -> None:
    """Write what is reached where it is above the floor, rounded down to a hundredth."""
    path = ROOT / "specs" / "floors.json"
    floors = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    for name, score in scores.items():
        floors[name] = max(floors.get(name, 0.0), math.floor(score * 100) / 100)
    path.write_text(json.dumps(dict(sorted(floors.items())), indent=1) + "\n", encoding="utf-8")


def main() -> None:
    """Print the tables and do what the options say."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--raise-floors", action="store_true")
    parser.add_argument("--wrong", metavar="KIND/LANGUAGE")
    args = parser.parse_args()
    if args.wrong:
        kind, _, language = args.wrong.partition("/")
        print("\n".join(specs.run(kind, language).wrong))
        return
    lines, scores = spec_table()
    parts = [
        HEADINGS,
        "## Our own cases\nIn `specs/`, invented, with what is none among them.\n",
        *lines,
    ]
    shared = Path(os.environ.get("COMMUNIQUE_SHARED", ROOT.parent / "shared"))
    if (shared / "gold").is_dir():
        module = _score(shared)
        parts += [GOLD_HEADING, *gold_table(shared_texts(shared), module), agreement(shared)]
        for part, heading in TEXTS_HEADINGS.items():
            parts += [heading, *gold_table(own_texts(part), module)]
    else:
        print("the gold is not here (COMMUNIQUE_SHARED): its table is left out", file=sys.stderr)
    print("\n".join(parts))
    if args.write:
        (ROOT / "docs" / "accuracy.md").write_text("\n".join(parts) + "\n", encoding="utf-8")
    if args.raise_floors:
        raise_floors(scores)


if __name__ == "__main__":
    main()
