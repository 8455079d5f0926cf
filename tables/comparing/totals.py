"""Rows that differ from the book although the totals printed over them are those of the book."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from domain.values.amounts import ZERO
from domain.values.years import FinancialYear
from tables.comparing.causes import Cause, Row
from tables.comparing.exchanges import BesideBook
from tables.parts import Amounts, Place, ProjectLine, StatusTable

_Sums = Mapping[str | None, defaultdict[FinancialYear, Decimal]]


def by_totals(table: StatusTable, rows: Sequence[BesideBook]) -> Mapping[Place, Cause]:
    """Return which rows differ in a year whose printed total agrees with the book.

    What one row has too much another has too little: a figure stands at the wrong row. The total is
    that of the portfolio, or that of all where the portfolio has none. A total that its rows do not
    give is told as such.
    """
    printed = {total.portfolio: total.figures.targets for total in reversed(table.totals)}
    book = _sums((row.line, row.years, row.book) for row in rows)
    given = _sums(
        (line, [*line.figures.targets], [*line.figures.targets.values()]) for line in table.lines
    )
    half = (table.rounded_to or ZERO) / 2
    found: dict[Place, Cause] = {}
    for row in (row for row in rows if row.is_in_book and row.printed != row.book):
        over = row.line.portfolio if row.line.portfolio in printed else None
        totals = printed.get(over, {})
        added = {year: amount for year, amount in totals.items() if given[over][year] == amount}
        agreeing = {*_agreeing(added, book[over], half)}
        years = [year for year in _differing(row, half) if year in agreeing]
        if years:
            told = (
                f"the book has other figures, but comes to the printed total of {over or 'all'} in"
                f" {', '.join(years)}: what is too much here is too little elsewhere"
            )
            found[row.line.place] = Cause("book", told)
    return found


def _sums(rows: Iterable[tuple[ProjectLine, Sequence[FinancialYear], Row]]) -> _Sums:
    """Return what the rows of each portfolio come to, and what all do, by year."""
    sums: defaultdict[str | None, defaultdict[FinancialYear, Decimal]]
    sums = defaultdict(lambda: defaultdict(Decimal))
    for line, years, amounts in rows:
        for over in {line.portfolio, None}:
            for year, amount in zip(years, amounts, strict=True):
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
