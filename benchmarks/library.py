"""The library's own default application, as a user of it would write this first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Self
from uuid import UUID

from eventsourcing.application import Application
from eventsourcing.domain import Aggregate, event

from benchmarks.sites import Site
from engine.book import Order


class Saving(Aggregate):
    """A project with the library's defaults throughout."""

    @event("Started")
    def __init__(self, ref: str) -> None:
        self.ref = ref
        self.status = ""
        self.at_risk: dict[str, str] = {}
        self.movements: dict[str, dict[str, str]] = {}

    @event("StatusReported")
    def report(self, period: str, status: str, at_risk: dict[str, str], narrative: str) -> None:
        """Record a status report."""
        self.period = period
        self.status = status
        self.at_risk = at_risk
        self.narrative = narrative

    @event("Extended")
    def extend(self, extension: str, change: dict[str, str], reason: str) -> None:
        """Record an extension."""
        self.movements[extension] = change
        self.reason = reason


class Savings(Application[UUID]):
    """The library's default application."""


class DefaultBook:
    """The library's default application with some projects."""

    def __init__(self, site: Site, projects: int) -> None:
        self.application = Savings(site.library())
        self.projects = [Saving(f"project-{number}") for number in range(projects)]
        self.application.save(*self.projects)
        self._reported = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.application.close()

    def report_each(self, orders: Sequence[Order]) -> None:
        """Record status reports on the projects in turn, each in a transaction of its own."""
        for order in orders:
            self.application.save(self._report(order))

    def report_all(self, orders: Sequence[Order]) -> None:
        """Record status reports on the projects in turn, in transactions of five hundred.

        Its recorder for PostgreSQL sends all events of a transaction before it reads an answer,
        and with some thousands of them waits for ever.
        """
        for batch in batched(orders, 500):
            for order in batch:
                self._report(order)
            self.application.save(*self.projects)

    def extend(self, orders: Sequence[Order]) -> None:
        """Record extensions of the first project, in one transaction."""
        for order in orders:
            said = order.command.model_dump(mode="json")
            self.projects[0].extend(said["ref"], said["change"], said["reason"])
        self.application.save(self.projects[0])

    def _report(self, order: Order) -> Saving:
        said = order.command.model_dump(mode="json")
        project = self.projects[self._reported % len(self.projects)]
        self._reported += 1
        project.report(said["period"], said["status"], said["at_risk"], said["narrative"])
        return project


def batched(orders: Sequence[Order], size: int) -> Iterator[Sequence[Order]]:
    """Yield orders so many at a time."""
    for first in range(0, len(orders), size):
        yield orders[first : first + size]
