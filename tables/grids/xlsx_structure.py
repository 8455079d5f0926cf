"""What the values of a sheet do not tell: merged cells, hidden rows, formulas, formats."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Any, NamedTuple
from zipfile import ZipFile

from tables.grids.limits import MOST_ROWS
from tables.grids.xlsx_formats import Formats, formats_of

_TRUE = {"1", "true"}


class Oddity(NamedTuple):
    """Why a cell is not what its value says.

    Attributes:
        fault: why it has no value that counts; none where it has.
        thousands: how many times its format leaves off thousands.
    """

    fault: str | None
    thousands: int = 0


class Structure(NamedTuple):
    """What a sheet says of its rows and cells besides their values; columns count from 0.

    Attributes:
        merged_down: by row, the columns whose cell is merged with the one above.
        hidden_rows: rows that are not shown.
        hidden_columns: columns that are not shown.
        odd: by row, the columns whose cell is not what its value says, and how.
    """

    merged_down: dict[int, tuple[int, ...]]
    hidden_rows: frozenset[int]
    hidden_columns: frozenset[int]
    odd: dict[int, dict[int, Oddity]]


def structure_of(path: Path, sheet: str) -> Structure:
    """Read the structure of a sheet from the workbook's own file."""
    with ZipFile(path) as archive:
        formats = formats_of(archive)
        with archive.open(_part_of(archive, sheet)) as file:
            return _read(file, formats)


def _part_of(archive: ZipFile, sheet: str) -> str:
    """Return the name under which the archive keeps a sheet."""
    from openpyxl.xml.functions import fromstring

    links = {
        link.get("Id"): str(link.get("Target"))
        for link in fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    }
    book = fromstring(archive.read("xl/workbook.xml"))
    ids = {
        one.get("name"): next(link for name, link in one.items() if name.endswith("}id"))
        for one in book.iter()
        if one.tag.endswith("}sheet")
    }
    target = links[ids[sheet]]
    return target.lstrip("/") if target.startswith("/") else f"xl/{target}"


def _read(file: IO[bytes], formats: Formats) -> Structure:
    from openpyxl.xml.functions import iterparse

    hidden_rows: set[int] = set()
    hidden_columns: set[int] = set()
    odd: dict[int, dict[int, Oddity]] = {}
    merged: dict[int, set[int]] = {}
    number = 0
    for _, element in iterparse(file):
        name = element.tag
        if name.endswith("}row"):
            number = int(element.get("r") or number + 1)
            if element.get("hidden") in _TRUE:
                hidden_rows.add(number)
            if found := dict(_odd_cells(element, formats)):
                odd[number] = found
            element.clear()
        elif name.endswith("}col") and element.get("hidden") in _TRUE:
            first, last = int(element.get("min")), int(element.get("max"))
            hidden_columns |= set(range(first - 1, min(last, MOST_ROWS)))
        elif name.endswith("}mergeCell"):
            _merge(merged, element.get("ref"))
    down = {row: tuple(sorted(columns)) for row, columns in merged.items()}
    return Structure(down, frozenset(hidden_rows), frozenset(hidden_columns), odd)


def _odd_cells(row: Iterable[Any], formats: Formats) -> Iterator[tuple[int, Oddity]]:
    """Yield the cells of a row that are not what their values say, with their columns."""
    from openpyxl.utils.cell import coordinate_to_tuple

    for at, cell in enumerate(row):
        style = cell.get("s")
        if len(cell) and (style in formats.odd or cell[0].tag.endswith("}f")):
            oddity = _oddity(cell, style, formats)
            reference = cell.get("r")
            if oddity:
                yield (coordinate_to_tuple(reference)[1] - 1 if reference else at), oddity


def _oddity(cell: Any, style: str | None, formats: Formats) -> Oddity | None:
    parts = {part.tag.rpartition("}")[2]: part.text for part in cell}
    if "f" in parts and not parts.get("v"):
        return Oddity("a formula that was saved without its value")
    if style is None or cell.get("t") not in {None, "n"}:
        return None
    if style in formats.percentages:
        return Oddity("a percentage")
    times = formats.thousands.get(style)
    return Oddity(None, times) if times else None


def _merge(merged: dict[int, set[int]], reference: str) -> None:
    """Note which cells lie under the first of a merged range, in its first column.

    Over its columns a range need not be followed: a heading is spread over what it spans.
    """
    from openpyxl.worksheet.cell_range import CellRange

    merge = CellRange(reference)
    for row in range(merge.min_row + 1, min(merge.max_row, merge.min_row + MOST_ROWS) + 1):
        merged.setdefault(row, set()).add(merge.min_col - 1)
