"""``minutebook gate``: the Go/No-Go decision points of programmes."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

import click

from cli.context import App, pass_app
from cli.frame.asked import ask
from cli.frame.completion import references
from cli.frame.groups import Noun
from cli.frame.help import examples
from cli.frame.options import reads
from cli.frame.output import Answer, page, show
from cli.frame.references import not_there
from cli.gate.page import gate_data, gate_page
from cli.gate.table import list_sheet, list_table
from cli.gate.write import assess, decide, waive

if TYPE_CHECKING:
    from projections.gates.rows import SequenceRow


@click.group(cls=Noun, epilog=examples("gate list", "gate show social-care-system-go-live"))
def gate() -> None:
    """Go/No-Go gates: plans, criteria, readiness and decisions."""


@gate.command("list", epilog=examples("gate list", "gate list --as-at 2018-01-31"))
@reads
@pass_app
def list_(app: App, as_at: date | None, as_known: datetime | None, form: str) -> None:
    """List the gates of every sequence, each with its last decision."""
    from projections.gates.queries import list_sequences

    asked = ask(app, as_at, as_known)
    found = list_sequences(asked.views, asked.as_at, asked.known)
    answer = Answer(
        lambda: [gate_data(row, asked.as_at) for row in found],
        lambda: [list_table(found, asked.times)],
        lambda: list_sheet(found),
    )
    show(answer, form)


@gate.command(
    "show",
    epilog=examples(
        "gate show social-care-system-go-live", "gate show social-care-system-go-live --all"
    ),
)
@click.argument("ref", shell_complete=references("gate-sequence"))
@click.option(
    "--all",
    "everything",
    is_flag=True,
    help="List every criterion with its text and evidence, at every decision.",
)
@reads
@pass_app
def show_(
    app: App,
    /,
    ref: str,
    *,
    everything: bool,
    as_at: date | None,
    as_known: datetime | None,
    form: str,
) -> None:
    """Show one sequence: its gates, how ready the next one is, and every decision.

    Readiness is what was found since the gate was last decided: of each owner, how many criteria
    are not met, partly met, not assessed, waived and met, and then which. A gate says go when every
    criterion was assessed and every mandatory one is met, or waived on the day.
    """
    from projections.conditions.queries import list_conditions
    from projections.gates.queries import list_sequences

    asked = ask(app, as_at, as_known)
    found = list_sequences(asked.views, asked.as_at, asked.known, only=ref)
    if not found:
        known: list[SequenceRow] = list_sequences(asked.views, asked.as_at, asked.known)
        raise not_there(asked.views, "gate sequence", ref, [row.ref for row in known])
    [row] = found
    conditions = [
        each
        for each in list_conditions(asked.views, asked.as_at, asked.known)
        if each.kind == "gate" and each.of.rpartition("/")[0] == ref
    ]
    answer = page(
        lambda: gate_data(row, asked.as_at) | {"conditions": conditions},
        lambda: gate_page(row, conditions, asked, everything=everything),
    )
    show(answer, form)


for _writes in (assess, waive, decide):
    gate.add_command(_writes)
