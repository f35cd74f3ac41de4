"""Changes that break a file where its format is thin: what fuzz.py draws from.

A change is a name and a number; the number chooses the place and the value, so that the same change
of the same bytes gives the same bytes. Packages are opened, changed in one part, and packed again.
"""

from __future__ import annotations

import io
import random
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from lxml import etree

NASTY: Final = (
    b"", b"-1", b"0", b"1", b"9999999999", b"2147483648", b"1e309", b"NaN", b"true", b"\xff\xfe",
    b"../../etc/passwd", b"%n%s", b"A" * 5000, "\u202e\u0000".encode(), "𠮷\ufeff".encode(),
    b"&lt;", b"]]>", b"<!DOCTYPE a [<!ENTITY b 'c'>]>", b"&b;", b"<" * 300, b"(" * 300, b"[" * 300,
)  # fmt: skip
TOKEN: Final = re.compile(rb"<[^<>]{0,400}>|\d+ \d+ R|/[A-Za-z]+|[-\d.]+|[^<>\s\d]{1,60}|\s+")


class Change(NamedTuple):
    """What is done, and the number that says where."""

    what: str
    number: int


def changed(data: bytes, changes: Sequence[Change]) -> bytes:
    """The bytes after all changes, in order."""
    for change in changes:
        data = CHANGES[change.what](data, random.Random(change.number))
    return data


# ---- within a part or a plain file


def _tokens(data: bytes, chance: random.Random) -> bytes:
    """Delete, repeat, move or replace a token or a run of them."""
    found = TOKEN.findall(data[:2_000_000])
    if not found:
        return data
    at = chance.randrange(len(found))
    length = chance.choice((1, 1, 1, 2, 5, 20))
    run = found[at : at + length]
    how = chance.randrange(5)
    if how == 0:
        run = []
    elif how == 1:
        run = run * chance.choice((2, 3, 50))
    elif how == 2:
        to = chance.randrange(len(found))
        found[to:to] = run
    elif how == 3:
        run = [chance.choice(NASTY)]
    else:
        run = [*run, found[chance.randrange(len(found))]]
    return b"".join([*found[:at], *run, *found[at + length :]])


def _tree(data: bytes, chance: random.Random) -> bytes:
    """Delete, repeat, move or wrap an element, or change an attribute or text; XML stays whole."""
    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    except (etree.XMLSyntaxError, ValueError):
        return _tokens(data, chance)
    elements = [each for each in root.iter() if isinstance(each.tag, str)]
    one, other = chance.choice(elements), chance.choice(elements)
    how = chance.randrange(7)
    if how == 0 and one.getparent() is not None:
        one.getparent().remove(one)
    elif how in (1, 2):
        copy = etree.fromstring(etree.tostring(one, with_tail=False))
        for _ in range(1 if how == 1 else chance.choice((2, 30))):
            other.insert(chance.randrange(len(other) + 1), etree.fromstring(etree.tostring(copy)))
            if len(data) > 1_000_000:
                break
    elif how == 3:
        inner = one
        for _ in range(chance.choice((1, 5, 60, 190))):
            below = etree.SubElement(inner, other.tag)
            inner = below
        inner.text = "deep"
    elif how == 4 and one.attrib:
        _set(one.attrib, chance.choice(list(one.attrib)), chance)
    elif how == 5 and other.attrib:
        _set(one.attrib, chance.choice(list(other.attrib)), chance)
    else:
        one.tag = other.tag
    return bytes(etree.tostring(root))


def _set(attributes: dict[str, str], name: str, chance: random.Random) -> None:
    value = chance.choice(NASTY).decode("utf-8", "ignore").replace("\0", "")
    attributes[name] = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "", value)


def _bytes(data: bytes, chance: random.Random) -> bytes:
    """Flip, cut or repeat bytes."""
    if not data:
        return data
    at = chance.randrange(len(data))
    length = chance.choice((1, 2, 8, 100))
    how = chance.randrange(4)
    if how == 0:
        flipped = bytes(b ^ (1 << chance.randrange(8)) for b in data[at : at + length])
        return data[:at] + flipped + data[at + length :]
    if how == 1:
        return data[:at] + data[at + length :]
    if how == 2:
        return data[:at] + data[at : at + length] * chance.choice((2, 40)) + data[at + length :]
    return data[:at] + chance.choice(NASTY) + data[at:]


def _cut(data: bytes, chance: random.Random) -> bytes:
    """Cut the file off."""
    return data[: chance.randrange(len(data) + 1)]


# ---- packages and compressed streams


def _inside(change: Callable[[bytes, random.Random], bytes]) -> Callable[..., bytes]:
    """The same within one part of a package; where there is no package, to the whole."""

    def apply(data: bytes, chance: random.Random) -> bytes:
        parts = _parts(data)
        if not parts:
            return change(_streams(data, chance, change), chance)
        at = chance.randrange(len(parts))
        # The part with the text is the one worth most of the trouble.
        if chance.random() < 0.6:
            at = max(range(len(parts)), key=lambda n: len(parts[n][1]))
        name, content = parts[at]
        parts[at] = (name, change(content, chance))
        return _packed(parts)

    return apply


def _streams(
    data: bytes, chance: random.Random, change: Callable[[bytes, random.Random], bytes]
) -> bytes:
    """Change what one compressed stream of a PDF holds."""
    found = list(re.finditer(rb"stream\r?\n(.*?)\r?\nendstream", data, re.DOTALL))
    if not data.startswith(b"%PDF") or not found or chance.random() < 0.4:
        return data
    match = chance.choice(found)
    try:
        inner = zlib.decompress(match[1])
    except zlib.error:
        return data
    return data[: match.start(1)] + zlib.compress(change(inner, chance)) + data[match.end(1) :]


def _parts(data: bytes) -> list[tuple[str, bytes]]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as made:
            return [(name, made.read(name)) for name in made.namelist()[:100]]
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, OSError, NotImplementedError):
        return []
    except (RuntimeError, struct.error, KeyError):
        return []


def _packed(parts: Sequence[tuple[str, bytes]]) -> bytes:
    with zipfile.ZipFile(file := io.BytesIO(), "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts:
            made.writestr(zipfile.ZipInfo(name or "x"), content, zipfile.ZIP_DEFLATED)
    return file.getvalue()


def _package(data: bytes, chance: random.Random) -> bytes:
    """Drop, repeat, swap or rename parts."""
    parts = _parts(data)
    if len(parts) < 2:
        return _tree(data, chance)
    one, other = chance.sample(range(len(parts)), 2)
    how = chance.randrange(4)
    if how == 0:
        del parts[one]
    elif how == 1:
        parts.append((parts[one][0] + "x", parts[other][1]))
    elif how == 2:
        parts[one], parts[other] = (
            (parts[one][0], parts[other][1]),
            (parts[other][0], parts[one][1]),
        )
    else:
        parts[one] = (chance.choice(("../x", "/x", "word/", parts[other][0] + "/")), parts[one][1])
    return _packed(parts)


def _directory(data: bytes, chance: random.Random) -> bytes:
    """Have a ZIP's directory lie, or a PDF's table of objects."""
    places = [
        m.start() for m in re.finditer(rb"PK\x01\x02|PK\x05\x06|PK\x03\x04|xref|/Length", data)
    ]
    if not places:
        return _bytes(data, chance)
    at = chance.choice(places) + chance.randrange(4, 46)
    value = struct.pack("<I", chance.choice((0, 1, 0xFFFFFFFF, 0x7FFFFFFF, 1 << 20)))
    return data[:at] + value + data[at + 4 :]


CHANGES: Final[dict[str, Callable[[bytes, random.Random], bytes]]] = {
    "tree": _inside(_tree),
    "tokens": _inside(_tokens),
    "part-bytes": _inside(_bytes),
    "part-cut": _inside(_cut),
    "package": _package,
    "directory": _directory,
    "bytes": _bytes,
    "cut": _cut,
}
OPERATIONS: Final = tuple(CHANGES)
SOUND: Final = ("tree", "tree", "tree", "package")
"""Changes after which a package still opens and XML is still XML: they reach what lies deeper."""
