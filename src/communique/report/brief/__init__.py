"""The brief of a document: what a desk officer wants to know of it in two pages.

    with Archive.open("communique.db") as archive:
        library = Library(archive, encoder=installed())
        made = brief(library, library.text("2024-04-11.en.txt"), language="ja")
        print(html(made, library.names))

`brief` makes the value (briefs.py and the sections beside it), telling.py tells it in a reader's
language as blocks, and each format draws the blocks.
"""

from __future__ import annotations

from communique.report.brief.briefs import brief
from communique.report.brief.contents import Brief

__all__ = ["Brief", "brief"]
