"""Statements of one and the same figure, in whatever documents, with their different values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from projections.statements.book import OF_REPORTS, Book
from projections.statements.claims import (
    AT_RISK,
    EXPECTED,
    OVER_ACHIEVEMENT,
    TARGET,
    Claim,
    claims_of,
)
from projections.statements.queries import Made
from projections.statements.view import REQUEST

_MONTH = len("2018-09")
_Key = tuple[object, ...]


class Same(NamedTuple):
    """Another claim about the same figure.

    Attributes:
        claim: the other claim.
        amount: what it states in the sense of the first: over-achievement is a negative risk.
    """

    claim: Claim
    amount: int


class Contradictions:
    """Finds the claims that say something else of the same figure.

    Args:
        statements: all statements that are compared with each other.
        book: tells whether a figure moved between the days of two statements.
    """

    def __init__(self, statements: Iterable[Made], book: Book) -> None:
        self._book = book
        self._statements = [made for made in statements if made.withdrawn is None]
        self._by_key: dict[_Key, list[Claim]] | None = None

    def of(self, claim: Claim) -> Iterator[Same]:
        """Find the claims that contradict one: another value, and no movement that explains it."""
        for other in self._same(claim):
            amount = other.amount * _sign(other.made) * _sign(claim.made)
            if _are_apart(claim, other, amount) and self._of_one_time(claim, other):
                yield Same(other, amount)

    def _same(self, claim: Claim) -> list[Claim]:
        if self._by_key is None:
            self._by_key = {}
            for made in self._statements:
                for each in claims_of(made):
                    self._by_key.setdefault(self._key(each), []).append(each)
        found = {
            # Of a statement of one year and its total, which say the same, one is enough.
            other.made.ref: other
            for other in reversed(self._by_key.get(self._key(claim), []))
            if other.made.ref != claim.made.ref
        }
        return [*found.values()][::-1]

    def _key(self, claim: Claim) -> _Key:
        """Return what two claims have in common that are about the same figure."""
        made = claim.made
        figure = AT_RISK if made.figure == OVER_ACHIEVEMENT else made.figure
        kind, thing = made.kind, made.thing
        if made.kind == REQUEST and made.figure == EXPECTED:
            # What a request expects of its one project is what that project's target should be.
            projects = self._book.projects_of(made)
            if len(projects) == 1:
                figure, kind, thing = TARGET, "project", projects[0]
        return figure, made.measure, kind, thing, claim.first, claim.last

    def _of_one_time(self, claim: Claim, other: Claim) -> bool:
        """Return whether two claims should agree: nothing moved the figure between their days.

        What reports state anew each month, and figures that the book does not keep, are compared
        within a month.
        """
        days = claim.made.as_at, other.made.as_at
        if days[0] == days[1]:
            return True
        if claim.made.figure in OF_REPORTS:
            return days[0][:_MONTH] == days[1][:_MONTH]
        figures = [self._book.figure(claim.made, day) for day in days]
        if figures[0] is None or figures[1] is None:
            return days[0][:_MONTH] == days[1][:_MONTH]
        return figures[0].of(claim) == figures[1].of(claim)


def _are_apart(claim: Claim, other: Claim, amount: int) -> bool:
    """Return whether two amounts cannot both be the same figure, printed.

    One figure is rounded to one digit in one way: whatever differs then is a contradiction.
    """
    if claim.made.rounded_to == other.made.rounded_to:
        return claim.amount != amount
    return abs(claim.amount - amount) > claim.tolerance + other.tolerance


def _sign(made: Made) -> int:
    return -1 if made.figure == OVER_ACHIEVEMENT else 1
