"""`communique search` as its users meet it."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Ended, Run


def rows(text: str) -> list[list[str]]:
    return [line.split("\t") for line in text.splitlines()]


def found(compare: Run, *arguments: str) -> dict[str, Any]:
    done = compare("search", *arguments, "--json")
    assert done.exit_code == 0, done.output
    made: dict[str, Any] = json.loads(done.stdout)
    return made


def test_lines_for_a_pipe(compare: Run) -> None:
    done = compare("search", '"force or coercion"', "lang:en", "kind:joint_statement")
    assert done.exit_code == 0
    lines = rows(done.stdout)
    assert [line[0] for line in lines] == ["2018-06-28", "2024-04-11"]
    date, document, language, match, words, sentence, headings, item, page, name, passage, score = (
        lines[0]
    )
    assert (language, match, words, item) == ("en", "exact", "force or coercion", "4")
    assert headings.startswith("The Ormel Strait and the Sarrow Islands › 4.")
    assert words in sentence and name.endswith(".en.md") and len(passage) == len(document) == 16
    assert page == score == "" and date


def test_json(compare: Run) -> None:
    answer = found(compare, "胁迫", "-n", "2", "--by", "year")
    assert answer["query"] == "胁迫" and answer["forms"] == [] and len(answer["hits"]) == 2
    assert answer["count"] == sum(answer["by"]["year"].values()) >= 3
    assert answer["first"]["span"]["date"] == "2018-06-28"
    assert answer["first"]["match"] == "variant"
    assert answer["last"]["span"]["date"] == "2024-04-11"
    assert answer["rests_on"]["documents"] > 20
    hit = answer["hits"][0]
    assert hit["words"][0] == {
        "ranges": hit["words"][0]["ranges"],
        "exact": ["脅迫"],
        "match": "variant",
        "form": "胁迫",
    }
    assert hit["path"][0] == {"label": "貳、", "heading": "奧爾梅爾海峽與薩羅群島"}


def test_first_uses_are_those_of_the_truth(compare: Run, samples: Path) -> None:
    truth = json.loads((samples / "truth.json").read_text(encoding="utf-8"))
    assert truth["first_uses"]
    for use in truth["first_uses"]:
        given = ("-k", "joint_statement", "-l", use["language"], "-n", "0")
        answer = found(compare, f'"{use["phrase"]}"', *given)
        name = use["first"].rpartition("/")[2]
        assert answer["first"]["span"]["name"] == name, use["phrase"]
        held = {hit["span"]["name"] for hit in answer["hits"]}
        assert held >= {path.rpartition("/")[2] for path in use["present"]}, use["phrase"]
        assert not held & {path.rpartition("/")[2] for path in use["absent"]}, use["phrase"]


def test_two_characters_one_and_translation(compare: Run) -> None:
    assert found(compare, "同盟")["count"] > 3
    assert found(compare, "盟")["count"] >= found(compare, "同盟")["count"]
    answer = found(compare, "胁迫", "--translate")
    assert {"coercion", "威圧"} <= {form["words"] for form in answer["forms"]}
    assert {hit["language"] for hit in answer["hits"]} >= {"en", "ja", "zh-Hans", "zh-Hant"}
    assert found(compare, "胁迫", "--exact")["count"] < found(compare, "胁迫")["count"]


def test_options_are_filters(compare: Run) -> None:
    everything = found(compare, "strait")
    some = found(
        compare, "strait", "--language", "en", "--kind", "joint_statement", "--since", "2018"
    )
    assert 0 < some["count"] < everything["count"]
    assert all(hit["span"]["date"] >= "2018" for hit in some["hits"])
    assert found(compare, "strait", "--party", "XAA", "--party", "XBB", "--level", "leaders")[
        "count"
    ]
    assert found(compare, "--finding", "commitments", "--until", "1990")["count"] > 3
    assert found(compare, "strait", "--doc", "2024-04-11-xaa-xbb-joint-statement.en.txt")["count"]


def test_csv_and_counts(compare: Run) -> None:
    done = compare("search", "strait", "--csv", "-n", "3")
    lines = list(csv.DictReader(done.stdout.splitlines()))
    assert len(lines) == 3 and lines[0]["words"] == "STRAIT"
    done = compare("search", "strait", "--by", "language")
    counts = {line[0]: int(line[1]) for line in rows(done.stdout)}
    assert counts["en"] > 5
    done = compare("search", "strait", "--by", "year", "--csv")
    assert done.stdout.startswith("year,passages\n1987,")
    done = compare("search", "strait", "--first", "--last")
    assert [line[0][:4] for line in rows(done.stdout)] == ["1987", "2024"]


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (['"a'], 2, "error[query-invalid]: character 1"),
        (["lnag:ja a"], 2, "Write lang:"),
        (["a NEAR/"], 2, "Write a NEAR/5 b"),
        (["--", "-a"], 2, "only what is to be left out"),
        ([], 2, "nothing to search for"),
        (["a", "--kind", "letter"], 2, "error[invalid-field]"),
        (["a", "in:nowhere"], 5, "error[document-not-found]"),
        (["a issue:taiwan-straits"], 2, "taiwan-strait"),
    ],
)
def test_what_is_wrong_is_said(compare: Run, arguments: list[str], code: int, says: str) -> None:
    done = compare("search", *arguments)
    assert done.exit_code == code
    assert says in done.stderr and "advice: " in done.stderr and "Traceback" not in done.output


@pytest.mark.parametrize(
    "query",
    ["x" * 1_000_000, "(" * 4000, ")" * 9, '"' * 7, "a OR " * 300, "words:1 OR 1=1",
     'a" OR rowid > 0 --', "NEAR(a b)", "a\tb\x1b[2J", "\ud800", "﻿", "🙂", "*", "^a", "-" * 90],
)  # fmt: skip
def test_hostile_searches(compare: Run, query: str) -> None:
    done = compare("search", "--", query)
    assert done.exit_code in (0, 2) and "Traceback" not in done.output
    assert "\x1b" not in done.output


def test_without_an_archive(run: Run) -> None:
    done = run("search", "a")
    assert done.exit_code == 4 and "archive-missing" in done.stderr


def test_nothing_found_says_where(compare: Run) -> None:
    done = compare("search", "xyzzy")
    assert done.exit_code == 0 and done.stdout == "" and "nothing in" in done.stderr
    done = compare("search", "strait kind:resolution")
    assert "search-scope-empty" in done.stderr and "kind:resolution" in done.stderr
    assert "nothing in" in compare("search", "xyzzy", "--by", "year").stderr
    assert "no passage has “xyzzy”" in compare("search", "strait xyzzy").stderr


def test_on_a_terminal(terminal: Any, corpus: Path, samples: Path) -> None:
    env = {"COMMUNIQUE_ARCHIVE": str(corpus), "COMMUNIQUE_NAMES": str(samples / "names")}
    done: Ended = terminal("search", "coercion lang:en", "-n", "1", columns=100, env=env)
    assert done.code == 0
    assert "passages, 2018-06-28 to 2024-04-11" in done.out
    assert "The Ormel Strait and the Sarrow Islands › 4" in done.out
    assert "more; --limit 0 shows all" in done.out
    done = terminal("search", "force or coercion", columns=100, env=env)
    assert "in a row: communique search '\"force or coercion\"'" in done.out
    done = terminal("search", "coercion", "--by", "year", columns=100, env=env)
    assert "█" in done.out
