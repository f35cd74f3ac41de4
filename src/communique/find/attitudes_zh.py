"""Chinese attitudes: the word that shows one, what it is to, and how strongly it is put.

Recognised: verbs with their object behind (支持, 反对, 谴责, 欢迎, 呼吁, 重申), nouns shown toward
what 对 names (对…深表关切, 表示赞赏), and verdicts (不可接受, 立场没有改变). Left out: the same
words as nouns (政策支持, 在…支持下) and where they are denied; 不支持 opposes.

    "双方对局势深表关切" -> concern, strong, to 局势
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from communique.find.gates import compiled, gated
from communique.find.parts_zh import Clause, cue, cues, filled
from communique.model.findings import Degree, Stance

_DENIAL = re.compile(r"(?:并|也|绝|从)?(?:不|未)(?:会|能|再)?$")


@dataclass(frozen=True, slots=True)
class Attitude:
    """An attitude in a clause: the subject ends at `start`, its words at `end`; `first` to `last`
    is what it is to (offsets in the clause's text)."""

    start: int
    end: int
    first: int
    last: int
    stance: Stance
    degree: Degree
    rule: str
    needs_near: bool = True


@cache
def _verbs() -> re.Pattern[str]:
    given: dict[str, list[str]] = cues("positions")["verbs"]
    either = "|".join(f"(?P<{k}>{filled('|'.join(v))})" for k, v in given.items())
    return re.compile(gated(either))


@cache
def _shown() -> re.Pattern[str]:
    given: dict[str, str] = cues("positions")["nouns"]
    nouns = "|".join(f"(?P<{k}>{v})" for k, v in given.items())
    shows = cue("positions", "shows").pattern
    adverbs = cue("clauses", "adverbs").pattern
    given_by = rf"{shows}(?:{adverbs}|的|极大|严重)*"
    felt = cue("positions", "felt").pattern
    return re.compile(gated(rf"(?:{given_by}|{felt})(?:{nouns})(?!的)"))


@cache
def _led() -> re.Pattern[str]:
    """The adverbs right before what shows an attitude (再次深表关切)."""
    return re.compile(f"(?:{cue('clauses', 'adverbs').pattern})+$")


@cache
def _turned() -> tuple[tuple[re.Pattern[str], Stance], ...]:
    adverbs = cue("clauses", "adverbs").pattern
    given = cues("positions")["turned"]
    return tuple((re.compile(rf"(?:{adverbs})*(?:{p})"), Stance(s)) for p, s in given)


@cache
def _judged() -> re.Pattern[str]:
    """Whether any verdict is there at all."""
    return compiled(
        "|".join(f"(?:{pattern})" for pattern in cues("positions")["verdicts"].values())
    )


@cache
def _verdicts() -> tuple[tuple[Stance, re.Pattern[str]], ...]:
    given: dict[str, str] = cues("positions")["verdicts"]
    return tuple((Stance(stance), compiled(pattern)) for stance, pattern in given.items())


def degree_of(text: str) -> Degree:
    """How strongly, by the words of degree in a stretch."""
    return Degree.STRONG if cue("positions", "strong").search(text) else Degree.PLAIN


def attitude_of(clause: Clause) -> Attitude | None:
    """The attitude of a clause: shown toward something, said by a verb, or given as a verdict."""
    shown = _noun(clause)
    said = _verb(clause)
    if shown and (said is None or shown.start <= said.start or said.stance is Stance.RECOGNISE):
        return shown
    won = cue("positions", "won").search(clause.text)
    if won:
        stance = Stance(won.lastgroup or "support")
        return Attitude(
            won.start(),
            won.end(),
            won.start("who"),
            won.end("who"),
            stance,
            degree_of(won[0]),
            "zh-won",
            needs_near=False,
        )
    verdict = _verdict(clause)
    if verdict and (said is None or verdict.end >= said.end == len(clause.text)):
        return verdict
    return said or _never(clause) or _ought(clause)


def _never(clause: Clause) -> Attitude | None:
    """我们绝不会放弃…: what an actor says it will never do is where it stands."""
    return _plain(clause, "never", Stance.REAFFIRM, "zh-never")


def _ought(clause: Clause) -> Attitude | None:
    """美方应立即停止…: what others ought to do; whether they are others, the caller sees."""
    return _plain(clause, "ought_to", Stance.URGE, "zh-ought")


def _plain(clause: Clause, key: str, stance: Stance, rule: str) -> Attitude | None:
    match = cue("positions", key).search(clause.text)
    if match is None:
        return None
    start, end, last = match.start(), match.end(), len(clause.text)
    return Attitude(start, end, end, last, stance, degree_of(clause.text), rule)


def _noun(clause: Clause) -> Attitude | None:
    text = clause.text
    match = _shown().search(text)
    if match is None or match.lastgroup is None:
        return None
    led = _led().search(text[: match.start()])
    begin = led.start() if led else match.start()
    prefix, words = text[:begin], text[begin : match.end()]
    if cue("positions", "denied_before").search(prefix) or words[0] in "不未没":
        return None
    toward = cue("positions", "toward_before").search(prefix)
    stance = Stance(match.lastgroup)
    degree = degree_of(words + prefix[-6:])
    more = cue("positions", "and_noun").match(text, match.end())
    end = more.end() if more else match.end()
    if toward:
        first = toward.start()
        return Attitude(first, end, toward.end(), begin, stance, degree, "zh-shown")
    return Attitude(begin, end, end, len(text), stance, degree, "zh-shown")


def _verb(clause: Clause) -> Attitude | None:
    text = clause.text
    for match in _verbs().finditer(text):
        prefix = text[: match.start()]
        stance = Stance(match.lastgroup or "reaffirm")
        if prefix and cue("positions", "noun_before").search(prefix):
            continue
        if cue("positions", "denied_before").search(prefix):
            if match[0].startswith(("支持", "赞成", "赞同")):
                stance = Stance.OPPOSE
            else:
                continue
        begin = match.start() - _negation(prefix) if stance is Stance.OPPOSE else match.start()
        coupled = cue("positions", "joined_verb").search(prefix)
        if coupled:
            begin = coupled.start()
        if stance is Stance.URGE and text.startswith("了", match.end()):
            continue
        if cue("positions", "past_only").match(text[match.end() :]):
            continue
        if prefix.endswith(("的", "所")) or text.startswith("的", match.end()):
            continue
        first = match.end() + (text[match.end() : match.end() + 1] in ("了", "到", "着"))
        if match[0].startswith(("一致认为", "认为")):
            first = match.start() + len("认为") + 2 * match[0].startswith("一致")
        degree = degree_of(prefix[-12:] + match[0])
        return Attitude(begin, match.end(), first, len(text), stance, degree, "zh-verb")
    return None


def _negation(prefix: str) -> int:
    """The length of the words of denial that end a prefix (法国并不)."""
    match = _DENIAL.search(prefix)
    return len(match[0]) if match else 0


def _verdict(clause: Clause) -> Attitude | None:
    if not cue("positions", "judging").search(clause.text):
        return None
    if not _judged().search(clause.text) or cue("positions", "effect").search(clause.text):
        return None
    for stance, pattern in _verdicts():
        match = pattern.search(clause.text)
        if match:
            return Attitude(
                match.start(),
                match.end(),
                0,
                match.start(),
                stance,
                Degree.STRONG if stance is Stance.OPPOSE else Degree.PLAIN,
                "zh-verdict",
                needs_near=False,
            )
    return None


def turned(stance: Stance, verb: str, said: str) -> Stance:
    """What 强调 and 重申 come to by what is said: an ought supports, importance is recognised."""
    if stance is not Stance.REAFFIRM:
        return stance
    for pattern, other in _turned():
        if pattern.match(said):
            return other
    if verb.startswith("强调"):
        if cue("positions", "ought").match(said):
            return Stance.SUPPORT
        if cue("positions", "important").search(said):
            return Stance.RECOGNISE
    if verb.startswith(("确认", "再次确认")) and said.endswith(("进展", "成果")):
        return Stance.RECOGNISE
    return stance
