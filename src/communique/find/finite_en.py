"""English finite verbs: which of the verbs found have a subject of their own.

Recognised: auxiliaries that belong to the next verb, moods that hold behind "is" only ("is
concerned"), passives ("was welcomed"), formulas of speech ("I would like to thank", "let me
stress"), whose verb takes the subject of the whole. Left out: infinitives behind "to" and "will".

    "Kenya has agreed to open a school" -> agreed
"""

from __future__ import annotations

import re
from dataclasses import replace

from communique.find.predicates_en import ADVERBS, Frame, Hit

_BE = re.compile(
    r"\b(?:is|are|am|was|were|remains?|be|been|['’]re|['’]m|feels?|felt)(?: [a-z]+){0,2} [“\"‘]?$"
)
_PERFECT = re.compile(rf"\b(?:ha[sd]|have|['’]ve) {ADVERBS}been {ADVERBS}$")
_ADVERBS = re.compile(rf" {ADVERBS}(?:been )?{ADVERBS}")
_WISH = rf"(?:would|should|['’]d) {ADVERBS}(?:like|love|wish|want)"
_FORMULAS = re.compile(
    rf"(?:(?:{_WISH}|\bwants?|wanted|\bwish(?:es)?|wished|am (?:happy|pleased|bound)) {ADVERBS}to"
    rf"|[Ll]et (?:me|us)|(?:[Aa]llow|[Pp]ermit) (?:me|us)(?: {ADVERBS}to)?|[Mm]ay (?:I|we)"
    rf"|(?<=\bI )must|\bcan only|\b(?:do|does|did)) {ADVERBS}$"
)
_NOUN = re.compile(
    r"(?:['’]s|s['’]|\b(?:[Tt]he|[Aa]n?|[Ii]ts|[Tt]heir|[Oo]ur|[Hh]is|[Hh]er|[Mm]y|[Tt]his|of|for|on|by|with|new|no|any|"
    r"joint|such|those|these|all|other|both|some|many|several|[Mm]ember|certain|third))\s$"
)
"""Before a word these make it a noun: "the mandate", "Japan's plans", "of support"."""
_ONLY_VERB = re.compile(
    r"(?:is|are|was|were|will|shall|would|can|may|might|must|should|has|have|had|do|does|did)"
)
_THEN_VERB = re.compile(r" (?:should|shall|will|would|is|are|was|were|has|have|be|must)\b")
_BETWEEN = re.compile(
    r", [a-z]+ (?:on|in|at|by|between|under|for|since|during|last|this|to|with)\b[^,;.]{2,70}, "
    r"(?=(?:is|are|was|were|will|shall|would|has|have|had|[a-z]+s|[a-z]+ed)\b)"
)
_IT = re.compile(r"\b[Ii]t (?:has |had )?$")
_NOT = re.compile(r" (?:not|never) (?:[a-z]+ )?")
_INVERTED = re.compile(r"(?:^|, )$")
_IFS = frozenset(("should", "Should", "were", "had"))
_BARE = re.compile(rf"(?:\bto|['’]ll) {ADVERBS}$")


def finite(text: str, hits: list[Hit]) -> list[Hit]:
    """The finite verbs among hits: what directly follows "to" or "will" has no subject of its
    own, and a verb with its formula ("would like to thank") is one."""
    kept: list[Hit] = []
    for hit in hits:
        if kept and hit.start < kept[-1].end and (kept[-1].future or not hit.future):
            continue
        if _noun(text, hit) or _hangs(text, hit):
            continue
        if hit.word == "be" and kept and _beside(text, kept[-1].end, hit.start):
            continue
        promised = bool(kept) and kept[-1].promise is not None and kept[-1].would
        if hit.attitude and not promised and (begun := _formula(text, kept, hit)) is not None:
            while kept and kept[-1].start >= begun:
                kept.pop()
            kept.append(replace(hit, start=begun, word=text[hit.start : hit.start + len(hit.word)]))
            continue
        modal = bool(kept) and (kept[-1].future or kept[-1].would) and not hit.future
        if modal and hit.attitude and _NOT.fullmatch(text, kept[-1].end, hit.start):
            kept[-1] = hit  # "will not recognise": an attitude, denied
            continue
        if _INVERTED.search(text, max(0, hit.start - 3), hit.start) and hit.word in _IFS:
            continue
        if modal and _beside(text, kept[-1].end, hit.start):
            continue
        if _BARE.search(text, max(0, hit.start - 50), hit.start):
            continue
        if _moody(hit) and not _BE.search(text, max(0, hit.start - 40), hit.start):
            hit = replace(
                hit,
                promise=None if _after_be(hit.promise) else hit.promise,
                attitude=None if _after_be(hit.attitude) else hit.attitude,
            )
            if _auxiliary(hit):
                continue
        if (
            hit.promise
            and hit.word.endswith("ing")
            and _PERFECT.search(text, max(0, hit.start - 40), hit.start)
        ):
            hit = replace(hit, promise=None)  # "have been discussing since 2004"
            if _auxiliary(hit):
                continue
        if _passive(text, hit):
            hit = replace(hit, attitude=None)
            if _auxiliary(hit):
                continue
        if kept and _auxiliary(kept[-1]) and _beside(text, kept[-1].end, hit.start):
            kept.pop()
        kept.append(hit)
    return kept


def _hangs(text: str, hit: Hit) -> bool:
    """Whether a plain verb is a participle between commas: "The talks, opened in May, will"."""
    plain = _auxiliary(hit) and hit.word.endswith(("ed", "held", "made"))
    return plain and bool(_BETWEEN.match(text, hit.start - 2)) if hit.start > 2 else False


def _after_be(frame: Frame | None) -> bool:
    """Whether a frame holds behind "is" only: "is concerned", "are considering"."""
    return frame is not None and "after_be" in frame.flags


def _moody(hit: Hit) -> bool:
    return _after_be(hit.promise) or _after_be(hit.attitude)


def _noun(text: str, hit: Hit) -> bool:
    """Whether a word that could be a verb is a noun here: "the mandate"."""
    if _ONLY_VERB.fullmatch(hit.word):
        return False
    if (
        hit.word.isalpha()
        and not hit.word.endswith("ed")
        and _THEN_VERB.match(text, hit.start + len(hit.word))
    ):
        return True  # "a mixed commission should be set up"
    return _NOUN.search(text, max(0, hit.start - 14), hit.start) is not None


def _formula(text: str, kept: list[Hit], hit: Hit) -> int | None:
    """Where a formula of speech before an attitude begins: "would urge", "I'd like to thank"."""
    if kept and kept[-1].would and _beside(text, kept[-1].end, hit.start):
        return kept[-1].start
    match = _FORMULAS.search(text, max(0, hit.start - 60), hit.start)
    return match.start() if match else None


def _passive(text: str, hit: Hit) -> bool:
    """Whether an attitude is not the subject's: "was welcomed", but "it was stressed that"."""
    if hit.attitude is None or not hit.word.endswith("ed") or _after_be(hit.attitude):
        return False
    if hit.word in ("opposed", "agreed") or not (
        be := _BE.search(text, max(0, hit.start - 40), hit.start)
    ):
        return False
    return not _IT.search(text, max(0, be.start() - 12), be.start())


def _beside(text: str, start: int, end: int) -> bool:
    """Whether only adverbs stand between two verbs."""
    return end - start < 60 and _ADVERBS.fullmatch(text, start, end) is not None


def _auxiliary(hit: Hit) -> bool:
    """Whether a verb says nothing here but may help the next: is, has, remain."""
    return not (hit.promise or hit.attitude or hit.future or hit.would or hit.says or hit.doubts)
