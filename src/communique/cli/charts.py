"""Small bar charts of counts, as lines of text.

>>> list(bars({"1996": 4, "2024": 1}, width=8))
[('1996', 4, '████████'), ('2024', 1, '██')]
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

_EIGHTHS = " ▏▎▍▌▋▊▉█"


def bars(counts: Mapping[str, int], *, width: int) -> Iterator[tuple[str, int, str]]:
    """Each name with its count and a bar; the longest bar is `width` columns, drawn to an eighth
    of one.
    """
    most = max(counts.values(), default=0)
    for name, count in counts.items():
        eighths = max(1, round(8 * width * count / most)) if count else 0
        yield name, count, "█" * (eighths // 8) + (_EIGHTHS[eighths % 8] if eighths % 8 else "")
