"""English lists under a chapeau: "the leaders decided to:" with an item for each promise.

Recognised: items that begin with their verb ("conclude …", "to open …", "Conclude …") or with the
noun of one ("establishment of …"), with the chapeau's actors and the force of the verb's own.
Left out: items that are sentences, which are read as such.

    "agreed to: (a) open a school; (b) study a bridge" -> pledge, exploration
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from communique.find.actors import actors_at, cast_of, issuers
from communique.find.context import Context, Scan
from communique.find.cues_en import cues
from communique.find.predicates_en import ADVERBS
from communique.find.promises_en import promises
from communique.find.sentences_en import Sentence, before_relative
from communique.find.sightings import CommitmentSighting
from communique.find.verb_phrases_en import force_at, parts, trimmed
from communique.model.codes import Kind, PassageType
from communique.model.findings import Force

_LEAD = re.compile(rf"(?:[Tt]o )?{ADVERBS}(?=[A-Za-z])")
_WHOLE = re.compile(
    r"(?:hereby )?(?:resolves?|decides?|agrees?|undertakes?|commits?),?:", re.IGNORECASE
)
_BARE = re.compile(
    r"(?:^|, )(?:[Ww]e|[Tt]hey|[Bb]oth (?:[Ll]eaders|[Ss]ides)|(?:[Tt]he |[Oo]ur )?(?:two |three )?"
    r"(?:[Ll]eaders|[Mm]inisters|[Pp]arties|[Ss]ides|[Gg]overnments|[Cc]ouncil))"
    r"(?:,? (?:also|further|hereby|therefore|thus|in particular|will))*\s*:$"
)
_SUBJECT_TO = re.compile(
    r"(?P<who>(?P<joint>[Bb]oth (?:[a-z]+ )?[a-z]+|[Tt]he (?:two )?(?:[Pp]arties|[Ss]ides|"
    r"[Gg]overnments|[Mm]inistries|[Mm]inisters|[Ll]eaders))"
    r"|(?:[Tt]he )?[A-Z][\w.’'-]*(?: (?:and |of |the |on |for )*"
    r"[A-Z][\w.’'-]*){0,6}(?: side| government)?) to (?=(?:also |jointly |further |[a-z]+ly )?(?:"
    r"provide|host|send|support|fund|finance|lead|share|establish|prepare|submit|review|consider|"
    r"train|supply|contribute|continue|organi[sz]e|conduct|develop|draft|circulate|coordinate|"
    r"explore|study|examine|appoint|nominate|facilitate|convene|launch|implement|ensure|complete|"
    r"deliver|build|open|offer|extend|assist|report|identify|designate|undertake|set|make|work|"
    r"hold|negotiate|finali[sz]e|conclude|exchange|publish|promote|strengthen|donate|invest)\b)"
)
_FIRST = re.compile(r"[A-Za-z-]+")


@dataclass(frozen=True, slots=True)
class Chapeau:
    """ "The leaders decided to:" with what its items inherit."""

    actors: tuple[str, ...]
    force: Force
    item: str | None
    paragraph: int
    whole: bool = False
    """Whether it stands over all that follows: "RESOLVES:"."""


def under(chapeau: Chapeau, scan: Scan) -> bool:
    """Whether a passage stands under a chapeau: by its item, else as a list item soon after."""
    passage = scan.passage
    if chapeau.item and passage.item:
        return passage.item.startswith(chapeau.item)
    return passage.paragraph - chapeau.paragraph <= 12 and (
        passage.type is PassageType.LIST_ITEM
        or passage.paragraph == chapeau.paragraph
        or (chapeau.item is None and passage.item is not None)
        or scan.text[:1].islower()
    )


def listed(scan: Scan, paragraph: int) -> bool:
    """Whether a passage is an item of a list that opened in a paragraph not far above."""
    passage = scan.passage
    item = passage.type is PassageType.LIST_ITEM or scan.text[:1].islower() or passage.item
    return bool(item) and passage.paragraph - paragraph <= 16


def chapeau_of(sentence: Sentence) -> Chapeau | None:
    """The chapeau that a sentence is, with its actors and force; None if it is none."""
    scan, text = sentence.scan, sentence.text.rstrip()
    if not opens_list(text):
        return None
    clauses = [c for c in sentence.clauses if c.actors]
    actors = clauses[-1].actors if clauses else cast_of(scan.context).parties
    force = Force.PLEDGE
    if clauses and (frame := clauses[-1].hit.promise) and frame.force:
        force = frame.force
    whole = _WHOLE.fullmatch(text.strip()) is not None
    return Chapeau(actors, force, scan.passage.item, scan.passage.paragraph, whole)


def bare_subject(sentence: Sentence) -> tuple[str, ...]:
    """Whose the verbs of a list are, under a chapeau that is only a subject ("On tax, we:")."""
    text = sentence.scan.text.rstrip()
    return issuers(sentence.scan.context) if _BARE.search(text) and len(text) < 200 else ()


def opens_list(text: str) -> bool:
    """Whether a sentence promises a list: it ends in a colon behind a verb of promise."""
    text = text.rstrip()
    return text.endswith((":", "-", "—")) and bool(cues().chapeaux.search(text))


def plan_of(context: Context) -> Chapeau | None:
    """What stands over the items of a plan of action: its parties will do what its verbs say."""
    title = context.doc.header.title or ""
    if not cues().plans.search(title) or context.doc.header.kind is Kind.NEWS:
        return None
    actors = issuers(context) or cast_of(context).parties
    return Chapeau(actors, Force.PLEDGE, None, 0) if actors else None


def planned(sentence: Sentence, plan: Chapeau) -> Iterator[CommitmentSighting]:
    """An item of a plan: "Train 500 nurses by 2027", "Australia to provide …"."""
    scan, text = sentence.scan, sentence.scan.text
    listed = scan.passage.type is PassageType.LIST_ITEM or scan.passage.item is not None
    if not listed and not text.rstrip().endswith(";"):
        return
    nominal = cues().nominal_items.match(text[sentence.low :])
    if nominal or cues().imperatives.match(text, sentence.low):
        yield from items(sentence, plan)


def assigned(sentence: Sentence) -> Iterator[CommitmentSighting]:
    """An item in the infinitive with its subject: "Australia to provide AUD 6 million"."""
    scan, text = sentence.scan, sentence.scan.text
    first = next((m for m in scan.mentions if m.start - sentence.low <= 24), None)
    to = _SUBJECT_TO.match(text, sentence.low, sentence.low + 90)
    if to is None or (first is None and not to["joint"]):
        return
    actors = actors_at(scan, sentence.low, to.end("who"))
    if not actors or any(c.hit.start < to.end() for c in sentence.clauses):
        return
    end = trimmed(text, sentence.low, sentence.end)
    for a, b, at in parts(text, sentence.low, to.end(), end, True):
        yield CommitmentSighting(
            scan=scan, start=a, end=b, actors=actors, force=force_at(text, at, Force.PLEDGE),
            rule="assigned", confidence=0.75, action=(at, b),
        )  # fmt: skip


def _verb(sentence: Sentence, *, broad: bool) -> int | None:
    """Where the verb or noun of an item stands; None if it is a sentence or begins otherwise."""
    words, text, low = cues(), sentence.scan.text, sentence.low
    head = sentence.clauses[0] if sentence.clauses else None
    own = head is not None and head.rank == 0 and not head.subject.relative
    if head and own and broad and head.hit.start == sentence.operative:
        own = not words.imperatives.match(text, head.hit.start)  # "Support the network"
    if text.startswith("that ", low):
        return None
    if head and own and (head.kind in ("actor", "body") or head.hit.future):
        return None
    lead = _LEAD.match(text, low)
    verb = lead.end() if lead else low
    first = _FIRST.match(text, verb)
    if first is None:
        return None
    phrase = first[0].lower() + text[first.end() : first.end() + 40]
    openers = words.imperatives if broad else words.separable
    known = openers.match(phrase) or any(p.match(phrase) for _, p in words.verbs)
    if first[0].islower() or known or words.nominal_items.match(text, low):
        return verb
    return None


def items(sentence: Sentence, chapeau: Chapeau) -> Iterator[CommitmentSighting]:
    """An item that begins with its verb ("conclude …", "to open …") or its noun."""
    scan = sentence.scan
    text, low = scan.text, sentence.low
    verb = _verb(sentence, broad=not chapeau.whole)
    if verb is None:
        return
    end = trimmed(text, low, sentence.end)
    stop = end
    for index, clause in enumerate(sentence.clauses):
        if (
            clause.subject.relative
            and clause.hit.future
            and (clause.actors or clause.kind == "thing")
        ):
            own = list(promises(sentence, index))
            if own or clause.kind == "actor":
                stop = min(stop, before_relative(text, low, clause))
            yield from own
        elif clause.hit.future and clause.kind == "actor" and clause.subject.words:
            yield from promises(sentence, index)
    lowered = text[:verb] + text[verb : verb + 1].lower() + text[verb + 1 :]
    for a, b, at in parts(
        lowered, low, verb, trimmed(text, low, stop), text[low : low + 3].lower() == "to "
    ):
        force = force_at(lowered, at, chapeau.force)
        yield CommitmentSighting(
            scan=scan, start=a, end=b, actors=chapeau.actors, force=force,
            rule="list-item", confidence=0.85, action=(at, b),
        )  # fmt: skip
