"""A status report: how one project stood in one month."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from domain.aggregate import Aggregate, Provenance, applies
from domain.errors import NotInForce, ReferenceUsed
from domain.savings.facts import StatusReported
from domain.savings.project import Project
from domain.savings.status import CASHABLE_BENEFIT, ProjectStatus
from domain.values.days import last_day
from domain.values.profiles import SavingsProfile


class StatusReport(Aggregate):
    """The report of a project for a month, and its restatements, in order.

    It has an identity of its own (``targeted-reviews/2018-09``), so that a project of many years
    is judged by its few decisions without reading its many reports.

    Attributes:
        reported_on: the day of the first report.
    """

    KIND: ClassVar[str] = "status-report"

    def __init__(self, ref: str) -> None:
        super().__init__(ref)
        self.reported_on: date | None = None

    @staticmethod
    def ref_of(project: str, period: str, measure: str) -> str:
        """Return the reference of a report; the usual measure goes without saying."""
        return f"{project}/{period}" + ("" if measure == CASHABLE_BENEFIT else f"/{measure}")

    def report(
        self,
        by: Provenance,
        reported_on: date,
        project: Project,
        *,
        period: str,
        status: ProjectStatus,
        restated_on: date | None,
        measure: str,
        target: SavingsProfile | None,
        **figures: object,
    ) -> None:
        """Record how the project stood; the figures are those of the status report.

        Raises:
            NotInForce: where the project had not started, or there is nothing to restate, or not
                yet on that day.
            ReferenceUsed: where the month has its report and this does not restate it.
        """
        if project.started_on and last_day(period) < project.started_on:
            raise NotInForce(
                self.ref,
                f"{project.ref} started on {project.started_on}: it has no status for {period}",
            )
        if restated_on and not self.exists:
            raise NotInForce(
                self.ref,
                f"{project.ref} has no status report for {period} to restate: record it without"
                " `restated_on`",
            )
        if restated_on and self.reported_on and restated_on < self.reported_on:
            raise NotInForce(
                self.ref,
                f"{project.ref} was reported on for {period} on {self.reported_on}: that cannot be"
                f" restated on {restated_on}, before it was said; give the day on which it was",
            )
        if self.exists and restated_on is None:
            raise ReferenceUsed(
                self.ref,
                f"{project.ref} has its report for {period}: add `restated_on` to restate it",
            )
        self._trigger(
            StatusReported,
            by,
            reported_on,
            project=project.ref,
            period=period,
            status=status,
            measure=measure,
            target=target,
            restated_on=restated_on,
            **figures,
        )

    @applies(StatusReported)
    def _reported(self, fact: StatusReported) -> None:
        """A status is an assertion about delivery; it changes no promise."""
        if self.reported_on is None:
            self.reported_on = fact.decided_on
