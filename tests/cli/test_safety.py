"""Text of unknown origin never reaches a terminal as it is."""

from __future__ import annotations

import json
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from communique.cli.safety import json_escaped, one_line, visible

ANY_TEXT = st.text(st.characters(codec=None))


@given(ANY_TEXT)
def test_nothing_that_acts_on_a_terminal_is_left(text: str) -> None:
    for shown in (visible(text), one_line(text)):
        acting = [c for c in shown if unicodedata.category(c) in ("Cc", "Cs") and c not in "\n\t"]
        assert not acting
        assert not any(unicodedata.bidirectional(c) in BIDI_CONTROLS for c in shown)


BIDI_CONTROLS = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}


def test_every_character_is_accounted_for() -> None:
    assert visible("\x1b[31mred\x1b]0;title\x07\u202eevil\x9b2J\ud800") == (
        "␛[31mred␛]0;title␇‹U+202E›evil‹U+009B›2J‹U+D800›"
    )


def test_ordinary_text_stays_as_it_is() -> None:
    text = "「共同声明」\n\t第１条　神\ufa19 𠮷野 e\u0301 👨\u200d👩"
    assert visible(text) == text


@given(ANY_TEXT.filter(lambda text: not any(0xD800 <= ord(c) <= 0xDFFF for c in text)))
def test_escaped_json_is_the_same_value(text: str) -> None:
    dumped = json_escaped(json.dumps({"text": text}, ensure_ascii=False))
    assert json.loads(dumped) == {"text": text}


def test_json_can_be_encoded_with_lone_surrogates() -> None:
    dumped = json_escaped(json.dumps("a\udc80b", ensure_ascii=False))
    assert dumped.encode() == rb'"a\udc80b"'
    assert json.loads(dumped) == "a\udc80b"
