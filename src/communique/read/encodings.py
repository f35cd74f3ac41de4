"""Bytes to text: by byte order mark, then by declaration, then by detection; what was chosen and
why is kept.

Recognises UTF-8, UTF-16 and UTF-32 with or without a mark (UTF-32 only with), Shift_JIS as Windows
writes it, EUC-JP, ISO-2022-JP, Big5 with HKSCS, GB18030 with GBK, Windows-1252; any other encoding
Python knows if the page declares it. A declaration (of the server, `<meta charset>`, `<?xml
encoding>`) is overridden where the bytes contradict it, and a gap says so. Left out: encodings told
apart by language alone (Windows-1250 to -1258 undeclared), and compressed bytes.

    >>> decode("両首脳は会談した。".encode("cp932")).encoding
    'cp932'
    >>> decode(b"<meta charset=utf-8>" + "両国の条約".encode("euc_jp")).gaps[0].code
    'encoding-declared-wrong'
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from communique.errors import BinaryInput, EmptyInput
from communique.model.gaps import Gap
from communique.read.detection import ISO_2022, Candidate, knowledge, rank, score

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
DECLARED = re.compile(
    rb"""<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w.:-]{1,40})"""
    rb"""|<meta[^>]{0,300}?charset\s*=\s*["']?\s*([\w.:-]{1,40})""",
    re.IGNORECASE,
)
CONTROLS = re.compile("[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f]")
SURROGATES = re.compile("[\ud800-\udfff]")
CLEAR = (
    0.55  # a score below this is no ordinary prose; right choices of 50 bytes scored .60 and more
)
MARGIN = (
    0.08  # a runner-up this near makes a choice doubtful; wrong ones of 50 bytes lay within .06
)
DAMAGE = 0.02  # share of characters that may be lost before a text counts as not of this encoding


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and how it was decoded; `basis` is "bom", "declared", "utf-8" or "detected"."""

    text: str
    encoding: str
    basis: str
    doubtful: bool = False
    gaps: tuple[Gap, ...] = ()


def decode(data: bytes, *, declared: str | None = None) -> Decoded:
    """Decode bytes whatever they are; time grows with their number only.

    `declared` is what a server or person said; otherwise a declaration inside the first 4 KiB
    counts. NULs, lone surrogates and bytes that belong to no character become U+FFFD, with a gap.
    Raises EmptyInput (`empty`) where nothing but white space is left, BinaryInput (`binary`) where
    the bytes are no text in any encoding.
    """
    if not data:
        raise EmptyInput("there are no bytes")
    found = _by_mark(data) or _by_declaration(data, declared) or _by_content(data)
    return _cleaned(found)


def labels_to_codecs(label: str) -> list[str]:
    """The codecs an encoding label stands for, best first; empty if there is none."""
    label = label.strip().lower()
    known = knowledge().labels.get(label)
    if known is not None:
        return known
    try:
        info = codecs.lookup(label)
    except (LookupError, ValueError):
        return []
    # base64, rot13 and the like are codecs too, and utf-7 was a way to smuggle markup past filters
    is_text = getattr(info, "_is_text_encoding", True)
    hidden = info.name.replace("-", "_") in (
        "utf_7",
        "idna",
        "punycode",
        "unicode_escape",
        "raw_unicode_escape",
        "undefined",
    )
    return [] if hidden or not is_text else [info.name]


def _by_mark(data: bytes) -> Decoded | None:
    """The text after a byte order mark, if there is one."""
    for mark, codec in BOMS:
        if data.startswith(mark):
            text = data[len(mark) :].decode(codec, "replace")
            return Decoded(text, codec, "bom", gaps=_damage(text, codec))
    return None


def _by_declaration(data: bytes, declared: str | None) -> Decoded | None:
    """The text as declared, unless the bytes contradict it; then as found, with a gap."""
    label = declared or _declaration(data)
    if not label:
        return None
    choices = labels_to_codecs(label)
    if not choices:
        other = _by_content(data)
        return _with(
            other, "encoding-declared-unknown", f"the declared encoding {label!r} is not known"
        )
    if choices[0].startswith("utf-16") and DECLARED.search(data, 0, 4096):
        choices = [
            "utf-8"
        ]  # a declaration that can be read byte by byte is not written in UTF-16 (WHATWG)
    for codec in choices:
        text = _strict(data, codec)
        if text is not None and not _contradicted(data, text, codec):
            return Decoded(text, codec, "declared")
    other = _by_content(data)
    if other.encoding in choices:
        return Decoded(other.text, other.encoding, "declared", gaps=other.gaps)
    message = (
        f"the bytes are not {label!r} as declared but {other.encoding}, as which they were read"
    )
    return _with(other, "encoding-declared-wrong", message)


def _declaration(data: bytes) -> str | None:
    """The encoding that an HTML or XML page declares at its beginning."""
    found = DECLARED.search(data, 0, 4096)
    return (found[1] or found[2]).decode("ascii", "replace") if found else None


def _contradicted(data: bytes, text: str, codec: str) -> bool:
    """Whether bytes that can be decoded as declared are plainly something else."""
    if text.isascii():
        return bool(ISO_2022.search(data)) and codec != "iso2022_jp"
    if codec == "utf-8":
        return False
    if _strict(data, "utf-8") is not None:
        # eight bytes more than characters: four ideographs of GBK are rarely UTF-8 by chance
        return len(data) - len(data.decode("utf-8")) >= 8 or codec in ("cp1252", "cp1254")
    best = rank(data)
    return bool(
        best
        and best[0].codec != codec
        and best[0].score >= CLEAR
        and best[0].score > score(text[:65536], codec) + 0.3
    )


def _by_content(data: bytes) -> Decoded:
    """The text as the bytes themselves tell: UTF-8 if they are, else the best-scored candidate."""
    wide = b"\0" in data[:65536]
    escapes = bool(ISO_2022.search(data)) and data.isascii()
    text = None if escapes else _strict(data, "utf-8")
    if text is not None and not (wide and len(data) % 2 == 0 and _looks_wide(data, 0.2)):
        return Decoded(text, "utf-8", "utf-8")
    ranked = rank(data)
    for candidate in ranked:
        if candidate.score < CLEAR:
            break
        text = _strict(data, candidate.codec)
        if text is not None:
            return _detected(text, candidate, ranked)
    return _damaged(data, ranked)


def _looks_wide(data: bytes, share: float) -> bool:
    """Whether NULs are high halves of letters: so many of the bytes, and on every other place."""
    piece = data[:65536]
    even, odd = piece[0::2].count(0), piece[1::2].count(0)
    return max(even, odd) > 8 * min(even, odd) and max(even, odd) > share * len(piece)


def _detected(text: str, best: Candidate, ranked: list[Candidate]) -> Decoded:
    """A detected text, doubtful if another encoding is nearly as plausible."""
    near = [c for c in ranked if c.codec != best.codec and not _kin(c.codec, best.codec)]
    if near and near[0].score > best.score - MARGIN and near[0].score >= CLEAR:
        message = f"read as {best.codec}; {near[0].codec} is nearly as plausible"
        return Decoded(text, best.codec, "detected", True, (Gap("encoding-doubtful", message),))
    return Decoded(text, best.codec, "detected")


def _kin(one: str, other: str) -> bool:
    """Whether two codecs are editions of one encoding."""
    return {one, other} == {"cp950", "big5hkscs"}


def _damaged(data: bytes, ranked: list[Candidate]) -> Decoded:
    """The text that loses fewest characters, if it loses few; else the best guess as doubtful, or
    BinaryInput.
    """
    tried = ["utf-8", "cp932", "euc_jis_2004", "gb18030", "cp950", "big5hkscs", "cp1252"]
    if ISO_2022.search(data):
        tried = ["iso2022_jp", *tried]
    if _looks_wide(data, 0.02):
        tried = ["utf-16-le", "utf-16-be"]
    best: tuple[float, str, str] | None = None
    for codec in tried:
        text = data.decode(codec, "replace")
        written = max(1, sum(map(len, re.findall("[^\x00-\x7f]+", text[:65536]))))
        lost = text.count("\ufffd", 0, 65536)
        worth = score(text[:65536].replace("\ufffd", ""), codec) - 4 * lost / written
        if codec == "utf-8" and lost * 10 < written:
            worth = 2.0
        if best is None or worth > best[0]:
            best = (worth, codec, text)
    assert best is not None
    worth, codec, text = best
    if worth < 0 and (_binary(text) or codec.startswith("utf-16")):
        raise BinaryInput("the bytes are no text in any encoding known here")
    basis = "utf-8" if codec == "utf-8" else "detected"
    found = Decoded(text, codec, basis, worth < CLEAR, _damage(text, codec))
    if worth >= CLEAR:
        return found
    runner_up = next((c.codec for c in ranked if c.codec != codec), "none other")
    return _with(
        found, "encoding-doubtful", f"read as {codec} for want of better; next is {runner_up}"
    )


def _strict(data: bytes, codec: str) -> str | None:
    """The whole decoded without an error, or None."""
    try:
        return data.decode(codec)
    except (UnicodeDecodeError, ValueError):
        return None


def _damage(text: str, codec: str) -> tuple[Gap, ...]:
    """The gap for characters that were lost in decoding."""
    lost = text.count("\ufffd")
    return (
        (Gap("undecodable-bytes", f"{lost} places are no {codec} and read as U+FFFD"),)
        if lost
        else ()
    )


def _with(found: Decoded, code: str, message: str) -> Decoded:
    """The same text with one more gap."""
    return Decoded(
        found.text, found.encoding, found.basis, found.doubtful, (*found.gaps, Gap(code, message))
    )


def _binary(text: str) -> bool:
    """Whether more than one character in fifty is a control character that no text has, or one in
    ten is NUL.
    """
    head = text[:65536]
    return len(CONTROLS.findall(head)) * 50 > len(head) or head.count("\0") * 10 > len(head)


def _cleaned(found: Decoded) -> Decoded:
    """The text with NULs and lone surrogates replaced, or the error for what is empty or binary."""
    text, gaps = found.text, found.gaps
    if not text.strip(" \t\r\n\x0b\x0c\x1a\ufeff\u3000\xa0"):
        raise EmptyInput("the bytes hold nothing but white space")
    if _binary(text):
        raise BinaryInput("more than one character in fifty is a control character")
    lost = len(SURROGATES.findall(text)) if not text.isascii() else 0
    if lost:
        text = SURROGATES.sub("\ufffd", text)
        gaps = (*gaps, Gap("undecodable-bytes", f"{lost} lone surrogates read as U+FFFD"))
    if "\0" in text:
        gaps = (
            *gaps,
            Gap("undecodable-bytes", f"{text.count(chr(0))} NUL characters read as U+FFFD"),
        )
        text = text.replace("\0", "\ufffd")
    return Decoded(text, found.encoding, found.basis, found.doubtful, gaps)
