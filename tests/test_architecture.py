"""The shape of the house: who may import whom, what a module must have, what may stand nowhere.

The rules are those of ARCHITECTURE.md; this is where they hold.
"""

from __future__ import annotations

import ast
import re
import subprocess
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "communique"
MODULES = sorted(PACKAGE.rglob("*.py"))

FLOORS = (
    ("errors", "version"),
    ("model",),
    ("names", "languages"),
    ("read",),
    ("find",),
    ("archive",),
    ("compare", "check"),
    ("report",),
    ("cli", "web"),
    ("__init__", "__main__"),
)
"""The rooms of the house from the ground up: imports go to lower floors and the own room."""

FLOOR = {room: number for number, rooms in enumerate(FLOORS) for room in rooms}
DRAWERS = {"utils", "util", "common", "helpers", "helper", "manager", "managers", "misc", "base"}
AT_IMPORT = {"open", "read_text", "read_bytes", "safe_load", "load", "data", "connect", "loads"}
MACHINE_PATH = re.compile(r"(?<![\w./-])/(?:work|root|home|Users)/[\w.]|[A-Z]:\\Users\\")

CATALOGUES = ("src/communique/names/", "samples/names/")
"""Lists of facts (dates, titles, names) agree with other lists of them; they hold no prose."""

FORMULAE = (
    "the president of the united states of america",
    "the government of the united states of america",
    "the prime minister of japan",
    "prime minister of japan",
    "the prime minister and the president",
    "change the status quo by force or coercion",
    "国連安全保障理事会",
    "アジア太平洋地域の平和と安定",
    "聯合國安全理事會",
    "联合国安全理事会",
    "中华人民共和国国务院总理",
    "支持臺灣參與世界衛生組織",
    "國際合作發展基金會",
    "緊密に連携していくことで一致",
    "開始することで意見が一致",
)
"""Names and set phrases that everybody uses, long enough to look like a copied sentence."""


def ids(path: Path) -> str:
    """A path as a test's name."""
    return str(path.relative_to(ROOT))


def room(path: Path) -> str:
    """The room a module stands in: the first folder below the package, or its own name."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


@cache
def tree(path: Path) -> ast.Module:
    """The parsed module."""
    return ast.parse(path.read_text(encoding="utf-8"))


def imported(path: Path) -> Iterator[tuple[int, str]]:
    """Line and room of every import of this package, wherever in the module it stands."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.level:
            parts = ("communique", *path.relative_to(PACKAGE).with_suffix("").parts)
            names = [".".join((*parts[: -node.level], node.module or ""))]
        elif isinstance(node, ast.ImportFrom) and node.module == "communique":
            names = [f"communique.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [node.module or ""]
        else:
            continue
        for name in names:
            first, _, rest = name.partition(".")
            if first == "communique":
                yield node.lineno, rest.partition(".")[0] or "__init__"


def public(body: list[ast.stmt]) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef]:
    """The functions, classes and methods that others may use, less overrides."""
    for node in body:
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            continue
        if node.name.startswith("_"):
            continue
        decorators = {ast.unparse(each).rpartition(".")[2] for each in node.decorator_list}
        if decorators & {"overload", "override", "setter"}:
            continue
        yield node
        if isinstance(node, ast.ClassDef):
            yield from public(node.body)


@pytest.mark.parametrize("path", MODULES, ids=ids)
class TestModule:
    """What holds of each module."""

    def test_imports_point_downward(self, path: Path) -> None:
        own = room(path)
        assert own in FLOOR, f"a new room {own}: give it its floor here and in ARCHITECTURE.md"
        wrong = [
            f"line {line}: {own} imports {other}"
            for line, other in imported(path)
            if other != own and FLOOR.get(other, 99) > FLOOR[own]
        ]
        assert not wrong, wrong

    def test_says_what_it_is(self, path: Path) -> None:
        module = tree(path)
        missing = [] if ast.get_docstring(module) else ["the module"]
        missing += [
            f"line {node.lineno}: {node.name}"
            for node in public(module.body)
            if not ast.get_docstring(node)
        ]
        assert not missing, f"no docstring: {missing}"

    def test_name_says_what_it_holds(self, path: Path) -> None:
        assert not DRAWERS & {part.removesuffix(".py") for part in path.relative_to(PACKAGE).parts}

    def test_does_not_print(self, path: Path) -> None:
        if room(path) in ("cli", "__main__"):
            return
        printed = [
            node.lineno
            for node in ast.walk(tree(path))
            if isinstance(node, ast.Call)
            and ast.unparse(node.func) in ("print", "sys.stdout.write", "sys.stderr.write")
        ]
        assert not printed, f"the library prints in lines {printed}"

    def test_does_no_work_at_import(self, path: Path) -> None:
        """Module level holds definitions and constants, and reads no file."""
        calls = [
            node.lineno
            for statement in tree(path).body
            if isinstance(statement, ast.Assign | ast.AnnAssign | ast.Expr)
            for node in ast.walk(statement)
            if isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] in AT_IMPORT
        ]
        assert not calls, f"files are read at import in lines {calls}"


def test_rooms_of_a_floor_do_not_import_each_other_in_a_circle() -> None:
    pairs = {(room(path), other) for path in MODULES for _, other in imported(path)}
    circles = sorted((a, b) for a, b in pairs if a < b and (b, a) in pairs)
    assert not circles


def test_modules_import_in_no_circle() -> None:
    """No module needs itself, by way of whatever others, at import."""
    names = {path: ".".join(("communique", *module_parts(path))) for path in MODULES}
    known = set(names.values())
    needs = {name: sorted(set(at_import(path)) & known - {name}) for path, name in names.items()}
    done: set[str] = set()
    for name in needs:
        circle = circle_from(name, needs, done)
        assert not circle, " → ".join(circle)


def module_parts(path: Path) -> tuple[str, ...]:
    """The dotted name below the package, without `__init__`."""
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return parts[:-1] if parts[-1] == "__init__" else parts


def at_import(path: Path) -> Iterator[str]:
    """The modules that the top level of this one imports (type-checking blocks aside)."""
    for node in tree(path).body:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            below = {f"{node.module}.{alias.name}" for alias in node.names}
            found = {name for name in below if (ROOT / "src" / name.replace(".", "/")).exists()}
            found |= {n for n in below if (ROOT / "src" / f"{n.replace('.', '/')}.py").exists()}
            yield from found
            if len(found) < len(below):
                yield node.module


def circle_from(name: str, needs: dict[str, list[str]], done: set[str]) -> list[str]:
    """The first circle that can be walked from a module, if any."""
    path: list[str] = []
    stack = [(name, False)]
    while stack:
        here, leaving = stack.pop()
        if leaving:
            done.add(path.pop())
        elif here in path:
            return [*path[path.index(here) :], here]
        elif here not in done:
            path.append(here)
            stack += [(here, True), *((each, False) for each in needs.get(here, []))]
    return []


def project_files() -> list[Path]:
    """Every text file of the project that git knows or would take."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if listed.returncode:  # an unpacked source archive
        found = [
            p for part in ("src", "samples", "tests", "docs") for p in (ROOT / part).rglob("*")
        ]
    else:
        found = [ROOT / name for name in listed.stdout.decode().split("\0") if name]
    return sorted(p for p in found if p.is_file() and b"\0" not in p.read_bytes()[:4096])


def test_no_file_names_a_machine() -> None:
    found = [
        f"{ids(path)}:{number}"
        for path in project_files()
        for number, line in enumerate(path.read_bytes().decode("utf-8", "replace").split("\n"), 1)
        if MACHINE_PATH.search(line)
    ]
    assert not found, found


WORD = re.compile(r"[a-z]+")
CJK = re.compile(r"[\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff、。，「」『』]{14,}")


def runs(text: str) -> set[str]:
    """Every run of 8 English words, and of 14 Chinese or Japanese characters, of a text."""
    text = re.sub(r"<[^<>]{0,200}>", " ", text)
    for formula in FORMULAE:
        text = re.sub(re.escape(formula), "|", text, flags=re.IGNORECASE)
    found: set[str] = set()
    for part in text.split("|"):
        words = WORD.findall(part.lower().replace("'", "").replace("’", ""))
        found.update(" ".join(words[at : at + 8]) for at in range(len(words) - 7))
    for run in CJK.findall(re.sub(r"\s+", "", text)):
        found.update(run[at : at + 14] for at in range(len(run) - 13))
    return found


def test_runs_are_found_in_all_scripts() -> None:
    assert runs("One two three four five six seven\neight.") == {
        "one two three four five six seven eight"
    }
    assert len(runs("両国は、海の安全に関する協\n議を続ける。")) == 6
    assert not runs("| The President of the United States of America and X |")


def test_no_sentence_of_the_shared_texts_stands_in_the_project(shared: Path) -> None:
    """It is not ours to publish, and a rule fitted to one text would be worthless."""
    texts = [
        path
        for folder in ("seeds", "gold", "series")
        for path in sorted((shared / folder).rglob("*"))
        if path.suffix in (".txt", ".md")
    ]
    theirs = set().union(*(runs(path.read_text(encoding="utf-8")) for path in texts))
    found = {}
    for path in project_files():
        if path.name in ("LICENSE",) or ids(path).startswith((*CATALOGUES, "requirements/")):
            continue
        same = runs(path.read_bytes().decode("utf-8", "replace")) & theirs
        if same:
            found[ids(path)] = sorted(same)[:3]
    assert not found, found


def test_floors_are_told_in_the_architecture_page() -> None:
    """ARCHITECTURE.md tells the same order of floors."""
    page = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    line = next(each for each in page.splitlines() if "model ←" in each)
    told = [re.findall(r"[a-z]+", part) for part in line.split("←")]
    floors = [sorted(rooms) for rooms in FLOORS[1:-1]]
    assert [sorted(part) for part in told] == floors
    assert all(FLOOR[a[0]] < FLOOR[b[0]] for a, b in pairwise(told))
