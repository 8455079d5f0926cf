"""``minutebook portfolio``: what must be saved, what is at risk, how the projects stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from cli.context import App, pass_app
from cli.frame.asked import ask
from cli.frame.blocks import Block, Heading, Table
from cli.frame.help import examples
from cli.frame.money import Unit, in_unit
from cli.frame.narrowing import measure_option
from cli.frame.options import reads, unit_option
from cli.frame.output import Answer, Sheet, as_data, show
from cli.frame.references import require_measure
from cli.frame.units import of_unit, unit_of
from cli.frame.words import spaced

if TYPE_CHECKING:
    from projections.savings.differences import Difference
    from projections.savings.portfolio import Portfolio, Standing

_GROUPINGS = ("portfolio", "programme", "department")


class _Shown(NamedTuple):
    """How the portfolio is shown: by what, of what, in which unit, and at which times."""

    by: str
    measure: str
    unit: Unit
    times: str


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
    help="Add up by portfolio, programme or department.",
)
@measure_option("The measure to add up.")
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
    from projections.savings import portfolio as savings
    from projections.savings.differences import differences
    from projections.savings.sources import sources_of_figures

    asked = ask(app, as_at, as_known)
    require_measure(asked.views, measure)
    found = savings.portfolio(
        asked.views, as_at=asked.as_at, known=asked.known, by=by, measure=measure
    )
    scope = asked.scope | {"by": by, "measure": measure}

    def apart() -> tuple[Difference, ...]:
        return differences(asked.views, as_at=asked.as_at, known=asked.known, measure=measure)

    answer = Answer(
        lambda: scope | as_data(found) | {"differences": as_data(apart())},
        lambda: _blocks(found, apart(), _Shown(by, measure, unit_of(measure, unit), asked.times)),
        lambda: _sheet(found),
        lambda: sources_of_figures(
            asked.views, as_at=asked.as_at, known=asked.known, measure=measure
        ),
    )
    show(answer, form)


def _blocks(found: Portfolio, apart: Sequence[Difference], shown: _Shown) -> Iterator[Block]:
    yield Heading(f"Savings by {shown.by}, {shown.times}")
    groups = (*found.groups, found.total) if found.groups else ()
    yield _targets(found, groups, shown)
    if not groups:
        return
    yield _risks(found, groups, shown)
    yield _statuses(found, groups, shown)
    if apart:
        yield _differences(apart, shown.unit)


def _targets(found: Portfolio, groups: Sequence[Standing], shown: _Shown) -> Table:
    years = (f"{year}>" for year in found.years)
    return Table(
        (shown.by.capitalize(), "Projects>", *years, "Total>"),
        [
            (
                g.name,
                f"{g.projects:,}",
                *_amounts([*g.targets.values(), g.target_total], shown.unit),
            )
            for g in groups
        ],
        title=f"Targets, {spaced(shown.measure)}{of_unit(shown.unit)}",
        empty="No projects had started by then.",
        total=True,
    )


def _risks(found: Portfolio, groups: Sequence[Standing], shown: _Shown) -> Table:
    years = (f"{year}>" for year in found.years)
    return Table(
        (shown.by.capitalize(), *years, "Total>", "Delivered alternatively>", "Net at risk>"),
        [(g.name, *_amounts(_at_risk(g), shown.unit)) for g in groups],
        title=f"At risk, by the last status reports{of_unit(shown.unit)}"
        " (negative: over-achievement)",
        total=True,
    )


def _statuses(found: Portfolio, groups: Sequence[Standing], shown: _Shown) -> Table:
    statuses = (f"{name.replace('_', ' ').capitalize()}>" for name in found.total.statuses)
    return Table(
        (shown.by.capitalize(), *statuses),
        [(g.name, *map(str, g.statuses.values())) for g in groups],
        title="Projects by status",
        total=True,
    )


def _at_risk(group: Standing) -> list[Any]:
    return [
        *group.at_risk.values(),
        group.at_risk_total,
        group.delivered_alternatively,
        group.net_at_risk,
    ]


def _amounts(amounts: Sequence[Any], unit: Unit) -> list[str]:
    return [in_unit(amount, unit) for amount in amounts]


def _differences(apart: Sequence[Difference], unit: Unit) -> Table:
    return Table(
        ("Project", "Report", "Year", "Stated>", "Book>", "Apart>"),
        [
            (
                row.project,
                row.period,
                row.year,
                *_amounts([row.stated, row.book, row.difference], unit),
            )
            for row in apart
        ],
        title=f"Status reports that state another target than the book had{of_unit(unit)}",
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
        *(f"projects_{status}" for status in found.total.statuses),
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
