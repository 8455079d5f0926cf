"""The figures of a row, read by the columns of its header."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from domain.values.amounts import in_pounds
from domain.values.years import FinancialYear
from tables.amounts import NotAnAmount, amount_in, last_digit, rounded_to_pence
from tables.grids.cells import Fault, Grid, Row, Value, is_blank
from tables.headers.columns import FIGURES, Meaning, Role
from tables.headers.heads import Head
from tables.headers.units import unit_text
from tables.parts import Finding, Place, Printed

_PENCE = -2


class _Cell(NamedTuple):
    """What a cell states: an amount and what its last digit counts, or the rule that it breaks."""

    amount: Decimal | None
    last_digit: Decimal | None = None
    wrong: tuple[str, str] | None = None


class Columns(NamedTuple):
    """Where a table has what, by the columns of its header.

    Attributes:
        words: the column of each text: of the project, its portfolio, its statuses.
        figures: each column of figures, and how many pounds one printed unit of it is.
        names: the column of each figure, by its name: ``target 2018/19``.
        headings: the heading of each column.
        ignored: the columns that a mapping says are not to be read.
    """

    words: Mapping[Role, int]
    figures: tuple[tuple[int, Meaning, int], ...]
    names: Mapping[str, int]
    headings: Mapping[int, str]
    ignored: frozenset[int]

    @property
    def first_figure(self) -> int:
        """The first column of figures: names and labels stand before it."""
        return min(column for column, _, _ in self.figures)

    @property
    def known(self) -> frozenset[int]:
        """Every column that is read, or is not to be."""
        figures = frozenset(column for column, _, _ in self.figures)
        return figures | self.ignored | frozenset(self.words.values())


def columns_of(head: Head, unit: int) -> Columns:
    """Arrange the columns of a header; of two that say the same the first is read.

    Args:
        head: the header.
        unit: how many pounds one unit is where a column does not say.
    """
    words: dict[Role, int] = {}
    figures: dict[str, tuple[int, Meaning, int]] = {}
    for column, found in sorted(head.columns.items()):
        if found.role in FIGURES:
            figures.setdefault(found.name, (column, found, found.unit or unit))
        else:
            words.setdefault(found.role, column)
    names = {name: column for name, (column, _, _) in figures.items()}
    ignored = {column for column, found in head.columns.items() if found.role is Role.IGNORED}
    return Columns(words, tuple(figures.values()), names, head.headings, frozenset(ignored))


class CellPlaces(Mapping[str, Place]):
    """Where each figure of a row stands; a place is made when it is asked for."""

    __slots__ = ("_columns", "_grid", "_row")

    def __init__(self, grid: Grid, row: int, columns: Mapping[str, int]) -> None:
        self._grid = grid
        self._row = row
        self._columns = columns

    def __getitem__(self, name: str) -> Place:
        return self._grid.place(self._row, self._columns[name])

    def __iter__(self) -> Iterator[str]:
        return iter(self._columns)

    def __len__(self) -> int:
        return len(self._columns)


class Read(NamedTuple):
    """The figures of a row, and what could not be read of them."""

    figures: Printed
    findings: tuple[Finding, ...]


def figures_of(grid: Grid, row: Row, columns: Columns, subject: str | None) -> Read:
    """Read the figures of a row; a cell that is no amount is told and counts as blank."""
    by_year: dict[Role, dict[FinancialYear, Decimal]] = {Role.TARGET: {}, Role.AT_RISK: {}}
    single: dict[str, Decimal | None] = {}
    digits: list[Decimal] = []
    findings: list[Finding] = []
    for column, meaning, unit in columns.figures:
        value = row.at(column)
        amount = None
        if not is_blank(value):
            amount, digit, wrong = _amount(value, unit)
            digits += [digit] if digit else []
            if wrong:
                findings.append(_finding(grid, row, column, wrong, columns, subject))
        if meaning.year is None:
            single[meaning.name] = amount
        elif amount is not None:
            by_year[meaning.role][meaning.year] = amount
    figures = _printed(by_year, single)._replace(last_digit=min(digits, default=None))
    return Read(figures, tuple(findings))


def _printed(
    by_year: Mapping[Role, Mapping[FinancialYear, Decimal]], single: Mapping[str, Decimal | None]
) -> Printed:
    return Printed(
        by_year[Role.TARGET],
        single.get("target total"),
        by_year[Role.AT_RISK],
        single.get("at risk total"),
        single.get(Role.ALTERNATIVELY.value),
        single.get(Role.NET.value),
    )


@lru_cache(maxsize=65536)  # most figures of a table stand in it more than once
def _amount(value: Value, unit: int) -> _Cell:
    """Return an amount; or the rule that the cell breaks, and how."""
    if isinstance(value, Fault):
        return _Cell(None, wrong=("cell-fault", f"the cell holds {value}"))
    if isinstance(value, date):
        told = f"the cell holds the day {value:%d %B %Y}, and no amount"
        return _Cell(None, wrong=("not-an-amount", told))
    try:
        amount = amount_in(value or "", unit)
    except NotAnAmount as error:
        return _Cell(None, wrong=("not-an-amount", str(error)))
    digit = last_digit(value or "", unit)
    if amount is None or _exponent(amount) >= _PENCE:
        return _Cell(amount, digit)
    pence = rounded_to_pence(amount)
    if pence == amount:
        return _Cell(pence, digit)
    told = (
        f"{value} in {unit_text(unit)} is £{amount.normalize():f}, which is no whole number of"
        f" pence: round it in the file, or accept it to be read as {in_pounds(pence)}"
    )
    return _Cell(pence, digit, ("fraction-of-a-penny", told))


def _exponent(amount: Decimal) -> int:
    exponent = amount.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def _finding(
    grid: Grid, row: Row, column: int, wrong: tuple[str, str], columns: Columns, subject: str | None
) -> Finding:
    rule, told = wrong
    heading = columns.headings.get(column, "")
    of = f" of {subject}" if subject else ""
    message = f"{heading}{of}: {told}"
    return Finding(rule, grid.place(row.number, column), message, subject=subject)
