"""The calendar of the book: whose bank holidays count, and when the organisation is closed."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, NamedTuple

from domain.aggregate import Aggregate, Provenance, applies
from domain.calendar.facts import WorkingCalendarSet


class CalendarSetting(NamedTuple):
    """What the calendar goes by.

    Attributes:
        country: whose bank holidays count, by its code: ``GB``.
        subdivision: the part of the country, where its parts differ: ``ENG``.
        closed: further days on which the organisation does not work.
    """

    country: str
    subdivision: str | None = None
    closed: frozenset[date] = frozenset()


ENGLAND = CalendarSetting("GB", "ENG")
"""What a book goes by that does not say."""


class BookCalendar(Aggregate):
    """The one calendar of the book; each setting holds from a day until the next.

    A deadline that was counted stays as it was told to people, whatever is set later.
    """

    KIND: ClassVar[str] = "working-calendar"
    REF: ClassVar[str] = "book"

    def __init__(self, ref: str) -> None:
        super().__init__(ref)
        self._settings: list[tuple[date, CalendarSetting]] = []

    def setting_at(self, day: date) -> CalendarSetting:
        """What holds on a day: the bank holidays of England where nothing was set by then."""
        in_force = [setting for since, setting in self._settings if since <= day]
        return in_force[-1] if in_force else ENGLAND

    def set(self, by: Provenance, decided_on: date | None, setting: CalendarSetting) -> None:
        """Count by another setting from a day on, or from the beginning where none is given."""
        self._trigger(
            WorkingCalendarSet,
            by,
            decided_on,
            country=setting.country,
            subdivision=setting.subdivision,
            closed=tuple(sorted(setting.closed)),
        )

    @applies(WorkingCalendarSet)
    def _set(self, fact: WorkingCalendarSet) -> None:
        setting = CalendarSetting(fact.country, fact.subdivision, frozenset(fact.closed))
        self._settings.append((fact.decided_on or date.min, setting))
        self._settings.sort(key=lambda entry: entry[0])
