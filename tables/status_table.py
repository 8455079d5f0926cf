"""A programme office's status table, read from a file with everything that does not add up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from domain.values.years import FinancialYear
from tables.body.figures import columns_of
from tables.body.reading import Body
from tables.body.totals import resolved
from tables.checks.catalogue import checked
from tables.errors import UnreadableTable
from tables.grids.cells import Grid, Row
from tables.grids.opening import grids_of
from tables.headers.columns import FIGURES
from tables.headers.heads import Head, begins_another_table, heads_of
from tables.headers.order import disorder
from tables.headers.units import unit_named
from tables.mapping import TableMapping, unused
from tables.parts import Finding, Severity, StatusTable
from tables.units_of_table import unit_of
from tables.words import folded

_NOTHING_MAPPED = TableMapping()


class _Section(NamedTuple):
    """A header and the rows under it."""

    head: Head
    rows: Sequence[Row]


class _Read(NamedTuple):
    """A table, and the statuses in it as printed, before they were mapped."""

    table: StatusTable
    statuses: frozenset[str]


def read_tables(
    path: Path,
    mapping: TableMapping = _NOTHING_MAPPED,
    sheet: str | None = None,
    unit: str | int | None = None,
) -> list[StatusTable]:
    """Read the status tables of a file.

    A header that is repeated with the same years goes on with the table; one with other years
    begins another.

    Args:
        path: a file in CSV, separated by tabs or semicolons, or a workbook.
        mapping: which words of theirs are ours.
        sheet: the sheet of a workbook; else the one that holds a table.
        unit: how many pounds a printed unit is, where the table does not say: ``£000`` or 1000.

    Raises:
        UnreadableTable: where the file holds no status table, or cannot be read.
    """
    pounds = unit_named(unit) if isinstance(unit, str) else unit
    grid, heads = _found(path, mapping, sheet)
    read = [
        _read(grid, sections, mapping, pounds or mapping.unit)
        for sections in _by_years(_sections(grid, heads))
    ]
    tables = [one.table for one in read]
    tables[0] = _with(tables[0], [*grid.findings, *_unused(mapping, heads, read)])
    return tables


def _found(path: Path, mapping: TableMapping, sheet: str | None) -> tuple[Grid, tuple[Head, ...]]:
    """Return the sheet that holds a status table, and its headers."""
    looked: list[Grid] = []
    found: list[tuple[Grid, tuple[Head, ...]]] = []
    for grid in grids_of(path, sheet):
        looked.append(grid)
        heads = heads_of(grid, mapping)
        if heads:
            found.append((grid, heads))
            if grid.sheet is None:
                break
    if len(found) > 1:
        names = ", ".join(repr(grid.sheet) for grid, _ in found)
        raise UnreadableTable(str(path), f"several sheets hold a table: {names}; name one: --sheet")
    faults = [grid.fault for grid in ([found[0][0]] if found else looked) if grid.fault]
    if faults:
        raise faults[0]
    if not found:
        raise UnreadableTable(str(path), _missing(looked))
    return found[0]


def _missing(looked: Sequence[Grid]) -> str:
    """Say that there is no header, and what comes nearest to one."""
    for grid in looked:
        for row in grid.rows:
            if begins_another_table(row):
                return (
                    f"row {row.number} heads years, but no column of projects with their targets:"
                    ' say which it is in a mapping file, columns: {"Their heading": project}'
                )
    return (
        "it has no header that a status table has: one to three rows that name the project and"
        " the financial years of its targets; say in a mapping file what its headings mean,"
        ' columns: {"Their heading": project, "Another": target 2018/19}'
    )


def _sections(grid: Grid, heads: Sequence[Head]) -> list[_Section]:
    """Part the rows of a sheet by its headers."""
    ends = [head.first for head in heads[1:]] + [len(grid.rows)]
    return [
        _Section(head, grid.rows[head.last + 1 : end])
        for head, end in zip(heads, ends, strict=True)
    ]


def _by_years(sections: Sequence[_Section]) -> Iterator[list[_Section]]:
    """Gather the sections that go on with the same table."""
    table: list[_Section] = []
    for section in sections:
        if table and table[0].head.years != section.head.years:
            yield table
            table = []
        table.append(section)
    yield table


def _read(
    grid: Grid, sections: Sequence[_Section], mapping: TableMapping, given: int | None
) -> _Read:
    body = Body(grid, mapping)
    head = sections[0].head
    unit = unit_of(grid, head, given)
    findings = [*unit.findings]
    for section in sections:
        findings += disorder(grid, section.head)
        body.read(section.head, _own(grid, section, findings), columns_of(section.head, unit.unit))
    if not body.lines:
        told = "the table has a header, but no row of a project under it"
        findings.append(Finding("no-rows", grid.place(grid.rows[head.last].number), told))
    table = StatusTable(
        file=grid.file,
        sheet=grid.sheet,
        years=head.years,
        earlier=_earlier(head),
        unit=unit.unit,
        lines=tuple(body.lines),
        totals=resolved(body.totals, body.lines, mapping),
        findings=(),
        is_money=unit.is_stated or unit.unit > 1,
    )
    whole = _with(table, [*findings, *body.findings, *checked(table)])
    return _Read(whole, frozenset(body.statuses))


def _own(grid: Grid, section: _Section, findings: list[Finding]) -> Sequence[Row]:
    """Return the rows of a section up to where a table of another kind begins, which is told."""
    for at, row in enumerate(section.rows):
        if begins_another_table(row):
            told = "another table begins here, whose columns name no projects: it is not read"
            findings.append(Finding("other-table", grid.place(row.number), told, Severity.WARNING))
            return section.rows[:at]
    return section.rows


def _earlier(head: Head) -> tuple[FinancialYear, ...]:
    found = (one for _, one in sorted(head.columns.items()) if one.role in FIGURES and one.earlier)
    return tuple(dict.fromkeys(one.year for one in found if one.year))


def _unused(
    mapping: TableMapping, heads: Sequence[Head], read: Sequence[_Read]
) -> Iterator[Finding]:
    lines = [line for one in read for line in one.table.lines]
    headings = {folded(text) for head in heads for text in head.texts}
    there = {
        "statuses": {folded(text) for one in read for text in one.statuses},
        "projects": {folded(line.project) for line in lines},
        "portfolios": {folded(line.portfolio) for line in lines if line.portfolio},
    }
    return unused(mapping, headings, there)


def _with(table: StatusTable, findings: Sequence[Finding]) -> StatusTable:
    """Put findings to those that a table has, in the order of their rows."""
    every = sorted(
        (*findings, *table.findings), key=lambda one: (one.place.file != table.file, one.place.row)
    )
    return table._replace(findings=tuple(every))
