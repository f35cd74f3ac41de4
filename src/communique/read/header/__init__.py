"""What a document is: title, kind, issuers, level, authenticity, dates and event, each with what
it rests on.

Order of trust: what a person or manifest gives, the text's own statements, the page's metadata,
known meetings, the file name. What cannot be found is a gap, never a guess: `no-title`,
`no-kind`, `no-date`, `no-parties`.
"""

from __future__ import annotations

from communique.read.header.header import read_header

__all__ = ["read_header"]
