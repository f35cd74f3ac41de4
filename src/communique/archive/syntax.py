"""The syntax of searches: from what a person typed to a `Query`.

    word word         both in one passage         "in a row"  「連続」 “…”   a phrase
    a OR b,  a | b    one of them                 -a,  NOT a               without it
    ( … )             what belongs together       a NEAR/5 b               five words apart at most
    coerc*            words that begin so         lang:ja  party:JPN       fields (fields.py)

Chinese and Japanese words without spaces are a phrase as they stand. Full-width signs are taken as
the plain ones. Operators are in capitals; signs without letter or digit count for nothing. What
cannot be understood is `query-invalid`, with the place and what to write; nothing is guessed.

    >>> parse('台湾 OR "Taiwan Strait" kind:joint_statement').filters
    (Filter(field='kind', values=('joint_statement',), negated=False, start=22),)
    >>> parse('"force or coercion')
    Traceback (most recent call last):
    communique.errors.QueryInvalid: character 1, at «"force or coercion»: the quotation mark is \
never closed
"""

from __future__ import annotations

from communique.archive import tokens
from communique.archive.query import And, Filter, Near, Node, Not, Or, Query, Words, words_of
from communique.archive.query_signs import Sign, signs, wrong
from communique.errors import QueryInvalid

LONGEST = 10_000
"""Characters of a search, far more than a person types."""
DEEPEST = 40
"""Parentheses within parentheses."""


def parse(text: str, *, bare: bool = False) -> Query:
    """The search that a text means. `bare`: it may do without words. Raises `query-invalid`."""
    if len(text) > LONGEST:
        raise QueryInvalid(
            f"the search has {len(text):,} characters; {LONGEST:,} are the most",
            advice="Search for a few words of it; `--similar` looks for what is like a sentence.",
        )
    parser = _Parser(text)
    node = parser.whole(bare=bare)
    return Query(text, node, tuple(parser.filters))


class _Parser:
    """Recursive descent over signs. Filters are collected aside, and only from the top level."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.signs = signs(text)
        self.at = 0
        self.depth = self.groups = 0
        self.filters: list[Filter] = []

    def whole(self, *, bare: bool) -> Node | None:
        node = self._either()
        if self.at < len(self.signs):
            sign = self.signs[self.at]
            raise wrong(
                self.text,
                sign.start,
                "a parenthesis is closed that was never opened",
                "Take it out, or write its beginning: (a OR b) c.",
            )
        if (
            node is None
            and not bare
            and not any(f.field in ("finding", "issue") for f in self.filters)
        ):
            raise self._nothing()
        if node is not None:
            self._positive(node)
        return node

    def _nothing(self) -> QueryInvalid:
        if self.filters:
            return wrong(
                self.text,
                self.filters[0].start,
                "there are only filters on documents and no words",
                "Add words, finding: or issue:; `communique ls` lists documents.",
            )
        return wrong(
            self.text,
            0,
            "there is no letter or digit to search for",
            'Write a word, or a phrase in quotation marks: "Taiwan Strait".',
        )

    def _kind(self) -> str:
        return self.signs[self.at].kind if self.at < len(self.signs) else "end"

    def _place(self) -> int:
        return self.signs[self.at].start if self.at < len(self.signs) else len(self.text)

    def _either(self) -> Node | None:
        """`a OR b`. Filters hold for the whole search: they stand outside of parentheses, and are
        no side of an OR.
        """
        held = len(self.filters)
        parts = [self._all()]
        while self._kind() == "or":
            place = self._place()
            self.at += 1
            parts.append(self._all())
            if parts[-2] is None or parts[-1] is None:
                if len(self.filters) > held:
                    raise self._misplaced(self.filters[held])
                raise wrong(
                    self.text,
                    place,
                    "OR needs words on both sides",
                    "Write a OR b; the word itself is found by putting it in quotation marks.",
                )
        if len(parts) == 1:
            return parts[0]
        made = tuple(part for part in parts if part is not None)
        for part in made:
            self._positive(part)
        return Or(made)

    def _misplaced(self, held: Filter) -> QueryInvalid:
        return wrong(
            self.text,
            held.start,
            f"{held.field}: holds for the whole search, and is no alternative within it",
            f"Put it at the end: (a OR b) {held.field}:…; several values: {held.field}:a,b.",
        )

    def _all(self) -> Node | None:
        """Words side by side, with or without AND between them."""
        parts: list[Node] = []
        joined: int | None = None
        while True:
            kind = self._kind()
            if kind == "and":
                if (not parts and not self.filters) or joined is not None:
                    raise self._bare("AND", self._place())
                joined = self._place()
                self.at += 1
                continue
            if kind in ("end", "or", "close"):
                if joined is not None:
                    raise self._bare("AND", joined)
                break
            joined = None
            part = self._near()
            if part is not None:
                parts.append(part)
        return And(tuple(parts)) if len(parts) > 1 else parts[0] if parts else None

    def _bare(self, name: str, place: int) -> QueryInvalid:
        return wrong(
            self.text,
            place,
            f"{name} needs words on both sides",
            f"Write a {name} b; the word itself is found by putting it in quotation marks.",
        )

    def _near(self) -> Node | None:
        first = self._one()
        if self._kind() != "near":
            return first
        sign = self.signs[self.at]
        parts = [self._operand(first, sign)]
        while self._kind() == "near":
            again = self.signs[self.at]
            if again.distance != sign.distance:
                raise wrong(
                    self.text,
                    again.start,
                    "a row of NEAR has one distance",
                    f"Write a NEAR/{sign.distance} b NEAR/{sign.distance} c.",
                )
            self.at += 1
            if self._kind() in ("end", "close", "or", "and", "near"):
                raise self._empty(again)
            parts.append(self._operand(self._one(), again))
        return Near(tuple(parts), sign.distance)

    def _operand(self, node: Node | None, sign: Sign) -> Words | Or:
        if node is None:
            raise self._empty(sign)
        alternatives = node.parts if isinstance(node, Or) else (node,)
        if all(isinstance(part, Words) for part in alternatives):
            return node  # type: ignore[return-value]
        raise wrong(
            self.text,
            sign.start,
            "NEAR stands between words, phrases, or (a OR b) of them",
            'Write "force" NEAR/5 (coercion OR pressure).',
        )

    def _empty(self, sign: Sign) -> QueryInvalid:
        return wrong(
            self.text,
            sign.start,
            "NEAR needs words on both sides",
            "Write a NEAR/5 b: at most five words between them.",
        )

    def _one(self) -> Node | None:
        """One word, phrase, filter, group, or the negation of one."""
        sign = self.signs[self.at]
        self.at += 1
        if sign.kind == "words":
            assert isinstance(sign.node, Words)
            return sign.node if tokens.query(sign.node.text) is not None else None
        if sign.kind == "filter":
            assert isinstance(sign.node, Filter)
            if self.groups:
                raise self._misplaced(sign.node)
            self.filters.append(sign.node)
            return None
        if sign.kind == "not":
            return self._negated(sign)
        if sign.kind == "near":
            raise self._empty(sign)
        return self._group(sign)

    def _negated(self, sign: Sign) -> Node | None:
        if self._kind() in ("end", "close", "or", "and", "near"):
            raise wrong(
                self.text,
                sign.start,
                "nothing follows what is to be left out",
                "Write -word or NOT word.",
            )
        before = len(self.filters)
        self._deeper(sign)
        part = self._one()
        self.depth -= 1
        if len(self.filters) > before:
            held = self.filters[-1]
            self.filters[-1] = Filter(held.field, held.values, not held.negated, held.start)
            return None
        if part is None:
            return None
        return part.part if isinstance(part, Not) else Not(part)

    def _group(self, sign: Sign) -> Node | None:
        self._deeper(sign)
        self.groups += 1
        node = self._either()
        self.groups -= 1
        self.depth -= 1
        if self._kind() != "close":
            raise wrong(
                self.text, sign.start, "the parenthesis is never closed", "Write (a OR b) c."
            )
        self.at += 1
        if node is None:
            raise wrong(
                self.text, sign.start, "there is nothing in the parentheses", "Write (a OR b) c."
            )
        return node

    def _deeper(self, sign: Sign) -> None:
        self.depth += 1
        if self.depth > DEEPEST:
            raise wrong(
                self.text,
                sign.start,
                f"more than {DEEPEST} parentheses or signs of negation within each other",
                "Write a AND b OR c with fewer of them.",
            )

    def _positive(self, node: Node) -> None:
        """Nothing if a node says of something that it must stand there."""
        parts = node.parts if isinstance(node, And) else (node,)
        if all(isinstance(part, Not) for part in parts):
            at = min((w.start for w in words_of(node, negated=True)), default=0)
            raise wrong(
                self.text,
                at,
                "only what is to be left out is said",
                "Add a word that the passage should have: security -economy.",
            )
