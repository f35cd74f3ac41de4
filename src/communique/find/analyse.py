"""From bytes to an analysis with its findings: reading and finding in one call.

>>> text = b"Joint Statement\\n\\nCanada will send two ships to Manila by May 2031.\\n"
>>> analysis = analyse_bytes(text, name="a.txt")
>>> [(f.kind, f.rule) for f in analysis.documents[0].findings if f.kind == "events"]
[('events', 'event-clause')]
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from communique.find.finders import with_findings
from communique.model.documents import Analysis
from communique.names import Names, load
from communique.read import analyse as read


def analyse_bytes(data: bytes, *, names: Names | None = None, **options: Any) -> Analysis:
    """Read bytes into documents and find what is said in them. Options and errors are those of
    `communique.read.analyse.analyse_bytes`.
    """
    table = names or load()
    return with_findings(read.analyse_bytes(data, names=table, **options), table)


def analyse_file(path: str | Path, *, names: Names | None = None, **options: Any) -> Analysis:
    """Read a file into documents and find what is said in them. Options and errors are those of
    `communique.read.analyse.analyse_file`.
    """
    table = names or load()
    return with_findings(read.analyse_file(path, names=table, **options), table)
