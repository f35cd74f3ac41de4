"""Structure on invented texts: paragraphs, furniture, notes, tables, versions, outline; and on any
text at all."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.compare.texts import text_of
from communique.model.codes import PassageType
from communique.model.quotes import Reading
from communique.read.layout import Layout
from communique.read.structure import structure
from tests.read.reading import furniture_of, passages_of, structured

EN = "The two Governments will continue their talks on fisheries and ports. They agreed to meet again before the end of the year. "
JA = "両国政府は、漁業及び港湾に関する協議を継続する。双方は、年内に再び会合を開くことで一致した。"
HANT = "雙方將繼續就漁業與港口問題進行磋商。雙方同意於年底前再次舉行會議，並責成兩國部長提出報告。"
HANS = "双方将继续就渔业与港口问题进行磋商。双方同意于年底前再次举行会议，并责成两国部长提出报告。"


@pytest.mark.parametrize(
    ("text", "language"), [(EN, "en"), (JA, "ja"), (HANT, "zh-Hant"), (HANS, "zh-Hans")]
)
def test_language_and_sentences(text: str, language: str) -> None:
    (draft,) = structured(f"{text}\n\n{text}\n").drafts
    assert draft.language == language and len(draft.passages) == 4
    assert {p.language for p in draft.passages} == {language}


@pytest.mark.parametrize(("first", "second"), [(JA, EN), (EN, HANT), (HANT, HANS), (HANS, EN)])
def test_versions_one_after_the_other(first: str, second: str) -> None:
    text = f"{first}\n\n{first}\n\n{first}\n\n\n\n2031/05/04\n\n{second}\n\n{second}\n\n{second}\n"
    one, two = structured(text).drafts
    assert "2031" not in text[one.ranges[0][0] : one.ranges[0][1]], (
        "a date stands with the text it is near"
    )
    assert text[two.ranges[0][0] :].startswith("2031/05/04")


def test_versions_side_by_side() -> None:
    drafts = structured("\n\n".join([JA, EN] * 4)).drafts
    assert sorted(d.language for d in drafts) == ["en", "ja"]
    assert all(len(d.ranges) == 4 for d in drafts)


@pytest.mark.parametrize("quoted", [EN * 2, f"“{EN}”"])
def test_a_quotation_in_another_language_is_no_version(quoted: str) -> None:
    (draft,) = structured("\n\n".join([JA, JA, JA, quoted, JA, JA, JA])).drafts
    assert draft.language == "ja"


def test_kanji_alone_takes_its_neighbours_language() -> None:
    drafts = structured(f"地域情勢\n\n{JA}\n\n{JA}\n\n東京").drafts
    assert [d.language for d in drafts] == ["ja"]


@pytest.mark.parametrize(
    "text",
    [
        "Стороны договорились продолжить переговоры о портах и рыболовстве. Следующая встреча пройдёт осенью.",
        "양측은 항구와 어업에 관한 협의를 계속하기로 하였다. 다음 회의는 가을에 열린다.",
    ],
)
def test_a_language_without_data_is_a_gap(text: str) -> None:
    found = structured(text)
    assert [g.code for g in found.gaps] == ["language-unknown"] and found.drafts[0].passages


WRAPPED = """The Ministers of the two Republics met in Port Lyth on Monday and took
stock of the work done since the spring. They agreed that the joint com-
mittee on harbours should meet again before the end of the year, and that
its report should be made public.

They also agreed to open the strait to small craft from both sides, under
rules which the harbour masters will draw up together, and to share the
cost of the lights and buoys in equal parts over a period of ten years.
"""


def test_wrapped_lines_are_joined_also_inside_a_word() -> None:
    passages = passages_of(WRAPPED)
    assert len(passages) == 3 and "joint committee on harbours" in passages[1]


def test_lines_with_blank_lines_between_are_joined() -> None:
    spaced = (
        "\n\n".join(
            [
                "　会合は二日間にわたり、港の安全について双方の専門家がそれぞれの立場から詳しく報",
                "告を行い、率直な意見が交わされた。参加者は、海図の共同作成が第一歩になるとの見方で",
                "おおむね一致したが、費用の分担については考え方の違いが残った。この点は次の会合に先送",
                "りされた。 ",
                "　二日目の午後には、若手研究者を交えた討論が行われ、海上での偶発的な衝突を防ぐための",
                "連絡の仕組みが主な論点となった。出席者からは早期の実現を求める声が相次いだ。 ",
            ]
        )
        + "\n"
    )
    passages = passages_of(spaced)
    assert "報告を行い" in passages[0] and "先送りされた。" in passages[2] and len(passages) == 5


def test_a_running_head_does_not_break_a_sentence() -> None:
    head = "海事評論　第十二卷　第三期　四十"
    text = f"海事評論\n\n{HANT}兩國海岸防衛機關近年來雖然時有摩擦發生，但是雙方主管官員仍然保持了經常性的\n\n{head}\n\n接觸與對話。{HANT}\n"
    found = structured(text)
    cut = next(p for p in found.drafts[0].passages if "經常性的接觸" in p.text)
    assert len(cut.quote.ranges) == 2 and [b.what for b in found.boilerplate] == ["running_head"]


NOTES = f"""{HANT}此舉頗受注目①，各方評價不一②。

註① 見《港務年報》第八頁。

註② 表列數字係依據海關統計。

{HANT}
"""


def test_notes_are_put_aside_and_tied_to_their_marks() -> None:
    (draft,) = structured(NOTES).drafts
    assert [(n.label, n.anchor is not None) for n in draft.notes] == [("①", True), ("②", True)]
    marked = next(p for p in draft.passages if "此舉" in p.text)
    assert "①" not in marked.text and marked.notes == ("①", "②")
    assert draft.passages[-1].item == "註②", "notes come behind the text"


def test_a_note_without_its_mark_is_a_gap() -> None:
    found = structured(NOTES.replace("註②", "註③"))
    assert [g.code for g in found.gaps] == ["note-label"]


@pytest.mark.parametrize("between", ["\t", "    ", "　　"])
def test_tables_keep_rows_and_columns(between: str) -> None:
    rows = [
        ["Year", "Exports", "Imports"],
        ["2029", "1,200", "900"],
        ["2030", "1,350", "870"],
        ["2031", "1,500", "910"],
    ]
    text = f"{EN}\n\n" + "\n".join(between.join(r) for r in rows) + f"\n\n{EN}"
    (draft,) = structured(text).drafts
    assert [[c.text for c in row] for row in draft.tables[0].rows] == rows and draft.tables[
        0
    ].header == 1
    assert sum(p.type is PassageType.TABLE_ROW for p in draft.passages) == 4


PAGE = """Skip to main content
Home
Foreign affairs

Ports reopen after four years

Photo: The harbour at Lyth on Monday
Advertisement
The two Governments reopened their ports on Monday. “We waited four years for this,” the Minister said.

More ships are expected before the end of the week. The first came in at noon.

Related articles
Five facts about the strait
How the lights went out
© 2031 The Lyth Courier. All rights reserved.
"""


def test_furniture_of_a_page() -> None:
    found = furniture_of(PAGE)
    assert found == [
        "Skip to main content",
        "Home",
        "Foreign affairs",
        "Photo: The harbour at Lyth on Monday",
        "Advertisement",
        "Related articles",
        "Five facts about the strait",
        "How the lights went out",
        "© 2031 The Lyth Courier. All rights reserved.",
    ]


@pytest.mark.parametrize(
    "text",
    [
        EN,
        JA,
        HANT,
        HANS,
        WRAPPED,
        "1. Home affairs will be discussed.\n\n2. Search and rescue will go on.\n",
        "（c）海上保安庁は協力を続ける。",
    ],
)
def test_text_is_never_furniture(text: str) -> None:
    assert furniture_of(text) == []


def outline_of(text: str) -> list[tuple[str | None, int, str]]:
    return [(o.label, o.level, o.heading) for d in structured(text).drafts for o in d.outline]


def test_outline_of_articles_and_items() -> None:
    text = f"Agreement on Ports\n\nArticle 1\n\n{EN}\n\nArticle 2\n\n1. {EN}\n\n2. {EN}\n\n(a) {EN}\n\n(b) {EN}\n"
    assert [(label, level) for label, level, _ in outline_of(text)] == [
        ("Article 1", 1),
        ("Article 2", 1),
        ("1.", 2),
        ("2.", 2),
        ("(a)", 3),
        ("(b)", 3),
    ]


def test_outline_follows_the_nesting_of_the_text() -> None:
    text = "\n\n".join(
        [
            "共同聲明",
            "1. 海峽",
            f"一、{HANT}",
            f"二、{HANT}",
            "2. 貿易",
            f"一、{HANT}",
            f"二、{HANT}",
        ]
    )
    assert [(label, level) for label, level, _ in outline_of(text)] == [
        ("1.", 1),
        ("一、", 2),
        ("二、", 2),
        ("2.", 1),
        ("一、", 2),
        ("二、", 2),
    ]


def test_repeated_and_broken_numbers_stay() -> None:
    text = "\n\n".join(f"{n}. {EN}" for n in (1, 2, 2, 5))
    assert [label for label, _, _ in outline_of(text)] == ["1.", "2.", "2.", "5."]


@pytest.mark.parametrize(
    "heading",
    ["THE STRAIT AND ITS PORTS", "【海峡の安全】", "■海峡の安全", "The Strait and Its Ports"],
)
def test_headings_without_labels(heading: str) -> None:
    body = EN if heading.isascii() else JA
    text = f"Joint Statement\n\n{body}\n\n{heading}\n\n{body}\n\n{body}\n\nPort Lyth, 4 May 2031\n\nAda Moor        Ben Lund\n"
    assert len(outline_of(text)) == 1


def test_a_bracketed_session_has_label_and_name() -> None:
    (draft,) = structured(f"会合の報告\n\n{JA}\n\n【セッション１　港の安全】\n\n{JA}\n").drafts
    assert [(o.label, o.heading) for o in draft.outline] == [("セッション１", "港の安全")]
    assert "港の安全" in [p.text for p in draft.passages]


def test_letter_i_after_h_is_a_letter() -> None:
    items = "\n\n".join(f"({c}) {EN}" for c in "abcdefghi")
    assert {level for _, level, _ in outline_of(f"1. {EN}\n\n{items}") if level > 1} == {2}


TEXT = st.text(
    alphabet=st.sampled_from("ab Z.1(註①一、。「」『』“”\n\n\r\t　|#*＊・【】年漢あア"),
    max_size=300,
)


@given(TEXT)
def test_any_text(text: str) -> None:
    """No exception; passages of a document do not overlap and stand in its ranges; furniture and
    text are apart."""
    reading = Reading(text)
    found = structure(Layout(text), reading)
    for draft in found.drafts:
        spans = sorted(r for p in draft.passages for r in p.quote.ranges)
        assert all(a[1] <= b[0] for a, b in itertools.pairwise(spans))
        assert all(any(s <= r[0] and r[1] <= e for s, e in draft.ranges) for r in spans)
        assert len({p.id for p in draft.passages}) == len(draft.passages)
        aside = [b.quote.ranges[0] for b in found.boilerplate]
        assert not any(s < r[1] and r[0] < e for s, e in aside for r in spans)


@given(st.text(max_size=200))
def test_any_characters(text: str) -> None:
    structure(Layout(text), Reading(text))


def test_a_short_text_broken_by_hand_is_joined() -> None:
    words = (
        "The two sides met in Lyth.\n\nThey will open a consulate for the north of the country, and a"
        "\nfish market, by 2038.\nTheir ships will call at both ports."
    )
    found = [each.text for each in text_of(words, "en").passages]
    assert any(text.endswith("and a fish market, by 2038.") for text in found)
    assert "Their ships will call at both ports." in found
