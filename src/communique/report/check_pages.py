"""Answers of the checks as pages: a ledger, a promise followed, figures that disagree, a claim."""

from __future__ import annotations

from itertools import groupby

from communique.check.claims_answer import Answer, Found
from communique.check.conflicts import Cited, FigureCheck
from communique.check.ledger import Ledger
from communique.compare.track import Track
from communique.model.decisions import Status
from communique.report.finding_pages import fields_said, highlighted
from communique.report.page import cite, gaps, page, words
from communique.report.signs import in_one_line

WAYS = {
    Status.FULFILLED: "more",
    Status.ADVANCED: "more",
    Status.REPEATED: "kept",
    Status.CHANGED: "mixed",
    Status.UNFULFILLED: "less",
    Status.UNMENTIONED: "less",
    Status.OPEN: "",
}
"""How the style sheet marks each status."""

_VERDICTS = {"supported": "more", "contradicted": "less", "undecided": "mixed"}
_SEVERITIES = {"high": "less", "medium": "mixed", "low": ""}


def ledger_page(book: Ledger) -> str:
    """Promises under their documents, with their deadlines and what became of them."""
    body = ""
    for _, group in groupby(book.rows, key=lambda row: row.text.id):
        rows = list(group)
        body += cite(rows[0].text, "")
        for each in rows:
            who = f" ({each.decided.who})" if each.decided else ""
            due = (
                f"<br><time>{words(each.promise.deadline)}</time>" if each.promise.deadline else ""
            )
            body += _row(
                words(each.status.value + who) + due,
                words(in_one_line(each.promise.action)),
                each.text.language,
                fields_said(each.promise),
                WAYS[each.status],
            )
    counts = ", ".join(f"{count} {words(name)}" for name, count in book.counts("status").items())
    top = (
        f"<header><h1>Promises as of {words(book.as_of)}</h1>"
        f'<p class="counts">{len(book.rows):,}: {counts}</p></header>'
    )
    return page("Ledger", f"{top}<main>{body}</main>{gaps(book.gaps)}", kind="fates")


def track_page(found: Track) -> str:
    """A promise and its mentions, earliest first."""
    rows = "".join(
        _row(
            f"{words(each.outcome.value)}<br>"
            f"<time>{words(each.near.text.date or 'no date')}</time>",
            words(each.near.passage.text),
            each.near.text.language,
            f"{each.why} · {each.near.text.name}",
            WAYS[each.outcome],
        )
        for each in found.mentions
    )
    promise = words(in_one_line(" ".join(found.promise.quote.exact)))
    top = (
        f"<header><h1>{words(found.status.value.capitalize())}</h1>{cite(found.text, '')}"
        f'<p class="text" lang="{words(found.text.language)}">{promise}</p>'
        f'<p class="counts">{words(fields_said(found.promise))}</p>'
        f'<p class="counts">{len(found.later):,} later texts</p></header>'
    )
    return page("A promise", f"{top}<main>{rows}</main>{gaps(found.gaps)}", kind="fates")


def figures_page(found: FigureCheck) -> str:
    """Figures that disagree, each with why and where."""
    body = ""
    for each in found.conflicts:
        cited = "".join(_cited(figure) for figure in each.figures)
        expected = f" · expected {words(each.expected)}" if each.expected else ""
        body += (
            f'<div class="row {_SEVERITIES[each.severity]}"><span class="tag">{words(each.type)}'
            f'<br>{words(each.severity)}</span><div><p class="text"><b>{words(each.why)}</b></p>'
            f'<p class="counts">{words(each.between)}{expected}</p>{cited}</div></div>'
        )
    top = (
        f"<header><h1>{len(found.conflicts):,} conflicts of figures</h1>"
        f'<p class="counts">{found.figures:,} figures of {found.documents:,} documents, '
        f"{words(found.since or '?')} to {words(found.until or '?')}</p></header>"
    )
    return page("Figures", f"{top}<main>{body}</main>{gaps(found.gaps)}", kind="fates")


def _cited(figure: Cited) -> str:
    parts = (figure.date or "no date", figure.name, figure.item, figure.row, figure.column)
    place = in_one_line(" · ".join(filter(None, parts)))
    before, mark, after = figure.sentence.partition(figure.words)
    if not mark:
        before, after = "", f" {figure.sentence}"
    said = f"{words(before)}<mark>{words(figure.words)}</mark>{words(after)}"
    return f'<p lang="{words(figure.language)}">{said}</p><p class="name">{words(place)}</p>'


def claim_page(found: Answer) -> str:
    """A claim: the verdict and why, what stands against it, what is near, what is missing."""
    terms = "; ".join(" / ".join(group.texts()) for group in found.question.terms)
    top = (
        f"<header><h1>{words(found.verdict.capitalize())}</h1>"
        f'<p class="text" lang="{words(found.question.language)}">{words(found.question.text)}</p>'
        f'<p class="counts">{words(found.why)}</p><p class="counts">terms: {words(terms)}</p>'
        f'<p class="counts">rests on {found.rests_on.documents:,} documents, '
        f"{words(found.rests_on.since or '?')} to {words(found.rests_on.until or '?')}</p></header>"
    )
    body = "".join(_found("against it", each, "less") for each in found.earlier)
    body += "".join(_found("near", each, "mixed") for each in found.near)
    lost = "".join(
        f"<li><time>{words(e.date)}</time> {words(e.title_en or e.title_ja)}</li>"
        for e in found.missing
    )
    if lost:
        body += f'<section class="lost"><h2>Known, and not here</h2><ul>{lost}</ul></section>'
    again = f'<p class="counts"><code>{words(found.command)}</code></p>'
    way = _VERDICTS[found.verdict]
    return page(
        "A claim", f'{top}<main class="{way}">{body}</main>{gaps(found.gaps)}{again}', kind="fates"
    )


def _found(tag: str, each: Found, way: str) -> str:
    span = each.hit.span
    if each.passage is not None:
        said, language = highlighted(each.passage, [span.ranges]), each.passage.language
    else:
        said, language = words(" … ".join(span.exact)), ""
    told = f"{words(tag)}<br><time>{words(span.date or 'no date')}</time>"
    why = f"outside the scope: {each.why}" if each.why else ""
    return _row(told, said, language, " · ".join(filter(None, (span.name, why))), way)


def _row(tag: str, said: str, language: str, below: str, way: str) -> str:
    """A row of tag and sentence, which are HTML, and of what is said below, which is not."""
    return (
        f'<div class="row {way}"><span class="tag">{tag}</span><div>'
        f'<p class="text" lang="{words(language)}">{said}</p>'
        f'<p class="counts">{words(in_one_line(below))}</p></div></div>'
    )
