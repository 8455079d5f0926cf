"""Whether the years of a header follow each other, and each column says another thing."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from domain.values.years import FinancialYear
from tables.grids.cells import Grid, letters
from tables.headers.columns import FIGURES, Role
from tables.headers.heads import Head
from tables.parts import Finding

_ONCE = FIGURES | {Role.PROJECT, Role.PORTFOLIO, Role.STATUS, Role.STATUS_LAST}


def disorder(grid: Grid, head: Head) -> Iterator[Finding]:
    """Yield what is wrong with the columns of a header."""
    yield from _twice(grid, head)
    targets = years_of(head, Role.TARGET)
    at_risk = years_of(head, Role.AT_RISK)
    yield from _years(grid, head, Role.TARGET, targets)
    yield from _years(grid, head, Role.AT_RISK, at_risk)
    place = grid.place(grid.rows[head.last].number)
    for year in at_risk:
        if year not in targets:
            told = f"savings at risk have a column for {year}, but targets have none"
            yield Finding("year-columns", place, told)


def years_of(head: Head, role: Role) -> list[FinancialYear]:
    """Return the years of a group of columns, as they follow."""
    columns = sorted(head.columns.items())
    return [found.year for _, found in columns if found.role is role and found.year]


def _twice(grid: Grid, head: Head) -> Iterator[Finding]:
    seen: dict[str, int] = {}
    for column, found in sorted(head.columns.items()):
        first = seen.setdefault(found.name, column)
        if first == column or found.role not in _ONCE:
            continue
        told = (
            f"columns {letters(first)} and {letters(column)} both say {found.name}; the first is"
            " read: say in a mapping file what the other is"
        )
        yield Finding("column-twice", grid.place(grid.rows[head.last].number, column), told)


def _years(grid: Grid, head: Head, role: Role, years: list[FinancialYear]) -> Iterator[Finding]:
    place = grid.place(grid.rows[head.last].number)
    of = "targets" if role is Role.TARGET else "savings at risk"
    for before, after in pairwise(years):
        apart = after.first_day.year - before.first_day.year
        if apart == 0:
            continue  # told as the same column twice
        if apart < 0:
            told = f"in the columns of {of}, {after} stands after {before}"
            yield Finding("year-order", place, told)
        elif apart > 1:
            told = f"in the columns of {of}, {after} follows {before}: years between are missing"
            yield Finding("year-missing", place, told)
