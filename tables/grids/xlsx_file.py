"""Workbooks: their sheets as rows of exact values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO
from zipfile import BadZipFile, ZipFile

from tables.errors import UnreadableTable
from tables.grids.cells import Fault, Grid, Row, Value, letters
from tables.grids.limits import MOST_BYTES, MOST_COLUMNS, MOST_ROWS, TOO_MANY_ROWS
from tables.grids.xlsx_structure import Oddity, Structure, structure_of
from tables.parts import Finding, Place, Severity

if TYPE_CHECKING:
    from openpyxl.workbook.workbook import Workbook

_MOST_LISTED = 10
_LAST_ROW = 2**20  # no spreadsheet has more
_DIGITS = 15  # what a spreadsheet shows of a number; the rest is how it is kept
_NOT_A_WORKBOOK = "it is no workbook of the kind .xlsx: open it and save it as one"
_DAMAGED = "it is a damaged workbook, and cannot be read: open it and save it again"


def workbook_grids(path: Path, sheet: str | None) -> Iterator[Grid]:
    """Yield the sheets of a workbook; the one that is asked for, or each that is shown.

    Formulas are read by the values that were saved with them; numbers to the fifteen digits that a
    spreadsheet keeps, never beyond.

    Raises:
        UnreadableTable: where it is no workbook, is absurdly large, or has no sheet of this name.
    """
    _check_size(path)
    with path.open("rb") as file:
        workbook = _opened(path, file)
        for name in _wanted(path, workbook, sheet):
            yield _grid(path, workbook, name)


def _check_size(path: Path) -> None:
    """Refuse an archive that is none of a workbook, or would fill the memory."""
    try:
        with ZipFile(path) as archive:
            parts = {part.filename: part.file_size for part in archive.infolist()}
    except BadZipFile as error:
        raise UnreadableTable(str(path), _DAMAGED) from error
    if "[Content_Types].xml" not in parts or "xl/workbook.xml" not in parts:
        raise UnreadableTable(str(path), _NOT_A_WORKBOOK)
    sheets = {name: size for name, size in parts.items() if not name.startswith("xl/media/")}
    if max(sheets.values()) > MOST_BYTES or sum(sheets.values()) > 4 * MOST_BYTES:
        told = (
            f"unpacked it is larger than {MOST_BYTES // 2**20} MiB: this is no status table;"
            " copy the table alone into a new workbook"
        )
        raise UnreadableTable(str(path), told)


def _opened(path: Path, file: BinaryIO) -> Workbook:
    import warnings

    from openpyxl import load_workbook

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles and extensions that no value depends on
            return load_workbook(file, read_only=True, data_only=True)
    except Exception as error:  # a damaged file fails anywhere in the library
        raise UnreadableTable(str(path), _DAMAGED) from error


def _wanted(path: Path, workbook: Workbook, sheet: str | None) -> list[str]:
    tables = [one.title for one in workbook.worksheets]
    if sheet is None:
        return [one.title for one in workbook.worksheets if one.sheet_state == "visible"] or tables
    if sheet not in tables:
        names = ", ".join(repr(name) for name in tables)
        raise UnreadableTable(str(path), f"it has no sheet {sheet!r}, but {names}")
    return [sheet]


def _grid(path: Path, workbook: Workbook, name: str) -> Grid:
    try:
        structure = structure_of(path, name)
        rows = tuple(_rows(_raw_rows(path, workbook, name), structure))
    except UnreadableTable:
        raise
    except Exception as error:  # a damaged sheet fails anywhere in the library
        raise UnreadableTable(str(path), f"sheet {name!r}: {_DAMAGED}") from error
    findings = [*_hidden(path, name, structure, rows), *_scaled(path, name, structure)]
    return Grid(path, name, rows, tuple(findings))


def _raw_rows(path: Path, workbook: Workbook, name: str) -> Iterator[tuple[int, Sequence[object]]]:
    """Yield the rows that a sheet keeps; how large it says it is, is not believed."""
    sheet = workbook[name]
    sheet.reset_dimensions()
    held = 0
    for number, raw in enumerate(sheet.iter_rows(values_only=True), start=1):
        if number > _LAST_ROW:
            raise UnreadableTable(str(path), f"sheet {name!r}: {_DAMAGED}")
        if not raw:
            continue
        held += 1
        if held > MOST_ROWS or len(raw) > MOST_COLUMNS:
            raise UnreadableTable(str(path), f"sheet {name!r}: {TOO_MANY_ROWS}")
        yield number, raw


def _rows(raw_rows: Iterable[tuple[int, Sequence[object]]], structure: Structure) -> Iterator[Row]:
    """Yield the rows that hold anything, exact; a merged name is told in each of its rows."""
    above: list[Value] = []
    for number, raw in raw_rows:
        values = [_value(one) for one in raw]
        for column in structure.merged_down.get(number, ()):
            _fill(values, column, above)
        for column, odd in structure.odd.get(number, {}).items():
            values += [None] * (column + 1 - len(values))
            values[column] = Fault(odd.fault) if odd.fault else _shown(values[column], odd)
        above = values
        if any(value is not None for value in values):
            yield Row(number, tuple(values))


def _fill(values: list[Value], column: int, above: Sequence[Value]) -> None:
    """Tell the text of a merged cell in a lower row of it; an amount stands in the first alone."""
    text = above[column] if column < len(above) else None
    if isinstance(text, str):
        values += [None] * (column + 1 - len(values))
        values[column] = values[column] or text


def _shown(value: Value, odd: Oddity) -> Value:
    """Return a number as its format shows it, with all its digits: 2010 of 2010000 in thousands."""
    return value.scaleb(-3 * odd.thousands) if isinstance(value, Decimal) else value


def _value(raw: object) -> Value:
    """Return what a cell holds; a moment is its day, and a truth value is a text."""
    if isinstance(raw, str):
        text = raw.strip()
        return Fault(text) if text in _ERRORS else text or None
    if isinstance(raw, int | float) and not isinstance(raw, bool):
        return Decimal(f"{raw:.{_DIGITS}g}") if isinstance(raw, float) else Decimal(raw)
    if isinstance(raw, datetime):
        return raw.date()
    return raw if raw is None or isinstance(raw, Decimal | date) else str(raw)


_ERRORS = frozenset(
    {"#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#SPILL!", "#CALC!"}
    | {"#GETTING_DATA"}
)


def _hidden(path: Path, name: str, found: Structure, rows: Sequence[Row]) -> Iterator[Finding]:
    """Tell which rows and columns with values are hidden: they are read all the same."""
    held = [row.number for row in rows if row.number in found.hidden_rows]
    if held:
        listed = _listed("row", [str(row) for row in held])
        told = f"{listed} hidden in the sheet, and read all the same"
        yield Finding("hidden", Place(path, held[0], None, name), told, Severity.WARNING)
    width = max((len(row.values) for row in rows), default=0)
    columns = [letters(column) for column in sorted(found.hidden_columns) if column < width]
    if columns:
        told = f"{_listed('column', columns)} hidden in the sheet, and read all the same"
        yield Finding("hidden", Place(path, 1, columns[0], name), told, Severity.WARNING)


def _scaled(path: Path, name: str, found: Structure) -> Iterator[Finding]:
    """Tell which columns show thousands of what they hold: they are read as they are shown."""
    first: dict[int, int] = {}
    for row, cells in sorted(found.odd.items()):
        for column, odd in cells.items():
            if odd.thousands:
                first.setdefault(column, row)
    if first:
        columns = [letters(column) for column in sorted(first)]
        told = (
            f"{_listed('column', columns)} formatted to show thousands; the figures are read as"
            " they are shown, in the unit of their headings"
        )
        place = Place(path, min(first.values()), columns[0], name)
        yield Finding("shown-in-thousands", place, told, Severity.WARNING)


def _listed(what: str, names: Sequence[str]) -> str:
    more = len(names) - _MOST_LISTED
    shown = ", ".join(names[:_MOST_LISTED]) + (f" and {more} more" if more > 0 else "")
    return f"{what} {shown} is" if len(names) == 1 else f"{what}s {shown} are"
