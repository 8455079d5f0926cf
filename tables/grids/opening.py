"""Opening a file as the sheets it holds, by what is in it rather than by its name."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tables.errors import UnreadableTable
from tables.grids.cells import Grid
from tables.grids.text_file import text_grids

_ZIP = b"PK\x03\x04"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_OLD = (
    "it is a workbook of an old kind (.xls), or one with a password:"
    " open it and save it as .xlsx without a password"
)


def grids_of(path: Path, sheet: str | None) -> Iterator[Grid]:
    """Yield the sheets of a workbook; of a text each way in which its cells may be parted.

    Raises:
        UnreadableTable: where it is neither, or has no sheet of the name that is asked for.
    """
    begins = _beginning(path)
    if begins == _OLD_OFFICE:
        raise UnreadableTable(str(path), _OLD)
    if begins == _ZIP:
        from tables.grids.xlsx_file import workbook_grids

        yield from workbook_grids(path, sheet)
        return
    if not begins:
        raise UnreadableTable(str(path), "it is empty")
    if path.suffix.lower() in {".xlsx", ".xlsm"}:
        raise UnreadableTable(str(path), "it is named as a workbook, but it is none")
    if sheet is not None:
        raise UnreadableTable(str(path), "only a workbook has sheets: leave --sheet out")
    yield from text_grids(path)


def _beginning(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(len(_ZIP))
    except OSError as error:
        raise UnreadableTable(str(path), f"cannot be read: {error.strerror}") from error
