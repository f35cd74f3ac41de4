"""What sort of text a document is: cues in its title and opening, and its build, weighed against
one another.

The words are data (languages/*/documents.yaml), so are the weights of the build (kinds.yaml). The
kind with the highest sum wins if it reaches the threshold; else the document is `other`, with the
gap `no-kind`. A news page that quotes a joint statement is news: a word in the title counts less
where the text reports speech.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources

import yaml

from communique.languages import data
from communique.model.codes import Basis, Kind
from communique.model.documents import Ground
from communique.read.header.bylines import author_line, by_line
from communique.read.header.face import Face
from communique.read.header.home import opens_title
from communique.read.header.titles import Title, is_letterhead, is_release

REPORTS = (Kind.NEWS, Kind.ARTICLE, Kind.SEMINAR_REPORT)
"""Kinds that tell of a meeting and are issued by no party to it."""

ENOUGH = 4.0
"""The sum of weights from which a kind is believed."""

_LABEL = re.compile(
    r"^[ \t\u3000]*(?:\*\*)?([^\s:：。,，][^\n:：。「『]{0,38})[:：](?!\s{0,2}[“\"「『])",
    re.MULTILINE,
)
_OPEN_QUOTES = re.compile(r"[“「『]|(?<![A-Za-z0-9])\"(?=\w)")
_SENTENCE_ENDS = ("。", ".", "？", "?", "：", ":", "」", "”", "！", "!")
_TREATY = re.compile(
    r"^[ \t\u3000#*]*(?:ARTICLE|Article)[ ](?:1|I|One)\b|^[ \t\u3000#*]*第[一1１][条條]",
    re.MULTILINE,
)
_BY_NAME = re.compile(r"treaty (?=organi[sz]ation)|forum\b(?= communiqu)|(?<=islands )forum")
"""Words of organisations' names, which say nothing of the kind of a text."""
_LABELLED = re.compile(
    r"^\W*(?:[0-9０-９IVXⅠ-Ⅹ]{1,4}|[一二三四五六七八九十壹貳參]{1,3})\s?[.．、:：)）　 ]"
)
_SESSION = re.compile(
    r"^\W{0,4}(?:SESSION|Session|セッション|第\s?[一二1１]\s?セッション|場次|场次|Panel)\s?[0-9１-９一二IＩ]",
    re.MULTILINE,
)
_DATELINE_CJK = re.compile(
    r"^[ \t\u3000]*(?:【[^】\n]{1,20}[＝=][^】\n]{1,16}】|（[^）\n]{1,20}[＝=][^）\n]{1,16}）"
    r"|【[^】\n]{1,14}(?:共同|時事|ロイター|AFP|ＡＦＰ|AP|ＡＰ|UPI|ＵＰＩ|CNN|支局)】"
    r"|(?:新[华華]社|中新社|中央社)[^\n，。]{2,14}[电電讯訊](?=[（(　\s])"
    r"|（[^）\n]{2,24}(?:電|电|讯|訊|報導|报道)）"
    r"|(?![^\n—]{0,8}(?:[国國]—|[、.．]))[^\n，。]{2,8}\s?(?:—|──|――)\s?\S|［[^］\n]{1,16}[＝=])",
    re.MULTILINE,
)
_BRACKET = re.compile(r"[ \t\u3000]*【([^】\n]{2,20})】(?!\n)")
_DATELINE_EN = re.compile(
    r"^[ \t]*[A-Z][A-Za-z. ]{2,28}(?:,[A-Za-z. 0-9]{3,24})?"
    r"(?: \([A-Za-z/ ]{2,20}\))? (?:—|–|--|-) [A-Z]",
    re.MULTILINE,
)


@cache
def _weights() -> Mapping[str, Mapping[str, float]]:
    path = resources.files("communique.read.header") / "kinds.yaml"
    loaded: Mapping[str, Mapping[str, float]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return loaded


def kind_of(face: Face, title: Title) -> Kind:
    """The kind; its ground lists every cue that counted, with its weight."""
    if given := face.fields.get("kind"):
        face.grounds["kind"] = Ground(Basis.MANIFEST, "given")
        return Kind(given)
    counted = list(_cues(face, title))
    features = set(features_of(face, title))
    if title.text is None and not face.masthead:
        features.add("no_title")
    told = {"reported_speech", "dateline", "notes"} & features
    if told and "full_text" not in features:
        # A report's title may hold the name of what it reports on.
        counted = [
            (
                kind,
                weight / 2
                if kind in ("joint_statement", "readout", "speech", "treaty")
                else weight,
                cue,
            )
            for kind, weight, cue in counted
        ]
    for feature in sorted(features):
        counted += [(kind, w, feature) for kind, w in _weights().get(feature, {}).items()]
    sums: dict[str, float] = {}
    for kind, weight, _ in counted:
        sums[kind] = sums.get(kind, 0) + weight
    best = max(sums, key=lambda kind: sums[kind], default="")
    if not best or sums[best] < ENOUGH:
        return Kind.OTHER
    ranked = sorted(sums.items(), key=lambda item: -item[1])
    note = "; ".join(
        f"{kind} {total:g} ({', '.join(dict.fromkeys(c for k, _, c in counted if k == kind))})"
        for kind, total in ranked[:3]
    )
    quote = face.quote(title.start, title.end) if title.end > 0 else None
    face.grounds["kind"] = Ground(Basis.TEXT if quote else Basis.RULE, "cues", quote, note)
    return Kind(best)


@cache
def _told_of(language: str) -> re.Pattern[str]:
    return re.compile(data(language, "documents")["told_of"], re.IGNORECASE)


def planned(face: Face, kind: Kind) -> bool:
    """Whether a text is by its title a plan or record of those who met, and so issued by them."""
    return kind is Kind.OTHER and "kind" in face.grounds and face.grounds["kind"].rule == "cues"


def _cues(face: Face, title: Title) -> Iterator[tuple[str, float, str]]:
    """(kind, weight, cue) for the cues of the title's lines, the opening and the end."""
    heads = [
        line.text for line in face.lines[: face.masthead] if not is_letterhead(face, line.text)
    ]
    around = _BY_NAME.sub("", " ".join(heads).lower())
    own = _BY_NAME.sub("", (title.text or "").lower())
    opening = " ".join(face.text[: face.lead[1]].lower().split())
    closing = " ".join(face.text[-400:].lower().split())
    for kind, places in face.words["kinds"].items():
        held = dict(_strongest(places.get("title", {}), own))
        for cue, weight in held.items():
            yield kind, weight, cue
        for cue, weight in _strongest(places.get("title", {}), around):
            if cue not in held:
                yield kind, weight * (0.4 if held else 0.7), cue
        spoken = 0.0
        for cue, weight in places.get("opening", {}).items():
            if cue in opening and spoken < 8:
                spoken += weight
                yield kind, weight, cue
        for cue, weight in places.get("closing", {}).items():
            if cue in closing:
                yield kind, weight, cue


def _strongest(cues: Mapping[str, float], text: str) -> Iterator[tuple[str, float]]:
    """The strongest cue in full, a second at a quarter: 共同声明 also holds 声明."""
    found = sorted(((w, cue) for cue, w in cues.items() if cue in text), reverse=True)
    for number, (weight, cue) in enumerate(found[:2]):
        yield cue, weight if number == 0 else weight / 4


def features_of(face: Face, title: Title) -> Iterator[str]:
    """The features of the build that kinds.yaml weighs."""
    text, words = face.text, face.words
    if _speakers(face) >= 4:
        yield "speaker_labels"
    start = face.body
    dateline = _DATELINE_CJK if face.is_cjk else _DATELINE_EN
    if (
        dateline.match(text, start)
        or any(dateline.match(line.text) for line in face.lines[face.masthead : face.masthead + 2])
        or _bracket_dateline(face)
    ):
        yield "dateline"
    metadata = face.layout.metadata
    if "published" in metadata:
        yield "page_published"
    if "author" in metadata:
        yield "web_article"
    said = min(len(_said(face.language).findall(text)), len(_OPEN_QUOTES.findall(text)) + 1)
    if said >= 2:
        yield "reported_speech" if said >= 3 else "some_reported_speech"
    subjects = tuple(words["joint_subjects"])
    if sum(_bare(line.text).startswith(subjects) for line in face.lines) >= 3:
        yield "own_voice"
    own = sum(_bare(line.text).startswith(subjects) for line in face.lines) >= 2
    if any(word in text[: face.lead[1]].lower() for word in words["full_text"]):
        yield "full_text"
    elif not own and title.text and _told_of(face.language).search(title.text):
        yield "told_of"
    if _TREATY.search(text):
        yield "article_numbers"
    if _SESSION.search(text):
        yield "sessions"
    if any(passage.notes for passage in face.draft.passages[:80]) or text.count("<sup>") >= 2:
        yield "notes"
    known = {_plain(word) for word in words["section_headings"]}
    if any(_plain(_LABELLED.sub("", ln.text)) in known for ln in face.lines if len(ln.text) < 30):
        yield "sections"
    if any(
        is_release(face, line.text) or is_letterhead(face, line.text)
        for line in face.lines[: face.masthead]
    ):
        yield "release"
    if opens_title(face, title):
        yield "office_in_title"
    if author_line(face):
        yield "author_line"
    if by_line(face):
        yield "by_line"
    if sum(end - start for start, end in face.draft.ranges) > (5000 if face.is_cjk else 12000):
        yield "long"
    yield from _signatures(face)


_ITEM = re.compile(
    r"^\W*(?:[0-9０-９]{1,3}|[a-z]|[一二三四五六七八九十]{1,3}|[ア-ンⅠ-Ⅹivx]{1,4})?[.．、)）　 ]+"
)


def _bare(text: str) -> str:
    """A line without the label of its item."""
    return _ITEM.sub("", text, count=1)


def _plain(text: str) -> str:
    return "".join(char for char in text.lower() if char.isalnum())


@cache
def _said(language: str) -> re.Pattern[str]:
    """The words of reported speech, as one pattern."""
    words = data(language, "documents")["said"]
    either = "|".join(re.escape(word) for word in words)
    return re.compile(rf"\b(?:{either})\b" if words[0].isascii() else either)


def _is_speaker(label: str) -> bool:
    """SECRETARY OKADA: a label in capitals needs no second time."""
    return label.isupper() and len(label) > 4


def _speakers(face: Face) -> int:
    """How many lines begin with a speaker's label, from the start of the text on; a label must
    come twice or be a known one.
    """
    page = tuple(face.words["published_labels"])
    found = [m for m in _LABEL.finditer(face.text) if not m[1].lower().startswith(page)]
    if not found or found[0].start() > face.body + (300 if face.is_cjk else 800):
        return 0
    labels = [" ".join(m[1].strip("*# ").split()) for m in found]
    known = face.words["question_labels"]
    counted: dict[str, int] = {}
    for label in labels:
        counted[label] = counted.get(label, 0) + 1
    return sum(
        count
        for label, count in counted.items()
        if count > 1 or _is_speaker(label) or any(label.startswith(word) for word in known)
    )


def _bracket_dateline(face: Face) -> bool:
    """【ワシントン影山哲也】: a place and a reporter in brackets before the first words."""
    match = _BRACKET.match(face.text, face.body)
    if not match:
        return False
    held = face.mentions_in(match.start(), match.end(1))
    return any(m.kind == "place" for m in held)


def _signatures(face: Face) -> Iterator[str]:
    """Offices printed under the text, of two states or of one speaker."""
    start = max(face.body, len(face.text) - 220)
    last = [line.text for line in face.lines if line.start >= start][-4:]
    offices = [
        word
        for role in ("head_of_government", "head_of_state")
        for word in face.words["roles"][role]
    ]
    short = [
        line
        for line in last
        if len(line) < (40 if face.is_cjk else 90) and not line.endswith(_SENTENCE_ENDS)
    ]
    held = [line for line in short if any(word in line for word in offices)]
    states = {
        m.id
        for m in face.mentions_in(start, len(face.text))
        if m.kind == "state" and any(m.form in line for line in held)
    }
    if len(states) >= 2:
        yield "signed_by_states"
    elif len(held) == 1:
        yield "signed_by_speaker"
