"""``minutebook action``: what somebody must do, by when, and whether the body is content."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import click

from cli.action.arising import matters_arising
from cli.action.told import due, what
from cli.action.write import close, complete, progress, reopen
from cli.context import App, pass_app
from cli.frame.asked import ask
from cli.frame.blocks import Table
from cli.frame.completion import references
from cli.frame.groups import Noun
from cli.frame.help import examples
from cli.frame.options import reads
from cli.frame.output import Answer, Sheet, show
from cli.frame.references import require
from cli.frame.resting import facts_of
from projections.actions.standing import stands

if TYPE_CHECKING:
    from projections.actions.queries import ActionRow

_STATES = (
    "open",
    "in-progress",
    "completed",
    "considered",
    "closed",
    "superseded",
    "rescinded",
    "referred-back",
)


@click.group(
    cls=Noun,
    epilog=examples(
        "action list --body ics --overdue",
        "action complete ics/2018/020/2 --evidence 'Report, item 5'",
        "action matters-arising ics",
    ),
)
def action() -> None:
    """Actions: who must do what by when."""


@action.command(
    "list",
    epilog=examples(
        "action list --body ics", "action list --overdue", "action list --owner 'Sue Milburn' --all"
    ),
)
@click.option("--owner", metavar="NAME", help="Only those that this person or body must do.")
@click.option(
    "--body", metavar="REF", help="Only what this body asked.", shell_complete=references("body")
)
@click.option(
    "--meeting",
    metavar="REF",
    help="Only what comes up at this meeting.",
    shell_complete=references("meeting"),
)
@click.option("--state", type=click.Choice(_STATES), help="Only those in this state.")
@click.option("--overdue", is_flag=True, help="Only those whose day has passed.")
@click.option("--all", "everything", is_flag=True, help="Also those that wait for nobody any more.")
@reads
@pass_app
def list_(
    app: App,
    /,
    as_at: date | None,
    as_known: datetime | None,
    form: str,
    *,
    everything: bool,
    **wanted: Any,
) -> None:
    """List the actions: every clause that asks for something, and what was asked otherwise.

    Without --all or --state, those that are still to be done or to be closed. `considered` is a
    report that came before a meeting and that the body has yet to close.
    """
    from projections.actions.queries import list_actions

    asked = ask(app, as_at, as_known)
    require(asked.views, body=wanted["body"], meeting=wanted["meeting"])
    rows = [placed.action for placed in list_actions(asked.views, asked.as_at, asked.known)]
    everything = everything or wanted["state"] is not None
    found = [row for row in rows if (everything or row.waits) and _is_wanted(row, wanted)]
    answer = Answer(
        lambda: found,
        lambda: [_list(found, asked.times)],
        lambda: _sheet(found),
        rests_on=facts_of(asked, [_rests_on(row) for row in found]),
    )
    show(answer, form)


def _rests_on(row: ActionRow) -> str:
    """Return what asks for an action: the resolution with such a clause, else the action itself."""
    return f"resolution:{row.resolution}" if row.kind == "clause" else f"action:{row.ref}"


def _is_wanted(row: ActionRow, wanted: dict[str, Any]) -> bool:
    from domain.values.names import same_name

    owner = wanted["owner"]
    return (
        (owner is None or (row.owner is not None and same_name(row.owner, owner)))
        and wanted["body"] in (None, row.asked_by)
        and wanted["meeting"] in (None, row.comes_to)
        and wanted["state"] in (None, row.state)
        and (row.overdue or not wanted["overdue"])
    )


def _list(found: list[ActionRow], times: str) -> Table:
    rows = [
        (row.ref, row.asked_by, row.owner or "", what(row), due(row), stands(row)) for row in found
    ]
    columns = ("Reference", "Asked by", "Owner", "What", "Due", "State")
    empty = "No actions: nothing that was asked for waits to be done or closed (--all shows all)."
    return Table(columns, rows, f"Actions, {times}", empty=empty)


def _sheet(found: list[ActionRow]) -> Sheet:
    header = (
        "ref",
        "kind",
        "title",
        "effect",
        "text",
        "owner",
        "asked_by",
        "asked_at",
        "asked_on",
        "due_on",
        "due_at",
        "comes_to",
        "carried",
        "state",
        "overdue",
        "overdue_recorded_on",
        "last_said",
    )
    return Sheet(header, [[getattr(row, name) for name in header] for row in found])


for _command in (progress, complete, close, reopen, matters_arising):
    action.add_command(_command)
