"""Facts about the calendar by which deadlines are counted."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from domain.facts import Fact
from domain.values.references import Text


class WorkingCalendarSet(Fact):
    """The book counts working days by a country's bank holidays and its own closed days."""

    TOPIC: ClassVar[str] = "minutebook.working-calendar-set.1"

    country: Text
    subdivision: str | None = None
    closed: tuple[date, ...] = ()
