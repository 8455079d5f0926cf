"""``minutebook condition``: what approvals and gates hang on, and whether it was met."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

import click

from cli.condition.write import breach, discharge
from cli.context import App, pass_app
from cli.frame.asked import ask
from cli.frame.blocks import Table
from cli.frame.completion import references
from cli.frame.groups import Noun
from cli.frame.help import examples
from cli.frame.options import reads
from cli.frame.output import Answer, Sheet, show
from cli.frame.references import require
from cli.frame.words import on, spaced

if TYPE_CHECKING:
    from projections.conditions.queries import ConditionRow

_STATES = ("open", "discharged", "breached", "lapsed", "all")
_COLUMNS = ("Condition", "Text", "Owner", "Due", "State", "Body", "Evidence")


@click.group(
    cls=Noun,
    epilog=examples(
        "condition list --overdue",
        "condition discharge ICS-2019-A/1 --evidence 'Report of 13 January 2020'",
    ),
)
def condition() -> None:
    """Conditions of approvals and of gates."""


@condition.command(
    "list",
    epilog=examples(
        "condition list",
        "condition list --owner 'Programme Office' --state all",
        "condition list --body ics --overdue --as-at 2019-06-30",
    ),
)
@click.option("--owner", metavar="NAME", help="Only those that this person or office sees to.")
@click.option(
    "--body",
    metavar="REF",
    shell_complete=references("body"),
    help="Only those set by this body.",
)
@click.option("--overdue", is_flag=True, help="Only those whose day went by.")
@click.option(
    "--state",
    type=click.Choice(_STATES),
    default="open",
    show_default=True,
    help="Only those that stand so; lapsed are those whose decision was taken anew.",
)
@reads
@pass_app
def list_(
    app: App,
    *,
    owner: str | None,
    body: str | None,
    overdue: bool,
    state: str,
    as_at: date | None,
    as_known: datetime | None,
    form: str,
) -> None:
    """List conditions, the soonest due first.

    A condition of a change request is known as ICS-2019-A/1, one of gate 3 of a sequence as
    social-care-system-go-live/3/1.
    """
    from projections.conditions.queries import list_conditions

    asked = ask(app, as_at, as_known)
    require(asked.views, body=body)
    found = [
        row
        for row in list_conditions(asked.views, asked.as_at, asked.known)
        if state in ("all", row.state)
        and (body is None or row.body == body)
        and (owner is None or _same(row.owner, owner))
        and (row.overdue or not overdue)
    ]
    which = "" if state == "all" else f"{state} "
    empty = f"No {'overdue ' if overdue else ''}{which}conditions, {asked.times}."
    answer = Answer(
        lambda: found,
        lambda: [Table(_COLUMNS, list(map(_row, found)), f"Conditions, {asked.times}", empty)],
        lambda: _sheet(found),
    )
    show(answer, form)


def _same(name: str | None, asked: str) -> bool:
    return name is not None and name.casefold().split() == asked.casefold().split()


def _row(row: ConditionRow) -> tuple[str, ...]:
    return (
        row.ref,
        row.text,
        row.owner or "",
        on(row.due),
        _stands(row),
        row.body or "",
        row.note or row.evidence or "",
    )


def _stands(row: ConditionRow) -> str:
    if row.ended_on:
        return f"{spaced(row.state)}, {on(row.ended_on)}"
    return "overdue" if row.overdue else row.state


def _sheet(found: list[ConditionRow]) -> Sheet:
    names = (
        "ref",
        "of",
        "kind",
        "text",
        "owner",
        "due",
        "state",
        "overdue",
        "body",
        "set_on",
        "ended_on",
        "evidence",
        "note",
        "done_by",
    )
    return Sheet(names, [[getattr(row, name) for name in names] for row in found])


for _writes in (discharge, breach):
    condition.add_command(_writes)
