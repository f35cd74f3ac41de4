"""Accepting all tracked changes gives the new text, rejecting all the old, in every language."""

from __future__ import annotations

import os
import shutil
import subprocess
from datetime import UTC, datetime
from itertools import combinations, permutations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.compare.diff import diff
from communique.compare.texts import Text, text_of
from communique.errors import LanguagesDiffer
from communique.report.placing import sequence
from communique.report.tracked import _chunk, docx
from tests.report.words import W, part, settled, texts

WHEN = datetime(2031, 5, 4, 9, 30, tzinfo=UTC)
SENTENCES = {
    "en": (
        "The two sides will hold talks on fisheries in Port Lyth each year.",
        "The two sides intend to hold annual talks on fisheries and whales in Port Lyth each year.",
        "Kestria will send forty experts to the observatory on the Sarrow Islands.",
        "They reaffirmed that the Treaty of Lindholt is the foundation of their relations.",
        "They reaffirmed that the Treaty of Lindholt remains the cornerstone of their relations.",
        "Trade has doubled since 2031.",
    ),
    "ja": (
        "両国は、ポート・リスにおいて漁業に関する協議を毎年開催する。",
        "両国は、ポート・リスにおいて漁業及び捕鯨に関する協議を毎年開催する考えである。",
        "ケストリアは、サロー諸島の観測所に専門家四十名を派遣する。",
        "双方は、リンドホルト条約が両国関係の基礎であることを再確認した。",
        "双方は、リンドホルト条約が引き続き両国関係の礎であることを再確認した。",
        "貿易は二〇三一年以来倍増した。",
    ),
    "zh-Hans": (
        "双方将每年在莱斯港举行渔业磋商。",
        "双方拟每年在莱斯港举行渔业和捕鲸磋商。",
        "凯斯特里亚将向萨罗群岛的观测站派遣四十名专家。",
        "双方重申林霍尔特条约是两国关系的基础。",
        "双方重申林霍尔特条约仍是两国关系的基石。",
        "贸易自二〇三一年以来翻了一番。",
    ),
}
languages = pytest.mark.parametrize("language", list(SENTENCES))


def whole(text: Text) -> str:
    return _chunk(text, range(len(text.passages))) + "\n"


def both(old: Text, new: Text) -> bytes:
    data = docx(diff(old, new), author="Ida Marrow", when=WHEN)
    assert settled(data, "accept") == whole(new)
    assert settled(data, "reject") == whole(old)
    return data


@languages
@given(data=st.data())
def test_any_two_texts(language: str, data: st.DataObject) -> None:
    sentence = st.sampled_from(SENTENCES[language])
    made = [
        data.draw(st.lists(st.lists(sentence, min_size=1, max_size=3), max_size=5))
        for _ in range(2)
    ]
    joint = " " if language == "en" else ""
    old, new = (
        text_of("\n\n".join(joint.join(each) for each in text), language, name=name)
        for text, name in zip(made, ("old.txt", "new.txt"), strict=True)
    )
    both(old, new)


@languages
def test_a_passage_that_moved_is_a_move(language: str) -> None:
    old = text_of("\n\n".join(SENTENCES[language][n] for n in (0, 2, 3, 5)), language)
    new = text_of("\n\n".join(SENTENCES[language][n] for n in (2, 3, 5, 1)), language)
    body = part(both(old, new))
    for end in ("moveFrom", "moveTo"):
        [start] = body.iter(f"{W}{end}RangeStart")
        [stop] = body.iter(f"{W}{end}RangeEnd")
        assert start.get(f"{W}name") == "move1"
        assert start.get(f"{W}id") == stop.get(f"{W}id")
        moved = [t.text for e in body.iter(W + end) for t in e.iter(W + "t")]
        assert moved, "the words that stayed the same have moved"
    assert list(body.iter(W + "ins")), "and it was edited"


def test_every_change_has_an_author_a_date_and_a_number_of_its_own() -> None:
    old = text_of(" ".join(SENTENCES["en"][:3]), "en")
    new = text_of("\n\n".join(SENTENCES["en"][1:]), "en")
    body = part(both(old, new))
    marks = [
        e for e in body.iter() if e.tag in {W + n for n in ("ins", "del", "moveFrom", "moveTo")}
    ]
    assert marks
    assert {e.get(W + "author") for e in marks} == {"Ida Marrow"}
    assert {e.get(W + "date") for e in marks} == {"2031-05-04T09:30:00Z"}
    assert len({e.get(W + "id") for e in marks}) == len(marks)


def test_hostile_words_stay_words() -> None:
    old = text_of("They met </w:t> & <b>\x0b\ufffe today.", "en")
    new = text_of('They "met" ]]> today \ud800 again.', "en", name="a<b>&.txt")
    both(old, new)
    part(docx(diff(old, new), author='"<&', when=WHEN), "word/header1.xml")


def test_the_same_comparison_gives_the_same_bytes() -> None:
    old, new = (text_of(SENTENCES["en"][n], "en") for n in (0, 1))
    assert docx(diff(old, new), when=WHEN) == docx(diff(old, new), when=WHEN)


def test_empty_texts() -> None:
    empty, full = text_of("", "en"), text_of(SENTENCES["en"][0], "en")
    for old, new in permutations((empty, full)):
        both(old, new)
    both(empty, empty)


def test_two_languages_are_refused(samples: Path) -> None:
    left, right = (
        texts(samples / "statements" / f"2013-11-22-xaa-xbb-joint-statement.{end}")[0]
        for end in ("en.txt", "ja.md")
    )
    from communique.compare.align import align

    with pytest.raises(LanguagesDiffer):
        docx(diff(left, right, alignment=align(left, right, encoder=None)))


def statements(samples: Path, language: str) -> list[Text]:
    paths = sorted((samples / "statements").iterdir())
    return [t for path in paths for t in texts(path) if t.language == language]


@pytest.mark.parametrize("language", ["en", "ja", "zh-Hans", "zh-Hant"])
def test_the_sample_corpus(samples: Path, language: str) -> None:
    for old, new in combinations(statements(samples, language), 2):
        both(old, new)
        placed = sequence(diff(old, new))
        for side, text in (("before", old), ("after", new)):
            numbers = [
                n
                for p in placed
                if p.how not in ("moved_to", "moved_from")
                for n in getattr(p, side)
            ]
            numbers += [n for p in placed if p.how == "moved_to" for n in getattr(p, side)]
            assert sorted(numbers) == list(range(len(text.passages)))


MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Changes" script:language="StarBasic">
Sub Settle(source As String, target As String, command As String)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden"
  hidden(0).Value = True
  doc = StarDesktop.loadComponentFromURL(source, "_blank", 0, hidden())
  dispatcher = createUnoService("com.sun.star.frame.DispatchHelper")
  dispatcher.executeDispatch(doc.CurrentController.Frame, command, "", 0, Array())
  Dim filter(0) As New com.sun.star.beans.PropertyValue
  filter(0).Name = "FilterName"
  filter(0).Value = "Text"
  doc.storeToURL(target, filter())
  doc.close(True)
End Sub
</script:module>
"""
LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false" library:passwordprotected="false">
 <library:element library:name="Changes"/>
</library:library>
"""


def soffice(profile: Path, *arguments: str) -> None:
    """Run LibreOffice without a screen, with a profile of its own."""
    subprocess.run(
        ["soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless", *arguments],
        check=True,
        capture_output=True,
        timeout=240,
        env={**os.environ, "LC_ALL": "C.UTF-8"},
    )


@pytest.fixture(scope="module")
def profile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A profile of LibreOffice that holds the macro; the first start makes the profile."""
    if not shutil.which("soffice"):
        pytest.skip("LibreOffice is not installed (apt install libreoffice-writer)")
    made = tmp_path_factory.mktemp("office") / "profile"
    soffice(made, "--terminate_after_init")
    basic = made / "user" / "basic" / "Standard"
    basic.mkdir(parents=True, exist_ok=True)
    (basic / "script.xlb").write_text(LIBRARY, encoding="utf-8")
    (basic / "Changes.xba").write_text(MODULE, encoding="utf-8")
    return made


@pytest.mark.parametrize("language", ["en", "ja", "zh-Hant"])
def test_libreoffice_accepts_and_rejects(
    samples: Path, tmp_path: Path, profile: Path, language: str
) -> None:
    old, new = statements(samples, language)[-2:]
    redline = tmp_path / "redline.docx"
    redline.write_bytes(both(old, new))
    for command, text in (("AcceptAll", new), ("RejectAll", old)):
        target = tmp_path / f"{command}.txt"
        call = f'"{redline.as_uri()}","{target.as_uri()}",".uno:{command}TrackedChanges"'
        soffice(profile, f"macro:///Standard.Changes.Settle({call})")
        out = target.read_text(encoding="utf-8-sig")
        assert [line for line in out.splitlines() if line] == whole(text).splitlines()
