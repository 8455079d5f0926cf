"""The commands that record what was done about an action."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

import click

from cli.context import App, pass_app
from cli.frame.completion import actions, references
from cli.frame.help import examples
from cli.recording import command_from, day_option, provenance, record_one

Decorated = TypeVar("Decorated", bound=Callable[..., Any])
_OPTIONS = {
    "meeting": "--meeting",
    "resolution": "--resolution",
    "under": "--under",
    "consulted": "--consulted",
}


@click.command(
    epilog=examples(
        "action progress ics/2018/020/2 --note 'Two of three parts are written' --on 2019-02-01"
    )
)
@click.argument("ref", shell_complete=actions)
@click.option("--note", required=True, help="How far it has come.")
@day_option("--on", "The day of the note; today if left out.")
@provenance
@pass_app
def progress(app: App, /, ref: str, *, on: date | None, **given: Any) -> None:
    """Report how far an action has come."""
    day = on or app.today()
    command = command_from("action-progress", app, given, action=ref, noted_on=day)
    record_one(
        app,
        command,
        f"this note on {ref}",
        f"Noted of {ref}, {day}.",
        dry_run=given["dry_run"],
    )


@click.command(
    epilog=examples(
        "action complete ics/2018/020/2 --evidence 'Report to the sub-committee, item 5'"
        " --on 2019-03-04"
    )
)
@click.argument("ref", shell_complete=actions)
@click.option("--evidence", required=True, help="What shows that it was done.")
@day_option("--on", "The day it was done; today if left out.")
@provenance
@pass_app
def complete(app: App, /, ref: str, *, on: date | None, **given: Any) -> None:
    """Record that an action was done, with what shows it.

    It then waits to be closed by the body that asked.
    """
    day = on or app.today()
    command = command_from("action-completion", app, given, action=ref, completed_on=day)
    record_one(
        app,
        command,
        f"the completion of {ref}",
        f"{ref} was completed on {day}. Next, for the body that asked: `minutebook action close"
        f" {ref} --meeting MEETING`.",
        dry_run=given["dry_run"],
    )


def _for_the_body(command: Decorated) -> Decorated:
    """Add the options that say who was content, or not, and on what paper."""
    for option in (
        click.option(
            "--consulted",
            multiple=True,
            metavar="NAME",
            help="Whom the delegate consulted; repeat it.",
        ),
        click.option("--officer", metavar="NAME", help="The delegate, where another records it."),
        click.option(
            "--under", metavar="REF", help="The delegation that permits it, as ics/2018/019/2."
        ),
        click.option(
            "--body",
            metavar="REF",
            shell_complete=references("body"),
            help="The body; the one that asked if left out.",
        ),
        click.option(
            "--resolution",
            metavar="REF",
            shell_complete=references("resolution"),
            help="The resolution that says so, by its reference within the body.",
        ),
        click.option(
            "--meeting",
            metavar="REF",
            shell_complete=references("meeting"),
            help="The meeting at which the body did.",
        ),
        day_option("--on", "The day; that of the meeting or resolution if left out."),
    ):
        command = option(command)
    return command


@click.command(
    epilog=examples(
        "action close ics/2018/020/2 --meeting ics-2019-03-04",
        "action close ics/2018/020/2 --under ics/2018/019/2 --officer 'Corporate Director'"
        " --on 2019-03-10",
    )
)
@click.argument("ref", shell_complete=actions)
@_for_the_body
@click.option("--note", help="Why, where that is to be said: no longer wanted, taken over by …")
@provenance
@pass_app
def close(app: App, /, ref: str, *, on: date | None, **given: Any) -> None:
    """Close an action, done or no longer wanted, for the body that asked.

    Only that body does it, at a meeting or by a resolution, or an officer to whom it delegated it.
    """
    command = command_from("action-closure", app, given, _OPTIONS, action=ref, closed_on=on)
    record_one(app, command, f"the closing of {ref}", f"{ref} is closed.", dry_run=given["dry_run"])


@click.command(
    epilog=examples(
        "action reopen ics/2018/020/2 --meeting ics-2019-03-04 --reason 'Costs are missing'"
    )
)
@click.argument("ref", shell_complete=actions)
@_for_the_body
@click.option("--reason", required=True, help="What is missing.")
@provenance
@pass_app
def reopen(app: App, /, ref: str, *, on: date | None, **given: Any) -> None:
    """Ask again for what was completed or closed, for the body that asked."""
    command = command_from("action-reopening", app, given, _OPTIONS, action=ref, reopened_on=on)
    record_one(
        app,
        command,
        f"the reopening of {ref}",
        f"{ref} is open again.",
        dry_run=given["dry_run"],
    )
