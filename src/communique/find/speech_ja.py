"""Reported speech in Japanese: 「…」と述べた, …と指摘した, …方針を明らかにした, …によると.

Recognised: quotations and clauses before と and a verb of saying; ことを強調した; 考えを示した;
clauses after によると; several of them in a sentence; passives (…が指摘された), of whoever has the
floor. Left out: とする of aims and names, topics that cannot speak (times, meetings, things).

    "外相は、港を来年開くと述べた。" -> who 外相, what 港を来年開く
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from communique.find.quotations import MASK
from communique.find.reports import Introduced, Label, Report, either, pattern, words
from communique.find.speech_subjects_ja import ABOUT, can_speak, past, silenced, subject, turned
from communique.model.quotes import Range

CAPITALS = False
"""Whether capitals tell names, so that an unknown subject of a report may be printed as it is."""

ELIDED_SELF = False
"""Whether a verb of saying without a subject in one's own words is a report (I leave that open)."""

_SOMEBODY = re.compile("(?:方々?|人|者|向き|声|論者|専門家|関係者)(?:も|が|は)(?:い|お|あ|少|多)")
_MET = re.compile(
    r"(?P<who>[一-龥ァ-ヺー・々]{2,24}[相臣領席使官長表氏王理])(?:との?|に対し|と(?:も|は))"
    r"(?:の間で)?[^、。]{0,12}(?:話|会談|会っ|会い|協議|懇談|電話|会見|会合|意見)"
)
_OBJECT = r"(?!の)[^、。「」『』＿とを]{1,10}を(?:改めて|強く)?"
"""What a verb of saying may take beside the words said: 「…」と成果を強調."""
_TOGETHER = re.compile("(?<=[るすうくぐつぶむ])(?:とともに|と共に|と同時に)、")
_NAMES = re.compile("[」』”]?と(?:し|す|名付|名づ|呼|称|改|位置|定め|題|銘打|命名)")
_CLOSERS = '」』”’"'


@cache
def _said() -> re.Pattern[str]:
    """What ends speech: groups tell where the words said end."""
    given = words("ja")
    says, adverbs = either(given["says"]), given["adverbs"][0]
    predicate = "(?<=[るたいだうくすむぶぬつぐん])"
    return re.compile(
        r"(?P<quoted>[」』]と(?:し|して)(?:、|[^、。「」]{0,16}、))"
        rf"|(?P<content>{either(given['contents'])})"
        rf"|(?P<attitude>{either(given['attitudes'])})"
        rf"|(?P<noun>{either(given['nouns'])})"
        rf"|(?P<tenor>旨(?:の|を|が|も|、)?[^、。旨]{{0,10}}?(?:{says}|{either(given['tenor'])}))"
        rf"|(?P<that>(?:[、，])?と(?:いう)?{adverbs}(?:{says})|{predicate}と{_OBJECT}(?:{says}))"
        rf"|(?P<as>{predicate}と(?:{either(given['as_says'])}))"
        r"|(?P<hearsay>(?<=[るたいだうくすむぶぬつぐん])という(?=。))"
    )


@cache
def _quoted() -> re.Pattern[str]:
    given = words("ja")
    says, adverbs = either(given["says"]), given["adverbs"][0]
    return re.compile(
        rf"[」』”’\"]\s?(?:など|等|だ)?(?:と(?:{_OBJECT})?{adverbs}(?:{says}|{either(given['as_says'])}|。|$)|{either(given['contents'])})"
    )


@cache
def _cleft() -> re.Pattern[str]:
    """「…」と話すのは、組合長の某氏だ。"""
    says = either(words("ja")["says"])
    who = r"(?P<who>[^。、「」]{1,40}?(?:、[^。、「」]{1,20}?)?)"
    return re.compile(rf"[」』”]\s?と(?:{says})[ぁ-ん]{{0,4}}のは、?{who}(?:だ|である|です|。|$)")


def reports(text: str, start: int, end: int) -> Iterator[Report]:
    """Indirect speech in the sentence at `start` to `end` of a masked text, in order."""
    at = past(text, start, end)
    who: Range | None = None
    given = pattern("ja", "according").match(text, at, end)
    if given and can_speak(text[given.start("who") : given.end("who")]):
        stop = _trimmed(text, given.end(), end)
        if stop - given.end() > 4:
            yield Report(given.end(), stop, "ja-according", given.span("who"), 0.85)
        return
    for match in _said().finditer(text, at, end):
        begins = at = turned(text, at, match.start())
        kind = match.lastgroup or ""
        topic = subject(text, at, match.start())
        if topic and who and text[topic[0][1] : topic[0][1] + 1] == "が":
            topic = None  # who spoke goes on: the clause has a subject of its own
            begins = past(text, at, match.start())
        if topic:
            who, begins = topic
        lead = text[topic[1] - 3 : topic[1]].strip("、") if topic else ""
        if kind == "hearsay":  # who spoke before goes on: …しているという。
            who, topic, begins = None, None, past(text, at, match.start())
        agent = lead.endswith(("では", "から", "は"))
        passive = bool(pattern("ja", "passive").match(text, match.end()))
        stop = match.start() if kind not in ("noun", "attitude") else _noun_end(text, match)
        if stop < begins or _attributive(text, match.end(), kind):
            at = match.end() if stop < begins else at
            continue
        masked_only = kind == "quoted" or _is_quotation(text, begins, match.start())
        at = _after(text, match.end(), end)
        if masked_only or stop - begins < 4 or (passive and topic and not agent):
            continue
        if who is None and not passive and silenced(text, start, end):
            continue
        if kind in ("attitude", "hearsay") and topic and lead.endswith("が"):
            continue  # the subject of what is said: 国境を開いていることに敬意
        if (kind == "attitude" and who is None) or (
            passive and not topic and _open(text, start, end)
        ):
            continue
        for first, last in _parts(text, begins, stop):
            yield Report(first, last, f"ja-{kind}", who, 0.6 if passive else 0.8)


def _parts(text: str, start: int, stop: int) -> list[Range]:
    """What is said, in two where とともに joins two things: 決断を評価するとともに、拠出する旨."""
    joint = _TOGETHER.search(text, start, stop)
    if joint and joint.start() - start > 6 and stop - joint.end() > 6:
        return [(start, joint.start()), (joint.end(), stop)]
    return [(start, stop)]


def direct(text: str, sentence: Range, opens: int, closes: int) -> Introduced | None:
    """Whether the quotation whose marks stand at `opens` and `closes` is speech."""
    start = past(text, sentence[0], opens)
    if text[opens - 1 : opens] == "を" and _NAMES.match(text, closes):
        return None  # 2025年を「友好交流年」とし、
    cleft = _cleft().match(text, closes, min(len(text), closes + 90))
    if cleft and can_speak(cleft["who"]):
        return Introduced("ja-quote-says", cleft.span("who"))
    if not _quoted().match(text, closes, min(len(text), closes + 60)):
        if frame := _thus(text, opens, closes):
            return Introduced("ja-thus", frame, 0.85)
        if text[max(0, opens - 2) : opens].endswith(("：", ":")):
            topic = subject(text, start, opens)
            return Introduced("ja-colon-quote", topic[0], 0.7) if topic else None
        return None
    who: Range | None = None
    at = start
    while topic := subject(text, at, opens):  # the nearest topic that can speak
        who, at = topic
    if who is None and (given := pattern("ja", "according").match(text, start, opens)):
        who = given.span("who")
    if who is None and (about := ABOUT.match(text, start, opens)):
        who = about.span("who")  # a name that nothing tells of, or something that cannot speak
    return Introduced("ja-quote-says", who)


def label(text: str) -> Label | None:
    """The speaker's label at the start of a paragraph."""
    if bracket := pattern("ja", "bracket_label").match(text):
        who = bracket["a"] or bracket["b"]
        asked = bool(pattern("ja", "askers").fullmatch(who))
        answered = bool(pattern("ja", "answers").fullmatch(who))
        return Label("" if answered else who, bracket.end(), asked, answered)
    match = pattern("ja", "label").match(text)
    if not match:
        return None
    who, name = match["who"], match["name"] or ""
    answers = bool(pattern("ja", "answers").fullmatch(who))
    asks = bool(pattern("ja", "askers").fullmatch(who))
    return Label(name if answers else who, match.end(), asks, answers)


def opening_subject(text: str, start: int, end: int) -> Range | None:
    """The words in which the subject of a sentence stands, for a pronoun in the next."""
    topic = subject(text, past(text, start, end), end)
    return topic[0] if topic else None


def antecedent(text: str, start: int, end: int) -> Range | None:
    """Whom 先方 stands for: the one met in the clause before (大臣と電話で話しましたが、先方は)."""
    met = list(_MET.finditer(text, start, end))
    return met[-1].span("who") if met else None


def any_speaker(phrase: str) -> str | None:
    """A subject of a quotation as printed, where nothing is known of it; None for no name."""
    return phrase if re.fullmatch("[一-龥々]{3,5}|[ァ-ヺー・]{3,20}", phrase) else None


def _thus(text: str, opens: int, closes: int) -> Range | None:
    """The subject of "so said X" beside a quotation: 「…」。大使はこう述べた。"""
    after = re.compile(r"[」』”][。\s]*").match(text, closes)
    spoke = re.compile(r"[^。「」]{0,24}(?:こう|このように|そう)[^。「」]{0,8}$")
    if after and (stop := text.find("。", after.end(), after.end() + 60)) > 0:
        said = re.search(
            rf"(?:こう|このように|そう)(?:{either(words('ja')['says'])})", text[after.end() : stop]
        )
        topic = subject(text, after.end(), stop) if said else None
        if topic:
            return topic[0]
    before = text.rfind("。", 0, max(0, opens - 2))
    lead = text[before + 1 : opens]
    if re.search(
        rf"(?:次のように|こう)(?:{either(words('ja')['says'])})[ぁ-ん]{{0,4}}[。：:]?$", lead
    ) or spoke.fullmatch(lead):
        topic = subject(text, before + 1, opens)
        return topic[0] if topic else None
    return None


def _noun_end(text: str, match: re.Match[str]) -> int:
    """こと, 必要性, 懸念 belong to what is said; を and the verb do not."""
    noun = re.match(r"[^をがもは]*?(?=[をがもは]|に?ついて|[、，]|など|等)", match[0])
    return match.start() + (noun.end() if noun else 0)


def _attributive(text: str, at: int, kind: str) -> bool:
    """Whether the verb belongs to a noun behind it: …とみる前提, …と述べた文書."""
    match = re.compile(r"[ぁ-ん]{0,8}[るたう]?(?=[一-龥ァ-ヺ])").match(text, at, at + 10)
    if match and _SOMEBODY.match(text, match.end()):
        return False
    return (
        kind in ("that", "noun")
        and bool(match)
        and (text[at - 1 : match.end()] if match else "").endswith(("る", "た", "う"))
        and text[match.end() if match else 0] not in "上後際一半"
    )


def _open(text: str, start: int, end: int) -> bool:
    """Whether the sentence is of a debate, in which nobody has the floor."""
    return bool(pattern("ja", "open_floor").search(text, start, end))


def _is_quotation(text: str, start: int, end: int) -> bool:
    """Whether what is said ends with a quotation, which direct speech takes."""
    return end > start and text[end - 1] in _CLOSERS and MASK in text[max(start, end - 4) : end]


def _after(text: str, at: int, end: int) -> int:
    """Where the next thing said may begin: behind the comma after this verb."""
    comma = text.find("、", at, min(end, at + 14))
    return comma + 1 if comma >= 0 else at


def _trimmed(text: str, start: int, end: int) -> int:
    tail = re.search(
        r"(?:という|とのこと(?:だ|である|です)?|とされる|とのことだった)?[。．!！?？]?$",
        text[start:end],
    )
    return start + tail.start() if tail else end


def fragment(text: str, sentence: Range, opens: int, closes: int, first: str) -> bool:
    """Whether a quotation inside reported speech stands as words of its own."""
    return False


def trimmed(text: str, start: int, end: int) -> int:
    """Where reported words end that stop before a quotation."""
    return end
