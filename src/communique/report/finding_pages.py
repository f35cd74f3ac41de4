"""Findings, hits of a search and texts as pages: each in its sentence with the words marked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from communique.archive.entries import Entry, Hit
from communique.archive.found import Found
from communique.compare.texts import Text
from communique.model.codes import PassageType
from communique.model.documents import Passage
from communique.model.findings import Finding, singular
from communique.model.gaps import Gap
from communique.model.quotes import Range
from communique.report.finding_words import said
from communique.report.marking import places
from communique.report.page import gaps, page, words
from communique.report.signs import in_one_line


def findings_page(found: Sequence[Found]) -> str:
    """Findings of an archive under their documents."""
    body = ""
    for _, group in groupby(found, key=lambda each: each.entry.id):
        hits = list(group)
        body += head(hits[0].entry)
        body += "".join(
            row(singular(f.finding.kind), marked(f.passage, f.finding), f.entry.language, f.finding)
            for f in hits
        )
    count = f"{len(found):,} finding{'' if len(found) == 1 else 's'}"
    return page("Findings", f"<header><h1>{count}</h1></header><main>{body}</main>", kind="finds")


def hits_page(title: str, hits: Sequence[Hit], total: int, lacking: Iterable[Gap] = ()) -> str:
    """Hits of a search, in the order they came."""
    body = ""
    for hit in hits:
        at = [quote.ranges for quote in hit.words]
        passage = highlighted(hit.passage, at)
        place = " › ".join(above.label or above.heading for above in hit.path) or hit.label or ""
        tag = f"{words(hit.match)}<br><time>{words(hit.date or 'no date')}</time>"
        body += (
            f'<div class="row m-{words(hit.match)}"><span class="tag">{tag}</span>'
            f'<div><p class="text" lang="{words(hit.language)}">{passage}</p>'
            f'<p class="name">{words(in_one_line(f"{hit.name} {place}"))}</p></div></div>'
        )
    more = f", the first {len(hits)} shown" if total > len(hits) else ""
    passages = f"{total:,} passage{'' if total == 1 else 's'}{more}"
    top = f'<header><h1>“{words(title)}”</h1><p class="counts">{passages}</p></header>'
    return page(title, f"{top}<main>{body}</main>{gaps(lacking)}", kind="log")


def text_page(text: Text) -> str:
    """A text: its header, and its passages with their places."""
    header = text.header
    fields = {
        "kind": header.kind.value,
        "language": text.language,
        "issuers": ", ".join(header.issuers),
        "level": header.level.value,
        "date": text.date or "",
        "place": header.event.place or "",
        "people": "; ".join(header.event.people),
        "id": text.id,
    }
    body = "".join(
        f'<div class="row{" heading" if each.type is PassageType.HEADING else ""}">'
        f'<span class="tag">{words(each.item or "")}</span>'
        f'<p class="text" lang="{words(each.language)}">{words(each.text)}</p></div>'
        for each in text.passages
    )
    title = in_one_line(header.title or text.name)
    top = f'<header><h1 lang="{words(text.language)}">{words(title)}</h1>{_table(fields)}</header>'
    return page(title, f"{top}<main>{body}</main>", kind="text")


def entry_page(entry: Entry) -> str:
    """The header of a document of an archive."""
    fields = {
        "kind": entry.kind.value,
        "language": entry.language,
        "issuers": ", ".join(entry.issuers),
        "level": entry.level.value,
        "authenticity": entry.authenticity.value,
        "published": entry.published or "",
        "date": entry.date or "",
        "place": entry.place or "",
        "parties": ", ".join(entry.parties),
        "people": "; ".join(entry.people),
        "passages": f"{entry.passages:,}",
        "file": entry.name,
        "id": entry.id,
    }
    title = in_one_line(entry.title or entry.name)
    top = f'<header><h1 lang="{words(entry.language)}">{words(title)}</h1></header>'
    return page(title, top + _table(fields), kind="text")


def head(entry: Entry) -> str:
    """A document above what stands in it."""
    return (
        f'<p class="cite"><time>{words(entry.date or entry.published or "no date")}</time> '
        f'<cite lang="{words(entry.language)}">'
        f"{words(in_one_line(entry.title or '(no title)'))}</cite> "
        f'<span class="name">{words(entry.name)}</span></p>'
    )


def row(tag: str, sentence: str, language: str, finding: Finding | None, *, way: str = "") -> str:
    """A sentence, HTML already, with a tag beside it and the fields of its finding below."""
    below = f'<p class="counts">{words(fields_said(finding))}</p>' if finding else ""
    return (
        f'<div class="row {way}"><span class="tag">{words(tag)}</span>'
        f'<div><p class="text" lang="{words(language)}">{sentence}</p>{below}</div></div>'
    )


def marked(passage: Passage | None, finding: Finding) -> str:
    """The sentence of a finding with its quote marked; the quote alone if it is in none."""
    if passage is not None:
        return highlighted(passage, [finding.quote.ranges])
    return f"<mark>{words(' … '.join(finding.quote.exact))}</mark>"


def highlighted(passage: Passage, quotes: Sequence[Sequence[Range]]) -> str:
    """The text of a passage with quotes in it marked."""
    stretches = sorted({each for quote in places(passage, quotes) for each in quote})
    made, last = "", 0
    for start, end in stretches:
        if start < last:
            continue
        made += words(passage.text[last:start]) + f"<mark>{words(passage.text[start:end])}</mark>"
        last = end
    return made + words(passage.text[last:])


def fields_said(finding: Finding) -> str:
    """The fields of a finding that say more than its quote does."""
    return " · ".join(f"{name} {in_one_line(value)}" for name, value in said(finding))


def _table(fields: dict[str, str]) -> str:
    rows = "".join(
        f"<tr><th>{words(name)}</th><td>{words(value)}</td></tr>"
        for name, value in fields.items()
        if value
    )
    return f"<table>{rows}</table>"
