"""Questions about the routes that cases of the book follow."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from projections.seen import day, loaded, seen
from projections.views import Views


class AdoptedRow(NamedTuple):
    """A version of a route that was taken into use, and its definition as it was then."""

    ref: str
    name: str
    version: int
    adopted_on: date | None
    definition: dict[str, Any]


def list_adopted(
    views: Views, as_at: date | None = None, known: int | None = None
) -> list[AdoptedRow]:
    """Return the routes in use, by name and version."""
    return [
        AdoptedRow(
            row["ref"],
            row["name"],
            row["version"],
            day(row["decided_on"]),
            loaded(row["definition"]),
        )
        for row in seen(views, "routes", as_at, known, order="name, version")
    ]
