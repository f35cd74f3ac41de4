"""Claims of novelty, precedent or silence, which other documents could bear out or not.

Recognised: first (for the first time, 首次, 初めて), unprecedented (never before, 前所未有), always
(has always, 從無例外, unchanged), omission (made no mention, 隻字未提) and superlative (the largest
ever, 創歷史新高), in the predicate or with a scope. The words are data (languages/<x>/claims.yaml).
Left out: ordinals and plans (the first quarter, "will hold its first
session"), promises (will always), evaluations without a scope (the most important task).

    "Never before have Kenya and Norway held joint exercises." -> unprecedented, the sentence
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from communique.find.context import Context, Scan
from communique.find.gates import compiled
from communique.find.needles import Sieve
from communique.languages import data
from communique.model.codes import PassageType
from communique.model.findings import Claim, ClaimType
from communique.model.quotes import Range

_SHORT = 7
_LONG_LEAD = 26
_LONGEST = 2_000
_TRIM = " \t\n　,，、;；:：.。!！?？—–-"
_QUOTATION = re.compile(r"[「『“‘《][^「『“‘《」』”’》]{24,}(?:[」』”’》]|$)")
_HOLDS = re.compile("(?:[开開展][展開]|[举舉][行办辦]|召[开開]|[签簽]署|[设設]立|成立|建立)了?$")
_TELLS = re.compile(
    "(?:[写寫][明入]|[载載][明入]|承[认認]|提[出及到]|[规規]定|[确確][认認]|指出|表明|[证證][实實])$"
)
_OPENERS = re.compile(
    r"(?:(?:and|but|that|while|as|because|although|also|which|whereas)\s+|[「『“‘\"（(]+|(?:但|而且?|且|也|并|並|另外|此外|同[时時]|また|さらに|そして|しかし|一方(?:で)?)(?=\S))+"
)


@dataclass(frozen=True, slots=True)
class _Rule:
    type: ClaimType
    name: str
    cue: re.Pattern[str]
    unless: re.Pattern[str] | None
    noun: bool


@dataclass(frozen=True, slots=True)
class _Words:
    rules: tuple[_Rule, ...]
    boundary: re.Pattern[str]
    copula: re.Pattern[str] | None
    leans: re.Pattern[str] | None
    since: re.Pattern[str] | None
    topics: re.Pattern[str] | None
    reporters: re.Pattern[str] | None
    sieve: Sieve


@cache
def _words(language: str) -> _Words:
    given = data(language, "claims")
    rules = tuple(
        _Rule(
            ClaimType(row["type"]),
            f"claim-{row['rule']}",
            compiled(row["cue"]),
            compiled(row["unless"]) if row.get("unless") else None,
            row.get("span") == "noun",
        )
        for row in given["claims"]
    )
    some = {
        key: compiled(given[key]) if given.get(key) else None
        for key in ("copula", "leans", "since", "topics", "reporters")
    }
    sieve = Sieve([row["cue"] for row in given["claims"]])
    return _Words(rules=rules, boundary=re.compile(given["boundary"]), sieve=sieve, **some)


def find_claims(context: Context) -> Iterator[Claim]:
    """The claims of a document, each quoted by its clause; one a clause, the strongest."""
    words = _words(context.language)
    for scan in context.scans:
        if scan.passage.type is PassageType.TABLE_ROW or len(scan.text) > _LONGEST:
            continue
        for rule, match, (start, end) in _claims(scan.text, words):
            yield context.finding(
                Claim,
                scan.quote(start, end),
                rule=rule.name,
                confidence=0.8 if rule.type is not ClaimType.SUPERLATIVE else 0.7,
                type=rule.type,
                about=_about(scan, match, (start, end), rule),
            )


def claims_in(text: str, language: str) -> list[tuple[ClaimType, Range]]:
    """The claims of a sentence: type and where it stands.

    >>> text = "This is the first time that Kenya has sent a ship."
    >>> claims_in(text, "en") == [(ClaimType.FIRST, (0, len(text)))]
    True
    """
    return [(rule.type, place) for rule, _, place in _claims(text, _words(language))]


def _claims(text: str, words: _Words) -> Iterator[tuple[_Rule, re.Match[str], Range]]:
    worth = words.sieve.worth(text)
    if not worth:
        return
    taken: list[Range] = []
    cues: list[tuple[_Rule, re.Match[str], int]] = []
    clauses = _clauses(text, words)
    for number in sorted(worth):
        rule = words.rules[number]
        for match in rule.cue.finditer(text):
            at = next((i for i, (a, b) in enumerate(clauses) if a <= match.start() < b), None)
            if at is None or any(a <= match.start() < b for a, b in taken):
                continue
            if rule.unless and rule.unless.search(text, *_around(clauses, at)):
                continue
            taken.append((clauses[at][0], max(clauses[at][1], match.end())))
            cues.append((rule, match, at))
    claimed = frozenset(at for _, _, at in cues)
    found = [(r, m, _span(text, clauses, at, m, r, words, claimed)) for r, m, at in cues]
    for rule, match, span in found:  # of two that overlap, the wider says it whole
        if not any(
            other.type is rule.type
            and place != span
            and place[0] <= span[0]
            and span[1] <= place[1]
            for other, _, place in found
        ):
            yield rule, match, span


def _around(clauses: list[Range], at: int) -> Range:
    return clauses[at][0], clauses[at][1]


def _clauses(text: str, words: _Words) -> list[Range]:
    found, last = [], 0
    for match in words.boundary.finditer(text):
        if match.start() > last:
            found.append((last, match.start()))
        last = match.end()
    if last < len(text):
        found.append((last, len(text)))
    return found


def _span(
    text: str,
    clauses: list[Range],
    at: int,
    match: re.Match[str],
    rule: _Rule,
    words: _Words,
    claimed: frozenset[int],
) -> Range:
    """The words of a claim: its clause, a noun phrase from the cue on, or two clauses, unless the
    one before makes a claim of its own (`claimed`)."""
    start, end = clauses[at]
    last = next((i for i in range(at, len(clauses)) if clauses[i][1] >= match.end()), at)
    alone = not re.search(r"\w", text[start : match.start()] + text[match.end() : clauses[last][1]])
    if alone and match[0].isascii():
        last = min(last + 1, len(clauses) - 1)  # For the first time, the two …
    end = _before_quotation(text, match.end(), clauses[last][1])
    before = text[start : match.start()]
    if rule.noun and words.copula and before.strip() and not words.copula.search(before):
        return _trimmed(text, match.start(), end)
    first = at
    clause = text[start:end].strip(_TRIM)
    leaning = words.leans and words.leans.search(clause) and at - 1 not in claimed
    bare = rule.type in (ClaimType.OMISSION, ClaimType.ALWAYS) and not clause.isascii()
    if first and (leaning or (bare and len(clause) < _SHORT)):
        first -= 1
    if first and words.since and words.since.search(text[slice(*clauses[first - 1])].strip(_TRIM)):
        first -= 1
    if first == at and first and words.topics:
        topic = text[slice(*clauses[first - 1])].strip(_TRIM)
        reports = words.reporters and words.reporters.search(topic)
        if words.topics.search(topic) and not reports:
            first -= 1
    start = clauses[first][0]
    if first == at and words.leans and not words.topics and match.start() - start > _LONG_LEAD:
        lead = list(
            re.compile(r"[在于於](?![内內])(?=[^，]{2,16}$)").finditer(text, start, match.start())
        )
        lead = lead or list(_HOLDS.finditer(text, start, match.start()))
        start = lead[-1].start() if lead else start
    told = _TELLS.search(text, match.end(), end) if match.end() < end else None
    if told and told.end() == end == clauses[last][1] and words.leans and last + 1 < len(clauses):
        end = clauses[last + 1][1]  # 首次寫明，…: with what it says
    return _trimmed(text, start, end)


def _before_quotation(text: str, start: int, end: int) -> int:
    """The end of a claim, or where a long quotation begins in it: it is claimed that it is said."""
    opens = _QUOTATION.search(text, start, end)
    return opens.start() if opens else end


def _trimmed(text: str, start: int, end: int) -> Range:
    while start < end and text[start] in _TRIM:
        start += 1
    if opener := _OPENERS.match(text, start, end):
        start = opener.end()
    if end == len(text):  # a whole sentence keeps its stop
        while end > start and text[end - 1].isspace():
            end -= 1
        return start, end
    while end > start and text[end - 1] in _TRIM:
        end -= 1
    return start, end


def _about(scan: Scan, match: re.Match[str], span: Range, rule: _Rule) -> str:
    """What it is claimed of: for novelty the longer side of the cue, else the clause."""
    clause = scan.text[slice(*span)].strip(_TRIM)
    if rule.type not in (ClaimType.FIRST, ClaimType.UNPRECEDENTED):
        return clause
    sides = (scan.text[match.end() : span[1]], scan.text[span[0] : match.start()])
    best = max((side.strip(_TRIM) for side in sides), key=len)
    return best if len(best) >= 4 else clause
