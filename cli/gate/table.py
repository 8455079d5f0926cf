"""The gates of all sequences in a table, and as CSV."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cli.frame.blocks import Table
from cli.frame.output import Sheet
from cli.frame.words import on, spaced

if TYPE_CHECKING:
    from projections.gates.rows import GateRow, SequenceRow


def list_table(found: list[SequenceRow], times: str) -> Table:
    """Return every gate with its last decision."""
    rows = [
        (row.ref, str(its.number), its.name, on(its.planned_for), stands(its), row.body)
        for row in found
        for its in row.gates
    ]
    columns = ("Sequence", "Gate>", "Name", "Planned for", "Decision", "Decided by")
    return Table(columns, rows, f"Gates, {times}", empty="No gates recorded yet.")


def stands(its: GateRow) -> str:
    """Return how a gate stands: its last decision, and why it is open again if it is."""
    if not its.decisions:
        return "open again: " + its.open_again if its.open_again else ""
    last = its.decisions[-1]
    back = f" to gate {last.recycle_to}" if last.recycle_to else ""
    decided = f"{spaced(last.outcome)}{back}, {on(last.decided_on)}"
    return f"{decided}; open again: {its.open_again}" if its.open_again else decided


def list_sheet(found: list[SequenceRow]) -> Sheet:
    """Return the same as CSV."""
    return Sheet(
        ("sequence", "gate", "name", "planned_for", "outcome", "decided_on", "body", "passed"),
        [
            (
                row.ref,
                its.number,
                its.name,
                its.planned_for,
                its.outcome,
                its.decisions[-1].decided_on if its.decisions else None,
                row.body,
                its.passed,
            )
            for row in found
            for its in row.gates
        ],
    )
