"""Whether the printed totals of a table are those of its rows, column by column."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from domain.values.amounts import ZERO, in_pounds
from tables.checks.figures import Column, added, by_column
from tables.checks.hints import hint
from tables.parts import Finding, StatusTable, TotalLine

_Figures = dict[Column, Decimal]


class _Part(NamedTuple):
    """A row that a total covers: what it is called, and its figures."""

    name: str
    figures: _Figures


def portfolio_totals(table: StatusTable) -> Iterator[Finding]:
    """Yield each column in which the rows of a portfolio do not add to its printed total."""
    parts = _by_portfolio(table)
    for total in table.totals:
        if total.portfolio is not None and total.portfolio in parts:
            yield from _compared(table, total, parts[total.portfolio])


def grand_totals(table: StatusTable) -> Iterator[Finding]:
    """Yield each column in which the portfolios do not add to the printed total of all.

    A portfolio counts by its printed total where it has one, so that a fault in its rows is told
    once, there; and nothing is told where the rows of all portfolios come to what is printed, and
    only the total of one is wrong.
    """
    printed = {total.portfolio: total for total in table.totals if total.portfolio is not None}
    parts: list[_Part] = []
    for name, covered in _by_portfolio(table).items():
        total = printed.get(name) if name else None
        if total is None:
            parts += covered
        else:
            parts.append(_Part(f"total of {name}", by_column(total.figures)))
    rows = added(by_column(line.figures) for line in table.lines)
    for total in table.totals:
        if total.portfolio is None and table.lines:
            yield from _compared(table, total, parts, rows)


def totals_of_nothing(table: StatusTable) -> Iterator[Finding]:
    """Yield each printed total of a portfolio of which the table has no row."""
    known = {line.portfolio for line in table.lines}
    for total in table.totals:
        if total.portfolio not in known and (total.portfolio is not None or not table.lines):
            told = (
                f"the total of {total.portfolio or 'all'} covers no rows: no project of the table"
                " is of it; if it is spelt in two ways, name it alike"
            )
            yield Finding("total-of-nothing", total.place, told, subject=total.portfolio)


def totals_twice(table: StatusTable) -> Iterator[Finding]:
    """Yield each second total of the same portfolio that says another thing than the first."""
    first: dict[str | None, TotalLine] = {}
    for total in table.totals:
        other = first.setdefault(total.portfolio, total)
        if other is not total and by_column(other.figures) != by_column(total.figures):
            told = (
                f"row {other.place.row} prints another total of {total.portfolio or 'all'};"
                " one of them is wrong, or its label is"
            )
            yield Finding("total-twice", total.place, told, subject=total.portfolio)


def missing_totals(table: StatusTable) -> Iterator[Finding]:
    """Yield each portfolio without a printed total where others have one."""
    printed = {total.portfolio for total in table.totals}
    if not printed - {None}:
        return
    for name, place in {line.portfolio: line.place for line in reversed(table.lines)}.items():
        if name is not None and name not in printed:
            told = f"the table prints totals of portfolios, but none of {name}"
            yield Finding("total-missing", place, told, subject=name)


def _by_portfolio(table: StatusTable) -> dict[str | None, list[_Part]]:
    parts: dict[str | None, list[_Part]] = {}
    for line in table.lines:
        part = _Part(line.project, by_column(line.figures))
        parts.setdefault(line.portfolio, []).append(part)
    return parts


def _compared(
    table: StatusTable, total: TotalLine, parts: Sequence[_Part], or_else: _Figures | None = None
) -> Iterator[Finding]:
    printed = by_column(total.figures)
    sums = added(part.figures for part in parts)
    of = f"the total of {total.portfolio}" if total.portfolio else "the total of all"
    for name, place in total.places.items():
        stated, actual = printed.get(name, ZERO), sums.get(name, ZERO)
        if stated == actual or (or_else is not None and stated == or_else.get(name, ZERO)):
            continue
        told = (
            f"{name}: {of} {_said(printed, name)}, but its rows add up to {in_pounds(actual)}:"
            f" {in_pounds(abs(stated - actual))} apart"
            f"{hint(_in_column(parts, name), stated, actual, table.unit)}"
        )
        rule = "portfolio-total" if total.portfolio else "grand-total"
        yield Finding(rule, place, told, apart=stated - actual, subject=total.portfolio)


def _said(printed: Mapping[Column, Decimal], name: Column) -> str:
    return f"is printed as {in_pounds(printed[name])}" if name in printed else "is blank"


def _in_column(parts: Sequence[_Part], name: Column) -> list[tuple[str, Decimal]]:
    return [(part.name, part.figures[name]) for part in parts if name in part.figures]
