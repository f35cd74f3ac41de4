"""Texts for benches: those of samples/, their paragraphs shuffled and their numbers changed.

Nothing repeats exactly, all languages and formats say the same amount, and the same call gives the
same text.
"""

from __future__ import annotations

import html
import random
import re
from collections.abc import Sequence
from pathlib import Path

SAMPLES = Path(__file__).resolve().parents[1] / "samples"
LANGUAGES = ("en", "ja", "zh-Hant", "zh-Hans")
FORMATS = {"text": "txt", "markdown": "md", "html": "html"}
"""The formats and how their files' names end."""


def paragraphs(language: str) -> list[str]:
    """The paragraphs of the sample corpus in one language, without markup."""
    found: list[str] = []
    for path in sorted(SAMPLES.glob(f"*/*.{language}.*")):
        if path.suffix not in (".txt", ".md", ".html"):
            continue
        text = path.read_text(encoding="utf-8")
        if path.suffix == ".html":
            text = re.sub(r"(?s)<(script|style|head)\b.*?</\1>", "", text)
            text = html.unescape(re.sub(r"</(?:p|li|h\d|td|div)>", "\n\n", text))
            text = re.sub(r"<[^<>]*>", "", text)
        text = re.sub(r"(?m)^[#>*-]+ ?|\*\*", "", text)
        blocks = (" ".join(block.split()) for block in re.split(r"\n\s*\n", text))
        found += [block for block in blocks if len(block) > 20]
    if not found:
        raise SystemExit(f"samples/ holds no text in {language}")
    return found


def varied(language: str, size: int, *, seed: int = 7) -> list[str]:
    """Paragraphs of so many characters in all: shuffled anew each round, every number changed."""
    chance = random.Random(f"{seed}{language}{size}")
    stock = paragraphs(language)
    out: list[str] = []
    total = 0
    while total < size:
        chance.shuffle(stock)
        for block in stock:
            changed = re.sub(r"\d+", lambda m: str(chance.randrange(10 ** len(m[0]))), block)
            out.append(changed)
            total += len(changed) + 2
            if total >= size:
                break
    return out


def dressed(blocks: Sequence[str], format: str, language: str) -> str:
    """The paragraphs as a plain text, a Markdown text or a whole HTML page."""
    if format == "text":
        return "\n\n".join(blocks)
    if format == "markdown":
        parts = [f"## {b[:30]}\n\n{b}" if n % 10 == 0 else b for n, b in enumerate(blocks)]
        return "\n\n".join(
            f"- **{p[:8]}**{p[8:]}" if n % 7 == 3 else p for n, p in enumerate(parts)
        )
    inner = ""
    for n, block in enumerate(html.escape(b, quote=False) for b in blocks):
        heading = f"<h2>{block[:30]}</h2>" if n % 10 == 0 else ""
        inner += f"{heading}<p class='p'>{block[:9]}<b>{block[9:20]}</b>{block[20:]}</p>\n"
    links = "".join(f"<li><a href='/{n}'>News {n}</a></li>" for n in range(40))
    return (
        f"<!doctype html><html lang='{language}'><head><title>Joint Statement</title></head><body>"
        f"<nav><ul>{links}</ul></nav><main><article>{inner}</article></main>"
        f"<footer><p>Contact</p><ul>{links}</ul></footer></body></html>"
    )


def material(language: str, format: str, size: int) -> bytes:
    """A source of so many characters of text."""
    return dressed(varied(language, size), format, language).encode()


def small_files(folder: Path, count: int) -> int:
    """Writes so many small documents in all languages; their characters."""
    chance = random.Random(count)
    stock = {language: paragraphs(language) for language in LANGUAGES}
    total = 0
    for number in range(count):
        language = LANGUAGES[number % len(LANGUAGES)]
        blocks = chance.sample(stock[language], 4 if language == "en" else 8)
        text = "\n\n".join(
            [f"Statement {number}" if language == "en" else f"声明 {number}", *blocks]
        )
        total += len(text)
        path = folder / f"{1980 + number % 45}-{number % 12 + 1:02}-01-{number:05}.{language}.txt"
        path.write_text(text, encoding="utf-8")
    return total
