"""``minutebook import template``: a status table of the book's own projects, to be filled in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

import click

from cli.context import App, pass_app
from cli.frame.asked import ask
from cli.frame.blocks import Table
from cli.frame.completion import references
from cli.frame.completion import years as known_years
from cli.frame.help import examples
from cli.frame.money import Unit, in_unit
from cli.frame.options import reads
from cli.frame.output import Answer, Sheet, as_data, show
from cli.frame.references import require
from cli.frame.years import read_year

if TYPE_CHECKING:
    from projections.savings.register import Registered

_CENTURY = 100
_WORDS = ("Portfolio", "Project", "Status last month", "Status this month")
_REST = ("Delivered alternatively (£)", "Net at risk (£)")
_Row = tuple[str | Decimal | None, ...]


@click.command(
    epilog=examples(
        "import template -o status-2018-10.xlsx",
        "import template --portfolio place --from 2018/19 --years 4 -o place-2018-10.csv",
    )
)
@click.option(
    "--portfolio",
    metavar="REF",
    help="Only the projects of this portfolio.",
    shell_complete=references("portfolio"),
)
@click.option(
    "--from",
    "first",
    metavar="YEAR",
    callback=read_year,
    shell_complete=known_years,
    help="The first year that has a column; that of the day asked for if left out.",
)
@click.option(
    "--years",
    type=click.IntRange(1, 30),
    default=3,
    show_default=True,
    help="How many years have a column.",
)
@reads
@pass_app
def template(
    app: App,
    *,
    portfolio: str | None,
    first: str | None,
    years: int,
    as_at: date | None,
    as_known: datetime | None,
    form: str,
) -> None:
    """Write a status table of the projects that run, with their targets, to be filled in.

    Filled in, `minutebook import status` reads it without a mapping. Amounts are in pounds.
    """
    from domain.values.years import FinancialYear
    from projections.savings.projects import groups
    from projections.savings.register import register

    asked = ask(app, as_at, as_known)
    require(asked.views, portfolio=portfolio)
    named = groups(asked.views, asked.as_at, asked.known)
    names = {ref: group.name for (kind, ref), group in named.items() if kind == "portfolio"}
    start = FinancialYear.parse(first) if first else FinancialYear.of(asked.as_at)
    columns = _columns(start.first_day.year, years)
    found = [
        row
        for row in register(asked.views, as_at=asked.as_at, known=asked.known)
        if portfolio in (None, row.portfolio) and _runs(row)
    ]
    found.sort(key=lambda row: (_portfolio(row, names), row.name))
    header = _header(columns)
    rows = [_row(row, names, columns) for row in found]
    answer = Answer(
        lambda: [dict(zip(header, as_data(row), strict=True)) for row in rows],
        lambda: [_table(header, rows, asked.times)],
        lambda: Sheet(header, rows),
    )
    show(answer, form)


def _columns(first: int, years: int) -> list[str]:
    return [f"{year}/{(year + 1) % _CENTURY:02d}" for year in range(first, first + years)]


def _runs(row: Registered) -> bool:
    """Whether a table should have a line for a project: it was not closed."""
    return row.closed_on is None and row.status != "closed_or_completed"


def _portfolio(row: Registered, names: Mapping[str, str]) -> str:
    return names.get(row.portfolio or "", row.portfolio or "")


def _header(columns: Sequence[str]) -> tuple[str, ...]:
    targets = (*(f"Target {year} (£)" for year in columns), "Target total (£)")
    at_risk = (*(f"At risk {year} (£)" for year in columns), "At risk total (£)")
    return (*_WORDS, *targets, *at_risk, *_REST)


def _row(row: Registered, names: Mapping[str, str], columns: Sequence[str]) -> _Row:
    known_as = f" ({', '.join(row.references)})" if row.references else ""
    targets = [row.targets.get(year) for year in columns]
    total = sum(amount for amount in targets if amount is not None)
    blanks = [None] * (len(columns) + 1 + len(_REST))
    status = "" if row.status == "no_status" else row.status.replace("_", " ").capitalize()
    words = (_portfolio(row, names), row.name + known_as, status, "")
    return (*words, *targets, Decimal(total) if any(targets) else None, *blanks)


def _table(header: Sequence[str], rows: Sequence[_Row], times: str) -> Table:
    return Table(
        [heading if heading in _WORDS else f"{heading}>" for heading in header],
        [
            [
                in_unit(cell, Unit.POUNDS) if isinstance(cell, Decimal) else cell or ""
                for cell in row
            ]
            for row in rows
        ],
        title=f"A status table to fill in, {times}",
        empty="No project runs: import a table with --opening --create to begin with.",
    )
