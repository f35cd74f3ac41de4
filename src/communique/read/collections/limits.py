"""How much a collection may hold, and how far it may unpack, before it is taken for an attack.

Recognised: too many members, too many bytes in all, packing that no text reaches, collections in
collections. The numbers are generous: the samples pack to a half, a repetitive volume of TEI to a
fifteenth, zeros to a thousandth of their size. Left out: the size of one source, which the caller
sets (`max_bytes`).

    >>> refuse_ratio(5_000_000, 1_000_000, name="a.txt", limits=DEFAULT)
    >>> refuse_ratio(5_000_000, 5_000, name="a.txt", limits=DEFAULT)
    Traceback (most recent call last):
    communique.errors.InputBomb: a.txt unpacks to 1000 times its size
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr
from dataclasses import dataclass
from io import StringIO

from communique.errors import CommuniqueError, InputBomb, InputBroken, InputTooLarge


@dataclass(frozen=True, slots=True)
class Limits:
    """Numbers of members and bytes. `ratio` holds from `ratio_from` unpacked bytes on; `nested` is
    the size of a collection inside of another, which is held in memory.
    """

    members: int = 100_000
    total_bytes: int = 8 << 30
    ratio: int = 200
    ratio_from: int = 1 << 20
    nested: int = 128 << 20


DEFAULT = Limits()


def refuse_ratio(unpacked: int, packed: int, *, name: str, limits: Limits) -> None:
    """Raise `bomb` for what unpacks to far more than any text does."""
    if unpacked >= limits.ratio_from and unpacked > limits.ratio * max(1, packed):
        raise InputBomb(f"{name} unpacks to {unpacked // max(1, packed)} times its size")


@contextmanager
def damage_told(name: str, what: str) -> Iterator[None]:
    """Turn whatever a library raises on a damaged file into `broken`, and lack of memory into
    `too-large`. What a library says to the terminal meanwhile is the file's own words, and is kept
    from it.
    """
    try:
        with redirect_stderr(StringIO()):
            yield
    except (CommuniqueError, GeneratorExit):
        raise
    except (MemoryError, OverflowError) as error:
        raise InputTooLarge(f"{name} asks for more memory than there is") from error
    except RecursionError as error:
        raise InputBomb(f"{name} nests deeper than any {what} does") from error
    except Exception as error:  # the libraries raise whatever their own code trips over
        said = str(error) or type(error).__name__
        raise InputBroken(f"{name} is damaged or cut off, as {what}: {said}") from error
