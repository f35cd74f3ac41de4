"""English promises and attitudes: the cases of specs/, gold texts, hostile text, time."""

from __future__ import annotations

import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.errors import CommuniqueError
from communique.find.attributions import find_attributions
from communique.find.commitments import find_commitments
from communique.find.context import Context
from communique.find.positions import find_positions
from communique.model.findings import Commitment, Position
from communique.names import load
from communique.read.analyse import analyse_bytes

HEAD = "Joint Statement by the President of Kenya and the Prime Minister of Norway\n\nOslo, 3 May 2026\n\n"


def context_of(text: str, **fields: Any) -> Context:
    """A context of a joint statement of Kenya and Norway with this body."""
    given_fields = {"parties": ["KEN", "NOR"], "date": "2026-05-03", "language": "en", **fields}
    names = load()
    read = analyse_bytes((HEAD + text).encode(), name="a.txt", names=names, fields=given_fields)
    context = Context(read.documents[0], read.reading, names)
    context.found["attributions"] = tuple(find_attributions(context))  # who has the floor
    return context


def promises(text: str, **fields: Any) -> list[Commitment]:
    return sorted(find_commitments(context_of(text, **fields)), key=lambda f: f.quote.start)


def attitudes(text: str, **fields: Any) -> list[Position]:
    return sorted(find_positions(context_of(text, **fields)), key=lambda f: f.quote.start)


def words(finding: Commitment | Position) -> str:
    return " ".join(" ".join(finding.quote.exact).split())


def test_one_finding_a_separable_promise() -> None:
    found = promises(
        "Kenya will train 40 pilots, will open a school in Nakuru by 2031 and will host the games."
    )
    assert [f.action for f in found] == [
        "train 40 pilots",
        "open a school in Nakuru by 2031",
        "host the games",
    ]
    assert [f.deadline for f in found] == [None, "2031", None]
    assert {f.actors for f in found} == {("KEN",)}


def test_a_verb_without_an_object_of_its_own_is_no_promise_of_its_own() -> None:
    found = promises("The leaders agreed to consolidate, realign and reduce the camps.")
    assert len(found) == 1


def test_an_actor_in_a_relative_clause_promises_for_itself() -> None:
    found = promises("Norway will launch a fund, to which Kenya will contribute 2 million dollars.")
    assert [(f.actors, words(f)) for f in found] == [
        (("NOR",), "Norway will launch a fund"),
        (("KEN",), "Kenya will contribute 2 million dollars."),
    ]


def test_a_verb_behind_a_relative_clause_has_the_subject_before_it() -> None:
    (found,) = promises("Kenya, which chairs the group this year, will host its next session.")
    assert found.actors == ("KEN",)


def test_pronouns_stand_for_the_subject_before() -> None:
    found = promises("Norway welcomed the talks. It will open a consulate. They will meet in June.")
    assert [f.actors for f in found] == [("NOR",), ("KEN", "NOR")]


def test_reported_promises_are_quoted_with_who_reports() -> None:
    (found,) = promises("The Prime Minister of Norway confirmed that Norway would lift the duty.")
    assert words(found).startswith("The Prime Minister")
    assert found.actors == ("NOR",)


@pytest.mark.parametrize(
    "text",
    [
        "The leaders hoped that Kenya would host the games.",
        "Experts say that Kenya will need more rain.",
        "Kenya did not agree to open the market.",
        "No side will withdraw its claim.",
        "Will Kenya open its market?",
        "It will be the first fair of its kind.",
        "The friendship of the two peoples will endure.",
    ],
)
def test_what_is_no_promise(text: str) -> None:
    assert promises(text) == []


def test_lists_inherit_actors_and_force_unless_the_verb_says_otherwise() -> None:
    body = (
        "The leaders decided to:\n\n(a) build a bridge;\n\n(b) seek new markets; and\n\n"
        "(c) continue the fund.\n\nThe weather was fine."
    )
    assert [(f.force.value, f.actors) for f in promises(body)] == [
        ("pledge", ("KEN", "NOR")),
        ("effort", ("KEN", "NOR")),
        ("continuation", ("KEN", "NOR")),
    ]


def test_speakers_first_person_is_their_state_and_journalists_promise_nothing() -> None:
    body = (
        "PRESIDENT KIMANI: We will open a mine.\n\nQUESTION: Norway will pay for it?\n\n"
        "REPORTER: They say Norway will sign.\n\nPRIME MINISTER DAHL: We will train 20 miners."
    )
    found = promises(body, kind="press_conference")
    assert [(f.actors, f.action) for f in found] == [
        (("KEN",), "open a mine"),
        (("NOR",), "train 20 miners"),
    ]


def test_one_attitude_a_coordinated_verb() -> None:
    found = attitudes("Kenya strongly condemned the raid, welcomed the truce and urged restraint.")
    assert [(f.stance.value, f.degree.value, f.actors) for f in found] == [
        ("condemn", "strong", ("KEN",)),
        ("welcome", "plain", ("KEN",)),
        ("urge", "plain", ("KEN",)),
    ]


def test_openings_hold_an_attitude_of_the_subject() -> None:
    first, *_ = attitudes(
        "Recognising the value of forests, the two leaders agreed to plant trees."
    )
    assert (first.stance.value, words(first)) == (
        "recognise",
        "Recognising the value of forests",
    )


VOCABULARY = """
Kenya Norway the leaders both governments they it will would shall agreed decided to and , that which
who not welcomed condemned urged hope expressed their concern commitment by the end of 2030 : ; ( ) "
also jointly firmly endeavour continue consider open train $5 million U.S. should is are been lylyly
notably — - instructed Ministers with support stressed
"""


@settings(max_examples=60, deadline=None)
@given(
    st.one_of(
        st.lists(st.sampled_from(VOCABULARY.split()), max_size=60).map(" ".join),
        st.text(max_size=200),
    )
)
def test_any_text_is_read_and_every_quote_reproduces(text: str) -> None:
    try:
        context = context_of(text.encode("utf-8", "replace").decode())
    except CommuniqueError:  # what cannot be read is the reader's to say
        return
    found: list[Commitment | Position] = [*find_commitments(context), *find_positions(context)]
    for finding in found:
        for (start, end), exact in zip(finding.quote.ranges, finding.quote.exact, strict=True):
            assert context.reading.text[start:end] == exact
        assert finding.actors


@pytest.mark.parametrize(
    "piece",
    ["jointly ", "and to open ", "will, ", "lyly", "Kenya, ", "that the leaders agreed ", "A B "],
)
def test_time_grows_with_length_and_no_faster(piece: str) -> None:
    body = "Kenya will " + piece * (5500 // len(piece)) + "."
    started = time.perf_counter()
    promises(body)
    assert time.perf_counter() - started < 5
