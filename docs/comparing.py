"""The output that docs/compare.md shows, made by the program on the samples and on shared series.

    python docs/comparing.py write    puts the output between the page's markers
    python docs/comparing.py check    says whether the page shows what the program prints

A block that needs the texts of ../shared (COMMUNIQUE_SHARED) is left as it is where they are not.
"""

from __future__ import annotations

import difflib
import os
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import tour

PAGE = Path(__file__).with_name("compare.md")
BLOCK = re.compile(r"(?ms)^<!-- (?P<name>[\w-]+) -->\n.*?^<!-- end -->$")
SAMPLES = "samples/statements"
BEFORE = f"{SAMPLES}/2018-06-28-xaa-xbb-joint-statement.en.md"
AFTER = f"{SAMPLES}/2024-04-11-xaa-xbb-joint-statement.en.txt"


@dataclass(frozen=True, slots=True)
class Block:
    """A command of the page: how many of its lines are shown, of the `end` if that is set; `shared`
    says that it needs texts that are not ours to publish.
    """

    command: str
    lines: int = 40
    end: bool = False
    shared: bool = False


BLOCKS: Mapping[str, Block] = {
    "diff": Block(f"communique diff {BEFORE} {AFTER} --no-color", 46),
    "fates": Block(f"communique diff {BEFORE} {AFTER} --no-color", 22, end=True),
    "beside": Block(
        f"communique diff {SAMPLES}/2013-11-22-xaa-xbb-joint-statement.ja.md --previous -y"
        f" --in {SAMPLES} --no-color",
        34,
    ),
    "blame": Block(f"communique blame {AFTER} --in {SAMPLES} --no-color", 34),
    "log": Block(f"communique log Ormel Strait --in {SAMPLES} --encoder none --no-color", 40),
    "align": Block(
        f"communique align {SAMPLES}/2013-11-22-xaa-xbb-joint-statement.en.txt"
        f" {SAMPLES}/2013-11-22-xaa-xbb-joint-statement.ja.md --quiet",
        24,
    ),
    "omissions": Block(
        f"communique align {SAMPLES}/2024-04-11-xaa-xbb-joint-statement.en.txt"
        f" {SAMPLES}/2024-04-11-xaa-xbb-joint-statement.zh-Hans.md --omissions --quiet",
        24,
    ),
    "series": Block(f"communique series --in {SAMPLES}"),
    "hiroshima-diff": Block(
        "communique diff {shared}/series/hiroshima/2013-08-06-hiroshima.txt"
        " {shared}/series/hiroshima/2014-08-06-hiroshima.txt --stat",
        shared=True,
    ),
    "hiroshima-blame": Block(
        "communique blame 2014-08-06-hiroshima.txt --in {shared}/series/hiroshima --stat",
        shared=True,
    ),
    "nagasaki-diff": Block(
        "communique diff {shared}/series/hiroshima/2014-08-06-hiroshima.txt"
        " {shared}/series/hiroshima/2014-08-09-nagasaki.txt --stat",
        shared=True,
    ),
    "fomc-log": Block(
        "communique log considerable period --in {shared}/series/fomc --stat", shared=True
    ),
    "fomc-blame": Block(
        "communique blame 2003-12-09.txt --in {shared}/series/fomc --stat", shared=True
    ),
}


def shared() -> Path | None:
    """The folder of the shared texts, if it is here."""
    folder = Path(os.environ.get("COMMUNIQUE_SHARED") or tour.ROOT.parent / "shared")
    return folder if (folder / "series").is_dir() else None


def output(block: Block, folder: Path | None) -> str:
    """The command and what it prints, without where the shared texts lie."""
    command = block.command.format(shared=folder).removeprefix("communique")
    step = tour.Step("", f"{sys.executable} -m communique{command}", block.lines)
    printed = tour.steady(tour.run(step, "build/no-archive.db"))
    if block.end:
        last = printed.rstrip("\n").split("\n")[-block.lines :]
        printed = "\n".join(["…", *(line.rstrip() for line in last)])
    printed = tour.cut(printed, block.lines)
    return f"```console\n$ {block.command.format(shared='../shared')}\n{printed}\n```"


def written(page: str) -> str:
    """The page with every block made anew that can be."""
    folder = shared()
    named = {found["name"] for found in BLOCK.finditer(page)}
    if named != set(BLOCKS):
        raise SystemExit(f"the page and this script differ in {sorted(named ^ set(BLOCKS))}")

    def made(found: re.Match[str]) -> str:
        block = BLOCKS[found["name"]]
        if block.shared and folder is None:
            return found[0]
        return f"<!-- {found['name']} -->\n{output(block, folder)}\n<!-- end -->"

    return BLOCK.sub(made, page)


def main() -> None:
    """Does what the one argument says."""
    page = PAGE.read_text(encoding="utf-8")
    new = written(page)
    match sys.argv[1:]:
        case ["write"]:
            PAGE.write_text(new, encoding="utf-8")
        case ["check"]:
            lines = difflib.unified_diff(page.split("\n"), new.split("\n"), lineterm="")
            print(*lines, sep="\n")
            raise SystemExit(page != new)
        case _:
            raise SystemExit(__doc__)


if __name__ == "__main__":
    main()
