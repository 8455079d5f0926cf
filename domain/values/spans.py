"""Spans of days: from a day on, up to a day that no longer counts."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple


class Span(NamedTuple):
    """The days on which something holds.

    Attributes:
        starts_on: the first day; none means from the beginning.
        ends_on: the first day on which it holds no longer; none means that no end is known.
    """

    starts_on: date | None
    ends_on: date | None

    @property
    def is_empty(self) -> bool:
        """Whether it ends on or before the day it starts."""
        return self.ends_on is not None and self.ends_on <= (self.starts_on or date.min)

    def holds_on(self, day: date) -> bool:
        """Whether a day is one of them."""
        return (self.starts_on or date.min) <= day and (self.ends_on is None or day < self.ends_on)

    def overlaps(self, other: Span) -> bool:
        """Whether some day belongs to both."""
        return self._starts_before_end_of(other) and other._starts_before_end_of(self)

    def common(self, other: Span) -> Span | None:
        """The days that belong to both; none where no day does."""
        if not self.overlaps(other):
            return None
        starts = [day for day in (self.starts_on, other.starts_on) if day]
        ends = [day for day in (self.ends_on, other.ends_on) if day]
        return Span(max(starts, default=None), min(ends, default=None))

    def can_end_on(self, day: date) -> bool:
        """Whether ending it on a day would leave a part of it and take a part away."""
        return (self.starts_on or date.min) < day and (self.ends_on is None or day < self.ends_on)

    def _starts_before_end_of(self, other: Span) -> bool:
        return other.ends_on is None or (self.starts_on or date.min) < other.ends_on
