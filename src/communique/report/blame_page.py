"""A blame as a page: how much of the document is how old, and each passage shaded by the age of
its words."""

from __future__ import annotations

from communique.compare.blame import Blame, Blamed
from communique.model.codes import PassageType
from communique.report.ageing import ages, replaced, share
from communique.report.page import cite, fates, gaps, language, page, redline, words
from communique.report.shading import age_class
from communique.report.wording import label


def blame_page(found: Blame) -> str:
    """The page: UTF-8, without anything from elsewhere."""
    count = len(found.series)
    shades = {text.id: f"age-{age_class(at, count)}" for at, text in enumerate(found.series)}
    rows = "\n".join(_row(found, number, shades) for number in range(len(found.passages)))
    body = (
        f"<header><h1>Since when it has been said</h1>{cite(found.text, '')}"
        f'<p class="legend">{len(found.series)} statements, from '
        f"{words(found.series[0].date or 'no date')}"
        f" on; the colour is that of the statement in which the words first stood</p></header>"
        f"{_ages(found, shades)}<main>{rows}</main>{_lost(found)}"
        f"{fates(found.findings, found.text)}{gaps(found.gaps)}"
    )
    return page(f"{found.text.name}: since when", body, kind="blame")


def _ages(found: Blame, shades: dict[str, str]) -> str:
    rows = ages(found)
    most = max((row.passages for row in rows), default=0) or 1
    made = "".join(
        f'<tr class="{shades[row.document]}"><td><time>{words(row.date or "no date")}'
        f"</time></td>"
        f'<td class="number">{row.passages}</td><td '
        f'class="number">{share(row.passages, len(found.passages))}</td>'
        f'<td class="meter"><i style="width:{100 * row.passages / most:.1f}%"></i></td>'
        f'<td class="name">{words(row.name)}</td></tr>'
        for row in rows
        if row.passages
    )
    return (
        '<table class="ages"><thead><tr><th>first said</th><th>passages</th><th>share</th><th></th>'
        f'<th class="name"></th></tr></thead><tbody>{made}</tbody></table>'
    )


def _row(found: Blame, number: int, shades: dict[str, str]) -> str:
    row, passage = found.passages[number], found.text.passages[number]
    classes = ["row", row.origin.kind.value]
    if passage.type is PassageType.HEADING:
        classes.append("heading")
    if number and passage.paragraph != found.text.passages[number - 1].paragraph:
        classes.append("part")
    head = label(found.text, number)
    named = f'<span class="label">{words(head)}</span> ' if head else ""
    classes.append(shades.get(row.first.document, ""))
    return (
        f'<div class="{" ".join(classes)}">'
        f'<div><time title="{words(row.first.name)}">{words(row.first.date or "no date")}</time>'
        f'<br><span class="tag">{words(_told(row))}</span></div>'
        f'<div><p class="text"{language(found.text)}>{named}{words(passage.text)}'
        f"</p>{_was(found, number)}</div></div>"
    )


def _told(row: Blamed) -> str:
    parts = [row.origin.kind.value]
    if row.origin.moved:
        parts.append("moved")
    if row.origin.returned and row.ancestors:
        parts.append(f"returned from {row.ancestors[0].date or row.ancestors[0].name}")
    return ", ".join(parts)


def _was(found: Blame, number: int) -> str:
    pieces = replaced(found, number)
    if not pieces:
        return ""
    row = found.passages[number]
    before = (row.previous or row.ancestors)[0]
    return (
        f'<details class="was"><summary>what it replaced, {words(before.date or before.name)}'
        f"</summary>"
        f"<p{language(found.text)}>{redline(pieces)}</p></details>"
    )


def _lost(found: Blame) -> str:
    if not found.dropped:
        return ""
    rows = "".join(
        f"<li{language(found.text)}><del>{words(' '.join(span.exact))}</del></li>"
        for span in found.dropped
    )
    before = found.dropped[0]
    return (
        f'<section class="lost"><h2>Did not come back from '
        f"<time>{words(before.date or before.name)}</time></h2>"
        f"<ul>{rows}</ul></section>"
    )
