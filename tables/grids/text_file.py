"""Tables in text: CSV and tab-separated, whatever the encoding and the sign between the cells."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from tables.errors import UnreadableTable
from tables.grids.cells import Grid, Row
from tables.grids.limits import MOST_BYTES, MOST_COLUMNS, MOST_ROWS, TOO_MANY_ROWS
from tables.grids.quotations import lost_in_quotations
from tables.parts import Place

_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_DELIMITERS = (",", "\t", ";", "|")
_NO_END = "a quotation mark opens a cell here, and none closes it: the rows after it are lost"
_SAMPLE = 200  # lines: enough to tell which sign parts the cells


def text_grids(path: Path) -> Iterator[Grid]:
    """Yield the table as each sign between cells would part it, the likeliest first.

    Raises:
        UnreadableTable: where it is no text, or absurdly large.
    """
    text = _text(path)
    for delimiter in _likeliest(path, text):
        rows = tuple(_rows(path, text, delimiter))
        yield Grid(path, None, rows, fault=lost_in_quotations(path, text, delimiter, rows))


def _text(path: Path) -> str:
    """Read a file: Unicode where it is, else as older office programs on Windows write it."""
    if path.stat().st_size > MOST_BYTES:
        raise UnreadableTable(str(path), f"it is larger than {MOST_BYTES // 2**20} MiB")
    content = path.read_bytes()
    for mark, encoding in _MARKS.items():
        if content.startswith(mark):
            return _decoded(path, content, encoding)
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        text = _decoded(path, content, "cp1252")
    if "\0" in text:
        raise UnreadableTable(str(path), "it is no text: save the table as CSV or as .xlsx")
    return text


def _decoded(path: Path, content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        told = "its text is in no encoding that is known here: save it as CSV UTF-8"
        raise UnreadableTable(str(path), told) from error


def _likeliest(path: Path, text: str) -> list[str]:
    """Return the signs that part cells, the likeliest first: by the file's name, then by count."""
    sample = text.split("\n", _SAMPLE)[:_SAMPLE]
    found = [sign for sign in _DELIMITERS if any(sign in line for line in sample)]
    by_name = "\t" if path.suffix.lower() in {".tsv", ".tab"} else None
    return sorted(
        found or [","],
        key=lambda sign: (sign != by_name, -sum(line.count(sign) for line in sample)),
    )


def _rows(path: Path, text: str, delimiter: str) -> Iterator[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    before = 0
    try:
        for count, cells in enumerate(reader):
            if count >= MOST_ROWS or len(cells) > MOST_COLUMNS:
                raise UnreadableTable(str(path), TOO_MANY_ROWS)
            if any(cells) and any(cell.strip() for cell in cells):
                yield Row(before + 1, tuple(cell.strip() or None for cell in cells))
            before = reader.line_num
    except csv.Error as error:
        raise UnreadableTable(Place(path, before + 1), _NO_END) from error
