"""Counting in months; without pydantic, for those who only read."""

from __future__ import annotations

from calendar import monthrange
from datetime import date


def later_by_months(day: date, months: int) -> date:
    """The day so many months later; the last of its month where the month has no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    year = min(day.year + years, date.max.year)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
