"""What a packed document says of itself: the title and language in its properties.

Recognises Dublin Core in Word's core.xml and OpenDocument's meta.xml. A title counts only if the
text has it too: else it is as a rule that of the template, or of the document this one was made
from. Left out for the same reason: author (whoever typed it) and dates (when the file was made).
"""

from __future__ import annotations

import re

from communique.errors import CommuniqueError
from communique.read.layout import Layout, Metadatum
from communique.read.office.markup import below, parse

_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}")


def add(layout: Layout, data: bytes | None, *, where: str) -> None:
    """Add what the properties say to a layout; properties that are broken say nothing."""
    try:
        root = parse(data, name=where) if data else None
    except CommuniqueError:
        return
    if root is None:
        return
    for element in below(root, "title"):
        value = " ".join((element.text or "").split())[:1000]
        at = layout.text.find(value) if value else -1
        if at >= 0:
            span = (at, at + len(value))
            layout.metadata["title"] = Metadatum(value, where, span)
    for element in below(root, "language"):
        value = (element.text or "").strip()
        if _TAG.fullmatch(value):
            layout.metadata["language"] = Metadatum(value, where)
