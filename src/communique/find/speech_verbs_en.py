"""English verbs of saying, with what stands around them: the patterns of reported speech.

Made of the words of attributions.yaml: regular verbs are inflected here (warn, warns, warned,
warning). Each pattern tells by its groups how what is said begins and who says it.

    "assured reporters on Monday that" -> told;  ", the envoy said on Monday." -> trailing
"""

from __future__ import annotations

import re
from functools import cache

from communique.find.quotations import MASK
from communique.find.reports import words
from communique.find.speech_subjects_en import shape


@cache
def _lemmas() -> str:
    """All forms of the regular verbs of saying."""
    forms = []
    for lemma in words("en")["lemmas"]:
        stem = lemma[:-1] if lemma.endswith("e") else lemma
        if lemma.endswith("y") and lemma[-2] not in "aeiou":
            forms += [lemma, f"{lemma[:-1]}ies", f"{lemma[:-1]}ied", f"{lemma}ing"]
            continue
        doubled = stem + stem[-1] if lemma in ("admit", "quip") else stem
        third = f"{lemma}es" if lemma.endswith(("s", "sh", "ch")) else f"{lemma}s"
        forms += [lemma, third, f"{doubled}ed", f"{doubled}ing"]
    held = {"hold": "held", "foresee": "foresaw"}
    forms += [past for lemma, past in held.items() if lemma in words("en")["lemmas"]]
    return "|".join(sorted(forms, key=len, reverse=True))


@cache
def reporting() -> re.Pattern[str]:
    """Verbs of saying with what follows: groups by how what is said begins."""
    told, between, clause = shape("told"), words("en")["between"][0], shape("clause")
    that = rf"(?:{shape('irregular')}|{_lemmas()}|saying|writing|thinking)"
    return re.compile(
        rf"\b(?:(?P<told>{told}) (?!that\b)(?P<whom>(?:[^,.;:]|(?<=M[rs])\.|(?<=Mrs)\.){{1,60}}?)"
        rf"{between},? that\b"
        rf"|(?P<clause>{told} {shape('whom')}(?: that\b)?)(?= {clause})"
        rf"|(?P<whether>{shape('asking')}{between},? (?:whether|if)\b)"
        rf"|(?P<that>{that}){between},? (?:that|whether)\b"
        rf"|(?P<plain>{shape('plain')}{shape('when')}?)(?= (?!that\b){shape('any_clause')})"
        rf"|(?P<bare>{that})(?= (?!that\b){clause})"
        rf"|(?P<infinitive>{shape('expecting')})"
        r"(?= (?!to |that )(?:[^\s,;.]{1,24} ){1,7}to [a-z])"
        rf"|(?P<object>{shape('object')})(?= (?!that\b){shape('noun')}))"
    )


@cache
def _said() -> str:
    verbs = rf"{shape('irregular')}|{shape('quotes')}|{_lemmas()}"
    return rf"(?:{verbs}|{shape('told')} [^,.;:]{{1,40}}?)"


@cache
def introduction() -> re.Pattern[str]:
    """What stands before an opening mark: a verb of saying, perhaps a time, perhaps a colon."""
    between = words("en")["between"][0]
    verbs = rf"{_said()}|{shape('saying')}"
    only = r"(?: only| simply| just| merely| instead)?"
    return re.compile(rf"\b(?P<verb>{verbs}){only}{between}(?:, that| that|:|,)? ?[“\"‘«]?$")


@cache
def judging() -> re.Pattern[str]:
    """A verb of judging before an opening mark: called it “…”."""
    return re.compile(rf"\b(?:{shape('called')})[“\"‘«]?$")


@cache
def as_put() -> re.Pattern[str]:
    """As X put it, “…”; in the words of X, “…”."""
    return re.compile(
        rf"(?:\b[Aa]s (?P<who>[^,;:]{{2,70}}?) (?:(?:once|later|also) )?{_said()}"
        r"(?: [^,;:]{1,30})?|\b[Ii]n the words of (?P<whose>[^,;:]{2,70}))[,:] ?[“\"‘«]?$"
    )


@cache
def following() -> re.Pattern[str]:
    """What stands behind a closing mark: said X, or X said."""
    abbreviated = "".join(rf"|(?<=\b{title})\." for title in ("Mr", "Ms", "Dr", "Mrs", "[A-Z]"))
    name = rf"(?:[^,.;:?!“\"{MASK}]{abbreviated}){{2,70}}?"
    apposed = r"(?:, [A-ZÀ-Ý][\w.’'-]+(?: [A-ZÀ-Ý][\w.’'-]+){1,3}(?=[,.]))?"
    aside = rf"(?:, [^,.;:?!“\"{MASK}]{{2,60}},)?"
    stop = rf"[,;:]|(?<!Mr)(?<!Ms)(?<!Dr)(?<!Mrs)\.| {shape('after_name')}\b|$"
    return re.compile(
        rf"[”\"’»],? (?:{_said()} (?P<after>{name}{apposed})(?={stop})"
        rf"|(?P<before>{name}{aside})(?: also| later| then| further)? {_said()}(?=[,.;: ]|$))"
    )


@cache
def trailing() -> re.Pattern[str]:
    """A subject and verb at the end of a sentence: …, the envoy said in a statement."""
    tail = r"(?: (?:on|in|at|last|this|yesterday|today|during|after|to|late|early)\b[^;:]{0,90})?"
    before, after = r"(?P<before>[^,.;:]{1,70}?)", r"(?P<after>[^,.;:]{2,70})"
    aside = "without|citing|adding|speaking|in|on|according|who|after|referring"
    rest = rf"(?:, (?:{aside})\b[^;:]{{3,80}})?"
    verbs = rf"(?:{shape('irregular')}|{shape('quotes')}|{_lemmas()})"
    return re.compile(rf", (?:{before} {_said()}{tail}|{verbs} {after}){rest}\.?$")


@cache
def amid() -> re.Pattern[str]:
    """A subject and verb in the middle of what is said: The fund, analysts wrote in a note, …"""
    place = r"(?: (?:in|on|at) [^,.;:]{2,40})?"
    return re.compile(rf", (?:as )?(?P<who>[^,.;:]{{1,60}}?) {_said()}{place}, ")


@cache
def as_said() -> re.Pattern[str]:
    """As X observes, …"""
    aside = r"(?: [^,;:]{1,30})?"
    return re.compile(rf"As (?P<who>[^,;:]{{2,60}}?) (?:has |have |had )?{_said()}{aside}, ")
