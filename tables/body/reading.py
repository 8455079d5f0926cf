"""The rows under one header, read as projects and printed totals."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from tables.amounts import NotAnAmount, amount_in
from tables.body.figures import CellPlaces, Columns, figures_of
from tables.body.labels import TotalLabel
from tables.body.rows import RowKind, Told, told_apart
from tables.grids.cells import Grid, Row, Value, is_blank, letters
from tables.headers.heads import Head
from tables.mapping import TableMapping
from tables.parts import Finding, Place, Printed, ProjectLine, Severity
from tables.words import folded

_HEADED = re.compile(r"^portfolio\s*[:–—-]\s*(?=\S)", re.IGNORECASE)


class RawTotal(NamedTuple):
    """A printed total before it is known what it covers.

    Attributes:
        place: where it stands.
        label: what its label says.
        figures: its amounts.
        places: where the cell of each figure stands.
        after: how many projects of the table stand before it.
    """

    place: Place
    label: TotalLabel
    figures: Printed
    places: Mapping[str, Place]
    after: int


class Body:
    """Reads the rows of a table, header by header, and keeps what it has read.

    Attributes:
        lines: the projects.
        totals: the printed totals.
        findings: what could not be read.
        statuses: every status as it is printed.
    """

    def __init__(self, grid: Grid, mapping: TableMapping) -> None:
        self.lines: list[ProjectLine] = []
        self.totals: list[RawTotal] = []
        self.findings: list[Finding] = []
        self.statuses: set[str] = set()
        self._grid = grid
        self._mapping = mapping
        self._portfolio: str | None = None
        self._spelt: dict[str, str] = {}

    def read(self, head: Head, rows: Sequence[Row], columns: Columns) -> None:
        """Read the rows under a header, up to the next."""
        told = told_apart(rows, columns, self._mapping)
        for one in told:
            if one.kind is RowKind.HEADING:
                self._portfolio = self._as_first_spelt(_HEADED.sub("", next(_texts(one.row))))
            elif one.kind is RowKind.PROJECT:
                self._project(one, columns)
            elif one.kind is RowKind.TOTAL and one.label:
                self._total(one, one.label, columns)
            elif one.kind is RowKind.UNNAMED:
                self._unnamed(one)
        kept = [one.row for one in told if one.kind in {RowKind.PROJECT, RowKind.TOTAL}]
        self.findings += _unread(self._grid, head, kept, columns)

    def _project(self, one: Told, columns: Columns) -> None:
        words = one.words
        if words.portfolio:
            self._portfolio = self._as_first_spelt(words.portfolio)
        read = figures_of(self._grid, one.row, columns, words.project)
        self.findings += read.findings
        line = ProjectLine(
            place=self._grid.place(one.row.number),
            portfolio=self._portfolio,
            project=words.project,
            status_last=self._status(words.status_last),
            status=self._status(words.status),
            figures=read.figures,
            narrative=words.narrative or None,
            places=CellPlaces(self._grid, one.row.number, columns.names),
        )
        self.lines.append(line)

    def _as_first_spelt(self, portfolio: str) -> str:
        """Return a portfolio as the table spells it first: capitals do not make it another."""
        return self._spelt.setdefault(folded(portfolio), portfolio)

    def _status(self, printed: str) -> str | None:
        if not printed:
            return None
        self.statuses.add(printed)
        return self._mapping.status(printed)

    def _total(self, one: Told, label: TotalLabel, columns: Columns) -> None:
        read = figures_of(self._grid, one.row, columns, label.name)
        self.findings += read.findings
        places = CellPlaces(self._grid, one.row.number, columns.names)
        place = self._grid.place(one.row.number)
        self.totals.append(RawTotal(place, label, read.figures, places, len(self.lines)))

    def _unnamed(self, one: Told) -> None:
        told = "this row has figures, but names neither a project nor a total: it is not read"
        self.findings.append(Finding("unnamed-row", self._grid.place(one.row.number), told))


def _texts(row: Row) -> Iterator[str]:
    return (" ".join(str(value).split()) for value in row.values if not is_blank(value))


def _unread(grid: Grid, head: Head, rows: Sequence[Row], columns: Columns) -> Iterator[Finding]:
    """Yield each column that holds figures and is not read: an error where it has no heading."""
    width = max((len(row.values) for row in rows), default=0)
    for column in sorted(set(range(width)) - columns.known):
        row = next((row for row in rows if _is_figure(row.at(column))), None)
        if row is None:
            continue
        heading = head.headings.get(column)
        if heading:
            told = (
                f"column {letters(column)} “{heading}” has figures and is not read: say what it is"
                f' in a mapping file, columns: {{"{heading}": target 2018/19}}, or: ignored'
            )
            yield Finding("unread-column", grid.place(row.number, column), told, Severity.WARNING)
        elif column > columns.first_figure:
            told = f"{row.at(column)} stands in column {letters(column)}, which has no heading"
            yield Finding("no-heading", grid.place(row.number, column), told)


def _is_figure(value: Value) -> bool:
    if not isinstance(value, str):
        return isinstance(value, Decimal)
    try:
        return value[-1:] != "%" and amount_in(value, 1) is not None
    except NotAnAmount:
        return False
