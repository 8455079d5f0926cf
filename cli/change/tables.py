"""Several changes in a table and in CSV."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cli.frame.blocks import Table
from cli.frame.money import Unit, in_unit
from cli.frame.output import Sheet
from cli.frame.words import spaced

if TYPE_CHECKING:
    from projections.changes.requests import Change

_LIST = ("ref", "title", "kind", "state", "body", "raised_on", "decided_on", "stale")


def list_table(found: list[Change], unit: Unit, times: str) -> Table:
    """Return the changes as a table."""
    rows = [
        (
            row.ref,
            row.title,
            spaced(row.kind),
            _state(row),
            row.body or "",
            ", ".join(line.project for line in row.projects),
            row.raised_on or "",
            row.decided_on or "",
            in_unit(row.change, unit),
        )
        for row in found
    ]
    columns = ("Reference", "Title", "Kind", "State", "Body", "Projects", "Raised", "Decided")
    return Table(
        (*columns, f"Change {unit}>"),
        rows,
        title=f"Change requests and extensions, {times}",
        empty="No change requests or extensions yet.",
    )


def _state(row: Change) -> str:
    """Return how a change stands: where to, if it was deferred or referred."""
    last = row.rulings[-1] if row.rulings else {}
    where = {"deferred": last.get("deferred_to"), "referred": last.get("referred_to")}
    to = where.get(row.state)
    state = f"{spaced(row.state)} to {to}" if to else spaced(row.state)
    return f"{state} (stale)" if row.stale else state


def list_sheet(found: list[Change]) -> Sheet:
    """Return the changes as CSV, one line each."""
    return Sheet(
        (*_LIST, "projects", "change"),
        [
            (
                *(getattr(row, name) for name in _LIST),
                [line.project for line in row.projects],
                row.change,
            )
            for row in found
        ],
    )
