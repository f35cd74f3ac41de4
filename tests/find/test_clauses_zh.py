"""Promises and attitudes of Chinese clauses: subjects, speech, lists, what goes on, what is none."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.errors import CommuniqueError
from communique.find.attitudes_zh import attitude_of, degree_of
from communique.find.clauses_zh import commitments, positions, walk_of
from communique.find.context import Context
from communique.find.parts_zh import Quoting, clauses_of
from communique.find.promises_zh import force_of, frame_of, open_ended
from communique.model.findings import Degree, Force, Stance
from communique.names import Names, load
from communique.read.analyse import analyse_bytes


@cache
def _names() -> Names:
    return load()


def _context(
    text: str, parties: str = "CHN KEN", kind: str = "joint_statement", language: str = "zh-Hans"
) -> Context:
    fields = {"parties": parties.split(), "date": "2026-05-11", "kind": kind, "language": language}
    if kind == "other":
        fields["issuers"] = parties.split()[:1]
    analysis = analyse_bytes(text.encode(), name="x.txt", fields=fields, names=_names())
    return Context(analysis.documents[0], analysis.reading, _names())


def _promises(text: str, *args: str) -> list[tuple[str, str, str]]:
    return [
        (s.scan.text[s.start : s.end], " ".join(s.actors), s.force.value)
        for s in commitments(_context(text, *args))
    ]


def _attitudes(text: str, *args: str) -> list[tuple[str, str, str]]:
    return [
        (s.scan.text[s.start : s.end], " ".join(s.actors), s.stance.value)
        for s in positions(_context(text, *args))
    ]


def test_clauses_blank_what_holds_no_cue() -> None:
    scan = _context("双方同意，2027年底前签署《支持出口协定》（草案）。").scans[0]
    texts = [c.text for c in clauses_of(scan, Quoting())]
    assert texts == ["双方同意", "DDDDD底前签署XXXXXXXXXXXX"]


def test_a_clause_keeps_its_place_in_both_scripts() -> None:
    scan = _context("雙方將擴大貿易，並增設口岸。", "CHN KEN", "joint_statement", "zh-Hant").scans[
        0
    ]
    for clause in clauses_of(scan, Quoting()):
        assert len(clause.text) == clause.end - clause.start


@pytest.mark.parametrize(
    ("text", "force"),
    [
        ("将继续派遣医疗队", Force.CONTINUATION),
        ("将研究建设港口", Force.EXPLORATION),
        ("将为实现这一目标而努力", Force.EFFORT),
        ("将提供贷款", Force.PLEDGE),
        ("同意通过各种渠道保持沟通", Force.CONTINUATION),
        ("愿同肯方探讨本币结算", Force.EXPLORATION),
        ("拟在中国设立研究中心", Force.INTENTION),
        ("力争明年完成谈判", Force.EFFORT),
    ],
)
def test_the_head_of_what_is_promised_gives_the_force(text: str, force: Force) -> None:
    (clause,) = clauses_of(_context("双方" + text + "。").scans[0], Quoting())
    frame = frame_of(clause)
    assert frame is not None
    assert force_of(frame.force, clause.text[frame.end :]) is force


@pytest.mark.parametrize(
    "text",
    [
        "双方不会建立军事同盟",
        "双方已将关系提升为战略伙伴",
        "双方希望新航线将带动旅游",
        "此访必将推动两国关系",
        "双方强调继续合作至关重要",
        "两国将军举行会谈",
        "值此建交六十周年将届之际",
    ],
)
def test_no_frame(text: str) -> None:
    (clause,) = clauses_of(_context(text + "。").scans[0], Quoting())
    assert frame_of(clause) is None


def test_a_promise_still_to_come() -> None:
    assert open_ended("自D起")
    assert not open_ended("自D起提供贷款")


def test_subjects_carry_over() -> None:
    found = _promises("肯方将修订外资法，并缩短审批时间。首批许可将于明年发放，中方愿提供协助。")
    assert [who for _, who, _ in found] == ["KEN", "KEN", "KEN", "CHN"]


def test_a_list_under_an_opening() -> None:
    text = "中方决定采取以下措施：\n\n1. 提供两亿元援助；\n\n2. 自明年1月1日起，取消配额；\n\n3. 探讨互免签证。\n"
    assert _promises(text) == [
        ("提供两亿元援助", "CHN", "pledge"),
        ("自明年1月1日起，取消配额", "CHN", "pledge"),
        ("探讨互免签证", "CHN", "exploration"),
    ]


def test_purpose_is_no_promise_of_its_own_but_a_row_is() -> None:
    assert len(_promises("中方将派遣三十名专家，推广节水技术。")) == 1
    assert len(_promises("双方将扩大贸易，完善口岸设施，增加航班。")) == 3


def test_speech_tells_who_we_are() -> None:
    text = "韩国总统说：“我们将在年内增派两艘军舰。”"
    assert _promises(text, "KOR", "news") == [("我们将在年内增派两艘军舰", "KOR", "pledge")]


def test_experts_foresee_but_report_promises() -> None:
    assert _promises("专家认为，肯尼亚将扩大进口。", "CHN KEN", "news") == []
    found = _promises("学者指出，肯尼亚政府承诺扩大进口。", "CHN KEN", "news")
    assert found == [("肯尼亚政府承诺扩大进口", "KEN", "pledge")]


def test_questions_and_turns_of_a_transcript() -> None:
    text = (
        "记者：中方是否会提供援助？\n\n王芳：中方将提供援助。我们反对任何制裁。\n\n"
        "记者：肯方称，肯方将退出协定。\n"
    )
    found = _promises(text, "CHN KEN", "press_conference")
    assert [who for _, who, _ in found] == ["CHN", "KEN"]  # what is told in a question was promised
    assert _attitudes(text, "CHN KEN", "press_conference") == [
        ("我们反对任何制裁", "CHN", "oppose")
    ]


def test_conditions_belong_to_the_quote() -> None:
    found = _promises("如安全条件允许，中方将考虑增派维和人员。")
    assert found == [("如安全条件允许，中方将考虑增派维和人员", "CHN", "exploration")]


def test_an_accepted_invitation_is_quoted_with_it() -> None:
    text = "肯尼亚总统邀请中国国家主席明年访肯，中国国家主席接受了邀请。"
    assert _promises(text) == [(text[:-1], "CHN", "intention")]


@pytest.mark.parametrize(
    ("text", "stance", "degree"),
    [
        ("双方对局势深表关切", Stance.CONCERN, Degree.STRONG),
        ("双方坚决反对单边制裁", Stance.OPPOSE, Degree.STRONG),
        ("双方不支持这一方案", Stance.OPPOSE, Degree.PLAIN),
        ("双方对成果表示满意", Stance.WELCOME, Degree.PLAIN),
        ("该倡议得到中方的支持", Stance.SUPPORT, Degree.PLAIN),
        ("这种做法不可接受", Stance.OPPOSE, Degree.STRONG),
    ],
)
def test_attitudes(text: str, stance: Stance, degree: Degree) -> None:
    (clause,) = clauses_of(_context(text + "。").scans[0], Quoting())
    found = attitude_of(clause)
    assert found is not None
    assert (found.stance, found.degree) == (stance, degree)


@pytest.mark.parametrize(
    "text", ["在双方的支持下", "提供技术支持", "就关切问题交换意见", "反对党获胜"]
)
def test_no_attitude(text: str) -> None:
    assert _attitudes(text + "，会议闭幕。") == []


def test_said_behind_a_comma() -> None:
    text = "双方强调，应通过对话解决争端。"
    assert _attitudes(text) == [(text[:-1], "CHN KEN", "support")]
    assert degree_of("坚定支持") is Degree.STRONG


def test_the_holder_of_a_support_that_was_won() -> None:
    assert _attitudes("该方案得到了肯尼亚的大力支持。", "KEN CHN", "news")[0][1:] == (
        "KEN",
        "support",
    )


def test_one_walk_for_both_kinds() -> None:
    context = _context("双方将扩大贸易，反对保护主义。")
    assert walk_of(context) is walk_of(context)
    assert list(commitments(context)) and list(positions(context))


_WORDS = st.sampled_from(
    [
        "双方",
        "中方",
        "将",
        "继续",
        "同意",
        "，",
        "。",
        "；",
        "：",
        "“",
        "”",
        "、",
        "对",
        "表示",
        "关切",
        "支持",
        "的",
        "在",
        "2027年",
        "《",
        "》",
        "(",
        ")",
        "不",
        "已",
        "并",
        "我们",
        "说",
        "呼吁",
        "以",
        "包括",
        "专家",
        "如",
        "\n",
        "1.",
        "提供",
        "贷款",
        "邀请",
        "接受",
        "\u3000",
        "😀",
        "會",
        "將",
        "雙方",
        "？",
    ]
)


@settings(max_examples=120, deadline=None)
@given(st.one_of(st.text(max_size=120), st.lists(_WORDS, max_size=60).map("".join)))
def test_any_text_is_walked_and_quoted(text: str) -> None:
    text = text.replace("\0", "").encode("utf-8", "ignore").decode() or "。"
    try:
        context = _context(text + "双方。")
    except (CommuniqueError, IndexError):  # nothing that can be read
        return
    for sighting in [*commitments(context), *positions(context)]:
        assert 0 <= sighting.start < sighting.end <= len(sighting.scan.text)
        quote = sighting.scan.quote(sighting.start, sighting.end)
        assert [context.reading.text[a:b] for a, b in quote.ranges] == list(quote.exact)


def test_long_text_takes_linear_time() -> None:
    from time import perf_counter

    spent = []
    for times in (200, 800):
        context = _context(
            "双方同意在对方境内设立文化中心，支持青年交流，并将继续扩大贸易。\n\n" * times
        )
        start = perf_counter()
        list(commitments(context))
        spent.append(perf_counter() - start)
    assert spent[1] < 12 * spent[0] + 0.5
