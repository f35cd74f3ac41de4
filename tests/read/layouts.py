"""What holds of every layout, whatever was read."""

from __future__ import annotations

from communique.read.layout import Layout

KINDS = {
    "heading", "list_item", "caption", "paragraph", "preformatted", "quote", "table", "row", "cell",
    "furniture", "bold", "note_anchor", "cut", "link", "note",
}  # fmt: skip


def check(layout: Layout) -> None:
    """Marks lie in the text, are sorted, nest, and only cells are empty."""
    ends: list[int] = []
    before = (-1, 0)
    for mark in layout.marks:
        assert mark.kind in KINDS
        assert 0 <= mark.start <= mark.end <= len(layout.text)
        assert mark.start < mark.end or mark.kind == "cell", mark
        assert (mark.start, -mark.end) >= before
        before = (mark.start, -mark.end)
        while ends and ends[-1] <= mark.start:
            ends.pop()
        assert not ends or mark.end <= ends[-1], f"{mark} crosses"
        if mark.end > mark.start:
            ends.append(mark.end)
    for fact in layout.metadata.values():
        if fact.range and fact.where.startswith("["):
            assert layout.text[slice(*fact.range)] == fact.value


def words(layout: Layout, kind: str) -> list[str]:
    """The words that marks of a kind stand on."""
    return [layout.text[m.start : m.end] for m in layout.marks if m.kind == kind]
