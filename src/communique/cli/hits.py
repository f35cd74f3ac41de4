"""Prints what a search found: hits in their sentences under their documents, counts as bars, the
first and the last use.
"""

from __future__ import annotations

import csv as csv_lines
import sys
from collections.abc import Sequence
from itertools import pairwise

from rich.cells import cell_len
from rich.text import Text

from communique.archive.entries import Above, Hit
from communique.cli.charts import bars
from communique.cli.entries import prefixes, span
from communique.cli.safety import one_line
from communique.cli.screen import Screen
from communique.cli.tables import Column
from communique.compare.asking import Answer
from communique.model.codes import PassageType
from communique.report.signs import flat

STYLES = {"exact": "green", "variant": "yellow", "term": "cyan", "similar": "magenta"}
"""How each sort of find looks."""
_HEADING = 40
_BAR = 40
_FORMS = 12
_MARKS = " .．、()（）"


def columns() -> Sequence[Column[Hit]]:
    """All columns, for pipes and CSV: nothing cut and nothing shortened."""
    return (
        Column("date", lambda hit: hit.date or ""),
        Column("document", lambda hit: hit.document),
        Column("language", lambda hit: hit.language),
        Column("match", lambda hit: hit.match),
        Column("words", lambda hit: "; ".join(dict.fromkeys(map(_exact, hit.words)))),
        Column("sentence", lambda hit: hit.passage.text),
        Column("headings", lambda hit: " › ".join(_outline(hit))),
        Column("item", lambda hit: hit.label or ""),
        Column("page", lambda hit: str(hit.passage.page or "")),
        Column("file", lambda hit: hit.name),
        Column("passage", lambda hit: hit.passage.id),
        Column("score", lambda hit: "" if hit.score is None else str(hit.score)),
    )


def _exact(quote: object) -> str:
    return " ".join("".join(getattr(quote, "exact", ())).split())


def _outline(hit: Hit, *, longest: int | None = None) -> list[str]:
    """The headings above a hit, each with its label, cut to so many columns."""
    made = []
    for above in hit.path:
        label = above.label or ""
        words = above.heading if above.heading.startswith(label) else f"{label} {above.heading}"
        words = one_line(words)
        if longest is not None and cell_len(words) > longest:
            while cell_len(words) > longest - 1:
                words = words[:-1]
            words = words.rstrip() + "…"
        made.append(words)
    return made


def print_answer(screen: Screen, answer: Answer) -> None:
    """Print the summary, then hits under their documents, then what more there is."""
    held = list(answer)
    _print_head(screen, answer)
    if not held:
        print_nothing(screen, answer)
        return
    _print_hits(screen, held)
    results = answer.results
    left = results.count() - results.offset - len(held)
    if left > 0:
        screen.print()
        more = f"{left:,} more; --limit 0 shows all, --by year counts them"
        screen.fold(Text(more, style="dim"))


def print_nothing(screen: Screen, answer: Answer) -> None:
    """Say that nothing was found, and in what."""
    rests = answer.results.rests_on()
    if not rests["documents"]:
        if not answer.gaps:
            screen.note("the archive holds no documents; `communique add` puts some into it")
        return
    days = dict.fromkeys(day for day in (rests["from"], rests["to"]) if day)
    when = f" {'from' if len(days) > 1 else 'of'} {' to '.join(days)}" if days else ""
    screen.note(f"nothing in {_many(rests['documents'], 'document')}{when}")


def print_ends(screen: Screen, answer: Answer, *, first: bool, last: bool) -> None:
    """Print the first and the last use, and what they rest on."""
    _print_head(screen, answer, counted=False)
    for name, wanted, hit in (("first use", first, answer.first), ("last use", last, answer.last)):
        if not wanted:
            continue
        if hit is None:
            print_nothing(screen, answer)
            return
        screen.heading(name)
        _print_hits(screen, [hit])
    rests = answer.results.rests_on()
    said = f"of {_many(rests['documents'], 'document')} held, {rests['from']} to {rests['to']}"
    screen.print()
    screen.fold(Text(said, style="dim"))


def print_counts(screen: Screen, answer: Answer, what: str, *, csv: bool) -> None:
    """Print how many passages by something: bars on a terminal, lines in a pipe."""
    counts = answer.results.by(what)
    if csv:
        writer = csv_lines.writer(sys.stdout, lineterminator="\n")
        writer.writerow([what, "passages"])
        writer.writerows([one_line(name), count] for name, count in counts.items())
        return
    if not screen.terminal:
        for name, count in counts.items():
            screen.line(name, str(count))
        if not counts:
            print_nothing(screen, answer)
        return
    _print_head(screen, answer)
    if not counts:
        print_nothing(screen, answer)
        return
    screen.print()
    shown = _named(answer, counts) if what == "document" else _years(counts, what)
    width = min(60, max((cell_len(name) for name in shown), default=0))
    numbers = max((len(f"{count:,}") for count in shown.values()), default=1)
    room = max(8, min(_BAR, screen.width - width - numbers - 4))
    for name, count, bar in bars(shown, width=room):
        row = Text(no_wrap=True, overflow="ellipsis")
        label = Text(one_line(name) or "none")
        label.truncate(width, overflow="ellipsis", pad=True)
        row.append_text(label)
        row.append(f"  {count:>{numbers},}  ", style="bold" if count else "dim")
        row.append(bar, style="cyan")
        screen.print(row)


def _named(answer: Answer, counts: dict[str, int]) -> dict[str, int]:
    """Documents by date and title instead of their ids."""
    known = answer.results.titles(counts)
    return {
        f"{span(known[name][0]) or 'no date'}  {known[name][1]}": counts[name] for name in counts
    }


def _years(counts: dict[str, int], what: str) -> dict[str, int]:
    """Years with those between that have none, if they are few."""
    years = [int(name) for name in counts if name.isdecimal()] if what == "year" else []
    if not years or max(years) - min(years) > 60:
        return {name or "none": count for name, count in counts.items()}
    made = {str(year): counts.get(str(year), 0) for year in range(min(years), max(years) + 1)}
    return made | {name or "none": n for name, n in counts.items() if not name.isdecimal()}


def _print_head(screen: Screen, answer: Answer, *, counted: bool = True) -> None:
    """Print how many passages there are, from when to when, and under which forms."""
    results = answer.results
    head = Text()
    if answer.similar is not None:
        head.append(f"like “{one_line(answer.similar)[:80]}”", style="bold")
        head.append("  " if answer.query.text.strip() else "")
    head.append(one_line(answer.query.text), style="bold")
    if counted and answer.similar is None:
        number = results.count()
        head.append(f"  {_many(number, 'passage')}")
        first, last = (answer.first, answer.last) if number else (None, None)
        if first and last:
            days = [span(each.date) if each.date else "no date" for each in (first, last)]
            head.append(f", {' to '.join(dict.fromkeys(days))}")
    screen.fold(head)
    if answer.forms:
        words = [one_line(form.words) for form in answer.forms]
        more = f" and {len(words) - _FORMS} more" if len(words) > _FORMS else ""
        said = f"also as {'; '.join(words[:_FORMS])}{more}"
        screen.fold(Text(said, style="dim"), indent=2)


def _many(count: int, what: str) -> str:
    return f"{count:,} {what}{'' if count == 1 else 's'}"


def _print_hits(screen: Screen, hits: Sequence[Hit]) -> None:
    """Print hits, a heading for each document and a line for each place in its outline."""
    short = prefixes(hit.document for hit in hits)
    before: Hit | None = None
    for one, hit in pairwise([None, *hits]):
        assert hit is not None
        before = one
        new = before is None or before.document != hit.document
        if new:
            if before is not None:
                screen.print()
            screen.print_cut(
                Text.assemble(
                    (f"{span(hit.date or '') or 'no date':<10}  ", "cyan"),
                    (f"{short[hit.document]}  ", "yellow"),
                    (one_line(hit.title or "(no title)"), "bold"),
                    (f"  {hit.language}  {one_line(hit.name)}", "dim"),
                )
            )
        place = _place(hit)
        if place and (new or before is None or place != _place(before)):
            screen.print_cut(Text.assemble("  ", (place, "dim")))
        screen.fold(_sentence(hit), first=Text("    "), indent=4)


def _place(hit: Hit) -> str:
    """Headings, item and page in one line. The item a passage stands in has no heading but its own
    first words, so that its label says all.
    """
    above = list(zip(hit.path, _outline(hit, longest=_HEADING), strict=True))
    if above and _is_item(above[-1][0], hit):
        above.pop()
    parts = [words for _, words in above]
    label = hit.label or (hit.path[-1].label if len(above) < len(hit.path) else "")
    if label and not (above and _same(above[-1][0].label, label)):
        parts.append(one_line(label))
    place = " › ".join(parts)
    page = f"p. {hit.passage.page}" if hit.passage.page else ""
    return "  ".join(part for part in (place, page) if part)


def _is_item(above: Above, hit: Hit) -> bool:
    """Whether the lowest sign above a passage is but the label of its own paragraph."""
    if not above.label:
        return False
    words = above.heading.removeprefix(above.label).strip()
    own = (hit.label or "").rpartition(".")[2]
    return " ".join(hit.passage.text.split()).startswith(words) or (
        _same(above.label, own) and hit.passage.type is PassageType.SENTENCE
    )


def _same(one: str | None, other: str) -> bool:
    """Whether two labels are one: `4.` and `4`."""
    return one is not None and one.strip(_MARKS) == other.strip(_MARKS)


def _sentence(hit: Hit) -> Text:
    """The passage with its words marked, and what sort of find it is where that is not plain."""
    text, at = Text(), 0
    kinds = [form.match for form in hit.forms]
    for number, (start, end) in enumerate(hit.places):
        text.append(flat(hit.passage.text[at:start]))
        style = STYLES.get(kinds[number] if number < len(kinds) else "exact", "")
        text.append(flat(hit.passage.text[start:end]), style=f"bold reverse {style}")
        at = end
    text.append(flat(hit.passage.text[at:]))
    text.rstrip()
    said: list[str] = [hit.match] if hit.match in ("variant", "term") else []
    if hit.score is not None:
        said.append(f"{hit.score:.2f}")
    if said:
        text.append(f"  [{' '.join(said)}]", style="dim")
    return text
