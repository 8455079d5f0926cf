"""``minutebook diagram gates``: the Go/No-Go gates of a programme, what was decided, how ready."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

import click

from cli.context import App, pass_app
from cli.diagram.wanted import Wanted, picture_options, write_picture
from cli.frame.asked import ask
from cli.frame.completion import references
from cli.frame.help import examples
from cli.frame.options import as_at_option, as_known_option
from cli.frame.references import not_there

if TYPE_CHECKING:
    from projections.gates.whole import SequenceAt


@click.command(
    epilog=examples(
        "diagram gates social-care-system-go-live -o gates.svg",
        "diagram gates social-care-system-go-live --as-at 2017-11-20 --theme print -o gates.pdf",
    )
)
@click.argument("ref", shell_complete=references("gate-sequence"))
@picture_options()
@as_at_option
@as_known_option
@pass_app
def gates(
    app: App, ref: str, *, wanted: Wanted, as_at: date | None, as_known: datetime | None
) -> None:
    """Draw a sequence of gates: what was decided at each, and how ready the next one is.

    Under each gate stand its decisions, the first at the top, with their conditions, what must
    change, and the groups of criteria that were not all met or waived; under the next gate, every
    group with its share, what is in the way of go, and the waivers that hold.
    """
    from diagrams.gates.graph import gates_graph
    from diagrams.gates.picture import gates_picture
    from projections.gates.queries import list_sequences
    from projections.gates.whole import sequence_at

    asked = ask(app, as_at, as_known)
    sequence = sequence_at(asked.views, ref, asked.as_at, asked.known, as_known=as_known)
    if sequence is None:
        known = list_sequences(asked.views, asked.as_at, asked.known)
        raise not_there(asked.views, "gate sequence", ref, [row.ref for row in known])
    picture = gates_picture(gates_graph(sequence), title=wanted.title, look=wanted.look)
    write_picture(picture, wanted, _drawn(sequence))


def _drawn(sequence: SequenceAt) -> str:
    count = len(sequence.gates)
    decisions = sum(len(gate.attempts) for gate in sequence.gates)
    return (
        f"{count} {'gate' if count == 1 else 'gates'},"
        f" {decisions} {'decision' if decisions == 1 else 'decisions'}"
    )
