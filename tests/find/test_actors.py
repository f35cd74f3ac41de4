"""Whom a subject phrase stands for."""

from __future__ import annotations

import pytest

from communique.find.actors import actors_at, cast_of
from communique.find.context import Context
from communique.names import load
from communique.read.analyse import analyse_bytes

HEAD = "Joint Statement by the President of Kenya and the Prime Minister of Norway\n\n"
CASES = [
    ("en", "the two leaders", ("KEN", "NOR")),
    ("en", "Both Governments", ("KEN", "NOR")),
    ("en", "the President", ("KEN",)),
    ("en", "the Prime Minister", ("NOR",)),
    ("en", "Kenya and the European Union", ("KEN", "EU")),
    ("en", "the Norwegian Government", ("NOR",)),
    ("en", "analysts", ()),
    ("ja", "両首脳", ("KEN", "NOR")),
    ("ja", "ノルウェー", ("NOR",)),
    ("zh-Hans", "双方", ("KEN", "NOR")),
    ("zh-Hant", "雙方", ("KEN", "NOR")),
]


@pytest.mark.parametrize(("language", "phrase", "codes"), CASES)
def test_actors_of_a_phrase(language: str, phrase: str, codes: tuple[str, ...]) -> None:
    fields = {"parties": ["KEN", "NOR"], "date": "2026-05-03", "language": language}
    names = load()
    text = (HEAD if language == "en" else "") + phrase + "。"
    read = analyse_bytes(text.encode(), name="a.txt", names=names, fields=fields)
    context = Context(read.documents[0], read.reading, names)
    scan = next(s for s in context.scans if phrase in s.text)
    at = scan.text.index(phrase)
    assert actors_at(scan, at, at + len(phrase)) == codes


def test_a_group_speaks_as_one_where_the_title_names_only_it() -> None:
    names = load()
    read = analyse_bytes(
        b"G7 Leaders' Statement\n\nKyoto, 3 May 2026\n\nWe will double our funds.\n",
        name="a.txt",
        names=names,
        fields={"date": "2026-05-03"},
    )
    assert cast_of(Context(read.documents[0], read.reading, names)).parties == ("G7",)
