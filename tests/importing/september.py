"""The status table of September 2018 as rows, as files of any form, and in a book."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path

from openpyxl import Workbook

from cli.importing.files import MonthlyFile
from cli.importing.importer import Importer
from cli.importing.orders import orders_of
from engine.book import Book
from engine.store.factory import open_store
from tables.mapping import TableMapping
from tables.planning import Plan, Wanted
from tables.status_table import read_tables
from tests.books import IN_2018, BookOnDisk

SEPTEMBER = Path(__file__).parents[1] / "tables" / "september.csv"
PERIOD = "2018-09"
REPORT = Wanted(as_report=True)

Cells = list[list[str]]


def rows() -> Cells:
    """Return the rows of the table, the header first."""
    with SEPTEMBER.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def as_csv(cells: Cells, folder: Path, name: str = "september-2018-09") -> Path:
    """Write rows as CSV."""
    path = folder / f"{name}.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(cells)
    return path


def as_xlsx(cells: Cells, folder: Path, name: str = "september-2018-09") -> Path:
    """Write rows as a workbook, figures as numbers."""
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet("Status")
    for row in cells:
        sheet.append([_value(cell) for cell in row])
    path = folder / f"{name}.xlsx"
    workbook.save(path)
    return path


FORMS: dict[str, Callable[[Cells, Path], Path]] = {"csv": as_csv, "xlsx": as_xlsx}


def _value(cell: str) -> str | int | None:
    return int(cell) if cell.lstrip("-").isdigit() else cell or None


def amounts(cells: list[str]) -> list[Decimal]:
    """Return cells as amounts, blank ones as nil."""
    return [Decimal(cell or 0) for cell in cells]


@contextmanager
def importer(
    book: BookOnDisk, wanted: Wanted = REPORT, mapping: TableMapping | None = None
) -> Iterator[Importer]:
    """Plan imports into a book."""
    with book.views() as views:
        yield Importer(views, mapping or TableMapping(), wanted)


def planned(book: BookOnDisk, path: Path, wanted: Wanted = REPORT, period: str = PERIOD) -> Plan:
    """Plan the import of one file."""
    with importer(book, wanted) as work:
        return work.plan(MonthlyFile(path, period), read_tables(path))


def imported(book: BookOnDisk, path: Path, wanted: Wanted = REPORT) -> Plan:
    """Import one file."""
    found = planned(book, path, wanted)
    with open_store(book.url, lambda: IN_2018) as store:
        Book(store, "clerk").record(orders_of(found.entries))
    return found


def rules(found: Plan) -> dict[str, list[str | None]]:
    """Return the subjects of the findings under their rules, warnings and all."""
    every = (*found.judged.standing, *found.judged.accepted, *found.judged.warnings)
    by_rule: dict[str, list[str | None]] = {}
    for finding in every:
        by_rule.setdefault(finding.rule, []).append(finding.subject)
    return by_rule
