"""Labels as people print them."""

from __future__ import annotations

import pytest

from communique.read.labels import label

PRINTED = {
    "1. Trade": ("1.", "1.", 1),
    "１．貿易": ("１．", "1.", 1),
    "12) talks": ("12)", "1.", 12),
    "（3）両国は": ("（3）", "(1)", 3),
    "(4) They": ("(4)", "(1)", 4),
    "①擴大": ("①", "①", 1),
    "⑫その他": ("⑫", "①", 12),
    "IV. Peace": ("IV.", "I.", 4),
    "Ⅱ　地域": ("Ⅱ", "I.", 2),
    "(a) lower": ("(a)", "(a)", 1),
    "(iii) raise": ("(iii)", "(i)", 3),
    "一、前言": ("一、", "一、", 1),
    "十二、結語": ("十二、", "一、", 12),
    "(一)雙方": ("(一)", "(一)", 1),
    "（二）中方": ("（二）", "(一)", 2),
    "第1条　目的": ("第1条", "第条", 1),
    "第十三條 效力": ("第十三條", "第條", 13),
    "Article 5 Duties": ("Article 5", "第Article", 5),
    "(甲)認為": ("(甲)", "(甲)", 1),
    "(ア) 協力": ("(ア)", "(ア)", 1),
    "イ　次": ("イ", "ア.", 2),
    "壹、雙邊": ("壹、", "壹、", 1),
    "1.2 Scope": ("1.2", "1.1", 2),
    "- (b) study": ("(b)", "(a)", 2),
    "・協力": ("・", "•・", 0),
    "【セッション２】": ("セッション２", "【】", 2),
}


@pytest.mark.parametrize("text", PRINTED)
def test_recognised(text: str) -> None:
    found = label(text)
    assert found is not None and (found.label, found.style, found.value) == PRINTED[text]


@pytest.mark.parametrize(
    "text",
    [
        "1996年に",
        "3.5 per cent",
        "2,300 nurses",
        "(see above) the",
        "A new era",
        "Mr. Cole",
        "一方、日本",
        "第一次会合",
        "U.S. forces",
        "1,600万",
        "",
        "三日、首相は",
    ],
)
def test_not_labels(text: str) -> None:
    assert label(text) is None
