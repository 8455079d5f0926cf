"""A sheet as rows of cells, whatever the file."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from tables.errors import UnreadableTable
from tables.parts import Finding, Place


class Fault(str):
    """What stands in a cell that holds no value: ``#REF!``, or why it has none."""

    __slots__ = ()


Value = str | Decimal | date | Fault | None
"""Text (never empty), an exact number, a day, a fault, or nothing; text files hold texts alone."""


class Row(NamedTuple):
    """One row.

    Attributes:
        number: the row as a spreadsheet counts; in a text file the line it begins at.
        values: its cells from the first column on; cells at the end may be missing.
    """

    number: int
    values: tuple[Value, ...]

    def at(self, column: int) -> Value:
        """Return the value in a column, counted from 0."""
        return self.values[column] if column < len(self.values) else None


class Grid(NamedTuple):
    """The rows of a sheet that hold anything.

    Attributes:
        file: the file.
        sheet: the sheet of a workbook.
        rows: the rows in order, empty ones left out.
        findings: what a reader of the sheet must know: hidden rows, formulas without a value.
        fault: why rows of it are lost, so that it cannot be read; none of most.
    """

    file: Path
    sheet: str | None
    rows: tuple[Row, ...]
    findings: tuple[Finding, ...] = ()
    fault: UnreadableTable | None = None

    def place(self, row: int, column: int | None = None) -> Place:
        """Return the place of a row, or of a cell of it; columns count from 0."""
        return Place(self.file, row, None if column is None else letters(column), self.sheet)


def letters(column: int) -> str:
    """Return the letters of a column, counted from 0: ``A``, ``Z``, ``AA``."""
    first, last = divmod(column, 26)
    return (letters(first - 1) if first else "") + chr(ord("A") + last)


def is_blank(value: Value) -> bool:
    """Tell whether a cell holds nothing that can be seen."""
    return value is None or (isinstance(value, str) and not value.strip())
