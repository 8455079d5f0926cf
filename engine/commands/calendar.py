"""The command that sets the calendar by which deadlines are counted."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import StringConstraints

from domain.values.days import Day
from engine.commands.base import Command

Code = Annotated[
    str, StringConstraints(strip_whitespace=True, to_upper=True, min_length=1, max_length=40)
]


class SetCalendar(Command):
    """Whose bank holidays the book counts by, and on which other days nobody works."""

    ENTRY: ClassVar[str] = "calendar"

    country: Code
    subdivision: Code | None = None
    closed: tuple[Day, ...] = ()
    decided_on: Day | None = None

    @property
    def key(self) -> str:
        return str(self.decided_on or "from the beginning")
