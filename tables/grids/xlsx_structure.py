"""What the values of a sheet do not tell: merged cells, hidden rows, formulas without a value."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Any, NamedTuple
from zipfile import ZipFile

from tables.grids.limits import MOST_ROWS


class Structure(NamedTuple):
    """What a sheet says of its rows and cells besides their values; columns count from 0.

    Attributes:
        merged_down: by row, the columns whose cell is merged with the one above.
        hidden_rows: rows that are not shown.
        hidden_columns: columns that are not shown.
        without_value: by row, the columns of formulas that were saved without their value.
    """

    merged_down: dict[int, tuple[int, ...]]
    hidden_rows: frozenset[int]
    hidden_columns: frozenset[int]
    without_value: dict[int, tuple[int, ...]]


def structure_of(path: Path, sheet: str) -> Structure:
    """Read the structure of a sheet from the workbook's own file."""
    with ZipFile(path) as archive:
        part = _part_of(archive, sheet)
        with archive.open(part) as file:
            return _read(file)


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


def _read(file: IO[bytes]) -> Structure:
    from openpyxl.xml.functions import iterparse

    hidden_rows: set[int] = set()
    hidden_columns: set[int] = set()
    without: dict[int, tuple[int, ...]] = {}
    merged: dict[int, set[int]] = {}
    number = 0
    for _, element in iterparse(file):
        name = element.tag.rpartition("}")[2]
        if name == "row":
            number = int(element.get("r") or number + 1)
            if element.get("hidden") in {"1", "true"}:
                hidden_rows.add(number)
            if columns := tuple(_without_value(element)):
                without[number] = columns
            element.clear()
        elif name == "col" and element.get("hidden") in {"1", "true"}:
            first, last = int(element.get("min")), int(element.get("max"))
            hidden_columns |= set(range(first - 1, min(last, MOST_ROWS)))
        elif name == "mergeCell":
            _merge(merged, element.get("ref"))
    down = {row: tuple(sorted(columns)) for row, columns in merged.items()}
    return Structure(down, frozenset(hidden_rows), frozenset(hidden_columns), without)


def _without_value(row: Iterable[Any]) -> Iterator[int]:
    """Yield the columns of a row that have a formula, and no value saved with it."""
    from openpyxl.utils.cell import coordinate_to_tuple

    for cell in row:
        parts = {part.tag.rpartition("}")[2]: part.text for part in cell}
        if "f" in parts and not parts.get("v"):
            yield coordinate_to_tuple(cell.get("r"))[1] - 1


def _merge(merged: dict[int, set[int]], reference: str) -> None:
    """Note which cells lie under the first of a merged range, in its first column.

    Over its columns a range need not be followed: a heading is spread over what it spans.
    """
    from openpyxl.worksheet.cell_range import CellRange

    merge = CellRange(reference)
    for row in range(merge.min_row + 1, min(merge.max_row, merge.min_row + MOST_ROWS) + 1):
        merged.setdefault(row, set()).add(merge.min_col - 1)
