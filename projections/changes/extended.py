"""What extensions come to together, for a book that has too many of them to list."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from projections.savings.figures import EXTENSION, REQUEST
from projections.savings.pence import pounds
from projections.savings.projects import ALL
from projections.views import Views

_TIMES = "since >= ? AND since <= ? AND position <= ?"
# A request's own kind may be `extension` too: what it altered is no extension.
_SUMS = f"""
    SELECT year, SUM(change) FROM figure_movement
    WHERE measure = ? AND sort = '{EXTENSION}' AND {_TIMES} AND position NOT IN
        (SELECT position FROM figure_fact WHERE act = '{REQUEST}' AND kind = '{EXTENSION}')
    GROUP BY year ORDER BY year
"""  # noqa: S608 - our own constants
_COUNTS = f"""
    SELECT measure, COUNT(*) FROM figure_fact WHERE act = '{EXTENSION}' AND {_TIMES}
    GROUP BY measure
"""  # noqa: S608 - our own constants


class Extended(NamedTuple):
    """Extensions counted and added up; amounts in pounds per year.

    Attributes:
        number: how many they are.
        years: what they add, by year.
    """

    number: int
    years: dict[str, Decimal]


def counted(views: Views, *, as_at: date, known: int = ALL, since: str = "") -> dict[str, int]:
    """Return how many extensions there are, measure by measure.

    Args:
        views: the views.
        as_at: the day asked for.
        known: the last position that the book is taken to know.
        since: only those of this day or later, in ISO.
    """
    rows = views.execute(_COUNTS, (since, as_at.isoformat(), known))
    return {measure: int(count) for measure, count in rows}


def extended(
    views: Views, measure: str, number: int, *, as_at: date, known: int = ALL, since: str = ""
) -> Extended:
    """Return what the extensions of a measure, of which there are so many, add year by year."""
    rows = views.execute(_SUMS, (measure, since, as_at.isoformat(), known))
    return Extended(number, {year: pounds(int(change)) for year, change in rows})
