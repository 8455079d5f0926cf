"""The commands that call a resolution in, and that say what came of it."""

from __future__ import annotations

from datetime import date
from typing import Any

import click

from cli.context import App, pass_app
from cli.frame.completion import references
from cli.frame.errors import UnknownName
from cli.frame.help import examples
from cli.frame.references import unknown
from cli.recording import command_from, day_option, provenance, record_one


@click.command(
    "call-in",
    epilog=examples(
        "resolution call-in ics/2019/003 --by 'A. Ash' --by 'B. Birch' --on 2019-01-09"
        " --reason 'The public was not asked'"
    ),
)
@click.argument("resolution", metavar="REF", shell_complete=references("resolution"))
@click.option("--by", multiple=True, required=True, metavar="NAME", help="Who; repeat it.")
@click.option("--reason", required=True, help="Why it should be looked at again.")
@day_option("--on", "The day it was called in; today if left out.")
@provenance
@pass_app
def call_in(app: App, /, resolution: str, **given: Any) -> None:
    """Call a resolution in before it takes effect: it is suspended until that is decided.

    REF is its reference, with that of its body where several bodies use it: ics/2019/003. A
    resolution may be called in while the window is open that the terms of reference of its body
    name, unless it is urgent.
    """
    resolution, day = _whole(app, resolution), given.pop("on") or app.today()
    command = command_from("call-in", app, given, resolution=resolution, called_in_on=day)
    record_one(
        app,
        command,
        f"the call-in of {resolution}",
        f"{resolution} is called in: it permits nothing until that is decided, with"
        f" `minutebook resolution call-in-outcome {resolution} upheld`.",
        dry_run=given["dry_run"],
    )


@click.command(
    "call-in-outcome",
    epilog=examples(
        "resolution call-in-outcome ics/2019/003 upheld --body scrutiny --on 2019-01-21",
        "resolution call-in-outcome ics/2019/003 referred-back --meeting scrutiny-2019-01-21",
    ),
)
@click.argument("resolution", metavar="REF", shell_complete=references("resolution"))
@click.argument("outcome", type=click.Choice(("upheld", "referred-back")))
@click.option(
    "--body", metavar="REF", shell_complete=references("body"), help="The body that looked at it."
)
@click.option(
    "--meeting",
    metavar="REF",
    shell_complete=references("meeting"),
    help="The meeting at which it did.",
)
@day_option(
    "--on", "The day on which that was decided; that of the meeting if left out, else today."
)
@provenance
@pass_app
def call_in_outcome(app: App, /, resolution: str, outcome: str, **given: Any) -> None:
    """Say what came of a call-in: the resolution takes effect then, or never.

    Upheld, it is in force from that day. Referred back, it never is: its body decides again, by a
    new resolution, and what it had superseded, rescinded or amended holds again.
    """
    resolution = _whole(app, resolution)
    day = given.pop("on") or _day_of(app, given["meeting"]) or app.today()
    command = command_from(
        "call-in-outcome", app, given, resolution=resolution, outcome=outcome, decided_on=day
    )
    done = (
        f"{resolution} is upheld and takes effect."
        if outcome == "upheld"
        else f"{resolution} is referred back: it takes no effect, and its body decides again."
    )
    record_one(
        app, command, f"the outcome of the call-in of {resolution}", done, dry_run=given["dry_run"]
    )


def _day_of(app: App, meeting: str | None) -> date | None:
    """Return the day on which a meeting was held, if it was."""
    from projections.meetings.queries import list_meetings

    if meeting is None:
        return None
    return next((row.held_on for row in list_meetings(app.views()) if row.ref == meeting), None)


def _whole(app: App, ref: str) -> str:
    """Return the reference of a resolution with that of its body, which a person may leave out."""
    from projections.resolutions.queries import list_resolutions

    known = list_resolutions(app.views())
    found = [row.id for row in known if ref in (row.ref, row.id)]
    if not found:
        raise unknown("resolution", ref, [name for row in known for name in (row.ref, row.id)])
    if len(found) > 1:
        raise UnknownName(f"several bodies have a resolution {ref}: say {' or '.join(found)}")
    return found[0]
