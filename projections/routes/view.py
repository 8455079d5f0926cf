"""The view of the routes that were taken into use."""

from __future__ import annotations

from projections.rows import into
from projections.seen import stored
from projections.view import Entry, Row, View

_TABLES = (
    (
        "CREATE TABLE routes (position INTEGER, decided_on TEXT, ref TEXT, name TEXT,"
        " version INTEGER, definition TEXT)"
    ),
)


def _adopted(entry: Entry) -> Row:
    definition = entry.fact["definition"]
    return definition["route"], definition["version"], stored(definition)


VIEW = View(
    name="routes",
    version=1,
    tables=_TABLES,
    handlers={"minutebook.route-adopted.1": into("routes", _adopted)},
)
"""Every version of a route that a case follows, as its definition was then."""
