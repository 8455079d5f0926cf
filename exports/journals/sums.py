"""Accounts that hold the sum of a group's figures over some years, since a statement asserts it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from exports.journals.flows import BEGINNING, Flow
from projections.lives.stays import Stay, stays
from projections.savings.scope import Kind, Scope
from projections.statements.claims import Claim
from projections.views import Views


class Sum(NamedTuple):
    """What an account holds: a figure of a scope over some years.

    Attributes:
        figure: the figure.
        measure: the measure.
        kind: the kind of the scope.
        thing: its reference; none of all projects.
        first: the first year; none of all years.
        last: the last.
        again: counts further accounts of the same: beancount takes no two amounts of one day.
    """

    figure: str
    measure: str
    kind: str
    thing: str | None
    first: str | None
    last: str | None
    again: int = 0

    @classmethod
    def of(cls, claim: Claim, again: int = 0) -> Sum:
        """Return the sum that a claim is about."""
        made = claim.made
        years = claim.first, claim.last
        return cls(made.figure, made.measure, made.kind, made.thing, *years, again)

    @property
    def path(self) -> tuple[str, ...]:
        """The path of its account."""
        thing = f"{self.kind}-{self.thing}" if self.thing else "all-projects"
        again = f"-again-{self.again}" if self.again else ""
        return "sums", self.measure, self.figure, thing, f"{self.years}{again}"

    @property
    def years(self) -> str:
        """Its years as a component of the account's name."""
        if self.first is None or self.last is None:
            return "all-years"
        one = self.first == self.last
        return f"FY{self.first}" if one else f"FY{self.first}-to-{self.last}"

    def counts(self, year: str | None) -> bool:
        """Whether an amount of a year is part of it; what has no year always is."""
        if year is None or self.first is None or self.last is None:
            return True
        return self.first <= year <= self.last


class Gatherer:
    """Takes the flows of projects in the order of days, and gives those of one sum.

    A project that joins the scope brings its figure along, and takes it away where it leaves.
    """

    def __init__(self, views: Views, held: Sum, as_at: date, known: int) -> None:
        self._sum = held
        self._stays = stays(views, Scope(Kind(held.kind), held.thing), as_at, known)
        self._had: dict[str, int] = {}
        self._moves = sorted(_boundaries(self._stays))

    def flows(self, flows: Iterable[Flow]) -> Iterator[Flow]:
        """Give what comes to the sum and goes from it."""
        moves = iter(self._moves)
        coming = next(moves, None)
        for flow in flows:
            while coming is not None and coming[0] <= flow.day:
                yield from self._moved(*coming)
                coming = next(moves, None)
            yield from self._taken(flow)
        while coming is not None:
            yield from self._moved(*coming)
            coming = next(moves, None)

    def _taken(self, flow: Flow) -> Iterator[Flow]:
        if not self._sum.counts(flow.year):
            return
        self._had[flow.project] = self._had.get(flow.project, 0) + flow.amount
        if any(_holds(stay, flow.day) for stay in self._stays.get(flow.project, ())):
            yield flow

    def _moved(self, day: str, project: str, position: int, sign: int) -> Iterator[Flow]:
        had = self._had.get(project, 0)
        if had:
            yield Flow(day or BEGINNING, position, project, None, sign * had)


def _boundaries(found: dict[str, list[Stay]]) -> Iterator[tuple[str, str, int, int]]:
    """Give the days on which a project comes or goes."""
    for project, its in found.items():
        for stay in its:
            yield stay.since or BEGINNING, project, stay.position, 1
            if stay.until is not None:
                yield stay.until, project, stay.ended, -1


def _holds(stay: Stay, day: str) -> bool:
    return (stay.since or BEGINNING) <= day and (stay.until is None or day < stay.until)
