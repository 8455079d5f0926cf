"""The commands that discharge a condition, or say that it was breached."""

from __future__ import annotations

from datetime import date
from typing import Any

import click
from click.shell_completion import CompletionItem

from cli.context import App, pass_app
from cli.frame.completion import from_views
from cli.frame.help import examples
from cli.recording import command_from, day_option, provenance, record_one
from projections.views import Views


def _open(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Complete the references of the conditions that are open."""

    def refs(views: Views) -> list[str]:
        from projections.conditions.queries import OPEN, list_conditions

        return [row.ref for row in list_conditions(views, date.max) if row.state == OPEN]

    return from_views(ctx, refs, incomplete)


@click.command(
    epilog=examples(
        "condition discharge ICS-2019-A/1 --evidence 'Report of 13 January 2020' --on 2020-01-13",
        "condition discharge social-care-system-go-live/3/1 --evidence 'Test log'"
        " --by 'Test Manager'",
    )
)
@click.argument("ref", shell_complete=_open)
@click.option("--evidence", required=True, help="What shows that it was met.")
@click.option("--by", metavar="NAME", help="Who saw to it.")
@day_option("--on", "The day on which it was found met; today if left out.")
@provenance
@pass_app
def discharge(app: App, /, ref: str, *, on: date | None, **given: Any) -> None:
    """Discharge a condition: it was met, and this is the evidence."""
    discharged_on = on or app.today()
    command = command_from(
        "condition-discharge", app, given, condition=ref, discharged_on=discharged_on
    )
    what = f"the discharge of {ref}"
    record_one(app, command, what, f"{ref} is discharged.", dry_run=given["dry_run"])


@click.command(
    epilog=examples("condition breach ICS-2019-A/1 --reason 'No report came' --on 2020-02-03")
)
@click.argument("ref", shell_complete=_open)
@click.option("--reason", required=True, help="What was not done.")
@day_option("--on", "The day of the breach; today if left out.")
@provenance
@pass_app
def breach(app: App, /, ref: str, *, on: date | None, **given: Any) -> None:
    """Say that a condition was breached: what hangs on it is open again.

    A change request comes back to the body that decided it: its figures stand until that body says
    `approved`, and the approval stands, or `rejected`, and the figures go back. A gate no longer
    stands at go.
    """
    command = command_from(
        "condition-breach", app, given, condition=ref, breached_on=on or app.today()
    )
    of = ref.rpartition("/")[0]
    done = f"{ref} is breached: {of} is open again, for the body that decided it."
    record_one(app, command, f"the breach of {ref}", done, dry_run=given["dry_run"])
