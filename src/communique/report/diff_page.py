"""A comparison of two documents as a page: inline or side by side, all of it or what changed."""

from __future__ import annotations

from collections.abc import Iterator

from communique.compare import tokens
from communique.compare.diff import Diff
from communique.compare.texts import Text
from communique.model.codes import PassageType
from communique.report.page import cite, fates, gaps, language, page, redline, switch
from communique.report.page import words as shown
from communique.report.placing import Placed, sequence
from communique.report.shares import carried, percent
from communique.report.wording import label, of_side, pieces, words

_ORDER = ("kept", "edited", "partly", "split", "merged", "new", "dropped")


def diff_page(found: Diff) -> str:
    """The page: UTF-8, without anything from elsewhere."""
    old, new = found.old, found.new
    across = not _one_language(found)
    rows = "\n".join(_row(found, placed) for placed in sequence(found))
    switches = [switch("changes", "changes only")]
    if not across:
        switches = [
            switch("inline", "in one text", group="view", on=True),
            switch("beside", "side by side", group="view"),
            *switches,
            switch("ghosts", "where moved passages stood"),
        ]
    body = (
        f"<header><h1>What changed</h1>{cite(old, 'old')}{cite(new, 'new')}{_counts(found)}"
        f"</header>"
        f"<nav>{''.join(switches)}</nav>"
        f'<main class="{"across" if across else "within"}">{rows}</main>'
        f"{fates(found.findings, new)}{gaps(found.gaps)}"
    )
    return page(f"{old.name} → {new.name}", body, kind="diff")


def _counts(found: Diff) -> str:
    made = ""
    for side, text in (("new", found.new), ("old", found.old)):
        counts = found.summary()[side]
        held = [(origin, counts[origin]) for origin in _ORDER if origin in counts]
        said = ", ".join(f"<b>{count}</b> {origin}" for origin, count in held)
        bar = "".join(
            f'<i class="o-{origin}" style="flex:{count}" title="{count} {origin}"></i>'
            for origin, count in held
        )
        made += (
            f'<p class="counts"><span class="role">{side}</span> {len(text.passages)} passages: '
            f"{said}</p>"
            f'<div class="bar">{bar}</div>'
        )
    if shares := carried(found):
        made += (
            f'<p class="counts"><b>{percent(shares.all)}</b> of the new text’s characters stood'
            f" in the old one, <b>{percent(shares.whole)}</b> in passages kept whole</p>"
        )
    return made


def _row(found: Diff, placed: Placed) -> str:
    change = placed.change
    text, numbers = (found.new, placed.after) if placed.after else (found.old, placed.before)
    if placed.how == "moved_from":
        text, numbers = found.old, placed.before
    classes = ["row", change.origin]
    if placed.how == "moved_from":
        classes.append("ghost")
    elif placed.how == "moved_to" or change.moved:
        classes.append("moved")
    if text.passages[numbers[0]].type is PassageType.HEADING:
        classes.append("heading")
    return (
        f'<div class="{" ".join(classes)}"><span class="tag">{" · ".join(_told(found, placed))}'
        f"</span>"
        f"<div>{''.join(_bodies(found, placed))}</div></div>"
    )


def _told(found: Diff, placed: Placed) -> Iterator[str]:
    change = placed.change
    if placed.how == "moved_from":
        yield "moved from here"
        return
    yield change.origin
    if placed.how == "moved_to" or change.moved:
        item = found.old.passages[placed.before[0]].item if placed.before else None
        yield f"moved from {shown(item)}" if item else "moved"
    if change.origin == "edited":
        yield f"{round(100 * change.similarity)}% alike"


def _bodies(found: Diff, placed: Placed) -> Iterator[str]:
    """The words side by side, and in one text."""
    sides = ((found.old, placed.before, "old"), (found.new, placed.after, "new"))
    edited = bool(placed.change.edits and placed.before and placed.after)
    if placed.how == "moved_from":
        yield _paragraph(found.old, shown(words(found.old, placed.before)), text=True)
        return
    parts = pieces(placed.change.edits) if edited else ()
    if placed.change.origin == "kept":  # case, width and punctuation do not count
        plain = [
            _paragraph(text, _label(text, numbers) + shown(words(text, numbers, labels=False)))
            for text, numbers, _ in sides
        ]
        yield f'<div class="pair">{"".join(plain)}</div>'
        if _one_language(found):
            yield plain[1].replace("<p", '<p class="text"', 1)
        return
    cells = []
    for text, numbers, side in sides:
        inner = ""
        if edited:
            own = of_side(parts, "old" if side == "old" else "new")
            inner = _label(text, numbers) + redline(own)
        elif numbers:
            inner = _alone(found, text, numbers, side)
        cells.append(_paragraph(text, inner))
    yield f'<div class="pair">{"".join(cells)}</div>'
    if edited:
        inner = _label(found.new, placed.after) + redline(parts)
        yield _paragraph(found.new, inner, text=True)
    elif not (placed.before and placed.after):
        text, numbers, side = sides[1] if placed.after else sides[0]
        yield _paragraph(text, _alone(found, text, numbers, side), text=True)


def _one_language(found: Diff) -> bool:
    return tokens.group(found.old.language) == tokens.group(found.new.language)


def _paragraph(own: Text, inner: str, *, text: bool = False) -> str:
    name = ' class="text"' if text else ""
    return f"<p{name}{language(own)}>{inner}</p>"


def _alone(found: Diff, text: Text, numbers: tuple[int, ...], side: str) -> str:
    """Words of one text; across languages they came from nowhere and are not marked."""
    said = shown(words(text, numbers, labels=False))
    if _one_language(found):
        element = "del" if side == "old" else "ins"
        said = f"<{element}>{said}</{element}>"
    return _label(text, numbers) + said


def _label(text: Text, numbers: tuple[int, ...]) -> str:
    head = label(text, numbers[0])
    return f'<span class="label">{shown(head)}</span> ' if head else ""
