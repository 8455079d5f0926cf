"""One thing that time causes."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple


class Cause(NamedTuple):
    """Something that came about by time alone.

    Attributes:
        entry: the entry of a record file that records it, ``case-overdue``.
        on: the day on which it came about.
        said: the other fields of the entry.
    """

    entry: str
    on: date
    said: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, entry: str, on: date, /, **said: str) -> Cause:
        """Return the cause of an entry with these fields."""
        return cls(entry, on, tuple(said.items()))

    @property
    def fields(self) -> dict[str, str | date]:
        """The fields of the entry, the day among them."""
        day = "taken_on" if self.entry == "case-step" else "on"
        return {**dict(self.said), day: self.on}

    @property
    def told(self) -> str:
        """It in a few words: ``case-overdue of change-request/ICS-2019-A, comment``."""
        return (
            f"{self.entry} of {', '.join(value for name, value in self.said if name != 'due_on')}"
        )
