"""Making many small values without the cyclic garbage collector.

Reading and finding make hundreds of thousands of frozen values, all kept and none in a cycle; the
collector looks through them again and again and finds nothing (a fifth to a third of the time,
measured with bench/read.py and bench/find.py).

>>> with uncollected():
...     gc.isenabled()
False
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Leave the collector off inside; it is as it was behind, also after an error."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
