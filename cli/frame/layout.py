"""Blocks laid out to the width of a terminal: words wrap, and nothing is ever cut.

Figures, dates, years and references have no spaces, and lines are broken at spaces only; so they
stay whole whatever the width. A table of figures that is too wide even so is split into several,
each with the column that says what its rows are; any other becomes a list of its rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise, zip_longest
from typing import NamedTuple
from unicodedata import combining, east_asian_width

from cli.frame.blocks import Details, Lines, Paragraphs, Table, indent_of, one_line

GAP = "  "
_READABLE = 16
"""Columns of words are not made narrower than this; shorter ones keep their width."""

_NARROWEST_VALUE = 24
"""Where values beside their names would be narrower, they stand as wide as they are."""


class Line(NamedTuple):
    """A line of output, and whether it is one that is set off."""

    text: str
    heading: bool = False


def lines_of(table: Table, width: int) -> Iterator[Line]:
    """Yield the lines of a table, none wider than the terminal unless a single word is."""
    if table.title:
        yield from (Line(text, heading=True) for text in wrapped(table.title, width))
    cells = table.cells
    if fitted := _fitted(table, cells, width):
        yield from _grid(table, cells, fitted)
    elif len(table.columns) > 1 and all(table.to_the_right[1:]):
        yield from _split(table, cells, width)
    else:
        yield from _records(table, cells, width)


def details_lines(details: Details, width: int) -> Iterator[Line]:
    """Yield names and values, each value wrapped beside its name."""
    yield from _pairs([(name, one_line(value)) for name, value in details.told], width)


def paragraph_lines(block: Paragraphs, width: int) -> Iterator[Line]:
    """Yield a title and the texts under it, each wrapped beside its name."""
    yield from (Line(text, heading=True) for text in wrapped(block.title, width))
    yield from _pairs(block.pairs, width)


def wrapped(text: str, width: int, indent: str = "") -> list[str]:
    """Return a text in lines no wider than a width, broken at spaces only."""
    lines = [""]
    for word in text.split():
        line = lines[-1]
        if line and _cells(line) + 1 + _cells(word) > width - _cells(indent):
            lines.append(word)
        else:
            lines[-1] = f"{line} {word}" if line else word
    return [indent + line for line in lines]


def kept_lines(block: Lines, width: int) -> Iterator[Line]:
    """Yield lines that each begin on a line of their own, their indents kept."""
    for line in block.kept:
        if _cells(line) <= width:
            yield Line(line)
            continue
        first, *rest = wrapped(line, width, indent_of(line))
        yield Line(first)
        yield from map(Line, wrapped(" ".join(rest), width, indent_of(line) + GAP * 2))


def _fitted(table: Table, rows: Sequence[Sequence[str]], width: int) -> list[int] | None:
    """Return how wide each column is, or ``None`` where the table cannot fit.

    Headings over figures wrap first, then the widest words.
    """
    columns = list(zip(table.headings, zip(*rows, strict=True), table.to_the_right, strict=True))
    room = width - len(GAP) * (len(columns) - 1)
    natural = [max(map(_cells, (heading, *column))) for heading, column, _ in columns]
    if sum(natural) <= room:
        return natural
    wanted, least = [], []
    for whole, (heading, column, of_figures) in zip(natural, columns, strict=True):
        whole_cells = map(_cells if of_figures else _longest_word, column)
        narrow = max(_longest_word(heading), *whole_cells)
        wanted.append(narrow if of_figures else whole)
        least.append(narrow if of_figures else max(narrow, min(whole, _READABLE)))
    return _shared(wanted, least, room)


def _shared(wanted: list[int], least: list[int], room: int) -> list[int] | None:
    """Return widths within what there is room for: the widest give way first."""
    if sum(least) > room:
        return None
    for level in range(room, 0, -1):
        widths = [max(low, min(high, level)) for high, low in zip(wanted, least, strict=True)]
        if sum(widths) <= room:
            return widths
    return least


def _grid(table: Table, rows: Sequence[Sequence[str]], widths: Sequence[int]) -> Iterator[Line]:
    for text in _row(table.headings, widths, table.to_the_right):
        yield Line(text, heading=True)
    rule = GAP.join("─" * width for width in widths)
    yield Line(rule)
    for number, row in enumerate(rows, 1):
        if table.total and number == len(rows) > 1:
            yield Line(rule)
        yield from map(Line, _row(row, widths, table.to_the_right))


def _row(
    cells: Sequence[str], widths: Sequence[int], to_the_right: Sequence[bool]
) -> Iterator[str]:
    parts = [wrapped(cell, width) for cell, width in zip(cells, widths, strict=True)]
    for line in zip_longest(*parts, fillvalue=""):
        yield GAP.join(
            _set(part, width, right)
            for part, width, right in zip(line, widths, to_the_right, strict=True)
        ).rstrip()


def _set(text: str, width: int, right: bool) -> str:  # noqa: FBT001 - of one column, as the others
    space = " " * (width - _cells(text))
    return space + text if right else text + space


def _split(table: Table, rows: Sequence[Sequence[str]], width: int) -> Iterator[Line]:
    """Yield several tables beside the same first column, as many columns in each as fit."""
    start, last = 1, len(table.columns)
    while start < last:
        end = next(
            (
                end
                for end in range(last, start, -1)
                if _fitted(*_part(table, rows, start, end), width)
            ),
            None,
        )
        if end is None:  # not even one column fits beside the first
            yield from _records(*_part(table, rows, start, last), width)
            return
        if start > 1:
            yield Line("")
        part, cells = _part(table, rows, start, end)
        yield from _grid(part, cells, _fitted(part, cells, width) or ())
        start = end


def _part(
    table: Table, rows: Sequence[Sequence[str]], start: int, end: int
) -> tuple[Table, list[list[str]]]:
    """Return the first column of a table and some of the others."""
    cells = [[row[0], *row[start:end]] for row in rows]
    return table._replace(columns=[table.columns[0], *table.columns[start:end]], rows=cells), cells


def _records(table: Table, rows: Sequence[Sequence[str]], width: int) -> Iterator[Line]:
    """Yield the rows one under the other, each cell beside its heading; empty ones are left out."""
    for before, row in pairwise([None, *rows]):
        if before is not None:
            yield Line("")
        yield from _pairs(
            [(name, cell) for name, cell in zip(table.headings, row or (), strict=True) if cell],
            width,
        )


def _pairs(pairs: Sequence[tuple[str, str]], width: int) -> Iterator[Line]:
    margin = max((_cells(name) for name, _ in pairs), default=0)
    room = max(width - margin - len(GAP), _NARROWEST_VALUE)
    for name, value in pairs:
        first, *rest = wrapped(value, room)
        yield Line(f"{_set(name, margin, right=False)}{GAP}{first}".rstrip())
        yield from (Line(" " * margin + GAP + text) for text in rest)


def _longest_word(text: str) -> int:
    return max(map(_cells, text.split()), default=0)


def _cells(text: str) -> int:
    """Return how many places of a terminal a text takes: some letters take two, some none."""
    if text.isascii():
        return len(text)
    return sum(
        0 if combining(letter) else 2 if east_asian_width(letter) in "WF" else 1 for letter in text
    )
