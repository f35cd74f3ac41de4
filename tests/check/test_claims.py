"""Claims against archives: the sample corpus's truth, the seeds, and what is missing."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path
from typing import Any

import pytest

from communique.archive import Archive
from communique.check.claims import check_claim, check_claims
from communique.check.claims_answer import Answer, Found
from communique.check.claims_scope import Correction
from communique.compare.library import Library
from communique.compare.texts import Text
from communique.errors import CommuniqueError, InvalidField
from communique.model.codes import Kind, Level
from communique.model.findings import ClaimType
from communique.names import load

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
TRUTH: list[dict[str, Any]] = json.loads((SAMPLES / "truth.json").read_text("utf-8"))["claims"]
FIRST = "coercion is mentioned in a joint statement for the first time"


def bare(words: str) -> str:
    """Words without white space and quotation marks."""
    return re.sub(r"[\s「」‘’“”]", "", words)


def answered(library: Library, name: str, quote: str) -> Answer:
    """The answer to the claim of a document that stands at a quote."""
    for doc in library.candidates(name):
        for answer in check_claims(library, doc):
            assert answer.evidence is not None
            words = bare(" ".join(answer.evidence.exact))
            if words in bare(quote) or bare(quote) in words:
                return answer
    raise AssertionError(f"no claim was found at {quote!r}")


def stands(fact: dict[str, str], hits: tuple[Found, ...]) -> bool:
    """Whether a fact of the truth is among hits."""
    return any(
        hit.hit.span.name == Path(fact["file"]).name
        and hit.passage is not None
        and bare(fact["quote"]) in bare(" ".join(hit.passage.quote.exact))
        for hit in hits
    )


@pytest.mark.parametrize("fact", TRUTH, ids=lambda fact: fact["id"])
class TestSampleTruth:
    def test_verdict_and_what_bears_on_it(self, library: Library, fact: dict[str, Any]) -> None:
        answer = answered(library, Path(fact["file"]).name, fact["quote"])
        assert answer.verdict == fact["truth"], answer.why
        for earlier in fact["earlier"]:
            assert stands(earlier, answer.earlier), earlier
        for near in fact["near"]:
            assert stands(near, (*answer.near, *answer.earlier)), near
        if "2005" in fact["why"]:
            assert [entry.date for entry in answer.missing] == ["2005-09-02"]

    def test_is_never_a_bare_yes(self, library: Library, fact: dict[str, Any]) -> None:
        answer = answered(library, Path(fact["file"]).name, fact["quote"])
        made = answer.to_json()
        assert made["why"]
        assert made["command"].startswith("communique check claim ")
        if answer.verdict == "supported" and answer.question.type is not ClaimType.SUPERLATIVE:
            assert made["rests_on"]["documents"]
            assert not answer.missing


class TestSeeds:
    def test_coercion_beside_force(self, seeds: Library) -> None:
        found = [a for a in of_seed(seeds, "002") if "并列" in a.question.text]
        [answer] = found
        assert answer.verdict == "undecided"
        assert answer.question.context[0].label == "Taiwan Strait"
        on = [hit for hit in answer.near if "East China Sea" in hit.why]
        assert on and all(hit.hit.span.name.startswith("001") for hit in on)
        dates = {entry.date for entry in answer.missing}
        assert {"2021-04-16", "2023-01-13", "2024-04-10"} <= dates
        assert {entry.catalogue for entry in answer.missing} == {"jpn-usa"}
        assert answer.entry is not None and answer.entry.date == "2025-02-07"

    def test_modernisation_is_not_mentioned(self, seeds: Library) -> None:
        silent = [a for a in of_seed(seeds, "000") if a.question.type is ClaimType.OMISSION]
        [answer] = [a for a in silent if a.question.terms and a.question.terms[0].label == "現代化"]
        assert answer.verdict == "undecided"
        assert [entry.date for entry in answer.missing] == ["1979-05-02"]
        assert "claim-document-missing" in {gap.code for gap in answer.gaps}

    def test_typed_in_three_languages(self, seeds: Library) -> None:
        for claim in (
            "first time that coercion stands beside force on Taiwan",
            "首次將『脅迫』與『武力』並列",
            "今回初めて威圧と力が並んだ",
        ):
            answer = check_claim(seeds, claim)
            assert answer.verdict == "undecided"
            assert {hit.hit.span.name[:3] for hit in answer.near} >= {"001", "002"}
            assert "2024-04-10" in {entry.date for entry in answer.missing}


def of_seed(library: Library, start: str) -> tuple[Answer, ...]:
    """The answers to the claims of a seed."""
    assert library.archive is not None
    [entry] = [each for each in library.archive.documents() if each.name.startswith(start)]
    return check_claims(library, library.full(entry))


class TestCorrections:
    def test_before_a_document(self, library: Library) -> None:
        name = "2018-06-28-xaa-xbb-joint-statement.en.md"
        answer = check_claim(library, FIRST, correction=Correction(before=name))
        assert answer.verdict == "undecided"
        assert [entry.date for entry in answer.missing] == ["2005-09-02"]

    def test_a_person_vouches(self, library: Library) -> None:
        given = Correction(before="2018-06-28", complete=True)
        assert check_claim(library, FIRST, correction=given).verdict == "supported"

    def test_terms_and_scope(self, library: Library) -> None:
        given = Correction(
            terms=("restraint|自制|克制",),
            issues=("sarrow-islands",),
            kinds=(Kind.PRESS_CONFERENCE,),
            levels=(Level.LEADERS,),
            parties=("XBB", "XAA"),
            before="2020",
        )
        answer = check_claim(library, FIRST, correction=given)
        assert answer.verdict == "contradicted"
        assert answer.scope.parties == ("XAA", "XBB")
        assert {hit.hit.span.name for hit in answer.earlier} == {
            "2018-06-28-press-conference.en.txt"
        }

    def test_a_term_without_a_bar_is_looked_up(self, library: Library) -> None:
        answer = check_claim(library, "first", correction=Correction(terms=("climate change",)))
        assert "気候変動" in answer.question.terms[0].texts()
        answer = check_claim(library, "first", correction=Correction(terms=("climate change|",)))
        assert answer.question.terms[0].texts() == ["climate change"]

    @pytest.mark.parametrize(
        "given",
        [
            Correction(terms=("|",)),
            Correction(terms=("x" * 500,)),
            Correction(terms=("|".join(map(str, range(300))),)),
            Correction(since="soon"),
        ],
    )
    def test_what_is_no_term_or_date(self, library: Library, given: Correction) -> None:
        with pytest.raises(InvalidField):
            check_claim(library, FIRST, correction=given)

    def test_the_command_asks_the_same(self, library: Library) -> None:
        from typer.testing import CliRunner

        from communique.cli.app import app

        asked = [answered(library, Path(each["file"]).name, each["quote"]) for each in TRUTH]
        decided = [
            answer
            for answer in asked
            if answer.decidable and answer.question.type is not ClaimType.SUPERLATIVE
        ]
        assert len(decided) > len(TRUTH) / 2
        assert library.archive is not None
        options = ["--archive", library.archive.path, "--names", str(SAMPLES / "names"), "--json"]
        for answer in decided:
            words = [*options, *shlex.split(answer.command)[1:]]
            made = json.loads(CliRunner().invoke(app, words).stdout)
            assert made["verdict"] == answer.verdict, answer.command
            for ones, group in zip(made["claim"]["terms"], answer.question.terms, strict=True):
                assert set(ones) >= set(group.texts()), answer.command


class TestMissing:
    def test_an_empty_archive(self, empty: Library) -> None:
        answer = check_claim(empty, FIRST)
        assert answer.verdict == "undecided"
        assert "claim-empty-archive" in {gap.code for gap in answer.gaps}

    def test_no_terms(self, library: Library) -> None:
        answer = check_claim(library, "never mentioned since 1994")
        assert answer.verdict == "undecided"
        assert "claim-no-terms" in {gap.code for gap in answer.gaps}

    def test_a_series_of_one(self, seeds: Library) -> None:
        answer = check_claim(seeds, FIRST)
        assert "claim-series-of-one" in {gap.code for gap in answer.gaps}

    @pytest.mark.parametrize("words", ["", "?!", "2031"])
    def test_no_words(self, library: Library, words: str) -> None:
        with pytest.raises(CommuniqueError) as raised:
            check_claim(library, words)
        assert raised.value.code == "claim-empty"

    def test_a_text_of_a_megabyte(self, library: Library) -> None:
        answer = check_claim(library, "首次提及脅迫，" * 150_000)
        assert "claim-cut" in {gap.code for gap in answer.gaps}

    def test_a_language_without_data(self, library: Library) -> None:
        with pytest.raises(CommuniqueError) as raised:
            check_claim(library, "제재가 처음으로 언급되었다")
        assert raised.value.code == "language-missing"

    def test_without_a_catalogue_nothing_is_supported(self, corpus: Path) -> None:
        with Archive.open(str(corpus)) as archive:
            library = Library(archive, names=load())
            answer = check_claim(library, "the joint statement mentions quantum computing first")
        assert answer.verdict == "undecided"
        assert "no-catalogue" in {gap.code for gap in answer.gaps}


def test_other_words_on_the_issue_leave_silence_open(library: Library) -> None:
    given = Correction(about="2013-11-22", parties=("XAA", "XBB"))
    claim = "the joint statement does not mention climate change"
    answer = check_claim(library, claim, correction=given)
    assert answer.verdict == "undecided"
    assert "greenhouse gases" in answer.why and answer.near[0].why == "related"


def test_claims_of_the_world_are_not_decided_by_words(library: Library) -> None:
    answer = check_claim(library, "It was the first visit of a President to Lindholt.")
    assert (answer.verdict, answer.decidable) == ("undecided", False)


def test_files_answer_as_their_archive(samples: Path, library: Library) -> None:
    loose = Library(files=[samples / "statements"], names=library.names)
    for claim in (FIRST, "Every joint statement mentions the Ormel Strait"):
        given = Correction(parties=("XAA", "XBB"), kinds=(Kind.JOINT_STATEMENT,))
        ones = check_claim(loose, claim, correction=given)
        others = check_claim(library, claim, correction=given)
        assert ones.verdict == others.verdict
        assert spans(ones.earlier) == spans(others.earlier)
        assert [one.name for one in ones.lacking] == [one.name for one in others.lacking]


def spans(hits: tuple[Found, ...]) -> list[tuple[str, tuple[str, ...]]]:
    """Hits by name and words."""
    return [(hit.hit.span.name, hit.hit.span.exact) for hit in hits]


def test_quotes_reproduce(library: Library) -> None:
    answer = check_claim(library, FIRST)
    texts: dict[str, Text] = {}
    for hit in (*answer.earlier, *answer.near, *answer.stands_in):
        span = hit.hit.span
        if span.document not in texts:
            texts[span.document] = library.filled(
                text for text in library.outlines() if text.id == span.document
            )[0]
        reading = texts[span.document].reading.text
        assert [reading[start:end] for start, end in span.ranges] == list(span.exact)
