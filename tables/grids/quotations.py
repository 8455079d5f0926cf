"""Quotation marks in a text file that swallow rows, told before anything is read without them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from tables.errors import UnreadableTable
from tables.grids.cells import Row
from tables.parts import Place

_BREAK = re.compile(r"\r\n|\r|\n")
_FEWEST = 2  # signs between the cells of a row: of fewer, any sentence is a row
_WHAT_TO_DO = "close the quotation in that cell, or write a mark that belongs to it twice"


def lost_in_quotations(
    path: Path, text: str, delimiter: str, rows: Sequence[Row]
) -> UnreadableTable | None:
    """Return the first quotation that does not end where its cell does; none where all do.

    A cell in quotation marks may hold line breaks. One whose closing mark was forgotten takes in
    the rows up to the next mark, which then stands before a text; or it holds whole rows.

    Args:
        path: the file.
        text: what it says.
        delimiter: the sign between its cells.
        rows: its rows, as they are parted by the sign.
    """
    if '"' not in text:
        return None
    usual = _usual(rows)
    for found in _quotations(delimiter).finditer(text):
        told = _told(text, found, delimiter, usual)
        if told:
            line = _line(text, found.start("mark"))
            return UnreadableTable(
                Place(path, line), f"a quotation mark opens a cell here, {told}; {_WHAT_TO_DO}"
            )
    return None


def _quotations(delimiter: str) -> re.Pattern[str]:
    sign = re.escape(delimiter)
    return re.compile(
        rf'(?:\A|[{sign}\r\n])(?P<mark>")(?P<cell>[^"]*+(?:""[^"]*+)*+)'
        rf'(?P<end>"?)(?P<after>[^{sign}\r\n]*+)'
    )


def _told(text: str, found: re.Match[str], delimiter: str, usual: int) -> str | None:
    if not found["end"]:
        return "and none closes it: the rows after it are lost"
    after = found["after"].strip()
    if after:
        last = _line(text, found.end("cell"))
        return (
            f"and the mark that closes it, in line {last}, has {after[:30]!r} after it: what stands"
            " between is lost"
        )
    if usual >= _FEWEST and _holds_rows(text, found, delimiter, usual):
        last = _line(text, found.end("cell"))
        return f"and it is closed in line {last} only: rows of the table are lost in it"
    return None


def _holds_rows(text: str, found: re.Match[str], delimiter: str, usual: int) -> bool:
    """Tell whether a line in a quotation, with what its row has before it, is a whole row."""
    first, *others = _BREAK.split(found["cell"])
    if not others:
        return False
    begun = text[_row_begins(text, found.start("mark")) : found.start("mark")]
    counts = [line.count(delimiter) for line in (begun + first, *others[:-1])]
    return usual in counts


def _row_begins(text: str, at: int) -> int:
    return max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1


def _usual(rows: Sequence[Row]) -> int:
    """Return how many signs most rows have between their cells."""
    counted = Counter(len(row.values) - 1 for row in rows)
    return max(counted, key=lambda signs: (counted[signs], signs), default=0)


def _line(text: str, at: int) -> int:
    return text.count("\n", 0, at) + text[:at].replace("\r\n", "").count("\r") + 1
