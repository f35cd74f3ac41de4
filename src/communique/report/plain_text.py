"""A document as plain text: paragraphs under their labels, an empty line between them, tables by
tabs, notes at the end.

Offsets are not those of the reading; what must be found again is quoted from that.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from communique.report.pieces import Piece
from communique.report.reading_blocks import Block, Ref, Sentence, View

_SPACELESS = ("ja", "zh")


def plain_text(seen: View) -> str:
    """The text of a document that is read."""
    blocks = [seen.title, *seen.blocks] if seen.title else list(seen.blocks)
    parts = [text for block in blocks if (text := block_text(block))]
    for note in seen.notes:
        told = "\n".join(filter(None, map(block_text, note.blocks)))
        parts.append(f"{note.label} {told}")
    return "\n\n".join(parts) + "\n" if parts else ""


def block_text(block: Block) -> str:
    """The text of one block, after its label and as far in as it stands."""
    if block.kind == "table":
        rows = ("\t".join(_joined(cell.pieces) for cell in row.cells) for row in block.rows)
        return "\n".join(rows)
    if block.kind == "furniture":
        return _joined(block.pieces)
    words = "".join(_sentences(block.sentences))
    indent = "  " * max(0, block.depth - 1)
    return f"{indent}{block.label} {words}" if block.label else f"{indent}{words}"


def _sentences(sentences: tuple[Sentence, ...]) -> Iterator[str]:
    for number, sentence in enumerate(sentences):
        if number and not sentence.language.startswith(_SPACELESS):
            yield " "
        for part in sentence.parts:
            yield f"[{part.mark}]" if isinstance(part, Ref) else part.text


def _joined(pieces: Iterable[Piece]) -> str:
    return "".join(piece.text for piece in pieces)
