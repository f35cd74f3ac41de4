"""Accepting and rejecting tracked changes as a word processor does, and texts to compare."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from xml.etree import ElementTree

from communique.compare.texts import Text
from communique.read.analyse import analyse_file

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
GONE = {"accept": ("del", "moveFrom"), "reject": ("ins", "moveTo")}


def part(data: bytes, name: str = "word/document.xml") -> ElementTree.Element:
    """A part of a Word document."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return ElementTree.fromstring(archive.read(name))


def settled(data: bytes, how: str) -> str:
    """The text after all changes were accepted or rejected: paragraphs as lines."""
    gone = tuple(W + name for name in GONE[how])
    made = ""
    for paragraph in part(data).iter(W + "p"):
        for child in paragraph:
            if child.tag not in gone:
                made += "".join(
                    t.text or "" for t in child.iter() if t.tag in (W + "t", W + "delText")
                )
        mark = paragraph.find(f"{W}pPr/{W}rPr")
        if mark is None or not any(mark.find(tag) is not None for tag in gone):
            made += "\n"
    return made


def texts(path: Path) -> list[Text]:
    """The texts of a file."""
    return list(Text.all_of(analyse_file(path)))
