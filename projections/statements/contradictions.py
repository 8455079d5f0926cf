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
_Years = tuple[str | None, str | None]


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
        """Find the claims that contradict one: another value, and no movement that explains it.

        Of a statement of one year and its total, which say the same, one is enough.
        """
        found: dict[str, Same] = {}
        for other in self._about(claim):
            ref, amount = other.made.ref, other.amount * _sign(other.made) * _sign(claim.made)
            if ref == claim.made.ref or (ref in found and _years(other) != _years(claim)):
                continue
            if _are_apart(claim, other, amount) and self._are_alike(claim, other):
                found[ref] = Same(other, amount)
        yield from found.values()

    def _about(self, claim: Claim) -> list[Claim]:
        """Return all claims about the same figure, in any years."""
        if self._by_key is None:
            self._by_key = {}
            for made in self._statements:
                for each in claims_of(made):
                    self._by_key.setdefault(self._key(each), []).append(each)
        return self._by_key.get(self._key(claim), [])

    def _are_alike(self, claim: Claim, other: Claim) -> bool:
        return self._of_same_years(claim, other) and self._of_one_time(claim, other)

    def _of_same_years(self, claim: Claim, other: Claim) -> bool:
        """Return whether two claims are over the same years, or the same of those there are."""
        if _years(claim) == _years(other):
            return True
        return self._spanned(claim) == self._spanned(other)

    def _spanned(self, claim: Claim) -> _Years:
        """Return the first and last of a claim's years in which the book has anything."""
        figure = None if _is_one_year(claim) else self._book.figure(claim.made)
        if figure is None or figure.years is None:
            return _years(claim)
        there = [
            year
            for year, amount in figure.years.items()
            if amount and (claim.first or year) <= year <= (claim.last or year)
        ]
        return (min(there), max(there)) if there else _years(claim)

    def _key(self, claim: Claim) -> _Key:
        """Return what two claims have in common that are about the same figure, in any years."""
        made = claim.made
        figure = AT_RISK if made.figure == OVER_ACHIEVEMENT else made.figure
        kind, thing = made.kind, made.thing
        if made.kind == REQUEST and made.figure == EXPECTED:
            # What a request expects of its one project is what that project's target should be.
            projects = self._book.projects_of(made)
            if len(projects) == 1:
                figure, kind, thing = TARGET, "project", projects[0]
        return figure, made.measure, kind, thing

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
        first, last = self._spanned(claim)
        over = claim._replace(first=first, last=last)
        return figures[0].of(over) == figures[1].of(over)


def _are_apart(claim: Claim, other: Claim, amount: int) -> bool:
    """Return whether two amounts cannot both be the same figure, printed.

    One figure is rounded to one digit in one way: whatever differs then is a contradiction.
    """
    if claim.made.rounded_to == other.made.rounded_to:
        return claim.amount != amount
    return abs(claim.amount - amount) > claim.tolerance + other.tolerance


def _is_one_year(claim: Claim) -> bool:
    return claim.first is not None and claim.first == claim.last


def _years(claim: Claim) -> _Years:
    return claim.first, claim.last


def _sign(made: Made) -> int:
    return -1 if made.figure == OVER_ACHIEVEMENT else 1
