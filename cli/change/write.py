"""The commands that raise a change request, comment on it and decide it."""

from __future__ import annotations

from typing import Any

import click

from cli.change.lines import AMOUNT, Amounts, lines_agreed, lines_asked
from cli.change.told import tell
from cli.context import App, pass_app
from cli.deciding import (
    conditions_options,
    conditions_said,
    deferred_to_option,
    meeting_option,
    referred_to_option,
    resolution_option,
)
from cli.frame.completion import delegates, measures, references
from cli.frame.help import examples
from cli.frame.money import Unit
from cli.frame.options import unit_option
from cli.record import open_book
from cli.recording import command_from, day_option, once, provenance

_KINDS = (
    "re-profile",
    "write-off",
    "extension",
    "alternative-delivery",
    "transfer",
    "re-scope",
)
_OUTCOMES = ("approved", "approved-in-part", "rejected", "deferred", "referred", "withdrawn")
_OPTIONS = {
    "deferred_to": "--deferred-to",
    "referred_to": "--referred-to",
    "conditions": "--condition",
    "projects": "--revise",
    "decided_by": "--decided-by",
    "under": "--under",
    "consulted": "--consulted",
}


@click.command(
    "raise",
    epilog=examples(
        "change raise ICS-2019-D --title 'Accelerate Transitions' --kind re-profile --to ics"
        " --revise transitions 2019/20 150000 --revise transitions 2020/21 50000"
    ),
)
@click.argument("ref")
@click.option("--title", required=True, help="What the request is called.")
@click.option("--kind", required=True, type=click.Choice(_KINDS), help="What it does.")
@click.option(
    "--to",
    "to",
    required=True,
    metavar="BODY",
    shell_complete=references("body"),
    help="The body asked to decide.",
)
@click.option("--revise", required=True, help="What a year should become; repeat it.", **AMOUNT)
@click.option(
    "--expect",
    help="What the request takes a year to be now; all of a project's years if one is given."
    " Without it, what the book has on the day it is raised.",
    **AMOUNT,
)
@click.option(
    "--measure",
    metavar="NAME",
    shell_complete=measures,
    default="cashable-benefit",
    show_default=True,
    help="The measure it changes.",
)
@day_option("--raised-on", "The day it was raised; today if left out.")
@click.option("--raised-by", metavar="NAME", help="Who raised it; they may not decide it.")
@click.option("--reasons", help="Why the change is asked for.")
@provenance
@pass_app
def raise_request(app: App, /, ref: str, *, revise: Amounts, expect: Amounts, **given: Any) -> None:
    """Raise a change request: ask a body to change what projects must save.

    A request states what it takes the present profile to be, so that it cannot be approved once
    the profile has moved. Comments, lessons and several measures: use a record file.
    """
    raised_on = given.pop("raised_on") or app.today()
    with open_book(app) as book:
        lines = lines_asked(book, revise, expect, given.pop("measure"), raised_on)
        command = command_from(
            "change-request", app, given, _OPTIONS, ref=ref, raised_on=raised_on, projects=lines
        )
        receipt = once(book, command, f"the change request {ref}", dry_run=given["dry_run"])
    tell(receipt, f"Raised {ref} to {given['to']}.", dry_run=given["dry_run"])


@click.command(
    epilog=examples("change comment ICS-2019-A --by finance --text 'No effect on the total.'")
)
@click.argument("ref", shell_complete=references("change-request"))
@click.option("--by", required=True, help="Who comments: finance, programme-office, legal, …")
@click.option("--text", required=True, help="The comment.")
@click.option("--author", metavar="NAME", help="Who wrote it.")
@day_option("--made-on", "The day it was made; today if left out.")
@provenance
@pass_app
def comment(app: App, /, ref: str, **given: Any) -> None:
    """Comment on a change request, as finance, the programme office or another adviser."""
    given["made_on"] = given["made_on"] or app.today()
    with open_book(app) as book:
        command = command_from("comment", app, given, _OPTIONS, change_request=ref)
        receipt = once(book, command, f"this comment on {ref}", dry_run=given["dry_run"])
    tell(receipt, f"Recorded the comment on {ref}.", dry_run=given["dry_run"])


@click.command(
    epilog=examples(
        "change decide ICS-2019-A --outcome approved --resolution 2019/003 --decided-on 2019-01-07",
        "change decide ICS-2019-C --outcome approved --resolution 2019/005"
        " --condition-for 'Director' 2019-06-30 'Report back'",
        "change decide ICS-2019-B --outcome deferred --deferred-to ics-2019-03-04"
        " --decided-on 2019-01-07",
        "change decide ICS-2019-A --outcome approved --under ics/2018/019/2"
        " --decided-by 'Corporate Director' --consulted 'C. Hale' --decided-on 2019-01-07",
    )
)
@click.argument("ref", shell_complete=references("change-request"))
@click.option("--outcome", required=True, type=click.Choice(_OUTCOMES), help="What was decided.")
@resolution_option
@meeting_option()
@click.option(
    "--body",
    metavar="REF",
    shell_complete=references("body"),
    help="The deciding body; the one it was put to if left out.",
)
@day_option(
    "--decided-on", "The day of the decision; that of the meeting or resolution if left out."
)
@click.option("--decided-by", metavar="OFFICER", help="The officer, where it was delegated.")
@click.option(
    "--under",
    metavar="DELEGATION",
    shell_complete=delegates,
    help="The clause that delegates it to the officer: ics/2018/019/2.",
)
@click.option(
    "--consulted", multiple=True, metavar="NAME", help="Whom the officer consulted; repeat it."
)
@conditions_options("an approval")
@deferred_to_option
@referred_to_option
@click.option("--revise", help="What is approved of a year, in part; repeat it.", **AMOUNT)
@click.option("--commentary", help="What else the decision record says.")
@unit_option
@provenance
@pass_app
def decide(
    app: App,
    /,
    ref: str,
    *,
    revise: Amounts,
    unit: Unit,
    **given: Any,
) -> None:
    """Decide a change request.

    An approval alters the profiles of all its projects at once, and shows them before and after.
    It is refused where the book's profile is no longer what the request expects, where the body
    may not decide it, and where the request has its decision.
    """
    with open_book(app) as book:
        command = command_from(
            "decision",
            app,
            given,
            _OPTIONS,
            change_request=ref,
            conditions=conditions_said(given),
            projects=lines_agreed(book, ref, revise),
        )
        receipt = once(book, command, f"the decision on {ref}", dry_run=given["dry_run"])
    done = f"{ref} is {given['outcome'].replace('-', ' ')}."
    tell(receipt, done, dry_run=given["dry_run"], unit=unit)
