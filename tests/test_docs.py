"""The documents say what the program does: commands, options, codes, kinds and links."""

from __future__ import annotations

import ast
import importlib.util
import re
import shlex
import sys
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from communique import errors
from communique.model import codes

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "communique"
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), ROOT / "bench" / "README.md"])
FENCE = re.compile(r"(?ms)^```(\w*)\n(.*?)^```$")
each_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
INDENTED = re.compile(r"(?m)^ {4}(.*)$")
LINK = re.compile(r"\[[^\]\n]*\]\(([^)\s]+)\)")


def text(name: str) -> str:
    """A page."""
    return (ROOT / name).read_text(encoding="utf-8")


def script(name: str) -> ModuleType:
    """A script of docs/ as a module."""
    spec = importlib.util.spec_from_file_location(f"docs_{name}", ROOT / "docs" / f"{name}.py")
    assert spec and spec.loader
    module = sys.modules[spec.name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def commands() -> dict[str, Any]:
    """The commands of the program by name."""
    import typer.main

    from communique.cli.app import app

    group: Any = typer.main.get_command(app)
    return dict(group.commands)


# ---- codes


def first_cells(page: str) -> set[str]:
    """The codes that stand in the first column of a page's tables."""
    return set(re.findall(r"(?m)^\| `([\w-]+)` \|", text(page)))


@pytest.mark.parametrize("page", ["errors.md", "json.md", "exports.md"])
def test_every_error_and_kind_of_finding_is_documented_as_it_is(page: str) -> None:
    assert text(f"docs/{page}") == script("codes").written(page), "run `make docs`"


def test_error_codes_are_apart() -> None:
    found = [each.code for each in script("codes").classes()]
    assert len(found) == len(set(found))
    assert {
        each.code
        for each in vars(errors).values()
        if isinstance(each, type) and issubclass(each, errors.CommuniqueError)
    } == set(found)


def gap_codes() -> dict[str, str]:
    """Every code that a gap is made with, and the module: literally, or by way of a name `code`."""
    found: dict[str, str] = {}
    for path in sorted(SOURCE.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        if not any(called(node) == "Gap" for node in ast.walk(tree)):
            continue
        places = {
            node.name: [arg.arg for arg in node.args.args].index("code")
            for node in ast.walk(tree)
            if isinstance(node, ast.FunctionDef) and "code" in {a.arg for a in node.args.args}
        }
        for node in ast.walk(tree):
            for value in code_values(node, {"Gap": 0, **places}):
                for constant in ast.walk(value):
                    if isinstance(constant, ast.Constant) and isinstance(constant.value, str):
                        found.setdefault(constant.value, str(path.relative_to(SOURCE)))
    return {code: module for code, module in found.items() if re.fullmatch(r"[a-z][a-z-]+", code)}


def called(node: ast.AST) -> str:
    """The name of the function or class that a node calls."""
    return ast.unparse(node.func).rpartition(".")[2] if isinstance(node, ast.Call) else ""


def code_values(node: ast.AST, places: dict[str, int]) -> Iterator[ast.expr]:
    """The expressions of a node that become the code of a gap."""
    if isinstance(node, ast.Assign) and any(ast.unparse(t) == "code" for t in node.targets):
        yield node.value
    if isinstance(node, ast.Call) and (name := called(node)) in places:
        yield from node.args[places[name] : places[name] + 1]
        yield from (word.value for word in node.keywords if word.arg == "code")


def test_every_gap_is_documented() -> None:
    found, told = gap_codes(), first_cells("docs/gaps.md")
    assert found, "no gap found in the source: has the way of making them changed?"
    missing = {code: module for code, module in found.items() if code not in told}
    assert not missing, f"docs/gaps.md lacks {missing}"


def test_no_gap_is_documented_that_is_never_made() -> None:
    source = "\n".join(path.read_text(encoding="utf-8") for path in SOURCE.rglob("*.py"))
    told = first_cells("docs/gaps.md")
    assert not {code for code in told if f'"{code}"' not in source}


# ---- the codebook


@pytest.mark.parametrize(
    "values",
    [codes.Kind, codes.Level, codes.Authenticity, codes.PassageType],
    ids=lambda values: values.__name__,
)
def test_every_value_is_in_the_codebook(values: type[StrEnum]) -> None:
    assert {each.value for each in values} <= first_cells("docs/codebook.md")


def test_every_value_of_a_finding_is_in_the_codebook() -> None:
    from communique.model.findings import KINDS, columns

    told = set(re.findall(r"`([\w-]+)`", text("docs/codebook.md")))
    values = {
        value for kind in KINDS.values() for column in columns(kind) for value in column.values
    }
    assert values <= told


def test_every_basis_and_language_is_in_the_codebook() -> None:
    words = set(re.findall(r"`([\w-]+)`", text("docs/codebook.md")))
    assert {each.value for each in codes.Basis} | set(codes.LANGUAGES) <= words


def test_every_column_of_the_names_tables_is_documented() -> None:
    from communique.names.tables import COLUMNS

    sections = dict(re.findall(r"(?ms)^## ([\w ]+?)\n(.*?)(?=^## |\Z)", text("docs/names.md")))
    for table, columns in COLUMNS.items():
        section = sections.get(table.replace("_", " ").capitalize(), "")
        told = set(re.findall(r"`([\w-]+)`", section + sections["Cells"]))
        assert not set(columns) - told, f"docs/names.md, {table}: {set(columns) - told}"


def keys(value: Any) -> set[str]:
    """Every key of a JSON value, at any depth."""
    if isinstance(value, dict):
        return set(value).union(*map(keys, value.values()))
    return set().union(*map(keys, value)) if isinstance(value, list) else set()


def test_every_key_of_the_contract_is_documented(samples: Path) -> None:
    from communique.model.contract import to_json
    from communique.read.analyse import analyse_bytes

    told = set(re.findall(r"`([\w.-]+)`", text("docs/json.md")))
    for path in sorted(samples.glob("*/*.zh-*.*")):
        printed = to_json(analyse_bytes(path.read_bytes(), name=path.name))
        for document in printed["documents"]:
            assert set(document.pop("basis")) <= {*document, *document["event"]}
        assert keys(printed) <= told


# ---- commands and options, wherever a page shows them


def shown(page: Path) -> Iterator[str]:
    """The command lines of a page's blocks: after a `$`, or the words up to two spaces or a `#`."""
    whole = page.read_text(encoding="utf-8")
    for language, block in FENCE.findall(whole):
        for line in block.split("\n"):
            if line.startswith("$ "):
                yield line[2:]
            elif language in ("", "sh", "bash") and line.startswith(("communique ", "make ")):
                yield line
    for line in INDENTED.findall(FENCE.sub("", whole)):
        if line.startswith(("communique ", "make ", "$ ")):
            yield re.split(r"  +|\t", line.removeprefix("$ "))[0]


@each_page
def test_commands_that_a_page_shows_exist(page: Path) -> None:
    known, targets = commands(), set(re.findall(r"(?m)^([a-z]+):", text("Makefile")))
    for line in shown(page):
        words = shlex.split(line.replace("…", "X"), comments=True)
        if words[0] == "make":
            wanted = [word for word in words[1:] if "=" not in word]
            assert set(wanted) <= targets, line
        elif words[0] == "communique":
            name = next((word for word in words[1:] if not word.startswith("-")), None)
            if name is None or name.isupper() or "[" in line:
                continue
            two = " ".join(words[words.index(name) :][:2])
            name = two if two in known else name
            assert name in known, line
            options = {flag for p in known[name].params for flag in (*p.opts, *p.secondary_opts)}
            given = {
                word.partition("=")[0] for word in words if word.startswith("-") and word != "-"
            }
            assert given - options <= {"--help", "-h"}, line


def test_every_command_is_in_the_reference() -> None:
    page = text("docs/cli.md")
    assert not {name for name in commands() if f"## {name}" not in page}


def test_every_make_target_is_told() -> None:
    """The targets that people run stand in the Makefile's head and in the README."""
    head = text("Makefile").partition("\nSHELL")[0]
    for target in ("demo", "test", "lint", "bench", "docs", "lock"):
        assert f"make {target}" in head
    assert all(f"make {target}" in text("README.md") for target in ("demo", "test"))


# ---- links


def anchors(page: Path) -> set[str]:
    """The places of a page that a link can point to."""
    headings = re.findall(r"(?m)^#+ (.*)$", page.read_text(encoding="utf-8"))
    slugs = (re.sub(r"[^\w\- ]", "", heading.lower()) for heading in headings)
    return {slug.replace(" ", "-") for slug in slugs}


@each_page
def test_links_within_the_project_resolve(page: Path) -> None:
    broken = []
    for link in LINK.findall(page.read_text(encoding="utf-8")):
        if re.match(r"[a-z]+:", link):
            continue
        name, _, anchor = link.partition("#")
        target = (page.parent / name).resolve() if name else page
        if not target.exists() or (anchor and anchor not in anchors(target)):
            broken.append(link)
    assert not broken, broken


def test_every_page_of_the_documents_is_linked() -> None:
    """Nobody finds a page that no other page names."""
    linked = {
        (page.parent / link.partition("#")[0]).resolve()
        for page in PAGES
        for link in LINK.findall(page.read_text(encoding="utf-8"))
    }
    assert not {page.name for page in (ROOT / "docs").glob("*.md")} - {p.name for p in linked}


def test_the_tour_in_the_readme_is_what_the_program_prints() -> None:
    tour = script("tour")
    assert tour.README.read_text(encoding="utf-8") == tour.written(), "run `make docs`"
