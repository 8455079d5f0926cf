"""Rows that differ from the book although the totals printed over them are those of the book."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from domain.values.amounts import ZERO
from domain.values.years import FinancialYear
from tables.comparing.causes import Cause
from tables.comparing.exchanges import BesideBook
from tables.parts import Amounts, Place, StatusTable

_Sums = Mapping[str | None, Mapping[FinancialYear, Decimal]]


def by_totals(table: StatusTable, rows: Sequence[BesideBook]) -> Mapping[Place, Cause]:
    """Return which rows differ in a year whose printed total agrees with the book.

    What one row has too much another has too little: a figure stands at the wrong row. The total is
    that of the portfolio, or that of all where the portfolio has none.
    """
    printed = {total.portfolio: total.figures.targets for total in reversed(table.totals)}
    book = _sums(rows)
    half = (table.rounded_to or ZERO) / 2
    found: dict[Place, Cause] = {}
    for row in rows:
        over = row.line.portfolio if row.line.portfolio in printed else None
        agreeing = {*_agreeing(printed.get(over, {}), book[over], half)}
        years = [year for year in _differing(row, half) if year in agreeing]
        if years and row.is_in_book:
            told = (
                f"the book has other figures, but comes to the printed total of {over or 'all'} in"
                f" {', '.join(years)}: what is too much here is too little elsewhere"
            )
            found[row.line.place] = Cause("book", told)
    return found


def _sums(rows: Iterable[BesideBook]) -> _Sums:
    """Return what the book has for the rows of each portfolio, and for all, by year."""
    sums: defaultdict[str | None, defaultdict[FinancialYear, Decimal]]
    sums = defaultdict(lambda: defaultdict(Decimal))
    for row in rows:
        for over in {row.line.portfolio, None}:
            for year, amount in zip(row.years, row.book, strict=True):
                sums[over][year] += amount
    return sums


def _agreeing(
    printed: Amounts, book: Mapping[FinancialYear, Decimal], half: Decimal
) -> Iterator[FinancialYear]:
    for year, amount in printed.items():
        if abs(amount - book.get(year, ZERO)) <= half:
            yield year


def _differing(row: BesideBook, half: Decimal) -> Iterator[FinancialYear]:
    """Yield the years in which a row is further from the book than it is rounded."""
    for year, printed, book in zip(row.years, row.printed, row.book, strict=True):
        if abs(printed - book) > half:
            yield year
