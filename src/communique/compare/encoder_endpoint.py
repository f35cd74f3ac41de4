"""An encoder behind an address: any endpoint that answers `POST {base}/embeddings` as OpenAI's
does.

The key comes from an environment variable only and is sent to no other address: redirections are
not followed, and a key is not sent without TLS except to this machine. Texts go in batches; a
busy or slow endpoint is asked again, a little later each time.

    encoder = Endpoint("https://embeddings.example/v1", "minstrel-embed-2")
    encoder.encode(["The two sides will meet in Averne."], "en")       # needs
    COMMUNIQUE_ENCODER_KEY if the endpoint does
"""

from __future__ import annotations

import http.client
import json
import math
import os
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Collection, Sequence
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

import numpy as np

from communique.compare.encoder import OnProgress
from communique.compare.vectors import Floats, dequantise
from communique.errors import EndpointError

KEY_VARIABLE = "COMMUNIQUE_ENCODER_KEY"
LONGEST = 8000
"""Characters of a text that are sent."""

LARGEST_ANSWER = 64 * 2**20
LARGEST_DIMENSION = 16_384
_AGAIN = frozenset({408, 409, 425, 429, 500, 502, 503, 504, 529})
_LONGEST_PAUSE = 30.0
_ADVICE = {
    400: "Check that the endpoint has this model and takes lists of texts; try a smaller batch.",
    401: f"Set the environment variable {KEY_VARIABLE} to a key that the endpoint takes.",
    403: f"Set the environment variable {KEY_VARIABLE} to a key that may use this model.",
    404: "Check the address (without /embeddings at its end) and the name of the model.",
    413: "The endpoint takes less at once: use a smaller batch.",
    429: "The endpoint is busy or the quota is used up; run the command again later.",
}


class Endpoint:
    """An encoder at an address. `languages` are those it knows (None: all); `dimension` is asked
    for when not given.

    `timeout` is in seconds for each attempt, of which there are `attempts`, the pause between
    them doubling from `pause`. Error: `encoder-endpoint` for an address that cannot be used.
    """

    def __init__(
        self,
        base: str,
        model: str,
        *,
        dimension: int | None = None,
        languages: Collection[str] | None = None,
        batch: int = 64,
        timeout: float = 30.0,
        attempts: int = 4,
        pause: float = 0.5,
        key_variable: str = KEY_VARIABLE,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        if batch < 1 or attempts < 1 or timeout <= 0:
            raise ValueError("batch and attempts are at least 1, timeout is positive")
        self._url = f"{checked(base)}/embeddings"
        self._model = model
        self._dimension = dimension
        self._languages = None if languages is None else frozenset(languages)
        self._batch, self._timeout, self._attempts, self._pause = batch, timeout, attempts, pause
        self._key_variable, self._sleep = key_variable, sleep

    @property
    def identity(self) -> str:
        """Address and model: the same name at another address may be another model."""
        return f"{self._url.removesuffix('/embeddings')}#{self._model}"

    @property
    def dimension(self) -> int:
        """How many parts a vector has; the endpoint is asked once if nobody said."""
        if self._dimension is None:
            self._vectors(["0"])
        assert self._dimension is not None
        return self._dimension

    def knows(self, language: str) -> bool:
        """Whether a language is one of those that were named, or none were."""
        known = self._languages
        return known is None or language in known or language.partition("-")[0] in known

    def encode(
        self, texts: Sequence[str], language: str, *, on_progress: OnProgress | None = None
    ) -> Floats:
        """One unit row a text, in their order; a text without letters or digits has a row of
        zeros. Error: `encoder-endpoint`.
        """
        full = [at for at, text in enumerate(texts) if any(map(str.isalnum, text))]
        found: dict[int, list[float]] = {}
        for at in range(0, len(full), self._batch):
            some = full[at : at + self._batch]
            ready = [texts[n][:LONGEST].encode("utf-8", "replace").decode("utf-8") for n in some]
            found |= zip(some, self._vectors(ready), strict=True)
            if on_progress:
                on_progress(len(found), len(full))
        out = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for row, values in found.items():
            out[row] = values
        return dequantise(out)

    def _vectors(self, texts: list[str]) -> list[list[float]]:
        """The vectors of one batch, asked for until they come."""
        body = json.dumps({"model": self._model, "input": texts, "encoding_format": "float"})
        for attempt in range(1, self._attempts + 1):
            try:
                return self._read(self._ask(body.encode()), len(texts))
            except urllib.error.HTTPError as error:
                with error:
                    wait, failure = _asked_wait(error), self._refused(error)
                if error.code not in _AGAIN or attempt == self._attempts:
                    raise failure from None
            except (OSError, http.client.HTTPException) as error:
                wait = 0.0
                if attempt == self._attempts:
                    raise EndpointError(
                        f"{self.identity} did not answer in {attempt} attempts: {_reason(error)}",
                        advice="Check that the endpoint runs, or allow it more time.",
                    ) from None
            self._sleep(min(max(wait, self._pause * 2 ** (attempt - 1)), _LONGEST_PAUSE))
        raise AssertionError("the last attempt returns or raises")

    def _ask(self, body: bytes) -> bytes:
        headers = {"Content-Type": "application/json", "Accept": "application/json"}
        key = os.environ.get(self._key_variable, "").strip()
        if key:
            headers["Authorization"] = f"Bearer {self._safe(key)}"
        request = urllib.request.Request(self._url, data=body, headers=headers, method="POST")
        handlers: list[urllib.request.BaseHandler] = [_NoRedirection()]
        if _is_here(urlsplit(self._url).hostname or ""):
            handlers.append(urllib.request.ProxyHandler({}))
        with urllib.request.build_opener(*handlers).open(request, timeout=self._timeout) as answer:
            end = time.monotonic() + self._timeout
            pieces, size = [], 0
            # In pieces: a drop a second would otherwise never run into the timeout.
            while piece := answer.read1(2**16):
                pieces.append(piece)
                size += len(piece)
                if size > LARGEST_ANSWER:
                    raise EndpointError(f"{self.identity} answered with more than 64 MiB")
                if time.monotonic() > end:
                    raise TimeoutError("the answer took too long")
        return b"".join(pieces)

    def _safe(self, key: str) -> str:
        if not key.isascii() or not key.isprintable():
            raise EndpointError(
                f"the key in {self._key_variable} has characters that no key has",
                advice=f"Set {self._key_variable} to the key alone, without line breaks.",
            )
        parts = urlsplit(self._url)
        if parts.scheme != "https" and not _is_here(parts.hostname or ""):
            raise EndpointError(
                f"a key would go to {parts.hostname} unencrypted",
                advice=f"Use an https address, or unset {self._key_variable} if no key is needed.",
            )
        return key

    def _refused(self, error: urllib.error.HTTPError) -> EndpointError:
        said = _said(error)
        advice = _ADVICE.get(error.code)
        if 300 <= error.code < 400:
            advice = "Redirections are not followed: give the address that it redirects to."
        return EndpointError(f"{self.identity} answered {error.code}{said}", advice=advice)

    def _read(self, answer: bytes, number: int) -> list[list[float]]:
        """The vectors of an answer, in the order of the texts, checked."""
        try:
            data = json.loads(answer)["data"]
            rows = {int(item["index"]): [float(x) for x in item["embedding"]] for item in data}
        except (ValueError, TypeError, KeyError, RecursionError, OverflowError) as error:
            raise EndpointError(
                f"{self.identity} did not answer as embeddings endpoints do ({_reason(error)})"
            ) from None
        if sorted(rows) != list(range(number)):
            raise EndpointError(f"{self.identity} answered {len(rows)} vectors for {number} texts")
        sizes = {len(row) for row in rows.values()}
        if self._dimension is None and len(sizes) == 1 and 0 < min(sizes) <= LARGEST_DIMENSION:
            self._dimension = min(sizes)
        if sizes != {self._dimension}:
            raise EndpointError(
                f"{self.identity} gave vectors of {sorted(sizes)[:9]} parts, not {self._dimension}",
                advice="Name the right dimension, or another model.",
            )
        if not all(math.isfinite(x) for row in rows.values() for x in row):
            raise EndpointError(f"{self.identity} gave vectors that are no numbers")
        return [rows[at] for at in range(number)]


def checked(base: str) -> str:
    """An address as it can be used: http or https, a host, nothing secret in it. Error:
    `encoder-endpoint`.

    >>> checked("https://embeddings.example/v1/")
    'https://embeddings.example/v1'
    """
    base = base.strip()
    try:
        parts = urlsplit(base)
        parts.port  # noqa: B018 - reading it checks it
    except ValueError as error:
        raise EndpointError(f"{base[:200]!r} is no address: {error}") from None
    wrong = None
    if parts.scheme not in ("http", "https") or not parts.hostname:
        wrong = "is no address that begins with https:// or http:// and names a host"
    elif parts.username or parts.password:
        raise EndpointError(
            f"the address of {parts.hostname} has a name or password in it",
            advice=f"Put the key into the environment variable {KEY_VARIABLE} instead.",
        )
    elif parts.query or parts.fragment:
        wrong = "has more than host and path"
    elif not base.isascii() or not base.isprintable() or " " in base:
        wrong = "has characters that an address cannot have"
    if wrong:
        raise EndpointError(f"{base[:200]!r} {wrong}")
    return base.rstrip("/").removesuffix("/embeddings")


class _NoRedirection(urllib.request.HTTPRedirectHandler):
    """Raise what would redirect: the key is for one host only."""

    def redirect_request(self, *args: Any, **kwargs: Any) -> None:
        """No request at all."""
        return


def _is_here(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _asked_wait(error: urllib.error.HTTPError) -> float:
    """The seconds that the endpoint asks to wait, if it says so in seconds."""
    said = (error.headers.get("Retry-After") or "").strip()
    return float(said) if said.isdecimal() and len(said) < 9 else 0.0


def _said(error: urllib.error.HTTPError) -> str:
    """What the endpoint says of the error, shortened, on one line."""
    try:
        text = error.read(10_000).decode("utf-8", "replace")
    except (OSError, http.client.HTTPException):
        return ""
    try:
        found = json.loads(text)["error"]
        text = str(found["message"] if isinstance(found, dict) else found)
    except (ValueError, TypeError, KeyError, RecursionError):
        text = "" if "<" in text[:200] else text
    words = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return f": {words[:300]}" if words else ""


def _reason(error: BaseException) -> str:
    """An error's own words, or its name."""
    reason = getattr(error, "reason", error)
    return str(reason) or type(error).__name__
