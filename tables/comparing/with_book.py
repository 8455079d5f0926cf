"""What each row says beside the figures that the book has on the day of the table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from domain.values.amounts import ZERO, in_pounds
from domain.values.days import last_day
from domain.values.years import FinancialYear
from tables.comparing.causes import Cause, cause
from tables.comparing.exchanges import BesideBook, exchanged
from tables.comparing.totals import by_totals
from tables.matching.known import Known
from tables.matching.lines import MatchedLine
from tables.parts import Amounts, Finding, StatusTable

_FEW, _NEARLY_ALL = 3, Decimal("0.8")


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
        rows = [
            row for pair in lines if pair.line.place in own and (row := _row(table, pair, known))
        ]
        findings += _told(table, rows)
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


def _row(table: StatusTable, pair: MatchedLine, known: Known) -> BesideBook | None:
    line, project, _ = pair
    if project is None:
        return None
    book = by_columns(known.targets.get(project.ref, {}), table)
    targets = line.figures.targets
    years = sorted({*table.years, *targets, *(year for year, amount in book.items() if amount)})
    rows = [targets.get(year, ZERO) for year in years], [book.get(year, ZERO) for year in years]
    return BesideBook(line, project.ref in known.targets, years, *rows)


def _told(table: StatusTable, rows: Sequence[BesideBook]) -> Iterator[Finding]:
    """Tell each row by itself, but what befell nearly all of them once."""
    judged = sum(row.is_in_book for row in rows)
    differing = [row for row in rows if row.is_in_book and row.printed != row.book]
    found = {row.line.place: cause(row.printed, row.book) for row in differing}
    held = by_totals(table, rows)
    found |= {place: one for place, one in held.items() if found[place].rule == "book"}
    often = Counter(one for one in found.values() if one.rule != "book")
    for slip, times in often.items():
        if times > _FEW and times >= _NEARLY_ALL * judged:
            befell = [row for row in differing if found.get(row.line.place) == slip]
            yield _of_all(slip, befell, judged)
            found = {place: one for place, one in found.items() if one != slip}
            rows = [row for row in rows if row.line.place in found or not row.is_in_book]
    found |= exchanged(table, rows)
    yield from (_of_one(row, found[row.line.place]) for row in rows if row.line.place in found)


def _of_all(found: Cause, rows: Sequence[BesideBook], judged: int) -> Finding:
    first = rows[0].line.place
    return Finding(
        found.rule,
        first,
        f"of {judged} rows that the book has, this holds of {len(rows)}: {found.message}; is a"
        " header or the unit wrong?",
    )


def _of_one(row: BesideBook, found: Cause) -> Finding:
    apart = [
        f"{year} {in_pounds(printed)} here, {in_pounds(book)} in the book"
        for year, printed, book in zip(row.years, row.printed, row.book, strict=True)
        if printed != book
    ]
    return Finding(
        found.rule,
        row.line.place,
        f"{found.message}: {'; '.join(apart)}",
        found.severity,
        sum(row.printed, ZERO) - sum(row.book, ZERO),
        row.line.project,
    )
