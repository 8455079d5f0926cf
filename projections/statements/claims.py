"""Claims: the single amounts that statements are made of, each of one year or of a total."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from projections.statements.queries import Made
from projections.wording.phrases import places, spaced

TOTAL = "total"
AT_RISK = "at-risk"
OVER_ACHIEVEMENT = "over-achievement"
TARGET = "target"
EXPECTED = "expected"


class Claim(NamedTuple):
    """One amount that a document states, in pence.

    Attributes:
        made: the statement.
        period: the year, or ``total``.
        first: the first year it is over; of a total over all years, nothing.
        last: the last.
        amount: what is stated.
    """

    made: Made
    period: str
    first: str | None
    last: str | None
    amount: int

    @property
    def years(self) -> str:
        """The years as they are told: ``2018/19``, ``2018/19 to 2020/21`` or ``all years``."""
        if self.first is None or self.last is None:
            return "all years"
        return self.first if self.first == self.last else f"{self.first} to {self.last}"

    @property
    def tolerance(self) -> int:
        """How far the exact figure may be from it: half of what its last digit counts."""
        return (self.made.rounded_to or 0) // 2

    def over(self, amounts: dict[str, int]) -> int:
        """Return the sum of amounts over its years."""
        if self.first is None or self.last is None:
            return sum(amounts.values())
        return sum(amount for year, amount in amounts.items() if self.first <= year <= self.last)

    def is_met_by(self, amount: int) -> bool:
        """Return whether an exact amount is printed as this one is."""
        return abs(self.amount - amount) <= self.tolerance

    @property
    def where(self) -> str:
        """Where it stands: the document, page and item."""
        return f"{self.made.document}{places(self.made.source)}"


def claims_of(made: Made) -> Iterator[Claim]:
    """Return the claims that a statement makes: its years, then its total."""
    for year, amount in made.amounts.items():
        yield Claim(made, year, year, year, amount)
    if made.total is not None:
        yield Claim(made, TOTAL, made.first_year, made.last_year, made.total)


def years_apart(made: Made) -> int | None:
    """Return a statement's total less its own years; nothing where that is nil, or untold.

    A year may be blank in the middle, not at either end of the years that the total is over.
    """
    named = made.amounts
    if made.total is None or not {made.first_year, made.last_year} <= {*named}:
        return None
    apart = made.total - sum(named.values())
    return apart if abs(apart) > (made.rounded_to or 0) // 2 * (len(named) + 1) else None


def of_what(made: Made) -> str:
    """Return what a statement is of, in words."""
    if made.thing is None:
        return "all projects"
    line = f" for {made.project}" if made.project else ""
    return f"{made.thing if made.kind == 'project' else f'{spaced(made.kind)} {made.thing}'}{line}"
