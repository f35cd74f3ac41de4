"""Asking trafilatura, and not asking it."""

from __future__ import annotations

from communique.read.mainblocks import LARGEST, main_lines


def test_a_page_too_large_or_deep_is_not_asked_about() -> None:
    for page, depth in (("x" * (LARGEST + 1), 0), ("x", 10_000)):
        lines, gap = main_lines(page, "x", depth=depth)
        assert gap is not None and gap.code == "main-text-unchecked"
        assert lines.share(0, 1) == 0


def test_nothing_is_main_text_of_nothing() -> None:
    for page in ("", "<", "\0", "<html></html>"):
        lines, gap = main_lines(page, "Both sides agreed.")
        assert gap is None and lines.share(0, 18) == 0
