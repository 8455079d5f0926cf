"""``minutebook resolution facts``: what members had before them when they decided."""

from __future__ import annotations

from datetime import date, datetime

import click

from cli.context import App, pass_app
from cli.frame.asked import ask
from cli.frame.completion import references
from cli.frame.help import examples
from cli.frame.money import Unit
from cli.frame.options import reads, unit_option
from cli.frame.output import Answer, as_data, show
from cli.frame.references import require
from cli.resolution.facts_page import facts_blocks
from cli.resolution.facts_sheet import facts_sheet
from cli.resolution.named import the_one

_KEYS = ("id", "ref", "body", "meeting", "held_on", "item", "title", "outcome", "recorded_at")


@click.command(
    "facts",
    epilog=examples(
        "resolution facts 2018/019",
        "resolution facts 2018/022 --body ics --as-known 2019-07-01 --format json",
    ),
)
@click.argument("ref", shell_complete=references("resolution"))
@click.option(
    "--body",
    metavar="REF",
    help="The body, where several use the reference.",
    shell_complete=references("body"),
)
@unit_option
@reads
@pass_app
def facts_(
    app: App,
    ref: str,
    *,
    body: str | None,
    unit: Unit,
    as_at: date | None,
    as_known: datetime | None,
    form: str,
) -> None:
    """Show what members had before them when they decided, and what has changed since.

    Figures, statuses and risks of the projects that the resolution concerned, or of every
    portfolio where it concerned none; the requests before the body; what was overdue or had been
    put off to the meeting; and what published documents stated.

    It is read as it was known just before the resolution was recorded, so that nothing recorded
    later rewrites it; a book that was begun after the meeting says so and goes by the days alone.
    --as-at and --as-known say what "now" is.
    """
    from projections.known_then.facts import facts_before

    asked = ask(app, as_at, as_known)
    require(asked.views, body=body)
    row = the_one(asked, ref, body)
    found = facts_before(asked.views, row, as_at=asked.as_at, known=asked.known)
    resolution = {"resolution": {key: getattr(row, key) for key in _KEYS}}
    answer = Answer(
        lambda: asked.scope | resolution | as_data(found),
        lambda: facts_blocks(row, found, unit, asked.times),
        lambda: facts_sheet(found),
    )
    show(answer, form)
