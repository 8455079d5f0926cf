"""Which reporting lines are in force."""

from __future__ import annotations

from datetime import date

from projections.seen import day, seen
from projections.structure import LineAt
from projections.views import Views


def lines_at(
    connection: Views, as_at: date | None, known_position: int | None = None
) -> list[LineAt]:
    """Return the lines in force at a moment, whether or not the bodies at their ends still are."""
    open_lines: dict[tuple[str, str, str], LineAt] = {}
    for row in seen(connection, "bodies_lines", as_at, known_position):
        key = (row["ref"], row["to_ref"], row["kind"])
        open_lines.pop(key, None)
        if not row["ended"]:
            open_lines[key] = LineAt(
                *key,
                cadence=row["cadence"],
                starts_on=day(row["decided_on"]),
                ends_on=day(row["ends_on"]),
            )
    last = as_at or date.max
    return [line for line in open_lines.values() if line.ends_on is None or line.ends_on > last]
