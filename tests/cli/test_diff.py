"""`diff` shows what became of each passage, on screens, as JSON, as a page and for Word."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from communique.cli.exits import Exit
from tests.cli.conftest import Ended, Run
from tests.report.words import settled

OLD = "2018-06-28-xaa-xbb-joint-statement.en.md"
NEW = "2024-04-11-xaa-xbb-joint-statement.en.txt"
ONE = "1. The two sides will hold talks on fisheries in Port Lyth.\n\n2. They will meet again in May.\n"
TWO = "1. The two sides intend to hold annual talks on fisheries in Port Lyth.\n\n2. Trade has grown.\n"


@pytest.fixture
def pair(tmp_path: Path) -> tuple[Path, Path]:
    (tmp_path / "one.txt").write_text(ONE, encoding="utf-8")
    (tmp_path / "two.txt").write_text(TWO, encoding="utf-8")
    return tmp_path / "one.txt", tmp_path / "two.txt"


def test_two_files_without_an_archive(run: Run, pair: tuple[Path, Path]) -> None:
    out = run("diff", *pair)
    assert out.exit_code == 0, out.output
    assert re.search(r"~ 1\. The two sides \[-will.*-\]\{\+intend to.*annual\+\} talks", out.stdout)
    assert "- 2. [-They will meet again in May.-]" in out.stdout
    assert "+ 2. {+Trade has grown.+}" in out.stdout


def test_json_is_the_contract(compare: Run) -> None:
    made = json.loads(compare("diff", OLD, NEW, "--json").stdout)
    assert {"old", "new", "changes", "summary", "findings"} <= set(made)
    for change in made["changes"]:
        assert {"origin", "moved", "returned", "similarity", "old", "new", "edits"} == set(change)
        for span in (*change["old"], *change["new"]):
            assert set(span) == {"document", "name", "date", "ranges", "exact"}
    assert sum(made["summary"]["new"].values()) == sum(len(c["new"]) for c in made["changes"])


def test_previous_is_the_statement_before(compare: Run) -> None:
    named = compare("diff", OLD, NEW, "--json").stdout
    assert compare("diff", NEW, "--previous", "--json").stdout == named


def test_of_a_bilingual_file_the_language_of_the_other_is_meant(compare: Run) -> None:
    old = "1987-05-14-xaa-xbb-joint-statement.ja.txt"
    made = json.loads(
        compare("diff", old, "1994-10-21-xaa-xbb-joint-statement.ja-en.txt", "--json").stdout
    )
    assert any("再" in edit["new"] for change in made["changes"] for edit in change["edits"])
    both = compare("diff", "1994-10-21-xaa-xbb-joint-statement.ja-en.txt", "--previous", "--json")
    assert both.exit_code == Exit.DOCUMENT
    error = json.loads(both.stdout)["error"]
    assert error["code"] == "document-ambiguous"
    assert "#ja" in error["advice"]


def test_two_languages_go_through_the_alignment(compare: Run) -> None:
    made = json.loads(
        compare(
            "diff", "2013-11-22-xaa-xbb-joint-statement.en.txt",
            "2013-11-22-xaa-xbb-joint-statement.ja.md", "--encoder", "none", "--json",
        ).stdout
    )  # fmt: skip
    codes = {gap["code"] for gap in made["gaps"]}
    assert codes == {"diff-across-languages", "encoder-missing"}
    assert any(c["origin"] == "kept" and c["old"] and c["new"] for c in made["changes"])


@pytest.mark.parametrize("columns", [60, 80, 120])
@pytest.mark.parametrize("options", [(), ("--side-by-side",), ("--full", "--moved", "--no-color")])
def test_fits_the_screen(
    terminal: Callable[..., Ended], corpus: Path, columns: int, options: tuple[str, ...]
) -> None:
    from rich.cells import cell_len

    env = {"COMMUNIQUE_ARCHIVE": str(corpus), "PAGER": "cat"}
    ended = terminal(
        "diff", "2013-11-22-xaa-xbb-joint-statement.ja.md", "-p", *options, columns=columns, env=env
    )
    assert ended.code == 0, ended.out
    plain = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", ended.out)
    assert max(map(cell_len, plain.splitlines())) <= columns
    assert ("[-" in plain) == ("--no-color" in options)


def test_facts_of_the_sample_corpus_are_shown(compare: Run, samples: Path) -> None:
    """What truth.json says of wording is what `diff` shows between the two statements it names."""
    facts = json.loads((samples / "truth.json").read_text(encoding="utf-8"))["wording"]
    shown: dict[tuple[str, ...], list[dict[str, Any]]] = {}
    wrong = []
    for fact in facts:
        names = tuple(Path(fact[side]["file"]).name for side in ("old", "new"))
        if names not in shown:
            ended = compare("diff", *names, "--json")
            assert ended.exit_code == 0, ended.output
            shown[names] = json.loads(ended.stdout)["changes"]
        if not _is_shown(fact, shown[names]):
            wrong.append((fact["id"], fact["type"]))
    assert len(facts) > 50
    assert not wrong


def _is_shown(fact: dict[str, Any], changes: list[dict[str, Any]]) -> bool:
    old_words, new_words = (fact[side]["quote"] for side in ("old", "new"))
    old = [c for c in changes if old_words and _holds(c["old"], old_words)]
    new = [c for c in changes if new_words and _holds(c["new"], new_words)]
    match fact["type"]:
        case "dropped":
            return bool(old) and not any(_holds(c["new"], old_words) for c in old)
        case "new":
            return bool(new) and not any(_holds(c["old"], new_words) for c in new)
    if fact["type"] == "returned" and len(old_words.split()) < 4:
        return True  # a name in another sentence: that is what `log` follows
    together = [c for c in old if c in new]
    return bool(together) and (not fact.get("moved") or any(c["moved"] for c in together))


def _holds(spans: list[dict[str, Any]], quote: str) -> bool:
    """Whether passages hold a quote, or are part of it where it goes over several."""
    words = " ".join(" ".join(" ".join(span["exact"]) for span in spans).split())
    quote = " ".join(quote.split())
    return quote in words or (len(words) > 20 and words in quote)


def test_a_page_stands_alone(compare: Run, tmp_path: Path) -> None:
    page = tmp_path / "diff.html"
    ended = compare("diff", OLD, NEW, "--html", page)
    assert ended.exit_code == 0, ended.output
    assert "dropped" in ended.stdout
    made = page.read_text(encoding="utf-8")
    assert "<script" not in made
    assert not re.search(r"(?:src|href)=|url\(|@import|https?://", made)
    assert "<del>intends to</del><ins>will</ins>" in made


def test_word(compare: Run, tmp_path: Path) -> None:
    redline = tmp_path / "diff.docx"
    assert compare("diff", OLD, NEW, "--docx", redline, "--author", "Ida Marrow").exit_code == 0
    data = redline.read_bytes()
    assert settled(data, "accept").startswith("MERVANIA–KESTRIA JOINT LEADERS' STATEMENT\n")
    assert settled(data, "reject").startswith(
        "Joint Statement of the Leaders of Mervania and Kestria\n"
    )


@pytest.mark.parametrize(
    ("arguments", "code", "exit_code"),
    [
        (("diff", OLD), "usage", Exit.USAGE),
        (("diff", OLD, "nothing of the sort"), "document-not-found", Exit.DOCUMENT),
        (("diff", OLD, NEW, "--html", "no/such/folder/a.html"), "unreadable", Exit.INPUT),
        (("diff", OLD, NEW, "--encoder", "abacus"), "usage", Exit.USAGE),
        (
            ("diff", "2013-11-22-xaa-xbb-joint-statement.en.txt", "2013-11-22-xaa-xbb-joint-statement.ja.md",
             "--encoder", "none", "--docx", "a.docx"),
            "languages-differ", Exit.USAGE,
        ),
    ],
)  # fmt: skip
def test_errors_have_code_and_advice(
    compare: Run, arguments: tuple[str, ...], code: str, exit_code: int
) -> None:
    ended = compare(*arguments, "--json")
    error = json.loads(ended.stdout)["error"]
    assert (error["code"], ended.exit_code) == (code, exit_code)
    assert error["advice"]


def test_no_archive_and_no_file(run: Run) -> None:
    error = json.loads(run("diff", "a.txt", "b.txt", "--json").stdout)["error"]
    assert error["code"] == "archive-missing"


def test_hostile_text_does_nothing_to_the_terminal(
    terminal: Callable[..., Ended], tmp_path: Path
) -> None:
    old, new = tmp_path / "a.txt", tmp_path / "b\x1b[2J.txt"
    old.write_text("The two sides met\x1b[2J today.\n", encoding="utf-8")
    new.write_text("The two sides\x9b31m met\u202e today again.\n", encoding="utf-8")
    for options in (
        (),
        ("-y",),
        ("--html", str(tmp_path / "a.html"), "--docx", str(tmp_path / "a.docx")),
    ):
        out = terminal("diff", old, new, *options).out
        assert "\x1b[2J" not in out
        assert "\x9b" not in out
        assert "\u202e" not in out
    assert "\x1b" not in (tmp_path / "a.html").read_text(encoding="utf-8")


def test_what_became_of_promises(run: Run, samples: Path, tmp_path: Path) -> None:
    pair = [samples / "statements" / name for name in (OLD, NEW)]
    page = tmp_path / "diff.html"
    names = {"COMMUNIQUE_NAMES": str(samples / "names")}
    made = json.loads(run("diff", *pair, "--json", "--html", page, **names).stdout)["findings"]
    assert {"strengthened", "deadline later", "new"} <= {fate["change"] for fate in made}
    assert "intention → pledge" in run("diff", *pair, **names).stdout
    assert "intention → pledge" in page.read_text(encoding="utf-8")
