"""Words within the sentence around them."""

import pytest

from communique.report.around import parted


@pytest.mark.parametrize(
    ("sentence", "words", "held"),
    [
        ("両国は、港を建設する。", "港を\n建設する", "港を建設する"),
        ("They will build a port.", "build a port. It will open", "build a port."),
        ("They will build a port.", "", ""),
        ("", "a port", ""),
        ("𠮷野川に橋を架ける。", "橋を架ける", "橋を架ける"),
    ],
)
def test_parts_make_the_sentence(sentence: str, words: str, held: str) -> None:
    made = parted(sentence, words)
    assert "".join(made) == sentence and made[1] == held
