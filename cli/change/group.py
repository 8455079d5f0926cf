"""``minutebook change``: what is asked to change, what was decided, what it comes to."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

import click

from cli.change.impact import impact_
from cli.change.page import change_data, change_page, change_sheet
from cli.change.tables import list_sheet, list_table
from cli.change.write import comment, decide, raise_request
from cli.context import App, pass_app
from cli.frame.asked import Asked, ask
from cli.frame.completion import references
from cli.frame.groups import Noun
from cli.frame.help import examples
from cli.frame.money import Unit
from cli.frame.options import reads, unit_option
from cli.frame.output import Answer, show
from cli.frame.references import not_there, require

if TYPE_CHECKING:
    from projections.changes.requests import Change

_STATES = (
    "open",
    "deferred",
    "referred",
    "reopened",
    "approved",
    "approved-in-part",
    "rejected",
    "withdrawn",
)


@click.group(
    cls=Noun,
    epilog=examples("change list", "change show ICS-2019-A", "change impact --from 2018/19"),
)
def change() -> None:
    """Change requests and approved extensions."""


@change.command(
    "list",
    epilog=examples("change list", "change list --state open --state deferred --format json"),
)
@click.option(
    "--state",
    "states",
    type=click.Choice(_STATES),
    multiple=True,
    help="Only those in this state; repeat it for several.",
)
@click.option(
    "--project",
    metavar="REF",
    help="Only those on this project.",
    shell_complete=references("project"),
)
@unit_option
@reads
@pass_app
def list_(
    app: App,
    *,
    states: tuple[str, ...],
    project: str | None,
    unit: Unit,
    as_at: date | None,
    as_known: datetime | None,
    form: str,
) -> None:
    """List change requests and approved extensions, in the order of their days."""
    asked = ask(app, as_at, as_known)
    require(asked.views, project=project)
    found = [
        row
        for row in _changes(asked)
        if (not states or row.state in states)
        and (project is None or any(line.project == project for line in row.projects))
    ]
    answer = Answer(
        lambda: [change_data(row) for row in found],
        lambda: [list_table(found, unit, asked.times)],
        lambda: list_sheet(found),
        rests_on=lambda: found,
    )
    show(answer, form)


@change.command(
    "show", epilog=examples("change show ICS-2019-A", "change show ICS-2019-B --format json")
)
@click.argument("ref", shell_complete=references("change-request"))
@unit_option
@reads
@pass_app
def show_(
    app: App, ref: str, *, unit: Unit, as_at: date | None, as_known: datetime | None, form: str
) -> None:
    """Show one request or extension: figures, reasons, comments, conditions, decision.

    Of a request that awaits its decision it says whether the book still has the profile that the
    request expects; if not, both are shown, and approval would be refused.
    """
    from projections.changes import requests

    asked = ask(app, as_at, as_known)
    found = requests.change(asked.views, ref, as_at=asked.as_at, known=asked.known)
    if found is None:
        there = [row.ref for row in _changes(asked)]
        raise not_there(asked.views, "change request", ref, there)
    answer = Answer(
        lambda: change_data(found),
        lambda: change_page(found, unit, asked.times),
        lambda: change_sheet(found),
    )
    show(answer, form)


def _changes(asked: Asked) -> list[Change]:
    from projections.changes.requests import changes

    return changes(asked.views, as_at=asked.as_at, known=asked.known)


for _command in (impact_, raise_request, comment, decide):
    change.add_command(_command)
