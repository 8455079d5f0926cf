"""The figures of a line by their columns, so that columns can be added up."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from domain.values.amounts import ZERO
from tables.parts import Printed

Column = str
"""The name of a column: ``target 2018/19``, ``at risk total``, ``net at risk``."""


def by_column(figures: Printed) -> dict[Column, Decimal]:
    """Return the figures of a line by the names of their columns; blank cells are left out."""
    found = {f"target {year}": amount for year, amount in figures.targets.items()}
    found |= {f"at risk {year}": amount for year, amount in figures.at_risk.items()}
    single = {
        "target total": figures.target_total,
        "at risk total": figures.at_risk_total,
        "delivered alternatively": figures.delivered_alternatively,
        "net at risk": figures.net_at_risk,
    }
    return found | {name: amount for name, amount in single.items() if amount is not None}


def added(lines: Iterable[dict[Column, Decimal]]) -> dict[Column, Decimal]:
    """Add up lines, column by column."""
    sums: dict[Column, Decimal] = {}
    for line in lines:
        for name, amount in line.items():
            sums[name] = sums.get(name, ZERO) + amount
    return sums
