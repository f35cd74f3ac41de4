"""People: once each, whatever the script or the form, and nobody where nobody is named."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.find.context import Context
from communique.find.people import find_people
from communique.model.findings import Person
from communique.names import load
from communique.read.analyse import analyse_bytes


def people(text: str, language: str, day: str = "2031-05-04") -> list[Person]:
    fields = {"language": language, "date": day, "parties": ["JPN", "USA"]}
    analysis = analyse_bytes(text.encode(), name="a.txt", fields=fields)
    doc = analysis.documents[0]
    found = list(find_people(Context(doc, analysis.reading, load())))
    for person in found:
        exact = [analysis.reading.text[s:e] for s, e in person.quote.ranges]
        assert exact == list(person.quote.exact)
    return found


@pytest.mark.parametrize(
    ("language", "text", "forms"),
    [
        ("en", "Ada Brook, a judge, spoke. Mrs. Brook sat down.", {"Ada Brook", "Brook"}),
        ("ja", "森田葵外相が語った。森田氏は続けた。", {"森田葵", "森田氏"}),
        ("zh-Hant", "部長蔡明遠抵達。蔡部長致詞。", {"蔡明遠", "蔡部長"}),
        ("zh-Hans", "总统约恩·贝格到访。贝格总统致辞。", {"约恩·贝格", "贝格总统"}),
    ],
)
def test_a_surname_is_the_person_of_the_full_name(
    language: str, text: str, forms: set[str]
) -> None:
    (person,) = people(text, language)
    assert forms <= set(person.surface)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "President Carter left."),
        ("ja", "カーター大統領は帰国した。"),
        ("zh-Hant", "卡特總統離開。"),
    ],
)
def test_one_name_in_every_script(language: str, text: str) -> None:
    assert [p.name for p in people(text, language, "1979-05-02")] == ["Jimmy Carter"]


def test_a_surname_of_another_time_is_somebody_else() -> None:
    (person,) = people("President Truman left.", "en", "2031-05-04")
    assert person.name == "Truman"


def test_latin_letters_in_brackets_are_the_name() -> None:
    (person,) = people("研究员贝恩特·霍姆（Bernt Holm）不同意。", "zh-Hans")
    assert person.name == "Bernt Holm" and person.role == "研究员"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The Prime Minister met the President of the Republic in New York."),
        ("ja", "両首脳は、在外公館の大使館員と会談した。同氏は欠席した。"),
        ("zh-Hans", "两国外交部长同意举行部长级会议。"),
    ],
)
def test_offices_alone_are_nobody(language: str, text: str) -> None:
    assert people(text, language) == []


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet="AdaBrook .,:Mr外相森田葵氏总统约·贝格（）()\n ", max_size=80))
def test_any_text(text: str) -> None:
    for language in ("en", "ja", "zh-Hans"):
        people(f"The leaders met.\n{text}", language)


@pytest.mark.parametrize(
    ("language", "text", "shared"),
    [
        ("en", "Prime Minister Brown met President Lee.", "Lee"),
        ("ja", "李大統領は帰国した。", "李"),
        ("zh-Hant", "李總統離開。", "李"),
    ],
)
def test_a_surname_of_several_states_is_nobody_known_without_context(
    language: str, text: str, shared: str
) -> None:
    """Neither Lee of Korea held office then, and the other Brown never that one."""
    found = {p.name: p.affiliation for p in people(text, language, "2000-02-01")}
    assert found.get("Lee Teng-hui") == "TWN"
    assert shared not in found


def test_the_party_tells_whose_a_shared_surname_is() -> None:
    fields = {"language": "en", "date": "2010-06-26", "parties": ["KOR", "SGP"]}
    for parties, name in (["KOR", "USA"], "Lee Myung-bak"), (["SGP", "USA"], "Lee Hsien Loong"):
        given = fields | {"parties": parties}
        analysis = analyse_bytes(b"Mr. Lee spoke.", name="a.txt", fields=given)
        found = find_people(Context(analysis.documents[0], analysis.reading, load()))
        assert [p.name for p in found] == [name]
    analysis = analyse_bytes(b"Mr. Lee spoke.", name="a.txt", fields=fields | {"parties": ["JPN"]})
    found = find_people(Context(analysis.documents[0], analysis.reading, load()))
    assert [(p.name, p.affiliation) for p in found] == [("Lee", None)]
