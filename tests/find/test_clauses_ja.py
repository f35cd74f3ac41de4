"""Japanese promises and attitudes: clauses, subjects that carry over, speakers, and hostile text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.find import find
from communique.find.attitudes_ja import attitude
from communique.find.inflections_ja import Verbs
from communique.find.promises_ja import promise
from communique.find.segments_ja import sentence
from communique.model.findings import Commitment, Finding, Force, Position, Stance
from communique.names import load
from communique.read.analyse import analyse_bytes


@dataclass(frozen=True)
class Found:
    commitments: list[Commitment]
    positions: list[Position]


def findings(text: str, **fields: object) -> Iterator[Finding]:
    fields = {"language": "ja", "date": "2026-05-20", "kind": "joint_statement", **fields}
    names = load()
    analysis = analyse_bytes(text.encode(), name="text.txt", fields=fields, names=names)
    for document in analysis.documents:
        yield from find(document, analysis.reading, names)[0].findings


def found(text: str, *parties: str, **fields: object) -> Found:
    every = list(findings(text, parties=list(parties), **fields))
    return Found(
        [f for f in every if isinstance(f, Commitment)],
        [f for f in every if isinstance(f, Position)],
    )


def said(finding: Finding) -> str:
    return "".join(finding.quote.exact)


@pytest.mark.parametrize(
    ("words", "form"),
    [
        ("決定した", "past"),
        ("決定いたしました", "past"),
        ("決定していく", "go"),
        ("決定してまいります", "go"),
        ("決定したい", "desire"),
        ("決定しない", "no"),
        ("決定し", "renyo"),
        ("示した", "past"),
        ("示しています", "state"),
    ],
)
def test_verbs_tell_their_form(words: str, form: str) -> None:
    text = "方針を" + words
    listed = Verbs([("決定", "decide"), ("示/5s", "announce")]).at_end(text, len(text))
    assert listed and listed[0].form == form


def test_the_passive_is_told() -> None:
    text = "方針が示された"
    listed = Verbs([("示/5s", "announce")]).at_end(text, len(text))
    assert listed and listed[0].passive and listed[0].form == "past"


def test_a_stem_of_one_character_is_no_part_of_a_compound() -> None:
    assert Verbs([("表", "announce")]).at_end("結果を公表する", 7) is None


def test_sentences_are_cut_at_joining_forms_outside_brackets() -> None:
    cut = sentence("日本は、「港を整備し、船を送る」と述べ、技師を派遣する。")
    assert [cut.text[c.start : c.end][-4:] for c in cut.clauses] == ["と述べ、", "派遣する。"[1:]]
    assert len(cut.text) == len("日本は、「港を整備し、船を送る」と述べ、技師を派遣する。")


@pytest.mark.parametrize(
    ("text", "force"),
    [
        ("病院を建設する", Force.PLEDGE),
        ("病院を建設することとする", Force.PLEDGE),
        ("病院を建設する予定である", Force.INTENTION),
        ("病院を建設する用意がある旨述べた", Force.INTENTION),
        ("病院の建設を検討している", Force.EXPLORATION),
        ("病院の建設に努める", Force.EFFORT),
        ("病院への支援を続ける", Force.CONTINUATION),
        ("病院を建設した", None),
        ("病院を建設している", None),
        ("病院を建設しない", None),
        ("病院を建設すべきである", None),
        ("病院を重視する", None),
    ],
)
def test_the_closing_verb_tells_the_force(text: str, force: Force | None) -> None:
    made = promise(text, 0, len(text))
    assert (made.force if made else None) == force


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("停戦を歓迎した", Stance.WELCOME),
        ("停戦への支持を表明した", Stance.SUPPORT),
        ("停戦が不可欠であることを強調した", Stance.SUPPORT),
        ("停戦の条件を再確認した", Stance.REAFFIRM),
        ("停戦が崩れたことは極めて遺憾である", Stance.CONCERN),
        ("停戦を実施することで一致した", None),
        ("停戦の崩壊が懸念される", None),
    ],
)
def test_the_closing_verb_tells_the_stance(text: str, stance: Stance | None) -> None:
    held = attitude(text, 0, len(text))
    assert (held.stance if held else None) == stance


def test_a_subject_carries_over_to_the_next_sentence() -> None:
    got = found("ペルーは、港を拡張する。また、灯台を三基設置する。", "JPN", "PER").commitments
    assert [c.actors for c in got] == [("PER",), ("PER",)]


def test_items_below_a_chapeau_have_its_subject() -> None:
    text = "１　両政府は、次の措置をとる。\n\n（1）航空便の再開\n\n（2）査証手数料を引き下げる。\n"
    got = found("日・ペルー共同声明\n\n令和8年5月20日\n\n" + text, "JPN", "PER").commitments
    assert [said(c) for c in got] == ["航空便の再開", "査証手数料を引き下げる。"]
    assert {c.actors for c in got} == {("JPN", "PER")}


def test_a_verb_is_shared_by_two_actors() -> None:
    text = "建設費のうち、日本は四億ドルを、ペルーは六億ドルを負担する。"
    got = found(text, "JPN", "PER").commitments
    assert [c.actors for c in got] == [("JPN",), ("PER",)]


def test_who_speaks_at_a_press_conference_is_told_by_labels() -> None:
    text = (
        "外務大臣会見記録\n\n【東日新聞　青木記者】政府は支援を続けるとのことですが、御所見を伺います。\n\n"
        "【浜口外務大臣】政府として、医療支援を継続してまいります。\n"
    )
    got = found(text, "JPN", "PER", kind="press_conference").commitments
    assert [(said(c), c.actors) for c in got] == [
        ("政府として、医療支援を継続してまいります。", ("JPN",))
    ]


def test_experts_promise_nothing_even_later() -> None:
    text = "東亜大学の井口教授は、政府の方針を批判した。井口氏は「来年も調査を続ける」と語った。"
    got = found(text, "JPN", "PER", kind="news")
    assert not got.commitments and not got.positions


def test_a_promise_within_a_promise_belongs_to_its_own_subject() -> None:
    text = "両首脳は、ペルーが港を拡張することで一致した。"
    assert found(text, "JPN", "PER").commitments[0].actors == ("PER",)


def test_ceremonial_words_promise_nothing() -> None:
    text = "亡くなられた方々に哀悼の意をささげます。御健勝をお祈りします。"
    assert not found(text, "JPN", kind="speech").commitments


_TEXT = """日本 は 、 。 「 」 （ ） を する した し して ない いる 両首脳 一致 こと で 決定 支持 懸念 表明 と 述べ
    た が 方針 ペルー 側 から 次の 事項 検討 引き続き １ 二千 億円 a"""
_WORDS = st.sampled_from(_TEXT.split())


@settings(max_examples=40, deadline=None)
@given(st.lists(_WORDS, max_size=60).map("".join))
def test_any_text_is_read_and_quotes_reproduce(text: str) -> None:
    names = load()
    fields = {"language": "ja", "parties": ["JPN", "PER"], "kind": "joint_statement"}
    analysis = analyse_bytes(
        ("日本は、" + text).encode(), name="text.txt", fields=fields, names=names
    )
    for document in analysis.documents:
        for finding in find(document, analysis.reading, names)[0].findings:
            reading = analysis.reading.text
            assert [reading[a:b] for a, b in finding.quote.ranges] == list(finding.quote.exact)


def test_a_sentence_of_any_length_is_cut_and_read() -> None:
    text = "日本は、" + "港を整備し、" * 3000 + "技師を派遣する。"
    assert len(sentence(text).clauses) == 3001
    assert promise(text, 0, len(text) - 1)


def test_one_frame_may_lie_in_another() -> None:
    text = "日本は、病院の建設を支援する用意があることを明らかにした旨伝えた。"
    (promise_,) = found(text, "JPN", "PER").commitments
    assert promise_.force is Force.INTENTION


def test_short_titles_are_the_other_partys_where_japan_has_the_longer() -> None:
    text = "総理大臣は、港の改修を約した。首相は、これを歓迎した。"
    got = found(text, "JPN", "MYS")
    assert got.commitments[0].actors == ("JPN",) and got.positions[0].actors == ("MYS",)


def test_a_clause_left_without_its_verb_shares_the_next_ones() -> None:
    text = "日本が33億ドル、ペルーが18億ドルをそれぞれ拠出することを確認した。"
    got = found(text, "JPN", "PER", kind="news").commitments
    assert [(c.actors, c.amount.value if c.amount else None) for c in got] == [
        (("JPN",), 3_300_000_000),
        (("PER",), 1_800_000_000),
    ]


def test_who_made_things_grow_promises_and_what_grows_does_not() -> None:
    assert promise("訓練の回数を増加させる", 0, 11)
    assert promise("訓練の回数が増加する", 0, 10) is None


def test_a_wish_of_the_speaker_is_an_intention_and_a_wish_for_another_is_none() -> None:
    assert promise("年内に結論を出したい", 0, 10).force is Force.INTENTION  # type: ignore[union-attr]
    assert promise("行動を示してもらいたい", 0, 11) is None
    assert attitude("行動を示してもらいたい", 0, 11).stance is Stance.URGE  # type: ignore[union-attr]
