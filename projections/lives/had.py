"""What the book had of a figure when a status report on it was recorded, and has by now."""

from __future__ import annotations

from typing import NamedTuple

from projections.lives.moving import Asked
from projections.savings.figures import CORRECTION, profile_of
from projections.views import Views


class Had(NamedTuple):
    """A project's figure on the day of a report, in pence per year, nil years left out.

    Attributes:
        then: as the book knew it when the report was recorded; of a report from before the book
            was begun, as it knows it now.
        now: as it knows it now.
        corrected: whether corrections alone lie between the two.
    """

    then: dict[str, int]
    now: dict[str, int]
    corrected: bool

    def since(self, amounts: str) -> str:
        """Return that what the book had is another by now, and what: for the end of a sentence."""
        if self.corrected:
            return f"; corrected since to {amounts}"
        return f"; by what was recorded since, it was {amounts}"


def had_on(views: Views, asked: Asked, project: str, on: str, position: int) -> Had:
    """Return what the book had on the day of a report.

    Args:
        views: the views.
        asked: the measure, and how much the book is taken to know.
        project: the project.
        on: the day of the report.
        position: where the ledger has the report.
    """
    now = profile_of(views, project, asked.measure, on, asked.known)
    if not _begun(views, on):
        return Had(now, now, corrected=False)
    then = profile_of(views, project, asked.measure, on, min(asked.known, position))
    if then == now:
        return Had(then, now, corrected=False)
    kinds = views.tuples(
        "SELECT DISTINCT sort FROM figure_movement WHERE measure = ? AND project = ?"
        " AND since <= ? AND position > ? AND position <= ?",
        (asked.measure, project, on, position, asked.known),
    )
    return Had(then, now, corrected={kind for (kind,) in kinds} == {CORRECTION})


def _begun(views: Views, on: str) -> bool:
    """Return whether the book was being kept on a day."""
    began = views.ledger.recorded_at(1)
    return began is not None and began[: len("2018-03-12")] <= on
