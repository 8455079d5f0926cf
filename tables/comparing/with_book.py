"""What each row says beside the figures that the book has on the day of the table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import groupby
from typing import NamedTuple

from domain.values.amounts import ZERO, in_pounds
from domain.values.days import last_day
from domain.values.years import FinancialYear
from tables.comparing.causes import Cause, Row, cause
from tables.matching.known import Known
from tables.matching.lines import MatchedLine
from tables.parts import Amounts, Finding, ProjectLine, Severity, StatusTable

_FEW, _NEARLY_ALL = 3, Decimal("0.8")


class _Differing(NamedTuple):
    """A line whose targets are not those of the book."""

    line: ProjectLine
    cause: Cause
    years: Sequence[FinancialYear]
    printed: Row
    book: Row


def compared(
    tables: Iterable[StatusTable], pairs: Iterable[MatchedLine], known: Known
) -> list[Finding]:
    """Return where the targets of a table are not those that the book has on its day.

    A plain difference is a warning: the table may be right, and the book late. What looks like a
    slip of the pen is an error. Where nearly all rows stand a year off, that is told once.
    """
    lines = list(pairs)
    findings: list[Finding] = []
    for table in tables:
        own = {line.place for line in table.lines}
        judged = [pair for pair in lines if pair.line.place in own and _is_judged(pair, known)]
        differing = [found for pair in judged if (found := _differing(table, pair, known))]
        findings += _told(differing, len(judged))
    return findings


def year_is_there(tables: Iterable[StatusTable], period: str) -> Iterator[Finding]:
    """Find tables without a column for the financial year in which their month lies."""
    year = FinancialYear.of(last_day(period))
    for table in tables:
        if table.lines and table.years and year not in table.years:
            first = table.lines[0].place
            yield Finding(
                "other-years",
                first._replace(row=max(first.row - 1, 1), column=None),
                f"a table of {period} should have a column of {year}; this has"
                f" {', '.join(table.years)}: is the header right, or the month?",
            )


def by_columns(amounts: Amounts, table: StatusTable) -> dict[FinancialYear, Decimal]:
    """Return amounts by the columns of a table: earlier years count into "and previous years".

    Years for which the table has no column are kept as they are.
    """
    sums: dict[FinancialYear, Decimal] = {}
    for year, amount in amounts.items():
        into = next((one for one in table.earlier if year <= one), year)
        sums[into] = sums.get(into, ZERO) + amount
    return sums


def _is_judged(pair: MatchedLine, known: Known) -> bool:
    return pair.project is not None and pair.project.ref in known.targets


def _differing(table: StatusTable, pair: MatchedLine, known: Known) -> _Differing | None:
    line, project, _ = pair
    if project is None:
        return None
    book = by_columns(known.targets[project.ref], table)
    targets = line.figures.targets
    years = sorted({*table.years, *targets, *(year for year, amount in book.items() if amount)})
    rows = [targets.get(year, ZERO) for year in years], [book.get(year, ZERO) for year in years]
    return None if rows[0] == rows[1] else _Differing(line, cause(*rows), years, *rows)


def _told(differing: Sequence[_Differing], judged: int) -> Iterator[Finding]:
    """Tell each row by itself, but what befell nearly all of them once."""
    ordered = sorted(differing, key=lambda one: one.cause)
    for found, group in groupby(ordered, key=lambda one: one.cause):
        rows = sorted(group, key=lambda one: one.line.place.row)
        of_all = found.rule != "book" and len(rows) > _FEW and len(rows) >= _NEARLY_ALL * judged
        if of_all:
            yield _of_all(found, rows, judged)
        else:
            yield from (_of_one(row) for row in rows)


def _of_all(found: Cause, rows: Sequence[_Differing], judged: int) -> Finding:
    first = rows[0].line.place
    return Finding(
        found.rule,
        first,
        f"of {judged} rows that the book has, this holds of {len(rows)}: {found.message}; is a"
        " header or the unit wrong?",
    )


def _of_one(row: _Differing) -> Finding:
    apart = [
        f"{year} {in_pounds(printed)} here, {in_pounds(book)} in the book"
        for year, printed, book in zip(row.years, row.printed, row.book, strict=True)
        if printed != book
    ]
    return Finding(
        row.cause.rule,
        row.line.place,
        f"{row.cause.message}: {'; '.join(apart)}",
        Severity.WARNING if row.cause.rule == "book" else Severity.ERROR,
        sum(row.printed, ZERO) - sum(row.book, ZERO),
        row.line.project,
    )
