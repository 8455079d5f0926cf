"""What the command about the calendar does."""

from __future__ import annotations

from domain.aggregate import Provenance
from domain.calendar.book_calendar import BookCalendar, CalendarSetting
from engine.calendar import check_known
from engine.commands.calendar import SetCalendar
from engine.unit_of_work import UnitOfWork


def subject(unit: UnitOfWork, _: SetCalendar) -> BookCalendar:
    """The one calendar of the book."""
    return unit.find(BookCalendar, BookCalendar.REF)


def set_calendar(
    _: UnitOfWork, calendar: BookCalendar, command: SetCalendar, by: Provenance
) -> None:
    """Set the calendar, once its country is found to be one whose bank holidays are known."""
    check_known(command.country, command.subdivision)
    setting = CalendarSetting(command.country, command.subdivision, frozenset(command.closed))
    calendar.set(by, command.decided_on, setting)
