"""In which unit a table prints its figures, as it says itself or as somebody says for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tables.grids.cells import Grid, Row
from tables.headers.columns import FIGURES
from tables.headers.heads import Head
from tables.headers.units import unit_in, unit_of_title, unit_text
from tables.parts import Finding, Severity
from tables.words import folded

_ROWS_ABOVE = 8
_WORDS_BESIDE = frozenset(
    {"all", "amounts", "are", "expressed", "figures", "in", "note", "notes", "of", "pounds"}
    | {"savings", "shown", "stated", "sums", "the", "unit", "units", "values"}
)


class TableUnit(NamedTuple):
    """The unit of a table, what must be known of it, and whether the table itself states it."""

    unit: int
    findings: tuple[Finding, ...]
    is_stated: bool = False


def unit_of(grid: Grid, head: Head, given: int | None) -> TableUnit:
    """Return how many pounds one printed unit is: by the headings, a line above them, or as given.

    Where neither says, that is an error which nobody can accept: to be wrong in the unit is to be
    wrong a thousand times over.
    """
    stated = Counter(
        found.unit for found in head.columns.values() if found.role in FIGURES and found.unit
    )
    place = grid.place(grid.rows[head.last].number)
    above = None
    if stated:
        unit = stated.most_common(1)[0][0]
    else:
        above = _above(grid.rows[max(0, head.first - _ROWS_ABOVE) : head.first])
        unit = above or given or 0
    if not unit:
        told = (
            "the table does not say its unit: give --unit £000 where its figures are thousands,"
            " --unit £ where they are pounds"
        )
        return TableUnit(1, (Finding("unit", place, told),))
    findings: list[Finding] = []
    if given and given != unit:
        told = (
            f"the table says {unit_text(unit)}, but {unit_text(given)} was given: leave --unit out,"
            " or correct what the table says"
        )
        findings.append(Finding("unit", place, told))
    if len(stated) > 1:
        units = ", ".join(unit_text(one) for one in sorted(stated))
        told = f"its columns are in several units, each read in its own: {units}"
        findings.append(Finding("several-units", place, told, Severity.WARNING))
    return TableUnit(unit, tuple(findings), bool(stated or above))


def _above(rows: Sequence[Row]) -> int | None:
    """Return the unit that a line over the table states: by itself, else a title beside others."""
    titles = (value for row in reversed(rows) for value in row.values if isinstance(value, str))
    return next(_stated(rows), None) or next(filter(None, map(unit_of_title, titles)), None)


def _stated(rows: Sequence[Row]) -> Iterator[int]:
    for row in reversed(rows):
        for value in row.values:
            found = unit_in(value) if isinstance(value, str) else None
            if found and set(folded(found.rest).split()) <= _WORDS_BESIDE:
                yield found.unit
