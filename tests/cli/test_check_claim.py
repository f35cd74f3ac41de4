"""`check claim`, `check claims` and `series coverage` answer what a journalist asks."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from communique.cli.exits import Exit
from tests.cli.conftest import Ended, Run

CLAIM = "coercion is mentioned in a joint statement for the first time"
PRESS = "2018-06-28-press-conference.en.txt"


def test_json_is_the_contract(compare: Run) -> None:
    made = json.loads(compare("check", "claim", CLAIM, "--before", "2018-06-28", "--json").stdout)
    assert {"claim", "scope", "verdict", "earlier", "near", "rests_on", "gaps"} <= set(made)
    assert {"type", "terms", "issue", "evidence"} <= set(made["claim"])
    assert {"kinds", "levels", "parties", "from", "to"} <= set(made["scope"])
    assert made["verdict"] == "undecided"
    assert made["rests_on"]["documents"] == 5
    assert [entry["date"] for entry in made["missing"]] == ["2005-09-02"]


def test_claims_of_a_document(compare: Run) -> None:
    made = json.loads(compare("check", "claims", PRESS, "--json").stdout)
    verdicts = {each["claim"]["text"][:12]: each["verdict"] for each in made}
    assert verdicts["Never before"] == "contradicted"
    assert verdicts["This is the "] == "undecided"
    assert verdicts["There is not"] == "supported"
    assert all(each["claim"]["evidence"]["ranges"] for each in made)


def test_a_pipe_has_a_fact_a_line(compare: Run) -> None:
    lines = compare("check", "claim", CLAIM).stdout.splitlines()
    assert {line.split("\t")[0] for line in lines} >= {"verdict", "scope", "earlier", "command"}
    assert lines[0].split("\t")[1] == "contradicted"


@pytest.mark.parametrize("columns", [60, 100])
def test_fits_the_screen(
    terminal: Callable[..., Ended], corpus: Path, samples: Path, columns: int
) -> None:
    from rich.cells import cell_len

    names = str(samples / "names")
    env = {"COMMUNIQUE_ARCHIVE": str(corpus), "COMMUNIQUE_NAMES": names, "PAGER": "cat"}
    ended = terminal("check", "claim", CLAIM, columns=columns, env=env)
    assert ended.code == 0, ended.out
    plain = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", ended.out)
    answer, _, command = plain.partition("Ask again")
    assert max(map(cell_len, answer.splitlines())) <= columns
    assert "contradicted" in answer and "Against it" in answer
    assert "Known, but not in the archive (1)" in answer
    assert "--term 'coercion|" in command
    ended = terminal("check", "claims", PRESS, columns=columns, env=env)
    assert "Sarrow Islands" in ended.out
    ended = terminal("series", "coverage", "xaa-xbb", columns=columns, env=env)
    plain = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", ended.out)
    assert "7 of 8 known documents held, 1 missing" in plain
    assert re.search(r"2000s +■ · · · · □ · ■", plain)


def test_coverage_as_json(compare: Run) -> None:
    made = json.loads(compare("series", "coverage", "xaa-xbb", "--json").stdout)
    assert (made["known"], made["held"], made["whole"]) == (8, 7, False)
    every = json.loads(compare("series", "coverage", "--json").stdout)
    assert [each["label"] for each in every] == ["jpn-usa leaders", "jpn-usa 2+2", "xaa-xbb"]


def test_series_stands_beside_its_coverage(compare: Run) -> None:
    assert compare("series").exit_code == Exit.OK
    lines = compare("series", "coverage", "xaa-xbb", "--missing").stdout.splitlines()
    assert [line.split("\t")[0] for line in lines] == ["2005-09-02"]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["check", "claim", "!!!"], "claim-empty"),
        (["check", "claim", CLAIM, "--since", "soon"], "invalid-field"),
        (["check", "claim", CLAIM, "--term", "|"], "invalid-field"),
        (["check", "claim", CLAIM, "--before", "nowhere.txt"], "document-not-found"),
        (["check", "claims", "nowhere.txt"], "document-not-found"),
        (["series", "coverage", "nothing of the kind"], "document-not-found"),
    ],
)
def test_errors_say_what_to_do(compare: Run, arguments: list[str], code: str) -> None:
    ended = compare(*arguments)
    assert ended.exit_code != 0
    assert f"error[{code}]" in ended.stderr
    assert "advice:" in ended.stderr


def test_without_an_archive(run: Run) -> None:
    ended = run("check", "claim", CLAIM)
    assert "error[archive-missing]" in ended.stderr


def test_parties_by_name(compare: Run) -> None:
    by_name = compare("series", "coverage", "--party", "Mervania", "--party", "Kestria").stdout
    assert by_name == compare("series", "coverage", "--party", "XAA", "--party", "XBB").stdout != ""
    assert compare("ls", "--party", "Mervania").stdout == compare("ls", "--party", "XAA").stdout
    done = compare("check", "claim", CLAIM, "--party", "Japn")
    assert done.exit_code == 2 and "Japan" in done.stderr


def test_lone_surrogates_in_a_claim(compare: Run) -> None:
    done = compare("check", "claim", "\udced\udca0 coercion for the first time")
    assert done.exit_code == 0 and done.stdout.startswith("verdict\t")
