"""Citations: right types, whole names, nothing that breaks a parser, keys that differ."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.archive import Archive, Entry
from communique.errors import InvalidField
from communique.model.codes import Kind
from communique.names import load
from communique.report.exports import citations
from communique.report.exports.bibtex import bibtex, escaped
from communique.report.exports.citing import TYPES, cited, csl_date
from communique.report.exports.export import export
from communique.report.exports.ris import ris
from tests.report.exported import NAME, fill

CSL_TYPES = {
    "report",
    "speech",
    "treaty",
    "article-newspaper",
    "article-journal",
    "document",
    "webpage",
}
CSL_TEXTS = {
    *("id", "type", "title", "language", "genre", "event-place", "locator", "page", "note"),
    *("URL", "container-title"),
}
CSL_DATES = {"issued", "event-date", "accessed"}


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """An archive of hostile words."""
    path = tmp_path_factory.mktemp("citations") / "a.db"
    fill(path)
    with Archive.open(str(path)) as archive:
        yield archive


@pytest.fixture
def entry(archive: Archive) -> Entry:
    """The hostile document."""
    return archive.find(NAME)


def checked(item: dict[str, Any]) -> dict[str, Any]:
    """An item that holds what the schema of CSL data 1.0 allows, of what we write."""
    assert item["type"] in CSL_TYPES and item["id"]
    for name, value in item.items():
        if name in CSL_TEXTS:
            assert isinstance(value, str), name
        elif name in CSL_DATES:
            assert set(value) <= {"date-parts", "season", "circa", "literal"}
            assert 1 <= len(value["date-parts"]) <= 2
            assert all(1 <= len(parts) <= 3 for parts in value["date-parts"])
        elif name == "author":
            assert all(set(each) == {"literal"} for each in value)
        else:
            assert name == "custom", name
    return item


def fields_of(entry: str) -> dict[str, str]:
    """The fields of an entry of BibTeX, read as BibTeX does: by counting braces."""
    head = re.match(r"@(\w+)\{([\w-]+),\n", entry)
    assert head
    made, at = {"": head[1], "key": head[2]}, head.end()
    while not entry.startswith("}", at):
        name = re.compile(r"  (\w+) *= ").match(entry, at)
        assert name, entry[at : at + 40]
        end, depth = name.end(), 0
        while depth or not entry.startswith(",\n", end):
            depth += (entry[end] == "{") - (entry[end] == "}")
            end += 1
        made[name[1]] = entry[name.end() : end]
        at = end + 2
    assert entry[at:] == "}\n"
    return made


def test_every_kind_has_its_type(entry: Entry) -> None:
    assert set(TYPES) == set(Kind)
    for kind in Kind:
        item = checked(cited(replace(entry, kind=kind), load()))
        assert fields_of(next(bibtex([item])))["title"]
        assert next(ris([item])).startswith("TY  - ")


def test_the_hostile_document(entry: Entry) -> None:
    item = checked(cited(entry, load()))
    assert item["type"] == "treaty"
    assert item["title"] == "A Statement {of} 100% & more_"
    assert [each["literal"] for each in item["author"]] == ["XAA", "Japan", "The {Desk} & Co"]
    fields = fields_of(next(bibtex([item])))
    assert fields[""] == "misc" and fields["howpublished"] == "{Treaty}"
    assert fields["title"] == (
        r"{{A Statement \textbraceleft{}of\textbraceright{} 100\% \& more\_}}"
    )
    assert fields["author"].startswith("{{XAA} and {Japan} and {The \\textbraceleft{}Desk")
    assert (fields["date"], fields["year"], fields["month"]) == ("{2030-05-06}", "{2030}", "may")
    record = next(ris([item])).split("\r\n")
    assert record[0] == "TY  - LEGAL" and record[-2:] == ["ER  - ", ""]
    assert "AU  - The {Desk} & Co" in record and "DA  - 2030/05/06" in record
    assert all(re.match(r"[A-Z][A-Z0-9]  - ", line) for line in record[:-1])


def test_japanese_names_are_kept(archive: Archive) -> None:
    entry = replace(archive.find("声明.txt"), issuers=("JPN", "USA"))
    item = checked(cited(entry, load()))
    assert [each["literal"] for each in item["author"]] == ["日本", "米国"]
    fields = fields_of(next(bibtex([item])))
    assert fields["author"] == "{{日本} and {米国}}" and fields["langid"] == "{japanese}"
    assert fields["title"] == "{{両国共同声明}}"
    assert item["id"].startswith("jpn-usa-1996-") and item["id"].isascii()


def test_keys_differ(archive: Archive) -> None:
    for what in ("documents", "passages"):
        file = io.BytesIO()
        export(archive, what, file, format="csl")
        items = json.loads(file.getvalue())
        keys = [checked(item)["id"] for item in items]
        assert len(set(keys)) == len(keys) > 1
        assert all(re.fullmatch(r"[a-z0-9-]+", key) for key in keys)


def test_a_passage_has_its_place_and_words(archive: Archive) -> None:
    entry = archive.find("声明.txt")
    passage = archive.analysis(entry).documents[0].passages[1]
    assert archive.passage(passage.id) == (entry, passage)
    [(found, held)] = [citations.named(archive, passage.id)]
    item = checked(cited(found, load(), passage=held))
    assert item["locator"] == "1" and item["note"] == "両国は、港町で会合する。"
    assert fields_of(next(bibtex([item])))["note"] == "{item 1: 両国は、港町で会合する。}"
    assert "SE  - 1" in next(ris([item])) and "N1  - 両国は、" in next(ris([item]))


def test_pages_of_the_web(entry: Entry) -> None:
    page = replace(
        entry, kind=Kind.NEWS, identity="https://example.org/a b?x={1}&y=%20#z", issuers=()
    )
    item = checked(cited(page, load()))
    assert item["container-title"] == "example.org"
    fields = fields_of(next(bibtex([item])))
    assert fields[""] == "article"
    assert fields["url"] == "{https://example.org/a%20b?x=%7B1%7D&y=%20#z}"
    item = checked(cited(replace(page, kind=Kind.OTHER), load()))
    assert item["type"] == "webpage" and next(ris([item])).startswith("TY  - ELEC")
    assert fields_of(next(bibtex([item])))["howpublished"] == "{example.org}"


def test_all_styles_of_an_archive(archive: Archive) -> None:
    file = io.BytesIO()
    done = export(archive, "passages", file, format="bibtex")
    entries = re.split(r"\n(?=@)", file.getvalue().decode("utf-8").strip() + "\n")
    assert len(entries) == done.rows
    assert all(fields_of(entry)["key"] for entry in entries)
    file = io.BytesIO()
    assert export(archive, "passages", file, format="ris").rows == done.rows
    assert file.getvalue().decode("utf-8").count("\r\nER  - \r\n") == done.rows
    with pytest.raises(InvalidField, match="style"):
        citations.write([], "mla", io.BytesIO())


@pytest.mark.parametrize(
    ("text", "tex"),
    [
        ("a\nb\t c", "a b c"),
        ("{", r"\textbraceleft{}"),
        ("~^\\", r"\textasciitilde{}\textasciicircum{}\textbackslash{}"),
        ("#1 $2 %3 &4 _5", r"\#1 \$2 \%3 \&4 \_5"),
        ("日本\0\ud800", "日本␀‹U+D800›"),
    ],
)
def test_escapes(text: str, tex: str) -> None:
    assert escaped(text) == tex


@pytest.mark.parametrize(
    ("edtf", "parts"),
    [
        ("2027", [[2027]]),
        ("2027-04", [[2027, 4]]),
        ("2026-34", [[2026]]),
        ("../2028", [[2028]]),
        ("1996-04-17?", [[1996, 4, 17]]),
    ],
)
def test_dates(edtf: str, parts: list[list[int]]) -> None:
    made = csl_date(edtf)
    assert made and made["date-parts"] == parts
    item = {"id": "k", "type": "report", "title": "t", "language": "en", "issued": made}
    assert fields_of(next(bibtex([item])))["year"] == f"{{{parts[0][0]}}}"
    assert f"PY  - {parts[0][0]}" in next(ris([item]))


@given(st.text(st.characters(), min_size=1, max_size=40))
def test_any_words_keep_the_records_whole(words: str) -> None:
    item = {
        "id": "k",
        "type": "report",
        "title": words,
        "language": "en",
        "note": words,
        "author": [{"literal": words}],
        "URL": words,
        "page": "3",
    }
    fields = fields_of(next(bibtex([item])))
    assert fields["pages"] == "{3}" and fields["langid"] == "{english}"
    lines = next(ris([item])).split("\r\n")
    assert [line[:6] for line in lines if line][-1] == "ER  - "
    assert all(re.match(r"[A-Z][A-Z0-9]  - ", line) for line in lines if line)
    next(ris([item])).encode("utf-8")
