"""The language of searches: what it understands, and what it says of what it does not."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.archive.matching import expression, places
from communique.archive.query import And, Filter, Near, Node, Not, Or, Query, Words, words_of
from communique.archive.syntax import parse
from communique.errors import CommuniqueError, QueryInvalid


def shape(node: Node | None) -> object:
    """A node as nested lists, for comparing."""
    if node is None:
        return None
    if isinstance(node, Words):
        return node.text + "*" * node.prefix
    if isinstance(node, Not):
        return ["-", shape(node.part)]
    if isinstance(node, Near):
        return [f"near {node.distance}", *map(shape, node.parts)]
    return ["and" if isinstance(node, And) else "or", *map(shape, node.parts)]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("treaty", "treaty"),
        ("台湾海峡", "台湾海峡"),
        ("peace stability", ["and", "peace", "stability"]),
        ("peace AND stability", ["and", "peace", "stability"]),
        ("peace　stability", ["and", "peace", "stability"]),
        ('"Strait of Ormel"', "Strait of Ormel"),
        ("“Strait of Ormel”", "Strait of Ormel"),
        ("「現状変更」『同盟』", ["and", "現状変更", "同盟"]),
        ("「首次將『脅迫』列入」", "首次將『脅迫』列入"),
        ("《聯合聲明》", "聯合聲明"),
        ('"a “b” c"', "a “b” c"),
        ("a OR b c", ["or", "a", ["and", "b", "c"]]),
        ("(a OR b) c", ["and", ["or", "a", "b"], "c"]),
        ("（a ＯＲ b）　c", ["and", ["or", "a", "b"], "c"]),
        ("a | b ｜ c", ["or", "a", "b", "c"]),
        ("a -b", ["and", "a", ["-", "b"]]),
        ("a －b NOT c", ["and", "a", ["-", "b"], ["-", "c"]]),
        ("a --b", ["and", "a", "b"]),
        ("a -(b OR c)", ["and", "a", ["-", ["or", "b", "c"]]]),
        ("a NEAR/3 b", ["near 3", "a", "b"]),
        ("a NEAR b", ["near 10", "a", "b"]),
        ("a ＮＥＡＲ／3 b", ["near 3", "a", "b"]),
        ("a NEAR/3 b NEAR/3 c", ["near 3", "a", "b", "c"]),
        ('(a OR "b c") NEAR/3 d', ["near 3", ["or", "a", "b c"], "d"]),
        ("coerc*", "coerc*"),
        ("well-being U.S.-Mervania", ["and", "well-being", "U.S.-Mervania"]),
        ("10:30", "10:30"),
        ("https://example.org/a", "https://example.org/a"),
        ("日時：五月", "日時：五月"),
        ("or near and", ["and", "or", "near", "and"]),
        ("a – b", ["and", "a", "b"]),
        ("G7首脳", "G7首脳"),
    ],
)
def test_what_is_understood(typed: str, meant: object) -> None:
    assert shape(parse(typed).node) == meant


def test_filters() -> None:
    found = parse(
        "a lang:ja,en kind:readouts －level：Leaders party:jpn by:USA date:2020..2024"
    ).filters
    assert [(f.field, f.values, f.negated) for f in found] == [
        ("language", ("ja", "en"), False),
        ("kind", ("readout",), False),
        ("level", ("leaders",), True),
        ("party", ("JPN",), False),
        ("issuer", ("USA",), False),
        ("date", ("2020..2024",), False),
    ]
    assert parse('title:"Joint, Statement" a').filters == (Filter("title", ("Joint, Statement",)),)
    assert parse("finding:commitment").node is None
    assert parse("finding:people issue:strait").filters[0].values == ("people",)


@pytest.mark.parametrize(
    ("typed", "position", "says", "advises"),
    [
        ('台湾 "force or', 4, "never closed", 'Write "force or"'),
        ("「現状", 1, "never closed", "Write 「現状」"),
        ("a (b OR c", 3, "never closed", "(a OR b) c"),
        ("a) b", 2, "never opened", "(a OR b) c"),
        ("()", 1, "nothing in the parentheses", "(a OR b) c"),
        ('""', 1, "no letter or digit", '"Taiwan Strait"'),
        ("。、", 1, "no letter or digit", "Write a word"),
        ("", 1, "no letter or digit", "Write a word"),
        ("a NEAR/", 3, "number of words", "a NEAR/5 b"),
        ("a NEAR/x b", 3, "number of words", "a NEAR/5 b"),
        ("a NEAR/5", 3, "both sides", "a NEAR/5 b"),
        ("NEAR/5 a", 1, "both sides", "a NEAR/5 b"),
        ("NEAR(a b, 5)", 1, "both sides", "a NEAR/5 b"),
        ("a NEAR/5 (b c)", 3, "between words", "(coercion OR pressure)"),
        ("a NEAR/2 b NEAR/3 c", 12, "one distance", "NEAR/2 b NEAR/2"),
        ("a OR", 3, "both sides", "a OR b"),
        ("OR a", 1, "both sides", "a OR b"),
        ("a AND", 3, "both sides", "a AND b"),
        ("-a -b", 2, "only what is to be left out", "security -economy"),
        ("a OR -b", 7, "only what is to be left out", "security -economy"),
        ("a NOT", 3, "nothing follows", "-word"),
        ("lnag:ja a", 1, "no field lnag:", "lang:"),
        ("a Note: b", 3, "no field note:", "in quotation marks"),
        ("kind:statement a", 1, "cannot be 'statement'", "kind:joint_statement"),
        ("level:x a", 1, "cannot be 'x'", "leaders, ministers"),
        ("lang: a", 1, "no value", "lang:ja"),
        ("since:soon a", 1, "no date", "1996-04-17"),
        ("date:2024..2020 a", 1, "ends before", "earlier date first"),
        ("a OR (b lang:ja)", 9, "whole search", "at the end"),
        ("kind:news", 1, "only filters", "communique ls"),
    ],
)
def test_what_is_wrong_is_explained(typed: str, position: int, says: str, advises: str) -> None:
    with pytest.raises(QueryInvalid) as caught:
        parse(typed)
    assert caught.value.position == position
    assert says in caught.value.message
    assert advises in caught.value.advice


@pytest.mark.parametrize(
    "typed",
    ["x" * 1_000_000, "(" * 5000 + "a", "-" * 5000 + "a", "a " * 1000, '"' * 9999, "NEAR/1 " * 900],
)
def test_hostile_searches_are_refused_at_once(typed: str) -> None:
    started = time.perf_counter()
    with pytest.raises(QueryInvalid):
        parse(typed)
    assert time.perf_counter() - started < 1.0


_PIECES = st.sampled_from(
    [*'()"“”「」-|*:/^+{}[]', " ", "　", "a", "台湾", "OR", "AND", "NOT", "NEAR/2", "lang:ja",
     "words:x", "x*", "\0", "\ud800", "￥", "é", "NEAR(a b)", "rowid:1", "'", ";--"]
)  # fmt: skip


@given(st.lists(_PIECES, max_size=12).map("".join))
def test_a_search_is_understood_or_refused_and_never_breaks(typed: str) -> None:
    try:
        query = parse(typed)
    except CommuniqueError as error:
        assert error.advice
        return
    if query.node is not None:
        text, _ = expression(query.node)
        # Our own tokens in quotation marks, operators, parentheses: nothing that was typed.
        rest = "".join(text.split('"')[::2])
        assert not set(rest) - set(" ()ANDORTEN*,0123456789")


@pytest.mark.parametrize(
    ("typed", "text", "found"),
    [
        ("force NEAR/1 coercion", "by force or coercion", ["force", "coercion"]),
        ("force NEAR/1 coercion", "by force or by coercion", None),
        ("coercion NEAR/2 force", "by force or by coercion", ["force", "coercion"]),
        ("武力 NEAR/1 脅迫", "任何以武力或脅迫", ["武力", "脅迫"]),
        ("武力 NEAR/1 脅迫", "任何以武力、威嚇或脅迫", None),
        ("武力 NEAR/0 脅迫", "武力脅迫", ["武力", "脅迫"]),
        (
            "(force OR pressure) NEAR/2 trade",
            "pressure on trade, not by any force",
            ["pressure", "trade"],
        ),
        ("a NEAR/1 b NEAR/1 c", "c x b x a", ["c", "b", "a"]),
        ("peace -war", "peace and war", None),
        ("coerc*", "Coercive acts, coercion", ["Coercive", "coercion"]),
        ("peace OR war", "war", ["war"]),
        ("peace war", "war", None),
        ("us", "the U.S. told us", ["U.S", "us"]),
    ],
)
def test_places(typed: str, text: str, found: list[str] | None) -> None:
    node = parse(typed).node
    assert node is not None
    held = places(node, text, fold=True)
    assert (held and [text[place.start : place.end] for place in held]) == found


def test_exactly_as_typed() -> None:
    assert places(Words("Strait"), "the strait", fold=False) is None
    assert expression(And((Words("a"), Not(Words("b")))), fold=False) == ('("a")', False)
    assert places(And((Words("a"), Not(Words("B")))), "a b", fold=False)


def test_words_of_a_query() -> None:
    node = parse('a -b (c OR "d e")').node
    assert [words.text for words in words_of(node)] == ["a", "c", "d e"]
    assert [words.text for words in words_of(node, negated=True)] == ["a", "b", "c", "d e"]
    assert Query("x", Or((Words("x"),))).filtered(Filter("kind", ("news",))).filters
