"""The fields of findings in words, derived from what the kinds declare.

>>> from decimal import Decimal
>>> shown(Amount(Decimal("1.6E+7"), "USD")), shown(("XAA", "XBB")), shown(True), shown(None)
('16000000 USD', 'XAA, XBB', 'yes', '')
"""

from __future__ import annotations

from typing import Any

from communique.check.conflicts import said as quantity
from communique.model.findings import Amount, Finding, TableCell, columns, plain


def said(finding: Finding) -> tuple[tuple[str, str], ...]:
    """The fields of a finding that say more than its quote does, each by its name and in words."""
    quote = " ".join("".join(finding.quote.exact).split())
    values = ((c, readable(getattr(finding, c.name))) for c in columns(type(finding)))
    return tuple(
        (c.name, value)
        for c, value in values
        if value and not (c.sort == "text" and value in quote)
    )


def readable(value: Any) -> str:
    """A field's value as people read it: quantities with their thousands and units.

    >>> from decimal import Decimal
    >>> readable(Amount(Decimal("5E+10"), "JPY")), readable(Amount(Decimal(2), "percent_of_gdp"))
    ('50 billion JPY', '2% of GDP')
    """
    return quantity(value.value, value.unit) if isinstance(value, Amount) else shown(value)


def shown(value: Any) -> str:
    """A field's value for programs and tables: lists parted by commas, nothing for none."""
    if value is None or value is False:
        return ""
    if value is True:
        return "yes"
    if isinstance(value, Amount):
        return f"{plain(value.value)} {value.unit}"
    if isinstance(value, TableCell):
        return f"{value.row} / {value.column}"
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    return plain(value) if hasattr(value, "as_tuple") else str(value)
