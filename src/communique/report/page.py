"""The frame of a page of HTML that stands alone: no script, no font, no image, nothing from
elsewhere.

A page can be sent by mail, opened on a phone and printed. It follows the reader's light or dark
setting.
What is shown of a document is escaped, and its control characters are visible signs. Views are
switched
by radio buttons and checkboxes that style sheets look at.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape as _escape
from importlib import resources

from communique.compare.findings import Fate
from communique.compare.texts import Text
from communique.model.gaps import Gap
from communique.report.outcomes import lone, outcomes
from communique.report.signs import flat, in_one_line
from communique.report.wording import Piece
from communique.version import __version__

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_ELEMENTS = {"new": "ins", "old": "del"}


def page(title: str, body: str, *, kind: str) -> str:
    """A whole page. `title` is plain words, `body` is HTML; `kind` names the page for its style."""
    folder = resources.files("communique.report")
    style = "".join(
        (folder / each).read_text(encoding="utf-8") for each in ("page.css", "ages.css")
    )
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f'<meta name="generator" content="communique {__version__}">\n'
        f"<title>{words(title)}</title>\n<style>\n{style}</style>\n</head>\n"
        f'<body class="{kind}">\n{body}\n</body>\n</html>\n'
    )


def words(text: str) -> str:
    """Words of a document or a name, as HTML.

    >>> words('The "two" <sides>\\x1b')
    'The &quot;two&quot; &lt;sides&gt;␛'
    """
    return _escape(flat(text))


def redline(pieces: Iterable[Piece]) -> str:
    """Pieces with what came and went marked.

    >>> redline([Piece("both", "They "), Piece("old", "will"), Piece("new", "may")])
    'They <del>will</del><ins>may</ins>'
    """
    made = []
    for piece in pieces:
        element = _ELEMENTS.get(piece.side)
        shown = words(piece.text)
        made.append(f"<{element}>{shown}</{element}>" if element else shown)
    return "".join(made)


def language(text: Text) -> str:
    """The attribute that lets a browser choose the characters of a language."""
    return f' lang="{words(text.language)}"'


def cite(text: Text, role: str) -> str:
    """A document in the head of a page: its date, title and file name."""
    named = f'<span class="role">{role}</span> ' if role else ""
    return (
        f'<p class="cite">{named}<time>{words(text.date or "no date")}'
        f"</time>"
        f" <cite{language(text)}>{words(in_one_line(text.header.title or '(no title)'))}</cite>"
        f' <span class="name">{words(text.name)}</span></p>'
    )


def gaps(found: Iterable[Gap]) -> str:
    """What could not be done, if anything."""
    rows = "".join(f"<li><code>{words(gap.code)}</code> {words(gap.message)}</li>" for gap in found)
    return f'<section class="gaps"><h2>Gaps</h2><ul>{rows}</ul></section>' if rows else ""


def fates(found: Sequence[Fate], text: Text) -> str:
    """What became of promises and positions, if the texts carry findings."""
    rows = ""
    for each in outcomes(found):
        said = words(each.new) if each.new else f"<del>{words(each.old)}</del>"
        rows += (
            f'<div class="row {each.way}"><span class="tag">{words(each.changes)}</span>'
            f'<div><p class="text"{language(text)}>{said}</p>'
            f'<p class="counts">{words(each.fields)}</p></div></div>'
        )
    alone = lone(found)
    if alone:
        rows += f'<p class="counts">{words(alone)}</p>'
    return f'<section class="fates"><h2>Promises and positions</h2>{rows}</section>' if rows else ""


def switch(name: str, label: str, *, group: str | None = None, on: bool = False) -> str:
    """A checkbox, or with a `group` a radio button, that the style sheet looks at."""
    kind = f'type="radio" name="{group}"' if group else 'type="checkbox"'
    checked = " checked" if on else ""
    return f'<label><input {kind} id="{name}"{checked}> {label}</label>'
