"""Makes an archive of many small statements with findings: for measuring pages and checks.

    python bench/many.py build/10000.db --documents 10000

Series of fifty, a year apart: of pairs of states, in one language or in two versions of each. The
paragraphs are those of the statements in samples/, each series with other names of places, each
document with its own years and numbers, so that promises come again, change, and fall silent.
Everything that is told of the states is invented. They are read, searched for findings and stored
as `communique add` does. Left out: catalogues, tables, other kinds of documents.
"""

from __future__ import annotations

import argparse
import re
import time
from collections.abc import Iterator
from functools import cache
from itertools import combinations, islice
from multiprocessing import get_context
from pathlib import Path
from random import Random

from communique.archive import Archive
from communique.archive.prepare import Prepared, prepare
from communique.find.finders import with_findings
from communique.names import Names, load
from communique.read.analyse import analyse_bytes

STATEMENTS = Path(__file__).resolve().parents[1] / "samples" / "statements"
LANGUAGES = ("en", "ja", "zh-Hant", "zh-Hans")
STATES = ("JPN", "USA", "CHN", "KOR", "AUS", "IND", "GBR", "FRA", "DEU", "CAN", "VNM", "IDN", "BRA")
SERIES = 50
"""Documents of a series."""
PARAGRAPHS = (6, 11)
GROUP = 100
LAST = 2026
"""The year of a series' last document."""

_PLACES = {
    "en": "Ormel Sarrow Lindholt Brannock Averne Verena Norvask",
    "ja": "オルメル サロー リンドホルト ブラノック アヴェルヌ ベレナ ノルヴァスク",
    "zh-Hant": "奧梅爾 薩羅 林霍特 布蘭諾克 阿維恩 維雷納 諾瓦斯克",
    "zh-Hans": "奥梅尔 萨罗 林霍特 布兰诺克 阿维恩 维雷纳 诺瓦斯克",
}
_SOUNDS = {
    "en": ("ba", "co", "den", "fi", "gor", "hal", "ist", "jun", "kel", "lom", "mar", "nep", "ost"),
    "ja": "アカサタナハマヤラワイキシチニヒミリウクスツヌフムユルエケセテネヘメレ",
    "zh-Hant": "阿巴卡達法加哈拉馬納帕薩塔瓦亞爾德倫斯特",
    "zh-Hans": "阿巴卡达法加哈拉马纳帕萨塔瓦亚尔德伦斯特",
}
"""What invented names are made of."""

_OWN = {
    "en": ("Mervania", "Kestria"),
    "ja": ("メルヴァニア", "ケストリア"),
    "zh-Hant": ("梅爾凡尼亞", "凱斯特里亞"),
    "zh-Hans": ("梅尔凡尼亚", "凯斯特里亚"),
}
_TITLES = {
    "en": "Joint Statement of {a} and {b}",
    "ja": "{a}と{b}の共同声明",
    "zh-Hant": "{a}與{b}聯合聲明",
    "zh-Hans": "{a}与{b}联合声明",
}
_HAN_YEAR = re.compile(r"[一二三四五六七八九〇]{4}(?=年)")
_WIDE = str.maketrans("０１２３４５６７８９．", "0123456789.")
_HAN = str.maketrans("〇一二三四五六七八九", "0123456789")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_NUMBER = re.compile(r"(?<![\d.])(?:\d{3,}(?:[.,]\d+)*|\d+(?:[.,]\d+)+)")


@cache
def _stock(language: str) -> tuple[tuple[int, str], ...]:
    """The paragraphs of the samples' statements in a language, with the year each was said in."""
    made = []
    for path in sorted(STATEMENTS.glob(f"*.{language}.*")):
        if path.suffix not in (".txt", ".md"):
            continue
        text = path.read_text(encoding="utf-8").translate(_WIDE)
        text = _HAN_YEAR.sub(lambda m: m[0].translate(_HAN), re.sub(r"(?m)^#+ .*$|\*", "", text))
        for block in re.split(r"\n\s*\n", text):
            line = re.sub(
                r"^(?:\d+[.．、]?|[-•])\s*|^[一二三四五六七八九十]+、", "", " ".join(block.split())
            )
            if len(line) > 25 and line[0].isalpha() and line[0] == line[0].upper() != line[1]:
                made.append((int(path.name[:4]), line))
    return tuple(made)


@cache
def _names() -> Names:
    return load()


def _series(number: int) -> tuple[tuple[str, str], tuple[str, ...]]:
    """The two states of a series and its languages."""
    pairs = tuple(combinations(STATES, 2))
    first = LANGUAGES[number % 4]
    versions = (first,) if number % 3 else (first, LANGUAGES[(number + 1) % 4])
    return pairs[number % len(pairs)], versions


def statement(number: int) -> tuple[str, str, dict[str, object]]:
    """The file name, the text and the header fields of a document, the same for the same number."""
    series, place = divmod(number, SERIES)
    sides, versions = _series(series)
    language = versions[place % len(versions)]
    meeting = place // len(versions)
    year = LAST - (SERIES // len(versions) - 1 - meeting)
    day = Random(f"day {series} {meeting}")
    date = f"{year}-{day.randint(1, 12):02}-{day.randint(1, 28):02}"
    level = "leaders" if series < 78 else "ministers" if series < 156 else "officials"
    chance = Random(f"{series} {place}")
    a, b = (_names().states[code].label(language) for code in sides)
    places = dict(zip(_PLACES[language].split(), _invented(series, language), strict=True))
    places |= dict(zip(_OWN[language], (a, b), strict=True))
    stock = _stock(language)
    # Two meetings in a row have most paragraphs in common, as real ones do.
    first = (series * 31 + meeting * 5) % len(stock)
    count = chance.randint(*PARAGRAPHS)
    lines = [_TITLES[language].format(a=a, b=b), date]
    for at in range(count):
        said, line = stock[(first + at * 3) % len(stock)]
        for old, new in places.items():
            line = line.replace(old, new)
        line = _NUMBER.sub(lambda match: _drawn(match[0], chance), line)
        line = _moved(line, year - said)
        lines.append(f"{at + 1}. {line}" if language == "en" else f"{at + 1}　{line}")
    name = f"{date}-{'-'.join(sides).lower()}-{level}-{series:03}.{language}.txt"
    fields: dict[str, object] = {
        "date": date,
        "kind": "joint_statement",
        "level": level,
        "issuers": list(sides),
        "parties": list(sides),
        "language": language,
    }
    return name, "\n\n".join(lines) + "\n", fields


def _moved(line: str, years: int) -> str:
    """A line with its years so much later."""
    return _YEAR.sub(lambda match: str(int(match[0]) + years), line)


def _drawn(number: str, chance: Random) -> str:
    """A number of the same shape; years, and one in two others, stay as they were."""
    if _YEAR.fullmatch(number) or chance.random() < 0.5:
        return number
    return number[0] + re.sub(r"\d", lambda _: str(chance.randrange(10)), number[1:])


@cache
def _invented(series: int, language: str) -> tuple[str, ...]:
    chance = Random(f"places {series}")
    length = 2 if language == "en" else 3
    return tuple(
        "".join(chance.choice(_SOUNDS[language]) for _ in range(length)).capitalize()
        for _ in range(7)
    )


def document(number: int) -> Prepared:
    """A document ready to be stored."""
    name, text, fields = statement(number)
    analysis = analyse_bytes(
        text.encode(), name=name, identity=f"/bench/{name}", fields=fields, names=_names()
    )
    return prepare(with_findings(analysis, _names()), text.encode())


def make(path: str | Path, documents: int = 10_000, *, workers: int = 2) -> None:
    """The archive of so many documents at a path, made whole or not at all."""
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(".part")
    for old in path.parent.glob(f"{part.name}*"):
        old.unlink()
    started = time.perf_counter()
    with (
        Archive.open(str(part), create=True) as archive,
        get_context("spawn").Pool(workers) as pool,
    ):
        made = pool.imap(document, range(documents), chunksize=10)
        for count, group in enumerate(_groups(made), 1):
            with archive.transaction():
                for each in group:
                    archive.put_prepared(each)
            if count % 10 == 0:
                seconds = time.perf_counter() - started
                print(f"  {count * GROUP:,} documents, {seconds:.0f} s", flush=True)
        archive._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    part.replace(path)


def _groups(made: Iterator[Prepared]) -> Iterator[list[Prepared]]:
    while group := list(islice(made, GROUP)):
        yield group


def main() -> None:
    """Make an archive."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("path", type=Path)
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--workers", type=int, default=2)
    asked = parser.parse_args()
    make(asked.path, asked.documents, workers=asked.workers)


if __name__ == "__main__":
    main()
