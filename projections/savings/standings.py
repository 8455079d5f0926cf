"""What each figure stood at after each movement: what sums over all projects are read from.

A project's standings go up like stairs: with each movement the position grows, and the newest day
so far never goes back. So the last one that is neither behind the day asked for nor behind what the
book is taken to know holds every movement up to it; what can be missing are movements that were
recorded after it though they count from an earlier day. Those are kept apart, and there are few.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from operator import itemgetter
from typing import Any

from projections.savings.packed import packed, unpacked
from projections.view import Ask, Row
from projections.views import Views

STANDING_TABLES = (
    """
    CREATE TABLE figure_standing (
        position INTEGER PRIMARY KEY, measure TEXT NOT NULL, project TEXT NOT NULL,
        newest TEXT NOT NULL, profile BLOB NOT NULL
    )
    """,
    """
    CREATE INDEX figure_standing_by_day ON figure_standing (measure, project, newest, position)
    """,
    """
    CREATE INDEX figure_standing_by_position
    ON figure_standing (measure, project, position, newest)
    """,
    """
    CREATE TABLE figure_late (
        measure TEXT NOT NULL, project TEXT NOT NULL, year TEXT NOT NULL, since TEXT NOT NULL,
        position INTEGER NOT NULL, change INTEGER NOT NULL
    )
    """,
    "CREATE INDEX figure_late_of ON figure_late (measure, since, position)",
)

_OF_LATE = 6  # the sort of a movement, which stands last, is not needed there
_AT_ONCE = 400
_NONE = packed({})
_REACHED = """
    SELECT position FROM figure_standing
    WHERE measure = {{measure}} AND project = {{project}} AND {0}
    ORDER BY {1} LIMIT 1
"""
_BY_DAY = _REACHED.format(
    "newest <= {day} AND position + 0 <= {known}", "newest DESC, position DESC"
)
_BY_POSITION = _REACHED.format("position <= {known} AND newest || '' <= {day}", "position DESC")
# Both orders are one; which is quicker depends on whether the day or the knowledge is the earlier.
# What is put together is compared row by row: PostgreSQL, looking it up in the index as well, takes
# thrice the time for it.

Moment = Mapping[str, Any]
"""The two times and the measure, as the queries name them."""


class Standings:
    """Works out the standings from the movements of each batch, and which of these come late."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], tuple[str, bytes]] = {}
        self._next = 1
        self._whole = True

    def rows(
        self, gathered: Mapping[str, list[Row]], first: int, last: int, ask: Ask
    ) -> Iterator[tuple[str, Row]]:
        """Give the standing after each fact that moves a figure."""
        if first != self._next:
            self._known.clear()
            self._whole = first == 1
        self._next = last + 1
        for position, rows in groupby(gathered["figure_movement"], itemgetter(4)):
            moves = list(rows)
            measure, project, _, since, *_ = moves[0]
            newest, profile = self._before(measure, project, ask)
            if since < newest:
                yield from (("figure_late", move[:_OF_LATE]) for move in moves)
            after = max(newest, since), _moved(profile, moves)
            self._known[measure, project] = after
            yield "figure_standing", (position, measure, project, *after)

    def _before(self, measure: str, project: str, ask: Ask) -> tuple[str, bytes]:
        found = self._known.get((measure, project))
        if found is not None or self._whole:
            return found or ("", _NONE)
        rows = ask(
            "SELECT newest, profile FROM figure_standing WHERE measure = ? AND project = ?"
            " ORDER BY position DESC LIMIT 1",
            (measure, project),
        )
        return rows[0] if rows else ("", _NONE)


def _moved(profile: bytes, moves: Iterable[Row]) -> bytes:
    amounts = unpacked(profile)
    for _, _, year, _, _, change, *_ in moves:
        amounts[year] = amounts.get(year, 0) + change
    return packed(amounts)


Standing = tuple[str, int, bytes]
"""A project, the position of the movement after which this is its standing, and its figure."""


def standings_of_all(views: Views, moment: Moment) -> dict[str, bytes]:
    """Return what each project that was started ever must save, packed; see `packed`."""
    # Of a moment at which the book knew less than the day, the month is that of the knowledge.
    order = _BY_POSITION if moment["month"] < moment["as_at"][: len(moment["month"])] else _BY_DAY
    reached = order.format(measure=":measure", project="s.project", day=":as_at", known=":known")
    rows = views.tuples(
        "SELECT f.project, f.position, f.profile"  # noqa: S608 - our own constants
        " FROM (SELECT project FROM project_step WHERE step = 'started') s"
        f" JOIN figure_standing f ON f.position = ({reached})",
        moment,
    )
    return _with_late(views, moment, list(rows))


def standings_on(views: Views, moment: Moment, days: Mapping[str, str]) -> dict[str, bytes]:
    """Return what some projects had to save, each on a day of its own up to the day asked for."""
    reached = _BY_DAY.format(measure="?", project="w.project", day="w.day", known="?")
    found: list[Standing] = []
    wanted = list(days.items())
    for first in range(0, len(wanted), _AT_ONCE):
        some = wanted[first : first + _AT_ONCE]
        rows = views.tuples(
            f"WITH w (project, day) AS (VALUES {', '.join(['(?, ?)'] * len(some))})"  # noqa: S608 - places only
            " SELECT w.project, f.position, f.profile FROM w"
            f" JOIN figure_standing f ON f.position = ({reached})",
            (*(said for pair in some for said in pair), moment["measure"], moment["known"]),
        )
        found.extend(rows)
    return _with_late(views, moment, found, days)


def _with_late(
    views: Views,
    moment: Moment,
    standings: list[Standing],
    days: Mapping[str, str] | None = None,
) -> dict[str, bytes]:
    """Add to each standing what was recorded after it and counts from before the day."""
    found = {project: profile for project, _, profile in standings}
    moves: list[Row] = views.execute(
        "SELECT measure, project, year, since, position, change FROM figure_late"
        " WHERE measure = :measure AND since <= :as_at AND position <= :known",
        moment,
    ).fetchall()
    if not moves:
        return found
    reached = {project: position for project, position, _ in standings}
    late: dict[str, list[Row]] = {}
    for move in moves:
        _, project, _, since, position, _ = move
        in_force = days is None or (project in days and since <= days[project])
        if in_force and position > reached.get(project, 0):
            late.setdefault(project, []).append(move)
    for project, its in late.items():
        found[project] = _moved(found.get(project, _NONE), its)
    return found
