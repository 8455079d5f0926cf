"""What a synthetic book of some size consists of."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache, cached_property
from math import ceil

FIRST_YEAR, MONTHS = 2001, 300
EDITION = 1
"""To be raised when a book of the same size and seed has other facts; kept ones are made anew."""

LEAST, MOST = 8_000, 12_000_000
PROJECTS, PORTFOLIOS, PROGRAMMES = 5_000, 20, 100
MEASURES = ("cashable-benefit", "cost-avoidance", "income", "productivity", "grant")
PROBE = "probe"
"""The project whose figure moves equally often in a book of any size."""


@dataclass(frozen=True)
class Month:
    """A month of the book, April 2001 being number 0."""

    number: int

    @cached_property
    def first(self) -> date:
        """Its first day."""
        year, month = divmod(self.number + 3, 12)
        return date(FIRST_YEAR + year, month + 1, 1)

    @cached_property
    def name(self) -> str:
        """How it is written: ``2001-04``."""
        return f"{self.first:%Y-%m}"

    @cached_property
    def _days(self) -> int:
        return monthrange(self.first.year, self.first.month)[1]

    def day(self, number: int) -> str:
        """Write a day of it; one behind its end is its last."""
        return f"{self.name}-{min(number, self._days):02d}"

    @property
    def financial_year(self) -> int:
        """The calendar year in which its financial year begins."""
        return FIRST_YEAR + self.number // 12

    @property
    def recorded_at(self) -> datetime:
        """When the clerk records it: on the second day of the month after."""
        following = Month(self.number + 1).first
        return datetime(following.year, following.month, 2, 9, tzinfo=UTC)


FOUNDED = date(FIRST_YEAR, 3, 1)
FOUNDED_AT = datetime(FIRST_YEAR, 3, 31, 9, tzinfo=UTC)


@cache
def year(first: int) -> str:
    """Write a financial year: ``2018/19``."""
    return f"{first}/{(first + 1) % 100:02d}"


@dataclass(frozen=True)
class Plan:
    """A book of so many facts over 25 years and 60 bodies.

    Attributes:
        facts: how many facts, exactly.
        seed: another seed gives another book of the same shape.
        moving: whether most facts move figures, where they are otherwise status reports.
    """

    facts: int
    seed: int = 1
    moving: bool = False

    def __post_init__(self) -> None:
        if not LEAST <= self.facts <= MOST:
            raise ValueError(f"a synthetic book has from {LEAST:,} to {MOST:,} facts")

    @cached_property
    def projects(self) -> int:
        """How many projects there are beside the probe; with few facts fewer than 5,000."""
        return min(PROJECTS, self.facts // 200) - 1

    @property
    def name(self) -> str:
        """What a store that holds it is called."""
        return f"{'moving' if self.moving else 'facts'}_{self.facts}_{EDITION}"

    @cached_property
    def measures(self) -> tuple[str, ...]:
        """What every project promises: as many figures as the reports need."""
        a_month = 0.65 * self.facts / MONTHS
        return MEASURES[: ceil(a_month / self.projects)]
