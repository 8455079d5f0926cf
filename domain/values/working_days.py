"""Working days: the days on which a deadline runs, and how far off another day is."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from domain.values.terms import Term

_DAY = timedelta(days=1)
_SATURDAY = 5


class DayCount(Term):
    """Which days a period counts."""

    WORKING = "working"
    CALENDAR = "calendar"


class WorkingCalendar(NamedTuple):
    """Monday to Friday, but for bank holidays and the days on which an organisation is closed.

    Attributes:
        holidays: gives the days of a calendar year on which nobody works, weekends aside.
    """

    holidays: Callable[[int], Collection[date]]

    def is_working(self, day: date) -> bool:
        """Whether people work on a day."""
        return day.weekday() < _SATURDAY and day not in self.holidays(day.year)

    def after(self, day: date, number: int, count: DayCount = DayCount.WORKING) -> date:
        """The last day of a period that begins on the day after a day.

        Args:
            day: the day that sets the period off; it does not count itself.
            number: how many days, 0 or more.
            count: which days count.
        """
        if count is DayCount.CALENDAR:
            return day + number * _DAY
        while number > 0:
            day += _DAY
            number -= self.is_working(day)
        return day

    def clear_days(self, first: date, second: date) -> int:
        """How many clear working days lie between two days: neither of the two counts."""
        between = range(1, (second - first).days)
        return sum(self.is_working(first + each * _DAY) for each in between)


@lru_cache(maxsize=512)
def _none(_: int) -> Collection[date]:
    return ()


WEEKDAYS = WorkingCalendar(_none)
"""Monday to Friday and no holidays: where no calendar is configured that says more."""
