"""Series: what belongs together, in what order, and what must be asked."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from communique.compare.series import previous, series, series_of
from communique.compare.texts import Text, text_of
from communique.errors import InvalidField, SeriesAmbiguous
from communique.model.codes import Kind, Level
from communique.model.documents import Event, Header
from communique.read.analyse import analyse_file


def make(name: str, date: str | None, words: str = "Peace.", **fields: object) -> Text:
    made = text_of(words, str(fields.pop("language", "en")), name=name, date=date)
    return replace(made, header=Header(**fields))  # type: ignore[arg-type]


def test_by_sides_kind_and_language_in_order() -> None:
    statement = {"kind": Kind.JOINT_STATEMENT, "issuers": ("XBB", "XAA")}
    texts = [
        make("b.txt", "2032-05", **statement),
        make("a.txt", "2031", **statement),
        make("c.txt", "2033", "平和。", language="ja", **statement),
        make("d.txt", "2033", kind=Kind.SPEECH, issuers=("XAA",)),
    ]
    found = series(texts)
    assert [(each.label, [t.name for t in each.texts]) for each in found] == [
        ("XAA, speech (en)", ["d.txt"]),
        ("XAA-XBB, joint statement (en)", ["a.txt", "b.txt"]),
        ("XAA-XBB, joint statement (ja)", ["c.txt"]),
    ]


def test_capitals_by_turns_stay_together_and_ceremonies_part() -> None:
    def at(place: str, year: int, month: int) -> Text:
        event = Event(place=place)
        return make(f"{place}{year}.txt", f"{year}-0{month}-01", kind=Kind.SPEECH, event=event)

    turns = [at(("Averne", "Lindholt")[year % 2], year, 5) for year in range(2021, 2029)]
    assert len(series([replace(t, name=t.name[-8:]) for t in turns])) == 1
    both = [at(place, year, 8) for year in range(2021, 2026) for place in ("Oster", "Lyth")]
    assert [len(each.texts) for each in series([replace(t, name=t.name[-8:]) for t in both])] == [
        5,
        5,
    ]


def test_a_named_series_wins_and_names_its_like() -> None:
    texts = [make(f"{y}.txt", str(y), series="talks" if y == 2032 else None) for y in (2031, 2032)]
    odd = make("odd.txt", "2031-05", kind=Kind.TREATY, issuers=("XCC",), series="talks")
    (found,) = series([*texts, odd])
    assert (found.label, found.named, len(found.texts)) == ("talks (en)", True, 3)
    assert series_of(texts[0], [*texts, odd], name="Talks").label == "talks (en)"
    with pytest.raises(InvalidField):
        series_of(texts[0], texts, name="nothing of the kind")


def test_one_misread_header_does_not_tear_a_series() -> None:
    words = "The two sides will hold talks on fisheries each year in Port Lyth or in Oster.\n\n{}"
    texts = [
        make(f"203{n}-05-01.txt", f"203{n}-05-01", words.format(n),
             kind=Kind.OTHER if n == 3 else Kind.JOINT_STATEMENT,
             level=Level.NONE if n == 3 else Level.LEADERS,
             issuers=("XCC",) if n == 3 else ("XAA", "XBB"))
        for n in range(1, 6)
    ]  # fmt: skip
    assert [len(each.texts) for each in series(texts)] == [5]


def test_previous_and_the_first() -> None:
    texts = [make(f"{year}.txt", str(year)) for year in (2033, 2031, 2032)]
    before = previous(texts[0], texts)
    assert before is not None and before.name == "2032.txt"
    assert previous(texts[1], texts) is None


def test_an_ambiguous_one_asks() -> None:
    sides = {"issuers": ("XAA", "XBB")}
    texts = [
        make("p.txt", "2031", kind=Kind.JOINT_STATEMENT, **sides),
        make("q.txt", "2032", kind=Kind.FACT_SHEET, **sides),
    ]
    odd = make("r.txt", "2033", kind=Kind.READOUT, **sides)
    with pytest.raises(SeriesAmbiguous) as caught:
        previous(odd, texts)
    assert len(caught.value.candidates) == 2
    guessed = series_of(odd, texts[:1])
    assert [gap.code for gap in guessed.gaps] == ["series-guessed"]


def test_undated_stand_last_and_are_told() -> None:
    texts = [make("b.txt", None), make("a.txt", None), make("c.txt", "2031")]
    (found,) = series([replace(t, name="x" + t.name[-4:], id=t.name) for t in texts])
    assert [text.id for text in found.texts] == ["c.txt", "a.txt", "b.txt"]
    assert [gap.code for gap in found.gaps] == ["series-undated"]


def test_nothing() -> None:
    assert series([]) == ()


def test_the_two_ceremonies_and_the_committee(shared: Path) -> None:
    folder = shared / "series"
    for name, sizes in (("hiroshima", [20, 20]), ("fomc", [100])):
        files = sorted((folder / name).glob("*.txt"))
        texts = [text for path in files for text in Text.all_of(analyse_file(path))]
        assert [len(each.texts) for each in series(texts)] == sizes
