"""What altered the figures of some projects, fact by fact, in the order in which it took effect."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from projections.changes.view import APPROVED, REJECTED
from projections.savings.figures import REQUEST
from projections.savings.pence import profile
from projections.savings.projects import ALL
from projections.views import Row, Views

Amounts = dict[str, int]
"""Pence per year."""

Figure = tuple[str, str]
"""A project and a measure."""

_AT_ONCE = 400
_ACTS = """
    SELECT f.position, f.since, f.project, f.measure, f.act, f.reference, m.year, m.change
    FROM figure_fact f LEFT JOIN figure_movement m
        ON m.measure = f.measure AND m.project = f.project AND m.position = f.position
    WHERE f.project IN ({}) AND f.since <= ? AND f.position <= ?
    ORDER BY f.since, f.position, m.year
"""


class Act(NamedTuple):
    """One fact that altered a figure, or one that is supposed; amounts in pence per year.

    Attributes:
        position: where it stands in the ledger; of one that is supposed, where it would stand.
        since: the day from which it counts, in ISO; empty where no source gives one.
        project: the project.
        measure: the measure.
        act: ``baseline``, ``brought-forward``, ``extension``, ``request`` or ``correction``.
        reference: that of the request or extension, or of what a correction puts right.
        change: what it adds.
        expected: the figure that an approval expects to find; nothing of other acts.
        supposed: whether it is not in the book.
    """

    position: int
    since: str
    project: str
    measure: str
    act: str
    reference: str | None
    change: Amounts
    expected: Amounts | None = None
    supposed: bool = False

    @property
    def figure(self) -> Figure:
        """The project and the measure that it alters."""
        return self.project, self.measure


def acts_on(views: Views, projects: Collection[str], *, as_at: date, known: int = ALL) -> list[Act]:
    """Return what altered the figures of some projects up to a day, as known at a position."""
    wanted = sorted(projects)
    found: list[Act] = []
    for first in range(0, len(wanted), _AT_ONCE):
        some = wanted[first : first + _AT_ONCE]
        rows = views.execute(
            _ACTS.format(", ".join("?" * len(some))), (*some, as_at.isoformat(), known)
        )
        found.extend(_put_together(rows))
    expected = _expected(views, found)
    return in_order(act._replace(expected=expected.get(act.position)) for act in found)


def in_order(acts: Iterable[Act]) -> list[Act]:
    """Return acts in the order in which they took effect, those of one day as recorded."""
    return sorted(acts, key=lambda act: (act.since, act.position))


def _put_together(rows: Iterable[Row]) -> Iterator[Act]:
    """Make one act of the years of each fact."""
    found: dict[int, Act] = {}
    for position, since, project, measure, act, reference, year, change in rows:
        one = found.setdefault(position, Act(position, since, project, measure, act, reference, {}))
        if year is not None:
            one.change[year] = change
    return iter(found.values())


def _expected(views: Views, acts: Iterable[Act]) -> Mapping[int, Amounts]:
    """Return the figures that approvals expected, by the positions of their facts.

    What takes an approval back expects whatever the book has, so that nothing makes it stale.
    """
    approvals = [act.position for act in acts if act.act == REQUEST and not takes_back(views, act)]
    return {
        entry.position: profile(json.loads(entry.state)["expected"])
        for entry in views.ledger.entries_at(approvals)
    }


def takes_back(views: Views, act: Act) -> bool:
    """Return whether an act of a request takes back what an approval of it had changed."""
    row = views.execute(
        "SELECT step FROM change_step WHERE ref = ? AND step IN (?, ?, ?) AND position < ?"
        " ORDER BY position DESC LIMIT 1",
        (act.reference, *APPROVED, REJECTED, act.position),
    ).fetchone()
    return row is not None and row[0] == REJECTED
