"""Every check of a status table, in the order in which a reader wants them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tables.checks.lines import missing_statuses, rows_twice, unknown_statuses
from tables.checks.rows import row_nets, row_totals
from tables.checks.totals import (
    grand_totals,
    missing_totals,
    portfolio_totals,
    totals_of_nothing,
    totals_twice,
)
from tables.parts import Finding, StatusTable

Check = Callable[[StatusTable], Iterator[Finding]]

CHECKS: tuple[Check, ...] = (
    row_totals,
    row_nets,
    portfolio_totals,
    grand_totals,
    totals_of_nothing,
    totals_twice,
    missing_totals,
    rows_twice,
    unknown_statuses,
    missing_statuses,
)


def checked(table: StatusTable) -> Iterator[Finding]:
    """Yield everything that does not add up in a table."""
    for check in CHECKS:
        yield from check(table)
