"""The line of each track: its legs between two movements, and how high it is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from diagrams.plots.history.axis import Axis
    from diagrams.plots.history.told import Track

YEARS: Final = 44.0
TOTAL: Final = 58.0
"""How high, in points, the highest year is drawn, and the sum."""


class Leg(NamedTuple):
    """What a track stood at from a day on.

    Attributes:
        day: the day; ``None`` where it stood there before the first day drawn.
        after: the amount.
        moved: whether a decision of that day brought it there.
    """

    day: date | None
    after: Decimal
    moved: bool

    @property
    def level(self) -> float:
        """The amount as a height, before it is scaled."""
        return float(self.after)


@dataclass(frozen=True, slots=True)
class Course:
    """The line of a track.

    Attributes:
        track: what it is of.
        legs: what it stood at, oldest first.
        scale: how many points a pound is high.
    """

    track: Track
    legs: tuple[Leg, ...]
    scale: float

    @property
    def high(self) -> float:
        """The highest level, at least nil."""
        return max([0.0, *(leg.level for leg in self.legs)])

    @property
    def low(self) -> float:
        """The lowest level, at most nil."""
        return min([0.0, *(leg.level for leg in self.legs)])

    def moves_on(self, day: date | None) -> bool:
        """Say whether a decision of a day moved it."""
        return any(leg.moved and leg.day == day for leg in self.legs)

    def points(self, axis: Axis, base: float) -> list[tuple[float, float]]:
        """Return the corners of the line; `base` is where nil is drawn."""
        if not self.legs:
            return []
        points, before = [], base
        for leg in self.legs:
            x, y = axis.x(leg.day), base - leg.level * self.scale
            points += [(x, before), (x, y)] if leg.moved else [(x, y)]
            before = y
        return [*points, (axis.right, before)]


def courses(tracks: Sequence[Track], first: date, last: date) -> list[Course]:
    """Return the line of each track: the years to one scale, all years together to another."""
    legs = [_legs(track, first, last) for track in tracks]
    years = _extent([its for track, its in zip(tracks, legs, strict=True) if not track.is_total])
    total = _extent([its for track, its in zip(tracks, legs, strict=True) if track.is_total])
    return [
        Course(track, its, TOTAL / total if track.is_total else YEARS / years)
        for track, its in zip(tracks, legs, strict=True)
    ]


def _legs(track: Track, first: date, last: date) -> tuple[Leg, ...]:
    before = [step for step in track.steps if step.day is None or step.day < first]
    inside = [step for step in track.steps if step.day and first <= step.day <= last]
    standing = [Leg(None, before[-1].after, moved=False)] if before else []
    return (*standing, *(Leg(step.day, step.after, moved=True) for step in inside))


def _extent(all_legs: Sequence[tuple[Leg, ...]]) -> float:
    """Return how far the tracks of one scale reach, from the lowest level to the highest."""
    reach = [
        max(0.0, *(leg.level for leg in legs)) - min(0.0, *(leg.level for leg in legs))
        for legs in all_legs
        if legs
    ]
    return max(reach, default=0.0) or 1.0
