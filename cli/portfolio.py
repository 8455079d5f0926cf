"""``minutebook portfolio``: what must be saved, what is at risk, how the projects stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import click

from cli.context import App, pass_app
from cli.frame.blocks import Block, Heading, Table
from cli.frame.help import examples
from cli.frame.money import Unit, in_unit
from cli.frame.options import reads, unit_option
from cli.frame.output import Answer, Sheet, as_data, show
from cli.frame.words import spaced

if TYPE_CHECKING:
    from projections.savings.portfolio import Portfolio, Standing

_GROUPINGS = ("portfolio", "programme", "department")
_SCOPE = ("as_at", "as_known", "by", "measure")


@click.command(
    epilog=examples(
        "portfolio --as-at 2018-09-30",
        "portfolio --by programme --unit £m",
        "portfolio --as-at 2018-09-30 --as-known 2018-10-15 --format json",
    )
)
@click.option(
    "--by",
    type=click.Choice(_GROUPINGS),
    default="portfolio",
    show_default=True,
    help="The groups.",
)
@click.option(
    "--measure",
    metavar="NAME",
    default="cashable-benefit",
    show_default=True,
    help="The measure to add up.",
)
@unit_option
@reads
@pass_app
def portfolio(
    app: App,
    *,
    by: str,
    measure: str,
    unit: Unit,
    as_at: date | None,
    as_known: datetime | None,
    form: str,
) -> None:
    """Show savings targets, savings at risk and project statuses.

    Targets are those in force on the day, from the ledger of figures. What is at risk comes from
    each project's last status report by then: at risk and slippage less over-achievement, so that
    a negative figure is over-achievement; net at risk leaves out what was delivered in another
    way. Closed projects count: their figures stay.
    """
    from projections.savings import portfolio as savings  # noqa: PLC0415 - loaded when it is asked
    from projections.savings.projects import position_of  # noqa: PLC0415 - as above

    views, day = app.views(), as_at or app.today()
    known = position_of(app.position_known(views, as_known))
    found = savings.portfolio(views, as_at=day, known=known, by=by, measure=measure)
    scope = dict(zip(_SCOPE, (day, as_known, by, measure), strict=True))
    answer = Answer(
        lambda: scope | as_data(found), lambda: _blocks(found, scope, unit), lambda: _sheet(found)
    )
    show(answer, form)


def _blocks(found: Portfolio, scope: dict[str, Any], unit: Unit) -> Iterator[Block]:
    known = f", as known on {scope['as_known']:%Y-%m-%d %H:%M} UTC" if scope["as_known"] else ""
    yield Heading(f"Savings by {scope['by']} as at {scope['as_at']}{known}")
    groups = (*found.groups, found.total) if found.groups else ()
    yield Table(
        (scope["by"].capitalize(), "Projects>", *(f"{year}>" for year in found.years), "Total>"),
        [
            (g.name, f"{g.projects:,}", *_amounts([*g.targets.values(), g.target_total], unit))
            for g in groups
        ],
        title=f"Targets, {spaced(scope['measure'])}, {unit}",
        empty="No projects had started by then.",
        total=True,
    )
    if not groups:
        return
    yield Table(
        (
            scope["by"].capitalize(),
            *(f"{year}>" for year in found.years),
            "Total>",
            "Delivered alternatively>",
            "Net at risk>",
        ),
        [(g.name, *_amounts(_at_risk(g), unit)) for g in groups],
        title=f"At risk, by the last status reports, {unit} (negative: over-achievement)",
        total=True,
    )
    statuses = list(found.total.statuses)
    yield Table(
        (
            scope["by"].capitalize(),
            *(f"{status.replace('_', ' ').capitalize()}>" for status in statuses),
        ),
        [(g.name, *(str(count) for count in g.statuses.values())) for g in groups],
        title="Projects by status",
        total=True,
    )
    if found.differences:
        yield _differences(found, unit)


def _at_risk(group: Standing) -> list[Any]:
    return [
        *group.at_risk.values(),
        group.at_risk_total,
        group.delivered_alternatively,
        group.net_at_risk,
    ]


def _amounts(amounts: Sequence[Any], unit: Unit) -> list[str]:
    return [in_unit(amount, unit) for amount in amounts]


def _differences(found: Portfolio, unit: Unit) -> Table:
    return Table(
        ("Project", "Report", "Year", "Stated>", "Book>", "Apart>"),
        [
            (
                row.project,
                row.period,
                row.year,
                *_amounts([row.stated, row.book, row.difference], unit),
            )
            for row in found.differences
        ],
        title=f"Status reports that state another target than the book had, {unit}",
    )


def _sheet(found: Portfolio) -> Sheet:
    """Return a line for every group and one for the total, which has no reference."""
    years = [year.replace("/", "_") for year in found.years]
    header = (
        "ref",
        "name",
        "projects",
        *(f"target_{year}" for year in years),
        "target_total",
        *(f"at_risk_{year}" for year in years),
        "at_risk_total",
        "delivered_alternatively",
        "net_at_risk",
        *found.total.statuses,
    )
    rows = [
        (
            g.ref,
            g.name,
            g.projects,
            *g.targets.values(),
            g.target_total,
            *_at_risk(g),
            *g.statuses.values(),
        )
        for g in (*found.groups, found.total)
    ]
    return Sheet(header, rows)
