"""What finders work out of a document goes with it: many documents in one process cost no more
memory than one.
"""

from __future__ import annotations

import gc

import pytest

from communique.find.analyse import analyse_bytes
from communique.find.context import Context

TEXTS = {
    "en": "Mervania will send two ships to Averne by May 2031, and opposes any use of force.\n",
    "ja": "日本は、二〇三一年五月までに病院を建設し、武力の行使に反対する。\n",
    "zh-Hans": "中国将于2031年5月前派出两艘船只，坚决反对使用武力。\n",
    "zh-Hant": "臺灣將於2031年5月前派出兩艘船隻，堅決反對使用武力。\n",
}


@pytest.mark.parametrize("language", TEXTS)
def test_no_document_stays(language: str) -> None:
    analysis = analyse_bytes(TEXTS[language].encode(), name="a.txt", fields={"language": language})
    assert analysis.documents[0].findings
    gc.collect()
    assert not [each for each in gc.get_objects() if isinstance(each, Context)]
