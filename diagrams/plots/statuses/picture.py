"""The statuses of projects by month into a picture: what the commands and notebooks call."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Final

from diagrams.errors import MonthsAhead, NoReports, TooManyMonths
from diagrams.pictures.look import Look
from diagrams.plots.plot import Plot
from diagrams.plots.statuses.drawing import StatusesDrawing
from diagrams.plots.statuses.rows import Field
from diagrams.words import heading_of
from projections.savings.monthly import month_of

if TYPE_CHECKING:
    from projections.savings.monthly import Monthly

MOST_MONTHS: Final = 48
"""More columns than these would print too small on A3."""


def statuses_plot(
    monthly: Monthly,
    *,
    name: str = "All projects",
    as_known: datetime | None = None,
    counted: bool = False,
    title: str | None = None,
    look: Look | None = None,
) -> Plot:
    """Return the statuses of projects by month: a row for each project, a letter in each cell.

    Args:
        monthly: the statuses, from `projections.savings.monthly`.
        name: what the projects have in common.
        as_known: the moment of knowledge, where one was asked for.
        counted: whether the projects of each status are counted, instead of a row for each; of
            very many they always are.
        title: the heading, where another is wanted.
        look: its theme, the base of its links, further fonts.

    Raises:
        NoReports: no project has a report on these months.
        TooManyMonths: there are more than a page has room for.
        MonthsAhead: the last month comes after the day asked for, and nothing is reported of it.
    """
    if len(monthly.months) > MOST_MONTHS:
        raise TooManyMonths(len(monthly.months), MOST_MONTHS)
    if _runs_ahead(monthly):
        raise MonthsAhead(monthly.months[-1], monthly.as_at)
    field = Field(monthly, name, as_known, counted)
    if not field.used:
        raise NoReports(name, monthly.as_at)
    return Plot(StatusesDrawing(field, heading_of(title)), look or Look())


def _runs_ahead(monthly: Monthly) -> bool:
    """Say whether the last month is one of which nobody can know on the day asked for."""
    last = monthly.months[-1] if monthly.months else ""
    return last > month_of(monthly.as_at) and not any(
        last in project.statuses for group in monthly.groups for project in group.projects
    )
