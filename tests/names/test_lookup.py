"""Offices, meetings, catalogues, and who is meant."""

from __future__ import annotations

import pytest

from communique.names import load


@pytest.mark.parametrize(
    ("state", "office", "date", "person"),
    [
        ("JPN", "head_of_government", "1979-05-02", "masayoshi-ohira"),
        ("USA", "head_of_state", "1979-05-02", "jimmy-carter"),
        ("USA", "head_of_state", "2025-02-07", "donald-trump"),
        ("JPN", "foreign_minister", "2007-03-22", "taro-aso"),
        ("USA", "foreign_minister", "1996-04-17", "warren-christopher"),
        ("USA", "defence_minister", "1996-04-17", "william-perry"),
        ("GBR", "head_of_government", "1984-12", "margaret-thatcher"),
        ("CHN", "head_of_government", "1972-09-29", "zhou-enlai"),
        ("KOR", "head_of_state", "2023-08-18", "yoon-suk-yeol"),
        ("SUN", "party_leader", "1987-12-08", "mikhail-gorbachev"),
        ("UN", "secretary_general", "1992", "boutros-boutros-ghali"),
        ("NATO", "secretary_general", "2024-07-10", "jens-stoltenberg"),
        ("EU", "commission_president", "2023-05-19", "ursula-von-der-leyen"),
    ],
)
def test_person_in_office(state: str, office: str, date: str, person: str) -> None:
    found = load().person_in_office(state, office, date)
    assert found is not None and found.id == person


def test_nobody_is_said_where_the_tables_do_not_say() -> None:
    assert load().person_in_office("JPN", "head_of_government", "1890") is None
    assert load().people_in_office("XXX", "head_of_state", "2000") == ()


def test_both_hold_the_office_on_the_day_of_change() -> None:
    found = load().people_in_office("JPN", "head_of_government", "2021-10-04")
    assert [person.id for person in found] == ["yoshihide-suga", "fumio-kishida"]


def test_a_day_without_year_is_resolved_by_the_people() -> None:
    found = load().meetings(people=["joe-biden", "fumio-kishida"], date="XXXX-04-10")
    assert [(meeting.start, meeting.place) for meeting in found] == [("2024-04-10", "Washington")]


def test_a_day_within_a_visit_counts() -> None:
    found = load().meetings(parties=["JPN", "USA"], date="1979-05-02")
    assert [meeting.start for meeting in found] == ["1979-04-30"]


def test_the_other_side_of_the_date_line() -> None:
    names = load()
    assert not names.meetings(people=["donald-trump", "shigeru-ishiba"], date="2025-02-08")
    found = names.meetings(people=["donald-trump", "shigeru-ishiba"], date="2025-02-08", within=1)
    assert [meeting.start for meeting in found] == ["2025-02-07"]


def test_meetings_are_ordered_and_filtered() -> None:
    names = load()
    found = names.meetings(place="Camp David")
    assert [m.start for m in found] == sorted(m.start for m in found)
    assert "2023-08-18" in {m.start for m in found}
    with pytest.raises(ValueError, match="April"):
        names.meetings(date="April 10")


def test_every_year_has_its_summit_of_the_seven() -> None:
    """None was held in 2020."""
    seven = {"USA", "JPN", "GBR", "FRA", "DEU", "ITA", "CAN"}
    years = {meeting.start[:4] for meeting in load().meetings(parties=seven)}
    assert years == {str(year) for year in range(1976, 2026)} - {"2020"}


def test_the_catalogue_is_by_id_or_parties_and_by_date() -> None:
    names = load()
    entries = names.catalogue(id="jpn-usa")
    assert entries == names.catalogue(parties=["USA", "JPN"])
    assert [entry.date for entry in entries] == sorted(entry.date for entry in entries)
    assert {entry.series for entry in entries} == {"leaders", "2+2"}
    assert names.catalogue(id="none") == ()


def test_who_is_narrowed_by_date_and_office() -> None:
    names = load()
    (bush,) = names.find("布希", "zh-Hant")
    assert [p.id for p in names.who(bush, "1992-01-09")] == ["george-h-w-bush"]
    (clinton,) = names.find("Clinton", "en")
    found = names.who(clinton, office="foreign_minister")
    assert [p.id for p in found] == ["hillary-clinton"]
    assert len(names.who(clinton)) == 2


def test_get_and_label() -> None:
    names = load()
    assert names.get("NATO").label("zh-Hant") == "北大西洋公約組織"
    assert names.label("joe-biden", "ja") == "ジョー・バイデン"
    with pytest.raises(KeyError):
        names.get("nothing")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Lee left."),
        ("en", "President Kim left."),
        ("ja", "金大統領は帰国した。"),
        ("zh-Hant", "李總統離開。"),
        ("zh-Hans", "布朗抵达。"),
    ],
)
def test_a_surname_of_several_states_gives_none_by_itself(language: str, text: str) -> None:
    names = load()
    for mention in names.find(text, language):
        assert mention.others and names.acts_for(mention) is None


def test_context_tells_whose_a_shared_surname_is() -> None:
    names = load()
    (lee,) = names.find("President Lee", "en")
    assert names.acts_for(lee, among=["JPN", "KOR"]) == "KOR"
    assert names.acts_for(lee, among=["KOR", "TWN"]) is None
    assert names.acts_for(lee, date="1996-03-23", among=[]) == "TWN"
    (brown,) = names.find("Prime Minister Brown", "en")
    assert names.acts_for(brown) == "GBR"  # the other Brown held no such office


def test_a_title_leaves_out_who_never_held_it() -> None:
    names = load()
    (brown,) = names.find("Prime Minister Brown", "en")
    assert [person.id for person in names.who(brown)] == ["gordon-brown"]


@pytest.mark.parametrize(
    ("state", "office", "date", "person"),
    [
        ("FRA", "head_of_government", "1960-01-19", "michel-debre"),
        ("AUS", "head_of_government", "1967-12-25", "john-mcewen"),
        ("SUN", "head_of_government", "1985-11-19", "nikolai-ryzhkov"),
        ("VNM", "head_of_state", "2014-03-18", "truong-tan-sang"),
        ("THA", "head_of_government", "1995-11-19", "banharn-silpa-archa"),
        ("LAO", "head_of_government", "2021-10-27", "phankham-viphavanh"),
        ("MMR", "head_of_government", "1959-06-01", "ne-win"),
        ("TWN", "head_of_government", "2022-08-03", "su-tseng-chang"),
        ("TWN", "vice_president", "2021-01-01", "lai-ching-te"),
        ("KOR", "foreign_minister", "1993-11-07", "han-sung-joo"),
        ("KOR", "defence_minister", "2018-12-20", "jeong-kyeong-doo"),
        ("CHN", "defence_minister", "2019-12-18", "wei-fenghe"),
        ("DEU", "foreign_minister", "2015-04-15", "frank-walter-steinmeier"),
        ("GBR", "foreign_minister", "1998-09-01", "robin-cook"),
        ("EU", "commission_president", "1976-06-27", "francois-xavier-ortoli"),
        ("RUS", "foreign_minister", "1993-10-13", "andrei-kozyrev"),
    ],
)
def test_offices_over_time(state: str, office: str, date: str, person: str) -> None:
    found = load().person_in_office(state, office, date)
    assert found is not None and found.id == person


def test_chinese_names_hold_no_kana_and_no_wrong_conversion() -> None:
    for person in load().people.values():
        for form in (*person.zh_hant, *person.zh_hans):
            assert not [char for char in form.text if "\u3041" <= char <= "\u30fa"], person.id
        assert not [form.text for form in person.zh_hant if "裏" in form.text], person.id
