"""Status tables as offices send them, written from the rows of September 2018."""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from pathlib import Path

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from tables.parts import Finding, Severity, StatusTable
from tables.status_table import read_tables

SEPTEMBER = Path(__file__).parent / "september.csv"
HEADER_OF_SEPTEMBER, *ROWS_OF_SEPTEMBER = csv.reader(SEPTEMBER.read_text("utf-8").splitlines())

Cell = str | int | float | None
Cells = Sequence[Cell]

SMALL_HEADER: Cells = (
    *("Portfolio", "Project", "Status last month", "Status"),
    *("Target 2018/19 £000", "Target 2019/20 £000", "Target total £000"),
    *("At risk 2018/19 £000", "At risk total £000", "Delivered alternatively £000"),
    "Net at risk £000",
)
TRANSPORT: Cells = (
    "Place",
    "School Transport",
    "At Risk",
    "At Risk",
    686,
    None,
    686,
    120,
    120,
    20,
    100,
)
PARKS: Cells = ("Place", "Country Parks", "On Target", "On Target", 30, 12, 42, -5, -5, None, -5)
PLACE: Cells = ("Place Totals", None, None, None, 716, 12, 728, 115, 115, 20, 95)
PRINT: Cells = (
    "CEX",
    "Print and post",
    "On Target",
    "On Target",
    11,
    4,
    15,
    None,
    None,
    None,
    None,
)
CEX: Cells = ("CEX Totals", None, None, None, 11, 4, 15, None, None, None, None)
ALL: Cells = ("Grand total", None, None, None, 727, 16, 743, 115, 115, 20, 95)
SMALL: tuple[Cells, ...] = (SMALL_HEADER, TRANSPORT, PARKS, PLACE, PRINT, CEX, ALL)


def as_csv(path: Path, rows: Sequence[Cells], delimiter: str = ",") -> Path:
    """Write rows as text, blank cells as nothing."""
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=delimiter).writerows(rows)
    return path


def as_workbook(
    path: Path, rows: Sequence[Cells], arrange: Callable[[Worksheet], None] | None = None
) -> Path:
    """Write rows into the first sheet of a workbook, and arrange it: merge, hide, write over."""
    workbook = Workbook()
    sheet = workbook.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "Status"
    for row in rows:
        sheet.append(list(row))
    if arrange:
        arrange(sheet)
    workbook.save(path)
    return path


def only(path: Path, **how: object) -> StatusTable:
    """Read the one table of a file."""
    [table] = read_tables(path, **how)  # type: ignore[arg-type]
    return table


def errors(table: StatusTable) -> list[Finding]:
    """Return what stops an import."""
    return [one for one in table.findings if one.severity is Severity.ERROR]


def rules(table: StatusTable) -> list[str]:
    """Return the rules that a table breaks, in the order of its rows."""
    return [one.rule for one in table.findings]


def changed(rows: Sequence[Cells], row: int, column: int, value: Cell) -> list[Cells]:
    """Return rows with another value in one cell; both count from 0."""
    altered = [list(one) for one in rows]
    altered[row][column] = value
    return list(map(tuple, altered))
