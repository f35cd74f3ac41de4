"""The words of the pages: every word in every language, none missing, none unused, and none written
into a template or a script.
"""

from __future__ import annotations

import ast
import re
import string
from pathlib import Path

import communique.web
from communique.web.words import LANGUAGES, table

WEB = Path(communique.web.__file__).parent
TEMPLATES = sorted((WEB / "templates").glob("*.html"))
SCRIPTS = sorted((WEB / "static" / "js").glob("*.js"))

NAMES = {
    "communique", "JSON", "REST", "OpenAPI", "CSV", "HTML", "Word", "DOCX", "PDF", "URL", "EDTF",
    "https", "UTC", "Enter", "Esc", "Shift", "Ctrl", "SHA-256", "XLSX", "Excel", "BibTeX", "RIS", "CSL-JSON", "Markdown",
}  # fmt: skip
"""What is called so in every language."""

_JINJA = re.compile(r"{% block kind %}.*?{% endblock %}|{#.*?#}|{%.*?%}|{{.*?}}", re.DOTALL)
_TOLD = re.compile(r"""\s(?:title|alt|placeholder|aria-label)="([^"]*)\"""")
_NO_WORDS = re.compile(r"&[a-z]+;|/[a-z]\S*|\b[a-z]+\.json\b")
"""References, addresses, names of files."""

_KEY = re.compile(r"[a-z][a-z-]*\.[A-Za-z0-9_-]*")


def parts(row: object) -> list[str]:
    """The words of a row in a language: of one number, or of both."""
    return [str(each) for each in row.values()] if isinstance(row, dict) else [str(row)]


def test_a_word_is_there_in_every_language_with_the_same_values() -> None:
    for name, row in table().items():
        assert set(row) == set(LANGUAGES), name
        fields = {}
        for language, held in row.items():
            for words in parts(held):
                assert words.strip(), (name, language)
                fields[language] = {f for _, f, _, _ in string.Formatter().parse(words) if f}
        most = set().union(*fields.values())
        for language, own in fields.items():
            assert most - own <= {"count"}, (name, language, most - own)


def literals(source: str) -> set[str]:
    """Names of words, and beginnings of them, that Python source speaks of."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            if _KEY.fullmatch(node.value):
                found.add(node.value)
        elif isinstance(node, ast.JoinedStr):
            first = node.values[0]
            begun = str(first.value) if isinstance(first, ast.Constant) else ""
            if _KEY.match(begun):
                found.add(f"{begun}*")
    return found


def named() -> set[str]:
    """All that templates and modules name; `*` ends the beginning of a name."""
    found: set[str] = set()
    for path in TEMPLATES:
        for code in re.findall(r"{{.*?}}|{%.*?%}", path.read_text(encoding="utf-8"), re.DOTALL):
            for name, more in re.findall(
                r"""["']([a-z][a-z-]*\.[A-Za-z0-9_-]*)["'](\s*~)?""", code
            ):
                found.add(f"{name}*" if more else name)
    for path in WEB.rglob("*.py"):
        found |= literals(path.read_text(encoding="utf-8"))
    return found


def test_no_word_is_missing_and_none_is_unused() -> None:
    pages = {name.partition(".")[0] for name in table()}
    said = {name for name in named() if name.partition(".")[0] in pages}
    whole = {name for name in said if not name.endswith("*")}
    begun = {name[:-1] for name in said if name.endswith("*")}
    asked = set()
    for path in TEMPLATES:
        text = path.read_text(encoding="utf-8")
        asked |= set(re.findall(r"""\bt\(\s*["']([^"'~]+)["']\s*[,)]""", text))
    assert asked - set(table()) == set()
    assert {b for b in begun if not any(name.startswith(b) for name in table())} == set()
    unused = {n for n in table() if n not in whole and not any(n.startswith(b) for b in begun)}
    assert unused == set()


def test_no_words_are_written_into_a_template() -> None:
    written = {}
    for path in TEMPLATES:
        text = _JINJA.sub("", path.read_text(encoding="utf-8"))
        text = re.sub(r"<(code|kbd|pre)\b.*?</\1>", " ", text, flags=re.DOTALL)
        told = " ".join(_TOLD.findall(text)) + " " + re.sub(r"<[^>]*>", " ", text)
        words = set(re.findall(r"[A-Za-z][A-Za-z-]{2,}", _NO_WORDS.sub(" ", told)))
        written[path.name] = words - NAMES
    assert {name: words for name, words in written.items() if words} == {}


def test_no_words_are_written_into_a_script() -> None:
    for path in SCRIPTS:
        source = re.sub(r"(?<!:)//[^\n]*|/\*.*?\*/", "", path.read_text(encoding="utf-8"))
        assert re.findall(r"""["`]([A-Z][a-z]+(?: [a-z]+)+)[^"`]*["`]""", source) == [], path.name
