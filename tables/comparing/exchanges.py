"""Rows that have the figures which the book has for other rows of their table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from domain.values.years import FinancialYear
from tables.comparing.causes import Cause, Row
from tables.parts import Place, ProjectLine, StatusTable

_Figures = frozenset[tuple[FinancialYear, Decimal]]


class BesideBook(NamedTuple):
    """A row beside the book.

    Attributes:
        line: the row.
        is_in_book: whether the book has a figure of its project.
        years: the years that are compared.
        printed: its targets in these years.
        book: those that the book has.
    """

    line: ProjectLine
    is_in_book: bool
    years: Sequence[FinancialYear]
    printed: Row
    book: Row


class _Signed(NamedTuple):
    """A row, and its figures as far as they tell it from others: as rounded, without nil."""

    line: ProjectLine
    printed: _Figures
    book: _Figures


def exchanged(table: StatusTable, rows: Iterable[BesideBook]) -> Mapping[Place, Cause]:
    """Return which rows have exactly what the book has for another row that differs.

    So it is where the figures of two rows, or their names, changed places, where figures were
    pasted a row too far down, and where names were sorted and their figures were not.
    """
    unit = table.rounded_to
    signed = [
        _Signed(
            row.line, _figures(row.years, row.printed, unit), _figures(row.years, row.book, unit)
        )
        for row in rows
    ]
    differing = [row for row in signed if row.printed != row.book]
    by_book = {row.book: row for row in reversed(differing) if row.book}
    by_printed = {row.printed: row for row in reversed(differing) if row.printed}
    return {
        row.line.place: _cause(by_book[row.printed].line, by_printed.get(row.book))
        for row in differing
        if row.printed in by_book
    }


def _cause(other: ProjectLine, instead: _Signed | None) -> Cause:
    told = f"it has the figures that the book has for {other.project} (row {other.place.row})"
    if instead:
        told += f", and its own stand at {instead.line.project} (row {instead.line.place.row})"
    return Cause("rows-exchanged", told)


def _figures(years: Iterable[FinancialYear], row: Row, unit: Decimal | None) -> _Figures:
    amounts = zip(years, row, strict=True)
    rounded = ((year, _rounded(amount, unit)) for year, amount in amounts)
    return frozenset((year, amount) for year, amount in rounded if amount)


def _rounded(amount: Decimal, unit: Decimal | None) -> Decimal:
    return (amount / unit).quantize(Decimal(1), ROUND_HALF_UP) if unit else amount
