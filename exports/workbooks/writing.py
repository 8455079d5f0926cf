"""Workbooks written row by row; the same sheets make the same file.

A workbook is written here and not by the library that reads them: that one puts each amount
through a float, takes ten times as long, and writes down the time of day.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from itertools import islice
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from exports.workbooks import package
from exports.workbooks.cells import heading, letters, row_of
from exports.workbooks.package import HEAD, Written
from exports.workbooks.parts import Value, Worksheet
from exports.workbooks.styles import STYLES

MOST_ROWS = 1_048_575
"""So many rows fit under the names of the columns; more go on in a further sheet."""

_MOST_BYTES = 1_500_000_000
"""So long a part of the file may be before programs want another kind of zip."""

_PIECE = 500
"""Rows that are written at once; the first ones show how wide the columns shall be."""

_NARROWEST, _WIDEST = 10, 60
_LONGEST_TITLE = 31
_NOT_IN_TITLES = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_NO_DAY = (1980, 1, 1, 0, 0, 0)
"""The first day that a zip can write, in place of the time at which a file was made."""


def write_workbook(file: Path | BytesIO, sheets: Iterable[Worksheet]) -> dict[str, int]:
    """Write sheets, in their order, to a file; return how many rows each has, by its title.

    Names of columns are bold and stay in sight, every column can be filtered, amounts are numbers
    with all their digits, days are days, and texts are never formulas.
    """
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        return Writer(archive).write(sheets)


class Writer:
    """Writes sheets into the zip that a workbook is.

    Args:
        archive: the zip, open for writing.
    """

    def __init__(self, archive: ZipFile) -> None:
        self._archive = archive
        self._written: list[Written] = []

    def write(self, sheets: Iterable[Worksheet]) -> dict[str, int]:
        """Write the sheets, and behind them the parts that list them."""
        counts = {sheet.title: self._sheet(sheet) for sheet in sheets}
        parts = {
            "xl/styles.xml": HEAD + STYLES,
            "xl/workbook.xml": package.workbook(self._written),
            "xl/_rels/workbook.xml.rels": package.workbook_relations(len(self._written)),
            "_rels/.rels": package.relations(),
            "[Content_Types].xml": package.content_types(len(self._written)),
        }
        for name, text in parts.items():
            self._archive.writestr(_entry(name), text.encode())
        return counts

    def _sheet(self, sheet: Worksheet) -> int:
        """Write one table, in as many sheets as it needs."""
        rows = iter(sheet.rows)
        columns = [letters(number) for number in range(1, len(sheet.header) + 1)]
        piece = list(islice(rows, _PIECE))
        count = 0
        while True:
            part = _Part(columns, sheet.header, piece)
            with self._archive.open(_entry(self._next_name), "w") as file:
                for text in part.told(piece, rows):
                    file.write(text.encode())
            self._written.append(Written(self._title(sheet.title), part.area))
            count += part.rows
            piece = list(islice(rows, _PIECE))
            if not piece:
                return count

    @property
    def _next_name(self) -> str:
        return f"xl/worksheets/sheet{len(self._written) + 1}.xml"

    def _title(self, wanted: str) -> str:
        """Return a title that the sheet can bear and no other sheet has."""
        kept = _NOT_IN_TITLES.sub(" ", wanted).strip("' ") or "Sheet"
        taken = {sheet.title.casefold() for sheet in self._written}
        title, number = kept[:_LONGEST_TITLE], 1
        while title.casefold() in taken:
            number += 1
            ending = f" {number}"
            title = kept[: _LONGEST_TITLE - len(ending)].rstrip() + ending
        return title


class _Part:
    """One sheet while it is written; a table that is too long for it goes on in the next."""

    def __init__(
        self, columns: Sequence[str], header: Sequence[str], first: list[Sequence[Value]]
    ) -> None:
        self._columns = columns
        self._header = header
        self._widths = _widths(header, first)
        self.rows = 0

    @property
    def area(self) -> str:
        """The cells that the table covers."""
        return f"A1:{self._columns[-1]}{self.rows + 1}"

    def told(self, piece: list[Sequence[Value]], rows: Iterator[Sequence[Value]]) -> Iterator[str]:
        """Yield the sheet: a piece of rows that was read already, and as many more as fit."""
        size = 0
        yield package.worksheet_head(self._widths) + heading(self._columns, self._header)
        while piece:
            text = "".join(
                row_of(number, self._columns, row)
                for number, row in enumerate(piece, self.rows + 2)
            )
            yield text
            self.rows += len(piece)
            size += len(text)
            room = MOST_ROWS - self.rows if size < _MOST_BYTES else 0
            piece = list(islice(rows, min(_PIECE, room)))
        yield package.worksheet_tail(self.area)


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(name, _NO_DAY)
    entry.compress_type = ZIP_DEFLATED
    return entry


def _widths(header: Sequence[str], rows: list[Sequence[Value]]) -> list[int]:
    """Return how wide each column shall be for its name, its filter button and the rows."""
    return [
        min(_WIDEST, max(_NARROWEST, len(name) + 5, *(_length(row[place]) + 2 for row in rows), 0))
        for place, name in enumerate(header)
    ]


def _length(value: Value) -> int:
    text = "" if value is None else str(value)
    return max(map(len, text.splitlines()), default=0)
