"""Finding the header of a table: one, two or three rows, and wherever it is repeated."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from domain.values.years import FinancialYear
from tables.grids.cells import Fault, Grid, Row, is_blank
from tables.headers.columns import BY_YEAR, FIGURES, Meaning, Role, meaning_named, meaning_of
from tables.mapping import TableMapping
from tables.words import folded, spaced

_MOST_ROWS = 3
_YEARS_OF_A_TABLE = 2
_DIGITS_OF_A_YEAR = 4
_CENTURIES = {"19", "20", "21"}


class Head(NamedTuple):
    """A header.

    Attributes:
        first: the first of its rows, counted from 0 among those of the grid.
        last: the last of its rows.
        headings: the heading of each column, rows joined.
        columns: what is known of each column; one that says nothing known is left out.
        texts: every text of it, by itself and joined.
    """

    first: int
    last: int
    headings: Mapping[int, str]
    columns: Mapping[int, Meaning]
    texts: frozenset[str] = frozenset()

    @property
    def years(self) -> tuple[FinancialYear, ...]:
        """The years that its columns of targets name, as they follow in it."""
        return tuple(
            dict.fromkeys(
                found.year
                for _, found in sorted(self.columns.items())
                if found.role is Role.TARGET and found.year
            )
        )

    @property
    def is_whole(self) -> bool:
        """Whether it names projects and the years of their targets."""
        roles = {found.role for found in self.columns.values()}
        return bool(roles & {Role.PROJECT, Role.REFERENCE}) and bool(self.years)


def heads_of(grid: Grid, mapping: TableMapping) -> tuple[Head, ...]:
    """Find every header of a sheet, repeated ones too, in the order of their rows."""
    found: list[Head] = []
    at = 0
    rows = grid.rows
    while at < len(rows):
        head = _best(rows, at, mapping) if _may_be_head(rows[at], mapping) else None
        if head:
            found.append(head)
        at = head.last + 1 if head else at + 1
    return tuple(found)


def begins_another_table(row: Row) -> bool:
    """Tell whether a row heads years in a table of another kind than one of projects."""
    if _has_figures(row):
        return False
    found = [meaning_of(spaced(value)) for value in row.values if isinstance(value, str)]
    return sum(1 for one in found if one and one.year) >= _YEARS_OF_A_TABLE


def _may_be_head(row: Row, mapping: TableMapping) -> bool:
    """Tell whether a row names a year, a total or a column, which no row of a project does."""
    if _has_figures(row):
        return False
    texts = [value for value in row.values if isinstance(value, str)]
    known = sum(1 for text in texts if _is_known(text) or folded(text) in mapping.columns)
    return known >= min(2, len(texts)) > 0


@lru_cache(maxsize=4096)
def _is_known(text: str) -> bool:
    return meaning_of(spaced(text)) is not None


def _has_figures(row: Row) -> bool:
    """Tell whether a row holds a number that is no calendar year."""
    for value in row.values:
        if isinstance(value, Decimal):
            return True
        if isinstance(value, str) and value.isdecimal() and not _may_be_a_year(value):
            return True
    return False


def _may_be_a_year(digits: str) -> bool:
    return len(digits) == _DIGITS_OF_A_YEAR and digits[:2] in _CENTURIES


def _best(rows: Sequence[Row], at: int, mapping: TableMapping) -> Head | None:
    """Return the header of which a row is part: the fewest rows that say the most.

    It may begin up to two rows above, where groups are named over the years alone; or up to two
    below, where the row is a title that sounds like a heading.
    """
    heads = [
        _head(rows, first, last, mapping)
        for first in range(max(0, at - _MOST_ROWS + 1), min(at + _MOST_ROWS, len(rows)))
        for last in range(max(at, first), min(first + _MOST_ROWS, len(rows)))
        if not any(_has_figures(row) for row in rows[min(at, first) : last + 1])
    ]
    whole = [head for head in heads if head.is_whole]
    if not whole:
        return None
    return max(whole, key=lambda head: (*_said(head), head.first - head.last, head.first))


def _said(head: Head) -> tuple[int, int]:
    """Count what a header tells apart, and how many units it states."""
    names = {found.name for found in head.columns.values()}
    return len(names), sum(1 for found in head.columns.values() if found.unit)


def _head(rows: Sequence[Row], first: int, last: int, mapping: TableMapping) -> Head:
    lines = rows[first : last + 1]
    texts = {
        column: _over(lines, column) for column in range(max(len(line.values) for line in lines))
    }
    _spread_groups(texts)
    headings = {column: _joined(over) for column, over in texts.items() if any(over)}
    known = {column: _meaning(over, mapping) for column, over in texts.items()}
    columns = {column: found for column, found in known.items() if found}
    alone = {text for over in texts.values() for text in over if text}
    return Head(first, last, headings, columns, frozenset(alone | set(headings.values())))


def _over(lines: Sequence[Row], column: int) -> list[str]:
    """Return the texts over a column, from top to bottom."""
    values = [line.at(column) for line in lines]
    return [
        "" if is_blank(value) or isinstance(value, Fault) else spaced(str(value))
        for value in values
    ]


def _spread_groups(texts: Mapping[int, list[str]]) -> None:
    """Name each group over every column that it spans: it stands over the first alone."""
    height = max(map(len, texts.values()), default=0)
    for row in range(height - 1):
        group = ""
        for _, over in sorted(texts.items()):
            if over[row]:
                group = over[row]
            elif group and _is_part(_joined(over[row + 1 :])) and _is_group(group):
                over[row] = group
            else:
                group = ""


def _is_part(below: str) -> bool:
    """Tell whether a heading is a year or a total, which belongs to what stands above it."""
    found = meaning_of(below)
    return found is not None and found.role in BY_YEAR


def _is_group(heading: str) -> bool:
    found = meaning_of(heading)
    return found is None or found.role in FIGURES


def _joined(over: Sequence[str]) -> str:
    """Join the texts over a column; one that a merged cell repeats stands once."""
    return " ".join(dict.fromkeys(text for text in over if text))


def _meaning(over: Sequence[str], mapping: TableMapping) -> Meaning | None:
    whole = _joined(over)
    mapped = mapping.column(whole)
    if mapped is None and mapping.columns:
        words = [mapping.columns.get(folded(text)) for text in over]
        if any(words):
            ours = [word.ours if word else text for word, text in zip(words, over, strict=True)]
            mapped = _named(_joined(ours))
    if mapped is None:
        return meaning_of(whole)
    printed = meaning_of(whole)
    return mapped._replace(unit=mapped.unit or (printed.unit if printed else None))


def _named(name: str) -> Meaning | None:
    try:
        return meaning_named(name)
    except ValueError:
        return None
