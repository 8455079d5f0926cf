"""How an action stands, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from projections.wording.phrases import spaced

if TYPE_CHECKING:
    from projections.actions.queries import ActionRow


def stands(row: ActionRow) -> str:
    """Return how an action stands: its state, whether it is overdue, how often it was carried."""
    carried = f"carried forward {times(row.carried)}" if row.carried and row.waits else ""
    parts = (spaced(row.state), "overdue" if row.overdue else "", carried)
    return ", ".join(part for part in parts if part)


def times(number: int) -> str:
    """Return how often: ``once``, ``twice``, ``3 times``."""
    return {1: "once", 2: "twice"}.get(number, f"{number} times")
