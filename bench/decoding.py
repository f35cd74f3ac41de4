"""How often the encoding of undeclared bytes is told right: ours, charset-normalizer, chardet.

    python bench/decoding.py ../shared/seeds ../shared/series

Takes texts in UTF-8, writes pieces of them in the encodings that their script is written in, and
asks each detector. Peers that are not installed are left out. Prints a row a detector: the share
told right by length of piece, and the seconds.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from communique.errors import CommuniqueError
from communique.read.encodings import decode

LENGTHS = (50, 200, 2000)
PIECES = 60
ENCODINGS = {
    "ja": ("cp932", "euc_jp", "iso2022_jp", "utf-16-le"),
    "hans": ("gb18030", "utf-16-le"),
    "hant": ("cp950", "big5hkscs", "gb18030", "utf-16-be"),
    "en": ("cp1252",),
}
KIN = (
    ("cp932", "shift_jis", "sjis", "shift_jis_2004", "windows_31j"),
    ("euc_jp", "euc_jis_2004"),
    ("gb18030", "gbk", "gb2312"),
    ("cp950", "big5", "big5hkscs"),
    ("cp1252", "windows_1252", "iso_8859_1", "latin_1", "iso8859_1"),
    ("utf_16_le", "utf_16", "utf_16_be"),
    ("iso2022_jp", "iso_2022_jp", "iso2022_jp_ext", "iso2022_jp_2"),
)


def script(text: str) -> str:
    """Which encodings a text would come in."""
    if sum("\u3040" <= c <= "\u30ff" for c in text) * 20 > len(text):
        return "ja"
    if sum("\u4e00" <= c <= "\u9fff" for c in text) * 3 < len(text):
        return "en"
    return "hans" if sum(c in "国会这说为们对个时来" for c in text) * 50 > len(text) else "hant"


def pieces(folders: list[str]) -> Iterator[tuple[str, int, bytes]]:
    """Encoding, length and bytes of each piece, the same in every run; none is plain ASCII."""
    texts: dict[str, str] = {}
    for folder in folders:
        for path in sorted(Path(folder).rglob("*.txt")):
            text = path.read_text(encoding="utf-8-sig")
            texts[script(text)] = texts.get(script(text), "") + text
    rng = random.Random(7)
    for name, text in sorted(texts.items()):
        for codec in ENCODINGS[name]:
            for length in LENGTHS:
                for _ in range(PIECES):
                    start = rng.randrange(max(1, len(text) - length))
                    piece = text[start : start + length]
                    if name == "en":
                        piece = piece[: length // 2] + "’s café – " + piece[length // 2 :]
                    while len(piece.encode(codec, "ignore")) > length + 8:
                        piece = piece[: -max(1, len(piece) // 20)]
                    data = piece.encode(codec, "ignore")
                    if codec.startswith("utf-16") or not piece.isascii():
                        yield codec, length, data


def detectors() -> dict[str, Callable[[bytes], str | None]]:
    """Ours and the peers that are here."""
    found: dict[str, Callable[[bytes], str | None]] = {"communique": ours}
    try:
        from charset_normalizer import from_bytes

        found["charset-normalizer"] = lambda data: getattr(
            from_bytes(data).best(), "encoding", None
        )
    except ImportError:
        pass
    try:
        import chardet

        found["chardet"] = lambda data: chardet.detect(data)["encoding"]
    except ImportError:
        pass
    return found


def ours(data: bytes) -> str | None:
    """What we say."""
    try:
        return decode(data).encoding
    except CommuniqueError:
        return None


def same(one: str, other: str | None) -> bool:
    """Whether two names are of one encoding or of editions of it."""
    names = {name.lower().replace("-", "_") for name in (one, other or "")}
    return len(names) == 1 or any(names <= set(kin) for kin in KIN)


def main() -> None:
    """Measure and print."""
    cases = list(pieces(sys.argv[1:]))
    for name, detect in detectors().items():
        start, right = time.perf_counter(), dict.fromkeys(LENGTHS, 0)
        for codec, length, data in cases:
            right[length] += same(codec, detect(data))
        seconds = time.perf_counter() - start
        shares = [right[n] / max(1, sum(c[1] == n for c in cases)) for n in LENGTHS]
        print(f"{name:20}", *(f"{share:.3f}" for share in shares), f"{seconds:.2f} s", len(cases))


if __name__ == "__main__":
    main()
