"""Two language versions as a page, beside each other; what stands in one alone is coloured."""

from __future__ import annotations

from communique.compare.align import Alignment, Pair
from communique.compare.omissions import Omissions
from communique.compare.texts import Text
from communique.report.page import cite, gaps, language, page, switch, words
from communique.report.shading import score_colour
from communique.report.wording import words as said


def align_page(found: Alignment, report: Omissions) -> str:
    """The page: UTF-8, without anything from elsewhere."""
    lacks = {
        side: sum(len(each.spans) for each in report.omissions if each.missing_in == side)
        for side in ("left", "right")
    }
    pairs = sum(1 for pair in found.pairs if not pair.one_sided)
    counts = (
        f'<p class="counts"><b>{pairs}</b> pairs; <b>{lacks["right"]}</b> only in '
        f"{words(found.left.language)}, <b>{lacks['left']}</b> only in "
        f"{words(found.right.language)}</p>"
    )
    rows = "\n".join(_bead(found, pair) for pair in found.pairs)
    body = (
        f"<header><h1>Two versions</h1>{cite(found.left, found.left.language)}"
        f"{cite(found.right, found.right.language)}{counts}</header>"
        f"<nav>{switch('lacking', 'only what one version lacks, or what is doubtful')}</nav>"
        f'<main class="pairs">{rows}</main>{gaps(found.gaps)}'
    )
    return page(f"{found.left.name} | {found.right.name}", body, kind="align")


def _bead(found: Alignment, pair: Pair) -> str:
    classes = ["bead"]
    if pair.doubtful:
        classes.append("doubt")
    elif pair.one_sided:
        classes.append("lone")
    if pair.one_sided:
        sure = "doubtful" if pair.doubtful else "only here"
    else:
        width = f"{100 * pair.score:.0f}"
        shade = score_colour(pair.score)
        doubt = "?" if pair.doubtful else ""
        sure = f'{pair.score:.2f}{doubt}<i><b style="width:{width}%;--shade:{shade}"></b></i>'
    return (
        f'<div class="{" ".join(classes)}">{_side(found.left, pair.first)}'
        f'<div class="sure">{sure}</div>{_side(found.right, pair.second)}</div>'
    )


def _side(text: Text, numbers: tuple[int, ...]) -> str:
    return f"<p{language(text)}>{words(said(text, numbers))}</p>"
