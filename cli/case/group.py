"""``minutebook case``: subjects on their way, step by step."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

import click

from cli.case.migrate import migrate
from cli.case.page import case_data, case_page
from cli.case.stats import stats_blocks, stats_sheet
from cli.case.write import open_case, step
from cli.context import App, pass_app
from cli.frame.asked import Asked, ask
from cli.frame.blocks import Table
from cli.frame.completion import references
from cli.frame.groups import Noun
from cli.frame.help import examples
from cli.frame.options import reads
from cli.frame.output import Answer, Sheet, as_data, page, show
from cli.frame.references import not_there, require
from cli.frame.words import on, spaced

if TYPE_CHECKING:
    from projections.cases.standing import Standing

_HEADER = ("case", "title", "route", "version", "state", "since", "days", "due_on", "overdue")


@click.group(
    cls=Noun,
    epilog=examples("case list", "case show ICS-2019-A", "case stats"),
)
def case() -> None:
    """Cases: what travels on a route, and where it stands."""


@case.command(
    "list",
    epilog=examples("case list", "case list --state sub-committee --overdue", "case list --all"),
)
@click.option("--route", metavar="NAME", help="Only those on this route, in any version.")
@click.option("--state", metavar="NAME", help="Only those that stand here.")
@click.option(
    "--body",
    metavar="REF",
    help="Only those in which this body plays a part.",
    shell_complete=references("body"),
)
@click.option("--overdue", is_flag=True, help="Only those with a step whose last day has passed.")
@click.option("--all", "everything", is_flag=True, help="Those too whose journey is over.")
@reads
@pass_app
def list_(
    app: App,
    /,
    *,
    route: str | None,
    state: str | None,
    body: str | None,
    overdue: bool,
    everything: bool,
    as_at: date | None,
    as_known: datetime | None,
    form: str,
) -> None:
    """List the cases that are on their way, with how long each stands where it does."""
    from projections.cases.standing import standings

    asked = ask(app, as_at, as_known)
    require(asked.views, body=body)
    found = [
        row
        for row in standings(asked.views, asked.as_at, asked.known, running=not everything)
        if (route is None or row.route == route)
        and (state is None or row.state == state)
        and (body is None or body in row.bodies.values())
        and (not overdue or _is_late(row, asked.as_at))
    ]
    answer = Answer(
        lambda: [_data(row, asked.as_at) for row in found],
        lambda: [_table(found, asked)],
        lambda: Sheet(_HEADER, [_row(row, asked.as_at) for row in found]),
    )
    show(answer, form)


def _is_late(row: Standing, as_at: date) -> bool:
    return not row.closed and row.due_on is not None and row.due_on < as_at


def _row(row: Standing, as_at: date) -> tuple[object, ...]:
    days = None if row.closed else row.days(as_at)
    named = (row.ref, row.title, row.route, row.version, row.state)
    return (*named, row.entered_on, days, row.due_on, "yes" if _is_late(row, as_at) else "no")


def _data(row: Standing, as_at: date) -> dict[str, object]:
    said: dict[str, object] = as_data(row)
    return said | {
        "days": None if row.closed else row.days(as_at),
        "due_on": as_data(row.due_on),
        "late": _is_late(row, as_at),
    }


def _table(found: list[Standing], asked: Asked) -> Table:
    rows = [
        (
            row.ref,
            row.title,
            f"{row.route}/{row.version}",
            spaced(row.state),
            on(row.entered_on),
            "" if row.closed else str(row.days(asked.as_at)),
            on(row.due_on) + (" late" if _is_late(row, asked.as_at) else ""),
        )
        for row in found
    ]
    return Table(
        ("Case", "Title", "Route", "Stands at", "Since", "Days>", "Due"),
        rows,
        f"Cases, {asked.times}",
        empty="No case is on its way that is asked for: begin one with `minutebook case open ROUTE"
        " SUBJECT`, or look at those that are over with --all.",
    )


@case.command(
    "show", epilog=examples("case show ICS-2019-A", "case show change-request/ICS-2019-A")
)
@click.argument("ref", shell_complete=references("case"))
@reads
@pass_app
def show_(app: App, ref: str, as_at: date | None, as_known: datetime | None, form: str) -> None:
    """Show the whole journey of a case: days in each state, who acted, and what is next.

    REF is that of the case, or of what travels, where that is enough to know it by.
    """
    from projections.cases.following import definitions, following
    from projections.cases.journey import journey
    from projections.cases.standing import standing_called

    asked = ask(app, as_at, as_known)
    found = standing_called(asked.views, ref, asked.as_at, asked.known)
    if isinstance(found, list):
        raise not_there(asked.views, "case", ref, found)
    routes = definitions(asked.views)
    moves = journey(asked.views, found.ref, asked.as_at, asked.known)
    steps = following(found, routes)
    title = routes.title(found)
    answer = page(
        lambda: _data(found, asked.as_at) | case_data(moves, steps),
        lambda: case_page(found, title, moves, steps, asked),
    )
    show(answer, form)


@case.command("stats", epilog=examples("case stats", "case stats --as-at 2019-03-31 --format json"))
@reads
@pass_app
def stats_(app: App, as_at: date | None, as_known: datetime | None, form: str) -> None:
    """Show how long cases stand in each state, how often they are put off, and what waiting costs.

    A state is that of the body for which the first step from there is taken, whoever took the case
    on; states that officers alone move on have none.

    Savings lost a month: for every running change request, the increases it asks for in the
    cashable savings of the current financial year, divided by twelve. That much of the year's
    saving falls away with every month in which it is not decided. A request that raises only the
    savings of later years costs nothing yet: it is shown with the day from which it will. What a
    request takes away in other years is not set against its increases.
    """
    from projections.cases.stats import stats

    asked = ask(app, as_at, as_known)
    found = stats(asked.views, asked.as_at, asked.known)
    answer = Answer(
        lambda: asked.scope | as_data(found),
        lambda: stats_blocks(found, asked.times),
        lambda: stats_sheet(found),
    )
    show(answer, form)


for _writes in (open_case, step, migrate):
    case.add_command(_writes)
