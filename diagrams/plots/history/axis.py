"""The axis of days: where a day stands, and which days are named below it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Final

_MONTHS: Final = (1, 2, 3, 6, 12, 24, 60, 120)
"""How many months there can be between two named days; from three on they begin with April."""
_APRIL: Final = 4
_YEAR: Final = 12


@dataclass(frozen=True, slots=True)
class Axis:
    """The days from the first to the last, between two points of the sheet."""

    first: date
    last: date
    left: float
    right: float

    def x(self, day: date | None) -> float:
        """Return where a day stands; what was there from the beginning, at the left end."""
        if day is None or day <= self.first:
            return self.left
        if day >= self.last:
            return self.right
        part = (day - self.first).days / ((self.last - self.first).days or 1)
        return self.left + part * (self.right - self.left)

    def ticks(self, apart: float) -> list[date]:
        """Return the first days of months to name, no closer than `apart` points."""
        for months in _MONTHS:
            days = _firsts(self.first, self.last, months)
            places = [self.x(day) for day in days]
            if all(after - before >= apart for before, after in pairwise(places)):
                return days
        return []


def _firsts(first: date, last: date, months: int) -> list[date]:
    """Return the days, so many months apart, on which months begin, counted from an April."""
    began = (first.year - 1) * _YEAR + _APRIL - 1
    started = began - began % months if months > _YEAR else began
    if months > _YEAR:
        started += _APRIL - 1 - started % _YEAR
    found = []
    while (day := date(started // _YEAR, started % _YEAR + 1, 1)) <= last:
        if day >= first:
            found.append(day)
        started += months
    return found


def span(days: Sequence[date], until: date) -> tuple[date, date]:
    """Return the first and the last day to draw, so that what happened fills the picture.

    Args:
        days: the days on which something happened.
        until: the day asked for, which is the last where it is near enough.
    """
    first, last = (min(days), max(days)) if days else (until - timedelta(days=365), until)
    around = max((last - first).days // 12, 21)
    return first - timedelta(days=around), min(until, last + timedelta(days=2 * around))
