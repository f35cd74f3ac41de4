"""`find` lists findings for people, for pipes and for programs; `show --marks` highlights them."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from communique.model.findings import KINDS, columns
from tests.cli.conftest import Ended, Run

STATEMENT = "2018-06-28-xaa-xbb-joint-statement.en.md"


@pytest.mark.parametrize("kind", ["commitments", "positions", "figures", "events"])
def test_a_pipe_gets_a_line_a_finding(compare: Run, kind: str) -> None:
    lines = [line.split("\t") for line in compare("find", kind, STATEMENT).stdout.splitlines()]
    assert lines and {len(line) for line in lines} == {7 + len(columns(KINDS[kind]))}
    assert {line[-2] for line in lines} == {STATEMENT}


def test_json_and_csv_agree(compare: Run) -> None:
    asked = ("find", "commitments", "--actor", "XBB", "--force", "intention")
    found = json.loads(compare(*asked, "--json").stdout)
    rows = list(csv.DictReader(compare(*asked, "--csv").stdout.splitlines()))
    assert found and [f["id"] for f in found] == [row["id"] for row in rows]
    assert all("XBB" in f["actors"] and f["force"] == "intention" for f in found)


def test_limit_says_that_there_is_more(compare: Run) -> None:
    done = compare("find", "figures", "--limit", "2")
    assert len(done.stdout.splitlines()) == 2
    assert "the first 2 figures" in done.stderr


def test_what_there_is_not(compare: Run) -> None:
    done = compare("find", "promises")
    assert done.exit_code == 2
    assert all(kind in done.stderr for kind in KINDS)
    done = compare("find", "figures", "--stance", "oppose")
    assert done.exit_code == 2
    assert "value, upper, unit" in done.stderr
    assert "no claims fit" in compare("find", "claims", "--until", "1900").stderr


def test_every_field_is_an_option(compare: Run) -> None:
    helped = compare("find", "--help").stdout
    for name in ("--actor", "--toward", "--issue", "--stance", "--party", "--speaker", "--mode"):
        assert name in helped


def test_a_terminal_sees_the_quote_in_its_sentence(
    terminal: Callable[..., Ended], corpus: Path
) -> None:
    done = terminal(
        "find", "positions", STATEMENT, "--stance", "oppose", "--no-pager",
        env={"COMMUNIQUE_ARCHIVE": str(corpus)},
    )  # fmt: skip
    assert "\x1b[1m" in done.out and "stance oppose" in done.out


def test_marks_stand_in_brackets_where_there_is_no_colour(compare: Run) -> None:
    shown = compare("show", STATEMENT, "--marks").stdout
    plain = compare("show", STATEMENT, "--text").stdout
    assert "⟨commitment: " in shown and "⟨position: " in shown and "⟨figure: " in shown
    assert shown.count("⟨") == shown.count("⟩")
    assert "commitments " in shown and "⟨" not in plain


def test_marks_are_colours_on_a_terminal(terminal: Callable[..., Ended], corpus: Path) -> None:
    done = terminal(
        "show", STATEMENT, "--marks", "--no-pager", env={"COMMUNIQUE_ARCHIVE": str(corpus)}
    )
    assert "⟨" not in done.out and "\x1b[1;32m" in done.out


def test_align_tells_divergences(compare: Run) -> None:
    files = (
        "2013-11-22-xaa-xbb-joint-statement.en.txt",
        "2013-11-22-xaa-xbb-joint-statement.ja.md",
    )
    asked = ("align", *files, "--divergences", "--encoder", "none")
    found = json.loads(compare(*asked, "--json").stdout)
    degrees = [d for d in found["divergences"] if "degree" in d["fields"]]
    assert degrees[0]["fields"]["degree"] == ["strong", "plain"]
    assert "strongly condemned" in degrees[0]["left"]["span"]["exact"][0]
    lines = [line.split("\t") for line in compare(*asked).stdout.splitlines()]
    assert {len(line) for line in lines} == {5}
    assert any(line[0].startswith("degree") for line in lines)


def test_two_accounts_of_a_call_diverge(compare: Run) -> None:
    files = (f"2022-09-06-call-readout-{side}" for side in ("mervania.en.txt", "kestria.en.md"))
    shown = compare("align", *files, "-d", "--encoder", "none").stdout
    assert "force pledge → intention" in shown and "degree strong → plain" in shown


def test_diff_tells_what_became_of_promises(compare: Run) -> None:
    files = (STATEMENT, "2024-04-11-xaa-xbb-joint-statement.en.txt")
    found = json.loads(compare("diff", *files, "--json").stdout)["findings"]
    assert {"strengthened", "amount raised", "deadline later"} <= {f["change"] for f in found}
    assert "finding\tstrengthened\tplain → strong" in compare("diff", *files).stdout
