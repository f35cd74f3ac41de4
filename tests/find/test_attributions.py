"""Who is reported to say what: quotations, indirect speech, transcripts, pronouns, and the hook."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.find.attributions import find_attributions, speaker_at
from communique.find.context import Context
from communique.model.codes import Kind
from communique.model.documents import Document, Event, Header
from communique.model.findings import Attribution
from communique.model.quotes import Reading
from communique.names import load
from communique.read.layout import Layout
from communique.read.structure import structure

NAMES = load()


def context_of(
    text: str, language: str, kind: Kind = Kind.NEWS, event: Event | None = None
) -> Context:
    """The context of a text, as the pipeline would make it."""
    layout = Layout(text)
    reading = Reading(text)
    draft = structure(layout, reading, given=language).drafts[0]
    header = Header(kind=kind, event=event or Event())
    doc = Document("d", language, draft.ranges, header, draft.outline, draft.passages)
    return Context(doc, reading, NAMES)


def said(context: Context) -> list[tuple[str, str, str]]:
    """Speaker, mode and words of every attribution."""
    found = sorted(find_attributions(context), key=lambda f: f.quote.start)
    return [(f.speaker, f.mode.value, "".join(f.quote.exact)) for f in found]


@pytest.mark.parametrize(
    ("language", "text", "speaker", "words"),
    [
        ("en", "“We will build it,” said Fumio Kishida.", "Fumio Kishida", "We will build it"),
        ("en", "Fumio Kishida said: “We will build it.”", "Fumio Kishida", "We will build it."),
        ("en", 'Fumio Kishida told reporters: "We build."', "Fumio Kishida", "We build."),
        ("ja", "岸田文雄首相は「作る」と述べた。", "Fumio Kishida", "作る"),
        ("ja", "岸田文雄首相は『必ず作る』と強調した。", "Fumio Kishida", "必ず作る"),
        ("zh-Hant", "岸田文雄說：「我們會蓋好。」", "Fumio Kishida", "我們會蓋好。"),
        ("zh-Hans", "“我们会建好。”岸田文雄说。", "Fumio Kishida", "我们会建好。"),
        ("zh-Hans", "岸田文雄补充道：“我们会建好。”", "Fumio Kishida", "我们会建好。"),
    ],
)
def test_marks_of_every_style(language: str, text: str, speaker: str, words: str) -> None:
    assert said(context_of(text, language)) == [(speaker, "direct", words)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The leaders said that they would meet again."),
        ("ja", "両首脳は、再び会談すると述べた。"),
        ("zh-Hant", "兩國領導人表示，將再次會晤。"),
        ("zh-Hans", "两国领导人表示，将再次会晤。"),
    ],
)
@pytest.mark.parametrize("kind", [Kind.JOINT_STATEMENT, Kind.TREATY, Kind.FACT_SHEET])
def test_a_joint_text_attributes_nothing(language: str, text: str, kind: Kind) -> None:
    assert said(context_of(text, language, kind)) == []


def test_a_paragraph_that_continues_a_quotation_has_its_speaker() -> None:
    text = "“The ice is thin,” said Minister Ida Holm. “We must act now.\n\n“We have no time.”"
    found = said(context_of(text, "en"))
    assert ("Ida Holm", "direct", "The ice is thin") in found


def test_a_quotation_over_two_paragraphs() -> None:
    text = "Minister Ida Holm said: “The ice is thin. It melts.\n\n“We have no time.”"
    found = said(context_of(text, "en"))
    assert found == [
        ("Ida Holm", "direct", "The ice is thin."),
        ("Ida Holm", "direct", "We have no time."),
    ]


def test_speech_within_speech() -> None:
    text = "岸田文雄說：「拜登總統表示，美國會支援日本。我很感謝。」"
    found = said(context_of(text, "zh-Hant"))
    assert found[0][:2] == ("Fumio Kishida", "direct")
    assert ("Joe Biden", "indirect", "美國會支援日本") in found


def test_a_transcript_has_an_item_a_paragraph() -> None:
    text = "MINISTER HOLM: We met.\n\nWe agreed on ice.\n\nQ: Why?\n\nMINISTER HOLM: It melts."
    event = Event(people=("Ida Holm",))
    found = said(context_of(text, "en", Kind.PRESS_CONFERENCE, event))
    assert [words for _, _, words in found] == ["We met.", "We agreed on ice.", "It melts."]
    assert {speaker for speaker, _, _ in found} == {"Ida Holm"}


def test_the_hook_knows_who_speaks() -> None:
    text = "首相已經抵達。岸田文雄說：「我們會蓋好。部長將負責。」會議結束。"
    context = context_of(text, "zh-Hant")
    context.found["attributions"] = tuple(find_attributions(context))
    inside = [(scan, scan.text.find("部長")) for scan in context.scans if "部長" in scan.text]
    scan, at = inside[0]
    speech = speaker_at(context, scan, at)
    assert speech is not None and (speech.speaker, speech.state) == ("Fumio Kishida", "JPN")
    outside = context.scans[0]
    assert speaker_at(context, outside, 0) is None


def test_the_hook_knows_questions() -> None:
    text = "Q: Will you send ships?\n\nMINISTER HOLM: We will not."
    context = context_of(text, "en", Kind.PRESS_CONFERENCE)
    assert len(list(find_attributions(context))) == 1
    speech = speaker_at(context, context.scans[0], 5)
    assert speech is not None and speech.asks


def test_pronouns_stand_for_the_last_speaker() -> None:
    text = "岸田文雄表示，橋會蓋好。他並指出，經費已經到位。"
    assert [s for s, _, _ in said(context_of(text, "zh-Hant"))] == ["Fumio Kishida"] * 2


@pytest.mark.parametrize("language", ["en", "ja", "zh-Hant", "zh-Hans"])
@given(
    text=st.text(
        alphabet='「」『』“”"‘’:：，,。.！? \n說说道と述べたはが表示said that XYq者報告官我他',
        max_size=120,
    )
)
def test_any_text_reproduces(language: str, text: str) -> None:
    if not text.strip():
        return
    try:
        context = context_of(text, language, Kind.PRESS_CONFERENCE)
    except IndexError:  # nothing to read in it
        return
    for found in find_attributions(context):
        assert isinstance(found, Attribution)
        for (start, end), exact in zip(found.quote.ranges, found.quote.exact, strict=True):
            assert context.reading.text[start:end] == exact


@pytest.mark.parametrize(
    ("language", "piece"),
    [
        ("en", "The minister said and said, told and told that "),
        ("en", "“ said X, "),
        ("ja", "「と述べ、こと、は、が"),
        ("zh-Hant", "「他說，表示：指出"),
        ("zh-Hant", "甲乙丙丁"),
    ],
)
def test_time_grows_with_the_text_and_no_faster(language: str, piece: str) -> None:
    def spent(times: int) -> float:
        context = context_of(piece * times, language)
        start = time.perf_counter()
        list(find_attributions(context))
        return time.perf_counter() - start

    spent(20)
    small, large = spent(300), spent(1_200)
    assert large < 0.25 + 10 * small
