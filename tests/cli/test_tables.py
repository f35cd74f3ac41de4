"""Tables fit the terminal: aligned in columns, ids whole, Chinese and Japanese two columns a
character.
"""

from __future__ import annotations

import io

import pytest
from rich.cells import cell_len
from rich.console import Console

from communique.cli.screen import Screen
from communique.cli.tables import Column, print_csv, print_lines, print_table

ROWS = [
    ("3f2a91", "Joint Declaration on Security: Alliance for the Twenty-First Century", "a.txt"),
    (
        "b1946ac9",
        "日米安全保障共同宣言 ―二十一世紀に向けての同盟― 東京において",
        "security-declaration.ja.txt",
    ),
]
COLUMNS: tuple[Column[tuple[str, str, str]], ...] = (
    Column("id", lambda row: row[0]),
    Column("title", lambda row: row[1], whole=False),
    Column("name", lambda row: row[2], whole=False, shown_from=70),
)


def screen(width: int) -> Screen:
    made = Screen()
    made.out = Console(file=io.StringIO(), width=width, force_terminal=True, color_system=None)
    made.terminal = True
    return made


def printed(width: int) -> list[str]:
    on = screen(width)
    print_table(on, COLUMNS, ROWS)
    file = on.out.file
    assert isinstance(file, io.StringIO)
    return file.getvalue().rstrip("\n").split("\n")


@pytest.mark.parametrize("width", [40, 60, 70, 80, 120, 200])
def test_no_line_is_wider_than_the_terminal_and_ids_are_whole(width: int) -> None:
    lines = printed(width)
    assert len(lines) == 1 + len(ROWS)
    assert all(cell_len(line) <= width for line in lines)
    assert [line.split()[0] for line in lines[1:]] == [row[0] for row in ROWS]


def test_columns_are_aligned_whatever_the_script() -> None:
    heading, *rows = printed(100)
    at = heading.index("NAME")
    for line, row in zip(rows, ROWS, strict=True):
        before = line[: line.rindex(row[2][:5])]
        assert cell_len(before) == at


def test_the_least_needed_columns_go_first() -> None:
    assert "NAME" not in printed(60)[0]
    assert "NAME" in printed(70)[0]


def test_a_wide_terminal_cuts_nothing() -> None:
    for line, row in zip(printed(200)[1:], ROWS, strict=True):
        assert all(cell in line for cell in row)


def test_lines_for_programs_hold_no_tab_or_newline_of_the_text(
    capsys: pytest.CaptureFixture[str],
) -> None:
    print_lines(Screen(), COLUMNS, [("1", "a\tb\nc\x1b[2J", "n")])
    assert capsys.readouterr().out == "1\ta b c␛[2J\tn\n"


def test_csv_quotes_what_needs_it(capsys: pytest.CaptureFixture[str]) -> None:
    print_csv(COLUMNS, [("1", 'the "new" one, so called', "n")])
    assert capsys.readouterr().out == 'id,title,name\n1,"the ""new"" one, so called",n\n'
