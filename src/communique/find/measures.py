"""Measures: numbers that measure something, with unit, bounds and range.

Recognised: money (US$80 billion, 新臺幣9億元, 4億5,000万ドル) in ISO 4217; shares (14 per cent,
百分之八十, 二割, a fifth, GDPの2%); lengths of time (45 days, 三年, 30日以内); sizes (hectares,
公噸, MW); multiples (1.5倍); people and things counted (2,300 Indonesian nurses, 60名, 3基, 120家);
ranges (3 to 5 years) and words of about, more than, up to. Left out: dates, times of day, ages,
ordinals, labels and names with numbers (Article 5, 第五條, G7, 2+2), the few who are named and not
counted (the two countries, 两国, one of them), fractions other than shares.

    >>> for m in measures("about 1,800 jobs and US$5-10 million over three years", "en"):
    ...     print(m.start, m.end, m.value, m.upper, m.unit, m.approximate)
    0 16 1800 None item True
    21 36 5000000 10000000 USD False
    42 53 3 None year False
    >>> [(str(m.value), m.unit, m.basis) for m in measures("約10万人、80億ドル", "ja")]
    [('100000', 'person', None), ('8000000000', 'USD', 'bare "ドル": usual in this language')]
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from communique.find import measures_eastern, measures_western
from communique.find.measured import Measure
from communique.languages.dates import DateMention

__all__ = ["Measure", "measures"]


def measures(
    text: str,
    language: str,
    *,
    dates: Sequence[DateMention] = (),
    states: Collection[str] = (),
) -> list[Measure]:
    """The measures of a text, in order and apart, offsets in code points of `text`.

    `dates` are the text's own (find_dates): their numbers are no measures, unless the words around
    make them a length of time. `states` are those whose currency a bare word may mean. Values are
    in base units; a range has its lower end in `value`. UnknownLanguage without data.
    """
    if language == "en":
        found = measures_western.measures(text, language, dates=dates, states=states)
        # A sign may be looked for with the space behind it and stand last in the text.
        return [replace(m, end=len(text)) if m.end > len(text) else m for m in found]
    return measures_eastern.measures(text, language, dates=dates, states=states)
